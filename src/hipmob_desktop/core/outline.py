# SPDX-License-Identifier: GPL-3.0-or-later
"""From a routine to the segments of its plan, before any word is given room.

The transition rule (seconds): the same group of positions 8; floor to another floor
position 12; between floor and standing 15; between chair and standing 8; five more
when a band or a roller is needed that the move before did not use. Pace scales the
phases of reps, never holds, transitions, changes of side or rests.
"""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING

from hipmob_desktop.core.move import Hold, Item, Move, Phase, PositionGroup, Side, SideMode
from hipmob_desktop.core.plan import Kind, PlannedItem, PlannedPhase, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.core.settings import PlanOptions

SAME_POSITION_MS = 8_000
OTHER_FLOOR_POSITION_MS = 12_000
FLOOR_AND_STANDING_MS = 15_000
CHAIR_AND_STANDING_MS = 8_000
NEW_PROP_MS = 5_000

_FLOOR = frozenset(
    {PositionGroup.SUPINE, PositionGroup.SIDE, PositionGroup.SEATED, PositionGroup.KNEEL}
)
_PROPS = frozenset({Item.LOOP_BAND, Item.FOAM_ROLLER})


def planned_items(routine: Routine) -> tuple[PlannedItem, ...]:
    """The routine's items, once for each round."""
    return tuple(
        PlannedItem(move=item.move, dose=item.dose, round=number)
        for number in range(1, routine.rounds + 1)
        for item in routine.items
    )


def outline(
    routine: Routine, items: tuple[PlannedItem, ...], options: PlanOptions
) -> tuple[Segment, ...]:
    """The segments of `routine` with their nominal durations."""
    first_side = options.first_side
    blocks = count()
    parts = []
    for number, item in enumerate(items):
        side = Side.BOTH if item.move.side_mode is SideMode.BOTH else first_side
        block = next(blocks)
        parts.append(list(_way_in(routine, items, number, side, block)))
        parts.append(list(_work(item, number, options, blocks, block)))
    done = Segment(
        kind=Kind.DONE, item=len(items) - 1, block=next(blocks), side=Side.BOTH, duration_ms=0
    )
    return (*chain.from_iterable(parts), done)


def transition_ms(before: Move, after: Move) -> int:
    """How long it takes to get from one move into the next, by the transition rule."""
    groups = {before.position.group, after.position.group}
    if len(groups) == 1:
        base = SAME_POSITION_MS
    elif groups <= _FLOOR:
        base = OTHER_FLOOR_POSITION_MS
    elif groups == {PositionGroup.CHAIR, PositionGroup.STAND}:
        base = CHAIR_AND_STANDING_MS
    else:
        base = FLOOR_AND_STANDING_MS
    return base + (NEW_PROP_MS if _props(after) - _props(before) else 0)


def _props(move: Move) -> set[Item]:
    return {piece.item for piece in move.equipment if piece.required and piece.item in _PROPS}


def _way_in(
    routine: Routine, items: tuple[PlannedItem, ...], number: int, side: Side, block: int
) -> Iterator[Segment]:
    if number == 0:
        kind, duration_ms = Kind.GET_READY, routine.get_ready_ms
    else:
        before = items[number - 1]
        if before.round != items[number].round and routine.round_rest_ms:
            yield Segment(
                kind=Kind.REST,
                item=number,
                block=block,
                side=side,
                duration_ms=routine.round_rest_ms,
            )
        kind = Kind.TRANSITION
        duration_ms = transition_ms(before.move, items[number].move)
    yield Segment(kind=kind, item=number, block=block, side=side, duration_ms=duration_ms)


def _work(
    item: PlannedItem, number: int, options: PlanOptions, blocks: count[int], block: int
) -> Iterator[Segment]:
    runs = [
        (set_number, side)
        for set_number in range(1, item.dose.sets + 1)
        for side in _sides(item.move, options.first_side)
    ]
    for place, (set_number, side) in enumerate(runs):
        if place:
            block = next(blocks)
            yield from _between(item, number, runs[place - 1], runs[place], block)
        yield from _run(item, number, (set_number, side), options, block)


