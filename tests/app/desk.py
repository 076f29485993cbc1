# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole window in a folder of its own, with a voice and a clock that the tests hold."""

from __future__ import annotations

from PySide6.QtCore import QEvent

from fakes import FakeClock, RecordingVoice
from hipmob_desktop.app import session_manager, sound_check, startup, voice
from hipmob_desktop.app.context import AppContext
from hipmob_desktop.app.startup import Application
from hipmob_desktop.core.enums import Command
from hipmob_desktop.desktop.start_request import Action, StartRequest
from hipmob_desktop.ui.session.controller import VOICE_WAIT_MS
from hipmob_desktop.voice.doctor import Check

MINE = 'title = "Mine"\nmoves = ["Standing march x5"]\n'
STEP_MS, LONG_STEP_MS = 1_000, 4_000


class SpokenStandIn(RecordingVoice):
    """What a window asks of the voice of this machine, without a process that speaks."""

    has_natural = False

    def __init__(self):
        super().__init__()
        self.rate = self.volume = None

    def set_voice(self, _voice, *, rate, is_gradual, **_chosen):
        self.rate, self.is_gradual = rate, is_gradual

    def set_volumes(self, volume, _chimes):
        self.volume = volume

    def set_sides_apart(self, *, apart):
        self.are_sides_apart = apart

    def set_others_quieter(self, *, quieter):
        self.is_alone = quieter

    def voices(self, _language):
        return ()

    def has_pitch(self, _voice):
        return True

    def stop_making_ahead(self):
        """Nothing is made ahead."""

    def close(self):
        self.is_closed = True


class Desk:
    """Opens windows one after the other on the same folder, as a person does day by day."""

    def __init__(self, app, qtbot, monkeypatch, paths, library):
        self.app, self.paths = app, paths
        self._qtbot, self._library = qtbot, library
        self.clock, self.speeds, self.silences = FakeClock(), [], []
        self.spoken = SpokenStandIn()
        self.running = None
        monkeypatch.setattr(voice, "spoken_voice", lambda _context: self.spoken)
        monkeypatch.setattr(
            sound_check, "diagnose", lambda *_: [Check("sound", True, "It sounds.")]
        )
        monkeypatch.setattr(session_manager, "session_clock", self._clock_of)
        monkeypatch.setattr(startup, "SETTLES_MS", 0)
        self._voice_for = voice.VoiceService.voice_for
        monkeypatch.setattr(
            voice.VoiceService, "voice_for", lambda service, *, silent: self._ask(service, silent)
        )

    def _ask(self, service, silent):
        self.silences.append(silent)
        return self._voice_for(service, silent=silent)

    def _clock_of(self, speed=1.0):
        self.speeds.append(speed)
        return self.clock

    def open(self, request=None):
        """Open the window, and show it."""
        self.running = Application(self.app, AppContext(self.paths, self._library))
        self.running.show(request or StartRequest())
        return self

    def until(self, is_so):
        """Let things happen until that is so."""
        self._qtbot.waitUntil(lambda: bool(is_so()), timeout=10_000)

    @property
    def window(self):
        return self.running.front.window

    @property
    def page(self):
        """What is shown, by the name of its class."""
        return type(self.window.page).__name__

    @property
    def pages(self):
        return self.running.controller.pages

    @property
    def stage(self):
        return self.pages.stage

    @property
    def session(self):
        return self.running.controller._presenter.session

    @property
    def plan(self):
        return self.session.player.plan

    @property
    def offer(self):
        """The strip that offers to go on."""
        return self.running.front.library.head.strips.notice

    @property
    def faults(self):
        """What the list says is wrong."""
        strip = self.running.front.library.head.strips.faults
        return "" if strip.isHidden() else strip.accessibleDescription()

    def asks(self, routine, **options):
        """Do what another start of the program asks of this one."""
        request = StartRequest(
            action=Action.PLAY, routine=str(routine), options=tuple(options.items())
        )
        self.running.handle(request)

    def plays(self, routine="desk_break", **options):
        """Play a routine, from its first moment on."""
        self.asks(routine, **options)
        self.passes(VOICE_WAIT_MS)

    def passes(self, ms):
        """Let so much time of the session pass."""
        for _ in range(max(1, ms // STEP_MS)):
            self._steps(STEP_MS)

    def _steps(self, ms):
        """Let the window look at the clock after so much time."""
        self.clock.move(ms=ms)
        playing = self.running.controller._presenter._controller
        if playing is not None:
            playing._timer.timeout.emit()

    def plays_to_the_end(self):
        """Let the session that runs come to its end."""
        while self.session is not None:
            self._steps(LONG_STEP_MS)

    def stops(self):
        """Leave the session that runs."""
        self.running.controller._presenter._controller.give(Command.STOP)

    def close(self):
        """Close the window, as its person does, and the program with it."""
        if self.running is None:
            return
        self.window.close()
        self.running.close()
        self.forget()

    def forget(self):
        """Take away what a program that has ended leaves in this process."""
        running, self.running = self.running, None
        running.front.window.deleteLater()
        running.deleteLater()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
