# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages on which one hears, chooses and checks the voice."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from hipmob_desktop.clocks import session_clock
from hipmob_desktop.storage.background_worker import BackgroundWorker
from hipmob_desktop.voice.doctor import diagnose

if TYPE_CHECKING:
    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.app.navigation import Navigator
    from hipmob_desktop.app.voice import VoiceService
    from hipmob_desktop.voice.doctor import Check
    from hipmob_desktop.voice.voice import SpokenVoice

VOICES_EVERY_MS = 100
VOICES_LOOKS = 300
"""How often to look for the voices at the most: half a minute, on a machine that is very busy."""

WAITING = (("Sound", None, "Listen: a sentence is about to be said."),)


class SoundCheckPresenter(QObject):
    """Has the voice heard, listed and checked on those pages.

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
