# SPDX-License-Identifier: GPL-3.0-or-later
"""Another plan from here on: the past stays, the other side gets the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    a_circle,
    a_coach,
    a_hold,
    a_move,
    a_plan,
    a_two_sided_move,
    an_alternating_move,
)
from hipmob_desktop.core import replan
from hipmob_desktop.core.enums import SegmentKind, Side, SideMode
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan import Plan
from hipmob_desktop.core.preferences import PlanOptions

CHANGE = {
    SegmentKind.SIDE_CHANGE: "change",
    SegmentKind.REST: "rest",
    SegmentKind.TRANSITION: "to",
    SegmentKind.GET_READY: "ready",
    SegmentKind.DONE: "done",
}


def shape(plan: Plan) -> str:
    """Runs of work as "L3" for three on the left, and what is between them."""
    words: list[str] = []
    for segment in plan.segments:
        if not segment.kind.is_work:
            words.append("leave" if segment.is_leaving else CHANGE[segment.kind])
        elif segment.total_rep == 1:
            alternates = segment.total_reps > segment.reps
            side = "A" if alternates else segment.side[0].upper()
            words.append(f"{side}{segment.reps}")
    return " ".join(words)


def holds(plan: Plan) -> list[int]:
    """How long each hold lasts between its ways in and out, in seconds."""
    return [
        phase.duration_ms // 1_000
        for segment in plan.segments
        for phase in segment.phases
        if phase.is_hold
    ]


def more(plan: Plan, position_ms: int) -> Plan:
    return replan.with_dose(plan, position_ms, more=True)[0]


def less(plan: Plan, position_ms: int) -> Plan:
    return replan.with_dose(plan, position_ms, more=False)[0]


def hurt_at(plan: Plan, position_ms: int) -> str:
    return shape(replan.without_side(plan, plan.at(position_ms).segment))


@pytest.mark.parametrize("position_ms", [0, 9_999, 10_000, 49_999])
def test_one_more_on_the_first_side_gives_the_other_side_the_same(position_ms):
    assert shape(more(a_plan(), position_ms)) == "ready L11 change R11 leave done"


@pytest.mark.parametrize("position_ms", [50_000, 60_000, 97_999])
def test_one_more_on_the_second_side_leaves_the_first_as_it_was(position_ms):
    assert shape(more(a_plan(), position_ms)) == "ready L10 change R11 leave done"


def test_one_more_is_given_to_every_set_that_is_still_to_come():
    plan = a_plan(a_move(dose=Reps(count=2, sets=2)), a_two_sided_move())
    assert (
        shape(more(plan, 12_000))
        == "ready L3 change R3 change L3 change R3 leave to B10 leave done"
    )
    second_set = plan.segments[8]
    assert second_set.set_number == 2
    assert shape(more(plan, second_set.start_ms)).startswith("ready L2 change R2 change L3")


def test_one_more_of_a_move_that_alternates_is_one_more_on_both_sides():
    plan = more(a_plan(an_alternating_move()), 15_000)
    assert shape(plan) == "ready A6 leave done"
    reps = [s for s in plan.segments if s.kind is SegmentKind.REP]
    assert [s.side[0] for s in reps[-3:]] == ["r", "l", "r"]
    assert [s.total_rep for s in reps] == list(range(1, 13))
    assert {(s.reps, s.total_reps) for s in reps} == {(6, 12)}


def test_a_single_rep_can_be_followed_by_another():
    plan = a_plan(a_move(dose=Reps(count=1)))
    assert shape(more(plan, 12_000)) == "ready L2 change R2 leave done"


def test_one_more_goes_on_as_the_last_one_did():
    plan = more(a_plan(a_circle(), pace=1.5), 20_000)
    assert plan.segments[11].rep == 11
    assert plan.segments[11].is_reversed
    assert plan.segments[11].phases == plan.segments[10].phases


def test_other_moves_keep_their_dose():
    plan = a_plan(a_move("one"), a_move("two"), a_move("three"))
    middle = plan.items[1].start_ms + 8_000
    assert shape(more(plan, middle)) == (
        "ready L10 change R10 leave to L11 change R11 leave to L10 change R10 leave done"
    )


def test_one_less_is_taken_from_the_end_of_each_side():
    assert shape(less(a_plan(), 20_000)) == "ready L9 change R9 leave done"


@pytest.mark.parametrize(
    ("position_ms", "expected"),
    [(45_999, "ready L9 change R9 leave done"), (46_000, "ready L10 change R9 leave done")],
)
def test_the_rep_that_runs_is_never_taken_away(position_ms, expected):
    assert shape(less(a_plan(), position_ms)) == expected


@pytest.mark.parametrize(
    ("position_ms", "reps"), [(10_000 + 8 * 4_000 - 1, 4), (10_000 + 8 * 4_000, 5)]
)
def test_of_two_sides_in_turn_neither_is_taken_away_while_one_runs(position_ms, reps):
    assert shape(less(a_plan(an_alternating_move()), position_ms)) == f"ready A{reps} leave done"


def test_the_last_rep_of_a_side_is_never_taken_away():
    plan = a_plan(a_move(dose=Reps(count=1)))
    assert less(plan, 0) == plan
    in_turn = a_plan(an_alternating_move(dose=Reps(count=1)))
    assert less(in_turn, 0) == in_turn


def test_a_move_of_two_reps_can_be_cut_to_one():
    assert shape(less(a_plan(a_move(dose=Reps(count=2))), 0)) == "ready L1 change R1 leave done"


@given(st.integers(0, 98_000), st.lists(st.booleans(), max_size=8))
def test_more_and_less_leave_the_position_where_it_is(position_ms, steps):
    plan = a_plan()
    before = plan.at(position_ms)
    for step in steps:
        plan, at_ms = replan.with_dose(plan, position_ms, more=step)
        assert at_ms == position_ms
    assert plan.at(position_ms).segment.rep == before.segment.rep
    assert plan.at(position_ms).segment.start_ms == before.segment.start_ms


def test_after_the_end_there_is_nothing_to_change():
    plan = a_plan(coach=a_coach())
    end_ms = plan.total_ms - 1
    assert plan.at(end_ms).segment.kind is SegmentKind.DONE
    assert more(plan, end_ms) == less(plan, end_ms) == plan
    assert replan.at_pace(plan, end_ms, slower=True) == (plan, end_ms)


HOLD_BEGINS_MS = 14_000


def test_ten_seconds_more_of_a_hold_are_for_both_sides():
    assert holds(more(a_plan(a_hold()), 20_000)) == [40, 40]
    assert holds(more(a_plan(a_hold()), 60_000)) == [30, 40]


def test_a_longer_hold_is_left_later():
    hold = more(a_plan(a_hold()), 0).segments[1]
    assert hold.duration_ms == 47_000
    assert [(p.start_ms, p.duration_ms) for p in hold.phases] == [
        (0, 4_000),
        (4_000, 40_000),
        (44_000, 3_000),
    ]


def test_a_hold_can_be_longer_until_it_is_left():
    plan = a_plan(a_hold())
    left_ms = HOLD_BEGINS_MS + 30_000
    assert holds(more(plan, left_ms - 1)) == [40, 40]
    assert holds(more(plan, left_ms)) == [30, 40]


@pytest.mark.parametrize(
    ("held_ms", "seconds"),
    [(0, [20, 20]), (20_000, [20, 20]), (26_000, [26, 20]), (30_000, [30, 20])],
)
def test_a_hold_is_never_made_shorter_than_it_has_been_held(held_ms, seconds):
    assert holds(less(a_plan(a_hold()), HOLD_BEGINS_MS + held_ms)) == seconds


def test_no_hold_is_made_shorter_than_five_seconds():
    plan = a_plan(a_hold(hold_ms=12_000))
    shorter = less(plan, 0)
    assert holds(shorter) == [5, 5]
    assert less(shorter, 0) == shorter


def test_a_hold_that_was_shorter_than_that_stays_as_it_was():
    plan = a_plan(a_hold(hold_ms=3_000))
    assert less(plan, 0) == plan


def test_a_hold_is_shortened_by_ten_seconds_at_most():
    assert holds(less(a_plan(a_hold(hold_ms=60_000)), 0)) == [50, 50]


def test_slower_scales_this_and_the_later_reps_of_the_move():
    plan, position_ms = replan.at_pace(a_plan(a_move("one"), a_move("two")), 20_000, slower=True)
    lengths = [s.duration_ms for s in plan.segments if s.kind is SegmentKind.REP]
    assert lengths == [4_000] * 2 + [4_400] * 18 + [4_000] * 20
    assert position_ms == 18_000 + 2_200


def test_slower_on_the_second_side_leaves_the_first_side_and_other_moves_alone():
    plan = a_plan(a_move("one"), a_move("two"))
    second_side = plan.items[1].start_ms + 8_000 + 48_000
    plan, position_ms = replan.at_pace(plan, second_side, slower=True)
    lengths = [s.duration_ms for s in plan.segments if s.kind is SegmentKind.REP]
    assert lengths == [4_000] * 30 + [4_400] * 10
    assert position_ms == second_side


def test_faster_is_the_way_back():
    plan, position_ms = replan.at_pace(a_plan(), 20_000, slower=False)
    assert plan.segments[3].duration_ms == 3_636
    assert position_ms == 18_000 + 1_818
    assert replan.at_pace(plan, position_ms, slower=True) == (a_plan(), 20_000)


def test_on_the_way_into_a_move_all_its_reps_change_and_the_position_stays():
    plan, position_ms = replan.at_pace(a_plan(), 5_000, slower=True)
    assert position_ms == 5_000
    assert {s.duration_ms for s in plan.segments if s.kind is SegmentKind.REP} == {4_400}


def test_phases_keep_their_shares_and_leave_no_gap():
    plan, _ = replan.at_pace(a_plan(a_circle()), 0, slower=False)
    phases = plan.segments[1].phases
    assert [(p.start_ms, p.duration_ms) for p in phases] == [
        (0, 909),
        (909, 909),
        (1_818, 909),
        (2_727, 909),
    ]
    assert [p.name for p in phases] == ["forward", "up", "back", "down"]


def test_holds_and_ways_know_no_pace():
    plan = a_plan(a_hold())
    assert replan.at_pace(plan, 20_000, slower=True) == (plan, 20_000)


@pytest.mark.parametrize(("slower", "limit_ms"), [(True, 8_000), (False, 2_000)])
def test_a_rep_is_at_most_twice_as_slow_and_twice_as_fast_as_written(slower, limit_ms):
    plan = a_plan()
    for _ in range(20):
        plan, _ = replan.at_pace(plan, 0, slower=slower)
    length_ms = plan.segments[1].duration_ms
    assert abs(length_ms - limit_ms) < limit_ms / 10
    assert replan.at_pace(plan, 0, slower=slower)[0] == plan
    assert (length_ms <= limit_ms) if slower else (length_ms >= limit_ms)


@pytest.mark.parametrize(
    ("pace", "slower", "becomes"),
    [(1.818, True, 1.9998), (1.819, True, 1.819), (0.55, False, 0.5), (0.549, False, 0.549)],
)
def test_the_limits_are_those_of_a_pace_that_is_remembered(pace, slower, becomes):
    """What one session allows, the next one can be begun with, and the other way round."""
    plan = a_plan(move_paces=(("leg_lift", pace),))
    changed, _ = replan.at_pace(plan, 0, slower=slower)
    rep = changed.segments[1]
    assert (rep.pace, rep.duration_ms) == (becomes, round(4_000 * becomes))
    remembered = PlanOptions(move_paces=(("leg_lift", rep.pace),))
    assert remembered.pace_of("leg_lift") == rep.pace


SETS = Hold(hold_ms=10_000, sets=3)


def test_the_block_that_hurts_is_the_last_of_its_side():
    plan = a_plan(a_hold(dose=SETS))
    assert hurt_at(plan, 12_000) == "ready L1 change R1 rest R1 rest R1 leave done"


def test_the_other_side_goes_on_when_the_second_one_hurts():
    plan = a_plan(a_hold(dose=SETS))
    assert hurt_at(plan, 40_000) == "ready L1 change R1 change L1 rest L1 leave done"


def test_the_rest_between_sets_is_the_longer_of_rest_and_change():
    for rest_ms, change_ms, expected_ms in ((0, 6_000, 6_000), (30_000, 6_000, 30_000)):
        dose = Hold(hold_ms=10_000, sets=2, rest_ms=rest_ms)
        plan = a_plan(a_hold(dose=dose, side_change_ms=change_ms))
        after = replan.without_side(plan, plan.at(12_000).segment)
        rests = [s for s in after.segments if s.kind is SegmentKind.REST and not s.is_leaving]
        assert [rest.duration_ms for rest in rests] == [expected_ms]


def test_there_are_no_two_rests_in_a_row():
    dose = Hold(hold_ms=10_000, sets=3, rest_ms=20_000)
    plan = a_plan(a_hold(dose=dose))
    assert hurt_at(plan, 40_000) == "ready L1 change R1 rest change L1 rest L1 leave done"


@pytest.mark.parametrize("position_ms", [0, 12_000, 14_500])
def test_sides_that_take_turns_are_left_out_together(position_ms):
    move = an_alternating_move(dose=Reps(count=2, sets=2, rest_ms=9_000))
    assert (
        hurt_at(a_plan(move, a_move()), position_ms)
        == "ready A2 leave to L10 change R10 leave done"
    )


def test_both_sides_at_once_are_left_out_at_once():
    move = a_two_sided_move(dose=Reps(count=2, sets=2, rest_ms=9_000))
    assert hurt_at(a_plan(move), 12_000) == "ready B2 leave done"


def test_other_moves_keep_both_sides():
    plan = a_plan(a_move("one"), a_move("two"))
    assert hurt_at(plan, 12_000) == shape(plan)


def test_rounds_to_come_keep_both_sides():
    plan = a_plan(a_move("one", dose=Reps(count=1, sets=2)), a_move("one"))
    assert hurt_at(plan, 12_000) == "ready L1 change R1 rest R1 leave to L10 change R10 leave done"


def test_a_plan_with_true_changes_stays_as_it_is():
    plan = a_plan(a_hold(dose=SETS), a_move(side_mode=SideMode.BOTH), first_side=Side.RIGHT)
    assert list(replan.with_true_changes(plan, plan.segments)) == list(plan.segments)


def test_the_same_side_of_another_move_is_no_reason_to_rest():
    plan = a_plan(a_move("one", dose=Reps(count=1)), a_move("two", dose=Reps(count=1)))
    without_right = [s for s in plan.segments if s.block != 1]
    kinds = [s.kind for s in replan.with_true_changes(plan, without_right)]
    assert kinds.count(SegmentKind.SIDE_CHANGE) == 1
