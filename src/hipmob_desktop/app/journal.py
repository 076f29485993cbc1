# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done on other days, read and written without making the window wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop.clocks import day_of, unix_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from hipmob_desktop.app.programmes import Course
    from hipmob_desktop.core.history import SessionLine, YearDone
    from hipmob_desktop.core.journal import Hurt, JournalEntry, RoutineUse
    from hipmob_desktop.core.journal_merge import Edit
    from hipmob_desktop.storage.background_worker import BackgroundWorker
    from hipmob_desktop.storage.history import History
    from hipmob_desktop.storage.journal import Journal
    from hipmob_desktop.ui.kit.style import StyleContext


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
        self._course_in: Callable[[History], Course | None] | None = None
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
        note = partial(self._note_feel, routine, started_at_ms, feel)
        self._disk.do(f"feel {started_at_ms}", note)

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

    def _note_feel(self, routine: str, started_at_ms: int, feel: int) -> None:
        from hipmob_desktop.core.journal import session_id
        from hipmob_desktop.core.journal_merge import Edit

        self._journal.change(session_id(routine, started_at_ms), Edit(felt_after=feel))

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


@dataclass(frozen=True, slots=True)
class Overview:
    """The answer to what the page of history shows first."""

    year: YearDone
    lines: tuple[SessionLine, ...]
    is_all: bool


@dataclass(frozen=True, slots=True)
class MoreLines:
    """How the list of sessions goes on."""

    lines: tuple[SessionLine, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that is to be shown, if it is still there."""

    session: JournalEntry | None


class HistoryPresenter(QObject):
    """Fills the pages of history, and does what is asked there.

    Signals:
        session_shown: the page of a session has something to show.
    """

    session_shown = Signal()

    def __init__(
        self,
        journal: JournalService,
        style: StyleContext,
        name_of: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        from hipmob_desktop.ui.pages.history import HistoryScreen
        from hipmob_desktop.ui.pages.history_session import HistorySessionScreen

        self._journal = journal
        self._goal_days = 0
        self._removed: JournalEntry | None = None
        self._undo: JournalEntry | None = None
        self.screen = HistoryScreen(style)
        self.session = HistorySessionScreen(style, name_of)
        self.screen.session_chosen.connect(self._open)
        self.screen.more_requested.connect(self._go_on)
        self.screen.undo_requested.connect(self._put_back)
        self.session.edited.connect(journal.change)
        self.session.removed.connect(self._remove)
        journal.found.connect(self._show)
        journal.changed.connect(self._on_changed)

    def refresh(self, goal_days: int) -> None:
        """Ask anew for what the page shows."""
        from hipmob_desktop.storage.history import LINES

        self._goal_days = goal_days
        most = max(LINES, self.screen.lines_shown)
        question = partial(overview, today=day_of(), goal_days=goal_days, most=most)
        self._journal.look(question, key="history")

    @Slot(str)
    def _open(self, id_: str) -> None:
        self._journal.look(lambda history: Opened(history.session(id_)), key="history session")

    @Slot(object)
    def _go_on(self, after: SessionLine) -> None:
        self._journal.look(
            lambda history: MoreLines(history.lines(after=after)), key="history lines"
        )

    @Slot(object)
    def _remove(self, session: JournalEntry) -> None:
        from hipmob_desktop.core.journal_merge import Edit

        self._removed = session
        self._journal.change(session.id, Edit(is_removed=True))
        self.session.page_requested.emit(self.session.back_to)

    @Slot()
    def _put_back(self) -> None:
        if self._undo:
            self._journal.put_back(self._undo)
            self._undo = self._removed = None
            self.refresh(self._goal_days)

    @Slot(object)
    def _on_changed(self, before: JournalEntry) -> None:
        gone = self._removed  # its note may have been kept just before, which is told first
        if gone and before.id == gone.id and before.revision >= gone.revision:
            self._undo = before
            self.screen.offer_undo(before.title)
        self.refresh(self._goal_days)

    @Slot(object)
    def _show(self, answer: object) -> None:
        from hipmob_desktop.storage.history import LINES

        match answer:
            case Overview(year, lines, is_all):
                self.screen.show_year(year)
                self.screen.show_lines(lines, is_all=is_all)
            case MoreLines(lines):
                self.screen.add_lines(lines, is_all=len(lines) < LINES)
            case Opened(session) if session:
                self.session.show_session(session)
                self.session_shown.emit()


def overview(history: History, *, today: date, goal_days: int, most: int) -> Overview:
    """What the page of history shows first, with `most` sessions in its list.

    Who did something where it is tomorrow already, and has flown home since, sees that day too.
    """
    from hipmob_desktop.core.history import first_day_shown, weeks_kept, year_of

    days = history.days(first_day_shown(today), today + timedelta(days=1))
    latest = max((today, *(day.day for day in days)))
    kept = weeks_kept(history.dates(latest), goal_days, latest)
    lines = history.lines(most=most)
    return Overview(year_of(days, latest, goal_days, kept), lines, is_all=len(lines) < most)
