# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test came to is entered by keys alone, and nothing but what a test can have."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.hip_checks import hip_tests, the_test
from hipmob_desktop.core.hip_check import Feel, Measure, Result, Status, Where
from hipmob_desktop.core.hip_check_entry import ENTER, Entry, Step

TURN, STAND, BRIDGE = map(the_test, ("inward_turn", "one_leg_stand", "one_leg_bridge"))
KEYS = [*"0123456789.", "enter", "back", "h", "s", "r", "u", "m", "x", ""]


def typed(test, *keys, **begun):
    return reduce(Entry.pressed, keys, Entry.of(test, **begun))


def test_left_right_read_back_and_how_it_felt():
    entry = typed(TURN, "2", "4", ENTER)
    assert (entry.step, entry.left) == (Step.RIGHT, 24)
    entry = reduce(Entry.pressed, ("2", "5", ENTER), entry)
    assert entry.step is Step.CONFIRM
    assert entry.result is None
    done = reduce(Entry.pressed, (ENTER, "2"), entry)
    assert done.result == Result(left=24, right=25, feel=Feel.SOME, measure=Measure.RULER)


def test_what_is_read_back_wrongly_is_asked_again_from_the_left():
    entry = typed(TURN, "2", ENTER, "3", ENTER, "back")
    assert (entry.step, entry.left, entry.right) == (Step.LEFT, None, None)


def test_a_digit_is_corrected_and_an_empty_right_leads_back_to_the_left():
    assert typed(TURN, "2", "4", "back").typed == "2"
    assert typed(TURN, "2", ENTER, "back").step is Step.LEFT


def test_half_a_centimetre_can_be_typed_and_nothing_absurd():
    assert typed(TURN, "2", ".", "5", ENTER).left == 2.5
    assert typed(TURN, ".").typed == ""
    assert typed(TURN, "2", ".", ".", "5").typed == "2.5"
    assert len(typed(TURN, *"123456").typed) == 4


def test_a_number_that_the_test_cannot_have_is_refused_and_said():
    entry = typed(TURN, "9", "9", ENTER)
    assert (entry.step, entry.is_odd, entry.typed) == (Step.LEFT, True, "")
    assert not entry.pressed("1").is_odd
    assert typed(TURN, ENTER).step is Step.LEFT


def test_hands_are_turned_into_centimetres_and_seconds_are_not():
    assert typed(TURN, "m", "6", ENTER).left == 12
    assert typed(TURN, "m", "m", "2", ENTER).left == 16
    assert typed(TURN, "m", "m", "m").measure is Measure.RULER
    assert typed(STAND, "m").measure is Measure.CLOCK


def test_what_hurt_is_asked_where_and_has_no_number():
    entry = typed(TURN, "2", ENTER, "h")
    assert entry.step is Step.WHERE
    assert entry.pressed("1").result == Result(status=Status.HURT, where=Where.GROIN)
    assert typed(TURN, is_hurt=True).step is Step.WHERE


def test_that_it_hurt_can_also_be_how_it_felt():
    entry = typed(TURN, "2", ENTER, "3", ENTER, ENTER, "4", "5")
    assert entry.result == Result(status=Status.HURT, where=Where.ELSEWHERE)


def test_it_is_left_out_by_one_key_or_wanted_once_more():
    assert typed(TURN, "s").result == Result(status=Status.SKIPPED)
    assert typed(TURN, "2", ENTER, "r").step is Step.AGAIN


def test_only_a_stand_on_one_leg_can_have_felt_unsafe():
    assert typed(STAND, "u").result == Result(status=Status.UNSAFE)
    assert typed(TURN, "u") == Entry.of(TURN)


@pytest.mark.parametrize(("key", "has_cramp"), [("1", True), ("2", False)])
def test_only_after_a_timed_bridge_a_cramp_is_asked_about(key, has_cramp):
    entry = typed(BRIDGE, "4", "0", ENTER, "4", "5", ENTER, ENTER, "1")
    assert entry.step is Step.CRAMP
    assert entry.pressed(key).result.has_cramp is has_cramp
    assert typed(STAND, "5", ENTER, "5", ENTER, ENTER, "1").step is Step.DONE


FELT = ("2", "4", ENTER, "2", "5", ENTER, ENTER, "1")


def test_the_lower_leg_is_asked_once_where_an_angle_needs_it_and_may_be_left_out():
    asked = typed(TURN, *FELT, knows_leg=False)
    assert (asked.step, asked.result) == (Step.LEG, None)
    measured = reduce(Entry.pressed, ("4", "6", ENTER), asked)
    assert (measured.step, measured.leg_cm) == (Step.DONE, 46)
    left_out = asked.pressed("s")
    assert (left_out.step, left_out.leg_cm, left_out.result.left) == (Step.DONE, None, 24)
    assert typed(TURN, *FELT).step is Step.DONE
    assert typed(STAND, "5", ENTER, "5", ENTER, ENTER, "1", knows_leg=False).step is Step.DONE


def test_a_leg_is_no_longer_and_no_shorter_than_legs_are():
    asked = typed(TURN, *FELT, knows_leg=False)
    for digits in ("7", "199"):
        odd = reduce(Entry.pressed, (*digits, ENTER), asked)
        assert (odd.step, odd.is_odd) == (Step.LEG, True)
    assert asked.pressed("m").measure is Measure.RULER


@given(st.sampled_from(hip_tests()), st.lists(st.sampled_from(KEYS), max_size=40))
def test_no_keys_ever_lead_to_a_result_that_a_test_cannot_have(test, keys):
    entry = Entry.of(test)
    for key in keys:
        if entry.step in (Step.DONE, Step.AGAIN):
            break
        entry = entry.pressed(key)
    result = entry.result
    if result and result.status is Status.DONE:
        assert test.least <= result.left <= test.most
        assert test.least <= result.right <= test.most
    if result and result.status is Status.HURT:
        assert result.where is not None
