# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the program keeps what it writes."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_NAME = "hipmob-desktop"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders that the program writes to, all absolute.

    Attributes:
        data: The journal, the resume point, routines of one's own.
        config: The settings.
        cache: Clips of speech, which can be made again.
        log: What went wrong, for a report.
        is_lasting: False where there is no home and all of it stands in a temporary folder.
    """

    data: Path
    config: Path
    cache: Path
    log: Path
    is_lasting: bool = True

    @property
    def settings_file(self) -> Path:
        """What the person has chosen."""
        return self.config / "settings.json"

    @property
    def journal_file(self) -> Path:
        """What was done."""
        return self.data / "sessions.sqlite3"

    @classmethod
    def standard(cls) -> Paths:
        """The folders that this system gives to a person's programs."""
        dirs = platformdirs.PlatformDirs(_NAME, appauthor=False)
        try:
            found = cls(
                dirs.user_data_path,
                dirs.user_config_path,
                dirs.user_cache_path,
                dirs.user_log_path,
            )
        except RuntimeError:  # there is no home
            owner = os.getuid() if hasattr(os, "getuid") else os.getpid()
            folder = Path(tempfile.gettempdir()) / f"{_NAME}-{owner}"
            return cls._all_below(folder, is_lasting=False)
        return found

    @classmethod
    def below(cls, folder: Path) -> Paths:
        """Everything in `folder`, for a trial, a second person, a memory stick."""
        return cls._all_below(folder.absolute(), is_lasting=True)

    @classmethod
    def _all_below(cls, folder: Path, *, is_lasting: bool) -> Paths:
        data, config, cache, log = (folder / name for name in ("data", "config", "cache", "log"))
        return cls(data, config, cache, log, is_lasting)

    def create(self) -> str | None:
        """Make the folders, readable for their owner alone.

        Returns:
            None, or one sentence on what will not be kept; nothing is raised.
        """
        for folder in (self.data, self.config, self.cache, self.log):
            fault = _make(folder)
            if fault:
                return f"Cannot write to {folder} ({fault}): what belongs there is not kept."
        if not self.is_lasting:
            where = self.data.parent
            return f"There is no home folder: {where} keeps what you do until it is cleared."
        return None


def _make(folder: Path) -> str | None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        return error.strerror or str(error)
    if not os.access(folder, os.W_OK | os.X_OK):
        return "it is read-only"
    return None
