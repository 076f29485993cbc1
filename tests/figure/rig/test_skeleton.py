# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figure.stances import standing
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.key_pose import stance_of
from hipmob_desktop.figure.rig.skeleton import Limb
from hipmob_desktop.figure.rig.stance import place
from hipmob_desktop.figure.rig.vectors import add


@pytest.mark.parametrize(
    ("limb", "side", "is_arm", "joints"),
    [
        (Limb.LEFT_ARM, Side.LEFT, True, ("shoulder", "elbow", "wrist", "hand")),
        (Limb.RIGHT_ARM, Side.RIGHT, True, ("shoulder", "elbow", "wrist", "hand")),
        (Limb.LEFT_LEG, Side.LEFT, False, ("hip", "knee", "ankle", "toe")),
        (Limb.RIGHT_LEG, Side.RIGHT, False, ("hip", "knee", "ankle", "toe")),
    ],
)
def test_a_limb_knows_its_side_and_its_joints(limb, side, is_arm, joints):
    assert (limb.side, limb.is_arm) == (side, is_arm)
    first = limb.first_joint
    assert sk.JOINTS[first : first + 4] == tuple(f"{side}_{joint}" for joint in joints)


def test_every_joint_hangs_on_one_that_stands_before_it():
    assert len(sk.JOINTS) == len(sk.PARENT) == len(sk.LENGTH) == len(sk.CLEARANCE)
    assert all(parent < joint for joint, parent in enumerate(sk.PARENT))


def test_a_standing_body_is_as_high_as_its_bones():
    body = place(stance_of(standing()))
    assert body[sk.HEAD][1] == pytest.approx(0.5 + 0.12 + 0.18 + 0.10)


def test_the_lowest_part_of_a_body_is_the_one_nearest_to_its_clearance():
    body = place(stance_of(standing()))
    assert body.lowest == pytest.approx(0.045 - 0.026, abs=0.02)
    sunk = list(body.joints)
    sunk[sk.HAND_L] = (0.0, -0.1, 0.0)
    assert replace(body, joints=tuple(sunk)).lowest == pytest.approx(-0.1 - 0.006)


NEAR = st.floats(-0.004, 0.004)
MOVED = st.lists(st.tuples(NEAR, NEAR, NEAR), min_size=21, max_size=21)


@given(st.lists(MOVED, min_size=1, max_size=6), st.floats(0.0005, 0.003))
def test_a_joint_rests_while_it_moves_less_than_can_be_seen_and_is_never_farther_off(ways, least):
    true = shown = place(stance_of(standing()))
    for way in ways:
        joints = tuple(add(joint, one) for joint, one in zip(true.joints, way, strict=True))
        true = replace(true, joints=joints, breath=0.3)
        before, shown = shown, true.settled(shown, least)
        for old, new, now in zip(before.joints, true.joints, shown.joints, strict=True):
            apart = max(abs(a - b) for a, b in zip(old, new, strict=True))
            assert now is (old if apart < least else new)
        assert replace(shown, joints=true.joints) == true


def test_a_limb_is_its_four_joints():
    body = place(stance_of(standing()))
    leg = (sk.HIP_R, sk.KNEE_R, sk.ANKLE_R, sk.TOE_R)
    assert body.limb(Limb.RIGHT_LEG) == tuple(body[joint] for joint in leg)
