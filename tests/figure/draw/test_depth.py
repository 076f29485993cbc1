# SPDX-License-Identifier: GPL-3.0-or-later
"""Which part of a body hides which."""

import pytest

from builders import the_figure as figure
from cases import tried_with
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.depth import PARTS, Part, back_to_front
from hipmob_desktop.figure.frame import PosedFigure, at_rest, frame_of
from hipmob_desktop.figure.rig.camera import View, lens
from hipmob_desktop.figure.rig.stance import place as place_body
from hipmob_desktop.figure.rig.transform import turned


def frame(move, key=None, side=None):
    one = figure(move)
    side = side or one.drawn_side
    return frame_of(PosedFigure(one, side, one.on(side).keys[key or one.still]))


def place(part, pose, eye):
    return [PARTS[i] for i in back_to_front(pose, eye).order].index(part)


@tried_with("azimuth", range(0, 360, 45))
def test_every_part_is_painted_once(azimuth):
    layers = back_to_front(frame("bouncing_lunge").pose, lens(View(azimuth, 20)))
    assert sorted(layers.order) == list(range(len(PARTS)))


def test_seen_from_the_right_the_right_leg_is_in_front():
    body = frame("bouncing_lunge").pose
    for azimuth, nearer, farther in ((10, "right", "left"), (190, "left", "right")):
        eye = lens(View(azimuth, 10))
        for limb in ("thigh", "upper_arm"):
            front, back = (
                place(Part(f"{nearer}_{limb}"), body, eye),
                place(Part(f"{farther}_{limb}"), body, eye),
            )
            assert back < place(Part.TORSO, body, eye) < front


@pytest.mark.parametrize("move", ["clamshell", "standing_march", "chair_figure_4"])
def test_a_chest_that_faces_the_viewer_has_the_head_over_it(move):
    now = frame(move)
    eye = lens(now.view)
    assert place(Part.HEAD, now.pose, eye) > place(Part.TORSO, now.pose, eye)


def test_a_chest_seen_from_behind_is_over_the_neck():
    now = frame("leg_swing_side")
    eye = lens(now.view)
    assert place(Part.TORSO, now.pose, eye) > place(Part.HEAD, now.pose, eye)


def test_a_leg_that_swings_across_passes_in_front_of_the_other():
    now = frame("leg_swing_side", "across")
    for azimuth, is_over in ((0, False), (180, True)):
        eye = lens(View(azimuth, 10))
        swings, stands = (place(part, now.pose, eye) for part in (Part.RIGHT_SHIN, Part.LEFT_SHIN))
        assert (swings > stands) == is_over


def test_a_leg_crossed_over_the_other_lies_over_it():
    one = figure("chair_figure_4")
    for side, upper in ((Side.LEFT, Part.LEFT_SHIN), (Side.RIGHT, Part.RIGHT_SHIN)):
        now = frame_of(at_rest(one, side))
        layers = back_to_front(now.pose, lens(now.view))
        lower = Part.RIGHT_THIGH if side is Side.LEFT else Part.LEFT_THIGH
        order = [PARTS[i] for i in layers.order]
        assert order.index(upper) > order.index(lower)
        assert PARTS.index(upper) in layers.over | layers.folded


def test_parts_that_lie_apart_lie_over_nothing():
    standing = frame_of(at_rest(figure("standing_march"), Side.LEFT))
    layers = back_to_front(standing.pose, lens(View(0, 0)))
    assert PARTS.index(Part.LEFT_SHIN) not in layers.over
    assert not layers.folded


def test_a_leg_folded_upon_itself_is_told_from_one_that_lies_on_another():
    kneeling = frame("childs_pose", "folded", Side.BOTH)
    folded = {PARTS[i] for i in back_to_front(kneeling.pose, lens(kneeling.view)).folded}
    assert folded & {Part.LEFT_THIGH, Part.RIGHT_THIGH, Part.LEFT_SHIN, Part.RIGHT_SHIN}


@pytest.mark.parametrize("move", ["bouncing_lunge", "clamshell", "chair_figure_4"])
@tried_with("azimuth", range(15, 360, 30))
def test_who_walks_round_a_body_that_turns_sees_the_same(move, azimuth):
    stance = figure(move).on(figure(move).drawn_side).keys[figure(move).still]
    seen = back_to_front(place_body(stance), lens(View(azimuth, 20)))
    for by in (90, 180, 270):
        around = lens(View(azimuth + by, 20))
        assert back_to_front(place_body(turned(stance, by)), around) == seen


def test_a_move_too_small_to_see_changes_no_order():
    one = frame("supine_figure_4")
    eye, hardly = lens(one.view), lens(View(one.view.azimuth + 0.05, one.view.elevation))
    assert back_to_front(one.pose, eye) == back_to_front(one.pose, hardly)
