# SPDX-License-Identifier: GPL-3.0-or-later
"""What a process does that draws a film: spans of pictures, coded where they are drawn.

Several do so at once, behind everything else on the machine. They leave with whoever began them.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.app.film_file import FORMATS, Coded, coded
from hipmob_desktop.app.film_scene import picture_ms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.synchronize import Event

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from hipmob_desktop.app.film_scene import Scene
    from hipmob_desktop.app.film_stage import FilmStage

BEHIND_ALL = 15
"""How nice it is to other processes."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    app: QApplication
    stage: FilmStage
    scene: Scene
    ending: str
    stop: Event


_now: list[_Drawing] = []
"""What this process draws, once it has begun."""


class StoppedError(Exception):
    """Nobody waits for the film any more."""


def begin(scene: Scene, ending: str, stop: Event) -> None:
    """Make this process one that draws `scene` for a file of that ending, until `stop` is set."""
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(BEHIND_ALL)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from hipmob_desktop.app.film_stage import FilmStage, open_screen

    app = QApplication(["film"])
    screen, theme_manager = open_screen(app)
    theme_manager.apply(scene.theme, scene.text_px)
    _now.append(_Drawing(app, FilmStage(scene, screen), scene, ending, stop))


def draw(span: range) -> list[Coded]:
    """Draw and code the pictures of those numbers.

    Raises:
        StoppedError: It was stopped meanwhile.
    """
    drawing = _now[0]
    form, size = FORMATS[drawing.ending], drawing.scene.size
    return coded(_pictures(drawing, span), span.start, form, size)


def _pictures(drawing: _Drawing, span: range) -> Iterator[QImage]:
    for number in span:
        if drawing.stop.is_set():
            raise StoppedError
        yield drawing.stage.picture(picture_ms(number))


def _leave_with_parent() -> None:
    """However it ended: a process that waits for work would otherwise wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
