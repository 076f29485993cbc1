# SPDX-License-Identifier: GPL-3.0-or-later
"""How the program was installed, and whether its packages are still what their wheels brought.

The RECORD of a package has the size and the SHA-256 of each of its files. It is read here
and not through `importlib.metadata`, which from Python 3.12 on leaves out files that are
missing, and whose names and requirements fail where a METADATA is damaged.

Not looked at are compiled modules, which Python makes anew at any time, and commands beside
the packages, in `bin`, which each installer writes in its own way.
"""

from __future__ import annotations

import base64
import csv
import re
import sys
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PACKAGE = Path(__file__).resolve().parent
_METHODS = frozenset({"sha256", "sha384", "sha512"})
_NAME = re.compile(r"[\w.-]+")
_OF_AN_EXTRA = re.compile(r";.*\bextra\b")


class Fault(StrEnum):
    """What is wrong with a file."""

    MISSING = "missing"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class DamagedFile:
    """A file that is not what its wheel brought.

    Attributes:
        distribution: The package it belongs to, as installers call it: "hibari-tts".
        path: Where it stands, from the folder of the packages: "hibari/tts.py".
        fault: Whether it is gone or another.
    """

    distribution: str
    path: str
    fault: Fault


def start_words(package: Path = _PACKAGE, python: str = sys.executable) -> tuple[str, ...]:
    """What starts this very program again, its first word an absolute path.

    In a checkout that is `run`, which mends what is damaged; in a bundle the program itself;
    elsewhere the command beside Python, or Python with the module.
    """
    if getattr(sys, "frozen", False):
        return (python,)
    for folder in package.parents:
        if (folder / "pyproject.toml").is_file() and (folder / "run").is_file():
            return (str(folder / "run"),)
    command = Path(python).with_name(PROGRAM)
    return (str(command),) if command.is_file() else (python, "-m", "hipmob_desktop")


def damaged_files(
    names: Iterable[str], folders: Iterable[str | Path] | None = None
) -> list[DamagedFile]:
    """The damaged files of these packages, in the order of the names.

    Reads every file, so that it takes a second for some 400 MB. A package that is not
    installed, or whose installer keeps no RECORD, has nothing that could be damaged.

    Args:
        names: The packages, spelled in any way that installers take for the same.
        folders: Where packages are installed; without it, wherever Python imports from.
    """
    installed = _find_all(folders)
    found = [(name, installed[name]) for name in map(_normal, names) if name in installed]
    return [damaged for name, info in found for damaged in _damaged_in(name, info)]


def installed_distributions(folders: Iterable[str | Path] | None = None) -> list[str]:
    """The names of all packages in these folders, or of all that Python can import."""
    return sorted(_find_all(folders))


def needed_distributions(
    folders: Iterable[str | Path] | None = None, package: Path = _PACKAGE
) -> list[str]:
    """The names of the program and of the installed packages that it cannot do without.

    Those are what it requires and what that requires, extras left out. A requirement that
    is for other systems is simply not installed.
    """
    installed = _find_all(folders)
    needed: set[str] = set()
    waiting = [PROGRAM, *_required_in_checkout(package)]
    while waiting:
        name = waiting.pop()
        if name in installed and name not in needed:
            needed.add(name)
            waiting += _required(_lines(installed[name] / "METADATA"))
    return sorted(needed)


def _find_all(folders: Iterable[str | Path] | None) -> dict[str, Path]:
    """The `*.dist-info` of each package by its name; that of the first folder counts."""
    found: dict[str, Path] = {}
    for folder in sys.path if folders is None else folders:
        for info in Path(folder).glob("*.dist-info"):
            found.setdefault(_normal(info.name.partition("-")[0]), info)
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _required_in_checkout(package: Path) -> list[str]:
    """What a checkout requires, which has no metadata of its own; else nothing."""
    try:
        text = (package.parents[1] / "pyproject.toml").read_text(encoding="utf-8")
        project = tomllib.loads(text)["project"]
    except (OSError, ValueError, KeyError):
        return []
    is_ours = project.get("name") == PROGRAM
    return _names(project.get("dependencies", [])) if is_ours else []


def _required(metadata: list[str]) -> list[str]:
    end = metadata.index("") if "" in metadata else len(metadata)
    fields = [line.partition(": ") for line in metadata[:end]]
    return _names(value for key, _, value in fields if key == "Requires-Dist")


def _names(requirements: Iterable[str]) -> list[str]:
    for_all = [text for text in requirements if not _OF_AN_EXTRA.search(text)]
    return [_normal(found[0]) for text in for_all if (found := _NAME.match(text))]


def _lines(path: Path) -> list[str]:
    """The lines of a text, none of one that cannot be read."""
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return []


def _damaged_in(name: str, info: Path) -> Iterator[DamagedFile]:
    record = info / "RECORD"
    if not record.is_file():
        return
    own = f"{info.name}/{record.name}"
    rows = _rows(record)
    if not any(path == own for path, _, _ in rows):
        yield DamagedFile(name, own, Fault.CHANGED)
    for path, checksum, size in rows:
        if checksum and not path.startswith(("/", "../")) and not path.endswith(".pyc"):
            fault = _fault_of(info.parent / path, checksum, size)
            if fault:
                yield DamagedFile(name, path, fault)


def _rows(record: Path) -> list[tuple[str, str, str]]:
    """Path, checksum and size of each file, the record itself among them; none if it is cut."""
    try:
        rows = [row for row in csv.reader(_lines(record)) if row]
        return [(path, checksum, size) for path, checksum, size in rows]
    except (csv.Error, ValueError):
        return []


def _fault_of(path: Path, checksum: str, size: str) -> Fault | None:
    try:
        if not path.is_file():
            return Fault.MISSING
        is_same = size in {"", str(path.stat().st_size)} and _has(path, checksum)
    except OSError:  # what cannot be read is of no more use than another file
        return Fault.CHANGED
    return None if is_same else Fault.CHANGED


def _has(path: Path, checksum: str) -> bool:
    """Whether a file has the checksum "sha256=…", in base64 for addresses, without its "="."""
    method, _, wanted = checksum.partition("=")
    if method not in _METHODS:
        return True
    import hashlib

    with path.open("rb") as file:
        found = hashlib.file_digest(file, method).digest()
    return base64.urlsafe_b64encode(found).decode().rstrip("=") == wanted
