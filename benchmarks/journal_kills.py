# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a session that writes the journal as it goes on, at random instants, and looks at it.

A child plays a shipped routine, many times as fast as a person would, with random keys pressed;
what `core.session_log` decides is done to a real journal and a real place, and each second of
the session is told through a pipe. After SIGKILL the journal has to be whole, with each session
once. The next start, told of the place that was left, has to enter each rep and each hurt once,
so that nothing older than a second is missing; what is missing before it is told, too.

    python benchmarks/journal_kills.py [--kills N] [--seed S] [--folder DIR]
"""

import argparse
import json
import os
import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from killed import told_until_killed

from hipmob_desktop.content.library import Library
from hipmob_desktop.core import session_log as log
from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.journal import JournalEntry, entry_of
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.player import Finished, Player, advance
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.resume import ResumePoint, SessionSource, fingerprint, point_of
from hipmob_desktop.core.routine import Routine
from hipmob_desktop.storage.background_worker import BackgroundWorker
from hipmob_desktop.storage.history import History
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.storage.resume import ResumeFile, ResumeKeeper

SPEED = 5
LOOK_EVERY_MS = 250
DISK_MS = 150
"""So long a busy disk may take for an entry, in the time of the wall."""

LOSS_MS = log.KEEP_EVERY_MS + LOOK_EVERY_MS + SPEED * DISK_MS
PLAYS_FOR_S = 3.0

KEYS = [Command.MORE, Command.LESS, Command.SLOWER, Command.HURTS, Command.NEXT, Command.BACK]
OPTIONS = PlanOptions(pace=0.8)
NOW_MS = 1_790_000_000_000

Done = tuple[int, int, int]
"""When in the session, how many reps were done by then, and how many sides hurt."""


class World:
    """What a session does to the disk, as the window and the terminal do it."""

    def __init__(self, folder: Path) -> None:
        self.worker = BackgroundWorker()
        self.journal = Journal(folder / "sessions.sqlite3", self.fail)
        clock = time.monotonic_ns
        self.file = ResumeFile(folder)
        self.keeper = ResumeKeeper(
            self.file, self.worker, lambda: clock() // 1_000_000, lambda _: None
        )
        self.log = log.SessionLog(awake_pause_ms=0)

    def fail(self, fault: str) -> None:
        raise AssertionError(fault)

    def note(self, happening: log.Happening, unix_ms: int) -> None:
        self.log, effects = log.note(self.log, happening, unix_ms)
        log.carry_out(effects, self)

    def keep_place(self, point: ResumePoint) -> None:
        self.keeper.keep(point)

    def clear_place(self) -> None:
        self.keeper.clear()

    def enter(self, entry: JournalEntry) -> None:
        self.worker.do(f"entry {entry.started_at_ms}", partial(self._add, entry))

    def _add(self, entry: JournalEntry) -> None:
        assert self.journal.add(entry)

    def hold_screen(self) -> None:
        pass

    def release_screen(self, after_ms: int) -> None:
        pass

    def remember_pace(self, move_id: str, factor: float) -> None:
        pass


def done_in(entry: JournalEntry) -> tuple[int, int]:
    return sum(work.done for work in entry.work), sum(work.is_hurt for work in entry.work)


def play(routine: Routine, folder: Path, rng: random.Random, pipe: int) -> None:
    """Play for ever; the pipe gets a line each time before the world is told."""
    world = World(folder)
    assert world.journal.opens()  # as at every start, before there is anything to enter
    source = SessionSource(
        routine=routine.id,
        fingerprint=fingerprint(routine),
        options=OPTIONS,
        title=routine.title,
        started_at_ms=NOW_MS,
    )
    plan = lay_out(routine, OPTIONS)
    first_ms = next(each.start_ms for each in plan.segments if each.kind.is_work)
    begin = time.monotonic() - first_ms / 1_000 / SPEED
    player, events = advance(Player(plan, max_gap_ms=10**9), Command.START, 0)
    os.write(pipe, json.dumps([first_ms, 0, 0]).encode() + b"\n")
    world.note(log.Began(source, player), NOW_MS)
    while not isinstance(player.state, Finished):
        played_ms = round((time.monotonic() - begin) * 1_000 * SPEED)
        player, events = advance(player, Command.TICK, played_ms)
        if rng.random() < 0.05 and player.accepts(key := rng.choice(KEYS)):
            player, more = advance(player, key, played_ms)
            events += more
        if player.accepts(Command.RESUME):
            player, more = advance(player, Command.RESUME, played_ms)
            events += more
        told = done_in(entry_of(point_of(player, source, saved_at_ms=0)))
        os.write(pipe, json.dumps([played_ms, *told]).encode() + b"\n")
        world.note(log.Moved(player, events), NOW_MS + played_ms)
        time.sleep(LOOK_EVERY_MS / 1_000 / SPEED)
    world.worker.close()
    os._exit(0)


def killed_run(routine: Routine, folder: Path, rng: random.Random) -> list[Done]:
    """What a killed child had done, with the session's milliseconds."""
    child = partial(play, routine, folder, rng)
    told = told_until_killed(child, folder / "resume.json", rng.random() * PLAYS_FOR_S)
    return [(at_ms, reps, hurts) for at_ms, reps, hurts in told]


