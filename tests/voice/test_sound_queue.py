# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to sound waits for its moment, is handed over in time, and what became of it counts."""

import base64
from pathlib import Path

import pytest

from cases import tried_with
from fakes import FakeClock
from hipmob_desktop.core.enums import Side
from hipmob_desktop.voice.clip import Clip
from hipmob_desktop.voice.sound_queue import (
    COLD_MS,
    LATE_MS,
    LEAD_MS,
    NEVER_MS,
    TOLD_MS,
    Counts,
    SoundQueue,
)

NOW_MS = 10_000


@pytest.fixture
def queue(monkeypatch):
    """A queue of which nothing is sent; what is found and whether the device is open is set."""
    monkeypatch.setattr(SoundQueue, "_keep", lambda *_: None)

    def made(*, is_found=True, is_open=True):
        found = Path("one.wav") if is_found else None
        one = SoundQueue(["none"], FakeClock(NOW_MS), lambda _: found, pytest.fail, pytest.fail)
        one._link.running = is_open
        return one

    return made


@tried_with(
    ("is_found", "is_open", "at_ms", "until_ms"),
    [
        (True, True, NOW_MS, NOW_MS + LATE_MS),
        (True, True, NOW_MS + 5_000, NOW_MS + 5_000 + LATE_MS),
        (True, False, NOW_MS, NOW_MS + COLD_MS + LATE_MS),
        (False, True, NOW_MS, NOW_MS + COLD_MS + LATE_MS),
        (False, True, NOW_MS + 5_000, NOW_MS + 5_000 + LATE_MS),
    ],
)
def test_only_what_cannot_sound_yet_is_waited_for_a_while(
    queue, is_found, is_open, at_ms, until_ms
):
    asked = queue(is_found=is_found, is_open=is_open)
    number = asked.add("chime", "rest", at_ms)
    cue = asked._cues[number]
    assert (cue.at_ms, cue.until_ms) == (at_ms, until_ms)


def test_each_sound_has_a_number_of_its_own_until_all_are_forgotten(queue):
    asked = queue()
    numbers = [asked.add("chime", "rest", NOW_MS) for _ in range(3)]
    assert len(set(numbers)) == 3
    asked.stop()
    assert asked._cues == {}


class FakeLink:
    """A sound process that takes what it is sent, and is up, open or at fault as it is set."""

    def __init__(self, _command, _post):
        self.sent = []
        self.minded = []
        self.is_up = True
        self.running = True
        self.is_stereo = False
        self.fault = self.backend = self.pid = self.due_ms = None
        self.starts = 1

    def send(self, message):
        self.sent.append(message)

    def due(self, *, wanted):
        self.wanted = wanted
        return self.due_ms

    def take(self, helper, _message, _now):
        return helper == "ours"


class Desk:
    """A queue without its thread: its clock and its sounds are set, and it looks when asked."""

    def __init__(self):
        self.clock = FakeClock(NOW_MS)
        self.sounds = {"rest": Path("rest.wav"), "breathe in": Path("in.wav")}
        self.lost, self.handed_over = [], []
        self.queue = SoundQueue(
            ["none"],
            self.clock,
            lambda cue: self.sounds.get(cue.words),
            self.lost.append,
            self.handed_over.append,
        )
        self.queue._thread = "none is started"
        self.link = self.queue._link

    def look(self, at_ms):
        return self.queue._next_look(at_ms)

    def hear(self, message, sender="ours"):
        self.queue._post(sender, message)
        self.queue._read_inbox(NOW_MS)

    @property
    def played(self):
        return [message["id"] for message in self.link.sent if message["do"] == "play"]


@pytest.fixture
def desk(monkeypatch):
    monkeypatch.setattr("hipmob_desktop.voice.sound_queue.SoundLink", FakeLink)
    return Desk()


def test_a_sound_is_handed_over_a_second_before_its_moment_and_once(desk):
    number = desk.queue.add("voice", "breathe in", NOW_MS + 5_000, Side.LEFT)
    assert desk.look(NOW_MS + 3_999) == NOW_MS + 4_000
    assert desk.played == []
    assert desk.look(NOW_MS + 4_000) == NOW_MS + 5_000 + LATE_MS + TOLD_MS + 1
    assert desk.look(NOW_MS + 4_001) == NOW_MS + 5_000 + LATE_MS + TOLD_MS + 1
    assert desk.link.sent == [
        {
            "do": "play", "id": number, "kind": "voice", "at": NOW_MS + 5_000,
            "until": NOW_MS + 5_000 + LATE_MS, "side": "left", "file": "in.wav",
        }
    ]  # fmt: skip
    assert [cue.number for cue in desk.handed_over] == [number]


