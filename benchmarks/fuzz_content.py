# SPDX-License-Identifier: GPL-3.0-or-later
"""Feeds damaged files to the reader for longer than a test may take.

    python benchmarks/fuzz_content.py [COUNT]

Each is checked as a file, loaded as part of a library and offered to be added. Whatever
raises, takes more than a second, writes outside its folder or is refused in anything
but clear lines ends the run; the file that did it is printed.
"""

from __future__ import annotations

import importlib
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from hipmob_desktop.content.import_file import Intake
from hipmob_desktop.content.library import Library
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.resources import data_dir

LIMIT_S = 1.0

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
damaged_files = importlib.import_module("content.damage").damaged_files


@dataclass
class Trial:
    """One folder to try files in, and what came of them."""

    root: Path
    library: Library
    accepted: int = 0
    refused: int = 0
    slowest_s: float = 0.0

    def survive(self, content: bytes) -> None:
        """Check, load and add one file."""
        path = self.root / "routines" / "any.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        start = time.perf_counter()
        faults = list(Library.load(self.root).faults)
        intake = Intake(self.root / "own", self.library, replace=True)
        added: list[Path] = []
        try:
            added.append(intake.add(path).target)
        except ContentError as error:
            faults += error.faults
        took_s = time.perf_counter() - start
        assert all(is_clear(str(fault)) for fault in faults), content
        assert {one for one in self.root.rglob("*") if one.is_file()} == {path, *added}, content
        assert took_s < LIMIT_S, (took_s, content)
        for one in added:
            one.unlink()
        self.accepted += len(added)
        self.refused += not added
        self.slowest_s = max(self.slowest_s, took_s)


def is_clear(line: str) -> bool:
    return line.isprintable() and ": expected " in line and ", found " in line


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as root, tempfile.TemporaryDirectory() as moves_only:
        # Without the shipped routines, whose ids a file may then have.
        shutil.copytree(data_dir() / "moves", Path(moves_only) / "moves")
        trial = Trial(Path(root), Library.load(Path(moves_only)))

        @settings(
            max_examples=count,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(damaged_files())
        def every_file_is_survived(content: bytes) -> None:
            trial.survive(content)

        start = time.perf_counter()
        every_file_is_survived()
        took_s = time.perf_counter() - start
    print(
        f"{trial.accepted} accepted, {trial.refused} refused in {took_s:.0f} s; "
        f"slowest {trial.slowest_s * 1e3:.0f} ms"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
