# SPDX-License-Identifier: GPL-3.0-or-later
"""What the words of a figure file mean: directions in the world, of any length."""

from dataclasses import replace
from math import dist

import pytest

from cases import tried_with
from figure.stances import standing
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig import vectors as v
from hipmob_desktop.figure.rig.key_pose import (
    Aimed,
    Kneeling,
    Reaching,
    Turned,
    across_words,
    stance_of,
)
from hipmob_desktop.figure.rig.skeleton import Limb
from hipmob_desktop.figure.rig.stance import place
from hipmob_desktop.figure.rig.transform import mirrored, reflected

ACROSS = (1.0, 0.0, 0.0)


def bone(body, joint):
    return v.unit(v.sub(body[joint], body[joint - 1]))


def test_a_bone_points_where_the_words_say_however_long_they_are():
    body = place(stance_of(standing(left_arm=Aimed((3, 0, 0), (0, 0, 0.2)))))
    assert bone(body, sk.ELBOW_L) == pytest.approx((1, 0, 0))
    assert bone(body, sk.WRIST_L) == pytest.approx((0, 0, 1))
    assert bone(body, sk.HAND_L) == pytest.approx((0, 0, 1))


def test_a_foot_is_where_the_words_say_and_its_knee_bends_as_they_say():
    leg = Reaching((0.1, 0.045, 0.1), (0, 0, 1), (0, 0, 1))
    body = place(stance_of(replace(standing(left_leg=leg), pelvis_at=(0, 0.4, 0))))
    assert dist(body[sk.ANKLE_L], (0.1, 0.045, 0.1)) < 0.001
    assert body[sk.KNEE_L][2] > 0.15


def test_a_kneeling_knee_is_on_its_place_with_the_shin_behind():
    leg = Kneeling((0.05, 0.03, 0), (0, 0, -1), (0, 0, -1))
    words = replace(standing(left_leg=leg), pelvis_at=(0, 0.27, 0), anchor="left_knee")
    body = place(stance_of(words))
    assert dist(body[sk.KNEE_L], (0.05, 0.03, 0)) < 0.001
    assert bone(body, sk.ANKLE_L) == pytest.approx((0, 0, -1))


def test_an_anchor_without_a_place_is_where_the_joint_is():
    stance = stance_of(replace(standing(), anchor="left_ankle"))
    joint, point = stance.anchor
    assert joint == sk.ANKLE_L
    assert dist(point, (0.05, 0.045, 0)) < 0.001


def test_chest_and_head_that_are_not_told_of_go_with_the_pelvis():
    tilted = Turned((0.6, 0.8, 0), (0, 0, 1))
    body = place(stance_of(replace(standing(), pelvis=tilted)))
    for part in (body.chest, body.skull):
        assert part[1] == pytest.approx(body.pelvis[1])
        assert part[2] == pytest.approx(body.pelvis[2])


def test_chest_and_head_are_turned_in_the_world_whatever_is_below_them():
    words = replace(standing(), pelvis=Turned((0.6, 0.8, 0), (0, 0, 1)), head=Turned((0, 1, 0)))
    body = place(stance_of(words))
    assert body.skull[1] == pytest.approx((0, 1, 0))
    assert body.chest[1] == pytest.approx((0.6, 0.8, 0))


def test_a_straight_knee_would_bend_forwards_and_an_elbow_backwards():
    stance = stance_of(standing(left_leg=Aimed((0, -1, 0), (0, -1, 0))))
    arm, _, leg, _ = stance.limbs
    assert leg.pole[2] > 0.9
    assert arm.pole[2] < -0.9


def test_a_limb_along_the_bodys_front_would_bend_along_its_upright():
    stance = stance_of(standing(left_leg=Aimed((0, 0, 1), (0, 0, 1))))
    assert stance.limbs[2].pole == pytest.approx((0, 1, 0))


def test_directions_that_are_parallel_cannot_be_axes():
    with pytest.raises(ValueError, match="no length"):
        stance_of(replace(standing(), pelvis=Turned((0, 1, 0), (0, 2, 0))))


@tried_with(
    "leg",
    [
        Aimed((0.3, -1, 0.2), (0.1, -1, -0.4), (0.2, 0, 1), (0.1, 0, 1)),
        Aimed((0.3, -1, 0.2), (0.1, -1, -0.4)),
        Aimed((0.3, -1, 0.2), (0.1, -1, -0.4), root=(0.8, -0.4, 0.35)),
        Kneeling((0.07, 0.25, 0.1), (0.1, 0, -1), (0.1, 0, -1), root=(0.6, 0.5, -0.4)),
        Reaching((0.1, 0.06, 0.12), (0.2, 0, 1), (0.2, 0, 1), root=(0.9, 0.1, 0.2)),
        Kneeling((0.07, 0.25, 0.1), (0.1, 0, -1), (0.1, 0, -1)),
        Reaching((0.1, 0.06, 0.12), (0.2, 0, 1), (0.2, 0, 1)),
        Reaching((0.12, -0.3, 0.1), (0.2, 0, 1), (0.2, 0, 1), of="pelvis"),
    ],
)
def test_words_for_one_limb_hold_for_the_other_in_the_mirror(leg):
    other = across_words(leg, ACROSS)
    stance = stance_of(standing(left_leg=leg, right_leg=other))
    body, image = place(stance), place(mirrored(stance))
    for joint in range(sk.HIP_L, sk.TOE_R + 1):
        assert dist(body[joint], image[joint]) < 1e-6, sk.JOINTS[joint]


def test_a_hand_on_a_thigh_is_on_the_other_thigh_in_the_mirror():
    holding = Reaching((0.02, -0.12, -0.03), (1, 0, 0), (-1, 0, 0), of="left_leg")
    other = across_words(holding, ACROSS)
    assert other.of == Limb.RIGHT_LEG
    body = place(stance_of(standing(left_arm=holding, right_arm=other)))
    assert dist(reflected(body[sk.WRIST_L]), body[sk.WRIST_R]) < 1e-6
