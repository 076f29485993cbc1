# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's voice: made when first needed, and speaking as the person has chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from hipmob_desktop.app.context import LANGUAGE, AppContext, spoken_voice
from hipmob_desktop.clocks import session_clock
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.storage.background_worker import BackgroundWorker
from hipmob_desktop.voice.doctor import diagnose

if TYPE_CHECKING:
    from hipmob_desktop.app.navigation import Navigator
    from hipmob_desktop.core.ports import Clock, Voice
    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.voice.doctor import Check
    from hipmob_desktop.voice.voice import SpokenVoice

HEAR_AFTER_MS = 150
VOICES_EVERY_MS = 100
VOICES_LOOKS = 300
"""How often to look for the voices at the most: half a minute, on a machine that is very busy."""

WAITING = (("Sound", None, "Listen: a sentence is about to be said."),)


class VoiceService:
    """Holds the one voice of a window."""

    def __init__(self, context: AppContext, preferences: Preferences) -> None:
        self._context = context
        self._preferences = preferences
        self._spoken: SpokenVoice | None = None

    @property
    def is_there(self) -> bool:
        """Whether the voice has been needed."""
        return self._spoken is not None

    @property
    def voice(self) -> SpokenVoice:
        """The voice, made now if it was not needed before."""
        if self._spoken is None:
            self._spoken = spoken_voice(self._context)
            self.apply()
        return self._spoken

    def voice_for(self, *, silent: bool) -> Voice:
        """The voice of a session, or none."""
        return SilentVoice() if silent else self.voice

    def choose(self, preferences: Preferences, *, is_gradual: bool = False) -> None:
        """Speak as `preferences` say from now on, or as soon as the words are made so."""
        self._preferences = preferences
        if self._spoken is not None:
            self.apply(is_gradual=is_gradual)

    def hear(self, clock: Clock) -> None:
        """Say one sentence, so that a person knows how the voice sounds."""
        words = self._context.phrases.sound_check
        self.voice.prepare((words,))
        self.voice.say(words, clock() + HEAR_AFTER_MS)

    def voices(self) -> tuple[tuple[str, str], ...]:
        """The voices of our language, each an id and a label; empty until the engine told."""
        return tuple((one.id, f"{one.name} ({one.kind})") for one in self.voice.voices(LANGUAGE))

    def voices_without_pitch(self) -> frozenset[str]:
        """The ids of the voices whose pitch cannot be chosen; "" is the usual one."""
        listed = ("", *(id_ for id_, _ in self.voices()))
        return frozenset(id_ for id_ in listed if not self.voice.has_pitch(id_ or None))

    def close(self) -> None:
        """Let the voice go."""
        if self._spoken is not None:
            self._spoken.close()

    def apply(self, *, is_gradual: bool = False) -> None:
        """Take up voice and volumes as they are chosen."""
        if self._spoken is None:
            return
        chosen = self._preferences
        self._spoken.set_voice(
            chosen.voice_id or None, rate=chosen.rate, pitch=chosen.pitch, is_gradual=is_gradual
        )
        self._spoken.set_volumes(chosen.voice_volume, chosen.chime_volume)
        self._spoken.set_others_quieter(quieter=chosen.lower_other_sound)


class SoundCheckPresenter(QObject):
    """The pages on which one hears, chooses and checks the voice.

    Signals:
        checked: the checks of the sound, from the thread that made them.
    """

    checked = Signal(object)

    def __init__(self, context: AppContext, voices: VoiceService, pages: Navigator) -> None:
        super().__init__(pages.front.window)
        self._context = context
        self._voices = voices
        self._pages = pages
        self._worker = BackgroundWorker()
        self._is_checking = False
        self._looks_left = 0
        self._looking = QTimer(self)
        self._looking.setInterval(VOICES_EVERY_MS)
        self._looking.timeout.connect(self._look_for_voices)
        pages.sound_check.run_requested.connect(self.check)
        pages.settings.hear_requested.connect(self.hear)
        self.checked.connect(self._on_checked)

    @Slot()
    def hear(self) -> None:
        """Say a sentence in the voice that is chosen."""
        self._voices.hear(session_clock())

    def ask_for_voices(self) -> None:
        """Show the voices there are on the settings' page as soon as the engines told."""
        self._looks_left = VOICES_LOOKS
        self._looking.start()
        self._look_for_voices()

    @Slot()
    def _look_for_voices(self) -> None:
        voices = self._voices.voices()
        self._looks_left -= 1
        if voices or not self._looks_left:
            self._looking.stop()
            self._pages.settings.show_voices(voices, self._voices.voices_without_pitch())

    @Slot()
    def check(self) -> None:
        """Look at engines, voice and device, and speak; the answer comes some seconds later."""
        if self._is_checking:
            return
        self._is_checking = True
        self._pages.sound_check.show_checks(WAITING)
        self._worker.do("sound check", partial(self._look, self._voices.voice))

    def close(self) -> None:
        """Wait for no check, and take no answer any more."""
        self._looking.stop()
        self.checked.disconnect(self._on_checked)
        self._worker.close(patience_s=0)

    def _look(self, voice: SpokenVoice) -> None:
        checks = tuple(diagnose(voice, self._context.phrases.sound_check))
        if isValid(self):  # the window may have been closed meanwhile
            self.checked.emit(checks)

    @Slot(object)
    def _on_checked(self, checks: tuple[Check, ...]) -> None:
        self._is_checking = False
        rows = tuple((check.name.capitalize(), check.ok, check.sentence) for check in checks)
        self._pages.sound_check.show_checks(rows)
        self._voices.apply()
