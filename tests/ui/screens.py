# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows on screens that are made up: each call is a process of its own, with other screens."""

from __future__ import annotations

import json
import os
import subprocess
import sys

LAPTOP = (0, 0, 1366, 768)
BESIDE = (1366, 0, 1920, 1080)

_PLACE = """
import sys
from PySide6.QtWidgets import QApplication
from hipmob_desktop.ui.main_window import MainWindow
app = QApplication(["x"])
window = MainWindow()
if sys.argv[1] == "keep":
    window.setGeometry(*map(int, sys.argv[2:]))
else:
    window.restore(bytes.fromhex(sys.argv[2]))
window.show()
app.processEvents()
print(window.place.hex(), *window.geometry().getRect())
"""


def _on(folder, screens, *words):
    told = [
        {
            "name": f"screen {number}", "x": x, "y": y, "width": width, "height": height,
            "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
        }
        for number, (x, y, width, height) in enumerate(screens)
    ]  # fmt: skip
    file = folder / "screens.json"
    file.write_text(json.dumps({"windowFrameMargins": True, "screens": told}), "utf-8")
    said = subprocess.run(
        [sys.executable, "-c", _PLACE, *map(str, words)],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={file}"},
        capture_output=True, text=True, check=True, timeout=50,
    ).stdout.split()  # fmt: skip
    return said[0], tuple(map(int, said[1:]))


def kept(folder, screens, rect):
    """The place, as the program keeps it, of a window that stood at `rect`."""
    return _on(folder, screens, "keep", *rect)[0]


def restored(folder, screens, place):
    """Where a window stands on `screens` that took a kept place up."""
    return _on(folder, screens, "restore", place)[1]
