# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands bad files to every command that takes one, and judges what it answers.

    python benchmarks/fuzz_commands.py [--files N] [--programs N] [--seed S]

Each call of check, add, show, plan, play --console, render and export is made in a process forked
from one that has imported the command line; `--programs` of them once more with the program as
people start it, which has to answer alike. A call has to end with 0, 1, 2 or 3, and unless that
is 0, to say why in lines of its own, each once, without a control character or a traceback. It may
take `CPU_S` of the processor's time, which other work on the machine does not count in, and wait
for nothing: after `WALL_S` it hangs.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bad_files import all_bad_files

from hipmob_desktop.app import context as _context  # noqa: F401 - imported once for all calls
from hipmob_desktop.cli import chosen, commands, console, main, output, render  # noqa: F401 - so
from hipmob_desktop.clocks import session_clock
from hipmob_desktop.content import import_file, reader, routine_file  # noqa: F401 - the same
from hipmob_desktop.core.player import MAX_GAP_MS

CPU_S = 2.0
WALL_S = 20.0
SPEED = 1_000_000
WITHOUT_LEAVE = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
"""Has root be refused what others are refused, so that there are files it cannot read."""

IS_REFUSED = "FUZZ_IS_REFUSED"
PROGRAM = [sys.executable, "-P", "-m", "hipmob_desktop"]
SAYS = "hipmob-desktop: "
LANES = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """How a call ended, and what it said."""

    code: int
    out: bytes
    err: bytes
    cpu_s: float
    is_hung: bool


@dataclass
class Tally:
    """What came of the calls."""

    codes: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    faults: list[str] = field(default_factory=list)


def calls_with(path: str, own: Path) -> dict[str, list[str]]:
    """The words of every command that takes a file."""
    out = str(own / "out")
    return {
        "check": ["check", "--", path],
        "add": ["add", "--", path],
        "show": ["show", "--", path],
        "plan": ["plan", "--estimate", "--", path],
        "play": ["play", "--console", "--no-voice", "--speed", "1000", "--", path],
        "render": ["render", "-o", f"{out}.wav", "--voice-level", "silent", "--", path],
        "export": ["export", "-o", f"{out}.toml", "--", path],
    }


def answer_of(words: list[str], own: Path) -> Answer:
    """Make one call in a forked process."""
    out, err = own / "stdout", own / "stderr"
    pid = os.fork()
    if pid == 0:
        _call(words, out, err)
    end = time.monotonic() + WALL_S
    is_hung = False
    while True:
        done, status, used = os.wait4(pid, os.WNOHANG)
        if done:
            break
        if time.monotonic() > end and not is_hung:
            is_hung = True
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.002)
    code = os.waitstatus_to_exitcode(status)
    cpu_s = used.ru_utime + used.ru_stime
    return Answer(code, out.read_bytes(), err.read_bytes(), cpu_s, is_hung)


def _call(words: list[str], out: Path, err: Path) -> None:
    """Be the process of a call, with its input from nowhere."""
    code = 70
    try:
        nowhere = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nowhere, 0)
        for number, path in ((1, out), (2, err)):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
        console.__dict__["session_clock"] = lambda _: session_clock(SPEED)
        console.__dict__["MAX_GAP_MS"] = MAX_GAP_MS * SPEED
        code = main.main(words)
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    except BaseException as error:
        sys.stderr.write(f"Traceback: {error!r}\n")
    finally:
        with suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def wrong_with(command: str, answer: Answer) -> list[str]:
    """What is not as it should be."""
    found = []
    if answer.is_hung:
        found.append(f"hangs: nothing in {WALL_S:.0f} s")
    elif answer.code not in (0, 1, 2, 3):
        found.append(f"ends with {answer.code}")
    if answer.cpu_s > CPU_S:
        found.append(f"takes {answer.cpu_s:.1f} s of the processor")
    try:
        lines = answer.err.decode().split("\n")
    except UnicodeDecodeError:
        return [*found, "says what is no text"]
    said, rest = lines[:-1], lines[-1]
    if rest or any(not line or not line.isprintable() for line in said):
        found.append("says something that is no clear line")
    if any("Traceback" in line for line in said):
        found.append("prints a traceback")
    if answer.code and not said and not answer.is_hung:
        found.append("does not say why")
    if len(set(said)) < len(said):
        found.append("says something twice")
    told_as = command in ("check", "add") or answer.code == 0
    if not told_as and not all(line.startswith(SAYS) for line in said):
        found.append("does not say whose words these are")
    return found


