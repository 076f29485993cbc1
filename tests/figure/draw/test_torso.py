# SPDX-License-Identifier: GPL-3.0-or-later
"""Shirt and shorts, from every side."""

from dataclasses import replace
from math import atan2, cos, degrees, radians, sin

import pytest

from builders import the_figure as figure
from cases import tried_with
from figure.outlines import contours, extent, section, whole_extent
from figure.stances import standing
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.shapes import Paint
from hipmob_desktop.figure.draw.torso import torso_piece
from hipmob_desktop.figure.frame import at_rest, frame_of
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import View, lens
from hipmob_desktop.figure.rig.key_pose import stance_of
from hipmob_desktop.figure.rig.stance import place
from hipmob_desktop.figure.rig.vectors import compose


def pieces(view, move="standing_march", breath=0.0):
    pose = frame_of(at_rest(figure(move), Side.LEFT), breath=breath).pose
    shapes = torso_piece(pose, lens(view)).shapes
    return pose, {shape.paint: shape for shape in shapes}, [shape.paint for shape in shapes]


def width(shape):
    low, high = whole_extent(shape, 0)
    return high - low


def test_a_full_chest_is_wider_than_an_empty_one():
    widths = []
    for breath in (0.0, 1.0):
        shirt = pieces(View(0, 0), "butterfly", breath)[1][Paint.TOP]
        low, high = extent(contours(shirt.fill[0])[0], 0)
        widths.append(high - low)
    assert 1.01 * widths[0] < widths[1] < 1.1 * widths[0]


def test_a_body_is_wider_from_the_front_than_from_the_side():
    left = pieces(View(0, 0))[0].pelvis[0]
    facing = degrees(atan2(-left[2], left[0]))
    front, side = (width(pieces(View(facing + by, 0))[1][Paint.SHORTS]) for by in (0, 90))
    assert front > 1.3 * side


@pytest.mark.parametrize("azimuth", [0, 45, 90, 200])
def test_the_shirt_reaches_from_the_shoulders_to_the_hips(azimuth):
    pose, shapes, _ = pieces(View(azimuth, 0))
    low, high = whole_extent(shapes[Paint.TOP], 1)
    assert high > pose[sk.SHOULDER_L][1]
    assert low < pose[sk.WAIST][1] < high


@pytest.mark.parametrize(("elevation", "top"), [(40, Paint.TOP), (-40, Paint.SHORTS)])
def test_what_the_viewer_looks_into_lies_below_the_other(elevation, top):
    paints = [paint for paint in pieces(View(0, elevation))[2] if paint is not Paint.SKIN]
    assert paints[-1] is top


@tried_with(
    ("azimuth", "elevation", "seen"),
    [
        (0, 0, True),
        (50, 0, True),
        (0, 60, True),
        (95, 0, False),
        (180, 0, False),
        (180, 60, False),
    ],
)
def test_a_neckline_tells_the_front_of_a_chest_from_its_back(azimuth, elevation, seen):
    paints = [
        shape.paint for shape in torso_piece(STANDING, lens(View(azimuth, elevation))).shapes
    ]
    assert (Paint.SKIN in paints) == seen
    if seen:
        assert paints.index(Paint.SKIN) == paints.index(Paint.TOP) + 1


@pytest.mark.parametrize("elevation", [80, -80])
def test_a_torso_seen_from_its_end_has_a_top_and_a_bottom(elevation):
    _, shapes, _ = pieces(View(0, elevation))
    for shape in shapes.values():
        assert width(shape) > 0.1
        low, high = whole_extent(shape, 1)
        assert high - low > 0.08


STANDING = place(stance_of(standing()))
# At shares of the way from neck to pelvis, what lies to the right and left of it in a picture.
FROM_FRONT = {
    Paint.TOP: ((0.14, 0.1086), (0.33, 0.0851), (0.57, 0.0716), (0.8, 0.0829), (0.94, 0.0943)),
    Paint.SHORTS: ((0.78, 0.0761), (1.0, 0.093), (1.1, 0.0853), (1.16, 0.0657)),
}
FROM_ASIDE = {
    Paint.TOP: (
        *((0.02, 0.0406, 0.0403), (0.14, 0.057, 0.0485), (0.33, 0.066, 0.052)),
        *((0.57, 0.0536, 0.0479), (0.8, 0.0543, 0.0632), (0.94, 0.055, 0.0677)),
    ),
    Paint.SHORTS: (
        *((0.78, 0.0474, 0.0558), (1.0, 0.0515, 0.0737)),
        *((1.1, 0.0437, 0.07), (1.16, 0.0317, 0.0613)),
    ),
}


