# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl-C, TERM and HUP, once each for every face of the program, with its voice.

    python benchmarks/endings.py

Starts the program in a session of its own on a display without a screen, or in a terminal, waits
until it is at work with its helper processes, and sends the signal: Ctrl-C and HUP in a terminal
to all its processes, as terminals do. It ends with 1 unless the exit code tells of the signal, a
place is kept where there was a session, no fault is told, no process is left, and no file half
written; clips of speech, which the program clears away by itself, are left aside.
"""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LONGEST_START_S = 60.0
LONGEST_END_S = 10.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Whoever runs this may ignore Ctrl-C, and a child would, too.
PROGRAM = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from hipmob_desktop.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@dataclass(frozen=True)
class Face:
    """A way to be at work: what is typed, and how many processes there are then."""

    name: str
    words: tuple[str, ...]
    is_session: bool
    in_terminal: bool = False


FACES = (
    Face("library", (), is_session=False),
    Face("session", ("play", "desk_break"), is_session=True),
    Face("terminal", ("play", "desk_break", "--console"), is_session=True, in_terminal=True),
    Face("check of the hips", ("check-hips",), is_session=False, in_terminal=True),
)


def members(session: int) -> set[int]:
    """The processes of a session that still live."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            told = (folder / "stat").read_text().rpartition(")")[2].split()
            if told[0] != "Z" and int(told[3]) == session:
                found.add(int(folder.name))
    return found


def children(pid: int) -> set[int]:
    """All that a process has begun, and what those have, in whatever session they are."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            told = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)] = int(told[1])
    found = {pid}
    while more := {each for each, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that only waits for its parent to hear of it does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


class Run:
    """The program at work in a folder of its own."""

    def __init__(self, face: Face, folder: Path) -> None:
        self.face = face
        self.folder = folder
        self.said = b""
        command = [sys.executable, "-P", "-c", PROGRAM, "--data-dir", str(folder), *face.words]
        world = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "QT_QPA_PLATFORM": "offscreen"}
        folder.chmod(0o700)
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            command, env=world, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)

    def read(self, seconds: float) -> None:
        """Take what is said meanwhile."""
        ready, _, _ = select.select([self._ours], [], [], seconds)
        if ready:
            with suppress(OSError):
                self.said += os.read(self._ours, 65_536)

    @property
    def place(self) -> Path:
        """Where the place of a session is kept."""
        return self.folder / "data" / "resume.json"

    def is_at_work(self) -> bool:
        """Whether the session has begun and kept its place, or the window has settled."""
        if self.face.is_session:
            return self.place.exists()
        return bool(children(self.process.pid)) or (self.folder / "data").is_dir()

    def until(self, condition: object, longest_s: float) -> bool:
        """Wait for a condition, and take what is said."""
        assert callable(condition)
        end = time.monotonic() + longest_s
        while not condition():
            if time.monotonic() > end:
                return False
            self.read(0.05)
        return True

    def close(self) -> None:
        """End what has not ended."""
        for pid in {*children(self.process.pid), self.process.pid}:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._ours)


def faults_of(face: Face, number: signal.Signals, folder: Path) -> tuple[list[str], float]:
    """What is wrong with one end, and how many seconds it took."""
    run = Run(face, folder)
    try:
        if not run.until(run.is_at_work, LONGEST_START_S):
            return [f"it did not begin: {run.said[-300:]!r}"], 0.0
        run.until(lambda: False, 2.0)
        helpers = children(run.process.pid)
        if face.is_session:
            run.place.unlink()  # so that what is found was kept at the end
        begin = time.monotonic()
        if face.in_terminal and number is not signal.SIGTERM:
            os.killpg(run.process.pid, number)
        else:
            run.process.send_signal(number)
        is_over = run.until(lambda: run.process.poll() is not None, LONGEST_END_S)
        took_s = time.monotonic() - begin
        faults = [] if is_over else ["it goes on"]
        return [*faults, *_left_by(run, number, helpers)], took_s
    finally:
        run.close()


def _left_by(run: Run, number: signal.Signals, helpers: set[int]) -> list[str]:
    """What is wrong with what an ended program leaves."""
    faults = []
    if run.process.returncode not in {None, 128 + number}:
        faults.append(f"exit code {run.process.returncode}")
    if run.face.is_session and not run.place.exists():
        faults.append("no place is kept")
    if not run.until(lambda: not any(map(is_alive, helpers)), 2.0):
        faults.append(f"{sum(map(is_alive, helpers))} of {len(helpers)} helpers live on")
    if members(run.process.pid):
        faults.append("processes of its session live on")
    if b"Traceback" in run.said or b"Error" in run.said:
        faults.append(f"it said {run.said[-400:].decode(errors='replace')!r}")
    halves = [each for each in run.folder.rglob("*.part") if "cache" not in each.parts]
    return [*faults, *(f"left: {each.name}" for each in halves)]


def main() -> int:
    """Try each face with each signal; print a line for each."""
    is_good = True
    for face in FACES:
        for number in SIGNALS:
            with tempfile.TemporaryDirectory(prefix="hm-ends-") as name:
                faults, took_s = faults_of(face, number, Path(name))
            is_good = is_good and not faults
            told = "; ".join(faults) or f"{128 + number}, in {took_s:.2f} s"
            print(f"{face.name}, {number.name}: {told}", flush=True)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
