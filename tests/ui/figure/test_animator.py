# SPDX-License-Identifier: GPL-3.0-or-later
"""The figure does what the plan says; what comes again with every rep is made once."""

from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest

from builders import a_coach, the_library
from hipmob_desktop.core.enums import SegmentKind, Side
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms, lay_out
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.figure.frame import at_rest, frame_of
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.ui.figure import animator as module
from hipmob_desktop.ui.figure.animator import FRAME_MS, FigureAnimator, FrameCache
from hipmob_desktop.ui.figure.scene import figure_scene, seen_px
from ui.figure.pictures import FIGURES, animator, plan_of

ROUTINES = [routine.id for routine in the_library().routines]


def kinds(plan, kind):
    """The segments of a kind."""
    return [segment for segment in plan.segments if segment.kind is kind]


@pytest.fixture
def cache():
    return FrameCache(animator())


@pytest.mark.sweep
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


def test_moves_are_shown_by_the_figures_that_they_name():
    routine = the_library().routine("mitro_four")
    own = replace(
        routine,
        items=tuple(
            replace(item, move=replace(item.move, id=f"my_{item.move.id}", figure=item.move.id))
            for item in routine.items
        ),
    )
    plan, mine = (lay_out(one, PlanOptions()) for one in (routine, own))
    for segment in plan.segments:
        at_ms = segment.start_ms + segment.duration_ms // 2
        frame = animator().frame(mine, mine.at(at_ms), 0)
        assert frame is not None
        assert frame == animator().frame(plan, plan.at(at_ms), 0)


def coloured(frame):
    """How much of the left and of the right colour is to be seen."""
    return (frame.right, frame.left) if frame.is_mirror else (frame.left, frame.right)


def test_only_the_working_leg_has_the_colour_of_its_side():
    plan, stage = plan_of("nilsson_seven"), animator()
    for segment in plan.segments:
        if segment.kind is SegmentKind.REP:
            frame = stage.frame(plan, plan.at(segment.start_ms), 0)
            assert coloured(frame) == (segment.side is Side.LEFT, segment.side is Side.RIGHT)


@pytest.mark.parametrize("steps", [False, True])
def test_on_the_way_to_the_other_side_the_colour_is_on_its_leg_half_a_second_after_the_word(steps):
    plan, stage = plan_of("nilsson_seven"), animator(steps=steps)
    changes = kinds(plan, SegmentKind.SIDE_CHANGE)
    assert changes
    for change in changes:
        side = plan.at(change.start_ms).side
        for ms in range(0 if steps else 400, change.duration_ms, 300):
            frame = stage.frame(plan, plan.at(change.start_ms + ms), 0)
            assert coloured(frame) == (side is Side.LEFT, side is Side.RIGHT)


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


def test_with_less_motion_the_next_move_is_taken_up_at_one_go():
    plan, stage = plan_of("nilsson_seven"), animator(steps=True)
    change = [s for s in plan.segments if s.kind is SegmentKind.TRANSITION][1]
    heights = [
        stage.frame(plan, plan.at(ms), 0).pose[0]
        for ms in range(change.start_ms, change.end_ms, 100)
    ]
    assert len(set(heights)) == 2


def test_a_move_without_a_figure_is_shown_without_one():
    plan = plan_of("nilsson_seven")
    nobody = FigureAnimator(lambda _move: None, FIGURES.way_points())
    for position_ms in (0, 20_000, plan.total_ms - 1, plan.total_ms):
        assert nobody.frame(plan, plan.at(position_ms), 0) is None
    assert FrameCache(nobody).at(plan, plan.at(20_000), 0, 600.0) is None


def test_a_phase_that_a_figure_does_not_have_is_shown_without_one():
    plan = plan_of("nilsson_seven")
    circle = next(rep for rep in kinds(plan, SegmentKind.REP) if len(rep.phases) > 2)
    short = FigureAnimator(lambda _move: FIGURES.figure("clamshell"), FIGURES.way_points())
    drawn = [
        short.frame(plan, plan.at(circle.start_ms + phase.start_ms + 50), 0) is not None
        for phase in circle.phases
    ]
    assert drawn == [index < 2 for index in range(len(circle.phases))]


