# SPDX-License-Identifier: GPL-3.0-or-later
"""What the speech process does to the engine's sound, and what it answers."""

import base64
from array import array
from math import pi, sin

import pytest

from hipmob_desktop.voice import audio, clip
from hipmob_desktop.voice.engine import EngineError
from hipmob_desktop.voice.loudness import loudness
from hipmob_desktop.voice.speech_process import HIGHEST, TARGET, answer, finished

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
