# SPDX-License-Identifier: GPL-3.0-or-later
"""The coach: what is to be said in each segment of a plan, and how it may be shortened."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hipmob_desktop.core.coach_holds import has_room_in_hold, hold_lines
from hipmob_desktop.core.coach_reps import has_room_to_feel, rep_lines
from hipmob_desktop.core.coach_words import Teacher, dose_words, filled, led_words
from hipmob_desktop.core.cues import Before, Chime, EndingBefore, Follow, Line, Purpose, settled
from hipmob_desktop.core.enums import Item, SegmentKind, Side, VoiceLevel
from hipmob_desktop.core.move import settle_ms, side_settle_ms, things_to_fetch
from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.core.preferences import Coaching
from hipmob_desktop.core.speakable import can_be_said
from hipmob_desktop.core.text import clause, each_sentence, sentence, sentences

if TYPE_CHECKING:
    from hipmob_desktop.core.move import Move
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

READY_MS = 3_000
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
            found[self.lead_in(plan, segment.start_ms)] = None
            if segment.duration_ms > BEGUN_MS:
                found[self.lead_in(plan, segment.start_ms + BEGUN_MS)] = None
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
        match segment.kind:
            case SegmentKind.GET_READY | SegmentKind.TRANSITION:
                return self._way_in(plan, index)
            case SegmentKind.SIDE_CHANGE:
                return self._side_change(plan, index)
            case SegmentKind.REST:
                return self._rest(plan, index)
            case SegmentKind.REP:
                return rep_lines(plan, index, self._teacher(plan, segment))
            case SegmentKind.HOLD:
                return hold_lines(plan, index, self._teacher(plan, segment))
            case SegmentKind.DONE:
                words = self.phrases.closing_of(plan.routine.when)
                return [_chime(Chime.END), _follow(Purpose.END, words)]

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

    def _way_in(self, plan: Plan, index: int) -> list[Line]:
        segment = plan.segments[index]
        move = plan.items[segment.item].move
        is_first = segment.kind is SegmentKind.GET_READY
        before = None if is_first else plan.items[segment.item - 1].move
        if before is None:
            lines = [_chime(Chime.START), _follow(Purpose.SAFETY, self.phrases.safety)]
            lines += self._fetch(self.phrases.fetch_first, _things(before, move))
        else:
            lines = [_chime(Chime.NEXT)]
        lines.append(_follow(Purpose.NAME, self._name(before, move)))
        if move.id in self.hurt_moves:
            lines.append(_follow(Purpose.SAFETY, self.phrases.hurt_before))
        lines.append(
            _follow(Purpose.DOSE, dose_words(plan.segments[index + 1], move, self.phrases))
        )
        return [*lines, *self._arrival(plan, index, before), self._ready()]

    def _name(self, before: Move | None, move: Move) -> str:
        phrases = self.phrases
        if before is None:
            name, unnamed = phrases.first_move, phrases.first_move_unnamed
        elif before is move:
            name, unnamed = phrases.same_move_again, phrases.same_move_unnamed
        else:
            name, unnamed = phrases.next_move, phrases.next_move_unnamed
        if not can_be_said(move.spoken_name):
            return sentence(unnamed)
        return sentence(name.format(move=clause(move.spoken_name)))

    def _arrival(self, plan: Plan, index: int, before: Move | None) -> list[Line]:
        """How to get into position, and what to do there."""
        segment = plan.segments[index]
        move = plan.items[segment.item].move
        words = move.voice.of(segment.side)
        came_from = before.position.group.value if before else "start"
        way = self.phrases.arrive[move.position.group.value].get(came_from, "")
        told = [(Purpose.ARRIVE, way), (Purpose.ARRIVE, move.setup.words(segment.side))]
        if self._teacher(plan, segment).teaches_all:
            told.append((Purpose.ARRIVE, words.settle))
        told.append((Purpose.HOW, words.how))
        return self._told([*told, *self._feel(plan, index)], segment)

    def _feel(self, plan: Plan, index: int) -> list[tuple[Purpose, str]]:
        """Where it should be felt, if the work after `index` has no room to say it."""
        segment, work = plan.segments[index : index + 2]
        if work.kind is SegmentKind.HOLD:
            has_room = has_room_in_hold(work, self._teacher(plan, segment))
        else:
            has_room = has_room_to_feel(plan, index + 1)
        if has_room or segment.set_number > 1:
            return []
        return [(Purpose.FEEL, plan.items[segment.item].move.voice.of(segment.side).feel)]

    def _told(self, told: list[tuple[Purpose, str]], segment: Segment) -> list[Line]:
        return [
            _follow(purpose, sentence(filled(text, segment, self.phrases)))
            for purpose, text in told
            if text
        ]

    def _ready(self) -> Line:
        """A word just before the work begins."""
        return Line(Purpose.COUNTDOWN, (self.phrases.ready,), Before(READY_MS))

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
            case SegmentKind.REST if plan.segments[index + 1].kind.is_work:
                return settle_ms(move, move) if move.voice.of(segment.side).again else 0
            case _:
                return LET_GO_MS if segment.is_leaving else 0

    def _side_change(self, plan: Plan, index: int) -> list[Line]:
        segment = plan.segments[index]
        move, phrases = plan.items[segment.item].move, self.phrases
        words = move.voice.of(segment.side)
        is_brief = self.coaching.level is VoiceLevel.NAMES_AND_COUNTS
        if words.over and not is_brief:
            change = sentence(filled(words.over, segment, phrases))
        else:
            over = move.setup.words(segment.side)
            side = phrases.side(segment.side)
            over = side if is_brief or not can_be_said(over) else over
            change = sentences(phrases.change_sides, filled(over, segment, phrases))
        told = [(Purpose.HOW, words.again or words.how)]
        if self._teacher(plan, segment).teaches_all:
            told = [(Purpose.ARRIVE, words.settle), (Purpose.HOW, words.how)]
            told += self._feel(plan, index)
        lines = [_chime(Chime.SIDE), _follow(Purpose.CHANGE, change)]
        return [*lines, *self._told(told, segment), self._ready()]

    def _rest(self, plan: Plan, index: int) -> list[Line]:
        if plan.segments[index].is_leaving:
            return self._leaving(plan, index)
        following = plan.segments[index + 1]
        number = self.phrases.numbers.words
        lines = [_chime(Chime.NEXT)]
        if following.kind.is_work:
            words = self.phrases.rest_between_sets.format(
                count=number(following.set_number), sets=number(following.sets)
            )
            leave = self._leave(plan, index) or [_follow(Purpose.REST, self.phrases.rest)]
            voice = plan.items[following.item].move.voice.of(following.side)
            again = self._told([(Purpose.HOW, voice.again)], following)
            return [*lines, *leave, _follow(Purpose.REST, words), *again, self._ready()]
        words = self.phrases.rest
        if following.kind is SegmentKind.TRANSITION:
            words = self.phrases.rest_between_rounds.format(
                count=number(plan.items[following.item].round - 1),
                rounds=number(plan.routine.rounds),
            )
        else:
            lines += self._leave(plan, index)
        return [*lines, _follow(Purpose.REST, words)]

    def _leaving(self, plan: Plan, index: int) -> list[Line]:
        """How to come out of a move, and what to take along for the next one."""
        item = plan.segments[index].item
        lines = self._leave(plan, index)
        if item + 1 < len(plan.items):
            here, following = plan.items[item].move, plan.items[item + 1].move
            lines += self._fetch(self.phrases.fetch, _things(here, following))
        return lines

    def _leave(self, plan: Plan, index: int) -> list[Line]:
        worked = plan.segments[index - 1]
        words = plan.items[worked.item].move.voice.of(worked.side).leave
        return self._told([(Purpose.LEAVE, words)], worked)

    def _fetch(self, words: str, things: tuple[Item, ...]) -> list[Line]:
        """That `things` are needed, where there are any."""
        if not things:
            return []
        listed = self.phrases.listed([self.phrases.things[item.value] for item in things])
        return [_follow(Purpose.FETCH, sentence(words.format(things=listed)))]


def _sayable(line: Line) -> Line:
    """The line without the wordings that no voice of ours can say."""
    wordings = tuple(text for text in line.wordings if not text or can_be_said(text))
    return line if wordings == line.wordings else replace(line, wordings=wordings)


def _things(before: Move | None, move: Move) -> tuple[Item, ...]:
    """What a person has to fetch for `move`; at the beginning the mat, too."""
    things = things_to_fetch(before, move)
    needs_mat = any(piece.item is Item.MAT and piece.required for piece in move.equipment)
    return (Item.MAT, *things) if before is None and needs_mat else things


def _chime(chime: Chime) -> Line:
    return Line(Purpose.CHIME, (), Follow(), chime)


def _follow(purpose: Purpose, text: str) -> Line:
    return Line(purpose, (text,), Follow())
