# SPDX-License-Identifier: GPL-3.0-or-later
"""A test of the hip check as a session: a move held on each side, and a coach with its script.

What is said before a side works stands in the way into it and in the change of sides, which last
as long as the words and the waits do. The work is the count of a test that is timed, or the time
to measure. It does not depend on how much coaching somebody wants else: its words are the test.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.coach_words import filled
from hipmob_desktop.core.cues import PAUSE_MS, Chime, During, Follow, From, Line, Purpose
from hipmob_desktop.core.enums import (
    Breath,
    Counting,
    Level,
    Origin,
    SegmentKind,
    Side,
    SideMode,
    VoiceLevel,
)
from hipmob_desktop.core.move import Hold, Move, Phase, Provenance, Setup
from hipmob_desktop.core.preferences import Coaching, PlanOptions
from hipmob_desktop.core.programme import CHECK_ROUTINE
from hipmob_desktop.core.routine import Routine, RoutineItem
from hipmob_desktop.core.text import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hipmob_desktop.core.hip_check import HipTest, ScriptLine
    from hipmob_desktop.core.plan import Plan, Segment

CALL_EVERY_MS = 5_000
DOWN_MS = 3_000
"""What is left after a count for its last call."""

MEASURE_MS = 2_000
WARM_UP_MS = 60_000


def check_routine(tests: Sequence[HipTest], title: str, opening: str = "") -> Routine:
    """The tests one after the other, to be played with a CheckCoach; `opening` is read first."""
    moves = [_move(test, opening if number == 0 else "") for number, test in enumerate(tests)]
    return Routine(
        id=CHECK_ROUTINE,
        title=title,
        summary="",
        why="",
        goals=(),
        when=(),
        when_text="",
        level=Level.GENTLE,
        items=tuple(RoutineItem(move=move, dose=move.dose) for move in moves),
        rounds=1,
        round_rest_ms=0,
        get_ready_ms=0,
        credit="",
        origin="",
        sources=(),
    )


def check_options(options: PlanOptions) -> PlanOptions:
    """How a check is laid out for anybody: left first, at its own pace, with all of its words."""
    coaching = Coaching(level=VoiceLevel.FULL, counting=Counting.NONE)
    chimes = replace(coaching, chimes=options.coaching.chimes)
    return replace(PlanOptions(), first_side=Side.LEFT, coaching=chimes)


@dataclass(frozen=True, slots=True)
class CheckCoach(Coach):
    """Reads the scripts of `tests`, by the id of the move that each is made into.

    `explained` are those that are explained first; `opening` is said before all of it.
    """

    tests: Mapping[str, HipTest] = field(default_factory=dict)
    explained: frozenset[str] = frozenset()
    opening: tuple[ScriptLine, ...] = ()

    def description(self, plan: Plan, position_ms: int) -> tuple[str, ...]:
        """All there is to say of the test that is done, part by part."""
        test = self.tests[plan.at(position_ms).move.id]
        return tuple(map(sentence, (test.spoken_name, *test.explain)))

    def _all_lines(self, plan: Plan, index: int) -> list[Line]:
        segment = plan.segments[index]
        test = self.tests[plan.items[segment.item].move.id]
        match segment.kind:
            case SegmentKind.GET_READY | SegmentKind.TRANSITION:
                return self._way_in_to(test, segment)
            case SegmentKind.HOLD:
                return self._work(plan, index, test)
            case SegmentKind.SIDE_CHANGE:
                after = _after(test.first_side)
                told = (*after, *test.between, *_before(test.second_side))
                lines = self._said(after, _other_side(segment))
                return [_chime(Chime.SIDE), *lines, *self._said(told[len(after) :], segment)]
            case SegmentKind.DONE:
                return [_chime(Chime.END)]
            case _:
                return self._said(_after(test.second_side), plan.segments[index - 1])

    def _settle_ms(self, plan: Plan, index: int) -> int:  # noqa: ARG002 - a coach's shape
        """Nothing more than the script's own waits."""
        return 0

    def _way_in_to(self, test: HipTest, segment: Segment) -> list[Line]:
        is_first = segment.kind is SegmentKind.GET_READY
        lines = [_chime(Chime.START if is_first else Chime.NEXT)]
        if is_first:
            lines += self._said(self.opening, segment)
        lines.append(Line(Purpose.NAME, (sentence(test.spoken_name),), Follow()))
        if test.id in self.explained:
            told = (Line(Purpose.HOW, (sentence(text),), Follow()) for text in test.explain)
            lines += told
        return [*lines, *self._said((*test.setup, *_before(test.first_side)), segment)]

    def _work(self, plan: Plan, index: int, test: HipTest) -> list[Line]:
        segment = plan.segments[index]
        is_second = plan.segments[index - 1].kind is SegmentKind.SIDE_CHANGE
        script = test.second_side if is_second else test.first_side
        if test.is_timed:
            count = next(line for line in script if line.count_ms)
            calls = [
                Line(Purpose.COUNT, (sentence(call),), From(number * CALL_EVERY_MS))
                for number, call in enumerate(count.calls[:-1], 1)
            ]
            down = segment.phases[-1]
            ends = During(down.start_ms, down.start_ms + down.duration_ms)
            last = Line(Purpose.COUNT, (sentence(count.calls[-1]),), ends)
            return [Line(Purpose.CHIME, (), From(0), Chime.START), *calls, last]
        told = self._words(script[-1], segment)
        end_ms = segment.phases[0].duration_ms
        return [Line(Purpose.HOW, (told,), During(0, end_ms))]

    def _said(self, script: Iterable[ScriptLine], segment: Segment) -> list[Line]:
        return [
            Line(
                Purpose.ARRIVE, (self._words(line, segment),), Follow(max(PAUSE_MS, line.wait_ms))
            )
            for line in script
        ]

    def _words(self, line: ScriptLine, segment: Segment) -> str:
        return sentence(filled(line.say, segment, self.phrases))


