# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of history: the days of a year, weeks kept, minutes, sides, what was felt, the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from hipmob_desktop.core import history as words
from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.fields import ChoiceField, TickField
from hipmob_desktop.ui.kit.labels import label, shortened
from hipmob_desktop.ui.kit.layouts import Columns
from hipmob_desktop.ui.kit.notice import Notice
from hipmob_desktop.ui.kit.pages import PageName, SidePage
from hipmob_desktop.ui.kit.style import StyleContext, card_frame, em, set_spacing
from hipmob_desktop.ui.pages import history_charts as charts
from hipmob_desktop.ui.pages.history_session import SessionList, SessionModel, card
from hipmob_desktop.ui.pages.settings_fields import GOAL, goals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.core.history import SessionLine, YearDone

_MEASURE_EM = 84.0
_CARD_EM = 24.0
_MOST_COLUMNS = 3
_ROWS_SEEN = 6
_TABLE_ROWS_SEEN = 7
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
    " line below a week says that it reached your goal."
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
_FELT_NOTE = "What you said before (rings) and after (dots), from 0 to 10: the mean of each week."


class HistoryScreen(SidePage):
    """What was done up to now.

    Signals:
        goal_changed: on how many days of a week the person wants to do something.
        session_chosen: the UUID of a session to be opened.
        more_requested: the SessionLine after which the list goes on.
        undo_requested: the session that was removed last is wanted again.
    """

    goal_changed = Signal(object)
    session_chosen = Signal(str)
    more_requested = Signal(object)
    undo_requested = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "History", _MEASURE_EM)

    def build_column(self) -> None:
        self.removed = Notice(self._style, "rotate-ccw")
        self.removed.accepted.connect(self._undo)
        self._build_empty()
        self._build_head()
        self.calendar = ChartCard("Days of the last year", charts.CalendarChart(self._style))
        self.minutes = ChartCard("Minutes a week", charts.MinutesChart(self._style))
        self.sides = ChartCard("Left and right", charts.SidesChart(self._style))
        self.felt = ChartCard("How the hips felt", charts.FeltChart(self._style))
        self._cards = Columns(_CARD_EM, _MOST_COLUMNS)
        self._cards.show_cards((self.minutes, self.sides, self.felt))
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
        column.addWidget(self.list)

    def show_year(self, year: YearDone) -> None:
        """Show what was done in the last year, or that nothing ever was."""
        self.ensure_built()
        self._kept.setText(words.kept_words(year))
        self._week.setText(words.week_words(year))
        self.goal.show_value(year.goal_days)
        self.calendar.show_year(year, words.days_words(year), _CALENDAR_NOTE)
        self.minutes.show_year(year, words.minutes_words(year), _BAND_NOTE)
        self.sides.show_year(year, words.sides_words(year), _SIDES_NOTE)
        self.felt.show_year(year, words.felt_words(year), _FELT_NOTE)
        self.measure()

    def show_lines(self, lines: Sequence[SessionLine], *, is_all: bool) -> None:
        """Show the sessions begun last; without any the page says what to do."""
        self.ensure_built()
        at = self.list.currentIndex().row()
        self._model.show_lines(lines, is_all=is_all)
        self.list.setCurrentIndex(self._model.index(min(max(at, 0), len(lines) - 1)))
        for part in self._full:
            part.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self.focus_target = self.area if lines else self.begin
        self.measure()

    def add_lines(self, lines: Sequence[SessionLine], *, is_all: bool) -> None:
        """Go on with the list."""
        self._model.add_lines(lines, is_all=is_all)

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
        for plot in (self.calendar, self.minutes, self.sides, self.felt):
            plot.show_table(shows=shows)
        self.measure()

    @Slot(int)
    def _choose(self, row: int) -> None:
        if line := self._model.line(row):
            self.session_chosen.emit(line.id)

    def measure_own(self, _unit: int) -> None:
        """Set the heights of the list and the tables."""
        self.list.fit(min(self._model.count, _ROWS_SEEN))
        for plot in (self.calendar, self.minutes, self.sides, self.felt):
            plot.fit()


class ChartCard(QFrame):
    """A plot below its heading and a sentence, or the same as a table."""

    def __init__(self, title: str, chart: charts.Chart) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.chart = chart
        self.grid: QTableWidget | None = None
        self._title = title
        self._year: YearDone | None = None
        self._said, self._note = label(), label("", "small")
        self._column = QVBoxLayout(self)
        set_spacing(self._column, 0.6, (1.0, 0.9, 1.0, 1.1))
        for each in (label(title, "heading"), self._said, chart, self._note):
            self._column.addWidget(each)
        self._column.addStretch(1)

    def show_year(self, year: YearDone, said: str, note: str) -> None:
        """Show a year, with a sentence that says it and a small note."""
        self._year = year
        self._said.setText(said)
        self._note.setText(note)
        self.chart.show_year(year, f"{self._title}. {said}")
        if self.grid:
            self._fill(self.grid, year)

    def show_table(self, *, shows: bool) -> None:
        """Show the numbers in place of the plot."""
        if shows and self.grid is None and self._year:
            self.grid = _table(self._title)
            self._column.insertWidget(2, self.grid)
            self._fill(self.grid, self._year)
        if self.grid:
            self.grid.setVisible(shows)
        self.chart.setVisible(not shows)

    def fit(self) -> None:
        """Give the table the height of its rows, up to some."""
        if self.grid:
            rows = min(self.grid.rowCount(), _TABLE_ROWS_SEEN)
            high = round(2.2 * em(self))
            self.grid.verticalHeader().setDefaultSectionSize(high)
            self.grid.setFixedHeight(high * (rows + 1) + round(0.6 * em(self)))

    def _fill(self, grid: QTableWidget, year: YearDone) -> None:
        table = self.chart.table(year)
        grid.setColumnCount(len(table.heads))
        grid.setHorizontalHeaderLabels(table.heads)
        grid.setRowCount(len(table.rows))
        for row, values in enumerate(table.rows):
            for column, text in enumerate(values):
                grid.setItem(row, column, QTableWidgetItem(text))
        header = grid.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)


def _table(name: str) -> QTableWidget:
    made = QTableWidget()
    made.setAccessibleName(name)
    made.setTabKeyNavigation(False)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setShowGrid(False)
    made.verticalHeader().hide()
    return made
