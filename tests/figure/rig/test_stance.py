# SPDX-License-Identifier: GPL-3.0-or-later
"""How a stance gets into the world: bones keep their length, and what is held is reached."""

from dataclasses import replace
from math import dist

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.strategies import FEWER
from figure.stances import directions, stances, standing
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig import vectors as v
from hipmob_desktop.figure.rig.key_pose import Aimed, Kneeling, Reaching, stance_of
from hipmob_desktop.figure.rig.stance import limb_axes, place, two_bones


@FEWER
@given(stances())
def test_every_bone_has_its_length(stance):
    body = place(stance)
    for joint in range(1, len(sk.JOINTS)):
        assert dist(body[joint], body[sk.PARENT[joint]]) == pytest.approx(sk.LENGTH[joint])


@given(directions, directions, st.floats(0.01, 0.45))
def test_two_bones_reach_whatever_is_near_enough(way, pole, far):
    assume(v.length(v.cross(way, pole)) > 0.05)
    target = v.scale(way, far)
    middle, end = two_bones((0, 0, 0), target, (0.24, 0.22), pole)
    assert v.length(middle) == pytest.approx(0.24)
    assert dist(middle, end) == pytest.approx(0.22)
    assert dist(end, target) < 0.012


def test_two_bones_stretch_towards_what_is_too_far():
    _, end = two_bones((0, 0, 0), (2, 0, 0), (0.24, 0.24), (0, 1, 0))
    assert dist(end, (0.48, 0, 0)) < 0.001


def test_the_middle_joint_bends_to_its_pole():
    middle, _ = two_bones((0, 0, 0), (0.3, 0, 0), (0.24, 0.24), (0, 1, 0))
    assert middle[1] > 0.15


def test_the_left_is_the_persons_own_left():
    body = place(stance_of(standing()))
    assert body[sk.SHOULDER_L][0] > 0 > body[sk.SHOULDER_R][0]
    assert body[sk.FACE][2] > body[sk.HEAD][2]


def test_a_hand_goes_with_the_thigh_it_holds():
    holding = Reaching((0, -0.12, -0.03), (1, 0, 0), (-1, 0, 0), of="left_leg")
    raised = Aimed((0, 0.4, 1), (0, -1, 0), (0, 0, 1))
    body = place(stance_of(standing(left_arm=holding, left_leg=raised)))
    knee, hip, wrist = body[sk.KNEE_L], body[sk.HIP_L], body[sk.WRIST_L]
    assert dist(wrist, v.lerp(hip, knee, 0.12 / 0.24)) == pytest.approx(0.03, abs=0.002)


def test_a_hand_that_holds_an_arm_finds_it_where_that_arm_has_got_to():
    reaching = Reaching((-0.2, 0.9, 0.2), (-1, 0, 0), (0, 1, 0))
    holding = Reaching((0.03, -0.06, 0.02), (1, 0, 0), (-1, 0, 0), of="right_arm")
    body = place(stance_of(standing(left_arm=holding, right_arm=reaching)))
    assert dist(body[sk.WRIST_R], (-0.2, 0.9, 0.2)) < 0.002
    axes = limb_axes(body.joints, sk.SHOULDER_R, body.pelvis[2])
    held = v.add(body[sk.SHOULDER_R], v.to_world(axes, (0.03, -0.06, 0.02)))
    assert dist(body[sk.WRIST_L], held) < 0.002


@pytest.mark.parametrize(("frame", "joint"), [("pelvis", sk.PELVIS), ("chest", sk.NECK)])
def test_a_hand_goes_with_the_trunk_it_holds(frame, joint):
    place_on = (0.13, 0.02, 0.06)
    stance = stance_of(standing(left_arm=Reaching(place_on, (1, 0, 0), (-1, 0, 0), of=frame)))
    for turn in ((1.0, 0.0, 0.0, 0.0), (0.5**0.5, 0.0, 0.5**0.5, 0.0)):
        body = place(replace(stance, pelvis=turn))
        axes = body.pelvis if frame == "pelvis" else body.chest
        assert dist(body[sk.WRIST_L], v.add(body[joint], v.to_world(axes, place_on))) < 0.002


def test_a_knee_on_the_floor_is_where_the_file_says():
    kneeling = Kneeling((0.05, 0.03, 0), (0, 0, -1), (0, 0, -1))
    words = replace(standing(left_leg=kneeling), pelvis_at=(0, 0.27, 0), anchor="left_knee")
    assert dist(place(stance_of(words))[sk.KNEE_L], (0.05, 0.03, 0)) < 0.001


def test_an_anchored_joint_is_where_its_anchor_is():
    stance = replace(stance_of(standing()), anchor=(sk.NECK, (0.1, 0.9, 0.2)))
    assert dist(place(stance)[sk.NECK], (0.1, 0.9, 0.2)) < 1e-9


def test_a_bone_bent_the_least_bit_has_axes_that_look_to_its_pole():
    joints = [(0.0, 1.0, 0.0), (0.0, 0.5, 0.0), (0.0005, 0.0, 0.0)]
    left, up, front = limb_axes(joints, 0, (0.0, 0.0, 1.0))
    assert up == pytest.approx((0, 1, 0))
    assert front[2] > 0.99
    assert left[0] > 0.99


def test_a_bent_bone_has_axes_that_look_to_its_bend():
    joints = [(0.0, 1.0, 0.0), (0.0, 0.5, 0.0), (-0.3, 0.2, 0.0)]
    assert limb_axes(joints, 0, (0.0, 0.0, 1.0))[2] == pytest.approx((1, 0, 0))
