# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever a driver does late or at the wrong moment, no other file and no other clip suffers."""

import os
import sys
from cmath import exp
from math import pi, sqrt
from operator import mul
from pathlib import Path

import pytest

from hipmob_desktop.voice import speech_client
from hipmob_desktop.voice.audio import RATE
from voice import planted

HERE = Path(planted.__file__)
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@pytest.fixture
def log(tmp_path):
    """The files that the speech process opened for writing."""
    path = tmp_path / "log"
    path.touch()
    return path


@pytest.fixture
def a_planted(a_voice, log):
    """Builds voices with a fault in their speech process."""

    def build(fault, **chosen):
        return a_voice(python=[sys.executable, str(HERE), str(log), fault], **chosen)

    return build


def elsewhere(voice, log):
    """What was written to but clips and what is spoken into."""
    written = map(Path, log.read_text().splitlines())
    return [
        one
        for one in written
        if str(one) != os.devnull
        and one.parent != voice.cache.folder
        and not one.parent.name.startswith(speech_client.PREFIX)
    ]


def strength(voice, text, hertz):
    """How much of a clip is a style of `hertz`: 1 for nothing else, 0 for none of it."""
    samples = voice.clip(text).samples()
    turn = 2j * pi * hertz / RATE
    total = sum(one * exp(-turn * n) for n, one in enumerate(samples))
    return 2 * abs(total) / sqrt(2 * len(samples) * sum(map(mul, samples, samples)))


def likeness(one, other):
    """How alike two clips are: 1 for the same sound."""
    a, b = one.samples(), other.samples()
    both = sqrt(sum(map(mul, a, a)) * sum(map(mul, b, b)))
    return sum(map(mul, a, b)) / both


def test_sound_that_comes_late_is_in_no_other_clip(a_planted, log):
    voice = a_planted("tones", driver="tones")
    assert not voice.wait(["early"], 15)
    assert voice.wait(["one", "two"], 15)

    for text in ("one", "two"):
        assert strength(voice, text, planted.TONES[text]) > 0.95
    assert not elsewhere(voice, log)


def test_a_driver_that_breaks_off_writes_nothing_any_more(a_planted, log):
    voice = a_planted("tones", driver="tones")
    assert not voice.wait(["broken"], 15)
    assert voice.wait(["one"], 15)

    assert not Path(f"{log}.late").exists()
    assert not elsewhere(voice, log)


@pytest.mark.sweep
def test_a_sleep_that_raises_spoils_no_file_and_no_clip(a_planted, a_voice, log, tmp_path):
    usual = a_voice(tmp_path / "usual")
    voice = a_planted("sleep")
    assert usual.wait(NUMBERS, 30)
    for _ in range(30):
        if voice.wait(NUMBERS, 30):
            break

    assert all(likeness(voice.clip(one), usual.clip(one)) > 0.95 for one in NUMBERS)
    assert voice._process.starts > 1
    assert not elsewhere(voice, log)
