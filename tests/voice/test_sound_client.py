# SPDX-License-Identifier: GPL-3.0-or-later
"""When a sound process is started, how long it is waited for, and when it is given up.

With real processes and devices that fail this is tested in test_faults.
"""

import pytest

from hipmob_desktop.voice.sound_client import NO_ANSWER, NO_DEVICE, SoundLink

SOON_MS = 100


class RecordingHelper:
    """A process that remembers what it is told, and runs until it is closed or killed."""

    def __init__(self, _command, _heard, _ended):
        self.told = []
        self.end = None
        self.pid = 1

    def send(self, message):
        self.told.append(message)

    def close(self):
        self.end = "closed"

    def kill(self):
        self.end = "killed"

    def join(self, _timeout_s):
        """It is gone at once."""


class Absent:
    """No program can be started."""

    def __init__(self, *_):
        raise FileNotFoundError(2, "No such file or directory")


@pytest.fixture
def started(monkeypatch):
    """The processes that were started, in their order."""
    started = []

    def start(*given):
        started.append(RecordingHelper(*given))
        return started[-1]

    monkeypatch.setattr("hipmob_desktop.voice.sound_client.Helper", start)
    return started


@pytest.fixture
def link():
    return SoundLink(["sound"], lambda _helper, _message: None)


def pauses(link, fail):
    """How long each of ten processes that fail is waited for before the next is started."""
    now = 0
    for _ in range(10):
        link.mind(now, wanted=True)
        fail(now)
        then = link.due(wanted=True)
        yield then - now
        now = then


EVER_LONGER = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]


def test_a_player_that_cannot_be_started_is_tried_again_ever_later_and_never_given_up(
    link, monkeypatch
):
    monkeypatch.setattr("hipmob_desktop.voice.sound_client.Helper", Absent)
    assert list(pauses(link, lambda _now: None)) == EVER_LONGER
    assert link.starts == 0
    assert "(No such file or directory): install the program again" in link.fault


def test_a_process_that_leaves_at_once_is_started_again_ever_later(link, started):
    def leave(now):
        link.take(started[-1], {"is": "ended", "code": 1}, now)

    assert list(pauses(link, leave)) == EVER_LONGER
    assert link.starts == len(started) == len(EVER_LONGER)
    assert link.fault == "The sound player does not start: install the program again."


def test_nothing_is_started_before_its_time(link, started):
    link.mind(0, wanted=True)
    link.take(started[-1], {"is": "ended", "code": 1}, 0)
    link.mind(499, wanted=True)
    assert len(started) == 1
    link.mind(500, wanted=True)
    assert len(started) == 2


def test_a_process_that_ran_well_is_replaced_at_once(link, started):
    link.mind(0, wanted=True)
    link.take(started[-1], {"is": "beat", "running": True}, SOON_MS)
    link.take(started[-1], {"is": "ended", "code": 1}, 2 * SOON_MS)
    assert link.due(wanted=True) == 2 * SOON_MS
    assert link.fault is None


def test_after_sound_was_heard_again_the_pauses_begin_anew(link, started):
    for _ in pauses(link, lambda now: link.take(started[-1], {"is": "ended", "code": 1}, now)):
        pass
    now = link.due(wanted=True)
    link.mind(now, wanted=True)
    link.take(started[-1], {"is": "no device"}, now)
    assert link.fault == NO_DEVICE
    link.take(started[-1], {"is": "ended", "code": 1}, now)
    assert link.due(wanted=True) == now + 500


def test_a_process_that_falls_silent_while_it_plays_is_killed(link, started):
    link.mind(0, wanted=True)
    link.take(started[-1], {"is": "beat", "running": True}, 0)
    link.mind(1_200, wanted=True)
    assert started[-1].end is None
    assert link.due(wanted=True) == 1_201
    link.mind(1_201, wanted=True)
    assert started[-1].end == "killed"
    assert link.fault == NO_ANSWER


def test_a_device_may_take_longer_to_open_each_time_that_was_not_enough(link, started):
    patience = []
    for _ in range(8):
        now = link.due(wanted=True)
        link.mind(now, wanted=True)
        patience.append(link.due(wanted=True) - now - 1)
        link.mind(link.due(wanted=True), wanted=True)
    assert patience == [2_000, 4_000, 6_000, 8_000, 10_000, 12_000, 12_000, 12_000]


def test_what_is_not_wanted_any_more_is_closed_and_not_started_again(link, started):
    link.mind(0, wanted=True)
    link.mind(SOON_MS, wanted=False)
    assert started[-1].end == "closed"
    assert not link.is_up
    assert link.due(wanted=False) is None


