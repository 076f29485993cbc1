# SPDX-License-Identifier: GPL-3.0-or-later
"""The script of cues: what is said or sounded, and when.

Each segment has lines (`core.coach`); here they are put at their moments so that no
two overlap and none reaches past its segment. A line that finds no room is shortened
to one of its other wordings or left out, the least important first.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.core.plan import Plan, PlannedPhase, Segment

LengthOf = Callable[[str], int]
"""How long the clip of a text sounds, in milliseconds."""

GAP_MS = 120
"""The least silence between two cues."""

PAUSE_MS = 320
"""The silence between two sentences that follow each other."""

CAPTION_STAYS_MS = 1_500
"""How long the words of a cue can still be read when it has been said."""


class Purpose(StrEnum):
    """What a cue is for, the most important first."""

    SAFETY = "safety"
    NAME = "name"
    DOSE = "dose"
    NOTE = "note"
    ARRIVE = "arrive"
    SIDE = "side"
    CHANGE = "change"
    LEAVE = "leave"
    HOW = "how"
    FETCH = "fetch"
    REST = "rest"
    NEXT = "next"
    LEAD = "lead"
    COUNT = "count"
    CHIME = "chime"
    HALF = "half"
    FEEL = "feel"
    CUE = "cue"
    BREATH = "breath"
    COUNTDOWN = "countdown"
    END = "end"

    @property
    def rank(self) -> int:
        """0 for the most important."""
        return _RANKS[self]

    @property
    def kind(self) -> str:
        """The coarser kind that scripts of old know it by."""
        return _KINDS.get(self, self.value)


_RANKS = {purpose: rank for rank, purpose in enumerate(Purpose)}
_KINDS = {
    Purpose.NAME: "move",
    Purpose.DOSE: "move",
    Purpose.NOTE: "coaching",
    Purpose.ARRIVE: "side",
    Purpose.CHANGE: "side_change",
    Purpose.LEAVE: "next",
    Purpose.HOW: "phase",
    Purpose.FETCH: "next",
    Purpose.REST: "next",
    Purpose.LEAD: "phase",
    Purpose.HALF: "count",
    Purpose.BREATH: "phase",
    Purpose.FEEL: "coaching",
    Purpose.CUE: "coaching",
    Purpose.COUNTDOWN: "count",
    Purpose.END: "encouragement",
}


_OF_BOTH_SIDES = frozenset(
    {
        Purpose.SAFETY,
        Purpose.NAME,
        Purpose.DOSE,
        Purpose.NOTE,
        Purpose.FETCH,
        Purpose.REST,
        Purpose.END,
    }
)
"""What is said on the way to a side though it is not about that side alone."""


class Chime(StrEnum):
    """The sounds that need no words."""

    START = "start"
    TICK = "tick"
    SIDE = "side"
    NEXT = "next"
    END = "end"


CHIME_MS = {
    Chime.START: 400,
    Chime.TICK: 120,
    Chime.SIDE: 500,
    Chime.NEXT: 500,
    Chime.END: 1_200,
}
"""How much time a chime is given before words may begin."""


@dataclass(frozen=True, slots=True)
class Follow:
    """After the lines before it in its segment; `then_ms` of silence follow it."""

    then_ms: int = PAUSE_MS


@dataclass(frozen=True, slots=True)
class From:
    """At so many milliseconds after the segment's start, or up to `slack_ms` later.

    It may go on for `over_ms` when the segment has ended.
    """

    after_ms: int
    slack_ms: int = 0
    over_ms: int = 0


@dataclass(frozen=True, slots=True)
class During:
    """Between two moments of the segment that lie at ends of its phases, counted from its start.

    These phases last as long as the words do.
    """

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Before:
    """Beginning when so many milliseconds of the segment are left."""

    left_ms: int


@dataclass(frozen=True, slots=True)
class EndingBefore:
    """Ending when so many milliseconds of the segment are left."""

    left_ms: int


Anchor = Follow | From | During | Before | EndingBefore


@dataclass(frozen=True, slots=True)
class Line:
    """Something to say in a segment: its wordings, the best first, and where it goes.

    A line with `chime` sounds that chime; its wordings are empty. What `holds_until_ms` of the
    segment is said and read no longer than till then: it would not be true any more.
    """

    purpose: Purpose
    wordings: tuple[str, ...]
    anchor: Anchor
    chime: Chime | None = None
    holds_until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """Something said or sounded at a time; its words can be read until `holds_until_ms`.

    `side` is the one that works then, from which it may be heard.
    """

    at_ms: int
    duration_ms: int
    purpose: Purpose
    text: str
    chime: Chime | None = None
    holds_until_ms: int | None = None
    side: Side = Side.BOTH

    @property
    def end_ms(self) -> int:
        """When it has been said."""
        return self.at_ms + self.duration_ms

    @property
    def read_until_ms(self) -> int:
        """How long its words stand, if no other words come."""
        stays_ms = self.end_ms + CAPTION_STAYS_MS
        return stays_ms if self.holds_until_ms is None else min(stays_ms, self.holds_until_ms)


LinesOf = Callable[["Plan", int], tuple[Line, ...]]
"""The lines of the segment at an index of a plan."""


def script(plan: Plan, lines_of: LinesOf, length_of: LengthOf) -> tuple[Cue, ...]:
    """Every cue of `plan`, in order; none overlaps another.

    A coaching cue that was the last one said is not said again: with room for only some
    of a move's cues, the same one would come twice in a row.
    """
    cues: list[Cue] = []
    last_cue = ""
    for index, segment in enumerate(plan.segments):
        for cue in place(segment, lines_of(plan, index), length_of, said=cues[-1:]):
            if cue.purpose is Purpose.CUE:
                if cue.text == last_cue:
                    continue
                last_cue = cue.text
            cues.append(cue)
    return tuple(cues)


def needed_ms(lines: Iterable[Line], length_of: LengthOf) -> int:
    """How long a segment must last so that its following and closing lines all fit."""
    following = 0
    closing = 0
    for line in lines:
        length = _length(line, line.wordings[0] if line.wordings else "", length_of)
        match line.anchor:
            case Follow(then_ms):
                following += length + then_ms
            case Before(left_ms):
                closing = max(closing, left_ms)
            case EndingBefore(left_ms):
                closing = max(closing, left_ms + length)
            case From() | During():
                pass
    return following + closing


def settled(lines: list[Line], least_ms: int) -> list[Line]:
    """`lines` with at least so much time between the last that follows and the segment's end."""
    spoken = [number for number, line in enumerate(lines) if isinstance(line.anchor, Follow)]
    if not spoken or not least_ms:
        return lines
    closing_ms = max(
        (line.anchor.left_ms for line in lines if isinstance(line.anchor, Before)), default=0
    )
    last, then = spoken[-1], Follow(max(0, least_ms - closing_ms))
    return [*lines[:last], replace(lines[last], anchor=then), *lines[last + 1 :]]


