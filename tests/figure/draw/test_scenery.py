# SPDX-License-Identifier: GPL-3.0-or-later
"""Floor, mat, things, and the shadow: under what is near the floor, and never a hair."""

from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest

from builders import the_figure
from cases import tried_with
from figure.outlines import contours, extent, section, whole_extent
from figure.shipped import MOVES
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.scenery import (
    band_shape,
    prop_shapes,
    scenery_shapes,
    shadow_shapes,
)
from hipmob_desktop.figure.draw.shapes import Paint
from hipmob_desktop.figure.frame import at_rest, at_work, frame_of
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import View, lens
from hipmob_desktop.figure.rig.props import FLOOR, Prop, PropKind
from hipmob_desktop.figure.rig.stance import place
from hipmob_desktop.figure.rig.transform import moved
from hipmob_desktop.figure.rig.vectors import lerp

FROM_ABOVE, FROM_FRONT = View(0.0, 90.0), View(0.0, 0.0)
FROM_EYE = lens(FROM_ABOVE)
SIZE = (0.4, 0.3, 0.2)


def seen_from_above(*where):
    return replace(frame_of(at_work(*where)), view=FROM_ABOVE)


def frames(move):
    one = the_figure(move)
    for phase in range(len(one.paths)):
        for i in range(5):
            yield seen_from_above(one, one.drawn_side, phase, i / 4)


def shadows(frame):
    """Every patch of shadow, as points on and just outside its edge."""
    shapes = [one for one in shadow_shapes(frame) if one.paint is Paint.SHADOW]
    many = [c for one in shapes for placed in one.fill for c in contours(placed)]
    return [list(zip(line[::2], line[1::2], strict=True)) for line in many]


def thickness(edge):
    """How thick a patch is on the whole: what it covers for its length."""
    ring = [*edge[1:], edge[0]]
    covered = abs(sum(x * v - u * y for (x, y), (u, v) in zip(edge, ring, strict=True))) / 2
    some = edge[::3]
    return covered / max(dist(a, b) for a in some for b in some)


@tried_with("move", MOVES)
def test_no_shadow_is_a_hair_on_the_floor(move):
    thin = [thickness(edge) for frame in frames(move) for edge in shadows(frame)]
    assert thin
    assert min(thin) > 0.012


def test_a_raised_foot_keeps_no_shadow():
    one = the_figure("standing_march")
    standing, marching = (seen_from_above(one, one.drawn_side, 0, u) for u in (0.0, 1.0))
    assert len(shadows(marching)) < len(shadows(standing))


def test_a_body_in_the_air_throws_no_shadow():
    one = the_figure("standing_march")
    posed = at_rest(one, Side.LEFT)
    frame = frame_of(posed)
    flying = replace(posed.stance, limbs=tuple(replace(x, grip=None) for x in posed.stance.limbs))
    up = place(moved(flying, (0.0, 0.4, 0.0)))
    assert shadows(frame)
    assert not shadows(replace(frame, pose=up))


def test_a_shadow_lies_flat_below_the_body():
    frame = replace(frame_of(at_rest(the_figure("standing_march"), Side.LEFT)), view=FROM_FRONT)
    for shape in shadow_shapes(frame):
        assert whole_extent(shape, 1) == pytest.approx((0.0, 0.0), abs=1e-9)


@pytest.mark.parametrize(("move", "far"), [("supine_knee_hugs", 0.0), ("standing_march", 1.0)])
def test_a_shadow_is_on_the_mat_or_on_the_floor(move, far):
    frame = frame_of(at_rest(the_figure(move), Side.LEFT))
    assert {shape.far for shape in shadow_shapes(frame)} == {far}


def test_a_body_without_a_mat_stands_on_a_patch_of_floor():
    (floor,) = scenery_shapes(replace(bare(), view=FROM_ABOVE))
    assert floor.paint is Paint.FLOOR
    assert whole_extent(floor, 0) == pytest.approx((-FLOOR, FLOOR), abs=0.01)


def bare():
    return replace(frame_of(at_rest(the_figure("standing_march"), Side.LEFT)), props=())


def test_a_mat_that_comes_takes_the_place_of_the_floor():
    mat = Prop(PropKind.MAT, size=(1.2, 0.02, 0.4))
    much = {
        share: {s.paint: s.much for s in scenery_shapes(replace(bare(), props=((mat, share),)))}
        for share in (0.25, 1.0)
    }
    assert much[0.25][Paint.FLOOR] == 0.75
    assert much[0.25][Paint.MAT] == 0.25
    assert Paint.FLOOR not in much[1.0]
    assert much[1.0][Paint.MAT] == 1.0


