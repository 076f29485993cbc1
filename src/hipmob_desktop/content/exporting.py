# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine as one file that brings all of its moves with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from hipmob_desktop.content.schema import (
    DoseTable,
    EquipmentTable,
    ItemTable,
    MoveFile,
    PhaseTable,
    ProvenanceTable,
    RoutineFile,
    SetupTable,
)
from hipmob_desktop.core.move import Hold

if TYPE_CHECKING:
    from hipmob_desktop.core.move import Dose, Equipment, Move, Phase, Provenance
    from hipmob_desktop.core.routine import Routine, RoutineItem


def export_routine(routine: Routine) -> str:
    """The text of a file `<id>.toml` from which `routine` can be read without any library.

    Raises:
        ValueError: Two different moves of the routine have the same id.
    """
    import tomli_w

    return tomli_w.dumps(msgspec.to_builtins(_routine_file(routine)))


def _routine_file(routine: Routine) -> RoutineFile:
    moves = {item.move.id: item.move for item in routine.items}
    if any(item.move != moves[item.move.id] for item in routine.items):
        raise ValueError(f"two different moves with one id in {routine.id}")
    return RoutineFile(
        id=routine.id,
        title=routine.title,
        summary=routine.summary,
        goals=routine.goals,
        when=routine.when,
        when_text=routine.when_text,
        level=routine.level,
        items=tuple(map(_item_table, routine.items)),
        rounds=routine.rounds,
        round_rest_s=_seconds(routine.round_rest_ms),
        get_ready_s=_seconds(routine.get_ready_ms),
        credit=routine.credit,
        origin=routine.origin,
        sources=routine.sources,
        included_moves=tuple(map(_move_file, moves.values())),
    )


def _item_table(item: RoutineItem) -> ItemTable:
    dose = _dose_table(item.dose)
    return ItemTable(
        move=item.move.id, reps=dose.reps, hold_s=dose.hold_s, sets=dose.sets, rest_s=dose.rest_s
    )


def _move_file(move: Move) -> MoveFile:
    return MoveFile(
        id=move.id,
        name=move.name,
        spoken_name=UNSET if move.spoken_name == move.name else move.spoken_name,
        aka=move.aka,
        position=move.position,
        side_mode=move.side_mode,
        intents=move.intents,
        dose=_dose_table(move.dose),
        phases=tuple(map(_phase_table, move.phases)),
        side_change_s=_seconds(move.side_change_ms),
        reverses=move.reverses,
        setup=SetupTable(text=move.setup.text, left=move.setup.left, right=move.setup.right),
        cues=move.cues,
        mistakes=move.mistakes,
        easier=move.easier,
        harder=move.harder,
        equipment=tuple(map(_equipment_table, move.equipment)),
        skip_tags=move.skip_tags,
        swaps=dict(move.swaps),
        joint_motion=move.joint_motion,
        works=move.works,
        provenance=_provenance_table(move.provenance),
        credit=move.credit,
    )


def _phase_table(phase: Phase) -> PhaseTable:
    return PhaseTable(
        name=phase.name,
        breath=phase.breath,
        say=phase.say,
        duration_s=_seconds(phase.duration_ms),
        hold=phase.is_hold,
    )


def _equipment_table(piece: Equipment) -> EquipmentTable:
    return EquipmentTable(
        item=piece.item, required=piece.required, note=piece.note, substitute=piece.substitute
    )


def _dose_table(dose: Dose) -> DoseTable:
    rest_s = _seconds(dose.rest_ms)
    if isinstance(dose, Hold):
        return DoseTable(hold_s=_seconds(dose.hold_ms), sets=dose.sets, rest_s=rest_s)
    return DoseTable(reps=dose.count, sets=dose.sets, rest_s=rest_s)


def _provenance_table(provenance: Provenance) -> ProvenanceTable:
    return ProvenanceTable(
        name=provenance.name,
        dose=provenance.dose,
        execution=provenance.execution,
        tempo=provenance.tempo,
        note=provenance.note,
        sources=provenance.sources,
        note_to_user=provenance.note_to_user,
    )


def _seconds(milliseconds: int) -> float:
    """Seconds as people write them: a whole number wherever it is one."""
    seconds = milliseconds / 1000
    return int(seconds) if seconds.is_integer() else seconds
