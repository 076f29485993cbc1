# SPDX-License-Identifier: GPL-3.0-or-later
"""What the clip maker has made, and in which order, with a speech process that can be held up."""

import threading
from pathlib import Path

import pytest

from hipmob_desktop.voice.clip import Clip, ClipCache
from hipmob_desktop.voice.clip_maker import ClipMaker
from hipmob_desktop.voice.engine import EngineError, UnknownVoiceError, VoiceStyle
from hipmob_desktop.voice.pronunciation import Pronunciation, Wording
from hipmob_desktop.voice.speech_client import (
    BrokenOffError,
    MissingEngineError,
    NeverAnsweredError,
)
from hipmob_desktop.voice.synthesizer import Synthesizer
from voice.world import eventually


class FakeProcess:
    """Answers every request; while its gate is shut it lets them wait.

    Attributes:
        asked: The texts asked for.
        engines: Which engine was asked for each.
        voices_asked_for: Which voice of it.
        troubles: What goes wrong next, whatever is asked.
        refuses: What goes wrong with an engine, or with an engine and a text.
        more: What is told of each clip beside its length.
    """

    def __init__(self):
        self.asked = []
        self.engines = []
        self.voices_asked_for = []
        self.gate = threading.Event()
        self.gate.set()
        self.troubles = []
        self.refuses = {}
        self.more = {}
        self.closed = 0

    def ask(self, request):
        engine = request["engine"]
        if request.get("do") == "voices":
            return self._voices(engine)
        self.asked.append(request["text"])
        self.voices_asked_for.append(request["voice"])
        self.engines.append(engine)
        self.gate.wait(8)
        if self.troubles:
            raise self.troubles.pop(0)
        for key in (engine, (engine, request["text"])):
            if key in self.refuses:
                raise self.refuses[key]
        return {"ms": len(self.asked), **self.more}

    def _voices(self, engine):
        if engine in self.refuses:
            raise self.refuses[engine]
        return {"voices": [{"id": "x", "name": "X", "language": "en"}]}

    def kill(self):
        self.gate.set()

    def close(self):
        self.closed += 1


@pytest.fixture
def process():
    return FakeProcess()


@pytest.fixture
def a_maker(process, tmp_path):
    built = []

    def build(*, has_natural):
        clips = ClipCache(tmp_path / "clips")
        wording = Wording(Pronunciation())
        synthesizer = Synthesizer(clips, process, "espeak", wording, has_natural=has_natural)
        maker = ClipMaker(synthesizer, lambda: None)
        maker.made_by = synthesizer
        maker.retry_s = 0.05
        built.append(maker)
        return maker

    yield build
    for maker in built:
        maker.close()
    for maker in built:
        maker.join(5)


@pytest.fixture
def maker(a_maker):
    """One that knows the simple voice alone."""
    return a_maker(has_natural=False)


@pytest.fixture
def both(a_maker):
    """One that has both voices."""
    return a_maker(has_natural=True)


def test_what_is_wanted_last_comes_first_and_nothing_wanted_before_is_lost(maker, process):
    process.gate.clear()
    maker.want(["a", "b", "c"])
    eventually(lambda: process.asked == ["a"])
    maker.want(["x", "b"])
    process.gate.set()

    eventually(lambda: maker.clip("c"))
    assert process.asked == ["a", "x", "b", "c"]


def test_what_somebody_waits_for_comes_first(maker, process):
    process.gate.clear()
    maker.want(["a", "b", "c"])
    eventually(lambda: process.asked == ["a"])
    threading.Timer(0.05, process.gate.set).start()

    assert maker.wait(["c"], 8)
    assert process.asked[:2] == ["a", "c"]


def test_what_is_made_is_not_made_again(maker, process):
    maker.wait(["a"], 8)
    maker.wait(["a", "a"], 8)

    assert process.asked == ["a"]


def test_a_failure_is_tried_once_more(maker, process):
    process.troubles = [EngineError("broke off")]

    assert maker.wait(["a"], 8)
    assert maker.engine_fault is None


def test_words_that_fail_twice_are_passed_over_and_the_rest_is_made(maker, process):
    process.troubles = [EngineError("broke off")] * 2

    assert not maker.wait(["a", "b"], 8)
    eventually(lambda: maker.clip("b"))
    assert maker.clip("a") is None


def test_a_missing_engine_is_looked_for_again_after_a_while(maker, process):
    process.troubles = [MissingEngineError("no engine")]
    maker.want(["a"])

    eventually(lambda: maker.clip("a"))
    assert maker.engine_fault is None


def test_words_asked_for_in_another_style_meanwhile_are_made_in_it(maker, process):
    process.gate.clear()
    maker.want(["a"])
    eventually(lambda: process.asked == ["a"])
    maker.set_style(VoiceStyle(rate=120))
    process.gate.set()

    eventually(lambda: maker.clip("a"))
    assert process.asked == ["a", "a"]


