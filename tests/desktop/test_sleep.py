# SPDX-License-Identifier: GPL-3.0-or-later
"""A sleep is noticed once, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import FakeClock
from hipmob_desktop.desktop.sleep import SHORTEST_SLEEP_MS, SleepWatch, system_sleep_watch


@pytest.fixture
def clocks():
    """The clock that stands still in a sleep, and the one that does not."""
    return FakeClock(), FakeClock(5_000_000)


@pytest.fixture
def watch(clocks):
    return SleepWatch(*clocks)


def test_time_that_just_passes_is_no_sleep(watch, clocks):
    for clock in clocks:
        clock.move(ms=3_600_000)
    assert not watch.has_slept()


def test_a_sleep_is_told_once(watch, clocks):
    clocks[1].move(ms=600_000)
    assert [watch.has_slept(), watch.has_slept()] == [True, False]


def test_a_second_sleep_is_told_too(watch, clocks):
    for _ in range(2):
        clocks[1].move(ms=SHORTEST_SLEEP_MS)
        assert watch.has_slept()


def test_clocks_that_are_read_a_little_apart_are_no_sleep(watch, clocks):
    clocks[1].move(ms=SHORTEST_SLEEP_MS - 1)
    assert not watch.has_slept()


def test_this_computer_has_not_slept_in_this_test():
    assert not system_sleep_watch().has_slept()


@given(steps=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=20))
def test_however_often_it_is_asked_no_long_sleep_is_missed(steps):
    awake, always = FakeClock(), FakeClock()
    watch = SleepWatch(awake, always)
    for passed_ms, slept_ms in steps:
        awake.move(ms=passed_ms)
        always.move(ms=passed_ms + slept_ms)
        told = watch.has_slept()
        assert told or slept_ms < SHORTEST_SLEEP_MS