def test_a_mat_lies_below_the_other_things():
    mat, chair = (Prop(kind, size=SIZE) for kind in (PropKind.MAT, PropKind.CHAIR))
    shapes = scenery_shapes(replace(bare(), props=((chair, 1.0), (mat, 1.0))))
    paints = [shape.paint for shape in shapes]
    assert paints.index(Paint.MAT) < paints.index(Paint.PROP)


def test_what_the_body_lies_on_or_wears_is_not_behind_it():
    for kind in (PropKind.CUSHION, PropKind.BAND):
        shapes = scenery_shapes(replace(bare(), props=((Prop(kind, size=(0.1, 0.1, 0.1)), 1.0),)))
        assert {shape.paint for shape in shapes} == {Paint.FLOOR}


def box(prop, view):
    shapes = prop_shapes(prop, lens(view))
    ends = [[whole_extent(shape, axis) for shape in shapes] for axis in (0, 1)]
    return [(min(low for low, _ in many), max(high for _, high in many)) for many in ends]


@tried_with(
    ("kind", "view", "wide", "high"),
    [
        (PropKind.MAT, FROM_ABOVE, (-0.2, 0.2), (-0.1, 0.1)),
        (PropKind.MAT, FROM_FRONT, (-0.2, 0.2), (-0.3, 0.0)),
        (PropKind.WALL, FROM_FRONT, (-0.2, 0.2), (0.0, 0.3)),
        (PropKind.CHAIR, FROM_ABOVE, (-0.2, 0.2), (-0.1, 0.12)),
        (PropKind.CHAIR, FROM_FRONT, (-0.2, 0.2), (0.0, 0.597)),
        (PropKind.ROLLER, FROM_FRONT, (-0.35, 0.35), (-0.15, 0.15)),
        (PropKind.CUSHION, FROM_FRONT, (-0.2, 0.2), (0.0, 0.3)),
        (PropKind.BOX, FROM_FRONT, (-0.2, 0.2), (0.0, 0.3)),
        (PropKind.BOX, FROM_ABOVE, (-0.2, 0.2), (-0.1, 0.1)),
    ],
)
def test_a_thing_is_as_large_as_it_is_said_to_be(kind, view, wide, high):
    assert box(Prop(kind, size=SIZE), view) == [
        pytest.approx(wide, abs=0.015),
        pytest.approx(high, abs=0.015),
    ]


def test_a_thing_is_drawn_where_it_stands():
    there = Prop(PropKind.WALL, at=(0.5, 0.1, 0.0), size=SIZE)
    assert box(there, FROM_FRONT) == [
        pytest.approx((0.3, 0.7), abs=0.015),
        pytest.approx((0.1, 0.4), abs=0.015),
    ]


def test_a_box_is_whole_with_a_lid_of_its_own_however_thin():
    for size in (SIZE, (0.02, 0.17, 0.008)):
        *sides, lid = prop_shapes(Prop(PropKind.BOX, size=size), lens(View(20.0, 20.0)))
        assert [shape.paint for shape in (*sides, lid)] == [Paint.PROP_EDGE] * 4 + [Paint.PROP]
        assert all(len(shape.fill) == 1 for shape in sides)


def test_a_wall_stands_upright_on_its_line_on_the_floor():
    for shape in prop_shapes(Prop(PropKind.WALL, size=SIZE), lens(FROM_ABOVE)):
        assert whole_extent(shape, 1) == pytest.approx((0.0, 0.0), abs=1e-9)


def test_a_wall_has_a_rim_that_catches_the_light_on_its_sides_and_its_top():
    rim, wall = prop_shapes(Prop(PropKind.WALL, size=SIZE), lens(FROM_FRONT))
    assert (rim.paint, wall.paint) == (Paint.WALL_EDGE, Paint.WALL)
    for axis, lowest in ((0, 0.005), (1, 0.0)):
        (low, high), (inner_low, inner_high) = (whole_extent(s, axis) for s in (rim, wall))
        assert inner_low - low == pytest.approx(lowest, abs=0.006)
        assert high - inner_high > 0.005


def marked(at=0.0):
    marks = Prop(PropKind.MARKS, at=(at, 0.0, 0.0), size=(0.15, 0.0, 0.3))
    bare = replace(
        frame_of(at_rest(the_figure("standing_march"), Side.LEFT)), props=((marks, 1.0),)
    )
    return [s for s in shadow_shapes(bare) if s.paint is Paint.MARKS]


