# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's voice: made when needed, as chosen, checked, and made ahead while all is quiet."""

import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from shiboken6 import delete

from builders import PHRASES, the_library
from fakes import FakeClock
from hipmob_desktop.app import voice as window_voice
from hipmob_desktop.app.context import open_context
from hipmob_desktop.app.voice import (
    HEAR_AFTER_MS,
    VOICES_LOOKS,
    WAITING,
    ClipsAhead,
    SoundCheckPresenter,
    VoiceService,
    texts_of,
)
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.enums import VoiceLevel
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.preferences import PlanOptions, Preferences
from hipmob_desktop.paths import Paths
from hipmob_desktop.voice.doctor import Check


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


class Spoken:
    """A spoken voice: remembers how it was set and what it said; its engines tell when told to."""

    def __init__(self):
        self.set, self.volumes, self.quieter = [], [], []
        self.apart = []
        self.acts = []
        self.listed = ()
        self.pitchless = {None}

    def set_voice(self, voice_id, *, rate, pitch, is_gradual):
        self.set.append((voice_id, rate, pitch, is_gradual))

    def set_volumes(self, voice, chimes):
        self.volumes.append((voice, chimes))

    def set_sides_apart(self, *, apart):
        self.apart.append(apart)

    def set_others_quieter(self, *, quieter):
        self.quieter.append(quieter)

    def prepare(self, texts):
        self.acts.append(("prepare", *texts))

    def say(self, text, at_ms):
        self.acts.append(("say", text, at_ms))

    def voices(self, language):
        return self.listed if language == "en" else ()

    def has_pitch(self, voice_id):
        return voice_id not in self.pitchless

    def close(self):
        self.acts.append("close")


ANNA = SimpleNamespace(id="anna", name="Anna", kind="natural")
BERT = SimpleNamespace(id="bert", name="Bert", kind="simple")


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
    monkeypatch.setattr(window_voice, "diagnose", diagnosis)
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
