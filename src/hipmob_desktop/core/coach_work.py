# SPDX-License-Identifier: GPL-3.0-or-later
"""What the coach says while the body works: in a rep and in a hold.

The first reps of a side are led: their words carry the breath and the movement. Then come fewer
words, silence, a last cue, and "last one". A hold is led in, breathes twice with the voice, and is
led out; between these it is quiet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.core.breath import BREATHABLE_MS, breath_spans
from hipmob_desktop.core.cues import Chime, During, EndingBefore, From, Line, Purpose
from hipmob_desktop.core.enums import Breath, Counting, Intent, SegmentKind, VoiceLevel
from hipmob_desktop.core.ports import SECOND_MS
from hipmob_desktop.core.text import clause, sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.breath import BreathSpan
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import Plan, PlannedPhase, Segment
    from hipmob_desktop.core.preferences import Coaching

LED = 2
FEW_REPS = 6
HALF_FROM_REPS = 10
LAST_COUNTED = 3
LAST_COUNTED_OF_FEW = 2
REVERSE_ENDS_MS = 150
CUE_SLACK_MS = 2_500
LONGEST_CUE_MS = 5_000
CALLED_FROM_MS = 2_500
"""Sides that change more often than that are not called one by one."""

BREATH_SLACK_MS = 600
BREATHS_LED = 2
FEW_BREATHS = 2
COUNTED_BREATHS = 4
HALF_FROM_MS = 30_000
LONG_HOLD_MS = 60_000


@dataclass(frozen=True, slots=True)
class Teacher:
    """How much is taught of one move: the words, the choices, and whether it is still learned."""

    phrases: Phrases
    coaching: Coaching
    is_learned: bool = True

    @property
    def teaches(self) -> bool:
        """Whether movement and breath are said, rather than counts alone."""
        return self.coaching.level.teaches

    @property
    def breathes(self) -> bool:
        """Whether every breath is said."""
        return self.teaches and self.coaching.breath_words

    @property
    def teaches_all(self) -> bool:
        """Whether everything is said, on each side."""
        return self.coaching.level is VoiceLevel.LEARNING or (self.teaches and not self.is_learned)


def rep_lines(plan: Plan, index: int, teacher: Teacher) -> list[Line]:
    """What is to be said and sounded in the rep at `index` of `plan`."""
    segment = plan.segments[index]
    lines = [_tick(0)]
    if teacher.teaches and is_led(plan, index):
        lines += _lead_lines(segment, teacher)
    else:
        lines += _called_lines(plan, index, teacher)
        if teacher.breathes:
            return lines
    if _turns_round_after(plan, index):
        words = (sentence(teacher.phrases.reverse),)
        lines.append(Line(Purpose.LEAD, words, EndingBefore(REVERSE_ENDS_MS)))
    return lines


def is_led(plan: Plan, index: int) -> bool:
    """Whether the rep at `index` is one of the first of its side, or the first the other way."""
    segment = plan.segments[index]
    if segment.set_number > 1:
        return segment.rep == 1
    return segment.rep <= _led(segment.reps) or _turns_round_after(plan, index - _in_turn(segment))


def has_room_to_feel(segment: Segment) -> bool:
    """Whether a run with this rep has one in which it can be said where it should be felt."""
    return bool(_free_reps(segment.reps, turning=None))


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


def _in_turn(segment: Segment) -> int:
    """How many sides take turns: 2 where every rep changes sides, else 1."""
    return segment.total_reps // segment.reps if segment.reps else 1


def _turns_round_after(plan: Plan, index: int) -> bool:
    """Whether the rep after the one at `index` is the first to go the other way round."""
    here, following = plan.segments[index], plan.segments[index + 1]
    kinds = {here.kind, following.kind}
    return kinds == {SegmentKind.REP} and following.is_reversed and not here.is_reversed


def _turning_rep(plan: Plan, index: int) -> int | None:
    """The last rep of the run of the one at `index` before its circles turn, if they do."""
    segment = plan.segments[index]
    if not plan.items[segment.item].move.reverses:
        return None
    first = index - segment.total_rep + 1
    run = plan.segments[first : first + segment.total_reps]
    return max((each.rep for each in run if not each.is_reversed), default=None)


def filled(words: str, segment: Segment, phrases: Phrases) -> str:
    """`words` with the sides of `segment` in them."""
    side, other = phrases.side(segment.side), phrases.side(segment.side.other)
    return words.replace("{side}", side).replace("{other}", other)


def _lead_lines(segment: Segment, teacher: Teacher) -> Iterator[Line]:
    """The words of a rep that is led: one sentence for each breath, or for each phase."""
    phrases = teacher.phrases
    is_last = segment.rep == segment.reps > LED
    for number, span in enumerate(breath_spans(segment.phases)):
        phases = segment.phases[span.first : span.last + 1]
        if span.breath is Breath.EASY:
            for phase in phases:
                words = sentence(filled(phase.lead or phase.say, segment, phrases))
                yield _during(phase.start_ms, phase.start_ms + phase.duration_ms, words)
            continue
        words = _led_breath(span, phases, segment, phrases)
        if number == 0 and is_last:
            words = f"{sentence(phrases.last_rep)} {words}"
        yield _during(span.start_ms, span.end_ms, words, holds=True)


def _during(start_ms: int, end_ms: int, words: str, *, holds: bool = False) -> Line:
    until = end_ms if holds else None
    return Line(Purpose.LEAD, (words,), During(start_ms, end_ms), holds_until_ms=until)


def _led_breath(
    span: BreathSpan, phases: tuple[PlannedPhase, ...], segment: Segment, phrases: Phrases
) -> str:
    parts = [filled(phase.lead or phase.say, segment, phrases) for phase in phases]
    first, *others = (clause(part) for part in parts)
    action = phrases.listed(
        [first, *(part.removeprefix(phrases.list_and.lstrip()) for part in others)]
    )
    words = phrases.lead_in if span.breath is Breath.IN else phrases.lead_out
    return sentence(words.format(action=action))


def _called_lines(plan: Plan, index: int, teacher: Teacher) -> Iterator[Line]:
    """The number, the side, a cue or nothing, in a rep that is not led."""
    segment = plan.segments[index]
    phrases = teacher.phrases
    turning = _turning_rep(plan, index)
    role = _role(plan, index, teacher, turning)
    slack_ms = segment.duration_ms // 3
    call = _call(segment, phrases, teacher, has_words=bool(role))
    half = sentence(phrases.half_way) if _is_half(segment, teacher, turning) else ""
    if teacher.breathes:
        if half:
            said = call.wordings[0] if call else ""
            call = _Call(Purpose.HALF, (sentences(said, half),))
        yield from _breath_lines(segment, phrases, call, turns=_turns_round_after(plan, index))
    else:
        if call:
            yield Line(call.purpose, call.wordings, From(0, slack_ms))
        if half:
            yield Line(Purpose.HALF, (half,), From(0, slack_ms * 2))
    if role:
        purpose, words = role
        spill_ms = _quiet_ms(segment)
        slack_ms = min(CUE_SLACK_MS, segment.duration_ms)
        yield Line(purpose, (words,), From(0, slack_ms, spill_ms))


def _is_half(segment: Segment, teacher: Teacher, turning: int | None) -> bool:
    """Whether it is told in this rep that half of them are done; circles tell it by turning."""
    if teacher.coaching.counting is Counting.NONE or turning is not None:
        return False
    is_first = segment.total_rep == (segment.rep - 1) * _in_turn(segment) + 1
    return segment.reps >= HALF_FROM_REPS and segment.rep == _half(segment.reps) and is_first


@dataclass(frozen=True, slots=True)
class _Call:
    purpose: Purpose
    wordings: tuple[str, ...]


def _call(
    segment: Segment, phrases: Phrases, teacher: Teacher, *, has_words: bool
) -> _Call | None:
    """How a rep is called, the best wording first: its side, its number, or both."""
    number = _number(segment, phrases, teacher.coaching.counting)
    if _in_turn(segment) == 1:
        return _Call(Purpose.COUNT, (sentence(number),)) if number else None
    if teacher.teaches and segment.duration_ms < CALLED_FROM_MS:
        is_first = segment.total_rep % 2 == 1
        return _Call(Purpose.COUNT, (sentence(number),)) if number and is_first else None
    side = phrases.side(segment.side)
    action = filled(segment.phases[0].say, segment, phrases)
    if number:
        both = phrases.side_count.format(side=side, count=number)
        return _Call(Purpose.SIDE, (sentence(both), sentence(side)))
    if not teacher.teaches or has_words:
        return _Call(Purpose.SIDE, (sentence(side),))
    if side not in action:
        action = phrases.side_and_phase.format(side=side, phase=action)
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
    is_first_of_two = _in_turn(segment) == 1 or segment.total_rep % 2 == 1
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
    if not teacher.teaches or (segment.total_rep - 1) % _in_turn(segment):
        return None
    free = _free_reps(segment.reps, turning=turning)
    places = _places(free, max(2, _quiet_reps(segment)))
    if segment.rep not in places:
        return None
    said = _told(plan, segment, teacher)
    place = places.index(segment.rep)
    return said[place % len(said)] if said else None


def _places(free: list[int], apart: int) -> list[int]:
    """Some of the `free` reps, so far apart that there is quiet between them."""
    places: list[int] = []
    for rep in free:
        if not places or rep - places[-1] >= apart:
            places.append(rep)
    return places[:3]


def _told(plan: Plan, segment: Segment, teacher: Teacher) -> list[tuple[Purpose, str]]:
    """All that is told in one run of a side, in its order."""
    move = plan.items[segment.item].move
    told: list[tuple[Purpose, str]] = []
    feel = move.voice.of(segment.side).feel
    is_first_run = segment.block == _first_block(plan, segment.item)
    if feel and (is_first_run or (teacher.teaches_all and segment.set_number == 1)):
        told.append((Purpose.FEEL, sentence(filled(feel, segment, teacher.phrases))))
    if _natural_ms(segment) < BREATHABLE_MS and is_first_run:
        told.append((Purpose.BREATH, sentence(teacher.phrases.breathe_steadily)))
    return [*told, *_cues(move, segment, teacher.phrases)]


def _first_block(plan: Plan, item: int) -> int:
    return plan.segments[plan.index_at(plan.items[item].start_ms)].block


def _natural_ms(segment: Segment) -> int:
    return sum(phase.duration_ms for phase in segment.phases)


def _cues(move: Move, segment: Segment, phrases: Phrases) -> list[tuple[Purpose, str]]:
    """The move's cues, the same on both sides; the next set begins with the next one."""
    start = (segment.set_number - 1) % max(1, len(move.cues))
    cues = (*move.cues[start:], *move.cues[:start])
    return [(Purpose.CUE, sentence(filled(cue, segment, phrases))) for cue in cues]


