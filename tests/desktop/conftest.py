# SPDX-License-Identifier: GPL-3.0-or-later
"""A session bus of a test's own, a desktop on it that keeps screens on, and a session shown."""

import queue
import shutil
import subprocess
import threading
from collections import deque

import pytest

from desktop.media_caller import STATE, Caller
from fakes import FakeClock
from hipmob_desktop.desktop.mpris import MediaControls

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
SCREEN_SAVER = "org.freedesktop.ScreenSaver"
GNOME = "org.gnome.SessionManager"


class BusDaemon:
    """A bus that may go away and come back at the same address."""

    def __init__(self, config):
        config.write_text(CONFIG)
        self._asked = ["dbus-daemon", "--nofork", "--nopidfile", f"--config-file={config}"]
        self._process = None
        self.address = None

    def start(self):
        again = [f"--address={self.address}"] if self.address else []
        asked = [*self._asked, *again, "--print-address"]
        self._process = subprocess.Popen(asked, stdout=subprocess.PIPE, text=True)
        self.address = self._process.stdout.readline().strip().partition(",")[0]

    def stop(self):
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()


@pytest.fixture
def bus_daemon(tmp_path, monkeypatch):
    """A session bus with nobody on it, which this process uses too."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("there is no dbus-daemon: install the package dbus-daemon")
    daemon = BusDaemon(tmp_path / "bus.conf")
    daemon.start()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.address)
    yield daemon
    daemon.stop()


@pytest.fixture
def bus(bus_daemon):
    """The address of that bus."""
    return bus_daemon.address


class Desktop(threading.Thread):
    """A service that keeps screens on for whoever asks, until they let go or are gone.

    `held` has who holds now: name, reason and connection. `answer` may be "silence" or
    "refusal". Everything that happens is put into `seen` in words.
    """

    def __init__(self, address, service, answer="cookie"):
        from jeepney.bus_messages import MatchRule, message_bus
        from jeepney.io.blocking import open_dbus_connection

        super().__init__(name=service)
        self._connection = open_dbus_connection(address)
        self.service, self.answer = service, answer
        self.held, self.seen = {}, deque()
        self._changed = threading.Condition()
        self._is_over = False
        gone = MatchRule(type="signal", interface=message_bus.interface, member="NameOwnerChanged")
        for call in (message_bus.RequestName(service), message_bus.AddMatch(gone)):
            self._connection.send_and_get_reply(call, timeout=5)
        self.start()

    def run(self):
        while not self._is_over:
            try:
                message = self._connection.receive(timeout=0.05)
            except TimeoutError:
                continue
            except ConnectionResetError:
                return
            with self._changed:
                self._take(message)
                self._changed.notify_all()

    def wait_for(self, what):
        """Wait until `what` of this service is true; a test that waits in vain fails."""
        with self._changed:
            assert self._changed.wait_for(lambda: what(self), timeout=10), list(self.seen)

    def close(self):
        self._is_over = True
        self.join()
        self._connection.close()

    def _take(self, message):
        from jeepney import HeaderFields, new_error, new_method_return

        member = message.header.fields[HeaderFields.member]
        sender = message.header.fields[HeaderFields.sender]
        if member == "NameOwnerChanged":
            self._forget(message.body)
        elif member == "Inhibit" and self.answer == "refusal":
            denied = "org.freedesktop.DBus.Error.AccessDenied"
            self._connection.send(new_error(message, denied, "s", ("no",)))
        elif member == "Inhibit" and self.answer == "cookie":
            cookie = len(self.seen) + 1
            words = [part for part in message.body if isinstance(part, str)]
            self.held[cookie] = (*words, sender)
            self.seen.append("held")
            self._connection.send(new_method_return(message, "u", (cookie,)))
        elif member.lower() == "uninhibit":
            del self.held[message.body[0]]
            self.seen.append("let go")
            self._connection.send(new_method_return(message))

    def _forget(self, change):
        name, _, new_owner = change
        for cookie in [cookie for cookie, held in self.held.items() if held[-1] == name]:
            if not new_owner:
                del self.held[cookie]
                self.seen.append("gone")


@pytest.fixture
def desktop(bus):
    """Puts a service on the bus, by its name; its answer may be "silence" or "refusal"."""
    services = []

    def begin(service=SCREEN_SAVER, answer="cookie"):
        services.append(Desktop(bus, service, answer))
        return services[-1]

    yield begin
    for service in services:
        service.close()


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def asked():
    """The commands that were given, in order."""
    return queue.Queue()


@pytest.fixture
def controls(bus, clock, asked):
    controls = MediaControls(asked.put, clock)
    yield controls
    assert controls.close()


@pytest.fixture
def shown(controls, caller):
    """Shows a state and waits until the bus has it."""

    def show(state=STATE):
        controls.show(state)
        caller.wait_for_name()

    return show


@pytest.fixture
def caller(bus):
    caller = Caller(bus)
    yield caller
    caller.close()


@pytest.fixture
def service(bus):
    """Puts a service on the bus by its name and what it answers."""
    from desktop.notices import Service

    services = []

    def begin(name, **answers):
        services.append(Service(bus, name, answers))
        return services[-1]

    yield begin
    for each in services:
        each.close()