def lost_ms(folder: Path, trail: list[Done]) -> int:
    """How long before the kill there was as much done as the journal has now."""
    path = folder / "sessions.sqlite3"
    kept = (0, 0)
    if path.exists():
        with closing(sqlite3.connect(path)) as database:
            (verdict,) = database.execute("PRAGMA integrity_check").fetchone()
            assert verdict == "ok", verdict
            tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if tables != (0,):
                count, ids = database.execute(
                    "SELECT count(*), count(DISTINCT id) FROM session"
                ).fetchone()
                assert count == ids <= 1, "a session is there twice"
        entries = sessions_of(folder)
        kept = done_in(entries[0]) if entries else (0, 0)
    as_much = [at_ms for at_ms, *told in trail if tuple(told) == kept]
    assert as_much, f"the session never had done {kept}"
    return trail[-1][0] - max(as_much)


def sessions_of(folder: Path) -> list[JournalEntry]:
    faults: list[str] = []
    with closing(Journal(folder / "sessions.sqlite3", faults.append)) as journal:
        entries = list(History(journal).sessions())
    assert not faults, faults
    return entries


def start_again(folder: Path) -> None:
    """The next start enters what was left, once, however often it is told of it."""
    world = World(folder)
    found = world.file.read()
    assert found.point is not None, found.fault
    expected = entry_of(found.point)
    for _ in range(2):
        world.note(log.Found(found.point), found.point.saved_at_ms)
        world.log = log.SessionLog(awake_pause_ms=0)
    world.worker.close()
    world.journal.close()
    entries = sessions_of(folder)
    if expected.is_worth_keeping:
        assert len(entries) == 1
        assert done_in(entries[0]) >= done_in(expected)
    broken = [each.name for each in folder.iterdir() if "broken" in each.name]
    assert not broken, broken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    base = args.folder or Path(tempfile.mkdtemp())
    rng = random.Random(args.seed)
    library = Library.load(Path(__file__).parents[1] / "data")
    routine = max(library.routines, key=lambda each: lay_out(each, OPTIONS).total_ms)
    before, losses = [], []
    for number in range(args.kills):
        folder = base / str(number)
        folder.mkdir()
        trail = killed_run(routine, folder, rng)
        before.append(lost_ms(folder, trail))
        start_again(folder)
        losses.append(lost_ms(folder, trail))
    losses.sort()
    print(
        f"{args.kills} kills of {routine.id}, seed {args.seed}: every journal whole, nothing"
        f" twice; missing after the next start: median {losses[len(losses) // 2]} ms of the"
        f" session, most {losses[-1]} ms; before it at most {max(before)} ms"
    )
    return int(losses[-1] > LOSS_MS)


if __name__ == "__main__":
    sys.exit(main())
