# SPDX-License-Identifier: GPL-3.0-or-later
"""The natural driver by itself, as pyttsx3 drives it."""

import os
import socket
import sys
import urllib.request
import wave
from array import array
from importlib import metadata
from itertools import pairwise

import pytest

try:
    import numpy as np
except ImportError:  # nor is there the voice, and nothing of this is tried
    np = None

from hipmob_desktop.voice import audio, natural
from hipmob_desktop.voice.audio import RATE
from voice.world import needs_natural

pytestmark = needs_natural


@pytest.fixture(scope="module")
def _loaded():
    import pyttsx3

    natural.register()
    return pyttsx3.init(natural.DRIVER)


@pytest.fixture
def driven(_loaded, tmp_path):
    """pyttsx3 with our driver, as it is when it was just loaded."""
    _loaded.proxy.setBusy(True)
    for name, value in (("voice", natural.VOICE), ("rate", 160), ("volume", 1.0)):
        _loaded.proxy._driver.setProperty(name, value)
    return Driven(_loaded, tmp_path)


class Driven:
    """An engine of pyttsx3's, and all that it tells."""

    def __init__(self, engine, folder):
        self.engine = engine
        self.folder = folder
        self.told = []
        engine._connects.clear()
        for topic in ("started-utterance", "finished-utterance", "error"):
            engine.connect(topic, lambda topic=topic, **told: self.told.append((topic, told)))

    def said(self, text, **properties):
        """Give the sound of a text."""
        path = self.folder / f"{len(list(self.folder.iterdir()))}.wav"
        for name, value in properties.items():
            self.engine.setProperty(name, value)
        self.engine.save_to_file(text, str(path))
        self.engine.runAndWait()
        return sound(path)

    def errors(self):
        return [told["exception"] for topic, told in self.told if topic == "error"]

    def ends(self):
        return [
            (told["name"], told["completed"])
            for topic, told in self.told
            if topic == "finished-utterance"
        ]


def sound(path):
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return array("h", file.readframes(file.getnframes()))


# -- what pyttsx3 asks for ---------------------------------------------------------------------


def test_the_library_below_it_is_told_to_send_nothing(monkeypatch):
    import hibari
    import onnxruntime

    class Quiet:
        def __init__(self, **_):
            """Load nothing."""

        def phonemize(self, _):
            """Say nothing."""

    told = []
    off = "disable_telemetry_events"
    monkeypatch.setattr(onnxruntime, off, lambda: told.append("off"), raising=False)
    monkeypatch.setattr(hibari, "Hibari", Quiet)
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    natural.buildDriver(None)
    assert told == ["off"]
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"


def test_all_that_is_queued_is_said_in_its_order(driven, tmp_path):
    for number, text in enumerate(["one", "Change sides.", "two"]):
        driven.engine.save_to_file(text, str(tmp_path / f"{number}.wav"), name=text)
    assert not list(tmp_path.iterdir())
    driven.engine.runAndWait()

    assert driven.ends() == [("one", True), ("Change sides.", True), ("two", True)]
    lengths = [len(sound(tmp_path / f"{number}.wav")) for number in range(3)]
    assert lengths[1] > max(lengths[0], lengths[2]) * 1.5


def test_what_is_asked_for_after_the_loop_is_said_at_once(driven, tmp_path):
    driven.engine.runAndWait()
    driven.engine.save_to_file("one", str(tmp_path / "one.wav"))

    assert sound(tmp_path / "one.wav")


@pytest.mark.parametrize("times", [1, 3])
def test_a_loop_that_is_ended_before_it_starts_ends(driven, times):
    driven.engine.proxy.setBusy(False)
    for _ in range(times):
        driven.engine.runAndWait()

    assert driven.said("one")


def test_somebody_elses_loop_works_off_the_queue(driven, tmp_path):
    driven.engine.save_to_file("one", str(tmp_path / "one.wav"))
    driven.engine.startLoop(useDriverLoop=False)
    driven.engine.iterate()
    driven.engine.endLoop()

    assert sound(tmp_path / "one.wav")
    assert driven.said("two")


def test_an_unknown_voice_is_told_and_the_voice_goes_on(driven):
    driven.engine.proxy.setBusy(False)
    driven.engine.setProperty("voice", "emma")

    assert [str(error) for error in driven.errors()] == ["unknown voice 'emma'"]
    assert driven.engine.getProperty("voice") == natural.VOICE
    assert driven.said("one")


def test_there_is_one_voice_and_it_speaks_english(driven):
    voices = driven.engine.getProperty("voices")

    assert [(one.id, one.languages) for one in voices] == [(natural.VOICE, [natural.LANGUAGE])]


