# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever happened in a session, it goes on at the same move, side, set and rep."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    a_circle,
    a_hold,
    a_move,
    a_plan,
    a_routine,
    a_two_sided_move,
    an_alternating_move,
)
from hipmob_desktop.core.enums import Command, PauseReason, SegmentKind, SetsOrder, Side, SkipTag
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.player import Paused, Player, advance
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.resume import (
    OFFERED_FOR_MS,
    SessionSource,
    find_position,
    fingerprint,
    point_of,
    restored_plan,
    restored_player,
)
from hipmob_desktop.core.routine import Circuit, RoutineItem

MOVES = (
    a_move(dose=Reps(count=4, sets=2, rest_ms=20_000)),
    a_circle(dose=Reps(count=5)),
    an_alternating_move(dose=Reps(count=3, sets=2, rest_ms=5_000)),
    a_hold(dose=Hold(hold_ms=20_000, sets=2)),
    a_two_sided_move(dose=Reps(count=3)),
)
WAYS = (
    {"move": a_move("one", dose=Reps(count=2, sets=2)), "sets_order": SetsOrder.TOGETHER},
    {"move": an_alternating_move("two", dose=Reps(count=2)), "right": 4, "rest_sides_ms": 5_000},
    {"move": a_hold("three"), "side": Side.RIGHT, "rest_after_ms": 9_000},
)
ROUTINE = replace(
    a_routine(*MOVES, rounds=2, round_rest_ms=30_000),
    items=(
        *a_routine(*MOVES).items,
        *(RoutineItem(dose=ways["move"].dose, **ways) for ways in WAYS),
    ),
    circuits=(Circuit(first=5, last=6, rounds=2, rest_ms=10_000),),
)
OPTIONS = PlanOptions(pace=1.2)
PLAN = lay_out(ROUTINE, OPTIONS)
CHANGES = st.sampled_from(
    [Command.MORE, Command.LESS, Command.SLOWER, Command.FASTER, Command.HURTS, Command.NEXT]
)


def a_source(plan, **changes):
    whole = {"routine": "a_routine", "fingerprint": fingerprint(plan.routine)}
    return SessionSource(**{**whole, "options": PlanOptions(), **changes})


def a_point(plan, position_ms, saved_at_ms=0):
    player = Player(plan, Paused(position_ms, PauseReason.ASKED))
    return point_of(player, a_source(plan), saved_at_ms=saved_at_ms)


def with_longer_words(plan, factor):
    """The plan as it is when everything that is not work lasts `factor` times as long."""
    return plan.with_segments(
        segment
        if segment.kind.is_work
        else replace(segment, duration_ms=round(segment.duration_ms * factor))
        for segment in plan.segments
    )


def where(plan, position_ms):
    segment = plan.at(position_ms).segment
    return (segment.kind, segment.item, segment.side, segment.set_number, segment.rep)


def work_from(plan, position_ms):
    """What is still to be done: item, set, side, rep of reps, how long and at which pace."""
    return [
        (each.item, each.set_number, each.side, each.rep, each.reps, each.duration_ms, each.pace)
        for each in plan.segments[plan.index_at(position_ms) :]
        if each.kind.is_work
    ]


@given(share=st.floats(0, 1))
def test_in_the_same_plan_a_session_goes_on_at_the_same_millisecond(share):
    position_ms = round(share * PLAN.total_ms)
    assert find_position(PLAN, a_point(PLAN, position_ms)) == position_ms


@given(
    share=st.floats(0, 1),
    pace=st.sampled_from([0.7, 1.0, 1.5]),
    words=st.sampled_from([1, 1.37, 2]),
)
def test_at_another_pace_with_other_words_it_is_the_same_move_side_and_rep(share, pace, words):
    position_ms = round(share * PLAN.total_ms)
    later = with_longer_words(lay_out(ROUTINE, PlanOptions(pace=pace)), words)
    found = find_position(later, a_point(PLAN, position_ms))
    assert where(later, found) == where(PLAN, position_ms)


