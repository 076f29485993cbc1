# SPDX-License-Identifier: GPL-3.0-or-later
"""The program in a person's menu: entry, icon, command, manual and completions.

Everything goes below the person's own folders, as the XDG base directories and the menu
specification of freedesktop.org have it; nothing needs an administrator.
"""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.files import Outlives, replace_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

NAME = "hipmob-desktop"
ENTRY = f"applications/{NAME}.desktop"
SHARED: Mapping[str, str] = {
    "app_icon.svg": f"icons/hicolor/scalable/apps/{NAME}.svg",
    f"{NAME}.desktop": ENTRY,
    f"{NAME}.metainfo.xml": f"metainfo/{NAME}.metainfo.xml",
    f"manual/{NAME}.1": f"man/man1/{NAME}.1",
    f"completions/{NAME}.bash": f"bash-completion/completions/{NAME}",
    f"completions/{NAME}.fish": f"fish/vendor_completions.d/{NAME}.fish",
    f"completions/{NAME}.zsh": f"zsh/site-functions/_{NAME}",
}
"""Where in a `share` folder each of the shipped files belongs. pyproject.toml says the same."""

_OURS = f"made by {NAME} install"
_READABLE, _RUNNABLE = 0o644, 0o755
_START = "Exec="
_TRY = "TryExec="


class ForeignFileError(Exception):
    """Another program's file stands where ours belongs; it was left as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@dataclass(frozen=True, slots=True)
class Menu:
    """The person's folders: `share` for what menus read, `bin` for what shells find."""

    share: Path
    bin: Path

    @property
    def command(self) -> Path:
        """What a shell finds under the program's name."""
        return self.bin / NAME

    @property
    def _shared(self) -> tuple[Path, ...]:
        return tuple(self.share / place for place in SHARED.values())

    def install(self, start: Sequence[str], assets: Path) -> tuple[Path, ...]:
        """Put everything in its place; what was there of ours is replaced.

        `start` are the words that start the program, the first of them an absolute path. A
        command that already leads to it stays.

        Returns:
            The files that are there now.

        Raises:
            ForeignFileError: Another program has the command's name; nothing was changed.
            OSError: Something cannot be written.
        """
        makes_command = not _is_same(self.command, start)
        if makes_command and os.path.lexists(self.command) and not _is_ours(self.command):
            raise ForeignFileError(self.command)
        for shipped, place in SHARED.items():
            text = (assets / shipped).read_bytes()
            if place == ENTRY:
                text = _entry(text.decode(), start).encode()
            _put(self.share / place, text, _READABLE)
        if makes_command:
            _put(self.command, _script(start).encode(), _RUNNABLE)
        return (*self._shared, self.command)

    def remove(self) -> tuple[Path, ...]:
        """Take away what `install` put there.

        Returns:
            The files that were there.

        Raises:
            OSError: One cannot be taken away.
        """
        gone = [path for path in self._shared if os.path.lexists(path)]
        if _is_ours(self.command):
            gone.append(self.command)
        for path in gone:
            path.unlink()
        return tuple(gone)


def _put(path: Path, content: bytes, mode: int) -> None:
    replace_file(path, content, outlives=Outlives.PROCESS)
    path.chmod(mode)


def _is_same(command: Path, start: Sequence[str]) -> bool:
    """Whether the command is the very file that starts the program, or a link to it."""
    return len(start) == 1 and os.path.realpath(command) == os.path.realpath(start[0])


def _is_ours(command: Path) -> bool:
    with suppress(OSError, UnicodeDecodeError):
        return not command.is_symlink() and _OURS in command.read_text("utf-8")
    return False


def _script(start: Sequence[str]) -> str:
    return (
        f'#!/bin/sh\n# {_OURS}; install --remove takes it away.\nexec {shlex.join(start)} "$@"\n'
    )


def _entry(text: str, start: Sequence[str]) -> str:
    """The shipped entry with the program's true place in it."""
    words = " ".join(quoted(word) for word in start)
    lines = []
    for line in text.splitlines():
        if line.startswith(f"{_START}{NAME}"):
            line = f"{_START}{words}{line.removeprefix(_START + NAME)}"  # noqa: PLW2901 - the same line, better
        elif line.startswith(_TRY):
            line = f"{_TRY}{escaped(start[0])}"  # noqa: PLW2901 - the same line, better
        lines.append(line)
    return "\n".join(lines) + "\n"


def quoted(word: str) -> str:
    """A word of an Exec line: in quotes, with what means something there disarmed."""
    for mark in '\\"`$':
        word = word.replace(mark, f"\\{mark}")
    return escaped(f'"{word}"').replace("%", "%%")


def escaped(text: str) -> str:
    """A text as the value of a key; a backslash is the one mark that all values have."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")
