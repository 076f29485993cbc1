# SPDX-License-Identifier: GPL-3.0-or-later
"""When the next runs in the person's calendar begin, for reminders before them.

The file is read again when it has changed, and each hour, since a series goes on. That may take
its time: it is asked on another thread than the window's.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.clocks import unix_ms
from hipmob_desktop.files import is_there, reason

if TYPE_CHECKING:
    from hipmob_desktop.core.ports import Clock

HOUR_MS = 3_600_000
AHEAD_MS = 8 * 24 * HOUR_MS
"""So far ahead what comes next is told."""

NONE_CHOSEN = "No calendar is chosen yet: Settings, Runs asks for one."
NO_CALENDAR = "{path} is a folder of recordings: it does not tell of runs to come."
GONE = "{path} is not there any more."

Stamp = tuple[str, str, int, int, int]
"""Where and what was read: the file, the words for a run, its time, its size, the hour."""


class ComingRuns:
    """Reads the calendar when it must; `fault` says in a sentence why it tells of no runs."""

    def __init__(self, now_ms: Clock = unix_ms) -> None:
        self._now_ms = now_ms
        self._stamp: Stamp | None = None
        self._starts: tuple[int, ...] = ()
        self.fault: str | None = None

    def starts(self, source: str, words: str) -> tuple[int, ...]:
        """When the next runs begin, in Unix time, in order; those of a whole day are left out.

        Args:
            source: The calendar's file, or empty.
            words: What a run is called in it.
        """
        missing = self._missing(source)
        if missing:
            self._stamp = None
            self._forget(missing)
            return ()
        try:
            self._read(Path(source), words)
        except OSError as error:
            self._stamp = None
            self._forget(f"{source} cannot be read: {reason(error)}.")
        return self._starts

    def _missing(self, source: str) -> str | None:
        path = Path(source)
        if not source:
            return NONE_CHOSEN
        if not is_there(path):
            return GONE.format(path=path)
        return NO_CALENDAR.format(path=path) if path.is_dir() else None

    def _read(self, path: Path, words: str) -> None:
        about, now_ms = path.stat(), self._now_ms()
        stamp = (str(path), words, about.st_mtime_ns, about.st_size, now_ms // HOUR_MS)
        if stamp == self._stamp:
            return
        from hipmob_desktop.storage.run_calendar import RunFileError, read_calendar

        self._stamp = stamp
        try:
            runs = read_calendar(path, words, now_ms, now_ms + AHEAD_MS)
        except RunFileError as error:
            self._forget(f"{error}.")
        else:
            self._starts = tuple(run.started_at_ms for run in runs if not run.is_all_day)
            self.fault = None

    def _forget(self, fault: str) -> None:
        self._starts, self.fault = (), fault
