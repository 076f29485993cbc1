# SPDX-License-Identifier: GPL-3.0-or-later
"""What the editor shows of a routine: its rows, its length, its fault, the moves found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.content.names import folded
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.core.enums import Level, When
from hipmob_desktop.core.routine import Routine, RoutineItem
from hipmob_desktop.core.text import capital, clock_text, dose_text
from hipmob_desktop.ui.editor.items import MoveRow
from hipmob_desktop.ui.text import counted, spoken_minutes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from hipmob_desktop.content.own_routines import OpenFile
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine_draft import Draft

UNTITLED = "My routine"
NO_MOVES = "A routine needs a move: add one."

_READY_MS, _ROUND_REST_MS = 10_000, 30_000


def new_routine(place: Path) -> Routine:
    """A routine with nothing in it, for a file at `place`."""
    return Routine(
        id=place.stem, title=UNTITLED, summary="", why="", goals=(), when=(When.ANY,),
        when_text="", level=Level.STANDARD, items=(), rounds=1, round_rest_ms=_ROUND_REST_MS,
        get_ready_ms=_READY_MS, credit="", origin="", sources=(),
    )  # fmt: skip


def rows_of(routine: Routine) -> tuple[MoveRow, ...]:
    """A row for each item."""
    return tuple(_row(routine, number) for number in range(len(routine.items)))


def _row(routine: Routine, number: int) -> MoveRow:
    item = routine.items[number]
    circuit = routine.circuit_of(number)
    band = ""
    if circuit is not None:
        band = f"{circuit.rounds} rounds" if circuit.first == number else "·"
    words = (dose_text(item), f"“{item.note}”" if item.note else "")
    return MoveRow(
        item.move.id, item.move.name, ", ".join(filter(None, words)), band, item.move.figure
    )


def status_of(routine: Routine, length_ms: int) -> str:
    """How many moves, and how long it takes: "7 moves, 9:43 (10 minutes)"."""
    if not routine.items:
        return ""
    moves = capital(counted(len(routine.items), "move"))
    return f"{moves}, {clock_text(length_ms)} (about {spoken_minutes(length_ms)})"


def first_of(error: Exception, path: Path) -> str:
    """The first fault in an error about the file at `path`, which is called by its name alone."""
    return str(error).splitlines()[0].replace(str(path), path.name)


def fault_of(file: OpenFile, draft: Draft, moves: Mapping[str, Move]) -> str:
    """Why it cannot be saved as it is, as a check of the file would say it; empty if it can."""
    if not draft.items:
        return NO_MOVES
    try:
        file.text(draft, moves)
    except ContentError as error:
        return first_of(error, file.path).removeprefix(f"{file.path.name}, ")
    except ValueError as error:
        return str(error)
    return ""


def found_moves(moves: Iterable[Move], text: str) -> list[MoveRow]:
    """The moves whose names have all these words, by name."""
    words = folded(text).split()
    found = []
    for move in sorted(moves, key=lambda each: each.name.casefold()):
        known = folded(" ".join((move.name, move.spoken_name, *move.aka, move.id)))
        if all(word in known for word in words):
            found.append(MoveRow(move.id, move.name, dose_text(item_of(move)), figure=move.figure))
    return found


def item_of(move: Move) -> RoutineItem:
    """A move as it stands in a routine at first."""
    return RoutineItem(move=move, dose=move.dose)


def said_of(item: RoutineItem) -> tuple[str, ...]:
    """What is said on the way into a move, sentence by sentence."""
    side = item.sides()[0]
    setup, words = item.move.setup.words(side), item.move.voice.of(side)
    said = (item.move.name, item.note, setup, words.settle, words.how, item.cue)
    return tuple(filter(None, said))
