# SPDX-License-Identifier: GPL-3.0-or-later
"""Formats to core values: seconds become milliseconds, ids become moves.

What the types of a format cannot say is checked here. Each function adds what it finds
to `wrong` and gives the best value it can; the caller drops the value if `wrong` grew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from hipmob_desktop.content.faults import Finding, near_miss
from hipmob_desktop.core.move import (
    Dose,
    Equipment,
    Hold,
    Move,
    Origin,
    Phase,
    Provenance,
    Reps,
    Setup,
    SideMode,
)
from hipmob_desktop.core.routine import Routine, RoutineItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hipmob_desktop.content.formats import (
        DoseTable,
        EquipmentTable,
        ItemTable,
        MoveFile,
        PhaseTable,
        ProvenanceTable,
        RoutineFile,
    )

MAX_REPS = 20_000
MAX_LENGTH_MS = 12 * 3_600_000


def milliseconds(seconds: float) -> int:
    """`seconds` as whole milliseconds."""
    return round(seconds * 1000)


def move_from(file: MoveFile, wrong: list[Finding]) -> Move:
    """The move that `file` tells of."""
    wrong.extend(_odd_in_move(file))
    return Move(
        id=file.id,
        name=_flat(file.name),
        spoken_name=_flat(file.name if file.spoken_name is UNSET else file.spoken_name),
        aka=_all_flat(file.aka),
        position=file.position,
        side_mode=file.side_mode,
        intents=file.intents,
        dose=_dose(file.dose),
        phases=tuple(map(_phase, file.phases)),
        side_change_ms=milliseconds(file.side_change_s),
        reverses=file.reverses,
        setup=Setup(
            text=_flat(file.setup.text),
            left=_flat(file.setup.left),
            right=_flat(file.setup.right),
        ),
        cues=_all_flat(file.cues),
        mistakes=_all_flat(file.mistakes),
        easier=_flat(file.easier),
        harder=_flat(file.harder),
        equipment=tuple(map(_equipment, file.equipment)),
        skip_tags=file.skip_tags,
        swaps=tuple(file.swaps.items()),
        joint_motion=_flat(file.joint_motion),
        works=_flat(file.works),
        provenance=_provenance(file.provenance),
        credit=_flat(file.credit),
    )


def routine_from(
    file: RoutineFile, default_id: str, moves: Mapping[str, Move], wrong: list[Finding]
) -> Routine:
    """The routine that `file` tells of, its moves taken from `moves` by id."""
    items = tuple(_items(file.items, moves, wrong))
    if not wrong:
        wrong.extend(_too_much(items, file.rounds))
    return Routine(
        id=default_id if file.id is UNSET else file.id,
        title=_flat(file.title),
        summary=_flat(file.summary),
        goals=file.goals,
        when=file.when,
        when_text=_flat(file.when_text),
        level=file.level,
        items=items,
        rounds=file.rounds,
        round_rest_ms=milliseconds(file.round_rest_s),
        get_ready_ms=milliseconds(file.get_ready_s),
        credit=_flat(file.credit),
        origin=_flat(file.origin),
        sources=_all_flat(file.sources),
    )


def _flat(text: str) -> str:
    """`text` with line breaks and runs of blanks read as one blank each."""
    return " ".join(text.split())


def _all_flat(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_flat, texts))


def _dose(table: DoseTable) -> Dose:
    rest_ms = milliseconds(table.rest_s)
    if table.hold_s is not UNSET:
        hold_ms = milliseconds(table.hold_s)
        return Hold(hold_ms=hold_ms, sets=table.sets, rest_ms=rest_ms)
    count = 1 if table.reps is UNSET else table.reps
    return Reps(count=count, sets=table.sets, rest_ms=rest_ms)


def _phase(table: PhaseTable) -> Phase:
    return Phase(
        name=_flat(table.name),
        duration_ms=milliseconds(table.duration_s),
        breath=table.breath,
        say=_flat(table.say),
        is_hold=table.hold,
    )


def _equipment(table: EquipmentTable) -> Equipment:
    return Equipment(
        item=table.item,
        required=table.required,
        note=_flat(table.note),
        substitute=_flat(table.substitute),
    )


def _provenance(table: ProvenanceTable) -> Provenance:
    return Provenance(
        name=table.name,
        dose=table.dose,
        execution=table.execution,
        tempo=table.tempo,
        note=_flat(table.note),
        sources=_all_flat(table.sources),
        note_to_user=_flat(table.note_to_user),
    )


def _odd_in_move(file: MoveFile) -> Iterator[Finding]:
    yield from _odd_in_dose(file.dose)
    yield from _odd_in_phases(file)
    for tag in file.swaps:
        if tag not in file.skip_tags:
            yield Finding(("swaps", tag), "one of this move's skip_tags", f'"{tag}"')
    provenance = file.provenance
    stands_in = Origin.STAND_IN in (provenance.name, provenance.execution)
    if stands_in and not provenance.note_to_user.strip():
        yield Finding(("provenance",), "a note_to_user, since this is a stand-in", "none")
    if file.side_mode is not SideMode.ONE_THEN_OTHER and file.side_change_s:
        yield Finding(
            ("side_change_s",), f"0 where side_mode is {file.side_mode}", f"{file.side_change_s:g}"
        )


def _odd_in_dose(dose: DoseTable) -> Iterator[Finding]:
    if (dose.reps is UNSET) == (dose.hold_s is UNSET):
        found = "neither" if dose.reps is UNSET else "both"
        yield Finding(("dose",), "either reps or hold_s", found)


def _odd_in_phases(file: MoveFile) -> Iterator[Finding]:
    holds = [index for index, phase in enumerate(file.phases) if phase.hold]
    is_hold = file.dose.hold_s is not UNSET
    if is_hold and len(holds) != 1:
        yield Finding(
            ("phases",),
            "one phase with hold = true, since the dose is hold_s",
            str(len(holds) or "none"),
        )
    if holds and not is_hold:
        place = ("phases", holds[0], "hold")
        yield Finding(place, "no hold, since the dose counts reps", "true")
    if is_hold and file.reverses:
        yield Finding(("reverses",), "false, since the dose is hold_s", "true")
    for index, phase in enumerate(file.phases):
        if phase.hold and phase.duration_s:
            expected = "nothing, since the dose says how long to hold"
            yield Finding(("phases", index, "duration_s"), expected, f"{phase.duration_s:g}")
        elif not phase.hold and milliseconds(phase.duration_s) == 0:
            expected = "a duration_s above 0"
            yield Finding(("phases", index), expected, f"{phase.duration_s:g}")


def _items(
    tables: tuple[ItemTable, ...], moves: Mapping[str, Move], wrong: list[Finding]
) -> Iterator[RoutineItem]:
    for index, table in enumerate(tables):
        move = moves.get(table.move)
        if move is None:
            hint = near_miss(table.move, moves)
            place = ("items", index, "move")
            wrong.append(Finding(place, "the id of a move", f'"{table.move}"', hint))
        else:
            wrong.extend(_odd_in_item(index, table, move))
            yield RoutineItem(move=move, dose=_overridden(table, move.dose))


def _odd_in_item(index: int, table: ItemTable, move: Move) -> Iterator[Finding]:
    if isinstance(move.dose, Reps) and table.hold_s is not UNSET:
        expected = f"reps, since {move.id} is counted"
        yield Finding(("items", index, "hold_s"), expected, f"hold_s = {table.hold_s:g}")
    if isinstance(move.dose, Hold) and table.reps is not UNSET:
        expected = f"hold_s, since {move.id} is held"
        yield Finding(("items", index, "reps"), expected, f"reps = {table.reps}")


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


def _too_much(items: tuple[RoutineItem, ...], rounds: int) -> Iterator[Finding]:
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
        yield Finding(("items",), f"at most {MAX_REPS} reps in all", str(reps))
    if length_ms > MAX_LENGTH_MS:
        hours = f"{length_ms / 3_600_000:.0f} hours"
        yield Finding(("items",), f"at most {MAX_LENGTH_MS // 3_600_000} hours of work", hours)
