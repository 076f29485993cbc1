# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the real window over 10 000 routine files of one's own, and types into its search.

    python benchmarks/library_window.py [COUNT]

Needs a display; with none it draws off screen. Prints, for the first opening (nothing
read before) and for opening again: when the window and its first rows were there, when
all routines were, the memory that it took more than with no files of one's own, and how
long a keystroke keeps the window busy: by the clock, and how much of that is its own work.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from library_10000 import write_routines

WORDS = ("lunge", "couch stre", "nilson", "routine 4711", "figure four", "mat", "strech", "xyzq")

RUN = """
import gc, sys, time
gc.disable()  # as the program does until the list is seen
began = time.perf_counter()
from pathlib import Path
from statistics import median, quantiles
from hipmob_desktop.desktop.qt_import import import_qt
import_qt()
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from hipmob_desktop.app.context import open_context
from hipmob_desktop.desktop.start_request import StartRequest
from hipmob_desktop.paths import Paths
from hipmob_desktop.app.startup import Application

def rss():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("RssAnon:")) / 1024

def ms(since):
    return (time.perf_counter() - since) * 1e3

def until(is_so, most_s=60):
    stop = time.perf_counter() + most_s
    while not is_so() and time.perf_counter() < stop:
        app.processEvents()
    assert is_so()

count, words = int(sys.argv[2]), sys.argv[3].split(",")
start = time.perf_counter()
world = open_context(Paths.below(Path(sys.argv[1])), reads_all=False)
read = ms(start)
app = QApplication(sys.argv[:1])
desk = Application(app, world)
desk.preferences.welcome()
desk.show(StartRequest())
window = ms(start)
page = desk.front.library
painted = []
page.list.first_painted.connect(lambda: painted.append(ms(start)))
until(lambda: painted)
until(lambda: desk.library._index is not None and len(page._model.shown) >= count)
ready = ms(start)
page.head.open_search()
times, busy = [], []
for word in words * 4:
    for letter in word:
        stroke, began = time.perf_counter(), time.thread_time()
        QTest.keyClicks(page.head.search, letter)
        app.processEvents()
        times.append(ms(stroke))
        busy.append((time.thread_time() - began) * 1e3)
        pause = time.perf_counter()
        until(lambda: ms(pause) > 60)
    page.head.search.clear()
    app.processEvents()
keys = [quantiles(times, n=100)[98], median(times), max(times), quantiles(busy, n=100)[98]]
print(" ".join(f"{value:.1f}" for value in (read, window, painted[0], ready, rss(), *keys)))
desk.close()
"""


def run(folder: Path, count: int) -> list[float]:
    arguments = [sys.executable, "-c", RUN, str(folder), str(count), ",".join(WORDS)]
    answer = subprocess.run(arguments, check=True, stdout=subprocess.PIPE, text=True)
    return [float(each) for each in answer.stdout.split()]


def main(count: int) -> None:
    random.seed(1)
    if not os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as name:
        bare = run(Path(name) / "bare", 14)
        full = Path(name) / "full"
        write_routines(full / "data" / "routines", count)
        rows = {"none of one's own": bare, "first opening": run(full, count)}
        rows["opening again"] = run(full, count)
        print(
            "ms from the start of reading     read  window  rows    all    MiB"
            "  key p99  median   max  own p99"
        )
        for title, row in rows.items():
            read, window, rows_ms, ready, memory, p99, median, worst, own = row
            print(
                f"{title:<30} {read:6.0f} {window:7.0f} {rows_ms:5.0f} {ready:6.0f}"
                f" {memory - bare[4]:+6.1f} {p99:8.1f} {median:7.1f} {worst:5.1f} {own:8.1f}"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
