# SPDX-License-Identifier: GPL-3.0-or-later
"""The figure does what the plan says; what comes again with every rep is made once."""

from math import dist

import pytest

from builders import the_library
from hipmob_desktop.core.enums import SegmentKind, Side
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.ui.figure.animator import FRAME_MS, UNSEEN_PX, FigureAnimator, FrameCache
from hipmob_desktop.ui.figure.scene import figure_scene
from ui.figure.pictures import FIGURES, animator, plan_of

ROUTINES = [routine.id for routine in the_library().routines]


@pytest.fixture
def cache():
    return FrameCache(animator())


@pytest.mark.parametrize("routine_id", ROUTINES)
def test_at_every_moment_there_is_a_whole_body_to_be_seen(routine_id):
    plan, stage = plan_of(routine_id), animator()
    for position_ms in range(0, plan.total_ms, 1_900):
        frame = stage.frame(plan, plan.at(position_ms), 0.5)
        assert frame is not None
        view, eye = frame.view, lens(frame.view)
        for joint in frame.pose.joints:
            x, y = eye.flat(joint)
            assert abs(x - view.x) <= view.width / 2
            assert abs(y - view.y) <= view.height / 2


def test_only_the_working_leg_wears_its_sides_colour():
    plan, stage = plan_of("nilsson_seven"), animator()
    for segment in plan.segments:
        if segment.kind is SegmentKind.REP:
            frame = stage.frame(plan, plan.at(segment.start_ms), 0)
            assert (frame.left, frame.right) == (
                float(segment.side is Side.LEFT),
                float(segment.side is Side.RIGHT),
            )


def test_a_transition_ends_in_the_stance_that_the_first_rep_begins_in():
    plan, stage = plan_of("nilsson_seven"), animator()
    for segment, after in zip(plan.segments, plan.segments[1:], strict=False):
        if segment.kind in (SegmentKind.TRANSITION, SegmentKind.SIDE_CHANGE):
            arrived = stage.frame(plan, plan.at(segment.end_ms - 1), 0)
            begins = animator().frame(plan, plan.at(after.start_ms), 0)
            assert arrived.pose.joints[0][1] == pytest.approx(begins.pose.joints[0][1], abs=0.02)


def test_with_less_motion_a_phase_is_one_pose():
    plan, stage = plan_of("nilsson_seven"), animator(steps=True)
    rep = next(segment for segment in plan.segments if segment.kind is SegmentKind.REP)
    poses = {stage.frame(plan, plan.at(rep.start_ms + ms), 0).pose for ms in (0, 300, 700)}
    assert len(poses) == 1


def test_a_move_without_a_figure_is_shown_without_one():
    plan = plan_of("nilsson_seven")
    nobody = FigureAnimator(lambda _move: None, FIGURES.way_points())
    assert nobody.frame(plan, plan.at(20_000), 0) is None


def is_shown_as(kept, true, body_px):
    """Whether a scene that was kept shows what one made now would."""
    return len(kept.body) == len(true.body) and all(
        a.paint is b.paint
        and a.work == b.work
        and dist(one[4:], other[4:]) * body_px <= 0.4 + 2 * UNSEEN_PX
        for a, b in zip(kept.body, true.body, strict=True)
        for (_, one), (_, other) in zip(a.fill, b.fill, strict=True)
    )


def test_a_rep_shows_the_pictures_of_the_one_before(cache):
    plan = plan_of("nilsson_seven")
    reps = [s for s in plan.segments if s.kind is SegmentKind.REP and s.item == 3][2:4]
    first, second = (
        [
            cache.at(plan, plan.at(rep.start_ms + round(i * FRAME_MS)), 0.5, 600.0)
            for i in range(60)
        ]
        for rep in reps
    )
    assert all(a is b for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("routine_id", ["nilsson_seven", "mitro_four"])
def test_every_rep_shows_its_own_side_and_direction(cache, routine_id):
    plan, stage = plan_of(routine_id), animator()
    for segment in plan.segments:
        if segment.kind is SegmentKind.REP:
            for frame in range(0, segment.duration_ms // 17, 40):
                moment = plan.at(segment.start_ms + round(frame * FRAME_MS))
                kept = cache.at(plan, moment, 0.5, 600.0)
                assert is_shown_as(kept, figure_scene(stage.frame(plan, moment, 0.5)), 600.0)


def test_what_stays_in_place_drifts_no_further_than_can_be_seen(cache):
    plan, stage = plan_of("nilsson_seven"), animator()
    start = next(s for s in plan.segments if s.kind is SegmentKind.REP).start_ms
    for step in range(300):
        moment = plan.at(start + round(step * FRAME_MS))
        kept = cache.at(plan, moment, 0.5, 600.0)
        assert is_shown_as(kept, figure_scene(stage.frame(plan, moment, 0.5)), 600.0)
