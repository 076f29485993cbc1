# SPDX-License-Identifier: GPL-3.0-or-later
"""Every shipped figure, both sides, frame by frame."""

from functools import cache
from itertools import pairwise
from math import dist
from pathlib import Path

import pytest

from hipmob_desktop.content.figures import load_figure
from hipmob_desktop.core import figure as fig
from hipmob_desktop.core.body import skeleton as sk
from hipmob_desktop.core.body.camera import lens
from hipmob_desktop.core.body.mirror import other_joint, reflected
from hipmob_desktop.core.move import Side

FOLDER = Path(__file__).parents[2] / "data" / "figures"
MOVES = sorted(path.stem for path in FOLDER.glob("*.toml"))
FRAMES = 48
SIDES = (Side.LEFT, Side.RIGHT)


@cache
def figure(move):
    return load_figure(FOLDER / f"{move}.toml")


def frames(move, side, phase, *, is_reversed=False, finely=1):
    one = figure(move)
    each = finely * FRAMES // len(one.paths)
    return [fig.pose(one, side, phase, i / each, is_reversed=is_reversed) for i in range(each + 1)]


def reps(move):
    one = figure(move)
    for side in SIDES:
        for is_reversed in {False, one.motion is fig.Motion.CIRCLE}:
            yield [
                frames(move, side, phase, is_reversed=is_reversed)
                for phase in range(len(one.paths))
            ]


every_move = pytest.mark.parametrize("move", MOVES)


@every_move
def test_limbs_keep_their_length(move):
    for rep in reps(move):
        for body in (pose for phase in rep for pose in phase):
            for joint, (parent, length) in enumerate(zip(sk.PARENT, sk.LENGTH, strict=True)):
                if joint:
                    found = dist(body[joint], body[parent])
                    assert abs(found - length) < 0.005 * length, sk.JOINTS[joint]


@every_move
def test_nothing_sinks_into_the_floor(move):
    for rep in reps(move):
        assert min(body.lowest for phase in rep for body in phase) > -0.01


@every_move
@pytest.mark.parametrize("side", SIDES)
def test_what_is_planted_stays_where_it_is(move, side):
    one = figure(move)
    keys = one.take(side).keys
    for phase, path in enumerate(one.paths):
        for joint, place in planted([keys[name] for name in path]):
            for body in frames(move, side, phase):
                assert dist(body[joint], place) < 0.01, (sk.JOINTS[joint], one.phases[phase])


def planted(stances):
    """Joint and place of every limb that holds on to the same place all along."""
    for limb, *held in zip(sk.LIMBS, *(stance.limbs for stance in stances), strict=True):
        grips = [one.grip for one in held]
        if any(grip is None or grip.frame != "world" for grip in grips):
            continue
        if len({grip.at for grip in grips}) == 1:
            step = 1 if grips[0].shin else 2
            yield limb.first_joint + step, grips[0].at


@every_move
def test_every_hold_is_within_reach(move):
    for stance in figure(move).take(figure(move).drawn_side).keys.values():
        body = fig.place(stance)
        for joint, place in planted([stance]):
            assert dist(body[joint], place) < 0.005, sk.JOINTS[joint]


@every_move
def test_no_frame_jumps(move):
    for side in SIDES:
        for phase in range(len(figure(move).paths)):
            for before, after in pairwise(frames(move, side, phase)):
                assert furthest(before, after) < 0.11


@every_move
def test_a_phase_begins_where_the_one_before_it_ended(move):
    for rep in reps(move):
        for before, after in pairwise(rep):
            assert furthest(before[-1], after[0]) < 0.001


@every_move
def test_a_rep_begins_where_the_one_before_it_ended(move):
    one = figure(move)
    last = len(one.paths) - 1
    follows = {
        fig.OtherSide.REFLECT: {side: side.other for side in SIDES},
    }.get(one.other, {side: side for side in SIDES})
    for side, following in follows.items():
        end = fig.pose(one, side, last, 1.0)
        assert furthest(end, fig.pose(one, following, 0, 0.0)) < 0.001


@every_move
def test_a_circle_turns_round_without_a_jump(move):
    one = figure(move)
    if one.motion is fig.Motion.CIRCLE:
        end = fig.pose(one, Side.LEFT, len(one.paths) - 1, 1.0)
        assert furthest(end, fig.pose(one, Side.LEFT, 0, 0.0, is_reversed=True)) < 0.001


@every_move
def test_the_other_side_is_the_mirror_image(move):
    one = figure(move)
    if one.other is fig.OtherSide.MIRROR:
        drawn = lens(one.take(one.drawn_side).view)
        other = lens(one.take(one.drawn_side.other).view)
        for phase in range(len(one.paths)):
            body = fig.pose(one, one.drawn_side, phase, 0.4)
            image = fig.pose(one, one.drawn_side.other, phase, 0.4)
            for joint, place in enumerate(body.joints):
                twin = image[other_joint(joint)]
                assert dist(reflected(place), twin) < 1e-6
                (x, y), (twin_x, twin_y) = drawn.flat(place), other.flat(twin)
                assert abs(-x - twin_x) + abs(y - twin_y) < 1e-6


@every_move
def test_the_first_rep_leads_from_rest_into_the_round(move):
    one = figure(move)
    for side in SIDES:
        start = fig.pose(one, side, 0, 0.0, is_first=True)
        assert furthest(start, fig.place(fig.rest_stance(one, side))) < 0.001
        end = fig.pose(one, side, 0, 1.0, is_first=True)
        assert furthest(end, fig.pose(one, side, 0, 1.0)) < 0.001


@every_move
def test_the_picture_holds_the_whole_body(move):
    one = figure(move)
    for side in SIDES:
        view = one.take(side).view
        eye = lens(view)
        for phase in range(len(one.paths)):
            for body in frames(move, side, phase)[::4]:
                flat = [eye.flat(p) for p in body.joints]
                assert max(abs(x - view.x) for x, _ in flat) < view.width / 2
                assert max(abs(y - view.y) for _, y in flat) < view.height / 2


def furthest(a, b):
    return max(dist(p, q) for p, q in zip(a.joints, b.joints, strict=True))
