# SPDX-License-Identifier: GPL-3.0-or-later
"""Laying a routine out in time: its segments, then room for every word that has to be said.

Pace scales the phases of reps, never holds, transitions, changes of side or rests.
"""

from __future__ import annotations

from functools import partial
from itertools import accumulate, count, pairwise, product, starmap
from typing import TYPE_CHECKING

from hipmob_desktop.core.breath import BREATHABLE_MS
from hipmob_desktop.core.cues import LengthOf, needed_ms, script, with_room_for
from hipmob_desktop.core.enums import Breath, SegmentKind, Side
from hipmob_desktop.core.move import Hold
from hipmob_desktop.core.plan import Plan, PlannedItem, PlannedPhase, Segment, plan_of
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hipmob_desktop.core.coach import Coach
    from hipmob_desktop.core.cues import Cue, LinesOf
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.preferences import PlanOptions
    from hipmob_desktop.core.routine import Routine, RoutineItem

ESTIMATE_START_MS = 410
ESTIMATE_LETTER_MS = 45
ESTIMATE_COMMA_MS = 290
ESTIMATE_STOP_MS = 900
"""Fitted to 314 clips of the natural voice: these lie within half a second of it."""


@dataclass(frozen=True, slots=True)
class ScriptedPlan:
    """A plan, and the script of what is said and sounded in it.

    `texts` are all wordings that the script may use, in order of need, each once.
    """

    plan: Plan
    cues: tuple[Cue, ...]
    texts: tuple[str, ...]


def build_plan(
    routine: Routine, options: PlanOptions, coach: Coach, length_of: LengthOf
) -> ScriptedPlan:
    """The plan of `routine` for one person today, with room for all that `coach` says in it.

    `length_of` says how long each text sounds.
    """
    plan = stretched(lay_out(routine, options), coach.lines, length_of)
    return with_script(plan, coach, length_of)


class PlanBuilder:
    """Builds the plan of one routine for one person, as often as asked.

    Lengths of texts become known while a voice makes them: the plan is another when they do.
    """

    def __init__(
        self, routine: Routine, options: PlanOptions, coach: Coach, length_of: LengthOf
    ) -> None:
        self._build = partial(build_plan, routine, options, coach)
        self._length_of = length_of
        self._lengths: dict[str, int] = {}
        self._built: ScriptedPlan | None = None

    def built(self) -> ScriptedPlan:
        """The plan with the lengths that are known now; the last one, if they are the same."""
        if self._built is None or not self._is_up_to_date():
            self._lengths.clear()
            self._built = self._build(self._measure)
        return self._built

    def _is_up_to_date(self) -> bool:
        return all(self._length_of(text) == length for text, length in self._lengths.items())

    def _measure(self, text: str) -> int:
        length = self._lengths[text] = self._length_of(text)
        return length


def with_script(plan: Plan, coach: Coach, length_of: LengthOf) -> ScriptedPlan:
    """`plan` as it is, and what `coach` says in it."""
    lines = [coach.lines(plan, index) for index in range(len(plan.segments))]
    texts = dict.fromkeys(text for some in lines for line in some for text in line.wordings)
    cues = script(plan, lambda _, index: lines[index], length_of)
    return ScriptedPlan(plan, cues, tuple(texts))


def lay_out(routine: Routine, options: PlanOptions) -> Plan:
    """The plan of `routine` before any word is given room: what is done, and in what order."""
    items = planned_items(routine)
    return plan_of(routine, items, _outline(routine, items, options))


def stretched(plan: Plan, lines_of: LinesOf, length_of: LengthOf, *, from_index: int = 0) -> Plan:
    """`plan` with room for its words in each segment from `from_index` on.

    Of work only those phases are longer during which more is said than they would last.
    """

    def with_room(index: int, segment: Segment) -> Segment:
        if index < from_index:
            return segment
        lines = lines_of(plan, index)
        if segment.kind.is_work:
            phases = with_room_for(segment.phases, lines, length_of)
            if phases == segment.phases:
                return segment
            last = phases[-1]
            return replace(segment, phases=phases, duration_ms=last.start_ms + last.duration_ms)
        return replace(segment, duration_ms=max(segment.duration_ms, needed_ms(lines, length_of)))

    return plan.with_segments(starmap(with_room, enumerate(plan.segments)))


