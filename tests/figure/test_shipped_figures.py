# SPDX-License-Identifier: GPL-3.0-or-later
"""What the words of a move say about the body, its figure shows."""

from math import dist

import pytest

from builders import the_figure as figure
from cases import tried_with
from figure.shipped import SIDES, frames, pose, way_points
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.frame import at_rest, at_work
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.joint_angles import angles_of
from hipmob_desktop.figure.rig.props import PropKind
from hipmob_desktop.figure.rig.vectors import dot, sub, unit
from hipmob_desktop.figure.transition import transition_between

SIDE_LYING = (
    "side_lying_hip_circles",
    "side_lying_leg_lift",
    "clamshell",
    "reverse_clamshell",
)
ON_ARM = 0.048 + 0.027
"""Half the width of a head and half the thickness of an upper arm: there they touch."""


def rep(move, side):
    """Every pose of a rep."""
    return [body for phase in range(len(figure(move).paths)) for body in frames(move, side, phase)]


def to_bone(p, a, b):
    """How far a point is from a bone."""
    way = [y - x for x, y in zip(a, b, strict=True)]
    share = sum(w * (q - x) for w, q, x in zip(way, p, a, strict=True)) / sum(w * w for w in way)
    share = min(max(share, 0.0), 1.0)
    return dist(p, [x + share * w for x, w in zip(a, way, strict=True)])


@tried_with("side", SIDES)
@tried_with("move", SIDE_LYING)
def test_who_lies_on_a_side_rests_the_head_on_the_lower_arm(move, side):
    lower = sk.SHOULDER_R if side is Side.LEFT else sk.SHOULDER_L
    for body in rep(move, side):
        shoulder, elbow, head = body[lower], body[lower + 1], body[sk.HEAD]
        assert 0.9 * ON_ARM < to_bone(head, shoulder, elbow) < 1.1 * ON_ARM
        assert head[1] > max(shoulder[1], elbow[1])


@tried_with("side", SIDES)
@tried_with("move", SIDE_LYING)
def test_who_lies_on_a_side_has_the_neck_in_line_with_the_trunk(move, side):
    for body in rep(move, side):
        along = sum(p * q for p, q in zip(body.chest[1], body.skull[1], strict=True))
        assert along > 0.94


@pytest.mark.parametrize("side", SIDES)
def test_a_lunge_with_reach_has_both_hands_on_the_floor_inside_the_front_foot(side):
    front, rear = (sk.ANKLE_L, sk.ANKLE_R) if side is Side.LEFT else (sk.ANKLE_R, sk.ANKLE_L)
    for body in frames("worlds_greatest", side, 0):
        for wrist in (sk.WRIST_L, sk.WRIST_R):
            assert body[wrist][1] < 0.03
            assert body[wrist][2] < body[front][2] - 0.05
            assert abs(body[wrist][0] - body[front][0]) < 0.1
        assert dist(body[rear], body[rear - 2]) > 0.94 * (sk.THIGH + sk.SHIN)


@pytest.mark.parametrize("side", SIDES)
def test_a_lunge_with_reach_begins_with_a_small_rise(side):
    heights = [body[sk.PELVIS][1] for body in frames("worlds_greatest", side, 0)]
    assert heights[0] == pytest.approx(heights[-1])
    assert 0.03 < max(heights) - heights[0] < 0.08


@pytest.mark.parametrize("before", ["ninety_ninety_switch", "couch_stretch"])
def test_the_way_into_a_lunge_with_reach_ends_on_the_hands(before):
    one = figure(before)
    done = at_work(one, Side.RIGHT, len(one.paths) - 1, 1.0)
    way = transition_between(done, at_rest(figure("worlds_greatest"), Side.LEFT), way_points())
    for share in (0.85, 0.9, 1.0):
        body = way.at(share).pose
        assert max(body[sk.WRIST_L][1], body[sk.WRIST_R][1]) < 0.05


@pytest.mark.parametrize("side", SIDES)
def test_who_swings_a_leg_aside_faces_the_wall_with_both_hands_on_it(side):
    on = figure("leg_swing_side").on(side)
    (wall,) = on.props
    assert wall.kind is PropKind.WALL
    for body in rep("leg_swing_side", side):
        ahead = wall.at[2] - body[sk.PELVIS][2]
        assert min(body.pelvis[2][2] * ahead, body.chest[2][2] * ahead) > 0.97 * abs(ahead)
        for wrist in (sk.WRIST_L, sk.WRIST_R):
            assert abs(body[wrist][2] - wall.at[2]) < 0.04


@pytest.mark.parametrize("side", SIDES)
def test_a_leg_that_swings_aside_goes_out_and_then_across_in_front_of_the_other(side):
    works, stands, out = (
        (sk.ANKLE_L, sk.ANKLE_R, -1) if side is Side.LEFT else (sk.ANKLE_R, sk.ANKLE_L, 1)
    )
    aside, across = (pose(figure("leg_swing_side"), side, phase, 1.0) for phase in (0, 1))
    assert (aside[works][0] - aside[stands][0]) * out > 0.3
    assert (across[works][0] - across[stands][0]) * out < -0.05
    assert dot(sub(across[works], across[stands]), across.pelvis[2]) > 0.05


@pytest.mark.parametrize("side", SIDES)
def test_who_swings_a_leg_to_the_front_has_the_chair_at_the_other_side(side):
    (chair,) = figure("leg_swing_front").on(side).props
    works, stands = (sk.HIP_L, sk.HIP_R) if side is Side.LEFT else (sk.HIP_R, sk.HIP_L)
    for body in rep("leg_swing_front", side):
        outwards = unit(sub(body[stands], body[works]))
        corners = [dot(sub(spot, body[stands]), outwards) for spot in chair.footprint()]
        assert min(corners) > 0.05


@pytest.mark.parametrize("side", SIDES)
def test_a_knee_that_marches_is_lifted_on_its_own_side_of_the_picture(side):
    one = figure("standing_march")
    eye = lens(one.on(side).view)
    body = pose(one, side, 0, 1.0)
    works, stands = (sk.HIP_L, sk.HIP_R) if side is Side.LEFT else (sk.HIP_R, sk.HIP_L)
    aside = [eye.flat(body[works + k])[0] - eye.flat(body[stands + k])[0] for k in (1, 2)]
    assert min(x if side is Side.LEFT else -x for x in aside) > 0.1


@pytest.mark.parametrize("side", SIDES)
def test_a_knee_that_marches_goes_to_hip_height_and_hardly_aside(side):
    leg = angles_of(pose(figure("standing_march"), side, 0, 1.0)).leg(side)
    assert 85 < leg.flexion < 95
    assert 0 < leg.abduction < 20


@pytest.mark.parametrize("side", SIDES)
def test_a_hinge_on_a_chair_goes_forward_in_the_picture_with_a_straight_back(side):
    one = figure("chair_figure_4")
    eye = lens(one.on(side).view)
    tall, hinged = (pose(one, side, 0, share) for share in (0.0, 1.0))
    (x0, _), (x1, _), (ahead, _) = (
        eye.flat(p) for p in (tall[sk.NECK], hinged[sk.NECK], tall.pelvis[2])
    )
    assert (x1 - x0) * ahead > 0.1
    assert dot(hinged.pelvis[1], hinged.chest[1]) > 0.99


@pytest.mark.parametrize("side", SIDES)
def test_in_a_long_lunge_no_hip_goes_further_than_a_body_does(side):
    for body in rep("worlds_greatest", side):
        angles = angles_of(body)
        assert angles.leg(side).flexion < 145
        assert angles.leg(side.other).flexion > -30