def test_a_new_process_is_told_the_volumes_that_were_set_while_there_was_none(link, started):
    quiet = {"do": "volumes", "voice": 0.5, "chimes": 0.25}
    link.send(quiet)
    link.mind(0, wanted=True)
    assert started[-1].told == [quiet]


def test_what_a_process_says_that_was_given_up_counts_for_nothing(link, started):
    link.mind(0, wanted=True)
    link.mind(2_001, wanted=True)
    link.mind(link.due(wanted=True), wanted=True)
    assert not link.take(started[0], {"is": "beat", "running": True}, 3_000)
    assert not link.running


def begun(link, started, now=0):
    link.mind(now, wanted=True)
    return started[-1]


def test_before_anything_is_told_nothing_is_known_and_nothing_is_wrong(link):
    assert (link.fault, link.running, link.backend, link.starts) == (None, False, None, 0)
    assert (link.pid, link.is_up, link.is_stereo) == (None, False, False)
    assert link.due(wanted=True) == 0
    assert link.due(wanted=False) is None


def test_a_new_process_is_told_the_volumes_and_waited_for_as_for_one_that_opens(link, started):
    helper = begun(link, started, 100)
    assert helper.told == [{"do": "volumes", "voice": 1.0, "chimes": 1.0}]
    assert (link.pid, link.is_up, link.starts) == (1, True, 1)
    assert link.due(wanted=True) == link.due(wanted=False) == 100 + 2_000 + 1


def test_what_is_sent_reaches_the_process_that_is_there(link, started):
    link.send({"do": "stop"})
    helper = begun(link, started)
    link.send({"do": "play", "id": 1})
    assert helper.told[1:] == [{"do": "play", "id": 1}]


def test_each_message_has_it_waited_for_from_then_on(link, started):
    helper = begun(link, started)
    link.take(helper, {"is": "opening"}, 500)
    assert link.due(wanted=True) == 2_501
    link.take(helper, {"is": "open", "backend": "ALSA"}, 900)
    assert (link.backend, link.running, link.due(wanted=True)) == ("ALSA", False, 2_101)
    link.take(helper, {"is": "beat", "running": False}, 1_000)
    assert (link.running, link.due(wanted=True)) == (False, 2_201)
    link.take(helper, {"is": "no news"}, 1_100)
    assert link.due(wanted=True) == 2_301
    link.take(helper, {"is": "beat", "running": True}, 1_200)
    assert (link.running, link.fault) == (True, None)
    link.take(helper, {"is": "opening"}, 1_300)
    assert link.due(wanted=True) == 3_301


def test_a_fault_is_told_until_sound_is_taken_again(link, started):
    helper = begun(link, started)
    link.take(helper, {"is": "no device"}, 10)
    assert link.fault == NO_DEVICE
    link.take(helper, {"is": "beat", "running": False}, 20)
    assert link.fault == NO_DEVICE
    link.take(helper, {"is": "broken", "why": "no library"}, 30)
    assert link.fault == "The sound player does not start (no library): install the program again."
    link.take(helper, {"is": "ended", "code": 1}, 40)
    assert link.fault == "The sound player does not start (no library): install the program again."
    assert (link.is_up, link.running) == (False, False)
    again = begun(link, started, 540)
    link.take(again, {"is": "beat", "running": True}, 550)
    assert link.fault is None


def test_a_process_that_may_have_died_of_its_priority_is_followed_by_a_calm_one(
    link, started, monkeypatch
):
    commands = []
    starts = started.append

    def start(command, *_):
        commands.append(command)
        starts(RecordingHelper(command, None, None))
        return started[-1]

    monkeypatch.setattr("hipmob_desktop.voice.sound_client.Helper", start)
    now = 0
    for code in (1, -9, 1):
        link.mind(now, wanted=True)
        link.take(started[-1], {"is": "ended", "code": code}, now)
        now = link.due(wanted=True)
    link.is_stereo = True
    link.mind(now, wanted=True)
    assert commands == [
        ["sound"], ["sound"], ["sound", "--calm"], ["sound", "--calm", "--stereo"],
    ]  # fmt: skip


def test_a_process_with_the_wrong_number_of_channels_makes_way(link, started):
    helper = begun(link, started)
    link.is_stereo = True
    link.mind(10, wanted=True)
    assert (helper.end, link.is_up) == ("closed", False)
    link.mind(10, wanted=True)
    link.mind(20, wanted=True)
    assert len(started) == 2


def test_at_the_end_a_process_is_closed_waited_for_and_killed(link, started):
    link.close()
    helper = begun(link, started)
    done = []
    helper.close = lambda: done.append("close")
    helper.kill = lambda: done.append("kill")
    helper.join = done.append
    link.close()
    assert done == ["close", 1.0, "kill", 1.0]
    assert (link.is_up, link.running) == (False, False)
