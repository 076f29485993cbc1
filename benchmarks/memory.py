# SPDX-License-Identifier: GPL-3.0-or-later
"""How much memory a session takes: window, sound and speech, beside a bare window.

    python benchmarks/memory.py [SECONDS]

Opens a bare window and plays a routine in ours, both full screen, and prints what each
process holds (its proportional share, in MiB) after as many seconds of the session, and
before it, with the list of routines shown. That share falls by what other programs read of
the same libraries, so what each has of its own is printed, too. Linux alone. Needs a display.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

BUDGETS = {"window": 80, "sound": 40, "speech": 220}
ROUTINE = "nilsson_seven"
SECONDS = 30
SETTLES_S = 4
PARTS = {"voice.sound_process": "sound", "voice.speech_process": "speech"}

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication([])
window = QMainWindow()
window.showFullScreen()
app.exec()
"""


class Held(NamedTuple):
    """What a process holds in MiB, what it shares counted in parts; and what it wrote itself."""

    share: float
    own: float


def held(pid: int) -> Held:
    """What a process holds now."""
    rows = (
        line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    )
    kib = {row[0]: int(row[1]) for row in rows}
    return Held(kib["Pss:"] / 1024, (kib["Pss_Anon:"] + kib["Pss_Shmem:"]) / 1024)


def children(pid: int) -> dict[str, int]:
    """The processes that a window has started, by what they are for."""
    found = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            words = Path(f"/proc/{child}/cmdline").read_bytes().decode().split("\0")
            for module, part in PARTS.items():
                if any(word.endswith(module) for word in words):
                    found[part] = int(child)
    return found


def measured(command: list[str], seconds: float) -> dict[str, Held]:
    """What each process of a program holds after it has run for a while."""
    program = subprocess.Popen([sys.executable, "-P", *command])
    try:
        time.sleep(seconds)
        parts = {"window": program.pid} | children(program.pid)
        return {part: held(pid) for part, pid in parts.items()}
    finally:
        program.terminate()
        program.wait()


def main(seconds: float) -> None:
    """Measure all and print."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "config" / "settings.json"
        settings.parent.mkdir()
        settings.write_text(json.dumps({"version": 1, "first_start_seen": True}), "utf-8")
        ours = ["-m", "hipmob_desktop"]
        place = ["--data-dir", folder]
        rows = {
            "a bare window": measured(["-c", BARE], SETTLES_S),
            "the library": measured([*ours, *place], SETTLES_S),
            "a session": measured([*ours, "play", ROUTINE, "--full-screen", *place], seconds),
        }
    print(f"{'PSS in MiB (own)':18}" + "".join(f"{part:>16}" for part in BUDGETS))
    for name, parts in rows.items():
        print(f"{name:18}" + "".join(cell(parts.get(part)) for part in BUDGETS))
    print(f"{'budget':18}" + "".join(f"{budget:16}" for budget in BUDGETS.values()))


def cell(of: Held | None) -> str:
    """A process's figures in 16 letters."""
    return f"{of.share:8.1f} ({of.own:5.1f})" if of else f"{'-':>16}"


if __name__ == "__main__":
    if not os.environ.get("DISPLAY"):
        sys.exit("a display is needed")
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
