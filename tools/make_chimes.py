# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the chimes in assets/chimes: `python tools/make_chimes.py [FOLDER]`.

Each is a few soft notes, told apart by how many there are and which way they go, so that they
stay apart at low volume. A note is a sine with two faint overtones under an envelope that rises
gently and dies away; none is above 800 Hz, so nothing is shrill.
"""

from __future__ import annotations

import sys
import wave
from array import array
from dataclasses import dataclass
from math import exp, pi, sin
from pathlib import Path

RATE = 22_050
HIGHEST = 0.3
"""The peak of each chime as a part of full scale: voice and chime together never clip."""

RISE_S = 0.012
OVERTONES = ((1, 1.0), (2, 0.18), (3, 0.05))
C4, E4, G4, A4, C5, E5, G5 = 261.63, 329.63, 392.0, 440.0, 523.25, 659.26, 783.99


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its pitch in hertz, when it begins, and how fast it dies away, in seconds."""

    hertz: float
    begin_s: float
    decay_s: float


CHIMES: dict[str, tuple[Note, ...]] = {
    "start": (Note(C4, 0, 0.35), Note(G4, 0.16, 0.35), Note(C5, 0.32, 0.4)),
    "tick": (Note(E5, 0, 0.05),),
    "side": (Note(E5, 0, 0.12), Note(A4, 0.13, 0.12), Note(E5, 0.26, 0.2)),
    "next": (Note(C5, 0, 0.14), Note(G5, 0.12, 0.25)),
    "end": (Note(G4, 0, 0.3), Note(E4, 0.22, 0.35), Note(C4, 0.44, 0.6)),
}


def level(note: Note, since_s: float) -> float:
    """Give the height of a note's wave at a time since its beginning."""
    if since_s < 0:
        return 0.0
    envelope = min(since_s / RISE_S, 1.0) * exp(-since_s / note.decay_s)
    return envelope * sum(
        height * sin(2 * pi * note.hertz * number * since_s) for number, height in OVERTONES
    )


def samples(notes: tuple[Note, ...]) -> array[int]:
    """Give a chime's 16-bit samples."""
    end_s = max(note.begin_s + 4 * note.decay_s for note in notes)
    count = int(end_s * RATE)
    wave_form = [sum(level(note, n / RATE - note.begin_s) for note in notes) for n in range(count)]
    fade = RATE // 20
    for n in range(fade):
        wave_form[-1 - n] *= n / fade
    factor = HIGHEST * 32_767 / max(map(abs, wave_form))
    return array("h", [round(value * factor) for value in wave_form])


def write(path: Path, content: array[int]) -> None:
    """Write a chime's file."""
    if sys.byteorder == "big":
        content.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(content.tobytes())


def main() -> None:
    """Make all chimes."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "assets/chimes")
    folder.mkdir(parents=True, exist_ok=True)
    for name, notes in CHIMES.items():
        write(folder / f"{name}.wav", samples(notes))


if __name__ == "__main__":
    main()
