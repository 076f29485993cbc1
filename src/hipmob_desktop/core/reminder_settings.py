# SPDX-License-Identifier: GPL-3.0-or-later
"""When a person wants to be reminded, and of what; and the limits of these choices."""

from __future__ import annotations

from enum import StrEnum

from hipmob_desktop.values import dataclass, replace

DAY_MINUTES = 24 * 60
WEEK = frozenset(range(7))
"""The days of a week as numbers: Monday is 0."""

WORKDAYS = frozenset(range(5))
MOST_TIMES = 4
DESK_MINUTES = (30, 240)
RUN_MINUTES = (5, 180)
LATER_MINUTES = (5, 60)
NEVER = 0


class Occasion(StrEnum):
    """What a reminder is about: a time of day, long sitting, a run."""

    TIME = "time"
    DESK = "desk"
    RUN = "run"


class Reach(StrEnum):
    """How far reminders go: with the window, after it is closed, from the login on."""

    WINDOW = "window"
    CLOSED = "closed"
    LOGIN = "login"

    @property
    def outlasts_window(self) -> bool:
        """Whether reminders go on when the window is closed."""
        return self is not Reach.WINDOW


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSettings:
    """What a person has chosen; nothing reminds until it is switched on.

    `times` are minutes since midnight, on `days`. `desk_minutes` are how long somebody may sit,
    `run_minutes` how long before a run to be reminded; 0 is never. A routine is an id, empty for
    what suits the moment. `later_minutes` is how long "Later" is. Between `quiet_from` and
    `quiet_until`, minutes since midnight, nobody is told that they have sat for long.
    """

    is_on: bool = False
    days: frozenset[int] = WORKDAYS
    times: tuple[int, ...] = (15 * 60,)
    time_routine: str = ""
    desk_minutes: int = NEVER
    desk_routine: str = ""
    run_minutes: int = NEVER
    run_routine: str = ""
    later_minutes: int = 10
    quiet_from: int = 22 * 60
    quiet_until: int = 7 * 60
    reach: Reach = Reach.WINDOW

    def routine(self, occasion: Occasion) -> str:
        """The id of the routine that goes with an occasion, or empty."""
        return {
            Occasion.TIME: self.time_routine,
            Occasion.DESK: self.desk_routine,
            Occasion.RUN: self.run_routine,
        }[occasion]

    def is_quiet(self, minute: int) -> bool:
        """Whether a minute of the day is in the quiet hours, which may go over midnight."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= minute < self.quiet_until
        return minute >= self.quiet_from or minute < self.quiet_until

    def clamped(self) -> ReminderSettings:
        """The same with every number in its range, and times in order, each once."""
        times = sorted({time for time in self.times if 0 <= time < DAY_MINUTES})
        return replace(
            self,
            days=self.days & WEEK,
            times=tuple(times[:MOST_TIMES]),
            desk_minutes=_never_or(self.desk_minutes, DESK_MINUTES),
            run_minutes=_never_or(self.run_minutes, RUN_MINUTES),
            later_minutes=_between(self.later_minutes, LATER_MINUTES),
            quiet_from=self.quiet_from % DAY_MINUTES,
            quiet_until=self.quiet_until % DAY_MINUTES,
        )


def _never_or(minutes: int, limits: tuple[int, int]) -> int:
    return NEVER if minutes <= NEVER else _between(minutes, limits)


def _between(value: int, limits: tuple[int, int]) -> int:
    return min(max(value, limits[0]), limits[1])
