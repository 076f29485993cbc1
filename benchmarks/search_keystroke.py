# SPDX-License-Identifier: GPL-3.0-or-later
"""Types searches letter by letter over a library of 10 000 routines.

    python benchmarks/search_keystroke.py [COUNT]

Prints how long the index takes to make and how much memory it holds, then for a
keystroke, in milliseconds, the search alone and the search with filters and an order.
"""

from __future__ import annotations

import gc
import random
import sys
import time
import tracemalloc
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from hipmob_desktop.content.library import Library
from hipmob_desktop.content.reader import entry_of
from hipmob_desktop.content.search import SearchIndex
from hipmob_desktop.content.search_words import load_search_words
from hipmob_desktop.core.enums import Intent, Item, Level, When
from hipmob_desktop.core.library_filter import Filters, Order, PickEntry, pick
from hipmob_desktop.core.routine import Routine, RoutineItem
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from hipmob_desktop.content.library_cache import Entry

TYPED = (
    "lunge",
    "nilson",
    "Nilsson seven",
    "90/90",
    "figure 4",
    "routine 4711",
    "morning calm with bridge",
    "strech",
    "couch strech",
    "half kneeling",
    "stretching",
    "side lyign circels",
    "band",
    "gentle evening",
    "s",
    "hipflexor",
    "qwertyuiop",
    "standing figgure four",
    "lower back",
    "tight hips",
    "10 minutes",
    "it band",
)
ROUNDS = 5
SYLLABLES = ("ba", "cor", "dil", "es", "fu", "gan", "hi", "jor", "ke", "lun", "mi", "nör")


def made_up(count: int) -> list[Routine]:
    """`count` routines of five to nine moves with titles and summaries out of 8 000 words."""
    chance = random.Random(1)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(8_000)]
    moves = list(Library.load(data_dir()).moves.values())
    routines = []
    for number in range(count):
        picked = chance.sample(moves, chance.randint(5, 9))
        words = chance.choices(vocabulary, k=14)
        routines.append(
            Routine(
                id=f"routine_{number}",
                title=f"{words[0].capitalize()} {words[1]} {number} with {picked[0].name}",
                summary=f"Routine number {number}: {' '.join(words[2:])}.",
                why=" ".join(chance.choices(vocabulary, k=20)),
                goals=tuple(chance.sample(list(Intent), 2)),
                when=(chance.choice(list(When)),),
                when_text=" ".join(words[3:7]),
                level=chance.choice(list(Level)),
                items=tuple(RoutineItem(move=move, dose=move.dose) for move in picked),
                rounds=1,
                round_rest_ms=0,
                get_ready_ms=10_000,
                credit=f"after {words[-1]} {words[-2]}",
                origin="",
                sources=(),
            )
        )
    return routines


def pick_entry(routine: Routine, total_ms: int) -> PickEntry:
    return PickEntry(
        id=routine.id,
        title=routine.title,
        total_ms=total_ms,
        positions=frozenset(item.move.position for item in routine.items),
        equipment=frozenset(routine.equipment),
        when=frozenset(routine.when),
        goals=frozenset(routine.goals),
        level=routine.level,
    )


def listed(routines: list[Routine]) -> tuple[list[Entry], list[PickEntry]]:
    entries = [
        entry_of(routine, Path(f"{routine.id}.toml"), order=0, is_own=True, moves={})
        for routine in routines
    ]
    totals = [entry.total_ms for entry in entries]
    return entries, [pick_entry(each, ms) for each, ms in zip(routines, totals, strict=True)]


def milliseconds_since(start: float) -> float:
    return (time.perf_counter() - start) * 1e3


def report(name: str, times: list[float]) -> None:
    p99 = quantiles(times, n=100)[98]
    print(f"{name:34}median {median(times):6.2f}  p99 {p99:6.2f}  most {max(times):6.2f} ms")


def made(entries: list[Entry]) -> SearchIndex:
    moves = list(Library.load(data_dir()).moves.values())
    gc.collect()
    start = time.perf_counter()
    words = load_search_words(data_dir() / "search.toml")
    index = SearchIndex(entries, moves, words)
    print(f"index of {len(entries)}: {milliseconds_since(start):.0f} ms")
    start = time.perf_counter()
    index.search("nilson")
    print(f"first search, with an import: {milliseconds_since(start):.1f} ms")

    tracemalloc.start()
    measured = SearchIndex(entries, moves, words)
    for typed in TYPED:
        measured.search(typed)
    print(f"memory it holds: {tracemalloc.get_traced_memory()[0] / 1e6:.1f} MB")
    tracemalloc.stop()
    return index


def main(count: int) -> None:
    entries, picks = listed(made_up(count))
    index = made(entries)
    gc.freeze()  # as the window does once it has made all this
    keystrokes = [typed[:end] for typed in TYPED for end in range(1, len(typed) + 1)]
    owned = frozenset({Item.MAT, Item.CUSHION, Item.WALL, Item.CHAIR})
    filters = Filters(max_minutes=12, equipment=owned, no_kneeling=True)
    searches: list[float] = []
    picking: dict[Order, list[float]] = {order: [] for order in Order}
    slowest = (0.0, "")
    for _ in range(ROUNDS):
        for query in keystrokes:
            start = time.perf_counter()
            ranking = index.search(query)
            searches.append(milliseconds_since(start))
            slowest = max(slowest, (searches[-1], query))
            for order, times in picking.items():
                start = time.perf_counter()
                pick(picks, filters, order, ranking)
                times.append(milliseconds_since(start) + searches[-1])
    report(f"search, {len(keystrokes)} different keystrokes", searches)
    print(f"  slowest: {slowest[1]!r}")
    for order, times in picking.items():
        report(f"  filtered, by {order.value}", times)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
