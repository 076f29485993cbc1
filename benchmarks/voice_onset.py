# SPDX-License-Identifier: GPL-3.0-or-later
"""How near to its moment a cue sounds, whole, and how fast it stops.

Plays into the null sink of a private PulseAudio and records its monitor. Run:
`python benchmarks/voice_onset.py [CUES]`.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path

from voice_bench import (
    Recording,
    cpu_s,
    pss_mib,
    quantile,
    sound_server,
    until,
    until_ms,
)

from hipmob_desktop.voice.pcm import RATE, peak
from hipmob_desktop.voice.service import SpokenVoice, monotonic_ms

WORDS = ["one", "two", "three", "four", "five, and reverse", "six", "seven", "eight", "last one"]
LONG = "Side-lying hip circles. Ten each side. Left leg first: lie on your right side."


def edges(voice: SpokenVoice, text: str) -> tuple[float, float, int]:
    """Give where in its clip a text is first and last loud, in ms, and what is loud."""
    clip = voice.clip(text)
    assert clip
    samples = clip.samples()
    floor = peak(samples) // 20
    loud = [place for place, value in enumerate(samples) if abs(value) > floor]
    return loud[0] * 1000 / RATE - 10, loud[-1] * 1000 / RATE - 10, floor


def play_many(voice: SpokenVoice, recording: Recording, count: int) -> None:
    """Say many cues at odd moments and print how far off they were."""
    chance = random.Random(5)  # noqa: S311  # odd moments, not secrets
    at_ms = monotonic_ms() + 1_500
    told = []
    for _ in range(count):
        word = chance.choice(WORDS)
        until_ms(at_ms - chance.randrange(200, 1_400))
        voice.say(word, at_ms)
        told.append((at_ms, word))
        at_ms += (voice.length_ms(word) or 0) + chance.randrange(20, 500)
    until_ms(at_ms + 500)
    starts, ends, missed = [], [], 0
    for at_ms, word in told:
        first, last, floor = edges(voice, word)
        heard = recording.onset(at_ms - 60 + first, at_ms + first + 200, floor)
        ended = recording.last_sound(at_ms + first, at_ms + last + 45, floor)
        if heard is None or ended is None:
            missed += 1
            continue
        starts.append(heard - at_ms - first)
        ends.append(ended - at_ms - last)
    print(f"| cues | {count}, {missed} not heard, {voice.counts().late} dropped |")
    for name, values in (("onset", starts), ("end", ends)):
        row = " / ".join(f"{quantile(values, q):.1f}" for q in (0.0, 0.5, 0.95, 0.99, 1.0))
        print(f"| {name} against its moment, ms: least, median, p95, p99, most | {row} |")


def stop_often(voice: SpokenVoice, recording: Recording, count: int) -> None:
    """Stop long texts in the middle and print how long they sounded on."""
    took = []
    chance = random.Random(6)  # noqa: S311  # odd moments, not secrets
    for _ in range(count):
        at_ms = monotonic_ms() + 400
        voice.say(LONG, at_ms)
        until_ms(at_ms + chance.randrange(700, 1_500))
        stopped = time.monotonic() * 1000
        voice.stop()
        until_ms(stopped + 250)
        last = recording.last_sound(stopped - 100, stopped + 200, 60)
        took.append((last or stopped) - stopped)
    print(f"| stop → silence, ms: median, most | {quantile(took, 0.5):.1f} / {max(took):.1f} |")


def main() -> None:
    """Measure and print a table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    with sound_server() as address, tempfile.TemporaryDirectory() as cache:
        os.environ["PULSE_SERVER"] = address
        recording = Recording()
        voice = SpokenVoice(Path(cache), assets=Path("assets"))
        begun = time.monotonic()
        voice.warm()
        voice.prepare([*WORDS, LONG])
        assert voice.wait(WORDS[:1], 10)
        first = time.monotonic() - begun
        assert voice.wait([*WORDS, LONG], 10)
        print("| what | measured |\n|---|---|")
        print(f"| first clip, nothing running, empty cache, ms | {first * 1000:.0f} |")
        until(lambda: voice.is_running, 10)
        play_many(voice, recording, count)
        stop_often(voice, recording, 20)
        pid = voice.sound_pid
        assert pid
        before = cpu_s(pid)
        time.sleep(10)  # noqa: TID251  # a benchmark waits
        print(
            f"| sound process: CPU while silent, % of a core | {(cpu_s(pid) - before) * 10:.2f} |"
        )
        print(f"| sound process: PSS, MiB | {pss_mib(pid):.1f} |")
        speech = voice.speech_pid
        print(f"| speech process: PSS, MiB | {pss_mib(speech) if speech else 0:.1f} |")
        voice.close()
        voice.join()
        recording.close()


if __name__ == "__main__":
    main()