def estimated_ms(text: str) -> int:
    """How long `text` sounds in the natural voice at the usual rate, with its pauses."""
    if not text:
        return 0
    commas = sum(map(text.count, (", ", "; ", ": ")))
    stops = sum(map(text.count, (". ", "? ", "! ")))
    pauses_ms = ESTIMATE_COMMA_MS * commas + ESTIMATE_STOP_MS * stops
    return ESTIMATE_START_MS + ESTIMATE_LETTER_MS * len(text) + pauses_ms


def known_or_estimated(known: Callable[[str], int | None], *, slower: float = 1.0) -> LengthOf:
    """A length for every text: the clip's own where it is made, else the estimate.

    The estimate is for a voice that is so much `slower` than usual.
    """

    def length_of(text: str) -> int:
        length = known(text)
        return round(estimated_ms(text) * slower) if length is None else length

    return length_of


def planned_items(routine: Routine) -> tuple[PlannedItem, ...]:
    """The routine's items in the order they are done, once for each round of them."""
    return tuple(
        PlannedItem(asked=routine.items[number], number=number, round=round_, lap=lap, laps=laps)
        for round_ in range(1, routine.rounds + 1)
        for number, lap, laps in _laps(routine)
    )


def _laps(routine: Routine) -> Iterator[tuple[int, int, int]]:
    """The number of each item, which round of its circuit it is in, and of how many."""
    number = 0
    while number < len(routine.items):
        circuit = routine.circuit_of(number)
        last, laps = (circuit.last, circuit.rounds) if circuit else (number, 1)
        for lap, each in product(range(1, laps + 1), range(number, last + 1)):
            yield each, lap, laps
        number = last + 1


def rest_before_ms(routine: Routine, before: PlannedItem, item: PlannedItem) -> int:
    """How long to rest between two moves: the longest of all rests that are asked for there."""
    after_ms = before.asked.rest_after_ms
    rests = [routine.rest_between_ms if after_ms is None else after_ms]
    circuit = routine.circuit_of(item.number)
    if before.round != item.round:
        rests.append(routine.round_rest_ms)
    elif circuit and item.begins_lap(before):
        rests.append(circuit.rest_ms)
    return max(rests)


def _outline(
    routine: Routine, items: tuple[PlannedItem, ...], options: PlanOptions
) -> tuple[Segment, ...]:
    """The segments of `routine` with their nominal durations."""
    blocks = count()
    segments: list[Segment] = []
    for number, item in enumerate(items):
        way_in = Segment(
            kind=SegmentKind.GET_READY,
            item=number,
            block=next(blocks),
            side=item.asked.sides(options.first_side)[0],
            duration_ms=routine.first_way_ms,
        )
        segments += _way_in(routine, items, way_in)
        segments += _work(item, options, blocks, way_in)
        segments.append(_leave(way_in, next(blocks)))
    done = Segment(
        kind=SegmentKind.DONE,
        item=len(items) - 1,
        block=next(blocks),
        side=Side.BOTH,
        duration_ms=0,
    )
    return (*segments, done)


def _way_in(
    routine: Routine, items: tuple[PlannedItem, ...], way_in: Segment
) -> Iterator[Segment]:
    if way_in.item:
        before, item = items[way_in.item - 1 : way_in.item + 1]
        if rest_ms := rest_before_ms(routine, before, item):
            yield replace(way_in, kind=SegmentKind.REST, duration_ms=rest_ms)
        duration_ms = item.way_ms(before)
        way_in = replace(way_in, kind=SegmentKind.TRANSITION, duration_ms=duration_ms)
    yield way_in


def _work(
    item: PlannedItem, options: PlanOptions, blocks: count[int], way_in: Segment
) -> Iterator[Segment]:
    runs = item.asked.runs(options.first_side)
    for before, (set_number, side) in zip([None, *runs], runs, strict=False):
        block = next(blocks) if before else way_in.block
        frame = replace(way_in, block=block, side=side, set_number=set_number, sets=item.dose.sets)
        if before:
            yield from _between(item, before, frame)
        dose = item.asked.dose_of(side)
        if isinstance(dose, Hold):
            yield _hold(item.move, dose.hold_ms, frame)
        else:
            yield from _reps(item.asked, dose.count, options, frame)


def _leave(way_in: Segment, block: int) -> Segment:
    """The stretch in which a move is come out of: as long as its words, and no longer."""
    return replace(
        way_in, kind=SegmentKind.REST, block=block, side=Side.BOTH, duration_ms=0, is_leaving=True
    )


