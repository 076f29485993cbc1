# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's media controls see a session and drive it: with the real playerctl."""

import queue
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import FakeClock
from hipmob_desktop.desktop.media import MediaCommand, MediaState, MediaStatus
from hipmob_desktop.desktop.mpris import MediaControls
from hipmob_desktop.desktop.mpris_object import (
    NAME,
    PATH,
    PLAYER,
    ROOT,
    TRACK,
    has_jumped,
    sought_ms,
)

STATE = MediaState(
    status=MediaStatus.PLAYING,
    title="Side-lying hip circles, left",
    routine="Seven for the hips",
    credit="A coach",
    position_ms=65_000,
    length_ms=583_000,
    as_of_ms=1_000_000,
)
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a session bus")
with_playerctl = pytest.mark.skipif(
    shutil.which("playerctl") is None, reason="playerctl is missing: install the package playerctl"
)


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def asked():
    """What was asked for, in order: commands and positions."""
    return queue.Queue()


@pytest.fixture
def controls(bus, clock, asked):
    controls = MediaControls(asked.put, clock, on_seek=asked.put)
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


class Caller:
    """Another program on the bus."""

    def __init__(self, address):
        from jeepney.bus_messages import MatchRule, message_bus
        from jeepney.io.blocking import open_dbus_connection

        self._bus = message_bus
        self._connection = open_dbus_connection(address)
        rule = MatchRule(type="signal", sender=self._bus.bus_name, member="NameOwnerChanged")
        self._named = rule
        self._connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=5)

    def wait_for_name(self, name=NAME, *, is_there=True):
        """Wait for signals until `name` has an owner, or has none."""
        while True:
            asked = self._bus.NameHasOwner(name)
            with self._connection.filter(self._named, bufsize=100) as changes:
                if bool(self._connection.send_and_get_reply(asked, timeout=5).body[0]) is is_there:
                    return
                self._connection.recv_until_filtered(changes, timeout=5)

    def call(self, member, signature=None, body=(), *, interface=PLAYER, path=PATH, name=NAME):
        """The answer's values, or the error's name."""
        from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call

        address = DBusAddress(path, bus_name=name, interface=interface)
        message = new_method_call(address, member, signature, body)
        reply = self._connection.send_and_get_reply(message, timeout=5)
        if reply.header.message_type is MessageType.error:
            return reply.header.fields[HeaderFields.error_name].rpartition(".")[2]
        return reply.body

    def get(self, name, interface=PLAYER):
        asked = {"interface": "org.freedesktop.DBus.Properties"}
        return self.call("Get", "ss", (interface, name), **asked)[0][1]

    def listen(self):
        """Signals of the player from now on, in a queue that `next_signal` reads."""
        from jeepney.bus_messages import MatchRule

        rule = MatchRule(type="signal", path=PATH)
        self._connection.send_and_get_reply(self._bus.AddMatch(rule), timeout=5)
        return self._connection.filter(rule, bufsize=100)

    def next_signal(self, signals):
        from jeepney import HeaderFields

        message = self._connection.recv_until_filtered(signals, timeout=5)
        return message.header.fields[HeaderFields.member], message.body

    def close(self):
        self._connection.close()


def playerctl(*args):
    asked = ["playerctl", "--player=hipmob_desktop", *args]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


@linux_only
@with_playerctl
@pytest.mark.parametrize(
    ("args", "answer"),
    [
        (["status"], "Playing"),
        (["metadata", "--format", "{{ duration(position) }}"], "1:05"),
        (["metadata", "title"], STATE.title),
        (["metadata", "album"], STATE.routine),
        (["metadata", "artist"], STATE.credit),
        (["metadata", "mpris:length"], "583000000"),
        (["--list-all"], "hipmob_desktop"),
    ],
)
def test_playerctl_reads_a_session(shown, args, answer):
    shown()
    assert playerctl(*args) == answer


@linux_only
@with_playerctl
@pytest.mark.parametrize(
    ("word", "command"),
    [
        ("play", MediaCommand.PLAY),
        ("pause", MediaCommand.PAUSE),
        ("play-pause", MediaCommand.TOGGLE),
        ("next", MediaCommand.NEXT),
        ("previous", MediaCommand.PREVIOUS),
        ("stop", MediaCommand.STOP),
    ],
)
def test_playerctl_drives_a_session(shown, asked, word, command):
    shown()
    playerctl(word)
    assert asked.get(timeout=5) is command


@linux_only
@with_playerctl
def test_playerctl_puts_a_session_somewhere_else(shown, asked):
    shown()
    playerctl("position", "30")
    playerctl("position", "10+")
    assert [asked.get(timeout=5), asked.get(timeout=5)] == [30_000, 75_000]


@linux_only
@with_playerctl
def test_playerctl_follows_a_session_through_a_pause_to_its_end(shown, controls):
    shown()
    asked = ["playerctl", "--player=hipmob_desktop", "--follow", "status"]
    follower = subprocess.Popen(asked, stdout=subprocess.PIPE, text=True)
    seen = [follower.stdout.readline().strip()]
    controls.show(replace(STATE, status=MediaStatus.PAUSED))
    seen.append(follower.stdout.readline().strip())
    controls.close()
    seen.append(follower.stdout.readline().strip())
    follower.terminate()
    follower.communicate()
    assert seen == ["Playing", "Paused", ""]


