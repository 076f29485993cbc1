# SPDX-License-Identifier: GPL-3.0-or-later
"""How far from its plan a real session ends, while the processor is busy with other things.

    python benchmarks/session_end.py [ROUTINE]

Plays a whole routine in a window at its real pace (ten minutes for nilsson_seven), with
one busy process for each processor, and prints when it ended against when the plan said
it would. Beside it, in the same run: seconds counted by a timer, as many programs do.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from hipmob_desktop.app.context import find_routine, open_context
from hipmob_desktop.clocks import session_clock
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.session import Session
from hipmob_desktop.paths import Paths
from hipmob_desktop.resources import assets_dir
from hipmob_desktop.ui.kit.style import StyleContext
from hipmob_desktop.ui.session.presenter import SessionPresenter
from hipmob_desktop.ui.session.screen import SessionScreen
from hipmob_desktop.ui.theme.fonts import load_fonts
from hipmob_desktop.ui.theme.icons import Icons
from hipmob_desktop.ui.theme.manager import ThemeManager

BUDGET_MS = 16.7


def busy() -> None:
    """Keep one processor busy."""
    while True:
        sum(range(10_000))


class Run:
    """One session in a window, with the moments of its start and its end."""

    def __init__(self, app: QApplication, wanted: str) -> None:
        self._app = app
        world = open_context(Paths.below(Path(tempfile.mkdtemp())))
        routine = find_routine(world, wanted)
        family = load_fonts(assets_dir() / "fonts")
        theme_manager = ThemeManager(app, assets_dir(), family)
        theme_manager.apply("dark", 16)
        self.screen = SessionScreen(StyleContext(Icons(assets_dir() / "icons"), theme_manager))
        self.screen.resize(1920, 1080)
        self.flow = SessionPresenter(self.screen)
        self.session = Session(routine, PlanOptions(), Coach(world.phrases), SilentVoice())
        self.start_s = self.end_s = 0.0
        self.counted_s = 0
        self.flow.happened.connect(self._happened)
        self.flow.ended.connect(self._ended)
        self.seconds = QTimer()
        self.seconds.timeout.connect(self._count)

    def play(self) -> None:
        """Play to the end."""
        self.screen.show()
        self.seconds.start(1_000)
        self.flow.begin(self.session, session_clock())
        self._app.exec()

    def _happened(self, _event: object) -> None:
        self.start_s = self.start_s or time.monotonic()

    def _ended(self, _player: object) -> None:
        self.end_s = time.monotonic()
        self._app.quit()

    def _count(self) -> None:
        self.counted_s += 1

    def report(self) -> None:
        """Print what was measured."""
        planned_s = self.session.player.plan.total_ms / 1_000
        took_s = self.end_s - self.start_s
        off_ms = (took_s - planned_s) * 1_000
        print(f"routine          {self.session.player.plan.routine.id}")
        print(f"planned          {planned_s:10.3f} s")
        print(f"took             {took_s:10.3f} s")
        print(f"off by           {off_ms:10.1f} ms   (budget {BUDGET_MS} ms)")
        print(f"counted seconds  {(self.counted_s - took_s) * 1_000:10.1f} ms off, beside it")


def main() -> None:
    """Play with every processor busy, and print."""
    run = Run(QApplication(sys.argv[:1]), sys.argv[1] if len(sys.argv) > 1 else "nilsson_seven")
    others = [
        multiprocessing.Process(target=busy, daemon=True) for _ in range(os.cpu_count() or 1)
    ]
    for other in others:
        other.start()
    run.play()
    for other in others:
        other.kill()
    run.report()


if __name__ == "__main__":
    main()
