# SPDX-License-Identifier: GPL-3.0-or-later
"""What the bodies look like: outlines, their order, and what they stand on."""

from itertools import pairwise
from math import cos, dist, hypot, isfinite, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DATA
from builders import the_figure as figure
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw import outline as ct
from hipmob_desktop.figure.draw.body import body_shapes, figure_shapes
from hipmob_desktop.figure.draw.depth import PARTS, Part, back_to_front
from hipmob_desktop.figure.draw.outline_cache import Profile, bone, placed_capsule
from hipmob_desktop.figure.draw.scenery import scenery_shapes
from hipmob_desktop.figure.draw.shapes import LIGHT, Paint
from hipmob_desktop.figure.frame import PosedFigure, at_rest, at_work, frame_of
from hipmob_desktop.figure.rig.camera import View, between_views, lens
from hipmob_desktop.figure.rig.props import PropKind

MOVES = sorted(path.stem for path in (DATA / "figures").glob("*.toml"))


def shot(move, key=None, side=None):
    one = figure(move)
    side = side or one.drawn_side
    stance = one.on(side).keys[key or one.still]
    return frame_of(PosedFigure(one, side, stance))


def area(contour):
    """The signed area of an outline, by its corners; against the clock it is positive."""
    xs, ys = (contour[0], *contour[6::6]), (contour[1], *contour[7::6])
    ring = zip(xs, ys, (*xs[1:], xs[0]), (*ys[1:], ys[0]), strict=True)
    return sum(x0 * y1 - x1 * y0 for x0, y0, x1, y1 in ring) / 2


def along(contour):
    """Points on an outline, four to a curve."""
    last = contour[:2]
    for i in range(2, len(contour), 6):
        a, b, end = contour[i : i + 2], contour[i + 2 : i + 4], contour[i + 4 : i + 6]
        for t in (0.25, 0.5, 0.75, 1.0):
            shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            yield tuple(
                sum(w * p[axis] for w, p in zip(shares, (last, a, b, end), strict=True))
                for axis in (0, 1)
            )
        last = end


def extent(contour, axis):
    spots = [spot[axis] for spot in along(contour)]
    return min(spots), max(spots)


def lowest(contour):
    """A height that no point of an outline is below: a curve stays within what bends it."""
    height = min(contour[1::2])
    return height if height > -0.01 else extent(contour, 1)[0]


def contours(placed):
    """The contours of a placed outline in the picture."""
    outline, (ax, ay, bx, by, x, y) = placed
    return [
        tuple(
            value
            for i in range(0, len(contour), 2)
            for value in (
                contour[i] * ax + contour[i + 1] * bx + x,
                contour[i] * ay + contour[i + 1] * by + y,
            )
        )
        for contour in outline
    ]


coordinates = st.floats(-1, 1).map(lambda x: round(x, 3))
discs = st.tuples(coordinates, coordinates, st.floats(0.01, 0.1).map(lambda x: round(x, 3)))


@given(st.lists(discs, min_size=1, max_size=4))
def test_a_tight_skin_holds_its_discs(row):
    skin = ct.hull(row)
    for axis in (0, 1):
        low, high = extent(skin, axis)
        assert low <= min(d[axis] - d[2] for d in row) + 0.007
        assert high >= max(d[axis] + d[2] for d in row) - 0.007


@given(discs, discs)
def test_a_capsule_is_the_skin_of_two_discs(a, b):
    for axis in (0, 1):
        low, high = extent(ct.capsule(a, b), axis)
        assert low == pytest.approx(min(a[axis] - a[2], b[axis] - b[2]), abs=0.005)
        assert high == pytest.approx(max(a[axis] + a[2], b[axis] + b[2]), abs=0.005)


@given(st.lists(discs, min_size=2, max_size=5))
def test_tubes_run_against_the_clock(row):
    apart = [dist(a[:2], b[:2]) > a[2] + b[2] for a, b in pairwise(row)]
    if all(apart) and len(row) == 2:
        assert area(ct.Tube(row).outline()) > 0


