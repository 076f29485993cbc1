# SPDX-License-Identifier: GPL-3.0-or-later
"""What a hip check comes to: what may be said of each test, and what it chooses for a programme.

A pure function of the checks so far. What lies within the noise of a test chooses nothing else
than before. The points and lines are our own judgement, and steer one session a week at the most.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from hipmob_desktop.core.adapt import suits
from hipmob_desktop.core.enums import Side, SkipTag
from hipmob_desktop.core.hip_check import Feel, HipTest, Result, Status
from hipmob_desktop.core.hip_check_verdicts import (
    SIDES,
    Level,
    SideVerdict,
    is_news,
    level_of,
    side_verdict,
    verdict_of,
    worse_side,
)
from hipmob_desktop.core.programme import Emphasis, Goal
from hipmob_desktop.core.programme_session import Choice
from hipmob_desktop.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hipmob_desktop.core.hip_check import Check, Direction
    from hipmob_desktop.core.hip_check_verdicts import Verdict
    from hipmob_desktop.core.move import Move

MAIN_FROM, LIGHT_FROM = 3, 1
"""From so many points on a direction is the main one, or a light one."""

_ORDER = {
    Goal.RUNNER: ("lift", "steady", "inward", "open"),
    Goal.DESK: ("open", "lift", "inward", "steady"),
    Goal.ANY: ("open", "inward", "lift", "steady"),
}
_UNSTEADY, _WEDGE = "one_leg_stand", "knee_to_wall"
_WEDGED_MOVES = frozenset({"deep_squat_hold", "cossack_squat"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is checked: the goal and occasion of the programme, the body, the moves there are."""

    goal: Goal = Goal.ANY
    emphasis: Emphasis = Emphasis.REST_DAY
    tags: frozenset[SkipTag] = frozenset()
    moves: Mapping[str, Move] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What a check comes to.

    `points` are those of each direction that can be chosen, by its id. `ask_tags` are states of
    the body to ask about, `hurt_twice` the ids of tests that hurt at two checks in a row.
    """

    verdicts: tuple[Verdict, ...]
    points: Mapping[str, int]
    main: Direction | None
    light: Direction | None
    routine: str
    light_move: str
    first_side: Side | None
    ask_tags: tuple[SkipTag, ...]
    needs_wedge: bool
    hurt_twice: tuple[str, ...]

    @property
    def is_balanced(self) -> bool:
        """Whether nothing stands out."""
        return not any(self.points.values())

    @property
    def choice(self) -> Choice:
        """What it comes to for a session of a programme."""
        return Choice(
            routine=self.routine,
            light_move=self.light_move,
            easier=_WEDGED_MOVES if self.needs_wedge else frozenset(),
            is_easier_standing=SkipTag.BALANCE in self.ask_tags,
            first_side=self.first_side if self.routine else None,
        )


def evaluate(tests: Sequence[HipTest], checks: Sequence[Check], person: Person) -> Evaluation:
    """What the last of `checks`, the oldest first, comes to; there is one at least."""
    done = [test for test in tests if test.id in checks[-1].results]
    verdicts = tuple(verdict_of(test, checks) for test in done)
    points: dict[str, int] = {}
    for verdict in verdicts:
        direction = verdict.test.direction
        if direction and _can_be_chosen(verdict, direction, person):
            points[direction.id] = _points(verdict.test, checks)
    main, light = _chosen(points, tests, person.goal)
    return Evaluation(
        verdicts=verdicts,
        points=points,
        main=main,
        light=light,
        routine=main.routines.get(person.emphasis, "") if main else "",
        light_move=next(_usable(light, person), "") if light else "",
        first_side=_first_side(main, done, checks),
        ask_tags=tuple(dict.fromkeys(_asked(verdicts, person))),
        needs_wedge=any(_is_below(v, _WEDGE) for v in verdicts),
        hurt_twice=_hurt_twice(checks),
    )


def _points(test: HipTest, checks: Sequence[Check]) -> int:
    """The points of a test: those of the first check, and other ones only when there is news."""
    reference: Check | None = None
    points = 0
    for number, check in enumerate(checks, 1):
        if test.id not in check.results:
            continue
        if reference is None or is_news(test, reference, checks[:number]):
            reference, points = check, _points_at(test, checks[:number])
    return points


def _points_at(test: HipTest, checks: Sequence[Check]) -> int:
    """The points that the last check alone gives a test: at most one row of each kind."""
    sides = side_verdict(test, checks)
    result = checks[-1].results[test.id]
    side = {SideVerdict.DIFFERS: 3, SideVerdict.MAY_DIFFER: 2}.get(sides, 0)
    levels = [level_of(test, result.of(one), checks[-1]) for one in SIDES]
    low = levels.count(Level.LOW)
    level = {2: 3, 1: 2}.get(low, 1 if Level.MID in levels else 0)
    return side + level + (result.feel is Feel.STRONG)


def _can_be_chosen(verdict: Verdict, direction: Direction, person: Person) -> bool:
    if verdict.result.status in (Status.HURT, Status.SKIPPED):
        return False
    return not person.moves or next(_usable(direction, person), None) is not None


def _usable(direction: Direction, person: Person) -> Iterator[str]:
    """The moves of a direction that suit the body, or substitutes in it that do, in its order."""
    there = [id_ for id_ in direction.moves if id_ in person.moves]
    for id_ in there:
        swaps = [other for _, other in person.moves[id_].swaps if other in there]
        ways = (one for one in (id_, *swaps) if suits(person.moves[one], person.tags))
        yield from islice(ways, 1)


def _chosen(
    points: Mapping[str, int], tests: Sequence[HipTest], goal: Goal
) -> tuple[Direction | None, Direction | None]:
    """The main direction and the light one; the more points the better, then the goal's order."""
    directions = {test.direction.id: test.direction for test in tests if test.direction}
    order = _ORDER[goal]
    ranked = sorted(
        points,
        key=lambda id_: (-points[id_], order.index(id_) if id_ in order else len(order), id_),
    )
    main = next((id_ for id_ in ranked if points[id_] >= MAIN_FROM), None)
    light = next((id_ for id_ in ranked if id_ != main and points[id_] >= LIGHT_FROM), None)
    return directions.get(main or ""), directions.get(light or "")


