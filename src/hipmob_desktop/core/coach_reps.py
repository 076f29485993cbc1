# SPDX-License-Identifier: GPL-3.0-or-later
"""What the coach says in reps.

The first reps of a side are led: their words carry the breath and the movement. Then come fewer
words, silence, a last cue, and "last one".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hipmob_desktop.core.breath import breath_spans
from hipmob_desktop.core.coach_words import (
    CALLED_FROM_MS,
    CUE_SLACK_MS,
    Teacher,
    breath_line,
    filled,
    in_turn,
    is_taken_by_sides,
    span_lines,
    tick,
    told,
)
from hipmob_desktop.core.cues import EndingBefore, From, Line, Purpose
from hipmob_desktop.core.enums import Counting, SegmentKind
from hipmob_desktop.core.text import clause, sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import Plan, Segment


LED = 2
FEW_REPS = 6
HALF_FROM_REPS = 10
LAST_COUNTED = 3
LAST_COUNTED_OF_FEW = 2
REVERSE_ENDS_MS = 150
LONGEST_CUE_MS = 5_000


def rep_lines(plan: Plan, index: int, teacher: Teacher) -> list[Line]:
    """What is to be said and sounded in the rep at `index` of `plan`."""
    segment = plan.segments[index]
    lines = [tick(0)]
    if teacher.teaches and is_led(plan, index):
        return [*lines, *_lead_lines(plan, index, teacher)]
    lines += _called_lines(plan, index, teacher)
    if teacher.teaches and teacher.coaching.breath_words:
        lines += _breath_lines(segment, teacher.phrases)
    if _turns_round_after(plan, index):
        words = (sentence(teacher.phrases.reverse),)
        lines.append(Line(Purpose.LEAD, words, EndingBefore(REVERSE_ENDS_MS)))
    return lines


def is_led(plan: Plan, index: int) -> bool:
    """Whether the rep at `index` is one of the first of its side, or the first the other way."""
    segment = plan.segments[index]
    if segment.set_number > 1:
        return segment.rep == 1
    return segment.rep <= _led(segment.reps) or _is_first_turned(plan, index)


def has_room_to_feel(plan: Plan, index: int) -> bool:
    """Whether the run of the rep at `index` has one in which it can be said where it is felt."""
    segment = plan.segments[index]
    if is_taken_by_sides(plan, segment):
        return False
    return bool(_free_reps(segment.reps, turning=_turning_rep(plan, index)))


def _led(reps: int) -> int:
    return LED if reps > LED else 1


def _counted_last(reps: int) -> int:
    """How many of the last reps are counted down."""
    if reps > FEW_REPS:
        return LAST_COUNTED
    return LAST_COUNTED_OF_FEW if reps > LED + LAST_COUNTED_OF_FEW else 1


def _free_reps(reps: int, *, turning: int | None) -> list[int]:
    """The reps that are neither led nor counted at the end, nor next to where a circle turns."""
    taken = {turning, turning + 1} if turning else set()
    if turning is None and reps >= HALF_FROM_REPS:
        taken = {_half(reps)}
    return [
        rep for rep in range(_led(reps) + 1, reps - _counted_last(reps) + 1) if rep not in taken
    ]


def _half(reps: int) -> int:
    """The rep at whose beginning half of them are done."""
    return reps // 2 + 1


def _turns_round_after(plan: Plan, index: int) -> bool:
    """Whether the rep after the one at `index` is the first to go the other way round."""
    here, following = plan.segments[index], plan.segments[index + 1]
    kinds = {here.kind, following.kind}
    return kinds == {SegmentKind.REP} and following.is_reversed and not here.is_reversed


def _is_first_turned(plan: Plan, index: int) -> bool:
    """Whether the rep at `index` is the first of its side to go the other way round."""
    segment = plan.segments[index]
    if segment.rep == 1 or not segment.is_reversed:
        return False
    return not plan.segments[index - in_turn(segment)].is_reversed


def _turning_rep(plan: Plan, index: int) -> int | None:
    """The last rep of the run of the one at `index` before its circles turn, if they do."""
    segment = plan.segments[index]
    if not plan.items[segment.item].move.reverses:
        return None
    first = index - segment.total_rep + 1
    run = plan.segments[first : first + segment.total_reps]
    return max((each.rep for each in run if not each.is_reversed), default=None)


def _lead_lines(plan: Plan, index: int, teacher: Teacher) -> Iterator[Line]:
    """The words of a rep that is led: one sentence for each breath, or for each phase."""
    segment, phrases = plan.segments[index], teacher.phrases
    heads = [phrases.last_rep] if segment.rep == segment.reps > LED else []
    if _turns_round_after(plan, index - 1) and is_led(plan, index - 1):
        heads.append(phrases.reverse)
    spans = breath_spans(segment.phases)
    first, *others = (line for span in spans for line in span_lines(span, segment, phrases))
    words = _with_side(first.wordings[0], segment, phrases)
    yield replace(first, wordings=(sentences(*heads, words),))
    yield from others


def _with_side(words: str, segment: Segment, phrases: Phrases) -> str:
    """`words` that name the side of a rep, where sides take turns."""
    side = phrases.side(segment.side)
    if in_turn(segment) == 1 or side in words.lower():
        return words
    return phrases.side_and_phase.format(side=side, phase=clause(words))


def _called_lines(plan: Plan, index: int, teacher: Teacher) -> Iterator[Line]:
    """The number, the side, a cue or nothing, in a rep that is not led."""
    segment = plan.segments[index]
    phrases = teacher.phrases
    turning = _turning_rep(plan, index)
    role = _role(plan, index, teacher, turning)
    slack_ms = segment.duration_ms // 3
    call = _call(segment, phrases, teacher, has_words=bool(role))
    if call:
        yield Line(call.purpose, call.wordings, From(0, slack_ms))
    if teacher.coaching.counting is not Counting.NONE and turning is None:
        is_first = segment.total_rep == (segment.rep - 1) * in_turn(segment) + 1
        if segment.reps >= HALF_FROM_REPS and segment.rep == _half(segment.reps) and is_first:
            yield Line(Purpose.HALF, (sentence(phrases.half_way),), From(0, slack_ms * 2))
    if role:
        purpose, words = role
        spill_ms = _quiet_ms(segment)
        if turning is not None and segment.rep <= turning:
            # The first rep the other way round is led, and its words go before any cue.
            rep_ms = segment.duration_ms * in_turn(segment)
            spill_ms = min(spill_ms, (turning - segment.rep) * rep_ms)
        slack_ms = min(CUE_SLACK_MS, segment.duration_ms)
        yield Line(purpose, (words,), From(0, slack_ms, spill_ms))


@dataclass(frozen=True, slots=True)
class _Call:
    purpose: Purpose
    wordings: tuple[str, ...]


def _call(
    segment: Segment, phrases: Phrases, teacher: Teacher, *, has_words: bool
) -> _Call | None:
    """How a rep is called, the best wording first: its side, its number, or both."""
    number = _number(segment, phrases, teacher.coaching.counting)
    if in_turn(segment) == 1:
        return _Call(Purpose.COUNT, (sentence(number),)) if number else None
    if teacher.teaches and segment.duration_ms < CALLED_FROM_MS:
        is_first = segment.total_rep % 2 == 1
        return _Call(Purpose.COUNT, (sentence(number),)) if number and is_first else None
    side = phrases.side(segment.side)
    action = _with_side(filled(segment.phases[0].say, segment, phrases), segment, phrases)
    if number:
        both = phrases.side_count.format(side=side, count=number)
        return _Call(Purpose.SIDE, (sentence(both), sentence(side)))
    if not teacher.teaches or has_words:
        return _Call(Purpose.SIDE, (sentence(side),))
    return _Call(Purpose.LEAD, (sentence(action), sentence(side)))


def _number(segment: Segment, phrases: Phrases, counting: Counting) -> str:
    """The number of a rep in words, or how many are left, or nothing."""
    left = segment.reps - segment.rep + 1
    words = phrases.numbers.words
    if counting is Counting.NONE:
        return ""
    if left == 1 and segment.reps > 1:
        return phrases.last_rep
    if counting is Counting.EVERY:
        return words(segment.rep)
    if segment.reps == 1:
        return ""
    is_first_of_two = in_turn(segment) == 1 or segment.total_rep % 2 == 1
    if left <= _counted_last(segment.reps) and is_first_of_two:
        return phrases.reps_left.format(count=words(left))
    is_first = segment.rep == _led(segment.reps) + 1 and segment.set_number == 1
    if counting is Counting.SOME and is_first and is_first_of_two and segment.reps > FEW_REPS:
        return words(segment.rep)
    return ""


def _role(
    plan: Plan, index: int, teacher: Teacher, turning: int | None
) -> tuple[Purpose, str] | None:
    """What is told in a rep beside its number: where it is felt, a cue, or how to breathe."""
    segment = plan.segments[index]
    if not teacher.teaches or (segment.total_rep - 1) % in_turn(segment):
        return None
    free = _free_reps(segment.reps, turning=turning)
    places = _places(free, max(2, _quiet_reps(segment)))
    if segment.rep not in places:
        return None
    said = told(plan, segment, teacher)
    place = places.index(segment.rep)
    return said[place % len(said)] if said else None


def _places(free: list[int], apart: int) -> list[int]:
    """Some of the `free` reps, so far apart that there is quiet between them."""
    places: list[int] = []
    for rep in free:
        if not places or rep - places[-1] >= apart:
            places.append(rep)
    return places[:3]


def _quiet_reps(segment: Segment) -> int:
    """How many reps a cue may take, the one it begins in included."""
    return -(-LONGEST_CUE_MS // max(1, segment.duration_ms * in_turn(segment)))


def _quiet_ms(segment: Segment) -> int:
    """How long a cue may go on after its rep: what comes after the last one is said in time."""
    left = segment.total_reps - segment.total_rep
    following = min(left, max(0, _quiet_reps(segment) * in_turn(segment) - 1))
    if in_turn(segment) > 1 and segment.duration_ms >= CALLED_FROM_MS:
        return segment.duration_ms // 4 if left else 0
    return segment.duration_ms * following


def _breath_lines(segment: Segment, phrases: Phrases) -> Iterator[Line]:
    """Every breath of a rep, for those who want the words."""
    for span in breath_spans(segment.phases):
        yield from breath_line(span, phrases)
