# SPDX-License-Identifier: GPL-3.0-or-later
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from figure.outlines import extent
from figure.stances import directions
from hipmob_desktop.figure.draw.orientation import orientation, orientation_steps
from hipmob_desktop.figure.rig.camera import View, lens
from hipmob_desktop.figure.rig.vectors import axes, cross, length, to_world

FRONT = axes((0, 1, 0), (0, 0, 1))


@given(directions, directions, st.floats(-180, 180), st.floats(-60, 60))
def test_a_place_on_a_part_lies_where_the_camera_sees_it(up, front, azimuth, elevation):
    assume(length(cross(up, front)) > 0.05)
    frame, eye = axes(up, front), lens(View(azimuth, elevation))
    seen = orientation(orientation_steps(frame, eye))
    for local in ((0.1, 0.0, 0.0), (0.0, 0.1, 0.0), (0.03, -0.05, 0.08)):
        assert seen.flat(local) == pytest.approx(eye.flat(to_world(frame, local)), abs=0.002)


def test_a_part_that_faces_the_viewer_shows_its_front():
    seen = orientation(orientation_steps(FRONT, lens(View(0, 0))))
    assert seen.near == (0, 0, 1)
    assert orientation(orientation_steps(FRONT, lens(View(180, 0)))).near == (0, 0, -1)


def test_a_turn_too_small_to_see_changes_no_steps():
    assert orientation_steps(FRONT, lens(View(0, 0))) == orientation_steps(
        FRONT, lens(View(0.2, 0.1))
    )
    assert orientation_steps(FRONT, lens(View(0, 0))) != orientation_steps(FRONT, lens(View(3, 0)))


def test_an_ellipsoid_is_as_wide_as_the_axes_that_are_seen():
    at, half_axes = (0.01, 0.02, 0.03), (0.05, 0.06, 0.07)
    from_front = orientation(orientation_steps(FRONT, lens(View(0, 0)))).ellipsoid(at, half_axes)
    assert extent(from_front, 0) == pytest.approx((-0.04, 0.06), abs=0.001)
    assert extent(from_front, 1) == pytest.approx((-0.04, 0.08), abs=0.001)
    from_left = orientation(orientation_steps(FRONT, lens(View(90, 0)))).ellipsoid(at, half_axes)
    low, high = extent(from_left, 0)
    assert high - low == pytest.approx(0.14, abs=0.001)