def cuts(paint, view, shares):
    eye = lens(view)
    shape = next(one for one in torso_piece(STANDING, eye).shapes if one.paint is paint)
    neck, pelvis = eye.flat(STANDING[sk.NECK]), eye.flat(STANDING[sk.PELVIS])
    return [section(shape.fill[0], neck, pelvis, share) for share in shares]


@pytest.mark.parametrize("paint", [Paint.TOP, Paint.SHORTS])
def test_a_torso_has_the_measures_of_a_body_from_the_front(paint):
    shares, halves = zip(*FROM_FRONT[paint], strict=True)
    found = cuts(paint, View(0, 0), shares)
    assert [left for _, left in found] == pytest.approx(halves, rel=0.03)
    assert [-right for right, _ in found] == pytest.approx(halves, rel=0.03)


@pytest.mark.parametrize("paint", [Paint.TOP, Paint.SHORTS])
def test_a_torso_has_the_measures_of_a_body_from_aside(paint):
    shares, ahead, behind = zip(*FROM_ASIDE[paint], strict=True)
    found = cuts(paint, View(90, 0), shares)
    assert [-right for right, _ in found] == pytest.approx(ahead, rel=0.03)
    assert [left for _, left in found] == pytest.approx(behind, rel=0.03)


def test_a_shirt_ends_where_a_neck_and_hips_begin():
    shapes = {one.paint: one for one in torso_piece(STANDING, lens(View(0, 0))).shapes}
    assert whole_extent(shapes[Paint.TOP], 1) == pytest.approx((0.514, 0.843), abs=0.004)
    assert whole_extent(shapes[Paint.SHORTS], 1) == pytest.approx((0.448, 0.57), abs=0.004)


@pytest.mark.parametrize("azimuth", [0, 90, 180])
def test_a_dark_side_lies_within_the_torso(azimuth):
    eye = lens(View(azimuth, 0))
    for shape in torso_piece(STANDING, eye).shapes:
        if shape.paint is Paint.SKIN:
            continue
        assert shape.shade
        for axis in (0, 1):
            low, high = whole_extent(shape, axis)
            for placed in shape.shade:
                for contour in contours(placed):
                    dark_low, dark_high = extent(contour, axis)
                    assert low - 0.001 <= dark_low <= dark_high <= high + 0.001


@tried_with("paint", [Paint.TOP, Paint.SHORTS])
@tried_with("lean", [30, 75, -50])
def test_a_body_that_leans_in_the_picture_is_as_thick_as_upright(paint, lean):
    upright = replace(stance_of(standing()), pelvis=(cos(0.35), 0.0, sin(0.35), 0.0))
    half = radians(lean) / 2
    tilt = (cos(half), 0.0, 0.0, sin(half))
    leaning = replace(upright, pelvis=compose(tilt, upright.pelvis))
    eye, shares = lens(View(0, 0)), (0.14, 0.33, 0.57, 0.9)
    found = []
    for pose in (place(upright), place(leaning)):
        shape = next(one for one in torso_piece(pose, eye).shapes if one.paint is paint)
        ends = eye.flat(pose[sk.NECK]), eye.flat(pose[sk.PELVIS])
        shares = shares if paint is Paint.TOP else (0.85, 1.0, 1.12)
        found.append([end for share in shares for end in section(shape.fill[0], *ends, share)])
    assert found[1] == pytest.approx(found[0], abs=0.0025)


@pytest.mark.parametrize("elevation", [70, -70])
def test_a_chest_seen_into_is_as_deep_as_from_aside(elevation):
    """Slices alone leave it open there: from aside it reaches 0.0485 behind its middle."""
    found = cuts(Paint.TOP, View(90, elevation), (0.0, 0.1))
    assert [left for _, left in found] == pytest.approx([0.0485, 0.0485], abs=0.002)