def test_marks_lie_on_the_floor_a_step_apart_and_shrink_towards_its_edge():
    lines = marked()
    middles = sorted(sum(whole_extent(line, 0)) / 2 for line in lines)
    assert [b - a for a, b in pairwise(middles)] == pytest.approx([0.15] * 4, abs=0.005)
    heights = [high - low for low, high in (whole_extent(line, 1) for line in lines)]
    assert heights[0] < heights[2] > heights[-1]


def test_marks_that_are_a_step_on_look_the_same():
    assert len(marked(0.15)) == len(marked(0.0))
    for a, b in zip(marked(0.15), marked(0.0), strict=True):
        assert whole_extent(a, 0) == pytest.approx(whole_extent(b, 0))


def test_the_nearer_end_of_a_roller_is_the_one_that_is_seen():
    ends = []
    for azimuth in (40, -40):
        eye = lens(View(azimuth, 0))
        _, near = prop_shapes(Prop(PropKind.ROLLER, size=SIZE), eye)
        low, high = whole_extent(near, 0)
        ends.append((low + high) / 2)
    assert ends[0] > 0.1
    assert ends[1] < -0.1


def test_a_band_has_no_shape_of_its_own_but_reaches_round_both_thighs():
    assert prop_shapes(Prop(PropKind.BAND), lens(FROM_FRONT)) == ()
    pose = frame_of(at_rest(the_figure("lateral_band_walk"), Side.LEFT)).pose
    eye = lens(FROM_FRONT)
    band = band_shape(pose, eye)
    knees = sorted(eye.flat(pose[joint])[0] for joint in (14, 18))
    low, high = whole_extent(band, 0)
    assert low < knees[0]
    assert high > knees[1]


@pytest.mark.parametrize("azimuth", [0.0, 40.0, 180.0, 220.0])
def test_a_band_reaches_as_far_round_one_thigh_as_round_the_other(azimuth):
    pose = frame_of(at_rest(the_figure("lateral_band_walk"), Side.LEFT)).pose
    eye = lens(View(azimuth, 0.0))
    thighs = [eye.flat(lerp(pose[hip], pose[hip + 1], 0.8))[0] for hip in (sk.HIP_L, sk.HIP_R)]
    low, high = whole_extent(band_shape(pose, eye), 0)
    assert min(thighs) - low == pytest.approx(high - max(thighs), abs=0.005)
    assert 0.02 < high - max(thighs) < 0.08


def test_a_band_is_as_wide_as_those_that_are_sold():
    """Five centimetres of somebody of less than two metres, and all around alike."""
    pose = frame_of(at_rest(the_figure("lateral_band_walk"), Side.LEFT)).pose
    eye = lens(FROM_FRONT)
    ends = [eye.flat(lerp(pose[hip], pose[hip + 1], 0.8)) for hip in (sk.HIP_L, sk.HIP_R)]
    (placed,) = band_shape(pose, eye).fill
    cuts = [section(placed, *ends, share) for share in (0.05, 0.3, 0.5, 0.7, 0.95)]
    assert [left - right for right, left in cuts] == pytest.approx([0.025] * 5, abs=0.0015)


# What lies on the floor, from joint to joint, and how wide its shadow is at both ends.
PATCHES = {
    (sk.PELVIS, sk.NECK): (0.19, 0.16),
    (sk.NECK, sk.HEAD): (0.08, 0.10),
    (sk.WRIST_L, sk.HAND_L): (0.044, 0.036),
    (sk.WRIST_R, sk.HAND_R): (0.044, 0.036),
    (sk.HIP_L, sk.KNEE_L): (0.11, 0.084),
    (sk.HIP_R, sk.KNEE_R): (0.11, 0.084),
    (sk.KNEE_L, sk.TOE_L): (0.08, 0.06),
    (sk.KNEE_R, sk.TOE_R): (0.08, 0.06),
}


def flat_on_the_floor():
    """Somebody who lies so flat that every joint is as low as its flesh allows."""
    frame = frame_of(at_rest(the_figure("supine_knee_hugs"), Side.LEFT))
    low = tuple((x, sk.CLEARANCE[i], z) for i, (x, _, z) in enumerate(frame.pose.joints))
    return replace(frame, pose=replace(frame.pose, joints=low), view=FROM_ABOVE)


def test_whoever_lies_flat_throws_the_shadow_of_each_bone():
    frame = flat_on_the_floor()
    eye = lens(FROM_ABOVE)
    shapes = shadow_shapes(frame)
    assert len(shapes) == len(PATCHES)
    for ((first, last), widths), shape in zip(PATCHES.items(), shapes, strict=True):
        a, b = (eye.flat(frame.pose[joint]) for joint in (first, last))
        for share, wide in zip((0.02, 0.98), widths, strict=True):
            right, left = section(shape.fill[0], a, b, share)
            assert left - right == pytest.approx(wide, abs=0.006), (sk.JOINTS[first], share)


