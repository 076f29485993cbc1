# SPDX-License-Identifier: GPL-3.0-or-later
"""A battery that will not last is told of before a session, and a sleep is noticed once."""

import sys
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import examples, tried_with
from fakes import FakeClock
from hipmob_desktop.desktop.power import (
    DYING_PERCENT,
    LOW_PERCENT,
    MARGIN_MS,
    SHORTEST_SLEEP_MS,
    Battery,
    SleepWatch,
    battery_fault,
    draining_battery,
    system_sleep_watch,
)

TEN_MINUTES_MS = 600_000


@pytest.fixture
def supply(tmp_path):
    """Plugs something in: its name and what its files say."""

    def plug(name, **files):
        (tmp_path / name).mkdir()
        for file, content in files.items():
            (tmp_path / name / file).write_text(f"{content}\n")
        return tmp_path

    return plug


def test_a_computer_that_lives_on_its_battery_has_its_charge_and_its_time(supply):
    folder = supply(
        "BAT0",
        type="Battery",
        status="Discharging",
        capacity=60,
        energy_now=30_000_000,
        power_now=15_000_000,
    )
    assert draining_battery(folder) == Battery(percent=60, left_ms=2 * 3_600_000)


def test_a_battery_that_counts_its_current_has_its_time_too(supply):
    folder = supply(
        "BAT1",
        type="Battery",
        status="Discharging",
        capacity=50,
        charge_now=2_000_000,
        current_now=-1_000_000,
    )
    assert draining_battery(folder).left_ms == 2 * 3_600_000


def test_two_batteries_are_one(supply):
    full = {"type": "Battery", "status": "Unknown", "capacity": 100, "energy_now": 30_000_000}
    supply("BAT0", power_now=0, **full)
    used = {"type": "Battery", "status": "Discharging", "capacity": 20, "energy_now": 6_000_000}
    folder = supply("BAT1", power_now=12_000_000, **used)
    assert draining_battery(folder) == Battery(percent=60, left_ms=3 * 3_600_000)


@pytest.mark.parametrize("status", ["Charging", "Full", "Not charging", "Unknown", ""])
def test_a_battery_that_is_not_drained_is_none(supply, status):
    assert draining_battery(supply("BAT0", type="Battery", status=status, capacity=3)) is None


def test_a_mouse_or_a_charger_is_no_battery_of_the_computer(supply):
    supply("hid", type="Battery", scope="Device", status="Discharging", capacity=2)
    folder = supply("AC", type="Mains", online=0, status="Discharging")
    assert draining_battery(folder) is None


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"capacity": "many"},
        {"capacity": "inf"},
        {"energy_now": 1_000, "power_now": 5},
    ],
)
def test_a_battery_that_does_not_tell_its_charge_is_none(supply, files):
    folder = supply("BAT0", type="Battery", status="Discharging", **files)
    assert draining_battery(folder) is None


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"energy_now": 30_000_000},
        {"energy_now": 30_000_000, "power_now": 0},
        {"power_now": 5_000_000},
        {"energy_now": "full", "power_now": "some"},
        {"energy_now": "nan", "power_now": "inf"},
    ],
)
def test_a_time_that_cannot_be_told_is_unknown(supply, files):
    folder = supply("BAT0", type="Battery", status="Discharging", capacity=40, **files)
    assert draining_battery(folder) == Battery(percent=40, left_ms=None)


def test_a_system_without_such_files_has_no_battery(tmp_path):
    assert draining_battery(tmp_path / "none") is None
    assert battery_fault(None, TEN_MINUTES_MS) is None


@tried_with(
    ("percent", "left_ms", "lasts"),
    [
        (60, TEN_MINUTES_MS + MARGIN_MS, True),
        (60, TEN_MINUTES_MS + MARGIN_MS - 1, False),
        (LOW_PERCENT + 1, None, True),
        (LOW_PERCENT, None, False),
        (LOW_PERCENT, 10**8, True),
        (DYING_PERCENT, 10**8, False),
    ],
)
def test_a_battery_lasts_for_a_session_and_a_little_more(percent, left_ms, lasts):
    assert Battery(percent=percent, left_ms=left_ms).lasts(TEN_MINUTES_MS) is lasts


@pytest.mark.parametrize(
    ("battery", "sentence"),
    [
        (
            Battery(percent=7, left_ms=TEN_MINUTES_MS),
            "The battery is at 7%, about 10 min: plug the computer in first.",
        ),
        (
            Battery(percent=3, left_ms=None),
            "The battery is at 3%: plug the computer in first.",
        ),
        (Battery(percent=80, left_ms=None), None),
    ],
)
def test_the_sentence_says_what_there_is_and_what_to_do(battery, sentence):
    assert battery_fault(battery, TEN_MINUTES_MS) == sentence


@examples(1.5)
@given(content=st.binary(max_size=20))
def test_no_driver_can_say_anything_that_stops_a_session(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("supplies")
    (folder / "BAT0").mkdir()
    for name in ("capacity", "energy_now", "power_now"):
        (folder / "BAT0" / name).write_bytes(content)
    (folder / "BAT0" / "type").write_text("Battery")
    (folder / "BAT0" / "status").write_text("Discharging")
    battery_fault(draining_battery(folder), TEN_MINUTES_MS)


@pytest.fixture
def psutil(monkeypatch):
    """The library that tells other systems' batteries, with one as it tells it."""

    def tell(told):
        def sensors_battery():
            if isinstance(told, Exception):
                raise told
            return told

        monkeypatch.setitem(
            sys.modules, "psutil", SimpleNamespace(sensors_battery=sensors_battery)
        )
        monkeypatch.setattr(sys, "platform", "darwin")

    return tell


@pytest.mark.parametrize(
    ("percent", "left_s", "is_plugged", "battery"),
    [
        (40.4, 600, False, Battery(percent=40, left_ms=600_000)),
        (40.4, -1, False, Battery(percent=40, left_ms=None)),
        (40.4, 600, True, None),
        (40.4, -2, None, None),
    ],
)
def test_other_systems_tell_of_their_battery_too(psutil, percent, left_s, is_plugged, battery):
    psutil(SimpleNamespace(percent=percent, secsleft=left_s, power_plugged=is_plugged))
    assert draining_battery() == battery


@pytest.mark.parametrize("told", [None, OSError("no such counter"), RuntimeError("broken")])
def test_a_system_that_tells_of_none_stops_nobody(psutil, told):
    psutil(told)
    assert draining_battery() is None


def test_a_system_without_psutil_stops_nobody(psutil, monkeypatch):
    psutil(None)
    monkeypatch.setitem(sys.modules, "psutil", None)
    assert draining_battery() is None


# -- sleep ---------------------------------------------------------------------------------------


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
