# SPDX-License-Identifier: GPL-3.0-or-later
"""The ordinary tests, without the sweeps, and how much of each room they run.

    python tools/coverage_rooms.py

Prints a line for each room; ends with 1 where one is below its limit in `coverage.toml`, and names
the files in which most is missing. `coverage report -m` and `coverage html` tell more afterwards.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
import warnings
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import coverage
from coverage.exceptions import CoverageWarning

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

ROOT = Path(__file__).resolve().parents[1]
LIMITS = Path(__file__).with_name("coverage.toml")
PACKAGE = "hipmob_desktop"
BESIDE_ROOMS = "root"
FILES_NAMED = 5


@dataclass(frozen=True)
class Count:
    """Statements and branches: those that tests ran, and all."""

    run: int = 0
    all: int = 0
    branches_run: int = 0
    branches: int = 0

    @classmethod
    def of(cls, summary: Mapping[str, int]) -> Count:
        """What coverage says of a file or a function."""
        return cls(
            summary["covered_lines"],
            summary["num_statements"],
            summary["covered_branches"],
            summary["num_branches"],
        )

    def __add__(self, other: Count) -> Count:
        return Count(
            self.run + other.run,
            self.all + other.all,
            self.branches_run + other.branches_run,
            self.branches + other.branches,
        )

    @property
    def missing(self) -> int:
        """Statements and branches that no test ran."""
        return self.all - self.run + self.branches - self.branches_run

    @property
    def percent(self) -> float:
        """Of statements and branches together; 100 where there are none."""
        return share(self.run + self.branches_run, self.all + self.branches)


@dataclass(frozen=True)
class Module:
    """One file of the program and what tests ran of it."""

    name: str
    count: Count

    @property
    def room(self) -> str:
        """The package below ours, or `root`."""
        first, dot, _ = self.name.partition(".")
        return first if dot else BESIDE_ROOMS


def share(part: int, whole: int) -> float:
    """`part` of `whole` in per cent."""
    return 100 * part / whole if whole else 100.0


def module_name(file: str) -> str:
    """`core.plan` for `src/hipmob_desktop/core/plan.py`."""
    parts = Path(file).with_suffix("").parts
    return ".".join(parts[parts.index(PACKAGE) + 1 :])


def modules_of(report: Mapping[str, Any], left_out: Collection[str]) -> list[Module]:
    """Each file in a JSON report of coverage, without the functions that are left out.

    Raises:
        ValueError: A function that is left out does not exist.
    """
    unknown = set(left_out)
    modules = []
    for file, told in report["files"].items():
        name = module_name(file)
        count = Count()
        for function, part in told["functions"].items():
            full_name = f"{name}.{function}"
            if full_name in left_out:
                unknown.discard(full_name)
            else:
                count += Count.of(part["summary"])
        modules.append(Module(name, count))
    if unknown:
        raise ValueError(f"coverage.toml leaves out what is not there: {', '.join(unknown)}")
    return modules


def rooms_of(modules: Iterable[Module]) -> dict[str, Count]:
    """The counts of each room."""
    rooms: defaultdict[str, Count] = defaultdict(Count)
    for module in modules:
        rooms[module.room] += module.count
    return dict(rooms)


def too_little(rooms: Mapping[str, Count], limits: Mapping[str, float]) -> list[str]:
    """The rooms below their limit, or without one, or of which nothing was found."""
    strange = sorted(rooms.keys() ^ limits.keys())
    return strange + [
        room for room in limits if room in rooms and rooms[room].percent < limits[room]
    ]


def table(rooms: Mapping[str, Count], limits: Mapping[str, float]) -> str:
    """A line for each room."""
    lines = [f"{'':10}{'statements':>11}{'branches':>10}{'together':>10}{'limit':>7}"]
    for room, count in sorted(rooms.items()):
        lines.append(
            f"{room:10}{share(count.run, count.all):>10.1f}%"
            f"{share(count.branches_run, count.branches):>9.1f}%{count.percent:>9.1f}%"
            f"{limits.get(room, 0):>6}%"
        )
    return "\n".join(lines)


def worst(modules: Iterable[Module], room: str) -> str:
    """The files of a room in which most is missing."""
    files = sorted(
        (one for one in modules if one.room == room), key=lambda one: -one.count.missing
    )
    return ", ".join(f"{one.name} {one.count.missing}" for one in files[:FILES_NAMED])


def run_tests() -> bool:
    """Run the ordinary tests and count in every process; whether they passed."""
    asked = ("coverage", "run", "-m", "pytest", "-n", "3", "--dist", "loadfile")
    done = subprocess.run([sys.executable, "-P", "-m", *asked], cwd=ROOT, check=False)
    return done.returncode == 0


def report_of(counted: coverage.Coverage) -> dict[str, Any]:
    """What coverage says of each file and function."""
    with warnings.catch_warnings():
        # A process that is killed while it writes what it counted leaves a part of a file.
        warnings.simplefilter("ignore", CoverageWarning)
        counted.combine()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        counted.json_report(outfile=str(file))
        report: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return report


def main() -> int:
    """Run the tests and print the table; 1 where a test fails or a room is below its limit."""
    told = tomllib.loads(LIMITS.read_text("utf-8"))
    counted = coverage.Coverage(config_file=str(ROOT / "pyproject.toml"))
    counted.erase()
    have_passed = run_tests()
    modules = modules_of(report_of(counted), told["left_out"])
    rooms = rooms_of(modules)
    print(table(rooms, told["limits"]))
    low = too_little(rooms, told["limits"])
    for room in low:
        print(f"{room}: too little is tested; most is missing in {worst(modules, room)}")
    return 1 if low or not have_passed else 0


if __name__ == "__main__":
    sys.exit(main())