def test_a_property_that_it_has_not_is_an_error(driven):
    driven.engine.proxy.setBusy(False)
    driven.engine.setProperty("pitch", 50)

    assert [type(error) for error in driven.errors()] == [KeyError]
    with pytest.raises(KeyError):
        driven.engine.getProperty("pitch")


def test_it_only_ever_saves(driven):
    driven.engine.say("one")
    driven.engine.runAndWait()

    assert [type(error) for error in driven.errors()] == [NotImplementedError]


@pytest.mark.parametrize("text", [" ", "…", "—!"])
def test_a_text_without_a_word_is_told_and_the_next_is_said(driven, tmp_path, text):
    driven.engine.save_to_file(text, str(tmp_path / "nothing.wav"))
    driven.engine.runAndWait()

    assert driven.ends() == [(None, False)]
    assert len(driven.errors()) == 1
    assert not (tmp_path / "nothing.wav").exists()
    assert driven.said("one")


def test_a_folder_that_is_gone_is_told(driven, tmp_path):
    driven.engine.save_to_file("one", str(tmp_path / "gone" / "one.wav"))
    driven.engine.runAndWait()

    assert driven.ends() == [(None, False)]
    assert [type(error) for error in driven.errors()] == [FileNotFoundError]


# -- how it speaks -----------------------------------------------------------------------------

LONG = "Lie on your left side, right leg on top."


def test_more_words_a_minute_take_less_time(driven):
    lengths = [len(driven.said(LONG, rate=rate)) for rate in (100, 160, 240)]

    assert all(slow > 1.2 * fast for slow, fast in pairwise(lengths))


@pytest.mark.parametrize(("beyond", "furthest"), [(5, 91), (2_000, 364)])
def test_it_goes_no_faster_or_slower_than_it_can(driven, beyond, furthest):
    assert driven.said("one", rate=beyond) == driven.said("one", rate=furthest)


def test_half_the_volume_is_half_as_loud(driven):
    full, half = driven.said("one"), driven.said("one", volume=0.5)

    assert audio.peak(half) == pytest.approx(audio.peak(full) / 2, rel=0.01)


def test_the_same_words_give_the_same_sound_whatever_was_said_between(driven):
    first = driven.said("one")
    driven.said(LONG)

    assert driven.said("one") == first


@pytest.mark.parametrize("text", ["Hold", "Left side, from rep five", "one"])
def test_a_text_without_an_end_is_said_with_one(driven, text):
    assert driven.said(text) == driven.said(f"{text}.")


@pytest.mark.parametrize("end", ["!", "?", ","])
def test_an_end_that_is_there_counts(driven, end):
    assert driven.said(f"Change sides{end}") != driven.said("Change sides.")


@pytest.mark.parametrize("text", ["one", "Left.", "Breathe in.", "hold", "And out.", "four"])
def test_a_word_begins_at_once(driven, text):
    samples = driven.said(text)
    floor = audio.peak(samples) / 50

    begins_ms = next(n for n, one in enumerate(samples) if abs(one) > floor) * 1000 / RATE
    assert 2 < begins_ms < 30


def test_a_word_is_said_as_its_phonemes_tell(driven):
    told = natural.marked("The Psoas.", {"psoas": "sOəs"})

    assert told == "The [Psoas](/sOəs/)."
    assert driven.said(told) != driven.said(natural.marked("The psoas.", {"psoas": "pOəs"}))


# -- its rate ----------------------------------------------------------------------------------


def style(hertz):
    import numpy as np

    times = np.arange(natural.MODEL_RATE) / natural.MODEL_RATE
    return np.sin(2 * np.pi * hertz * times).astype(np.float32)


def level_db(samples, hertz):
    """The level of a style among samples at our rate, a full one being 0; ends do not count."""
    import numpy as np

    middle = samples[1_000:-1_000]
    times = np.arange(len(middle)) / RATE
    return 20 * np.log10(2 * abs(np.mean(middle * np.exp(-2j * np.pi * hertz * times))))


def loudest_db(samples):
    import numpy as np

    return 20 * np.log10(float(np.abs(samples[1_000:-1_000]).max()))


@pytest.mark.parametrize("hertz", [200, 1_000, 7_000, 9_000])
def test_what_our_rate_can_hold_keeps_its_level(hertz):
    assert level_db(natural.resampled(style(hertz)), hertz) == pytest.approx(0, abs=0.1)


def test_nothing_is_added_at_seven_kilohertz():
    import numpy as np

    heard = natural.resampled(style(7_000))[1_000:-1_000]
    times = np.arange(len(heard)) / RATE
    amplitude = 2 * np.mean(heard * np.exp(-2j * np.pi * 7_000 * times))
    rest = heard - (amplitude * np.exp(2j * np.pi * 7_000 * times)).real

    assert 20 * np.log10(np.abs(rest).max()) < -60


