# SPDX-License-Identifier: GPL-3.0-or-later
"""A move's file to a move, with what the types of the format cannot check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from hipmob_desktop.content.problems import Problem, shown
from hipmob_desktop.core.enums import Origin, SideMode
from hipmob_desktop.core.move import Dose, Equipment, Hold, Move, Phase, Provenance, Reps, Setup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.content.schema import (
        DoseTable,
        EquipmentTable,
        MoveFile,
        PhaseTable,
        ProvenanceTable,
    )


def milliseconds(seconds: float) -> int:
    """`seconds` as whole milliseconds."""
    return round(seconds * 1000)


def move_from(file: MoveFile, wrong: list[Problem]) -> Move:
    """The move that `file` tells of; no good if `wrong` has grown."""
    wrong.extend(_odd_in_move(file))
    return Move(
        id=file.id,
        name=flat(file.name),
        spoken_name=flat(file.name if file.spoken_name is UNSET else file.spoken_name),
        aka=all_flat(file.aka),
        position=file.position,
        side_mode=file.side_mode,
        intents=file.intents,
        dose=_dose(file.dose),
        phases=tuple(map(_phase, file.phases)),
        side_change_ms=milliseconds(file.side_change_s),
        reverses=file.reverses,
        setup=Setup(
            text=flat(file.setup.text),
            left=flat(file.setup.left),
            right=flat(file.setup.right),
        ),
        cues=all_flat(file.cues),
        mistakes=all_flat(file.mistakes),
        easier=flat(file.easier),
        harder=flat(file.harder),
        equipment=tuple(map(_equipment, file.equipment)),
        skip_tags=file.skip_tags,
        swaps=tuple(file.swaps.items()),
        joint_motion=flat(file.joint_motion),
        works=flat(file.works),
        provenance=_provenance(file.provenance),
        credit=flat(file.credit),
    )


def flat(text: str) -> str:
    """`text` with line breaks and runs of blanks read as one blank each."""
    return " ".join(text.split())


def all_flat(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Each of `texts`, flat."""
    return tuple(map(flat, texts))


def _dose(table: DoseTable) -> Dose:
    rest_ms = milliseconds(table.rest_s)
    if table.hold_s is not UNSET:
        hold_ms = milliseconds(table.hold_s)
        return Hold(hold_ms=hold_ms, sets=table.sets, rest_ms=rest_ms)
    count = 1 if table.reps is UNSET else table.reps
    return Reps(count=count, sets=table.sets, rest_ms=rest_ms)


def _phase(table: PhaseTable) -> Phase:
    return Phase(
        name=flat(table.name),
        duration_ms=milliseconds(table.duration_s),
        breath=table.breath,
        say=flat(table.say),
        is_hold=table.hold,
    )


def _equipment(table: EquipmentTable) -> Equipment:
    return Equipment(
        item=table.item,
        required=table.required,
        note=flat(table.note),
        substitute=flat(table.substitute),
    )


def _provenance(table: ProvenanceTable) -> Provenance:
    return Provenance(
        name=table.name,
        dose=table.dose,
        execution=table.execution,
        tempo=table.tempo,
        note=flat(table.note),
        sources=all_flat(table.sources),
        note_to_user=flat(table.note_to_user),
    )


def _odd_in_move(file: MoveFile) -> Iterator[Problem]:
    yield from _odd_in_dose(file.dose)
    yield from _odd_in_phases(file)
    for tag in file.swaps:
        if tag not in file.skip_tags:
            yield Problem(("swaps", tag), "one of this move's skip_tags", shown(tag))
    provenance = file.provenance
    stands_in = Origin.STAND_IN in (provenance.name, provenance.execution)
    if stands_in and not provenance.note_to_user.strip():
        yield Problem(("provenance",), "a note_to_user, since this is a stand-in", "none")
    if file.side_mode is not SideMode.ONE_THEN_OTHER and file.side_change_s:
        yield Problem(
            ("side_change_s",), f"0 where side_mode is {file.side_mode}", f"{file.side_change_s:g}"
        )


def _odd_in_dose(dose: DoseTable) -> Iterator[Problem]:
    if (dose.reps is UNSET) == (dose.hold_s is UNSET):
        found = "neither" if dose.reps is UNSET else "both"
        yield Problem(("dose",), "either reps or hold_s", found)


def _odd_in_phases(file: MoveFile) -> Iterator[Problem]:
    holds = [index for index, phase in enumerate(file.phases) if phase.hold]
    is_hold = file.dose.hold_s is not UNSET
    if is_hold and len(holds) != 1:
        yield Problem(
            ("phases",),
            "one phase with hold = true, since the dose is hold_s",
            str(len(holds) or "none"),
        )
    if holds and not is_hold:
        place = ("phases", holds[0], "hold")
        yield Problem(place, "no hold, since the dose counts reps", "true")
    if is_hold and file.side_mode is SideMode.ALTERNATING:
        expected = "one_side_then_other or both, since the dose is hold_s"
        yield Problem(("side_mode",), expected, shown(file.side_mode))
    if is_hold and file.reverses:
        yield Problem(("reverses",), "false, since the dose is hold_s", "true")
    for index, phase in enumerate(file.phases):
        if phase.hold and phase.duration_s:
            expected = "nothing, since the dose says how long to hold"
            yield Problem(("phases", index, "duration_s"), expected, f"{phase.duration_s:g}")
        elif not phase.hold and milliseconds(phase.duration_s) == 0:
            expected = "a duration_s above 0"
            yield Problem(("phases", index), expected, f"{phase.duration_s:g}")
