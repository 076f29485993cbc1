# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from cases import tried_with
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.shapes import Paint, Shape, end_on
from hipmob_desktop.figure.rig.camera import View, lens


def test_a_shape_that_is_all_there_stays_the_same_object():
    whole = Shape(Paint.MAT, ())
    assert whole.faded(1.0) is whole


def test_a_faded_shape_differs_in_nothing_else():
    leg = Shape(Paint.LEFT_LEG, (), (), Side.LEFT, far=0.4, work=1.0)
    assert leg.faded(0.25) == Shape(Paint.LEFT_LEG, (), (), Side.LEFT, 0.4, 1.0, 0.25)


@tried_with(
    ("to", "share"),
    [((0, 0, 1), 1), ((0, 0, -1), -1), ((1, 0, 0), 0), ((0, 1, 1), 0.5**0.5), ((0, 0, 0), 0)],
)
def test_a_bone_points_at_the_viewer_or_away(to, share):
    assert end_on(lens(View(0, 0)), (0.0, 0.0, 0.0), to) == pytest.approx(share)
