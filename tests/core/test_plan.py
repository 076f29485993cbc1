# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan answers what is true at any position of it."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_hold, a_move, a_plan, a_plan_of, a_segment
from cases import tried_with
from hipmob_desktop.core.enums import Breath, SegmentKind, Side
from hipmob_desktop.core.plan import Plan, PlannedPhase, Segment

LENGTHS = st.lists(st.sampled_from([0, 1, 999, 1_000, 2_000, 4_000]), min_size=1, max_size=12)

UP = PlannedPhase("up", "up", Breath.OUT, 0, 1_500)
DOWN = PlannedPhase("down", "and down", Breath.IN, 1_500, 2_500)


def lasting(*lengths: int) -> Plan:
    return a_plan_of(*(a_segment(length) for length in lengths))


def test_each_segment_begins_where_the_one_before_ends():
    plan = lasting(1_000, 0, 2_000, 1)
    assert [(s.start_ms, s.end_ms) for s in plan.segments] == [
        (0, 1_000),
        (1_000, 1_000),
        (1_000, 3_000),
        (3_000, 3_001),
    ]
    assert plan.total_ms == 3_001


def test_the_starts_that_segments_come_with_do_not_matter():
    plan = a_plan_of(a_segment(1_000, start_ms=77), a_segment(500, start_ms=0))
    assert [segment.start_ms for segment in plan.segments] == [0, 1_000]


def test_a_plan_without_a_segment_is_refused():
    with pytest.raises(ValueError, match="segment"):
        lasting()


@tried_with(
    ("position_ms", "index"),
    [(-1, 0), (0, 0), (999, 0), (1_000, 1), (2_999, 1), (3_000, 2), (6_999, 2), (7_000, 2)],
)
def test_a_boundary_belongs_to_the_later_segment(position_ms, index):
    assert lasting(1_000, 2_000, 4_000).index_at(position_ms) == index


def test_a_position_outside_the_plan_is_its_nearest_end():
    plan = lasting(1_000, 2_000)
    assert plan.at(-5).position_ms == 0
    assert plan.at(10**9).position_ms == 3_000
    assert plan.at(10**9).index == 1


def test_a_segment_without_duration_is_never_found_unless_it_is_the_last():
    assert lasting(0, 1_000).index_at(0) == 1
    assert lasting(1_000, 0, 1_000).index_at(1_000) == 2
    assert lasting(1_000, 0).index_at(1_000) == 1
    assert lasting(0).index_at(0) == 0


@given(LENGTHS, st.integers(-10, 60_000))
def test_at_finds_the_one_segment_that_holds_the_position(lengths, position_ms):
    plan = lasting(*lengths)
    moment = plan.at(position_ms)
    inside = min(max(position_ms, 0), plan.total_ms)
    holding = [n for n, s in enumerate(plan.segments) if s.start_ms <= inside < s.end_ms] or [
        len(lengths) - 1
    ]
    assert (moment.index, moment.position_ms) == (holding[0], inside)


@given(LENGTHS, st.integers(0, 60_000))
def test_time_into_and_time_left_make_up_the_segment_and_the_plan(lengths, position_ms):
    plan = lasting(*lengths)
    moment = plan.at(position_ms)
    assert moment.into_ms + moment.left_in_segment_ms == moment.segment.duration_ms
    assert moment.position_ms + moment.left_ms == plan.total_ms


class CountingInt(int):
    """A start that counts how often it is compared."""

    compared = 0

    def __gt__(self, other: object) -> bool:
        type(self).compared += 1
        return int(self) > other

    def __lt__(self, other: object) -> bool:
        type(self).compared += 1
        return int(self) < other


def test_a_moment_is_found_in_logarithmic_time(monkeypatch):
    monkeypatch.setattr(CountingInt, "compared", 0)
    plan = lasting(*[10] * 4_096)
    counting = (replace(each, start_ms=CountingInt(each.start_ms)) for each in plan.segments)
    replace(plan, segments=tuple(counting)).index_at(20_005)
    assert 0 < CountingInt.compared <= 13


