# SPDX-License-Identifier: GPL-3.0-or-later
"""Another plan from here on: slower, faster, more, less, or without a side that hurts.

Each function leaves everything before the position as it was, and returns the new plan
with the position that means the same place in it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hipmob_desktop.core.plan import Kind, Plan, PlannedPhase, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable

PACE_STEP = 1.1
SLOWEST_REP = 2.0
FASTEST_REP = 0.5
HOLD_STEP_MS = 10_000
SHORTEST_HOLD_MS = 5_000


def at_pace(plan: Plan, position_ms: int, *, slower: bool) -> tuple[Plan, int]:
    """This move's reps slower or faster by a tenth, from the one that runs on."""
    factor = PACE_STEP if slower else 1 / PACE_STEP
    moment = plan.at(position_ms)
    here = moment.segment
    own_ms = sum(phase.duration_ms for phase in moment.move.phases)

    def changed(index: int, segment: Segment) -> Segment:
        if index < moment.index or segment.item != here.item or segment.kind is not Kind.REP:
            return segment
        allowed = FASTEST_REP * own_ms <= segment.duration_ms * factor <= SLOWEST_REP * own_ms
        return scaled(segment, factor) if allowed else segment

    segments = [changed(index, segment) for index, segment in enumerate(plan.segments)]
    into_ms = moment.into_ms
    if segments[moment.index] is not here:
        share = segments[moment.index].duration_ms / here.duration_ms
        into_ms = round(into_ms * share)
    return plan.with_segments(segments), here.start_ms + into_ms


def with_dose(plan: Plan, position_ms: int, *, more: bool) -> tuple[Plan, int]:
    """One rep more or less on each side that is still to be ended, or ten seconds of hold.

    The rep that runs is never taken away, nor the last one of a side.
    """
    moment = plan.at(position_ms)
    blocks = {
        segment.block
        for segment in plan.segments[moment.index :]
        if segment.item == moment.segment.item and segment.kind is not Kind.DONE
    }
    segments: list[Segment] = []
    for block in dict.fromkeys(segment.block for segment in plan.segments):
        run = [segment for segment in plan.segments if segment.block == block]
        segments += _dosed(run, plan, moment.index, more=more) if block in blocks else run
    return plan.with_segments(segments), position_ms


def without_side(plan: Plan, hurt: Segment) -> Plan:
    """Nothing more of the side of `hurt` in its move, after the block that `hurt` is in."""
    return plan.with_segments(
        segment
        for segment in plan.segments
        if segment.block <= hurt.block
        or segment.kind is Kind.DONE
        or (segment.item, segment.side) != (hurt.item, hurt.side)
    )


def scaled(segment: Segment, factor: float) -> Segment:
    """`segment` with all its phases longer or shorter by `factor`."""
    ends = [round((phase.start_ms + phase.duration_ms) * factor) for phase in segment.phases]
    return replace(segment, duration_ms=ends[-1], phases=_phases_ending(segment.phases, ends))


def _phases_ending(phases: Iterable[PlannedPhase], ends: list[int]) -> tuple[PlannedPhase, ...]:
    starts = [0, *ends[:-1]]
    return tuple(
        replace(phase, start_ms=start, duration_ms=end - start)
        for phase, start, end in zip(phases, starts, ends, strict=True)
    )


def _dosed(run: list[Segment], plan: Plan, here: int, *, more: bool) -> list[Segment]:
    """One block with its dose changed; what has begun is left as it is."""
    begun = set(plan.segments[: here + 1])
    work = [segment for segment in run if segment.kind.is_work]
    if work[0].kind is Kind.HOLD:
        return [
            _longer_hold(segment, HOLD_STEP_MS if more else -HOLD_STEP_MS)
            if segment.kind is Kind.HOLD and (more or segment not in begun)
            else segment
            for segment in run
        ]
    in_turn = work[-1].total_reps // work[-1].reps
    if more:
        run = run + work[-in_turn:]
    elif work[-1].reps > 1 and not begun.intersection(work[-in_turn:]):
        run = run[:-in_turn]
    return _renumbered(run, in_turn)


def _longer_hold(segment: Segment, by_ms: int) -> Segment:
    hold = next(phase for phase in segment.phases if phase.is_hold)
    by_ms = max(by_ms, SHORTEST_HOLD_MS - hold.duration_ms)
    ends = [
        phase.start_ms + phase.duration_ms + (by_ms if phase.start_ms >= hold.start_ms else 0)
        for phase in segment.phases
    ]
    return replace(segment, duration_ms=ends[-1], phases=_phases_ending(segment.phases, ends))


def _renumbered(run: list[Segment], in_turn: int) -> list[Segment]:
    total = sum(segment.kind.is_work for segment in run)
    numbered = []
    done = 0
    for segment in run:
        if not segment.kind.is_work:
            numbered.append(segment)
            continue
        numbered.append(
            replace(
                segment,
                rep=done // in_turn + 1,
                reps=total // in_turn,
                total_rep=done + 1,
                total_reps=total,
            )
        )
        done += 1
    return numbered
