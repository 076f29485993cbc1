# SPDX-License-Identifier: GPL-3.0-or-later
"""Every shipped figure at work, on both sides, forwards and backwards, frame by frame."""

from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest

from builders import the_figure as figure
from figure.shipped import MOVES, SIDES, frames, furthest, pose, poses, reps
from hipmob_desktop.core.enums import Side, SideMode
from hipmob_desktop.figure.frame import at_rest, at_work, card_frame, frame_of
from hipmob_desktop.figure.model import OtherSide
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.motion import Motion
from hipmob_desktop.figure.rig.props import Prop, PropKind
from hipmob_desktop.figure.rig.stance import place


def planted(stances):
    """Joint and place of every limb that holds on to the same place in all the stances."""
    for limb, *held in zip(sk.LIMBS, *(stance.limbs for stance in stances), strict=True):
        grips = [one.grip for one in held]
        if all(grip and grip.frame == "world" and grip.at == grips[0].at for grip in grips):
            yield limb.first_joint + (1 if grips[0].shin else 2), grips[0].at


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
                    slip = max(dist(body[joint], spot) for body in frames(move, side, phase))
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


@pytest.mark.sweep
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
        takes_turns = one.other is OtherSide.REFLECT
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


def test_the_first_rep_leads_from_rest_into_the_round():
    for move in MOVES:
        one = figure(move)
        for side in SIDES:
            start = pose(one, side, 0, 0.0, is_first=True)
            assert furthest(start, place(at_rest(one, side).stance)) < 0.001, move
            end = pose(one, side, 0, 1.0, is_first=True)
            assert furthest(end, pose(one, side, 0, 1.0)) < 0.001, move


@pytest.mark.parametrize(("beyond", "end"), [(-0.5, 0.0), (1.5, 1.0)])
def test_a_phase_does_not_go_beyond_its_ends(beyond, end):
    one = figure("side_lying_leg_lift")
    assert pose(one, Side.LEFT, 0, beyond) == pose(one, Side.LEFT, 0, end)


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


@pytest.mark.parametrize("side", SIDES)
def test_the_camera_goes_along_with_a_body_that_travels(side):
    walk = figure("lateral_band_walk")
    last = len(walk.paths) - 1
    start, end = at_rest(walk, side), at_work(walk, side, last, 1.0)
    assert dist(start.stance.root, end.stance.root) > 0.05
    assert dist(start.stance.root, end.centred().root) < 0.001
    assert dist(frame_of(start).pose[sk.PELVIS], frame_of(end).pose[sk.PELVIS]) < 0.001


def marks(posed):
    return next(p for p, _ in frame_of(posed).props if p.kind is PropKind.MARKS)


@pytest.mark.parametrize("side", SIDES)
def test_marks_on_the_floor_stay_below_the_foot_that_stands_while_a_body_steps_aside(side):
    walk = figure("lateral_band_walk")
    stands = sk.ANKLE_R if side is Side.LEFT else sk.ANKLE_L
    offsets = []
    for share in (0.0, 0.3, 0.6, 1.0):
        posed = at_work(walk, side, 0, share)
        offsets.append(frame_of(posed).pose[stands][0] - marks(posed).at[0])
    assert max(offsets) - min(offsets) < 0.001


@pytest.mark.parametrize("side", SIDES)
def test_a_rep_of_a_walk_carries_the_marks_from_one_to_the_next(side):
    walk = figure("lateral_band_walk")
    start, end = marks(at_rest(walk, side)), marks(at_work(walk, side, 1, 1.0))
    gone = end.at[0] - start.at[0]
    assert gone == pytest.approx(-start.size[0] if side is Side.LEFT else start.size[0])


def test_a_body_that_stays_is_shown_where_it_is():
    posed = at_work(figure("side_lying_leg_lift"), Side.LEFT, 0, 0.5)
    assert posed.centred() is posed.stance
    assert frame_of(posed).pose == place(posed.stance)


