# SPDX-License-Identifier: GPL-3.0-or-later
"""The calendar of the page of history, each day of a year with its runs, and runs by weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.core.runs import WEEKS_SHOWN, weeks_of_runs
from hipmob_desktop.ui.kit.style import em
from hipmob_desktop.ui.pages import history_plots as plots
from hipmob_desktop.ui.pages.history_charts import (
    NONE,
    WEEK,
    WIDE_EM,
    Chart,
    Table,
    rect,
)
from hipmob_desktop.ui.text import date_text, lasted_text, month_text, short_date
from hipmob_desktop.ui.theme.theme import blended

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtCore import QEvent, QRectF
    from PySide6.QtGui import QColor

    from hipmob_desktop.core.history import DayDone, WeekDone, YearDone
    from hipmob_desktop.ui.kit.style import StyleContext

_DAY_NAMES = ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun"))
_LONG_MS = 15 * MINUTE_MS
_LIGHTER = 0.45
_DOT = 0.2
"""How far the mark of a run reaches from the middle of its day, of the day's width."""


class CalendarChart(Chart):
    """The days of a year, filled where something was done, with a line below each week kept."""

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(round(WIDE_EM * em(self)), self.heightForWidth(self.width()))

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
        ran = _prepared(year)
        self._paint_names(painter, grid, year)
        for place, week in enumerate(year.weeks):
            for weekday in range(plots.DAYS):
                day = week.monday + timedelta(days=weekday)
                if day <= year.today:
                    box = rect(grid.day(place, weekday))
                    ink = self._paint_day(painter, box, done.get(day), is_today=day == year.today)
                    if day in ran:
                        self._paint_run(painter, box, ink, is_prepared=ran[day])
            if week.is_kept(year.goal_days):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.text)
                mark = rect(grid.mark(place))
                painter.drawRoundedRect(mark, mark.height() / 2, mark.height() / 2)

    def _paint_day(
        self, painter: QPainter, box: QRectF, done: DayDone | None, *, is_today: bool
    ) -> QColor:
        """Paint a day; gives the ink that can be seen on it."""
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
        return theme.on_accent if done else theme.text

    def _paint_run(
        self, painter: QPainter, box: QRectF, ink: QColor, *, is_prepared: bool
    ) -> None:
        """A dot for a day whose runs all had a session before them, else a ring."""
        line = max(1.5, box.width() * 0.11)
        reach = max(2.0, box.width() * _DOT)
        painter.setPen(Qt.PenStyle.NoPen if is_prepared else QPen(ink, line))
        painter.setBrush(ink if is_prepared else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(box.center()), reach, reach)

    def _paint_names(self, painter: QPainter, grid: plots.CalendarGrid, year: YearDone) -> None:
        painter.setPen(self._style.theme.text_quiet)
        middle = Qt.AlignmentFlag.AlignVCenter
        for strip in range(grid.strips):
            for weekday, name in _DAY_NAMES:
                painter.drawText(rect(grid.names(strip, weekday)), middle, name)
        for place in _months(year.weeks, grid.columns):
            month = month_text(year.weeks[place].monday)
            painter.drawText(rect(grid.month(place)), middle, month)

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
        run = _run_words(year, day)
        told = ", ".join(filter(None, (done, run))) or "a rest day"
        return f"{date_text(day)}: {told}" if day <= year.today else ""

    def table(self, year: YearDone) -> Table:
        """Each day on which something was done or a run was."""
        done = {day.day: day for day in year.days}
        rows = []
        for day in sorted({*done, *_prepared(year)}, reverse=True):
            each = done.get(day)
            told = (str(each.sessions), lasted_text(each.played_ms)) if each else (NONE, NONE)
            rows.append((date_text(day), *told, _run_words(year, day) or NONE))
        return Table(("Day", "Sessions", "Time", "Run"), tuple(rows))


class RunsChart(Chart):
    """The runs of each week as hollow bars, filled as far as a session was before them."""

    shown = WEEKS_SHOWN

    def paint(self, painter: QPainter, year: YearDone) -> None:
        theme, weeks = self._style.theme, year.last_weeks(self.shown)
        told = weeks_of_runs(year.runs, year.today)
        lines = plots.lines_up_to(max(4, *(week.runs for week in told)))
        area = self.area()
        self.paint_scale(painter, area, lines, weeks)
        thick = max(1.0, em(self) * 0.1)
        for box in plots.bars([week.prepared for week in told], area, lines[-1]):
            painter.fillRect(rect(box), theme.accent)
        for box in plots.bars([week.runs for week in told], area, lines[-1]):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.text_quiet, thick))
            if box.height > 0:
                painter.drawRect(rect(box).adjusted(thick / 2, thick / 2, -thick / 2, 0))

    def table(self, year: YearDone) -> Table:
        """Each week with its runs, and how many of them had a session before them."""
        rows = (
            (short_date(week.monday), str(week.runs), str(week.prepared))
            for week in reversed(weeks_of_runs(year.runs, year.today))
        )
        return Table((WEEK, "Runs", "After a session"), tuple(rows))


def _prepared(year: YearDone) -> dict[date, bool]:
    """The days with a run, and whether a session was before each run of the day."""
    found: dict[date, bool] = {}
    for each in year.runs:
        day = each.run.day
        found[day] = found.get(day, True) and each.session is not None
    return found


def _run_words(year: YearDone, day: date) -> str:
    """What is said of the runs of a day: "a run, with a session before it"."""
    runs = [each for each in year.runs if each.run.day == day]
    if not runs:
        return ""
    prepared = sum(each.session is not None for each in runs)
    if len(runs) == 1:
        return f"a run, {'with' if prepared else 'without'} a session before it"
    return f"{len(runs)} runs, {prepared} with a session before"


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
