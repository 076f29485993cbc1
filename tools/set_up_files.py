# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of an environment, held against what was installed.

`./run` compares their sizes with the listing at each start. Checksums take longer and are for
a set-up. Compiled modules are left out: Python makes them anew at any time.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from hipmob_desktop.installation import damaged_files, installed_distributions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hipmob_desktop.installation import DamagedFile

LISTING = "set-up-files"
# Written by each set-up, with or without an installation.
COMMAND = "bin/hipmob-desktop"
# The set-up's own, some of which are written later than the listing.
OURS = "./set-up-"
# With this line the listing is whole; no line of a file is like it.
END = "end"


def write_listing(venv: Path) -> None:
    """Write down the size of each file, in the way that `./run` compares them."""
    lines = [f"{size} {path}" for path, size in _sizes(venv)]
    new = venv / f"{LISTING}.new"
    new.write_bytes(os.fsencode("\n".join([*lines, END, ""])))
    new.replace(venv / LISTING)


def is_listed(venv: Path) -> bool:
    """Whether there is a whole listing, and all that it lists has its size."""
    return _read_listing(venv) is not None and not _changed_in_size(venv)


def find_damage(venv: Path) -> list[str]:
    """What an installation must bring back, as paths from the packages' folder, or from `venv`."""
    changed = [path for path in _changed_in_size(venv) if path != COMMAND]
    return changed or [each.path for each in changed_packages(venv)]


def changed_packages(venv: Path) -> list[DamagedFile]:
    """The files of packages that are not what their wheels brought; this reads them all."""
    folders = list(venv.glob("lib/*/site-packages"))
    return damaged_files(installed_distributions(folders), folders)


def _changed_in_size(venv: Path) -> list[str]:
    listed = _read_listing(venv) or {}
    changed = [path for path, size in listed.items() if _size_of(venv / path) != size]
    return sorted(_from_packages(path) for path in changed)


def _read_listing(venv: Path) -> dict[str, int] | None:
    """The size of each file by its path, or None if the listing itself is missing or damaged."""
    try:
        *lines, end, rest = os.fsdecode((venv / LISTING).read_bytes()).split("\n")
        fields = [line.partition(" ") for line in lines]
        listed = {path: int(size) for size, _, path in fields}
    except (OSError, ValueError):
        return None
    return listed if (end, rest) == (END, "") else None


def _size_of(path: Path) -> int | None:
    """The size of a file, or of a link itself, since that may lead to what is closed to us."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return None if stat.S_ISDIR(found.st_mode) else found.st_size


def _sizes(folder: Path, shown: str = ".") -> Iterator[tuple[str, int]]:
    """Each file and link below `folder`, with its size; `shown` stands for the folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{shown}/{entry.name}"
            if not entry.is_dir(follow_symlinks=False):
                if not path.endswith(".pyc") and not path.startswith(OURS):
                    yield path, entry.stat(follow_symlinks=False).st_size
            elif entry.name != "__pycache__":
                yield from _sizes(folder / entry.name, path)


def _from_packages(path: str) -> str:
    _, is_package, below = path.partition("/site-packages/")
    return below if is_package else path.removeprefix("./")
