# SPDX-License-Identifier: GPL-3.0-or-later
"""One clip is found or made, by the engine that is chosen or the one behind it."""

import pytest

from hipmob_desktop.voice import natural
from hipmob_desktop.voice.clip import ClipCache
from hipmob_desktop.voice.engine import EngineError, UnknownVoiceError, VoiceStyle
from hipmob_desktop.voice.pronunciation import Pronunciation, Wording
from hipmob_desktop.voice.speech_client import BrokenOffError, MissingEngineError
from hipmob_desktop.voice.synthesizer import NATURAL, SIMPLE, STUCK, Synthesizer


class Process:
    """Answers what it is told to, by engine, and remembers what it was asked."""

    def __init__(self):
        self.asked = []
        self.answers = {NATURAL: {"ms": 100}, SIMPLE: {"ms": 90}}
        self.voices = {"voices": [{"id": "a"}], "natural_fault": None}
        self.ends = []

    def ask(self, request):
        self.asked.append(request)
        answer = self.voices if "do" in request else self.answers[request["engine"]]
        if isinstance(answer, list):
            answer = answer.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self):
        """It goes."""
        self.ends.append("let go")

    def kill(self):
        """It goes for good."""
        self.ends.append("killed")


@pytest.fixture
def process():
    return Process()


@pytest.fixture
def synthesizer(process, tmp_path):
    wording = Wording(Pronunciation(slow=("breathe",)))
    return Synthesizer(ClipCache(tmp_path / "clips"), process, "espeak", wording, has_natural=True)


def engines(process):
    return [request["engine"] for request in process.asked]


def test_the_natural_voice_makes_what_nobody_chose_a_voice_for(synthesizer, process):
    assert synthesizer.clip("one", VoiceStyle()).length_ms == 100
    assert [(r["engine"], r["voice"]) for r in process.asked] == [(NATURAL, natural.VOICE)]


def test_a_chosen_simple_voice_is_asked_at_once(synthesizer, process):
    synthesizer.clip("one", VoiceStyle(voice="en-gb"))

    assert [(r["engine"], r["voice"]) for r in process.asked] == [(SIMPLE, "en-gb")]


def test_what_is_slow_is_said_more_slowly_in_every_voice(synthesizer, process):
    for voice in (None, "en-gb"):
        synthesizer.clip("Breathe in.", VoiceStyle(voice=voice, rate=160))

    assert [request["rate"] for request in process.asked] == [136, 136]


def test_one_refusal_is_asked_again_and_two_are_left_to_the_simple_voice(synthesizer, process):
    process.answers[NATURAL] = [EngineError("no"), {"ms": 100}]
    assert synthesizer.clip("one", VoiceStyle()).length_ms == 100
    process.answers[NATURAL] = [EngineError("no"), EngineError("no"), {"ms": 100}]
    assert synthesizer.clip("two", VoiceStyle()).length_ms == 90
    assert synthesizer.natural_fault is None
    assert synthesizer.clip("three", VoiceStyle()).length_ms == 100


@pytest.mark.parametrize(
    ("trouble", "why"),
    [(MissingEngineError("it does not start"), "it does not start"), (BrokenOffError("x"), STUCK)],
)
def test_a_natural_voice_that_fails_is_left_alone_until_the_next_process(
    synthesizer, process, trouble, why
):
    process.answers[NATURAL] = [trouble, trouble, {"ms": 100}]
    synthesizer.clip("one", VoiceStyle())
    process.asked.clear()
    synthesizer.clip("two", VoiceStyle())

    assert engines(process) == [SIMPLE]
    assert synthesizer.natural_fault == why
    assert synthesizer.engine_fault is None
    synthesizer.let_go()
    process.answers[NATURAL] = {"ms": 100}
    assert synthesizer.clip("three", VoiceStyle()).length_ms == 100
    assert synthesizer.natural_fault is None


@pytest.mark.parametrize("error", [MissingEngineError("none"), UnknownVoiceError("who?")])
def test_what_no_other_engine_can_mend_is_raised(synthesizer, process, error):
    process.answers[SIMPLE] = error
    with pytest.raises(type(error)):
        synthesizer.clip("one", VoiceStyle(voice="en-gb"))


def test_words_that_no_engine_says_have_no_clip_and_a_reason(synthesizer, process):
    process.answers = {NATURAL: EngineError("no"), SIMPLE: EngineError("no sound came")}

    assert synthesizer.clip("one", VoiceStyle()) is None
    assert synthesizer.engine_fault == "no sound came"


