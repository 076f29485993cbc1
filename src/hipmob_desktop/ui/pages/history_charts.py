# SPDX-License-Identifier: GPL-3.0-or-later
"""The painted plots of the page of history; each says itself in words, and is a table as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPen
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

from hipmob_desktop.core.history import FELT_WEEKS, MINUTES_A_WEEK, SIDES_WEEKS
from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.core.preferences import LOOSE
from hipmob_desktop.ui.kit.accessible import SpokenWidget
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.style import em, set_spacing
from hipmob_desktop.ui.pages import history_plots as plots
from hipmob_desktop.ui.pages.history_plots import Box
from hipmob_desktop.ui.text import short_date
from hipmob_desktop.ui.theme.theme import blended

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.core.history import WeekDone, YearDone
    from hipmob_desktop.ui.kit.style import StyleContext

_HIGH_EM = 10.5
WIDE_EM = 14.0
_SMALL = 0.85
_BAND_SHARE = 0.22
_TABLE_ROWS_SEEN = 7
_FELT_LINES = (0, 3, 6, LOOSE)
WEEK = "Week from"
NONE = "–"


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a plot: the heads of its columns and its rows, the newest first."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(SpokenWidget):
    """A plot of a year; its accessible name is what it shows, in a sentence."""

    role = QAccessible.Role.Chart

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._style = style
        self._year: YearDone | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.theme_manager.theme_changed.connect(self.updateGeometry)

    def show_year(self, year: YearDone, words: str) -> None:
        """Show a year, which `words` say to a screen reader."""
        self._year = year
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(WIDE_EM * em(self)), round(_HIGH_EM * em(self)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._year is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = painter.font()
            font.setPixelSize(round(em(self) * _SMALL))
            painter.setFont(font)
            self.paint(painter, self._year)

    def paint(self, painter: QPainter, year: YearDone) -> None:
        """Paint a year."""
        raise NotImplementedError

    def table(self, year: YearDone) -> Table:
        """The same year in numbers."""
        raise NotImplementedError

    def area(self, names: float = 2.2) -> Box:
        """Where bars stand: scale at the left, weeks below."""
        unit = em(self)
        left, below, above = names * unit, 1.7 * unit, 0.7 * unit
        return Box(left, above, self.width() - left - 0.4 * unit, self.height() - above - below)

    def paint_scale(
        self, painter: QPainter, area: Box, lines: Sequence[int], weeks: Sequence[WeekDone]
    ) -> None:
        """Paint lines at some values, and the first days of weeks below them."""
        unit, top = em(self), lines[-1]
        theme = self._style.theme
        for value in lines:
            y = plots.level(value, area, top)
            painter.setPen(QPen(theme.line, 1))
            painter.drawLine(QPointF(area.x, y), QPointF(area.right, y))
            painter.setPen(theme.text_quiet)
            name = QRectF(0, y - unit, area.x - 0.5 * unit, 2 * unit)
            painter.drawText(
                name, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(value)
            )
        middles = plots.centres(len(weeks), area)
        for place in plots.labelled(len(weeks), area.width, 3.4 * unit):
            name = QRectF(
                middles[place] - 3 * unit, area.bottom + 0.3 * unit, 6 * unit, 1.4 * unit
            )
            name.moveRight(min(name.right(), self.width() + 1.2 * unit))
            painter.drawText(name, Qt.AlignmentFlag.AlignCenter, short_date(weeks[place].monday))


class MinutesChart(Chart):
    """The minutes of each week as bars, over the band that evidence asks for."""

    shown = 12

    def paint(self, painter: QPainter, year: YearDone) -> None:
        theme, weeks = self._style.theme, year.last_weeks(self.shown)
        minutes = [week.played_ms / MINUTE_MS for week in weeks]
        low, high = MINUTES_A_WEEK
        lines = plots.lines_up_to(max(high * 1.2, *minutes))
        area = self.area()
        upper, lower = (plots.level(value, area, lines[-1]) for value in (high, low))
        band = QRectF(area.x, upper, area.width, lower - upper)
        painter.fillRect(band, blended(theme.surface, theme.accent, _BAND_SHARE))
        self.paint_scale(painter, area, lines, weeks)
        painter.setPen(QPen(theme.accent, max(1.0, em(self) * 0.08), Qt.PenStyle.DashLine))
        for y in (upper, lower):
            painter.drawLine(QPointF(area.x, y), QPointF(area.right, y))
        for box in plots.bars(minutes, area, lines[-1]):
            paint_bar(painter, box, theme.text_quiet)

    def table(self, year: YearDone) -> Table:
        """Each week with its days and minutes."""
        heads = (WEEK, "Days", "Minutes", f"Goal of {year.goal_days}")
        rows = (
            (
                short_date(week.monday),
                str(week.days),
                str(round(week.played_ms / MINUTE_MS)),
                "kept" if week.is_kept(year.goal_days) else NONE,
            )
            for week in reversed(year.last_weeks(self.shown))
        )
        return Table(heads, tuple(rows))


class SidesChart(Chart):
    """Reps and holds done on the left and on the right, week by week."""

    shown = SIDES_WEEKS

    def paint(self, painter: QPainter, year: YearDone) -> None:
        theme, weeks = self._style.theme, year.last_weeks(self.shown)
        pairs = [(week.sides.left_done, week.sides.right_done) for week in weeks]
        lines = plots.lines_up_to(max(10, *(max(pair) for pair in pairs)))
        area = self.area(2.6)
        self.paint_scale(painter, area, lines, weeks)
        for left, right in plots.groups(pairs, area, lines[-1]):
            paint_bar(painter, left, theme.side_left)
            paint_bar(painter, right, theme.side_right)

    def table(self, year: YearDone) -> Table:
        """Each week with what was done on the sides, of what was planned."""
        rows = (
            (
                short_date(week.monday),
                f"{week.sides.left_done} of {week.sides.left_asked}",
                f"{week.sides.right_done} of {week.sides.right_asked}",
            )
            for week in reversed(year.last_weeks(self.shown))
        )
        return Table((WEEK, "Left", "Right"), tuple(rows))


class FeltChart(Chart):
    """How the hips felt before and after, the mean of each week."""

    shown = FELT_WEEKS

    def paint(self, painter: QPainter, year: YearDone) -> None:
        theme, weeks = self._style.theme, year.last_weeks(self.shown)
        area = self.area()
        self.paint_scale(painter, area, _FELT_LINES, weeks)
        before = [week.before.mean for week in weeks]
        after = [week.after.mean for week in weeks]
        self._paint_line(painter, area, before, theme.text_quiet, is_filled=False)
        self._paint_line(painter, area, after, theme.accent, is_filled=True)

    def _paint_line(
        self,
        painter: QPainter,
        area: Box,
        values: Sequence[float | None],
        colour: QColor,
        *,
        is_filled: bool,
    ) -> None:
        unit = em(self)
        line = QPen(colour, unit * 0.16)
        for run in plots.runs(values, area, _FELT_LINES[-1]):
            points = [QPointF(x, y) for x, y in run]
            painter.setPen(line)
            painter.drawPolyline(points)
            painter.setBrush(colour if is_filled else self._style.theme.surface)
            for point in points:
                painter.drawEllipse(point, unit * 0.3, unit * 0.3)

    def table(self, year: YearDone) -> Table:
        """Each week with the means of what was told."""
        rows = (
            (short_date(week.monday), _mean(week.before.mean), _mean(week.after.mean))
            for week in reversed(year.last_weeks(self.shown))
        )
        return Table((WEEK, f"Before, of {LOOSE}", f"After, of {LOOSE}"), tuple(rows))


def _mean(value: float | None) -> str:
    return NONE if value is None else f"{value:.1f}"


def rect(box: Box) -> QRectF:
    """A box as Qt has it."""
    return QRectF(box.x, box.y, box.width, box.height)


def paint_bar(painter: QPainter, box: Box, colour: QColor) -> None:
    """Paint a bar with round corners."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    radius = min(box.width * 0.25, box.height)
    painter.drawRoundedRect(rect(box), radius, radius)


class ChartCard(QFrame):
    """A plot below its heading and a sentence, or the same as a table."""

    def __init__(self, title: str, chart: Chart) -> None:
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
        self._has_plot = True

    def add_below(self, widget: QWidget, *, fills: bool = True) -> None:
        """Put something below the note, as wide as the card or as it needs to be."""
        row = QHBoxLayout()
        set_spacing(row)
        row.addWidget(widget)
        if not fills:
            row.addStretch(1)
        self._column.insertLayout(self._column.count() - 1, row)

    def show_plot(self, *, shows: bool) -> None:
        """Show the plot, or the words alone where there is nothing to plot."""
        self._has_plot = shows
        self.chart.setVisible(shows and not (self.grid and self.grid.isVisibleTo(self)))
        self._note.setVisible(shows)

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
            self.grid.setVisible(shows and self._has_plot)
        self.chart.setVisible(self._has_plot and not shows)

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
