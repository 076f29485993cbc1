# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of history: filled with what the journal says, and what is asked there done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop.clocks import day_of, unix_ms
from hipmob_desktop.core.runs import RunSource
from hipmob_desktop.storage.history import EPOCH
from hipmob_desktop.storage.runs import DAY_MS, Runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from hipmob_desktop.app.journal import JournalService
    from hipmob_desktop.core.history import SessionLine, YearDone
    from hipmob_desktop.core.journal import JournalEntry
    from hipmob_desktop.core.runs import Run, RunDone
    from hipmob_desktop.storage.history import History
    from hipmob_desktop.ui.kit.style import StyleContext


@dataclass(frozen=True, slots=True)
class Overview:
    """The answer to what the page of history shows first."""

    year: YearDone
    lines: tuple[SessionLine, ...]
    before_runs: Mapping[str, bool]
    is_all: bool


@dataclass(frozen=True, slots=True)
class MoreLines:
    """How the list of sessions goes on."""

    lines: tuple[SessionLine, ...]
    before_runs: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that is to be shown, if it is still there."""

    session: JournalEntry | None
    run: Run | None = None


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
        self.screen.tick_requested.connect(self._tick)
        self.session.edited.connect(journal.change)
        self.session.run_ticked.connect(self._tick)
        self.session.run_removed.connect(self._remove_run)
        self.session.removed.connect(self._remove)
        journal.found.connect(self._show)
        journal.changed.connect(self._on_changed)
        journal.runs_changed.connect(self._on_runs)
        journal.runs_failed.connect(self.screen.show_run_fault)

    def refresh(self, goal_days: int) -> None:
        """Ask anew for what the page shows."""
        from hipmob_desktop.storage.history import LINES

        self._goal_days = goal_days
        most = max(LINES, self.screen.lines_shown)
        question = partial(overview, today=day_of(), goal_days=goal_days, most=most)
        self._journal.look(question, key="history")

    @Slot(str)
    def _open(self, id_: str) -> None:
        self._journal.look(partial(opened, id_), key="history session")

    @Slot(object)
    def _go_on(self, after: SessionLine) -> None:
        self._journal.look(partial(more_lines, after), key="history lines")

    @Slot(str, bool)
    def _tick(self, session: str, is_ticked: bool) -> None:  # noqa: FBT001 - the signal's shape
        self._journal.tick(session, is_ticked=is_ticked)

    @Slot(str, bool)
    def _remove_run(self, id_: str, is_removed: bool) -> None:  # noqa: FBT001 - as above
        self._journal.remove_run(id_, is_removed=is_removed)

    @Slot()
    def _on_runs(self) -> None:
        if self._goal_days:
            self.refresh(self._goal_days)

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
            case Overview(year, lines, before_runs, is_all):
                self.screen.show_year(year)
                self.screen.show_lines(lines, before_runs, is_all=is_all)
            case MoreLines(lines, before_runs):
                self.screen.add_lines(lines, before_runs, is_all=len(lines) < LINES)
            case Opened(session, run) if session:
                self.session.show_session(session, run)
                self.session_shown.emit()


def overview(history: History, *, today: date, goal_days: int, most: int) -> Overview:
    """What the page of history shows first, with `most` sessions in its list.

    Who did something where it is tomorrow already, and has flown home since, sees that day too.
    """
    from hipmob_desktop.core.history import first_day_shown, weeks_kept, year_of

    first = first_day_shown(today)
    days = history.days(first, today + timedelta(days=1))
    latest = max((today, *(day.day for day in days)))
    kept = weeks_kept(history.dates(latest), goal_days, latest)
    lines = history.lines(most=most)
    runs = runs_since(history, first - timedelta(days=1), lines)
    year = year_of(days, latest, goal_days, kept, runs)
    return Overview(year, lines, _before(runs), is_all=len(lines) < most)


def more_lines(after: SessionLine, history: History) -> MoreLines:
    """How the list goes on, with the sessions in it that were before a run."""
    lines = history.lines(after=after)
    last_ms = after.started_at_ms + 2 * DAY_MS
    runs = Runs(history.journal).done(lines[-1].started_at_ms, last_ms) if lines else ()
    return MoreLines(lines, _before(runs))


def opened(id_: str, history: History) -> Opened:
    """A session, with the run that it was before."""
    session = history.session(id_)
    if session is None:
        return Opened(None)
    ended_ms = session.ended_at_ms or session.started_at_ms + session.played_ms
    done = Runs(history.journal).done(session.started_at_ms - DAY_MS, ended_ms + 2 * DAY_MS)
    return Opened(session, next((each.run for each in done if each.session == id_), None))


def runs_since(history: History, first: date, lines: Sequence[SessionLine]) -> tuple[RunDone, ...]:
    """The runs from a day on, or from the last of the lines on, if that was before."""
    begin_ms = (first - EPOCH).days * DAY_MS
    if lines:
        begin_ms = min(begin_ms, lines[-1].started_at_ms)
    return Runs(history.journal).done(begin_ms, unix_ms())


def _before(runs: Iterable[RunDone]) -> dict[str, bool]:
    """The sessions before these runs, and whether it was the person who said so of each."""
    return {each.session: each.run.source is RunSource.TICKED for each in runs if each.session}
