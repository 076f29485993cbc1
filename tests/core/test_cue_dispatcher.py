# SPDX-License-Identifier: GPL-3.0-or-later
"""Each cue goes to the voice once, ahead of its moment, and never after it."""

from dataclasses import replace

import pytest

from fakes import RecordingVoice
from hipmob_desktop.core.cue_dispatcher import AHEAD_MS, LATE_MS, CueDispatcher
from hipmob_desktop.core.cues import Chime, Cue, Purpose
from hipmob_desktop.core.enums import Side

ONE, TWO, THREE = (
    Cue(at_ms, 500, Purpose.COUNT, text)
    for at_ms, text in ((1_000, "one"), (2_000, "two"), (3_000, "three"))
)
CHIME = Cue(500, 300, Purpose.CHIME, "", Chime.NEXT)
CUES = (ONE, TWO, THREE)


def a_dispatcher(*cues: Cue, position_ms: int = 0) -> tuple[CueDispatcher, RecordingVoice]:
    voice = RecordingVoice()
    dispatcher = CueDispatcher(voice)
    dispatcher.follow(cues or CUES, position_ms)
    return dispatcher, voice


def test_a_cue_is_given_ahead_with_its_exact_moment():
    dispatcher, voice = a_dispatcher()
    dispatcher.play(1_000 - AHEAD_MS - 1, 50_000)
    assert voice.said == []
    dispatcher.play(1_000 - AHEAD_MS, 50_001)
    assert voice.said == [(50_001 + AHEAD_MS, "one")]


def test_a_cue_is_given_once():
    dispatcher, voice = a_dispatcher()
    for position_ms in range(0, 4_000, 50):
        dispatcher.play(position_ms, position_ms)
    assert voice.said == [(1_000, "one"), (2_000, "two"), (3_000, "three")]


def test_after_a_hold_up_no_burst_of_old_cues_is_heard():
    dispatcher, voice = a_dispatcher()
    dispatcher.play(3_000, 3_000)
    assert voice.said == [(3_000, "three")]


@pytest.mark.parametrize(("late_ms", "is_said"), [(LATE_MS, True), (LATE_MS + 1, False)])
def test_a_cue_may_be_a_little_late(late_ms, is_said):
    dispatcher, voice = a_dispatcher(ONE)
    dispatcher.play(1_000 + late_ms, 9_000)
    assert voice.said == ([(9_000 - late_ms, "one")] if is_said else [])


def test_a_chime_is_sounded_by_its_name():
    dispatcher, voice = a_dispatcher(CHIME)
    dispatcher.play(500, 500)
    assert voice.said == [(500, "(next)")]


def test_a_cue_comes_from_the_side_that_it_belongs_to():
    dispatcher, voice = a_dispatcher(replace(CHIME, side=Side.LEFT), replace(ONE, side=Side.RIGHT))
    dispatcher.play(1_000, 1_000)
    dispatcher.follow((ONE,), 0)
    dispatcher.play(1_000, 1_000)
    assert voice.sides == [Side.RIGHT, Side.BOTH]
    dispatcher.follow((replace(CHIME, side=Side.LEFT),), 0)
    dispatcher.play(500, 500)
    assert voice.sides[-1] is Side.LEFT


def test_after_a_jump_nothing_from_before_it_is_said():
    dispatcher, voice = a_dispatcher(position_ms=1_001)
    dispatcher.play(2_000, 2_000)
    assert voice.said == [(2_000, "two")]
    dispatcher.follow(CUES, 0)
    dispatcher.play(1_000, 7_000)
    assert voice.said[1:] == [(7_000, "one")]


def test_another_script_goes_on_after_the_last_cue_that_was_given():
    dispatcher, voice = a_dispatcher()
    dispatcher.play(1_000, 1_000)
    slower = tuple(
        Cue(at, 500, Purpose.COUNT, text) for at, text in ((1_000, "one"), (2_500, "two"))
    )
    dispatcher.switch(slower, 0)
    dispatcher.play(2_500, 2_500)
    assert voice.said == [(1_000, "one"), (2_500, "two")]


def test_another_script_may_be_shifted_as_a_whole():
    dispatcher, voice = a_dispatcher()
    dispatcher.play(1_000, 1_000)
    later = tuple(Cue(cue.at_ms + 300, 500, cue.purpose, cue.text) for cue in CUES)
    dispatcher.switch(later, 300)
    dispatcher.play(1_310, 1_310)
    dispatcher.play(2_300, 2_300)
    assert voice.said == [(1_000, "one"), (2_300, "two")]


def test_a_cue_that_is_on_its_way_is_not_said_again_in_a_slower_script():
    """It was given ahead of its moment, which is further off in the slower script."""
    dispatcher, voice = a_dispatcher()
    here_ms = 2_000 - AHEAD_MS
    for position_ms in range(0, here_ms + 1, 50):
        dispatcher.play(position_ms, position_ms)
    assert [text for _, text in voice.said] == ["one", "two"]
    slower = tuple(Cue(cue.at_ms * 11 // 10, 500, cue.purpose, cue.text) for cue in CUES)
    dispatcher.switch(slower, here_ms // 10)
    for position_ms in range(here_ms * 11 // 10, 4_000, 50):
        dispatcher.play(position_ms, position_ms)
    assert [text for _, text in voice.said] == ["one", "two", "three"]


def test_before_anything_was_given_another_script_begins_where_this_one_stood():
    dispatcher, voice = a_dispatcher(position_ms=1_500)
    dispatcher.switch(CUES, 0)
    dispatcher.play(2_000, 2_000)
    assert voice.said == [(2_000, "two")]


def test_after_the_last_cue_another_script_says_only_what_is_still_to_come():
    dispatcher, voice = a_dispatcher(position_ms=3_500)
    dispatcher.switch((*CUES, Cue(4_000, 500, Purpose.COUNT, "four")), 0)
    dispatcher.play(4_000, 4_000)
    assert voice.said == [(4_000, "four")]


def test_a_hush_silences_the_voice():
    dispatcher, voice = a_dispatcher()
    dispatcher.hush()
    assert voice.stops == 1