@pytest.mark.parametrize(("hertz", "most_db"), [(11_500, -25), (11_900, -60)])
def test_what_our_rate_cannot_hold_is_gone(hertz, most_db):
    assert loudest_db(natural.resampled(style(hertz))) < most_db


def test_the_sound_takes_as_long_as_before():
    assert len(natural.resampled(style(1_000))) == RATE


# -- where it comes from -----------------------------------------------------------------------


def test_nothing_is_ever_fetched(monkeypatch, tmp_path, driven):
    def refuse(*_, **__):
        raise AssertionError("something is fetched")

    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setenv("HIBARI_HOME", str(elsewhere))
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    monkeypatch.setattr(sys.modules["hibari.tts"], "voice_path", refuse)
    driver = natural.buildDriver(driven.engine.proxy)
    for number, text in enumerate(["Stretch the piriformis.", "Zwerchfell, Meetro, xyzzy."]):
        driver.save_to_file(text, str(tmp_path / f"{number}.wav"))
        assert sound(tmp_path / f"{number}.wav")

    assert not elsewhere.exists()


@pytest.mark.parametrize(
    ("package", "module"),
    [
        ("pyttsx3", "pyttsx3"),
        ("espeakng-loader", "espeakng_loader"),
        ("PySide6_Essentials", "PySide6"),
    ],
)
def test_a_version_is_read_off_the_folder_that_tells_of_the_package(package, module):
    assert natural.version_of(package, module) == metadata.version(package)