def test_before_the_first_move_the_figure_waits_for_it():
    plan, stage = plan_of("nilsson_seven"), animator()
    first = plan.segments[0]
    assert not first.kind.is_work
    figure = FIGURES.figure(plan.items[0].move.id)
    waiting = frame_of(at_rest(figure, plan.at(0).side)).pose
    assert {stage.frame(plan, plan.at(ms), 0.7).pose for ms in (0, first.end_ms - 1)} == {waiting}


def test_when_all_is_done_the_figure_stays_as_its_last_rep_ended():
    plan, stage = plan_of("nilsson_seven"), animator()
    last = [s for s in plan.segments if s.kind.is_work][-1]
    end = stage.frame(plan, plan.at(last.end_ms - 1), 0).pose
    done = stage.frame(plan, plan.at(plan.total_ms), 0).pose
    assert max(map(dist, end.joints, done.joints)) < 0.01


def test_after_a_rest_the_figure_waits_for_what_comes():
    routine = replace(the_library().routine("mitro_four"), rounds=2, round_rest_ms=20_000)
    plan = lay_out(routine, PlanOptions())
    rests = [each for each in kinds(plan, SegmentKind.REST) if each.duration_ms == 20_000]
    after = plan.at(rests[0].end_ms)
    assert not after.segment.kind.is_work
    waiting = frame_of(at_rest(FIGURES.figure(after.move.id), after.side)).pose
    assert animator().frame(plan, after, 0).pose == waiting


def way(kind=SegmentKind.TRANSITION, number=1):
    """A transition of a routine, with the joints at each tenth of a second of it."""
    plan, stage = plan_of("nilsson_seven"), animator()
    change = [s for s in plan.segments if s.kind is kind][number]
    times = list(range(0, change.duration_ms, 100))
    poses = [stage.frame(plan, plan.at(change.start_ms + ms), 0).pose.joints for ms in times]
    return change, times, poses


def test_the_figure_sets_out_a_little_later_and_arrives_before_the_count():
    change, times, poses = way()
    hops = [max(map(dist, a, b)) for a, b in pairwise(poses)]
    moving = [ms for ms, hop in zip(times, hops, strict=False) if hop > 1e-6]
    assert moving[0] >= 0.15 * change.duration_ms - 100
    assert moving[-1] <= change.duration_ms - 3_000
    assert moving[-1] - moving[0] <= 6_000


def test_the_same_transition_is_worked_out_once(monkeypatch):
    made = []
    real = module.transition_between
    monkeypatch.setattr(module, "transition_between", lambda *a: made.append(1) or real(*a))
    plan, stage = plan_of("nilsson_seven"), animator()
    first, second = [s for s in plan.segments if s.kind is SegmentKind.TRANSITION][1:3]
    for segment in (first, second):
        for ms in range(0, segment.duration_ms, 500):
            stage.frame(plan, plan.at(segment.start_ms + ms), 0)
    assert len(made) == 2


def test_a_reversed_circle_runs_the_other_way_round():
    plan, stage = plan_of("nilsson_seven"), animator()
    backwards = next(rep for rep in kinds(plan, SegmentKind.REP) if rep.is_reversed)
    forwards = next(
        rep
        for rep in kinds(plan, SegmentKind.REP)
        if (rep.item, rep.side) == (backwards.item, backwards.side)
        and rep.total_rep > 1
        and not rep.is_reversed
    )
    into_ms = forwards.duration_ms // 3

    def joints(position_ms):
        return stage.frame(plan, plan.at(position_ms), 0).pose.joints

    there = joints(forwards.start_ms + into_ms)
    as_far, as_far_from_its_end = (
        max(map(dist, there, joints(position_ms)))
        for position_ms in (backwards.start_ms + into_ms, backwards.end_ms - into_ms)
    )
    assert as_far_from_its_end < 0.02 < as_far


def test_the_chest_swells_in_steps_too_small_to_see():
    plan, stage = plan_of("nilsson_seven"), animator()
    rep = next(s for s in plan.segments if s.kind is SegmentKind.REP)
    moment = plan.at(rep.start_ms + 500)
    breaths = {stage.frame(plan, moment, i / 1_000).pose.breath for i in range(1_001)}
    assert len(breaths) == 25
    assert {0.0, 0.5, 1.0} <= breaths


def test_only_the_work_comes_again():
    plan, stage = plan_of("nilsson_seven"), animator()
    for segment in plan.segments:
        key = stage.key(plan, plan.at(segment.start_ms))
        assert (key is not None) == segment.kind.is_work


