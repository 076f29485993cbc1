# SPDX-License-Identifier: GPL-3.0-or-later
"""What the speech process does to the engine's sound, and what it answers."""

import base64
import types
from array import array
from math import pi, sin
from queue import SimpleQueue

import pytest

from hipmob_desktop.voice import audio, clip, speech_process
from hipmob_desktop.voice.engine import EngineError, StuckEngineError, UnknownVoiceError
from hipmob_desktop.voice.loudness import loudness
from hipmob_desktop.voice.speech_process import (
    HIGHEST,
    TARGET,
    Engines,
    MissingEngineError,
    answer,
    finished,
    reply_to,
)

RATE = 22_050
REQUEST = {"id": 1, "engine": "natural", "text": "one", "voice": None, "rate": 150, "pitch": None}


def speech(height, rate=RATE):
    frames = rate // 2
    sound = [int(height * sin(2 * pi * 500 * n / rate)) for n in range(frames)]
    return audio.silence(2_000) + array("h", sound) + audio.silence(9_000)


class FakeEngine:
    """Stands for all engines: whichever is asked for, it is this one."""

    def __init__(self, samples):
        self._samples = samples

    def of(self, _):
        return self

    def samples(self, *_):
        return self._samples, RATE


@pytest.mark.parametrize("height", [300, 3_000, 30_000])
def test_loud_and_soft_words_come_out_equally_loud(height):
    assert loudness(finished(speech(height), RATE), RATE) == pytest.approx(TARGET, abs=0.5)


def test_a_single_sharp_peak_does_not_clip():
    sharp = speech(300)
    sharp[5_000] = 30_000

    assert audio.peak(finished(sharp, RATE)) <= HIGHEST * audio.FULL + 1


def test_silence_around_the_words_is_cut():
    assert len(finished(speech(3_000), RATE)) == pytest.approx(0.57 * RATE, abs=0.01 * RATE)


def test_clips_have_our_rate_whatever_the_engines_is():
    assert len(finished(speech(3_000, 16_000), 16_000)) == pytest.approx(0.57 * RATE, rel=0.02)


def test_the_answer_tells_the_length_of_the_file(tmp_path):
    reply = answer(FakeEngine(speech(3_000)), {**REQUEST, "file": str(tmp_path / "one.wav")})

    written = clip.decode((tmp_path / "one.wav").read_bytes())
    assert reply == {"ms": clip.length_ms(written)}


def test_where_no_file_can_be_written_the_answer_brings_the_clip(tmp_path):
    (tmp_path / "file").touch()
    request = {**REQUEST, "file": str(tmp_path / "file" / "one.wav")}
    reply = answer(FakeEngine(speech(3_000)), request)

    samples = clip.decode(base64.b64decode(reply["clip"]))
    assert clip.length_ms(samples) == reply["ms"]
    assert reply["unwritten"]


def test_an_engine_that_gives_only_silence_is_at_fault(tmp_path):
    with pytest.raises(EngineError, match="only silence"):
        answer(FakeEngine(audio.silence(9_000)), {**REQUEST, "file": str(tmp_path / "one.wav")})


def test_words_are_brought_to_their_loudness_and_softened_at_the_ends():
    made = finished(speech(3_000), RATE)
    inside = made[RATE // 10 : RATE // 5]
    assert (made[0], made[-1]) == (0, 0)
    assert audio.peak(inside) == pytest.approx(5_080, abs=20)


def test_what_is_too_soft_to_be_measured_stays_as_it_is():
    faint = audio.silence(2_000) + array("h", [5, -5] * 2_000)
    assert finished(faint, RATE) == audio.trimmed(faint, RATE, 10, 60)


class Known:
    """An engine that is loaded: it lists voices, or refuses in some way."""

    def __init__(self, driver, scratch):
        self.made_of = (driver, scratch)
        if driver == "broken":
            raise EngineError("it does not load")

    def voices(self):
        return [{"id": "a", "name": "A", "language": "en"}]

    def samples(self, text, _):
        raise {"stuck": StuckEngineError, "unknown": UnknownVoiceError}.get(text, EngineError)(
            text
        )


@pytest.fixture
def loaded(monkeypatch):
    """The engines that were loaded."""
    loaded = []

    def load(*given):
        loaded.append(given)
        return Known(*given)

    monkeypatch.setattr("hipmob_desktop.voice.speech_process.Engine", load)
    return loaded


def test_each_engine_is_loaded_once_and_when_it_is_needed(loaded, tmp_path):
    engines = Engines("espeak", tmp_path)
    assert loaded == []
    assert engines.of("simple") is engines.of("simple")
    engines.of("natural")
    assert loaded == [("espeak", tmp_path), ("natural", tmp_path)]


def test_one_that_does_not_load_is_not_tried_again(loaded, tmp_path):
    engines = Engines("broken", tmp_path)
    for _ in range(2):
        with pytest.raises(MissingEngineError, match="it does not load"):
            engines.of("simple")
    assert len(loaded) == 1


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("unknown", {"why": "unknown", "unknown_voice": True}),
        ("other", {"why": "other"}),
    ],
)
def test_what_cannot_be_said_is_told_with_its_kind(loaded, tmp_path, text, reply):
    request = {**REQUEST, "engine": "simple", "text": text, "file": str(tmp_path / "a.wav")}
    assert reply_to(Engines("espeak", tmp_path), request) == reply
    missing = {"why": "it does not load", "missing": True}
    assert reply_to(Engines("broken", tmp_path), request) == missing


