# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends real sessions at random instants, and compares the journal with what was done in them.

    python benchmarks/session_kills.py [--window N] [--console N] [--others N] [--seed S]

The window, off screen, and the terminal play shipped routines with random keys pressed, in
processes that are killed; OTHERS more are ended by the signals of a logout or give way to another
start. Each next start finds what was left and dismisses it or goes on with it; a last one
dismisses what is left. All that is done in a session is written down by the side as it happens,
before the session keeps it. In the end the journal has to have each session once, with every rep
that was done and every hurt.

What happened in the last second before a kill may be on its way to the disk; how often it was,
and how long, is told. The clocks of a session go `SPEED` times as fast, so that more happens in
that second, which is a true one. Nothing is said.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from session_children import (
    KEYS_OF_TERMINAL,
    begin_console,
    begin_window,
    hand_over,
    leaving,
    make_home,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

LOSS_MS = 1_000
LONGEST_S = 2.5
PATIENCE_S = 30.0
GOES_ON = 0.3

Ident = tuple[str, int]
Work = dict[str, list[int]]
"""By move and side: how many reps were done, and whether it hurt."""


@dataclass
class Tally:
    """What was ended how, and what the journal says of it."""

    endings: Counter[str] = field(default_factory=Counter)
    sessions: int = 0
    reps: int = 0
    hurts: int = 0
    in_flight: int = 0
    longest_ms: float = 0.0
    faults: list[str] = field(default_factory=list)


@dataclass
class State:
    """What had been done in a session, at a moment of its process `run`."""

    run: int
    at_ms: float
    work: Work


class Lane:
    """Sessions in one folder, one after the other."""

    def __init__(self, folder: Path, face: str, rng: random.Random) -> None:
        self.folder = folder
        self.face = face
        self.rng = rng
        self.tally = Tally()
        self.ends_ms: list[float] = []
        folder.mkdir()
        make_home(folder)

    @property
    def told(self) -> Path:
        """Where the sessions of this lane write down what they do."""
        return self.folder / "told"

    def play(self, ending: str) -> None:
        """Start the program, have it find what was left and play, and end it."""
        opening = "go on" if self.rng.random() < GOES_ON else "dismiss"
        begin = begin_window if self.face == "window" else begin_console
        before = self.told.stat().st_size if self.told.exists() else 0
        child = begin(self.folder, len(self.ends_ms), opening, self.rng.getrandbits(32))
        try:
            self._wait(lambda: self.told.exists() and self.told.stat().st_size > before, child)
            self._let_it_play(child)
            if ending == "replaced":
                hand_over(self.folder)
                self._let_it_play(child)
            self.ends_ms.append(time.time() * 1_000)
            number = signal.SIGKILL if ending in {"killed", "replaced"} else ending
            os.kill(child.pid, signal.Signals[number] if isinstance(number, str) else number)
        finally:
            child.finish()
        self.tally.endings[f"{self.face} {ending}"] += 1
        self.tally.endings[opening] += self.face == "window"

    def _let_it_play(self, child: object) -> None:
        end = time.monotonic() + self.rng.random() * LONGEST_S
        while time.monotonic() < end:
            time.sleep(0.02)
            press = getattr(child, "press", None)
            if press and self.rng.random() < 0.05:
                press(self.rng.choice(KEYS_OF_TERMINAL))

    @staticmethod
    def _wait(condition: object, child: object) -> None:
        assert callable(condition)
        end = time.monotonic() + PATIENCE_S
        while not condition():
            drain = getattr(child, "drain", None)
            if drain:
                drain()
            assert time.monotonic() < end, "no session began"
            time.sleep(0.01)

    def compare(self) -> None:
        """Dismiss what is left, and hold the journal against what was done."""
        child = begin_window(self.folder, len(self.ends_ms), "only dismiss", 0)
        child.finish()
        told = states(self.told)
        kept = journal(self.folder)
        for stray in kept.keys() - told.keys():
            self.tally.faults.append(f"{stray}: in the journal, and nobody did it")
        for ident, trail in told.items():
            self._compare_one(ident, trail, kept.get(ident, {}))
        broken = [str(each) for each in self.folder.rglob("*broken*")]
        self.tally.faults += [f"set aside: {each}" for each in broken]

    def _compare_one(self, ident: Ident, trail: list[State], kept: Work) -> None:
        self.tally.sessions += 1
        last = trail[-1].work
        self.tally.reps += sum(done for done, _ in last.values())
        self.tally.hurts += sum(is_hurt for _, is_hurt in last.values())
        for before, after in pairwise(trail):
            if before.run != after.run:
                self._judge(ident, trail, before, after.work)
        self._judge(ident, trail, trail[-1], kept)

    def _judge(self, ident: Ident, trail: list[State], last: State, kept: Work) -> None:
        """What is kept of a session is what was done by the end, or less than a second before."""
        kept = {place: work for place, work in kept.items() if any(work)}
        if kept == last.work:
            return
        ended_ms = self.ends_ms[last.run] if last.run < len(self.ends_ms) else last.at_ms
        done = [each for each in trail if each.at_ms <= last.at_ms]
        older = [number for number, each in enumerate(done) if each.work == kept]
        if older:
            lost_ms = ended_ms - done[older[-1] + 1].at_ms
            self.tally.in_flight += 1
            self.tally.longest_ms = max(self.tally.longest_ms, lost_ms)
            if lost_ms <= LOSS_MS:
                return
            self.tally.faults.append(f"{ident}: what was done {lost_ms:.0f} ms before is lost")
            return
        wrong = {place: (work, kept.get(place)) for place, work in last.work.items()}
        self.tally.faults.append(f"{ident}: done and kept differ: {wrong or kept}")


def states(told: Path) -> dict[Ident, list[State]]:
    """All that was written down by the side, by session; a half-written line was not."""
    trails: dict[Ident, list[State]] = defaultdict(list)
    for line in told.read_bytes().splitlines(keepends=True):
        if line.endswith(b"\n"):
            state = json.loads(line)
            routine, started = state["session"]
            trails[routine, started].append(State(state["run"], state["at_ms"], state["work"]))
    return trails


def journal(folder: Path) -> dict[Ident, Work]:
    """What the journal says, by session; that one is there once is what its table asks for."""
    (path,) = folder.rglob("sessions.sqlite3")
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(
            "SELECT routine, started_at_ms, move_id, side, done, is_hurt FROM session"
            " JOIN work ON work.session_id = session.id"
        ).fetchall()
    kept: dict[Ident, Work] = defaultdict(dict)
    for routine, started, move, side, done, is_hurt in rows:
        place = f"{move} {side}"
        assert place not in kept[routine, started], "a side of a move is there twice"
        kept[routine, started][place] = [done, is_hurt]
    return kept


def endings(face: str, kills: int, others: int, rng: random.Random) -> list[str]:
    """How the sessions of one face end, in a random order."""
    kinds = {
        "window": ("SIGTERM", "SIGHUP", "replaced"),
        "console": ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"),
    }[face]
    chosen = ["killed"] * kills + [kinds[number % len(kinds)] for number in range(others)]
    rng.shuffle(chosen)
    return chosen


def play_lane(lane: Lane, all_endings: list[str]) -> None:
    """End one session after the other, and leave what was found."""
    try:
        for ending in all_endings:
            lane.play(ending)
        lane.compare()
    except Exception as error:
        lane.tally.faults.append(f"the trial itself: {error!r}")
    lane.folder.with_suffix(".json").write_text(json.dumps(vars(lane.tally)))


def run_lanes(base: Path, chosen: dict[str, list[str]], seed: int) -> Iterator[Tally]:
    """Play in one lane for each face at a time, each in a process of its own."""
    pids = []
    for face, all_endings in chosen.items():
        pid = os.fork()
        if pid == 0:
            with leaving():
                play_lane(Lane(base / face, face, random.Random(f"{seed} {face}")), all_endings)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    for face in chosen:
        yield Tally(**json.loads((base / f"{face}.json").read_text()))


def main() -> int:
    """Play, end, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--window", type=int, default=120)
    parser.add_argument("--console", type=int, default=80)
    parser.add_argument("--others", type=int, default=40)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    chosen = {
        "window": endings("window", args.window, args.others * 3 // 5, rng),
        "console": endings("console", args.console, args.others - args.others * 3 // 5, rng),
    }
    base = Path(tempfile.mkdtemp(prefix="hm-kills-"))
    begin = time.monotonic()
    tallies = list(run_lanes(base, chosen, args.seed))
    took_s = time.monotonic() - begin
    for tally in tallies:
        print(", ".join(f"{number} {kind}" for kind, number in sorted(tally.endings.items())))
        print(
            f"  {tally.sessions} sessions, {tally.reps} reps, {tally.hurts} hurts;"
            f" {tally.in_flight} times the last of it was on its way to the disk,"
            f" for {tally.longest_ms:.0f} ms at the most"
        )
        print("".join(f"  {fault}\n" for fault in tally.faults), end="")
    print(f"seed {args.seed}, {took_s:.0f} s, faults: {sum(len(t.faults) for t in tallies)}")
    if any(tally.faults for tally in tallies):
        print(f"left in {base}")
        return 1
    shutil.rmtree(base)
    return 0


if __name__ == "__main__":
    sys.exit(main())
