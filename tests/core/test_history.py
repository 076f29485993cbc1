# SPDX-License-Identifier: GPL-3.0-or-later
"""Days add up to weeks, each day once; a week that still runs breaks no row of weeks kept."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.history import (
    WEEKS_SHOWN,
    DayDone,
    Felt,
    SessionLine,
    Sides,
    days_words,
    felt_words,
    first_day_shown,
    kept_words,
    minutes_words,
    monday_of,
    on_the_wall,
    sides_words,
    week_words,
    weeks_kept,
    weeks_of,
    year_of,
)

MONDAY = date(2026, 1, 5)
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a clock on a wall
DAYS = st.lists(st.integers(0, 70), unique=True).map(
    lambda passed: [a_day(number) for number in passed]
)


def a_day(number, **changes):
    whole = {
        "day": MONDAY + timedelta(days=number), "sessions": 1, "played_ms": 600_000,
        "sides": Sides(5, 10, 10, 10), "hurts": 0, "before": Felt(4, 1), "after": Felt(),
    }  # fmt: skip
    return DayDone(**whole | changes)


def dates(days):
    return [day.day for day in days]


@given(days=DAYS)
def test_weeks_have_all_that_their_days_have(days):
    weeks = weeks_of(days, MONDAY, MONDAY + timedelta(days=70))
    assert len(weeks) == 11
    assert sum(week.days for week in weeks) == len(days)
    assert sum(week.played_ms for week in weeks) == sum(day.played_ms for day in days)
    assert all(week.monday == monday_of(week.monday) for week in weeks)


def test_a_week_without_a_session_is_a_week():
    weeks = weeks_of([a_day(0), a_day(15)], MONDAY, MONDAY + timedelta(days=20))
    assert [week.days for week in weeks] == [1, 0, 1]
    assert weeks[1].before.mean is None


def test_a_mean_is_of_the_times_it_was_said():
    (week,) = weeks_of([a_day(0, before=Felt(4, 1)), a_day(1, before=Felt(9, 2))], MONDAY, MONDAY)
    assert week.before == Felt(13, 3)
    assert round(week.before.mean, 2) == 4.33


def test_weeks_kept_are_counted_back_from_now():
    days = dates(a_day(number) for number in (0, 1, 2, 7, 8, 9, 21, 22, 23, 28))
    today = MONDAY + timedelta(days=28)
    assert weeks_kept(days, 3, today) == 1
    assert weeks_kept(days, 1, today) == 2
    assert weeks_kept(days, 3, today + timedelta(days=7)) == 0
    assert weeks_kept((), 3, today) == 0


DONE = st.integers(0, 500)


@given(left=DONE, right=DONE)
def test_what_lags_on_the_left_lags_on_the_right_in_a_mirror(left, right):
    mirrored = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, None: None}
    lags = Sides(left, 500, right, 500).lagging
    assert Sides(right, 500, left, 500).lagging is mirrored[lags]
    if lags:
        assert (left < right) is (lags is Side.LEFT)


@given(done=DONE)
def test_a_side_that_is_level_or_nearly_so_does_not_lag(done):
    assert Sides(done, 500, done, 500).lagging is None
    assert Sides(100, 100, 95, 100).lagging is None
    assert Sides(100, 100, 94, 100).lagging is Side.RIGHT


@pytest.mark.parametrize(("right", "lags"), [(9, None), (8, None), (7, Side.RIGHT)])
def test_a_session_that_ended_a_rep_early_makes_no_side_lag(right, lags):
    assert Sides(10, 10, right, 10).lagging is lags


def test_what_both_sides_did_and_were_asked_for_adds_up():
    assert Sides(1, 2, 3, 4) + Sides(10, 20, 30, 40) == Sides(11, 22, 33, 44)


@given(days=DAYS, goal=st.integers(1, 7))
def test_a_higher_goal_keeps_no_more_weeks(days, goal):
    today = MONDAY + timedelta(days=70)
    kept = weeks_kept(dates(days), goal, today)
    assert 0 <= kept <= 11
    assert weeks_kept(dates(days), min(7, goal + 1), today) <= kept


@given(days=DAYS, goal=st.integers(1, 7), passed=st.integers(0, 70))
def test_weeks_kept_are_the_last_weeks_that_reached_the_goal(days, goal, passed):
    today = MONDAY + timedelta(days=passed)
    done = [day for day in days if day.day <= today]
    *before, now = (week.is_kept(goal) for week in weeks_of(done, MONDAY, today))
    row = [*before[::-1], False].index(False)
    twice = [*dates(done), *dates(done)]  # two sessions on a day are one day
    assert weeks_kept(twice, goal, today) == row + now


@given(days=DAYS, rest=st.integers(0, 70))
def test_one_more_day_never_breaks_a_row_of_weeks(days, rest):
    today = MONDAY + timedelta(days=70)
    more = [*dates(days), MONDAY + timedelta(days=rest)]
    assert weeks_kept(more, 3, today) >= weeks_kept(dates(days), 3, today)


@given(today=st.dates(date(1975, 1, 1), date(2200, 1, 1)))
def test_a_year_is_whole_weeks_up_to_today(today):
    year = year_of([], today, 3, 0)
    assert len(year.weeks) == WEEKS_SHOWN
    assert year.weeks[0].monday == first_day_shown(today)
    assert year.this_week.monday == monday_of(today)
    assert (today - first_day_shown(today)).days >= 364


@given(days=DAYS)
def test_a_year_has_the_days_in_it_and_no_others(days):
    today = MONDAY + timedelta(days=40)
    long_ago = a_day(-500)
    year = year_of([long_ago, *days], today, 3, 0)
    assert set(year.days) == {day for day in days if day.day <= today}
    assert sum(week.days for week in year.weeks) == len(year.days)


@given(
    at=st.datetimes(EPOCH.replace(year=1971), EPOCH.replace(year=2200)),
    offset=st.integers(-12 * 60, 14 * 60),
)
def test_a_session_began_when_the_clock_there_said_so(at, offset):
    at_ms = (at - EPOCH) // timedelta(milliseconds=1)
    assert on_the_wall(at_ms - offset * 60_000, offset) == at.replace(
        microsecond=at.microsecond // 1_000 * 1_000
    )


def test_a_line_knows_when_it_began_in_the_zone_it_was_done_in():
    late = SessionLine("x", "r", "R", 0, 14 * 60, 1, True, None, None, "", 0)
    assert late.began == EPOCH.replace(hour=14)


def a_year(*days, goal=3, kept=0, today=MONDAY + timedelta(days=30)):
    return year_of(days, today, goal, kept)


def test_a_year_is_said_in_kind_words():
    year = a_year(a_day(28), a_day(29), kept=1)
    assert days_words(year) == "2 days with 2 sessions."
    assert kept_words(year) == "1 week kept"
    assert week_words(year) == "This week: 2 of 3 days so far."
    assert kept_words(a_year(kept=5)) == "5 weeks kept in a row"
    assert kept_words(a_year()) == "This week is a fresh start"
    assert week_words(a_year(a_day(28), goal=1)) == "This week: 1 day, and the goal was 1. Kept."


def test_minutes_are_those_of_this_week_beside_a_usual_one():
    year = a_year(a_day(28), a_day(21), a_day(14), a_day(0, played_ms=6_000_000))
    assert minutes_words(year) == (
        "This week 10 minutes so far; 30 a week over the 4 weeks before it."
    )


def test_the_side_that_lags_is_named_with_the_numbers():
    year = a_year(a_day(28), a_day(21))
    assert sides_words(year) == "Left 10 of 20, right 20 of 20 in 8 weeks. The left side lags."
    level = a_year(a_day(28, sides=Sides(9, 10, 9, 10)))
    assert sides_words(level).endswith("The sides are level.")
    assert sides_words(a_year()).startswith("Nothing was done on one side alone")


def test_what_was_felt_is_a_mean_or_an_invitation():
    year = a_year(a_day(28), a_day(21, before=Felt(5, 1), after=Felt(7, 1)))
    assert felt_words(year) == "Before 4.5 of 9 in 2 sessions; after 7.0 of 9 in 1 session."
    assert felt_words(a_year()).endswith("You can add it to a session.")
