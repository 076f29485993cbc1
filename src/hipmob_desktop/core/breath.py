# SPDX-License-Identifier: GPL-3.0-or-later
"""The breath of a rep or hold: one answer for the words, the mark on the stage and the chest.

A hold breathes in a whole number of breaths, as near to eight seconds each as its length lets
them be. Phases of a rep that follow each other with the same breath are one breath.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Breath

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hipmob_desktop.core.plan import Plan, PlannedPhase

HELD_BREATH_MS = 8_000
READY_MS = 3_000
BREATHABLE_MS = 3_500
"""In a shorter rep nobody can breathe in and out: there the breath is left alone."""


@dataclass(frozen=True, slots=True)
class BreathSpan:
    """One breath in or out, or a stretch of easy breath; times count from the segment's start.

    It is that of the phases from `first` to `last`, numbered from 0.
    """

    breath: Breath
    start_ms: int
    end_ms: int
    first: int
    last: int
    is_hold: bool = False


def breath_spans(phases: Sequence[PlannedPhase]) -> tuple[BreathSpan, ...]:
    """The breaths of a rep or hold, in order and without a gap; of no phases none."""
    spans: list[BreathSpan] = []
    for number, phase in enumerate(phases):
        if phase.is_hold:
            spans += _held_breaths(phase, number)
            continue
        end_ms = phase.start_ms + phase.duration_ms
        last = spans[-1] if spans else None
        if last and last.breath is phase.breath and not last.is_hold:
            spans[-1] = BreathSpan(last.breath, last.start_ms, end_ms, last.first, number)
        else:
            spans.append(BreathSpan(phase.breath, phase.start_ms, end_ms, number, number))
    return tuple(spans)


def held_breaths(hold_ms: int) -> int:
    """How many breaths a hold of that length has: at least one."""
    return max(1, round(hold_ms / HELD_BREATH_MS))


def breath_at(phases: Sequence[PlannedPhase], into_ms: int) -> tuple[Breath, float]:
    """The breath at `into_ms` of a rep or hold, and how full the chest is, from 0 to 1.

    An easy stretch leads from what the breath before it left to what the next one begins with; a
    rep is followed by another like it. With no phases the breath is easy.
    """
    spans = breath_spans(phases)
    if not spans:
        return Breath.EASY, 0.0
    number = max((n for n, span in enumerate(spans) if span.start_ms <= into_ms), default=0)
    span = spans[number]
    share = min(1.0, max(0.0, (into_ms - span.start_ms) / max(1, span.end_ms - span.start_ms)))
    if span.breath is not Breath.EASY:
        return span.breath, share if span.breath is Breath.IN else 1.0 - share
    before = [each.breath for each in (*spans[number:], *spans[:number]) if _is_led(each)]
    after = [each.breath for each in (*spans[number:], *spans[:number]) if _is_led(each)]
    if not before:
        return Breath.EASY, 0.0
    start, end = float(before[-1] is Breath.IN), float(after[0] is Breath.OUT)
    return Breath.EASY, start + (end - start) * share


def breath_level(plan: Plan, position_ms: int) -> float:
    """How full the chest is at any position of a plan, from 0 to 1: it never jumps.

    Outside the work it keeps what the work left, and is ready when the next begins.
    """
    index = plan.index_at(position_ms)
    segment = plan.segments[index]
    if segment.phases:
        return breath_at(segment.phases, position_ms - segment.start_ms)[1]
    end = _level_at_end(plan, index)
    following = plan.segments[index + 1] if index + 1 < len(plan.segments) else None
    if following is None or not following.phases:
        return end
    begin = breath_at(following.phases, 0)[1]
    span_ms = max(1, min(READY_MS, segment.duration_ms))
    share = max(0.0, 1.0 - (segment.end_ms - position_ms) / span_ms)
    return end + (begin - end) * share


def _level_at_end(plan: Plan, index: int) -> float:
    """How full the last work before the segment at `index` left the chest."""
    for segment in reversed(plan.segments[:index]):
        if segment.phases:
            return breath_at(segment.phases, segment.duration_ms)[1]
    return 0.0


def _is_led(span: BreathSpan) -> bool:
    return span.breath is not Breath.EASY


def _held_breaths(phase: PlannedPhase, number: int) -> Iterator[BreathSpan]:
    halves = 2 * held_breaths(phase.duration_ms)
    edges = [phase.start_ms + round(phase.duration_ms * n / halves) for n in range(halves + 1)]
    for half in range(halves):
        breath = Breath.OUT if half % 2 else Breath.IN
        yield BreathSpan(breath, edges[half], edges[half + 1], number, number, is_hold=True)
