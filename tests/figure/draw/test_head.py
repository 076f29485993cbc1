# SPDX-License-Identifier: GPL-3.0-or-later
"""A head without features: what is seen of face, hair and ears tells which way it looks."""

from math import atan2, degrees

import pytest

from builders import the_figure as figure
from cases import tried_with
from figure.outlines import contours, extent, section, whole_extent
from figure.stances import standing
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.head import head_piece
from hipmob_desktop.figure.draw.shapes import Paint
from hipmob_desktop.figure.frame import at_rest, frame_of
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import View, lens
from hipmob_desktop.figure.rig.key_pose import stance_of
from hipmob_desktop.figure.rig.stance import place

POSE = frame_of(at_rest(figure("seated_knee_drops"), Side.LEFT)).pose


def from_ahead(turn=0.0):
    """A view of the face, or from so many degrees aside."""
    front = POSE.skull[2]
    return View(degrees(atan2(front[0], front[2])) + turn, 0.0)


def head(view):
    return head_piece(POSE, lens(view))


def covered(shapes):
    """The sum of the boxes around some shapes' fills."""
    boxes = [(whole_extent(one, 0), whole_extent(one, 1)) for one in shapes if one.fill]
    return sum((x[1] - x[0]) * (y[1] - y[0]) for x, y in boxes)


def skin(view):
    return [shape for shape in head(view).shapes if shape.paint is Paint.SKIN and shape.fill]


def test_from_ahead_the_face_is_over_the_hair_and_from_behind_below_it():
    ahead, behind = (
        [shape.paint for shape in head(from_ahead(turn)).shapes if shape.fill] for turn in (0, 180)
    )
    assert ahead.index(Paint.SKIN) > ahead.index(Paint.HAIR)
    assert behind.index(Paint.SKIN) < behind[1:].index(Paint.HAIR) + 1


def test_the_bun_is_behind_a_face_and_before_the_back_of_a_head():
    hair = [
        [shape for shape in head(from_ahead(turn)).shapes if shape.paint is Paint.HAIR]
        for turn in (0, 180)
    ]
    bun_first, bun_last = hair
    assert covered([bun_first[0]]) < covered([bun_first[-1]])
    assert covered([bun_last[-1]]) < covered([bun_last[0]])


@tried_with(("turn", "ears"), [(0, 0), (20, 1), (90, 1), (-90, 1), (180, 0)])
def test_an_ear_is_seen_from_the_side_alone(turn, ears):
    small = [shape for shape in skin(from_ahead(turn)) if covered([shape]) < 0.002]
    assert len(small) == ears


def test_in_profile_the_nose_sticks_out_to_where_the_head_looks():
    for turn, side in ((90, -1), (-90, 1)):
        view = from_ahead(turn)
        x, _ = lens(view).flat(POSE[sk.HEAD])
        low, high = whole_extent(skin(view)[0], 0)
        ahead, back = (high - x, x - low) if side > 0 else (x - low, high - x)
        assert ahead > 0.05 > back


def test_the_edge_of_a_head_is_a_little_larger_than_the_head():
    piece = head(from_ahead(30))
    (edge,) = piece.edges()
    hair = next(s for s in piece.shapes if s.paint is Paint.HAIR and covered([s]) > 0.008)
    for axis in (0, 1):
        ends = [extent(c, axis) for c in contours(edge)]
        low, high = whole_extent(hair, axis)
        assert min(one for one, _ in ends) <= low - 0.004
        assert max(one for _, one in ends) >= high + 0.004


def test_the_neck_reaches_from_the_chest_to_the_head():
    neck = next(shape for shape in head(from_ahead()).shapes if not shape.fill)
    ends = [extent(c, 1) for placed in neck.shade for c in contours(placed)]
    assert min(low for low, _ in ends) < POSE[sk.NECK][1] + 0.01
    assert max(high for _, high in ends) > POSE[sk.HEAD][1] - 0.05


STANDING = place(stance_of(standing()))
FRONT, ASIDE = View(0, 0), View(90, 0)


def boxes(view, paint):
    """The boxes of each contour of a paint, as seen from the middle of the skull."""
    eye = lens(view)
    middle = eye.flat(STANDING[sk.HEAD])
    return [
        tuple(end - middle[axis] for axis in (0, 1) for end in extent(contour, axis))
        for shape in head_piece(STANDING, eye).shapes
        if shape.paint is paint
        for placed in shape.fill
        for contour in contours(placed)
    ]


@pytest.mark.parametrize(
    ("view", "paint", "wanted"),
    [
        (FRONT, Paint.HAIR, [(-0.024, 0.024, 0.031, 0.079), (-0.048, 0.048, -0.044, 0.068)]),
        (
            FRONT,
            Paint.SKIN,
            [
                (-0.042, 0.042, -0.065, 0.033),
                (-0.0466, 0.0466, -0.044, 0.0533),
                (-0.0084, 0.0084, -0.022, 0.013),
            ],
        ),
        (ASIDE, Paint.HAIR, [(-0.048, 0.058, -0.044, 0.068), (0.018, 0.066, 0.031, 0.079)]),
        (
            ASIDE,
            Paint.SKIN,
            [
                (-0.0502, 0.0222, -0.065, 0.033),
                (-0.0478, 0.0184, -0.0434, 0.0546),
                (-0.055, -0.038, -0.022, 0.013),
                (-0.0005, 0.0175, -0.0175, 0.0095),
            ],
        ),
    ],
)
def test_a_head_has_the_measures_of_a_head(view, paint, wanted):
    found = boxes(view, paint)
    assert len(found) == len(wanted)
    for box, measures in zip(found, wanted, strict=True):
        assert box == pytest.approx(measures, abs=0.0015)


@tried_with("azimuth", [0, 60, 90, 150])
def test_a_neck_is_straight(azimuth):
    eye = lens(View(azimuth, 0))
    neck = next(one for one in head_piece(STANDING, eye).shapes if not one.fill)
    ends = eye.flat(STANDING[sk.NECK]), eye.flat(STANDING[sk.HEAD])
    low, middle, high = (sum(section(neck.shade[0], *ends, share)) for share in (0.2, 0.4, 0.6))
    assert middle == pytest.approx((low + high) / 2, abs=0.002)


def test_a_neck_is_as_thick_as_a_neck():
    for view in (FRONT, ASIDE):
        eye = lens(view)
        neck = next(one for one in head_piece(STANDING, eye).shapes if not one.fill)
        ends = eye.flat(STANDING[sk.NECK]), eye.flat(STANDING[sk.HEAD])
        sections = [section(neck.shade[0], *ends, share) for share in (0.3, 0.6)]
        thick = [left - right for right, left in sections]
        assert thick == pytest.approx([0.054, 0.051], abs=0.003)
