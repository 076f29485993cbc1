# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of history: the days of a year, weeks kept, minutes, sides, what was felt, the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
)

from hipmob_desktop.core import history as words
from hipmob_desktop.core.runs import runs_words, weeks_of_runs
from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.fields import ChoiceField, TickField
from hipmob_desktop.ui.kit.labels import label, shortened
from hipmob_desktop.ui.kit.layouts import Columns
from hipmob_desktop.ui.kit.notice import Notice
from hipmob_desktop.ui.kit.pages import PageName, SidePage
from hipmob_desktop.ui.kit.style import StyleContext, card_frame, set_spacing
from hipmob_desktop.ui.pages import history_charts as charts
from hipmob_desktop.ui.pages.history_calendar import CalendarChart, RunsChart
from hipmob_desktop.ui.pages.history_list import NO_RUNS, SessionList, SessionModel
from hipmob_desktop.ui.pages.history_session import card
from hipmob_desktop.ui.pages.settings_fields import GOAL, goals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hipmob_desktop.core.history import SessionLine, YearDone

_MEASURE_EM = 84.0
_CARD_EM = 24.0
_MOST_COLUMNS = 2
_ROWS_SEEN = 6
_QUOTED = 60
_REMOVED = "“{}” was removed."
_EMPTY_TITLE = "Nothing yet, and that is fine"
_EMPTY = (
    "After your first session this page shows the days on which you did something, the weeks that"
    " reach your goal, and how each side and your hips are getting on. Three minutes at the desk"
    " count as much as ten on the mat."
)
_REST = "Rest days break nothing: only the number of days in a week counts."
_CALENDAR_NOTE = (
    "A filled square is a day with a session, a stronger one has a quarter of an hour or more. The"
    " line below a week says that it reached your goal. A dot is a run with a session before it, a"
    " ring one without."
)
_BAND_NOTE = (
    "The band, 20 to 50 minutes, is ten minutes on two to five days: the AAOS hip conditioning"
    " programme asks for two or three days a week to keep what was gained, a study of hamstrings"
    " used five (Bandy 1997). A review of 189 studies (Ingram 2025) found that stretching gains"
    " level off near ten minutes a week for each muscle; a session shares its time among several."
    " A guide, not a rule."
)
_SIDES_NOTE = (
    "Reps and holds that were done to their end, week by week: the left side, then the right."
)
_FELT_NOTE = (
    "What you said before (rings) and after (dots), from 0 (stiff) to 9 (loose): the mean of each"
    " week."
)


_RUNS_NOTE = (
    "Each bar has the runs of a week, filled as far as a session was before them: one that ended"
    " within three hours before the run began."
)
_NO_RUNS_YET = (
    "No runs are known yet. When you ran after a session, press R on it in the list below, or tick"
    " it on its page. Runs can also be found in a calendar or a folder of recordings."
)
_LIST_NOTE = "Enter opens a session, R says that you ran after it."


