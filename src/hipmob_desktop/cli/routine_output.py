# SPDX-License-Identifier: GPL-3.0-or-later
"""Routines as text for a terminal and as values for JSON: in a list, and one in full."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Item, Side
from hipmob_desktop.core.move import Hold
from hipmob_desktop.core.ports import SECOND_MS
from hipmob_desktop.core.routine_text import item_lines, routine_lines, use_text
from hipmob_desktop.core.text import (
    clock_text,
    dose_text,
    minutes,
    piece_text,
    sentence,
    sentences,
    source_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from hipmob_desktop.cli.output import Json
    from hipmob_desktop.core.fit import Fitted
    from hipmob_desktop.core.move import Dose, Equipment, Move, Phase, Provenance
    from hipmob_desktop.core.routine import Circuit, Reference, Routine, RoutineItem

_NONE_KNOWN: Mapping[str, Reference] = MappingProxyType({})


def needs_text(items: Iterable[Item]) -> str:
    """What is needed, as "mat, loop band", or "nothing"."""
    return ", ".join(item.words for item in items) or "nothing"


def stand_in_note(move: Move) -> str:
    """What a person must know about a stand-in, else nothing."""
    return move.provenance.note_to_user if move.provenance.is_stand_in else ""


def routine_row(routine: Routine, total_ms: int) -> Json:
    """A routine as an entry of the list."""
    return {
        "id": routine.id,
        "title": routine.title,
        "credit": routine.credit,
        "minutes": minutes(total_ms),
        "total_ms": total_ms,
        "equipment": [item.value for item in routine.equipment],
        "moves": len(routine.items),
        "goals": [goal.value for goal in routine.goals],
        "when": [when.value for when in routine.when],
        "level": routine.level.value,
        "stand_ins": [move.id for move in routine.stand_ins],
    }


def list_lines(rows: Iterable[Json], names: dict[str, str]) -> Iterator[str]:
    """The list of routines for a terminal; `names` are those of the stand-ins by id."""
    for row in rows:
        needs = needs_text(map(Item, row["equipment"]))  # type: ignore[call-overload]  # by routine_row
        yield f"{row['id']:<22}{row['minutes']:>3} min   {row['title']}"
        yield f"{'':<31}{sentences(str(row['credit']), f'Needs: {needs}')}"
        stand_ins = row["stand_ins"]
        if isinstance(stand_ins, list) and stand_ins:
            yield f"{'':<31}Our stand-ins: {', '.join(names[move] for move in stand_ins)}."


def routine_json(
    routine: Routine, total_ms: int, references: Mapping[str, Reference] = _NONE_KNOWN
) -> Json:
    """A routine with its moves, credit and provenance, and what the codes of its sources mean."""
    codes = dict.fromkeys(_sources(routine))
    return routine_row(routine, total_ms) | {
        "summary": routine.summary,
        "why": routine.why,
        "when_text": routine.when_text,
        "origin": routine.origin,
        "sources": list(routine.sources),
        "references": {
            code: {"title": references[code].title, "address": references[code].address}
            for code in codes
            if code in references
        },
        "rounds": routine.rounds,
        "round_rest_s": routine.round_rest_ms / SECOND_MS,
        "rest_between_s": routine.rest_between_ms / SECOND_MS,
        "circuits": [_circuit_json(circuit) for circuit in routine.circuits],
        "how_often": routine.how_often,
        "until": routine.until.isoformat() if routine.until else None,
        "pain": routine.pain,
        "items": [_item_json(item) for item in routine.items],
    }


def _circuit_json(circuit: Circuit) -> Json:
    """A circuit with its moves counted from 1, as files do."""
    return {
        "first": circuit.first + 1,
        "last": circuit.last + 1,
        "rounds": circuit.rounds,
        "rest_s": circuit.rest_ms / SECOND_MS,
    }


def _sources(routine: Routine) -> Iterator[str]:
    """The sources of a routine and of its moves."""
    yield from routine.sources
    for item in routine.items:
        yield from item.move.provenance.sources


def _item_json(item: RoutineItem) -> Json:
    return _way_json(item) | _move_json(item.move)


def _way_json(item: RoutineItem) -> Json:
    """How a move is done at its place: `right` is its dose where the sides are uneven."""
    after_ms = item.rest_after_ms
    return {
        "dose": _dose_json(item.dose),
        "right": None if item.right is None else _dose_json(item.dose_of(Side.RIGHT)),
        "side": item.side.value,
        "sets_order": item.sets_order.value,
        "rest_sides_s": item.rest_sides_ms / SECOND_MS,
        "rest_after_s": None if after_ms is None else after_ms / SECOND_MS,
        "note": item.note,
        "cue": item.cue,
        "optional": item.is_optional,
    }


def _move_json(move: Move) -> Json:
    return {
        "move": move.id,
        "name": move.name,
        "aka": list(move.aka),
        "side_mode": move.side_mode.value,
        "side_change_s": move.side_change_ms / SECOND_MS,
        "position": move.position.value,
        "equipment": [_equipment_json(piece) for piece in move.equipment],
        "phases": [_phase_json(phase) for phase in move.phases],
        "setup": {"text": move.setup.text, "left": move.setup.left, "right": move.setup.right},
        "cues": list(move.cues),
        "mistakes": list(move.mistakes),
        "easier": move.easier,
        "harder": move.harder,
        "skip_tags": [tag.value for tag in move.skip_tags],
        "credit": move.credit,
        "provenance": _provenance_json(move.provenance),
    }


def fit_json(fitted: Fitted) -> Json:
    """How a routine was fitted to the minutes there are."""
    return {
        "minutes": fitted.fit.minutes,
        "is_too_long": fitted.is_too_long,
        "rounds": fitted.fit.rounds,
        "left_out": [move.id for move in fitted.left_out],
        "items": [
            {
                "move": item.move.id,
                "dose": _dose_json(item.dose),
                "right": None if item.right is None else _dose_json(item.dose_of(Side.RIGHT)),
            }
            for item in fitted.routine.items
        ],
    }


def _dose_json(dose: Dose) -> Json:
    more: Json = {"sets": dose.sets, "rest_s": dose.rest_ms / SECOND_MS}
    if isinstance(dose, Hold):
        return {"hold_s": dose.hold_ms / SECOND_MS} | more
    return {"reps_each_side": dose.count} | more


def _phase_json(phase: Phase) -> Json:
    return {
        "name": phase.name,
        "seconds": phase.duration_ms / SECOND_MS,
        "breath": phase.breath,
        "say": phase.say,
    }


def _provenance_json(provenance: Provenance) -> Json:
    return {
        "name": provenance.name,
        "dose": provenance.dose,
        "execution": provenance.execution,
        "tempo": provenance.tempo,
        "note": provenance.note,
        "note_to_user": provenance.note_to_user,
        "sources": list(provenance.sources),
        "is_stand_in": provenance.is_stand_in,
    }


def _equipment_json(piece: Equipment) -> Json:
    return {
        "item": piece.item.value,
        "required": piece.required,
        "note": piece.note,
        "substitute": piece.substitute,
    }


def show_lines(
    routine: Routine,
    total_ms: int,
    stop_rule: str,
    references: Mapping[str, Reference] = _NONE_KNOWN,
    *,
    today: date,
) -> Iterator[str]:
    """One routine in full for a terminal, with the rule that always holds below it."""
    yield f"{routine.title} ({clock_text(total_ms)})"
    if routine.summary:
        yield routine.summary
    if routine.why:
        yield f"Why: {routine.why}"
    needs = f"Needs: {needs_text(routine.equipment)}"
    yield sentences(routine.credit, routine.when_text, needs)
    if use := use_text(routine, today):
        yield use
    yield from (f"{head}: {text}" for head, text in routine_lines(routine) if text)
    if routine.origin:
        yield routine.origin
    for line in source_lines(routine.sources, references):
        yield f"Source: {line}"
    for number, item in enumerate(routine.items, 1):
        yield ""
        yield f"{number}. {item.move.name}, {dose_text(item)}"
        yield from (f"   {head}: {text}" for head, text in item_lines(item) if text)
        yield from _move_lines(item.move)
    yield ""
    yield stop_rule
    if routine.pain:
        yield sentence(routine.pain)


def _move_lines(move: Move) -> Iterator[str]:
    """What a move says of itself, a line for each thing that it does say."""
    lines = (
        ("Our stand-in: ", stand_in_note(move)),
        ("", move.setup.text),
        ("Cues: ", " / ".join(move.cues)),
        ("Easier: ", move.easier),
        ("Harder: ", move.harder),
        ("With: ", "; ".join(map(piece_text, move.equipment))),
        ("", move.credit),
    )
    return (f"   {head}{text}" for head, text in lines if text)
