# SPDX-License-Identifier: GPL-3.0-or-later
from array import array
from math import pi, sin

import pytest

from cases import tried_with
from hipmob_desktop.voice import audio
from hipmob_desktop.voice.loudness import SILENT, high_pass, loudness, shelf

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


def test_the_filters_are_those_that_the_standard_prints_for_its_own_rate():
    assert shelf(48_000) == pytest.approx(
        (1.53512485958697, -2.69169618940638, 1.19839281085285,
         -1.69065929318241, 0.73248077421585), abs=1e-9,
    )  # fmt: skip
    assert high_pass(48_000) == pytest.approx(
        (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621), abs=1e-9
    )


MEASURED = {
    "a tone": (style(997, 0.6), -2.970),
    "a higher one": (style(3_000, 0.6, 0.5), -5.642),
    "a hum": (style(60, 0.6, 0.5), -12.491),
    "shorter than a block": (style(500, 0.15, 0.5), -9.551),
    "just no block": (style(500, 0.399, 0.5), -9.548),
    "just a block": (style(500, 0.401, 0.5), -9.547),
    "loud, less so, and too quiet to count": (
        style(500, 0.5, 0.5) + style(500, 0.5, 0.177) + style(500, 0.5, 0.028),
        -13.385,
    ),
    "two words and a pause": (
        style(500, 0.4, 0.05)
        + style(500, 0.4, 0.5)
        + audio.silence(8_820)
        + style(2_000, 0.3, 0.2),
        -13.115,
    ),
    "loud and soft within a block": (style(500, 0.1, 0.5) + style(500, 0.2, 0.01), -14.318),
    "a single sample": (array("h", [20_000]), -2.140),
    "what nobody hears": (style(1_000, 0.5, 0.0003), SILENT),
}


@tried_with(("samples", "lufs"), MEASURED.values(), ids=MEASURED)
def test_what_is_measured_is_what_was_measured_before(samples, lufs):
    assert loudness(samples, RATE) == pytest.approx(lufs, abs=2e-3)


def test_what_is_louder_than_silence_by_little_is_measured():
    assert SILENT < loudness(style(1_000, 0.5, 0.0006), RATE) < SILENT + 6
