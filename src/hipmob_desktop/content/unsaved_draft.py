# SPDX-License-Identifier: GPL-3.0-or-later
"""What is open in the editor and not saved, as a table to be kept, and back.

It holds what no file of a routine may: no title, no moves, texts that are too long. Numbers have
the limits of the files. The moves stand in it whole, so that it needs no library to be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from pathlib import PurePosixPath
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct, structs

from hipmob_desktop.content.item_file import full_items, item_table
from hipmob_desktop.content.move_file import move_from_file, move_to_file
from hipmob_desktop.content.names import MoveNames
from hipmob_desktop.content.own_moves import OpenMove
from hipmob_desktop.content.own_routines import OpenFile
from hipmob_desktop.content.problems import ContentError, Problem
from hipmob_desktop.content.reader import Source, read_routine
from hipmob_desktop.content.routine_file import ROUTINES
from hipmob_desktop.content.routine_text import WrittenRoutine
from hipmob_desktop.content.schema import ItemTable, MoveFile, RoutineFile
from hipmob_desktop.core.routine import Circuit
from hipmob_desktop.core.routine_draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from hipmob_desktop.core.move import Move

MOST_MS = 86_400_000

Whole = Annotated[int, Meta(ge=0, le=10**9)]
Rounds = Annotated[int, Meta(ge=1, le=20)]


@dataclass(frozen=True, slots=True)
class ChangedMove:
    """A move that is being changed: the key of its item, its file, and what is typed so far.

    `before` is the move as the item has it.
    """

    key: int
    before: Move
    file: OpenMove
    made: Move


@dataclass(frozen=True, slots=True)
class UnsavedDraft:
    """A draft with the file that it would go into, and a move of it that is being changed."""

    file: OpenFile
    draft: Draft
    move: ChangedMove | None = None


class CircuitRow(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A circuit, counted from 0."""

    first: Whole
    last: Whole
    rounds: Rounds
    rest_ms: Annotated[int, Meta(ge=0, le=MOST_MS)]


class FileTable(Struct, frozen=True, kw_only=True):
    """A file below the person's own folder; `text` is None where there was none yet."""

    place: str
    text: str | None
    keys: tuple[Whole, ...] | None = None


class MoveTable(Struct, frozen=True, kw_only=True):
    """A move that is being changed; moves are numbers in the list of all of them."""

    key: Whole
    file: FileTable
    before: Whole
    shown: Whole
    made: Whole


class DraftTable(Struct, frozen=True, kw_only=True):
    """All that is kept. Routine, items and moves are tables of files with looser texts."""

    title: str
    file: FileTable
    routine: dict[str, Any]
    items: list[dict[str, Any]]
    circuits: tuple[CircuitRow, ...]
    keys: tuple[Whole, ...]
    next_key: Whole
    moves: list[dict[str, Any]]
    move: MoveTable | None = None


class _Moves:
    """Moves and their numbers: the same one is kept once, and two of one id stay two."""

    def __init__(self) -> None:
        self.numbers: dict[Move, int] = {}

    def number(self, move: Move) -> int:
        return self.numbers.setdefault(move, len(self.numbers))


def table_of(unsaved: UnsavedDraft, title: str, data: Path) -> dict[str, Any]:
    """All of it as JSON can hold it; `title` is what it is offered by.

    Raises:
        ValueError: Its file does not stand below `data`.
    """
    file, draft, moves = unsaved.file, unsaved.draft, _Moves()
    written = file.written
    items = [
        structs.replace(item_table(item), move=str(moves.number(item.move)))
        for item in draft.items
    ]
    table = DraftTable(
        title=title,
        file=FileTable(
            place=_told_place(file.path, data),
            text=written.text if written else None,
            keys=written.keys if written else None,
        ),
        routine=msgspec.to_builtins(ROUTINES.write(draft.routine, id=draft.routine.id)),
        items=[msgspec.to_builtins(item) for item in items],
        circuits=tuple(
            CircuitRow(each.first, each.last, each.rounds, each.rest_ms)
            for each in draft.routine.circuits
        ),
        keys=draft.keys,
        next_key=draft.next_key,
        move=_move_table(unsaved.move, moves, data),
        moves=[msgspec.to_builtins(move_to_file(move)) for move in moves.numbers],
    )
    told: dict[str, Any] = msgspec.to_builtins(table)
    return told


