# SPDX-License-Identifier: GPL-3.0-or-later
"""The laws of directions and turns."""

from itertools import product
from math import cos, dist, isclose, radians

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from figure.stances import directions, shares, vectors
from hipmob_desktop.figure.rig import vectors as v

UP = (0.0, 1.0, 0.0)
angles = st.floats(-720, 720)


@given(directions, directions, shares)
def test_a_direction_between_two_is_a_direction(a, b, u):
    assert isclose(v.length(v.slerp(a, b, u)), 1, abs_tol=1e-6)


@given(directions, directions)
def test_the_way_between_two_directions_joins_them(a, b):
    assert dist(v.slerp(a, b, 0), a) < 1e-6
    assert dist(v.slerp(a, b, 1), b) < 1e-6


@given(directions, shares)
def test_between_opposite_directions_the_way_leads_round_and_not_through_nothing(a, u):
    there = v.slerp(a, v.scale(a, -1.0), u)
    assert v.length(there) == pytest.approx(1)
    assert v.dot(there, a) == pytest.approx(v.dot(v.slerp(a, v.scale(a, -1.0), 1 - u), a) * -1)


def test_half_way_between_two_directions_is_as_far_from_both():
    middle = v.slerp((1, 0, 0), (0, 1, 0), 0.5)
    assert middle == pytest.approx((0.5**0.5, 0.5**0.5, 0))


def test_nothing_has_no_direction():
    with pytest.raises(ValueError, match="no length"):
        v.unit((0.0, 0.0, 0.0))


@given(vectors, directions)
def test_what_is_perpendicular_has_no_share_along_the_axis(a, axis):
    across = v.perpendicular(a, axis)
    assert v.dot(across, axis) == pytest.approx(0, abs=1e-9)
    assert v.along(across, axis, v.dot(a, axis)) == pytest.approx(a)


@given(directions, directions)
def test_axes_are_square_and_right_handed(up, front):
    assume(v.length(v.cross(up, front)) > 0.05)
    left, top, ahead = v.axes(up, front)
    assert dist(top, up) < 1e-9
    assert dist(v.cross(left, top), ahead) < 1e-9
    assert v.dot(ahead, front) > 0


@given(directions, directions)
def test_axes_survive_being_a_turn(up, front):
    assume(v.length(v.cross(up, front)) > 0.05)
    axes = v.axes(up, front)
    for axis, again in zip(axes, v.to_axes(v.to_quat(axes)), strict=True):
        assert dist(axis, again) < 1e-6


def test_half_and_quarter_turns_survive_too():
    along_an_axis = [v.scale(axis, by) for axis in v.to_axes((1, 0, 0, 0)) for by in (1, -1)]
    for up, front in product(along_an_axis, along_an_axis):
        if v.dot(up, front) == 0:
            axes = v.axes(up, front)
            again = v.to_axes(v.to_quat(axes))
            assert [x for axis in again for x in axis] == pytest.approx(sum(axes, ()))


@given(directions, directions, vectors)
def test_what_is_given_in_other_axes_and_back_is_the_same(up, front, a):
    assume(v.length(v.cross(up, front)) > 0.05)
    frame = v.axes(up, front)
    assert v.to_local(frame, v.to_world(frame, a)) == pytest.approx(a)
    assert v.to_world(frame, (0, 1, 0)) == pytest.approx(up)


@given(directions, directions, directions, directions)
def test_a_turn_in_the_axes_of_another_is_seen_from_the_world(up, front, inner_up, inner_front):
    assume(v.length(v.cross(up, front)) > 0.05)
    assume(v.length(v.cross(inner_up, inner_front)) > 0.05)
    outer, inner = v.axes(up, front), v.axes(inner_up, inner_front)
    turn = v.compose(v.to_quat(outer), v.to_quat(inner))
    for axis, local in zip(v.to_axes(turn), inner, strict=True):
        assert dist(axis, v.to_world(outer, local)) < 1e-6
    back = v.compose(v.inverse(v.to_quat(outer)), turn)
    for axis, local in zip(v.to_axes(back), inner, strict=True):
        assert dist(axis, local) < 1e-6


@given(directions, directions, shares)
def test_a_turn_between_two_goes_the_shorter_way(up, front, u):
    assume(v.length(v.cross(up, front)) > 0.05)
    start = v.to_quat(v.axes(up, front))
    quarter = v.compose(start, v.to_quat(((0, 0, -1), (0, 1, 0), (1, 0, 0))))
    opposite_sign = tuple(-x for x in quarter)
    ends = [v.to_axes(v.turn_between(start, end, u)) for end in (quarter, opposite_sign)]
    for one, other in zip(*ends, strict=True):
        assert dist(one, other) < 1e-6
    assert v.to_axes(v.turn_between(start, quarter, 1.0))[2] == pytest.approx(
        v.to_axes(quarter)[2], abs=1e-9
    )
    assert v.dot(v.to_axes(start)[2], ends[0][2]) == pytest.approx(cos(radians(90 * u)), abs=1e-6)


def test_a_turn_pulled_to_by_one_weight_is_that_turn_whatever_its_sign():
    a = (1.0, 0.0, 0.0, 0.0)
    b = (0.5**0.5, 0.0, 0.5**0.5, 0.0)
    minus = tuple(-x for x in b)
    assert v.weighted_turn((a, b), (0.0, 1.0)) == pytest.approx(b)
    assert v.weighted_turn((a, b), (0.4, 0.6)) == pytest.approx(
        v.weighted_turn((a, minus), (0.4, 0.6))
    )


@given(vectors, angles)
def test_what_is_swung_keeps_its_height_and_its_distance(a, by):
    there = v.swung(a, by)
    assert there[1] == a[1]
    assert v.length(there) == pytest.approx(v.length(a), abs=1e-9)
    assert v.swung(there, -by) == pytest.approx(a, abs=1e-9)


def test_a_quarter_turn_brings_right_to_where_the_viewer_is_not():
    assert v.swung((1.0, 0.0, 0.0), 90) == pytest.approx((0.0, 0.0, -1.0))


@given(angles)
def test_the_shortest_turn_ends_where_the_turn_does(angle):
    shortest = v.shortest_turn(angle)
    assert -180 <= shortest <= 180
    assert isclose((shortest - angle) % 360, 0, abs_tol=1e-6) or isclose(
        (shortest - angle) % 360, 360, abs_tol=1e-6
    )
