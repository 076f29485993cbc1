# SPDX-License-Identifier: GPL-3.0-or-later
"""Which one routine to suggest, from what was done on other days and the time of day."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import When
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

HABIT = 2
"""What was done so often at a time of day is a habit there."""

SAME_TIME = timedelta(hours=2)
"""So far apart two times of day are still the same."""

JUST_DONE = timedelta(hours=3)
"""What was done so lately is not suggested again."""

EVENING_FROM, EVENING_UNTIL = 20, 4
DESK_FROM, DESK_UNTIL = 12, 18
"""Hours of the day; the desk's are those of a workday."""

_WORKDAYS = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A routine that could be suggested: one that today's body and things allow.

    `changes` is how many of its moves today's body swaps or leaves out.
    """

    id: str
    when: Collection[When]
    changes: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """A session that was played to its end: its routine, and when it began, in local time."""

    routine: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A routine, and what speaks for it: the moment of the day, or that it is a habit now."""

    id: str
    when: When
    is_habit: bool = False


def suggest(
    candidates: Sequence[Candidate],
    now: datetime,
    done: Sequence[Done] = (),
    asked: When | None = None,
) -> Suggestion | None:
    """The routine to suggest at `now`, in local time; None only where there is no candidate.

    What the person `asked` for comes first: only what is made for that, if anything is. Else
    what was just done gives way to all others, and the habit of this time of day stands before
    what the clock says: the evening from eight on, the desk on the afternoon of a workday,
    before a run where running is the habit of the hour. Then the routine that today's body
    changes the least, then the order of `candidates`, in which the shelf has them.
    """
    here = Counter(one.routine for one in done if _is_same_time(one.at, now))
    whens = {one.id: one.when for one in candidates}
    moment = asked or _habitual(here, whens) or by_clock(now)
    just = {one.routine for one in done if timedelta(0) <= now - one.at < JUST_DONE}

    def rank(one: Candidate) -> tuple[bool, bool, int, int, int]:
        is_asked = asked is not None and asked in one.when
        return (
            not is_asked,
            one.id in just,
            -_habit(here, one.id),
            0 if moment in one.when else 1 if When.ANY in one.when else 2,
            one.changes,
        )

    best = min(candidates, key=rank, default=None)
    if best is None:
        return None
    when = moment if moment in best.when else When.ANY
    return Suggestion(best.id, when, is_habit=asked is None and _habit(here, best.id) > 0)


def by_clock(now: datetime) -> When:
    """The moment of the day that the clock alone tells."""
    if now.hour >= EVENING_FROM or now.hour < EVENING_UNTIL:
        return When.EVENING
    is_workday = now.weekday() < _WORKDAYS
    return When.DESK if is_workday and DESK_FROM <= now.hour < DESK_UNTIL else When.ANY


def _habit(here: Counter[str], routine: str) -> int:
    """How often a routine was done at this time, or 0 where that is no habit."""
    return here[routine] if here[routine] >= HABIT else 0


def _habitual(here: Counter[str], whens: Mapping[str, Collection[When]]) -> When | None:
    """What is done most at this time, be it in one routine or in several."""
    counts: Counter[When] = Counter()
    for routine, times in here.items():
        for when in whens.get(routine, ()):
            counts[when] += times
    most = max((when for when in When if when is not When.ANY), key=counts.__getitem__)
    return most if counts[most] >= HABIT else None


def _is_same_time(at: datetime, now: datetime) -> bool:
    """Whether both are at the same time of day, on the same kind of day."""
    if (at.weekday() < _WORKDAYS) is not (now.weekday() < _WORKDAYS):
        return False
    apart = abs(_since_midnight(at) - _since_midnight(now))
    return min(apart, _DAY - apart) <= SAME_TIME


def _since_midnight(at: datetime) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)
