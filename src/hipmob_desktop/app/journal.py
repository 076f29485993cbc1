# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done on other days, read and written without making the window wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hipmob_desktop.clocks import unix_ms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hipmob_desktop.core.journal import Hurt, JournalEntry, RoutineUse
    from hipmob_desktop.storage.background_worker import BackgroundWorker
    from hipmob_desktop.storage.journal import Journal


LOOKS_BACK_MS = 8 * 86_400_000
"""A week and a day: wherever the week begins, all of this one is in it."""

LATELY = 200
"""So many sessions show what somebody is used to."""


@dataclass(frozen=True, slots=True)
class JournalSnapshot:
    """How often each routine was done, by id, what hurt when it was last done, what is known.

    `known_moves` are the ids of the moves that were done often enough. `lately` are the
    routines that were played to their end last, each with its Unix time; `started` is when the
    sessions of the last days began.
    """

    uses: Mapping[str, RoutineUse] = field(default_factory=dict)
    hurts: tuple[Hurt, ...] = ()
    known_moves: frozenset[str] = frozenset()
    lately: tuple[tuple[str, int], ...] = ()
    started: tuple[int, ...] = ()

    @property
    def hurt_moves(self) -> frozenset[str]:
        """The ids of moves that hurt when they were last done."""
        return frozenset(hurt.move_id for hurt in self.hurts)

    def last_done(self) -> str | None:
        """The routine that was played last of all, if any."""
        if not self.uses:
            return None
        return max(self.uses, key=lambda routine: self.uses[routine].last_at_ms)


class JournalService(QObject):
    """The journal, beside the window's thread.

    Signals, from the disk's thread:
        learned: a JournalSnapshot.
        failed: a sentence on what is wrong with the journal.
    """

    learned = Signal(object)
    failed = Signal(str)

    def __init__(self, path: Path, disk: BackgroundWorker) -> None:
        super().__init__()
        self._path = path
        self._disk = disk
        self._opened: Journal | None = None
        self.known = JournalSnapshot()

    def learn(self) -> None:
        """Find out what was done so far; `learned` tells."""
        self._disk.do("learn", self._learn)

    def keep(self, session: JournalEntry) -> None:
        """Enter a session that is over, and learn from it."""
        self._disk.do(f"session {session.started_at_ms}", partial(self._keep, session))

    def note_feel(self, routine: str, started_at_ms: int, feel: int) -> None:
        """Keep with a session how the hips felt after it, from 0 to 9."""
        note = partial(self._note_feel, routine, started_at_ms, feel)
        self._disk.do(f"feel {started_at_ms}", note)

    def close(self) -> None:
        """Let go of the file, after all that is still to be entered."""
        self._disk.do("journal", self._close)

    @property
    def _journal(self) -> Journal:
        if self._opened is None:
            from hipmob_desktop.storage.journal import Journal  # its database is heavy

            self._opened = Journal(self._path, self.failed.emit)
        return self._opened

    def _keep(self, session: JournalEntry) -> None:
        self._journal.add(session)
        self._learn()

    def _learn(self) -> None:
        journal = self._journal
        self.known = JournalSnapshot(
            journal.uses(),
            journal.hurts(),
            journal.known_moves(),
            journal.lately(LATELY),
            journal.started_since(unix_ms() - LOOKS_BACK_MS),
        )
        self.learned.emit(self.known)

    def _note_feel(self, routine: str, started_at_ms: int, feel: int) -> None:
        self._journal.note_feel(routine, started_at_ms, feel)

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
