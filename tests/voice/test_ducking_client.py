# SPDX-License-Identifier: GPL-3.0-or-later
"""When the process that makes other programs quieter is started, told and let go."""

import threading

import pytest

from hipmob_desktop.voice.ducking_client import OtherPrograms


class RecordingHelper:
    """A process that remembers what it is told, and ends when it is closed."""

    pid = 1

    def __init__(self, _command, _heard, ended):
        self.told = []
        self._ended = ended

    def send(self, message):
        self.told.append(message)

    def close(self):
        self.told.append("closed")
        self._ended(self)


@pytest.fixture
def started(monkeypatch):
    """The processes that were started, in their order."""
    started = []

    def start(*given):
        started.append(RecordingHelper(*given))
        return started[-1]

    monkeypatch.setattr("hipmob_desktop.voice.ducking_client.Helper", start)
    return started


@pytest.fixture
def others():
    return OtherPrograms(["quieter"])


def set_to(others, *, quieter):
    others.set(quieter=quieter)
    for thread in threading.enumerate():
        if thread.name == "others":
            thread.join()


def test_a_process_is_there_once_while_they_are_to_be_quieter_and_only_then(others, started):
    set_to(others, quieter=False)
    assert started == []
    for _ in range(2):
        set_to(others, quieter=True)
    assert len(started) == 1
    set_to(others, quieter=False)
    assert (started[0].told, others.pid) == (["closed"], None)
    set_to(others, quieter=True)
    assert len(started) == 2


def test_it_is_told_of_what_will_be_heard(others, started):
    others.cue(0, 1_000)
    set_to(others, quieter=True)
    others.cue(2_000, 3_000)
    assert started[0].told == [{"do": "lower", "from": 2_000, "until": 3_000}]


def test_a_program_that_cannot_be_started_is_a_fault_in_words(others, monkeypatch):
    def fail(*_):
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("hipmob_desktop.voice.ducking_client.Helper", fail)
    set_to(others, quieter=True)
    assert others.fault == "No such file or directory"


def test_what_its_process_says_is_wrong_is_told(others, started):
    assert (others.fault, others.pid) == (None, None)
    set_to(others, quieter=True)
    assert others.pid == 1
    others._heard(started[0], {"is": "news", "why": "none"})
    assert others.fault is None
    others._heard(started[0], {"is": "fault", "why": "no pactl"})
    assert others.fault == "no pactl"


def test_the_end_of_an_earlier_process_is_not_that_of_the_one_there_is(others, started):
    set_to(others, quieter=True)
    others._ended(object())
    assert others.pid == 1
    others._ended(started[0])
    assert others.pid is None
    others.cue(1, 2)
    others.join(1)
    assert started[0].told == []


def test_at_the_end_the_process_is_closed_and_nothing_more_is_told(others, started):
    others.close()
    set_to(others, quieter=True)
    started[0]._ended = lambda _: None
    others.close()
    others.cue(1, 2)
    assert started[0].told == ["closed"]
