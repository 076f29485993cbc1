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


@given(begun_ms=st.floats(0, 1e7))
def test_when_a_stream_began_does_not_matter(begun_ms):
    clock, other = StreamClock(RATE, 20), StreamClock(RATE, 20)
    for n in range(12):
        late_ms = n * 20 + (n % 3) * 7
        clock.asked(n * STEP, begun_ms + late_ms)
        other.asked(n * STEP, late_ms)

    assert clock.heard_at(0) - begun_ms == pytest.approx(other.heard_at(0), abs=1e-6)


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


def test_a_gap_is_one_by_more_than_what_is_buffered_and_a_little():
    for late_ms, heard_ms in ((40, 20 + 10), (40.001, 40.001 + 20 + 10)):
        clock = StreamClock(1_000, 20)
        clock.asked(0, 0)
        clock.asked(10, 10 + late_ms)
        assert clock.heard_at(10) == pytest.approx(heard_ms)


def test_only_what_was_asked_lately_counts():
    clock = StreamClock(1_000, 0, window=3)
    for frame, at_ms in ((0, 0), (10, 15), (20, 27), (30, 36)):
        clock.asked(frame, at_ms)
    assert clock.heard_at(30) == 35


# -- what is heard, sample by sample ------------------------------------------------------------

CHIMES = st.lists(
    st.tuples(st.integers(0, 60), st.lists(st.integers(-20_000, 20_000), min_size=1, max_size=30)),
    max_size=5,
)


def pulled(mixer, sizes):
    """What a device hears that asks for so many frames each time, in time."""
    heard, frame = array("h"), 0
    for frames in sizes:
        heard.frombytes(bytes(mixer.pull(frames, frame * 1_000 / RATE)))
        frame += frames
    return list(heard)


@given(chimes=CHIMES, sizes=st.lists(st.integers(1, 40), max_size=8))
def test_each_sample_is_the_sum_of_those_that_sound_then(chimes, sizes):
    mixer = Mixer(StreamClock(RATE, 0), lambda: None)
    sizes = [*sizes, 100]
    there = [0] * sum(sizes)
    for number, (frame, samples) in enumerate(chimes):
        at_ms = frame * 1_000 / RATE
        mixer.add(Placed(number, "chime", array("h", samples), at_ms, at_ms + 150))
        for place, one in enumerate(samples, frame):
            if place < len(there):
                there[place] += one
    heard = pulled(mixer, sizes)
    if all(abs(one) < 32_767 for one in there):
        assert heard == there
    assert mixer.frame == sum(sizes)


def a_word(number, samples, frame, *, late_ms=150.0, **more):
    at_ms = frame * 1_000 / RATE
    return Placed(number, VOICE, array("h", samples), at_ms, at_ms + late_ms, **more)


def test_a_voice_begins_in_the_very_frame_after_the_one_before_it():
    mixer = Mixer(StreamClock(RATE, 0), lambda: None)
    mixer.add(a_word(1, [7] * 5, 0))
    mixer.add(a_word(2, [9] * 4, 3))
    assert pulled(mixer, [4, 4, 4]) == [7, 7, 7, 7, 7, 9, 9, 9, 9, 0, 0, 0]
    report = mixer.report()
    assert (report.begun, report.done, report.late) == ([1, 2], [1, 2], [])


def test_the_one_that_is_due_first_sounds_first_whichever_was_told_first():
    mixer = Mixer(StreamClock(RATE, 0), lambda: None)
    mixer.add(a_word(2, [9] * 2, 3))
    mixer.add(a_word(1, [7] * 2, 1))
    assert pulled(mixer, [6]) == [0, 7, 7, 9, 9, 0]


def test_a_voice_may_begin_just_at_its_last_moment_and_not_after_it():
    for late_frames, number_late in ((4, []), (3, [2])):
        mixer = Mixer(StreamClock(RATE, 0), lambda: None)
        mixer.add(a_word(1, [7] * 5, 0))
        mixer.add(a_word(2, [9], 1, late_ms=late_frames * 1_000 / RATE + 1e-9))
        pulled(mixer, [10])
        assert mixer.report().late == number_late


def test_with_two_channels_each_frame_is_a_sample_for_each_ear():
    mixer = Mixer(StreamClock(RATE, 0), lambda: None, channels=2)
    mixer.add(a_word(1, [1_000] * 2, 1, side="left", volume=0.5))
    assert pulled(mixer, [2, 2]) == [0, 0, 500, 250, 500, 250, 0, 0]
    assert len(mixer.pull(RATE + 1, 0)) == 4 * (RATE + 1)


def test_what_is_stopped_falls_in_a_straight_line_in_four_ms():
    mixer = Mixer(StreamClock(RATE, 0), lambda: None)
    mixer.add(a_word(1, [8_800] * 400, 0))
    before = pulled(mixer, [100])
    mixer.stop()
    after = array("h")
    after.frombytes(bytes(mixer.pull(100, 100 * 1_000 / RATE)))
    assert set(before) == {8_800}
    assert list(after) == [8_800 * (87 - place) // 88 for place in range(88)] + [0] * 12
    assert mixer.report().done == [1]


def test_a_report_is_told_once_and_news_of_the_end_too(device):
    device.say(1, 0, ms=20)
    device.play(20)
    assert device.news == 1
    report = device.mixer.report()
    assert (report.begun, report.done, report.late) == ([1], [1], [])
    assert device.mixer.report().begun == []
