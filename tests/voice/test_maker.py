# SPDX-License-Identifier: GPL-3.0-or-later
"""What the clip maker has made, and in which order, with a speech process that can be held up."""

import threading

import pytest

from hipmob_desktop.voice.cache import ClipCache
from hipmob_desktop.voice.engine import EngineError, Tone
from hipmob_desktop.voice.maker import ClipMaker
from hipmob_desktop.voice.speech import MissingEngineError
from hipmob_desktop.voice.words import Pronunciation, Wording
from voice.world import eventually


class FakeProcess:
    """Answers every request; while its gate is shut it lets them wait."""

    def __init__(self):
        self.asked = []
        self.gate = threading.Event()
        self.gate.set()
        self.troubles = []

    def ask(self, request):
        self.asked.append(request["text"])
        self.gate.wait(8)
        if self.troubles:
            raise self.troubles.pop(0)
        return {"ms": 100}

    def kill(self):
        self.gate.set()

    def close(self):
        pass


@pytest.fixture
def process():
    return FakeProcess()


@pytest.fixture
def maker(process, tmp_path):
    clips = ClipCache(tmp_path / "clips")
    wording = Wording(Pronunciation())
    maker = ClipMaker(clips, process, "espeak", wording, lambda: None, has_natural=False)
    maker.retry_s = 0.05
    yield maker
    maker.close()
    maker.join(5)


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


def test_words_asked_for_in_another_tone_meanwhile_are_made_in_it(maker, process):
    process.gate.clear()
    maker.want(["a"])
    eventually(lambda: process.asked == ["a"])
    maker.set_tone(Tone(rate=120))
    process.gate.set()

    eventually(lambda: maker.clip("a"))
    assert process.asked == ["a", "a"]
