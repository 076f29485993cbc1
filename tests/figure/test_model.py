# SPDX-License-Identifier: GPL-3.0-or-later
"""Every shipped figure, on both sides, forwards and backwards, frame by frame.

The laws are few and the figures many, so each law is one test that names what breaks it.
"""

import tomllib
from functools import cache
from itertools import pairwise
from math import dist

import pytest

from builders import DATA
from builders import the_figure as figure
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure import model as fig
from hipmob_desktop.figure.frame import at_rest, at_work
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.motion import Motion
from hipmob_desktop.figure.rig.stance import place
from hipmob_desktop.figure.rig.transform import other_joint, reflected

MOVES = sorted(path.stem for path in (DATA / "figures").glob("*.toml"))
FRAMES = 48
SIDES = (Side.LEFT, Side.RIGHT)


def pose(*args, **how):
    return place(at_work(*args, **how).stance)


@cache
def frames(move, side, phase, is_reversed=False):
    """The poses of a phase, from its first moment to its last; a rep has 48 in all."""
    one = figure(move)
    each = FRAMES // len(one.paths)
    return [pose(one, side, phase, i / each, is_reversed=is_reversed) for i in range(each + 1)]


def reps():
    """Every rep there is, as a name for it and the poses of each of its phases."""
    for move in MOVES:
        one = figure(move)
        for side in SIDES:
            for is_reversed in {False, one.motion is Motion.CIRCLE}:
                phases = range(len(one.paths))
                name = f"{move} {side}{' reversed' * is_reversed}"
                yield name, [frames(move, side, p, is_reversed) for p in phases]


def poses():
    for name, rep in reps():
        for phase, run in enumerate(rep):
            for body in run:
                yield f"{name} phase {phase}", body


def planted(stances):
    """Joint and place of every limb that holds on to the same place in all the stances."""
    for limb, *held in zip(sk.LIMBS, *(stance.limbs for stance in stances), strict=True):
        grips = [one.grip for one in held]
        if all(grip and grip.frame == "world" and grip.at == grips[0].at for grip in grips):
            yield limb.first_joint + (1 if grips[0].shin else 2), grips[0].at


def furthest(a, b):
    return max(map(dist, a.joints, b.joints))


def test_limbs_keep_their_length():
    bones = list(zip(range(1, len(sk.JOINTS)), sk.PARENT[1:], sk.LENGTH[1:], strict=True))
    for name, body in poses():
        joints = body.joints
        wrong = [
            sk.JOINTS[joint]
            for joint, parent, length in bones
            if abs(dist(joints[joint], joints[parent]) - length) > 0.005 * length
        ]
        assert not wrong, name


def test_nothing_sinks_into_the_floor():
    assert not {name for name, body in poses() if body.lowest < -0.01}


def test_what_is_planted_stays_where_it_is():
    for move in MOVES:
        one = figure(move)
        for side in SIDES:
            for phase, path in enumerate(one.paths):
                keys = [one.on(side).keys[name] for name in path]
                for joint, spot in planted(keys):
                    slip = max(
                        dist(body[joint], spot) for body in frames(move, side, phase, False)
                    )
                    assert slip < 0.01, (move, side, one.phases[phase], sk.JOINTS[joint])


def test_every_hold_is_within_reach():
    for move in MOVES:
        one = figure(move)
        for key, stance in one.on(one.drawn_side).keys.items():
            body = place(stance)
            missed = [
                sk.JOINTS[joint]
                for joint, at in planted([stance])
                if dist(body[joint], at) > 0.005
            ]
            assert not missed, (move, key)


def test_no_frame_jumps():
    for name, rep in reps():
        for phase, run in enumerate(rep):
            assert max(furthest(a, b) for a, b in pairwise(run)) < 0.2, (name, phase)


def test_a_phase_begins_where_the_one_before_it_ended():
    for name, rep in reps():
        for before, after in pairwise(rep):
            assert furthest(before[-1], after[0]) < 0.001, name


def test_a_rep_begins_where_the_one_before_it_ended():
    for move in MOVES:
        one = figure(move)
        takes_turns = one.other is fig.OtherSide.REFLECT
        for side in SIDES:
            end = place(at_work(one, side, len(one.paths) - 1, 1.0).centred())
            following = side.other if takes_turns else side
            assert furthest(end, pose(one, following, 0, 0.0)) < 0.001, (move, side)


