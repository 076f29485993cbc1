# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures that are shipped, on both sides.

The laws are few and the figures many, so each law is one test that names what breaks it.
"""

import tomllib
from dataclasses import replace
from math import dist

import pytest

from builders import DATA
from builders import the_figure as figure
from cases import tried_with
from figure.shipped import MOVES, SIDES, frames, pose
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.frame import at_rest
from hipmob_desktop.figure.model import FigureSide, OtherSide, framed_side
from hipmob_desktop.figure.rig.camera import View, lens
from hipmob_desktop.figure.rig.transform import carried, other_joint, reflected


def test_the_other_side_is_the_mirror_image():
    for move in MOVES:
        one = figure(move)
        if one.other is not OtherSide.MIRROR:
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


def test_the_things_around_a_mirrored_body_are_mirrored_too():
    one = figure("standing_hydrant_wall")
    left, right = (one.on(side).props for side in SIDES)
    assert len(left) == len(right) > 1
    for thing, twin in zip(left, right, strict=True):
        assert twin == thing.mirrored()


def test_moves_that_take_turns_keep_their_camera_and_their_things():
    for move in MOVES:
        one = figure(move)
        if one.other is OtherSide.REFLECT:
            assert one.on(Side.LEFT).view == one.on(Side.RIGHT).view
            assert one.on(Side.LEFT).props == one.on(Side.RIGHT).props


def test_a_move_of_both_sides_is_the_same_whichever_is_asked_for():
    one = figure("glute_bridge")
    assert one.on(Side.BOTH) is one.on(Side.LEFT) is one.on(Side.RIGHT)


@pytest.mark.parametrize("side", SIDES)
def test_a_mirrored_body_has_its_other_side_nearer(side):
    one = figure("side_lying_leg_lift")
    assert one.near_side(side) is (one.near if side is one.drawn_side else one.near.other)


def test_a_body_that_takes_turns_keeps_its_nearer_side():
    one = figure("bridge_march")
    assert one.other is OtherSide.REFLECT
    assert one.near_side(Side.LEFT) is one.near_side(Side.RIGHT)


def test_a_body_that_travels_goes_the_other_way_on_the_other_side():
    walk = figure("lateral_band_walk")
    there, back = walk.travel_on(walk.drawn_side), walk.travel_on(walk.drawn_side.other)
    assert dist(there, (0, 0, 0)) > 0.05
    assert back == pytest.approx(reflected(there))


@pytest.mark.parametrize("travel", [(0.3, 0.0, 0.0), (0.0, 0.0, -0.3)])
def test_a_body_that_travels_is_framed_as_if_it_stayed(travel):
    walk = figure("lateral_band_walk")
    start = replace(at_rest(walk, Side.LEFT).stance, root=(0.0, 0.5, 0.0))
    view, keys = View(30.0, 10.0), {"start": start, "end": carried(start, travel)}
    there, back = (
        framed_side(FigureSide(view, keys, ()), way).view for way in (travel, (0.0, 0.0, 0.0))
    )
    assert there == framed_side(FigureSide(view, {"start": start}, ()), (0.0, 0.0, 0.0)).view
    assert there.x != pytest.approx(back.x, abs=0.02)


def test_the_farther_side_recedes_more_the_more_a_body_is_seen_from_aside():
    faces_us, from_aside = figure("seated_knee_drops"), figure("bouncing_lunge")
    assert 0.3 <= faces_us.apart < 0.6
    assert from_aside.apart > 0.9


def test_the_picture_holds_the_whole_body():
    for move in MOVES:
        one = figure(move)
        for side in SIDES:
            view = one.on(side).view
            eye = lens(view)
            for phase in range(len(one.paths)):
                for body in frames(move, side, phase)[::4]:
                    spots = [eye.flat(p) for p in body.joints]
                    assert max(abs(x - view.x) for x, _ in spots) < view.width / 2, move
                    assert max(abs(y - view.y) for _, y in spots) < view.height / 2, move


@tried_with("move", sorted(path.stem for path in (DATA / "moves").glob("*.toml")))
def test_every_move_has_a_figure_with_its_own_phases_and_sides(move):
    told = tomllib.loads((DATA / "moves" / f"{move}.toml").read_text("utf-8"))
    one = figure(move)
    modes = {
        OtherSide.MIRROR: "one_side_then_other",
        OtherSide.REFLECT: "alternating",
        OtherSide.SAME: "both",
    }
    assert list(one.phases) == [phase["name"] for phase in told["phases"]]
    assert told["side_mode"] == modes[one.other]
    assert one.move_id == move