def with_room_for(
    phases: Sequence[PlannedPhase], lines: Iterable[Line], length_of: LengthOf
) -> tuple[PlannedPhase, ...]:
    """`phases` with those made longer, all alike, during which a line is said that is longer."""
    longer: dict[int, int] = {}
    for line in lines:
        if not isinstance(line.anchor, During):
            continue
        anchor = line.anchor
        needed = _length(line, line.wordings[0], length_of) + GAP_MS
        had = anchor.end_ms - anchor.start_ms
        if 0 < had < needed:
            for number, phase in enumerate(phases):
                if anchor.start_ms <= phase.start_ms < anchor.end_ms:
                    longer[number] = -(-phase.duration_ms * needed // had)
    if not longer:
        return tuple(phases)
    lengths = [longer.get(number, phase.duration_ms) for number, phase in enumerate(phases)]
    starts = accumulate(lengths, initial=0)
    return tuple(
        replace(phase, start_ms=start, duration_ms=length)
        for phase, start, length in zip(phases, starts, lengths, strict=False)
    )


def place(
    segment: Segment, lines: Iterable[Line], length_of: LengthOf, *, said: Sequence[Cue] = ()
) -> list[Cue]:
    """The cues of one segment, in order of time.

    Lines that follow each other come first, in their order; then the rest, the more
    important first. None begins before those that were `said` earlier have ended.
    """
    placed: list[Cue] = []
    follow_ms = segment.start_ms
    for line in sorted(lines, key=_precedence):
        cue = _first_that_fits(segment, line, [*said, *placed], length_of, follow_ms)
        if cue is None:
            continue
        insort(placed, cue, key=lambda cue: cue.at_ms)
        if isinstance(line.anchor, Follow):
            follow_ms = cue.end_ms + line.anchor.then_ms
    return placed


def _precedence(line: Line) -> int:
    return -1 if isinstance(line.anchor, Follow) else line.purpose.rank


def _length(line: Line, text: str, length_of: LengthOf) -> int:
    return CHIME_MS[line.chime] if line.chime else length_of(text)


def _first_that_fits(
    segment: Segment, line: Line, placed: list[Cue], length_of: LengthOf, follow_ms: int
) -> Cue | None:
    holds_until = line.holds_until_ms
    side = Side.BOTH if line.purpose in _OF_BOTH_SIDES else segment.side
    until_ms = None if holds_until is None else segment.start_ms + holds_until
    over_ms = line.anchor.over_ms if isinstance(line.anchor, From) else 0
    for text in line.wordings or ("",):
        length = _length(line, text, length_of)
        for moment in _moments(segment, line.anchor, length, placed, follow_ms):
            cue = Cue(moment, length, line.purpose, text, line.chime, until_ms, side)
            if _has_room(segment, cue, placed, over_ms):
                return cue
    return None


def _moments(
    segment: Segment, anchor: Anchor, length: int, placed: list[Cue], follow_ms: int
) -> list[int]:
    """Where a line may begin, the best first."""
    match anchor:
        case Follow():
            return [follow_ms]
        case From(after_ms, slack_ms):
            wanted = segment.start_ms + after_ms
            later = (cue.end_ms + GAP_MS for cue in placed)
            return [wanted, *(at for at in later if wanted < at <= wanted + slack_ms)]
        case During(start_ms):
            return [segment.start_ms + start_ms]
        case Before(left_ms):
            return [segment.end_ms - left_ms]
        case EndingBefore(left_ms):
            return [segment.end_ms - left_ms - length]


def _has_room(segment: Segment, cue: Cue, placed: list[Cue], over_ms: int) -> bool:
    if cue.at_ms < segment.start_ms or cue.end_ms + GAP_MS > segment.end_ms + over_ms:
        return False
    if cue.holds_until_ms is not None and cue.end_ms > cue.holds_until_ms:
        return False
    return all(
        cue.end_ms + GAP_MS <= other.at_ms or other.end_ms + GAP_MS <= cue.at_ms
        for other in placed
    )
