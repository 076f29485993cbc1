# SPDX-License-Identifier: GPL-3.0-or-later
"""What belongs to one side is heard from there, where that is chosen."""

import sys
import time
import wave
from array import array
from math import log10
from queue import SimpleQueue

import pytest

from builders import a_coach, a_move, a_routine
from cases import tried_with
from hipmob_desktop.core.cues import Purpose
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.voice import audio, clip
from hipmob_desktop.voice.audio import RATE
from hipmob_desktop.voice.clip import BEFORE_MS, Clip
from hipmob_desktop.voice.mixer import Mixer, Placed, StreamClock
from hipmob_desktop.voice.render import mix_session
from hipmob_desktop.voice.sound_client import STEREO, SoundLink
from hipmob_desktop.voice.voice import SpokenVoice

STEP = 441
EARS = {Side.LEFT: 6.0, Side.BOTH: 0.0, Side.RIGHT: -6.0}


def tone(ms=100, height=10_000):
    return array("h", [height, -height] * (ms * RATE // 2_000))


def words(ms=100):
    return Clip(ms, None, clip.encode(tone(ms)))


def energy(samples):
    return sum(one * one for one in samples)


def decibels(stretch):
    """By how much the left ear hears more than the right, of samples in turn."""
    return 10 * log10(energy(stretch[0::2]) / energy(stretch[1::2]))


@pytest.mark.parametrize(("side", "difference"), EARS.items())
def test_a_side_is_six_decibels_louder_in_its_own_ear(side, difference):
    assert decibels(audio.panned(tone(), side)) == pytest.approx(difference, abs=0.1)


@pytest.mark.parametrize("side", Side)
def test_wherever_it_comes_from_it_has_the_same_power(side):
    middle = energy(audio.panned(tone(), Side.BOTH))

    assert 10 * log10(energy(audio.panned(tone(), side)) / middle) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("side", Side)
def test_the_loudest_sound_is_not_cut_off(side):
    loud = audio.panned(array("h", [audio.FULL, -audio.FULL]), side)

    assert audio.peak(loud) <= audio.FULL


def test_in_a_file_each_side_comes_from_its_own(tmp_path):
    out = tmp_path / "session.wav"
    starts = dict(zip((0, 500, 1_000), Side, strict=True))
    cues = [(at_ms + BEFORE_MS, words(), side) for at_ms, side in starts.items()]
    mix_session(cues, 1_500, out, sides_apart=True)

    with wave.open(str(out)) as file:
        assert (file.getnchannels(), file.getnframes()) == (2, 1_500 * RATE // 1_000)
        track = array("h", file.readframes(file.getnframes()))
    for at_ms, side in starts.items():
        first = 2 * (at_ms * RATE // 1_000)
        stretch = track[first : first + 2 * (100 * RATE // 1_000)]
        assert decibels(stretch) == pytest.approx(EARS[side], abs=0.1)
        assert not any(
            track[first + 2 * (110 * RATE // 1_000) : first + 2 * (490 * RATE // 1_000)]
        )


def test_a_file_of_which_nothing_was_chosen_has_one_channel(tmp_path):
    out, plain = tmp_path / "session.wav", tmp_path / "plain.wav"
    mix_session([(200, words(), Side.LEFT)], 500, out)
    mix_session([(200, words())], 500, plain)

    assert out.read_bytes() == plain.read_bytes()


@tried_with("at_ms", [0, 1, 21, 137])
@tried_with(("side", "difference"), EARS.items())
def test_the_mixer_is_as_exact_with_two_channels(at_ms, side, difference):
    mixer, heard = Mixer(StreamClock(RATE, 0), lambda: None, 2), array("h")
    mixer.add(Placed(1, "voice", tone(), at_ms, at_ms + 150, 1.0, side))
    for _ in range(15):
        heard.frombytes(bytes(mixer.pull(STEP, len(heard) / 2 * 1000 / RATE)))
    first = next(place for place, one in enumerate(heard) if one)
    last = max(place for place, one in enumerate(heard) if one)

    assert len(heard) == 15 * STEP * 2
    assert first // 2 == round(at_ms * RATE / 1000)
    assert last // 2 - first // 2 + 1 == len(tone())
    assert decibels(heard[first - first % 2 :]) == pytest.approx(difference, abs=0.1)
    assert mixer.report().done == [1]


def test_with_two_channels_a_stop_fades_both_in_a_few_milliseconds():
    mixer, heard = Mixer(StreamClock(RATE, 0), lambda: None, 2), array("h")
    mixer.add(Placed(1, "voice", tone(500), 0, 150, 1.0, Side.LEFT))
    heard.frombytes(bytes(mixer.pull(STEP, 0)))
    mixer.stop()
    rest = array("h", bytes(mixer.pull(STEP, 20)))
    sounding = [place for place, one in enumerate(rest) if one]

    assert max(sounding) // 2 <= 4 * RATE // 1_000
    assert any(rest[0::2])
    assert any(rest[1::2])


def test_a_cue_has_the_side_of_its_segment_unless_it_is_about_both():
    built = build_plan(a_routine(a_move()), PlanOptions(), a_coach(), estimated_ms)
    sides = {}
    for cue in built.cues:
        sides.setdefault(cue.purpose, set()).add(cue.side)

    assert sides[Purpose.COUNT] == {Side.LEFT, Side.RIGHT}
    assert sides[Purpose.CHANGE] == {Side.RIGHT}
    assert sides[Purpose.NAME] == sides[Purpose.DOSE] == sides[Purpose.SAFETY] == {Side.BOTH}


ECHO = """
import json, sys
print(json.dumps({"is": "begun", "with": sys.argv[1:]}), flush=True)
for _ in sys.stdin: pass
"""


def test_a_device_that_is_open_otherwise_is_opened_anew_and_else_left():
    heard = SimpleQueue()
    link = SoundLink([sys.executable, "-c", ECHO], lambda _, message: heard.put(message))
    now = round(time.monotonic() * 1000)

    def minded():
        for _ in range(3):
            link.mind(now, wanted=True)
        return link.starts

    assert minded() == 1
    assert heard.get(timeout=20)["with"] == []
    assert minded() == 1
    link.is_stereo = True
    assert minded() == 2
    told = [heard.get(timeout=20), heard.get(timeout=20)]
    assert {"is": "begun", "with": [STEREO]} in told
    assert minded() == 2
    link.close()


def test_what_is_said_and_sounded_is_handed_on_with_its_side(tmp_path, monkeypatch):
    voice = SpokenVoice(tmp_path, assets=tmp_path, driver="dummy")
    asked = []
    monkeypatch.setattr(voice._speaker, "add", lambda *request: asked.append(request[-1]))
    monkeypatch.setattr(voice._maker, "want", lambda _: None)
    voice.say("Lift.", 0, Side.LEFT)
    voice.sound("side", 0, Side.RIGHT)
    voice.say("Rest.", 0)

    assert asked == [Side.LEFT, Side.RIGHT, Side.BOTH]
    voice.close()
