# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of one person: which tests are offered, what is explained, what it chooses."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from builders import the_library
from core.hip_checks import a_check, the_test
from hipmob_desktop.app.context import AppContext
from hipmob_desktop.app.hip_checks import HipCheckDesk, with_result
from hipmob_desktop.app.programmes import ProgrammeDesk
from hipmob_desktop.core.enums import Side, SkipTag
from hipmob_desktop.core.hip_check import Result
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.programme_session import NO_CHOICE
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.hip_checks import HipChecks
from hipmob_desktop.storage.history import History
from hipmob_desktop.storage.journal import Journal

LOW_BRIDGE = {"one_leg_bridge": (20, 20)}


@pytest.fixture
def context(tmp_path):
    paths = Paths.below(tmp_path)
    paths.data.mkdir()
    return AppContext(paths, the_library())


@pytest.fixture
def desk(context):
    return HipCheckDesk(context, frozenset())


def test_what_does_not_suit_the_body_is_not_offered(context, desk):
    assert len(desk.offered) == 5
    knee = HipCheckDesk(context, frozenset({SkipTag.KNEE}))
    assert [test.id for test in knee.offered] == ["one_leg_stand", "one_leg_bridge"]


def test_a_test_says_when_to_stop_and_what_to_be_careful_for(context, desk):
    turn = the_test("inward_turn")
    assert desk.cautions(turn) == ("Stop at: a pinch in the groin; pain in the knee.",)
    back = HipCheckDesk(context, frozenset({SkipTag.LOW_BACK_PAIN}))
    assert len(back.cautions(turn)) == 2
    (careful,) = back.cautions(replace(turn, end_early=()))
    assert careful.startswith("Go gently")


def explained(desk, checks, **asked):
    made = desk.session(the_test("inward_turn"), checks, PlanOptions(), is_first=False, **asked)
    return bool(made.coach.explained)


def test_a_test_is_explained_the_first_time_and_whenever_that_is_asked(desk):
    assert explained(desk, [])
    assert not explained(desk, [a_check(0)])
    assert explained(desk, [a_check(0)], is_explained=True)


def test_a_minute_of_marching_comes_before_the_first_test_alone(desk):
    for is_first in (True, False):
        made = desk.session(the_test("inward_turn"), [], PlanOptions(), is_first=is_first)
        assert bool(made.coach.opening) is is_first
        assert [item.move.id for item in made.routine.items] == ["inward_turn"]


def test_a_check_begins_empty_with_the_leg_that_was_measured_once(desk):
    check = desk.begin([a_check(0, lower_leg_cm=45), a_check(28)])
    assert (check.results, check.lower_leg_cm) == ({}, 45)
    more = with_result(check, the_test("inward_turn"), Result(left=20, right=21))
    assert list(more.results) == ["inward_turn"]


def test_without_a_check_nothing_is_chosen(context, desk):
    runner = ProgrammeDesk(context, pytest.fail).find("runner_four_weeks")
    assert desk.choice([], runner) == NO_CHOICE
    assert desk.choice([a_check(0, **LOW_BRIDGE)], runner).routine == "glute_stability_band"


def test_what_is_chosen_fills_the_one_slot_of_the_programme(context):
    desk = ProgrammeDesk(context, pytest.fail)
    desk.start(desk.find("runner_four_weeks"))
    with closing(Journal(context.paths.journal_file, pytest.fail)) as journal:
        assert desk.course(History(journal)).choice == NO_CHOICE
        HipChecks(journal).keep(a_check(0, **LOW_BRIDGE))
        course = desk.course(History(journal))
    assert course.choice.routine == "glute_stability_band"


def test_the_report_names_what_the_programme_does_or_would_do(context, desk):
    runner = ProgrammeDesk(context, pytest.fail).find("runner_four_weeks")
    with_one = desk.report([a_check(0, **LOW_BRIDGE)], runner)
    assert any("Your programme does this once a week" in line for line in with_one.lines)
    alone = desk.report([replace(a_check(0, **LOW_BRIDGE))], None)
    assert not any("Your programme" in line for line in alone.lines)


def test_a_check_that_was_done_is_one_of_the_weeks_sessions(context):
    from hipmob_desktop.clocks import day_of, unix_ms

    desk = ProgrammeDesk(context, pytest.fail)
    desk.start(desk.find("runner_four_weeks"))
    with closing(Journal(context.paths.journal_file, pytest.fail)) as journal:
        HipChecks(journal).keep(replace(a_check(0), day=day_of(), at_ms=unix_ms()))
        assert desk.course(History(journal)).standing.times_done == 1


def test_the_side_that_has_less_begins_the_session_that_the_check_chose_alone(context):
    from dataclasses import replace as changed

    desk = ProgrammeDesk(context, pytest.fail)
    desk.start(desk.find("runner_four_weeks"))
    with closing(Journal(context.paths.journal_file, pytest.fail)) as journal:
        for days in (0, 5):
            HipChecks(journal).keep(a_check(days, inward_turn=(24, 14)))
        course = desk.course(History(journal))
    assert course.choice.first_side is Side.RIGHT
    assert course.planned().asked == {}
    week = course.standing.programme.weeks[0]
    day = next(one.day for one in week.sessions if one.takes_emphasis)
    there = course.standing.begin + timedelta(days=day - 1)
    later = changed(course, standing=changed(course.standing, today=there))
    assert later.planned().asked == {"first_side": "right"}
