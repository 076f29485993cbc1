# SPDX-License-Identifier: GPL-3.0-or-later
"""Names in `src` that nothing in `src` uses; tests alone are no reason to keep one.

    python tools/unused_names.py

Prints each such name, unless `used_elsewhere.toml` says who uses it, and each line of that file
that no longer fits a name. Ends with 1 where there is either.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from vulture import Vulture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
ELSEWHERE = Path(__file__).with_name("used_elsewhere.toml")
PACKAGE = ROOT / "src/hipmob_desktop"

Scope = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Unused:
    """A name that is defined and not used."""

    name: str
    """With its module and class: `core.plan.Segment.is_last`."""
    kind: str
    place: str


def unused_in(package: Path) -> list[Unused]:
    """All unused names of a package, in the order of files and lines."""
    vulture = Vulture()
    vulture.scavenge([str(package)])
    found = []
    for item in vulture.get_unused_code():
        file, line = Path(item.filename).resolve(), int(item.first_lineno)
        name = ".".join([*module_of(file, package), *scopes_at(file, line), str(item.name)])
        place = f"{file.relative_to(package.parent)}:{line}"
        found.append(Unused(name, str(item.typ), place))
    return sorted(found, key=lambda one: one.place)


def module_of(file: Path, package: Path) -> tuple[str, ...]:
    """The names that lead to a module from its package."""
    return file.relative_to(package).with_suffix("").parts


def scopes_at(file: Path, line: int) -> list[str]:
    """The classes and functions around a line, the outermost first."""
    return [one.name for one in _scopes(file) if one.lineno < line <= (one.end_lineno or 0)]


@cache
def _scopes(file: Path) -> list[Scope]:
    return list(_scopes_below(ast.parse(file.read_text("utf-8"))))


def _scopes_below(node: ast.AST) -> Iterator[Scope]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Scope):
            yield child
        yield from _scopes_below(child)


def surplus(unused: Sequence[Unused], elsewhere: Mapping[str, Iterable[str]]) -> list[str]:
    """What is to be said: names without a user, and patterns without a name."""
    patterns = [pattern for group in elsewhere.values() for pattern in group]
    told = [
        f"{one.place}: unused {one.kind} {one.name}"
        for one in unused
        if not any(fnmatchcase(one.name, pattern) for pattern in patterns)
    ]
    told += [
        f"{ELSEWHERE.name}: {pattern} is used in src, or gone"
        for pattern in patterns
        if not any(fnmatchcase(one.name, pattern) for one in unused)
    ]
    return told


def main() -> int:
    """Print what is surplus; 1 where there is any."""
    told = surplus(unused_in(PACKAGE), tomllib.loads(ELSEWHERE.read_text("utf-8")))
    print("\n".join(told) or "every name is used")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
