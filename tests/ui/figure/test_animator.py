# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from builders import DATA, the_library
from hipmob_desktop.app.figure_store import FigureStore
from hipmob_desktop.core.enums import SegmentKind, Side
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.ui.figure.animator import FigureAnimator

LIBRARY = the_library()
FIGURES = FigureStore(DATA / "figures")


def animator(**how) -> FigureAnimator:
    return FigureAnimator(FIGURES.figure, FIGURES.way_points(), **how)


def plan_of(routine_id):
    return lay_out(LIBRARY.routine(routine_id), PlanOptions())


@pytest.mark.parametrize("routine_id", [routine.id for routine in LIBRARY.routines])
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
