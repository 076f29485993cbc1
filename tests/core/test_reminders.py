# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody is reminded at a sensible time and never nagged, whatever clocks and computers do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.core.reminder_settings import WEEK, Occasion, ReminderSettings
from hipmob_desktop.core.reminders import (
    ANSWER_MS,
    APART_MS,
    BREAK_MS,
    GRACE_MS,
    LATELY_MS,
    SETTLES_MS,
    Answer,
    Now,
    ReminderState,
    Wall,
    Watch,
    answered,
    due,
    next_planned,
    paused,
    shown,
    tidied,
)

HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
BERLIN = "Europe/Berlin"
AT_THREE = ReminderSettings(is_on=True, days=WEEK)
AT_DESK = replace(AT_THREE, times=(), desk_minutes=60)
BEFORE_RUN = replace(AT_THREE, times=(), run_minutes=30)

# Zones with a change of half an hour, with one at midnight, with none, and at the world's ends.
ZONES = (
    BERLIN,
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Pacific/Honolulu",
    "UTC",
)


def wall_in(zone):
    """The clocks on the walls of a zone."""
    place = ZoneInfo(zone)

    def local(at_ms):
        return datetime.fromtimestamp(at_ms / 1000, place).replace(tzinfo=None)

    def unix_ms(shown_there):
        return round(shown_there.replace(tzinfo=place).timestamp() * 1000)

    return Wall(local, unix_ms)


