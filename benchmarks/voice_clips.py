# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast clips are made, whether each is good, and how fast a session is rendered of them.

`python benchmarks/voice_clips.py [CLIPS]`. Needs no sound device.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from voice_bench import quantile

from hipmob_desktop.voice import audio, loudness
from hipmob_desktop.voice.engine import Engine, VoiceStyle
from hipmob_desktop.voice.render import mix_session
from hipmob_desktop.voice.voice import SpokenVoice

MOVES = ["Side-lying hip circles", "Ninety-ninety sit switches", "Bouncing lunges", "Knee hugs"]
COUNTS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "last one"]


def texts(count: int) -> list[str]:
    """Give that many different texts of the lengths a session has."""
    counted = [f"{move}. {a}, {b}." for move in MOVES for a in COUNTS for b in COUNTS]
    short = [f"{a}, {b} and {c}" for a in COUNTS for b in COUNTS for c in COUNTS]
    both = [text for pair in zip(counted, short, strict=False) for text in pair] + short[400:]
    return both[:count]


def make_all(cache: Path, wanted: list[str], name: str) -> SpokenVoice:
    """Make clips and print the time."""
    voice = SpokenVoice(cache, assets=Path("assets"))
    begun = time.monotonic()
    assert voice.wait(wanted, 600)
    took = time.monotonic() - begun
    total = sum(voice.length_ms(text) or 0 for text in wanted) / 1000
    print(f"| {len(wanted)} clips, {total:.0f} s of speech, {name} | {took:.2f} s |")
    voice.close()
    return voice


def levels(voice: SpokenVoice, wanted: list[str]) -> None:
    """Print how even the clips are, beside what the engine gives."""
    made = [clip.samples() for text in wanted if (clip := voice.clip(text))]
    engine = Engine("espeak", voice.cache.folder)
    raw = [engine.samples(text, VoiceStyle())[0] for text in wanted]
    for name, sounds in (("engine", raw), ("clips", made)):
        measured = [loudness.loudness(one, audio.RATE) for one in sounds]
        row = " / ".join(f"{quantile(measured, part):.1f}" for part in (0, 0.5, 1))
        loudest = max(map(audio.peak, sounds)) / audio.FULL
        print(f"| {name}: LUFS least, median, most; highest peak | {row}; {loudest:.2f} |")


def render(voice: SpokenVoice, wanted: list[str], folder: Path) -> None:
    """Render ten minutes with a cue every three seconds and a chime with each."""
    cues: list[tuple[int, object]] = []
    for n in range(200):
        clip = voice.clip(wanted[n % len(wanted)])
        assert clip
        cues += [(n * 3_000, clip), (n * 3_000, Path("assets/chimes/next.wav"))]
    begun = time.monotonic()
    mix_session(cues, 600_000, folder / "session.wav")  # type: ignore[arg-type]  # both kinds
    print(f"| ten minutes, 400 cues, rendered | {time.monotonic() - begun:.2f} s |")


def main() -> None:
    """Measure and print a table."""
    wanted = texts(int(sys.argv[1]) if len(sys.argv) > 1 else 120)
    print("| what | measured |\n|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        make_all(Path(folder), wanted, "cold cache")
        voice = make_all(Path(folder), wanted, "warm cache")
        levels(voice, wanted[:120])
        render(voice, wanted, Path(folder))
        lengths = [voice.length_ms(text) or 0 for text in wanted]
        print(f"| shortest, longest clip | {min(lengths)} ms, {max(lengths)} ms |")
        voice.join()


if __name__ == "__main__":
    main()
