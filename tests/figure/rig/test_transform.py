# SPDX-License-Identifier: GPL-3.0-or-later
"""The same stance elsewhere: moved, turned, mirrored; and where a body faces."""

from math import dist

import pytest
from hypothesis import given

from builders import the_figure as figure
from cases import tried_with
from core.strategies import FEWER
from figure.shipped import way_points
from figure.stances import directions, stances, standing, vectors
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.frame import at_rest, frame_of
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.key_pose import stance_of
from hipmob_desktop.figure.rig.skeleton import Limb
from hipmob_desktop.figure.rig.stance import place
from hipmob_desktop.figure.rig.transform import (
    carried,
    heading,
    mirrored,
    moved,
    other_joint,
    other_limb,
    reflected,
    turned,
)
from hipmob_desktop.figure.rig.vectors import add, shortest_turn


@FEWER
@given(stances())
def test_the_mirror_of_the_mirror_is_the_body(a):
    again = place(mirrored(mirrored(a)))
    for p, q in zip(place(a).joints, again.joints, strict=True):
        assert dist(p, q) < 1e-6


@FEWER
@given(stances(), directions)
def test_the_mirror_swaps_left_and_right(a, across):
    body, image = place(a), place(mirrored(a, across))
    for joint, at in enumerate(body.joints):
        assert dist(reflected(at, across), image[other_joint(joint)]) < 1e-6


@pytest.mark.parametrize("move", ["chair_figure_4", "couch_stretch", "supine_knee_hugs"])
def test_what_a_body_holds_on_to_is_mirrored_with_it(move):
    for stance in figure(move).on(Side.LEFT).keys.values():
        body, image = place(stance), place(mirrored(stance))
        for joint, at in enumerate(body.joints):
            assert dist(reflected(at), image[other_joint(joint)]) < 1e-6


def test_every_joint_and_limb_has_its_twin():
    assert other_joint(sk.PELVIS) == sk.PELVIS
    assert other_joint(sk.KNEE_L) == sk.KNEE_R
    assert other_limb(Limb.LEFT_LEG) is Limb.RIGHT_LEG
    assert all(other_limb(other_limb(limb)) is limb for limb in Limb)


def test_a_body_that_is_moved_leaves_behind_what_it_stands_on():
    stance = stance_of(standing())
    body = place(moved(stance, (0.0, -0.1, 0.0)))
    assert body[sk.PELVIS][1] == pytest.approx(0.4)
    assert dist(body[sk.ANKLE_L], (0.05, 0.045, 0)) < 1e-6


@FEWER
@given(vectors)
def test_a_body_that_is_carried_takes_all_it_holds_with_it(by):
    for key in ("squat", "half_kneel"):
        stance = way_points().keys[key]
        there = place(carried(stance, by))
        for p, q in zip(place(stance).joints, there.joints, strict=True):
            assert dist(add(p, by), q) < 1e-6


@tried_with("by", [30.0, 90.0, 180.0, -45.0])
@tried_with(
    ("move", "key"), [("bouncing_lunge", "top"), ("childs_pose", "table"), ("clamshell", "down")]
)
def test_a_turned_body_faces_where_it_was_turned(move, key, by):
    keys = figure(move).on(Side.RIGHT).keys
    stance = keys.get(key) or keys[figure(move).start]
    assert abs(shortest_turn(heading(turned(stance, by)) - heading(stance) - by)) < 1e-6


@tried_with("by", range(-180, 180, 15))
def test_somebody_upright_faces_where_the_front_points(by):
    facing_us = stance_of(standing())
    assert abs(shortest_turn(heading(turned(facing_us, by)) - (by - 90))) < 1e-6


def test_turning_body_and_camera_together_changes_no_picture():
    posed = at_rest(figure("standing_hydrant_wall"), Side.LEFT)
    view = frame_of(posed).view
    eye, swung = lens(view), lens(type(view)(view.azimuth + 70, view.elevation))
    after = place(turned(posed.stance, 70)).joints
    for p, q in zip(place(posed.stance).joints, after, strict=True):
        assert dist(eye.flat(p), swung.flat(q)) < 1e-6


def headings(move, side=Side.LEFT):
    return {key: heading(stance) for key, stance in figure(move).on(side).keys.items()}


def test_an_opened_hip_turns_nobody_who_hinges_forward_on_one_leg():
    airplane = headings("hip_airplane")
    assert abs(shortest_turn(airplane["open"] - airplane["square"])) < 5


def test_all_way_points_face_along_x():
    facing = {name: heading(stance) for name, stance in way_points().keys.items()}
    facing.pop("prop")  # half way from a side to sitting it faces the viewer
    facing.pop("back")
    assert {name for name, way in facing.items() if abs(way) > 30} == set()
