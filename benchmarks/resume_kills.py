# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a session that keeps its place, at random instants, and looks at what is left.

A child plays the longest shipped routine at twenty times its speed, or another, with random keys
pressed, keeps its place four times in each second of the session, and tells its place
through a pipe. After SIGKILL the place that is read back has to be one it was at within
the session's last second, laid out anew, and no file may be broken.

    python benchmarks/resume_kills.py [--kills N] [--seed S] [--speed TIMES] [--folder DIR]
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from killed import told_until_killed

from hipmob_desktop.content.library import Library
from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.player import Finished, Player, advance
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.resume import SessionSource, fingerprint, point_of, restored_player
from hipmob_desktop.core.routine import Routine
from hipmob_desktop.storage.background_worker import BackgroundWorker
from hipmob_desktop.storage.resume import ResumeFile, ResumeKeeper

SPEED = 20
LIVES_S = 3.0
"""So long a session lives at the most after its place was first kept, in its own time."""

KEEP_EVERY_MS = 250
LOSS_MS = 1_000
KEYS = [Command.MORE, Command.LESS, Command.SLOWER, Command.HURTS, Command.NEXT, Command.BACK]
OPTIONS = PlanOptions(pace=0.8)

Spot = list[object]
Step = tuple[int, int, Spot]
"""When in the session, its position, and what happens there."""


def spot_of(player: Player) -> Spot:
    segment = player.plan.at(player.position_ms).segment
    return [segment.kind, segment.item, segment.side, segment.set_number, segment.rep]


def play(routine: Routine, folder: Path, rng: random.Random, speed: float, pipe: int) -> None:
    """Play for ever; the pipe gets a line each time before the place is handed over."""
    plan = lay_out(routine, OPTIONS)
    source = SessionSource(routine=routine.id, fingerprint=fingerprint(routine), options=OPTIONS)
    worker = BackgroundWorker()
    file = ResumeFile(folder)
    keeper = ResumeKeeper(file, worker, lambda: time.monotonic_ns() // 1_000_000, print)
    begin = time.monotonic()
    player, _ = advance(Player(plan, max_gap_ms=10**9), Command.START, 0)
    while not isinstance(player.state, Finished):
        played_ms = round((time.monotonic() - begin) * 1_000 * speed)
        player, _ = advance(player, Command.TICK, played_ms)
        if rng.random() < 0.1 and player.accepts(key := rng.choice(KEYS)):
            player, _ = advance(player, key, played_ms)
        os.write(
            pipe, json.dumps([played_ms, player.position_ms, spot_of(player)]).encode() + b"\n"
        )
        keeper.keep(point_of(player, source, saved_at_ms=time.time_ns() // 1_000_000))
        time.sleep(KEEP_EVERY_MS / 1_000 / speed)
    os._exit(0)


def killed_run(routine: Routine, folder: Path, rng: random.Random, speed: float) -> list[Step]:
    """Where a killed child had been, with the session's milliseconds."""
    child = partial(play, routine, folder, rng, speed)
    told = told_until_killed(child, folder / "resume.json", rng.random() * LIVES_S / speed)
    return [(at_ms, position_ms, spot) for at_ms, position_ms, spot in told]


def lost_ms(routine: Routine, folder: Path, trail: list[Step]) -> int:
    """How long before the kill the session was where it now goes on."""
    found = ResumeFile(folder).read()
    assert found.fault is None, found.fault
    assert found.point is not None, "no point was found"
    assert found.point.is_offered(time.time_ns() // 1_000_000)
    spot = spot_of(restored_player(lay_out(routine, OPTIONS), found.point))
    been = [at_ms for at_ms, *place in trail if place == [found.point.position_ms, spot]]
    assert been, f"the session never was at {spot}"
    broken = [each.name for each in folder.iterdir() if "broken" in each.name]
    assert not broken, broken
    return trail[-1][0] - max(been)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    parser.add_argument("--speed", type=float, default=SPEED)
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    base = args.folder or Path(tempfile.mkdtemp())
    rng = random.Random(args.seed)
    library = Library.load(Path(__file__).parents[1] / "data")
    routine = max(library.routines, key=lambda each: lay_out(each, OPTIONS).total_ms)
    losses = []
    for number in range(args.kills):
        folder = base / str(number)
        folder.mkdir()
        trail = killed_run(routine, folder, rng, args.speed)
        losses.append(lost_ms(routine, folder, trail))
    losses.sort()
    print(
        f"{args.kills} kills of {routine.id}, seed {args.seed}: no broken file, every place found;"
        f" lost of the session: median {losses[len(losses) // 2]} ms, most {losses[-1]} ms"
    )
    return int(losses[-1] > LOSS_MS)


if __name__ == "__main__":
    sys.exit(main())
