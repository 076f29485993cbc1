# SPDX-License-Identifier: GPL-3.0-or-later
"""What a routine asks for beside moves and doses, in words for a window and a terminal alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.ports import SECOND_MS
from hipmob_desktop.core.text import capital, sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hipmob_desktop.core.routine import Circuit, Routine, RoutineItem

NOTE = "Note"
OWN_CUE = "Remember"
REST = "Rest"
ROUNDS = "Rounds"


def item_lines(item: RoutineItem) -> Iterator[tuple[str, str]]:
    """What a routine says of a move beside its dose, each with its label; empty ones too."""
    yield NOTE, sentence(on_its_side(item.note, item))
    yield OWN_CUE, sentence(on_its_side(item.cue, item))
    yield REST, sentence(rests_text(item))


def rests_text(item: RoutineItem) -> str:
    """The rests in and after a move: "3 s between sets, 45 s after it"; empty without any."""
    rests = [
        (item.dose.rest_ms if item.dose.sets > 1 else 0, "between sets"),
        (item.rest_sides_ms, "before each change of sides"),
        (item.rest_after_ms or 0, "after it"),
    ]
    return ", ".join(f"{_seconds(rest_ms)} {where}" for rest_ms, where in rests if rest_ms)


def laps_text(routine: Routine, number: int) -> str:
    """In how many rounds of a circuit the item at `number` is done: "3 rounds", or nothing."""
    circuit = routine.circuit_of(number)
    return f"{circuit.rounds} rounds" if circuit else ""


def routine_lines(routine: Routine) -> Iterator[tuple[str, str]]:
    """The rounds and rests of a whole routine, each with its label; empty ones too."""
    yield ROUNDS, sentences(*map(_circuit_text, routine.circuits), _rounds_text(routine))
    rest_ms = routine.rest_between_ms
    yield REST, sentence(f"{_seconds(rest_ms)} between two moves") if rest_ms else ""


def use_text(routine: Routine, today: date) -> str:
    """How often a routine is to be done and until when, or that this is over."""
    how_often, last = routine.how_often, routine.until
    if last is None:
        return sentence(how_often)
    day = f"{last.day} {last:%B} {last.year}"
    if last < today:
        return sentences(how_often, f"It was to be done until {day}.")
    return sentence(f"{how_often}, until {day}" if how_often else f"until {day}")


def _circuit_text(circuit: Circuit) -> str:
    first, last = circuit.first + 1, circuit.last + 1
    moves = f"move {first}" if first == last else f"moves {first} to {last}"
    return capital(f"{moves}: {_times(circuit.rounds, circuit.rest_ms)}")


def _rounds_text(routine: Routine) -> str:
    if routine.rounds == 1:
        return ""
    return f"All of it: {_times(routine.rounds, routine.round_rest_ms)}"


def _times(rounds: int, rest_ms: int) -> str:
    rest = f" with {_seconds(rest_ms)} of rest between them" if rest_ms else ""
    return f"{rounds} rounds{rest}"


def _seconds(length_ms: int) -> str:
    return f"{length_ms / SECOND_MS:g} s"


def on_its_side(words: str, item: RoutineItem) -> str:
    """`words` as they are true of the side that works; of both, those of the left."""
    side = Side.LEFT if item.side is Side.BOTH else item.side
    return words.replace("{side}", side.value).replace("{other}", side.other.value)
