# SPDX-License-Identifier: GPL-3.0-or-later
from array import array
from math import pi, sin

import pytest

from hipmob_desktop.voice import audio
from hipmob_desktop.voice.loudness import SILENT, loudness

RATE = 22_050


def style(hertz, seconds, part_of_full=1.0):
    height = part_of_full * 32_767
    frames = int(seconds * RATE)
    return array("h", [int(height * sin(2 * pi * hertz * n / RATE)) for n in range(frames)])


def test_a_full_sine_of_997_hz_measures_as_the_standard_says():
    assert loudness(style(997, 2), RATE) == pytest.approx(-3.01, abs=0.1)


def test_half_the_height_is_six_decibels_less():
    assert loudness(style(997, 1, 0.5), RATE) == pytest.approx(-9.03, abs=0.1)


def test_a_short_word_measures_like_a_long_one():
    assert loudness(style(997, 0.2), RATE) == pytest.approx(loudness(style(997, 3), RATE), abs=0.3)


def test_pauses_do_not_make_speech_quieter():
    with_pause = style(500, 1) + audio.silence(2 * RATE) + style(500, 1)

    assert loudness(with_pause, RATE) == pytest.approx(loudness(style(500, 2), RATE), abs=0.8)


def test_the_ear_hears_less_of_a_low_hum():
    assert loudness(style(30, 2), RATE) < loudness(style(1_000, 2), RATE) - 4


def test_silence_counts_as_silent():
    assert loudness(audio.silence(RATE), RATE) <= SILENT
    assert loudness(audio.silence(0), RATE) <= SILENT
