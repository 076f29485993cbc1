# SPDX-License-Identifier: GPL-3.0-or-later
"""A session: one playing of a plan, with its voice. Both faces drive one of these.

It has no clock and no timer; whoever drives it hands in the time, often enough for the
eye and at least twice within the time that a cue is given ahead.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hipmob_desktop.core.captions import caption_at, said_share
from hipmob_desktop.core.cue_dispatcher import CueDispatcher
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
from hipmob_desktop.core.plan_builder import build_plan, known_or_estimated, stretched, with_script
from hipmob_desktop.core.player import (
    MAX_GAP_MS,
    LeadIn,
    Paused,
    Player,
    Ready,
    Running,
    advance,
    with_plan,
)
from hipmob_desktop.core.resume import restored_player
from hipmob_desktop.core.speakable import can_be_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hipmob_desktop.core.coach import Coach
    from hipmob_desktop.core.cues import Cue
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import Moment, Plan
    from hipmob_desktop.core.ports import Voice
    from hipmob_desktop.core.preferences import PlanOptions
    from hipmob_desktop.core.resume import ResumePoint
    from hipmob_desktop.core.routine import Routine

SAID_AFTER_MS = 150

LEAST_LEFT_MS = 5_000
"""A segment is laid out anew only while so much of it is left that no count is under way."""


class Session:
    """A routine being followed today.

    The plan is laid out with the lengths of the clips that are made, and estimates for
    the others; when all are made, what is still to come is laid out once more, so that
    what is printed as a plan is what is played. Until then it awaits the lengths of some
    texts. A plan that the person has changed is stretched, not laid out anew: `_unchanged`
    is the plan that was only laid out, and the player's is another when it was changed.
    """

    def __init__(
        self,
        routine: Routine,
        options: PlanOptions,
        coach: Coach,
        voice: Voice,
        *,
        resume: ResumePoint | None = None,
        max_gap_ms: int = MAX_GAP_MS,
    ) -> None:
        """A session at its start or, with `resume`, standing still where it was left.

        After more than `max_gap_ms` without a command it takes the computer to have slept.
        """
        self._coach = coach
        self._voice = voice
        self._length_of = known_or_estimated(voice.length_ms)
        self._build = partial(build_plan, routine, options, coach, self._length_of)
        self._dispatcher = CueDispatcher(voice)
        self._aside = ""
        self._player = Player(self._begin(), max_gap_ms=max_gap_ms)
        if resume is not None:
            restored = restored_player(self._player.plan, resume)
            self._player = replace(restored, max_gap_ms=max_gap_ms)
            self._fit_where_it_goes_on()
            self._cues = self._script()
            self._dispatcher.follow(self._cues, self._player.position_ms)
        self._texts = coach.all_texts(self._player.plan)
        self._awaited = self._texts
        voice.prepare((*self._texts, *coach.answers(self._player.plan)))
        voice.warm()

    @property
    def player(self) -> Player:
        """Where it stands, and what has been done of it."""
        return self._player

    @property
    def phrases(self) -> Phrases:
        """The words of its coach, and what a face shows."""
        return self._coach.phrases

    @property
    def moment(self) -> Moment:
        """All that is true now."""
        return self._player.plan.at(self._player.position_ms)

    @property
    def caption(self) -> str:
        """The words that are being said, for the eye."""
        if isinstance(self._player.state, LeadIn | Paused):
            return self._aside
        return caption_at(self._cues, self._player.position_ms)

    @property
    def said_share(self) -> float:
        """How far the words of the caption have been said, from 0 to 1; an aside's are at 0."""
        if isinstance(self._player.state, LeadIn | Paused):
            return 0.0
        return said_share(self._cues, self._player.position_ms)

    @property
    def words_now(self) -> str:
        """The words that lead what is done now, whether they are said or not."""
        return self._coach.now(self._player.plan, self._player.position_ms)

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
        lines = self._coach.lines(self._player.plan, self._player.plan.index_at(0))
        return [line.wordings[0] for line in lines if line.wordings]

    def _are_made(self, texts: Iterable[str]) -> bool:
        return all(self._voice.length_ms(text) is not None for text in texts)

    def do(self, command: Command, now_ms: int) -> tuple[Event, ...]:
        """Apply a command at a time of the monotonic clock; returns what happened.

        Raises:
            IllegalCommandError: the player's state does not accept it.
        """
        if command in (Command.START, Command.TOGGLE) and isinstance(self._player.state, Ready):
            self._player = replace(self._player, plan=self._begin())
        before_ms = self._player.position_ms
        self._player, events = advance(self._player, command, now_ms)
        events += self._take_lengths()
        for event in events:
            self._react(event, before_ms, now_ms)
        if isinstance(self._player.state, Running):
            self._dispatcher.play(self._player.position_ms, now_ms)
        return events

    def say(self, text: str, now_ms: int) -> int:
        """Say something that is in no plan, while the session stands still.

        Returns:
            How long that takes, in milliseconds; where it cannot be said, to read it.
        """
        self._say_now(text, now_ms)
        return SAID_AFTER_MS + self._length_of(text)

    def speak_anew(self) -> None:
        """The voice is another from now on: what comes next is made first, and fitted again."""
        plan = self._player.plan
        here = plan.index_at(self._player.position_ms)
        lines = (self._coach.lines(plan, index) for index in range(here, len(plan.segments)))
        coming = dict.fromkeys(text for some in lines for line in some for text in line.wordings)
        self._voice.prepare((*coming, *self._coach.answers(plan)))
        self._awaited = self._texts

    def _begin(self) -> Plan:
        """The session laid out with the lengths that are known now, about to be followed."""
        built = self._build()
        self._unchanged = built.plan
        self._cues = built.cues
        self._dispatcher.follow(built.cues, 0)
        return built.plan

    def _react(self, event: Event, before_ms: int, now_ms: int) -> None:
        position_ms = self._player.position_ms
        match event:
            case SessionPaused():
                self._dispatcher.hush()
                self._aside = ""
                self._voice.prepare((self._lead_in(),))
            case SessionEnded(is_complete=False):
                self._dispatcher.hush()
            case LeadInStarted():
                self._voice.warm()
                self._say_now(self._lead_in(), now_ms)
            case SessionResumed() | Jumped():
                self._dispatcher.hush()
                self._dispatcher.follow(self._cues, position_ms)
            case HurtMarked():
                self._say_now(self._coach.phrases.hurt, now_ms)
            case PlanChanged():
                self._fit_what_follows()
                self._order_new_words()
                self._cues = self._script()
                self._dispatcher.switch(self._cues, position_ms - before_ms)
            case _:
                pass

    def _order_new_words(self) -> None:
        """What a change brings, such as another number of reps, is made and given room too."""
        texts = self._coach.all_texts(self._player.plan)
        if not set(texts) <= set(self._texts):
            self._texts = texts
            self._voice.prepare((*texts, *self._coach.answers(self._player.plan)))
            self._awaited = texts

    def _fit_what_follows(self) -> None:
        """Room for the words of every segment after this one, in a plan that was changed."""
        plan = self._player.plan
        if plan is not self._unchanged:
            following = plan.index_at(self._player.position_ms) + 1
            fitted = stretched(plan, self._coach.lines, self._length_of, from_index=following)
            self._player = replace(self._player, plan=fitted)

    def _fit_where_it_goes_on(self) -> None:
        """Room for the words of this segment and all after it; the same share of it is gone."""
        moment = self.moment
        fitted = stretched(
            self._player.plan, self._coach.lines, self._length_of, from_index=moment.index
        )
        if fitted == self._player.plan:
            return
        here_ms = fitted.segments[moment.index].duration_ms
        into_ms = moment.into_ms * here_ms // max(1, moment.segment.duration_ms)
        position_ms = moment.segment.start_ms + into_ms
        self._player, _ = with_plan(self._player, fitted, position_ms)

    def _lead_in(self) -> str:
        return self._coach.lead_in(self._player.plan, self._player.position_ms)

    def _say_now(self, text: str, now_ms: int) -> None:
        self._aside = text
        if can_be_said(text):
            self._voice.prepare((text,))
            self._voice.say(text, now_ms + SAID_AFTER_MS)

    def _script(self) -> tuple[Cue, ...]:
        return with_script(self._player.plan, self._coach, self._length_of).cues

    def _take_lengths(self) -> tuple[Event, ...]:
        """When every clip is made, lay out anew what comes after this segment."""
        if not self._awaited or isinstance(self._player.state, Ready):
            return ()
        if not self._are_made(self._awaited):
            return ()
        self._awaited = ()
        plan, position_ms = self._player.plan, self._player.position_ms
        is_unchanged = plan is self._unchanged
        if is_unchanged:
            fitted = self._laid_out_from(plan, position_ms)
        else:
            following = plan.index_at(position_ms) + 1
            fitted = stretched(plan, self._coach.lines, self._length_of, from_index=following)
        if fitted == plan:
            return ()
        if is_unchanged:
            self._unchanged = fitted
        self._player, events = with_plan(self._player, fitted, position_ms)
        return events

    def _laid_out_from(self, plan: Plan, position_ms: int) -> Plan:
        """`plan` up to `position_ms`, and from there on as it would be laid out now."""
        fresh = self._build().plan.segments
        here = plan.index_at(position_ms)
        end_ms = plan.segments[here].start_ms + fresh[here].duration_ms
        first = here if end_ms - position_ms >= LEAST_LEFT_MS else here + 1
        return plan.with_segments((*plan.segments[:first], *fresh[first:]))
