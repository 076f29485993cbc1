# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether words have holes in them while the machine is busy.

    python benchmarks/voice_holes.py [--load N] [--seconds S]

Says known words for S seconds into the null sink of a private PulseAudio while N processes do
nothing but work, records the sink's monitor, and counts the holes: stretches of two milliseconds
and more of nothing at all, where the sound breaks off or comes back at once, that the text's clip
does not have. Ends with 1 if there is one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from voice_bench import RATE as RECORDED
from voice_bench import Recording, sound_server, until, until_ms

from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.voice.audio import RATE
from hipmob_desktop.voice.clip import BEFORE_MS
from hipmob_desktop.voice.voice import SpokenVoice

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator

WORDS = [
    "Side-lying hip circles. Ten each side. Left leg first: lie on your right side.",
    "Breathe in: forward and up. Breathe out: back and down.",
    "You feel the side of your left hip.",
    "Roll onto your right side, head on your lower arm, bottom knee bent.",
    "five, and reverse",
    "last one",
]
HOLE_MS = 2
LOUD = 200
"""A sample within a millisecond of a hole is at least so high; lower ones are not missed."""

GAP_MS = 250


@contextmanager
def busy(count: int) -> Iterator[None]:
    """Keep `count` processes working."""
    workers = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


def breaks(samples: array[int], rate: int) -> list[float]:
    """The stretches of nothing that begin or end in the midst of sound, in ms."""
    near = rate // 1_000

    def is_loud_beside(before: int, after: int) -> bool:
        beside = (*samples[max(before - near, 0) : before + 1], *samples[after : after + near])
        return max(map(abs, beside)) >= LOUD

    sounding = [place for place, value in enumerate(samples) if value]
    return [
        (after - before) * 1_000 / rate
        for before, after in pairwise(sounding)
        if after - before >= HOLE_MS * near and is_loud_beside(before, after)
    ]


def say_all(voice: SpokenVoice, seconds: float) -> list[tuple[int, str]]:
    """Say one text after the other for so long; gives each with its moment."""
    told: list[tuple[int, str]] = []
    at_ms = monotonic_ms() + 1_500
    end_ms = at_ms + seconds * 1_000
    while at_ms < end_ms:
        text = WORDS[len(told) % len(WORDS)]
        until_ms(at_ms - 700)
        voice.say(text, at_ms)
        told.append((at_ms, text))
        at_ms += (voice.length_ms(text) or 0) + GAP_MS
    until_ms(at_ms + 500)
    return told


def holes(voice: SpokenVoice, recording: Recording, told: list[tuple[int, str]]) -> list[float]:
    """Give the length of each hole, in ms."""
    found: list[float] = []
    for at_ms, text in told:
        clip = voice.clip(text)
        assert clip
        own = breaks(clip.samples(), RATE)
        length_ms = voice.length_ms(text) or 0
        around_ms = GAP_MS / 2
        sound, _ = recording.between(at_ms - BEFORE_MS - around_ms, at_ms + length_ms + around_ms)
        heard = sorted(breaks(sound, RECORDED), reverse=True)
        found += heard[: max(len(heard) - len(own), 0)]
    return found


def main() -> int:
    """Say, record, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--load", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=120)
    arguments = parser.parse_args()
    with sound_server() as address, tempfile.TemporaryDirectory() as cache:
        os.environ["PULSE_SERVER"] = address
        recording = Recording()
        voice = SpokenVoice(Path(cache), assets=Path("assets"))
        voice.warm()
        voice.prepare(WORDS)
        assert voice.wait(WORDS, 30)
        until(lambda: voice.is_running, 10)
        with busy(arguments.load):
            time.sleep(1)
            told = say_all(voice, arguments.seconds)
            load = os.getloadavg()[0]
        counts = voice.counts()
        recording.close()
        found = holes(voice, recording, told)
        voice.close()
        voice.join()
    print(f"{len(told)} texts in {arguments.seconds:.0f} s beside {arguments.load} busy processes")
    print(f"load {load:.1f}; sound processes started {counts.starts}; cues too late {counts.late}")
    print(f"holes {len(found)}, together {sum(found):.0f} ms, longest {max(found, default=0):.0f}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
