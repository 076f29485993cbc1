# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from one move into the next, for every two that follow each other in a routine."""

import tomllib
from functools import cache
from itertools import pairwise
from math import dist

import pytest

from builders import DATA
from builders import the_figure as figure
from hipmob_desktop.content.figure_file import load_way_points
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.frame import at_rest, at_work, frame_of
from hipmob_desktop.figure.model import OtherSide
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.stance import place
from hipmob_desktop.figure.rig.transform import heading, turned
from hipmob_desktop.figure.transition import transition_between

STEPS = 48


@cache
def ways():
    return load_way_points(DATA / "figures" / "between" / "ways.toml")


def routine(path):
    return [item["move"] for item in tomllib.loads(path.read_text("utf-8"))["items"]]


def neighbours():
    routines = sorted((DATA / "routines").glob("*.toml"))
    pairs = [pair for path in routines for pair in pairwise(routine(path))]
    return sorted(set(pairs))


def last_side(move):
    return Side.BOTH if figure(move).other is OtherSide.SAME else Side.RIGHT


def first_side(move):
    return Side.BOTH if figure(move).other is OtherSide.SAME else Side.LEFT


@cache
def way(before, then):
    one = figure(before)
    done = at_work(one, last_side(before), len(one.paths) - 1, 1.0)
    return transition_between(done, at_rest(figure(then), first_side(then)), ways())


@cache
def picture(before, then, step):
    return way(before, then).at(step / STEPS)


def pictures(before, then, every=1):
    return [picture(before, then, step) for step in range(0, STEPS + 1, every)]


def flat(shot):
    eye = lens(shot.view)
    return [eye.flat(p) for p in shot.pose.joints]


def test_a_passage_begins_and_ends_in_the_pictures_it_joins():
    for before, then in neighbours():
        one = figure(before)
        done = frame_of(at_work(one, last_side(before), len(one.paths) - 1, 1.0))
        waiting = frame_of(at_rest(figure(then), first_side(then)))
        for step, wanted in ((0, done), (STEPS, waiting)):
            shot = picture(before, then, step)
            assert max(map(dist, flat(shot), flat(wanted))) < 0.002, (before, then)


def test_bones_keep_their_length_on_the_way():
    bones = list(zip(range(1, len(sk.JOINTS)), sk.PARENT[1:], sk.LENGTH[1:], strict=True))
    for before, then in neighbours():
        for shot in pictures(before, then, every=2):
            joints = shot.pose.joints
            wrong = [
                sk.JOINTS[joint]
                for joint, parent, length in bones
                if abs(dist(joints[joint], joints[parent]) - length) > 0.005 * length
            ]
            assert not wrong, (before, then)


def test_nobody_sinks_into_the_floor_on_the_way():
    for before, then in neighbours():
        assert min(shot.pose.lowest for shot in pictures(before, then, every=2)) > -0.02, (
            before,
            then,
        )


def test_nobody_jumps_on_the_way():
    def furthest(before, then, first, last):
        a, b = (picture(before, then, step).pose.joints for step in (first, last))
        return max(map(dist, a, b))

    for before, then in neighbours():
        for step in range(0, STEPS, 2):
            if furthest(before, then, step, step + 2) >= 0.28:
                jumps = [furthest(before, then, one, one + 1) for one in (step, step + 1)]
                assert max(jumps) < 0.28, (before, then)


@pytest.mark.parametrize("by", [30.0, 90.0, 180.0, -45.0])
def test_a_turned_body_faces_where_it_was_turned(by):
    stance = figure("bouncing_lunge").sides[Side.RIGHT].keys["top"]
    swing = (heading(turned(stance, by)) - heading(stance) - by + 180) % 360 - 180
    assert abs(swing) < 1e-6


def test_turning_body_and_camera_together_changes_no_picture():
    held = at_rest(figure("standing_hydrant_wall"), Side.LEFT)
    view = frame_of(held).view
    eye, swung = lens(view), lens(type(view)(view.azimuth + 70, view.elevation))
    after = place(turned(held.stance, 70)).joints
    for p, q in zip(place(held.stance).joints, after, strict=True):
        assert dist(eye.flat(p), swung.flat(q)) < 1e-6


@pytest.mark.parametrize("move", ["side_lying_hip_circles", "bouncing_lunge", "hip_airplane"])
def test_for_the_other_side_the_camera_walks_round_and_the_body_stays(move):
    one = figure(move)
    done = at_work(one, Side.LEFT, len(one.paths) - 1, 1.0)
    way_over = transition_between(done, at_rest(one, Side.RIGHT), ways())
    start, end = way_over.at(0.0).pose, way_over.at(1.0).pose
    assert dist(start[sk.NECK], end[sk.NECK]) < 0.2
    assert abs(way_over.at(1.0).view.azimuth - way_over.at(0.0).view.azimuth) > 90


def test_a_bridge_is_entered_from_the_floor():
    way_in = transition_between(
        at_rest(figure("supine_knee_hugs"), Side.RIGHT),
        at_rest(figure("bridge_march"), Side.LEFT),
        ways(),
    )
    heights = [way_in.at(i / 20).pose[sk.PELVIS][1] for i in range(21)]
    assert min(heights[8:14]) < 0.1
    assert heights[-1] > 0.15


def test_planted_feet_stay_while_the_body_rises_from_the_floor():
    rise = transition_between(
        at_rest(figure("seated_knee_drops"), Side.LEFT),
        at_rest(figure("standing_march"), Side.LEFT),
        ways(),
    )
    sit, squat = 1, 2
    stands = [rise.at(t).pose[sk.ANKLE_L] for t in (rise.times[sit], rise.times[squat])]
    assert dist(*stands) < 0.12


def test_the_leg_that_works_next_is_coloured_on_arrival():
    over = way("bouncing_lunge", "seated_knee_drops")
    assert (over.at(0.0).left, over.at(0.0).right) == (0, 1)
    assert (over.at(1.0).left, over.at(1.0).right) == (1, 0)
