# SPDX-License-Identifier: GPL-3.0-or-later
"""Each cue goes to the voice once, ahead of its moment, and never after it."""

import pytest

from fakes import RecordingVoice
from hipmob_desktop.core.cue_dispatcher import AHEAD_MS, LATE_MS, Conductor, caption_at
from hipmob_desktop.core.cues import Chime, Cue, CueKind

ONE, TWO, THREE = (
    Cue(at_ms, 500, CueKind.COUNT, text)
    for at_ms, text in ((1_000, "one"), (2_000, "two"), (3_000, "three"))
)
CHIME = Cue(500, 300, CueKind.CHIME, "", Chime.NEXT)
CUES = (ONE, TWO, THREE)


def a_conductor(*cues: Cue, position_ms: int = 0) -> tuple[Conductor, RecordingVoice]:
    voice = RecordingVoice()
    conductor = Conductor(voice)
    conductor.follow(cues or CUES, position_ms)
    return conductor, voice


def test_a_cue_is_given_ahead_with_its_exact_moment():
    conductor, voice = a_conductor()
    conductor.play(1_000 - AHEAD_MS - 1, 50_000)
    assert voice.said == []
    conductor.play(1_000 - AHEAD_MS, 50_001)
    assert voice.said == [(50_001 + AHEAD_MS, "one")]


def test_a_cue_is_given_once():
    conductor, voice = a_conductor()
    for position_ms in range(0, 4_000, 50):
        conductor.play(position_ms, position_ms)
    assert voice.said == [(1_000, "one"), (2_000, "two"), (3_000, "three")]


def test_after_a_hold_up_no_burst_of_old_cues_is_heard():
    conductor, voice = a_conductor()
    conductor.play(3_000, 3_000)
    assert voice.said == [(3_000, "three")]


@pytest.mark.parametrize(("late_ms", "is_said"), [(LATE_MS, True), (LATE_MS + 1, False)])
def test_a_cue_may_be_a_little_late(late_ms, is_said):
    conductor, voice = a_conductor(ONE)
    conductor.play(1_000 + late_ms, 9_000)
    assert voice.said == ([(9_000 - late_ms, "one")] if is_said else [])


def test_a_chime_is_sounded_by_its_name():
    conductor, voice = a_conductor(CHIME)
    conductor.play(500, 500)
    assert voice.said == [(500, "(next)")]


def test_after_a_jump_nothing_from_before_it_is_said():
    conductor, voice = a_conductor(position_ms=1_001)
    conductor.play(2_000, 2_000)
    assert voice.said == [(2_000, "two")]
    conductor.follow(CUES, 0)
    conductor.play(1_000, 7_000)
    assert voice.said[1:] == [(7_000, "one")]


def test_another_script_goes_on_after_the_last_cue_that_was_given():
    conductor, voice = a_conductor()
    conductor.play(1_000, 1_000)
    slower = tuple(
        Cue(at, 500, CueKind.COUNT, text) for at, text in ((1_000, "one"), (2_500, "two"))
    )
    conductor.switch(slower, 0)
    conductor.play(2_500, 2_500)
    assert voice.said == [(1_000, "one"), (2_500, "two")]


def test_another_script_may_be_shifted_as_a_whole():
    conductor, voice = a_conductor()
    conductor.play(1_000, 1_000)
    later = tuple(Cue(cue.at_ms + 300, 500, cue.kind, cue.text) for cue in CUES)
    conductor.switch(later, 300)
    conductor.play(1_310, 1_310)
    conductor.play(2_300, 2_300)
    assert voice.said == [(1_000, "one"), (2_300, "two")]


def test_before_anything_was_given_another_script_begins_where_this_one_stood():
    conductor, voice = a_conductor(position_ms=1_500)
    conductor.switch(CUES, 0)
    conductor.play(2_000, 2_000)
    assert voice.said == [(2_000, "two")]


def test_after_the_last_cue_another_script_says_only_what_is_still_to_come():
    conductor, voice = a_conductor(position_ms=3_500)
    conductor.switch((*CUES, Cue(4_000, 500, CueKind.COUNT, "four")), 0)
    conductor.play(4_000, 4_000)
    assert voice.said == [(4_000, "four")]


def test_a_hush_silences_the_voice():
    conductor, voice = a_conductor()
    conductor.hush()
    assert voice.stops == 1


@pytest.mark.parametrize(
    ("position_ms", "caption"),
    [
        (999, ""),
        (1_000, "one"),
        (1_999, "one"),
        (2_000, "two"),
        (4_999, "three"),
        (5_000, ""),
    ],
)
def test_words_stay_to_be_read_for_a_while(position_ms, caption):
    assert caption_at(CUES, position_ms) == caption


def test_a_chime_does_not_take_the_words_away():
    chime = Cue(1_600, 300, CueKind.CHIME, "", Chime.NEXT)
    assert caption_at((ONE, chime), 1_700) == "one"
    assert caption_at((CHIME,), 600) == ""
