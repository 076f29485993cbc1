# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to keep the place in a session each second.

The first two figures are time of the window's thread; the others are that of the disk's
own thread, on the disk that holds DIR.

    python benchmarks/resume_cost.py [DIR]
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hipmob_desktop.content.library import Library
from hipmob_desktop.core.enums import PauseReason
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.player import Paused, Player
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.resume import ResumePoint, SessionSource, fingerprint, point_of
from hipmob_desktop.storage.background_worker import BackgroundWorker
from hipmob_desktop.storage.resume import ResumeFile, ResumeKeeper

TIMES = 300


def measured(what: str, act: Callable[[], object]) -> None:
    taken = []
    for _ in range(TIMES):
        begin = time.perf_counter_ns()
        act()
        taken.append((time.perf_counter_ns() - begin) / 1_000)
        time.sleep(0.002)
    worst = sorted(taken)[-TIMES // 100]
    print(f"{what:42} median {statistics.median(taken):8.1f} µs   p99 {worst:8.1f} µs")


def a_point() -> tuple[Player, SessionSource]:
    library = Library.load(Path(__file__).parents[1] / "data")
    routine = library.routine("nilsson_seven")
    plan = lay_out(routine, PlanOptions())
    player = Player(plan, Paused(plan.total_ms // 2, PauseReason.ASKED))
    source = SessionSource(
        routine=routine.id, fingerprint=fingerprint(routine), options=PlanOptions()
    )
    return player, source


def main() -> None:
    folder = Path(tempfile.mkdtemp(dir=sys.argv[1] if len(sys.argv) > 1 else None))
    player, source = a_point()
    point: ResumePoint = point_of(player, source, saved_at_ms=0)
    file, worker = ResumeFile(folder), BackgroundWorker()
    keeper = ResumeKeeper(file, worker, lambda: time.monotonic_ns() // 1_000_000, print)
    measured("make the point of a session", lambda: point_of(player, source, saved_at_ms=0))
    measured("hand it over to be kept", lambda: keeper.keep(point))
    worker.close()
    measured("write it (survives a kill)", lambda: file.write(point, is_safe=False))
    measured("write it safely (survives a power cut)", lambda: file.write(point, is_safe=True))
    measured("read it at the start", file.read)
    print(f"size {(folder / 'resume.json').stat().st_size} bytes")


if __name__ == "__main__":
    main()
