# SPDX-License-Identifier: GPL-3.0-or-later
"""What Windows alone asks of a program with a window. On other systems nothing here does anything.

Written by its documentation: no such system was at hand.
"""

from __future__ import annotations

import sys
from contextlib import suppress

APP_ID = "HipMob.Desktop"
"""By it the taskbar knows the windows of one program; else it takes them for Python's."""

ANY_PROCESS = 0xFFFFFFFF
TITLE = "HipMob Desktop"
ERROR_BOX = 0x10


def take_own_place_in_taskbar() -> None:
    """Be no part of Python to the taskbar. Asked before the first window."""
    if sys.platform == "win32":
        import ctypes

        with suppress(AttributeError, OSError):
            ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)


def let_others_come_to_front() -> None:
    """Allow the process that is asked next to show its window in front.

    A program may do so only while it has the person's attention, or by leave of the one that has:
    of a start that was just made, for the window that is open already.
    """
    if sys.platform == "win32":
        import ctypes

        with suppress(AttributeError, OSError):
            ctypes.windll.user32.AllowSetForegroundWindow(ANY_PROCESS)


def show_fault(text: str) -> None:
    """Show what went wrong to somebody who started the program without a terminal."""
    if sys.platform == "win32":
        import ctypes

        with suppress(AttributeError, OSError):
            ctypes.windll.user32.MessageBoxW(None, text, TITLE, ERROR_BOX)