def test_after_the_end_nothing_is_asked_twice(synthesizer, process):
    process.answers[SIMPLE] = EngineError("no")
    synthesizer.kill()
    synthesizer.clip("one", VoiceStyle(voice="en-gb"))

    assert engines(process) == [SIMPLE]


def test_asking_for_voices_tells_of_both_engines(synthesizer, process):
    process.voices = {"voices": [], "natural_fault": "broken", "simple_fault": "none here"}

    assert synthesizer.voices() == []
    assert (synthesizer.natural_fault, synthesizer.simple_fault) == ("broken", "none here")


def test_where_clips_cannot_be_kept_they_stay_in_memory_and_it_is_said(synthesizer, process):
    process.answers[NATURAL] = {"ms": 100, "clip": "AAAA", "unwritten": "no room"}
    clip = synthesizer.clip("one", VoiceStyle())

    assert (clip.path, clip.data) == (None, b"\0\0\0")
    assert "no room" in synthesizer.cache_fault


def test_to_let_go_and_to_end_is_handed_to_the_process(synthesizer, process):
    synthesizer.let_go()
    synthesizer.kill()
    assert process.ends == ["let go", "killed"]


def test_what_is_asked_of_an_engine_is_all_that_its_sound_depends_on(
    synthesizer, process, tmp_path
):
    synthesizer.clip("one", VoiceStyle("en-gb", 150, 40))
    synthesizer.clip("one", VoiceStyle(None, 150, 40))
    simple, natural_one = process.asked
    assert natural_one.pop("file") != simple["file"]
    assert simple.pop("file").startswith(str(tmp_path / "clips"))
    assert simple == {
        "engine": "simple", "text": "one", "voice": "en-gb", "rate": 150, "pitch": 40,
    }  # fmt: skip
    assert natural_one == {
        "engine": "natural", "text": "one", "voice": "heart", "rate": 150, "pitch": None,
    }  # fmt: skip


def test_faults_go_when_words_are_said_again(synthesizer, process):
    process.answers[SIMPLE] = [EngineError("no"), EngineError("no"), {"ms": 90}]
    style = VoiceStyle("en-gb")
    assert synthesizer.clip("one", style) is None
    assert synthesizer.engine_fault == "no"
    assert synthesizer.clip("one", style).length_ms == 90
    assert synthesizer.engine_fault is None


def test_a_natural_voice_that_is_well_again_is_tried_again(synthesizer, process):
    process.voices = {"voices": [], "natural_fault": "broken", "simple_fault": "none"}
    assert synthesizer.voices() == []
    assert (synthesizer.natural_fault, synthesizer.simple_fault) == ("broken", "none")
    synthesizer.clip("one", VoiceStyle())
    process.voices = {"voices": [{"id": "a"}], "natural_fault": None}
    assert synthesizer.voices() == [{"id": "a"}]
    assert (synthesizer.natural_fault, synthesizer.simple_fault) == (None, None)
    synthesizer.clip("one", VoiceStyle())
    assert engines(process)[-1] == NATURAL
    assert [r["engine"] for r in process.asked if "text" in r] == [SIMPLE, NATURAL]


def test_where_clips_are_kept_again_nothing_is_said_of_it_any_more(synthesizer, process):
    process.answers[NATURAL] = [
        {"ms": 5, "clip": "AAAA", "unwritten": "the disk is full"}, {"ms": 6},
    ]  # fmt: skip
    made = synthesizer.clip("one", VoiceStyle())
    assert (made.path, made.data, made.length_ms) == (None, bytes(3), 5)
    assert "(the disk is full)" in synthesizer.cache_fault
    assert synthesizer.clip("one", VoiceStyle()).path is not None
    assert synthesizer.cache_fault is None


def test_where_no_engine_tells_its_voices_it_is_told_why(synthesizer, process):
    process.voices = EngineError("no engine")
    assert synthesizer.voices() == []
    assert synthesizer.simple_fault == "no engine"
    assert synthesizer.natural_fault is None


def test_a_natural_voice_that_keeps_the_process_from_answering_is_given_up(synthesizer, process):
    process.voices = [BrokenOffError("stuck"), {"voices": [{"id": "a"}]}]
    assert synthesizer.voices() == [{"id": "a"}]
    assert synthesizer.natural_fault == STUCK
    assert engines(process) == [NATURAL, SIMPLE]
