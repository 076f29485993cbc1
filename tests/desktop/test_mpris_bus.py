# SPDX-License-Identifier: GPL-3.0-or-later
"""What other programs may ask of the player's object, and what they are told unasked."""

import sys
from dataclasses import replace

import pytest

from desktop.media_caller import STATE
from hipmob_desktop.desktop.media import MediaCommand, MediaStatus
from hipmob_desktop.desktop.mpris import MediaControls
from hipmob_desktop.desktop.mpris_object import NAME, PLAYER, ROOT, TRACK

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a session bus")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ({"member": "Explode"}, "UnknownMethod"),
        ({"member": "Next", "interface": ROOT}, "UnknownMethod"),
        ({"member": "Quit", "interface": ROOT}, "UnknownMethod"),
        ({"member": "Next", "path": "/"}, "UnknownObject"),
        ({"member": "Next", "signature": "s", "body": ("now",)}, "InvalidArgs"),
        ({"member": "Seek", "signature": "s", "body": ("far",)}, "InvalidArgs"),
        ({"member": "Get", "signature": "ss", "body": (PLAYER, "Mood")}, "UnknownProperty"),
        ({"member": "Get", "signature": "ss", "body": ("a.b", "Mood")}, "UnknownProperty"),
        (
            {"member": "Set", "signature": "ssv", "body": (PLAYER, "Rate", ("d", 2.0))},
            "PropertyReadOnly",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_and_the_session_goes_on(shown, caller, asked, call, error):
    shown()
    assert caller.call(**call) == error
    assert caller.call("Next") == ()
    assert asked.get(timeout=5) is MediaCommand.NEXT


def test_whoever_asks_is_told_all_that_there_is(shown, caller):
    shown()
    standard = {"interface": None}
    told = caller.call("GetAll", "s", (PLAYER,), **standard)[0]
    described = caller.call("Introspect", **standard)[0]
    assert [name for name in told if f'name="{name}"' not in described] == []
    assert described.count("<interface ") == described.count("</interface>") == 5
    assert caller.call("GetAll", "s", ("a.b",), **standard) == ({},)


def test_a_title_that_no_bus_would_take_is_shown_without_what_is_wrong(shown, caller):
    shown(replace(STATE, title="nul\0l \ud800", credit=""))
    assert caller.get("Metadata")["xesam:title"] == ("s", "null ?")
    assert caller.get("Metadata")["xesam:artist"] == ("as", [])


def test_a_second_player_has_a_name_of_its_own(shown, bus, clock, asked, caller):
    shown()
    other = MediaControls(asked.put, clock)
    other.show(STATE)
    names = caller.call("ListNames", interface=None, path="/", name="org.freedesktop.DBus")[0]
    while sum(name.startswith(NAME) for name in names) < 2:
        names = caller.call("ListNames", interface=None, path="/", name="org.freedesktop.DBus")[0]
    assert other.close()


def test_a_panel_can_show_who_plays_and_bring_the_window_to_the_front(shown, caller, asked):
    shown()
    assert caller.get("Identity", ROOT) == "HipMob Desktop"
    assert caller.get("DesktopEntry", ROOT) == "hipmob-desktop"
    assert caller.call("Raise", interface=ROOT) == ()
    assert asked.get(timeout=5) is MediaCommand.RAISE


def test_a_change_is_signalled_with_what_changed_and_no_more(shown, controls, caller, clock):
    shown()
    now_ms = clock.move(ms=1_000)
    later = replace(
        STATE, status=MediaStatus.PAUSED, position_ms=66_000, as_of_ms=now_ms, can_go_next=False
    )
    with caller.listen() as signals:
        controls.show(later)
        member, (interface, new, gone) = caller.next_signal(signals)
    assert (member, interface, gone) == ("PropertiesChanged", PLAYER, [])
    assert new == {"PlaybackStatus": ("s", "Paused"), "CanGoNext": ("b", False)}
    with caller.listen() as signals:
        controls.show(replace(later, can_go_next=True))
        _, (_, new, _) = caller.next_signal(signals)
    assert new == {"CanGoNext": ("b", True)}


def test_a_jump_is_signalled_and_counting_on_is_not(shown, controls, caller, clock):
    shown()
    now_ms = clock.move(ms=1_000)
    with caller.listen() as signals:
        controls.show(replace(STATE, position_ms=66_010, as_of_ms=now_ms))
        controls.show(replace(STATE, position_ms=120_000, as_of_ms=now_ms))
        assert caller.next_signal(signals) == ("Seeked", (120_000_000,))


def test_nobody_seeks_in_a_session_and_no_harm_is_done(shown, caller, asked):
    shown()
    assert caller.get("CanSeek") is False
    assert caller.call("Seek", "x", (5_000_000,)) == ()
    assert caller.call("SetPosition", "ox", (TRACK, 5_000_000)) == ()
    assert caller.get("Position") == STATE.position_ms * 1_000
    assert asked.empty()
