# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journal answers, and in what time, after 100,000 sessions.

Each page's question and the first byte of each export has 100 ms. The libraries that write a form
are loaded before: that is the time of a start, not of the journal.

    python benchmarks/journal_size.py [SESSIONS]
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hipmob_desktop.app.history import overview
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.history import weeks_kept
from hipmob_desktop.core.journal import JournalEntry, WorkEntry
from hipmob_desktop.core.journal_merge import Edit, id_of
from hipmob_desktop.core.runs import Run, RunSource, run_id
from hipmob_desktop.storage.history import EVERYTHING, NOT_REMOVED, History, Wanted
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.storage.journal_export import csv_pieces, fit_activity, ics_pieces
from hipmob_desktop.storage.journal_format import json_pieces
from hipmob_desktop.storage.run_recordings import Found
from hipmob_desktop.storage.runs import Runs

MOVES = [f"move_number_{number}" for number in range(40)]
HURTS = 0.02
TIMES = 30
BUDGET_MS = 100.0
OVER: list[str] = []


def a_session(number: int, rng: random.Random) -> JournalEntry:
    work = tuple(
        WorkEntry(
            move_id=move,
            side=side,
            done=rng.randrange(11),
            asked=10,
            held_ms=0,
            is_hurt=rng.random() < HURTS,
            planned_ms=0,
            is_hold=False,
            is_skipped=False,
            pace=1.0,
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
        offset_min=60,
        ended_at_ms=1_000_000_000_000 + number * 3_600_000 + 610_000,
        felt_before=rng.choice([None, 4, 6]),
        felt_after=rng.choice([None, 2, 3]),
        note="stiff on the left" if rng.random() < 0.1 else "",
    )


def filled(path: Path, sessions: int) -> Journal:
    journal = Journal(path, print)
    rng = random.Random(1)
    assert journal.merge(a_session(number, rng) for number in range(sessions)) is not None
    journal.close()
    return journal


def measured(what: str, ask: Callable[[], object]) -> None:
    taken = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begin) * 1_000)
    print(f"{what:34} median {statistics.median(taken):7.2f} ms   worst {max(taken):7.2f} ms")
    if statistics.median(taken) > BUDGET_MS:
        OVER.append(what)


def measure_pages(history: History) -> None:
    edges = history.edges()
    assert edges is not None
    first, last = edges
    lines = history.lines()
    measured("list, first page", history.lines)
    middle = replace(lines[-1], started_at_ms=1_180_000_000_000)
    measured("list, far down", lambda: history.lines(after=middle))
    measured("list of one routine", lambda: history.lines(Wanted(routine="routine_7")))
    measured("one session", lambda: history.session(lines[0].id))
    measured("days of a year", lambda: history.days(last - timedelta(days=365), last))
    measured("all days", lambda: history.days(first, last))
    measured("all weeks", lambda: history.weeks(first, last))
    measured("weeks kept in a row", lambda: weeks_kept(history.dates(last), 3, last))
    measured("the page of history", lambda: overview(history, today=last, goal_days=3, most=100))
    measured("first and last day", history.edges)


def measure_runs(journal: Journal, history: History, sessions: int) -> None:
    """The same page with a run every day and a half, as far back as the journal goes."""
    edges = history.edges()
    assert edges is not None
    runs = tuple(a_run(number) for number in range(0, sessions, 36))
    assert Runs(journal).enter(Found(runs, (), (), is_all=True)) == len(runs)
    measured(
        "the page of history, with runs",
        lambda: overview(history, today=edges[1], goal_days=3, most=100),
    )


def a_run(number: int) -> Run:
    at_ms = 1_000_000_000_000 + number * 3_600_000 + 700_000
    return Run(
        id=run_id(at_ms),
        started_at_ms=at_ms,
        ended_at_ms=at_ms + 2_700_000,
        offset_min=60,
        title="A run",
        source=RunSource.CALENDAR,
    )


def measure_exports(history: History) -> None:
    def begun(pieces: Callable[..., Iterator[str]], wanted: Wanted) -> Callable[[], object]:
        def ask() -> list[str]:
            made = pieces(history.sessions(wanted))
            return [next(made), next(made)]

        return ask

    measured("JSON, head and first session", begun(json_pieces, EVERYTHING))
    measured("CSV, head and first session", begun(csv_pieces, NOT_REMOVED))
    list(ics_pieces([]))
    measured("ICS, head and first session", begun(ics_pieces, NOT_REMOVED))
    session = next(history.sessions())
    fit_activity(session)
    measured("FIT, a whole activity", lambda: fit_activity(session))


def main() -> int:
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.sqlite"
        journal = filled(path, sessions)
        history = History(journal)
        print(f"{sessions} sessions, {path.stat().st_size / 1024 / 1024:.0f} MiB")
        begin = time.perf_counter()
        journal.uses()
        print(f"opened and first question: {(time.perf_counter() - begin) * 1_000:.1f} ms")
        measured("how often each routine", journal.uses)
        measured("what hurts", journal.hurts)
        fresh = a_session(sessions + 1, random.Random(2))
        fresh = replace(fresh, id=id_of(fresh))
        measured(
            "enter a session that goes on", lambda: journal.add(replace(fresh, ended_at_ms=None))
        )
        measured("enter a session that is over", lambda: journal.add(fresh))
        marks = iter(range(10**6))
        measured("change a session", lambda: journal.change(fresh.id, Edit(note=f"{next(marks)}")))
        measure_pages(history)
        measure_runs(journal, history, sessions)
        measure_exports(history)
        begin = time.perf_counter()
        count = sum(len(piece) for piece in json_pieces(history.sessions(EVERYTHING)))
        print(f"all as JSON: {time.perf_counter() - begin:.1f} s, {count / 1024 / 1024:.0f} MiB")
        journal.close()
    if OVER:
        print(f"over {BUDGET_MS:.0f} ms: {', '.join(OVER)}")
    return int(bool(OVER))


if __name__ == "__main__":
    sys.exit(main())
