# SPDX-License-Identifier: GPL-3.0-or-later
"""Arms and legs: skin, cloth and shoes along the bones."""

from math import atan2, degrees

import pytest

from builders import the_figure as figure
from figure.outlines import contours, extent, whole_extent
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.limbs import forearm, shin, thigh, upper_arm
from hipmob_desktop.figure.draw.shapes import Paint
from hipmob_desktop.figure.frame import at_rest, frame_of
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import View, lens
from hipmob_desktop.figure.rig.skeleton import Limb
from hipmob_desktop.figure.rig.stance import place

POSE = frame_of(at_rest(figure("standing_march"), Side.LEFT)).pose
SITTING = frame_of(at_rest(figure("chair_figure_4"), Side.LEFT)).pose
PARTS = [
    (upper_arm, Limb.LEFT_ARM, {Paint.SKIN, Paint.TOP}),
    (forearm, Limb.RIGHT_ARM, {Paint.SKIN}),
    (thigh, Limb.LEFT_LEG, {Paint.LEFT_LEG, Paint.SHORTS}),
    (thigh, Limb.RIGHT_LEG, {Paint.RIGHT_LEG, Paint.SHORTS}),
    (shin, Limb.LEFT_LEG, {Paint.LEFT_LEG, Paint.SHOE}),
    (shin, Limb.RIGHT_LEG, {Paint.RIGHT_LEG, Paint.SHOE}),
]


@pytest.mark.parametrize(("part", "limb", "paints"), PARTS)
def test_each_part_has_its_paints_and_its_side(part, limb, paints):
    shapes = part(POSE, lens(View(30, 10)), limb).shapes
    assert {shape.paint for shape in shapes} == paints
    assert {shape.side for shape in shapes} == {limb.side}


@pytest.mark.parametrize(("part", "limb", "_paints"), PARTS)
@pytest.mark.parametrize("azimuth", [0, 40, 130, 250])
def test_each_part_reaches_along_its_bone(part, limb, _paints, azimuth):
    eye = lens(View(azimuth, 0))
    first = limb.first_joint + (part in (forearm, shin))
    shapes = part(POSE, eye, limb).shapes
    for joint in (first, first + 1):
        x, y = eye.flat(POSE[joint])
        ends = [[whole_extent(shape, axis) for shape in shapes] for axis in (0, 1)]
        for spot, many in zip((x, y), ends, strict=True):
            assert min(low for low, _ in many) <= spot + 0.001
            assert max(high for _, high in many) >= spot - 0.001


def order(part, limb, pose, view):
    return [shape.paint for shape in part(pose, lens(view), limb).shapes]


def towards(pose, limb):
    """A camera that a thigh points at, and the one behind it."""
    hip, knee = (pose[limb.first_joint + k] for k in (0, 1))
    azimuth = degrees(atan2(knee[0] - hip[0], knee[2] - hip[2]))
    return View(azimuth, 0.0), View(azimuth + 180, 0.0)


def test_a_thigh_that_points_at_the_viewer_comes_out_of_its_shorts():
    at_us, away = (
        order(thigh, Limb.LEFT_LEG, SITTING, v) for v in towards(SITTING, Limb.LEFT_LEG)
    )
    assert at_us == [Paint.SHORTS, Paint.LEFT_LEG]
    assert away == [Paint.LEFT_LEG, Paint.SHORTS]


def test_a_thigh_seen_end_on_has_no_edges():
    at_us, _ = towards(SITTING, Limb.LEFT_LEG)
    assert thigh(SITTING, lens(at_us), Limb.LEFT_LEG).edges is None
    assert thigh(SITTING, lens(View(at_us.azimuth + 90, 0)), Limb.LEFT_LEG).edges is not None


@pytest.mark.parametrize(("part", "limb", "_paints"), PARTS)
def test_the_edge_of_a_part_is_larger_than_the_part_and_its_crease_leaves_the_joint_out(
    part, limb, _paints
):
    piece = part(POSE, lens(View(90, 0)), limb)
    edges, creases = (
        [extent(c, 1) for placed in make() for c in contours(placed)]
        for make in (piece.edges, piece.crease)
    )
    tall = max(high for _, high in edges) - min(low for low, _ in edges)
    assert tall > max(high for _, high in creases) - min(low for low, _ in creases)


def test_a_standing_foot_is_flat_on_the_floor_and_points_ahead():
    eye = lens(View(90, 0))
    for limb in (Limb.LEFT_LEG, Limb.RIGHT_LEG):
        shoe = next(s for s in shin(POSE, eye, limb).shapes if s.paint is Paint.SHOE)
        assert whole_extent(shoe, 1)[0] == pytest.approx(0.0, abs=0.006)
        ankle, toe = (eye.flat(POSE[limb.first_joint + k])[0] for k in (2, 3))
        low, high = whole_extent(shoe, 0)
        assert abs((high if toe > ankle else low) - ankle) > abs(
            (low if toe > ankle else high) - ankle
        )


def test_toes_that_push_off_do_not_go_into_the_floor():
    keys = figure("bouncing_lunge").on(Side.LEFT).keys
    for key in keys.values():
        pose = place(key)
        for limb, ankle in ((Limb.LEFT_LEG, sk.ANKLE_L), (Limb.RIGHT_LEG, sk.ANKLE_R)):
            if pose[ankle][1] < 0.2:
                shoe = shin(pose, lens(View(0, 0)), limb).shapes[1]
                assert whole_extent(shoe, 1)[0] > -0.01
