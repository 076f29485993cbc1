# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine's file to a routine and back, with what the types of the format cannot check."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET

from hipmob_desktop.content.mapping import (
    Mapping,
    lists_of_texts,
    milliseconds,
    same,
    texts,
    times,
)
from hipmob_desktop.content.move_file import dose_table, move_from_file, move_to_file
from hipmob_desktop.content.names import MoveNames
from hipmob_desktop.content.problems import Place, Problem, near_word, shown
from hipmob_desktop.content.schema import ItemTable, RoutineFile
from hipmob_desktop.content.shorthand import read_shorthand
from hipmob_desktop.core.enums import SideMode
from hipmob_desktop.core.move import Dose, Hold, Move, Reps
from hipmob_desktop.core.routine import Routine, RoutineItem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_REPS = 20_000
MAX_LENGTH_MS = 12 * 3_600_000

ROUTINES = Mapping(
    RoutineFile,
    Routine,
    same("goals", "when", "level", "rounds", "picture"),
    texts("title", "summary", "why", "when_text", "credit", "origin"),
    lists_of_texts("sources"),
    times("round_rest", "get_ready"),
)


def routine_from_file(
    file: RoutineFile, default_id: str, names: MoveNames, wrong: list[Problem]
) -> Routine:
    """The routine that `file` tells of; no good if `wrong` has grown."""
    names = _with_included(file, names, wrong)
    items = tuple(_items(file, names, wrong))
    wrong.extend(_too_much(items, file.rounds))
    wrong.extend(_odd_picture(file.picture, items))
    return ROUTINES.read(file, id=default_id if file.id is UNSET else file.id, items=items)


def routine_to_file(routine: Routine) -> RoutineFile:
    """The file that tells of `routine` and brings all of its moves with it.

    Raises:
        ValueError: Two different moves of the routine have the same id.
    """
    moves = {item.move.id: item.move for item in routine.items}
    if any(item.move != moves[item.move.id] for item in routine.items):
        raise ValueError(f"two different moves with one id in {routine.id}")
    items = tuple(map(_item_table, routine.items))
    included = tuple(map(move_to_file, moves.values()))
    return ROUTINES.write(routine, id=routine.id, items=items, included_moves=included)


def export_routine(routine: Routine) -> str:
    """The text of a file `<id>.toml` from which `routine` can be read without any library.

    Raises:
        ValueError: Two different moves of the routine have the same id.
    """
    import tomli_w

    return tomli_w.dumps(msgspec.to_builtins(routine_to_file(routine)))


def _item_table(item: RoutineItem) -> ItemTable:
    dose = dose_table(item.dose)
    return ItemTable(
        move=item.move.id, reps=dose.reps, hold_s=dose.hold_s, sets=dose.sets, rest_s=dose.rest_s
    )


def _with_included(file: RoutineFile, names: MoveNames, wrong: list[Problem]) -> MoveNames:
    """The moves that the file brings with it stand before those of the same id outside."""
    if not file.included_moves:
        return names
    included: dict[str, Move] = {}
    for index, move_file in enumerate(file.included_moves):
        place = ("included_moves", index)
        wrong_there: list[Problem] = []
        move = move_from_file(move_file, wrong_there)
        wrong.extend(replace(one, place=place + one.place) for one in wrong_there)
        if move.id in included:
            found = f"{shown(move.id)} for a second time"
            wrong.append(Problem((*place, "id"), "an id of its own", found))
        included[move.id] = move
    return MoveNames(ChainMap(included, dict(names.moves)))


def _items(file: RoutineFile, names: MoveNames, wrong: list[Problem]) -> Iterator[RoutineItem]:
    if (file.items is UNSET) == (file.moves is UNSET):
        found = "neither" if file.items is UNSET else "both"
        wrong.append(Problem((), "either `items` or `moves`", found))
    elif file.items is not UNSET:
        yield from _full_items(file.items, names, wrong)
    elif file.moves is not UNSET:
        yield from _short_items(file.moves, names, wrong)


