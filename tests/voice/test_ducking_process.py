# SPDX-License-Identifier: GPL-3.0-or-later
"""Other programs are quieter while something is said, and get their volume back, come what may."""

import json
import os
import signal
import subprocess
import sys
import types
from math import log10

import pytest

from fakes import FakeClock
from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.voice import ducking_process
from hipmob_desktop.voice.ducking_client import MODULE
from hipmob_desktop.voice.ducking_process import (
    FACTOR,
    HOLD_MS,
    OURS,
    Keeper,
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


@pytest.mark.sweep
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


def test_a_stream_is_as_quiet_as_it_is_to_be_in_each_channel():
    assert lowered(Stream(7, "Player", (LOUD, 65_536, 1, 0))).volumes == (30_000, 39_321, 0, 0)


class Desk(Lowering):
    """The streams of other programs as they are set, and what is done to them."""

    def __init__(self, note, *streams):
        super().__init__(note)
        self.now = list(streams)
        self.told = []

    def _streams(self):
        return list(self.now)

    def _set(self, stream):
        self.told.append(stream)
        self.now = [stream if one.number == stream.number else one for one in self.now]


MUSIC, FILM = Stream(1, "Player", (50_000,)), Stream(2, "Film", (40_000, 30_000))


@pytest.fixture
def note(tmp_path):
    return tmp_path / "note"


def test_each_stream_is_lowered_once_and_noted_as_it_was(note):
    desk = Desk(note, MUSIC)
    desk.lower()
    desk.now.append(FILM)
    desk.lower()
    desk.lower()
    assert desk.told == [lowered(MUSIC), lowered(FILM)]
    assert [one["volumes"] for one in json.loads(note.read_text())] == [[50_000], [40_000, 30_000]]


def test_what_is_restored_is_as_it_was_and_may_be_lowered_again(note):
    desk = Desk(note, MUSIC, FILM)
    desk.lower()
    desk.restore()
    assert desk.now == [MUSIC, FILM]
    assert not note.exists()
    desk.restore()
    assert len(desk.told) == 4
    desk.lower()
    assert desk.now == [lowered(MUSIC), lowered(FILM)]


def test_after_the_end_nothing_is_lowered_any_more(note):
    desk = Desk(note, MUSIC)
    desk.lower()
    desk.end()
    assert desk.now == [MUSIC]
    desk.lower()
    assert desk.now == [MUSIC]
    assert not note.exists()


def test_without_a_place_for_the_note_others_are_lowered_all_the_same(tmp_path):
    (tmp_path / "file").touch()
    desk = Desk(tmp_path / "file" / "note", MUSIC)
    desk.lower()
    assert desk.now == [lowered(MUSIC)]
    desk.restore()
    assert desk.now == [MUSIC]


def test_what_an_earlier_process_lowered_is_given_back_to_the_same_program_alone(note):
    Desk(note, MUSIC, FILM).lower()
    again = Stream(9, "Player", lowered(MUSIC).volumes)
    other = Stream(8, "Other", lowered(MUSIC).volumes)
    changed = Stream(2, "Film", (12_345, 12_345))
    desk = Desk(note, again, other, changed)
    desk.recover()
    assert desk.told == [Stream(9, "Player", (50_000,))]
    assert not note.exists()


@pytest.mark.parametrize("content", ["", "{", "[1]", "{}", '[{"number": 1}]', " " * 65_537])
def test_a_note_that_is_none_gives_back_nothing_and_goes(note, content):
    note.write_text(content)
    desk = Desk(note, lowered(MUSIC))
    desk.recover()
    assert desk.told == []
    assert not note.exists()
    desk.recover()


def test_a_note_may_be_as_large_as_is_told(note):
    Desk(note, MUSIC).lower()
    note.write_text(note.read_text().ljust(64 * 1_024))
    desk = Desk(note, lowered(MUSIC))
    desk.recover()
    assert desk.now == [MUSIC]


@pytest.fixture
def pactl(monkeypatch):
    """What would be run, and with what it is asked to answer."""
    run = []

    def answer(words, **told):
        run.append((words, told))
        if "broken" in words:
            raise subprocess.TimeoutExpired(words, told["timeout"])
        return subprocess.CompletedProcess(words, 1, stdout=LISTING)

    monkeypatch.setattr(ducking_process.subprocess, "run", answer)
    return run


def test_the_servers_own_program_is_asked_in_plain_words_and_not_for_ever(pactl):
    (stream,) = Lowering._streams()
    Lowering._set(stream)
    assert [words for words, _ in pactl] == [
        ["pactl", "list", "sink-inputs"],
        ["pactl", "set-sink-input-volume", "7", "50000", "40000"],
    ]
    assert {(told["timeout"], told["env"]["LC_ALL"]) for _, told in pactl} == {(3.0, "C")}
    assert ducking_process._pactl("broken") == ""


@pytest.fixture
def keeper(monkeypatch):
    """A keeper of nothing, without its thread; its clock is set."""
    clock = FakeClock(10_000)
    monkeypatch.setattr(ducking_process, "monotonic_ms", clock)
    made = Keeper(None, HOLD_MS)
    made.clock = clock
    return made


def edges_after(keeper, now_ms, from_ms, until_ms):
    keeper.clock.now_ms = now_ms
    keeper.heard({"do": "lower", "from": from_ms, "until": until_ms})
    return keeper._edges()


def test_it_is_quiet_from_a_little_before_the_words_until_some_seconds_after(keeper):
    assert edges_after(keeper, 10_000, 11_000, 12_000) == (10_850, 16_000)


def test_words_in_that_time_keep_it_quiet_and_never_for_less_long(keeper):
    edges_after(keeper, 10_000, 11_000, 12_000)
    assert edges_after(keeper, 16_000, 17_000, 18_000) == (10_850, 22_000)
    assert edges_after(keeper, 16_100, 16_500, 17_000) == (10_850, 22_000)


def test_words_after_that_time_begin_anew(keeper):
    edges_after(keeper, 10_000, 11_000, 12_000)
    assert edges_after(keeper, 16_001, 17_000, 18_000) == (16_850, 22_000)


class OverError(Exception):
    """The keeper's work is looked at no longer."""


def test_the_keeper_lowers_and_restores_at_the_edges(keeper, monkeypatch):
    waits, done = [], []

    def wait(seconds):
        waits.append(seconds)
        if seconds is None:
            raise OverError
        keeper.clock.now_ms += round(seconds * 1_000)

    keeper._lowering = types.SimpleNamespace(
        lower=lambda: done.append(("lower", keeper.clock.now_ms)),
        restore=lambda: done.append(("restore", keeper.clock.now_ms)),
    )
    edges_after(keeper, 10_000, 11_000, 12_000)
    monkeypatch.setattr(keeper._state, "wait", wait)
    with pytest.raises(OverError):
        keeper.run()
    assert waits == [0.85, 5.15, None]
    assert done == [("lower", 10_850), ("restore", 16_000)]


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
