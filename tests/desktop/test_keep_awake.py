# SPDX-License-Identifier: GPL-3.0-or-later
"""The screen stays on exactly as long as it should, and a refusal is told in one sentence."""

import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from hipmob_desktop.desktop import keep_awake
from hipmob_desktop.desktop.keep_awake import FAULT, AwakeState, KeepAwake, probe

GNOME = "org.gnome.SessionManager"
HOLDER = """
import signal
from hipmob_desktop.desktop.keep_awake import KeepAwake
KeepAwake(lambda state: print(state, flush=True)).hold()
signal.pause()
"""
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a session bus")


class States:
    """The states in their order, and a way to wait for one."""

    def __init__(self):
        self.told = []
        self._changed = threading.Condition()

    def __call__(self, state):
        with self._changed:
            self.told.append(state.value)
            self._changed.notify_all()

    def wait_for(self, *states):
        with self._changed:
            assert self._changed.wait_for(lambda: tuple(self.told) == states, 10), self.told

    def stay_as_they_are(self):
        with self._changed:
            number = len(self.told)
            assert not self._changed.wait_for(lambda: len(self.told) > number, 0.1)


@pytest.fixture
def states():
    return States()


@pytest.fixture
def screen():
    """A system that holds its screen for whoever asks; `screen.times` counts."""

    class Screen:
        is_held, answers, times = False, True, 0

        @contextmanager
        def holding(self):
            self.times += 1
            self.is_held = self.answers
            try:
                yield self.answers
            finally:
                self.is_held = False

    return Screen()


@pytest.fixture
def awake(states, screen):
    awake = KeepAwake(states, screen.holding)
    yield awake
    assert awake.close()


def test_before_a_session_nothing_is_asked_of_the_system(awake, screen):
    assert (awake.state, awake.fault, screen.times) == (AwakeState.FREE, None, 0)


def test_the_screen_is_held_from_the_start_of_a_session_to_its_end(awake, states, screen):
    awake.hold()
    states.wait_for("asked", "held")
    assert screen.is_held
    awake.let_go()
    states.wait_for("asked", "held", "free")
    assert not screen.is_held


def test_a_short_pause_changes_nothing(awake, states, screen):
    awake.hold()
    states.wait_for("asked", "held")
    awake.hold_for(60_000)
    states.stay_as_they_are()
    awake.hold()
    assert (awake.state, screen.times) == (AwakeState.HELD, 1)


def test_a_long_pause_lets_the_screen_go_and_the_end_of_the_pause_holds_it(awake, states, screen):
    awake.hold()
    states.wait_for("asked", "held")
    awake.hold_for(20)
    states.wait_for("asked", "held", "free")
    assert not screen.is_held
    awake.hold()
    states.wait_for("asked", "held", "free", "asked", "held")
    assert screen.is_held


def test_in_a_pause_the_screen_is_held_to_the_last_moment(awake, states, screen, monkeypatch):
    monkeypatch.setattr(keep_awake, "time", SimpleNamespace(monotonic=lambda: 1_000.0))
    awake.hold()
    states.wait_for("asked", "held")
    awake.hold_for(500)
    states.stay_as_they_are()
    assert screen.is_held


def test_a_pause_that_ended_in_time_does_not_let_go_later(awake, states, screen):
    awake.hold()
    states.wait_for("asked", "held")
    awake.hold_for(20)
    awake.hold()
    states.stay_as_they_are()
    assert screen.is_held


def test_a_pause_without_a_session_holds_nothing(awake, screen):
    awake.hold_for(60_000)
    assert (awake.state, screen.times) == (AwakeState.FREE, 0)


def test_a_refusal_says_what_to_do_until_the_session_is_over(awake, states, screen):
    screen.answers = False
    awake.hold()
    states.wait_for("asked", "refused")
    assert awake.fault == FAULT
    awake.let_go()
    states.wait_for("asked", "refused", "free")
    assert awake.fault is None


def test_nothing_of_it_runs_on_when_no_session_does(awake, states):
    awake.hold()
    states.wait_for("asked", "held")
    assert awake.close()
    assert "awake" not in {thread.name for thread in threading.enumerate()}


@linux_only
def test_the_desktop_sees_who_keeps_its_screen_on_and_why(desktop, states):
    service = desktop()
    awake = KeepAwake(states)
    awake.hold()
    service.wait_for(lambda it: it.held)
    assert next(iter(service.held.values()))[:2] == ("HipMob Desktop", "A session is running")
    awake.let_go()
    service.wait_for(lambda it: not it.held)
    assert list(service.seen) == ["held", "let go"]
    assert awake.close()


@linux_only
def test_the_session_manager_of_gnome_is_asked_where_there_is_one(desktop, states):
    service = desktop(GNOME)
    awake = KeepAwake(states)
    awake.hold()
    service.wait_for(lambda it: it.held)
    assert next(iter(service.held.values()))[:2] == ("HipMob Desktop", "A session is running")
    assert awake.close()
    assert list(service.seen) == ["held", "let go"]


@linux_only
def test_a_program_that_is_killed_holds_no_screen(desktop):
    service = desktop()
    holder = subprocess.Popen([sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True)
    service.wait_for(lambda it: it.held)
    assert [holder.stdout.readline().strip() for _ in range(2)] == ["asked", "held"]
    holder.send_signal(signal.SIGKILL)
    service.wait_for(lambda it: not it.held)
    holder.communicate()
    assert list(service.seen) == ["held", "gone"]


@linux_only
@pytest.mark.parametrize("answer", ["refusal", "silence"])
def test_a_desktop_that_says_no_or_nothing_is_given_up(desktop, states, answer, monkeypatch):
    monkeypatch.setattr("hipmob_desktop.desktop.awake_bus.NamedBus.timeout", 0.2)
    desktop(answer=answer)
    awake = KeepAwake(states)
    awake.hold()
    states.wait_for("asked", "refused")
    assert awake.close()


@linux_only
def test_where_nobody_offers_it_the_sentence_is_there_before_a_session(bus):
    assert probe() == FAULT


@linux_only
def test_where_somebody_offers_it_there_is_nothing_to_say(desktop):
    service = desktop()
    assert probe() is None
    service.wait_for(lambda it: list(it.seen) == ["held", "let go"])


@linux_only
def test_without_a_bus_there_is_a_refusal_and_no_error(monkeypatch, states):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert probe() == FAULT


@linux_only
def test_a_bus_that_goes_away_in_a_session_is_no_error(desktop, states):
    service = desktop()
    awake = KeepAwake(states)
    awake.hold()
    service.wait_for(lambda it: it.held)
    service.answer = "silence"
    service.close()
    assert awake.close()
    assert states.told == ["asked", "held", "free"]
