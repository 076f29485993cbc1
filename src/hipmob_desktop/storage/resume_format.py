# SPDX-License-Identifier: GPL-3.0-or-later
"""A resume point as the table that its file holds, and back; it is checked by its types.

Not imported before a point is read or written: a start waits for nothing here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct, structs

from hipmob_desktop.core.enums import Counting, SegmentKind, Side, SkipTag, VoiceLevel
from hipmob_desktop.core.events import HurtMarked
from hipmob_desktop.core.fit import Fit, FittedItem
from hipmob_desktop.core.plan import Stint
from hipmob_desktop.core.preferences import Coaching, PlanOptions
from hipmob_desktop.core.resume import Place, ResumePoint, SessionSource, Work

MOST_REPS = 10_000
MOST_SETS = 20
LATEST_MS = 10**15
"""Some 30,000 years after 1970: a larger number is no time that a session was at."""

Whole = Annotated[int, Meta(ge=0, le=LATEST_MS)]
Pace = Annotated[float, Meta(gt=0, le=100)]
Felt = Annotated[int, Meta(ge=0, le=10)]


class Row(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What stands in a list, without names: there may be hundreds of them."""


class WorkRow(Row, frozen=True):
    """What the plan asked of one side in one set; older files end after the phases."""

    item: Whole
    set_number: Whole
    side: Side
    reps: Annotated[int, Meta(ge=0, le=MOST_REPS)]
    phases_ms: tuple[Whole, ...]
    move_id: str = ""
    held_ms: Whole = 0
    pace: Pace = 1.0
    is_hold: bool = False


class DoneRow(Row, frozen=True):
    """The reps of one side in one set that were done."""

    item: Whole
    set_number: Whole
    side: Side
    reps: tuple[Whole, ...]


class HurtRow(Row, frozen=True):
    """A side of a move that hurt."""

    move_id: str
    side: Side
    item: Whole | None


class FittedRow(Row, frozen=True):
    """How one item of a routine that was fitted to the time is done."""

    number: Whole
    sets: Annotated[int, Meta(ge=1, le=MOST_SETS)]
    left: Annotated[int, Meta(ge=1, le=LATEST_MS)]
    right: Annotated[int, Meta(ge=1, le=LATEST_MS)]


class FitTable(Struct, frozen=True, kw_only=True):
    """How a routine was fitted to the time there was."""

    minutes: Whole
    rounds: Annotated[int, Meta(ge=1, le=MOST_SETS)]
    laps: tuple[Annotated[int, Meta(ge=1, le=MOST_SETS)], ...]
    items: Annotated[tuple[FittedRow, ...], Meta(min_length=1)]


class PlaceTable(Struct, frozen=True, kw_only=True):
    """Where the session stood."""

    kind: SegmentKind
    item: Whole
    move_id: str
    side: Side
    set_number: Whole
    rep: Whole
    into_ms: Whole
    duration_ms: Whole


class OptionsTable(Struct, frozen=True, kw_only=True):
    """What shaped its plan."""

    pace: Pace
    first_side: Side
    move_paces: tuple[tuple[str, Pace], ...]
    level: VoiceLevel
    counting: Counting
    breath_words: bool
    chimes: bool


class PointTable(Struct, frozen=True, kw_only=True):
    """All that the file holds, but for its version."""

    routine: str
    fingerprint: str
    skip_tags: frozenset[SkipTag]
    started_at_ms: Whole
    title: str = ""
    options: OptionsTable
    place: PlaceTable
    position_ms: Whole
    total_ms: Whole
    work: tuple[WorkRow, ...]
    done: tuple[DoneRow, ...]
    hurts: tuple[HurtRow, ...]
    played_ms: Whole
    saved_at_ms: Whole
    stand_ins: tuple[tuple[str, str], ...] = ()
    felt_before: Felt | None = None
    fit: FitTable | None = None


def table_of(point: ResumePoint) -> dict[str, Any]:
    """`point` as JSON can hold it."""
    source, options = point.source, point.source.options
    table = PointTable(
        routine=source.routine,
        fingerprint=source.fingerprint,
        skip_tags=source.skip_tags,
        started_at_ms=source.started_at_ms,
        title=source.title,
        options=OptionsTable(
            pace=options.pace,
            first_side=options.first_side,
            move_paces=options.move_paces,
            **asdict(options.coaching),
        ),
        place=PlaceTable(**asdict(point.place)),
        position_ms=point.position_ms,
        total_ms=point.total_ms,
        work=tuple(WorkRow(**asdict(work)) for work in point.work),
        done=_rows_of(point.done),
        hurts=tuple(HurtRow(**asdict(hurt)) for hurt in point.hurts),
        played_ms=point.played_ms,
        saved_at_ms=point.saved_at_ms,
        stand_ins=source.stand_ins,
        felt_before=source.felt_before,
        fit=None if source.fit is None else _fit_table(source.fit),
    )
    told: dict[str, Any] = msgspec.to_builtins(table, order="deterministic")
    return told


def point_of(table: dict[str, Any]) -> ResumePoint:
    """The point that `table` was made of.

    Raises:
        ValueError: It was made of none.
    """
    told = msgspec.convert(table, PointTable)
    options = structs.asdict(told.options)
    shape = {name: options.pop(name) for name in ("pace", "first_side", "move_paces")}
    return ResumePoint(
        source=SessionSource(
            routine=told.routine,
            fingerprint=told.fingerprint,
            skip_tags=told.skip_tags,
            options=PlanOptions(**shape, coaching=Coaching(**options)),
            started_at_ms=told.started_at_ms,
            title=told.title,
            stand_ins=told.stand_ins,
            felt_before=told.felt_before,
            fit=None if told.fit is None else _fit_of(told.fit),
        ),
        place=Place(**structs.asdict(told.place)),
        position_ms=told.position_ms,
        total_ms=told.total_ms,
        work=tuple(Work(**structs.asdict(work)) for work in told.work),
        done=frozenset(
            Stint(row.item, row.set_number, row.side, rep) for row in told.done for rep in row.reps
        ),
        hurts=tuple(HurtMarked(**structs.asdict(hurt)) for hurt in told.hurts),
        played_ms=told.played_ms,
        saved_at_ms=told.saved_at_ms,
    )


def _fit_table(fit: Fit) -> FitTable:
    rows = tuple(FittedRow(**asdict(each)) for each in fit.items)
    return FitTable(minutes=fit.minutes, rounds=fit.rounds, laps=fit.laps, items=rows)


def _fit_of(told: FitTable) -> Fit:
    items = tuple(FittedItem(**structs.asdict(row)) for row in told.items)
    return Fit(minutes=told.minutes, rounds=told.rounds, laps=told.laps, items=items)


def _rows_of(done: frozenset[Stint]) -> tuple[DoneRow, ...]:
    reps: dict[tuple[int, int, Side], list[int]] = defaultdict(list)
    for stint in done:
        reps[stint.item, stint.set_number, stint.side].append(stint.rep)
    return tuple(DoneRow(*key, tuple(sorted(each))) for key, each in sorted(reps.items()))
