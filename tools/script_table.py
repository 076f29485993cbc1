# SPDX-License-Identifier: GPL-3.0-or-later
"""What the coach says in every routine, in figures: a table in Markdown.

    python tools/script_table.py                  all shipped routines
    python tools/script_table.py nilsson_seven    these; then with the rules that a routine keeps
    python tools/script_table.py --old OLD.json   from a `plan --json` of an older program

It reads nothing but `plan --json`, so that it measures what a person hears. A rep is *bare* where
nothing is said in it but a number or a side, *taught* where something of movement, breath, place
or form is said in it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BARE = {"count", "side", "chime"}
TAUGHT = {"lead", "breath", "cue", "feel"}
WAYS = {"get_ready", "transition", "side_change"}
SET_UP = {"safety", "name", "dose", "arrive", "how", "change", "side", "feel", "fetch"}
Json = dict[str, Any]


@dataclass
class Row:
    """The figures of one routine; times in milliseconds."""

    plan: Json

    def __post_init__(self) -> None:
        segments = self.plan["segments"]
        starts = [segment["start_ms"] for segment in segments]
        self.spoken = [cue for cue in self.plan["cues"] if cue["text"]]
        self.said: list[list[Json]] = [[] for _ in segments]
        for cue in self.spoken:
            self.said[bisect_right(starts, cue["at_ms"]) - 1].append(cue)
        self.pairs = list(zip(segments, self.said, strict=True))

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        total_ms = self.plan["total_ms"]
        reps = [said for segment, said in self.pairs if segment["kind"] == "rep"]
        bare = [said for said in reps if said and all(c["purpose"] in BARE for c in said)]
        taught = [said for said in reps if any(c["purpose"] in TAUGHT for c in said)]
        ways_ms, ways_said = self._in(WAYS)
        holds_ms, holds_said = self._in({"hold"})
        return (
            self.plan["routine"],
            _clock(total_ms),
            str(_words(self.spoken)),
            _share(total_ms - _sounding(self.spoken), total_ms),
            _rate(ways_said, ways_ms),
            _share(_sounding(ways_said), ways_ms),
            str(len(reps)),
            _share(len(bare), len(reps)),
            _share(len(taught), len(reps)),
            f"{self._longest_silence() / 1000:.1f} s",
            _rate(holds_said, holds_ms),
            f"{self.least_after_words() / 1000:.1f} s",
        )

    def _in(self, kinds: set[str]) -> tuple[int, list[Json]]:
        chosen = [(segment, said) for segment, said in self.pairs if segment["kind"] in kinds]
        length_ms = sum(segment["duration_ms"] for segment, _ in chosen)
        return length_ms, [cue for _, said in chosen for cue in said]

    def _longest_silence(self) -> int:
        edges = [0, *(c["at_ms"] + c["duration_ms"] for c in self.spoken)]
        begins = [*(c["at_ms"] for c in self.spoken), self.plan["total_ms"]]
        return max(int(begin - end) for end, begin in zip(edges, begins, strict=True))

    def least_after_words(self) -> int:
        """The least time between the words of a set-up and the work that follows them."""
        left = [
            segment["start_ms"]
            + segment["duration_ms"]
            - said[-1]["at_ms"]
            - said[-1]["duration_ms"]
            for segment, cues in self.pairs
            if segment["kind"] in WAYS
            and (said := [cue for cue in cues if cue["purpose"] in SET_UP])
        ]
        return min(left, default=0)


HEAD = (
    "routine",
    "plays",
    "words",
    "silence",
    "words/min on the ways in",
    "speech there",
    "reps",
    "bare",
    "taught",
    "longest silence",
    "words/min in holds",
    "least after a set-up",
)


def _words(cues: list[Json]) -> int:
    return sum(len(cue["text"].split()) for cue in cues)


def _sounding(cues: list[Json]) -> int:
    return sum(cue["duration_ms"] for cue in cues)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


def _rate(cues: list[Json], length_ms: int) -> str:
    return f"{_words(cues) * 60_000 / length_ms:.0f}" if length_ms else "-"


def _clock(ms: int) -> str:
    return f"{ms // 60_000}:{ms // 1000 % 60:02}"


def _planned(routine: str, level: str) -> Json:
    command = ["hipmob-desktop", "plan", routine, "--plain", "--json", "--voice-level", level]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    plan: Json = json.loads(ran.stdout)
    return plan


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("routines", nargs="*")
    parser.add_argument("--level", default="full")
    parser.add_argument("--old", type=Path, nargs="*", help="plans that were printed as JSON")
    chosen = parser.parse_args()
    if chosen.old:
        plans = [json.loads(file.read_text("utf-8")) for file in chosen.old]
    else:
        listed = subprocess.run(
            ["hipmob-desktop", "list", "--plain", "--json"],
            check=True,
            capture_output=True,
            text=True,
        )
        names = chosen.routines or [entry["id"] for entry in json.loads(listed.stdout)]
        plans = [_planned(name, chosen.level) for name in names]
    print("| " + " | ".join(HEAD) + " |")
    print("|" + "---|" * len(HEAD))
    for plan in plans:
        print("| " + " | ".join(Row(plan).cells()) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
