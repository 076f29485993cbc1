# SPDX-License-Identifier: GPL-3.0-or-later
"""What the bodies look like: whole, on the floor, in the colours of their sides."""

from dataclasses import replace
from math import dist, isfinite

import pytest

from builders import the_figure as figure
from figure.outlines import along, contours, lowest
from figure.shipped import MOVES, SIDES
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.body import body_shapes, figure_shapes
from hipmob_desktop.figure.draw.scenery import scenery_shapes
from hipmob_desktop.figure.draw.shapes import Paint
from hipmob_desktop.figure.frame import PosedFigure, at_rest, at_work, frame_of
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import View, lens
from hipmob_desktop.figure.rig.props import PropKind


def frame(move, key=None, side=None):
    one = figure(move)
    side = side or one.drawn_side
    return frame_of(PosedFigure(one, side, one.on(side).keys[key or one.still]))


LEGS = (sk.Limb.LEFT_LEG, sk.Limb.RIGHT_LEG)


def midpoint(a, b):
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def off(line, spot):
    """How far a spot lies to the left of a line, in its own length."""
    (ax, ay), (bx, by) = line
    return (bx - ax) * (spot[1] - ay) - (by - ay) * (spot[0] - ax)


def test_every_moment_of_every_move_can_be_drawn():
    for move in MOVES:
        one = figure(move)
        for side in SIDES:
            for phase in range(len(one.paths)):
                now = frame_of(at_work(one, side, phase, 0.37))
                for shape in (*scenery_shapes(now), *figure_shapes(now)):
                    assert 0 <= shape.much <= 1
                    for placed in (*shape.fill, *shape.shade):
                        assert isfinite(sum(placed[1]))
                        for outline in placed[0]:
                            assert isfinite(sum(outline))
                            assert (len(outline) - 2) % 6 == 0


def test_no_part_of_a_body_hangs_below_the_floor():
    """From the side and at eye level the floor is the line y = 0."""
    eye = lens(View(0.0, 0.0))
    for move in MOVES:
        for key in figure(move).on(Side.LEFT).keys:
            for shape in body_shapes(frame(move, key).pose, eye):
                if shape.paint is not Paint.GROUND and shape.fill:
                    outlines = [c for placed in shape.fill for c in contours(placed)]
                    assert min(map(lowest, outlines)) > -0.01, (move, key, shape.paint)


def test_a_body_is_whole_whatever_the_camera():
    body = frame("bouncing_lunge").pose
    for azimuth in range(0, 360, 30):
        for elevation in (-20, 0, 30, 70):
            paints = {s.paint for s in body_shapes(body, lens(View(azimuth, elevation)))}
            assert {
                *(Paint.SKIN, Paint.LEFT_LEG, Paint.RIGHT_LEG, Paint.SHORTS),
                *(Paint.TOP, Paint.SHOE, Paint.HAIR),
            } <= paints


def test_only_what_lies_over_something_gets_a_gap():
    lying, hugging = frame("glute_bridge", "down"), frame("supine_knee_hugs", "hug")
    gaps = [
        sum(s.paint is Paint.GROUND for s in body_shapes(one.pose, lens(View(0, 60))))
        for one in (lying, hugging)
    ]
    assert gaps[0] < gaps[1]


def test_a_gap_lies_right_below_what_it_keeps_apart():
    shapes = body_shapes(frame("supine_knee_hugs", "hug").pose, lens(View(0, 60)))
    assert shapes[-1].paint is not Paint.GROUND
    assert all(shape.fill for shape in shapes if shape.paint is Paint.GROUND)


def test_cloth_that_lies_on_cloth_is_told_apart_by_its_dark_side_and_not_by_a_stroke():
    one = frame("leg_swing_side", "across")
    shapes = body_shapes(one.pose, lens(one.view))
    seams = [i for i, s in enumerate(shapes) if s.paint is Paint.SHORTS and not s.fill]
    assert seams
    assert all(shapes[i + 1].paint is Paint.GROUND for i in seams)


def seams(shapes):
    """What keeps the cloth of one thigh apart from that of the other."""
    return [s for s in shapes if s.paint is Paint.SHORTS and not s.fill]


def test_cloth_is_kept_apart_on_the_side_of_the_other_thigh_alone():
    """On the other side there is no cloth, and it would be a stroke of its own."""
    seen = 0
    for move in MOVES:
        for key in figure(move).on(Side.LEFT).keys:
            now = frame(move, key, Side.LEFT)
            eye = lens(now.view)
            for seam in seams(body_shapes(now.pose, eye)):
                own, other = (
                    [eye.flat(joint) for joint in now.pose.limb(leg)[:2]]
                    for leg in sorted(LEGS, key=lambda leg: leg.side is not seam.side)
                )
                there = off(own, midpoint(*other))
                for contour in contours(seam.shade[0]):
                    assert all(off(own, spot) * there >= -1e-4 for spot in along(contour))
                seen += 1
    assert seen > 20


