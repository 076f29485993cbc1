# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands on every page and where, as somebody who has looked at them all found it good.

    python tools/make_page_looks.py [FOLDER]

In `page_looks.txt` is a line for each part that says something or can be used: what it is, its box
in a window, its words, what a screen reader is told beside them, and how it can be used. In
`page_looks.png` are the pages, small. Letters are set from the fonts that ship, without hints, so
that they are as wide on any machine. The tests hold the program to the files that are kept. Where
a page is meant to change: `contact_sheet.py`, and look.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "UTC"
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).resolve().parents[1] / "tests/ui/fonts.conf")

from make_looks import side_by_side
from page_lines import lines_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from sheet_pages import FONT_PX, PAGES, open_studio
from stage_sheet import open_stage, shown_at

from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.ui.library.screen import LibraryScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage

KEPT = Path(__file__).resolve().parents[1] / "tests" / "ui"
WORDS, PICTURES = "page_looks.txt", "page_looks.png"
WIDTH, HEIGHT = 160, 90
COLUMNS = 10
SIZE = (1366, 768)
STAGES = (SIZE, (480, 270), (768, 1366))
"""A laptop's, the small face's, and one that stands upright."""

ROUTINES = ("nilsson_seven", "evening_unwind")
SETTLING_ROUNDS = 60


class Look(NamedTuple):
    """A page by its name: its lines, and a picture of it."""

    name: str
    lines: tuple[str, ...]
    picture: QImage


def look_of(name: str, page: QWidget, window: QWidget) -> Look:
    """How a page looks now."""
    picture = window.grab().toImage()
    small = picture.scaled(
        WIDTH,
        HEIGHT,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return Look(name, tuple(lines_of(page, window)), small)


def looks(app: QApplication) -> Iterator[Look]:
    """How all pages look."""
    from hipmob_desktop.app.startup import text_px

    studio = open_studio(app)
    studio.style.theme_manager.apply("dark", text_px(FONT_PX, SIZE[1], 1.0))
    for name, build in PAGES.items():
        window = QStackedWidget()
        page = build(studio)
        window.addWidget(page)
        window.resize(*SIZE)
        window.show()
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        settle(app)
        if isinstance(page, LibraryScreen) and name != "library":
            page.show_page()
            settle(app)
        yield look_of(name, page, window)
        window.close()
        window.deleteLater()


def settle(app: QApplication) -> None:
    """Let everything find its place."""
    for _ in range(SETTLING_ROUNDS):
        app.processEvents()


def stage_looks(app: QApplication) -> Iterator[Look]:
    """How the stage looks in the midst of the first segment of each kind and side."""
    stage = open_stage(app)
    for size in STAGES:
        stage.screen.resize(*size)
        stage.screen.show()
        for id_ in ROUTINES:
            routine = stage.library.routine(id_)
            plan = build_plan(routine, PlanOptions(), stage.coach, estimated_ms).plan
            seen = {(one.kind, one.side): one for one in reversed(plan.segments)}
            for segment in sorted(seen.values(), key=lambda one: one.start_ms):
                shown_at(stage, routine, plan, segment.start_ms + segment.duration_ms // 2)
                app.processEvents()
                name = f"stage {size[0]}x{size[1]} {id_} {segment.kind} {segment.side}"
                yield look_of(name, stage.screen, stage.screen)
    stage.screen.close()


def main() -> None:
    """Keep how all pages look now."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else KEPT
    app = QApplication(["page_looks"])
    with TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        found = [*looks(app), *stage_looks(app)]
    text = "\n".join("\n".join((f"== {one.name}", *one.lines, "")) for one in found)
    (folder / WORDS).write_text(text, "utf-8", newline="\n")
    sheet = side_by_side([one.picture for one in found], COLUMNS, WIDTH, HEIGHT)
    if not sheet.save(str(folder / PICTURES), quality=0):
        sys.exit(f"{folder / PICTURES}: cannot be written")


if __name__ == "__main__":
    main()
