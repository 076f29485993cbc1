# SPDX-License-Identifier: GPL-3.0-or-later
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipmob_desktop.voice.mixer import VOICE, Mixer, Placed, StreamClock

RATE = 22_050
STEP = 441  # twenty ms


class Device:
    """Asks a mixer for frames as a device would, from moment 0 on; nothing is buffered."""

    def __init__(self):
        self.mixer = Mixer(StreamClock(RATE, 0), self.stirred)
        self.heard = array("h")
        self.news = 0

    def stirred(self):
        self.news += 1

    def play(self, ms):
        for _ in range(ms // 20):
            now_ms = len(self.heard) * 1000 / RATE
            self.heard.frombytes(bytes(self.mixer.pull(STEP, now_ms)))

    def say(self, number, at_ms, ms=100, *, height=1_000, kind=VOICE, late_ms=150):
        samples = array("h", [height] * (ms * RATE // 1000))
        self.mixer.add(Placed(number, kind, samples, at_ms, at_ms + late_ms))

    def sounding(self):
        """The stretches that are not silent, as (first ms, last ms, loudest)."""
        found, begun = [], None
        for frame, value in enumerate([*self.heard, 0]):
            if value and begun is None:
                begun = frame
            if not value and begun is not None:
                ms = [round(edge * 1000 / RATE) for edge in (begun, frame)]
                found.append((*ms, max(self.heard[begun:frame])))
                begun = None
        return found


@pytest.fixture
def device():
    return Device()


def test_without_cues_there_is_silence(device):
    device.play(200)

    assert not any(device.heard)
    assert len(device.heard) == 10 * STEP


@pytest.mark.parametrize("at_ms", [0, 1, 19, 20, 21, 137])
def test_a_cue_begins_on_its_frame_wherever_that_lies_in_a_period(device, at_ms):
    device.say(1, at_ms)
    device.play(400)

    assert device.sounding() == [(at_ms, at_ms + 100, 1_000)]


def test_a_cue_is_as_loud_as_it_is_to_be_from_its_first_frame_to_its_last(device):
    samples = array("h", [1_000] * (100 * RATE // 1000))
    device.mixer.add(Placed(1, VOICE, samples, 50, 200, 0.5))
    device.play(400)

    assert device.sounding() == [(50, 150, 500)]
    assert set(device.heard) == {0, 500}


def test_what_a_device_turns_out_to_hold_is_taken_off_from_then_on():
    clock = StreamClock(RATE, 0)
    clock.asked(0, 0)
    before = clock.frame_at(100)
    clock.buffered_ms = 30

    assert abs(before - clock.frame_at(100) - 30 * RATE / 1000) <= 1
    assert clock.heard_at(0) == 30


def test_a_cue_told_a_little_late_sounds_at_once_and_whole(device):
    device.play(200)
    device.say(1, 100)
    device.play(400)

    assert device.sounding() == [(200, 300, 1_000)]


def test_a_cue_told_too_late_is_dropped_and_reported(device):
    device.play(400)
    device.say(1, 100)
    device.play(200)

    assert device.sounding() == []
    assert device.mixer.report().late == [1]


def test_a_voice_waits_for_the_one_before_it_to_end(device):
    device.say(1, 0)
    device.say(2, 60, height=500)
    device.play(400)

    assert device.heard[STEP * 4] == 1_000
    assert device.heard[STEP * 6] == 500


def test_a_voice_that_would_wait_too_long_is_dropped_not_the_one_that_speaks(device):
    device.say(1, 0, ms=400)
    device.say(2, 100)
    device.play(600)

    assert device.sounding() == [(0, 400, 1_000)]
    assert device.mixer.report().late == [2]


def test_a_chime_sounds_together_with_a_voice(device):
    device.say(1, 0)
    device.say(2, 40, ms=20, height=300, kind="chime")
    device.play(200)

    assert max(device.heard) == 1_300
    assert device.sounding() == [(0, 100, 1_300)]


def test_a_chime_does_not_wait_behind_a_voice_that_waits(device):
    device.say(1, 0, ms=200)
    device.say(2, 100, late_ms=300)
    device.say(3, 120, ms=20, height=300, kind="chime")
    device.play(400)

    assert device.heard[RATE * 130 // 1000] == 1_300


def test_stop_fades_within_five_ms_and_forgets_what_waits(device):
    device.say(1, 0, ms=1_000)
    device.say(2, 500)
    device.play(100)
    device.mixer.stop()
    device.play(900)

    ((_, end_ms, _),) = device.sounding()
    fade = list(device.heard[STEP * 5 : STEP * 5 + 80])
    assert end_ms <= 105
    assert fade == sorted(fade, reverse=True)
    assert fade[0] > 900
    assert fade[-1] > 50


def test_a_stopped_voice_makes_room_for_the_next_at_once(device):
    device.say(1, 0, ms=1_000)
    device.play(100)
    device.mixer.stop()
    device.say(2, 100, height=500)
    device.play(200)

    assert device.heard[STEP * 6] == 500


def test_each_cue_is_reported_begun_and_done_once(device):
    device.say(1, 0)
    device.play(60)
    first = device.mixer.report()
    device.play(100)
    second = device.mixer.report()

    assert (first.begun, first.done) == ([1], [])
    assert (second.begun, second.done) == ([], [1])


def test_news_is_told_at_once_and_silence_is_none(device):
    device.play(100)
    assert device.news == 0
    device.say(1, 100)
    device.play(20)

    assert device.news == 1


def test_five_hundred_cues_leave_nothing_behind(device):
    for number in range(500):
        device.say(number, number * 40, ms=20)
    device.play(500 * 40 + 100)

    assert len(device.mixer.report().done) == 500
    assert len(device.sounding()) == 500
    assert not device.mixer._waiting
    assert not device.mixer._sounding


def test_a_request_longer_than_a_second_is_met(device):
    assert len(device.mixer.pull(100_000, 0)) == 200_000


# -- the clock ---------------------------------------------------------------------------------


@given(st.integers(0, 10**7), st.floats(0, 10**9), st.integers(0, 100))
def test_frame_and_moment_are_each_others_inverse(frame, now_ms, buffered_ms):
    clock = StreamClock(RATE, buffered_ms)
    clock.asked(frame, now_ms)

    assert clock.frame_at(clock.heard_at(frame)) == frame
    assert clock.heard_at(frame) == pytest.approx(now_ms + buffered_ms, abs=1e-6)


def test_a_device_that_asks_late_now_and_then_does_not_move_the_clock():
    clock = StreamClock(RATE, 20)
    for n in range(100):
        clock.asked(n * STEP, n * 20 + (n % 3) * 7)

    assert clock.heard_at(200 * STEP) == pytest.approx(200 * 20 + 20)


def test_the_clock_follows_a_device_that_runs_slow():
    clock = StreamClock(RATE, 20)
    for n in range(5_000):
        clock.asked(n * STEP, n * 20 * 1.000_3)

    assert clock.heard_at(5_000 * STEP) == pytest.approx(5_000 * 20 * 1.000_3 + 20, abs=2)


def test_after_a_gap_in_the_stream_the_clock_begins_anew():
    clock = StreamClock(RATE, 20)
    for n in range(100):
        clock.asked(n * STEP, n * 20)
    for n in range(100, 103):
        clock.asked(n * STEP, n * 20 + 900)

    assert clock.heard_at(103 * STEP) == pytest.approx(103 * 20 + 900 + 20)
