# SPDX-License-Identifier: GPL-3.0-or-later
"""The place in a session, kept each second so that a kill or a power cut costs no more.

Two files hold it. The one written each time is replaced whole, which outlives the end of
this process. The other is written every few seconds and only then counts as written when
the disk has it, for the day the power goes off and leaves the first one empty. Whichever
was kept last and can be read is the place to go on from.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hipmob_desktop.files import Outlives, is_there
from hipmob_desktop.storage.json_file import Content, JsonFile
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.core.resume import ResumePoint
    from hipmob_desktop.storage.background_worker import BackgroundWorker

VERSION = 1
SAFE_EVERY_MS = 5_000
_KEY = "resume point"


@dataclass(frozen=True, slots=True)
class Found:
    """What was left of a session that was cut off, and a sentence where it was not usable."""

    point: ResumePoint | None
    fault: str | None = None


class ResumeFile:
    """The files of the resume point in one folder. Its methods wait for the disk."""

    def __init__(self, folder: Path) -> None:
        noun = "The place in your last session"
        self._quick = JsonFile(folder / "resume.json", noun, VERSION)
        self._safe = JsonFile(folder / "resume-safe.json", noun, VERSION)

    @property
    def is_there(self) -> bool:
        """Whether there is anything to read."""
        return is_there(self._quick.path) or is_there(self._safe.path)

    def is_kept_since(self, unix_ms: int) -> bool:
        """Whether anything was written since then, without a look at what it is."""
        return any(_kept_ms(file.path) >= unix_ms for file in (self._quick, self._safe))

    def read(self) -> Found:
        """The point kept last, or None; a fault only where no file could be used."""
        read = [_read(self._quick), _read(self._safe)]
        points = [found.point for found in read if found.point is not None]
        if points:
            return Found(max(points, key=lambda point: point.saved_at_ms))
        return Found(None, next((found.fault for found in read if found.fault), None))

    def write(self, point: ResumePoint, *, is_safe: bool) -> str | None:
        """Keep `point`; a safe one outlives a power cut. A sentence where it is not kept."""
        from hipmob_desktop.storage.resume_format import table_of

        table = table_of(point)
        fault = self._quick.write(table, outlives=Outlives.PROCESS)
        if is_safe and fault is None:
            return self._safe.write(table, outlives=Outlives.POWER_CUT)
        return fault

    def clear(self) -> str | None:
        """Forget the point: the session is over. A sentence where that cannot be."""
        # The older copy first, so that no kill in between brings it back.
        faults = [self._safe.remove(), self._quick.remove()]
        return next((fault for fault in faults if fault), None)


class ResumeKeeper:
    """Keeps the point of a running session without ever making its caller wait.

    `on_fault` is called from another thread, with a sentence for the person when the disk
    begins to refuse, and with None when it takes things again.
    """

    def __init__(
        self,
        file: ResumeFile,
        worker: BackgroundWorker,
        clock: Clock,
        on_fault: Callable[[str | None], None],
    ) -> None:
        self._file = file
        self._worker = worker
        self._clock = clock
        self._on_fault = on_fault
        self._safe_at_ms: int | None = None
        self._fault: str | None = None
        self._handed_over: Found | None = None

    def read(self) -> Found:
        """The point that was handed over last, whether the disk has it yet or not.

        Before one was, this waits for the disk, for what another run of the program left.
        """
        return self._handed_over or self._file.read()

    def keep(self, point: ResumePoint) -> None:
        """Have `point` kept: at least each second, and at each turn that a session takes."""
        self._handed_over = Found(point)
        self._worker.do(_KEY, partial(self._write, point))

    def clear(self) -> None:
        """Have the point forgotten; one that still waits to be kept is not kept any more."""
        self._handed_over = Found(None)
        self._worker.do(_KEY, self._clear)

    def _write(self, point: ResumePoint) -> None:
        now_ms = self._clock()
        is_safe = self._safe_at_ms is None or now_ms - self._safe_at_ms >= SAFE_EVERY_MS
        if is_safe:
            self._safe_at_ms = now_ms
        self._tell(self._file.write(point, is_safe=is_safe))

    def _clear(self) -> None:
        self._safe_at_ms = None
        self._tell(self._file.clear())

    def _tell(self, fault: str | None) -> None:
        is_change = (fault is None) != (self._fault is None)
        self._fault = fault
        if is_change:
            self._on_fault(fault)


def _kept_ms(path: Path) -> float:
    try:
        return path.stat().st_mtime * 1_000
    except (OSError, ValueError):
        return -1.0


def _read(file: JsonFile) -> Found:
    from hipmob_desktop.storage.resume_format import point_of

    content = file.read()
    if content.table is None:
        return Found(None, content.fault)
    try:
        return Found(point_of(content.table))
    except ValueError:
        refused: Content = file.refuse("it is not what this program writes")
        return Found(None, refused.fault)