def unsaved_of(table: Mapping[str, Any], known: Mapping[str, Move], data: Path) -> UnsavedDraft:
    """What `table` was made of; `known` are the moves of the library.

    Where the text that was opened cannot be read any more, it becomes a routine without a file.

    Raises:
        ValueError: It was made of none.
    """
    told = msgspec.convert(table, DraftTable)
    moves = [_move(each) for each in told.moves]
    rows = [msgspec.convert(each, _loose(ItemTable)) for each in told.items]
    by_number = MoveNames({str(number): move for number, move in enumerate(moves)})
    items = tuple(full_items(tuple(rows), by_number, []))
    if not len(items) == len(rows) == len(told.keys):
        raise ValueError("its moves cannot be found")
    if len(set(told.keys)) < len(told.keys) or max(told.keys, default=-1) >= told.next_key:
        raise ValueError("its moves cannot be told apart")
    file = msgspec.convert(told.routine, _loose(RoutineFile))
    circuits = tuple(Circuit(**structs.asdict(row)) for row in told.circuits)
    if any(not each.first <= each.last < len(items) for each in circuits):
        raise ValueError("its rounds are of no moves")
    routine = ROUTINES.read(file, id=file.id, items=items, circuits=circuits)
    return UnsavedDraft(
        _file(told.file, known, data),
        Draft(routine, told.keys, told.next_key),
        _changed_move(told.move, moves, data) if told.move else None,
    )


def _told_place(path: Path, data: Path) -> str:
    return path.relative_to(data).as_posix()


def _place(told: str, data: Path) -> Path:
    place = PurePosixPath(told)
    if place.is_absolute() or ".." in place.parts or place.suffix != ".toml" or "\0" in told:
        raise ValueError("its file is none of your own")
    return data / place


def _file(told: FileTable, known: Mapping[str, Move], data: Path) -> OpenFile:
    path = _place(told.place, data)
    if told.text is None:
        return OpenFile(path, None)
    try:
        routine, _ = read_routine(Source(path, told.text), MoveNames(known))
    except ContentError:
        return OpenFile(path, None)
    if told.keys is not None and len(told.keys) != len(routine.items):
        raise ValueError("its file is another one")
    return OpenFile(path, WrittenRoutine(told.text, routine, told.keys))


def _move_table(move: ChangedMove | None, moves: _Moves, data: Path) -> MoveTable | None:
    if move is None:
        return None
    return MoveTable(
        key=move.key,
        file=FileTable(place=_told_place(move.file.path, data), text=move.file.text),
        before=moves.number(move.before),
        shown=moves.number(move.file.move),
        made=moves.number(move.made),
    )


def _changed_move(told: MoveTable, moves: list[Move], data: Path) -> ChangedMove:
    if max(told.before, told.shown, told.made) >= len(moves):
        raise ValueError("its move cannot be found")
    file = OpenMove(_place(told.file.place, data), told.file.text, moves[told.shown])
    return ChangedMove(told.key, moves[told.before], file, moves[told.made])


def _move(table: dict[str, Any]) -> Move:
    wrong: list[Problem] = []
    move = move_from_file(msgspec.convert(table, _loose(MoveFile)), wrong)
    if wrong:
        raise ValueError("a move of it is none")
    return move


@cache
def _loose(table: type[Struct]) -> Any:  # noqa: ANN401 - it has the fields of `table`
    """The same type of table, with texts of any kind: a person may be in the midst of one."""
    fields = [
        (field.name, _loosened(field.type), *_default(field)) for field in structs.fields(table)
    ]
    return msgspec.defstruct(
        table.__name__, fields, kw_only=True, frozen=True, forbid_unknown_fields=True
    )


def _default(field: structs.FieldInfo) -> Iterable[Any]:
    if field.default is not msgspec.NODEFAULT:
        return (field.default,)
    if field.default_factory is not msgspec.NODEFAULT:
        return (msgspec.field(default_factory=field.default_factory),)
    return ()


def _loosened(kind: Any) -> Any:  # noqa: ANN401 - a type as it is annotated
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _loose(kind)
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return str if inside[0] is str else Annotated[_loosened(inside[0]), *inside[1:]]
    loosened = tuple(map(_loosened, inside))
    if origin in (Union, UnionType):
        return reduce(or_, loosened)
    return origin[loosened] if loosened else kind
