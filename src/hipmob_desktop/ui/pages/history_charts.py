# SPDX-License-Identifier: GPL-3.0-or-later
"""The painted plots of the page of history; each says itself in words, and is a table as well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from hipmob_desktop.core.history import FELT_WEEKS, MINUTES_A_WEEK, SIDES_WEEKS
from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.ui.kit.accessible import SpokenWidget
from hipmob_desktop.ui.kit.style import em
from hipmob_desktop.ui.pages import history_plots as plots
from hipmob_desktop.ui.pages.history_plots import Box
from hipmob_desktop.ui.text import date_text, lasted_text, month_text, short_date
from hipmob_desktop.ui.theme.theme import blended

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QColor, QPaintEvent

    from hipmob_desktop.core.history import DayDone, WeekDone, YearDone
    from hipmob_desktop.ui.kit.style import StyleContext

_HIGH_EM = 10.5
_WIDE_EM = 14.0
_SMALL = 0.85
_DAY_NAMES = ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun"))
_BAND_SHARE = 0.22
_LONG_MS = 15 * MINUTE_MS
_LIGHTER = 0.45
_MOST_FELT = 10.0
_WEEK = "Week from"
_NONE = "–"


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
        return QSize(round(_WIDE_EM * em(self)), round(_HIGH_EM * em(self)))

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

    def _area(self, names: float = 2.2) -> Box:
        """Where bars stand: scale at the left, weeks below."""
        unit = em(self)
        left, below, above = names * unit, 1.7 * unit, 0.7 * unit
        return Box(left, above, self.width() - left - 0.4 * unit, self.height() - above - below)

    def _paint_scale(
        self, painter: QPainter, area: Box, lines: Sequence[int], weeks: Sequence[WeekDone]
    ) -> None:
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
            name.moveRight(min(name.right(), self.width() + 1.6 * unit))
            painter.drawText(name, Qt.AlignmentFlag.AlignCenter, short_date(weeks[place].monday))


class CalendarChart(Chart):
    """The days of a year, filled where something was done, with a line below each week kept."""

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(round(_WIDE_EM * em(self)), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._grid(width).height)

    def _grid(self, width: float) -> plots.CalendarGrid:
        return plots.calendar_grid(width, em(self), len(self._year.weeks) if self._year else 1)

    def paint(self, painter: QPainter, year: YearDone) -> None:
        grid = self._grid(self.width())
        theme = self._style.theme
        done = {day.day: day for day in year.days}
        self._paint_names(painter, grid, year)
        for place, week in enumerate(year.weeks):
            for weekday in range(plots.DAYS):
                day = week.monday + timedelta(days=weekday)
                if day <= year.today:
                    box = _rect(grid.day(place, weekday))
                    self._paint_day(painter, box, done.get(day), is_today=day == year.today)
            if week.is_kept(year.goal_days):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.text)
                mark = _rect(grid.mark(place))
                painter.drawRoundedRect(mark, mark.height() / 2, mark.height() / 2)

    def _paint_day(
        self, painter: QPainter, box: QRectF, done: DayDone | None, *, is_today: bool
    ) -> None:
        theme, radius = self._style.theme, box.width() * 0.22
        line = max(1.0, box.width() * 0.08)
        inner = box.adjusted(line / 2, line / 2, -line / 2, -line / 2)
        if done:
            whole = done.played_ms >= _LONG_MS
            colour = theme.accent if whole else blended(theme.accent, theme.surface, _LIGHTER / 2)
            painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, radius, radius)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.line, line))
            painter.drawRoundedRect(inner, radius, radius)
        if is_today:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.text, line * 1.6))
            painter.drawRoundedRect(inner, radius, radius)

    def _paint_names(self, painter: QPainter, grid: plots.CalendarGrid, year: YearDone) -> None:
        painter.setPen(self._style.theme.text_quiet)
        middle = Qt.AlignmentFlag.AlignVCenter
        for strip in range(grid.strips):
            for weekday, name in _DAY_NAMES:
                painter.drawText(_rect(grid.names(strip, weekday)), middle, name)
        for place in _months(year.weeks, grid.columns):
            month = month_text(year.weeks[place].monday)
            painter.drawText(_rect(grid.month(place)), middle, month)

    def event(self, event: QEvent) -> bool:
        """Extend: tell of a day under the mouse."""
        if isinstance(event, QHelpEvent) and self._year:
            found = self._grid(self.width()).found(event.x(), event.y())
            QToolTip.showText(event.globalPos(), self._told(found, self._year), self)
            return True
        return super().event(event)

    def _told(self, found: tuple[int, int] | None, year: YearDone) -> str:
        if found is None:
            return ""
        day = year.weeks[found[0]].monday + timedelta(days=found[1])
        done = next((lasted_text(each.played_ms) for each in year.days if each.day == day), "")
        return f"{date_text(day)}: {done or 'a rest day'}" if day <= year.today else ""

    def table(self, year: YearDone) -> Table:
        """Each day on which something was done."""
        heads = ("Day", "Sessions", "Time")
        rows = (
            (date_text(day.day), str(day.sessions), lasted_text(day.played_ms))
            for day in reversed(year.days)
        )
        return Table(heads, tuple(rows))


class MinutesChart(Chart):
    """The minutes of each week as bars, over the band that evidence asks for."""

    shown = 12

    def paint(self, painter: QPainter, year: YearDone) -> None:
        theme, weeks = self._style.theme, year.last_weeks(self.shown)
        minutes = [week.played_ms / MINUTE_MS for week in weeks]
        low, high = MINUTES_A_WEEK
        lines = plots.lines_up_to(max(high * 1.2, *minutes))
        area = self._area()
        upper, lower = (plots.level(value, area, lines[-1]) for value in (high, low))
        band = QRectF(area.x, upper, area.width, lower - upper)
        painter.fillRect(band, blended(theme.surface, theme.accent, _BAND_SHARE))
        self._paint_scale(painter, area, lines, weeks)
        painter.setPen(QPen(theme.accent, max(1.0, em(self) * 0.08), Qt.PenStyle.DashLine))
        for y in (upper, lower):
            painter.drawLine(QPointF(area.x, y), QPointF(area.right, y))
        for box in plots.bars(minutes, area, lines[-1]):
            _paint_bar(painter, box, theme.text_quiet)

    def table(self, year: YearDone) -> Table:
        """Each week with its days and minutes."""
        heads = (_WEEK, "Days", "Minutes", f"Goal of {year.goal_days}")
        rows = (
            (
                short_date(week.monday),
                str(week.days),
                str(round(week.played_ms / MINUTE_MS)),
                "kept" if week.is_kept(year.goal_days) else _NONE,
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
        area = self._area(2.6)
        self._paint_scale(painter, area, lines, weeks)
        for left, right in plots.groups(pairs, area, lines[-1]):
            _paint_bar(painter, left, theme.side_left)
            _paint_bar(painter, right, theme.side_right)

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
        return Table((_WEEK, "Left", "Right"), tuple(rows))


class FeltChart(Chart):
    """How the hips felt before and after, the mean of each week."""

    shown = FELT_WEEKS

    def paint(self, painter: QPainter, year: YearDone) -> None:
        theme, weeks = self._style.theme, year.last_weeks(self.shown)
        area = self._area()
        self._paint_scale(painter, area, (0, 5, 10), weeks)
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
        for run in plots.runs(values, area, _MOST_FELT):
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
        return Table((_WEEK, "Before, of 10", "After, of 10"), tuple(rows))


def _mean(value: float | None) -> str:
    return _NONE if value is None else f"{value:.1f}"


def _months(weeks: Sequence[WeekDone], columns: int) -> list[int]:
    """The weeks that get the name of a month: its first ones, where there is room for it."""
    found: list[int] = []
    for place, week in enumerate(weeks):
        is_new = place == 0 or _month(weeks[place - 1].monday) != _month(week.monday)
        if is_new and columns - place % columns > 1:
            if found and place - found[-1] < 3:  # noqa: PLR2004 - weeks that a name is wide
                found.pop()
            found.append(place)
    return found


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


def _paint_bar(painter: QPainter, box: Box, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    radius = min(box.width * 0.25, box.height)
    painter.drawRoundedRect(_rect(box), radius, radius)
