# SPDX-License-Identifier: GPL-3.0-or-later
"""What the coach says while the body works: in a rep and in a hold.

The first rep of a side, and the first one after a circle has turned, are taught: the
words of their phases show the rhythm and the direction to closed eyes. Later reps are
counted, with a cue early and another late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.cues import Chime, CueKind, EndingBefore, From, Line
from hipmob_desktop.core.enums import Counting, SegmentKind, VoiceLevel
from hipmob_desktop.core.ports import SECOND_MS
from hipmob_desktop.core.text import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import Plan, PlannedPhase, Segment
    from hipmob_desktop.core.preferences import Coaching

LAST_COUNTED = 3
REVERSE_ENDS_MS = 150
LATE_CUE_SHARE = 0.7
CUE_SLACK_MS = 2_500

BREATH_MS = 4_000
BREATH_SLACK_MS = 1_000
BREATHS_SAID = 2
COUNTDOWN = 3
HOLD_COUNTDOWN = 5
SHORT_HOLD_MS = 12_000
MIDDLE_HOLD_MS = 20_000
LONG_HOLD_MS = 60_000


def rep_lines(plan: Plan, index: int, phrases: Phrases, coaching: Coaching) -> list[Line]:
    """What is to be said and sounded in the rep at `index` of `plan`."""
    segment = plan.segments[index]
    speaks_phases = coaching.level is VoiceLevel.FULL and (
        coaching.breath_words or is_taught(plan, index)
    )
    phases = segment.phases if speaks_phases else ()
    lines = [_tick(0)]
    wordings = _count_wordings(segment, phrases, coaching, phases[0].say if phases else "")
    if wordings:
        kind = CueKind.SIDE if _in_turn(segment) > 1 else CueKind.COUNT
        lines.append(Line(kind, wordings, From(0)))
        phases = phases[1:]
    following = plan.segments[index + 1]
    if following.kind is SegmentKind.REP and following.is_reversed != segment.is_reversed:
        lines.append(Line(CueKind.MOVE, (phrases.reverse,), EndingBefore(REVERSE_ENDS_MS)))
    lines += [
        Line(CueKind.PHASE, (phase.say,), From(phase.start_ms, phase.duration_ms // 2))
        for phase in phases
    ]
    cue = coaching_cue(plan, index)
    if cue:
        lines.append(Line(CueKind.COACHING, (sentence(cue),), From(0, CUE_SLACK_MS)))
    return lines


def is_taught(plan: Plan, index: int) -> bool:
    """Whether the rep at `index` is the first of its side, or the first the other way round."""
    segment = plan.segments[index]
    if segment.set_number > 1:
        return False
    if segment.rep == 1:
        return True
    return plan.segments[index - _in_turn(segment)].is_reversed != segment.is_reversed


def coaching_cue(plan: Plan, index: int) -> str:
    """The coaching cue that belongs into a rep, or "" in most reps.

    One early and one late in each run of a side, going round through the move's cues.
    """
    segment = plan.segments[index]
    first = index - segment.total_rep + 1
    early = _in_turn(segment) + 1
    late = max(early + 2, round(segment.total_reps * LATE_CUE_SHARE))
    places = [
        rep
        for rep in (early, late)
        if rep <= segment.total_reps - _in_turn(segment) and not is_taught(plan, first + rep - 1)
    ]
    if segment.total_rep not in places:
        return ""
    return _in_round(plan, index, places=len(places), place=places.index(segment.total_rep))


def hold_lines(plan: Plan, index: int, phrases: Phrases, coaching: Coaching) -> list[Line]:
    """What is to be said and sounded in the hold at `index` of `plan`."""
    lines: list[Line] = []
    for phase in plan.segments[index].phases:
        lines += [_tick(phase.start_ms), Line(CueKind.COUNT, (phase.say,), From(phase.start_ms))]
        if phase.is_hold:
            lines += _hold_counts(phase, phrases, coaching)
            lines += _breaths(phase, phrases, coaching)
            lines += _hold_cues(plan, index, phase)
    return lines


def _tick(at_ms: int) -> Line:
    return Line(CueKind.CHIME, (), From(at_ms), Chime.TICK)


def _in_turn(segment: Segment) -> int:
    """How many sides take turns: 2 where every rep changes sides, else 1."""
    return segment.total_reps // segment.reps


def _in_round(plan: Plan, index: int, *, places: int, place: int) -> str:
    """The cue for one of so many places in each run of a side, so that all have their turn."""
    segment = plan.segments[index]
    item = plan.items[segment.item]
    run = segment.block - plan.segments[plan.index_at(item.start_ms)].block
    cues = item.move.cues
    return cues[(run * places + place) % len(cues)] if cues else ""


def _count_wordings(
    segment: Segment, phrases: Phrases, coaching: Coaching, phase: str
) -> tuple[str, ...]:
    """How a rep may be counted, the best wording first; nothing where it is not."""
    values = {
        "side": phrases.side(segment.side),
        "count": phrases.numbers.words(segment.rep),
        "phase": phase,
    }
    if _in_turn(segment) > 1:
        return _in_turn_wordings(segment, phrases, coaching, values)
    if not _is_counted(segment, coaching):
        return ()
    is_last = segment.rep == segment.reps > 1
    number = phrases.last_rep if is_last else values["count"]
    return (
        (phrases.count_and_phase.format(**values | {"count": number}), number)
        if phase
        else (number,)
    )


def _in_turn_wordings(
    segment: Segment, phrases: Phrases, coaching: Coaching, values: dict[str, str]
) -> tuple[str, ...]:
    """The side is always called, the number only with the first of the two sides."""
    side = values["side"]
    is_first_of_two = segment.total_rep % 2 == 1
    if values["phase"]:
        return (phrases.side_and_phase.format(**values), side)
    if not _is_counted(segment, coaching):
        return (side,)
    if segment.rep == segment.reps > 1:
        return (phrases.last_rep_side.format(**values), side)
    return (phrases.side_count.format(**values), side) if is_first_of_two else (side,)


def _is_counted(segment: Segment, coaching: Coaching) -> bool:
    match coaching.counting:
        case Counting.EVERY:
            return True
        case Counting.LAST_THREE:
            return segment.rep > segment.reps - LAST_COUNTED
        case Counting.NONE:
            return False


def _hold_counts(phase: PlannedPhase, phrases: Phrases, coaching: Coaching) -> Iterator[Line]:
    """A call at half time, and the last seconds counted down."""
    if phase.duration_ms >= SHORT_HOLD_MS:
        half_ms = phase.start_ms + phase.duration_ms // 2
        yield Line(CueKind.COUNT, (phrases.half_way,), From(half_ms))
    if coaching.counting is Counting.NONE:
        return
    highest = HOLD_COUNTDOWN if phase.duration_ms >= SHORT_HOLD_MS else COUNTDOWN
    if phase.duration_ms < 2 * highest * SECOND_MS:
        return
    end_ms = phase.start_ms + phase.duration_ms
    for number in range(highest, 0, -1):
        word = phrases.numbers.words(number)
        yield Line(CueKind.COUNT, (word,), From(end_ms - number * SECOND_MS))


def _breaths(phase: PlannedPhase, phrases: Phrases, coaching: Coaching) -> Iterator[Line]:
    """The first breaths of a hold; all of them for those who want the words."""
    if coaching.breath_words:
        room_ms = phase.duration_ms - HOLD_COUNTDOWN * SECOND_MS + BREATH_MS
        breaths = room_ms // (2 * BREATH_MS)
    else:
        room_ms = phase.duration_ms // 2 + BREATH_MS // 2
        breaths = min(BREATHS_SAID, room_ms // (2 * BREATH_MS))
    for number in range(breaths):
        start_ms = phase.start_ms + number * 2 * BREATH_MS
        for word, at_ms in ((phrases.breathe_in, 0), (phrases.breathe_out, BREATH_MS)):
            yield Line(CueKind.PHASE, (word,), From(start_ms + at_ms, BREATH_SLACK_MS))


def _hold_cues(plan: Plan, index: int, phase: PlannedPhase) -> Iterator[Line]:
    """A coaching cue on the way in, and one or two in the quiet of a longer hold."""
    moments = [SECOND_MS] if phase.start_ms > CUE_SLACK_MS else []
    if phase.duration_ms >= LONG_HOLD_MS:
        moments.append(phase.start_ms + phase.duration_ms * 7 // 20)
    if phase.duration_ms >= MIDDLE_HOLD_MS:
        moments.append(phase.start_ms + phase.duration_ms * 3 // 5)
    for place, at_ms in enumerate(moments):
        cue = sentence(_in_round(plan, index, places=len(moments), place=place))
        yield Line(CueKind.COACHING, (cue,), From(at_ms, CUE_SLACK_MS))
