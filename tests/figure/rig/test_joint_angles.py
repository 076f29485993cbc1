# SPDX-License-Identifier: GPL-3.0-or-later
"""Angles of joints, read off bodies whose angles are known."""

from math import cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx  # noqa: PT013 - as a number in the sentences below

from builders import the_figure
from cases import tried_with
from figure.shipped import MOVES, frames
from figure.stances import standing
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.frame import at_rest
from hipmob_desktop.figure.model import OtherSide
from hipmob_desktop.figure.rig.joint_angles import Lying, angles_of
from hipmob_desktop.figure.rig.key_pose import Aimed, stance_of
from hipmob_desktop.figure.rig.stance import place

BOTH = frozenset({Side.LEFT, Side.RIGHT})
OUT = {Side.LEFT: 1, Side.RIGHT: -1}


def body(**limbs):
    return angles_of(place(stance_of(standing(**limbs))))


def swung(side, flexion=0.0, abduction=0.0):
    """Somebody who stands with one leg straight, so far forward and then so far out."""
    f, a = radians(flexion), radians(abduction)
    thigh = (OUT[side] * sin(a), -cos(f) * cos(a), sin(f) * cos(a))
    toes = (0, sin(f), cos(f))
    return body(**{f"{side}_leg": Aimed(thigh, thigh, toes, (0, 0, 1))}).leg(side)


def turned(side, rotation):
    """Somebody who stands with one knee bent back by a right angle and the thigh turned out."""
    r = radians(rotation)
    shin = (-OUT[side] * sin(r), 0, -cos(r))
    return body(**{f"{side}_leg": Aimed((0, -1, 0), shin)}).leg(side)


def at(move):
    return angles_of(place(at_rest(the_figure(move), Side.LEFT).stance))


def test_somebody_who_stands_straight_is_near_zero_everywhere():
    angles = body()
    for side in BOTH:
        leg = angles.leg(side)
        assert (leg.flexion, leg.abduction, leg.rotation) == approx((0, 0, 0), abs=25)
        assert leg.past_middle < 0
    assert (angles.lean, angles.spine, angles.twist) == approx((0, 0, 0), abs=1e-4)
    assert angles.height == 0.5
    assert angles.standing_on == angles.feet == BOTH
    assert not angles.heels_up | angles.knees | angles.hands


@pytest.mark.parametrize("side", sorted(BOTH))
@given(flexion=st.floats(-80, 150), abduction=st.floats(-45, 60))
def test_a_hip_that_is_bent_and_spread_says_by_how_much(side, flexion, abduction):
    leg = swung(side, flexion, abduction)
    assert leg.flexion == approx(flexion, abs=0.5)
    assert leg.abduction == approx(abduction, abs=0.5)
    assert leg.rotation == approx(0, abs=0.5)
    assert leg.knee == approx(0, abs=2)


@pytest.mark.parametrize("side", sorted(BOTH))
@given(rotation=st.floats(-80, 80))
def test_a_thigh_turned_outwards_counts_up_and_inwards_down(side, rotation):
    leg = turned(side, rotation)
    assert leg.rotation == approx(rotation, abs=0.5)
    assert leg.knee == approx(90, abs=0.5)


@pytest.mark.parametrize("side", sorted(BOTH))
def test_a_leg_that_crosses_the_other_is_past_the_middle(side):
    assert swung(side, abduction=-20).past_middle == approx(
        0.48 * sin(radians(20)) - 0.05, abs=1e-3
    )
    assert swung(side, abduction=-3).past_middle < 0


@pytest.mark.parametrize("move", [m for m in MOVES if the_figure(m).other is not OtherSide.SAME])
def test_the_two_sides_of_a_figure_have_the_same_angles_on_the_other_leg(move):
    for phase in range(len(the_figure(move).paths)):
        for a, b in zip(*(frames(move, side, phase) for side in sorted(BOTH)), strict=True):
            one, other = angles_of(a), angles_of(b)
            for side in BOTH:
                mine, theirs = one.leg(side), other.leg(side.other)
                assert mine.flexion == approx(theirs.flexion, abs=0.1)
                assert mine.abduction == approx(theirs.abduction, abs=0.1)
                assert mine.past_middle == approx(theirs.past_middle, abs=1e-3)
            assert {side.other for side in one.feet} == other.feet
            assert one.lying == other.lying


@tried_with(
    ("move", "lying"),
    [
        ("supine_knee_hugs", Lying.BACK),
        ("bridge_march", Lying.BACK),
        ("clamshell", Lying.SIDE),
        ("childs_pose", None),
        ("butterfly", None),
        ("standing_march", None),
        ("hip_airplane", None),
    ],
)
def test_a_body_says_on_what_it_lies(move, lying):
    assert at(move).lying is lying


def test_a_foot_in_the_air_does_not_stand_and_one_on_its_toes_has_its_heel_up():
    assert at("standing_hydrant_wall").standing_on == {Side.RIGHT}
    assert at("bouncing_lunge").heels_up == {Side.LEFT}


@pytest.mark.parametrize("move", ["butterfly", "supine_knee_hugs", "fire_hydrant", "clamshell"])
def test_nobody_stands_who_sits_lies_or_kneels(move):
    assert at(move).standing_on == frozenset()


def test_hands_and_knees_are_on_the_floor_on_all_fours():
    angles = at("quadruped_rock_back")
    assert (angles.hands, angles.knees) == (BOTH, BOTH)
