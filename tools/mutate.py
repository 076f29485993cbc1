# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the tests notice small faults in the program.

    python tools/mutate.py --sample 60 --seed 1        60 faults, drawn from all rooms alike
    python tools/mutate.py --room app --room cli       40, from these two
    python tools/mutate.py --named                     those of mutants.toml

Each fault is put into a copy of the project, and tests are run until one fails twice: first the
module's own file, then those of its folder, those of its room, those of how all looks and of what
a month of use comes to, and the ordinary ones of all other rooms. What no test notices is printed.
Ends with 1 where fewer than `--least` per cent are noticed. What is not known `--within` so many
seconds is said to be so, and counts against nobody.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import mutants

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mutants import Mutant

ROOT = Path(__file__).resolve().parents[1]
NAMED = Path(__file__).with_name("mutants.toml")
PACKAGE = "src/hipmob_desktop"
NOT_COPIED = (".git", ".venv*", ".uv", ".*_cache", ".hypothesis", ".coverage", "__pycache__")
FAILED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)
PASSED, HAS_FAILED, NOTHING_FOUND = 0, 1, 5
LOOKS = [
    "tests/ui/test_page_looks.py",
    "tests/ui/figure/test_looks.py",
    "tests/app/test_month.py",
]
NO_SWEEPS = "-mnot sweep"
TEST_MAY_TAKE_S = 60
TESTS_MAY_TAKE_S = 600


class OutOfTimeError(Exception):
    """The time for all is up, before it is known whether a mutant is noticed."""


@dataclass(frozen=True)
class Outcome:
    """What became of one mutant."""

    mutant: Mutant
    noticed_by: str = ""
    """The test that failed; empty if none did."""
    is_known: bool = True
    """Whether there was time enough to find out."""

    @property
    def is_survivor(self) -> bool:
        """Whether all tests passed with it."""
        return self.is_known and not self.noticed_by

    def __str__(self) -> str:
        told = f"noticed by {self.noticed_by}" if self.noticed_by else "SURVIVED"
        return f"{self.mutant}  {told if self.is_known else 'not known in time'}"


