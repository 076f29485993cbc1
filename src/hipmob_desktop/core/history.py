# SPDX-License-Identifier: GPL-3.0-or-later
"""What pages show of the journal: a line for each session, and what days and weeks add up to."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.core.preferences import LOOSE
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hipmob_desktop.core.runs import RunDone

DAYS_A_WEEK = 7
WEEKS_SHOWN = 53
"""So many weeks a calendar has that shows each day of the last year."""

USUAL_WEEKS = 4
SIDES_WEEKS = 8
FELT_WEEKS = 12
"""Over so many weeks it is said what is usual, which side lags, how the hips felt."""

MINUTES_A_WEEK = (20, 50)
"""A session of ten minutes on two to five days a week, as hip programmes ask: see the page."""

LAGS_FROM, LAGS_BY = 0.05, 3
"""A side lags that did so much less than the other one, and so many reps less; less is chance."""

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a clock on a wall, whatever its zone


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

    @property
    def began(self) -> datetime:
        """When it began, on the clock that hung there; it has no zone."""
        return on_the_wall(self.started_at_ms, self.offset_min)


@dataclass(frozen=True, slots=True)
class Felt:
    """How the hips felt in all, and how often that was said."""

    total: int = 0
    times: int = 0

    @property
    def mean(self) -> float | None:
        """The mean, or None where it was never said."""
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
    def lagging(self) -> Side | None:
        """The side that did clearly less than the other one, if one did."""
        less, more = sorted((self.left_done, self.right_done))
        if more - less <= LAGS_FROM * more or more - less < LAGS_BY:
            return None
        return Side.LEFT if self.left_done < self.right_done else Side.RIGHT

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


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDone:
    """The last year up to `today`, and how many weeks in a row were kept until then.

    `weeks` are all of its weeks, the first one first, that of today among them; `days` those
    days on which something was done; `runs` those that are known, the first one first.
    """

    today: date
    goal_days: int
    days: tuple[DayDone, ...]
    weeks: tuple[WeekDone, ...]
    kept: int
    runs: tuple[RunDone, ...] = ()

    @property
    def this_week(self) -> WeekDone:
        """The week that still runs."""
        return self.weeks[-1]

    def last_weeks(self, count: int) -> tuple[WeekDone, ...]:
        """So many weeks up to that of today."""
        return self.weeks[-count:]


def year_of(
    days: Iterable[DayDone],
    today: date,
    goal_days: int,
    kept: int,
    runs: Iterable[RunDone] = (),
) -> YearDone:
    """The last year, of whatever days and runs are told."""
    first = first_day_shown(today)
    ran = tuple(each for each in runs if first <= each.run.day <= today)
    shown = tuple(
        sorted((day for day in days if first <= day.day <= today), key=lambda each: each.day)
    )
    weeks = weeks_of(shown, first, today)
    return YearDone(today=today, goal_days=goal_days, days=shown, weeks=weeks, kept=kept, runs=ran)


def first_day_shown(today: date) -> date:
    """The Monday with which a calendar of the last year begins."""
    return monday_of(today) - timedelta(days=DAYS_A_WEEK * (WEEKS_SHOWN - 1))


def on_the_wall(at_ms: int, offset_min: int) -> datetime:
    """What a clock shows that is so many minutes ahead of UTC; the value has no zone."""
    return _EPOCH + timedelta(milliseconds=at_ms, minutes=offset_min)


def days_words(year: YearDone) -> str:
    """On how many days of the last year something was done: "12 days with 14 sessions"."""
    sessions = sum(day.sessions for day in year.days)
    return f"{_counted(len(year.days), 'day')} with {_counted(sessions, 'session')}."


def kept_words(year: YearDone) -> str:
    """How many weeks in a row were kept, kindly: "5 weeks kept in a row"."""
    if year.kept:
        return f"{_counted(year.kept, 'week')} kept{' in a row' if year.kept > 1 else ''}"
    return "This week is a fresh start"


def week_words(year: YearDone) -> str:
    """How this week stands to the goal."""
    done = year.this_week.days
    if year.this_week.is_kept(year.goal_days):
        return f"This week: {_counted(done, 'day')}, and the goal was {year.goal_days}. Kept."
    return f"This week: {done} of {_counted(year.goal_days, 'day')} so far."


def minutes_words(year: YearDone) -> str:
    """The minutes of this week, and of a usual one."""
    *before, now = (_minutes(week.played_ms) for week in year.last_weeks(USUAL_WEEKS + 1))
    usual = round(sum(before) / len(before))
    return (
        f"This week {_counted(now, 'minute')} so far; {usual} a week over the"
        f" {len(before)} weeks before it."
    )


def sides_words(year: YearDone) -> str:
    """Which side did less over the last weeks, if one did."""
    sides = sum((week.sides for week in year.last_weeks(SIDES_WEEKS)), Sides())
    if not sides.left_done and not sides.right_done:
        return f"Nothing was done on one side alone in the last {SIDES_WEEKS} weeks."
    told = f"Left {sides.left_done} of {sides.left_asked}, right {sides.right_done} of"
    lags = sides.lagging
    end = f"The {lags} side lags." if lags else "The sides are level."
    return f"{told} {sides.right_asked} in {SIDES_WEEKS} weeks. {end}"


def felt_words(year: YearDone) -> str:
    """What was told before and after, on the whole, over the weeks that are shown."""
    before, after = (
        sum((getattr(week, name) for week in year.last_weeks(FELT_WEEKS)), Felt())
        for name in ("before", "after")
    )
    told = [
        f"{name} {felt.mean:.1f} of {LOOSE} in {_counted(felt.times, 'session')}"
        for name, felt in (("before", before), ("after", after))
        if felt.mean is not None
    ]
    if not told:
        return f"Nothing was told in the last {FELT_WEEKS} weeks. You can add it to a session."
    text = "; ".join(told)
    return f"{text[0].upper()}{text[1:]}."


def _minutes(length_ms: int) -> int:
    return round(length_ms / MINUTE_MS)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else f'{noun}s'}"


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


def weeks_kept(days: Iterable[date], goal_days: int, today: date) -> int:
    """How many weeks in a row were kept up to now; the one that still runs breaks nothing."""
    done = Counter(monday_of(day) for day in set(days))
    monday = monday_of(today)
    kept = int(done[monday] >= goal_days)
    while done[monday := monday - timedelta(days=DAYS_A_WEEK)] >= goal_days:
        kept += 1
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
