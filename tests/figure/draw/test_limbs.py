# SPDX-License-Identifier: GPL-3.0-or-later
"""Arms and legs: skin, cloth and shoes along the bones."""

from math import atan2, degrees

import pytest

from builders import the_figure as figure
from figure.outlines import contours, extent, section, whole_extent
from figure.stances import standing
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.limbs import forearm, shin, thigh, upper_arm
from hipmob_desktop.figure.draw.shapes import GAP, Paint
from hipmob_desktop.figure.frame import at_rest, frame_of
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import View, lens
from hipmob_desktop.figure.rig.key_pose import stance_of
from hipmob_desktop.figure.rig.skeleton import Limb
from hipmob_desktop.figure.rig.stance import place

POSE = frame_of(at_rest(figure("standing_march"), Side.LEFT)).pose
SITTING = frame_of(at_rest(figure("chair_figure_4"), Side.LEFT)).pose
FRONT = View(0, 0)
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
    shapes = part(POSE.limb(limb), lens(View(30, 10)), limb).shapes
    assert {shape.paint for shape in shapes} == paints
    assert {shape.side for shape in shapes} == {limb.side}


@pytest.mark.parametrize(("part", "limb", "_paints"), PARTS)
@pytest.mark.parametrize("azimuth", [0, 40, 130, 250])
def test_each_part_reaches_along_its_bone(part, limb, _paints, azimuth):
    eye = lens(View(azimuth, 0))
    first = limb.first_joint + (part in (forearm, shin))
    shapes = part(POSE.limb(limb), eye, limb).shapes
    for joint in (first, first + 1):
        x, y = eye.flat(POSE[joint])
        ends = [[whole_extent(shape, axis) for shape in shapes] for axis in (0, 1)]
        for spot, many in zip((x, y), ends, strict=True):
            assert min(low for low, _ in many) <= spot + 0.001
            assert max(high for _, high in many) >= spot - 0.001


def order(part, limb, pose, view):
    return [shape.paint for shape in part(pose.limb(limb), lens(view), limb).shapes]


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
    leg = SITTING.limb(Limb.LEFT_LEG)
    aside = View(at_us.azimuth + 90, 0)
    assert thigh(leg, lens(at_us), Limb.LEFT_LEG).edges is None
    assert thigh(leg, lens(aside), Limb.LEFT_LEG).edges is not None


@pytest.mark.parametrize(("part", "limb", "_paints"), PARTS)
def test_the_edge_of_a_part_is_larger_than_the_part_and_its_crease_leaves_the_joint_out(
    part, limb, _paints
):
    piece = part(POSE.limb(limb), lens(View(90, 0)), limb)
    edges, creases = (
        [extent(c, 1) for placed in make() for c in contours(placed)]
        for make in (piece.edges, piece.crease)
    )
    tall = max(high for _, high in edges) - min(low for low, _ in edges)
    assert tall > max(high for _, high in creases) - min(low for low, _ in creases)


def test_a_standing_foot_is_flat_on_the_floor_and_points_ahead():
    eye = lens(View(90, 0))
    for limb in (Limb.LEFT_LEG, Limb.RIGHT_LEG):
        shoe = next(s for s in shin(POSE.limb(limb), eye, limb).shapes if s.paint is Paint.SHOE)
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
                shoe = shin(pose.limb(limb), lens(View(0, 0)), limb).shapes[1]
                assert whole_extent(shoe, 1)[0] > -0.01