LIMB = Profile(((0.0, 0.05), (0.5, 0.04), (1.0, 0.03)))
spots = st.tuples(coordinates, coordinates)


@given(spots, spots)
def test_a_laid_bone_reaches_from_end_to_end(a, b):
    """Lengths are cut in steps; what a step is short of is stretched."""
    outlines = contours(bone(LIMB, a, b, LIGHT).outline())
    for axis in (0, 1):
        low, high = extent(outlines[0], axis)
        assert low == pytest.approx(min(a[axis] - 0.05, b[axis] - 0.03), abs=0.006)
        assert high == pytest.approx(max(a[axis] + 0.05, b[axis] + 0.03), abs=0.006)


@given(st.floats(0.1, 0.24))
def test_a_bone_is_as_long_as_it_is_seen_and_not_in_steps(far):
    outline = contours(bone(LIMB, (0.0, 0.0), (far, 0.0), LIGHT).outline())[0]
    assert extent(outline, 0)[1] == pytest.approx(far + 0.03, abs=0.0015)


@given(discs, discs)
def test_a_laid_capsule_is_the_capsule(a, b):
    laid, direct = contours(placed_capsule(a, b))[0], ct.capsule(a, b)
    for axis in (0, 1):
        assert extent(laid, axis) == pytest.approx(extent(direct, axis), abs=0.01)


def test_a_limb_that_only_turns_is_laid_from_the_same_stencil():
    first = bone(LIMB, (0.0, 0.0), (0.2, 0.0), LIGHT).outline()
    turned = bone(LIMB, (0.3, 0.1), (0.3, 0.3), LIGHT).outline()
    assert first[0] is turned[0]
    assert first[1] != turned[1]


def test_an_ellipsoid_seen_along_an_axis_is_an_ellipse():
    outline = ct.ellipsoid(0.0, 0.0, [(0.3, 0.0), (0.0, 0.2), (0.0, 0.0)])
    assert extent(outline, 0) == pytest.approx((-0.3, 0.3), abs=0.001)
    assert extent(outline, 1) == pytest.approx((-0.2, 0.2), abs=0.001)


@given(st.floats(0, 2 * pi))
def test_a_limb_is_dark_on_the_side_away_from_the_light(turn):
    end = (cos(turn) * 0.5, sin(turn) * 0.5)
    middle = ct.Tube([(0, 0, 0.05), (end[0] / 2, end[1] / 2, 0.05), (*end, 0.05)])
    for sickle in middle.sickle((0.0, 1.0)):
        xs, ys = sickle[0::2], sickle[1::2]
        aside = [
            (y * end[0] - x * end[1]) * (1 if end[0] > 0 else -1)
            for x, y in zip(xs, ys, strict=True)
        ]
        assert sum(aside) <= 1e-6


def test_every_moment_of_every_move_can_be_drawn():
    for move in MOVES:
        one = figure(move)
        for side in (Side.LEFT, Side.RIGHT):
            for phase in range(len(one.paths)):
                now = frame_of(at_work(one, side, phase, 0.37))
                for shape in (*scenery_shapes(now), *figure_shapes(now)):
                    assert 0 <= shape.much <= 1
                    for placed in (*shape.fill, *shape.shade):
                        assert isfinite(sum(placed[1]))
                        for outline in placed[0]:
                            assert isfinite(sum(outline))
                            assert (len(outline) - 2) % 6 == 0


def test_no_flesh_hangs_below_the_floor():
    """From the side and at eye level the floor is the line y = 0."""
    eye = lens(View(0.0, 0.0))
    for move in MOVES:
        for key in figure(move).on(Side.LEFT).keys:
            for shape in body_shapes(shot(move, key).pose, eye):
                if shape.paint is not Paint.GROUND and shape.fill:
                    outlines = [c for placed in shape.fill for c in contours(placed)]
                    assert min(map(lowest, outlines)) > -0.01, (move, key, shape.paint)


