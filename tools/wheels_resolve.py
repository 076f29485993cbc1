# SPDX-License-Identifier: GPL-3.0-or-later
"""That what `requirements.lock` names can be had ready-made on each system that README names.

    python tools/wheels_resolve.py

Asks the package index, by uv and without downloading a package, for every pair of system and
Python. Ends with 1 where a package would have to be built, or is there in no locked version.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from set_up_common import SetUpError
from set_up_python import uv_of

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
AT_ONCE = 4


@dataclass(frozen=True)
class System:
    """A kind of computer: what uv calls it, and the packages that are built there at set-up."""

    name: str
    platform: str
    built: tuple[str, ...] = ()
    oldest_macos: str = ""


SYSTEMS = (
    System("Linux, x86-64", "x86_64-manylinux_2_34"),
    # Its sound library has no wheels there: a compiler is needed, as README says.
    System("Linux, ARM", "aarch64-manylinux_2_39", built=("miniaudio",)),
    System("Windows, x86-64", "x86_64-pc-windows-msvc"),
    # The natural voice's runtime asks for this one.
    System("macOS 14, ARM", "aarch64-apple-darwin", oldest_macos="14.0"),
    System("macOS 13, Intel", "x86_64-apple-darwin"),
)


def without(lock: str, packages: tuple[str, ...]) -> str:
    """The text of a lock without what it says of some packages."""
    parts = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)
    return "".join(part for part in parts if part.partition("==")[0] not in packages)


def fault_of(uv: Path, system: System, python: str, scratch: Path) -> str:
    """What uv says against installing the lock there; empty where all is ready-made."""
    lock = scratch / f"{system.platform}-{python}.txt"  # of its own: others read theirs meanwhile
    lock.write_text(without(LOCK.read_text("utf-8"), system.built), "utf-8")
    words = [
        str(uv), "pip", "install", "--dry-run", "--quiet", "--no-deps", "--require-hashes",
        "--only-binary", ":all:", "--target", str(scratch / f"{system.platform}-{python}"),
        "--python-platform", system.platform, "--python-version", python, "-r", str(lock),
    ]  # fmt: skip
    macos = {"MACOSX_DEPLOYMENT_TARGET": system.oldest_macos} if system.oldest_macos else {}
    done = subprocess.run(
        words, env={**environ(), **macos}, capture_output=True, text=True, check=False
    )
    return done.stderr.strip() if done.returncode else ""


def environ() -> dict[str, str]:
    """The environment, without the one thing in it that says how old a Mac may be."""
    return {name: value for name, value in os.environ.items() if "MACOSX" not in name}


def main() -> int:
    """Ask for each pair; print a line for each system."""
    try:
        uv = uv_of(ROOT)
    except SetUpError as error:
        print(error)
        return 3
    pairs = list(product(SYSTEMS, PYTHONS))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as workers:
        faults = list(
            workers.map(lambda pair: fault_of(uv, pair[0], pair[1], Path(folder)), pairs)
        )
    for system in SYSTEMS:
        told = [
            f"Python {python}: {fault}"
            for (one, python), fault in zip(pairs, faults, strict=True)
            if one is system and fault
        ]
        built = f", but for {', '.join(system.built)}" if system.built else ""
        print(f"{system.name}: " + ("\n".join(told) or f"all ready-made{built}"))
    return 1 if any(faults) else 0


if __name__ == "__main__":
    sys.exit(main())
