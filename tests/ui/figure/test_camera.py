# SPDX-License-Identifier: GPL-3.0-or-later
"""The camera is steady through a move, and glides to the next one without a jump."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest

from builders import the_library
from cases import some_of
from hipmob_desktop.core.enums import SegmentKind, Side, SideMode
from hipmob_desktop.core.move import Hold
from hipmob_desktop.figure.framing import Box
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.ui.figure.camera import StageCamera
from ui.figure.pictures import FIGURES, animator, plan_of

ROOM = Box(36, 170, 1884, 910)
CORNERS = {Side.LEFT: Box(36, 508, 564, 910), Side.RIGHT: Box(1356, 508, 1884, 910)}
HIGH = Box(30, 170, 1050, 1700)
HIGH_CORNERS = {Side.LEFT: Box(30, 1400, 420, 1700), Side.RIGHT: Box(660, 1400, 1050, 1700)}
ROOMS = [(ROOM, CORNERS), (HIGH, HIGH_CORNERS)]
NEAR = 0.28
"""So far from the middle of a body is still behind its trunk, in body heights."""

STEP_MS = 16
MOST_PX = 24
"""How far the middle of the stage may go in a frame of a glide."""

ROUTINES = ["nilsson_seven", "mitro_four"]


def a_camera(**how):
    camera = StageCamera(FIGURES.figure, **how)
    camera.set_room(ROOM, CORNERS)
    return camera


def inside(box):
    """The same box without its edge, which a body may touch."""
    return Box(box.left + 1, box.top + 1, box.right - 1, box.bottom - 1)


def shots(camera, follower, plan, positions):
    for ms in positions:
        moment = plan.at(ms)
        frame = follower.frame(plan, moment, 0.5)
        yield moment, frame, camera.at(plan, moment, frame)


@pytest.mark.parametrize("routine", ROUTINES)
def test_the_camera_is_steady_through_each_side_of_a_move(routine):
    camera, plan = a_camera(), plan_of(routine)
    seen = {}
    for moment, _, shot in shots(camera, animator(), plan, range(0, plan.total_ms, 700)):
        if moment.segment.kind.is_work:
            item = plan.items[moment.segment.item]
            in_turn = item.move.side_mode is SideMode.ALTERNATING and not isinstance(
                item.dose, Hold
            )
            side = None if in_turn else moment.segment.side
            seen.setdefault((item.move.id, side), set()).add(shot)
    assert len(seen) > 5
    assert {key: len(found) for key, found in seen.items() if len(found) > 1} == {}


@pytest.mark.parametrize("routine", some_of(ROUTINES, "mitro_four"))
def test_the_camera_never_jumps(routine):
    camera, plan = a_camera(), plan_of(routine)
    follower = animator()
    for one in plan.segments:
        if one.kind.is_work:
            continue
        start = max(0, one.start_ms - 2 * STEP_MS)
        stop = min(plan.total_ms, one.end_ms + 2 * STEP_MS)
        found = shots(camera, follower, plan, range(start, stop, STEP_MS))
        for (_, _, a), (_, _, b) in pairwise(found):
            ax, ay = a.placement.at((0.0, 0.4))
            bx, by = b.placement.at((0.0, 0.4))
            assert hypot(ax - bx, ay - by) <= MOST_PX
            assert abs(a.placement.scale / b.placement.scale - 1) <= 0.04
            assert hypot(a.middle[0] - b.middle[0], a.middle[1] - b.middle[1]) <= MOST_PX


@pytest.mark.parametrize(("room", "corners"), some_of(ROOMS, ROOMS[0], are_several=True))
@pytest.mark.parametrize("routine", some_of(ROUTINES, "mitro_four"))
@pytest.mark.parametrize("steps", some_of([False, True], False))
def test_while_it_is_clear_the_body_stands_in_no_corner(routine, room, corners, steps):
    camera, plan = a_camera(steps=steps), plan_of(routine)
    camera.set_room(room, corners)
    judge = a_camera()
    judge.set_room(room, {side: inside(box) for side, box in corners.items()})
    clear = 0
    positions = range(0, plan.total_ms, 230)
    for moment, frame, shot in shots(camera, animator(steps=steps), plan, positions):
        if camera.is_clear(moment):
            clear += 1
            assert [side for side in corners if judge.covers(shot, frame, side)] == []
    assert clear > 20


def test_in_the_work_nothing_is_on_its_way():
    camera, plan = a_camera(), plan_of("nilsson_seven")
    for one in plan.segments:
        moment = plan.at(one.start_ms + one.duration_ms // 2)
        if one.kind.is_work:
            assert not camera.is_clear(moment)
            assert not camera.sets_out(moment)
        elif one.kind is SegmentKind.SIDE_CHANGE:
            assert camera.is_clear(moment)


def test_with_less_motion_it_goes_from_place_to_place():
    camera, plan = a_camera(steps=True), plan_of("nilsson_seven")
    change = next(s for s in plan.segments if s.kind is SegmentKind.SIDE_CHANGE)
    found = shots(camera, animator(steps=True), plan, range(change.start_ms, change.end_ms, 50))
    assert len({shot for _, _, shot in found}) <= 3


def test_without_a_figure_there_is_no_place():
    camera, plan = StageCamera(lambda _: None), plan_of("nilsson_seven")
    moment = plan.at(30_000)
    frame = animator().frame(plan, moment, 0.0)
    assert camera.at(plan, moment, frame) is None


def test_another_room_is_used_at_once():
    camera, plan = a_camera(), plan_of("nilsson_seven")
    moment = next(plan.at(s.start_ms) for s in plan.segments if s.kind.is_work)
    frame = animator().frame(plan, moment, 0.0)
    before = camera.at(plan, moment, frame)
    camera.set_room(HIGH, HIGH_CORNERS)
    assert camera.at(plan, moment, frame) != before


def test_every_move_of_the_library_has_a_figure_to_place():
    assert [m for m in the_library().moves if FIGURES.figure(m) is None] == []


def test_at_the_beginning_no_body_stands_where_the_words_of_its_side_are():
    plan, camera = plan_of("nilsson_seven"), StageCamera(FIGURES.figure)
    assert not camera.sets_out(plan.at(0))
    first = next(each for each in plan.segments if each.kind is SegmentKind.TRANSITION)
    assert camera.sets_out(plan.at(first.start_ms))


@pytest.mark.parametrize(
    "routine", some_of([*ROUTINES, "evening_unwind", "desk_break"], "desk_break")
)
def test_the_light_is_behind_the_middle_of_the_body_on_its_way_too(routine):
    camera, plan = a_camera(), plan_of(routine)
    apart = {}
    for moment, frame, shot in shots(camera, animator(), plan, range(0, plan.total_ms, 230)):
        eye = lens(frame.view)
        xs = [shot.placement.at(eye.flat(joint))[0] for joint in frame.pose.joints]
        away = abs((min(xs) + max(xs)) / 2 - shot.middle[0]) / shot.placement.scale
        if away > NEAR and not moment.segment.kind.is_work:
            apart.setdefault(moment.segment.kind, []).append(round(away, 2))
    assert apart == {}
