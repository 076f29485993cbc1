# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine's wrapper, with a pyttsx3 that behaves as the systems' drivers are known to."""

import sys
import types
import wave
from contextlib import suppress

import pytest

from cases import tried_with
from hipmob_desktop.voice.engine import (
    Engine,
    EngineError,
    StuckEngineError,
    UnknownVoiceError,
    VoiceStyle,
    _language,
    _missing,
    default_driver,
    usual_voice,
)


class FakeVoice:
    def __init__(self, name, languages):
        self.id = f"id of {name}"
        self.name = name
        self.languages = languages


class FakeDriver:
    """pyttsx3's engine: saves when its loop runs, tells errors by a callback only."""

    def __init__(self, voices=(), *, spoiled=0, known=None):
        self.voices = list(voices)
        self.spoiled = spoiled
        self.known = known
        self.set = []
        self.saved = []
        self.told = {}
        self.proxy = types.SimpleNamespace(setBusy=lambda _: None)

    def connect(self, topic, callback):
        self.told[topic] = callback

    def getProperty(self, _):  # noqa: N802  # pyttsx3's name
        return self.voices

    def setProperty(self, name, value):  # noqa: N802  # pyttsx3's name
        self.set.append((name, value))
        if name == "voice" and self.known is not None and value not in self.known:
            self.told["error"](exception=ValueError("no such voice"), name=None)

    def save_to_file(self, text, path):
        self.saved.append((text, path))

    def runAndWait(self):  # noqa: N802  # pyttsx3's name
        with wave.open(self.saved[-1][1], "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(16_000)
            if len(self.saved) > self.spoiled:
                file.writeframes(b"\0\1" * 50)
        self.told["finished-utterance"](name=None, completed=True)


class EarlyDriver(FakeDriver):
    """Comes back at once; writes what it was asked for when it is asked for more."""

    def save_to_file(self, text, path):
        if self.saved:
            super().runAndWait()
        super().save_to_file(text, path)

    def runAndWait(self):  # noqa: N802  # pyttsx3's name
        pass


class BreakingDriver(FakeDriver):
    def __init__(self, voices, error):
        super().__init__(voices)
        self.error = error

    def runAndWait(self):  # noqa: N802  # pyttsx3's name
        raise self.error


@pytest.fixture
def engine_of(monkeypatch, tmp_path):
    def build(fake, driver="sapi5"):
        monkeypatch.setattr("hipmob_desktop.voice.engine._offer_espeak", lambda: None)
        module = types.ModuleType("pyttsx3")
        module.init = lambda _: fake
        monkeypatch.setitem(sys.modules, "pyttsx3", module)
        return Engine(driver, tmp_path)

    return build


ENGLISH = FakeVoice("Zira", ["en_US"])
GERMAN = FakeVoice("Hedda", [b"\x05de-de"])


def test_samples_come_with_the_rate_the_engine_chose(engine_of):
    samples, rate = engine_of(FakeDriver([ENGLISH])).samples("one", VoiceStyle())

    assert (len(samples), rate) == (50, 16_000)


def test_an_empty_file_is_made_again(engine_of):
    fake = FakeDriver([ENGLISH], spoiled=2)
    engine_of(fake).samples("one", VoiceStyle())

    assert len(fake.saved) == 3


def test_after_three_empty_files_it_says_so(engine_of):
    with pytest.raises(EngineError, match="no sound"):
        engine_of(FakeDriver([ENGLISH], spoiled=3)).samples("one", VoiceStyle())


def test_each_file_has_a_name_that_was_not_used_before(engine_of):
    fake = FakeDriver([ENGLISH], spoiled=4)
    engine = engine_of(fake)
    for _ in range(2):
        with suppress(EngineError):
            engine.samples("one", VoiceStyle())

    names = [path for _, path in fake.saved]
    assert len(names) == len(set(names)) == 5


def test_no_file_stays_whether_it_was_good_or_empty(engine_of, tmp_path):
    engine_of(FakeDriver([ENGLISH], spoiled=2)).samples("one", VoiceStyle())

    assert not list(tmp_path.iterdir())


def test_after_a_driver_that_came_back_without_an_end_nothing_more_is_asked(engine_of):
    fake = EarlyDriver([ENGLISH])
    with pytest.raises(StuckEngineError, match="without having ended"):
        engine_of(fake).samples("one", VoiceStyle())

    assert len(fake.saved) == 1


@pytest.mark.parametrize("error", [RuntimeError("planted"), OSError(5, "planted")])
def test_after_a_driver_that_broke_off_nothing_more_is_asked(engine_of, error):
    with pytest.raises(StuckEngineError, match="planted"):
        engine_of(BreakingDriver([ENGLISH], error)).samples("one", VoiceStyle())


def test_by_itself_it_takes_an_english_voice(engine_of):
    fake = FakeDriver([GERMAN, ENGLISH])
    engine_of(fake).samples("one", VoiceStyle())

    assert ("voice", "id of Zira") in fake.set


def test_by_itself_it_never_takes_a_voice_of_another_language(engine_of):
    with pytest.raises(EngineError, match="English voice"):
        engine_of(FakeDriver([GERMAN])).samples("one", VoiceStyle())


def test_a_chosen_voice_may_be_of_any_language(engine_of):
    fake = FakeDriver([GERMAN])
    engine_of(fake).samples("one", VoiceStyle(voice="id of Hedda"))

    assert ("voice", "id of Hedda") in fake.set


def test_a_voice_that_is_not_there_is_told_apart(engine_of):
    fake = FakeDriver([ENGLISH], known={"id of Zira"})

    with pytest.raises(UnknownVoiceError, match="Albert"):
        engine_of(fake).samples("one", VoiceStyle(voice="Albert"))


def test_properties_are_set_only_when_they_change(engine_of):
    fake = FakeDriver([ENGLISH])
    engine = engine_of(fake)
    for rate in (150, 150, 150, 120):
        engine.samples("one", VoiceStyle(rate=rate, pitch=40))

    assert fake.set == [
        ("voice", "id of Zira"), ("rate", 150), ("pitch", 40), ("rate", 120),
    ]  # fmt: skip


def test_a_driver_that_does_not_start_is_named(monkeypatch, tmp_path):
    module = types.ModuleType("pyttsx3")
    monkeypatch.setitem(sys.modules, "pyttsx3", module)  # has no init at all

    with pytest.raises(EngineError, match="does not start"):
        Engine("sapi5", tmp_path)


@tried_with(
    ("told", "language"),
    [
        (["en_US"], "en-us"),
        ([b"\x05de"], "de"),
        (["\x05en-gb-x-rp"], "en-gb-x-rp"),
        (["409"], ""),
        ([], ""),
        (["", "fr-FR"], "fr-fr"),
    ],
)
def test_a_language_is_read_however_the_driver_tells_it(told, language):
    assert _language(told) == language


class Token:
    """A voice as SAPI has it; `language` in hexadecimal digits, None where it tells none."""

    def __init__(self, name, language):
        self.Id = f"id of {name}"
        self._name, self._language = name, language

    def GetDescription(self):  # noqa: N802  # SAPI's name
        return self._name

    def GetAttribute(self, name):  # noqa: N802  # SAPI's name
        if name == "Language" and self._language is None:
            raise OSError("no such attribute")
        return self._language if name == "Language" else "Female"


def sapi_of(tokens):
    """pyttsx3's module for SAPI, as far as it reads voices: 2.99 does so in this way."""

    class SAPI5Driver:
        @staticmethod
        def _toVoice(attr):  # noqa: N802  # pyttsx3's name
            code = int(attr.GetAttribute("Language"), 16)
            return FakeVoice(attr.GetDescription(), [{0x409: "en-US", 0x407: "de-DE"}[code]])

        def voices(self):
            return [self._toVoice(token) for token in tokens]

    def voice(**told):
        made = FakeVoice(told["name"], told["languages"])
        made.id = told["id"]
        return made

    return types.SimpleNamespace(SAPI5Driver=SAPI5Driver, Voice=voice)


@pytest.mark.parametrize("odd", [None, "", "xyz", "5;409"])
def test_an_odd_voice_of_windows_hides_no_other(engine_of, monkeypatch, odd):
    sapi = sapi_of([Token("Hedda", "407"), Token("Odd", odd), Token("Zira", "409;9")])
    monkeypatch.setitem(sys.modules, "pyttsx3.drivers.sapi5", sapi)
    fake = FakeDriver()
    fake.getProperty = lambda _: sapi.SAPI5Driver().voices()
    engine = engine_of(fake)

    told = {voice["name"]: (voice["id"], voice["language"]) for voice in engine.voices()}
    assert told == {
        "Hedda": ("id of Hedda", "de-de"),
        "Odd": ("id of Odd", ""),
        "Zira": ("id of Zira", "en-us"),
    }
    engine.samples("one", VoiceStyle())
    assert ("voice", "id of Zira") in fake.set


def test_an_engine_that_takes_a_moment_is_waited_for():
    answers = iter([False, False, True])
    Engine._wait(lambda: next(answers))
    assert next(answers, None) is None


def test_an_engine_that_never_answers_is_given_up(monkeypatch):
    monkeypatch.setattr("hipmob_desktop.voice.engine.PATIENCE_S", 0.02)
    with pytest.raises(StuckEngineError, match="does not answer"):
        Engine._wait(lambda: False)


def ids(engine):
    return [voice["id"] for voice in engine.voices()]


def test_voices_come_by_language_and_name_without_those_in_another_script(engine_of):
    shavian, welsh, nameless = (
        FakeVoice(name, [language])
        for name, language in (("Shaw", "en-shaw"), ("Cymraeg", "cy"), ("", ""))
    )
    engine = engine_of(FakeDriver([ENGLISH, shavian, welsh, GERMAN, nameless]))
    assert engine.voices() == [
        {"id": "id of ", "name": "id of ", "language": ""},
        {"id": "id of Cymraeg", "name": "Cymraeg", "language": "cy"},
        {"id": "id of Hedda", "name": "Hedda", "language": "de-de"},
        {"id": "id of Zira", "name": "Zira", "language": "en-us"},
    ]
    assert engine_of(FakeDriver()).voices() == []


def test_espeak_has_other_timbres_of_its_clearest_voices(engine_of):
    scots = FakeVoice("Scots", ["en-gb-scotland"])
    engine = engine_of(FakeDriver([ENGLISH, scots]), "espeak")
    assert len(engine.voices()) == 2 + 5
    assert {"id": "id of Zira+f5", "name": "Zira, female 5", "language": "en-us"} in (
        engine.voices()
    )
    assert ids(engine_of(FakeDriver([ENGLISH, scots]))) == ["id of Scots", "id of Zira"]


@pytest.mark.parametrize(
    ("driver", "voice", "pitch"),
    [("espeak", "en-us+adam", [("pitch", 50)]), ("natural", "heart", []), ("nsss", None, [])],
)
def test_the_usual_voice_is_that_of_the_driver(engine_of, monkeypatch, driver, voice, pitch):
    monkeypatch.setattr(Engine, "_is_idle", lambda _: True)
    fake = FakeDriver([GERMAN, ENGLISH])
    engine = engine_of(fake, driver)
    engine.samples("one", VoiceStyle(rate=150, pitch=40))
    engine.samples("one", VoiceStyle(rate=150))
    told = [("voice", voice or "id of Zira"), ("rate", 150)]
    assert fake.set[:2] == told
    assert fake.set[-1:] == (pitch or ([("pitch", 50)] if driver == "nsss" else told[-1:]))


def test_the_voice_is_set_again_when_it_is_another(engine_of):
    fake = FakeDriver([GERMAN, ENGLISH])
    engine = engine_of(fake)
    for voice in ("id of Hedda", "id of Hedda", None):
        engine.samples("one", VoiceStyle(voice=voice))
    assert [value for name, value in fake.set if name == "voice"] == ["id of Hedda", "id of Zira"]


def test_an_error_that_is_told_is_in_the_reason(engine_of, tmp_path):
    class Telling(FakeDriver):
        def runAndWait(self):  # noqa: N802  # pyttsx3's name
            self.told["error"](exception=ValueError("out of breath"), name=None)

    text = "a word " * 10
    with pytest.raises(EngineError) as told:
        engine_of(Telling([ENGLISH])).samples(text, VoiceStyle())
    assert str(told.value) == (
        f"The speech engine gave no sound for “{text[:40]}” (out of breath)."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_was_broken_off_is_made_again(engine_of):
    class Breaking(FakeDriver):
        def runAndWait(self):  # noqa: N802  # pyttsx3's name
            super().runAndWait()
            if len(self.saved) < 3:
                self.told["finished-utterance"](name=None, completed=False)

    fake = Breaking([ENGLISH])
    assert len(engine_of(fake).samples("one", VoiceStyle())[0]) == 50
    assert len(fake.saved) == 3


MISSING = {
    "natural": (
        "The natural voice does not start (gone), so the simple one speaks: "
        "install the program anew to have it back."
    ),
    "espeak": "No speech engine: install the package espeak-ng, then start again (gone).",
    "sapi5": "The system's speech engine does not start (gone): look at its speech settings.",
}


@pytest.mark.parametrize("driver", MISSING)
def test_what_to_do_where_a_driver_does_not_start_is_told(driver):
    assert _missing(driver, OSError("gone\nand more")) == MISSING[driver]
    assert f"({'x' * 120})" in _missing(driver, OSError("x" * 200))


@pytest.mark.parametrize(
    ("platform", "driver"),
    [("linux", "espeak"), ("win32", "sapi5"), ("darwin", "nsss"), ("freebsd", "espeak")],
)
def test_each_system_has_its_driver(monkeypatch, platform, driver):
    monkeypatch.setattr(sys, "platform", platform)
    assert default_driver() == driver


def test_where_none_is_chosen_the_first_english_voice_speaks():
    voices = [{"id": one, "language": one} for one in ("de", "en-gb", "en-us")]
    assert usual_voice("sapi5", voices) == "en-gb"
    assert usual_voice("sapi5", voices[:1]) is None
    assert usual_voice("espeak", []) == "en-us+adam"


def test_espeak_is_offered_and_the_natural_voice_registered_where_they_are_to_speak(
    engine_of, monkeypatch
):
    done = []
    scratch = engine_of(FakeDriver([ENGLISH]))._scratch
    monkeypatch.setattr("hipmob_desktop.voice.engine._offer_espeak", lambda: done.append("e"))
    monkeypatch.setattr("hipmob_desktop.voice.natural.register", lambda: done.append("n"))
    for driver in ("espeak", "natural", "sapi5"):
        Engine(driver, scratch)
        done.append(driver)
    assert done == ["e", "espeak", "n", "natural", "sapi5"]


def test_a_driver_is_free_when_it_is_loaded_and_its_ends_are_heard(engine_of):
    fake = FakeDriver()
    busy = []
    fake.proxy.setBusy = busy.append
    engine_of(fake)
    assert busy == [False]
    assert sorted(fake.told) == ["error", "finished-utterance"]
