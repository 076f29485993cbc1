# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's voice: made when needed, as chosen, and made ahead while all is quiet."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from app.spoken import ANNA, BERT, Spoken
from builders import PHRASES, the_library
from fakes import FakeClock
from hipmob_desktop.app import voice as window_voice
from hipmob_desktop.app.context import open_context
from hipmob_desktop.app.voice import (
    HEAR_AFTER_MS,
    ClipsAhead,
    VoiceService,
    texts_of,
)
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.enums import VoiceLevel
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.ports import SilentVoice
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

    assert {"Last one.", PHRASES.hurt, *first_time_words()} <= set(voice.orders[0])


def first_time_words():
    """What is said in a shipped routine to somebody to whom all of its moves are new."""
    routine = the_library().routine("nilsson_seven")
    coach = Coach(PHRASES, new_moves=frozenset(item.move.id for item in routine.items))
    return coach.all_texts(lay_out(routine, PlanOptions()))


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


@pytest.fixture
def made(monkeypatch):
    """The voices that were made."""
    made = []

    def make(_context):
        made.append(Spoken())
        return made[-1]

    monkeypatch.setattr(window_voice, "spoken_voice", make)
    return made


@pytest.fixture
def speaking(world, made):
    return VoiceService(world, Preferences(voice_id="bert", rate=180, pitch=70))


def test_the_voice_is_made_when_it_is_first_needed_and_once(speaking, made):
    speaking.choose(Preferences(), is_gradual=True)
    speaking.apply()
    speaking.close()
    assert (made, speaking.is_there) == ([], False)

    assert speaking.voice is speaking.voice
    assert (len(made), speaking.is_there) == (1, True)


def test_a_new_voice_speaks_as_it_was_chosen(world, made):
    chosen = Preferences(
        voice_id="bert", rate=180, pitch=70, voice_volume=0.5, chime_volume=0.2,
        lower_other_sound=True,
    )  # fmt: skip
    voice = VoiceService(world, chosen).voice

    assert voice.set == [("bert", 180, 70, False)]
    assert voice.volumes == [(0.5, 0.2)]
    assert voice.quieter == [True]


def test_what_was_chosen_before_the_voice_was_needed_holds(speaking):
    speaking.choose(Preferences(rate=200), is_gradual=True)

    assert speaking.voice.set == [(None, 200, 50, False)]


def test_another_choice_is_taken_up_by_the_voice_that_is_there(speaking):
    voice = speaking.voice
    speaking.choose(Preferences(rate=120, voice_volume=0.3), is_gradual=True)

    assert voice.set[-1] == (None, 120, 50, True)
    assert voice.volumes[-1] == (0.3, Preferences().chime_volume)


def test_a_silent_session_needs_no_voice(speaking, made):
    assert isinstance(speaking.voice_for(silent=True), SilentVoice)
    assert not made
    assert speaking.voice_for(silent=False) is made[0]


def test_one_sentence_is_made_and_said_a_moment_later(speaking, world):
    clock, words = FakeClock(), world.phrases.sound_check
    speaking.hear(clock)

    assert speaking.voice.acts == [("prepare", words), ("say", words, clock() + HEAR_AFTER_MS)]


def test_voices_are_listed_by_id_with_their_kind(speaking):
    assert speaking.voices() == ()
    speaking.voice.listed = (ANNA, BERT)

    assert speaking.voices() == (("anna", "Anna (natural)"), ("bert", "Bert (simple)"))


def test_voices_without_pitch_are_told_and_the_usual_one_is_among_them(speaking):
    speaking.voice.listed = (ANNA, BERT)
    speaking.voice.pitchless = {None, "anna"}
    assert speaking.voices_without_pitch() == {"", "anna"}

    speaking.voice.pitchless = set()
    assert speaking.voices_without_pitch() == frozenset()


def test_the_voice_is_let_go_with_the_window(speaking):
    voice = speaking.voice
    speaking.close()

    assert voice.acts == ["close"]
