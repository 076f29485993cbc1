# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine's file to a routine and back, with what the types of the format cannot check."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET, UnsetType

from hipmob_desktop.content.item_file import KEYS_OF_FORMAT_1, full_items, item_table, short_items
from hipmob_desktop.content.mapping import Field, Mapping, lists_of_texts, same, texts, times
from hipmob_desktop.content.move_file import move_from_file, move_to_file
from hipmob_desktop.content.names import MoveNames
from hipmob_desktop.content.problems import Problem, near_word, shown
from hipmob_desktop.content.schema import FORMAT, CircuitTable, RoutineFile
from hipmob_desktop.core.move import Move, Reps
from hipmob_desktop.core.routine import Circuit, Routine, RoutineItem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_REPS = 20_000
MAX_LENGTH_MS = 12 * 3_600_000

_KEYS_OF_FORMAT_2 = frozenset({"circuits", "rest_between_s", "how_often", "until", "pain"})


def _day_from(day: date | UnsetType) -> date | None:
    return None if day is UNSET else day


def _day_table(day: date | None) -> date | UnsetType:
    return UNSET if day is None else day


ROUTINES = Mapping(
    RoutineFile,
    Routine,
    same("goals", "when", "level", "rounds", "picture"),
    texts("title", "summary", "why", "when_text", "credit", "origin", "how_often", "pain"),
    lists_of_texts("sources"),
    times("round_rest", "get_ready", "rest_between"),
    (Field("until", "until", _day_from, _day_table),),
)
CIRCUITS = Mapping(
    CircuitTable,
    Circuit,
    same("rounds"),
    times("rest"),
    tuple(
        Field(name, name, lambda number: number - 1, lambda place: place + 1)
        for name in ("first", "last")
    ),
)


def routine_from_file(
    file: RoutineFile, default_id: str, names: MoveNames, wrong: list[Problem]
) -> Routine:
    """The routine that `file` tells of; no good if `wrong` has grown."""
    names = _with_included(file, names, wrong)
    items = tuple(_items(file, names, wrong))
    routine = ROUTINES.read(
        file,
        id=default_id if file.id is UNSET else file.id,
        items=items,
        circuits=tuple(_circuits(file, wrong)),
    )
    wrong.extend(_too_much(routine))
    wrong.extend(_odd_picture(file.picture, items))
    return routine


def of_newer_format(table: dict[str, Any]) -> Iterator[Problem]:
    """A problem if a routine's file says that it is written in a format not known here.

    Nothing else can be said of such a file: every key that is new in it would be called wrong.
    """
    format_ = table.get("format")
    if isinstance(format_, int) and format_ > FORMAT:
        expected = f"a format up to {FORMAT}, which is what this version knows"
        yield Problem(("format",), expected, shown(format_), "a newer HipMob Desktop reads it")


def routine_to_file(routine: Routine) -> RoutineFile:
    """The file that tells of `routine` and brings all of its moves with it.

    Raises:
        ValueError: Two different moves of the routine have the same id.
    """
    moves = {item.move.id: item.move for item in routine.items}
    if any(item.move != moves[item.move.id] for item in routine.items):
        raise ValueError(f"two different moves with one id in {routine.id}")
    file = ROUTINES.write(
        routine,
        id=routine.id,
        items=tuple(map(item_table, routine.items)),
        circuits=tuple(map(CIRCUITS.write, routine.circuits)),
        included_moves=tuple(map(move_to_file, moves.values())),
    )
    return msgspec.structs.replace(file, format=FORMAT) if _is_of_format_2(file) else file


def _is_of_format_2(file: RoutineFile) -> bool:
    """Whether `file` says anything that the first format has no words for."""
    said = msgspec.to_builtins(file, builtin_types=(date,))
    items = {key for item in said["items"] for key in item}
    return not (said.keys().isdisjoint(_KEYS_OF_FORMAT_2) and items <= KEYS_OF_FORMAT_1)


def export_routine(routine: Routine) -> str:
    """The text of a file `<id>.toml` from which `routine` can be read without any library.

    Raises:
        ValueError: Two different moves of the routine have the same id.
    """
    import tomli_w

    return tomli_w.dumps(msgspec.to_builtins(routine_to_file(routine), builtin_types=(date,)))


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
        yield from full_items(file.items, names, wrong)
    elif file.moves is not UNSET:
        yield from short_items(file.moves, names, wrong)


def _circuits(file: RoutineFile, wrong: list[Problem]) -> Iterator[Circuit]:
    """The circuits in their order: each within the routine, none in another."""
    count = len(file.items or ()) + len(file.moves or ())
    after = 0
    for index, table in sorted(enumerate(file.circuits), key=lambda each: each[1].first):
        place = ("circuits", index)
        if table.first > count:
            expected = f"the number of a move, from 1 to {count}"
            wrong.append(Problem((*place, "first"), expected, str(table.first)))
        elif not table.first <= table.last <= count:
            expected = f"the number of a move, from {table.first} to {count}"
            wrong.append(Problem((*place, "last"), expected, str(table.last)))
        elif table.first <= after:
            expected = f"a move after number {after}, which is in another circuit"
            wrong.append(Problem((*place, "first"), expected, str(table.first)))
        after = max(after, table.last)
        yield CIRCUITS.read(table)


def _odd_picture(picture: str, items: tuple[RoutineItem, ...]) -> Iterator[Problem]:
    moves = [item.move.id for item in items]
    if picture and moves and picture not in moves:
        hint = near_word(picture, moves)
        yield Problem(("picture",), "the id of one of its moves", shown(picture), hint)


def _too_much(routine: Routine) -> Iterator[Problem]:
    """A plan of it would fill the memory, or nobody could follow it in a day."""
    reps, length_ms = 0, 0
    for number, item in enumerate(routine.items):
        circuit = routine.circuit_of(number)
        times = routine.rounds * (circuit.rounds if circuit else 1)
        sides = 2 if item.alternates else 1
        for _, side in item.runs():
            dose = item.dose_of(side)
            reps += (dose.count * sides if isinstance(dose, Reps) else 1) * times
            length_ms += item.work_ms(side) * times
    if reps > MAX_REPS:
        yield Problem(("items",), f"at most {MAX_REPS} reps in all", str(reps))
    if length_ms > MAX_LENGTH_MS:
        hours = f"{length_ms / 3_600_000:.0f} hours"
        yield Problem(("items",), f"at most {MAX_LENGTH_MS // 3_600_000} hours of work", hours)