def test_a_clip_in_memory_goes_along_with_its_message(desk):
    desk.sounds["rest"] = Clip(5, None, b"sound")
    desk.queue.add("voice", "rest", NOW_MS)
    desk.look(NOW_MS)
    (message,) = desk.link.sent
    assert base64.b64decode(message["clip"]) == b"sound"
    assert "file" not in message
    desk.sounds["breathe in"] = Clip(5, Path("kept.wav"), b"sound")
    desk.queue.add("voice", "breathe in", NOW_MS)
    desk.look(NOW_MS)
    assert desk.link.sent[-1]["file"] == "kept.wav"
    assert "clip" not in desk.link.sent[-1]


def test_what_is_not_made_or_has_no_process_is_looked_for_again_up_to_its_last_moment(desk):
    rest = desk.sounds.pop("rest")
    number = desk.queue.add("chime", "rest", NOW_MS)
    until_ms = NOW_MS + COLD_MS + LATE_MS
    desk.look(NOW_MS)
    desk.sounds["rest"] = rest
    desk.link.is_up = False
    desk.look(until_ms)
    assert desk.played == []
    desk.link.is_up = True
    desk.look(until_ms)
    assert desk.played == [number]


def test_after_its_last_moment_nothing_is_handed_over_and_what_nobody_told_of_is_late(desk):
    desk.queue.add("chime", "rest", NOW_MS)
    until_ms = NOW_MS + LATE_MS
    assert desk.look(until_ms + 1) == until_ms + TOLD_MS + 1
    assert desk.played == []
    desk.look(until_ms + TOLD_MS)
    assert desk.queue.counts == Counts(starts=1)
    for _ in range(2):
        desk.look(until_ms + TOLD_MS + 1)
        assert desk.queue.counts == Counts(late=1, starts=1)


def test_a_new_process_is_handed_what_the_one_before_had(desk):
    number = desk.queue.add("chime", "rest", NOW_MS)
    desk.look(NOW_MS)
    desk.link.starts += 1
    desk.look(NOW_MS)
    desk.look(NOW_MS)
    assert desk.played == [number, number]


def test_what_a_process_tells_is_counted_once_and_only_that_of_ours(desk):
    one, two, three = (desk.queue.add("chime", "rest", NOW_MS) for _ in range(3))
    beat = {"is": "beat", "begun": [one, two], "late": [three], "done": [one]}
    desk.hear(beat, sender="an earlier one")
    assert desk.queue.counts == Counts(starts=1)
    desk.hear(beat)
    desk.hear({"is": "beat", "late": [three]})
    desk.hear({"is": "open", "begun": [one]})
    assert desk.queue.counts == Counts(begun=2, done=1, late=1, starts=1)
    desk.look(NOW_MS + 60_000)
    assert desk.queue.counts.late == 1


def test_of_what_is_missing_words_may_be_made_again_and_a_chime_is_lost(desk):
    chime = desk.queue.add("chime", "rest", NOW_MS)
    words = desk.queue.add("voice", "breathe in", NOW_MS)
    desk.look(NOW_MS)
    for number in (chime, words, 99):
        desk.hear({"is": "missing", "id": number})
    desk.look(NOW_MS)
    assert [cue.number for cue in desk.lost] == [chime, words]
    assert desk.played == [chime, words, words]


def test_the_device_stays_open_for_two_minutes_after_the_last_moment(desk):
    desk.queue.warm()
    assert desk.look(NOW_MS) == NOW_MS + 120_000
    assert desk.link.wanted
    desk.queue.add("chime", "rest", NOW_MS + 60_000)
    desk.queue.warm()
    desk.hear({"is": "beat", "begun": [1]})
    assert desk.look(NOW_MS + 179_999) == NOW_MS + 180_000
    assert desk.look(NOW_MS + 180_000) == NOW_MS + 180_000 + NEVER_MS
    assert not desk.link.wanted


def test_the_process_is_minded_when_it_asks_for_it(desk):
    desk.queue.warm()
    desk.link.due_ms = NOW_MS + 700
    assert desk.look(NOW_MS) == NOW_MS + 700


def test_a_stop_silences_forgets_and_leaves_the_device_open(desk):
    desk.queue.add("chime", "rest", NOW_MS + 9_000)
    desk.queue.stop()
    assert desk.link.sent == [{"do": "stop"}]
    assert desk.look(NOW_MS + 9_000) == NOW_MS + 129_000
    assert desk.played == []


def test_what_is_set_is_told_to_the_process(desk):
    desk.queue.set_volumes(0.5, 0.25)
    desk.queue.set_stereo(stereo=True)
    assert desk.link.sent == [{"do": "volumes", "voice": 0.5, "chimes": 0.25}]
    assert desk.link.is_stereo


def test_a_queue_that_is_closed_keeps_no_device_open(desk):
    desk.queue.close()
    desk.queue.warm()
    assert desk.look(NOW_MS) == NOW_MS + NEVER_MS
    assert desk.link.sent == [{"do": "stop"}]


def test_the_times_are_those_that_were_chosen_by_ear():
    assert (LEAD_MS, LATE_MS, COLD_MS, TOLD_MS, NEVER_MS) == (1_000, 150, 1_000, 500, 3_600_000)
