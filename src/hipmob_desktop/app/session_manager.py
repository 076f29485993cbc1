# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the window's sessions, and minds what goes with one.

The screen stays on, the place is kept, and what is missing is said once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hipmob_desktop.clocks import monotonic_ms, unix_ms
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.cues import Chime
from hipmob_desktop.core.enums import SegmentKind, VoiceLevel
from hipmob_desktop.core.events import (
    Event,
    LeadInStarted,
    PlanChanged,
    SegmentStarted,
    SessionPaused,
)
from hipmob_desktop.core.journal import entry_of
from hipmob_desktop.core.plan_builder import estimated_ms
from hipmob_desktop.core.player import MAX_GAP_MS, Finished, Player
from hipmob_desktop.core.resume import (
    ResumePoint,
    SessionSource,
    fingerprint,
    point_of,
)
from hipmob_desktop.core.session import Session
from hipmob_desktop.desktop.keep_awake import AwakeState
from hipmob_desktop.desktop.power import Battery, battery_fault, draining_battery
from hipmob_desktop.ui.session.preflight import PreflightItem
from hipmob_desktop.voice.service import SpokenVoice

if TYPE_CHECKING:
    from hipmob_desktop.app.journal import JournalService
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.ports import Voice
    from hipmob_desktop.core.preferences import Coaching, PlanOptions, Preferences
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.desktop.keep_awake import KeepAwake
    from hipmob_desktop.storage.resume import ResumeKeeper
    from hipmob_desktop.ui.session.presenter import SessionPresenter

