# SPDX-License-Identifier: GPL-3.0-or-later
"""What a camera sees: a picture without perspective, in a box around the body."""

from math import cos, hypot, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import examples
from figure.stances import vectors
from hipmob_desktop.figure.rig.camera import View, between_views, framed, holding, lens
from hipmob_desktop.figure.rig.transform import reflected
from hipmob_desktop.figure.rig.vectors import cross, dot, length

azimuths, elevations = st.floats(-180, 180), st.floats(-90, 90)
points = st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=1, max_size=6)


def box(view):
    return (
        view.x - view.width / 2,
        view.x + view.width / 2,
        view.y - view.height / 2,
        view.y + view.height / 2,
    )


def test_a_picture_that_nobody_framed_holds_somebody_who_stands():
    left, right, low, high = box(View(0.0, 0.0))
    assert left == -right
    assert -0.2 < low < 0
    assert 1 < high < 1.2


@given(azimuths, elevations)
def test_the_axes_of_a_picture_are_square_and_right_handed(azimuth, elevation):
    eye = lens(View(azimuth, elevation))
    assert [length(axis) for axis in (eye.right, eye.up, eye.near)] == pytest.approx([1, 1, 1])
    assert cross(eye.right, eye.up) == pytest.approx(eye.near, abs=1e-9)
    assert dot(eye.right, (0, 1, 0)) == pytest.approx(0)


def test_from_the_front_a_picture_shows_right_and_up_and_what_is_near():
    eye = lens(View(0.0, 0.0))
    assert eye.flat((0.3, 0.7, 5.0)) == pytest.approx((0.3, 0.7))
    assert eye.depth((0.0, 0.0, 1.0)) > eye.depth((0.0, 0.0, 0.0))


def test_a_camera_that_swings_to_the_right_sees_the_right_side_nearer():
    eye = lens(View(90.0, 0.0))
    assert eye.depth((1.0, 0.0, 0.0)) == pytest.approx(1.0)


def test_a_camera_that_is_lifted_sees_the_top_nearer():
    eye = lens(View(0.0, 90.0))
    assert eye.depth((0.0, 1.0, 0.0)) == pytest.approx(1.0)
    assert eye.flat((0.0, 0.0, -1.0)) == pytest.approx((0.0, 1.0))


@given(azimuths, elevations, vectors)
def test_a_mirrored_view_of_a_mirrored_world_is_the_mirrored_picture(azimuth, elevation, point):
    view = View(azimuth, elevation, 0.2, 0.4)
    x, y = lens(view).flat(point)
    assert lens(view.mirrored).flat(reflected(point)) == pytest.approx((-x, y), abs=1e-9)
    assert (view.mirrored.x, view.mirrored.y) == (-0.2, 0.4)


@examples(1.5)
@given(azimuths, azimuths, st.floats(0, 1))
def test_the_camera_swings_the_shorter_way(a, b, u):
    way = between_views(View(a, 0), View(b, 0), u).azimuth - a
    assert abs(way) <= 180 + 1e-9
    ends = between_views(View(a, 0), View(b, 0), 1.0).azimuth - b
    assert hypot(sin(ends * pi / 180), cos(ends * pi / 180) - 1) < 1e-6


def test_half_way_between_two_views_is_half_of_everything():
    a, b = View(0, 10, 0.0, 0.5, 1.0, 2.0), View(40, 30, 0.4, 0.1, 2.0, 1.0)
    assert between_views(a, b, 0.5) == View(20, 20, 0.2, 0.3, 1.5, 1.5)


@given(points)
def test_a_framed_picture_holds_its_points_with_a_margin(many):
    view = framed(View(10, 5), many, margin=0.1, smallest=0.5)
    left, right, low, high = box(view)
    assert (view.azimuth, view.elevation) == (10, 5)
    assert min(view.width, view.height) >= 0.5
    for x, y in many:
        assert left + 0.0999 <= x <= right - 0.0999
        assert low + 0.0999 <= y <= high - 0.0999
    spans = (max(spots) - min(spots) for spots in zip(*many, strict=True))
    assert (view.width, view.height) == pytest.approx([max(span + 0.2, 0.5) for span in spans])


@given(points)
def test_a_picture_that_has_to_hold_more_grows_no_more_than_needed(many):
    view = View(10, 5, 0.0, 0.0, 1.0, 1.0)
    larger = holding(view, many, margin=0.1)
    new = box(larger)
    xs, ys = [x for x, _ in many], [y for _, y in many]
    assert new == pytest.approx(
        (
            *(min(-0.5, min(xs) - 0.1), max(0.5, max(xs) + 0.1)),
            *(min(-0.5, min(ys) - 0.1), max(0.5, max(ys) + 0.1)),
        )
    )


def test_a_picture_that_holds_everything_stays_as_it_is():
    view = View(10, 5, 0.1, 0.2, 1.0, 1.0)
    assert box(holding(view, [(0.1, 0.2)], margin=0.1)) == pytest.approx(box(view))