@linux_only
def test_a_position_counts_on_while_the_session_plays_and_stands_in_a_pause(
    shown, controls, caller, clock
):
    shown()
    clock.move(ms=2_500)
    assert caller.get("Position") == 67_500_000
    with caller.listen() as signals:
        controls.show(replace(STATE, status=MediaStatus.PAUSED, position_ms=67_500))
        caller.next_signal(signals)
    clock.move(ms=60_000)
    assert caller.get("Position") == 67_500_000


def test_a_position_never_counts_beyond_the_end():
    assert STATE.position_at(STATE.as_of_ms + 10**9) == STATE.length_ms
    assert STATE.position_at(STATE.as_of_ms - 5) == STATE.position_ms


@linux_only
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


@linux_only
def test_a_jump_is_signalled_and_counting_on_is_not(shown, controls, caller, clock):
    shown()
    now_ms = clock.move(ms=1_000)
    with caller.listen() as signals:
        controls.show(replace(STATE, position_ms=66_010, as_of_ms=now_ms))
        controls.show(replace(STATE, position_ms=120_000, as_of_ms=now_ms))
        assert caller.next_signal(signals) == ("Seeked", (120_000_000,))


@linux_only
def test_a_session_that_is_over_is_gone_from_the_desktop_and_the_next_one_is_there(
    shown, controls, caller
):
    shown()
    assert controls.close()
    caller.wait_for_name(is_there=False)
    shown()
    assert caller.get("PlaybackStatus") == "Playing"


@linux_only
def test_a_second_player_has_a_name_of_its_own(shown, bus, clock, asked, caller):
    shown()
    other = MediaControls(asked.put, clock)
    other.show(STATE)
    names = caller.call("ListNames", interface=None, path="/", name="org.freedesktop.DBus")[0]
    while sum(name.startswith(NAME) for name in names) < 2:
        names = caller.call("ListNames", interface=None, path="/", name="org.freedesktop.DBus")[0]
    assert other.close()


@linux_only
def test_a_panel_can_show_who_plays_and_bring_the_window_to_the_front(shown, caller, asked):
    shown()
    assert caller.get("Identity", ROOT) == "HipMob Desktop"
    assert caller.get("DesktopEntry", ROOT) == "hipmob-desktop"
    assert caller.call("Raise", interface=ROOT) == ()
    assert asked.get(timeout=5) is MediaCommand.RAISE


@linux_only
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


@linux_only
def test_whoever_asks_is_told_all_that_there_is(shown, caller):
    shown()
    standard = {"interface": None}
    told = caller.call("GetAll", "s", (PLAYER,), **standard)[0]
    described = caller.call("Introspect", **standard)[0]
    assert [name for name in told if f'name="{name}"' not in described] == []
    assert described.count("<interface ") == described.count("</interface>") == 5
    assert caller.call("GetAll", "s", ("a.b",), **standard) == ({},)


@linux_only
def test_a_title_that_no_bus_would_take_is_shown_without_what_is_wrong(shown, caller):
    shown(replace(STATE, title="nul\0l \ud800", credit=""))
    assert caller.get("Metadata")["xesam:title"] == ("s", "null ?")
    assert caller.get("Metadata")["xesam:artist"] == ("as", [])


@linux_only
@pytest.mark.parametrize("address", [None, "unix:path=/nowhere", "tcp:host=a", "nonsense", ""])
def test_without_a_bus_nothing_is_wrong(monkeypatch, clock, asked, address):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    controls = MediaControls(asked.put, clock)
    for _ in range(3):
        controls.show(STATE)
    assert controls.close()


@linux_only
def test_a_bus_that_goes_away_in_a_session_is_no_error(shown, controls, bus_daemon):
    shown()
    bus_daemon.kill()
    bus_daemon.wait()
    controls.show(replace(STATE, status=MediaStatus.PAUSED))
    assert controls.close()


@given(
    position_ms=st.integers(0, 583_000),
    offset_us=st.integers(-(2**63), 2**63 - 1),
    passed_ms=st.integers(0, 10**9),
)
def test_seeking_never_leaves_the_session(position_ms, offset_us, passed_ms):
    state = replace(STATE, position_ms=position_ms)
    found = sought_ms(state, STATE.as_of_ms + passed_ms, "Seek", (offset_us,))
    assert 0 <= found <= state.length_ms


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ((TRACK, 5_000_000), 5_000),
        ((TRACK, -1), None),
        ((TRACK, 583_001_000), None),
        (("/another/track", 5_000_000), None),
    ],
)
def test_a_position_outside_the_session_or_of_another_one_is_ignored(body, found):
    assert sought_ms(STATE, STATE.as_of_ms, "SetPosition", body) == found


@given(passed_ms=st.integers(0, 500_000))
def test_playing_is_no_jump_however_long_it_is(passed_ms):
    later = replace(
        STATE, position_ms=STATE.position_ms + passed_ms, as_of_ms=STATE.as_of_ms + passed_ms
    )
    assert not has_jumped(STATE, later)
    assert has_jumped(STATE, replace(later, position_ms=later.position_ms + 1_000))