def _before(script: Sequence[ScriptLine]) -> Iterator[ScriptLine]:
    """What is said before the work: up to the count, or all but the last, which is to measure."""
    for line in script[:-1]:
        if line.count_ms:
            return
        yield line


def _after(script: Sequence[ScriptLine]) -> tuple[ScriptLine, ...]:
    """What is said when a count is over."""
    counts = [number for number, line in enumerate(script) if line.count_ms]
    return tuple(script[counts[0] + 1 :]) if counts else ()


def _other_side(segment: Segment) -> Segment:
    return replace(segment, side=segment.side.other)


def _chime(chime: Chime) -> Line:
    return Line(Purpose.CHIME, (), Follow(), chime)


def _move(test: HipTest, opening: str) -> Move:
    """A test as something that is held on one side and then on the other."""
    held = Phase(name="hold", duration_ms=0, breath=Breath.EASY, say="hold", is_hold=True)
    if test.is_timed:
        down = Phase(name="down", duration_ms=DOWN_MS, breath=Breath.EASY, say="down")
        phases = (held, down)
        hold_ms = max(line.count_ms for line in test.first_side)
    else:
        measure = Phase(name="measure", duration_ms=MEASURE_MS, breath=Breath.EASY, say="measure")
        phases = (measure, held)
        hold_ms = max(test.first_side[-1].wait_ms, test.second_side[-1].wait_ms)
    text = " ".join(filter(None, (opening, *(line.say for line in test.setup))))
    return Move(
        id=test.id,
        name=test.title,
        spoken_name=test.spoken_name,
        aka=(),
        position=test.position,
        side_mode=SideMode.ONE_THEN_OTHER,
        intents=(),
        dose=Hold(hold_ms=hold_ms),
        phases=phases,
        side_change_ms=0,
        reverses=False,
        setup=Setup(text=text, left=text, right=text),
        cues=test.explain,
        mistakes=test.errors,
        easier="",
        harder="",
        equipment=(),
        skip_tags=test.skip_tags,
        swaps=(),
        joint_motion="",
        works="",
        provenance=_OURS,
        credit="",
    )


_OURS = Provenance(
    name=Origin.INFERENCE,
    dose=Origin.INFERENCE,
    execution=Origin.INFERENCE,
    tempo=Origin.INFERENCE,
    note="",
    sources=(),
)