class HistoryScreen(SidePage):
    """What was done up to now.

    Signals:
        goal_changed: on how many days of a week the person wants to do something.
        session_chosen: the UUID of a session to be opened.
        more_requested: the SessionLine after which the list goes on.
        undo_requested: the session that was removed last is wanted again.
        tick_requested: the UUID of a session, and whether there was a run after it.
    """

    goal_changed = Signal(object)
    session_chosen = Signal(str)
    more_requested = Signal(object)
    undo_requested = Signal()
    tick_requested = Signal(str, bool)

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "History", _MEASURE_EM)

    def build_column(self) -> None:
        self.removed = Notice(self._style, "rotate-ccw")
        self.removed.accepted.connect(self._undo)
        self._build_empty()
        self._build_head()
        self.calendar = charts.ChartCard("Days of the last year", CalendarChart(self._style))
        self.minutes = charts.ChartCard("Minutes a week", charts.MinutesChart(self._style))
        self.sides = charts.ChartCard("Left and right", charts.SidesChart(self._style))
        self.felt = charts.ChartCard("How the hips felt", charts.FeltChart(self._style))
        self.runs = charts.ChartCard("Before runs", RunsChart(self._style))
        self.where_runs = IconButton(self._style, "folder-open", "Where runs are found")
        self.link(self.where_runs, PageName.SETTINGS)
        self._run_fault = label("", "warning")
        self.runs.add_below(self._run_fault)
        self.runs.add_below(self.where_runs, fills=False)
        self._run_fault.hide()
        self._cards = Columns(_CARD_EM, _MOST_COLUMNS)
        self._cards.show_cards((self.runs, self.minutes, self.sides, self.felt))
        self._build_list()
        self._full = (self._head, self.calendar, self._cards, self._list_card)
        for part in (self.removed, self._empty, *self._full):
            self.column.addWidget(part)
            part.hide()

    def _build_empty(self) -> None:
        self._empty, column = card(_EMPTY_TITLE)
        column.addWidget(label(_EMPTY))
        self.begin = IconButton(self._style, "list", "Choose a routine", "primary")
        self.link(self.begin, PageName.LIBRARY)
        row = QHBoxLayout()
        set_spacing(row)
        row.addWidget(self.begin)
        row.addStretch(1)
        column.addLayout(row)

    def _build_head(self) -> None:
        self._head = card_frame()
        self._kept = label("", "heading")
        self._week = label()
        self._rest = label(_REST, "small")
        self.goal = ChoiceField(GOAL, goals())
        self.goal.changed.connect(self.goal_changed)
        self.goal.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.as_tables = TickField("Show the plots as tables")
        self.as_tables.changed.connect(self._show_tables)
        told = QVBoxLayout()
        set_spacing(told, 0.3)
        for each in (self._kept, self._week, self._rest):
            told.addWidget(each)
        told.addStretch(1)
        chosen = QVBoxLayout()
        set_spacing(chosen, 0.6)
        chosen.addWidget(self.goal)
        chosen.addWidget(self.as_tables)
        row = QHBoxLayout(self._head)
        set_spacing(row, 1.0, (1.0, 0.9, 1.0, 1.0))
        row.addLayout(told, 3)
        row.addLayout(chosen, 2)

    def _build_list(self) -> None:
        self._list_card, column = card("Sessions")
        self._model = SessionModel(self)
        self._model.more_requested.connect(self.more_requested)
        self.list = SessionList()
        self.list.setModel(self._model)
        self.list.chosen.connect(self._choose)
        self.list.ticked.connect(self._tick)
        column.addWidget(label(_LIST_NOTE, "small"))
        column.addWidget(self.list)

    def show_year(self, year: YearDone) -> None:
        """Show what was done in the last year, or that nothing ever was."""
        self.ensure_built()
        self._kept.setText(words.kept_words(year))
        self._week.setText(words.week_words(year))
        self.goal.show_value(year.goal_days)
        self.calendar.show_year(year, words.days_words(year), _CALENDAR_NOTE)
        told = runs_words(weeks_of_runs(year.runs, year.today)) if year.runs else _NO_RUNS_YET
        self.runs.show_year(year, told, _RUNS_NOTE)
        self.runs.show_plot(shows=bool(year.runs))
        self.minutes.show_year(year, words.minutes_words(year), _BAND_NOTE)
        self.sides.show_year(year, words.sides_words(year), _SIDES_NOTE)
        self.felt.show_year(year, words.felt_words(year), _FELT_NOTE)
        self.measure()

    def show_lines(
        self,
        lines: Sequence[SessionLine],
        before_runs: Mapping[str, bool] = NO_RUNS,
        *,
        is_all: bool,
    ) -> None:
        """Show the sessions begun last; without any the page says what to do.

        `before_runs` has the ids of those before a run, and whether somebody ticked that.
        """
        self.ensure_built()
        at = self.list.currentIndex().row()
        self._model.show_lines(lines, before_runs, is_all=is_all)
        self.list.setCurrentIndex(self._model.index(min(max(at, 0), len(lines) - 1)))
        for part in self._full:
            part.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self.focus_target = self.area if lines else self.begin
        self.measure()

    def add_lines(
        self,
        lines: Sequence[SessionLine],
        before_runs: Mapping[str, bool] = NO_RUNS,
        *,
        is_all: bool,
    ) -> None:
        """Go on with the list."""
        self._model.add_lines(lines, before_runs, is_all=is_all)

    @Slot(str)
    def show_run_fault(self, words: str) -> None:
        """Say what could not be read where runs are looked for, or nothing any more."""
        self.ensure_built()
        self._run_fault.setText(words)
        self._run_fault.setVisible(bool(words))
        self.measure()

    @property
    def lines_shown(self) -> int:
        """How many sessions of the list have been read."""
        return self._model.count if self.is_built else 0

    def offer_undo(self, title: str) -> None:
        """Say that a session was removed, and offer to put it back."""
        self.ensure_built()
        self.removed.say(_REMOVED.format(shortened(title, _QUOTED)), action="Undo")
        self.area.to_top()
        self.measure()

    def focus_list(self) -> None:
        """Go to the list of sessions, to where one was opened."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _undo(self) -> None:
        self.removed.hide()
        self.undo_requested.emit()

    @Slot(bool)
    def _show_tables(self, shows: bool) -> None:  # noqa: FBT001 - the signal's shape
        for plot in self._plots:
            plot.show_table(shows=shows)
        self.measure()

    @Slot(int)
    def _choose(self, row: int) -> None:
        if line := self._model.line(row):
            self.session_chosen.emit(line.id)

    @Slot(int)
    def _tick(self, row: int) -> None:
        """Take a key for a tick; a run that was found is looked at on the session's page."""
        line = self._model.line(row)
        if line is None:
            return
        if self._model.before_runs.get(line.id, True):
            self.tick_requested.emit(line.id, line.id not in self._model.before_runs)
        else:
            self.session_chosen.emit(line.id)

    @property
    def _plots(self) -> tuple[charts.ChartCard, ...]:
        return (self.calendar, self.runs, self.minutes, self.sides, self.felt)

    def measure_own(self, _unit: int) -> None:
        """Set the heights of the list and the tables."""
        self.list.fit(min(self._model.count, _ROWS_SEEN))
        for plot in self._plots:
            plot.fit()
