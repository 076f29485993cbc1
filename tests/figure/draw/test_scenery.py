# SPDX-License-Identifier: GPL-3.0-or-later
"""Floor, mat, things, and the shadow: under what is near the floor, and never a hair."""

from dataclasses import replace
from math import dist

import pytest

from builders import the_figure
from figure.outlines import contours, whole_extent
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
from hipmob_desktop.figure.rig.camera import View, lens
from hipmob_desktop.figure.rig.props import FLOOR, Prop, PropKind
from hipmob_desktop.figure.rig.stance import place
from hipmob_desktop.figure.rig.transform import moved

FROM_ABOVE, FROM_FRONT = View(0.0, 90.0), View(0.0, 0.0)
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
    many = [c for one in shadow_shapes(frame) for placed in one.fill for c in contours(placed)]
    return [list(zip(line[::2], line[1::2], strict=True)) for line in many]


def thickness(edge):
    """How thick a patch is on the whole: what it covers for its length."""
    ring = [*edge[1:], edge[0]]
    covered = abs(sum(x * v - u * y for (x, y), (u, v) in zip(edge, ring, strict=True))) / 2
    some = edge[::3]
    return covered / max(dist(a, b) for a in some for b in some)


@pytest.mark.parametrize("move", MOVES)
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


@pytest.mark.parametrize(
    ("kind", "view", "wide", "high"),
    [
        (PropKind.MAT, FROM_ABOVE, (-0.2, 0.2), (-0.1, 0.1)),
        (PropKind.WALL, FROM_FRONT, (-0.2, 0.2), (0.0, 0.3)),
        (PropKind.CHAIR, FROM_ABOVE, (-0.2, 0.2), (-0.1, 0.12)),
        (PropKind.CHAIR, FROM_FRONT, (-0.2, 0.2), (0.0, 0.597)),
        (PropKind.ROLLER, FROM_FRONT, (-0.35, 0.35), (-0.15, 0.15)),
        (PropKind.CUSHION, FROM_FRONT, (-0.2, 0.2), (0.0, 0.3)),
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
