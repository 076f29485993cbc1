# SPDX-License-Identifier: GPL-3.0-or-later
"""All moves and routines there are to choose from. One bad file never hides the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hipmob_desktop.content.faults import ContentError, Fault, Finding, near_miss
from hipmob_desktop.content.files import table_of
from hipmob_desktop.content.formats import MoveFile, RoutineFile
from hipmob_desktop.content.reading import (
    built_routine,
    decoded,
    faults_in,
    load_move_file,
    load_routine_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import Routine


@dataclass(frozen=True, slots=True)
class Library:
    """The moves and routines of some folders, and what was wrong in them.

    `routines` stand in the order in which people should see them.
    """

    moves: Mapping[str, Move]
    routines: tuple[Routine, ...]
    faults: tuple[Fault, ...]

    @classmethod
    def load(cls, *folders: Path) -> Library:
        """Read `moves/*.toml` and `routines/*.toml` below each of `folders`.

        The folders' order is their rank: an id that an earlier one has stays its own.
        Never raises; what cannot be read is in `faults`.
        """
        faults: list[Fault] = []
        moves = _moves(folders, faults)
        routines = _routines(folders, moves, faults)
        return cls(moves=moves, routines=routines, faults=tuple(faults))

    def move(self, id_: str) -> Move:
        """The move with this id.

        Raises:
            KeyError: There is none.
        """
        return self.moves[id_]

    def routine(self, id_: str) -> Routine:
        """The routine with this id.

        Raises:
            KeyError: There is none.
        """
        for routine in self.routines:
            if routine.id == id_:
                return routine
        raise KeyError(id_)


def check_file(path: Path, library: Library) -> tuple[Fault, ...]:
    """All that is wrong with the routine or move file at `path`, were it beside `library`."""
    try:
        if _is_move(path):
            move = load_move_file(path)
            wrong = [finding for finding, _ in _unknown_swaps(move, library.moves)]
            return tuple(faults_in(path, wrong)) if wrong else ()
        load_routine_file(path, library.moves)
    except ContentError as error:
        return error.faults
    return ()


def _is_move(path: Path) -> bool:
    keys = table_of(path).keys()
    of_moves = set(MoveFile.__struct_fields__) - set(RoutineFile.__struct_fields__)
    of_routines = set(RoutineFile.__struct_fields__) - set(MoveFile.__struct_fields__)
    return len(of_moves & keys) > len(of_routines & keys)


def _files(folders: tuple[Path, ...], kind: str, faults: list[Fault]) -> Iterator[Path]:
    """Every `*.toml` of that kind, the folders in their order, files by name."""
    for folder in folders:
        try:
            inside = sorted((folder / kind).iterdir())
        except FileNotFoundError:
            continue
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            faults.append(Fault(str(folder / kind), None, "", "a folder to read", reason))
            continue
        yield from (
            path for path in inside if path.suffix == ".toml" and not path.name.startswith(".")
        )


def _moves(folders: tuple[Path, ...], faults: list[Fault]) -> dict[str, Move]:
    moves: dict[str, Move] = {}
    paths: dict[str, Path] = {}
    for path in _files(folders, "moves", faults):
        try:
            move = load_move_file(path)
        except ContentError as error:
            faults.extend(error.faults)
            continue
        if move.id in moves:
            faults.extend(_taken(path, move.id, paths[move.id]))
        else:
            moves[move.id], paths[move.id] = move, path
    for move in tuple(moves.values()):
        moves[move.id] = _with_known_swaps(move, moves, paths, faults)
    return moves


def _with_known_swaps(
    move: Move, moves: Mapping[str, Move], paths: Mapping[str, Path], faults: list[Fault]
) -> Move:
    unknown = tuple(_unknown_swaps(move, moves))
    if not unknown:
        return move
    faults.extend(faults_in(paths[move.id], [finding for finding, _ in unknown]))
    known = tuple(swap for swap in move.swaps if swap[1] in moves and swap[1] != move.id)
    return replace(move, swaps=known)


def _unknown_swaps(move: Move, moves: Mapping[str, Move]) -> Iterator[tuple[Finding, str]]:
    for tag, other in move.swaps:
        if other not in moves or other == move.id:
            hint = near_miss(other, moves)
            expected = "the id of another move"
            yield Finding(("swaps", tag), expected, f'"{other}"', hint), other


def _routines(
    folders: tuple[Path, ...], moves: Mapping[str, Move], faults: list[Fault]
) -> tuple[Routine, ...]:
    found: dict[str, tuple[int, Routine]] = {}
    paths: dict[str, Path] = {}
    for path in _files(folders, "routines", faults):
        try:
            file = decoded(path, RoutineFile)
            routine = built_routine(path, file, moves)
        except ContentError as error:
            faults.extend(error.faults)
            continue
        if routine.id in found:
            faults.extend(_taken(path, routine.id, paths[routine.id]))
        else:
            found[routine.id], paths[routine.id] = (file.order, routine), path
    ordered = sorted(found.values(), key=_rank)
    return tuple(routine for _, routine in ordered)


def _rank(one: tuple[int, Routine]) -> tuple[int, str, str]:
    order, routine = one
    return order, routine.title.casefold(), routine.id


def _taken(path: Path, id_: str, by: Path) -> Iterator[Fault]:
    found = f'"{id_}", which {by} has already'
    yield from faults_in(path, [Finding(("id",), "an id of its own", found)])
