# SPDX-License-Identifier: GPL-3.0-or-later
"""How near to its moment a cue sounds, whole, and how fast it stops.

Plays into the null sink of a private PulseAudio and records its monitor. Run:
`python benchmarks/voice_onset.py [CUES]`.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from voice_bench import RATE as RECORDED
from voice_bench import (
    Recording,
    cpu_s,
    edges_ms,
    pss_mib,
    quantile,
    sound_server,
    until,
    until_ms,
)

from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.voice.audio import RATE
from hipmob_desktop.voice.clip import BEFORE_MS
from hipmob_desktop.voice.voice import SpokenVoice

WORDS = ["one", "two", "three", "four", "five, and reverse", "ten", "seven", "eight", "last one"]
LONG = "Side-lying hip circles. Ten each side. Left leg first: lie on your right side."


def edges(voice: SpokenVoice, text: str) -> tuple[float, float]:
    """Give where a text is first and last loud, in ms from its moment."""
    clip = voice.clip(text)
    assert clip
    found = edges_ms(clip.samples(), RATE)
    assert found
    return found[0] - BEFORE_MS, found[1] - BEFORE_MS


def play_many(voice: SpokenVoice, recording: Recording, count: int) -> None:
    """Say many cues at odd moments and print how far off they were."""
    chance = random.Random(5)  # odd moments, not secrets
    at_ms = monotonic_ms() + 1_500
    told = []
    for _ in range(count):
        word = chance.choice(WORDS)
        until_ms(at_ms - chance.randrange(200, 1_400))
        voice.say(word, at_ms)
        told.append((at_ms, word))
        at_ms += (voice.length_ms(word) or 0) + chance.randrange(40, 500)
    until_ms(at_ms + 500)
    starts, ends, missed = [], [], 0
    for at_ms, word in told:
        first, last = edges(voice, word)
        length = voice.length_ms(word) or 0
        sound, begun = recording.between(at_ms - 19, at_ms + length - BEFORE_MS + 9)
        heard = edges_ms(sound, RECORDED)
        if heard is None:
            missed += 1
            continue
        starts.append(begun + heard[0] - at_ms - first)
        ends.append(begun + heard[1] - at_ms - last)
    print(f"| cues | {count}, {missed} not heard, {voice.counts().late} dropped |")
    for name, values in (("onset", starts), ("end", ends)):
        row = " / ".join(f"{quantile(values, q):.1f}" for q in (0.0, 0.5, 0.95, 0.99, 1.0))
        print(f"| {name} against its moment, ms: least, median, p95, p99, most | {row} |")


def stop_often(voice: SpokenVoice, recording: Recording, count: int) -> None:
    """Stop long texts in the middle and print how long they sounded on."""
    took = []
    chance = random.Random(6)  # odd moments, not secrets
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


PLAIN = """
import sys, time
from hipmob_desktop.voice.engine import _offer_espeak
_offer_espeak()
import pyttsx3
engine = pyttsx3.init()
for word in sys.argv[1:]:
    time.sleep(0.3)
    begun = time.monotonic() * 1000
    engine.say(word)
    engine.runAndWait()
    print("@", begun, time.monotonic() * 1000, flush=True)
"""


def plain_pyttsx3(recording: Recording, folder: Path) -> None:
    """Print what pyttsx3's own say() does with single words; it plays through `aplay`."""
    player = folder / "aplay"
    player.write_text('#!/bin/sh\nexec paplay "$1"\n')
    player.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    words = ["one", "two", "three", "four"] * 4
    done = subprocess.run(
        [sys.executable, "-c", PLAIN, *words], env={**os.environ, "PATH": path},
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    until_ms(time.monotonic() * 1000 + 500)
    times = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("@")]
    starts, holds = [], []
    for begun, ended in ((float(a), float(b)) for a, b in times):
        heard = recording.onset(begun, begun + 1_000, 1_500)
        starts.append((heard or begun + 1_000) - begun)
        holds.append(ended - begun)
    row = " / ".join(f"{quantile(starts, part):.0f}" for part in (0.5, 0.99))
    print(f"| pyttsx3's say(): call → sound, ms: median, p99 | {row} |")
    print(f"| pyttsx3's say() keeps its caller, ms: median | {quantile(holds, 0.5):.0f} |")


def processes(voice: SpokenVoice) -> None:
    """Print what both processes take, while the device streams silence and nobody records."""
    voice.wait(["a word not said before"], 10)
    sound, speech = voice.sound_pid, voice.speech_pid
    assert sound
    assert speech
    print(f"| memory (PSS), MiB: speech, sound | {pss_mib(speech):.1f} / {pss_mib(sound):.1f} |")
    time.sleep(2)
    before = cpu_s(sound)
    time.sleep(10)
    print(f"| sound while silent, % of a core | {(cpu_s(sound) - before) * 10:.2f} |")


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
        until(lambda: voice.clip(WORDS[0]) is not None, 10)
        first = time.monotonic() - begun
        assert voice.wait([*WORDS, LONG], 10)
        print("| what | measured |\n|---|---|")
        print(f"| first clip, nothing running, empty cache, ms | {first * 1000:.0f} |")
        until(lambda: voice.is_running, 10)
        play_many(voice, recording, count)
        stop_often(voice, recording, 20)
        print(f"| sound processes started | {voice.counts().starts} |")
        plain_pyttsx3(recording, Path(cache))
        recording.close()
        processes(voice)
        voice.close()
        voice.join()


if __name__ == "__main__":
    main()
