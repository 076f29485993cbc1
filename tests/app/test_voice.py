# SPDX-License-Identifier: GPL-3.0-or-later
"""While nobody wants anything the clips of the shipped routines are made, once."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from hipmob_desktop.app import voice as window_voice
from hipmob_desktop.app.context import open_context
from hipmob_desktop.app.voice import ClipsAhead, texts_of
from hipmob_desktop.core.enums import VoiceLevel
from hipmob_desktop.core.preferences import PlanOptions, Preferences
from hipmob_desktop.paths import Paths


class FakeVoice:
    """A natural voice that makes clips when it is told to."""

    has_natural = True
    natural_fault = None
    make = "0a0b0c0d"

    def __init__(self, folder):
        self.cache = SimpleNamespace(folder=folder)
        self.orders = []
        self.makes_ahead = False

    def make_ahead(self, texts):
        self.orders.append(tuple(texts))
        self.makes_ahead = True

    def stop_making_ahead(self):
        self.makes_ahead = False


@pytest.fixture
def world(tmp_path):
    return open_context(Paths.below(tmp_path / "home"))


@pytest.fixture
def voice(tmp_path):
    (tmp_path / "voice").mkdir()
    return FakeVoice(tmp_path / "voice")


@pytest.fixture
def start(world, voice, qapp, monkeypatch):
    """Builds what a window has; each is a start of the program."""
    monkeypatch.setattr(window_voice, "AFTER_MS", 0)
    monkeypatch.setattr(window_voice, "LOOK_MS", 1)
    built, parents = [], []

    def build(preferences=None):
        parents.append(QObject())
        speaking = SimpleNamespace(voice=voice, is_there=True)
        chosen = SimpleNamespace(now=preferences or Preferences())
        built.append(ClipsAhead(world, speaking, chosen, parents[-1]))
        return built[-1]

    yield build
    for one in built:
        one.close()


def test_all_that_the_shipped_routines_say_is_made_ahead(start, voice, qtbot):
    start().begin_soon()
    qtbot.waitUntil(lambda: bool(voice.orders))

    assert {"last one", "Change sides. Lie on your left side, right leg on top."} <= set(
        voice.orders[0]
    )


def test_what_was_made_is_not_made_again_at_the_next_start(start, voice, qtbot):
    start().begin_soon()
    qtbot.waitUntil(lambda: bool(voice.orders))
    voice.makes_ahead = False
    note = voice.cache.folder / window_voice.NOTE
    qtbot.waitUntil(note.exists)
    second = start()
    second._begin()

    assert not second._worker._jobs
    assert len(voice.orders) == 1


@pytest.mark.parametrize(
    "changed", [Preferences(rate=180), Preferences(level=VoiceLevel.NAMES_AND_COUNTS)]
)
def test_another_voice_or_level_is_made_anew(start, voice, qtbot, changed):
    start().begin_soon()
    qtbot.waitUntil(lambda: bool(voice.orders))
    voice.makes_ahead = False
    qtbot.waitUntil((voice.cache.folder / window_voice.NOTE).exists)
    start(changed).begin_soon()

    qtbot.waitUntil(lambda: len(voice.orders) == 2)


def test_what_was_cut_short_is_taken_up_again(start, voice, qtbot):
    first = start()
    first.begin_soon()
    qtbot.waitUntil(lambda: bool(voice.orders))
    first.stop()

    assert not voice.makes_ahead
    assert not (voice.cache.folder / window_voice.NOTE).exists()


def test_a_failing_voice_is_not_noted_as_made(start, voice, qtbot):
    voice.natural_fault = "it does not start"
    first = start()
    first.begin_soon()
    qtbot.waitUntil(lambda: bool(voice.orders))
    voice.makes_ahead = False
    qtbot.waitUntil(lambda: not first._look.isActive())

    assert not (voice.cache.folder / window_voice.NOTE).exists()


@pytest.mark.parametrize("level", [VoiceLevel.SILENT, VoiceLevel.CHIMES])
def test_nothing_is_made_for_somebody_who_wants_no_words(start, voice, level):
    start(Preferences(level=level))._begin()

    assert not voice.orders


def test_own_routines_are_not_made_ahead(world):
    texts = texts_of(world, PlanOptions())

    assert len(texts) == len(set(texts))
    assert world.phrases.get_ready in texts
