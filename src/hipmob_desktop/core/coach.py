# SPDX-License-Identifier: GPL-3.0-or-later
"""The coach: what is to be said in each segment of a plan, and how it may be shortened."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hipmob_desktop.core.coach_holds import hold_lines
from hipmob_desktop.core.coach_reps import rep_lines
from hipmob_desktop.core.coach_ways import (
    chime,
    follow,
    is_breather,
    rest_lines,
    side_change_lines,
    way_in_lines,
)
from hipmob_desktop.core.coach_words import Teacher, filled, led_words
from hipmob_desktop.core.cues import Chime, EndingBefore, Line, Purpose, settled
from hipmob_desktop.core.enums import SegmentKind, Side, VoiceLevel
from hipmob_desktop.core.move import settle_ms, side_settle_ms
from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.core.preferences import Coaching
from hipmob_desktop.core.speakable import can_be_said
from hipmob_desktop.core.text import each_sentence, sentence

if TYPE_CHECKING:
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import Plan, Segment

_SAID_BRIEFLY = frozenset(
    {
        Purpose.SAFETY,
        Purpose.NAME,
        Purpose.DOSE,
        Purpose.SIDE,
        Purpose.CHANGE,
        Purpose.REST,
        Purpose.NEXT,
        Purpose.FETCH,
        Purpose.COUNT,
        Purpose.HALF,
        Purpose.END,
    }
)
"""What is said where names and counts are all that is wanted."""

_WAYS = frozenset({SegmentKind.GET_READY, SegmentKind.TRANSITION, SegmentKind.SIDE_CHANGE})
BEGUN_MS = 1_000
"""Less of a way into position is nothing that one could be brought back into."""

LET_GO_MS = 200


@dataclass(frozen=True, slots=True)
class Coach:
    """Knows the words and how much to say; `lines` is what a script is made of.

    `hurt_moves` are the ids of moves that hurt when they were last done, `new_moves` those that
    were not yet done often enough to be known.
    """

    phrases: Phrases
    coaching: Coaching = field(default_factory=Coaching)
    hurt_moves: frozenset[str] = frozenset()
    new_moves: frozenset[str] = frozenset()

    def lines(self, plan: Plan, index: int) -> tuple[Line, ...]:
        """What is to be said and sounded in the segment at `index` of `plan`."""
        lines = map(_sayable, self._all_lines(plan, index))
        wanted = [line for line in lines if self._wanted(line)]
        return tuple(settled(wanted, self._settle_ms(plan, index)))

    def lead_in(self, plan: Plan, position_ms: int) -> str:
        """Where a session goes on after a pause: "Left side, from rep five."."""
        segment = plan.at(position_ms).segment
        phrases = self.phrases
        both, one_side = {
            SegmentKind.REP: (phrases.lead_in_rep, phrases.lead_in_side_rep),
            SegmentKind.HOLD: (phrases.lead_in_hold, phrases.lead_in_side_hold),
            SegmentKind.REST: (phrases.rest, phrases.rest),
            SegmentKind.DONE: (phrases.rest, phrases.rest),
        }.get(segment.kind, (phrases.lead_in_other, phrases.lead_in_side_other))
        words = both if segment.side is Side.BOTH else one_side
        if segment.kind in _WAYS and position_ms - segment.start_ms < BEGUN_MS:
            words = phrases.lead_in_not_begun
        count = phrases.numbers.words(segment.rep)
        return sentence(words.format(side=phrases.side(segment.side), count=count))

    def all_texts(self, plan: Plan) -> tuple[str, ...]:
        """Every wording that the script of `plan` may use, in order of need, each once."""
        found: dict[str, None] = {}
        for index in range(len(plan.segments)):
            for line in self.lines(plan, index):
                found.update(dict.fromkeys(line.wordings))
        return tuple(found)

    def answers(self, plan: Plan) -> tuple[str, ...]:
        """Every sentence that a key may call for while `plan` is followed, each once.

        They are in no script, and are made with it: whoever presses a key waits for no engine.
        """
        found = dict.fromkeys((self.phrases.hurt, self.phrases.hurt_over))
        for segment in plan.segments:
            for into_ms in (0, BEGUN_MS):
                found[self.lead_in(plan, segment.start_ms + into_ms)] = None
            found.update(dict.fromkeys(self._place(segment)))
        for left_ms in range(0, plan.total_ms + MINUTE_MS, MINUTE_MS):
            found[self._left(left_ms)] = None
        for segment in plan.segments:
            if segment.kind in _WAYS:
                found.update(dict.fromkeys(self.description(plan, segment.start_ms)))
        for item in plan.items:
            if can_be_said(item.move.easier):
                found[item.move.easier] = None
        return tuple(filter(None, found))

    def now(self, plan: Plan, position_ms: int) -> str:
        """The words that lead what is done at a position of the work, said or not."""
        moment = plan.at(position_ms)
        return led_words(moment.segment, moment.into_ms, self.phrases)

    def where(self, plan: Plan, position_ms: int) -> tuple[str, ...]:
        """Where one is, part by part: "Left side.", "Rep six of ten.", "One minute left.".

        There are few parts, so that all of them are made ahead.
        """
        moment = plan.at(position_ms)
        move, left_ms = moment.move, -(-moment.left_ms // MINUTE_MS) * MINUTE_MS
        name = [sentence(move.spoken_name)] if can_be_said(move.spoken_name) else []
        return (*name, *self._place(moment.segment), self._left(left_ms))

    def _place(self, segment: Segment) -> list[str]:
        phrases, number = self.phrases, self.phrases.numbers.words
        parts = []
        if segment.side is not Side.BOTH:
            parts.append(phrases.where_side.format(side=phrases.side(segment.side)))
        if segment.kind is SegmentKind.REP:
            rep = phrases.where_rep.format(count=number(segment.rep), of=number(segment.reps))
            parts.append(rep)
        return list(map(sentence, parts))

    def _left(self, left_ms: int) -> str:
        return sentence(self.phrases.where_left.format(length=self.phrases.length(left_ms)))

    def description(self, plan: Plan, position_ms: int) -> tuple[str, ...]:
        """All there is to say of the move that is done, or got ready for, part by part."""
        moment = plan.at(position_ms)
        move, words = moment.move, moment.move.voice.of(moment.segment.side)
        set_up = each_sentence(move.setup.text)
        told = (move.spoken_name, *set_up, words.how, words.feel, move.easier)
        parts = [filled(part, moment.segment, self.phrases) for part in told if can_be_said(part)]
        return tuple(map(sentence, parts))

    def _all_lines(self, plan: Plan, index: int) -> list[Line]:
        segment = plan.segments[index]
        teacher = self._teacher(plan, segment)
        match segment.kind:
            case SegmentKind.GET_READY | SegmentKind.TRANSITION:
                hurts = plan.items[segment.item].move.id in self.hurt_moves
                return way_in_lines(plan, index, teacher, hurts_before=hurts)
            case SegmentKind.SIDE_CHANGE:
                return side_change_lines(plan, index, teacher)
            case SegmentKind.REST:
                return rest_lines(plan, index, teacher)
            case SegmentKind.REP:
                return rep_lines(plan, index, teacher)
            case SegmentKind.HOLD:
                return hold_lines(plan, index, teacher)
            case SegmentKind.DONE:
                words = self.phrases.closing_of(plan.routine.when)
                return [chime(Chime.END), follow(Purpose.END, words)]

    def _teacher(self, plan: Plan, segment: Segment) -> Teacher:
        is_learned = plan.items[segment.item].move.id not in self.new_moves
        return Teacher(self.phrases, self.coaching, is_learned=is_learned)

    def _wanted(self, line: Line) -> bool:
        level = self.coaching.level
        if line.chime is Chime.TICK:
            return self.coaching.chimes and level is VoiceLevel.CHIMES
        if line.chime is not None:
            return self.coaching.chimes and level is not VoiceLevel.SILENT
        is_turn = isinstance(line.anchor, EndingBefore)
        is_brief = line.purpose in _SAID_BRIEFLY or is_turn
        if level is VoiceLevel.NAMES_AND_COUNTS and not is_brief:
            return False
        return level.speaks and any(line.wordings)

    def _settle_ms(self, plan: Plan, index: int) -> int:
        """The least time between the last words of the segment at `index` and its end."""
        segment = plan.segments[index]
        move = plan.items[segment.item].move
        match segment.kind:
            case SegmentKind.GET_READY:
                return settle_ms(None, move)
            case SegmentKind.TRANSITION:
                return settle_ms(plan.items[segment.item - 1].move, move)
            case SegmentKind.SIDE_CHANGE:
                return side_settle_ms(move)
            case SegmentKind.REST if is_breather(plan, index):
                return 0
            case SegmentKind.REST if plan.segments[index + 1].kind.is_work:
                return settle_ms(move, move) if move.voice.of(segment.side).again else 0
            case _:
                return LET_GO_MS if segment.is_leaving else 0


def _sayable(line: Line) -> Line:
    """The line without the wordings that no voice of ours can say."""
    wordings = tuple(text for text in line.wordings if not text or can_be_said(text))
    return line if wordings == line.wordings else replace(line, wordings=wordings)
