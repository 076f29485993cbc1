# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may go first goes first, whoever may not stays as it was, and nobody halts the machine."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from jeepney import MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from cases import some_of, tried_with
from desktop.conftest import BusDaemon
from hipmob_desktop.voice import priority
from voice.world import eventually, is_alive

RTKIT = "org.freedesktop.RealtimeKit1"
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="priorities are Linux' own")
pytestmark = needs_linux

SHOW = """
import os, resource, sys, threading
from hipmob_desktop.voice import priority
threading.Thread(target=threading.Event().wait, daemon=True).start()
priority.raise_priority()
kinds = {os.sched_getscheduler(int(name)) & ~os.SCHED_RESET_ON_FORK
         for name in os.listdir("/proc/self/task")}
print(kinds == {os.SCHED_RR}, resource.getrlimit(resource.RLIMIT_RTTIME))
"""
RUN_ON = "from hipmob_desktop.voice import priority; priority.raise_priority()\nwhile True: pass"


def in_a_process(script):
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False
    )


@pytest.fixture
def may_go_first():
    done = in_a_process(
        "import os; os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))",
    )
    if done.returncode:
        pytest.skip("this user may not run before all others")


@pytest.fixture
def world(monkeypatch):
    """What is asked of the system: nobody may go first by himself, nothing is changed here."""
    seen = {"limits": [], "nice": {}}

    def refuse(*_):
        raise PermissionError(1, "not allowed")

    monkeypatch.setattr(os, "sched_setscheduler", refuse)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (-1, -1))
    monkeypatch.setattr(resource, "setrlimit", lambda _, pair: seen["limits"].append(pair))
    monkeypatch.setattr(
        os, "setpriority", lambda _, thread, nice: seen["nice"].__setitem__(thread, nice)
    )
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    return seen


class Rtkit(threading.Thread):
    """Gives threads priority, or refuses; notes who asked."""

    def __init__(self, address, *, refuses):
        super().__init__(daemon=True)
        self.asked = {}
        self._refuses = refuses
        self._bus = open_dbus_connection(address)
        self._bus.send_and_get_reply(message_bus.RequestName(RTKIT))
        self.start()

    def run(self):
        with self._bus:
            self._serve()

    def _serve(self):
        while True:
            try:
                call = self._bus.receive()
            except (OSError, ValueError):  # the bus has gone
                return
            if call.header.message_type is not MessageType.method_call:
                continue
            if self._refuses:
                self._bus.send(new_error(call, "org.freedesktop.DBus.Error.AccessDenied"))
                continue
            thread, order = call.body
            self.asked[thread] = order
            self._bus.send(new_method_return(call))


@pytest.fixture
def an_rtkit(tmp_path, monkeypatch, world):
    """Builds the rtkit of a system bus of our own."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("there is no dbus-daemon: install the package dbus-daemon")
    daemon = BusDaemon(tmp_path / "bus.conf")
    daemon.start()
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", daemon.address)
    built = []

    def build(*, refuses):
        built.append(Rtkit(daemon.address, refuses=refuses))
        return built[-1]

    yield build
    daemon.stop()
    for each in built:
        each.join()


def threads_here():
    return {int(task.name) for task in Path("/proc/self/task").iterdir()}


def test_every_thread_goes_first_where_that_is_allowed(may_go_first):
    assert in_a_process(SHOW).stdout.strip() == "True (200000, 200000)"


def test_a_process_that_goes_first_and_never_waits_is_ended(may_go_first):
    done = in_a_process(RUN_ON)

    assert priority.was_ended_by_limit(done.returncode)


def test_else_rtkit_is_asked_for_each_thread(an_rtkit, world):
    rtkit = an_rtkit(refuses=False)
    before = threads_here() - {rtkit.native_id}
    priority.raise_priority()

    assert before <= rtkit.asked.keys()
    assert set(rtkit.asked.values()) == {priority.ORDER}
    assert world == {"limits": [(priority.LIMIT_US,) * 2], "nice": {}}


def test_where_rtkit_refuses_each_thread_is_less_nice(an_rtkit, world):
    an_rtkit(refuses=True)
    before = threads_here()
    priority.raise_priority()

    assert before <= world["nice"].keys()
    assert set(world["nice"].values()) == {priority.NICE}


@pytest.mark.parametrize("address", ["unix:path=/nowhere", "nonsense", ""])
def test_without_a_bus_nothing_is_said(world, monkeypatch, address):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    priority.raise_priority()

    assert set(world["nice"].values()) == {priority.NICE}


def test_where_nothing_is_allowed_all_stays_as_it_is(world, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "not allowed")

    monkeypatch.setattr(os, "setpriority", refuse)

    priority.raise_priority()


def test_what_cannot_be_limited_does_not_go_first(world, monkeypatch):
    asked = []
    monkeypatch.setattr(os, "sched_setscheduler", lambda *words: asked.append(words))

    def refuse(*_):
        raise ValueError("not allowed to raise maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    priority.raise_priority()

    assert asked == []


@pytest.mark.parametrize("name", ["win32", "darwin"])
def test_other_systems_are_left_alone(world, monkeypatch, name):
    monkeypatch.setattr(sys, "platform", name)
    priority.raise_priority()

    assert world == {"limits": [], "nice": {}}


@tried_with(
    ("code", "is_limit"), [(-9, True), (-24, True), (0, False), (-15, False), (None, False)]
)
def test_an_end_by_the_limit_is_told_from_others(code, is_limit):
    assert priority.was_ended_by_limit(code) == is_limit


def words_of(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")


SIGNALS = [("SIGXCPU", True), ("SIGTERM", False)]


@pytest.mark.parametrize(("number", "is_calm"), some_of(SIGNALS, SIGNALS[0], are_several=True))
def test_after_its_limit_ended_it_the_sound_goes_on_without_priority(own_voice, number, is_calm):
    first = own_voice.sound_pid
    assert priority.CALM.encode() not in words_of(first)
    os.kill(first, getattr(signal, number))
    eventually(lambda: own_voice.sound_pid not in (None, first) and own_voice.is_running)

    assert not is_alive(first)
    assert (priority.CALM.encode() in words_of(own_voice.sound_pid)) == is_calm
