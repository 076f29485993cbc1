# SPDX-License-Identifier: GPL-3.0-or-later
"""One file to one core value, or to all its faults."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import msgspec

from hipmob_desktop.content.build import move_from, routine_from
from hipmob_desktop.content.faults import ContentError, Fault, Finding, placed
from hipmob_desktop.content.files import table_of, text_of
from hipmob_desktop.content.formats import MoveFile, RoutineFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import Routine

_FormatT = TypeVar("_FormatT", MoveFile, RoutineFile)


def load_move_file(path: Path) -> Move:
    """The move in `path`.

    Raises:
        ContentError: The file cannot be used.
    """
    return built_move(path, decoded(path, MoveFile))


def load_routine_file(path: Path, moves: Mapping[str, Move]) -> Routine:
    """The routine in `path`, with its moves taken from `moves` by id.

    Raises:
        ContentError: The file cannot be used.
    """
    return built_routine(path, decoded(path, RoutineFile), moves)


def decoded(path: Path, wanted: type[_FormatT]) -> _FormatT:
    """What the file at `path` says, its types checked.

    Raises:
        ContentError: It is not of the `wanted` format.
    """
    data = table_of(path)
    try:
        return msgspec.convert(data, wanted)
    except msgspec.ValidationError:
        # Only a bad file pays for the import of what explains it.
        from hipmob_desktop.content.diagnose import findings

        refuse(path, findings(data, wanted))
        raise


def built_move(path: Path, file: MoveFile) -> Move:
    """The move that `file`, read from `path`, tells of.

    Raises:
        ContentError: Its parts do not go together.
    """
    wrong = list(_misnamed(path, file.id))
    move = move_from(file, wrong)
    refuse(path, wrong)
    return move


def built_routine(path: Path, file: RoutineFile, moves: Mapping[str, Move]) -> Routine:
    """The routine that `file`, read from `path`, tells of.

    Raises:
        ContentError: Its parts do not go together, or it names a move that is not in `moves`.
    """
    wrong: list[Finding] = []
    routine = routine_from(file, slug_of(path), moves, wrong)
    wrong.extend(_misnamed(path, routine.id))
    refuse(path, wrong)
    return routine


def refuse(path: Path, wrong: Iterable[Finding]) -> None:
    """Does nothing if nothing is wrong.

    Raises:
        ContentError: With a fault for each finding, and the line that it stands on.
    """
    if wrong := list(wrong):
        raise ContentError(faults_in(path, wrong))


def faults_in(path: Path, wrong: Iterable[Finding]) -> Iterator[Fault]:
    """Each finding with the file and, where the file can still be read, its line."""
    from hipmob_desktop.content.places import Lines

    try:
        lines = Lines(text_of(path))
    except ContentError:
        lines = Lines("")
    for one in wrong:
        line = lines.line_of(one.place)
        yield Fault(str(path), line, placed(one.place), one.expected, one.found, one.hint)


def slug_of(path: Path) -> str:
    """The id that a file's name gives: `My routine.toml` gives `my_routine`."""
    return re.sub(r"[^a-z0-9]+", "_", path.stem.lower()).strip("_")[:64] or "routine"


def _misnamed(path: Path, found: str) -> Iterator[Finding]:
    if found != slug_of(path):
        yield Finding(("id",), f'"{slug_of(path)}", as the file is named', f'"{found}"')
