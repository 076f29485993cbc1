# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the program keeps what it writes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hipmob_desktop import PROGRAM
from hipmob_desktop.folders import close_folder, make_folder, private_temporary_folder
from hipmob_desktop.values import dataclass, replace

_ON_LINUX = (
    ("XDG_DATA_HOME", "~/.local/share", ""),
    ("XDG_CONFIG_HOME", "~/.config", ""),
    ("XDG_CACHE_HOME", "~/.cache", ""),
    ("XDG_STATE_HOME", "~/.local/state", "log"),
)
"""Who names a folder, where it is if nobody does, and what is in ours there."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders that the program writes to, all absolute.

    Attributes:
        data: The journal, the resume point, routines of one's own.
        config: The settings.
        cache: Clips of speech, which can be made again.
        log: What went wrong, for a report.
        is_lasting: False where there is no home and all of it stands in a temporary folder.
        named: The folder that was named for all of it, or None where the system gave them.
    """

    data: Path
    config: Path
    cache: Path
    log: Path
    is_lasting: bool = True
    named: Path | None = None

    @property
    def settings_file(self) -> Path:
        """What the person has chosen."""
        return self.config / "settings.json"

    @property
    def journal_file(self) -> Path:
        """What was done."""
        return self.data / "sessions.sqlite3"

    @property
    def unsaved_folder(self) -> Path:
        """What was changed in the editor and not saved."""
        return self.data / "unsaved"

    @property
    def autostart_file(self) -> Path | None:
        """What has the desktop start the program at each login; None where there is no such way.

        What is kept in a folder that was named is a trial, or on a stick: nothing begins with it.
        """
        if sys.platform != "linux" or self.named is not None or not self.is_lasting:
            return None
        return self.config.parent / "autostart" / f"{PROGRAM}.desktop"

    @classmethod
    def standard(cls) -> Paths:
        """The folders that this system gives to a person's programs.

        Raises:
            OSError: There is no home, and nothing can be made in the temporary folder.
        """
        try:
            return cls(*(_usual_folders() or _looked_up_folders()))
        except RuntimeError:  # there is no home
            owner = os.getuid() if hasattr(os, "getuid") else os.getpid()
            folder = private_temporary_folder(f"{PROGRAM}-{owner}")
            return cls._all_below(folder, is_lasting=False)

    @classmethod
    def below(cls, folder: Path) -> Paths:
        """Everything in `folder`, for a trial, a second person, a memory stick."""
        return replace(cls._all_below(folder.absolute(), is_lasting=True), named=folder.absolute())

    @classmethod
    def _all_below(cls, folder: Path, *, is_lasting: bool) -> Paths:
        data, config, cache, log = (folder / name for name in ("data", "config", "cache", "log"))
        return cls(data, config, cache, log, is_lasting)

    @property
    def _all(self) -> tuple[Path, ...]:
        return self.data, self.config, self.cache, self.log

    def close_to_others(self) -> None:
        """Close the folders that are there already to everybody else. Never raises."""
        for folder in self._all:
            close_folder(folder)

    def create(self) -> str | None:
        """Make the folders, readable for their owner alone.

        Returns:
            None, or one sentence on what will not be kept; nothing is raised.
        """
        for folder in self._all:
            fault = _make(folder)
            if fault:
                return f"Cannot write to {folder} ({fault}): what belongs there is not kept."
        if not self.is_lasting:
            where = self.data.parent
            return f"There is no home folder: {where} keeps what you do until it is cleared."
        return None


def _usual_folders() -> tuple[Path, Path, Path, Path] | None:
    """The folders on a Linux where nothing about them is odd, so that nothing is looked up."""
    if sys.platform != "linux":
        return None
    found = []
    for variable, usual, within in _ON_LINUX:
        named = os.environ.get(variable, "")
        place = named or os.path.expanduser(usual)  # noqa: PTH111 - without a home it stays as it is
        if not place.startswith("/") or place.strip() != place:
            return None
        found.append(Path(place, PROGRAM, within))
    data, config, cache, log = found
    return data, config, cache, log


def _looked_up_folders() -> tuple[Path, Path, Path, Path]:
    """The folders as this system has them.

    Raises:
        RuntimeError: There is no home.
    """
    import platformdirs  # which takes as long to import as a page to paint

    dirs = platformdirs.PlatformDirs(PROGRAM, appauthor=False)
    return dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path, dirs.user_log_path


def _make(folder: Path) -> str | None:
    try:
        make_folder(folder)
    except OSError as error:
        return error.strerror or str(error)
    close_folder(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        return "it is read-only"
    return None