class Life:
    """A person, a computer that looks every minute, and what is shown on it.

    `shown` has for each reminder the time on the wall and its occasion, `moments` the time since
    the start of the computer. What is shown is answered by `answers`, in order, then by none.
    """

    def __init__(self, chosen, start, zone=BERLIN, answers=()):
        self.chosen, self.wall, self.step_ms = chosen, wall_in(zone), MINUTE_MS
        self.unix_ms = self.wall.unix_ms(datetime.fromisoformat(start))
        self.boot_ms = 10 * DAY_MS
        self.state, self.watch = ReminderState(), Watch()
        self.idle_ms, self.is_silent = 0, False
        self.session_ms, self.runs = None, ()
        self.shown, self.moments, self.answers = [], [], list(answers)

    @property
    def now(self):
        return Now(
            unix_ms=self.unix_ms,
            since_boot_ms=self.boot_ms,
            wall=self.wall,
            session_ms=self.session_ms,
            runs=self.runs,
        )

    @property
    def times(self):
        return [at.strftime("%H:%M") for at, _ in self.shown]

    def look(self):
        self.watch = self.watch.looked(self.boot_ms, self.idle_ms)
        self.state = tidied(self.state, self.chosen, self.now)
        found = due(self.chosen, self.state, self.watch, self.now)
        if found is None or self.is_silent:
            return
        self.state = shown(self.state, found, self.now)
        self.shown.append((self.now.local, found.occasion))
        self.moments.append(self.boot_ms)
        if self.answers:
            self.answer(self.answers.pop(0))

    def answer(self, answer):
        if answer is not None:
            self.state = answered(self.state, answer, self.chosen, self.now)

    def passes(self, ms):
        """Let time pass with somebody at the desk, or away for as long as `idle_ms` grows."""
        for _ in range(ms // self.step_ms):
            self.look()
            self.sleeps(self.step_ms)
        self.look()

    def until(self, local):
        self.passes(self.wall.unix_ms(datetime.fromisoformat(local)) - self.unix_ms)

    def sleeps(self, ms):
        self.unix_ms += ms
        self.boot_ms += ms

    def is_away(self, ms):
        for _ in range(ms // self.step_ms):
            self.idle_ms += self.step_ms
            self.sleeps(self.step_ms)
            self.look()
        self.idle_ms = 0

    def does_a_session(self):
        self.session_ms = self.unix_ms

    def sets_clock(self, ms):
        self.unix_ms += ms


# -- a time of day -------------------------------------------------------------------------------


def test_a_time_of_day_comes_once_at_that_time():
    life = Life(AT_THREE, "2026-11-27T12:00")
    life.until("2026-11-27T23:00")
    assert life.shown == [(datetime.fromisoformat("2026-11-27T15:00"), Occasion.TIME)]


def test_it_comes_on_the_chosen_days_alone():
    life = Life(replace(AT_THREE, days=frozenset({0, 4})), "2026-11-26T12:00")
    life.until("2026-12-03T12:00")
    assert [at.strftime("%a") for at, _ in life.shown] == ["Fri", "Mon"]


def test_nothing_comes_while_it_is_switched_off():
    life = Life(replace(AT_THREE, is_on=False, desk_minutes=60), "2026-11-27T08:00")
    life.until("2026-11-27T23:00")
    assert life.shown == []


def test_after_a_session_a_little_before_it_is_not_needed():
    life = Life(AT_THREE, "2026-11-27T14:00")
    life.passes(LATELY_MS // 2)
    life.does_a_session()
    life.until("2026-11-27T23:00")
    assert life.shown == []


def test_a_session_in_the_morning_does_not_stop_the_afternoon():
    life = Life(AT_THREE, "2026-11-27T09:00")
    life.does_a_session()
    life.until("2026-11-27T23:00")
    assert life.times == ["15:00"]


def test_a_call_or_a_film_delays_it_and_a_long_one_drops_it():
    for silent_ms, times in ((20 * MINUTE_MS, ["15:20"]), (GRACE_MS, [])):
        life = Life(AT_THREE, "2026-11-27T14:30")
        life.until("2026-11-27T14:59")
        life.is_silent = True
        life.passes(silent_ms)
        life.sleeps(MINUTE_MS)
        life.is_silent = False
        life.until("2026-11-27T23:00")
        assert life.times == times


def test_whoever_is_away_is_told_when_they_are_back_soon():
    life = Life(AT_THREE, "2026-11-27T14:40")
    life.is_away(35 * MINUTE_MS)
    assert life.shown == []
    life.until("2026-11-27T23:00")
    assert life.times == ["15:15"]


def test_of_two_times_close_to_each_other_one_is_enough():
    life = Life(replace(AT_THREE, times=(900, 915, 1000)), "2026-11-27T12:00")
    life.answers = [Answer.START] * 3
    life.until("2026-11-27T23:00")
    assert life.times == ["15:00", "16:40"]


# -- midnight, summer time, sleep, clocks that are set, other places ------------------------------


def test_a_time_just_before_midnight_is_of_the_day_before():
    late = replace(AT_THREE, days=frozenset({4}), times=(23 * 60 + 55,))
    life = Life(late, "2026-11-27T23:00")
    life.until("2026-11-27T23:54")
    life.is_silent = True
    life.passes(10 * MINUTE_MS)
    life.is_silent = False
    life.until("2026-11-28T23:59")
    assert [f"{at:%a %H:%M}" for at, _ in life.shown] == ["Sat 00:04"]


def test_silence_for_a_day_holds_for_what_is_left_of_it_after_midnight():
    life = Life(replace(AT_THREE, times=(23 * 60 + 55,)), "2026-11-27T23:00")
    life.state = paused(life.state, life.now, is_so=True)
    life.until("2026-11-28T12:00")
    assert life.shown == []


@pytest.mark.parametrize(
    ("zone", "minutes", "day", "expected"),
    [
        (BERLIN, 150, "2026-03-29", "03:30"),  # 2:30 does not exist that night
        (BERLIN, 150, "2026-10-25", "02:30"),  # 2:30 comes twice
        (BERLIN, 900, "2026-03-29", "15:00"),
        (BERLIN, 900, "2026-10-25", "15:00"),
        ("America/Santiago", 15, "2026-09-06", "01:15"),  # midnight does not exist
        ("Australia/Lord_Howe", 130, "2026-10-04", "02:40"),  # half an hour is left out
    ],
)
def test_a_change_of_summer_time_neither_loses_nor_doubles_a_time(zone, minutes, day, expected):
    before = (datetime.fromisoformat(day) - timedelta(hours=4)).isoformat()
    life = Life(replace(AT_THREE, times=(minutes,)), before, zone)
    life.answers = [Answer.START] * 9
    life.passes(27 * HOUR_MS)
    of_the_day = [at for at, _ in life.shown if at.date().isoformat() == day]
    assert [at.strftime("%H:%M") for at in of_the_day] == [expected]


def test_an_hour_at_the_desk_is_an_hour_while_the_clocks_change():
    life = Life(replace(AT_DESK, quiet_from=0, quiet_until=0), "2026-10-25T02:10")
    life.passes(61 * MINUTE_MS)
    assert life.times == ["02:10"]  # for the second time that night


def test_what_was_missed_in_a_long_sleep_is_dropped_and_nothing_piles_up():
    life = Life(replace(AT_THREE, times=(600, 720, 900)), "2026-11-27T09:00")
    life.passes(MINUTE_MS)
    life.sleeps(7 * HOUR_MS)
    life.until("2026-11-27T23:00")
    assert life.shown == []


def test_what_was_missed_in_a_short_sleep_comes_when_the_person_has_settled():
    life = Life(AT_THREE, "2026-11-27T14:50")
    life.passes(MINUTE_MS)
    life.sleeps(20 * MINUTE_MS)
    life.until("2026-11-27T23:00")
    assert life.moments[0] - 10 * DAY_MS == 21 * MINUTE_MS + SETTLES_MS


def test_after_a_sleep_over_many_days_the_next_time_comes_as_ever():
    life = Life(AT_THREE, "2026-11-27T15:40")
    life.passes(MINUTE_MS)
    life.sleeps(12 * DAY_MS)
    life.passes(DAY_MS)
    assert life.times == ["15:00"]


def test_a_clock_that_is_set_back_repeats_nothing():
    life = Life(AT_THREE, "2026-11-27T14:30", answers=[Answer.START])
    life.until("2026-11-27T15:10")
    life.sets_clock(-HOUR_MS)
    life.until("2026-11-27T23:00")
    assert life.times == ["15:00"]


def test_a_clock_that_jumps_ahead_over_a_time_does_not_bring_it_much_later():
    life = Life(AT_THREE, "2026-11-27T14:30")
    life.passes(MINUTE_MS)
    life.sets_clock(2 * HOUR_MS)
    life.until("2026-11-27T23:00")
    assert life.shown == []


def test_a_clock_that_was_wrong_by_years_silences_nobody_once_it_is_right():
    life = Life(AT_THREE, "2026-11-26T14:30")
    life.sets_clock(900 * DAY_MS)
    life.passes(3 * HOUR_MS)
    life.sets_clock(-900 * DAY_MS)
    before = len(life.shown)
    life.until("2026-11-27T23:00")
    assert [f"{at:%d %H:%M}" for at, _ in life.shown[before:]] == ["27 15:00"]


def test_whoever_flies_west_is_not_reminded_twice_on_a_day():
    life = Life(AT_THREE, "2026-11-27T14:30", answers=[Answer.START])
    life.until("2026-11-27T16:00")
    life.wall = wall_in("America/New_York")
    life.passes(12 * HOUR_MS)
    assert life.times == ["15:00"]


# -- at the desk ---------------------------------------------------------------------------------


def test_after_an_hour_at_the_desk_and_not_before():
    life = Life(AT_DESK, "2026-11-27T08:00")
    life.passes(59 * MINUTE_MS)
    assert life.shown == []
    life.passes(MINUTE_MS)
    assert life.shown == [(datetime.fromisoformat("2026-11-27T09:00"), Occasion.DESK)]


def test_whoever_gets_up_begins_anew():
    life = Life(AT_DESK, "2026-11-27T08:00")
    life.passes(50 * MINUTE_MS)
    life.is_away(BREAK_MS)
    life.passes(59 * MINUTE_MS)
    assert life.shown == []
    life.passes(5 * MINUTE_MS)
    assert len(life.shown) == 1


def test_a_look_at_the_ceiling_is_no_break():
    life = Life(AT_DESK, "2026-11-27T08:00")
    life.passes(30 * MINUTE_MS)
    life.is_away(BREAK_MS - MINUTE_MS)
    life.passes(27 * MINUTE_MS)
    assert life.times == ["09:00"]


def test_where_nobody_knows_who_is_there_the_time_awake_counts():
    life = Life(AT_DESK, "2026-11-27T08:00")
    life.idle_ms = None
    life.passes(60 * MINUTE_MS)
    assert life.times == ["09:00"]


@pytest.mark.parametrize(("sleep_ms", "time"), [(BREAK_MS, "09:35"), (3 * MINUTE_MS, "09:00")])
def test_a_sleep_is_a_break_if_it_is_long_enough(sleep_ms, time):
    life = Life(AT_DESK, "2026-11-27T08:00")
    life.passes(30 * MINUTE_MS)
    life.sleeps(sleep_ms)
    life.passes(90 * MINUTE_MS)
    assert life.times[0] == time


def test_a_session_is_a_break():
    life = Life(AT_DESK, "2026-11-27T08:00")
    life.passes(40 * MINUTE_MS)
    life.does_a_session()
    life.passes(59 * MINUTE_MS)
    assert life.shown == []


def test_it_comes_again_only_after_another_hour():
    life = Life(AT_DESK, "2026-11-27T08:00", answers=[Answer.OPEN] * 9)
    life.passes(150 * MINUTE_MS)
    assert life.times == ["09:00", "10:00"]


def test_in_quiet_hours_and_on_other_days_long_sitting_is_ones_own_business():
    night = Life(AT_DESK, "2026-11-27T21:30")
    night.until("2026-11-28T04:00")
    sunday = Life(replace(AT_DESK, days=frozenset(range(5))), "2026-11-29T08:00")
    sunday.passes(5 * HOUR_MS)
    assert (night.shown, sunday.shown) == ([], [])


def test_a_clock_that_is_set_does_not_change_how_long_somebody_has_sat():
    life = Life(AT_DESK, "2026-11-27T08:00")
    life.passes(30 * MINUTE_MS)
    life.sets_clock(5 * HOUR_MS)
    life.passes(29 * MINUTE_MS)
    assert life.shown == []
    life.passes(MINUTE_MS)
    assert len(life.shown) == 1


# -- before a run --------------------------------------------------------------------------------


def with_run(at, **others):
    life = Life(replace(BEFORE_RUN, **others), "2026-11-27T12:00")
    life.runs = (life.wall.unix_ms(datetime.fromisoformat(at)),)
    return life


def test_before_a_run_by_so_many_minutes():
    life = with_run("2026-11-27T18:00")
    life.until("2026-11-27T23:00")
    assert life.shown == [(datetime.fromisoformat("2026-11-27T17:30"), Occasion.RUN)]


def test_a_run_early_in_the_quiet_hours_is_told_of_too():
    life = with_run("2026-11-28T06:30")
    life.until("2026-11-28T12:00")
    assert life.times == ["06:00"]


def test_once_the_run_has_begun_it_is_too_late():
    life = with_run("2026-11-27T18:00")
    life.until("2026-11-27T17:29")
    life.is_silent = True
    life.until("2026-11-27T18:00")
    life.is_silent = False
    life.passes(5 * HOUR_MS)
    assert life.shown == []


def test_a_run_is_told_of_although_something_else_was_just_before():
    life = with_run("2026-11-27T18:00", times=(17 * 60 + 20,))
    life.answers = [Answer.OPEN] * 2
    life.until("2026-11-27T23:00")
    assert life.shown[1][1] is Occasion.RUN


def test_a_run_that_is_moved_a_little_or_entered_twice_is_one():
    life = with_run("2026-11-27T18:00")
    life.answers = [Answer.OPEN] * 5
    life.runs += (life.runs[0] + 20 * MINUTE_MS,)
    life.until("2026-11-27T17:40")
    life.runs = (life.runs[0] + 10 * MINUTE_MS,)
    life.until("2026-11-27T23:00")
    assert len(life.shown) == 1


def test_two_runs_on_a_day_are_two():
    life = with_run("2026-11-27T14:00")
    life.answers = [Answer.START] * 2
    life.runs += (life.runs[0] + 4 * HOUR_MS,)
    life.until("2026-11-27T23:00")
    assert life.times == ["13:30", "17:30"]


def test_after_a_warm_up_no_reminder_of_it():
    life = with_run("2026-11-27T18:00")
    life.until("2026-11-27T17:20")
    life.does_a_session()
    life.until("2026-11-27T23:00")
    assert life.shown == []


# -- answers -------------------------------------------------------------------------------------


def test_later_is_ten_minutes_later_and_as_often_as_somebody_wants():
    life = Life(AT_THREE, "2026-11-27T14:30", answers=[Answer.LATER, Answer.LATER, Answer.START])
    life.until("2026-11-27T23:00")
    assert life.times == ["15:00", "15:10", "15:20"]


def test_later_is_forgotten_once_a_session_was_done():
    life = Life(AT_THREE, "2026-11-27T14:30", answers=[Answer.LATER])
    life.until("2026-11-27T15:05")
    life.does_a_session()
    life.until("2026-11-27T23:00")
    assert life.times == ["15:00"]


def test_later_does_not_come_after_a_long_sleep():
    life = Life(AT_THREE, "2026-11-27T14:30", answers=[Answer.LATER])
    life.until("2026-11-27T15:05")
    life.sleeps(HOUR_MS)
    life.passes(5 * HOUR_MS)
    assert life.times == ["15:00"]


def test_later_does_not_come_when_the_run_has_begun():
    life = with_run("2026-11-27T18:00", run_minutes=5)
    life.answers = [Answer.LATER]
    life.until("2026-11-27T23:00")
    assert life.times == ["17:55"]


def test_later_comes_although_the_clock_is_set_back():
    life = Life(AT_THREE, "2026-11-27T14:30", answers=[Answer.LATER])
    life.session_ms = life.unix_ms - 3 * HOUR_MS
    life.until("2026-11-27T15:02")
    life.sets_clock(-5 * HOUR_MS)
    life.passes(10 * MINUTE_MS)
    assert life.times == ["15:00", "10:12"]  # ten minutes after the clock was set


def test_one_reminder_at_a_time_is_on_the_screen():
    life = Life(replace(AT_DESK, times=(900,), desk_minutes=30), "2026-11-27T14:00")
    life.until("2026-11-27T14:31")
    assert life.state.waiting
    assert due(life.chosen, life.state, life.watch, life.now) is None


def test_what_is_not_answered_is_taken_back():
    life = Life(AT_THREE, "2026-11-27T14:30")
    life.until("2026-11-27T15:29")
    assert life.state.waiting
    life.passes(MINUTE_MS)
    assert life.state.waiting is None
    assert ANSWER_MS == 30 * MINUTE_MS


@pytest.mark.parametrize("answer", [None, Answer.PASSED])
def test_whoever_lets_two_go_by_has_peace_until_tomorrow(answer):
    life = Life(replace(AT_THREE, times=(600, 720, 840, 960)), "2026-11-27T09:00")
    life.answers = [answer] * 99
    life.until("2026-11-28T11:00")
    assert life.times == ["10:00", "12:00", "10:00"]


def test_whoever_takes_one_up_is_not_counted_out():
    life = Life(replace(AT_THREE, times=(600, 720, 840, 960)), "2026-11-27T09:00")
    life.answers = [Answer.PASSED, Answer.START, Answer.PASSED, Answer.START]
    life.until("2026-11-27T23:00")
    assert len(life.shown) == 4


def test_no_more_today_holds_until_tomorrow_and_can_be_taken_back():
    life = Life(replace(AT_THREE, times=(600, 720)), "2026-11-27T09:00")
    life.state = paused(life.state, life.now, is_so=True)
    life.until("2026-11-27T11:00")
    life.state = paused(life.state, life.now, is_so=False)
    life.until("2026-11-27T13:00")
    assert life.times == ["12:00"]
    life.state = paused(life.state, life.now, is_so=True)
    life.until("2026-11-28T10:30")
    assert life.times == ["12:00", "10:00"]


def test_an_answer_to_nothing_changes_nothing():
    life = Life(AT_THREE, "2026-11-27T09:00")
    before = life.state
    assert all(answered(before, each, life.chosen, life.now) == before for each in Answer)


def test_nobody_is_bothered_as_soon_as_they_log_in():
    life = Life(AT_THREE, "2026-11-27T15:00")
    life.passes(30 * MINUTE_MS)
    assert life.times == ["15:02"]


def test_a_reminder_of_another_kind_begins_the_sitting_anew():
    life = Life(replace(AT_DESK, times=(900,)), "2026-11-27T14:10", answers=[Answer.OPEN] * 9)
    life.until("2026-11-27T16:05")
    assert life.times == ["15:00", "16:00"]


# -- what comes next -----------------------------------------------------------------------------


def planned(chosen, at, state=None, runs=()):
    life = Life(chosen, at)
    life.runs = tuple(life.wall.unix_ms(datetime.fromisoformat(each)) for each in runs)
    found = next_planned(chosen, state or ReminderState(), life.now)
    return found and (f"{life.wall.local(found[0]):%a %H:%M}", found[1])


def test_the_next_one_is_told_ahead():
    chosen = replace(AT_THREE, days=frozenset({0, 4}), run_minutes=30)
    assert planned(chosen, "2026-11-27T12:00") == ("Fri 15:00", Occasion.TIME)
    assert planned(chosen, "2026-11-27T15:00") == ("Mon 15:00", Occasion.TIME)
    runs = ["2026-11-28T08:00"]
    assert planned(chosen, "2026-11-27T15:00", runs=runs) == ("Sat 07:30", Occasion.RUN)


def test_none_is_told_where_none_comes():
    assert planned(replace(AT_THREE, is_on=False), "2026-11-27T12:00") is None
    assert planned(replace(AT_THREE, days=frozenset()), "2026-11-27T12:00") is None
    assert planned(AT_DESK, "2026-11-27T12:00") is None


def test_a_pause_and_later_are_told_of():
    life = Life(AT_THREE, "2026-11-27T14:59", answers=[Answer.LATER])
    life.passes(3 * MINUTE_MS)
    assert planned(AT_THREE, "2026-11-27T15:03", life.state) == ("Fri 15:11", Occasion.TIME)
    quiet = ReminderState(silent_day="2026-11-27")
    assert planned(AT_THREE, "2026-11-27T12:00", quiet) == ("Sat 15:00", Occasion.TIME)


# -- laws ----------------------------------------------------------------------------------------

CHOICES = st.builds(
    ReminderSettings,
    is_on=st.just(value=True),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    times=st.lists(st.integers(0, 1439), max_size=4).map(tuple),
    desk_minutes=st.sampled_from([0, 30, 60, 120]),
    run_minutes=st.sampled_from([0, 5, 30, 180]),
    later_minutes=st.integers(5, 60),
    quiet_from=st.integers(0, 1439),
    quiet_until=st.integers(0, 1439),
).map(ReminderSettings.clamped)
# Weeks in which the clocks of these zones change, and others.
STARTS = st.sampled_from(
    [
        "2026-03-07",
        "2026-03-28",
        "2026-04-04",
        "2026-09-05",
        "2026-10-03",
        "2026-10-24",
        "2026-12-31",
    ]
)
ANSWERS = st.lists(st.sampled_from([None, *Answer]), max_size=20)
HAPPENINGS = st.lists(
    st.one_of(
        st.tuples(st.just("passes"), st.integers(1, 300)),
        st.tuples(st.just("sleeps"), st.integers(1, 3000)),
        st.tuples(st.just("is_away"), st.integers(1, 120)),
        st.tuples(st.just("sets_clock"), st.integers(-3000, 3000)),
        st.tuples(st.just("flies"), st.sampled_from(ZONES)),
        st.tuples(st.just("silent"), st.booleans()),
        st.tuples(st.just("does_a_session"), st.none()),
    ),
    max_size=12,
)
LIVES = st.tuples(CHOICES, STARTS, st.sampled_from(ZONES), ANSWERS, HAPPENINGS)
QUIET_LIVES = LIVES.map(
    lambda life: (*life[:4], [each for each in life[4] if each[0] in ("passes", "sleeps")])
)


def lived(life, happenings):
    for what, how in happenings:
        match what:
            case "flies":
                life.wall = wall_in(how)
            case "silent":
                life.is_silent = how
            case "does_a_session":
                life.does_a_session()
            case _:
                getattr(life, what)(how * MINUTE_MS)
    return life


def a_life(chosen, start, zone, answers, happenings):
    life = Life(chosen, f"{start}T06:00", zone, answers)
    life.step_ms = 4 * MINUTE_MS
    life.runs = tuple(life.unix_ms + minutes * MINUTE_MS for minutes in (120, 150, 720, 1560))
    return lived(life, happenings)


@given(LIVES)
def test_two_reminders_are_never_on_top_of_each_other(drawn):
    """Only a run, or "Later", comes sooner than the time that keeps two apart."""
    life = a_life(*drawn)
    least = min(5 * MINUTE_MS, APART_MS)
    for (before, after), (_, occasion) in zip(
        zip(life.moments, life.moments[1:], strict=False), life.shown[1:], strict=True
    ):
        if occasion is not Occasion.RUN and not any(
            what in {"sets_clock", "flies"} for what, _ in drawn[4]
        ):
            assert after - before >= least


@given(LIVES)
def test_a_time_of_day_is_shown_once_a_day_at_the_most(drawn):
    chosen, _, _, _, happenings = drawn
    life = a_life(*drawn)
    times = [key for key in life.state.keys if key.startswith(Occasion.TIME)]
    assert len(times) == len(set(times))
    if Answer.LATER not in drawn[3]:
        shown_times = [at.date() for at, occasion in life.shown if occasion is Occasion.TIME]
        days = {at.date() for at, _ in life.shown}
        flights = sum(what in ("flies", "sets_clock") for what, _ in happenings)
        assert len(shown_times) <= (len(days) + 1) * len(chosen.times) + flights


@given(LIVES)
def test_whoever_never_answers_is_left_in_peace_after_two_a_day(drawn):
    chosen, start, zone, _, happenings = drawn
    calm = [each for each in happenings if each[0] not in ("sets_clock", "flies")]
    life = a_life(chosen, start, zone, [], calm)
    days = [at.date() for at, _ in life.shown]
    # One that is shown before midnight and passed by after it counts for the day after.
    assert all(days.count(day) <= 3 for day in days)


@given(QUIET_LIVES)
def test_a_time_of_day_is_never_early_and_never_much_too_late(drawn):
    chosen, start, zone, _, happenings = drawn
    life = a_life(replace(chosen, desk_minutes=0, run_minutes=0), start, zone, [], happenings)
    for at, _ in life.shown:
        at_ms = life.wall.unix_ms(at)
        dues = [
            life.wall.unix_ms(
                datetime.combine(day, datetime.min.time()) + timedelta(minutes=minutes)
            )
            for day in (at.date(), at.date() - timedelta(days=1))
            for minutes in chosen.times
            if day.weekday() in chosen.days
        ]
        fold_ms = HOUR_MS  # a time on the wall that comes twice
        assert any(0 <= at_ms - due_ms < GRACE_MS + fold_ms for due_ms in dues)


@given(LIVES)
def test_whatever_happened_the_day_after_tomorrow_is_as_any_other(drawn):
    """No clock and no sleep silences somebody for good, and nothing is stuck on the screen."""
    chosen, start, zone, answers, happenings = drawn
    life = a_life(chosen, start, zone, answers, happenings)
    life.wall, life.is_silent, life.runs = wall_in(zone), False, ()
    life.chosen = replace(AT_THREE, times=(12 * 60,))
    life.answers = [Answer.OPEN] * 99
    if life.session_ms is not None:
        life.session_ms = min(life.session_ms, life.unix_ms)
    # A day that comes twice, since a clock was set back, may stay as quiet as it was.
    back = sum(max(0, -minutes) for what, minutes in happenings if what == "sets_clock")
    life.sleeps(2 * DAY_MS + back * MINUTE_MS)
    before = len(life.shown)
    life.passes(DAY_MS + HOUR_MS)
    assert Occasion.TIME in [occasion for _, occasion in life.shown[before:]]


@given(LIVES)
def test_no_reminder_comes_while_the_screen_is_not_free(drawn):
    chosen, start, zone, answers, happenings = drawn
    life = Life(chosen, f"{start}T06:00", zone, answers)
    life.is_silent = True
    lived(life, [each for each in happenings if each[0] != "silent"])
    assert life.shown == []


@tried_with(
    ("watch", "idle_ms", "since_ms"),
    [
        (Watch(), 5_000, 1_000_000),
        (Watch(looked_ms=999_000), 5_000, 995_000),
        (Watch(looked_ms=999_000), None, 1_000_000),
        (Watch(since_ms=500_000, looked_ms=999_000), 5_000, 500_000),
        (Watch(since_ms=500_000, looked_ms=999_000), BREAK_MS, None),
    ],
)
def test_somebody_sits_there_since_the_first_touch_after_a_break(watch, idle_ms, since_ms):
    assert watch.looked(1_000_000, idle_ms).since_ms == since_ms
