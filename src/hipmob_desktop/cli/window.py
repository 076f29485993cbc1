# SPDX-License-Identifier: GPL-3.0-or-later
"""How the command line comes to a window: whether one can be shown, at once or when it is wanted.

Nothing of Qt is imported before that.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

from hipmob_desktop.app.context import MachineError
from hipmob_desktop.desktop.qt_import import import_qt

if TYPE_CHECKING:
    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.desktop.start_request import StartRequest
    from hipmob_desktop.paths import Paths

NO_DISPLAY = (
    "there is no display to open a window on; "
    "`hipmob-desktop play ROUTINE --console` follows a routine in the terminal"
)
IN_TERMINAL = "hipmob-desktop: the display does not answer; here is the session in the terminal"
NO_LIBRARIES = "the window's libraries cannot be loaded: {error}"
REMINDERS_OFF = "reminders are switched off: Settings, Reminders switches them on"


def has_display() -> bool:
    """Whether a window can be shown to somebody."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def open_window(context: AppContext, request: StartRequest) -> int:
    """The window with what is asked for in it, or the one that is open already.

    Where the display does not answer, a session goes on in the terminal; without one the program
    ends with a line.

    Raises:
        MachineError: its libraries, or what ships with the program, cannot be read.
    """
    try:
        import_qt()
        from hipmob_desktop.app.startup import run_window
        from hipmob_desktop.desktop.start_request import Action
    except ImportError as error:
        raise MachineError(NO_LIBRARIES.format(error=error)) from error
    instead = go_on_in_terminal if request.action is Action.PLAY else None
    return run_window(context, request, instead)


def go_on_in_terminal() -> NoReturn:
    """Become the same command with `--console`: from where Qt fails there is no way back."""
    from hipmob_desktop.installation import start_words

    sys.stderr.write(f"{IN_TERMINAL}\n")
    sys.stdout.flush()
    words = sys.argv[1:]
    end = words.index("--") if "--" in words else len(words)
    start = start_words()
    os.execv(start[0], [*start, *words[:end], "--console", *words[end:]])  # noqa: S606 - itself


def remind_quietly(paths: Paths) -> StartRequest | int:
    """Remind without a window as the settings have it, until one is wanted.

    Returns:
        What is wanted of the window, or the code to end with.

    Raises:
        MachineError: there is no display, or what shows things on it cannot be loaded.
    """
    from hipmob_desktop.storage.preferences import PreferencesFile

    chosen = PreferencesFile(paths.settings_file).load().preferences
    if not chosen.reminders.is_on:
        sys.stderr.write(f"hipmob-desktop: {REMINDERS_OFF}\n")
        return 0
    if not has_display():
        raise MachineError(NO_DISPLAY)
    try:
        import_qt()
        from hipmob_desktop.app.quiet_start import run_quietly
    except ImportError as error:
        raise MachineError(NO_LIBRARIES.format(error=error)) from error
    return run_quietly(paths, chosen)
