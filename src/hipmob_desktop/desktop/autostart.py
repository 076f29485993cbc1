# SPDX-License-Identifier: GPL-3.0-or-later
"""Has the desktop start the program at each login, quietly, by an entry of its own kind.

The entry is the one of the XDG autostart specification, which people find in their desktop's own
list of programs that start at login. Where they switch it off there, the desktop writes `Hidden`
or a key of its own into it, and it stays so until the choice is made anew here.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess

from hipmob_desktop.desktop.menu_entry import escaped, quoted
from hipmob_desktop.files import Outlives, is_there, read_file, reason, replace_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_log = logging.getLogger(__name__)

QUIETLY = "remind"
"""The command that reminds without a window."""

MOST_BYTES = 64 * 1024
_ENTRY = """[Desktop Entry]
Type=Application
Name=HipMob Desktop
Comment=Reminders to move, as chosen in the settings
Exec={words}
TryExec={program}
Icon=hipmob-desktop
Terminal=false
X-GNOME-Autostart-enabled=true
X-GNOME-Autostart-Delay=20
"""


def entry(start: Sequence[str]) -> str:
    """The text of an entry that starts the program quietly; `start` are the words that start it.

    A program that is gone, as its `TryExec` tells, is left alone by the desktop.
    """
    words = " ".join(quoted(word) for word in (*start, QUIETLY))
    return _ENTRY.format(words=words, program=escaped(start[0]))


def set_autostart(path: Path, start: Sequence[str], *, is_wanted: bool) -> str | None:
    """Put the entry in its place, or take it away. Never raises.

    One that is there and says the same program stays as the person's desktop has left it.

    Returns:
        None when it is done, else one sentence on why not.
    """
    try:
        if not is_wanted:
            path.unlink(missing_ok=True)
        elif not _starts_the_same(path, entry(start)):
            replace_file(path, entry(start).encode(), outlives=Outlives.POWER_CUT)
    except OSError as error:
        return f"{path} cannot be written ({reason(error)}): nothing starts with the computer."
    return None


def start_quietly(words: Sequence[str]) -> None:
    """Start the program by these words, to outlive this process. Never raises."""
    process = QProcess()
    process.setProgram(words[0])
    process.setArguments([*words[1:]])
    process.setStandardInputFile(QProcess.nullDevice())
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    is_started: object = process.startDetached()  # no pair, whatever PySide's own types say
    if is_started is not True:
        _log.warning("nothing reminds without a window: %s cannot be started", words[0])


def _starts_the_same(path: Path, wanted: str) -> bool:
    if not is_there(path):
        return False
    try:
        there = read_file(path, most=MOST_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        _log.info("the entry of the autostart is made anew: %r", error)
        return False
    return _start_of(there) == _start_of(wanted)


def _start_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("Exec=")]
