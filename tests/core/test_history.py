# SPDX-License-Identifier: GPL-3.0-or-later
"""Days add up to weeks, each day once; a week that still runs breaks no row of weeks kept."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hipmob_desktop.core.history import (
    DayDone,
    Felt,
    Sides,
    monday_of,
    weeks_kept,
    weeks_of,
)

MONDAY = date(2026, 1, 5)
DAYS = st.lists(st.integers(0, 70), unique=True).map(
    lambda passed: [a_day(number) for number in passed]
)


def a_day(number, **changes):
    whole = {
        "day": MONDAY + timedelta(days=number), "sessions": 1, "played_ms": 600_000,
        "sides": Sides(5, 10, 10, 10), "hurts": 0, "before": Felt(4, 1), "after": Felt(),
    }  # fmt: skip
    return DayDone(**whole | changes)


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


def test_sides_are_compared_by_what_was_asked_of_each():
    (week,) = weeks_of([a_day(0), a_day(1)], MONDAY, MONDAY)
    assert (week.sides.left_share, week.sides.right_share) == (0.5, 1.0)
    assert Sides().left_share is None
    assert Sides().right_share is None


def test_weeks_kept_are_counted_back_from_now():
    days = [a_day(number) for number in (0, 1, 2, 7, 8, 9, 21, 22, 23, 28)]
    weeks = weeks_of(days, MONDAY, MONDAY + timedelta(days=28))
    today = MONDAY + timedelta(days=28)
    assert weeks_kept(weeks, 3, today) == 1
    assert weeks_kept(weeks, 1, today) == 2
    assert weeks_kept(weeks, 3, today + timedelta(days=7)) == 0
    assert weeks_kept((), 3, today) == 0
