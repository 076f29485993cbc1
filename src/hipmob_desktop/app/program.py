# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program is to the system, with a window or without: one application, one process."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from hipmob_desktop import PROGRAM
from hipmob_desktop.desktop.endings import DisplayWatch
from hipmob_desktop.desktop.single_instance import SingleInstance, runtime_folder

if TYPE_CHECKING:
    from hipmob_desktop.paths import Paths

SIGNALLED = 128
"""A process that a signal ends says so by this and the signal's number."""


def the_application() -> QApplication:
    """Qt's one application in this process, made if there is none yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        with DisplayWatch():
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
