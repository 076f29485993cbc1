# SPDX-License-Identifier: GPL-3.0-or-later
"""How long what is to sound waits for its moment, and for a device that is still closed."""

from pathlib import Path

import pytest

from cases import tried_with
from fakes import FakeClock
from hipmob_desktop.voice.sound_queue import COLD_MS, LATE_MS, SoundQueue

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
