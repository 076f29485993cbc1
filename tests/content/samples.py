# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the shipped files are, small files for tests to damage, and what a library says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.content.import_file import Intake
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.reader import Source, read_move

if TYPE_CHECKING:
    from hipmob_desktop.content.library import Library
    from hipmob_desktop.content.problems import Fault
    from hipmob_desktop.core.move import Move

SHIPPED = Path(__file__).parents[2] / "data"

MOVE = """\
id = "knee_lift"
name = "Knee lift"
position = "standing"
side_mode = "alternating"

[dose]
reps = 8

[setup]
text = "Stand tall and lift one knee."
left = "stand tall"
right = "stand tall"

[[phases]]
name = "lift"
duration_s = 1.5
breath = "out"
say = "up"

[[phases]]
name = "lower"
duration_s = 1.5
breath = "in"
say = "down"

[provenance]
name = "inference"
dose = "inference"
execution = "inference"
tempo = "inference"
"""

ROUTINE = """\
title = "Short one"

[[items]]
move = "knee_lift"
reps = 6
"""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """A file below `folder` with this content; parents are made."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def titled(title: str, **keys: object) -> str:
    """The small routine under another title, with further keys."""
    more = "".join(f"{key} = {value}\n" for key, value in keys.items())
    return more + ROUTINE.replace("Short one", title)


def titles(library: Library) -> list[str]:
    """What a library lists."""
    return [entry.title for entry in library.entries]


def lines(library: Library) -> list[str]:
    """What a library says is wrong."""
    return [str(fault) for fault in library.faults]


def load_move(path: Path) -> Move:
    """The move in a file."""
    return read_move(Source.at(path))


def add_file(path: Path, folder: Path, library: Library, *, replace: bool = False) -> Path:
    """Take one file in; where it is now."""
    return Intake(folder, library, replace=replace).add(path).target


def check_file(path: Path, library: Library) -> tuple[Fault, ...]:
    """What taking the file into a new folder would be refused for."""
    try:
        Intake(path.parent / "own", library).look(path)
    except ContentError as error:
        return error.faults
    return ()