class Lane:
    """Calls with some of the files, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.own = folder
        self.tally = Tally()
        folder.mkdir()
        self._begin_anew()

    def _begin_anew(self) -> None:
        shutil.rmtree(self.own / "home", ignore_errors=True)
        (self.own / "home").mkdir()

    def words(self, path: Path, command: str) -> list[str]:
        """A call as it is made, with its folder."""
        return ["--data-dir", str(self.own / "home"), *calls_with(str(path), self.own)[command]]

    def try_all(self, path: Path) -> None:
        """Hand one file to each command."""
        answers = {}
        for command in calls_with("", self.own):
            answer = answers[command] = answer_of(self.words(path, command), self.own)
            self.tally.codes[f"{command} {answer.code}"] += 1
            self.tally.slowest = max(self.tally.slowest, (answer.cpu_s, f"{command} {path.name}"))
            for fault in wrong_with(command, answer):
                said = answer.err[-300:]
                self.tally.faults.append(f"{command} {str(path)[-60:]!r} {fault}: {said!r}")
        check, add = answers["check"], answers["add"]
        if (check.code, check.err) != (add.code, add.err):
            self.tally.faults.append(f"check and add differ on {str(path)[-60:]!r}: {add.err!r}")
        if add.code == 0:
            self._begin_anew()

    def try_program(self, path: Path, command: str) -> None:
        """Hand it to the program as people start it, which has to answer as the fork does."""
        words = self.words(path, command)
        ours = answer_of(words, self.own)
        if ours.code == 0 and command in {"add", "play"}:
            self._begin_anew()
            return
        theirs = subprocess.run(
            [*PROGRAM, *words], stdin=subprocess.DEVNULL, capture_output=True,
            timeout=60, check=False,
        )  # fmt: skip
        self.tally.codes[f"program {theirs.returncode}"] += 1
        if (theirs.returncode, theirs.stderr) != (ours.code, ours.err):
            self.tally.faults.append(f"program: {command} {path.name}: {theirs.stderr[-300:]!r}")


def in_lanes(base: Path, paths: list[Path], programs: int, number: int) -> list[Tally]:
    """Try all files, some at a time."""
    import pickle  # what comes out of our own processes

    pids = []
    for lane_number in range(LANES):
        pid = os.fork()
        if pid == 0:
            lane = Lane(base / f"lane{lane_number}")
            chance = random.Random(f"{number} {lane_number}")
            own = paths[lane_number::LANES]
            try:
                for path in own:
                    lane.try_all(path)
                for path in chance.sample(own, min(len(own), programs // LANES)):
                    lane.try_program(path, chance.choice([*calls_with("", base)]))
            except BaseException as error:
                lane.tally.faults.append(f"the trial itself: {error!r}")
                raise
            finally:
                (base / f"tally{lane_number}").write_bytes(pickle.dumps(lane.tally))
                os._exit(0)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    return [pickle.loads((base / f"tally{n}").read_bytes()) for n in range(LANES)]  # noqa: S301 - as above


def main_() -> int:
    """Make the files, hand them over, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--programs", type=int, default=40)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    args = parser.parse_args()
    if os.geteuid() == 0 and IS_REFUSED not in os.environ and shutil.which(WITHOUT_LEAVE[0]):
        words = [*WITHOUT_LEAVE, sys.executable, *sys.argv]
        os.execvpe(words[0], words, {**os.environ, IS_REFUSED: "1"})  # noqa: S606 - our words
    base = Path(tempfile.mkdtemp(prefix="hm-fuzz-"))
    begin = time.monotonic()
    paths = all_bad_files(base, args.files, args.seed)
    tallies = in_lanes(base, paths, args.programs, args.seed)
    codes = sum((tally.codes for tally in tallies), Counter[str]())
    faults = [fault for tally in tallies for fault in tally.faults]
    slowest_s, what = max(tally.slowest for tally in tallies)
    print(f"{len(paths)} files, seed {args.seed}, {time.monotonic() - begin:.0f} s")
    print(", ".join(f"{kind}: {number}" for kind, number in sorted(codes.items())))
    print(f"most of the processor's time: {slowest_s:.2f} s, {what}")
    print("".join(f"{fault}\n" for fault in faults) + f"faults: {len(faults)}")
    for folder in base.rglob("shut"):
        folder.chmod(0o700)
    shutil.rmtree(base)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main_())