def _quiet_reps(segment: Segment) -> int:
    """How many reps a cue may take, the one it begins in included."""
    return -(-LONGEST_CUE_MS // max(1, segment.duration_ms * _in_turn(segment)))


def _quiet_ms(segment: Segment) -> int:
    """How long a cue may go on after its rep."""
    following = max(0, _quiet_reps(segment) * _in_turn(segment) - 1)
    if _in_turn(segment) > 1 and segment.duration_ms >= CALLED_FROM_MS:
        return segment.duration_ms // 4
    return segment.duration_ms * following


def _breath_lines(
    segment: Segment, phrases: Phrases, call: _Call | None, *, turns: bool
) -> Iterator[Line]:
    """Every breath of a rep, for those who want the words; it lasts as long as they do.

    The first one is said with the call of the rep, the last one with the turn of a circle.
    """
    spans = breath_spans(segment.phases)
    for span in spans:
        word, purpose = _breath_word(span, phrases), Purpose.BREATH
        if span is spans[0] and call:
            word, purpose = sentences(call.wordings[0], word), call.purpose
        if span is spans[-1] and turns:
            word, purpose = sentences(word, phrases.reverse), Purpose.LEAD
        if word:
            until_ms = None if span.breath is Breath.EASY else span.end_ms
            anchor = During(span.start_ms, span.end_ms)
            yield Line(purpose, (sentence(word),), anchor, holds_until_ms=until_ms)


def _breath_line(span: BreathSpan, phrases: Phrases, count: _Call | None = None) -> Iterator[Line]:
    word = _breath_word(span, phrases)
    if not word:
        return
    slack_ms = min(BREATH_SLACK_MS, (span.end_ms - span.start_ms) // 3)
    anchor = From(span.start_ms, slack_ms)
    purpose, text = Purpose.BREATH, sentence(word)
    if count:
        purpose, text = count.purpose, sentences(count.wordings[0], word)
    yield Line(purpose, (text,), anchor, holds_until_ms=span.end_ms)


def _breath_word(span: BreathSpan, phrases: Phrases) -> str:
    words = {Breath.IN: phrases.breathe_in, Breath.OUT: phrases.breathe_out, Breath.EASY: ""}
    return words[span.breath]


def hold_lines(plan: Plan, index: int, teacher: Teacher) -> list[Line]:
    """What is to be said and sounded in the hold at `index` of `plan`."""
    segment = plan.segments[index]
    lines: list[Line] = []
    for span in breath_spans(segment.phases):
        if span.is_hold:
            continue
        phases = segment.phases[span.first : span.last + 1]
        lines.append(_tick(span.start_ms))
        if teacher.teaches and span.breath is not Breath.EASY:
            words = _led_breath(span, phases, segment, teacher.phrases)
            lines.append(_during(span.start_ms, span.end_ms, words, holds=True))
        else:
            lines += [_phase_line(phase, segment, teacher.phrases) for phase in phases]
    for phase in segment.phases:
        if phase.is_hold:
            lines.append(_tick(phase.start_ms))
            lines += _held_lines(plan, index, phase, teacher)
    return lines


def _phase_line(phase: PlannedPhase, segment: Segment, phrases: Phrases) -> Line:
    words = sentence(filled(phase.lead or phase.say, segment, phrases))
    return _during(phase.start_ms, phase.start_ms + phase.duration_ms, words)


def _held_lines(plan: Plan, index: int, phase: PlannedPhase, teacher: Teacher) -> Iterator[Line]:
    """What is said while a position is held: first the breath, then where, then little."""
    segment, phrases = plan.segments[index], teacher.phrases
    spans = [span for span in breath_spans(segment.phases) if span.is_hold]
    breaths = len(spans) // 2
    is_restful = Intent.RELAX in plan.items[segment.item].move.intents
    is_counted = teacher.coaching.counting is not Counting.NONE and not is_restful
    counts = _hold_counts(spans, phase, phrases) if is_counted else []
    with_breath = dict(counts) if teacher.breathes else {}
    led = breaths if teacher.breathes else min(BREATHS_LED, -(-breaths // 2))
    if teacher.teaches:
        for span in spans[: 2 * led]:
            yield from _breath_line(span, phrases, with_breath.get(span.start_ms))
        yield from _hold_cues(plan, segment, spans[2 * min(led, BREATHS_LED) :], teacher)
    for start_ms, count in [] if teacher.breathes else counts:
        yield Line(count.purpose, count.wordings, From(start_ms, CUE_SLACK_MS))


def _hold_counts(
    spans: list[BreathSpan], phase: PlannedPhase, phrases: Phrases
) -> list[tuple[int, _Call]]:
    """How much of a hold is done, then left, each with the start of the breath it belongs to."""
    breaths = len(spans) // 2
    counts: list[tuple[int, _Call]] = []
    if phase.duration_ms >= HALF_FROM_MS:
        half_ms = spans[2 * (breaths // 2)].start_ms
        counts.append((half_ms, _Call(Purpose.HALF, (sentence(phrases.half_way),))))
    if breaths > FEW_BREATHS:
        left = 2 if breaths >= COUNTED_BREATHS else 1
        words = phrases.last_breath if left == 1 else phrases.breaths_left
        text = sentence(words.format(count=phrases.numbers.words(left)))
        counts.append((spans[2 * (breaths - left)].start_ms, _Call(Purpose.COUNT, (text,))))
    return counts


def _hold_cues(
    plan: Plan, segment: Segment, quiet: list[BreathSpan], teacher: Teacher
) -> Iterator[Line]:
    """Where it is felt at the beginning of the quiet, and a cue or two in longer ones."""
    if not quiet:
        return
    start_ms, length_ms = quiet[0].start_ms, quiet[-1].end_ms - quiet[0].start_ms
    moments = [start_ms]
    held_ms = next(phase.duration_ms for phase in segment.phases if phase.is_hold)
    if held_ms >= HALF_FROM_MS:
        moments.append(start_ms + length_ms * 11 // 20)
    if held_ms >= LONG_HOLD_MS:
        moments.insert(1, start_ms + length_ms // 4)
    for (purpose, words), at_ms in zip(_told(plan, segment, teacher), moments, strict=False):
        if purpose is not Purpose.BREATH:
            yield Line(purpose, (words,), From(at_ms, CUE_SLACK_MS + SECOND_MS))


def _tick(at_ms: int) -> Line:
    return Line(Purpose.CHIME, (), From(at_ms), Chime.TICK)
