# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace

import pytest

from figure.stances import standing
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.key_pose import stance_of
from hipmob_desktop.figure.rig.skeleton import Limb
from hipmob_desktop.figure.rig.stance import place


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
