# SPDX-License-Identifier: GPL-3.0-or-later
"""Another plan from here on: slower, faster, more, less, or without a side that hurts.

Each function leaves everything before the position as it was, and returns the new plan
with the position that means the same place in it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import SegmentKind
from hipmob_desktop.core.plan_builder import rep_phases
from hipmob_desktop.core.preferences import FASTEST_MOVE_PACE, SLOWEST_MOVE_PACE
from hipmob_desktop.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hipmob_desktop.core.enums import Side
    from hipmob_desktop.core.plan import Plan, PlannedPhase, Segment

PACE_STEP = 1.1
HOLD_STEP_MS = 10_000
SHORTEST_HOLD_MS = 5_000


def at_pace(plan: Plan, position_ms: int, *, slower: bool) -> tuple[Plan, int]:
    """This move's reps slower or faster by a tenth, from the one that runs on."""
    factor = PACE_STEP if slower else 1 / PACE_STEP
    moment = plan.at(position_ms)
    here = moment.segment

    def changed(index: int, segment: Segment) -> Segment:
        if (
            index < moment.index
            or segment.item != here.item
            or segment.kind is not SegmentKind.REP
        ):
            return segment
        pace = round(segment.pace * factor, 4)
        if not FASTEST_MOVE_PACE <= pace <= SLOWEST_MOVE_PACE:
            return segment
        move = plan.items[segment.item].move
        own = rep_phases(move, segment.pace, backwards=segment.is_reversed)
        if segment is here and segment.phases != own:
            return segment  # its words, which are being said, take longer than its own time
        phases = rep_phases(move, pace, backwards=segment.is_reversed)
        last = phases[-1]
        return replace(
            segment, pace=pace, phases=phases, duration_ms=last.start_ms + last.duration_ms
        )

    segments = [changed(index, segment) for index, segment in enumerate(plan.segments)]
    into_ms = moment.into_ms
    if segments[moment.index] is not here:
        share = segments[moment.index].duration_ms / here.duration_ms
        into_ms = round(into_ms * share)
    return plan.with_segments(segments), here.start_ms + into_ms


def with_dose(plan: Plan, position_ms: int, *, more: bool) -> tuple[Plan, int]:
    """One rep more or less on each side that is still to be ended, or ten seconds of hold.

    The rep that runs is never taken away, nor the last one of a side; a hold that runs is
    never made shorter than it has been held.
    """
    moment = plan.at(position_ms)
    here = moment.segment
    segments: list[Segment] = []
    for block, group in groupby(plan.segments, key=lambda segment: segment.block):
        run = list(group)
        if run[-1].item != here.item or block < here.block or not run[-1].kind.is_work:
            segments += run
        elif run[-1].kind is SegmentKind.HOLD:
            into_ms = moment.position_ms - run[-1].start_ms
            segments += [*run[:-1], _longer_hold(run[-1], into_ms, more=more)]
        else:
            begun = moment.index + 1 - len(segments)
            segments += _with_reps(run, begun, more=more)
    return plan.with_segments(segments), position_ms


def without_side(plan: Plan, hurt: Segment) -> Plan:
    """Nothing more of the side of `hurt` in its move, after the block that `hurt` is in.

    Where both sides take turns or work at once, nothing more of the move.
    """
    sides = {segment.side for segment in plan.segments if segment.block == hurt.block}
    kept = (
        segment
        for segment in plan.segments
        if segment.item != hurt.item
        or segment.block <= hurt.block
        or segment.kind is SegmentKind.DONE
        or segment.is_leaving
        or segment.side not in sides
    )
    return plan.with_segments(with_true_changes(plan, kept))


def with_true_changes(plan: Plan, segments: Iterable[Segment]) -> Iterator[Segment]:
    """`segments` of `plan` with a rest in place of each change to the side that worked last."""
    worked: tuple[int, Side] | None = None
    is_resting = False
    for segment in segments:
        if segment.kind is SegmentKind.SIDE_CHANGE and worked == (segment.item, segment.side):
            if not is_resting:
                rest_ms = max(segment.duration_ms, plan.items[segment.item].dose.rest_ms)
                yield replace(segment, kind=SegmentKind.REST, duration_ms=rest_ms)
            continue
        yield segment
        is_resting = segment.kind is SegmentKind.REST
        if segment.kind.is_work:
            worked = (segment.item, segment.side)


def _phases_ending(phases: Iterable[PlannedPhase], ends: list[int]) -> tuple[PlannedPhase, ...]:
    starts = [0, *ends[:-1]]
    return tuple(
        replace(phase, start_ms=start, duration_ms=end - start)
        for phase, start, end in zip(phases, starts, ends, strict=True)
    )


def _with_reps(run: list[Segment], begun: int, *, more: bool) -> list[Segment]:
    """One block with a rep more or less on each of its sides; `begun` of it have begun."""
    in_turn = run[-1].total_reps // run[-1].reps
    if more:
        run = run + run[-in_turn:]
    elif run[-1].reps > 1 and begun <= len(run) - in_turn:
        run = run[:-in_turn]
    return list(_renumbered(run, in_turn))


def _renumbered(run: list[Segment], in_turn: int) -> Iterator[Segment]:
    total = sum(segment.kind.is_work for segment in run)
    way_in = len(run) - total
    yield from run[:way_in]
    for place, segment in enumerate(run[way_in:]):
        yield replace(
            segment,
            rep=place // in_turn + 1,
            reps=total // in_turn,
            total_rep=place + 1,
            total_reps=total,
        )


def _longer_hold(segment: Segment, into_ms: int, *, more: bool) -> Segment:
    """A hold with ten seconds more or less; one that is over already stays as it was.

    `into_ms` is below zero where it has not begun.
    """
    hold = next(phase for phase in segment.phases if phase.is_hold)
    held_ms = into_ms - hold.start_ms
    if held_ms >= hold.duration_ms:
        return segment
    by_ms = HOLD_STEP_MS
    if not more:
        shortest_ms = max(SHORTEST_HOLD_MS, held_ms, hold.duration_ms - HOLD_STEP_MS)
        by_ms = min(0, shortest_ms - hold.duration_ms)
    ends = [
        phase.start_ms + phase.duration_ms + (by_ms if phase.start_ms >= hold.start_ms else 0)
        for phase in segment.phases
    ]
    return replace(segment, duration_ms=ends[-1], phases=_phases_ending(segment.phases, ends))
