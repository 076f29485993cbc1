# SPDX-License-Identifier: GPL-3.0-or-later
"""Between two stances a body stays on the floor, hands and elbows too."""

from dataclasses import replace
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.strategies import FEWER
from figure.stances import stances, standing
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.floor import grounded, lowest
from hipmob_desktop.figure.rig.key_pose import Aimed, Turned, stance_of
from hipmob_desktop.figure.rig.stance import place

LYING = replace(
    standing(
        left_leg=Aimed((1, 0, 0), (1, 0, 0)),
        right_leg=Aimed((1, 0, 0), (1, 0, 0)),
        left_arm=Aimed((1, 0, 0), (1, 0, 0)),
        right_arm=Aimed((1, 0, 0), (1, 0, 0)),
    ),
    pelvis_at=(0, 0.1, 0),
    pelvis=Turned((-1, 0, 0), (0, 1, 0)),
)


@FEWER
@given(stances(), st.floats(0, 0.3))
def test_a_body_is_as_high_above_the_floor_as_is_asked(stance, low):
    assert lowest(grounded(stance, low)) == pytest.approx(low, abs=2e-4)


@FEWER
@given(stances())
def test_a_body_on_the_floor_has_its_bones_and_its_shape(stance):
    body = grounded(stance, 0.0)
    for joint in range(1, len(sk.JOINTS)):
        assert dist(body[joint], body[sk.PARENT[joint]]) == pytest.approx(
            sk.LENGTH[joint], abs=2e-3
        )


def test_a_body_that_is_where_it_should_be_is_left_alone():
    stance = stance_of(LYING)
    assert grounded(stance, lowest(place(stance))) == place(stance)


@pytest.mark.parametrize("arm", [Aimed((0.3, -1, 0), (1, 0, 0)), Aimed((0, -0.5, 1), (0, -1, 0))])
def test_an_arm_that_would_go_through_the_floor_lies_on_it(arm):
    words = replace(LYING, limbs={**LYING.limbs, sk.Limb.LEFT_ARM: arm})
    stance = stance_of(words)
    assert place(stance).lowest < -0.02
    body = grounded(stance, 0.0)
    for joint in (sk.ELBOW_L, sk.WRIST_L, sk.HAND_L):
        assert body[joint][1] > sk.CLEARANCE[joint] - 0.012, sk.JOINTS[joint]


def test_fingers_that_point_straight_down_are_laid_aside_and_keep_their_length():
    arm = Aimed((1, 0, 0), (1, 0, 0), (0, -1, 0))
    words = replace(LYING, limbs={**LYING.limbs, sk.Limb.LEFT_ARM: arm})
    body = grounded(stance_of(words), 0.0)
    assert dist(body[sk.WRIST_L], body[sk.HAND_L]) == pytest.approx(sk.HAND)
    assert body[sk.HAND_L][1] == pytest.approx(sk.CLEARANCE[sk.HAND_L])


def test_arms_do_not_say_how_high_a_body_is():
    hanging = stance_of(replace(standing(), pelvis_at=(0, 0.2, 0)))
    legs = place(hanging)
    assert lowest(legs) == min(
        p[1] - sk.CLEARANCE[joint]
        for joint, p in enumerate(legs.joints)
        if not sk.SHOULDER_L <= joint <= sk.HAND_R
    )
