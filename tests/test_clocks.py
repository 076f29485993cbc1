# SPDX-License-Identifier: GPL-3.0-or-later
"""What the clocks of the program promise, told by clocks of the system that stand still."""

import sys
import time
from datetime import datetime, timedelta

import pytest

from hipmob_desktop.clocks import (
    day_of,
    local_time,
    monotonic_ms,
    offset_min,
    session_clock,
    since_boot_ms,
    unix_ms,
    unix_of,
)


@pytest.fixture
def standing(monkeypatch):
    """The clocks of the system, stopped almost at the end of a millisecond, hours from zero."""
    monkeypatch.setattr(time, "monotonic_ns", lambda: 10_000_000_999_999)
    monkeypatch.setattr(time, "time_ns", lambda: 86_400_000_999_999)
    monkeypatch.setattr(time, "CLOCK_BOOTTIME", 7, raising=False)
    clocks = {7: 60_000_000_999_999}
    monkeypatch.setattr(time, "clock_gettime_ns", clocks.__getitem__, raising=False)


@pytest.mark.usefixtures("standing")
def test_each_clock_tells_whole_milliseconds_of_its_own():
    assert (monotonic_ms(), since_boot_ms(), unix_ms()) == (10**7, 6 * 10**7, 864 * 10**5)


@pytest.mark.usefixtures("standing")
def test_where_no_clock_tells_of_sleeps_the_monotonic_one_serves(monkeypatch):
    monkeypatch.delattr(time, "CLOCK_BOOTTIME")
    assert since_boot_ms() == monotonic_ms()


@pytest.mark.usefixtures("standing")
def test_a_session_goes_by_the_monotonic_clock():
    assert session_clock()() == monotonic_ms()


@pytest.mark.usefixtures("standing")
def test_a_fast_clock_is_as_fine_as_any_other():
    assert session_clock(speed=1_000)() == 10**10 + 999


def test_time_goes_on():
    for clock in (monotonic_ms, since_boot_ms, unix_ms, session_clock()):
        assert clock() > 0


NOON_MS = 1_774_699_200_000
"""Noon in London on 28 March 2026, the day before its summer time begins."""

HOUR_MS = 3_600_000


@pytest.fixture
def zone(monkeypatch):
    """Go elsewhere, as a desktop does it: nobody tells the clocks of this process."""
    time.tzset()
    yield lambda name: monkeypatch.setenv("TZ", name)
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone is the system's there")
@pytest.mark.parametrize(
    ("name", "hours", "day"),
    [
        ("Europe/London", 0, 28),
        ("Pacific/Auckland", 0, 29),
        ("Europe/London", 12, 29),
        ("Europe/London", 34, 29),
        ("Europe/London", 35, 30),  # the day in which summer time begins has 23 hours
    ],
)
def test_a_day_is_that_of_the_place_and_of_its_summer_time(zone, name, hours, day):
    zone(name)

    assert day_of(NOON_MS + hours * HOUR_MS).day == day


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone is the system's there")
def test_whoever_travels_is_where_they_are(zone):
    zone("Europe/London")
    day_of()
    zone("Pacific/Auckland")

    assert day_of(NOON_MS).day == 29


def test_the_clock_on_the_wall_has_no_zone_and_the_day_of_the_same_moment():
    at_ms = 1_772_400_000_000
    assert local_time(at_ms).tzinfo is None
    assert local_time(at_ms).date() == day_of(at_ms)
    assert local_time(at_ms + 1_500) - local_time(at_ms) == timedelta(seconds=1.5)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone is the system's there")
@pytest.mark.parametrize(
    ("name", "hours", "offset"),
    [("UTC", 0, 0), ("Europe/London", 0, 0), ("Europe/London", 24, 60), ("Asia/Kolkata", 0, 330)],
)
def test_the_clocks_on_the_walls_are_ahead_by_the_minutes_of_that_day(zone, name, hours, offset):
    zone(name)

    assert offset_min(NOON_MS + hours * HOUR_MS) == offset


def test_a_moment_that_no_calendar_has_is_taken_for_utc():
    assert offset_min(10**18) == 0


@pytest.mark.parametrize("at_ms", [0, 1_795_784_400_000, 1_774_746_000_000])
def test_what_the_clock_on_the_wall_shows_leads_back_to_its_moment(at_ms):
    assert unix_of(local_time(at_ms)) == at_ms


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of this process cannot be set")
@pytest.mark.parametrize(
    ("shown", "utc"),
    [
        ("2026-03-29T01:59", "2026-03-29T00:59"),
        ("2026-03-29T02:30", "2026-03-29T01:30"),  # which is 3:30 there
        ("2026-10-25T02:30", "2026-10-25T00:30"),  # for the first time
        ("2026-10-25T03:00", "2026-10-25T02:00"),
    ],
)
def test_a_change_of_summer_time_leaves_each_moment_one(zone, shown, utc):
    zone("Europe/Berlin")
    expected = datetime.fromisoformat(f"{utc}+00:00")
    assert unix_of(datetime.fromisoformat(shown)) == round(expected.timestamp() * 1000)


@pytest.mark.usefixtures("standing")
def test_on_macos_the_clock_that_nobody_sets_right_tells_of_sleeps(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.delattr(time, "CLOCK_BOOTTIME")
    monkeypatch.setattr(time, "CLOCK_MONOTONIC_RAW", 4, raising=False)
    monkeypatch.setattr(time, "clock_gettime_ns", {4: 9 * 10**13 + 999_999}.__getitem__)
    assert (monotonic_ms(), since_boot_ms()) == (10**7, 9 * 10**7)


@pytest.mark.usefixtures("standing")
@pytest.mark.parametrize(
    ("system", "python", "ms"),
    [
        ("win32", (3, 11), 2 * 10**7),
        ("win32", (3, 12, 9), 2 * 10**7),
        ("win32", (3, 13), 10**7),
        ("linux", (3, 11), 10**7),
    ],
)
def test_where_the_monotonic_clock_is_coarse_the_fine_one_serves(monkeypatch, system, python, ms):
    monkeypatch.setattr(time, "perf_counter_ns", lambda: 20_000_000_999_999)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(sys, "version_info", python)
    assert (monotonic_ms(), session_clock()()) == (ms, ms)
