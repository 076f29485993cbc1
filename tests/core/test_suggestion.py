# SPDX-License-Identifier: GPL-3.0-or-later
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.core.enums import When
from hipmob_desktop.core.suggestion import (
    HABIT,
    JUST_DONE,
    SAME_TIME,
    Candidate,
    Done,
    by_clock,
    suggest,
)

RUN = Candidate(id="run", when=(When.PRE_RUN,))
RUN_TOO = Candidate(id="run_too", when=(When.PRE_RUN,))
DESK = Candidate(id="desk", when=(When.DESK,))
DESK_TOO = Candidate(id="desk_too", when=(When.DESK, When.ANY))
EVENING = Candidate(id="evening", when=(When.EVENING,))
ANY = Candidate(id="any", when=(When.ANY,))
SHELF = (RUN, RUN_TOO, DESK, DESK_TOO, EVENING, ANY)

MONDAY, SATURDAY = datetime(2026, 3, 2), datetime(2026, 3, 7)  # noqa: DTZ001 - a clock on a wall

MOMENTS = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2026, 12, 31))  # noqa: DTZ001 - a clock on a wall
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        id=st.sampled_from("abcdef"),
        when=st.frozensets(st.sampled_from(When), min_size=1),
        changes=st.integers(0, 3),
    ),
    unique_by=lambda one: one.id,
    max_size=6,
)
HISTORY = st.lists(st.builds(Done, st.sampled_from("abcdefg"), MOMENTS), max_size=12)
ASKED = st.none() | st.sampled_from(When)


def at(day, hour, minute=0):
    return day + timedelta(hours=hour, minutes=minute)


def weekly(routine, now, times):
    """That routine, done at the same time of day on the same day of the weeks before."""
    return [Done(routine, now - timedelta(weeks=n)) for n in range(1, times + 1)]


@tried_with(
    ("now", "wanted"),
    [
        (at(MONDAY, 7), "any"),
        (at(MONDAY, 11, 59), "any"),
        (at(MONDAY, 12), "desk"),
        (at(MONDAY, 17, 59), "desk"),
        (at(MONDAY, 18), "any"),
        (at(MONDAY, 20), "evening"),
        (at(MONDAY, 3), "evening"),
        (at(MONDAY, 4), "any"),
        (at(SATURDAY, 15), "any"),
        (at(SATURDAY, 21), "evening"),
    ],
)
def test_before_anything_was_done_the_clock_decides(now, wanted):
    others = (DESK, RUN, EVENING, ANY)
    assert suggest(others, now).id == wanted


def test_what_is_done_at_this_time_most_is_suggested_and_called_a_habit():
    now = at(MONDAY, 7)
    done = [*weekly("run_too", now, 3), *weekly("run", now, 2)]
    found = suggest(SHELF, now, done)
    assert (found.id, found.when, found.is_habit) == ("run_too", When.PRE_RUN, True)


def test_once_is_no_habit():
    now = at(MONDAY, 7)
    assert suggest(SHELF, now, weekly("run", now, HABIT - 1)).id == "desk_too"


def test_where_running_is_the_habit_another_routine_for_it_stands_in_for_what_was_just_done():
    now = at(MONDAY, 7)
    done = [*weekly("run", now, 3), Done("run", now - timedelta(hours=1))]
    found = suggest(SHELF, now, done)
    assert (found.id, found.when) == ("run_too", When.PRE_RUN)


def test_what_was_done_long_enough_ago_is_suggested_again():
    now = at(MONDAY, 15)
    assert suggest((DESK, ANY), now, [Done("desk", now - JUST_DONE)]).id == "desk"
    just = Done("desk", now - JUST_DONE + timedelta(minutes=1))
    assert suggest((DESK, ANY), now, [just]).id == "any"


def test_the_habit_of_another_time_or_of_a_day_at_work_is_none_now():
    now = at(MONDAY, 15)
    early = weekly("run", now - SAME_TIME - timedelta(minutes=1), 4)
    assert suggest(SHELF, now, early).id == "desk"
    assert suggest(SHELF, at(SATURDAY, 15), weekly("desk", now, 4)).id == "desk_too"


def test_the_time_around_midnight_is_one_time():
    now = at(SATURDAY, 0, 30)
    late = [Done("run", now - timedelta(weeks=n, minutes=-60)) for n in (1, 2)]
    assert suggest(SHELF, now, late).id == "run"
    before = [Done("run", now - timedelta(days=6, hours=1) - timedelta(weeks=n)) for n in (0, 1)]
    assert suggest(SHELF, now, before).id == "run"


def test_what_is_asked_for_comes_first_even_if_it_was_just_done():
    now = at(MONDAY, 7)
    done = [*weekly("run", now, 5), Done("evening", now)]
    assert suggest(SHELF, now, done, When.EVENING).id == "evening"


def test_of_two_that_are_asked_for_the_one_that_was_not_just_done():
    now = at(MONDAY, 15)
    assert suggest(SHELF, now, [Done("desk", now)], When.DESK).id == "desk_too"


def test_where_nothing_is_for_the_moment_what_is_for_any_goes_before_the_rest():
    assert suggest((RUN, EVENING, ANY), at(MONDAY, 14)).id == "any"
    assert suggest((RUN, EVENING), at(MONDAY, 14)).id == "run"


def test_what_the_body_changes_least_goes_before_what_stands_first():
    changed = Candidate(id="desk", when=(When.DESK,), changes=1)
    assert suggest((changed, DESK_TOO), at(MONDAY, 15)).id == "desk_too"


def test_where_there_is_nothing_nothing_is_suggested():
    assert suggest((), at(MONDAY, 7)) is None


@given(CANDIDATES, MOMENTS, HISTORY, ASKED)
def test_there_is_always_one_and_it_can_be_done(candidates, now, done, asked):
    found = suggest(candidates, now, done, asked)
    assert (found is None) == (not candidates)
    assert found is None or found.id in {one.id for one in candidates}


@given(CANDIDATES, MOMENTS, HISTORY, ASKED)
def test_what_is_asked_for_is_got_wherever_there_is_such_a_one(candidates, now, done, asked):
    wanted = [one.id for one in candidates if asked in one.when]
    if asked and wanted:
        assert suggest(candidates, now, done, asked).id in wanted


@given(CANDIDATES, MOMENTS, HISTORY)
def test_what_was_just_done_is_suggested_only_where_all_was(candidates, now, done):
    just = {one.routine for one in done if timedelta(0) <= now - one.at < JUST_DONE}
    found = suggest(candidates, now, done)
    if found and found.id in just:
        assert {one.id for one in candidates} <= just


@given(CANDIDATES, MOMENTS, HISTORY, ASKED)
def test_a_habit_was_one(candidates, now, done, asked):
    found = suggest(candidates, now, done, asked)
    if found and found.is_habit:
        assert sum(one.routine == found.id for one in done) >= HABIT


@given(CANDIDATES, MOMENTS, HISTORY, ASKED, st.randoms())
def test_the_order_of_what_was_done_changes_nothing(candidates, now, done, asked, random):
    mixed = random.sample(done, len(done))
    assert suggest(candidates, now, mixed, asked) == suggest(candidates, now, done, asked)


@given(MOMENTS)
def test_the_clock_never_sends_anybody_running(now):
    assert by_clock(now) in {When.EVENING, When.DESK, When.ANY}
