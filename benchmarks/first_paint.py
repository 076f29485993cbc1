# SPDX-License-Identifier: GPL-3.0-or-later
"""How soon the list, with and without an offer, or a first start is painted; and a bare window.

    python benchmarks/first_paint.py [RUNS]

Starts them alternately, each in a process of its own with warm caches, and prints the time
from the start of the process to the first paint, and the processor time it took. Needs a
display; with none it draws off screen.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

BUDGETS = {"the library": 1.6, "with an offer": 1.8, "a first start": 2.0}
RUNS = 21
SETTLES_S = 3

PROBE = """
import os, sys, time

lingers_ms = int(sys.argv.pop())

def tell_when_painted(kind):
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

    class Probe(QObject):
        is_told = False

        def event(self, event):
            print(time.perf_counter(), time.process_time(), flush=True)
            if not lingers_ms:
                os._exit(0)
            QTimer.singleShot(lingers_ms, lambda: os._exit(0))
            return True

    probe = Probe()
    paint = kind.paintEvent

    def paint_and_tell(self, event):
        # The loop comes to it when all of the window is painted and handed to the screen.
        if not probe.is_told:
            probe.is_told = True
            QCoreApplication.postEvent(probe, QEvent(QEvent.Type.User))
        paint(self, event)

    kind.paintEvent = paint_and_tell
"""

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)

tell_when_painted(Window)
app = QApplication(sys.argv)
window = Window()
window.resize(1536, 832)
window.show()
app.exec()
"""

OURS = """
from importlib.machinery import PathFinder

class Watch:
    # Imports what is painted no earlier than the program does.
    def find_spec(self, name, path, target=None):
        if name != "MODULE":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path)
        execute = spec.loader.exec_module

        def execute_and_watch(module):
            execute(module)
            tell_when_painted(module.WIDGET)

        spec.loader.exec_module = execute_and_watch
        return spec

sys.meta_path.insert(0, Watch())
from hipmob_desktop.cli.main import main

main()
"""
LIBRARY = OURS.replace("MODULE", "hipmob_desktop.ui.library.card_list").replace(
    "WIDGET", "CardList"
)
FIRST = OURS.replace("MODULE", "hipmob_desktop.ui.pages.welcome").replace(
    "WIDGET", "WelcomeScreen"
)
PROGRAMS = {
    "a bare window": BARE,
    "the library": LIBRARY,
    "with an offer": LIBRARY,
    "a first start": FIRST,
}
ROUTINE = "nilsson_seven"


def surroundings(home: Path, *, is_first: bool) -> dict[str, str]:
    """An environment with a home of its own, in which bytecode is kept as it mostly is."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if not os.environ.get("DISPLAY"):
        kept["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("DATA_HOME", "CONFIG_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR"):
        folder = home / name.lower()
        folder.mkdir(mode=0o700)
        kept[f"XDG_{name}"] = str(folder)
    settings = home / "config_home" / "hipmob-desktop" / "settings.json"
    settings.parent.mkdir()
    if not is_first:
        settings.write_text(json.dumps({"version": 1, "first_start_seen": True}), "utf-8")
    return kept | {"PYTHONPYCACHEPREFIX": str(home / "bytecode")}


def leave_a_session(folder: Path) -> None:
    """Keep the place of a session in a folder, as if the program had been killed in it."""
    from hipmob_desktop.app.context import find_routine, open_context
    from hipmob_desktop.clocks import unix_ms
    from hipmob_desktop.core.coach import Coach
    from hipmob_desktop.core.enums import PauseReason
    from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
    from hipmob_desktop.core.player import Paused, Player
    from hipmob_desktop.core.preferences import PlanOptions
    from hipmob_desktop.core.resume import SessionSource, fingerprint, point_of
    from hipmob_desktop.paths import Paths
    from hipmob_desktop.storage.resume import ResumeFile

    world = open_context(Paths.below(folder))
    routine, options = find_routine(world, ROUTINE), PlanOptions()
    plan = build_plan(routine, options, Coach(world.phrases), estimated_ms).plan
    source = SessionSource(routine=ROUTINE, fingerprint=fingerprint(routine), options=options)
    player = Player(plan, Paused(plan.total_ms // 2, PauseReason.ASKED))
    ResumeFile(folder).write(point_of(player, source, saved_at_ms=unix_ms()), is_safe=True)


def start(code: str, env: dict[str, str], lingers_ms: int = 0) -> tuple[float, float]:
    """Milliseconds until the first paint, and of the processor's time until then."""
    began = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-P", "-c", PROBE + code, str(lingers_ms)],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env=env,
    )
    painted, busy = map(float, ran.stdout.split())
    return (painted - began) * 1e3, busy * 1e3


def main(runs: int) -> None:
    """Start all of them `runs` times and print."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as folder:
        envs = {}
        for name, code in PROGRAMS.items():
            home = Path(folder) / name.replace(" ", "-")
            home.mkdir()
            envs[name] = surroundings(home, is_first=code is FIRST)
            if name == "with an offer":
                data = home / "data_home" / "hipmob-desktop"
                data.mkdir()
                leave_a_session(data)
            start(code, envs[name], SETTLES_S * 1_000)
        for _ in range(runs):
            for name, code in PROGRAMS.items():
                if code is FIRST:  # nothing was kept before it, bytecode apart
                    shutil.rmtree(envs[name]["XDG_CACHE_HOME"], ignore_errors=True)
                times[name].append(start(code, envs[name]))
    report(times)


def report(times: dict[str, list[tuple[float, float]]]) -> None:
    """Print the medians, and how many times as long as the first the others take."""
    columns = ("median", "least", "most", "processor")
    print(f"{'ms':16}" + "".join(f"{column:>11}" for column in columns))
    medians = []
    for name, taken in times.items():
        waited, busy = ([one[part] for one in taken] for part in (0, 1))
        row = (median(waited), min(waited), max(waited), median(busy))
        medians.append((row[0], row[3]))
        print(f"{name:16}" + "".join(f"{each:11.1f}" for each in row))
    bare = medians[0]
    for (name, budget), ours in zip(BUDGETS.items(), medians[1:], strict=True):
        print(f"{name}: {ours[0] / bare[0]:.2f} times by the clock, budget {budget}")
        print(f"{' ' * len(name)}  {ours[1] / bare[1]:.2f} by the processor")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
