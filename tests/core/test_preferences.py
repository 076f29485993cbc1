# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's choices are always ones that a session can be played with."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.core.enums import Counting, Side, VoiceLevel
from hipmob_desktop.core.preferences import (
    AWAKE_PAUSES_MS,
    FASTEST_MOVE_PACE,
    FASTEST_PACE,
    RATES,
    SLOWEST_MOVE_PACE,
    SLOWEST_PACE,
    Coaching,
    PlanOptions,
    Preferences,
    options_with,
)

NUMBERS = [field.name for field in fields(Preferences) if type(field.default) in (int, float)]


def test_the_defaults_are_within_their_own_limits():
    assert Preferences().clamped() == Preferences()


def test_a_first_start_follows_the_system_says_all_and_assumes_nothing_of_the_body():
    first = Preferences()
    assert (first.theme, first.text_scale, first.reduced_motion) == ("system", 1.0, False)
    assert (first.voice_id, first.lower_other_sound) == ("", False)
    assert first.plan_options == PlanOptions()
    assert (first.skip_tags, first.favourites, first.first_start_seen) == (frozenset(), (), False)
    assert first.awake_pause_ms == 5 * 60_000


@given(name=st.sampled_from(NUMBERS), value=st.integers())
def test_clamping_twice_changes_no_more_than_clamping_once(name, value):
    once = replace(Preferences(), **{name: value}).clamped()
    assert once.clamped() == once


@tried_with(
    ("name", "value", "kept"),
    [
        ("rate", 10, 80),
        ("rate", 10_000, 300),
        ("pitch", 101, 100),
        ("voice_volume", 1.5, 1.0),
        ("chime_volume", -1.0, 0.0),
        ("pace", 9.0, SLOWEST_PACE),
        ("pace", 0.0, FASTEST_PACE),
        ("pace", float("nan"), 1.0),
        ("voice_volume", float("nan"), 1.0),
        ("chime_volume", float("nan"), 0.7),
        ("text_scale", float("nan"), 1.0),
        ("text_scale", float("inf"), 3.0),
        ("awake_pause_ms", -1, AWAKE_PAUSES_MS[0]),
        ("first_side", Side.BOTH, Side.LEFT),
        ("favourites", ("a", "b", "a"), ("a", "b")),
        ("move_paces", (("a", float("nan")), ("b", 1.2)), (("a", 1.0), ("b", 1.2))),
    ],
)
def test_a_value_out_of_its_range_is_brought_into_it(name, value, kept):
    assert getattr(replace(Preferences(), **{name: value}).clamped(), name) == kept


def test_a_move_keeps_its_own_pace_until_it_is_the_usual_one_again():
    slower = Preferences().with_move_pace("bridge", 1.2).with_move_pace("bridge", 1.1)
    assert slower.move_paces == (("bridge", 1.1),)
    assert slower.plan_options.pace_of("bridge") == pytest.approx(1.1)
    assert slower.with_move_pace("bridge", 1.0).move_paces == ()


@tried_with("pace", [FASTEST_PACE, 1.0, SLOWEST_PACE])
@tried_with("reached", [FASTEST_MOVE_PACE, 1.0, SLOWEST_MOVE_PACE])
def test_any_pace_that_a_session_can_reach_is_the_same_the_next_time(pace, reached):
    kept = Preferences(pace=pace).with_move_pace("bridge", reached / pace)
    assert kept.plan_options.pace_of("bridge") == pytest.approx(reached)


@pytest.mark.parametrize("factor", [0.1, 9.0])
def test_no_factor_is_kept_beyond_what_a_session_can_reach(factor):
    ((_, kept),) = Preferences().with_move_pace("bridge", factor).move_paces
    least, most = FASTEST_MOVE_PACE / SLOWEST_PACE, SLOWEST_MOVE_PACE / FASTEST_PACE
    assert kept == pytest.approx(min(max(factor, least), most))


def test_a_favourite_is_marked_once_and_can_be_taken_back():
    marked = Preferences().with_favourite("a", marked=True).with_favourite("a", marked=True)
    assert marked.favourites == ("a",)
    assert marked.with_favourite("a", marked=False).favourites == ()


def test_what_is_said_and_in_what_time_reaches_the_plan():
    chosen = Preferences(
        level=VoiceLevel.CHIMES, counting=Counting.NONE, breath_words=True, chimes=False, pace=0.8
    )
    options = chosen.plan_options
    assert (options.pace, options.coaching) == (0.8, chosen.coaching)
    assert chosen.coaching.level is VoiceLevel.CHIMES
    assert chosen.coaching.counting is Counting.NONE
    assert (chosen.coaching.breath_words, chosen.coaching.chimes) == (True, False)


def test_the_voice_goes_louder_and_faster_by_steps_within_its_limits():
    chosen = Preferences(voice_volume=0.95, rate=RATES[0])
    changed = chosen.with_voice_changed(volume=1, rate=-1)

    assert (changed.voice_volume, changed.rate) == (1.0, RATES[0])
    assert chosen.with_voice_changed(rate=1).rate > RATES[0]
    assert Preferences(voice_volume=0.5).with_voice_changed(volume=-1).voice_volume == 0.4


@tried_with(
    ("pace", "own", "expected"),
    [
        (1.0, None, 1.0),
        (1.2, None, 1.2),
        (1.0, 1.1, 1.1),
        (1.2, 0.5, 0.6),
        (1.4, 1.4, 1.96),
        (0.7, 0.5, 0.5),
        (1.5, 1.5, 2.0),
    ],
)
def test_the_pace_of_a_move_is_everybodys_times_its_own_within_limits(pace, own, expected):
    move_paces = () if own is None else (("lunge", own), ("other", 9.9))
    options = PlanOptions(pace=pace, move_paces=move_paces)
    assert options.pace_of("lunge") == pytest.approx(expected)


def test_the_pace_of_one_move_leaves_the_others_alone():
    assert PlanOptions(move_paces=(("lunge", 1.3),)).pace_of("bridge") == 1.0


def test_without_a_choice_moves_are_explained_and_some_reps_counted_left_first():
    assert PlanOptions() == PlanOptions(
        pace=1.0,
        first_side=Side.LEFT,
        coaching=Coaching(
            level=VoiceLevel.FULL, counting=Counting.SOME, breath_words=False, chimes=True
        ),
    )


CHOSEN = Preferences(pace=1.2, first_side=Side.RIGHT, level=VoiceLevel.CHIMES).plan_options


def test_what_is_asked_for_today_is_laid_over_what_was_chosen():
    asked = {"pace": 0.8, "first_side": "left", "voice_level": "full", "counting": "none"}
    options = options_with(CHOSEN, asked)
    assert (options.pace, options.first_side) == (0.8, Side.LEFT)
    assert (options.coaching.level, options.coaching.counting) == (VoiceLevel.FULL, Counting.NONE)


@pytest.mark.parametrize("asked", [{}, {"pace": None, "first_side": None, "voice_level": None}])
def test_what_is_not_asked_for_stays_as_it_was_chosen(asked):
    assert options_with(CHOSEN, asked) == CHOSEN


def test_a_voice_is_changed_in_what_is_asked_for_alone():
    usual = Preferences(voice_volume=0.5)
    assert usual.with_voice_changed() == usual
    assert usual.with_voice_changed(volume=1).rate == usual.rate
    assert usual.with_voice_changed(rate=1).voice_volume == usual.voice_volume