# -- two voices --------------------------------------------------------------------------------


def test_the_natural_voice_says_everything_where_it_is(both, process):
    assert both.wait(["a", "b"], 8)

    assert process.engines == ["natural", "natural"]


def test_only_what_the_natural_voice_cannot_say_is_said_by_the_simple_one(both, process):
    process.refuses["natural", "b"] = EngineError("no sound")
    assert both.wait(["a", "b", "c"], 8)

    assert dict(zip(process.asked, process.engines, strict=True)) == {
        "a": "natural", "b": "simple", "c": "natural",
    }  # fmt: skip
    assert both.made_by.natural_fault is None
    assert both.engine_fault is None


@pytest.mark.parametrize("kind", [MissingEngineError, BrokenOffError, NeverAnsweredError])
def test_once_the_natural_voice_fails_the_simple_one_says_all_the_rest(both, process, kind):
    assert both.wait(["a"], 8)
    process.refuses["natural"] = kind("broken")
    assert both.wait(["b", "c", "d"], 8)

    after = process.engines[process.asked.index("b") :]
    assert "natural" not in after[after.index("simple") :]
    assert both.made_by.natural_fault
    assert both.engine_fault is None


@pytest.mark.parametrize(("kind", "times"), [(BrokenOffError, 2), (NeverAnsweredError, 1)])
def test_a_voice_that_is_never_done_loading_is_waited_for_once(both, process, kind, times):
    process.refuses["natural"] = kind("does not answer")

    assert both.wait(["a"], 8)
    assert process.engines == ["natural"] * times + ["simple"]


def test_with_a_new_speech_process_the_natural_voice_is_tried_again(both, process):
    both.idle_s = 0.02
    process.refuses["natural"] = MissingEngineError("broken")
    assert both.wait(["a"], 8)
    assert both.made_by.natural_fault == "broken"
    process.refuses.clear()
    eventually(lambda: process.closed)

    assert both.wait(["b"], 8)
    assert process.engines[-1] == "natural"
    eventually(lambda: both.made_by.natural_fault is None)


def test_what_no_voice_can_say_holds_nothing_else_up(both, process):
    process.refuses["natural", "a"] = EngineError("no sound")
    process.refuses["simple"] = MissingEngineError("no engine")

    assert not both.wait(["a", "b"], 8)
    eventually(lambda: both.clip("b"))
    assert process.asked.count("a") == 3


def test_without_any_engine_it_is_known_why_there_are_no_voices(both, process):
    process.refuses = {"natural": EngineError("no natural"), "simple": EngineError("no simple")}
    eventually(lambda: both.voices() is not None)

    assert both.voices() == []
    assert both.made_by.simple_fault


def test_a_natural_voice_that_hangs_when_asked_for_voices_hides_not_the_simple_ones(both, process):
    process.refuses = {"natural": BrokenOffError("does not answer")}
    eventually(both.voices)

    assert both.made_by.natural_fault
    assert both.made_by.simple_fault is None


# -- another style ------------------------------------------------------------------------------


def test_a_gradual_change_keeps_each_clip_until_the_new_one_is_made(maker, process):
    assert maker.wait(["a", "b"], 8)
    before = maker.clip("a"), maker.clip("b")
    process.gate.clear()
    maker.set_style(VoiceStyle(rate=120), is_gradual=True)
    eventually(lambda: len(process.asked) == 3)
    assert (maker.clip("a"), maker.clip("b")) == before
    process.gate.set()

    eventually(lambda: maker.clip("b") != before[1])
    assert maker.clip("a") != before[0]


def test_a_second_gradual_change_keeps_what_the_first_had_not_made_yet(maker, process):
    assert maker.wait(["a"], 8)
    first = maker.clip("a")
    process.gate.clear()
    maker.set_style(VoiceStyle(rate=120), is_gradual=True)
    maker.set_style(VoiceStyle(rate=140), is_gradual=True)

    assert maker.clip("a") == first


def test_any_other_change_keeps_none(maker, process):
    assert maker.wait(["a"], 8)
    process.gate.clear()
    maker.set_style(VoiceStyle(rate=120))

    assert maker.clip("a") is None


def test_what_need_not_be_made_again_waits_until_it_is_wanted(maker, process):
    assert maker.wait(["a"], 8)
    maker.set_style(VoiceStyle(rate=120), makes_again=False)
    assert maker.wait(["b"], 8)

    assert process.asked == ["a", "b"]
    assert maker.clip("a") is None