def _sides(move: Move, first: Side) -> tuple[Side, ...]:
    match move.side_mode:
        case SideMode.ONE_THEN_OTHER:
            return (first, first.other)
        case SideMode.ALTERNATING:
            return (first,)
        case SideMode.BOTH:
            return (Side.BOTH,)


def _between(
    item: PlannedItem,
    number: int,
    before: tuple[int, Side],
    after: tuple[int, Side],
    block: int,
) -> Iterator[Segment]:
    if after[0] != before[0] and item.dose.rest_ms:
        yield Segment(
            kind=Kind.REST,
            item=number,
            block=block,
            side=after[1],
            duration_ms=item.dose.rest_ms,
            set_number=after[0],
            sets=item.dose.sets,
        )
    if after[1] is not before[1]:
        yield Segment(
            kind=Kind.SIDE_CHANGE,
            item=number,
            block=block,
            side=after[1],
            duration_ms=item.move.side_change_ms,
            set_number=after[0],
            sets=item.dose.sets,
        )


def _run(
    item: PlannedItem, number: int, run: tuple[int, Side], options: PlanOptions, block: int
) -> Iterator[Segment]:
    """All reps of one side of one set; both sides in turn where the move alternates."""
    set_number, side = run
    dose = item.dose
    if isinstance(dose, Hold):
        phases = _hold_phases(item.move, dose.hold_ms)
        yield Segment(
            kind=Kind.HOLD,
            item=number,
            block=block,
            side=side,
            duration_ms=sum(phase.duration_ms for phase in phases),
            rep=1,
            reps=1,
            total_rep=1,
            total_reps=1,
            set_number=set_number,
            sets=dose.sets,
            phases=phases,
        )
        return
    in_turn = (side, side.other) if item.move.side_mode is SideMode.ALTERNATING else (side,)
    total = dose.count * len(in_turn)
    for total_rep in range(1, total + 1):
        rep = (total_rep - 1) // len(in_turn) + 1
        backwards = item.move.reverses and rep > (dose.count + 1) // 2
        phases = rep_phases(item.move, options.pace_of(item.move.id), backwards=backwards)
        yield Segment(
            kind=Kind.REP,
            item=number,
            block=block,
            side=in_turn[(total_rep - 1) % len(in_turn)],
            duration_ms=sum(phase.duration_ms for phase in phases),
            rep=rep,
            reps=dose.count,
            total_rep=total_rep,
            total_reps=total,
            set_number=set_number,
            sets=dose.sets,
            is_reversed=backwards,
            phases=phases,
        )


def rep_phases(move: Move, pace: float, *, backwards: bool = False) -> tuple[PlannedPhase, ...]:
    """The phases of one rep of `move` at `pace`, in the order they are done.

    A circle run backwards visits the same places in the other order and ends where it
    began; the breath keeps its rhythm.
    """
    timing = move.phases
    named = (*reversed(timing[:-1]), timing[-1]) if backwards else timing
    ends = [
        round(sum(phase.duration_ms for phase in timing[: n + 1]) * pace)
        for n in range(len(timing))
    ]
    starts = [0, *ends[:-1]]
    return tuple(
        PlannedPhase(name.name, name.say, rhythm.breath, start, end - start)
        for name, rhythm, start, end in zip(named, timing, starts, ends, strict=True)
    )


def _hold_phases(move: Move, hold_ms: int) -> tuple[PlannedPhase, ...]:
    def lasts(phase: Phase) -> int:
        return hold_ms if phase.is_hold else phase.duration_ms

    phases = []
    start = 0
    for phase in move.phases:
        phases.append(
            PlannedPhase(phase.name, phase.say, phase.breath, start, lasts(phase), phase.is_hold)
        )
        start += lasts(phase)
    return tuple(phases)
