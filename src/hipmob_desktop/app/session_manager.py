# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the window's sessions, and does to the world what `core.session_log` decides.

Here is only what needs Qt, a voice or the desktop: the look before a session, the signals of one
that runs, and the effects that come of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hipmob_desktop.clocks import monotonic_ms, session_clock, unix_ms
from hipmob_desktop.core import session_log as log
from hipmob_desktop.core.cues import Chime
from hipmob_desktop.core.enums import VoiceLevel
from hipmob_desktop.core.events import Event, SegmentStarted
from hipmob_desktop.core.plan_builder import estimated_ms, known_or_estimated
from hipmob_desktop.core.player import MAX_GAP_MS
from hipmob_desktop.core.session import MADE_WITHIN_MS, Session
from hipmob_desktop.core.text import sentences
from hipmob_desktop.desktop.keep_awake import AwakeState, release
from hipmob_desktop.desktop.memory import give_back
from hipmob_desktop.desktop.power import Battery, battery_fault, draining_battery
from hipmob_desktop.ui.session.preflight import PreflightItem
from hipmob_desktop.voice.voice import SpokenVoice

if TYPE_CHECKING:
    from hipmob_desktop.app.journal import JournalService
    from hipmob_desktop.app.session_request import SessionRequest
    from hipmob_desktop.app.voice import VoiceService
    from hipmob_desktop.core.journal import JournalEntry
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.player import Player
    from hipmob_desktop.core.ports import Voice
    from hipmob_desktop.core.preferences import Coaching, Preferences
    from hipmob_desktop.core.resume import ResumePoint, SessionSource
    from hipmob_desktop.desktop.keep_awake import KeepAwake
    from hipmob_desktop.storage.resume import ResumeKeeper
    from hipmob_desktop.ui.session.presenter import SessionPresenter

CONFIRM_AFTER_MS = 200
GREETS_AFTER_MS = 50
CHIME_MS = 400
TIDIES_MS = 2_000
"""So long after a move or a side is over, what was kept to show it is gone."""

ANSWER_MS = 1_500
"""So long somebody who was asked how their hips feel has for a key before the session starts."""


@dataclass(slots=True)
class _Prepared:
    """A session that is about to begin."""

    request: SessionRequest
    session: Session
    source: SessionSource
    battery: Battery | None