@pytest.mark.parametrize(("up", "share"), [(0.02, 1.0), (0.08, 0.8), (0.12, 0.6)])
def test_a_shadow_shrinks_as_its_bone_rises(up, share):
    flat = flat_on_the_floor()
    joints = tuple((x, y + up, z) for x, y, z in flat.pose.joints)
    risen = replace(flat, pose=replace(flat.pose, joints=joints))
    eye = lens(FROM_ABOVE)
    a, b = (eye.flat(flat.pose[joint]) for joint in (sk.HIP_L, sk.KNEE_L))
    right, left = section(shadow_shapes(risen)[4].fill[0], a, b, 0.02)
    assert left - right == pytest.approx(0.11 * share, abs=0.006)


def test_the_shadow_of_a_bone_that_rises_from_the_floor_ends_on_its_way():
    flat = flat_on_the_floor()
    joints = list(flat.pose.joints)
    x, _, z = joints[sk.KNEE_L]
    joints[sk.KNEE_L] = (x, 0.3, z)
    shape = shadow_shapes(replace(flat, pose=replace(flat.pose, joints=tuple(joints))))[4]
    hip, knee = (FROM_EYE.flat(joints[joint]) for joint in (sk.HIP_L, sk.KNEE_L))
    near, _ = section(shape.fill[0], hip, knee, 0.1)
    assert near < -0.03
    with pytest.raises(ValueError, match="empty"):
        section(shape.fill[0], hip, knee, 0.95)


def test_a_foot_below_a_raised_knee_throws_a_shadow_of_its_own():
    flat = flat_on_the_floor()
    joints = list(flat.pose.joints)
    for joint in (sk.KNEE_L, sk.HIP_L):
        x, y, z = joints[joint]
        joints[joint] = (x, y + 0.3, z)
    shapes = shadow_shapes(replace(flat, pose=replace(flat.pose, joints=tuple(joints))))
    a, b = (FROM_EYE.flat(joints[joint]) for joint in (sk.ANKLE_L, sk.TOE_L))
    right, left = section(shapes[-1].fill[0], a, b, 0.5)
    assert left - right == pytest.approx(0.06, abs=0.006)


def chair_parts(view):
    """Where each rod of a chair's frame runs, then the edge of its seat and the seat."""
    frame, edge, seat = prop_shapes(Prop(PropKind.CHAIR, size=SIZE), lens(view))
    rods = [c for placed in frame.fill for c in contours(placed)]
    return [
        *([extent(rod, axis) for axis in (0, 1)] for rod in rods),
        *([whole_extent(shape, axis) for axis in (0, 1)] for shape in (edge, seat)),
    ]


# What each part of a chair 0.4 wide, 0.3 high and 0.2 deep covers in a picture: across, upwards.
FROM_THE_FRONT = [
    ((-0.191, -0.169), (0.0, 0.596)),  # the posts of the back
    ((0.169, 0.191), (0.0, 0.596)),
    ((-0.192, 0.192), (0.558, 0.582)),  # its two rails
    ((-0.192, 0.192), (0.453, 0.477)),
    ((-0.191, -0.169), (0.0, 0.291)),  # the front legs
    ((0.169, 0.191), (0.0, 0.291)),
    ((-0.2, 0.2), (0.278, 0.3)),  # the seat
    ((-0.2, 0.2), (0.3, 0.3)),
]
FROM_THE_LEFT = [
    *[((0.069, 0.121), (0.0, 0.596))] * 2,
    ((0.096, 0.120), (0.558, 0.582)),
    ((0.096, 0.120), (0.453, 0.477)),
    *[((-0.091, -0.069), (0.0, 0.291))] * 2,
    ((-0.1, 0.1), (0.278, 0.3)),
    ((-0.1, 0.1), (0.3, 0.3)),
]


@pytest.mark.parametrize(
    ("view", "expected"), [(FROM_FRONT, FROM_THE_FRONT), (View(90.0, 0.0), FROM_THE_LEFT)]
)
def test_a_chair_has_a_seat_on_four_legs_and_a_back_with_two_rails(view, expected):
    found = chair_parts(view)
    assert len(found) == len(expected)
    for part, (across, upwards) in zip(found, expected, strict=True):
        assert part == [pytest.approx(across, abs=0.003), pytest.approx(upwards, abs=0.003)]
