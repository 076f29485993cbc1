# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped chimes are those the tool makes, and soft."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from make_chimes import CHIMES, samples

from cases import tried_with
from hipmob_desktop.core.cues import Chime
from hipmob_desktop.voice import audio

CHIMES_FOLDER = Path(__file__).parents[2] / "assets" / "chimes"


def shipped(name):
    return audio.read((CHIMES_FOLDER / f"{name}.wav").read_bytes())


def test_the_chimes_that_a_script_may_sound_are_shipped_and_no_other():
    assert {path.stem for path in CHIMES_FOLDER.glob("*.wav")} == set(CHIMES)
    assert set(CHIMES) == set(Chime)


@pytest.mark.sweep
@pytest.mark.parametrize("name", CHIMES)
def test_a_shipped_chime_is_what_the_tool_makes(name):
    there, rate = shipped(name)
    made = samples(CHIMES[name])

    # Mathematics libraries may differ in the last digit.
    assert rate == audio.RATE
    assert len(there) == len(made)
    assert max(abs(a - b) for a, b in zip(there, made, strict=True)) <= 1


@tried_with("name", CHIMES)
def test_a_chime_is_soft_begins_and_ends_in_silence_and_is_short(name):
    sound, _ = shipped(name)

    assert audio.peak(sound) <= 0.31 * audio.FULL
    assert abs(sound[0]) < 50
    assert abs(sound[-1]) < 50
    assert len(sound) <= 3.5 * audio.RATE
    assert all(note.hertz < 1_500 for note in CHIMES[name])


def test_no_two_chimes_go_the_same_way():
    def way(name):
        notes = [note.hertz for note in CHIMES[name]]
        return [a < b for a, b in pairwise(notes)]

    assert all(way(a) != way(b) for a, b in combinations(CHIMES, 2))