class SessionManager(QObject):
    """One session after the other; `source` tells of the last one that is kept.

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
        presenter: SessionPresenter,
        voices: VoiceService,
        keeper: ResumeKeeper,
        journal: JournalService,
        awake: KeepAwake,
    ) -> None:
        super().__init__(presenter)
        self._phrases = phrases
        self._presenter = presenter
        self._voices = voices
        self._keeper = keeper
        self._journal = journal
        self._awake = awake
        self._log = log.SessionLog(awake_pause_ms=0)
        self._voice: Voice | None = None
        self._prepared: _Prepared | None = None
        self.source: SessionSource | None = None
        self._has_told = False
        self._noted: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(log.KEEP_EVERY_MS)
        self._timer.timeout.connect(self._on_second)
        self._tidy = QTimer(self)
        self._tidy.setSingleShot(True)
        self._tidy.setInterval(TIDIES_MS)
        self._tidy.timeout.connect(give_back)
        presenter.preflight.passed.connect(self._play)
        presenter.preflight.felt.connect(self._feel_before)
        presenter.preflight.cancelled.connect(self._cancel)
        presenter.happened.connect(self._on_event)
        presenter.ended.connect(self._on_ended)

    def choose(self, preferences: Preferences) -> None:
        """Mind what the person has chosen, from now on."""
        self._log = replace(self._log, awake_pause_ms=preferences.awake_pause_ms)

    def found(self, point: ResumePoint) -> None:
        """A session was cut off: what was done in it is entered at once."""
        self._note(log.Found(point))

    @Slot()
    def dismiss(self) -> None:
        """Nobody wants to go on with the session that was found."""
        self._note(log.Dismissed())

    def begin(self, request: SessionRequest) -> None:
        """Play a session; one that is resumed stands still where it was left, then goes on.

        One that runs gives way: what was done in it is entered first.
        """
        self._see()
        self._note(log.Prepared())
        voice = self._voices.voice_for(silent=not request.has_voice)
        coach = request.coach(self._phrases)
        gap_ms = round(MAX_GAP_MS * max(1.0, request.speed))
        options = request.options
        session = Session(
            request.routine, options, coach, voice, resume=request.resume, max_gap_ms=gap_ms
        )
        self._voice = voice
        self._prepared = _Prepared(request, session, request.source, None)
        if not isinstance(voice, SpokenVoice):
            self._play()
            return
        self._greet(voice, options.coaching)
        self._prepared.battery = draining_battery()
        self._presenter.preview(session)
        self._presenter.preflight.begin(
            self._look,
            self._confirm,
            asks_feel=request.asks_feel_before,
            pain=request.routine.pain,
        )

    @Slot(int)
    def _feel_before(self, feel: int) -> None:
        """Keep with the session that is about to begin how the hips feel."""
        if self._prepared is not None:
            source = self._prepared.source
            self._prepared.source = replace(source, felt_before=feel)

    def fitted(self, request: SessionRequest, minutes: int, slower: float) -> SessionRequest:
        """The same in so many minutes, said by a voice that is so much slower than usual."""
        from hipmob_desktop.core.fit import fitted_for

        voice = self._voices.voice_for(silent=not request.has_voice)
        fitted = fitted_for(
            request.routine,
            minutes,
            request.options,
            request.coach(self._phrases),
            known_or_estimated(voice.length_ms, slower=slower),
        )
        return replace(request, routine=fitted.routine, fitted=fitted)

    def _greet(self, speech: SpokenVoice, coaching: Coaching) -> None:
        """Sound at once, so that somebody who started knows it without looking."""
        speech.prepare((self._phrases.get_ready, self._phrases.all_well))
        now_ms = monotonic_ms()
        if coaching.chimes and coaching.level is not VoiceLevel.SILENT:
            speech.sound(Chime.START, now_ms + GREETS_AFTER_MS)
        if coaching.level.speaks:
            speech.say(self._phrases.get_ready, now_ms + GREETS_AFTER_MS + CHIME_MS)

    def speak_anew(self) -> None:
        """The voice has changed: what is still to come is said in it."""
        if self._presenter.session is not None:
            self._presenter.session.speak_anew()

    @Slot()
    def _play(self) -> None:
        prepared, self._prepared = self._prepared, None
        if prepared is None:
            return
        self._has_told = self._fault() is not None
        speed = prepared.request.speed
        clock, kept = session_clock(speed), prepared.request.kept_words
        self._presenter.begin(prepared.session, clock, speed=speed, kept=kept)
        self.source = prepared.source if prepared.request.counts else None
        if prepared.request.counts:
            self._note(log.Began(prepared.source, prepared.session.player))
            self._timer.start()

    @Slot()
    def _cancel(self) -> None:
        self._prepared = None
        self._note(log.Cancelled())
        self.cancelled.emit()

    def _look(self) -> tuple[PreflightItem, ...]:
        """What the session needs, as far as it is known by now."""
        prepared, speech = self._prepared, self._voice
        if prepared is None or not isinstance(speech, SpokenVoice):
            return ()
        is_made = prepared.session.has_proved_the_voice
        return (
            _voice_item(speech, is_made=is_made),
            _item("Sound", speech.sound_fault, is_there=speech.is_running),
            *_time_items(prepared.request),
            *_others_items(speech),
            self._screen_item(),
            *_power_items(prepared),
        )

    def _screen_item(self) -> PreflightItem:
        fault = self._awake.fault
        is_well = False if fault else self._awake.state is AwakeState.HELD or None
        return PreflightItem("Screen", is_well, fault or "", is_needed=False)

    def _confirm(self) -> int:
        """Say that all is well, or what is not; how long that takes, in milliseconds."""
        prepared, speech = self._prepared, self._voice
        if prepared is None or not isinstance(speech, SpokenVoice) or speech.fault():
            return 0
        if not prepared.request.is_spoken:
            return 0
        notes = self._notes()
        said = [notes or self._phrases.all_well]
        if prepared.request.asks_feel_before and not notes:
            said.append(self._phrases.feel_before)
        speech.prepare(tuple(said))
        lengths = [speech.length_ms(words) for words in said]
        made_ms = 0 if all(lengths) else MADE_WITHIN_MS
        takes_ms = CONFIRM_AFTER_MS
        for words, length_ms in zip(said, lengths, strict=True):
            speech.say(words, monotonic_ms() + takes_ms)
            takes_ms += (length_ms or estimated_ms(words)) + CONFIRM_AFTER_MS
        return made_ms + takes_ms + (ANSWER_MS if said[1:] else 0)

    def _notes(self) -> str:
        """What is not well though the session can begin; nothing is said twice in a window."""
        told = {item.sentence for item in self._look() if item.is_well is False}
        new = sorted(told - self._noted)
        self._noted |= told
        return sentences(*new, self._phrases.space_starts) if new else ""

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        self._see(event)
        if isinstance(event, SegmentStarted):
            self._tell_what_is_missing()
            session = self._presenter.session
            if session is not None and not session.player.plan.segments[event.index].kind.is_work:
                self._tidy.start()

    @Slot()
    def _on_second(self) -> None:
        self._see()

    def _see(self, *events: Event) -> None:
        """Tell the log where the session that is played stands now."""
        session = self._presenter.session
        if session is not None:
            self._note(log.Moved(session.player, events))

    def _fault(self) -> str | None:
        """Why the session is silent, or why others are not made quieter, or None."""
        if self._voice is None:
            return None
        others = self._voice.others_fault if isinstance(self._voice, SpokenVoice) else None
        return self._voice.fault() or others

    def _tell_what_is_missing(self) -> None:
        """Say once in a session why it is silent, unless that was said before it."""
        fault = None if self._has_told else self._fault()
        if fault is not None:
            self._has_told = True
            self._presenter.notify(fault)

    @Slot(object)
    def _on_ended(self, player: Player) -> None:
        self._timer.stop()
        self._note(log.Left())
        self.ended.emit(player)
        self._tidy.start()

    @Slot()
    def leave(self) -> None:
        """The window closes: keep what is done, silence the rest."""
        self._see()
        self._timer.stop()
        self._prepared = None
        self._note(log.Left())
        self._presenter.drop()

    def _note(self, happening: log.Happening) -> None:
        self._log, effects = log.note(self._log, happening, unix_ms())
        log.carry_out(effects, self)

    def keep_place(self, point: ResumePoint) -> None:
        """Keep the place to go on from."""
        self._keeper.keep(point)

    def clear_place(self) -> None:
        """Forget the place."""
        self._keeper.clear()

    def enter(self, entry: JournalEntry) -> None:
        """Enter what was done in the journal."""
        self._journal.keep(entry)

    def hold_screen(self) -> None:
        """Keep the screen from going dark."""
        self._awake.hold()

    def release_screen(self, after_ms: int) -> None:
        """Let the screen go dark, so long from now."""
        release(self._awake, after_ms)

    def remember_pace(self, move_id: str, factor: float) -> None:
        """Tell of a pace that the person has set for a move."""
        self.paced.emit(move_id, factor)


def _item(name: str, fault: str | None, *, is_there: bool) -> PreflightItem:
    return PreflightItem(name, False if fault else is_there or None, fault or "")


def _voice_item(speech: SpokenVoice, *, is_made: bool) -> PreflightItem:
    """The voice; that the simple one stands in for the natural is said, and holds nothing up."""
    fault = speech.speech_fault
    if fault is None and is_made and speech.natural_fault:
        return PreflightItem(
            "Voice", is_well=False, sentence=speech.natural_fault, is_needed=False
        )
    return _item("Voice", fault, is_there=is_made)


def _others_items(speech: SpokenVoice) -> tuple[PreflightItem, ...]:
    """That other programs stay loud, where they were to be quieter and cannot be."""
    fault = speech.others_fault
    if fault is None:
        return ()
    return (PreflightItem("Others", is_well=False, sentence=fault, is_needed=False),)


def _time_items(request: SessionRequest) -> tuple[PreflightItem, ...]:
    """What became of a routine that was fitted to the time there is."""
    if request.fitted is None:
        return ()
    return (PreflightItem("Time", is_well=True, sentence=request.fitted.words, is_needed=False),)


def _power_items(prepared: _Prepared) -> tuple[PreflightItem, ...]:
    """The battery, where the computer lives on one."""
    if prepared.battery is None:
        return ()
    fault = battery_fault(prepared.battery, prepared.session.player.plan.total_ms)
    return (PreflightItem("Power", fault is None, fault or "", is_needed=False),)