def _between(item: PlannedItem, before: tuple[int, Side], frame: Segment) -> Iterator[Segment]:
    """The rest between two sets or sides and the change of sides, each where there is one."""
    if rest_ms := _rest_ms(item.asked, before, (frame.set_number, frame.side)):
        yield replace(frame, kind=SegmentKind.REST, duration_ms=rest_ms)
    if frame.side is not before[1]:
        yield replace(frame, kind=SegmentKind.SIDE_CHANGE, duration_ms=item.move.side_change_ms)


def _rest_ms(item: RoutineItem, before: tuple[int, Side], after: tuple[int, Side]) -> int:
    """How long to rest between two runs, each a set and a side: the longer of the two rests.

    With all sets of a side together, the first of the other one comes after a change alone.
    """
    is_next_set = after[0] > before[0]
    is_other_side = after[1] is not before[1]
    return max(item.dose.rest_ms * is_next_set, item.rest_sides_ms * is_other_side)


def _hold(move: Move, hold_ms: int, frame: Segment) -> Segment:
    lengths = (hold_ms if phase.is_hold else phase.duration_ms for phase in move.phases)
    ends = list(accumulate(lengths))
    phases = tuple(
        PlannedPhase(
            phase.name, phase.say, phase.breath, start, end - start, phase.is_hold, phase.lead
        )
        for phase, start, end in zip(move.phases, [0, *ends], ends, strict=False)
    )
    return replace(
        frame,
        kind=SegmentKind.HOLD,
        duration_ms=ends[-1],
        rep=1,
        reps=1,
        total_rep=1,
        total_reps=1,
        phases=phases,
    )


def _reps(item: RoutineItem, reps: int, options: PlanOptions, frame: Segment) -> Iterator[Segment]:
    """All reps of one run; of both sides in turn where they alternate."""
    move = item.move
    in_turn = (frame.side, frame.side.other) if item.alternates else (frame.side,)
    pace = options.pace_of(move.id)
    onwards = rep_phases(move, pace)
    backwards = rep_phases(move, pace, backwards=True)
    for place in range(reps * len(in_turn)):
        rep = place // len(in_turn) + 1
        is_reversed = move.reverses and rep > (reps + 1) // 2
        phases = backwards if is_reversed else onwards
        yield Segment(
            kind=SegmentKind.REP,
            item=frame.item,
            block=frame.block,
            side=in_turn[place % len(in_turn)],
            duration_ms=sum(phase.duration_ms for phase in phases),
            set_number=frame.set_number,
            sets=frame.sets,
            rep=rep,
            reps=reps,
            total_rep=place + 1,
            total_reps=reps * len(in_turn),
            pace=pace,
            is_reversed=is_reversed,
            phases=phases,
        )


def rep_phases(move: Move, pace: float, *, backwards: bool = False) -> tuple[PlannedPhase, ...]:
    """The phases of one rep of `move` at `pace`, in the order they are done.

    A circle run backwards visits the same places in the other order and ends where it
    began; the breath keeps its rhythm. In a rep too quick for a breath it is easy.
    """
    timing = move.phases
    named = (*reversed(timing[:-1]), timing[-1]) if backwards else timing
    lengths = accumulate(phase.duration_ms for phase in timing)
    ends = [round(length * pace) for length in lengths]
    is_breathable = ends[-1] >= BREATHABLE_MS
    return tuple(
        PlannedPhase(
            name.name,
            name.say,
            rhythm.breath if is_breathable else Breath.EASY,
            start,
            end - start,
            lead=name.lead,
        )
        for name, rhythm, start, end in zip(named, timing, [0, *ends], ends, strict=False)
    )


def nominal_ms(routine: Routine) -> int:
    """How long `routine` lasts at pace 1: the sum of its plan without laying it out."""
    items = planned_items(routine)
    ways = sum(
        rest_before_ms(routine, before, item) + item.way_ms(before)
        for before, item in pairwise(items)
    )
    work_ms = [_item_ms(item) for item in routine.items]
    return routine.first_way_ms + ways + sum(work_ms[item.number] for item in items)


def _item_ms(item: RoutineItem) -> int:
    runs = item.runs()
    changes = sum(after[1] is not before[1] for before, after in pairwise(runs))
    rests_ms = sum(_rest_ms(item, before, after) for before, after in pairwise(runs))
    work_ms = sum(item.work_ms(side) for _, side in runs)
    return work_ms + changes * item.move.side_change_ms + rests_ms
