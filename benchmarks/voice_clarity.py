# SPDX-License-Identifier: GPL-3.0-or-later
"""How well a recogniser understands the voices, to choose the default by. Needs pocketsphinx.

`pip install pocketsphinx`, then `python benchmarks/voice_clarity.py [VOICE@RATE…]`. Read the
figures beside each other only: a recogniser of 2014 is no human ear.
"""

from __future__ import annotations

import random
import sys
from array import array

from hipmob_desktop.voice import pcm
from hipmob_desktop.voice.engine import Engine, Tone
from hipmob_desktop.voice.worker import finished

LINES = [
    "side lying hip circles",
    "left leg first lie on your right side",
    "change sides lie on your left side right leg on top",
    "ten on each side",
    "five and reverse",
    "last one",
    "next seated knee drops",
    "move in comfort and stop if anything hurts",
    "sit with your feet flat and let one knee fall in towards the floor",
    "hold for thirty seconds on each side",
    "draw one knee to the chest with both hands behind the thigh",
    "breathe out as you lift the leg",
    "that was the last one well done",
    "three two one",
    "from rep four",
    "take a long step into a high lunge",
]
CHOICES = ["en-us@160", "en-us@145", "en-gb@160", "en-us+f3@160", "en-us+f2@160", "en-us+f4@160"]


def errors(said: list[str], heard: list[str]) -> int:
    """Give the fewest words to change, add or drop to come from one to the other."""
    row = list(range(len(heard) + 1))
    for n, word in enumerate(said, 1):
        before, row[0] = row[0], n
        for m, other in enumerate(heard, 1):
            before, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, before + (word != other))
    return row[-1]


def in_a_room(samples: pcm.Samples) -> pcm.Samples:
    """Add the faint noise without which a recogniser takes silence for something strange."""
    chance = random.Random(1)  # noise, not secrets
    return array("h", [value + chance.randrange(-30, 31) for value in samples])


def main() -> None:
    """Print the words understood by each voice."""
    from pocketsphinx import Decoder  # type: ignore[import-not-found]  # only this needs it

    decoder = Decoder(samprate=16_000, loglevel="FATAL")
    engine = Engine("espeak")
    total = sum(len(line.split()) for line in LINES)
    for choice in sys.argv[1:] or CHOICES:
        voice, _, rate = choice.partition("@")
        wrong = 0
        for line in LINES:
            samples, own_rate = engine.samples(line + ".", Tone(voice, int(rate or 160)))
            sound = pcm.resampled(finished(samples, own_rate), pcm.RATE, 16_000)
            quiet = pcm.silence(6_000)
            decoder.start_utt()
            decoder.process_raw(in_a_room(quiet + sound + quiet).tobytes(), full_utt=True)
            decoder.end_utt()
            guess = decoder.hyp()
            wrong += errors(line.split(), guess.hypstr.split() if guess else [])
        print(f"| {choice} | {100 * (1 - wrong / total):.0f} % of the words |", flush=True)


if __name__ == "__main__":
    main()