def test_a_circle_turns_round_without_a_jump():
    circles = [figure(move) for move in MOVES if figure(move).motion is Motion.CIRCLE]
    assert circles
    for one in circles:
        end = pose(one, Side.LEFT, len(one.paths) - 1, 1.0)
        assert furthest(end, pose(one, Side.LEFT, 0, 0.0, is_reversed=True)) < 0.001


def test_a_reversed_circle_plays_its_phases_backwards():
    one = figure("supine_hip_circles")
    forwards = [pose(one, Side.RIGHT, phase, 0.25) for phase in range(4)]
    backwards = [pose(one, Side.RIGHT, p, 0.75, is_reversed=True) for p in (3, 2, 1, 0)]
    assert max(map(furthest, forwards, backwards)) < 1e-9


def test_the_other_side_is_the_mirror_image():
    for move in MOVES:
        one = figure(move)
        if one.other is not fig.OtherSide.MIRROR:
            continue
        drawn = lens(one.on(one.drawn_side).view)
        other = lens(one.on(one.drawn_side.other).view)
        for phase in range(len(one.paths)):
            body = pose(one, one.drawn_side, phase, 0.4)
            image = pose(one, one.drawn_side.other, phase, 0.4)
            for joint, spot in enumerate(body.joints):
                twin = image[other_joint(joint)]
                assert dist(reflected(spot), twin) < 1e-6, move
                (x, y), (twin_x, twin_y) = drawn.flat(spot), other.flat(twin)
                assert abs(-x - twin_x) + abs(y - twin_y) < 1e-6, move


def test_moves_that_take_turns_keep_their_camera():
    for move in MOVES:
        one = figure(move)
        if one.other is fig.OtherSide.REFLECT:
            assert one.on(Side.LEFT).view == one.on(Side.RIGHT).view


def test_the_first_rep_leads_from_rest_into_the_round():
    for move in MOVES:
        one = figure(move)
        for side in SIDES:
            start = pose(one, side, 0, 0.0, is_first=True)
            assert furthest(start, place(at_rest(one, side).stance)) < 0.001, move
            end = pose(one, side, 0, 1.0, is_first=True)
            assert furthest(end, pose(one, side, 0, 1.0)) < 0.001, move


def test_the_picture_holds_the_whole_body():
    for move in MOVES:
        one = figure(move)
        for side in SIDES:
            view = one.on(side).view
            eye = lens(view)
            for phase in range(len(one.paths)):
                for body in frames(move, side, phase, False)[::4]:
                    spots = [eye.flat(p) for p in body.joints]
                    assert max(abs(x - view.x) for x, _ in spots) < view.width / 2, move
                    assert max(abs(y - view.y) for _, y in spots) < view.height / 2, move


def test_no_knee_bends_backwards():
    """A bent knee points to where its foot points, or aside, but never away from it."""
    for name, body in poses():
        for hip in (sk.HIP_L, sk.HIP_R):
            thigh = [b - a for a, b in zip(body[hip], body[hip + 1], strict=True)]
            shin = [b - a for a, b in zip(body[hip + 1], body[hip + 2], strict=True)]
            foot = [b - a for a, b in zip(body[hip + 2], body[hip + 3], strict=True)]
            along = sum(p * q for p, q in zip(thigh, shin, strict=True)) / sk.SHIN**2
            bend = [p - along * q for p, q in zip(thigh, shin, strict=True)]
            bent = sum(p * p for p in bend) ** 0.5
            if bent > 0.05:
                towards = sum(p * q for p, q in zip(bend, foot, strict=True)) / bent / sk.FOOT
                assert towards > -0.5, (name, sk.JOINTS[hip + 1])


@pytest.mark.parametrize("move", sorted(path.stem for path in (DATA / "moves").glob("*.toml")))
def test_every_move_has_a_figure_with_its_own_phases_and_sides(move):
    told = tomllib.loads((DATA / "moves" / f"{move}.toml").read_text("utf-8"))
    one = figure(move)
    modes = {
        fig.OtherSide.MIRROR: "one_side_then_other",
        fig.OtherSide.REFLECT: "alternating",
        fig.OtherSide.SAME: "both",
    }
    assert list(one.phases) == [phase["name"] for phase in told["phases"]]
    assert told["side_mode"] == modes[one.other]
    assert one.move_id == move
