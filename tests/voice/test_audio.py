# SPDX-License-Identifier: GPL-3.0-or-later
import itertools
from array import array
from math import pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.voice import audio

RATE = 22_050

some_samples = st.lists(st.integers(-32_768, 32_767), max_size=300).map(
    lambda one: array("h", one)
)


def style(ms, height=10_000, rate=RATE, hertz=300):
    return array(
        "h", [int(height * sin(2 * pi * hertz * n / rate)) for n in range(ms * rate // 1000)]
    )


def test_trimming_leaves_ten_ms_before_and_sixty_after_the_sound():
    sound = audio.silence(RATE) + style(200) + audio.silence(RATE)

    left = audio.trimmed(sound, RATE, 10, 60)

    assert len(left) == pytest.approx((10 + 200 + 60) * RATE / 1000, abs=2 * RATE / 1000)


def test_trimming_never_cuts_a_soft_ending():
    soft_end = style(200) + style(80, height=60)

    assert len(audio.trimmed(soft_end, RATE, 10, 0)) >= len(soft_end) - 2 * RATE // 1000


def test_trimming_silence_leaves_nothing():
    assert not audio.trimmed(audio.silence(5_000), RATE, 10, 60)


@given(some_samples, st.floats(0, 8))
def test_a_louder_sound_stays_within_sixteen_bits(samples, factor):
    assert audio.peak(audio.scaled(samples, factor)) <= max(audio.FULL, audio.peak(samples))


@given(some_samples)
def test_adding_silence_changes_nothing(samples):
    assert audio.added(samples, audio.silence(len(samples))) == samples


def test_a_sum_too_large_is_held_at_the_largest_sample():
    loud = array("h", [30_000, -30_000, 5])

    assert list(audio.added(loud, loud)) == [32_767, -32_767, 10]


def test_fading_begins_and_ends_in_silence():
    faded = audio.faded(array("h", [9_000] * 1_000), RATE, 5, 5)

    assert (faded[0], faded[500], faded[-1]) == (0, 9_000, 0)


def test_fading_leaves_the_original_alone():
    sound = array("h", [9_000] * 100)

    audio.faded(sound, RATE, 1, 1)

    assert sound == array("h", [9_000] * 100)


@tried_with("rate", [8_000, 11_025, 16_000, 24_000, 44_100, 48_000])
def test_another_rate_keeps_length_and_pitch(rate):
    there = audio.resampled(style(500, rate=rate), rate, RATE)

    crossings = sum(a < 0 <= b for a, b in itertools.pairwise(there))
    assert len(there) == pytest.approx(RATE / 2, abs=4)
    assert crossings == pytest.approx(150, abs=1)


WORD = array("h", [0, 3, 0, 0, 1_000, -2_000, 500, 4, 5, -3, 0, 0, 0, 0, 0, 0])


@tried_with(
    ("rate", "before_ms", "after_ms", "left"),
    [
        (1_000, 0, 0, [1_000, -2_000, 500, 4, 5]),
        (1_000, 1, 2, [0, 1_000, -2_000, 500, 4, 5, -3, 0]),
        (1_000, 9, 90, [*WORD]),
        (2_000, 1, 2, [0, 0, 1_000, -2_000, 500, 4, 5, -3, 0, 0, 0, 0]),
        (500, 2, 2, [0, 1_000, -2_000, 500, 4, 5, -3]),
    ],
)
def test_of_a_word_all_stays_that_rises_above_the_floor(rate, before_ms, after_ms, left):
    assert list(audio.trimmed(WORD, rate, before_ms, after_ms)) == left


def test_what_is_as_loud_as_the_floor_is_silence():
    loud = array("h", [0, 12, 0, 6_000, 0, 13, 0])
    assert list(audio.trimmed(loud, 1_000, 0, 0)) == [6_000, 0, 13]
    assert not audio.trimmed(array("h", [4, -4, 4]), 1_000, 0, 0)
    assert list(audio.trimmed(array("h", [4, -5, 4]), 1_000, 0, 0)) == [-5]


def test_a_peak_is_the_largest_on_either_side():
    assert [audio.peak(array("h", one)) for one in ([], [3, -7], [7, -3], [-32_768])] == [
        0, 7, 7, 32_768,
    ]  # fmt: skip


def test_what_is_made_louder_is_cut_to_whole_samples_and_held_at_the_largest():
    loud = array("h", [1_000, -32_768, 20_000])
    assert list(audio.scaled(loud, 1.5)) == [1_500, -32_767, 30_000]
    assert list(audio.scaled(array("h", [3, -3, 0]), 0.5)) == [1, -1, 0]
    assert list(audio.scaled(array("h", [16_384, -16_384]), 2.0)) == [32_767, -32_767]
    assert audio.scaled(loud, 1.0) is loud


def test_a_fade_is_a_straight_line():
    level = array("h", [100] * 10)
    assert list(audio.faded(level, 1_000, 4, 5)) == [0, 25, 50, 75, 100, 80, 60, 40, 20, 0]
    assert list(audio.faded(level, 500, 4, 0)) == [0, 50, *[100] * 8]
    assert list(audio.faded(level[:3], 1_000, 4, 5)) == [0, 11, 0]
    assert list(audio.faded(level, 1_000, 0, 0)) == [*level]


@tried_with(
    ("samples", "rate", "wanted", "there"),
    [
        ([0, 100, -100, 50], 2, 2, [0, 100, -100, 50]),
        ([0, 100, -100, 50], 2, 3, [0, 66, 33, -100, 0, 50]),
        ([0, 100, -100, 50], 1, 2, [0, 50, 100, 0, -100, -25, 50, 50]),
        ([0, 100, -100, 50, 7, 9], 4, 2, [50, -25, 8]),
        ([0, 100, -100, 50, 7, 9, 11, 13], 8, 2, [12, 10]),
        ([0, 100, -100, 50], 3, 2, [0, 0]),
        ([9], 1, 3, [9, 9, 9]),
        ([], 1, 3, []),
    ],
)
def test_another_rate_has_its_frames_on_straight_lines_between_those_there_were(
    samples, rate, wanted, there
):
    assert list(audio.resampled(array("h", samples), rate, wanted)) == there


def test_a_side_has_all_of_it_and_the_other_half():
    two = array("h", [1_000, -500])
    assert list(audio.panned(two, "left")) == [1_000, 500, -500, -250]
    assert list(audio.panned(two, "right")) == [500, 1_000, -250, -500]
    assert list(audio.panned(two, "both")) == [790, 790, -395, -395]


def test_no_silence_is_shorter_than_none():
    assert [len(audio.silence(frames)) for frames in (-1, 0, 3)] == [0, 0, 3]
    assert not any(audio.silence(3))


def test_a_sum_is_held_on_either_side_only_where_it_is_too_large():
    assert list(audio.added(array("h", [20_000, -9, 7]), array("h", [12_767, 4, 1]))) == [
        32_767, -5, 8,
    ]  # fmt: skip
    assert list(audio.added(array("h", [32_767, 5]), array("h", [-9, 32_767]))) == [32_758, 32_767]


def test_the_library_brings_as_many_frames_as_the_rates_tell():
    tone = style(100, rate=24_000)
    assert len(audio.converted(tone, 24_000, RATE)) == pytest.approx(RATE / 10, abs=2)
    assert audio.converted(tone, RATE, RATE) is tone
    assert len(audio.converted(array("h"), 24_000, RATE)) == 0