def test_where_no_folder_tells_of_it_a_version_is_looked_up(tmp_path, monkeypatch):
    (tmp_path / "lonely.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert natural.version_of("pyttsx3", "lonely") == metadata.version("pyttsx3")
    assert natural.version_of("no-such-package", "lonely") == ""
    assert natural.version_of("no-such-package", "no_such_module") == ""


# -- the driver around a model that is none -----------------------------------------------------


class Model:
    """In place of the voice: gives a sound that is set, and remembers how it was asked for it."""

    def __init__(self, **made_of):
        self.made_of = made_of
        self.asked = []
        self.sound = np.zeros(0, dtype=np.float32)

    def phonemize(self, text):
        self.asked.append(text)

    def __call__(self, text, **told):
        self.asked.append((text, told))
        return self.sound


class Proxy:
    """What pyttsx3 has a driver tell."""

    def __init__(self):
        self.told = []

    def notify(self, topic, **more):
        self.told.append((topic, more))

    def setBusy(self, is_busy):  # noqa: N802 - pyttsx3's name
        self.told.append(("busy", is_busy))


@pytest.fixture
def modelled(monkeypatch):
    import hibari

    monkeypatch.setattr(hibari, "Hibari", Model)
    monkeypatch.setattr(natural, "_check", lambda *_: None)
    return natural.buildDriver(Proxy())


def tone_of(frames, height=0.5, before=0):
    """Silence, and then what is as loud from its first frame on."""
    return np.array([0.0] * before + [height, -height] * (frames // 2), dtype=np.float32)


def test_a_driver_is_loaded_with_one_voice_and_one_thread_and_has_its_usual_properties(modelled):
    made_of = modelled._synthesizer.made_of
    assert (made_of["voice"], made_of["threads"]) == ("heart", 1)
    assert made_of["model"].endswith("hibari.onnx")
    names = ("voice", "rate", "volume")
    assert [modelled.getProperty(name) for name in names] == ["heart", 182, 1.0]
    assert modelled._synthesizer.asked == ["one"]


@pytest.mark.parametrize(
    ("rate", "speed"), [(182, 1.0), (91, 0.5), (90, 0.5), (364, 2.0), (365, 2.0), (273, 1.5)]
)
def test_words_a_minute_are_a_speed_of_the_model(modelled, rate, speed):
    modelled._synthesizer.sound = tone_of(2_400)
    modelled.setProperty("rate", rate)
    modelled._sound("one")
    assert modelled._synthesizer.asked[-1] == ("one.", {"speed": speed, "seed": 0})


def test_a_word_has_four_ms_before_its_sound_and_begins_at_once_where_there_is_less(modelled):
    lengths = []
    for before in (2_400, 97, 96, 50, 0):
        modelled._synthesizer.sound = tone_of(2_400, before=before)
        lengths.append(len(modelled._sound("one")))
    assert lengths == [(2_400 + each) * 147 // 160 for each in (96, 96, 96, 50, 0)]


def test_what_is_fainter_than_a_two_hundredth_is_breath(modelled):
    for faint, begins in ((0.5 / 200, 96), (0.51 / 200, 600)):
        modelled._synthesizer.sound = np.concatenate([tone_of(504, faint), tone_of(2_400)])
        assert len(modelled._sound("one")) == (2_400 + min(begins, 504)) * 147 // 160


def test_a_sound_is_as_loud_as_is_asked_and_never_too_loud(modelled):
    hum = np.sin(np.arange(4_800) / 20).astype(np.float32)
    for height, volume, loudest in ((0.5, 1.0, 0.5), (0.5, 0.5, 0.25), (2.0, 1.0, 0.98)):
        modelled._synthesizer.sound = hum * height
        modelled.setProperty("volume", volume)
        assert np.abs(modelled._sound("one")).max() == pytest.approx(loudest, abs=0.01)


def test_a_sound_is_written_in_sixteen_bits_and_its_end_told(modelled, tmp_path):
    modelled._sound = lambda _: np.array([0, 0.5, -0.5, 0.98], dtype=np.float32)
    modelled.save_to_file("one", str(tmp_path / "one.wav"))
    assert list(sound(tmp_path / "one.wav")) == [0, 16_383, -16_383, 32_111]
    with pytest.raises(FileNotFoundError):
        modelled.save_to_file("one", str(tmp_path / "none" / "one.wav"))
    assert modelled._proxy.told == [
        ("started-utterance", {}), ("finished-utterance", {"completed": True}),
        ("started-utterance", {}), ("finished-utterance", {"completed": False}),
    ]  # fmt: skip


@pytest.mark.parametrize("frames", [0, 2_400])
def test_a_text_of_which_nothing_is_heard_is_told(modelled, frames):
    modelled._synthesizer.sound = tone_of(frames, height=0)
    with pytest.raises(ValueError, match="no word in it that the voice can say"):
        modelled._sound("one")
    with pytest.raises(ValueError, match="there is no word in it"):
        modelled._sound("…!")


def test_a_loop_of_the_driver_ends_when_it_is_told_and_is_busy_no_more(modelled, monkeypatch):
    monkeypatch.setattr(natural.time, "sleep", lambda _: modelled.endLoop())
    modelled.startLoop()
    modelled.endLoop()
    modelled.startLoop()
    assert modelled._proxy.told == [("busy", False)]
    assert next(modelled.iterate()) is None
    assert modelled._proxy.told == [("busy", False)] * 2


def test_the_voice_that_is_there_may_be_set_and_no_other(modelled):
    modelled.setProperty("voice", "heart")
    with pytest.raises(ValueError, match="unknown voice 'emma'"):
        modelled.setProperty("voice", "emma")
    for ask in (
        lambda: modelled.setProperty("pitch", 50),
        lambda: modelled.getProperty("pitch"),
    ):
        with pytest.raises(KeyError, match="pitch"):
            ask()


def test_a_file_of_the_voice_that_was_changed_is_not_loaded(tmp_path):
    model = tmp_path / "a.onnx"
    model.write_bytes(b"abc")
    sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    natural._check(model, sha256)
    with pytest.raises(natural.DamagedVoiceError, match=r"a\.onnx is damaged"):
        natural._check(model, sha256[::-1])


def test_the_filters_let_all_through_and_look_as_far_ahead_as_back():
    taps, offsets = natural._filters()
    assert taps.shape == (147, 48)
    assert taps.sum(1) == pytest.approx(np.ones(147), abs=1e-5)
    assert (offsets[0], offsets[-1]) == (-23, 24)
    assert taps[0].max() == pytest.approx(taps[0][23])
    assert natural.resampled(np.ones(1_600, dtype=np.float32))[100:-100] == pytest.approx(
        np.ones(1_270), abs=1e-4
    )
    assert list(taps[0][20:28]) == pytest.approx(
        [0.0855, -0.0979, 0.106, 0.8912, 0.106, -0.0979, 0.0855, -0.0702], abs=2e-4
    )
    assert list(taps[73][20:28]) == pytest.approx(
        [-0.03, 0.0795, -0.1817, 0.6296, 0.6231, -0.1828, 0.081, -0.0314], abs=2e-4
    )
    assert list(taps[73][2:8]) == pytest.approx(
        [-0.00013, 0.00035, -0.00071, 0.0012, -0.0017, 0.00206], abs=2e-5
    )


@pytest.mark.parametrize(("language", "speaks"), [("en", True), ("EN-us", True), ("de", False)])
def test_it_speaks_english_where_it_is_installed(monkeypatch, language, speaks):
    assert natural.speaks(language) is speaks
    for lacks in ("hibari", "onnxruntime"):
        monkeypatch.setattr(natural, "find_spec", lambda name, lacks=lacks: name != lacks or None)
        assert not natural.is_installed()
        assert not natural.speaks(language)