STANDING = place(stance_of(standing()))
HIP, KNEE, ANKLE = sk.HIP_L, sk.KNEE_L, sk.ANKLE_L
SHOULDER, ELBOW, WRIST, HAND = sk.SHOULDER_L, sk.ELBOW_L, sk.WRIST_L, sk.HAND_L
# Part, paint, bone, and at shares along it how thick somebody of height one is there.
GIRTHS = [
    (thigh, Paint.LEFT_LEG, (HIP, KNEE), ((0.5, 0.098), (0.64, 0.091), (0.86, 0.077), (1, 0.072))),
    (thigh, Paint.SHORTS, (HIP, KNEE), ((0.05, 0.118), (0.22, 0.118), (0.46, 0.115))),
    (shin, Paint.LEFT_LEG, (KNEE, ANKLE), ((0.02, 0.072), (0.26, 0.074), (0.5, 0.063))),
    (shin, Paint.LEFT_LEG, (KNEE, ANKLE), ((0.76, 0.046), (0.98, 0.040))),
    (upper_arm, Paint.SKIN, (SHOULDER, ELBOW), ((0.5, 0.059), (0.7, 0.053), (0.98, 0.047))),
    (upper_arm, Paint.TOP, (SHOULDER, ELBOW), ((0.05, 0.075), (0.2, 0.074), (0.46, 0.073))),
    (forearm, Paint.SKIN, (ELBOW, WRIST), ((0.02, 0.047), (0.25, 0.051), (0.6, 0.041))),
    (forearm, Paint.SKIN, (ELBOW, WRIST), ((0.98, 0.0315),)),
    (forearm, Paint.SKIN, (WRIST, HAND), ((0.1, 0.036), (0.4, 0.0425), (0.8, 0.032))),
]


def cuts(part, paint, bone, shares, view=FRONT):
    """Where sections at shares along a bone cut a part of somebody who stands."""
    eye, limb = lens(view), Limb.LEFT_ARM if part in (upper_arm, forearm) else Limb.LEFT_LEG
    shape = next(one for one in part(STANDING.limb(limb), eye, limb).shapes if one.paint is paint)
    a, b = (eye.flat(STANDING[joint]) for joint in bone)
    outline = shape.fill[1 if bone == (WRIST, HAND) else 0]
    return [section(outline, a, b, share) for share in shares]


@pytest.mark.parametrize(("part", "paint", "bone", "girths"), GIRTHS)
def test_a_limb_has_the_measures_of_a_body(part, paint, bone, girths):
    shares, thick = zip(*girths, strict=True)
    found = [left - right for right, left in cuts(part, paint, bone, shares)]
    assert found == pytest.approx(thick, rel=0.04)


def test_a_calf_is_thicker_behind_and_nowhere_from_the_front():
    shares = (0.26, 0.5, 0.76)
    from_front = cuts(shin, Paint.LEFT_LEG, (KNEE, ANKLE), shares)
    assert [left + right for right, left in from_front] == pytest.approx([0, 0, 0], abs=1e-6)
    from_aside = cuts(shin, Paint.LEFT_LEG, (KNEE, ANKLE), shares, View(90, 0))
    assert [left + right for right, left in from_aside] == pytest.approx(
        [0.015, 0.0105, 0.0023], abs=0.0015
    )


def test_a_shoe_is_as_long_wide_and_high_as_a_foot():
    ends = {}
    for view in (FRONT, View(90, 0)):
        eye = lens(view)
        shoe = shin(STANDING.limb(Limb.LEFT_LEG), eye, Limb.LEFT_LEG).shapes[1]
        ankle = eye.flat(STANDING[ANKLE])
        ends[view.azimuth] = [
            tuple(end - ankle[axis] for end in whole_extent(shoe, axis)) for axis in (0, 1)
        ]
    assert ends[0][0] == pytest.approx((-0.0245, 0.0245), abs=0.002)
    (toe, heel), (sole, instep) = ends[90]
    assert (toe, heel) == pytest.approx((-0.108, 0.0484), abs=0.003)
    assert (sole, instep) == pytest.approx((-0.045, 0.022), abs=0.002)


@pytest.mark.parametrize(("part", "limb", "_paints"), PARTS)
def test_an_edge_is_wider_than_its_part_by_the_gap_on_both_sides(part, limb, _paints):
    eye = lens(FRONT)
    piece = part(STANDING.limb(limb), eye, limb)
    first = limb.first_joint + (part in (forearm, shin))
    a, b = (eye.flat(STANDING[joint]) for joint in (first, first + 1))
    whole = [
        section(placed, a, b, 0.8)
        for shape in piece.shapes
        for placed in shape.fill
        if reaches(placed, a, b)
    ]
    edge = [section(placed, a, b, 0.8) for placed in piece.edges() if reaches(placed, a, b)]
    for cut, sign in ((min, -1), (max, 1)):
        beyond = cut(cut(ends) for ends in edge) - cut(cut(ends) for ends in whole)
        assert beyond == pytest.approx(sign * GAP, abs=0.0015)


def reaches(placed, a, b):
    try:
        section(placed, a, b, 0.8)
    except ValueError:
        return False
    return True
