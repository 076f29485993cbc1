# SPDX-License-Identifier: GPL-3.0-or-later

"""The two file formats, move and routine, as types: the one place that says what a file may hold.

The JSON Schemas in `data/schema/` are generated from here, and so is every complaint
about a file. Seconds are floats as people write them; `build` makes milliseconds of them.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from hipmob_desktop.core.enums import (
    Breath,
    Intent,
    Item,
    Level,
    Origin,
    Position,
    SetsOrder,
    Side,
    SideMode,
    SkipTag,
    When,
)

# Control characters and direction overrides could rewrite a terminal's line; a blank text says
# nothing. Line breaks and tabs may stand in a text and are read as spaces.
_WILD = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
_TAME = rf"[^{_WILD}]*"
_SAYS_SOMETHING = rf"^{_TAME}[^\s{_WILD}]{_TAME}$"

Slug = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9_]{1,64}$",
        description="Small letters, digits and underscores, 64 at most; the file's name.",
    ),
]
Line = Annotated[str, Meta(max_length=200, pattern=_SAYS_SOMETHING)]
MaybeLine = Annotated[str, Meta(max_length=200, pattern=rf"^{_TAME}$")]
Words = Annotated[str, Meta(max_length=2000, pattern=_SAYS_SOMETHING)]
MaybeWords = Annotated[str, Meta(max_length=2000, pattern=rf"^{_TAME}$")]
PhaseSeconds = Annotated[float, Meta(ge=0, le=120)]
HoldSeconds = Annotated[float, Meta(ge=1, le=1800)]
RestSeconds = Annotated[float, Meta(ge=0, le=1800)]
Count = Annotated[int, Meta(ge=1, le=200)]
Few = Annotated[int, Meta(ge=1, le=20)]
Several = Annotated[int, Meta(ge=2, le=20)]
Number = Annotated[int, Meta(ge=1, le=200)]
Note = Annotated[str, Meta(max_length=500, pattern=rf"^{_TAME}$")]

FORMAT = 2
"""The newest format of a routine that this program knows; a file that names none is of 1."""


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A table of a file. A key that it does not know is a mistake, most often a typing one."""


class DoseTable(Table, frozen=True, kw_only=True):
    """How much: either `reps` on each side or `hold_s` on each side."""

    reps: Count | UnsetType = UNSET
    hold_s: HoldSeconds | UnsetType = UNSET
    sets: Few = 1
    rest_s: RestSeconds = 0.0


class PhaseTable(Table, frozen=True, kw_only=True):
    """A part of one rep. The phase with `hold = true` has no duration: the dose says it.

    `lead` is said in the reps that are led, after "breathe in" or "breathe out"; without it
    `say` is. `{side}` and `{other}` in either become the words for the sides.
    """

    name: Line
    breath: Breath
    say: Line
    lead: MaybeLine = ""
    duration_s: PhaseSeconds = 0.0
    hold: bool = False


class SetupTable(Table, frozen=True, kw_only=True):
    """How to get into the move: to read, and to say before the left and the right leg work."""

    text: Words
    left: Line
    right: Line


class SideVoiceTable(Table, frozen=True, kw_only=True):
    """What the coach says of a move when one side works; what is left out is not said.

    `settle`: more of the position. `how`: what moves, and which way. `again`: the same in a few
    words for the second side, `over`: how to get over to it. `feel`: where. `leave`: how to come
    out.
    """

    settle: MaybeLine = ""
    how: MaybeLine = ""
    again: MaybeLine = ""
    over: MaybeLine = ""
    feel: MaybeLine = ""
    leave: MaybeLine = ""


class VoiceTable(SideVoiceTable, frozen=True, kw_only=True):
    """The same for both sides; `left` and `right` hold what differs between them."""

    left: SideVoiceTable = SideVoiceTable()
    right: SideVoiceTable = SideVoiceTable()


class EquipmentTable(Table, frozen=True, kw_only=True):
    """A thing the move is done with."""

    item: Item
    required: bool = True
    note: MaybeWords = ""
    substitute: MaybeWords = ""


class ProvenanceTable(Table, frozen=True, kw_only=True):
    """What comes from where."""

    name: Origin
    dose: Origin
    execution: Origin
    tempo: Origin
    note: MaybeWords = ""
    sources: tuple[Line, ...] = ()
    note_to_user: MaybeWords = ""


