# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan: a routine laid out in time, and the moment that is true at any position of it.

A plan is a flat tuple of segments in whole milliseconds. Each begins where the one
before it ends; a segment may last no time at all. `core.plan_builder` makes the segments,
`core.plan_builder` stretches them so that every word fits.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import SegmentKind
from hipmob_desktop.core.move import transition_ms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hipmob_desktop.core.enums import Breath, Side
    from hipmob_desktop.core.move import Dose, Move
    from hipmob_desktop.core.routine import Routine, RoutineItem


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """One phase of a rep or hold; `start_ms` counts from the segment's own start."""

    name: str
    say: str
    breath: Breath
    start_ms: int
    duration_ms: int
    is_hold: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Stint:
    """A rep or hold that was done to its end."""

    item: int
    set_number: int
    side: Side
    rep: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One stretch of a plan.

    `item` is the place of its move in the plan's items; a transition belongs to the
    move that it leads to. `rep` of `reps` counts on the segment's side, `total_rep`
    of `total_reps` over both sides of an alternating move. `block` numbers the runs
    of one side of one set, with the way into it. `pace` is what the time of a rep was
    multiplied by. `is_reversed` is true where a circle runs the other way round, `is_leaving` of
    the rest in which a move is come out of.
    """

    kind: SegmentKind
    item: int
    block: int
    side: Side
    duration_ms: int
    start_ms: int = 0
    rep: int = 0
    reps: int = 0
    total_rep: int = 0
    total_reps: int = 0
    set_number: int = 1
    sets: int = 1
    pace: float = 1.0
    is_reversed: bool = False
    is_leaving: bool = False
    phases: tuple[PlannedPhase, ...] = ()

    @property
    def end_ms(self) -> int:
        """Where the next segment begins."""
        return self.start_ms + self.duration_ms

    def starting_at(self, start_ms: int) -> Segment:
        """The same stretch at another time.

        Written out, as that is quick: a plan has hundreds, and each is moved whenever one changes.
        """
        return Segment(
            kind=self.kind,
            item=self.item,
            block=self.block,
            side=self.side,
            duration_ms=self.duration_ms,
            start_ms=start_ms,
            rep=self.rep,
            reps=self.reps,
            total_rep=self.total_rep,
            total_reps=self.total_reps,
            set_number=self.set_number,
            sets=self.sets,
            pace=self.pace,
            is_reversed=self.is_reversed,
            is_leaving=self.is_leaving,
            phases=self.phases,
        )

    @property
    def stint(self) -> Stint:
        """The mark of a rep or a hold that was done to its end."""
        return Stint(self.item, self.set_number, self.side, self.rep)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """An item of a routine at its place in a plan, and the stretch of time that belongs to it.

    `asked` is what the routine asks for, `number` its place there, from 0. `round` counts those of
    the whole routine, `lap` of `laps` those of its circuit.
    """

    asked: RoutineItem
    number: int
    round: int = 1
    lap: int = 1
    laps: int = 1
    start_ms: int = 0
    end_ms: int = 0

    @property
    def move(self) -> Move:
        """The move that is done."""
        return self.asked.move

    @property
    def dose(self) -> Dose:
        """How much of it, on each side or on the left."""
        return self.asked.dose

    def way_ms(self, before: PlannedItem) -> int:
        """How long it takes to come here from `before`, and to read what is noted of the move."""
        return transition_ms(before.move, self.move) + self.asked.reading_ms

    def begins_lap(self, before: PlannedItem) -> bool:
        """Whether another round of its circuit begins with it, when it comes after `before`."""
        return before.round == self.round and self.number <= before.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """All that is true at one position of a plan."""

    position_ms: int
    index: int
    segment: Segment
    item: PlannedItem
    items: int
    phase_index: int | None
    phase_into_ms: int
    left_ms: int
    next_item: PlannedItem | None

    @property
    def move(self) -> Move:
        """The move that is done, or that is being got ready for."""
        return self.item.move

    @property
    def side(self) -> Side:
        """The side that works, or works next."""
        return self.segment.side

    @property
    def into_ms(self) -> int:
        """How long the segment has lasted."""
        return self.position_ms - self.segment.start_ms

    @property
    def left_in_segment_ms(self) -> int:
        """How long the segment still lasts."""
        return self.segment.end_ms - self.position_ms

    @property
    def left_in_move_ms(self) -> int:
        """How long the move still lasts, the way into it included."""
        return max(0, self.item.end_ms - self.position_ms)

    @property
    def phase(self) -> PlannedPhase | None:
        """The phase of the rep or hold, or None outside the work."""
        return None if self.phase_index is None else self.segment.phases[self.phase_index]


@dataclass(frozen=True, slots=True)
class Plan:
    """A routine in time for one person today: a plain value, asked with `at`.

    `plan_of` makes one: each segment begins where the one before it ends.
    """

    routine: Routine
    items: tuple[PlannedItem, ...]
    segments: tuple[Segment, ...]

    @property
    def total_ms(self) -> int:
        """How long the session lasts without a pause."""
        return self.segments[-1].end_ms

    def with_segments(self, segments: Iterable[Segment]) -> Plan:
        """The same plan with other segments; their starts are set anew."""
        return plan_of(self.routine, self.items, segments)

    def index_at(self, position_ms: int) -> int:
        """The segment that `position_ms` lies in; a boundary belongs to the later one.

        A segment without duration is never found, unless it is the last. Positions
        outside the plan count as its first and its last millisecond.
        """
        clamped = min(max(position_ms, 0), self.total_ms)
        return bisect_right(self.segments, clamped, key=attrgetter("start_ms")) - 1

    def at(self, position_ms: int) -> Moment:
        """What is true at `position_ms`, found in logarithmic time."""
        position_ms = min(max(position_ms, 0), self.total_ms)
        index = self.index_at(position_ms)
        segment = self.segments[index]
        into_ms = position_ms - segment.start_ms
        phase_index = _phase_at(segment.phases, into_ms)
        phase_start = 0 if phase_index is None else segment.phases[phase_index].start_ms
        following = segment.item + 1
        return Moment(
            position_ms=position_ms,
            index=index,
            segment=segment,
            item=self.items[segment.item],
            items=len(self.items),
            phase_index=phase_index,
            phase_into_ms=into_ms - phase_start,
            left_ms=self.total_ms - position_ms,
            next_item=self.items[following] if following < len(self.items) else None,
        )


def plan_of(routine: Routine, items: Iterable[PlannedItem], segments: Iterable[Segment]) -> Plan:
    """The plan of `segments`, which are given their starts by how long each lasts."""
    in_sequence = _in_sequence(segments)
    if not in_sequence:
        raise ValueError("a plan needs a segment")
    return Plan(routine, _with_times(tuple(items), in_sequence), in_sequence)


def _in_sequence(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    segments = tuple(segments)
    starts = accumulate((segment.duration_ms for segment in segments), initial=0)
    return tuple(
        segment if segment.start_ms == start else segment.starting_at(start)
        for segment, start in zip(segments, starts, strict=False)
    )


def _with_times(
    items: tuple[PlannedItem, ...], segments: tuple[Segment, ...]
) -> tuple[PlannedItem, ...]:
    start: dict[int, int] = {}
    end: dict[int, int] = {}
    for segment in segments:
        if segment.kind is SegmentKind.DONE:
            continue
        start.setdefault(segment.item, segment.start_ms)
        end[segment.item] = segment.end_ms
    return tuple(
        replace(
            item,
            start_ms=start.get(number, 0),
            end_ms=end.get(number, 0),
        )
        for number, item in enumerate(items)
    )


def _phase_at(phases: tuple[PlannedPhase, ...], into_ms: int) -> int | None:
    if not phases:
        return None
    return bisect_right(phases, into_ms, key=lambda phase: phase.start_ms) - 1
