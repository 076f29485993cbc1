# SPDX-License-Identifier: GPL-3.0-or-later
"""How long routines last as they will be played, for a whole library at once.

A routine's time is the sum of its parts: the way into each move, which depends on the one before
it, the work, and the way out, which depends on what the next one needs. Each part is laid out once
with its words, and remembered: ten thousand routines are made of the same few parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.cues import needed_ms
from hipmob_desktop.core.enums import Level, SegmentKind
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan_builder import (
    estimated_ms,
    lay_out,
    planned_items,
    rest_before_ms,
    stretched,
)
from hipmob_desktop.core.routine import Routine
from hipmob_desktop.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from hipmob_desktop.core.coach import Coach
    from hipmob_desktop.core.cues import LengthOf
    from hipmob_desktop.core.move import Dose, Move
    from hipmob_desktop.core.plan import Plan, PlannedItem
    from hipmob_desktop.core.preferences import PlanOptions
    from hipmob_desktop.core.routine import Circuit, RoutineItem

_LEAST_HOLD_MS = 1_000


class RoutineLengths:
    """The lengths of routines for one person's choices, estimated from the words.

    `length_of` may know better how long some texts sound; what it says must not change.
    """

    def __init__(
        self, options: PlanOptions, coach: Coach, length_of: LengthOf = estimated_ms
    ) -> None:
        self._options = options
        self._coach = coach
        self._length_of = length_of
        self._known: dict[Hashable, int] = {}
        self._moves: dict[int, Move] = {}

    def are_for(self, options: PlanOptions, coach: Coach) -> bool:
        """Whether these are the choices that it measures by."""
        return (options, coach) == (self._options, self._coach)

    def of(self, routine: Routine) -> int:
        """How long `routine` lasts, in milliseconds, its words included."""
        items = planned_items(routine)
        befores = [None, *items]
        afters = [*items[1:], None]
        parts = sum(
            self._rest(routine, before, item)
            + self._way(routine, before, item)
            + self._work(item.asked)
            + self._leave(item, after)
            for before, item, after in zip(befores, items, afters, strict=False)
        )
        return parts + self._closing(routine)

    def _rest(self, routine: Routine, before: PlannedItem | None, item: PlannedItem) -> int:
        """The rest between two moves, in which it is said which round is over."""
        rest_ms = rest_before_ms(routine, before, item) if before else 0
        if before is None or not rest_ms:
            return 0
        over = (before.round, routine.rounds) if before.round != item.round else (0, 1)
        if item.begins_lap(before):
            over = (before.lap, before.laps)

        def lay() -> int:
            number, rounds = over
            once = [_shortest(item.asked)] * (1 if number else 2)
            rests = {"round_rest_ms": rest_ms, "rest_between_ms": rest_ms}
            plan = lay_out(_of(once, rounds=rounds, **rests), self._options)
            ways = [
                index
                for index, each in enumerate(plan.segments)
                if each.kind is SegmentKind.TRANSITION
            ]
            return self._with_words(plan, ways[max(number, 1) - 1] - 1)

        return self._remembered(("rest", rest_ms, over), lay)

    def _way(self, routine: Routine, before: PlannedItem | None, item: PlannedItem) -> int:
        ready_ms = 0 if before else routine.get_ready_ms
        circuit = routine.circuit_of(item.number)
        if circuit and (item.number != circuit.first or item.lap > 1):
            circuit = None
        pain = "" if before else routine.pain
        told = (ready_ms, pain, circuit and (circuit.last - circuit.first, circuit.rounds))
        key = ("way", self._key(before), self._key(item), _as_done(item.asked), *told)

        def lay() -> int:
            items = [_shortest(before.asked), item.asked] if before else [item.asked]
            first = len(items) - 1
            circuits: tuple[Circuit, ...] = ()
            if circuit:
                items += [_shortest(item.asked)] * (circuit.last - circuit.first)
                circuits = (replace(circuit, first=first, last=len(items) - 1),)
            alone = _of(items, get_ready_ms=ready_ms, circuits=circuits, pain=pain)
            plan = lay_out(alone, self._options)
            index = next(n for n, each in enumerate(plan.segments) if each.item == first)
            return self._with_words(plan, index)

        return self._remembered(key, lay)

    def _work(self, item: RoutineItem) -> int:
        def lay() -> int:
            plan = lay_out(_of([item]), self._options)
            plan = stretched(plan, self._coach.lines, self._length_of, from_index=1)
            return sum(each.duration_ms for each in plan.segments[1:-2])

        return self._remembered(("work", self._known_move(item.move), _as_done(item)), lay)

    def _leave(self, item: PlannedItem, after: PlannedItem | None) -> int:
        def lay() -> int:
            left = _shortest(item.asked)
            items = [left, _shortest(after.asked)] if after else [left]
            plan = lay_out(_of(items), self._options)
            index = next(n for n, each in enumerate(plan.segments) if each.is_leaving)
            return self._with_words(plan, index)

        key = ("leave", self._key(item), item.asked.side, self._key(after))
        return self._remembered(key, lay)

    def _closing(self, routine: Routine) -> int:
        def lay() -> int:
            plan = lay_out(_of(routine.items[:1], when=routine.when), self._options)
            return self._with_words(plan, len(plan.segments) - 1)

        return self._remembered(("closing", routine.when), lay)

    def _with_words(self, plan: Plan, index: int) -> int:
        segment = plan.segments[index]
        lines = self._coach.lines(plan, index)
        return max(segment.duration_ms, needed_ms(lines, self._length_of))

    def _key(self, item: PlannedItem | None) -> int:
        return self._known_move(item.move) if item else 0

    def _known_move(self, move: Move) -> int:
        """What tells a move from others; it is kept, so that no other comes to have the same."""
        return id(self._moves.setdefault(id(move), move))

    def _remembered(self, key: Hashable, lay: Callable[[], int]) -> int:
        if key not in self._known:
            self._known[key] = lay()
        return self._known[key]


def guessed_ms(nominal_ms: int, moves: int) -> int:
    """A length to be shown until the words are counted: some words for every move."""
    return nominal_ms + moves * 20_000


def _shortest(item: RoutineItem) -> RoutineItem:
    """The same move on the same sides, as briefly as can be: what depends on nothing else."""
    dose: Dose = Hold(hold_ms=_LEAST_HOLD_MS) if isinstance(item.dose, Hold) else Reps(count=1)
    right = None if item.right is None else (_LEAST_HOLD_MS + 1)
    return replace(_bare(item), dose=dose, right=right)


def _bare(item: RoutineItem) -> RoutineItem:
    """`item` without what is said, and rested, on the way into it and after it."""
    return replace(item, rest_after_ms=None, note="", cue="", is_optional=False)


def _as_done(item: RoutineItem) -> Hashable:
    """All of how an item is done that its own length depends on, but for the move."""
    told = (item.side, item.right, item.sets_order, item.rest_sides_ms, item.note, item.cue)
    return (item.dose, *told)


def _of(items: Sequence[RoutineItem], **more: object) -> Routine:
    return replace(_NOTHING, items=tuple(items), **more)  # type: ignore[arg-type]  # by its callers


_NOTHING = Routine(
    id="",
    title="",
    summary="",
    goals=(),
    when=(),
    when_text="",
    why="",
    level=Level.STANDARD,
    items=(),
    rounds=1,
    round_rest_ms=0,
    get_ready_ms=0,
    credit="",
    origin="",
    sources=(),
)
