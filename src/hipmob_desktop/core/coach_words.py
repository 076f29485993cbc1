# SPDX-License-Identifier: GPL-3.0-or-later
"""What reps and holds are told in: the words of a breath or a phase, a dose, where it is felt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.core.breath import BREATHABLE_MS, breath_spans
from hipmob_desktop.core.cues import Chime, During, From, Line, Purpose
from hipmob_desktop.core.enums import (
    Breath,
    Intent,
    SegmentKind,
    SetsOrder,
    Side,
    SideMode,
    VoiceLevel,
)
from hipmob_desktop.core.move import Hold
from hipmob_desktop.core.text import clause, sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.breath import BreathSpan
    from hipmob_desktop.core.move import Dose
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import Plan, PlannedPhase, Segment
    from hipmob_desktop.core.preferences import Coaching
    from hipmob_desktop.core.routine import RoutineItem


CUE_SLACK_MS = 2_500
CALLED_FROM_MS = 2_500
"""Sides that change more often than that are not called one by one."""

BREATH_SLACK_MS = 600


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
    def teaches_all(self) -> bool:
        """Whether everything is said, on each side."""
        return self.coaching.level is VoiceLevel.LEARNING or (self.teaches and not self.is_learned)


def filled(words: str, segment: Segment, phrases: Phrases) -> str:
    """`words` with the sides of `segment` in them."""
    side, other = phrases.side(segment.side), phrases.side(segment.side.other)
    return words.replace("{side}", side).replace("{other}", other)


def dose_words(work: Segment, item: RoutineItem, phrases: Phrases) -> str:
    """How much of `item` will be done, as its first `work` says: the first side first."""
    other = _amount(item.dose_of(work.side.other))
    count, length = phrases.numbers.words, phrases.length
    is_hold = work.kind is SegmentKind.HOLD
    dose = _dose_phrase(work, item, phrases).format(
        count=count(work.reps),
        length=length(_held_ms(work)),
        other_count="" if is_hold else count(other),
        other_length=length(other) if is_hold else "",
        side=phrases.side(work.side),
        other=phrases.side(work.side.other),
    )
    return sentences(dose, _sets_words(work, item, phrases)) if work.sets > 1 else sentence(dose)


def _dose_phrase(work: Segment, item: RoutineItem, phrases: Phrases) -> str:
    """What the dose of `item` is said in, by which of the sides work and whether alike."""
    is_hold = work.kind is SegmentKind.HOLD
    if item.move.side_mode is SideMode.BOTH:
        if is_hold:
            return phrases.rest_here if Intent.RELAX in item.move.intents else phrases.hold_both
        return phrases.rep_both if work.reps == 1 else phrases.reps_both
    if item.side is not Side.BOTH:
        return phrases.hold_one_side if is_hold else phrases.reps_one_side
    if item.right is not None:
        return phrases.hold_uneven if is_hold else phrases.reps_uneven
    if is_hold:
        return phrases.hold_each_side
    return phrases.reps_alternating if item.alternates else phrases.reps_each_side


def _sets_words(work: Segment, item: RoutineItem, phrases: Phrases) -> str:
    is_together = item.sets_order is SetsOrder.TOGETHER and len(item.sides()) > 1
    words = phrases.sets_together if is_together else phrases.sets
    return words.format(count=phrases.numbers.words(work.sets))


def _held_ms(work: Segment) -> int:
    return sum(phase.duration_ms for phase in work.phases if phase.is_hold)


def _amount(dose: Dose) -> int:
    """The reps of a dose, or how long it is held."""
    return dose.hold_ms if isinstance(dose, Hold) else dose.count


def span_lines(span: BreathSpan, segment: Segment, phrases: Phrases) -> Iterator[Line]:
    """One sentence for a breath, or for each phase of a stretch without one."""
    phases = segment.phases[span.first : span.last + 1]
    if span.breath is Breath.EASY:
        yield from (_phase_line(phase, segment, phrases) for phase in phases)
    else:
        words = _led_breath(span, phases, segment, phrases)
        yield _during(span.start_ms, span.end_ms, words, holds=True)


def _phase_line(phase: PlannedPhase, segment: Segment, phrases: Phrases) -> Line:
    words = sentence(filled(phase.lead or phase.say, segment, phrases))
    return _during(phase.start_ms, phase.start_ms + phase.duration_ms, words)


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


def led_words(segment: Segment, into_ms: int, phrases: Phrases) -> str:
    """What would be said at `into_ms` of a rep or hold, if it were led; "" outside the work."""
    spans = breath_spans(segment.phases)
    span = max((each for each in spans if each.start_ms <= into_ms), default=None, key=_start)
    if span is None:
        return ""
    phases = segment.phases[span.first : span.last + 1]
    if span.is_hold:
        return sentence(phrases.breathe_in if span.breath is Breath.IN else phrases.breathe_out)
    if span.breath is not Breath.EASY:
        return _led_breath(span, phases, segment, phrases)
    phase = max((each for each in phases if each.start_ms <= into_ms), key=_start)
    return sentence(filled(phase.lead or phase.say, segment, phrases))


def _start(one: BreathSpan | PlannedPhase) -> int:
    return one.start_ms


def breath_line(span: BreathSpan, phrases: Phrases) -> Iterator[Line]:
    """The word of one breath; of an easy one none."""
    if span.breath is Breath.EASY:
        return
    word = phrases.breathe_in if span.breath is Breath.IN else phrases.breathe_out
    slack_ms = min(BREATH_SLACK_MS, (span.end_ms - span.start_ms) // 3)
    anchor = From(span.start_ms, slack_ms)
    yield Line(Purpose.BREATH, (sentence(word),), anchor, holds_until_ms=span.end_ms)


def told(plan: Plan, segment: Segment, teacher: Teacher) -> list[tuple[Purpose, str]]:
    """All that is told in one run of a side, in its order."""
    item = plan.items[segment.item].asked
    move = item.move
    told: list[tuple[Purpose, str]] = []
    feel = move.voice.of(segment.side).feel
    is_first_run = segment.block == _first_block(plan, segment.item)
    is_felt = feel and not is_taken_by_sides(plan, segment)
    if is_felt and (is_first_run or (teacher.teaches_all and segment.set_number == 1)):
        told.append((Purpose.FEEL, sentence(filled(feel, segment, teacher.phrases))))
    if natural_ms(segment) < BREATHABLE_MS and is_first_run:
        told.append((Purpose.BREATH, sentence(teacher.phrases.breathe_steadily)))
    return [*told, *_cues(item, segment, teacher.phrases)]


def _first_block(plan: Plan, item: int) -> int:
    return plan.segments[plan.index_at(plan.items[item].start_ms)].block


def _cues(item: RoutineItem, segment: Segment, phrases: Phrases) -> list[tuple[Purpose, str]]:
    """The routine's own cue, then the move's; the next set begins with the next of these."""
    cues = item.move.cues
    start = (segment.set_number - 1) % max(1, len(cues))
    told = filter(None, (item.cue, *cues[start:], *cues[:start]))
    return [(Purpose.CUE, sentence(filled(cue, segment, phrases))) for cue in told]


def natural_ms(segment: Segment) -> int:
    """How long a rep or hold lasts by its phases."""
    return sum(phase.duration_ms for phase in segment.phases)


def is_taken_by_sides(plan: Plan, segment: Segment) -> bool:
    """Whether sides are called so often that there is no time for a sentence between them."""
    phases = plan.items[segment.item].move.phases
    rep_ms = sum(phase.duration_ms for phase in phases) * segment.pace
    return in_turn(segment) > 1 and CALLED_FROM_MS <= rep_ms < BREATHABLE_MS


def in_turn(segment: Segment) -> int:
    """How many sides take turns: 2 where every rep changes sides, else 1."""
    return segment.total_reps // segment.reps if segment.reps else 1


def tick(at_ms: int) -> Line:
    """The chime of a rep or a part of a hold."""
    return Line(Purpose.CHIME, (), From(at_ms), Chime.TICK)
