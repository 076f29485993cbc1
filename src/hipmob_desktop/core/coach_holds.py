# SPDX-License-Identifier: GPL-3.0-or-later
"""What the coach says in a hold.

It is led in, breathes once or twice with the voice, and is led out; between these it is quiet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.breath import breath_spans
from hipmob_desktop.core.coach_words import (
    CUE_SLACK_MS,
    Teacher,
    breath_line,
    span_lines,
    tick,
    told,
)
from hipmob_desktop.core.cues import From, Line, Purpose
from hipmob_desktop.core.enums import Counting, Intent
from hipmob_desktop.core.ports import SECOND_MS
from hipmob_desktop.core.text import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.breath import BreathSpan
    from hipmob_desktop.core.plan import Plan, PlannedPhase, Segment


BREATHS_LED = 2
FEW_BREATHS = 2
COUNTED_BREATHS = 4
HALF_FROM_MS = 30_000
LONG_HOLD_MS = 60_000


def hold_lines(plan: Plan, index: int, teacher: Teacher) -> list[Line]:
    """What is to be said and sounded in the hold at `index` of `plan`."""
    segment = plan.segments[index]
    lines: list[Line] = []
    for span in breath_spans(segment.phases):
        if span.is_hold:
            continue
        lines.append(tick(span.start_ms))
        if teacher.teaches:
            lines += span_lines(span, segment, teacher.phrases)
    for phase in segment.phases:
        if phase.is_hold:
            lines.append(tick(phase.start_ms))
            lines += _held_lines(plan, index, phase, teacher)
    return lines


def has_room_in_hold(segment: Segment, teacher: Teacher) -> bool:
    """Whether a hold has a breath in which it can be said where it is felt."""
    return bool(_quiet_breaths(segment, teacher))


def _held_lines(plan: Plan, index: int, phase: PlannedPhase, teacher: Teacher) -> Iterator[Line]:
    """What is said while a position is held: first the breath, then where, then little."""
    segment, phrases, coaching = plan.segments[index], teacher.phrases, teacher.coaching
    move = plan.items[segment.item].move
    spans = _held_spans(segment)
    breaths = len(spans) // 2
    is_restful = Intent.RELAX in move.intents
    if teacher.teaches:
        for span in spans[: 2 * _breaths_said(segment, teacher)]:
            yield from breath_line(span, phrases)
        yield from _hold_cues(plan, segment, _quiet_breaths(segment, teacher), teacher)
    if coaching.counting is Counting.NONE or is_restful:
        return
    left = 2 if breaths >= COUNTED_BREATHS else 1
    if phase.duration_ms >= HALF_FROM_MS and breaths != 2 * left:
        half_ms = spans[breaths].start_ms
        yield Line(Purpose.HALF, (sentence(phrases.half_way),), From(half_ms, CUE_SLACK_MS))
    if breaths > FEW_BREATHS:
        words = phrases.last_breath if left == 1 else phrases.breaths_left
        text = sentence(words.format(count=phrases.numbers.words(left)))
        start_ms = spans[2 * (breaths - left)].start_ms
        yield Line(Purpose.COUNT, (text,), From(start_ms, CUE_SLACK_MS))


def _held_spans(segment: Segment) -> list[BreathSpan]:
    return [span for span in breath_spans(segment.phases) if span.is_hold]


def _breaths_said(segment: Segment, teacher: Teacher) -> int:
    """How many of the breaths of a hold are said: the first of them, or all."""
    breaths = len(_held_spans(segment)) // 2
    return breaths if teacher.coaching.breath_words else min(BREATHS_LED, -(-breaths // 2))


def _quiet_breaths(segment: Segment, teacher: Teacher) -> list[BreathSpan]:
    """The breaths of a hold after those that are led."""
    return _held_spans(segment)[2 * min(BREATHS_LED, _breaths_said(segment, teacher)) :]


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
    for (purpose, words), at_ms in zip(told(plan, segment, teacher), moments, strict=False):
        if purpose is not Purpose.BREATH:
            yield Line(purpose, (words,), From(at_ms, CUE_SLACK_MS + SECOND_MS))
