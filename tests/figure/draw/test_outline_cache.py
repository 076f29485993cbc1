# SPDX-License-Identifier: GPL-3.0-or-later
"""An outline that is made once looks right wherever it is placed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figure.outlines import contours, discs, extent, spots
from hipmob_desktop.figure.draw.outline import capsule
from hipmob_desktop.figure.draw.outline_cache import (
    UPRIGHT,
    Profile,
    bone,
    placed_capsule,
    placed_within,
)
from hipmob_desktop.figure.draw.shapes import LIGHT

LIMB = Profile(((0.0, 0.05), (0.5, 0.04), (1.0, 0.03)))
CALF = Profile(((0.0, 0.04), (0.5, 0.04), (1.0, 0.03)), (0.0, 0.02, 0.0))


@given(spots, spots)
def test_a_placed_bone_reaches_from_end_to_end(a, b):
    """Lengths are made in steps; what a step is short of is stretched."""
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
def test_a_placed_capsule_is_the_capsule(a, b):
    placed, direct = contours(placed_capsule(a, b))[0], capsule(a, b)
    for axis in (0, 1):
        assert extent(placed, axis) == pytest.approx(extent(direct, axis), abs=0.01)


def test_a_limb_that_only_turns_has_the_same_outline():
    first = bone(LIMB, (0.0, 0.0), (0.2, 0.0), LIGHT).outline()
    turned = bone(LIMB, (0.3, 0.1), (0.3, 0.3), LIGHT).outline()
    assert first[0] is turned[0]
    assert first[1] != turned[1]


def test_a_limb_that_grows_shorter_has_another_outline():
    long, short = (bone(LIMB, (0.0, 0.0), (far, 0.0), LIGHT).outline() for far in (0.2, 0.15))
    assert long[0] is not short[0]


@pytest.mark.parametrize(("towards", "side"), [((0.0, 1.0), 1), ((0.0, -1.0), -1)])
def test_a_calf_bulges_to_the_side_that_is_its_back(towards, side):
    straight = contours(bone(CALF, (0.0, 0.0), (0.24, 0.0), LIGHT).outline())[0]
    bulging = contours(bone(CALF, (0.0, 0.0), (0.24, 0.0), LIGHT, towards).outline())[0]
    index = 1 if side > 0 else 0
    assert extent(bulging, 1)[index] == pytest.approx(
        extent(straight, 1)[index] + side * 0.02, abs=0.003
    )


@pytest.mark.parametrize(("light", "side"), [((0.0, 1.0), -1), ((0.0, -1.0), 1)])
def test_the_dark_side_of_a_bone_is_away_from_the_light(light, side):
    (shade,) = bone(LIMB, (0.0, 0.0), (0.24, 0.0), light).shade()
    low, high = extent(contours(shade)[0], 1)
    assert (high > 0.03 > -0.01 < low) if side > 0 else (low < -0.03 < 0.01 > high)


def test_a_bone_lit_along_its_length_has_no_dark_side():
    assert bone(LIMB, (0.0, 0.0), (0.24, 0.0), (1.0, 0.0)).shade() == ()


def test_the_edge_of_a_bone_is_a_little_larger_than_the_bone():
    one = bone(LIMB, (0.0, 0.0), (0.24, 0.0), LIGHT)
    (plain,), (edge,) = contours(one.outline()), contours(one.fattened(0.01, 0))
    assert extent(edge, 1)[1] == pytest.approx(extent(plain, 1)[1] + 0.01, abs=0.002)


def test_an_outline_placed_in_a_picture_that_is_placed_itself_is_moved_twice():
    outline = ((0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0),)
    shifted = (outline, (1.0, 0.0, 0.0, 1.0, 0.5, 0.25))
    quarter_turn = (0.0, 1.0, -1.0, 0.0, 2.0, 0.0)
    twice = contours(placed_within(shifted, quarter_turn))[0]
    once = contours(shifted)[0]
    assert list(twice[0::2]) == pytest.approx([2.0 - y for y in once[1::2]])
    assert list(twice[1::2]) == pytest.approx(list(once[0::2]))
    assert placed_within(shifted, UPRIGHT) == shifted
