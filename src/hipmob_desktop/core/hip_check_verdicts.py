# SPDX-License-Identifier: GPL-3.0-or-later
"""What the numbers of one test may be taken for: its sides, its level, its changes.

What lies within the noise of a test is no news. What is seen once is "perhaps"; only what two
checks in a row agree on is told as so.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from math import asin, degrees
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.hip_check import Better, HipTest, Result
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hipmob_desktop.core.hip_check import Check

BASELINE_DAYS = (2, 10)
"""So many days lie between the two checks of a baseline, at least and at most."""

SIDES = (Side.LEFT, Side.RIGHT)


class SideVerdict(StrEnum):
    """How the two sides of a test compare."""

    NONE = "none"
    SAME = "same"
    MAY_DIFFER = "may_differ"
    DIFFERS = "differs"


class Level(StrEnum):
    """Where a number stands in its test."""

    NONE = "none"
    LOW = "low"
    MID = "mid"
    FULL = "full"


class Change(StrEnum):
    """How a side compares with its own baseline."""

    NONE = "none"
    NO_CHANGE = "no_change"
    MAYBE_UP = "maybe_up"
    MAYBE_DOWN = "maybe_down"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What may be said of one test: its sides, which one has less, and each side's change."""

    test: HipTest
    result: Result
    sides: SideVerdict
    worse: Side | None
    changes: Mapping[Side, Change]
    is_full: bool


def threshold(over: float, test: HipTest, checks: Sequence[Check]) -> float:
    """What a number must exceed: the test's own line, or the person's own wobble if that is more.

    Wider still for what was measured with a hand.
    """
    measure = checks[-1].results[test.id].measure
    return max(over + measure.coarser_by, own_wobble(test, checks))


def own_wobble(test: HipTest, checks: Sequence[Check]) -> float:
    """The most by which one side differed between two checks that lie close together."""
    most = 0.0
    for before, after in pairwise(_with(test, checks)):
        if (after.day - before.day).days <= BASELINE_DAYS[1]:
            for side in SIDES:
                one, other = (check.results[test.id].of(side) for check in (before, after))
                if one is not None and other is not None:
                    most = max(most, abs(one - other))
    return most


def is_news(test: HipTest, before: Check, checks: Sequence[Check]) -> bool:
    """Whether the last check says something else of a test than `before` did, by more than chance.

    Of a test whose seconds are never compared that is another band, at two checks in a row.
    """
    now, then = checks[-1], before
    new, old = now.results[test.id], then.results[test.id]
    if _told(new) != _told(old) or now.lower_leg_cm != then.lower_leg_cm:
        return True
    pairs = [(new.of(side), old.of(side)) for side in SIDES]
    if any((one is None) is not (other is None) for one, other in pairs):
        return True
    if test.change_over is None:
        return _has_other_band(test, checks, old)
    limit = threshold(test.change_over, test, checks)
    moved = (abs(one - other) for one, other in pairs if one is not None and other is not None)
    return max(moved, default=0.0) > limit or side_verdict(test, checks) is SideVerdict.DIFFERS


def _told(result: Result) -> tuple[object, ...]:
    """What was said of a test beside its numbers."""
    return (result.status, result.where, result.feel, result.has_cramp, result.measure)


def _has_other_band(test: HipTest, checks: Sequence[Check], old: Result) -> bool:
    told = _with(test, checks)
    if len(told) < 2 or told[-1] is not checks[-1]:  # noqa: PLR2004 - two in a row
        return False
    new, last = told[-1].results[test.id], told[-2].results[test.id]

    def bands(result: Result) -> tuple[int, ...]:
        return tuple(_band(test, result.of(side) or 0.0) for side in SIDES)

    return bands(new) == bands(last) != bands(old)


def verdict_of(test: HipTest, checks: Sequence[Check]) -> Verdict:
    """What may be said of a test that the last check has."""
    result = checks[-1].results[test.id]
    left, right = result.of(Side.LEFT), result.of(Side.RIGHT)
    return Verdict(
        test=test,
        result=result,
        sides=side_verdict(test, checks),
        worse=worse_side(test, result),
        changes={side: _change(test, checks, side) for side in SIDES},
        is_full=left == right == float(test.most) and test.is_timed,
    )


def side_verdict(test: HipTest, checks: Sequence[Check]) -> SideVerdict:
    """How the sides compare at the last check; it takes two in a row to say that they differ."""
    if test.side_over is None or not checks[-1].results[test.id].is_whole:
        return SideVerdict.NONE
    worse = _worse_beyond(test, checks)
    if worse is None:
        return SideVerdict.SAME
    earlier = _with(test, checks[:-1])
    is_seen_before = bool(earlier) and _worse_beyond(test, earlier) is worse
    return SideVerdict.DIFFERS if is_seen_before else SideVerdict.MAY_DIFFER


