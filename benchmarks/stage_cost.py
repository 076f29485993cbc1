# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stage costs while a session runs and while it is paused, beside bare windows.

    python benchmarks/stage_cost.py [SECONDS]

Each row is a process of its own. "empty" is a bare window that does nothing; "strokes" is
one that moves twelve round-capped strokes and a ring 60 times a second, as a figure of
sticks would. The stage plays three moves of a routine through the session's own
flow, SECONDS (6) each. A frame is all that a window does to bring itself up to date: every
widget's painting and the hand-over to the screen. Needs no screen; with DISPLAY set and
`QT_QPA_PLATFORM=xcb` it shows what a real one costs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from math import sin
from pathlib import Path
from statistics import median, quantiles
from tempfile import mkdtemp
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from hipmob_desktop.app.context import find_routine, open_context
from hipmob_desktop.app.first_page import FigureStore
from hipmob_desktop.app.program import the_application
from hipmob_desktop.clocks import session_clock
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.enums import Command, PauseReason
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.player import Paused, Player
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.resume import SessionSource, fingerprint, point_of
from hipmob_desktop.core.session import Session
from hipmob_desktop.paths import Paths
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.ui.figure.animator import FigureAnimator
from hipmob_desktop.ui.kit.style import StyleContext
from hipmob_desktop.ui.session.presenter import SessionPresenter
from hipmob_desktop.ui.session.screen import SessionScreen
from hipmob_desktop.ui.theme.fonts import load_fonts
from hipmob_desktop.ui.theme.icons import Icons
from hipmob_desktop.ui.theme.manager import ThemeManager

SIZES = ((1920, 1080), (3840, 2160))
ROUTINE = "nilsson_seven"
ITEMS = (0, 3, 6)
WARM_S = 20.0
"""A lead-in of three seconds and a rep or two, so that what is kept is kept."""


class Window(QMainWindow):
    """A window that notes how long it takes to bring itself up to date."""

    def __init__(self) -> None:
        super().__init__()
        self.frames_ms: list[float] = []

    def event(self, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.UpdateRequest:
            return super().event(event)
        start = time.perf_counter()
        answer = super().event(event)
        self.frames_ms.append((time.perf_counter() - start) * 1_000)
        return answer


class Strokes(QWidget):
    """A figure of sticks with a ring, in the middle of its window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.update)
        self._timer.start(16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        at, middle = time.perf_counter(), self.width() / 2
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor("#101418"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor("#7fd1c7"), middle / 50))
            radius = middle * (0.75 + 0.2 * sin(at))
            painter.drawEllipse(QPointF(middle, middle), radius, radius)
            pen = QPen(QColor("#f0a050"), middle / 12)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            for number in range(12):
                x = middle * (0.5 + number / 12)
                y = middle * (1 + 0.4 * sin(at + number))
                painter.drawLine(QPointF(x, y), QPointF(x + middle / 5, y + middle / 4))


class Paints(QObject):
    """Counts what is painted, by kind and name."""

    def __init__(self) -> None:
        super().__init__()
        self.count: Counter[str] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not isinstance(watched, QMainWindow):
            self.count[type(watched).__name__] += 1
        return False


def stage(app: QApplication, window: Window, item: int) -> SessionPresenter:
    """A session that goes on with the `item`th move of a routine."""
    family = load_fonts(assets_dir() / "fonts")
    theme_manager = ThemeManager(app, assets_dir(), family)
    theme_manager.apply("dark", 16)
    figures = FigureStore(data_dir() / "figures")
    style = StyleContext(Icons(assets_dir() / "icons"), theme_manager)
    screen = SessionScreen(style, FigureAnimator(figures.figure, figures.way_points()))
    window.setCentralWidget(screen)
    world = open_context(Paths.below(Path(mkdtemp())))
    routine, coach = find_routine(world, ROUTINE), Coach(world.phrases)
    plan = build_plan(routine, PlanOptions(), coach, estimated_ms).plan
    work = next(s for s in plan.segments if s.item == item and s.kind.is_work)
    source = SessionSource(
        routine=ROUTINE, fingerprint=fingerprint(routine), options=PlanOptions()
    )
    kept = Player(plan, Paused(work.start_ms, PauseReason.ASKED))
    point = point_of(kept, source, saved_at_ms=0)
    session = Session(routine, PlanOptions(), coach, SilentVoice(), resume=point)
    flow = SessionPresenter(screen, parent=window)
    flow.begin(session, session_clock())
    return flow


def measured(mode: str, width: int, height: int, seconds: float) -> dict[str, Any]:
    """Run one window for a while; what it cost."""
    is_bare = mode in ("empty", "strokes")
    app = QApplication([]) if is_bare else the_application()
    window = Window()
    window.resize(width, height)
    flow = None
    if mode == "strokes":
        strokes = Strokes(window)
        side = round(height * 0.62)
        strokes.setGeometry((width - side) // 2, (height - side) // 2, side, side)
    elif mode != "empty":
        flow = stage(app, window, int(mode.split()[1]))
    window.show()
    turn(WARM_S if flow else 1.0)
    if flow and mode.startswith("paused"):
        flow.act(Command.PAUSE)
        turn(1.0)
    window.frames_ms.clear()
    cpu, start = time.process_time(), time.perf_counter()
    turn(seconds)
    cpu, took = time.process_time() - cpu, time.perf_counter() - start
    frames = list(window.frames_ms)
    paints = Paints()
    app.installEventFilter(paints)
    turn(2.0)
    return {
        "cpu": 100 * cpu / took,
        "rate": len(frames) / took,
        "frames": frames,
        "paints": {name: count / 2 for name, count in paints.count.items()},
    }


def turn(seconds: float) -> None:
    """Let the window live."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1_000), loop.quit)
    loop.exec()


def in_a_process(mode: str, width: int, height: int, seconds: float) -> dict[str, Any]:
    """The same in a process of its own."""
    words = [sys.executable, __file__, str(seconds), mode, str(width), str(height)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def main() -> None:
    """Print a row for each window."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 6.0
    if len(sys.argv) > 2:
        mode, width, height = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
        print(json.dumps(measured(mode, width, height, seconds)))
        return
    modes = ["empty", "strokes", *(f"runs {item}" for item in ITEMS), f"paused {ITEMS[0]}"]
    print(f"{'':24}{'cpu %':>8}{'frames/s':>10}{'median':>8}{'p99':>8}{'most':>8}   painted/s")
    for width, height in SIZES:
        for mode in modes:
            row = in_a_process(mode, width, height, seconds)
            print(f"{mode:12}{width:>6}x{height:<5}{line(row)}", flush=True)


def line(row: dict[str, Any]) -> str:
    """A row's figures; times in milliseconds."""
    frames = row["frames"]
    times = (median(frames), quantiles(frames, n=100)[98], max(frames)) if len(frames) > 9 else ()
    paints = ", ".join(f"{name} {rate:g}" for name, rate in sorted(row["paints"].items()))
    spans = "".join(f"{span:8.2f}" for span in times) or " " * 24
    return f"{row['cpu']:8.2f}{row['rate']:10.1f}{spans}   {paints}"


if __name__ == "__main__":
    main()
