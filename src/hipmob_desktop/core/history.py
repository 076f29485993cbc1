# SPDX-License-Identifier: GPL-3.0-or-later
"""What pages show of the journal: a line for each session, and what days and weeks add up to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session as a list shows it. `started_at_ms` and `id` say where the list goes on."""

    id: str
    routine: str
    title: str
    started_at_ms: int
    offset_min: int
    played_ms: int
    is_complete: bool
    felt_before: int | None
    felt_after: int | None
    note: str
    hurts: int


@dataclass(frozen=True, slots=True)
class Felt:
    """How the hips felt in all, and how often that was said."""

    total: int = 0
    times: int = 0

    @property
    def mean(self) -> float | None:
        """The mean, from 0 to 10, or None where it was never said."""
        return self.total / self.times if self.times else None

    def __add__(self, other: Felt) -> Felt:
        return Felt(self.total + other.total, self.times + other.times)


@dataclass(frozen=True, slots=True)
class Sides:
    """Reps and holds done of those asked, on each side; moves of both sides are not in it."""

    left_done: int = 0
    left_asked: int = 0
    right_done: int = 0
    right_asked: int = 0

    @property
    def left_share(self) -> float | None:
        """How much of what was asked of the left side was done, or None."""
        return self.left_done / self.left_asked if self.left_asked else None

    @property
    def right_share(self) -> float | None:
        """How much of what was asked of the right side was done, or None."""
        return self.right_done / self.right_asked if self.right_asked else None

    def __add__(self, other: Sides) -> Sides:
        return Sides(
            self.left_done + other.left_done,
            self.left_asked + other.left_asked,
            self.right_done + other.right_done,
            self.right_asked + other.right_asked,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDone:
    """A day on which something was done, on the calendar that hung where it was done."""

    day: date
    sessions: int
    played_ms: int
    sides: Sides
    hurts: int
    before: Felt
    after: Felt


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDone:
    """A week from its `monday` on, with all that was done in it; perhaps nothing."""

    monday: date
    days: int = 0
    sessions: int = 0
    played_ms: int = 0
    sides: Sides = Sides()
    hurts: int = 0
    before: Felt = Felt()
    after: Felt = Felt()

    def is_kept(self, goal_days: int) -> bool:
        """Whether something was done on as many days as the person wants of a week."""
        return self.days >= goal_days


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def weeks_of(days: Iterable[DayDone], first: date, last: date) -> tuple[WeekDone, ...]:
    """Each week from that of `first` to that of `last`, also those in which nothing was done."""
    found: dict[date, list[DayDone]] = defaultdict(list)
    for day in days:
        found[monday_of(day.day)].append(day)
    start, end = monday_of(first), monday_of(last)
    mondays = (
        start + timedelta(days=passed) for passed in range(0, (end - start).days + 1, DAYS_A_WEEK)
    )
    return tuple(_week(monday, found.get(monday, [])) for monday in mondays)


def weeks_kept(weeks: Iterable[WeekDone], goal_days: int, today: date) -> int:
    """How many weeks in a row were kept up to now; the one that still runs breaks nothing."""
    kept = 0
    for week in sorted(weeks, key=lambda each: each.monday, reverse=True):
        if week.is_kept(goal_days):
            kept += 1
        elif week.monday != monday_of(today):
            break
    return kept


def _week(monday: date, days: list[DayDone]) -> WeekDone:
    return WeekDone(
        monday=monday,
        days=len(days),
        sessions=sum(day.sessions for day in days),
        played_ms=sum(day.played_ms for day in days),
        sides=sum((day.sides for day in days), Sides()),
        hurts=sum(day.hurts for day in days),
        before=sum((day.before for day in days), Felt()),
        after=sum((day.after for day in days), Felt()),
    )
