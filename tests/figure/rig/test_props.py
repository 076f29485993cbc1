# SPDX-License-Identifier: GPL-3.0-or-later
from math import dist

import pytest

from cases import tried_with
from hipmob_desktop.figure.rig.props import Prop, PropKind

MAT = Prop(PropKind.MAT, (0.2, 0.0, 0.1), (1.0, 0.02, 0.4), turn=30.0)


def test_a_point_of_a_thing_turns_and_moves_with_it():
    there = MAT.point((0.5, 0.02, 0.0))
    assert there[1] == 0.02
    assert dist(there, MAT.at) == pytest.approx(dist((0.5, 0.02, 0.0), (0, 0, 0)))
    assert Prop(PropKind.MAT, turn=90.0).point((1.0, 0.0, 0.0)) == pytest.approx((0, 0, -1))


@tried_with("kind", PropKind)
def test_a_mat_and_a_chair_claim_room_in_the_picture_and_nothing_else_does(kind):
    corners = Prop(kind, MAT.at, MAT.size, MAT.turn).footprint()
    assert len(corners) == (4 if kind in (PropKind.MAT, PropKind.CHAIR) else 0)


def test_a_footprint_is_as_large_as_the_thing():
    a, b, c, d = MAT.footprint()
    assert [dist(a, b), dist(c, d)] == pytest.approx([0.4, 0.4])
    assert [dist(a, c), dist(b, d)] == pytest.approx([1.0, 1.0])
    middle = [sum(corner[axis] for corner in (a, b, c, d)) / 4 for axis in range(3)]
    assert middle == pytest.approx(MAT.at)


def test_a_thing_is_turned_about_the_middle_of_the_floor():
    there = MAT.turned(90.0)
    assert there.at == pytest.approx((0.1, 0.0, -0.2))
    assert there.turn == 120.0
    assert MAT.turned(0.0) is MAT


def test_the_mirror_of_the_mirror_is_the_thing():
    assert MAT.mirrored().at == (-0.2, 0.0, 0.1)
    assert MAT.mirrored().turn == -30.0
    assert MAT.mirrored().mirrored() == MAT
