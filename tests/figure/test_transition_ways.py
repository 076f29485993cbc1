# SPDX-License-Identifier: GPL-3.0-or-later
"""The way between moves looks like somebody moving: no dart, no flip, no seat of air."""

from functools import cache
from itertools import pairwise
from math import dist

import pytest

from builders import DATA
from builders import the_figure as figure
from hipmob_desktop.content.figure_file import load_way_points
from hipmob_desktop.core.enums import PositionGroup, Side
from hipmob_desktop.figure.frame import at_rest, at_work
from hipmob_desktop.figure.model import OtherSide
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.props import PropKind
from hipmob_desktop.figure.rig.stance import place
from hipmob_desktop.figure.transition import transition_between

FRAMES = 360
"""A passage is gone in six seconds, at 60 frames a second."""

PAIRS = [
    ("glute_bridge", "clamshell"),
    ("side_lying_leg_lift", "standing_hydrant_wall"),
    ("clamshell", "fire_hydrant"),
    ("fire_hydrant", "glute_bridge"),
    ("ninety_ninety_switch", "worlds_greatest"),
    ("deep_squat_hold", "butterfly"),
    ("chair_figure_4", "standing_hip_flexor"),
    ("bouncing_lunge", "seated_knee_drops"),
    ("standing_march", "supine_figure_4"),
]


@cache
def ways():
    return load_way_points(DATA / "figures" / "between" / "ways.toml")


@cache
def way(before, then):
    """From the end of a move to the beginning of another, or of its own other side."""
    one, two = figure(before), figure(then)
    is_both = one.other is OtherSide.SAME
    last = Side.LEFT if before == then else Side.BOTH if is_both else Side.RIGHT
    first = last.other if before == then else Side.LEFT
    done = at_work(one, last, len(one.paths) - 1, 1.0)
    return transition_between(done, at_rest(two, first), ways())


@pytest.mark.parametrize(("before", "then"), PAIRS)
def test_no_joint_darts_from_one_frame_to_the_next(before, then):
    @cache
    def body(frame):
        return way(before, then).at(frame / FRAMES).pose.joints

    def has_dart(first, last):
        """Whether a joint goes too far in one frame; looks only where one goes so far at all."""
        if max(map(dist, body(first), body(last))) < 0.04:
            return False
        middle = (first + last) // 2
        return middle == first or has_dart(first, middle) or has_dart(middle, last)

    assert not [frame for frame in range(0, FRAMES, 3) if has_dart(frame, frame + 3)]


@pytest.mark.parametrize("move", ["supine_figure_4", "rocking_figure_4", "chair_figure_4"])
def test_crossed_legs_are_uncrossed_before_the_other_ones_cross(move):
    over = way(move, move)
    bodies = [over.at(i / 40).pose for i in range(41)]
    assert any(max(body[sk.ANKLE_L][1], body[sk.ANKLE_R][1]) < 0.06 for body in bodies)


def test_a_move_is_left_by_where_it_begins():
    centre = place(figure("ninety_ninety_switch").on(Side.RIGHT).keys["centre"])
    out = way("ninety_ninety_switch", "bouncing_lunge")
    assert max(map(dist, out.at(out.times[1]).pose.joints, centre.joints)) < 0.01


def test_the_feet_stay_under_who_rises_from_the_floor():
    names = ("sit", "squat", "rise")
    rise = way("seated_knee_drops", "standing_march")
    stops = [rise.at(rise.times[1 + i]).pose for i in range(len(names))]
    for a, b in pairwise(stops):
        assert dist(a[sk.ANKLE_L], b[sk.ANKLE_L]) < 0.12


def test_who_lies_on_a_side_is_propped_on_that_side_before_sitting_up():
    up = way("clamshell", "fire_hydrant")
    propped = up.at(up.times[1]).pose
    lying = up.at(0.0).pose
    lower = sk.HIP_L if lying[sk.HIP_L][1] < lying[sk.HIP_R][1] else sk.HIP_R
    other = sk.HIP_R if lower == sk.HIP_L else sk.HIP_L
    assert propped[lower][1] < propped[other][1] - 0.04


@pytest.mark.parametrize("then", ["clamshell", "side_lying_hip_circles"])
def test_who_turns_to_the_other_side_rolls_over_the_back(then):
    over = way("clamshell", then)
    fronts = [over.at(i / 40).pose.chest[2][1] for i in range(41)]
    assert max(fronts) > 0.9
    assert min(fronts) > -0.3


def test_nobody_sits_on_a_chair_that_is_not_there():
    for before, then in (
        ("chair_figure_4", "standing_march"),
        ("standing_march", "chair_figure_4"),
    ):
        for i in range(61):
            shot = way(before, then).at(i / 60)
            there = max((much for p, much in shot.props if p.kind is PropKind.CHAIR), default=0.0)
            sits = shot.pose[sk.PELVIS][1] < 0.3
            assert there > 0.2 or not sits, (before, i)


@pytest.mark.parametrize("posture", ["supine", "side"])
def test_who_rises_from_the_floor_pushes_on_the_thighs(posture):
    names = ways().routes[PositionGroup(posture), PositionGroup.STAND]
    assert names[-1] == "rise"