def _full_items(
    tables: tuple[ItemTable, ...], names: MoveNames, wrong: list[Problem]
) -> Iterator[RoutineItem]:
    for index, table in enumerate(tables):
        move = names.moves.get(table.move)
        if move is None:
            hint = near_word(table.move, names.moves)
            place = ("items", index, "move")
            wrong.append(Problem(place, "the id of a move", shown(table.move), hint))
        else:
            wrong.extend(_odd_in_item(("items", index), table, move))
            yield RoutineItem(move=move, dose=_overridden(table, move.dose))


def _short_items(
    lines: tuple[str, ...], names: MoveNames, wrong: list[Problem]
) -> Iterator[RoutineItem]:
    for index, line in enumerate(lines):
        place = ("moves", index)
        said = read_shorthand(line, names)
        if isinstance(said, Problem):
            wrong.append(replace(said, place=place))
            continue
        table = _as_table(said.move.id, said.dose, place, wrong)
        wrong.extend(replace(one, place=place) for one in _odd_in_item(place, table, said.move))
        yield RoutineItem(move=said.move, dose=_overridden(table, said.move.dose))


def _as_table(move_id: str, dose: dict[str, Any], place: Place, wrong: list[Problem]) -> ItemTable:
    try:
        return msgspec.convert({"move": move_id, **dose}, ItemTable)
    except msgspec.ValidationError:
        from hipmob_desktop.content.diagnose import problems_in

        wrong.extend(
            replace(one, place=place, expected=f"{one.expected} for {one.place[0]}")
            for one in problems_in(dose | {"move": move_id}, ItemTable)
        )
        return ItemTable(move=move_id)


def _odd_in_item(place: Place, table: ItemTable, move: Move) -> Iterator[Problem]:
    if isinstance(move.dose, Reps) and table.hold_s is not UNSET:
        expected = f"reps, since {move.id} is counted"
        yield Problem((*place, "hold_s"), expected, f"{table.hold_s:g} seconds")
    if isinstance(move.dose, Hold) and table.reps is not UNSET:
        expected = f"seconds, since {move.id} is held"
        yield Problem((*place, "reps"), expected, f"{table.reps} reps")


def _overridden(table: ItemTable, dose: Dose) -> Dose:
    sets = dose.sets if table.sets is UNSET else table.sets
    rest_ms = dose.rest_ms if table.rest_s is UNSET else milliseconds(table.rest_s)
    match dose:
        case Reps(count=count):
            count = count if table.reps is UNSET else table.reps
            return Reps(count=count, sets=sets, rest_ms=rest_ms)
        case Hold(hold_ms=hold_ms):
            hold_ms = hold_ms if table.hold_s is UNSET else milliseconds(table.hold_s)
            return Hold(hold_ms=hold_ms, sets=sets, rest_ms=rest_ms)


def _odd_picture(picture: str, items: tuple[RoutineItem, ...]) -> Iterator[Problem]:
    moves = [item.move.id for item in items]
    if picture and moves and picture not in moves:
        hint = near_word(picture, moves)
        yield Problem(("picture",), "the id of one of its moves", shown(picture), hint)


def _too_much(items: tuple[RoutineItem, ...], rounds: int) -> Iterator[Problem]:
    """A plan of it would fill the memory, or nobody could follow it in a day."""
    reps, length_ms = 0, 0
    for item in items:
        sides = 1 if item.move.side_mode is SideMode.BOTH else 2
        times = sides * item.dose.sets * rounds
        match item.dose:
            case Reps(count=count):
                reps += count * times
                length_ms += count * times * sum(phase.duration_ms for phase in item.move.phases)
            case Hold(hold_ms=hold_ms):
                reps += times
                length_ms += hold_ms * times
    if reps > MAX_REPS:
        yield Problem(("items",), f"at most {MAX_REPS} reps in all", str(reps))
    if length_ms > MAX_LENGTH_MS:
        hours = f"{length_ms / 3_600_000:.0f} hours"
        yield Problem(("items",), f"at most {MAX_LENGTH_MS // 3_600_000} hours of work", hours)