@pytest.mark.parametrize(
    ("side", "left", "right"), [(Side.LEFT, 1, 0), (Side.RIGHT, 0, 1), (Side.BOTH, 0, 0)]
)
def test_a_frame_says_which_leg_works(side, left, right):
    frame = frame_of(at_rest(figure("glute_bridge"), side))
    assert (frame.left, frame.right) == (left, right)


def test_a_frame_has_the_camera_and_all_the_things_of_its_side():
    one = figure("chair_figure_4")
    for side in SIDES:
        frame = frame_of(at_rest(one, side))
        assert frame.view == one.on(side).view
        assert frame.props == tuple((prop, 1.0) for prop in one.on(side).props)
        assert (frame.near, frame.apart) == (one.near_side(side), one.apart)


def test_a_frame_has_as_full_a_chest_as_is_asked_for():
    posed = at_rest(figure("butterfly"), Side.BOTH)
    assert [frame_of(posed).pose.breath, frame_of(posed, breath=0.4).pose.breath] == [0.0, 0.4]


def test_every_card_holds_a_whole_body():
    for move in MOVES:
        card = card_frame(figure(move), SideMode.ONE_THEN_OTHER)
        spots = [lens(card.view).flat(p) for p in card.pose.joints]
        assert max(abs(x - card.view.x) for x, _ in spots) < card.view.width / 2 - 0.1, move
        assert max(abs(y - card.view.y) for _, y in spots) < card.view.height / 2 - 0.1, move


def test_a_card_shows_a_curled_up_body_larger_than_the_stage_does():
    one = figure("childs_pose")
    card, stage = card_frame(one, SideMode.BOTH).view, one.on(Side.BOTH).view
    assert max(card.width, card.height) < 0.9 * max(stage.width, stage.height)


@pytest.mark.parametrize(
    ("mode", "left"),
    [(SideMode.ONE_THEN_OTHER, 1), (SideMode.ALTERNATING, 1), (SideMode.BOTH, 0)],
)
def test_a_card_shows_the_left_leg_at_work_unless_both_are(mode, left):
    card = card_frame(figure("bouncing_lunge"), mode)
    assert (card.left, card.right) == (left, 0)


@pytest.mark.parametrize(
    ("mode", "legs"),
    [(SideMode.ONE_THEN_OTHER, (0, 1)), (SideMode.ALTERNATING, (0, 1)), (SideMode.BOTH, (0, 0))],
)
def test_a_card_of_a_move_on_the_right_only_shows_the_right_leg_at_work(mode, legs):
    card = card_frame(figure("bouncing_lunge"), mode, on_right=True)
    assert (card.left, card.right) == legs


def test_a_card_shows_the_key_that_tells_most():
    one = figure("side_lying_leg_lift")
    card = card_frame(one, SideMode.ONE_THEN_OTHER)
    assert card.pose == place(one.on(Side.LEFT).keys[one.still])


def mats_of(frame):
    eye = lens(frame.view)
    mats = [prop for prop, _ in frame.props if prop.kind is PropKind.MAT]
    return [eye.flat(corner) for mat in mats for corner in mat.footprint()]


def test_every_card_holds_a_whole_mat():
    for move in MOVES:
        card = card_frame(figure(move), SideMode.ONE_THEN_OTHER)
        for x, y in mats_of(card):
            assert abs(x - card.view.x) <= card.view.width / 2, move
            assert abs(y - card.view.y) <= card.view.height / 2, move


def test_a_mat_that_is_huge_makes_no_body_small():
    one = figure("childs_pose")
    huge = Prop(PropKind.MAT, size=(9.0, 0.01, 9.0))
    sides = {side: replace(one.on(side), props=(huge,)) for side in Side}
    card = card_frame(replace(one, sides=sides), SideMode.BOTH).view
    assert max(card.width, card.height) < 2
