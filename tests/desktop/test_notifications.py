# SPDX-License-Identifier: GPL-3.0-or-later
"""A notification is shown with its buttons, its answer comes back, and no bus is no error."""

import queue

import pytest

from handles import none_stays_open
from hipmob_desktop.desktop.notifications import (
    PATH,
    SERVICE,
    STAYS_MS,
    Fate,
    Happened,
    Notice,
    Notifier,
)

NOTICE = Notice("Time to move", "Tom & <b>Jerry</b>", (("start", "Start"), ("later", "Later")))
ALL = ["actions", "body", "body-markup", "persistence"]


@pytest.fixture
def happened():
    return queue.Queue()


@pytest.fixture
def notifier(happened):
    notifier = Notifier(happened.put, "file:///icon.svg")
    yield notifier
    assert notifier.close()


@pytest.fixture
def desk(service):
    """A desktop that shows notifications and can do what it says."""

    def begin(can=ALL):
        return service(
            SERVICE,
            GetCapabilities=("as", (can,)),
            Notify=("u", (7,)),
            CloseNotification=(None, ()),
        )

    return begin


@pytest.fixture
def shown(desk, notifier, happened):
    """One that is on the screen."""
    there = desk()
    notifier.show(NOTICE)
    assert happened.get(timeout=10).fate is Fate.SHOWN
    return there


def say(there, member, *body, signature):
    there.signal(PATH, SERVICE, member, signature, body)


def test_it_has_a_title_a_sentence_and_buttons(shown):
    name, replaces, icon, title, _, words, hints, stays_ms = shown.wait_for("Notify")
    assert (name, replaces, icon) == ("HipMob Desktop", 0, "file:///icon.svg")
    assert title == "Time to move"
    assert words == ["start", "Start", "later", "Later", "default", "Open"]
    assert stays_ms == STAYS_MS
    assert hints["desktop-entry"] == ("s", "hipmob-desktop")
    assert hints["suppress-sound"] == ("b", True)
    assert hints["urgency"] == ("y", 1)


def test_a_name_out_of_a_file_is_no_markup(shown):
    assert shown.wait_for("Notify")[4] == "Tom &amp; &lt;b&gt;Jerry&lt;/b&gt;"


def test_a_desktop_that_knows_no_markup_has_the_words_as_they_are(desk, notifier):
    there = desk(["body"])
    notifier.show(NOTICE)
    assert there.wait_for("Notify")[4] == "Tom & <b>Jerry</b>"


def test_a_desktop_that_has_no_buttons_is_given_none(desk, notifier):
    there = desk(["body"])
    notifier.show(NOTICE)
    assert there.wait_for("Notify")[5] == []


@pytest.mark.parametrize("key", ["start", "later", "default"])
def test_the_button_that_is_pressed_comes_back(shown, happened, key):
    say(shown, "ActionInvoked", 7, key, signature="us")
    assert happened.get(timeout=10) == Happened(1, Fate.CHOSEN, key)


def test_one_that_is_over_is_not_taken_back(shown, happened, notifier):
    say(shown, "ActionInvoked", 7, "later", signature="us")
    assert happened.get(timeout=10).fate is Fate.CHOSEN
    assert notifier.close()
    assert shown.calls("CloseNotification") == []


def test_what_lets_the_window_come_to_the_front_comes_with_it(shown, happened):
    say(shown, "ActivationToken", 7, "token-1", signature="us")
    say(shown, "ActionInvoked", 7, "start", signature="us")
    assert happened.get(timeout=10) == Happened(1, Fate.CHOSEN, "start", "token-1")


@pytest.mark.parametrize("reason", [1, 2, 4])
def test_one_that_is_waved_away_or_runs_out_is_told_of(shown, happened, reason):
    say(shown, "NotificationClosed", 7, reason, signature="uu")
    assert happened.get(timeout=10) == Happened(1, Fate.CLOSED)


def test_those_of_other_programs_are_none_of_ours(shown, happened):
    say(shown, "ActionInvoked", 8, "start", signature="us")
    say(shown, "NotificationClosed", 6, 2, signature="uu")
    say(shown, "ActionInvoked", 7, "later", signature="us")
    assert happened.get(timeout=10).key == "later"
    assert happened.empty()


def test_what_is_taken_back_goes_from_the_screen_and_nothing_is_told(shown, notifier, happened):
    notifier.withdraw()
    assert shown.wait_for("CloseNotification") == (7,)
    assert notifier.close()
    assert happened.empty()


def test_the_next_one_takes_the_place_of_the_last(shown, notifier, happened):
    assert notifier.show(NOTICE) == 2
    assert happened.get(timeout=10) == Happened(2, Fate.SHOWN)
    assert shown.wait_for("CloseNotification") == (7,)


def test_where_nobody_shows_notifications_that_is_told(bus, notifier, happened):
    notifier.show(NOTICE)
    assert happened.get(timeout=10) == Happened(1, Fate.FAILED)


def test_where_there_is_no_bus_that_is_told(monkeypatch, notifier, happened):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    notifier.show(NOTICE)
    assert happened.get(timeout=10) == Happened(1, Fate.FAILED)


def test_a_desktop_that_refuses_is_told_of(service, notifier, happened):
    service(SERVICE, GetCapabilities=("as", (ALL,)), Notify="org.example.Error.Full")
    notifier.show(NOTICE)
    assert happened.get(timeout=10) == Happened(1, Fate.FAILED)


def test_a_bus_that_goes_away_is_told_of(bus_daemon, desk, notifier, happened):
    desk()
    notifier.show(NOTICE)
    assert happened.get(timeout=10).fate is Fate.SHOWN
    bus_daemon.stop()
    assert happened.get(timeout=10).fate is Fate.FAILED
    bus_daemon.start()


def test_to_take_back_what_is_not_there_is_no_error(notifier):
    notifier.withdraw()
    notifier.withdraw()


def test_when_it_is_over_no_handle_of_it_is_open(desk, happened):
    desk()
    notifier = Notifier(happened.put)
    with none_stays_open():
        for number in (1, 2):
            assert notifier.show(NOTICE) == number
            assert happened.get(timeout=10) == Happened(number, Fate.SHOWN)
        assert notifier.close()


def test_where_there_is_no_bus_no_handle_of_it_is_open(monkeypatch, happened):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    notifier = Notifier(happened.put)
    with none_stays_open():
        notifier.show(NOTICE)
        assert happened.get(timeout=10).fate is Fate.FAILED
        assert notifier.close()