def test_what_is_wanted_no_more_is_not_made(maker, process):
    process.gate.clear()
    maker.want(["a", "b"])
    eventually(lambda: process.asked == ["a"])
    maker.want_nothing()
    assert not maker.is_at_work
    process.gate.set()

    assert maker.wait(["c"], 8)
    assert process.asked == ["a", "c"]


def test_a_length_is_that_of_the_clip_as_is_spoken_now(maker):
    maker.wait(["a"], 8)
    assert (maker.length_ms("a"), maker.length_ms("b")) == (1, None)
    maker.set_style(VoiceStyle(rate=200), is_gradual=True, makes_again=False)
    assert maker.length_ms("a") is None
    assert maker.clip("a").length_ms == 1


def test_what_is_forgotten_is_made_again(maker, process):
    maker.wait(["a"], 8)
    process.gate.clear()
    maker.forget("a")
    assert maker.clip("a") is None
    process.gate.set()
    eventually(lambda: maker.clip("a"))
    assert process.asked == ["a", "a"]


def test_the_same_style_changes_nothing(maker, process):
    maker.wait(["a"], 8)
    maker.set_style(VoiceStyle())
    assert maker.clip("a")
    assert not maker.is_at_work
    assert process.asked == ["a"]


def test_it_tells_whether_it_is_at_work_and_in_which_style(maker, process):
    process.gate.clear()
    assert not maker.is_at_work
    maker.want(["a"])
    assert maker.is_at_work
    process.gate.set()
    eventually(lambda: not maker.is_at_work)
    maker.set_style(VoiceStyle(rate=200))
    assert maker.style == VoiceStyle(rate=200)


def test_of_what_was_made_the_last_are_made_again(maker, process, monkeypatch):
    monkeypatch.setattr("hipmob_desktop.voice.clip_maker.MADE_AGAIN", 2)
    maker.wait(["a", "b", "c"], 8)
    maker.set_style(VoiceStyle(rate=200))
    eventually(lambda: maker.clip("c"))
    assert process.asked == ["a", "b", "c", "b", "c"]


def test_a_voice_that_is_not_there_is_told_of_and_the_usual_one_speaks(maker, process):
    process.troubles = [UnknownVoiceError("no such voice")]
    maker.set_style(VoiceStyle("x"))
    assert maker.wait(["a"], 8)
    assert maker.engine_fault == "no such voice"
    assert process.voices_asked_for[-2:] == ["x", None]
    maker.set_style(VoiceStyle("y"))
    assert maker.engine_fault is None


def test_while_there_is_no_engine_that_is_told_and_waiting_ends(maker, process):
    maker.retry_s = 3_600
    process.troubles = [MissingEngineError("no engine")]
    assert not maker.wait(["a"], 8)
    assert maker.engine_fault == "no engine"


def test_where_memory_is_short_the_first_clips_are_forgotten(maker, monkeypatch):
    monkeypatch.setattr("hipmob_desktop.voice.clip_maker.MEMORY", 20)
    maker._clips = {
        "on disk": Clip(1, Path("a")),
        "first": Clip(1, None, bytes(1)),
        "second": Clip(1, None, bytes(10)),
        "third": Clip(1, None, bytes(10)),
    }
    maker._spare_memory()
    assert list(maker._clips) == ["on disk", "second", "third"]


def test_clips_that_cannot_be_kept_stay_in_memory_as_far_as_there_is_any(
    maker, process, monkeypatch
):
    monkeypatch.setattr("hipmob_desktop.voice.clip_maker.MEMORY", 6)
    process.more = {"clip": "AAAA", "unwritten": "no room"}
    assert maker.wait(["a", "b"], 8)
    assert maker.wait(["c"], 8)
    assert [maker.clip(words) is not None for words in "abc"] == [False, True, True]


def test_an_idle_process_is_let_go_and_comes_again(maker, process):
    maker.idle_s = 0.01
    maker.wait(["a"], 8)
    eventually(lambda: process.closed == 1)
    assert maker.wait(["b"], 8)
    eventually(lambda: process.closed == 2)


def test_at_its_end_the_process_is_let_go_and_nothing_more_is_made(maker, process):
    maker.wait(["a"], 8)
    maker.close()
    maker.join(8)
    assert process.closed == 1
    maker.want(["b"])
    assert not maker.wait(["c"], 8)
    assert process.asked == ["a"]


def test_voices_are_asked_for_once_and_told_when_they_are_known(maker):
    assert maker.voices() is None
    eventually(lambda: maker.voices() is not None)
    assert maker.voices() == [{"id": "x", "name": "X", "language": "en"}]


def test_whoever_waits_for_a_clip_is_told_of_each_that_is_made(a_maker):
    maker, made = a_maker(has_natural=False), []
    maker._made = lambda: made.append(maker.length_ms("b"))
    maker.wait(["a", "b"], 8)
    eventually(lambda: len(made) == 2)
    assert made == [None, 2]
