# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done on other days, read and written without making the window wait."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from hipmob_desktop.clocks import unix_ms
from hipmob_desktop.storage.background_worker import BackgroundWorker
from hipmob_desktop.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hipmob_desktop.app.programmes import Course
    from hipmob_desktop.core.journal import Hurt, JournalEntry, RoutineUse
    from hipmob_desktop.core.journal_merge import Edit
    from hipmob_desktop.storage.history import History
    from hipmob_desktop.storage.journal import Journal
    from hipmob_desktop.storage.run_recordings import Found
    from hipmob_desktop.storage.runs import Runs


LOOKS_BACK_MS = 8 * 86_400_000
"""A week and a day: wherever the week begins, all of this one is in it."""

LATELY = 200
"""So many sessions show what somebody is used to."""


@dataclass(frozen=True, slots=True)
class JournalSnapshot:
    """How often each routine was done, by id, what hurt when it was last done, what is known.

    `known_moves` are the ids of the moves that were done often enough. `lately` are the
    routines that were played to their end last, each with its Unix time; `started` is when the
    sessions of the last days began. `course` is where one stands in a programme, if in one;
    what was done in its sessions is counted with the routines that they are made from.
    """

    uses: Mapping[str, RoutineUse] = field(default_factory=dict)
    hurts: tuple[Hurt, ...] = ()
    known_moves: frozenset[str] = frozenset()
    lately: tuple[tuple[str, int], ...] = ()
    started: tuple[int, ...] = ()
    course: Course | None = None

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
        runs_changed: runs are others now, by hand or because some were found.
        runs_failed: a sentence on what could not be read where runs are looked for, or nothing.
        failed: a sentence on what is wrong with the journal.
    """

    learned = Signal(object)
    changed = Signal(object)
    found = Signal(object)
    runs_changed = Signal()
    runs_failed = Signal(str)
    failed = Signal(str)

    def __init__(self, path: Path, disk: BackgroundWorker) -> None:
        super().__init__()
        self._path = path
        self._disk = disk
        self._reader = BackgroundWorker()  # a folder takes its time: what is done does not wait
        self._opened: Journal | None = None
        self._course_in: Callable[[History], Course | None] | None = None
        self._is_closed = False
        self.known = JournalSnapshot()

    def learn(self) -> None:
        """Find out what was done so far; `learned` tells."""
        self._disk.do("learn", self._learn)

    def follow(self, course_in: Callable[[History], Course | None]) -> None:
        """From now on learn as well where one stands in a programme."""
        self._course_in = course_in

    def keep(self, session: JournalEntry) -> None:
        """Enter a session as far as it has come; from one that is over something is learned."""
        self._disk.do(f"session {session.started_at_ms}", partial(self._keep, session))

    def note_feel(self, routine: str, started_at_ms: int, feel: int) -> None:
        """Keep with a session how the hips felt after it, from 0 to 9."""
        self._add_to(routine, started_at_ms, "felt_after", feel)

    def write_note(self, routine: str, started_at_ms: int, note: str) -> None:
        """Keep a note with a session."""
        self._add_to(routine, started_at_ms, "note", note)

    def run_after(self, routine: str, started_at_ms: int, *, is_ticked: bool) -> None:
        """Have a run be after a session, or not."""
        from hipmob_desktop.core.journal import session_id

        self.tick(session_id(routine, started_at_ms), is_ticked=is_ticked)

    def _add_to(self, routine: str, started_at_ms: int, name: str, value: object) -> None:
        add = partial(self._edit, routine, started_at_ms, {name: value})
        self._disk.do(f"{name} {started_at_ms}", add)

    def change(self, id_: str, edit: Edit) -> None:
        """Change the session with that UUID; `changed` has it as it was, to be put back."""
        self._disk.do(f"change {id_} {edit}", partial(self._change, id_, edit))

    def put_back(self, before: JournalEntry) -> None:
        """Have a session again as it was before a change."""
        self._disk.do(f"put back {before.id}", partial(self._put_back, before))

    def look(self, question: Callable[[History], object], *, key: str = "look") -> None:
        """Ask what a page shows; `found` has the answer. Of one `key`, the last is answered."""
        self._disk.do(key, partial(self._look, question))

    def tick(self, session: str, *, is_ticked: bool) -> None:
        """Have a run be after the session with that UUID, or not."""
        self._disk.do(f"tick {session}", partial(self._tick, session, is_ticked=is_ticked))

    def remove_run(self, id_: str, *, is_removed: bool) -> None:
        """Have what was found be no run, or be one again."""
        self._disk.do(f"run {id_}", partial(self._remove_run, id_, is_removed=is_removed))

    def look_for_runs(self, source: Path, words: str) -> None:
        """Look for runs in a calendar or a folder, beside all else; `runs_changed` tells."""
        self._disk.do("runs", partial(self._begin_to_look, source, words))

    def close(self) -> None:
        """Let go of the file, after all that is still to be entered."""
        self._is_closed = True
        self._reader.close(patience_s=0.0)
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
        from hipmob_desktop.storage.history import History

        journal = self._journal
        course = self._course_in(History(journal)) if self._course_in else None
        self.known = JournalSnapshot(
            _of_routines(journal.uses(), course),
            journal.hurts(),
            journal.known_moves(),
            _lately_of_routines(journal.lately(LATELY), course),
            journal.started_since(unix_ms() - LOOKS_BACK_MS),
            course,
        )
        self.learned.emit(self.known)

    def _edit(self, routine: str, started_at_ms: int, changes: dict[str, Any]) -> None:
        from hipmob_desktop.core.journal import session_id
        from hipmob_desktop.core.journal_merge import Edit

        self._journal.change(session_id(routine, started_at_ms), Edit(**changes))

    def _tick(self, session: str, *, is_ticked: bool) -> None:
        self._runs.tick(session, is_ticked=is_ticked)
        self.runs_changed.emit()

    def _remove_run(self, id_: str, *, is_removed: bool) -> None:
        self._runs.remove(id_, is_removed=is_removed)
        self.runs_changed.emit()

    @property
    def _runs(self) -> Runs:
        from hipmob_desktop.storage.runs import Runs

        return Runs(self._journal)

    def _begin_to_look(self, source: Path, words: str) -> None:
        seen = self._runs.seen()
        self._reader.do("runs", partial(self._read_runs, source, words, seen))

    def _read_runs(self, source: Path, words: str, seen: frozenset[str]) -> None:
        """On the reader's thread: read files, for seconds perhaps."""
        from hipmob_desktop.storage.run_calendar import RunFileError
        from hipmob_desktop.storage.run_recordings import look_for_runs

        try:
            found = look_for_runs(source, words, unix_ms(), seen)
        except RunFileError as error:
            self.runs_failed.emit(f"{error}.")
            return
        if not self._is_closed:
            self._disk.do("enter runs", partial(self._enter_runs, source, words, found))

    def _enter_runs(self, source: Path, words: str, found: Found) -> None:
        self._runs.enter(found)
        more = f" {len(found.faults) - 1} more could not be read." if found.faults[1:] else ""
        self.runs_failed.emit(f"{found.faults[0]}.{more}" if found.faults else "")
        self.runs_changed.emit()
        if not found.is_all and not self._is_closed:
            self._begin_to_look(source, words)

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()


def _of_routines(
    uses: Mapping[str, RoutineUse], course: Course | None
) -> Mapping[str, RoutineUse]:
    """The same with sessions of the programme as uses of the routines they are made from."""
    if course is None:
        return uses
    found: dict[str, RoutineUse] = {}
    for name, use in uses.items():
        routine = course.as_routine(name)
        found[routine] = found[routine].and_also(use) if routine in found else use
    return found


def _lately_of_routines(
    lately: tuple[tuple[str, int], ...], course: Course | None
) -> tuple[tuple[str, int], ...]:
    if course is None:
        return lately
    return tuple((course.as_routine(name), at_ms) for name, at_ms in lately)
