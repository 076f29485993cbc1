# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program is to the system, with a window or without: one application, one process."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtWidgets import QApplication

from hipmob_desktop import PROGRAM
from hipmob_desktop.desktop.endings import DisplayWatch, end_without_display
from hipmob_desktop.desktop.memory import spare_memory
from hipmob_desktop.desktop.single_instance import SingleInstance, runtime_folder
from hipmob_desktop.desktop.windows import take_own_place_in_taskbar

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.paths import Paths

SIGNALLED = 128
"""A process that a signal ends says so by this and the signal's number."""

ONE_PAINTER = "QT_NO_GUI_THREADPOOL"
"""Where this is set, Qt fills a large area on one thread. To wake others sixty times a second for
what takes a fraction of a millisecond costs more of a processor than it saves."""


def the_application(instead: Callable[[], NoReturn] | None = None) -> QApplication:
    """Qt's one application in this process, made if there is none yet.

    Where its display does not answer, `instead` is called, or the program ends with a line.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        take_own_place_in_taskbar()
        spare_memory()
        os.environ.setdefault(ONE_PAINTER, "1")
        with DisplayWatch(instead or end_without_display):
            # Under X11 this is the class of the window, which its entry names.
            app = QApplication([PROGRAM])
    app.setApplicationName(PROGRAM)
    app.setApplicationDisplayName("HipMob Desktop")
    app.setDesktopFileName(PROGRAM)
    return app


def place_among_starts(paths: Paths) -> SingleInstance | None:
    """This start's place among those of one person and folder; None where it cannot be known."""
    try:
        return SingleInstance(runtime_folder(os.environ), paths.data)
    except OSError:
        return None
