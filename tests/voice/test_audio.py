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
