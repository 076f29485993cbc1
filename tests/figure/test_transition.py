# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from one move into the next, for every two that follow each other in a routine."""

import tomllib
from functools import cache
from itertools import pairwise
from math import dist

import pytest

from builders import DATA
from builders import the_figure as figure
from figure.shipped import first_side, last_side, way_points
from hipmob_desktop.core.enums import PositionGroup, Side
from hipmob_desktop.figure.frame import at_rest, at_work, frame_of
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.props import PropKind
from hipmob_desktop.figure.rig.stance import place
from hipmob_desktop.figure.rig.transform import carried
from hipmob_desktop.figure.transition import WayPoints, step, transition_between

STEPS = 48
FRAMES = 360
"""A transition takes six seconds, at 60 frames a second."""

LOOKED_AT_CLOSELY = [
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


def routine(path):
    return [item["move"] for item in tomllib.loads(path.read_text("utf-8"))["items"]]


def neighbours():
    routines = sorted((DATA / "routines").glob("*.toml"))
    return sorted({pair for path in routines for pair in pairwise(routine(path))})


def end_of(move, side):
    one = figure(move)
    return at_work(one, side, len(one.paths) - 1, 1.0)


@cache
def way(before, then):
    """From the end of a move to the beginning of another, or of its own other side."""
    last, first = last_side(before), first_side(then)
    if before == then:
        last, first = Side.LEFT, Side.RIGHT
    return transition_between(end_of(before, last), at_rest(figure(then), first), way_points())


@cache
def frame(before, then, number):
    return way(before, then).at(number / STEPS)


def some_frames(before, then, every=1):
    return [frame(before, then, number) for number in range(0, STEPS + 1, every)]


def flat(one):
    eye = lens(one.view)
    return [eye.flat(p) for p in one.pose.joints]


def test_a_transition_begins_and_ends_in_the_pictures_it_joins():
    for before, then in neighbours():
        done = frame_of(end_of(before, last_side(before)))
        waiting = frame_of(at_rest(figure(then), first_side(then)))
        for number, wanted in ((0, done), (STEPS, waiting)):
            assert max(map(dist, flat(frame(before, then, number)), flat(wanted))) < 0.002, (
                before,
                then,
            )


@pytest.mark.sweep
def test_bones_keep_their_length_on_the_way():
    bones = list(zip(range(1, len(sk.JOINTS)), sk.PARENT[1:], sk.LENGTH[1:], strict=True))
    for before, then in neighbours():
        for one in some_frames(before, then, every=2):
            joints = one.pose.joints
            wrong = [
                sk.JOINTS[joint]
                for joint, parent, length in bones
                if abs(dist(joints[joint], joints[parent]) - length) > 0.005 * length
            ]
            assert not wrong, (before, then)


def test_nobody_sinks_into_the_floor_on_the_way():
    for before, then in neighbours():
        heights = [one.pose.lowest for one in some_frames(before, then, every=2)]
        assert min(heights) > -0.02, (before, then)


def test_nobody_jumps_on_the_way():
    def furthest(before, then, first, last):
        a, b = (frame(before, then, number).pose.joints for number in (first, last))
        return max(map(dist, a, b))

    for before, then in neighbours():
        for number in range(0, STEPS, 2):
            if furthest(before, then, number, number + 2) >= 0.28:
                jumps = [furthest(before, then, one, one + 1) for one in (number, number + 1)]
                assert max(jumps) < 0.28, (before, then)


@pytest.mark.parametrize(("before", "then"), LOOKED_AT_CLOSELY)
def test_no_joint_darts_from_one_frame_to_the_next(before, then):
    @cache
    def body(number):
        return way(before, then).at(number / FRAMES).pose.joints

    def has_dart(first, last):
        """Whether a joint goes too far in one frame; looks only where one goes so far at all."""
        if max(map(dist, body(first), body(last))) < 0.04:
            return False
        middle = (first + last) // 2
        return middle == first or has_dart(first, middle) or has_dart(middle, last)

    assert not [number for number in range(0, FRAMES, 3) if has_dart(number, number + 3)]


def test_the_nearer_side_changes_while_neither_recedes():
    changes = 0
    for before, then in neighbours():
        for a, b in pairwise(some_frames(before, then)):
            if a.near is not b.near:
                changes += 1
                assert max(a.apart, b.apart) < 0.1, (before, then)
    assert changes > 5


def test_a_leg_goes_pale_before_the_other_one_takes_its_colour():
    over = way("bouncing_lunge", "seated_knee_drops")
    first, last = over.at(0.0, 0.0), over.at(0.0, 1.0)
    assert (first.left, first.right) == (0, 1)
    assert (last.left, last.right) == (1, 0)
    for number in range(STEPS + 1):
        one = over.at(0.0, number / STEPS)
        assert min(one.left, one.right) == 0


def test_the_whole_way_to_the_other_side_has_the_colour_of_that_side():
    for move in ("side_lying_hip_circles", "hip_airplane", "supine_figure_4"):
        colours = {(one.left, one.right) for one in some_frames(move, move)}
        assert colours == {(0, 1)}


def test_a_leg_that_works_on_keeps_its_colour():
    over = transition_between(
        end_of("clamshell", Side.LEFT), at_rest(figure("fire_hydrant"), Side.LEFT), way_points()
    )
    assert {(over.at(i / 9).left, over.at(i / 9).right) for i in range(10)} == {(1, 0)}


@pytest.mark.parametrize("move", ["side_lying_hip_circles", "bouncing_lunge", "hip_airplane"])
def test_for_the_other_side_the_camera_walks_round_and_the_body_stays(move):
    over = way(move, move)
    start, end = over.at(0.0), over.at(1.0)
    assert dist(start.pose[sk.NECK], end.pose[sk.NECK]) < 0.2
    assert abs(end.view.azimuth - start.view.azimuth) > 90


def test_a_bridge_is_entered_from_the_floor():
    way_in = transition_between(
        at_rest(figure("supine_knee_hugs"), Side.RIGHT),
        at_rest(figure("bridge_march"), Side.LEFT),
        way_points(),
    )
    heights = [way_in.at(i / 20).pose[sk.PELVIS][1] for i in range(21)]
    assert min(heights[8:14]) < 0.1
    assert heights[-1] > 0.15


def test_the_feet_stay_under_who_rises_from_the_floor():
    for rise in (
        way("seated_knee_drops", "standing_march"),
        transition_between(
            at_rest(figure("seated_knee_drops"), Side.LEFT),
            at_rest(figure("standing_march"), Side.LEFT),
            way_points(),
        ),
    ):
        sit, squat, stand = (rise.at(rise.times[1 + i]).pose[sk.ANKLE_L] for i in range(3))
        assert dist(sit, squat) < 0.12
        assert dist(squat, stand) < 0.12


@pytest.mark.parametrize("move", ["supine_figure_4", "rocking_figure_4", "chair_figure_4"])
def test_crossed_legs_are_uncrossed_before_the_other_ones_cross(move):
    bodies = [way(move, move).at(i / 40).pose for i in range(41)]
    assert any(max(body[sk.ANKLE_L][1], body[sk.ANKLE_R][1]) < 0.06 for body in bodies)


def test_a_move_is_left_by_where_it_begins():
    centre = place(figure("ninety_ninety_switch").on(Side.RIGHT).keys["centre"])
    out = way("ninety_ninety_switch", "bouncing_lunge")
    assert max(map(dist, out.at(out.times[1]).pose.joints, centre.joints)) < 0.01


def test_who_lies_on_a_side_is_propped_on_that_side_before_sitting_up():
    up = way("clamshell", "fire_hydrant")
    propped = up.at(up.times[1]).pose
    lying = up.at(0.0).pose
    lower = sk.HIP_L if lying[sk.HIP_L][1] < lying[sk.HIP_R][1] else sk.HIP_R
    other = sk.HIP_R if lower == sk.HIP_L else sk.HIP_L
    assert propped[lower][1] < propped[other][1] - 0.04


@pytest.mark.parametrize("then", ["clamshell", "side_lying_hip_circles"])
def test_who_turns_to_the_other_side_rolls_over_the_back(then):
    fronts = [way("clamshell", then).at(i / 40).pose.chest[2][1] for i in range(41)]
    assert max(fronts) > 0.9
    assert min(fronts) > -0.3


def there(one, kind):
    return max((much for prop, much in one.props if prop.kind is kind), default=0.0)


def test_nobody_sits_on_a_chair_that_is_not_there():
    for before, then in (
        ("chair_figure_4", "standing_march"),
        ("standing_march", "chair_figure_4"),
    ):
        for i in range(61):
            one = way(before, then).at(i / 60)
            sits = one.pose[sk.PELVIS][1] < 0.3
            assert there(one, PropKind.CHAIR) > 0.2 or not sits, (before, i)


def test_a_thing_that_is_needed_no_more_fades_away():
    shares = [
        there(way("chair_figure_4", "standing_march").at(i / 60), PropKind.CHAIR)
        for i in range(61)
    ]
    assert (shares[0], shares[-1]) == (1.0, 0.0)
    assert shares == sorted(shares, reverse=True)
    assert any(0.2 < share < 0.8 for share in shares)


@pytest.mark.parametrize(
    "moves", [("chair_figure_4", "standing_march"), ("standing_march", "chair_figure_4")]
)
def test_what_is_not_seen_is_not_there(moves):
    """Nothing is drawn that nobody sees."""
    over = way(*moves)
    assert all(much > 0 for i in range(21) for _, much in over.at(i / 20).props)


def test_a_thing_that_is_needed_next_comes_half_way():
    shares = [
        there(way("standing_march", "chair_figure_4").at(i / 60), PropKind.CHAIR)
        for i in range(61)
    ]
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert shares == sorted(shares)
    assert any(0.2 < share < 0.8 for share in shares)


def test_a_band_stays_on_for_the_other_side():
    over = way("lateral_band_walk", "lateral_band_walk")
    for i in range(21):
        worn = [much for prop, much in over.at(i / 20).props if prop.kind is PropKind.BAND]
        assert worn == [1.0]


def mats(one):
    return [(prop, much) for prop, much in one.props if prop.kind is PropKind.MAT]


def test_one_mat_is_moved_over_and_never_doubled():
    over = way("clamshell", "supine_figure_4")
    for i in range(21):
        assert [much for _, much in mats(over.at(i / 20))] == [1.0]
    for u, move in ((0.0, "clamshell"), (1.0, "supine_figure_4")):
        waiting = frame_of(at_rest(figure(move), Side.LEFT))
        assert mats(over.at(u))[0][0].size == pytest.approx(mats(waiting)[0][0].size)


@pytest.mark.parametrize("posture", ["supine", "side"])
def test_who_rises_from_the_floor_pushes_on_the_thighs(posture):
    names = way_points().routes[PositionGroup(posture), PositionGroup.STAND]
    assert names[-1] == "rise"


def test_a_route_leads_back_the_way_it_came():
    there, back = (
        way_points().route(*pair)
        for pair in (
            (PositionGroup.SUPINE, PositionGroup.STAND),
            (PositionGroup.STAND, PositionGroup.SUPINE),
        )
    )
    assert len(there) > 1
    assert back == there[::-1]


def test_between_postures_without_a_route_the_way_is_straight():
    assert WayPoints({}, {}).route(PositionGroup.SUPINE, PositionGroup.STAND) == ()
    done, then = end_of("clamshell", Side.RIGHT), at_rest(figure("fire_hydrant"), Side.LEFT)
    bare = transition_between(done, then, WayPoints({}, {}))
    assert len(bare.stops) < len(way("clamshell", "fire_hydrant").stops)
    assert bare.at(0.5).pose.lowest > -0.02


def stepping(far):
    """Ankle heights of somebody who steps so far aside, above where the feet stood; 21 frames."""
    stance = at_rest(figure("standing_march"), Side.LEFT).stance
    aside = carried(stance, (far, 0.0, 0.0))
    bodies = [place(step(stance, aside, i / 20)) for i in range(21)]
    return [
        [body[ankle][1] - bodies[0][ankle][1] for body in bodies]
        for ankle in (sk.ANKLE_L, sk.ANKLE_R)
    ]


def test_a_step_lifts_one_foot_while_the_other_one_stands():
    left, right = stepping(0.3)
    assert min(max(left), max(right)) > 0.04
    assert min(*left, *right) > -0.001
    assert max(map(min, left, right)) < 0.035


def test_a_short_step_lifts_the_foot_less_and_none_lifts_it_not_at_all():
    long, short, none = (max(stepping(far)[0]) for far in (0.3, 0.1, 0.0))
    assert long > short > none == pytest.approx(0.0, abs=1e-9)
