# SPDX-License-Identifier: GPL-3.0-or-later
"""A session: one playing of a plan, with its voice. Both faces drive one of these.

It has no clock and no timer; whoever drives it hands in the time, often enough for the
eye and at least twice within the time that a cue is given ahead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.captions import caption_at, said_share
from hipmob_desktop.core.cue_dispatcher import CueDispatcher
from hipmob_desktop.core.cues import PAUSE_MS
from hipmob_desktop.core.enums import Ask, Command, PauseReason, VoiceLevel
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
from hipmob_desktop.core.plan_builder import (
    PlanBuilder,
    known_or_estimated,
    stretched,
    with_script,
)
from hipmob_desktop.core.player import (
    MAX_GAP_MS,
    Finished,
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
from hipmob_desktop.core.telling import Telling, Told, last_sentence
from hipmob_desktop.values import replace

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

MADE_WITHIN_MS = 1_000
"""So much longer words take that must first be made."""

MADE_AT_LAST_MS = 6_000
"""So long words are waited for that are told; an engine that rests must first wake."""

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
        self._builder = PlanBuilder(routine, options, coach, self._length_of)
        self._dispatcher = CueDispatcher(voice)
        self._aside = ""
        self._telling: Telling | None = None
        self._told = Told()
        self._player = Player(self._begin(), max_gap_ms=max_gap_ms)
        if resume is not None:
            restored = restored_player(self._player.plan, resume)
            self._player = replace(restored, max_gap_ms=max_gap_ms)
            self._fit_where_it_goes_on()
            self._cues = self._script()
            self._dispatcher.follow(self._cues, self._player.position_ms)
        self._texts = coach.all_texts(self._player.plan) if resume else self._builder.built().texts
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

    @property
    def _makes_words(self) -> bool:
        """Whether the voice has made something, so that what is not made yet will be."""
        some = (*self._first_words[:1], self.phrases.hurt)
        return self._voice.fault() is None and any(self._are_made((text,)) for text in some)

    def _are_made(self, texts: Iterable[str]) -> bool:
        return all(self._voice.length_ms(text) is not None for text in texts)

    def do(self, command: Command, now_ms: int) -> tuple[Event, ...]:
        """Apply a command at a time of the monotonic clock; returns what happened.

        Raises:
            IllegalCommandError: the player's state does not accept it.
        """
        if self._telling is not None:
            command = self._heed(self._telling, command, now_ms)
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

    @property
    def is_telling(self) -> bool:
        """Whether something is being told; it wants to be ticked meanwhile, though paused."""
        return self._telling is not None

    @property
    def goes_on(self) -> bool:
        """Whether it moves, or will by itself."""
        is_telling_first = self._telling is not None and self._telling.goes_on
        return is_telling_first or isinstance(self._player.state, Running | LeadIn)

    def has_more_of(self, item: int | None) -> bool:
        """Whether work of the item with that number is still to come."""
        following = self._player.plan.segments[self.moment.index :]
        return any(segment.item == item and segment.kind.is_work for segment in following)

    def ask(self, ask: Ask, now_ms: int) -> tuple[Event, ...]:
        """Say what a person asks for. The session waits, and goes on by itself if it did before.

        Any command but a tick calls that off. Where there is nothing to say, nothing happens.
        """
        texts = self._answer(ask)
        if not texts or isinstance(self._player.state, Ready | Finished):
            return ()
        goes_on = self.goes_on
        events = self.do(Command.PAUSE, now_ms) if self._player.accepts(Command.PAUSE) else ()
        if isinstance(self._player.state, Paused):
            is_awake = SessionPaused(PauseReason.SLEPT) not in events
            self.tell(texts, now_ms, goes_on=goes_on and is_awake)
        return events

    def tell(self, texts: tuple[str, ...], now_ms: int, *, goes_on: bool = False) -> None:
        """Say words that are in no plan, while the session stands still; then maybe go on."""
        self.stop_telling()
        self._tell(texts, now_ms, goes_on=goes_on)

    def stop_telling(self) -> None:
        """Say no more of what is being told, and do not go on after it."""
        if self._telling is not None:
            self._telling = None
            self._aside = ""
            self._dispatcher.hush()

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
        built = self._builder.built()
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
                self._told = Told()
                self._dispatcher.hush()
                self._dispatcher.follow(self._cues, position_ms)
            case HurtMarked():
                self._ask_what_then(event, now_ms)
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

    def _answer(self, ask: Ask) -> tuple[str, ...]:
        plan, position_ms = self._player.plan, self._player.position_ms
        match ask:
            case Ask.DESCRIBE:
                return self._coach.description(plan, position_ms)
            case Ask.WHERE:
                return self._coach.where(plan, position_ms)
            case Ask.AGAIN:
                last = last_sentence(self._cues, position_ms, self._told)
                return (last,) if last else ()

    def _ask_what_then(self, hurt: HurtMarked, now_ms: int) -> None:
        """Ask aloud how to go on after a side that hurt, with the keys that answer."""
        phrases = self._coach.phrases
        words = phrases.hurt if self.has_more_of(hurt.item) else phrases.hurt_over
        self._tell((words,), now_ms, is_asked_for=False)

    def _tell(
        self,
        texts: tuple[str, ...],
        now_ms: int,
        *,
        goes_on: bool = False,
        is_asked_for: bool = True,
    ) -> None:
        first, *rest = texts
        self._voice.prepare(filter(can_be_said, texts))
        self._aside = first
        self._told = Told(first, self._player.position_ms)
        is_wanted = self._is_wanted(is_asked_for=is_asked_for) and can_be_said(first)
        is_made = self._are_made((first,))
        begun_ms = now_ms if is_made else now_ms + MADE_WITHIN_MS
        self._telling = Telling(first, tuple(rest), begun_ms, now_ms, goes_on)
        if is_wanted and not is_made and self._makes_words:
            self._telling = replace(self._telling, waits_until_ms=now_ms + MADE_AT_LAST_MS)
        elif is_wanted:
            self._voice.say(first, now_ms + SAID_AFTER_MS)

    def _heed(self, telling: Telling, command: Command, now_ms: int) -> Command:
        """What `command` comes to while something is told: a tick may go on with it, or end it."""
        is_awake = now_ms - telling.seen_ms <= self._player.max_gap_ms
        if command is not Command.TICK or not is_awake:
            self.stop_telling()
        elif telling.waits_until_ms is not None:
            self._telling = telling.seen(now_ms)
            if self._are_made((telling.text,)) or now_ms >= telling.waits_until_ms:
                self._telling = telling.begun(now_ms)
                self._voice.say(telling.text, now_ms + SAID_AFTER_MS)
        elif now_ms < telling.begun_ms + SAID_AFTER_MS + self._length_of(telling.text) + PAUSE_MS:
            self._telling = telling.seen(now_ms)
        elif telling.rest:
            self._tell(telling.rest, now_ms, goes_on=telling.goes_on)
        else:
            self._telling = None
            return Command.RESUME if telling.goes_on else command
        return command

    def _say_now(self, text: str, now_ms: int) -> None:
        self._aside = text
        if self._is_wanted() and can_be_said(text):
            self._voice.prepare((text,))
            self._voice.say(text, now_ms + SAID_AFTER_MS)

    def _is_wanted(self, *, is_asked_for: bool = False) -> bool:
        """Whether words are to be heard that are in no plan: what nobody asked for is less so."""
        level = self._coach.coaching.level
        return level.speaks or (is_asked_for and level is not VoiceLevel.SILENT)

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
        fresh = self._builder.built().plan.segments
        here = plan.index_at(position_ms)
        end_ms = plan.segments[here].start_ms + fresh[here].duration_ms
        first = here if end_ms - position_ms >= LEAST_LEFT_MS else here + 1
        return plan.with_segments((*plan.segments[:first], *fresh[first:]))
