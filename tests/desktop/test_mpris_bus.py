# SPDX-License-Identifier: GPL-3.0-or-later
"""What other programs may ask of the player's object, and what they are told unasked."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop.media_caller import STATE
from hipmob_desktop.desktop import mpris_bus
from hipmob_desktop.desktop.mpris import MediaControls
from hipmob_desktop.desktop.mpris_object import (
    NAME,
    PATH,
    PLAYER,
    ROOT,
    TRACK,
    MediaCommand,
    MediaStatus,
    VolumeChoice,
)

YES = ("b", True)
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
PEER = "org.freedesktop.DBus.Peer"
PROPERTIES = "org.freedesktop.DBus.Properties"

LOCKED = "PropertyReadOnly"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a session bus")


def described(caller, path=PATH):
    """What is at a path, by its own words."""
    (words,) = caller.call("Introspect", interface=INTROSPECTABLE, path=path)
    return ElementTree.fromstring(words)  # noqa: S314  # they are ours


def busctl(bus, *args):
    asked = ["busctl", f"--address={bus}", *args]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ({"member": "Explode"}, "UnknownMethod"),
        ({"member": "Next", "interface": ROOT}, "UnknownMethod"),
        ({"member": "Next", "path": "/"}, "UnknownObject"),
        ({"member": "GetAll", "signature": "s", "body": (PLAYER,), "path": "/"}, "UnknownObject"),
        ({"member": "Next", "signature": "s", "body": ("now",)}, "InvalidArgs"),
        ({"member": "Seek", "signature": "s", "body": ("far",)}, "InvalidArgs"),
        ({"member": "Get", "signature": "ss", "body": (PLAYER, "Mood")}, "UnknownProperty"),
        ({"member": "Get", "signature": "ss", "body": ("a.b", "Mood")}, "UnknownProperty"),
        ({"member": "Set", "signature": "ssv", "body": (ROOT, "CanQuit", YES)}, LOCKED),
        ({"member": "Set", "signature": "ssv", "body": (PLAYER, "Mood", YES)}, "UnknownProperty"),
        ({"member": "Set", "signature": "ssv", "body": (PLAYER, "Volume", YES)}, "InvalidArgs"),
        ({"member": "Introspect", "path": "/org/mpris/MediaPlayer"}, "UnknownObject"),
        ({"member": "Introspect", "path": "/org/mpris/MediaPlayer2/more"}, "UnknownObject"),
    ],
)
def test_what_cannot_be_done_is_refused_and_the_session_goes_on(shown, caller, asked, call, error):
    shown()
    assert caller.call(**{"interface": None, **call}) == error
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


def test_no_other_player_can_take_our_name_away(shown, caller):
    from jeepney.bus_messages import message_bus

    shown()
    takes_it_over_and_does_not_queue, is_somebody_elses = 2 | 4, 3
    asked = message_bus.RequestName(NAME, takes_it_over_and_does_not_queue)
    answer = caller._connection.send_and_get_reply(asked, timeout=5)
    assert answer.body == (is_somebody_elses,)


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


@pytest.mark.parametrize(
    "call",
    [
        {"member": "Quit", "interface": ROOT},
        {"member": "OpenUri", "signature": "s", "body": ("file:///a.mp3",)},
        {"member": "Seek", "signature": "x", "body": (5_000_000,)},
        {"member": "SetPosition", "signature": "ox", "body": (TRACK, 5_000_000)},
    ],
)
def test_what_the_properties_say_cannot_be_done_is_taken_in_silence(shown, caller, asked, call):
    shown()
    can_quit, can_seek = caller.get("CanQuit", ROOT), caller.get("CanSeek")
    assert (can_quit, can_seek, caller.get("SupportedUriSchemes", ROOT)) == (False, False, [])
    assert caller.call(**call) == ()
    assert caller.get("Position") == STATE.position_ms * 1_000
    assert asked.empty()


@pytest.mark.parametrize(("member", "name"), [("Next", "next"), ("Previous", "previous")])
def test_where_there_is_no_way_to_go_the_key_for_it_does_nothing(
    shown, caller, asked, member, name
):
    shown(replace(STATE, **{f"can_go_{name}": False}))
    assert caller.get(f"CanGo{member}") is False
    assert caller.call(member) == ()
    assert caller.call("Play") == ()
    assert asked.get(timeout=5) is MediaCommand.PLAY


def test_the_volume_is_that_of_the_voice_and_may_be_set(shown, caller, asked):
    shown(replace(STATE, volume=0.35))
    assert caller.get("Volume") == 0.35
    body = (PLAYER, "Volume", ("d", 0.8))
    assert caller.call("Set", "ssv", body, interface=PROPERTIES) == ()
    assert asked.get(timeout=5) == VolumeChoice(0.8)


def test_a_volume_that_has_changed_is_told(shown, controls, caller):
    shown()
    with caller.listen() as signals:
        controls.show(replace(STATE, volume=0.5))
        _, (_, new, _) = caller.next_signal(signals)
    assert new == {"Volume": ("d", 0.5)}


def test_the_rate_is_the_sessions_and_setting_it_changes_nothing_but_that_none_is_a_pause(
    shown, caller, asked
):
    shown(replace(STATE, rate=2.0))
    for rate, is_asked in ((0.5, False), (0.0, True)):
        body = (PLAYER, "Rate", ("d", rate))
        assert caller.call("Set", "ssv", body, interface=PROPERTIES) == ()
        assert asked.empty() is not is_asked
    assert caller.get("Rate") == 2.0
    assert asked.get(timeout=5) is MediaCommand.PAUSE
    assert asked.empty()


@pytest.mark.parametrize("path", ["/", PATH, "/no/such/object"])
def test_anybody_may_ask_anywhere_whether_we_are_there_and_on_which_computer(
    shown, caller, monkeypatch, tmp_path, path
):
    numbered = tmp_path / "machine-id"
    numbered.write_text("0123456789abcdef0123456789abcdef\n")
    monkeypatch.setattr(mpris_bus, "MACHINE_IDS", (tmp_path / "none", numbered))
    shown()
    assert caller.call("Ping", interface=PEER, path=path) == ()
    told = caller.call("GetMachineId", interface=PEER, path=path)
    assert told == ("0123456789abcdef0123456789abcdef",)


def test_a_computer_without_a_number_is_no_reason_to_fall_silent(shown, caller, monkeypatch):
    monkeypatch.setattr(mpris_bus, "MACHINE_IDS", (Path("/nowhere"),))
    shown()
    assert caller.call("GetMachineId", interface=PEER) == "FileNotFound"
    assert caller.get("PlaybackStatus") == "Playing"


def test_whoever_follows_the_paths_from_the_root_finds_the_object(shown, caller):
    shown()
    path = "/"
    for _ in range(3):
        (step,) = described(caller, path).findall("node")
        path = f"{path.rstrip('/')}/{step.get('name')}"
    assert path == PATH
    names = [each.get("name") for each in described(caller).iter("interface")]
    assert names == [ROOT, PLAYER, PROPERTIES, INTROSPECTABLE, PEER]


def test_what_is_described_as_writable_is_what_can_be_set(shown, caller):
    shown()
    for interface in described(caller).findall("interface"):
        for held in interface.findall("property"):
            kind, value = held.get("type"), caller.get(held.get("name"), interface.get("name"))
            body = (interface.get("name"), held.get("name"), (kind, value))
            answer = caller.call("Set", "ssv", body, interface=PROPERTIES)
            assert (answer == ()) is (held.get("access") == "readwrite"), held.attrib


def test_what_is_described_as_a_method_can_be_called(shown, caller):
    shown()
    values = {"x": 1, "o": TRACK, "s": "file:///a"}
    for interface in described(caller).findall("interface")[:2]:
        for method in interface.findall("method"):
            takes = "".join(arg.get("type") for arg in method.findall("arg"))
            body = tuple(values[letter] for letter in takes)
            called = {"interface": interface.get("name")}
            assert caller.call(method.get("name"), takes or None, body, **called) == ()


@pytest.mark.skipif(shutil.which("busctl") is None, reason="busctl is missing: install systemd")
def test_busctl_finds_the_object_and_reads_it(shown, bus):
    shown()
    assert PATH in busctl(bus, "tree", "--list", NAME).split()
    listed = busctl(bus, "introspect", NAME, PATH, PLAYER).splitlines()
    assert "writable" in next(line for line in listed if line.startswith(".Volume"))