def test_the_first_rep_is_kept_apart_where_it_begins_elsewhere():
    plan, stage = plan_of("nilsson_seven"), animator()
    first, second = [s for s in plan.segments if s.kind is SegmentKind.REP][:2]
    keys = [stage.key(plan, plan.at(rep.start_ms + 100)) for rep in (first, second)]
    assert keys[0] != keys[1]
    last_phase = first.phases[-1]
    later = [
        stage.key(plan, plan.at(rep.start_ms + last_phase.start_ms + 100))
        for rep in (first, second)
    ]
    assert later[0] == later[1]


def is_shown_as(kept, true, body_px):
    """Whether a scene that was kept shows what one made now would."""
    return len(kept.body) == len(true.body) and all(
        a.paint is b.paint
        and a.work == b.work
        and dist(one[4:], other[4:]) * body_px <= 2.5 * seen_px(body_px)
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


def test_a_circle_the_other_way_round_shows_the_pictures_of_the_first_way(cache):
    plan, reps = told_reps(item=0)
    forwards, backwards = reps[2], next(rep for rep in reps if rep.is_reversed)
    shown = []
    for phase in range(len(forwards.phases)):
        shown += scenes_of(cache, plan, forwards, phase)
    again = []
    for into_ms in range(0, backwards.duration_ms, 50):
        moment = plan.at(backwards.start_ms + into_ms)
        again.append(cache.at(plan, moment, 0.5, 900.0))
        true = animator().frame(plan, moment, 0.5).pose.joints
        assert max(map(dist, cache.frame.pose.joints, true)) < 0.02
    known = {id(scene) for scene in shown}
    at_the_ends = len(forwards.phases) + 1
    assert sum(id(scene) not in known for scene in again) <= at_the_ends


def test_where_a_way_back_is_not_the_way_there_it_has_pictures_of_its_own():
    plan, reps = told_reps(item=3)
    turned = [replace(segment, is_reversed=segment is reps[3]) for segment in plan.segments]
    plan = replace(plan, segments=tuple(turned))
    forwards, backwards = (plan.at(rep.start_ms + 300) for rep in (reps[2], reps[3]))
    keys = [animator().key(plan, moment) for moment in (forwards, backwards)]
    assert keys[0] != keys[1]


def told_reps(item, side=Side.LEFT):
    """A plan with room for the words, whose first reps last longer, and the reps of an item."""
    routine = the_library().routine("nilsson_seven")
    plan = build_plan(routine, PlanOptions(), a_coach(), estimated_ms).plan
    return plan, [s for s in plan.segments if s.item == item and s.side is side and s.phases]


def scenes_of(cache, plan, rep, phase, breath=0.5):
    """The scenes that one phase of a rep is shown in, as a stage asks for them."""
    place = rep.phases[phase]
    first_ms, frames = rep.start_ms + place.start_ms, int(place.duration_ms / FRAME_MS)
    moments = [plan.at(first_ms + round(i * FRAME_MS)) for i in range(frames)]
    return [cache.at(plan, moment, breath, 900.0) for moment in moments]


def test_a_rep_that_words_make_longer_shows_the_pictures_of_the_others(cache):
    plan, reps = told_reps(item=6)
    told, usual = reps[1], reps[4]
    assert usual.phases[0].duration_ms < told.phases[0].duration_ms
    cache.at(plan, plan.at(told_reps(item=0)[1][0].start_ms), 0.5, 900.0)
    first = scenes_of(cache, plan, told, phase=0)
    later = scenes_of(cache, plan, usual, phase=0)
    assert {id(scene) for scene in later} <= {id(scene) for scene in first}


@pytest.mark.parametrize("item", [0, 3, 6])
def test_no_picture_is_more_than_ten_milliseconds_too_early_or_too_late(cache, item, monkeypatch):
    plan, reps = told_reps(item)
    shares = []
    at_work = module.at_work
    monkeypatch.setattr(
        module,
        "at_work",
        lambda figure, side, phase, share, **how: (
            shares.append(share) or at_work(figure, side, phase, share, **how)
        ),
    )
    for rep in reps[:5]:
        for phase in rep.phases:
            for into_ms in range(0, phase.duration_ms, 37):
                shares.clear()
                cache._kept.clear()
                cache.at(plan, plan.at(rep.start_ms + phase.start_ms + into_ms), 0.5, 900.0)
                assert shares[-1] * phase.duration_ms == pytest.approx(into_ms, abs=10.5)


def test_a_scene_is_shown_again_for_a_chest_as_full_but_for_a_step(cache):
    plan, reps = told_reps(item=3)
    moment = plan.at(reps[3].start_ms + 500)
    kept = cache.at(plan, moment, 0.5, 900.0)
    assert cache.at(plan, moment, 0.53, 900.0) is kept
    fuller = cache.at(plan, moment, 0.6, 900.0)
    assert fuller is not kept
    assert cache.at(plan, moment, 0.58, 900.0) is fuller


@pytest.mark.sweep
@pytest.mark.parametrize("routine_id", ["nilsson_seven", "mitro_four"])
def test_every_rep_shows_its_own_side_and_direction(cache, routine_id):
    plan, stage = plan_of(routine_id), animator()
    for segment in plan.segments:
        if segment.kind is SegmentKind.REP:
            for frame in range(0, segment.duration_ms // 17, 40):
                moment = plan.at(segment.start_ms + round(frame * FRAME_MS))
                kept = cache.at(plan, moment, 0.5, 600.0)
                assert is_shown_as(kept, figure_scene(stage.frame(plan, moment, 0.5)), 600.0)


@pytest.mark.sweep
def test_what_stays_in_place_drifts_no_further_than_can_be_seen(cache):
    plan, stage = plan_of("nilsson_seven"), animator()
    start = next(s for s in plan.segments if s.kind is SegmentKind.REP).start_ms
    for step in range(300):
        moment = plan.at(start + round(step * FRAME_MS))
        kept = cache.at(plan, moment, 0.5, 600.0)
        assert is_shown_as(kept, figure_scene(stage.frame(plan, moment, 0.5)), 600.0)


def test_a_stage_of_another_size_gets_scenes_of_its_own(cache):
    plan = plan_of("nilsson_seven")
    rep = kinds(plan, SegmentKind.REP)[3]
    moment = plan.at(rep.start_ms + 500)
    small = cache.at(plan, moment, 0.5, 300.0)
    assert cache.at(plan, moment, 0.5, 300.0) is small
    cache.at(plan, plan.at(rep.start_ms + 1_500), 0.5, 900.0)
    assert cache.at(plan, moment, 0.5, 900.0) is not small


def test_before_anything_is_shown_every_scene_is_made_whole(cache):
    plan = plan_of("nilsson_seven")
    start_ms = kinds(plan, SegmentKind.REP)[3].start_ms
    scenes = [cache.at(plan, plan.at(start_ms + ms), 0.5, 0.0) for ms in (500, 517)]
    assert scenes[0].body != scenes[1].body


def test_of_too_many_scenes_the_oldest_goes_first(cache, monkeypatch):
    monkeypatch.setattr(module, "_MOST_KEPT", 5)
    plan = plan_of("nilsson_seven")
    start_ms = kinds(plan, SegmentKind.REP)[3].start_ms
    scenes = [cache.at(plan, plan.at(start_ms + 100 * step), 0.5, 600.0) for step in range(6)]
    assert cache.at(plan, plan.at(start_ms + 100), 0.5, 600.0) is scenes[1]
    assert cache.at(plan, plan.at(start_ms), 0.5, 600.0) is not scenes[0]


def test_of_the_move_before_no_scene_is_kept(cache):
    plan = plan_of("nilsson_seven")
    first = next(s for s in plan.segments if s.item == 0 and s.kind is SegmentKind.REP)
    change = next(s for s in plan.segments if s.item == 1 and not s.kind.is_work)
    then = next(s for s in plan.segments if s.item == 1 and s.kind.is_work)
    for ms in range(0, 1_000, 100):
        cache.at(plan, plan.at(first.start_ms + ms), 0.5, 600.0)
    kept = [cache.at(plan, plan.at(first.start_ms + 500), 0.5, 600.0)]
    cache.at(plan, plan.at(change.start_ms + 10), 0.5, 600.0)
    assert cache.at(plan, plan.at(first.start_ms + 500), 0.5, 600.0) is kept[0]
    cache.at(plan, plan.at(then.start_ms + 10), 0.5, 600.0)
    assert len(cache._kept) == 1
