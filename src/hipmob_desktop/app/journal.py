# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done on other days, read and written without making the window wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hipmob_desktop.core.journal import Hurt, JournalEntry, RoutineUse
    from hipmob_desktop.core.journal_merge import Edit
    from hipmob_desktop.storage.background_worker import BackgroundWorker
    from hipmob_desktop.storage.history import History
    from hipmob_desktop.storage.journal import Journal


@dataclass(frozen=True, slots=True)
class JournalSnapshot:
    """How often each routine was done, by id, and what hurt when it was last done."""

    uses: Mapping[str, RoutineUse] = field(default_factory=dict)
    hurts: tuple[Hurt, ...] = ()

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
        changed: a session as it was before a change.
        found: the answer to a question of a page.
        failed: a sentence on what is wrong with the journal.
    """

    learned = Signal(object)
    changed = Signal(object)
    found = Signal(object)
    failed = Signal(str)

    def __init__(self, path: Path, disk: BackgroundWorker) -> None:
        super().__init__()
        self._path = path
        self._disk = disk
        self._opened: Journal | None = None

    def learn(self) -> None:
        """Find out what was done so far; `learned` tells."""
        self._disk.do("learn", self._learn)

    def keep(self, session: JournalEntry) -> None:
        """Enter a session as far as it has come; from one that is over something is learned."""
        self._disk.do(f"session {session.started_at_ms}", partial(self._keep, session))

    def change(self, id_: str, edit: Edit) -> None:
        """Change the session with that UUID; `changed` has it as it was, to be put back."""
        self._disk.do(f"change {id_} {edit}", partial(self._change, id_, edit))

    def put_back(self, before: JournalEntry) -> None:
        """Have a session again as it was before a change."""
        self._disk.do(f"put back {before.id}", partial(self._put_back, before))

    def look(self, question: Callable[[History], object], *, key: str = "look") -> None:
        """Ask what a page shows; `found` has the answer. Of one `key`, the last is answered."""
        self._disk.do(key, partial(self._look, question))

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
        if session.ended_at_ms is not None:
            self._learn()

    def _change(self, id_: str, edit: Edit) -> None:
        before = self._journal.change(id_, edit)
        if before is not None:
            self.changed.emit(before)
            self._learn()

    def _put_back(self, before: JournalEntry) -> None:
        if self._journal.put_back(before):
            self._learn()

    def _look(self, question: Callable[[History], object]) -> None:
        from hipmob_desktop.storage.history import History

        self.found.emit(question(History(self._journal)))

    def _learn(self) -> None:
        self.learned.emit(JournalSnapshot(self._journal.uses(), self._journal.hurts()))

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