@pytest.mark.parametrize(
    ("side", "left", "right"), [(Side.LEFT, 1, 0), (Side.RIGHT, 0, 1), (Side.BOTH, 0, 0)]
)
def test_the_working_leg_alone_is_at_work(side, left, right):
    shapes = figure_shapes(frame_of(at_rest(figure("bouncing_lunge"), side)))
    work = {paint: {s.work for s in shapes if s.paint is paint} for paint in Paint}
    assert work[Paint.LEFT_LEG] == {left}
    assert work[Paint.RIGHT_LEG] == {right}
    assert all(s.work == 0 for s in shapes if s.paint not in (Paint.LEFT_LEG, Paint.RIGHT_LEG))


@pytest.mark.parametrize("near", SIDES)
def test_the_farther_side_recedes_and_loses_its_dark_sides(near):
    one = replace(frame("bouncing_lunge"), near=near, apart=0.8)
    shapes = [s for s in figure_shapes(one) if s.side is not Side.BOTH]
    assert {s.far for s in shapes if s.side is near.other} == {0.8}
    assert {s.far for s in shapes if s.side is near} == {0.0}
    assert not any(s.shade for s in shapes if s.side is near.other)
    assert any(s.shade for s in shapes if s.side is near)


def test_a_side_that_recedes_a_little_keeps_its_dark_sides():
    one = replace(frame("bouncing_lunge"), apart=0.4)
    assert any(s.shade for s in figure_shapes(one) if s.side is one.near.other)


def test_what_neither_recedes_nor_works_is_painted_as_it_was_made():
    one = replace(frame("bouncing_lunge"), apart=0.0, left=0.0, right=0.0)
    assert figure_shapes(one) == body_shapes(one.pose, lens(one.view))


def test_a_band_is_around_the_thighs_and_over_the_body():
    shapes = figure_shapes(frame("lateral_band_walk"))
    assert [s.paint for s in shapes].count(Paint.BAND) == 1
    assert shapes[-1].paint is Paint.BAND


def test_a_cushion_lies_below_the_body():
    shapes = figure_shapes(frame("couch_stretch"))
    assert shapes[0].paint is Paint.PROP


def test_half_of_a_cushion_and_of_a_band_are_half_there():
    for move in ("lateral_band_walk", "couch_stretch"):
        one = frame(move)
        faded = replace(one, props=tuple((prop, 0.5) for prop, _ in one.props))
        much = {s.paint: s.much for s in figure_shapes(faded)}
        worn = Paint.BAND if move == "lateral_band_walk" else Paint.PROP
        assert much[worn] == 0.5
        assert much[Paint.SKIN] == 1.0


def test_each_thing_that_a_move_needs_is_drawn():
    wanted = {
        "standing_hydrant_wall": {PropKind.WALL, PropKind.BAND},
        "roller_wall_lunge": {PropKind.WALL, PropKind.ROLLER},
        "chair_figure_4": {PropKind.CHAIR},
        "lateral_band_walk": {PropKind.BAND, PropKind.MARKS},
        "couch_stretch": {PropKind.WALL, PropKind.CUSHION},
        "supine_knee_hugs": {PropKind.MAT},
    }
    for move, kinds in wanted.items():
        assert {prop.kind for prop, _ in frame(move).props} == kinds


def test_a_foot_on_the_wall_is_at_the_wall_and_hands_too():
    hydrant = frame("standing_hydrant_wall").pose
    assert hydrant[sk.ANKLE_L][2] == pytest.approx(-0.31, abs=0.06)
    lunge = frame("roller_wall_lunge").pose
    assert lunge[sk.WRIST_L][0] == pytest.approx(0.36, abs=0.05)


@pytest.mark.parametrize("elevation", [0, 25, 70])
def test_every_outline_of_a_body_and_of_what_is_around_it_ends_where_it_began(elevation):
    for move in MOVES:
        now = replace(frame(move), view=View(30.0, elevation))
        for shape in (*scenery_shapes(now), *figure_shapes(now)):
            for outline in (c for one in (*shape.fill, *shape.shade) for c in contours(one)):
                assert dist(outline[:2], outline[-2:]) < 1e-9, (move, shape.paint)