class MoveFile(Table, frozen=True, kw_only=True):
    """One move, as `moves/<id>.toml` holds it.

    `figure` is the id of the move whose figure it is shown by, in place of one of its own.
    """

    id: Slug
    name: Line
    position: Position
    side_mode: SideMode
    dose: DoseTable
    phases: Annotated[tuple[PhaseTable, ...], Meta(min_length=1, max_length=12)]
    setup: SetupTable
    provenance: ProvenanceTable
    voice: VoiceTable = VoiceTable()
    spoken_name: Line | UnsetType = UNSET
    short_name: MaybeLine = ""
    aka: tuple[Line, ...] = ()
    intents: tuple[Intent, ...] = ()
    side_change_s: Annotated[float, Meta(ge=0, le=120)] = 0.0
    reverses: bool = False
    cues: tuple[Line, ...] = ()
    mistakes: tuple[Line, ...] = ()
    easier: MaybeWords = ""
    harder: MaybeWords = ""
    skip_tags: tuple[SkipTag, ...] = ()
    swaps: dict[SkipTag, Slug] = {}
    equipment: tuple[EquipmentTable, ...] = ()
    joint_motion: MaybeWords = ""
    works: MaybeWords = ""
    credit: MaybeWords = ""
    figure: Slug | UnsetType = UNSET


class ItemTable(Table, frozen=True, kw_only=True):
    """A move at its place in a routine; what is left out is the move's own dose.

    `side`: the one that works, or both. `reps_left` and `reps_right`, or `hold_s_left` and
    `hold_s_right`, stand in place of `reps` or `hold_s` where the sides are uneven. `sets_order`:
    change sides after each of the `sets`, or do all of a side `together`. `rest_s` is a rest
    two sets, `rest_sides_s` one between the sides, `rest_after_s` one before the next
    move.
    `note` is said and shown before the move, `cue` on the way into it and while it is done.
    `optional`: it may be left out where time is short.
    """

    move: Slug
    side: Side = Side.BOTH
    reps: Count | UnsetType = UNSET
    reps_left: Count | UnsetType = UNSET
    reps_right: Count | UnsetType = UNSET
    hold_s: HoldSeconds | UnsetType = UNSET
    hold_s_left: HoldSeconds | UnsetType = UNSET
    hold_s_right: HoldSeconds | UnsetType = UNSET
    sets: Few | UnsetType = UNSET
    sets_order: SetsOrder = SetsOrder.SIDES
    rest_s: RestSeconds | UnsetType = UNSET
    rest_sides_s: RestSeconds = 0
    rest_after_s: RestSeconds | UnsetType = UNSET
    note: Note = ""
    cue: MaybeLine = ""
    optional: bool = False


class CircuitTable(Table, frozen=True, kw_only=True):
    """Some of a routine's moves that are done several times in a row.

    `first` and `last` are their numbers, counted from 1; `rest_s` is a rest between two rounds.
    """

    first: Number
    last: Number
    rounds: Several
    rest_s: RestSeconds = 30.0


class RoutineFile(Table, frozen=True, kw_only=True):
    """One routine, as `routines/<id>.toml` holds it.

    Its moves stand in `items` or, in short, in `moves` as lines like "Couch stretch 30 s".
    `included_moves` are moves that the file brings with it; they serve this routine only.
    `order` sorts the list of routines: small numbers first, equal ones by title. `picture` is
    the id of the move that the list shows it by; without one the library chooses.
    `circuits` are runs of moves with rounds of their own, `rest_between_s` is a rest between two
    moves. `how_often` says how often to do it, `until` is its last day, `pain` says how much pain
    is all right. `format` is the version that the file is written in.
    """

    format: Annotated[int, Meta(ge=1, le=FORMAT)] = 1
    title: Line
    id: Slug | UnsetType = UNSET
    items: Annotated[tuple[ItemTable, ...], Meta(min_length=1, max_length=200)] | UnsetType = UNSET
    moves: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=200)] | UnsetType = UNSET
    included_moves: Annotated[tuple[MoveFile, ...], Meta(max_length=200)] = ()
    summary: MaybeWords = ""
    why: MaybeWords = ""
    goals: tuple[Intent, ...] = ()
    when: tuple[When, ...] = (When.ANY,)
    when_text: MaybeWords = ""
    level: Level = Level.STANDARD
    rounds: Few = 1
    round_rest_s: RestSeconds = 30.0
    get_ready_s: Annotated[float, Meta(ge=0, le=600)] = 10.0
    rest_between_s: RestSeconds = 0
    circuits: Annotated[tuple[CircuitTable, ...], Meta(max_length=100)] = ()
    how_often: MaybeLine = ""
    until: date | UnsetType = UNSET
    pain: MaybeWords = ""
    credit: MaybeWords = ""
    origin: MaybeWords = ""
    sources: tuple[Line, ...] = ()
    order: Annotated[int, Meta(ge=0, le=1_000_000)] = 1000
    picture: MaybeLine = ""
