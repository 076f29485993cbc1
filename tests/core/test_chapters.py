# SPDX-License-Identifier: GPL-3.0-or-later
"""Chapters cover a whole session without a gap, and are called what their moves are called."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from builders import a_coach, a_hold, a_move, a_plan, a_routine, an_alternating_move
from hipmob_desktop.core.chapters import chapters
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import PlanOptions

MOVES = (a_move(), a_hold(), an_alternating_move())


def planned(rounds, *moves):
    routine = a_routine(*moves, rounds=rounds)
    return build_plan(routine, PlanOptions(), a_coach(), estimated_ms).plan


def test_each_move_is_a_chapter_that_begins_with_the_way_into_it():
    plan = a_plan(*MOVES)

    assert [each.title for each in chapters(plan)] == [move.name for move in MOVES]
    assert [each.start_ms for each in chapters(plan)] == [item.start_ms for item in plan.items]


def test_a_move_that_comes_again_says_how_often_it_came():
    plan = planned(2, a_move(name="Clam"), a_hold(name="Frog"))

    titles = [each.title for each in chapters(plan)]
    assert titles == ["Clam (1 of 2)", "Frog (1 of 2)", "Clam (2 of 2)", "Frog (2 of 2)"]


def test_a_move_without_time_is_no_chapter():
    plan = a_plan(*MOVES)
    first, *others = plan.items
    none = replace(plan, items=(first, *(replace(item, end_ms=item.start_ms) for item in others)))

    assert [(each.start_ms, each.end_ms) for each in chapters(none)] == [(0, plan.total_ms)]


@given(st.integers(1, 4), st.lists(st.sampled_from(MOVES), min_size=1, max_size=5))
def test_they_fill_the_session_from_its_first_to_its_last_millisecond(rounds, moves):
    plan = planned(rounds, *moves)
    found = chapters(plan)

    assert len(found) == rounds * len(moves)
    assert (found[0].start_ms, found[-1].end_ms) == (0, plan.total_ms)
    assert all(one.end_ms == after.start_ms for one, after in pairwise(found))
    assert all(one.start_ms < one.end_ms for one in found)
