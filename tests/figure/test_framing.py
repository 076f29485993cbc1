# SPDX-License-Identifier: GPL-3.0-or-later
"""How large a figure may be in a room, and where it stands there."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import the_figure
from cases import some_of
from figure.shipped import MOVES
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.body import body_shapes
from hipmob_desktop.figure.frame import as_seen, at_rest, at_work, frame_of
from hipmob_desktop.figure.framing import (
    Box,
    Placement,
    fitted,
    hull,
    middle_of,
    points_of,
    reach_of,
    touches,
)
from hipmob_desktop.figure.rig.camera import lens

COORDS = st.integers(-40, 40).map(float)
POINTS = st.lists(st.tuples(COORDS, COORDS), min_size=1, max_size=25)
SPREAD = POINTS.filter(lambda points: len(hull(points)) > 2)
BOXES = st.tuples(COORDS, COORDS, st.integers(1, 40), st.integers(1, 40)).map(
    lambda b: Box(b[0], b[1], b[0] + b[2], b[1] + b[3])
)
ROOM = Box(0, 0, 300, 200)
CORNERS = (Box(0, 120, 80, 200), Box(220, 120, 300, 200))


def cross(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def edges(polygon):
    return list(pairwise((*polygon, polygon[0])))


def is_inside(polygon, point):
    return all(cross(a, b, point) >= -1e-9 for a, b in edges(polygon))


@given(SPREAD)
def test_a_hull_holds_all_its_points_and_is_made_of_some(points):
    found = hull(points)
    assert set(found) <= set(points)
    assert all(is_inside(found, point) for point in points)


@given(SPREAD)
def test_a_hull_turns_one_way_and_is_its_own_hull(points):
    found = hull(points)
    assert all(cross(a, b, c) > 0 for (a, b), (_, c) in pairwise((*edges(found), edges(found)[0])))
    assert hull(reversed(found)) == found


@given(POINTS)
def test_a_hull_has_the_middle_and_extent_of_its_points(points):
    for axis in (0, 1):
        values = [point[axis] for point in points]
        assert min(p[axis] for p in hull(points)) == min(values)
        assert max(p[axis] for p in hull(points)) == max(values)
        assert middle_of(hull(points))[axis] == (min(values) + max(values)) / 2


@given(SPREAD, BOXES)
def test_a_polygon_touches_a_box_that_holds_one_of_its_points(points, box):
    polygon = hull(points)
    if any(box.left <= x <= box.right and box.top <= y <= box.bottom for x, y in polygon):
        assert touches(polygon, box)


@given(SPREAD, BOXES)
def test_a_polygon_touches_a_box_that_lies_around_a_point_within_it(points, box):
    polygon = hull(points)
    corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    if any(is_inside(polygon, corner) for corner in corners):
        assert touches(polygon, box)


def gaps(polygon, box):
    """How far each line that could keep a polygon and a box apart does so."""
    corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    xs, ys = [x for x, _ in polygon], [y for _, y in polygon]
    yield from (box.left - max(xs), min(xs) - box.right)
    yield from (box.top - max(ys), min(ys) - box.bottom)
    yield from (min(-cross(a, b, corner) for corner in corners) for a, b in edges(polygon))


@given(SPREAD, BOXES)
def test_a_polygon_and_a_box_touch_where_no_line_keeps_them_apart(points, box):
    polygon = hull(points)
    widest = max(gaps(polygon, box))
    if widest != 0:
        assert touches(polygon, box) == touches(polygon[::-1], box) == (widest < 0)


@given(SPREAD, st.floats(-50, 50), st.floats(-50, 50))
def test_what_touches_does_so_wherever_both_are_moved(points, dx, dy):
    polygon, box = hull(points), Box(-10, -10, 10, 10)
    moved = [(x + dx, y + dy) for x, y in polygon]
    there = Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)
    smaller = Box(there.left + 1e-6, there.top + 1e-6, there.right - 1e-6, there.bottom - 1e-6)
    if touches(moved, smaller):
        assert touches(polygon, box)


def placed(reach, placement):
    return [placement.at(point) for point in reach]


@given(SPREAD, st.sampled_from([(), CORNERS[:1], CORNERS[1:], CORNERS]))
def test_a_fitted_figure_stays_in_its_room_and_off_what_is_taken(points, taken):
    reach = hull(points)
    for x, y in placed(reach, fitted(reach, ROOM, taken)):
        assert ROOM.left - 0.01 <= x <= ROOM.right + 0.01
        assert ROOM.top - 0.01 <= y <= ROOM.bottom + 0.01
    found = placed(reach, fitted(reach, ROOM, taken))
    for box in taken:
        inner = Box(box.left + 0.01, box.top + 0.01, box.right - 0.01, box.bottom - 0.01)
        assert not touches(found, inner)


@given(SPREAD)
def test_where_nothing_is_taken_it_is_as_large_as_the_room(points):
    reach = hull(points)
    found = placed(reach, fitted(reach, ROOM, ()))
    wide, high = (max(p[axis] for p in found) - min(p[axis] for p in found) for axis in (0, 1))
    assert max(wide / 300, high / 200) == pytest.approx(1, abs=1e-6)
    assert middle_of(hull(found)) == pytest.approx((150, 100), abs=1e-6)


@given(SPREAD)
def test_more_that_is_taken_never_makes_it_larger(points):
    reach = hull(points)
    free, one, both = (fitted(reach, ROOM, CORNERS[:n]).scale for n in (0, 1, 2))
    assert free >= one * 0.98
    assert one >= both * 0.98


def test_a_tall_figure_keeps_the_whole_height_between_the_corners():
    tall = hull([(-0.2, 0.0), (0.2, 0.0), (0.2, 1.0), (-0.2, 1.0)])
    assert fitted(tall, ROOM, CORNERS).scale == pytest.approx(200)


def test_beside_what_is_taken_it_is_as_large_as_it_can_be():
    square = hull([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])
    for corner, most in ((Box(0, 140, 200, 200), 140), (Box(0, 20, 130, 200), 170)):
        assert fitted(square, ROOM, [corner]).scale == pytest.approx(most, rel=0.01)


def test_a_placement_lets_y_grow_downwards():
    assert Placement(100, 10, 20).at((1, 1)) == (110, -80)


def test_half_of_the_way_between_two_sizes_is_as_many_times_larger_as_smaller():
    a, b = Placement(100, 0, 0), Placement(400, 10, 20)
    assert a.towards(b, 0.0).scale == pytest.approx(100)
    half = a.towards(b, 0.5)
    assert (half.scale, half.x, half.y) == pytest.approx((200, 5, 10))
    assert a.towards(b, 1.0).scale == pytest.approx(400)


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize(
    "name", some_of(MOVES, "clamshell", "hip_airplane", "leg_swing_front", "worlds_greatest")
)
def test_the_reach_of_a_move_holds_its_body_at_every_moment(name, side):
    """Between the moments that were looked at a limb may swing out by two hundredths of a body."""
    figure = the_figure(name)
    reach = reach_of(figure, side)
    for phase in range(len(figure.paths)):
        for step in range(8):
            frame = frame_of(as_seen(at_work(figure, figure.seen(side), phase, step / 7)))
            for x, y in hull(points_of(body_shapes(frame.pose, lens(frame.view)))):
                outside = max(-cross(a, b, (x, y)) / dist(a, b) for a, b in edges(reach))
                assert outside <= 0.02


def test_a_reach_is_found_once_for_each_figure_and_side():
    figure = the_figure("clamshell")
    assert reach_of(figure, Side.LEFT) is reach_of(figure, Side.LEFT)
    assert reach_of(figure, Side.LEFT) != reach_of(figure, Side.RIGHT)


def test_a_chair_is_part_of_what_must_be_seen():
    frame = frame_of(at_work(the_figure("chair_figure_4"), Side.LEFT, 0, 0.5))
    body = hull(points_of(body_shapes(frame.pose, lens(frame.view))))
    reach = reach_of(the_figure("chair_figure_4"), Side.LEFT)
    assert max(x for x, _ in reach) - min(x for x, _ in reach) > (
        max(x for x, _ in body) - min(x for x, _ in body)
    )


@pytest.mark.parametrize("name", ["clamshell", "standing_hydrant_wall"])
def test_a_mat_or_a_wall_may_leave_the_room(name):
    figure = the_figure(name)
    side = figure.seen(Side.LEFT)
    moments = [at_rest(figure, side)]
    for phase in range(len(figure.paths)):
        moments += [at_work(figure, side, phase, step / 4) for step in range(5)]
    frames = [frame_of(as_seen(moment)) for moment in moments]
    body = [spot for one in frames for spot in points_of(body_shapes(one.pose, lens(one.view)))]
    reach = reach_of(figure, Side.LEFT)
    for axis in (0, 1):
        for end in (min, max):
            far = end(spot[axis] for spot in reach) - end(spot[axis] for spot in body)
            assert far == pytest.approx(0, abs=0.05)


def test_a_figure_that_is_read_again_has_the_same_reach_and_another_one_has_its_own():
    figure = the_figure("clamshell")
    again = replace(figure)
    assert reach_of(again, Side.LEFT) is reach_of(figure, Side.LEFT)
    turned = replace(figure, sides={side: figure.on(side.other) for side in figure.sides})
    assert reach_of(turned, Side.LEFT) != reach_of(figure, Side.LEFT)
