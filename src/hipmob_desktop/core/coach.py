# SPDX-License-Identifier: GPL-3.0-or-later
"""The coach: what is to be said in each segment of a plan, and how it may be shortened."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hipmob_desktop.core.coach_work import COUNTDOWN, hold_lines, rep_lines
from hipmob_desktop.core.cues import PAUSE_MS, Before, Chime, CueKind, Follow, Line
from hipmob_desktop.core.enums import SegmentKind, Side, SideMode, VoiceLevel
from hipmob_desktop.core.move import transition_ms
from hipmob_desktop.core.ports import SECOND_MS
from hipmob_desktop.core.preferences import Coaching
from hipmob_desktop.core.speakable import can_be_said
from hipmob_desktop.core.text import clause, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import Plan, Segment

_NOT_SAID_BRIEFLY = (CueKind.COACHING, CueKind.PHASE)


_WAYS = frozenset({SegmentKind.GET_READY, SegmentKind.TRANSITION, SegmentKind.SIDE_CHANGE})
BEGUN_MS = 1_000
"""Less of a way into position is nothing that one could be brought back into."""


@dataclass(frozen=True, slots=True)
class Coach:
    """Knows the words and how much to say; `lines` is what a script is made of.

    `hurt_moves` are the ids of moves that hurt when they were last done.
    """

    phrases: Phrases
    coaching: Coaching = field(default_factory=Coaching)
    hurt_moves: frozenset[str] = frozenset()

    def lines(self, plan: Plan, index: int) -> tuple[Line, ...]:
        """What is to be said and sounded in the segment at `index` of `plan`."""
        lines = map(_sayable, self._all_lines(plan, index))
        return tuple(line for line in lines if self._wanted(line))

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
        found = {self.phrases.hurt: None}
        for segment in plan.segments:
            found[self.lead_in(plan, segment.start_ms)] = None
            if segment.duration_ms > BEGUN_MS:
                found[self.lead_in(plan, segment.start_ms + BEGUN_MS)] = None
        for item in plan.items:
            if can_be_said(item.move.easier):
                found[item.move.easier] = None
        return tuple(filter(None, found))

    def _all_lines(self, plan: Plan, index: int) -> list[Line]:
        segment = plan.segments[index]
        move = plan.items[segment.item].move
        match segment.kind:
            case SegmentKind.GET_READY | SegmentKind.TRANSITION:
                return self._way_in(plan, index)
            case SegmentKind.SIDE_CHANGE:
                return self._side_change(segment, move)
            case SegmentKind.REST:
                return self._rest(plan, index)
            case SegmentKind.REP:
                return rep_lines(plan, index, self.phrases, self.coaching)
            case SegmentKind.HOLD:
                return hold_lines(plan, index, self.phrases, self.coaching)
            case SegmentKind.DONE:
                return [_chime(Chime.END), _follow(CueKind.ENCOURAGEMENT, self.phrases.done)]

    def _wanted(self, line: Line) -> bool:
        level = self.coaching.level
        if line.chime is Chime.TICK:
            return self.coaching.chimes and level is VoiceLevel.CHIMES
        if line.chime is not None:
            return self.coaching.chimes and level is not VoiceLevel.SILENT
        if level is VoiceLevel.NAMES_AND_COUNTS and line.kind in _NOT_SAID_BRIEFLY:
            return False
        return level.speaks and any(line.wordings)

    def _way_in(self, plan: Plan, index: int) -> list[Line]:
        segment = plan.segments[index]
        move = plan.items[segment.item].move
        if segment.kind is SegmentKind.GET_READY:
            nominal_ms = plan.routine.get_ready_ms
            lines = [_chime(Chime.START), _follow(CueKind.SAFETY, self.phrases.safety)]
            name, unnamed = self.phrases.first_move, self.phrases.first_move_unnamed
        else:
            before = plan.items[segment.item - 1].move
            nominal_ms = transition_ms(before, move)
            lines = [_chime(Chime.NEXT)]
            name, unnamed = self.phrases.next_move, self.phrases.next_move_unnamed
            if before is move:
                name, unnamed = self.phrases.same_move_again, self.phrases.same_move_unnamed
        if not can_be_said(move.spoken_name):
            name = unnamed
        name = sentence(name.format(move=clause(move.spoken_name)))
        lines.append(_follow(CueKind.MOVE, name))
        if move.id in self.hurt_moves:
            lines.append(_follow(CueKind.SAFETY, self.phrases.hurt_before))
        lines.append(_follow(CueKind.MOVE, self._dose(plan, index)))
        lines.append(_setup(CueKind.SIDE, self._side_words(segment, move), nominal_ms))
        return [*lines, *self._countdown()]

    def _dose(self, plan: Plan, index: int) -> str:
        """How much will be done, as the work that follows the segment at `index` says."""
        phrases = self.phrases
        work = plan.segments[index + 1]
        mode = plan.items[work.item].move.side_mode
        held_ms = sum(phase.duration_ms for phase in work.phases if phase.is_hold)
        if work.kind is SegmentKind.HOLD:
            words = phrases.hold_both if mode is SideMode.BOTH else phrases.hold_each_side
        else:
            words = {
                SideMode.BOTH: phrases.rep_both if work.reps == 1 else phrases.reps_both,
                SideMode.ALTERNATING: phrases.reps_alternating,
                SideMode.ONE_THEN_OTHER: phrases.reps_each_side,
            }[mode]
        count = phrases.numbers.words(work.reps)
        dose = sentence(words.format(count=count, length=phrases.length(held_ms)))
        if work.sets == 1:
            return dose
        return f"{dose} {sentence(phrases.sets.format(count=phrases.numbers.words(work.sets)))}"

    def _side_words(self, segment: Segment, move: Move) -> str:
        phrases = self.phrases
        words = {
            SideMode.BOTH: phrases.start_position,
            SideMode.ALTERNATING: phrases.first_in_turn,
            SideMode.ONE_THEN_OTHER: phrases.first_side,
        }[move.side_mode]
        return self._with_setup(words, segment, move)

    def _with_setup(self, words: str, segment: Segment, move: Move) -> str:
        """`words` with the side and how to get into position, each sentence with its capital."""
        setup = clause(move.setup.words(segment.side))
        if not can_be_said(setup):
            words, setup = _without_setup(words), ""
        text = words.format(side=self.phrases.side(segment.side), setup=setup)
        return " ".join(sentence(part) for part in text.split(". "))

    def _side_change(self, segment: Segment, move: Move) -> list[Line]:
        words = self._with_setup(self.phrases.change_sides, segment, move)
        return [
            _chime(Chime.SIDE),
            _setup(CueKind.SIDE_CHANGE, words, move.side_change_ms),
            *self._countdown(),
        ]

    def _rest(self, plan: Plan, index: int) -> list[Line]:
        following = plan.segments[index + 1]
        number = self.phrases.numbers.words
        if following.kind.is_work:
            words = self.phrases.rest_between_sets.format(
                count=number(following.set_number), sets=number(following.sets)
            )
        elif following.kind is SegmentKind.TRANSITION:
            words = self.phrases.rest_between_rounds.format(
                count=number(plan.items[following.item].round - 1),
                rounds=number(plan.routine.rounds),
            )
        else:
            words = self.phrases.rest
        countdown = self._countdown() if following.kind.is_work else ()
        return [_chime(Chime.NEXT), _follow(CueKind.NEXT, words), *countdown]

    def _countdown(self) -> Iterator[Line]:
        for number in range(COUNTDOWN, 0, -1):
            word = self.phrases.numbers.words(number)
            yield Line(CueKind.COUNT, (word,), Before(number * SECOND_MS))


def _sayable(line: Line) -> Line:
    """The line without the wordings that no voice of ours can say."""
    wordings = tuple(text for text in line.wordings if not text or can_be_said(text))
    return line if wordings == line.wordings else replace(line, wordings=wordings)


def _without_setup(words: str) -> str:
    """What is left of `words` where nothing can be said of how to get into position."""
    parts = [part.partition(": {setup}")[0] for part in words.split(". ")]
    return ". ".join(part for part in parts if "{setup}" not in part)


def _chime(chime: Chime) -> Line:
    return Line(CueKind.CHIME, (), Follow(), chime)


def _follow(kind: CueKind, text: str) -> Line:
    return Line(kind, (text,), Follow())


def _setup(kind: CueKind, text: str, nominal_ms: int) -> Line:
    """How to get into position, and time to do it: half of what the way there takes.

    Whoever has their eyes closed begins to move when they have heard where to. The
    countdown is part of that time.
    """
    moving_ms = nominal_ms // 2 - COUNTDOWN * SECOND_MS
    return Line(kind, (text,), Follow(max(PAUSE_MS, moving_ms)))
