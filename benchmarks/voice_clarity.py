# SPDX-License-Identifier: GPL-3.0-or-later
"""How well the voices are understood, and how natural they sound, side by side.

`EARS/bin/python benchmarks/voice_clarity.py [ROUTINE…] [--all] [--voice ID]… [--json]`, where
EARS is an environment apart from the project's; without it, this says how to make one.

The program renders each routine, called from outside by its command line, and each distinct text
is cut out of the sound where the plan says that it is spoken. An independent recogniser hears it
several times, with more and less silence around it, clean and in pink noise 5 dB below it, since
a single hearing hangs on chance. Long cues have three words or more, and their wrong words are
counted; of a short one, whether it was wrong. Words that sound alike are the same. The opinion
is a predictor's of listeners, from 1 to 5, on clean long cues. Read voices beside each other: a
small recogniser is no human ear.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import wave
from contextlib import ExitStack
from dataclasses import asdict
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any

from voice_ears import MAKE_ENVIRONMENT, SILENCES_MS, Ears, Hearing, Sound, words

VOICES = {"heart": "natural", "en-us+adam": "simple"}
"""The voices that are compared unless others are asked for."""

USUAL = "usual"
"""Asks for no voice: the program chooses by itself."""

ROUTINES = ["nilsson_seven", "mitro_four"]
LONG = 3
SLACK_MS = 20
HEAD = (
    "voice", "routine", "long cues", "words wrong", "in noise", "short cues", "wrong", "in noise",
    "opinion", "worst",
)  # fmt: skip


class Program:
    """The program under test, called as a person calls it, everything it writes in one folder."""

    def __init__(self, python: Path, voice: str, folder: Path) -> None:
        self._call = [str(python), "-m", "hipmob_desktop"]
        self._voice = [] if voice == USUAL else ["--voice", voice]
        self._folder = folder / re.sub(r"\W", "_", voice)
        self._folder.mkdir(parents=True, exist_ok=True)

    def _said(self, *arguments: str) -> str:
        call = [*self._call, *arguments, "--data-dir", str(self._folder)]
        try:
            done = subprocess.run(call, stdout=subprocess.PIPE, check=False, encoding="utf-8")
        except OSError as error:
            sys.exit(f"voice_clarity: {call[0]}: {error.strerror}: name another with --python")
        if done.returncode:
            sys.exit(f"voice_clarity: nothing to hear: this call failed: {' '.join(call)}")
        return done.stdout

    def routines(self) -> list[str]:
        """The ids of all routines."""
        return [one["id"] for one in json.loads(self._said("list", "--json"))]

    def cues(self, routine: str) -> tuple[dict[str, Sound], int]:
        """Each distinct text of a session with its sound, and the rate of the sounds."""
        file = self._folder / f"{routine}.wav"
        self._said("render", routine, "-o", str(file), *self._voice)
        plan = json.loads(self._said("plan", routine, "--json", *self._voice))
        samples, rate = read(file)
        if abs(len(samples) * 1000 / rate - plan["total_ms"]) > SLACK_MS:
            sys.exit(f"voice_clarity: {file} is not as long as its plan: were its clips measured?")
        spoken: dict[str, Sound] = {}
        for cue in plan["cues"]:
            start, end = cue["at_ms"], cue["at_ms"] + cue["duration_ms"]
            if cue["text"]:
                spoken.setdefault(cue["text"], samples[start * rate // 1000 : end * rate // 1000])
        return spoken, rate


def read(file: Path) -> tuple[Sound, int]:
    """A WAV file of 16 bits a sample as one channel, and its rate."""
    np: Any = import_module("numpy")
    with wave.open(str(file)) as sound:
        values = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
        return values.reshape(-1, sound.getnchannels()).mean(1) / 32_768, sound.getframerate()


def compared(
    python: Path, voices: list[str], routines: list[str], folder: Path
) -> list[dict[str, Any]]:
    """The figures of each voice in each routine, and in all of them where they are several."""
    ears = Ears()
    rows = []
    for voice in voices:
        program = Program(python, voice, folder)
        heard: dict[str, Hearing] = {}
        for routine in routines or program.routines():
            sys.stderr.write(f"{voice}: {routine}\n")
            spoken, rate = program.cues(routine)
            for text, sound in spoken.items():
                if text not in heard:
                    liked = len(words(text)) >= LONG
                    heard[text] = ears.hear(text, sound, rate, liked=liked)
            rows.append(figures(voice, routine, [heard[text] for text in spoken]))
        if len(routines) != 1:
            rows.append(figures(voice, "all of these", list(heard.values())))
    return sorted(rows, key=lambda one: [row["routine"] for row in rows].index(one["routine"]))


def mean(values: list[float]) -> float | None:
    """The mean, or None of nothing."""
    return sum(values) / len(values) if values else None


def figures(voice: str, routine: str, hearings: list[Hearing]) -> dict[str, Any]:
    """What was measured of one voice in one routine; shares are in percent."""
    long = [one for one in hearings if one.words >= LONG]
    short = [one for one in hearings if one.words < LONG]
    spoken = sum(one.words for one in long) * len(SILENCES_MS)
    opinions = [one.opinion for one in long if one.opinion is not None]

    def words_wrong(kind: str) -> float | None:
        wrong = sum(sum(getattr(one, f"{kind}_errors")) for one in long)
        return 100 * wrong / spoken if spoken else None

    def cues_wrong(kind: str) -> float | None:
        return mean([100.0 * (n > 0) for one in short for n in getattr(one, f"{kind}_errors")])

    return {
        "voice": voice,
        "routine": routine,
        "long_cues": len(long),
        "long_words_wrong_clean": words_wrong("clean"),
        "long_words_wrong_noise": words_wrong("noise"),
        "short_cues": len(short),
        "short_wrong_clean": cues_wrong("clean"),
        "short_wrong_noise": cues_wrong("noise"),
        "opinion_mean": mean(opinions),
        "opinion_worst": min(opinions, default=None),
        "cues": [asdict(one) for one in hearings],
    }


def cells(row: dict[str, Any]) -> list[str]:
    """The figures of a voice in a routine as they are printed."""

    def told(name: str, value: float | None) -> str:
        if value is None or name.endswith("cues"):
            return str(value)
        return f"{value:.2f}" if name.startswith("opinion") else f"{value:.1f} %"

    return [told(name, row[name]) for name in list(row)[2:-1]]


def table(rows: list[dict[str, Any]]) -> list[str]:
    """The figures as lines of a table."""
    lines = [list(HEAD), ["---"] * len(HEAD)]
    for row in rows:
        kind = VOICES.get(row["voice"])
        voice = f"{row['voice']} ({kind})" if kind else row["voice"]
        lines.append([voice, row["routine"], *cells(row)])
    return [f"| {' | '.join(line)} |" for line in lines]


def misheard(rows: list[dict[str, Any]]) -> list[str]:
    """A line for each cue that was not heard right each time where all is quiet."""
    told = {
        f"{row['voice']}: “{cue['text']}” was heard as {' / '.join(cue['clean'])}": None
        for row in rows
        for cue in row["cues"]
        if any(cue["clean_errors"])
    }
    return list(told)


def doubled(rows: list[dict[str, Any]]) -> list[str]:
    """A line for each two voices that were heard as one: a program may speak with a stand-in."""
    return [
        f"voice_clarity: {one['voice']} and {other['voice']} sound the same in {one['routine']}"
        for one, other in combinations(rows, 2)
        if (one["routine"], cells(one)) == (other["routine"], cells(other))
    ]


def main() -> None:
    """Measure and print."""
    here = Path(__file__).resolve().parents[1] / ".venv"
    python = here / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "routines", nargs="*", metavar="ROUTINE", default=ROUTINES,
        help=f"default: {' '.join(ROUTINES)}",
    )  # fmt: skip
    parser.add_argument("--all", action="store_true", help="every routine")
    parser.add_argument(
        "--voice", action="append", metavar="ID",
        help=f"one to measure, or “{USUAL}”, what the program chooses by itself; may be repeated; "
        f"default: {' '.join(VOICES)}",
    )  # fmt: skip
    parser.add_argument("--python", type=Path, default=python, help="the one with the program")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep clips and sounds in DIR")
    parser.add_argument("--misheard", action="store_true", help="tell what was misheard, too")
    parser.add_argument("--json", action="store_true", help="print JSON, with all that was heard")
    wish = parser.parse_args()
    with ExitStack() as stack:
        folder = wish.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        routines = [] if wish.all else wish.routines
        try:
            rows = compared(wish.python, wish.voice or list(VOICES), routines, folder)
        except ModuleNotFoundError as missing:
            sys.exit(f"voice_clarity: there is no {missing.name} here: {MAKE_ENVIRONMENT}")
    sys.stderr.writelines(f"{line}\n" for line in doubled(rows))
    if wish.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        print("\n".join(table(rows) + (misheard(rows) if wish.misheard else [])))


if __name__ == "__main__":
    main()
