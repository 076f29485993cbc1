# SPDX-License-Identifier: GPL-3.0-or-later
"""How long routines last as they will be played, for a whole library at once.

A routine's time is the sum of its parts: the way into each move, which depends on the one before
it, the work, and the way out, which depends on what the next one needs. Each part is laid out once
with its words, and remembered: ten thousand routines are made of the same few parts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hipmob_desktop.core.cues import needed_ms
from hipmob_desktop.core.enums import Level
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan_builder import estimated_ms, lay_out, stretched
from hipmob_desktop.core.routine import Routine, RoutineItem

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from hipmob_desktop.core.coach import Coach
    from hipmob_desktop.core.move import Dose, Move
    from hipmob_desktop.core.plan import Plan
    from hipmob_desktop.core.preferences import PlanOptions

_LEAST_HOLD_MS = 1_000


class RoutineLengths:
    """The lengths of routines for one person's choices, estimated from the words."""

    def __init__(self, options: PlanOptions, coach: Coach) -> None:
        self._options = options
        self._coach = coach
        self._known: dict[Hashable, int] = {}
        self._moves: dict[int, Move] = {}

    def are_for(self, options: PlanOptions, coach: Coach) -> bool:
        """Whether these are the choices that it measures by."""
        return (options, coach) == (self._options, self._coach)

    def of(self, routine: Routine) -> int:
        """How long `routine` lasts, in milliseconds, its words included."""
        items = list(routine.items) * routine.rounds
        befores = [None, *items]
        afters = [*items[1:], None]
        parts = sum(
            self._way(routine, before, item) + self._work(item) + self._leave(item, after)
            for before, item, after in zip(befores, items, afters, strict=False)
        )
        rests = routine.round_rest_ms * (routine.rounds - 1)
        return parts + rests + self._closing(routine)

    def _way(self, routine: Routine, before: RoutineItem | None, item: RoutineItem) -> int:
        ready_ms = 0 if before else routine.get_ready_ms
        key = ("way", self._key(before), self._key(item), item.dose, ready_ms)

        def lay() -> int:
            items = [_shortest(before), item] if before else [item]
            plan = lay_out(_of(items, get_ready_ms=ready_ms), self._options)
            index = next(n for n, each in enumerate(plan.segments) if each.item == len(items) - 1)
            return self._with_words(plan, index)

        return self._remembered(key, lay)

    def _work(self, item: RoutineItem) -> int:
        def lay() -> int:
            plan = lay_out(_of([item]), self._options)
            plan = stretched(plan, self._coach.lines, estimated_ms, from_index=1)
            return sum(each.duration_ms for each in plan.segments[1:-2])

        return self._remembered(("work", self._key(item), item.dose), lay)

    def _leave(self, item: RoutineItem, after: RoutineItem | None) -> int:
        def lay() -> int:
            items = [_shortest(item), _shortest(after)] if after else [_shortest(item)]
            plan = lay_out(_of(items), self._options)
            index = next(n for n, each in enumerate(plan.segments) if each.is_leaving)
            return self._with_words(plan, index)

        return self._remembered(("leave", self._key(item), self._key(after)), lay)

    def _closing(self, routine: Routine) -> int:
        def lay() -> int:
            plan = lay_out(_of(routine.items[:1], when=routine.when), self._options)
            return self._with_words(plan, len(plan.segments) - 1)

        return self._remembered(("closing", routine.when), lay)

    def _with_words(self, plan: Plan, index: int) -> int:
        segment = plan.segments[index]
        return max(segment.duration_ms, needed_ms(self._coach.lines(plan, index), estimated_ms))

    def _key(self, item: RoutineItem | None) -> int:
        """What tells a move from others; it is kept, so that no other comes to have the same."""
        if item is None:
            return 0
        return id(self._moves.setdefault(id(item.move), item.move))

    def _remembered(self, key: Hashable, lay: Callable[[], int]) -> int:
        if key not in self._known:
            self._known[key] = lay()
        return self._known[key]


def guessed_ms(nominal_ms: int, moves: int) -> int:
    """A length to be shown until the words are counted: some words for every move."""
    return nominal_ms + moves * 20_000


def _shortest(item: RoutineItem) -> RoutineItem:
    """The same move, as briefly as can be: for what depends on nothing but the move."""
    dose: Dose = Hold(hold_ms=_LEAST_HOLD_MS) if isinstance(item.dose, Hold) else Reps(count=1)
    return RoutineItem(move=item.move, dose=dose)


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
