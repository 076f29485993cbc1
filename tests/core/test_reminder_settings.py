# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing reminds unasked, and no file or field can ask for what makes no sense."""

from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.core.reminder_settings import (
    DAY_MINUTES,
    DESK_MINUTES,
    LATER_MINUTES,
    MOST_TIMES,
    NEVER,
    RUN_MINUTES,
    WEEK,
    Occasion,
    Reach,
    ReminderSettings,
)

NUMBERS = st.integers(-(10**6), 10**6)
ANY = st.builds(
    ReminderSettings,
    days=st.frozensets(st.integers(-3, 12)),
    times=st.lists(NUMBERS | st.integers(0, DAY_MINUTES), max_size=9).map(tuple),
    desk_minutes=NUMBERS,
    run_minutes=NUMBERS,
    later_minutes=NUMBERS,
    quiet_from=NUMBERS,
    quiet_until=NUMBERS,
)


def test_nothing_reminds_until_it_is_switched_on():
    assert not ReminderSettings().is_on


def test_the_defaults_are_one_time_on_workdays_and_nothing_else():
    made = ReminderSettings()
    assert (made.days, made.times) == (frozenset(range(5)), (900,))
    assert (made.desk_minutes, made.run_minutes) == (NEVER, NEVER)
    assert made == made.clamped()


@given(ANY)
def test_every_number_comes_into_its_range_and_stays_there(wild):
    tame = wild.clamped()
    assert tame.clamped() == tame
    assert tame.days <= WEEK
    assert len(tame.times) <= MOST_TIMES
    assert list(tame.times) == sorted({time for time in tame.times if 0 <= time < DAY_MINUTES})
    for value, (least, most) in (
        (tame.desk_minutes, DESK_MINUTES),
        (tame.run_minutes, RUN_MINUTES),
    ):
        assert value == NEVER or least <= value <= most
    assert LATER_MINUTES[0] <= tame.later_minutes <= LATER_MINUTES[1]
    assert 0 <= tame.quiet_from < DAY_MINUTES
    assert 0 <= tame.quiet_until < DAY_MINUTES


@given(ANY)
def test_what_makes_sense_is_kept(wild):
    tame = wild.clamped()
    assert set(tame.times) <= set(wild.times)
    if wild.desk_minutes <= 0:
        assert tame.desk_minutes == NEVER
    if DESK_MINUTES[0] <= wild.desk_minutes <= DESK_MINUTES[1]:
        assert tame.desk_minutes == wild.desk_minutes


@tried_with(
    ("hour", "is_quiet"), [(21, False), (22, True), (0, True), (6, True), (7, False), (12, False)]
)
def test_quiet_hours_go_over_midnight(hour, is_quiet):
    assert ReminderSettings().is_quiet(hour * 60) is is_quiet


@given(st.integers(0, DAY_MINUTES - 1), st.integers(0, DAY_MINUTES - 1))
def test_quiet_hours_are_as_long_as_from_one_time_to_the_other(start, end):
    chosen = ReminderSettings(quiet_from=start, quiet_until=end)
    assert sum(map(chosen.is_quiet, range(DAY_MINUTES))) == (end - start) % DAY_MINUTES


def test_each_occasion_has_a_routine_of_its_own():
    chosen = ReminderSettings(time_routine="a", desk_routine="b", run_routine="c")
    assert [chosen.routine(each) for each in Occasion] == ["a", "b", "c"]


def test_reminders_outlast_the_window_only_where_that_was_asked_for():
    assert [reach.outlasts_window for reach in Reach] == [False, True, True]