def test_an_engine_that_is_stuck_ends_the_process(loaded, tmp_path):
    with pytest.raises(StuckEngineError):
        reply_to(Engines("espeak", tmp_path), {**REQUEST, "text": "stuck", "file": "a.wav"})


VOICES = [{"id": "a", "name": "A", "language": "en"}]


@pytest.mark.parametrize(
    ("driver", "engine", "reply"),
    [
        ("espeak", "simple", {"voices": VOICES}),
        ("espeak", "natural", {"natural_fault": None, "voices": VOICES}),
        ("broken", "simple", {"voices": [], "simple_fault": "it does not load"}),
        (
            "broken",
            "natural",
            {"natural_fault": None, "voices": [], "simple_fault": "it does not load"},
        ),
    ],
)
def test_asked_for_voices_it_tells_of_the_engines(loaded, tmp_path, driver, engine, reply):
    asked = {"do": "voices", "engine": engine}
    assert reply_to(Engines(driver, tmp_path), asked) == reply


def test_a_natural_voice_that_does_not_load_is_told_beside_the_others(loaded, tmp_path):
    engines = Engines("espeak", tmp_path)
    engines._drivers["natural"] = "broken"
    assert reply_to(engines, {"do": "voices", "engine": "natural"}) == {
        "natural_fault": "it does not load",
        "voices": VOICES,
    }


class LeftError(Exception):
    """The process has left, with this code."""


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Runs the process with some words and requests; gives what it told, and how nice it was."""

    def leave(code):
        raise LeftError(code)

    def run(words, requests, answers):
        told, nice, made_of = [], [], []
        parent = types.SimpleNamespace(tell=told.append, listen=None)
        queue = SimpleQueue()
        for request in requests:
            queue.put(request)
        scratch = types.SimpleNamespace(folder=tmp_path, remove=None)
        thread = types.SimpleNamespace(start=lambda: None)
        monkeypatch.setattr(speech_process.sys, "argv", ["speech", *words])
        monkeypatch.setattr(speech_process, "Parent", lambda: parent)
        monkeypatch.setattr(speech_process, "Scratch", lambda: scratch)
        monkeypatch.setattr(speech_process, "SimpleQueue", lambda: queue)
        monkeypatch.setattr(speech_process, "Engines", lambda *of: made_of.append(of))
        monkeypatch.setattr(speech_process, "reply_to", lambda _, __: next(answers))
        monkeypatch.setattr(speech_process.os, "nice", nice.append)
        monkeypatch.setattr(speech_process.os, "_exit", leave)
        monkeypatch.setattr(speech_process.threading, "Thread", lambda **_: thread)
        with pytest.raises(LeftError) as left:
            speech_process.main()
        assert left.value.args == (1,)
        return told, nice, made_of

    return run


def test_the_process_tells_where_it_speaks_into_and_answers_until_it_cannot(run, tmp_path):
    answers = iter([{"ms": 5}])
    told, nice, made_of = run(["sapi5"], [{"id": 1}, {"id": 2}], answers)
    assert told == [{"is": "ready", "scratch": str(tmp_path)}, {"id": 1, "ms": 5}]
    assert (nice, made_of) == ([], [("sapi5", tmp_path)])


def test_an_unhurried_process_gives_way_and_one_without_a_word_has_this_systems_driver(
    run, monkeypatch, tmp_path
):
    monkeypatch.setattr(speech_process, "default_driver", lambda: "usual")
    assert run(["usual", "unhurried"], [{"id": 1}], iter([]))[1] == [19]
    assert run([], [{"id": 1}], iter([]))[2] == [("usual", tmp_path)]


def test_a_process_that_has_no_room_to_speak_into_says_so_and_leaves(run, monkeypatch):
    def full():
        raise OSError(28, "full")

    run([], [{"id": 1}], iter([]))
    monkeypatch.setattr(speech_process, "Scratch", full)
    told = []
    monkeypatch.setattr(speech_process, "Parent", lambda: types.SimpleNamespace(tell=told.append))
    with pytest.raises(LeftError):
        speech_process.main()
    assert told == [{"is": "fault", "why": "There is no room to speak into ([Errno 28] full)."}]
