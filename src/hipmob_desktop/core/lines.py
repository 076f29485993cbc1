# SPDX-License-Identifier: GPL-3.0-or-later
"""The coach: what is to be said in each segment of a plan, and how it may be shortened."""

from __future__ import annotations

from dataclasses import dataclass, field

from hipmob_desktop.core.cues import (
    Before,
    Chime,
    CueKind,
    EndingBefore,
    Follow,
    From,
    Line,
)
from hipmob_desktop.core.move import Breath, Hold, Side, SideMode
from hipmob_desktop.core.phrases import Phrases, sentence
from hipmob_desktop.core.plan import Kind, Plan, PlannedItem, Segment
from hipmob_desktop.core.settings import Coaching, Counting, VoiceLevel

COUNTDOWN = 3
HOLD_COUNTDOWN = 5
LAST_COUNTED = 3
SECOND_MS = 1_000
BREATH_MS = 4_000
SHORT_HOLD_MS = 12_000
COACHING_SLACK_MS = 2_500


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
        segment = plan.segments[index]
        item = plan.items[segment.item]
        match segment.kind:
            case Kind.GET_READY | Kind.TRANSITION:
                lines = self._way_in(plan, segment, item)
            case Kind.SIDE_CHANGE:
                lines = self._side_change(segment, item)
            case Kind.REST:
                lines = self._rest(plan, index)
            case Kind.REP:
                lines = self._rep(plan, index)
            case Kind.HOLD:
                lines = self._hold(segment, item)
            case Kind.DONE:
                lines = [_chime(Chime.END), _follow(CueKind.ENCOURAGEMENT, self.phrases.done)]
        return tuple(line for line in lines if self._wanted(line))

    def lead_in(self, plan: Plan, position_ms: int) -> str:
        """Where a session goes on after a pause: "left side, from rep five"."""
        moment = plan.at(position_ms)
        segment = moment.segment
        both = segment.side is Side.BOTH
        values = {
            "side": self.phrases.side(segment.side),
            "count": self.phrases.numbers.words(segment.rep),
        }
        if segment.kind is Kind.REP:
            words = self.phrases.lead_in_rep if both else self.phrases.lead_in_side_rep
        elif segment.kind is Kind.HOLD:
            words = self.phrases.lead_in_hold if both else self.phrases.lead_in_side_hold
        else:
            words = self.phrases.lead_in_other
        return sentence(words.format(**values))

    def all_texts(self, plan: Plan) -> tuple[str, ...]:
        """Every wording that the script of `plan` may use, in order of need, each once."""
        found: dict[str, None] = {}
        for index in range(len(plan.segments)):
            for line in self.lines(plan, index):
                found.update(dict.fromkeys(line.wordings))
        return tuple(found)

    def _wanted(self, line: Line) -> bool:
        level = self.coaching.level
        if line.chime is Chime.TICK:
            return self.coaching.chimes and level is VoiceLevel.CHIMES
        if line.chime is not None:
            return self.coaching.chimes and level is not VoiceLevel.SILENT
        if level is VoiceLevel.NAMES_AND_COUNTS:
            return line.kind is not CueKind.COACHING
        return level.speaks

    def _way_in(self, plan: Plan, segment: Segment, item: PlannedItem) -> list[Line]:
        phrases = self.phrases
        is_first = segment.kind is Kind.GET_READY
        again = not is_first and plan.items[segment.item - 1].move is item.move
        name = phrases.first_move if is_first else phrases.next_move
        name = phrases.same_move_again if again else name
        lines = [_chime(Chime.START if is_first else Chime.NEXT)]
        if is_first:
            lines.append(_follow(CueKind.SAFETY, phrases.safety))
        lines.append(_follow(CueKind.MOVE, sentence(name.format(move=item.move.spoken_name))))
        if item.move.id in self.hurt_moves:
            lines.append(_follow(CueKind.SAFETY, phrases.hurt_before))
        lines.append(_follow(CueKind.MOVE, self._dose(item)))
        lines.append(_follow(CueKind.SIDE, self._side_words(segment, item)))
        return lines + self._countdown()

    def _dose(self, item: PlannedItem) -> str:
        phrases = self.phrases
        both = item.move.side_mode is SideMode.BOTH
        if isinstance(item.dose, Hold):
            words = phrases.hold_both if both else phrases.hold_each_side
            count = round(item.dose.hold_ms / SECOND_MS)
        else:
            words = {
                SideMode.BOTH: phrases.reps_both,
                SideMode.ALTERNATING: phrases.reps_alternating,
                SideMode.ONE_THEN_OTHER: phrases.reps_each_side,
            }[item.move.side_mode]
            count = item.dose.count
        return sentence(words.format(count=phrases.numbers.words(count)))

    def _side_words(self, segment: Segment, item: PlannedItem) -> str:
        setup = item.move.setup.words(segment.side)
        if segment.side is Side.BOTH:
            return sentence(self.phrases.start_position.format(setup=sentence(setup)))
        side = self.phrases.side(segment.side)
        return sentence(self.phrases.first_side.format(side=side, setup=setup))

    def _side_change(self, segment: Segment, item: PlannedItem) -> list[Line]:
        setup = sentence(item.move.setup.words(segment.side))
        words = self.phrases.change_sides.format(setup=setup, side=self.phrases.side(segment.side))
        return [
            _chime(Chime.SIDE),
            _follow(CueKind.SIDE_CHANGE, sentence(words)),
            *self._countdown(),
        ]

    def _rest(self, plan: Plan, index: int) -> list[Line]:
        is_round = plan.segments[index + 1].kind is Kind.TRANSITION
        words = self.phrases.round_rest if is_round else self.phrases.rest
        lines = [_chime(Chime.NEXT), _follow(CueKind.NEXT, words)]
        leads_to_work = plan.segments[index + 1].kind.is_work
        return lines + (self._countdown() if leads_to_work else [])

    def _countdown(self) -> list[Line]:
        return [self._number_before_end(number) for number in range(COUNTDOWN, 0, -1)]

    def _number_before_end(self, number: int) -> Line:
        word = self.phrases.numbers.words(number)
        return Line(CueKind.COUNT, (word,), Before(number * SECOND_MS))

    def _rep(self, plan: Plan, index: int) -> list[Line]:
        segment = plan.segments[index]
        move = plan.items[segment.item].move
        lines = [*self._count(segment), Line(CueKind.CHIME, (), From(0), Chime.TICK)]
        following = plan.segments[index + 1]
        if following.kind is Kind.REP and following.is_reversed != segment.is_reversed:
            lines.append(Line(CueKind.MOVE, (self.phrases.reverse,), EndingBefore(150)))
        if segment.rep == 1 or self.coaching.breath_words:
            lines += self._phase_words(segment)
        cue = coaching_cue(segment, move.cues)
        if cue:
            lines.append(Line(CueKind.COACHING, (sentence(cue),), From(0, COACHING_SLACK_MS)))
        return lines

    def _count(self, segment: Segment) -> list[Line]:
        phrases = self.phrases
        side = phrases.side(segment.side)
        alternates = segment.total_reps > segment.reps
        if self._is_counted(segment):
            count = phrases.numbers.words(segment.rep)
            if segment.is_last_rep:
                words = phrases.last_rep_side if alternates else phrases.last_rep
            else:
                words = phrases.side_count if alternates else "{count}"
            wordings = [words.format(side=side, count=count)]
        else:
            wordings = []
        if alternates:
            wordings.append(side)
        kind = CueKind.SIDE if alternates else CueKind.COUNT
        return [Line(kind, tuple(wordings), From(0))] if wordings else []

    def _is_counted(self, segment: Segment) -> bool:
        match self.coaching.counting:
            case Counting.EVERY:
                return True
            case Counting.LAST_THREE:
                return segment.rep > segment.reps - LAST_COUNTED
            case Counting.NONE:
                return False

    def _phase_words(self, segment: Segment) -> list[Line]:
        """The words of the phases, which show the rhythm of the first rep."""
        return [
            Line(CueKind.COACHING, (phase.say,), From(phase.start_ms, phase.duration_ms // 2))
            for phase in segment.phases
            if phase.say
        ]

    def _hold(self, segment: Segment, item: PlannedItem) -> list[Line]:
        lines: list[Line] = []
        for phase in segment.phases:
            if not phase.is_hold:
                lines.append(Line(CueKind.COUNT, (phase.say,), From(phase.start_ms)))
                continue
            end_ms = phase.start_ms + phase.duration_ms
            lines += [
                Line(
                    CueKind.COUNT,
                    (self.phrases.numbers.words(number),),
                    From(end_ms - number * SECOND_MS),
                )
                for number in range(HOLD_COUNTDOWN, 0, -1)
                if self._counts_holds and phase.duration_ms >= SHORT_HOLD_MS
            ]
            if phase.duration_ms >= SHORT_HOLD_MS:
                half = phase.start_ms + phase.duration_ms // 2
                lines.append(Line(CueKind.COUNT, (self.phrases.half_way,), From(half)))
            lines += self._breaths(phase.start_ms, end_ms)
            lines += _spread(item.move.cues, segment, phase.start_ms, phase.duration_ms)
        return lines

    @property
    def _counts_holds(self) -> bool:
        return self.coaching.counting is not Counting.NONE

    def _breaths(self, start_ms: int, end_ms: int) -> list[Line]:
        """Two breaths at the start of a hold; in all of it for those who want the words."""
        breaths = (end_ms - start_ms) // (2 * BREATH_MS)
        if not self.coaching.breath_words:
            breaths = min(breaths, 2)
        words = {Breath.IN: self.phrases.breathe_in, Breath.OUT: self.phrases.breathe_out}
        return [
            Line(
                CueKind.COACHING,
                (words[breath],),
                From(start_ms + number * 2 * BREATH_MS + offset),
            )
            for number in range(breaths)
            for breath, offset in ((Breath.IN, 300), (Breath.OUT, BREATH_MS))
        ]


def coaching_cue(segment: Segment, cues: tuple[str, ...]) -> str:
    """The coaching cue that belongs into a rep, or "" in most reps.

    One early and one late in each side, another one on the other side, so that none is
    heard twice in a row.
    """
    early, late = 2, max(4, round(segment.total_reps * 0.7))
    if not cues or segment.total_rep not in (early, late) or segment.is_last_rep:
        return ""
    place = 2 * (segment.block % len(cues)) + (segment.total_rep == late)
    return cues[place % len(cues)]


def _spread(
    cues: tuple[str, ...], segment: Segment, start_ms: int, duration_ms: int
) -> list[Line]:
    """Coaching cues at a third and at two thirds of a hold."""
    if duration_ms < SHORT_HOLD_MS or not cues:
        return []
    first = 2 * (segment.block % len(cues))
    return [
        Line(
            CueKind.COACHING,
            (sentence(cues[(first + place) % len(cues)]),),
            From(start_ms + duration_ms * (place + 1) // 3, COACHING_SLACK_MS),
        )
        for place in range(2)
    ]


def _chime(chime: Chime) -> Line:
    return Line(CueKind.CHIME, (), Follow(), chime)


def _follow(kind: CueKind, text: str) -> Line:
    return Line(kind, (text,), Follow())