def _first_side(
    main: Direction | None, tests: Sequence[HipTest], checks: Sequence[Check]
) -> Side | None:
    """The side to begin with: the one that has less of the main direction, where they differ."""
    for test in tests:
        if main is not None and test.direction is main:
            differs = (SideVerdict.MAY_DIFFER, SideVerdict.DIFFERS)
            if side_verdict(test, checks) in differs:
                return worse_side(test, checks[-1].results[test.id])
    return None


def _asked(verdicts: Sequence[Verdict], person: Person) -> Iterator[SkipTag]:
    for verdict in verdicts:
        result = verdict.result
        tag = verdict.test.hurt_tags.get(result.where) if result.where else None
        if result.status is Status.HURT and tag and tag not in person.tags:
            yield tag
        is_unsafe = verdict.test.id == _UNSTEADY and result.status is Status.UNSAFE
        if (is_unsafe or _is_below(verdict, _UNSTEADY)) and SkipTag.BALANCE not in person.tags:
            yield SkipTag.BALANCE


def _is_below(verdict: Verdict, test_id: str) -> bool:
    """Whether this is that test, and a side of it is below its low line."""
    line = verdict.test.levels.low_below
    values = (verdict.result.of(side) for side in SIDES)
    return (
        verdict.test.id == test_id
        and line is not None
        and any(value is not None and value < line for value in values)
    )


def _hurt_twice(checks: Sequence[Check]) -> tuple[str, ...]:
    """The tests that hurt at this check, and at the last one before that had them."""
    hurt = (id_ for id_, result in checks[-1].results.items() if result.status is Status.HURT)

    def before(id_: str) -> Result | None:
        return next((c.results[id_] for c in reversed(checks[:-1]) if id_ in c.results), None)

    return tuple(id_ for id_ in hurt if (r := before(id_)) and r.status is Status.HURT)