CONFIRM_AFTER_MS = 200
GREETS_AFTER_MS = 50
CHIME_MS = 400
KEEP_MS = 1_000
"""How often the place is kept: what is lost at the most when the program is killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRequest:
    """A session to start: `source_name` is the routine's id, or the path of its file.

    `routine` is already without what does not go with `skip_tags`.
    """

    routine: Routine
    source_name: str
    options: PlanOptions
    voice: Voice
    speed: float = 1.0
    resume: ResumePoint | None = None
    hurt_moves: frozenset[str] = frozenset()
    skip_tags: frozenset[SkipTag] = frozenset()


class SessionManager(QObject):
    """One session after the other.

    Signals:
        ended: the Player as it ended.
        cancelled: a session was not started after all.
        paced: the id of a move and the factor that the person has set for it.
    """

    ended = Signal(object)
    cancelled = Signal()
    paced = Signal(str, float)

    def __init__(
        self,
        phrases: Phrases,
        flow: SessionPresenter,
        keeper: ResumeKeeper,
        past: JournalService,
        awake: KeepAwake,
    ) -> None:
        super().__init__(flow)
        self._phrases = phrases
        self._flow = flow
        self._keeper = keeper
        self._past = past
        self._awake = awake
        self._voice: Voice | None = None
        self._speech: SpokenVoice | None = None
        self._session: Session | None = None
        self._source: SessionSource | None = None
        self._kept: Player | None = None
        self._battery: Battery | None = None
        self._has_told = False
        self._awake_pause_ms = 0
        self._timer = QTimer(self)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self._keep)
        flow.start_check.passed.connect(self._play)
        flow.start_check.cancelled.connect(self._cancel)
        flow.happened.connect(self._on_event)
        flow.ended.connect(self._on_ended)

    def choose(self, preferences: Preferences) -> None:
        """Mind what the person has chosen, from now on."""
        self._awake_pause_ms = preferences.awake_pause_ms

    def begin(self, start: SessionRequest) -> None:
        """Play a session; one that is resumed stands still where it was left, then goes on."""
        coach = Coach(self._phrases, start.options.coaching, start.hurt_moves)
        session = Session(
            start.routine,
            start.options,
            coach,
            start.voice,
            resume=start.resume,
            max_gap_ms=round(MAX_GAP_MS * max(1.0, start.speed)),
        )
        self._voice = start.voice
        self._source = SessionSource(
            routine=start.source_name,
            fingerprint=fingerprint(start.routine),
            options=start.options,
            skip_tags=start.skip_tags,
            title=start.routine.title,
            started_at_ms=start.resume.source.started_at_ms if start.resume else unix_ms(),
        )
        self._kept = None
        self._awake.hold()
        self._session = session
        start.voice.prepare((self._phrases.get_ready, self._phrases.all_well))
        self._speech = start.voice if isinstance(start.voice, SpokenVoice) else None
        if self._speech is None:
            self._play()
            return
        self._greet(self._speech, start.options.coaching)
        self._battery = draining_battery()
        self._flow.preview(session)
        self._flow.start_check.begin(self._look, self._confirm)

    def _greet(self, speech: SpokenVoice, coaching: Coaching) -> None:
        """Sound at once, so that somebody who started knows it without looking."""
        now_ms = monotonic_ms()
        if coaching.chimes and coaching.level is not VoiceLevel.SILENT:
            speech.sound(Chime.START, now_ms + GREETS_AFTER_MS)
        if coaching.level.speaks:
            speech.say(self._phrases.get_ready, now_ms + GREETS_AFTER_MS + CHIME_MS)

    def speak_anew(self) -> None:
        """The voice has changed: what is still to come is said in it."""
        if self._flow.session is not None:
            self._flow.session.speak_anew()

    @Slot()
    def _play(self) -> None:
        if self._session is not None:
            session, self._session = self._session, None
            self._has_told = self._voice is not None and self._voice.fault() is not None
            self._flow.begin(session)
            self._timer.start()

    @Slot()
    def _cancel(self) -> None:
        self._session = None
        self._awake.let_go()
        self.cancelled.emit()

    def _look(self) -> tuple[PreflightItem, ...]:
        """What the session needs, as far as it is known by now."""
        speech = self._speech
        if speech is None:
            return ()
        is_made = self._session is not None and self._session.has_proved_the_voice
        return (
            self._voice_fact(speech, is_made=is_made),
            _fact("Sound", speech.sound_fault, is_there=speech.is_running),
            self._screen_fact(),
            *self._power_facts(),
        )

    @staticmethod
    def _voice_fact(speech: SpokenVoice, *, is_made: bool) -> PreflightItem:
        """The voice; the simple one in place of the natural is well, but said."""
        fault = speech.speech_fault
        if fault is None and is_made and speech.natural_fault:
            return PreflightItem(
                "Voice", is_well=False, sentence=speech.natural_fault, is_needed=False
            )
        return _fact("Voice", fault, is_there=is_made)

    def _screen_fact(self) -> PreflightItem:
        fault = self._awake.fault
        is_known = self._awake.state is AwakeState.HELD
        return PreflightItem(
            "Screen", False if fault else is_known or None, fault or "", is_needed=False
        )

    def _power_facts(self) -> tuple[PreflightItem, ...]:
        """The battery, where the computer lives on one."""
        if self._session is None or self._battery is None:
            return ()
        fault = battery_fault(self._battery, self._session.player.plan.total_ms)
        return (PreflightItem("Power", fault is None, fault or "", is_needed=False),)

    def _confirm(self) -> int:
        """Say that all is well; how long that takes, in milliseconds."""
        words = self._phrases.all_well
        speech = self._speech
        if speech is None or speech.fault():
            return 0
        speech.say(words, monotonic_ms() + CONFIRM_AFTER_MS)
        length_ms = speech.length_ms(words) or estimated_ms(words)
        return CONFIRM_AFTER_MS + length_ms + CONFIRM_AFTER_MS

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        match event:
            case SessionPaused():
                self._awake.hold_for(self._awake_pause_ms)
                self._keep()
            case LeadInStarted():
                self._awake.hold()
            case SegmentStarted():
                self._tell_what_is_missing()
            case PlanChanged():
                self._tell_pace()
            case _:
                pass

    def _tell_pace(self) -> None:
        """A pace that was set for a move is remembered for it."""
        session = self._flow.session
        if session is None or self._source is None:
            return
        moment = session.moment
        if moment.segment.kind is SegmentKind.REP:
            usual_ms = sum(phase.duration_ms for phase in moment.move.phases)
            factor = moment.segment.duration_ms / usual_ms / self._source.options.pace
            self.paced.emit(moment.move.id, round(factor, 2))

    def _tell_what_is_missing(self) -> None:
        """Say once in a session why it is silent, unless that was said before it."""
        fault = None if self._has_told or self._voice is None else self._voice.fault()
        if fault is not None:
            self._has_told = True
            self._flow.notify(fault)

    @Slot()
    def _keep(self) -> None:
        """Keep the place, unless it is the one that was kept last."""
        session = self._flow.session
        if session is None or self._source is None or session.player is self._kept:
            return
        self._kept = session.player
        self._keep_point(session.player)

    def _keep_point(self, player: Player) -> None:
        if self._source is not None:
            self._keeper.keep(point_of(player, self._source, saved_at_ms=unix_ms()))

    @Slot(object)
    def _on_ended(self, player: Player) -> None:
        self._timer.stop()
        self._awake.let_go()
        if isinstance(player.state, Finished) and player.state.is_complete:
            self._keeper.clear()
        else:
            self._keep_point(player)
        self._enter(player)
        self.ended.emit(player)

    @Slot()
    def leave(self) -> None:
        """The window closes: keep what is done, silence the rest."""
        session = self._flow.session
        self._timer.stop()
        self._awake.let_go()
        self._flow.drop()
        if session is not None:
            self._keep_point(session.player)
            self._enter(session.player)

    def _enter(self, player: Player) -> None:
        """Enter what was done into the record, if anything was."""
        if self._source is None:
            return
        point = point_of(player, self._source, saved_at_ms=unix_ms())
        is_complete = isinstance(player.state, Finished) and player.state.is_complete
        entry = entry_of(point, is_complete=is_complete)
        if entry.is_worth_keeping:
            self._past.keep(entry)


def _fact(name: str, fault: str | None, *, is_there: bool) -> PreflightItem:
    return PreflightItem(name, False if fault else is_there or None, fault or "")
