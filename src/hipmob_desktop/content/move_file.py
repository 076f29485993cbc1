# SPDX-License-Identifier: GPL-3.0-or-later
"""A move's file to a move and back, with what the types of the format cannot check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType

from hipmob_desktop.content.mapping import (
    Field,
    Mapping,
    flat,
    lists_of_texts,
    milliseconds,
    same,
    seconds,
    table,
    tables,
    texts,
    times,
)
from hipmob_desktop.content.problems import Problem, shown
from hipmob_desktop.content.schema import (
    DoseTable,
    EquipmentTable,
    MoveFile,
    PhaseTable,
    ProvenanceTable,
    SetupTable,
    SideVoiceTable,
    VoiceTable,
)
from hipmob_desktop.core.enums import Origin, SideMode
from hipmob_desktop.core.move import (
    Dose,
    Equipment,
    Hold,
    Move,
    MoveVoice,
    Phase,
    Provenance,
    Reps,
    Setup,
    SideWords,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.enums import SkipTag


def _dose_from(table: DoseTable) -> Dose:
    rest_ms = milliseconds(table.rest_s)
    if table.hold_s is not UNSET:
        return Hold(hold_ms=milliseconds(table.hold_s), sets=table.sets, rest_ms=rest_ms)
    count = 1 if table.reps is UNSET else table.reps
    return Reps(count=count, sets=table.sets, rest_ms=rest_ms)


def dose_table(dose: Dose) -> DoseTable:
    """How a file says `dose`."""
    rest_s = seconds(dose.rest_ms)
    if isinstance(dose, Hold):
        return DoseTable(hold_s=seconds(dose.hold_ms), sets=dose.sets, rest_s=rest_s)
    return DoseTable(reps=dose.count, sets=dose.sets, rest_s=rest_s)


def _swaps_from(table: dict[SkipTag, str]) -> tuple[tuple[SkipTag, str], ...]:
    return tuple(table.items())


def _figure_from(id_: str | UnsetType) -> str:
    return "" if id_ is UNSET else id_


def _figure_told(id_: str) -> str | UnsetType:
    return id_ or UNSET


def _voice_from(table: VoiceTable) -> MoveVoice:
    def side(own: SideVoiceTable) -> SideWords:
        return SideWords(
            **{key: flat(getattr(own, key) or getattr(table, key)) for key in _VOICE_KEYS}
        )

    return MoveVoice(left=side(table.left), right=side(table.right))


def _voice_table(voice: MoveVoice) -> VoiceTable:
    """What is the same for both sides stands once."""
    sides = {key: (getattr(voice.left, key), getattr(voice.right, key)) for key in _VOICE_KEYS}
    same = {key: left for key, (left, right) in sides.items() if left == right}
    other = [key for key in _VOICE_KEYS if key not in same]
    return VoiceTable(
        **same,
        left=SideVoiceTable(**{key: sides[key][0] for key in other}),
        right=SideVoiceTable(**{key: sides[key][1] for key in other}),
    )


_VOICE_KEYS = SideVoiceTable.__struct_fields__
PHASES = Mapping(
    PhaseTable,
    Phase,
    texts("name", "say", "lead"),
    same("breath"),
    times("duration"),
    (Field("hold", "is_hold", bool, bool),),
)
SETUPS = Mapping(SetupTable, Setup, texts("text", "left", "right"))
EQUIPMENT = Mapping(
    EquipmentTable, Equipment, same("item", "required"), texts("note", "substitute")
)
PROVENANCES = Mapping(
    ProvenanceTable,
    Provenance,
    same("name", "dose", "execution", "tempo"),
    texts("note", "note_to_user"),
    lists_of_texts("sources"),
)
MOVES = Mapping(
    MoveFile,
    Move,
    same("id", "position", "side_mode", "intents", "reverses", "skip_tags"),
    texts("name", "short_name", "easier", "harder", "joint_motion", "works", "credit"),
    lists_of_texts("aka", "cues", "mistakes"),
    times("side_change"),
    table("setup", SETUPS),
    (Field("voice", "voice", _voice_from, _voice_table),),
    table("provenance", PROVENANCES),
    tables("phases", PHASES),
    tables("equipment", EQUIPMENT),
    (
        Field("dose", "dose", _dose_from, dose_table),
        Field("swaps", "swaps", _swaps_from, dict),
        Field("figure", "figure", _figure_from, _figure_told),
    ),
)


def move_from_file(file: MoveFile, wrong: list[Problem]) -> Move:
    """The move that `file` tells of; no good if `wrong` has grown."""
    wrong.extend(_odd_in_move(file))
    spoken = file.name if file.spoken_name is UNSET else file.spoken_name
    return MOVES.read(file, spoken_name=flat(spoken))


def move_to_file(move: Move) -> MoveFile:
    """The file that tells of `move`."""
    spoken = UNSET if move.spoken_name == move.name else move.spoken_name
    return MOVES.write(move, spoken_name=spoken)


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
