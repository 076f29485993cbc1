# SPDX-License-Identifier: GPL-3.0-or-later
"""Other programs are quieter while something is said, and get their volume back, come what may."""

import os
import signal
import subprocess
import sys
from math import log10

import pytest

from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.voice.ducking_client import MODULE
from hipmob_desktop.voice.ducking_process import (
    FACTOR,
    OURS,
    Lowering,
    Stream,
    lowered,
    read_streams,
)
from hipmob_desktop.voice.ipc import Helper
from voice.world import eventually

LOUD = 50_000
QUIET = int(LOUD * FACTOR)

LISTING = f"""Sink Input #7
    Driver: protocol-native.c
    Volume: front-left: {LOUD} /  76% / -7.05 dB,   front-right: 40000 /  61% / -12.87 dB
        balance 0.00
    Properties:
        media.name = "A song: \\"Volume: mono: 1 / 1%\\""
        application.name = "Player"

Sink Input #9
    Volume: mono: 65536 / 100% / 0.00 dB
    Properties:
        application.name = "{OURS}"

Sink Input #12
    Volume: (invalid)
    Properties:
        application.name = "Odd"
"""


def test_others_are_as_much_quieter_as_a_voice_needs_and_still_to_be_heard():
    """The volume that a person sees goes by the cube of how loud it is."""
    assert 12 <= -20 * log10(FACTOR**3) <= 14


def test_a_listing_gives_the_streams_of_others():
    (stream,) = read_streams(LISTING)

    assert (stream.number, stream.program, stream.volumes) == (7, "Player", (LOUD, 40_000))


def test_an_empty_listing_gives_none():
    assert read_streams("") == []


@pytest.fixture
def music(server):
    """Another program's stream; gives its volume."""
    player = subprocess.Popen(
        ["pacat", "--client-name=Player", "--channels=1", f"--volume={LOUD}", "/dev/zero"],
        stderr=subprocess.DEVNULL,
    )

    def volume():
        streams = read_streams(server.control("list", "sink-inputs"))
        return next((one.volumes[0] for one in streams if one.program == "Player"), None)

    eventually(lambda: volume() == LOUD)
    yield volume
    player.kill()
    player.wait()
    eventually(lambda: volume() is None)


@pytest.fixture
def lowering(music, tmp_path):
    """Starts the process and has it told of words that are heard now."""
    started = []

    def start(*, told=True, hold_ms=60_000):
        command = [sys.executable, "-m", MODULE, str(tmp_path / "note"), str(hold_ms)]
        helper = Helper(command, lambda *_: None, lambda _: None)
        started.append(helper)
        if told:
            eventually(lambda: tell(helper) == QUIET)
        return helper

    def tell(helper):
        helper.send({"do": "lower", "from": monotonic_ms(), "until": monotonic_ms() + 100})
        return music()

    yield start
    for helper in started:
        helper.close()
    for helper in started:
        helper.join(5)


def test_the_volume_is_given_back_some_time_after_the_words(lowering, music, tmp_path):
    lowering(hold_ms=300)

    eventually(lambda: music() == LOUD)
    eventually(lambda: not (tmp_path / "note").exists())


def test_the_volume_is_given_back_when_the_caller_goes(lowering, music):
    lowering().close()

    eventually(lambda: music() == LOUD)


def test_the_volume_is_given_back_by_a_process_that_is_terminated(lowering, music):
    os.kill(lowering().pid, signal.SIGTERM)

    eventually(lambda: music() == LOUD)


def test_the_volume_is_given_back_by_the_next_process_after_one_that_was_killed(lowering, music):
    killed = lowering()
    killed.kill()
    killed.join(5)
    assert music() == QUIET
    lowering(told=False)

    eventually(lambda: music() == LOUD)


def test_a_volume_the_person_changed_stays_as_it_is(lowering, music, server):
    helper = lowering()
    listing = server.control("list", "sink-inputs")
    number = next(one.number for one in read_streams(listing) if one.program == "Player")
    server.control("set-sink-input-volume", str(number), "12345")
    helper.close()
    helper.join(5)

    assert music() == 12_345


def test_a_voice_makes_others_quieter_when_asked_and_until_told_otherwise(own_voice, music):
    own_voice.set_others_quieter(quieter=True)
    eventually(lambda: own_voice._others.pid)
    own_voice.say("one", monotonic_ms() + 50)
    eventually(lambda: music() == QUIET)
    own_voice.set_others_quieter(quieter=False)

    eventually(lambda: music() == LOUD)


def test_nobody_is_made_quieter_unasked(voice, counts, music):
    voice.say("one", monotonic_ms() + 50)
    eventually(lambda: counts().done == 1)

    assert music() == LOUD
    assert voice._others.pid is None


def test_without_pactl_it_says_what_is_missing(a_voice, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    voice = a_voice()
    voice.set_others_quieter(quieter=True)

    eventually(lambda: voice.others_fault)
    assert "pactl" in voice.others_fault
    assert voice.fault() is None


def test_a_stream_that_has_the_number_of_one_that_ended_is_left_alone(tmp_path):
    now, told = [Stream(1, "music", (50_000,))], []
    lowering = Lowering(tmp_path / "note")
    lowering._streams = lambda: list(now)
    lowering._set = told.append
    lowering.lower()
    now[:] = [Stream(1, "another", lowered(now[0]).volumes)]
    told.clear()
    lowering.restore()
    assert told == []
