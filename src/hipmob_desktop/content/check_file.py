# SPDX-License-Identifier: GPL-3.0-or-later
"""A file of the hip check: what it may hold, the test that it tells of, and all there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from msgspec import UNSET, Meta, UnsetType

from hipmob_desktop.content.mapping import (
    Mapping,
    flat,
    lists_of_texts,
    milliseconds,
    same,
    texts,
)
from hipmob_desktop.content.move_store import read_each, stamps
from hipmob_desktop.content.problems import Fault, Problem, near_word, shown
from hipmob_desktop.content.reader import Source
from hipmob_desktop.content.schema import Line, MaybeLine, MaybeWords, Slug, Table
from hipmob_desktop.core.enums import Position, SkipTag
from hipmob_desktop.core.hip_check import (
    Better,
    Direction,
    HipTest,
    Levels,
    ScriptLine,
    Study,
    Unit,
    Where,
)
from hipmob_desktop.core.hip_check_report import CheckWords
from hipmob_desktop.core.programme import Emphasis

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path
    from typing import Any

FOLDER = "checks"
CALL_EVERY_S = 5
_Number = Annotated[float, Meta(ge=0, le=600)]


class ScriptTable(Table, frozen=True, kw_only=True):
    """`say` with `wait_s` of quiet after it; or `count_s` with `calls`, one each five seconds."""

    say: MaybeLine = ""
    wait_s: Annotated[float, Meta(ge=0, le=120)] = 0.0
    count_s: Annotated[int, Meta(ge=5, le=300)] | UnsetType = UNSET
    calls: Annotated[tuple[Line, ...], Meta(max_length=60)] = ()


class LimitsTable(Table, frozen=True, kw_only=True):
    """What a change, and a difference between sides, must exceed; left out: neither is told."""

    change: _Number | UnsetType = UNSET
    side: _Number | UnsetType = UNSET
    basis: MaybeWords = ""


class LevelsTable(Table, frozen=True, kw_only=True):
    """Where a number is low, or in the middle."""

    low_below: _Number | UnsetType = UNSET
    low_above: _Number | UnsetType = UNSET
    mid_below: _Number | UnsetType = UNSET
    low_angle_below_deg: Annotated[float, Meta(ge=0, le=90)] | UnsetType = UNSET
    note: MaybeWords = ""


class StudyTable(Table, frozen=True, kw_only=True):
    """What was published of this test or of one like it."""

    text: Line
    sources: tuple[Line, ...] = ()


class TypicalTable(Table, frozen=True, kw_only=True):
    """What others reach: context, never a verdict."""

    text: MaybeWords = ""
    sources: tuple[Line, ...] = ()


class DirectionTable(Table, frozen=True, kw_only=True):
    """What to do more of, going by this test."""

    id: Slug
    name: Line
    say: Line
    moves: Annotated[tuple[Slug, ...], Meta(min_length=1, max_length=40)]
    routines: dict[Emphasis, Slug] = {}  # noqa: RUF012 - msgspec makes a new one each time
    why: MaybeWords = ""
    grade: MaybeLine = ""
    sources: tuple[Line, ...] = ()


class CheckFile(Table, frozen=True, kw_only=True):
    """One test of the hip check, as `checks/<id>.toml` holds it.

    `first_side` and `second_side` are what is said for each side; `{side}` and `{other}` become
    the words for the sides. A test counts seconds or measures centimetres, as `unit` says.
    """

    id: Slug
    title: Line
    position: Position
    unit: Unit
    most: Annotated[int, Meta(ge=1, le=600)]
    first_side: Annotated[tuple[ScriptTable, ...], Meta(min_length=1, max_length=30)]
    second_side: Annotated[tuple[ScriptTable, ...], Meta(min_length=1, max_length=30)]
    spoken_name: Line | UnsetType = UNSET
    order: Annotated[int, Meta(ge=0, le=1_000_000)] = 1000
    optional: bool = False
    shows: MaybeLine = ""
    does_not_show: MaybeLine = ""
    needs: tuple[Line, ...] = ()
    floor: MaybeLine = ""
    step: Annotated[int, Meta(ge=1, le=60)] = 1
    least: Annotated[int, Meta(ge=0, le=600)] = 0
    better: Better = Better.HIGHER
    measured: MaybeLine = ""
    value_rule: MaybeLine = ""
    explain: tuple[Line, ...] = ()
    end_early: tuple[Line, ...] = ()
    errors: tuple[Line, ...] = ()
    skip_tags: tuple[SkipTag, ...] = ()
    caution_tags: tuple[SkipTag, ...] = ()
    setup: Annotated[tuple[ScriptTable, ...], Meta(max_length=30)] = ()
    between: Annotated[tuple[ScriptTable, ...], Meta(max_length=30)] = ()
    limits: LimitsTable = LimitsTable()
    levels: LevelsTable = LevelsTable()
    studied: MaybeWords = ""
    studies: tuple[StudyTable, ...] = ()
    typical: TypicalTable = TypicalTable()
    hurt_tags: dict[Where, SkipTag] = {}  # noqa: RUF012 - msgspec makes a new one each time
    direction: DirectionTable | UnsetType = UNSET


TESTS = Mapping(
    CheckFile,
    HipTest,
    same("id", "order", "position", "unit", "step", "least", "most", "better"),
    same("skip_tags", "caution_tags", "hurt_tags"),
    texts("title", "shows", "does_not_show", "measured", "value_rule", "studied"),
    lists_of_texts("needs", "explain", "end_early", "errors"),
)


@dataclass(frozen=True, slots=True)
class HipTests:
    """All tests there are in their order, and a line on each file that cannot be used."""

    found: tuple[HipTest, ...]
    faults: tuple[Fault, ...]
    paths: dict[str, Path]


def load_check_words(path: Path) -> CheckWords:
    """What the check says and asks.

    Raises:
        ContentError: The file cannot be used.
    """
    return Source.at(path).read_as(CheckWords)


def load_tests(folders: Sequence[Path], moves: Collection[str]) -> HipTests:
    """Read `checks/*.toml` below each of `folders`; an id belongs to the first that has it.

    `moves` are the ids of all moves. Never raises.
    """
    faults: list[Fault] = []
    found, sources = read_each(
        stamps(folders, FOLDER, faults), lambda source: read_test(source, moves), faults
    )
    paths = {id_: source.path for id_, source in sources.items()}
    ordered = sorted(found.values(), key=lambda one: (one.order, one.id))
    return HipTests(tuple(ordered), tuple(faults), paths)


def means_a_test(table: dict[str, Any]) -> bool:
    """Whether a TOML table looks like a test: nothing else has a script for each side."""
    return "first_side" in table


def read_test(source: Source, moves: Collection[str]) -> HipTest:
    """The test in `source`.

    Raises:
        ContentError: The file cannot be used, or it names a move there is not.
    """
    file = source.read_as(CheckFile)
    source.refuse(_odd(file, moves))
    limits = file.limits
    return TESTS.read(
        file,
        spoken_name=flat(file.title if file.spoken_name is UNSET else file.spoken_name),
        is_optional=file.optional,
        setup=_script(file.setup),
        first_side=_script(file.first_side),
        between=_script(file.between),
        second_side=_script(file.second_side),
        change_over=_number(limits.change),
        side_over=_number(limits.side),
        basis=flat(limits.basis),
        levels=_levels(file.levels),
        level_note=flat(file.levels.note),
        studies=tuple(Study(text=flat(one.text), sources=one.sources) for one in file.studies),
        typical=flat(file.typical.text),
        typical_sources=file.typical.sources,
        direction=None if file.direction is UNSET else _direction(file.direction),
    )


def _script(tables: tuple[ScriptTable, ...]) -> tuple[ScriptLine, ...]:
    return tuple(map(_line, tables))


def _levels(table: LevelsTable) -> Levels:
    return Levels(
        low_below=_number(table.low_below),
        low_above=_number(table.low_above),
        mid_below=_number(table.mid_below),
        low_angle_below_deg=_number(table.low_angle_below_deg),
    )


def _number(value: float | UnsetType) -> float | None:
    return None if value is UNSET else value


def _line(table: ScriptTable) -> ScriptLine:
    return ScriptLine(
        say=flat(table.say),
        wait_ms=milliseconds(table.wait_s),
        count_ms=0 if table.count_s is UNSET else 1000 * table.count_s,
        calls=table.calls,
    )


def _direction(table: DirectionTable) -> Direction:
    return Direction(
        id=table.id,
        name=flat(table.name),
        say=flat(table.say),
        moves=table.moves,
        routines=table.routines,
        why=flat(table.why),
        grade=flat(table.grade),
        sources=table.sources,
    )


def _odd(file: CheckFile, moves: Collection[str]) -> Iterator[Problem]:
    for key in ("setup", "first_side", "between", "second_side"):
        for index, line in enumerate(getattr(file, key)):
            yield from _odd_in_line((key, index), line)
    for key in ("first_side", "second_side"):
        counts = sum(line.count_s is not UNSET for line in getattr(file, key))
        wanted = 1 if file.unit is Unit.SECONDS else 0
        if counts != wanted:
            expected = f"{wanted} count, since it measures {file.unit.value}"
            yield Problem((key,), expected, str(counts))
    if file.direction is not UNSET:
        for index, move in enumerate(file.direction.moves):
            if move not in moves:
                hint = near_word(move, moves)
                place = ("direction", "moves", index)
                yield Problem(place, "the id of a move", shown(move), hint)


def _odd_in_line(place: tuple[str, int], line: ScriptTable) -> Iterator[Problem]:
    if line.count_s is UNSET:
        if not line.say:
            yield Problem((*place, "say"), "something to say, or a count", "neither")
        return
    wanted = line.count_s // CALL_EVERY_S
    if len(line.calls) != wanted:
        expected = f"{wanted} calls, one each {CALL_EVERY_S} seconds"
        yield Problem((*place, "calls"), expected, str(len(line.calls)))
