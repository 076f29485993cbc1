# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens, searches and reads a library of 10 000 routine files of one's own.

    python benchmarks/library_10000.py [COUNT]

Prints milliseconds: the first opening (nothing read before), reading the rest in steps,
opening again with the index, a keystroke of a search, and one routine to play.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles

from hipmob_desktop.content.library import Library
from hipmob_desktop.content.search import matching
from hipmob_desktop.resources import data_dir

AGAIN = """
import sys, time
from pathlib import Path
began = time.perf_counter()
from hipmob_desktop.content.library import Library
imported = time.perf_counter()
library = Library.open(Path(sys.argv[1]), Path(sys.argv[2]), cache=Path(sys.argv[3]))
opened = time.perf_counter()
assert library.unread == 0, library.unread
print(f"{(imported - began) * 1e3:.0f} {(opened - imported) * 1e3:.0f} {len(library.entries)}")
"""
TYPED = (
    "r", "ro", "rou", "lunge", "couch stre", "routine 99", "nothing such", "mat",
)  # fmt: skip


def write_routines(folder: Path, count: int) -> None:
    """`count` routine files of five to nine moves, half of them in the short form."""
    folder.mkdir(parents=True)
    chance = random.Random(1)
    moves = list(Library.load(data_dir()).moves.values())
    for number in range(count):
        picked = chance.sample(moves, chance.randint(5, 9))
        title = f"Routine {number} with {picked[0].name.lower()}"
        if number % 2:
            body = f"moves = {[move.name for move in picked]!r}\n"
        else:
            body = "".join(f'[[items]]\nmove = "{move.id}"\n' for move in picked)
        text = f'title = "{title}"\nsummary = "Made for measuring, number {number}."\n{body}'
        (folder / f"routine_{number}.toml").write_text(text, encoding="utf-8")


def milliseconds_since(start: float) -> float:
    return (time.perf_counter() - start) * 1e3


def opened(own: Path, index: Path) -> Library:
    """The library read for the first time, with how long that took."""
    start = time.perf_counter()
    library = Library.open(data_dir(), own, cache=index)
    print(f"first opening          {milliseconds_since(start):8.1f} ms, {library.unread} unread")
    start, longest = time.perf_counter(), 0.0
    step = start
    for further in library.steps():
        library = further
        longest, step = max(longest, milliseconds_since(step)), time.perf_counter()
    print(
        f"reading the rest       {milliseconds_since(start):8.1f} ms, "
        f"longest step {longest:.0f} ms, {len(library.faults)} faults"
    )
    print(f"index                  {index.stat().st_size / 1024:8.0f} KiB")
    return library


def open_again(own: Path, index: Path) -> None:
    """Open what the index knows, each time in a process of its own."""
    arguments = [sys.executable, "-c", AGAIN, str(data_dir()), str(own), str(index)]
    for _ in range(3):
        answer = subprocess.run(arguments, check=True, capture_output=True, text=True)
        imported, opened_ms, entries = answer.stdout.split()
        print(
            f"opening again          {opened_ms:>8} ms (import {imported} ms), {entries} entries"
        )


def search(library: Library) -> None:
    """Look for what people type."""
    times = []
    for words in TYPED:
        for _ in range(25):
            start = time.perf_counter()
            matching(library.entries, words)
            times.append(milliseconds_since(start))
    print(f"search keystroke p99   {quantiles(times, n=100)[98]:8.2f} ms")


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        own, index = Path(name) / "own", Path(name) / "cache" / "library.index"
        write_routines(own / "routines", count)
        library = opened(own, index)
        open_again(own, index)
        search(library)
        start = time.perf_counter()
        library.routine(f"routine_{count // 2}")
        print(f"one routine to play    {milliseconds_since(start):8.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
