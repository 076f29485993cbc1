# SPDX-License-Identifier: GPL-3.0-or-later
"""The voice is heard, listed and checked on pages of its own."""

import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from shiboken6 import delete

from app.spoken import BERT, Spoken
from hipmob_desktop.app import sound_check as module
from hipmob_desktop.app import voice as window_voice
from hipmob_desktop.app.context import open_context
from hipmob_desktop.app.sound_check import VOICES_LOOKS, WAITING, SoundCheckPresenter
from hipmob_desktop.app.voice import VoiceService
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.paths import Paths
from hipmob_desktop.voice.doctor import Check


@pytest.fixture
def world(tmp_path):
    return open_context(Paths.below(tmp_path / "home"))


@pytest.fixture
def speaking(world, monkeypatch):
    monkeypatch.setattr(window_voice, "spoken_voice", lambda _: Spoken())
    return VoiceService(world, Preferences(voice_id="bert", rate=180, pitch=70))


class Settings(QObject):
    """The settings' page, as far as voices go."""

    hear_requested = Signal()

    def __init__(self):
        super().__init__()
        self.shown = []

    def show_voices(self, voices, without_pitch):
        self.shown.append((voices, without_pitch))


class CheckPage(QObject):
    """The page of the sound check."""

    run_requested = Signal()

    def __init__(self):
        super().__init__()
        self.shown = []

    def show_checks(self, rows):
        self.shown.append(rows)


class Diagnosis:
    """A check that takes until it is let end, and turns the voice down as the true one may."""

    def __init__(self):
        self.begun = 0
        self.may_end = threading.Event()

    def __call__(self, voice, _line):
        self.begun += 1
        self.may_end.wait(5)
        voice.set_volumes(1.0, 1.0)
        return [Check("speech engine", ok=False, sentence="It is mute.")]


@pytest.fixture
def diagnosis(monkeypatch):
    diagnosis = Diagnosis()
    monkeypatch.setattr(module, "diagnose", diagnosis)
    yield diagnosis
    diagnosis.may_end.set()


@pytest.fixture
def pages(qapp):
    return SimpleNamespace(
        front=SimpleNamespace(window=QObject()), settings=Settings(), sound_check=CheckPage()
    )


@pytest.fixture
def presenter(world, speaking, pages, diagnosis):
    return SoundCheckPresenter(world, speaking, pages)


@pytest.fixture
def sound(presenter):
    """The presenter of a window that is closed after the test."""
    yield presenter
    presenter.close()


def test_the_voices_are_shown_as_soon_as_the_engines_told(sound, speaking, pages):
    sound.ask_for_voices()
    sound._looking.timeout.emit()
    assert not pages.settings.shown
    speaking.voice.listed = (BERT,)
    sound._looking.timeout.emit()

    assert pages.settings.shown == [((("bert", "Bert (simple)"),), {""})]
    assert not sound._looking.isActive()


def test_where_no_engine_tells_it_is_shown_after_half_a_minute_that_there_is_no_voice(
    sound, pages
):
    sound.ask_for_voices()
    for _ in range(VOICES_LOOKS - 2):
        sound._looking.timeout.emit()
    assert not pages.settings.shown
    sound._looking.timeout.emit()

    assert pages.settings.shown == [((), {""})]
    assert not sound._looking.isActive()
    assert sound._looking.interval() * VOICES_LOOKS == 30_000


def test_the_settings_let_one_hear_the_voice(sound, speaking, pages, world):
    pages.settings.hear_requested.emit()

    assert [act[:2] for act in speaking.voice.acts][-1] == ("say", world.phrases.sound_check)


def test_only_one_check_is_made_at_a_time(sound, pages, diagnosis, qtbot):
    pages.sound_check.run_requested.emit()
    qtbot.waitUntil(lambda: diagnosis.begun == 1)
    pages.sound_check.run_requested.emit()
    assert pages.sound_check.shown == [WAITING]
    diagnosis.may_end.set()
    qtbot.waitUntil(lambda: len(pages.sound_check.shown) == 2)
    assert diagnosis.begun == 1

    pages.sound_check.run_requested.emit()
    qtbot.waitUntil(lambda: len(pages.sound_check.shown) == 4)
    assert diagnosis.begun == 2


def test_what_was_found_is_shown_and_the_volumes_are_put_back(
    sound, speaking, pages, diagnosis, qtbot
):
    speaking.choose(Preferences(voice_volume=0.4, chime_volume=0.1), is_gradual=False)
    diagnosis.may_end.set()
    sound.check()
    qtbot.waitUntil(lambda: len(pages.sound_check.shown) == 2)

    assert pages.sound_check.shown[-1] == (("Speech engine", False, "It is mute."),)
    assert speaking.voice.volumes[-2:] == [(1.0, 1.0), (0.4, 0.1)]


def test_a_check_whose_window_was_closed_meanwhile_harms_nothing(
    presenter, pages, diagnosis, qtbot, caplog
):
    presenter.check()
    qtbot.waitUntil(lambda: diagnosis.begun == 1)
    presenter.close()
    delete(pages.front.window)
    diagnosis.may_end.set()

    assert presenter._worker.close()
    assert pages.sound_check.shown == [WAITING]
    assert not caplog.records