class Tree:
    """A copy of the project, in which one file at a time is changed and tests are run."""

    _times = itertools.count(1_000_000_000)

    def __init__(self, project: Path, folder: Path, until: float = inf) -> None:
        """Copy the project to `folder`; `until` then, on `time.monotonic`, tests may be run."""
        self.red: list[str] = []
        """The tests that fail without a change, too, or not each time: they notice nothing."""
        self._root = folder
        self._until = until
        shutil.copytree(project, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))

    def try_out(self, mutant: Mutant) -> Outcome:
        """Change a file, look for a test that fails with the change alone, and change it back.

        Raises:
            OutOfTimeError: It is not known yet.
        """
        for tests in matching_tests(mutant.file, self._root):
            while failed := self._failure_with(mutant, tests):
                if not self._failure([failed]) and self._failure_with(mutant, [failed]):
                    return Outcome(mutant, failed)
                if failed in self.red:
                    break
                self.red.append(failed)
        return Outcome(mutant)

    def _failure_with(self, mutant: Mutant, tests: Sequence[str]) -> str:
        file = self._root / mutant.file
        source = file.read_bytes()
        self._write(file, mutant.applied(source))
        try:
            return self._failure([*tests, *(f"--deselect={test}" for test in self.red)])
        finally:
            self._write(file, source)

    def _write(self, file: Path, source: bytes) -> None:
        """Write with a time of its own, or Python may take what it compiled before."""
        file.write_bytes(source)
        seconds = next(self._times)
        os.utime(file, (seconds, seconds))

    def _failure(self, tests: Sequence[str]) -> str:
        """The first of some tests that fails, or their names where they do not even begin."""
        options = ("-x", "-q", "-rfE", "-p", "no:randomly", "--hypothesis-seed=0", "-m", "")
        command = [sys.executable, "-P", "-m", "pytest", *options, f"--timeout={TEST_MAY_TAKE_S}"]
        left_s = self._until - time.monotonic()
        if left_s <= 0:
            raise OutOfTimeError
        with subprocess.Popen(
            [*command, *tests],
            cwd=self._root,
            env={"HYPOTHESIS_PROFILE": "usual"}
            | os.environ
            | {"PYTHONPATH": str(self._root / "src"), "COLUMNS": "1000"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as pytest:
            try:
                told, _ = pytest.communicate(timeout=min(TESTS_MAY_TAKE_S, left_s))
            except subprocess.TimeoutExpired:
                if left_s <= TESTS_MAY_TAKE_S:
                    raise OutOfTimeError from None
                return tests[0]
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(pytest.pid, signal.SIGKILL)
        if pytest.returncode in {PASSED, NOTHING_FOUND}:
            return ""
        found = FAILED.search(told)
        return found[1] if found and pytest.returncode == HAS_FAILED else tests[0]


def matching_tests(file: str, root: Path) -> list[list[str]]:
    """What to run for a module, in this order: its own tests, its folder's, its room's, others.

    Of the other rooms only the ordinary ones: sweeps try more cases of what those try.
    """
    below = Path(file).relative_to(PACKAGE)
    own = Path("tests", below.parent, f"test_{below.name}")
    folders = [Path("tests", *below.parts[:depth]) for depth in range(len(below.parts) - 1, 0, -1)]
    steps = [[step.as_posix()] for step in (own, *folders) if (root / step).exists()]
    looks = [test for test in LOOKS if (root / test).exists()]
    package = (root / PACKAGE).iterdir()
    rooms = sorted(Path("tests", room.name) for room in package if room.is_dir())
    others = [room.as_posix() for room in rooms if (root / room).exists() and room not in folders]
    return [*steps, *([looks] if looks else []), *([[*others, NO_SWEEPS]] if others else [])]


def all_mutants() -> list[Mutant]:
    """Those of the whole program."""
    return [
        one
        for file in sorted((ROOT / PACKAGE).rglob("*.py"))
        for one in mutants.mutants_of(file.relative_to(ROOT).as_posix(), file.read_bytes())
    ]


def try_all(chosen: Sequence[Mutant], jobs: int, until: float) -> tuple[list[Outcome], set[str]]:
    """Try mutants, `jobs` at a time, `until` then at the latest, and print what became of each.

    Returns:
        What became of them, and the tests that fail by themselves.
    """
    trees: SimpleQueue[Tree] = SimpleQueue()

    def try_one(mutant: Mutant) -> Outcome:
        tree = trees.get()
        try:
            outcome = tree.try_out(mutant)
        except OutOfTimeError:
            outcome = Outcome(mutant, is_known=False)
        finally:
            trees.put(tree)
        print(outcome, flush=True)
        return outcome

    with tempfile.TemporaryDirectory(prefix="mutants ") as folder:
        made = [Tree(ROOT, Path(folder) / str(number), until) for number in range(jobs)]
        for tree in made:
            trees.put(tree)
        with ThreadPoolExecutor(jobs) as pool:
            outcomes = list(pool.map(try_one, chosen))
    return outcomes, {test for tree in made for test in tree.red}


def arguments() -> argparse.Namespace:
    """The words of the command line."""
    parser = argparse.ArgumentParser(description="Whether the tests notice small faults.")
    parser.add_argument("--sample", type=int, default=40, help="how many to draw")
    parser.add_argument("--seed", type=int, default=0, help="another draw")
    parser.add_argument("--room", action="append", default=[], help="from this room only")
    parser.add_argument("--named", action="store_true", help="those of mutants.toml instead")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--least", type=float, default=95, help="per cent to be noticed")
    parser.add_argument("--within", type=float, default=inf, help="seconds for all of it")
    return parser.parse_args()


def main() -> int:
    """Try mutants and print what became of them; 1 where too few are noticed."""
    asked = arguments()
    until = time.monotonic() + asked.within
    faults: list[str] = []
    if asked.named:
        made, faults = mutants.named(NAMED, ROOT)
    else:
        made = all_mutants()
    chosen = [one for one in made if one.room in asked.room or not asked.room]
    if not asked.named:
        chosen = mutants.draw(chosen, asked.sample, asked.seed)
    outcomes, red = try_all(chosen, asked.jobs, until)
    survivors = [outcome for outcome in outcomes if outcome.is_survivor]
    unknown = sum(not outcome.is_known for outcome in outcomes)
    print("", *faults, *(f"{test} fails by itself" for test in sorted(red)), *survivors, sep="\n")
    noticed = len(outcomes) - len(survivors) - unknown
    print(f"{noticed} of {len(outcomes)} were noticed")
    if unknown:
        print(f"{unknown} are not known in time")
    return 1 if faults or 100 * (noticed + unknown) < asked.least * len(outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
