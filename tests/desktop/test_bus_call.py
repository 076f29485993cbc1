# SPDX-License-Identifier: GPL-3.0-or-later
"""A question to the bus has an answer or none, and never an error."""

import pytest

from hipmob_desktop.desktop import bus_call
from hipmob_desktop.desktop.bus_call import BusCall, SessionBus

NAME = "org.example.Desk"
CALL = BusCall(NAME, "/desk", NAME, "HowLong", "u", (8,))


def ask(call=CALL):
    with SessionBus() as session_bus:
        return session_bus.ask(call)


def test_an_answer_has_its_values(service):
    desk = service(NAME, HowLong=("us", (5, "minutes")))
    assert ask() == (5, "minutes")
    assert desk.calls("HowLong") == [(8,)]


def test_no_service_is_started_to_be_asked(service):
    from jeepney import MessageFlag

    desk = service(NAME, HowLong=("u", (5,)))
    ask()
    assert desk.calls("HowLong")
    assert MessageFlag.no_auto_start in desk.flags[-1]


def test_a_service_that_refuses_has_no_answer(service):
    service(NAME, HowLong="org.freedesktop.DBus.Error.AccessDenied")
    assert ask() is None


def test_a_service_that_is_not_there_has_no_answer(bus):
    assert ask() is None


def test_a_service_that_hangs_is_not_waited_for_long(service, monkeypatch):
    monkeypatch.setattr(bus_call, "PATIENCE_S", 0.1)
    service(NAME, HowLong=None)
    assert ask() is None


@pytest.mark.parametrize(
    "address", [None, "", "tcp:host=localhost,port=1", "unix:path=/nowhere/at/all", "nonsense"]
)
def test_without_a_bus_there_is_no_answer_either(monkeypatch, address):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert ask() is None


def test_a_bus_that_is_not_there_is_looked_for_once(monkeypatch):
    """A look at the desk has many questions, and each would wait for it."""
    looked = []

    def no_bus(name):
        looked.append(name)
        raise FileNotFoundError(name)

    monkeypatch.setattr("jeepney.io.blocking.open_dbus_connection", no_bus)
    with SessionBus() as session_bus:
        assert [session_bus.ask(CALL), session_bus.ask(CALL)] == [None, None]
    assert looked == ["SESSION"]


def test_a_bus_that_goes_away_in_between_is_no_error(bus_daemon, service):
    service(NAME, HowLong=("u", (5,)))
    with SessionBus() as session_bus:
        assert session_bus.ask(CALL) == (5,)
        bus_daemon.stop()
        assert session_bus.ask(CALL) is None
        assert session_bus.ask(CALL) is None
    bus_daemon.start()