def test_a_moment_knows_its_phase_and_how_far_into_it():
    plan = a_plan_of(a_segment(4_000, phases=(UP, DOWN)), a_segment(1_000))
    moments = map(plan.at, (0, 750, 1_499, 1_500, 3_999))
    assert [(moment.phase.name, moment.phase_into_ms) for moment in moments] == [
        ("up", 0),
        ("up", 750),
        ("up", 1_499),
        ("down", 0),
        ("down", 2_499),
    ]


def test_outside_the_work_there_is_no_phase():
    moment = lasting(1_000).at(500)
    assert (moment.phase, moment.phase_index) == (None, None)
    assert moment.phase_into_ms == moment.into_ms == 500


def test_a_phase_without_duration_is_passed_over():
    nothing = PlannedPhase("nothing", "", Breath.EASY, 0, 0)
    late = replace(DOWN, start_ms=0)
    assert a_plan_of(a_segment(2_500, phases=(nothing, late))).at(0).phase is late
    assert a_plan_of(a_segment(0, phases=(nothing,))).at(0).phase is nothing


@pytest.mark.parametrize("lasting_ms", [4_000, 9_000])
def test_at_the_end_of_a_segment_its_last_phase_is_over(lasting_ms):
    moment = a_plan_of(a_segment(lasting_ms, phases=(UP, DOWN))).at(lasting_ms)
    assert moment.phase is DOWN
    assert moment.phase_into_ms >= DOWN.duration_ms


def two_moves() -> Plan:
    return a_plan(a_move("one"), a_hold("two", hold_ms=20_000))


def test_an_item_owns_the_time_from_its_way_in_to_its_last_rep():
    first, second = two_moves().items
    assert (first.start_ms, first.end_ms) == (0, 98_000)
    assert (second.start_ms, second.end_ms) == (98_000, 168_000)


def test_a_moment_names_its_move_and_the_next_one():
    plan = two_moves()
    here = plan.at(50_000)
    assert (here.move.id, here.item.number, here.items) == ("one", 0, 2)
    assert here.next_item is not None
    assert here.next_item.move.id == "two"
    assert here.left_in_move_ms == 48_000
    last = plan.at(167_999)
    assert (last.move.id, last.item.number, last.next_item) == ("two", 1, None)


def test_the_way_into_a_move_belongs_to_it():
    moment = two_moves().at(98_000)
    assert (moment.segment.kind, moment.move.id, moment.side) == (
        SegmentKind.TRANSITION,
        "two",
        Side.LEFT,
    )


def test_after_the_end_of_its_work_nothing_is_left_of_a_move():
    plan = a_plan_of(a_segment(1_000), a_segment(5_000, kind=SegmentKind.DONE))
    assert plan.items[0].end_ms == 1_000
    assert plan.at(3_000).left_in_move_ms == 0


def test_an_item_without_segments_takes_no_time():
    item = a_plan_of(a_segment(500), moves=two()).items[1]
    assert (item.start_ms, item.end_ms) == (0, 0)


def two() -> tuple:
    return (a_move("one"), a_move("two"))


def test_plans_are_equal_when_their_routines_and_segments_are():
    assert a_plan() == a_plan()
    assert hash(a_plan()) == hash(a_plan())
    assert a_plan() != a_plan(pace=1.2)
    assert a_plan() != a_plan(a_hold())
    assert a_plan() != "a plan"


def test_other_segments_keep_the_routine_and_move_the_items():
    plan = a_plan()
    without_first = plan.with_segments(plan.segments[1:])
    assert without_first.routine is plan.routine
    assert without_first.total_ms == plan.total_ms - 10_000
    assert without_first.items[0].start_ms == 0


def test_a_stretch_at_another_time_is_the_same_in_all_else():
    numbers = {"rep": 3, "reps": 5, "total_rep": 7, "total_reps": 9, "set_number": 2, "sets": 4}
    phases = (PlannedPhase("lift", "lift", Breath.OUT, 0, 500),)
    segment = a_segment(pace=1.2, is_reversed=True, is_leaving=True, phases=phases, **numbers)
    usual = {f.name: f.default for f in fields(Segment)}
    changed = replace(segment, side=Side.RIGHT, item=6, block=8, start_ms=11)
    assert all(getattr(changed, name) != value for name, value in usual.items())
    assert changed.starting_at(12_000) == replace(changed, start_ms=12_000)