def test_half_a_rep_is_half_a_rep_at_any_pace():
    plan, slower = a_plan(), a_plan(pace=1.5)
    third = [segment for segment in plan.segments if segment.kind is SegmentKind.REP][2]
    point = a_point(plan, third.start_ms + third.duration_ms // 2)
    moment = slower.at(find_position(slower, point))
    assert (moment.segment.rep, moment.into_ms) == (3, moment.segment.duration_ms // 2)


@given(
    steps=st.lists(st.tuples(st.integers(0, 60_000), CHANGES), max_size=12),
    last_ms=st.integers(0, 30_000),
)
def test_what_was_changed_in_the_session_is_still_changed(steps, last_ms):
    """More, less, slower, a side that hurt: the rest of the work is the rest of the work."""
    player = Player(PLAN, max_gap_ms=10**9)
    player, _ = advance(player, Command.START, 0)
    now_ms = 0
    for passed_ms, command in steps:
        now_ms += passed_ms
        player, _ = advance(player, Command.TICK, now_ms)
        if player.accepts(command):
            player, _ = advance(player, command, now_ms)
    player, _ = advance(player, Command.TICK, now_ms + last_ms)
    point = point_of(player, a_source(player.plan), saved_at_ms=0)

    restored = restored_player(with_longer_words(PLAN, 1.5), point)

    here, there = player.position_ms, restored.position_ms
    assert where(restored.plan, there) == where(player.plan, here)
    assert work_from(restored.plan, there) == work_from(player.plan, here)
    assert (restored.done, restored.hurts) == (player.done, player.hurts)
    assert restored.played_ms == player.played_ms


def test_a_restored_session_waits_for_the_person():
    plan = a_plan()
    restored = restored_player(plan, a_point(plan, 20_000))
    assert restored.state == Paused(20_000, PauseReason.RESTORED)


def test_a_plan_that_nothing_happened_to_is_restored_as_it_is():
    assert restored_plan(PLAN, a_point(PLAN, 0)) == PLAN


def test_a_routine_that_was_rewritten_since_is_played_as_it_is_now():
    short = a_plan(a_move(dose=Reps(count=2)))
    long = a_plan(a_move(dose=Reps(count=10)))
    assert restored_plan(long, a_point(short, 0)) == long


def test_the_same_move_is_found_where_it_stands_now():
    before = a_plan(a_move(), a_circle())
    now = a_plan(a_two_sided_move(), a_move(), a_circle())
    rep = next(s for s in before.segments if (s.item, s.side, s.rep) == (1, Side.RIGHT, 7))
    found = now.at(find_position(now, a_point(before, rep.start_ms)))
    assert (found.move.id, found.side, found.segment.rep) == ("circles", Side.RIGHT, 7)


def test_of_a_move_that_comes_twice_it_is_the_same_one_again():
    plan = a_plan(a_move(), a_circle(), a_move())
    rep = next(s for s in plan.segments if (s.item, s.rep) == (2, 3))
    assert find_position(plan, a_point(plan, rep.start_ms)) == rep.start_ms


@pytest.mark.parametrize(
    ("now", "item", "kind", "rep"),
    [
        (a_plan(a_move(), a_circle(dose=Reps(count=4))), 1, SegmentKind.REP, 4),
        (a_plan(a_move(), a_two_sided_move("circles")), 1, SegmentKind.TRANSITION, 0),
        (a_plan(a_move(), a_two_sided_move()), 1, SegmentKind.TRANSITION, 0),
        (a_plan(a_move()), 0, SegmentKind.GET_READY, 0),
    ],
)
def test_what_is_no_longer_there_is_begun_at_the_nearest_place(now, item, kind, rep):
    before = a_plan(a_move(), a_circle())
    ninth = next(s for s in before.segments if (s.item, s.rep) == (1, 9))
    found = find_position(now, a_point(before, ninth.start_ms + 500))
    segment = now.at(found).segment
    assert (segment.item, segment.kind, segment.rep) == (item, kind, rep)
    assert segment.start_ms == found


def test_the_way_into_a_move_is_found_though_the_other_side_starts_today():
    before, now = a_plan(a_move(), a_circle()), a_plan(a_move(), a_circle(), first_side=Side.RIGHT)
    found = find_position(now, a_point(before, before.items[1].start_ms + 1_000))
    assert found == now.items[1].start_ms + 1_000


def test_in_a_stretch_that_took_no_time_it_goes_on_at_its_beginning():
    rep = next(segment for segment in PLAN.segments if segment.kind.is_work)
    point = a_point(PLAN, rep.start_ms)
    point = replace(point, place=replace(point.place, duration_ms=0))
    assert find_position(PLAN, point) == rep.start_ms


def test_a_session_at_its_end_stays_at_its_end():
    before, now = a_plan(), a_plan(pace=1.5)
    assert find_position(now, a_point(before, before.total_ms)) == now.total_ms


@pytest.mark.parametrize(
    ("age_ms", "is_offered"),
    [(0, True), (OFFERED_FOR_MS, True), (OFFERED_FOR_MS + 1, False), (-3_600_000, True)],
)
def test_going_on_is_offered_for_a_day_also_when_the_clock_was_put_back(age_ms, is_offered):
    point = a_point(a_plan(), 0, saved_at_ms=10**12)
    assert point.is_offered(10**12 + age_ms) is is_offered


def test_a_point_says_what_was_played_and_how_far():
    plan = a_plan()
    source = a_source(plan, routine="/mine.toml", skip_tags=frozenset({SkipTag.KNEELING}))
    point = point_of(Player(plan, Paused(20_000, PauseReason.ASKED)), source, saved_at_ms=5)
    assert (point.source, point.saved_at_ms) == (source, 5)
    assert (point.position_ms, point.total_ms) == (20_000, plan.total_ms)


def test_a_fingerprint_changes_with_what_shapes_the_plan_and_with_nothing_else():
    routine = a_routine(a_move(), a_circle())
    others = [
        a_routine(a_circle(), a_move()),
        a_routine(a_move(), a_circle(), rounds=2),
        a_routine(a_move(dose=Reps(count=9)), a_circle()),
        replace(routine, circuits=(Circuit(first=0, last=1, rounds=2),)),
        replace(routine, rest_between_ms=5_000),
        *(
            replace(routine, items=(replace(routine.items[0], **ways), routine.items[1]))
            for ways in (
                {"side": Side.LEFT},
                {"right": 12},
                {"sets_order": SetsOrder.TOGETHER},
                {"rest_sides_ms": 5_000},
                {"rest_after_ms": 0},
            )
        ),
    ]
    assert len({fingerprint(other) for other in others}) == len(others)
    assert fingerprint(routine) not in {fingerprint(other) for other in others}
    said = replace(routine.items[0], note="slowly", cue="slow", is_optional=True)
    for same in (
        replace(routine, title="Another", credit="Me", how_often="daily", pain="A little."),
        replace(routine, items=(said, routine.items[1])),
    ):
        assert fingerprint(same) == fingerprint(routine)


def test_places_of_routines_that_say_nothing_new_are_known_by_what_they_were_kept_under():
    """The numbers are those that the program wrote before an item could be done in other ways."""
    assert fingerprint(a_routine(a_move(), a_circle())) == "e2863560"
    assert fingerprint(a_routine(a_move(), rounds=3, round_rest_ms=9)) == "8803f3de"


def test_work_that_does_not_fit_the_plan_is_done_as_the_plan_says():
    """Whoever has written into the file, a session can be gone on with."""
    plan = a_plan(an_alternating_move(dose=Reps(count=3)))
    point = a_point(plan, 0)
    left, right = point.work
    odd = replace(point, work=(replace(left, phases_ms=(1,)), replace(right, reps=2)))
    work = [s for s in restored_plan(plan, odd).segments if s.kind.is_work]
    assert [(s.side, s.rep, s.total_rep) for s in work] == [
        (Side.LEFT, 1, 1),
        (Side.RIGHT, 1, 2),
        (Side.LEFT, 2, 3),
        (Side.RIGHT, 2, 4),
        (Side.LEFT, 3, 5),
    ]
    assert {s.duration_ms for s in work if s.side is Side.LEFT} == {4_000}