def test_a_body_is_whole_whatever_the_camera():
    body = shot("bouncing_lunge").pose
    for azimuth in range(0, 360, 30):
        for elevation in (-20, 0, 30, 70):
            paints = {s.paint for s in body_shapes(body, lens(View(azimuth, elevation)))}
            assert {
                Paint.SKIN,
                Paint.LEFT_LEG,
                Paint.RIGHT_LEG,
                Paint.SHORTS,
                Paint.TOP,
                Paint.SHOE,
                Paint.HAIR,
            } <= paints


def place(part, pose, eye):
    order = back_to_front(pose, eye).order
    return [PARTS[i] for i in order].index(part)


def test_seen_from_the_right_the_right_leg_is_in_front():
    body = shot("bouncing_lunge").pose
    for azimuth, nearer, farther in ((10, "right", "left"), (190, "left", "right")):
        eye = lens(View(azimuth, 10))
        for limb in ("thigh", "upper_arm"):
            front, back = (
                place(Part(f"{nearer}_{limb}"), body, eye),
                place(Part(f"{farther}_{limb}"), body, eye),
            )
            assert back < place(Part.TORSO, body, eye) < front


def test_a_leg_that_swings_across_passes_in_front_of_the_other():
    now = shot("leg_swing_side", "across")
    eye = lens(now.view)
    assert place(Part.RIGHT_SHIN, now.pose, eye) > place(Part.LEFT_SHIN, now.pose, eye)


def test_only_what_lies_over_something_gets_a_gap():
    lying, hugging = shot("glute_bridge", "down"), shot("supine_knee_hugs", "hug")
    gaps = [
        sum(s.paint is Paint.GROUND for s in body_shapes(one.pose, lens(View(0, 60))))
        for one in (lying, hugging)
    ]
    assert gaps[0] < gaps[1]


def test_a_full_chest_is_wider_than_an_empty_one():
    held = at_rest(figure("butterfly"), Side.BOTH)
    widths = []
    for breath in (0.0, 1.0):
        now = frame_of(held, breath=breath)
        shirt = next(
            s
            for s in body_shapes(now.pose, lens(View(0, 0)))
            if s.paint is Paint.TOP and s.side is Side.BOTH
        )
        low, high = extent(contours(shirt.fill[0])[0], 0)
        widths.append(high - low)
    assert widths[1] > widths[0] * 1.01


def test_each_thing_that_a_move_needs_is_drawn():
    wanted = {
        "standing_hydrant_wall": {PropKind.WALL, PropKind.BAND},
        "roller_wall_lunge": {PropKind.WALL, PropKind.ROLLER},
        "chair_figure_4": {PropKind.CHAIR},
        "lateral_band_walk": {PropKind.BAND},
        "couch_stretch": {PropKind.WALL, PropKind.CUSHION},
        "supine_knee_hugs": {PropKind.MAT},
    }
    for move, kinds in wanted.items():
        assert {prop.kind for prop, _ in shot(move).props} == kinds
    band = [s for s in figure_shapes(shot("lateral_band_walk")) if s.paint is Paint.BAND]
    assert len(band) == 1


def test_a_foot_on_the_wall_is_at_the_wall_and_hands_too():
    hydrant = shot("standing_hydrant_wall").pose
    assert hydrant.joints[15][2] == pytest.approx(-0.31, abs=0.06)
    lunge = shot("roller_wall_lunge").pose
    assert lunge.joints[7][0] == pytest.approx(0.36, abs=0.05)


@settings(max_examples=30)
@given(st.floats(-180, 180), st.floats(-180, 180), st.floats(0, 1))
def test_the_camera_swings_the_shorter_way(a, b, u):
    way = between_views(View(a, 0), View(b, 0), u).azimuth - a
    assert abs(way) <= 180 + 1e-9
    ends = between_views(View(a, 0), View(b, 0), 1.0).azimuth - b
    assert hypot(sin(ends * pi / 180), cos(ends * pi / 180) - 1) < 1e-6
