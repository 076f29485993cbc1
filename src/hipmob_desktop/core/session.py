# SPDX-License-Identifier: GPL-3.0-or-later
"""A session: one playing of a plan, with its voice. Both faces drive one of these.

It has no clock and no timer; whoever drives it hands in the time, often enough for the
eye and at least twice within the time that a cue is given ahead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.cue_dispatcher import CueDispatcher
from hipmob_desktop.core.cues import Cue, caption_at, script
from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.events import (
    Event,
    HurtMarked,
    Jumped,
    LeadInStarted,
    PlanChanged,
    SessionEnded,
    SessionPaused,
    SessionResumed,
)
from hipmob_desktop.core.plan_builder import known_or_estimated, lay_out, stretched
from hipmob_desktop.core.player import LeadIn, Paused, Player, Ready, Running, advance, with_plan

if TYPE_CHECKING:
    from hipmob_desktop.core.coach import Coach
    from hipmob_desktop.core.plan import Moment, Plan
    from hipmob_desktop.core.ports import Voice
    from hipmob_desktop.core.preferences import PlanOptions
    from hipmob_desktop.core.routine import Routine

SAID_AFTER_MS = 150

LEAST_LEFT_MS = 5_000
"""A segment is laid out anew only while so much of it is left that no count is under way."""


class Session:
    """A routine being followed today.

    The plan is laid out with the lengths of the clips that are made, and estimates for
    the others; when all are made, what is still to come is laid out once more, so that
    what is printed as a plan is what is played.
    """

    def __init__(self, routine: Routine, options: PlanOptions, coach: Coach, voice: Voice) -> None:
        self._routine = routine
        self._coach = coach
        self._voice = voice
        self._options = options
        self._length_of = known_or_estimated(voice.length_ms)
        self._dispatcher = CueDispatcher(voice)
        self._spoken_now = ""
        self._is_as_laid_out = True
        self._waits_for_lengths = True
        plan = self._lay_out()
        self._texts = coach.all_texts(plan)
        self.player = Player(plan)
        self.cues: tuple[Cue, ...] = self._script()
        voice.prepare((*self._texts, *coach.answers(plan)))
        voice.warm()

    @property
    def moment(self) -> Moment:
        """All that is true now."""
        return self.player.plan.at(self.player.position_ms)

    @property
    def caption(self) -> str:
        """The words that are being said, for the eye."""
        if isinstance(self.player.state, LeadIn | Paused):
            return self._spoken_now
        return caption_at(self.cues, self.player.position_ms)

    @property
    def is_ready_to_speak(self) -> bool:
        """Whether the first words are made, or will not be made."""
        return self._voice.fault() is not None or self._are_made(self._first_words[:1])

    @property
    def has_proved_the_voice(self) -> bool:
        """Whether all words of the first segment are made: those of an opening may come ready."""
        return self._are_made(self._first_words)

    @property
    def _first_words(self) -> list[str]:
        lines = self._coach.lines(self.player.plan, self.player.plan.index_at(0))
        return [line.wordings[0] for line in lines if line.wordings]

    def _are_made(self, texts: list[str]) -> bool:
        return all(self._voice.length_ms(text) is not None for text in texts)

    def do(self, command: Command, now_ms: int) -> tuple[Event, ...]:
        """Apply a command at a time of the monotonic clock; returns what happened.

        Raises:
            IllegalCommandError: the player's state does not accept it.
        """
        if command in (Command.START, Command.TOGGLE) and isinstance(self.player.state, Ready):
            self._begin()
        before_ms = self.player.position_ms
        self.player, events = advance(self.player, command, now_ms)
        if any(isinstance(event, PlanChanged) for event in events):
            self._is_as_laid_out = False
        events += self._take_lengths()
        for event in events:
            self._react(event, before_ms, now_ms)
        if isinstance(self.player.state, Running):
            self._dispatcher.play(self.player.position_ms, now_ms)
        return events

    def say(self, text: str, now_ms: int) -> int:
        """Say something that is in no plan, while the session stands still.

        Returns:
            How long that takes, in milliseconds.
        """
        self._say_now(text, now_ms)
        return SAID_AFTER_MS + self._length_of(text)

    def speak_anew(self) -> None:
        """The voice is another from now on: what comes next is made first, and fitted again."""
        plan = self.player.plan
        here = plan.index_at(self.player.position_ms)
        lines = (self._coach.lines(plan, index) for index in range(here, len(plan.segments)))
        coming = dict.fromkeys(text for some in lines for line in some for text in line.wordings)
        self._voice.prepare((*coming, *self._coach.answers(plan)))
        self._waits_for_lengths = True

    def take_over(self, player: Player) -> None:
        """Go on with a player that was kept, standing still where it was left."""
        self.player = player
        self._is_as_laid_out = False
        self.cues = self._script()
        self._dispatcher.follow(self.cues, player.position_ms)

    def _begin(self) -> None:
        self.player = Player(self._lay_out(), max_gap_ms=self.player.max_gap_ms)
        self.cues = self._script()
        self._dispatcher.follow(self.cues, 0)

    def _react(self, event: Event, before_ms: int, now_ms: int) -> None:
        position_ms = self.player.position_ms
        match event:
            case SessionPaused():
                self._dispatcher.hush()
                self._spoken_now = ""
                self._voice.prepare((self._lead_in(),))
            case SessionEnded(is_complete=False):
                self._dispatcher.hush()
            case LeadInStarted():
                self._voice.warm()
                self._say_now(self._lead_in(), now_ms)
            case SessionResumed() | Jumped():
                self._dispatcher.hush()
                self._dispatcher.follow(self.cues, position_ms)
            case HurtMarked():
                self._say_now(self._coach.phrases.hurt, now_ms)
            case PlanChanged():
                self._order_new_words()
                self.cues = self._script()
                self._dispatcher.switch(self.cues, position_ms - before_ms)
            case _:
                pass

    def _order_new_words(self) -> None:
        """What a change brings, such as another number of reps, is made and given room too."""
        texts = self._coach.all_texts(self.player.plan)
        if not set(texts) <= set(self._texts):
            self._texts = texts
            self._voice.prepare((*texts, *self._coach.answers(self.player.plan)))
            self._waits_for_lengths = True

    def _lead_in(self) -> str:
        return self._coach.lead_in(self.player.plan, self.player.position_ms)

    def _say_now(self, text: str, now_ms: int) -> None:
        self._spoken_now = text
        self._voice.prepare((text,))
        self._voice.say(text, now_ms + SAID_AFTER_MS)

    def _lay_out(self) -> Plan:
        return lay_out(
            self._routine, self._options, lines_of=self._coach.lines, length_of=self._length_of
        )

    def _script(self) -> tuple[Cue, ...]:
        return script(self.player.plan, self._coach.lines, self._length_of)

    def _take_lengths(self) -> tuple[Event, ...]:
        """When every clip is made, lay out anew what comes after this segment."""
        if not self._waits_for_lengths or isinstance(self.player.state, Ready):
            return ()
        if any(self._voice.length_ms(text) is None for text in self._texts):
            return ()
        self._waits_for_lengths = False
        position_ms = self.player.position_ms
        plan = self.player.plan
        following = plan.index_at(position_ms) + 1
        if self._is_as_laid_out:
            fresh = self._lay_out().segments
            here = plan.segments[following - 1].start_ms + fresh[following - 1].duration_ms
            first = following - 1 if here - position_ms >= LEAST_LEFT_MS else following
            plan = plan.with_segments((*plan.segments[:first], *fresh[first:]))
        else:
            plan = stretched(plan, self._coach.lines, self._length_of, from_index=following)
        if plan == self.player.plan:
            return ()
        self.player, events = with_plan(self.player, plan, position_ms)
        return events
