# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the parts of a plot stand: plain geometry, without Qt, in pixels from the top left."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DAYS = 7
_NAMES_EM, _MONTH_EM, _MARK_EM, _BETWEEN_EM = 2.6, 1.5, 0.8, 0.6
_LEAST_EM, _MOST_EM = 0.85, 1.7
_GAP_SHARE = 0.18
_BAR_SHARE = 0.62
_STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1_200, 3_000, 6_000)
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class CalendarGrid:
    """Weeks as columns of seven days, in as many strips as the width asks for.

    Below each week is room for a mark, above the first of a month for its name.
    """

    weeks: int
    columns: int
    pitch: float
    unit: float

    @property
    def strips(self) -> int:
        """How many rows of weeks there are."""
        return max(1, ceil(self.weeks / self.columns))

    @property
    def height(self) -> float:
        """How high all of it is."""
        return self.strips * self._strip + (self.strips - 1) * _BETWEEN_EM * self.unit

    def day(self, week: int, weekday: int) -> Box:
        """Where a day stands; Monday is 0."""
        gap = self.pitch * _GAP_SHARE
        x, y = self._corner(week)
        return Box(x, y + weekday * self.pitch, self.pitch - gap, self.pitch - gap)

    def mark(self, week: int) -> Box:
        """Where the mark of a week stands."""
        x, y = self._corner(week)
        width = self.pitch * (1 - _GAP_SHARE)
        return Box(x, y + DAYS * self.pitch, width, _MARK_EM * self.unit * 0.4)

    def month(self, week: int) -> Box:
        """Where the name of a month stands that begins in a week; it may reach further."""
        x, y = self._corner(week)
        high = _MONTH_EM * self.unit
        return Box(x, y - high, 3 * self.unit, high)

    def names(self, strip: int, weekday: int) -> Box:
        """Where the name of a day of the week stands, left of a strip."""
        _, y = self._corner(strip * self.columns)
        return Box(0, y + weekday * self.pitch, _NAMES_EM * self.unit, self.pitch)

    def found(self, x: float, y: float) -> tuple[int, int] | None:
        """The week and the weekday at a point, or None."""
        for strip in range(self.strips):
            left, top = self._corner(strip * self.columns)
            column, weekday = int((x - left) // self.pitch), int((y - top) // self.pitch)
            week = strip * self.columns + column
            if 0 <= column < self.columns and 0 <= weekday < DAYS and week < self.weeks:
                return week, weekday
        return None

    @property
    def _strip(self) -> float:
        return (_MONTH_EM + _MARK_EM) * self.unit + DAYS * self.pitch

    def _corner(self, week: int) -> tuple[float, float]:
        strip, column = divmod(week, self.columns)
        top = strip * (self._strip + _BETWEEN_EM * self.unit) + _MONTH_EM * self.unit
        return _NAMES_EM * self.unit + column * self.pitch, top


def calendar_grid(width: float, unit: float, weeks: int) -> CalendarGrid:
    """The calendar of so many weeks in a width, with type of `unit` pixels."""
    room = max(unit, width - _NAMES_EM * unit)
    strips = 1
    while room / ceil(weeks / strips) < _LEAST_EM * unit and strips < weeks:
        strips += 1
    columns = ceil(weeks / strips)
    return CalendarGrid(weeks, columns, min(room / columns, _MOST_EM * unit), unit)


def lines_up_to(most: float) -> tuple[int, ...]:
    """The values at which a scale has lines, from 0 to one that is not below `most`."""
    step = next((step for step in _STEPS if step * _MOST_LINES >= most), _STEPS[-1])
    while step * _MOST_LINES < most:
        step *= 2
    return tuple(range(0, step * max(1, ceil(most / step)) + 1, step))


def level(value: float, area: Box, top: float) -> float:
    """How far down a value stands in an area whose upper edge means `top`."""
    share = min(1.0, max(0.0, value / top)) if top > 0 else 0.0
    return area.bottom - share * area.height


def bars(values: Sequence[float], area: Box, top: float) -> tuple[Box, ...]:
    """A bar for each value, side by side from the left."""
    return tuple(bar for (bar,) in groups([(value,) for value in values], area, top))


def groups(
    values: Sequence[Sequence[float]], area: Box, top: float
) -> tuple[tuple[Box, ...], ...]:
    """Bars that touch one another for the values of each group, group by group."""
    pitch = area.width / max(1, len(values))
    return tuple(
        tuple(
            _bar(value, area, top, area.x + pitch * place, (pitch, which, len(group)))
            for which, value in enumerate(group)
        )
        for place, group in enumerate(values)
    )


def _bar(value: float, area: Box, top: float, left: float, within: tuple[float, int, int]) -> Box:
    pitch, which, count = within
    width = pitch * _BAR_SHARE / count
    y = level(value, area, top)
    return Box(left + pitch * (1 - _BAR_SHARE) / 2 + which * width, y, width, area.bottom - y)


def centres(count: int, area: Box) -> tuple[float, ...]:
    """The middle of each of so many groups."""
    pitch = area.width / max(1, count)
    return tuple(area.x + pitch * (place + 0.5) for place in range(count))


def runs(
    values: Sequence[float | None], area: Box, top: float
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The points of each run of known values, to be joined by lines."""
    found: list[list[tuple[float, float]]] = [[]]
    for x, value in zip(centres(len(values), area), values, strict=True):
        if value is None:
            found.append([])
        else:
            found[-1].append((x, level(value, area, top)))
    return tuple(tuple(run) for run in found if run)


def labelled(count: int, width: float, least: float) -> tuple[int, ...]:
    """Which of so many places get a label, each `least` pixels wide; the last always does."""
    fitting = max(1, int(width // max(1.0, least)))
    step = max(1, ceil(count / fitting))
    return tuple(range(count - 1, -1, -step))[::-1]
