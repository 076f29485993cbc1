# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journal answers, and in what time, after 100,000 sessions.

python benchmarks/journal_size.py [SESSIONS]
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import JournalEntry, WorkEntry
from hipmob_desktop.storage.journal import Journal, enter

MOVES = [f"move_number_{number}" for number in range(40)]
HURTS = 0.02
TIMES = 30


def a_session(number: int, rng: random.Random) -> JournalEntry:
    work = tuple(
        WorkEntry(
            move_id=move,
            side=side,
            done=rng.randrange(11),
            asked=10,
            held_ms=0,
            is_hurt=rng.random() < HURTS,
        )
        for move in rng.sample(MOVES, 7)
        for side in (Side.LEFT, Side.RIGHT)
    )
    return JournalEntry(
        routine=f"routine_{rng.randrange(50)}",
        title="A routine",
        started_at_ms=1_000_000_000_000 + number * 3_600_000,
        played_ms=600_000,
        position_ms=600_000,
        total_ms=600_000,
        is_complete=rng.random() < 0.8,
        work=work,
    )


def filled(path: Path, sessions: int) -> Journal:
    journal = Journal(path, print)
    journal.uses()
    database = journal._database  # noqa: SLF001 - nobody waits for the disk 100,000 times
    assert database is not None
    database.execute("PRAGMA synchronous = OFF")
    rng = random.Random(1)
    for number in range(sessions):
        enter(database, a_session(number, rng))
    journal.close()
    return journal


def measured(what: str, ask: Callable[[], object]) -> None:
    taken = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begin) * 1_000)
    print(f"{what:34} median {statistics.median(taken):7.2f} ms   worst {max(taken):7.2f} ms")


def main() -> None:
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.sqlite"
        journal = filled(path, sessions)
        print(f"{sessions} sessions, {path.stat().st_size / 1024 / 1024:.0f} MiB")
        begin = time.perf_counter()
        journal.uses()
        print(f"opened and first question: {(time.perf_counter() - begin) * 1_000:.1f} ms")
        measured("how often each routine", journal.uses)
        measured("what hurts", journal.hurts)
        fresh = a_session(sessions + 1, random.Random(2))
        measured("enter a session", lambda: journal.add(fresh))
        journal.close()


if __name__ == "__main__":
    main()
