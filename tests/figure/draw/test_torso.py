# SPDX-License-Identifier: GPL-3.0-or-later
"""Shirt and shorts, from every side."""

from math import atan2, degrees

import pytest

from builders import the_figure as figure
from figure.outlines import contours, extent, whole_extent
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.shapes import Paint
from hipmob_desktop.figure.draw.torso import torso_piece
from hipmob_desktop.figure.frame import at_rest, frame_of
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import View, lens


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
    assert pieces(View(0, elevation))[2][-1] is top


@pytest.mark.parametrize("elevation", [80, -80])
def test_a_torso_seen_from_its_end_has_a_top_and_a_bottom(elevation):
    _, shapes, _ = pieces(View(0, elevation))
    for shape in shapes.values():
        assert width(shape) > 0.1
        low, high = whole_extent(shape, 1)
        assert high - low > 0.08
