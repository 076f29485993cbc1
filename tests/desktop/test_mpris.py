# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's media controls see a session and drive it: with the real playerctl."""

import os
import shutil
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from desktop.media_caller import STATE, Caller
from handles import none_stays_open
from hipmob_desktop.desktop import mpris
from hipmob_desktop.desktop.mpris import MediaControls
from hipmob_desktop.desktop.mpris_object import MediaCommand, MediaStatus, VolumeChoice

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a session bus")
with_playerctl = pytest.mark.skipif(
    shutil.which("playerctl") is None, reason="playerctl is missing: install the package playerctl"
)


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
def test_no_call_waits_for_a_thread_that_is_stuck(monkeypatch, clock):
    goes_on, was_let_go = threading.Event(), []

    def stuck(_self, reader):
        was_let_go.append(goes_on.wait(10))
        os.close(reader)

    monkeypatch.setattr(MediaControls, "_run", stuck)
    controls = MediaControls(pytest.fail, clock)
    for _ in range(70_000):
        controls.show(STATE)
    goes_on.set()
    assert controls.close()
    assert was_let_go == [True]


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
    bus_daemon.stop()
    controls.show(replace(STATE, status=MediaStatus.PAUSED))
    assert controls.close()


@linux_only
def test_a_bus_that_comes_back_has_the_session_as_it_is_by_then(
    shown, controls, bus_daemon, monkeypatch
):
    monkeypatch.setattr(mpris, "RETRY_S", 0.02)
    shown()
    bus_daemon.stop()
    controls.show(replace(STATE, title="Standing march"))
    bus_daemon.start()
    caller = Caller(bus_daemon.address)
    caller.wait_for_name()
    assert caller.get("Metadata")["xesam:title"] == ("s", "Standing march")
    caller.close()


@linux_only
def test_a_bus_that_is_there_only_later_has_the_session_too(bus_daemon, controls, monkeypatch):
    monkeypatch.setattr(mpris, "RETRY_S", 0.02)
    bus_daemon.stop()
    controls.show(STATE)
    bus_daemon.start()
    caller = Caller(bus_daemon.address)
    caller.wait_for_name()
    caller.close()


@linux_only
@with_playerctl
def test_playerctl_reads_and_sets_the_volume_of_the_voice(shown, asked):
    shown(replace(STATE, volume=0.4))
    assert float(playerctl("volume")) == 0.4
    playerctl("volume", "0.7")
    assert asked.get(timeout=5) == VolumeChoice(0.7)


@linux_only
@with_playerctl
def test_playerctl_sees_a_position_that_stands_still_in_a_lead_in(shown, clock):
    shown(replace(STATE, waits_ms=3_000))
    clock.move(ms=2_900)
    assert int(float(playerctl("position"))) == 65
    clock.move(ms=1_100)
    assert int(float(playerctl("position"))) == 66


@linux_only
def test_when_a_session_is_over_no_handle_of_it_is_open(bus, clock, asked, monkeypatch):
    for address in (None, "unix:path=/nowhere", "nonsense"):
        if address is not None:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        controls = MediaControls(asked.put, clock)
        with none_stays_open():
            controls.show(STATE)
            controls.show(STATE)
            assert controls.close()
