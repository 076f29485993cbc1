# SPDX-License-Identifier: GPL-3.0-or-later
"""A programme's file: what it may hold, the programme it tells of, and all there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from msgspec import UNSET, Meta, UnsetType

from hipmob_desktop.content.mapping import flat, milliseconds
from hipmob_desktop.content.move_store import read_each, stamps
from hipmob_desktop.content.problems import Fault, Problem, near_word, shown
from hipmob_desktop.content.schema import Count, Few, HoldSeconds, Line, MaybeLine, Table
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.programme import (
    DAYS_OF_A_WEEK,
    DoseChange,
    Emphasis,
    Goal,
    PlannedSession,
    Programme,
    ProgrammeWeek,
    Slot,
    Variant,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from hipmob_desktop.content.problems import Place
    from hipmob_desktop.content.reader import Source
    from hipmob_desktop.core.routine import Routine

FOLDER = "programmes"

ProgrammeSlug = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9_]{1,48}$",
        description="Small letters, digits and underscores, 48 at most; the file's name.",
    ),
]


class ChangeTable(Table, frozen=True, kw_only=True):
    """What a session does otherwise with one move of its routine.

    `variant = "easier"` has the coach say the move's own text for an easier form.
    """

    move: Annotated[str, Meta(pattern=r"^[a-z0-9_]{1,64}$")]
    reps: Count | UnsetType = UNSET
    hold_s: HoldSeconds | UnsetType = UNSET
    sets: Few | UnsetType = UNSET
    variant: Variant = Variant.PLAIN


class SessionTable(Table, frozen=True, kw_only=True):
    """One session of a week: a routine on a day, or with `slot = "check"` the hip check.

    Sessions of one day are asked for one after the other, an hour or more apart.
    """

    day: Annotated[int, Meta(ge=1, le=DAYS_OF_A_WEEK)]
    slot: Slot = Slot.ANY
    routine: Annotated[str, Meta(pattern=r"^[a-z0-9_]{1,64}$")] | UnsetType = UNSET
    rounds: Few | UnsetType = UNSET
    changes: Annotated[tuple[ChangeTable, ...], Meta(max_length=200)] = ()
    optional: bool = False
    takes_emphasis: bool = False
    times_a_day: Annotated[int, Meta(ge=1, le=6)] = 1


class WeekTable(Table, frozen=True, kw_only=True):
    """One week. `theme` is shown, `say` is shown and said."""

    theme: Line
    say: MaybeLine = ""
    sessions: Annotated[tuple[SessionTable, ...], Meta(min_length=1, max_length=60)]


class ProgrammeFile(Table, frozen=True, kw_only=True):
    """One programme, as `programmes/<id>.toml` holds it.

    `for_whom` and `not_for` finish sentences that begin with "For" and "Not for". `emphasis`
    is the kind of routine that the hip check puts into a session with `takes_emphasis`.
    """

    title: Line
    weeks: Annotated[tuple[WeekTable, ...], Meta(min_length=1, max_length=26)]
    id: ProgrammeSlug | UnsetType = UNSET
    goal: Goal = Goal.ANY
    for_whom: MaybeLine = ""
    not_for: MaybeLine = ""
    days: MaybeLine = ""
    needs: tuple[Line, ...] = ()
    principles: tuple[Line, ...] = ()
    after: MaybeLine = ""
    emphasis: Emphasis = Emphasis.REST_DAY


@dataclass(frozen=True, slots=True)
class Programmes:
    """All programmes there are, by their titles, and a line on each file that cannot be used."""

    found: tuple[Programme, ...]
    faults: tuple[Fault, ...]
    paths: dict[str, Path]

    def of(self, id_: str) -> Programme | None:
        """The programme with this id, or None."""
        return next((one for one in self.found if one.id == id_), None)


def load_programmes(
    folders: Sequence[Path], routine_of: Callable[[str], Routine | None]
) -> Programmes:
    """Read `programmes/*.toml` below each of `folders`; an id belongs to the first that has it.

    `routine_of` gives a routine by its id, or None where there is none. Never raises.
    """
    faults: list[Fault] = []
    found, sources = read_each(
        stamps(folders, FOLDER, faults), lambda source: read_programme(source, routine_of), faults
    )
    paths = {id_: source.path for id_, source in sources.items()}
    ordered = sorted(found.values(), key=lambda one: (one.title.casefold(), one.id))
    return Programmes(tuple(ordered), tuple(faults), paths)


def means_a_programme(table: dict[str, Any]) -> bool:
    """Whether a TOML table looks like a programme: nothing else has weeks."""
    return "weeks" in table


def read_programme(source: Source, routine_of: Callable[[str], Routine | None]) -> Programme:
    """The programme in `source`.

    Raises:
        ContentError: The file cannot be used, or it names a routine or a move there is not.
    """
    file = source.read_as(ProgrammeFile)
    wrong: list[Problem] = []
    weeks = []
    for index, week in enumerate(file.weeks):
        place: Place = ("weeks", index, "sessions")
        for number, session in enumerate(week.sessions):
            wrong.extend(_odd_in_session((*place, number), session, routine_of))
        sessions = tuple(map(_session, week.sessions))
        weeks.append(ProgrammeWeek(theme=flat(week.theme), say=flat(week.say), sessions=sessions))
    source.refuse(wrong)
    return Programme(
        id=source.slug if file.id is UNSET else file.id,
        title=flat(file.title),
        goal=file.goal,
        for_whom=flat(file.for_whom),
        not_for=flat(file.not_for),
        days=flat(file.days),
        needs=tuple(map(flat, file.needs)),
        principles=tuple(map(flat, file.principles)),
        after=flat(file.after),
        emphasis=file.emphasis,
        weeks=tuple(weeks),
    )


def _session(table: SessionTable) -> PlannedSession:
    return PlannedSession(
        day=table.day,
        slot=table.slot,
        routine="" if table.routine is UNSET else table.routine,
        rounds=None if table.rounds is UNSET else table.rounds,
        changes=tuple(map(_change, table.changes)),
        is_optional=table.optional,
        takes_emphasis=table.takes_emphasis,
        times_a_day=table.times_a_day,
    )


def _change(table: ChangeTable) -> DoseChange:
    return DoseChange(
        move=table.move,
        reps=None if table.reps is UNSET else table.reps,
        hold_ms=None if table.hold_s is UNSET else milliseconds(table.hold_s),
        sets=None if table.sets is UNSET else table.sets,
        variant=table.variant,
    )


def _odd_in_session(
    place: Place, table: SessionTable, routine_of: Callable[[str], Routine | None]
) -> Iterator[Problem]:
    if table.slot is Slot.CHECK:
        if table.routine is not UNSET:
            found = shown(table.routine)
            yield Problem((*place, "routine"), "none, since it is the hip check", found)
        return
    if table.routine is UNSET:
        yield Problem((*place, "routine"), "the id of a routine", "none")
        return
    routine = routine_of(table.routine)
    if routine is None:
        yield Problem((*place, "routine"), "the id of a routine", shown(table.routine))
        return
    for index, change in enumerate(table.changes):
        yield from _odd_in_change((*place, "changes", index), change, routine)


def _odd_in_change(place: Place, change: ChangeTable, routine: Routine) -> Iterator[Problem]:
    items = {item.move.id: item for item in routine.items}
    item = items.get(change.move)
    if item is None:
        hint = near_word(change.move, items)
        expected = f"the id of a move of {routine.id}"
        yield Problem((*place, "move"), expected, shown(change.move), hint)
        return
    if isinstance(item.dose, Reps) and change.hold_s is not UNSET:
        expected = f"reps, since {change.move} is counted"
        yield Problem((*place, "hold_s"), expected, f"{change.hold_s:g} seconds")
    if isinstance(item.dose, Hold) and change.reps is not UNSET:
        expected = f"seconds, since {change.move} is held"
        yield Problem((*place, "reps"), expected, f"{change.reps} reps")
    if change.variant is Variant.EASIER and not item.move.easier:
        expected = f"{shown(Variant.PLAIN.value)}, since {change.move} has no easier form"
        yield Problem((*place, "variant"), expected, shown(change.variant.value))