def _worse_beyond(test: HipTest, checks: Sequence[Check]) -> Side | None:
    """The side that has less at the last check by more than chance, if there is one."""
    result = checks[-1].results[test.id]
    left, right = result.of(Side.LEFT), result.of(Side.RIGHT)
    if left is None or right is None or test.side_over is None:
        return None
    is_beyond = abs(left - right) > threshold(test.side_over, test, checks)
    return worse_side(test, result) if is_beyond else None


def worse_side(test: HipTest, result: Result) -> Side | None:
    """The side that has less, if one has."""
    left, right = result.of(Side.LEFT), result.of(Side.RIGHT)
    if left is None or right is None or left == right:
        return None
    is_left = left < right if test.better is Better.HIGHER else left > right
    return Side.LEFT if is_left else Side.RIGHT


def _change(test: HipTest, checks: Sequence[Check], side: Side) -> Change:
    told = [check for check in _with(test, checks) if check.results[test.id].of(side) is not None]
    if checks[-1].results[test.id].of(side) is None or len(told) <= baseline_checks(told):
        return Change.NONE
    if test.change_over is None:
        return _band_change(test, told, side)
    base = _baseline(test, told, side)
    beyond = [_beyond(test, told[:number], side, base) for number in (len(told), len(told) - 1)]
    is_second = beyond[0] == beyond[1]
    match beyond[0]:
        case 0:
            return Change.NO_CHANGE
        case 1:
            return Change.UP if is_second else Change.MAYBE_UP
        case _:
            return Change.DOWN if is_second else Change.MAYBE_DOWN


def _beyond(test: HipTest, checks: Sequence[Check], side: Side, base: float) -> int:
    """1 where the last check is better than the baseline by more than chance, -1 where less."""
    value = checks[-1].results[test.id].of(side)
    if value is None or test.change_over is None:
        return 0
    change = value - base if test.better is Better.HIGHER else base - value
    if abs(change) <= threshold(test.change_over, test, checks):
        return 0
    return 1 if change > 0 else -1


def _band_change(test: HipTest, checks: Sequence[Check], side: Side) -> Change:
    """Of a test whose seconds are never compared: another band, at two checks in a row."""
    bands = [
        _band(test, value)
        for check in checks
        if (value := check.results[test.id].of(side)) is not None
    ]
    base = bands[baseline_checks(checks) - 1]
    after = bands[baseline_checks(checks) :]
    if len(after) > 1 and after[-1] == after[-2] and after[-1] != base:
        return Change.UP if after[-1] > base else Change.DOWN
    return Change.NO_CHANGE


def baseline_checks(checks: Sequence[Check]) -> int:
    """How many of the first checks are the baseline: two that lie some days apart, or one."""
    if len(checks) < len(BASELINE_DAYS):
        return 1
    least, most = BASELINE_DAYS
    return 2 if least <= (checks[1].day - checks[0].day).days <= most else 1


def _baseline(test: HipTest, checks: Sequence[Check], side: Side) -> float:
    """The mean of the baseline; of what is timed its last number, since practice improves it."""
    found = (check.results[test.id].of(side) for check in checks[: baseline_checks(checks)])
    values = [value for value in found if value is not None]
    return values[-1] if test.is_timed else sum(values) / len(values)


def _with(test: HipTest, checks: Sequence[Check]) -> list[Check]:
    """The checks that have a number for both sides of a test."""
    return [check for check in checks if (r := check.results.get(test.id)) and r.is_whole]


def _band(test: HipTest, value: float) -> int:
    levels = test.levels
    lines = (line for line in (levels.low_below, levels.mid_below) if line is not None)
    return sum(value >= line for line in lines)


def level_of(test: HipTest, value: float | None, check: Check) -> Level:
    """Where a number of a check stands; a hold that a cramp ended stands nowhere."""
    levels = test.levels
    if value is None or check.results[test.id].has_cramp:
        return Level.NONE
    if levels.low_angle_below_deg is not None and check.lower_leg_cm:
        angle = degrees(asin(min(1.0, value / check.lower_leg_cm)))
        return Level.LOW if angle < levels.low_angle_below_deg else Level.NONE
    is_low = (levels.low_below is not None and value < levels.low_below) or (
        levels.low_above is not None and value > levels.low_above
    )
    if is_low:
        return Level.LOW
    if levels.mid_below is None:
        return Level.NONE
    return Level.MID if value < levels.mid_below else Level.FULL
