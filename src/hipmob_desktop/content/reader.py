# SPDX-License-Identifier: GPL-3.0-or-later
"""One file to one core value, or to all its faults."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from hipmob_desktop.content.library_cache import Entry
from hipmob_desktop.content.move_file import move_from_file
from hipmob_desktop.content.names import MoveNames, folded, slug_of
from hipmob_desktop.content.problems import ContentError, Fault, Problem, placed, shown
from hipmob_desktop.content.routine_file import of_newer_format, routine_from_file
from hipmob_desktop.content.schema import MoveFile, RoutineFile
from hipmob_desktop.content.toml_file import table_in, text_of
from hipmob_desktop.core.enums import Level, SetsOrder, Side, When
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.routine import Circuit, Routine, RoutineItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from hipmob_desktop.core.move import Dose, Move

MAX_FAULTS = 40
"""More than so many at once help nobody, and a hostile file could have a million."""

OWN_KEYS = "x_"
"""How keys begin that no format of ours will ever have."""

_FormatT = TypeVar("_FormatT")


def load_routine_file(path: Path, moves: Mapping[str, Move]) -> Routine:
    """The routine in `path`, with its moves taken from `moves`.

    Raises:
        ContentError: The file cannot be used.
    """
    routine, _ = read_routine(Source.at(path), MoveNames(moves))
    return routine


@dataclass(frozen=True)
class Source:
    """The text of one file, read once, so that what is checked is what is used."""

    path: Path
    text: str

    @classmethod
    def at(cls, path: Path) -> Source:
        """What `path` holds now.

        Raises:
            ContentError: It cannot be read as text.
        """
        return cls(path, text_of(path))

    @property
    def slug(self) -> str:
        """The id that the file's name gives."""
        return slug_of(self.path)

    @cached_property
    def table(self) -> dict[str, Any]:
        """The text as TOML, read once.

        Raises:
            ContentError: It is not TOML.
        """
        return table_in(self.path, self.text)

    def read_as(self, wanted: type[_FormatT]) -> _FormatT:
        """The table as the type that its format is; keys of the person's own are passed over.

        Raises:
            ContentError: It is not TOML, or not in that format: with all that is wrong.
        """
        try:
            return msgspec.convert(self.table, wanted)
        except msgspec.ValidationError:
            table = without_own_keys(self.table)
        try:
            return msgspec.convert(table, wanted)
        except msgspec.ValidationError as error:
            # Only a bad file pays for the import of what explains it.
            from hipmob_desktop.content.diagnose import problems_in

            self.refuse(problems_in(table, wanted))
            expected = "what its format allows"
            raise ContentError(self.faults([Problem((), expected, str(error))])) from None

    def faults(self, wrong: Iterable[Problem]) -> Iterator[Fault]:
        """Each problem with the file and the line that it stands on."""
        from hipmob_desktop.content.toml_lines import Lines

        lines = Lines(self.text)
        for one in wrong:
            line = lines.line_of(one.place)
            name = str(self.path)
            yield Fault(name, line, placed(one.place), one.expected, one.found, one.hint)

    def refuse(self, wrong: Iterable[Problem]) -> None:
        """Does nothing if nothing is wrong.

        Raises:
            ContentError: With a fault for each problem, up to `MAX_FAULTS`.
        """
        if wrong := list(islice(wrong, MAX_FAULTS)):
            raise ContentError(self.faults(wrong))


def without_own_keys(value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    """The same without keys that begin with `x_`: they are for whoever wrote the file."""
    if isinstance(value, dict):
        return {
            key: without_own_keys(each)
            for key, each in value.items()
            if not key.startswith(OWN_KEYS)
        }
    return [without_own_keys(each) for each in value] if isinstance(value, list) else value


def read_move(source: Source) -> Move:
    """The move in `source`.

    Raises:
        ContentError: The file cannot be used.
    """
    if means_a_routine(source.table):
        source.refuse([Problem((), "a move", "a routine", "it belongs in the folder routines")])
    wrong: list[Problem] = []
    move = move_from_file(source.read_as(MoveFile), wrong)
    source.refuse(wrong)
    return move


def read_routine(source: Source, names: MoveNames) -> tuple[Routine, int]:
    """The routine in `source` and its order in the list.

    Raises:
        ContentError: The file cannot be used, or it names a move that is not in `names`.
    """
    if means_a_move(source.table):
        hint = "`add` puts it where routines find it, to be named in one of them"
        source.refuse([Problem((), "a routine", "a move", hint)])
    source.refuse(of_newer_format(source.table))
    file = source.read_as(RoutineFile)
    wrong: list[Problem] = []
    routine = routine_from_file(file, source.slug, names, wrong)
    source.refuse(wrong)
    return routine, file.order


def entry_of(
    routine: Routine, path: Path, *, order: int, is_own: bool, moves: Mapping[str, Move]
) -> Entry:
    """The entry for `routine`, which was read from `path` with these `moves` to choose from."""
    # Figures are read by this module, too, and need no plan.
    from hipmob_desktop.core.lengths import guessed_ms
    from hipmob_desktop.core.plan_builder import nominal_ms

    move_names = tuple(dict.fromkeys(item.move.name for item in routine.items))
    return Entry(
        id=routine.id,
        title=routine.title,
        summary=routine.summary,
        goals=routine.goals,
        when=routine.when,
        level=routine.level,
        equipment=routine.equipment,
        move_names=move_names,
        total_ms=guessed_ms(nominal_ms(routine), routine.turns),
        credit=routine.credit,
        stand_ins=tuple(move.name for move in routine.stand_ins),
        is_own=is_own,
        order=order,
        path=str(path),
        search_text=_search_text(routine, move_names),
        shape=_shape(routine, moves),
        picture=routine.picture,
    )


def _shape(routine: Routine, moves: Mapping[str, Move]) -> str:
    """All that the length of `routine` depends on, where its moves are to be found in `moves`."""
    if any(moves.get(item.move.id) is not item.move for item in routine.items):
        return ""
    shape = (
        routine.get_ready_ms,
        routine.rounds,
        routine.round_rest_ms,
        routine.rest_between_ms,
        routine.pain,
        routine.when,
        list(map(astuple, routine.circuits)),
        list(map(_row_of, routine.items)),
    )
    return json.dumps(shape, separators=(",", ":"))


def _row_of(item: RoutineItem) -> tuple[object, ...]:
    """An item for JSON: its move and dose, and how it is done beside that if it is said."""
    dose = item.dose
    row = (item.move.id, isinstance(dose, Hold), _amount(dose), dose.sets, dose.rest_ms)
    more = _HOW(item)
    return (*row, *more) if more != _AS_USUAL else row


def _amount(dose: Dose) -> int:
    return dose.hold_ms if isinstance(dose, Hold) else dose.count


def routine_of(shape: str, moves: Mapping[str, Move]) -> Routine:
    """A routine of the `shape` of an entry, good for measuring and for nothing else.

    Raises:
        KeyError: One of its moves is not in `moves`.
    """
    ready_ms, rounds, round_rest_ms, between_ms, pain, when, circuits, items = json.loads(shape)
    return Routine(
        id="",
        title="",
        summary="",
        goals=(),
        when=tuple(map(When, when)),
        when_text="",
        why="",
        level=Level.STANDARD,
        items=tuple(_item_of(row, moves) for row in items),
        rounds=rounds,
        round_rest_ms=round_rest_ms,
        get_ready_ms=ready_ms,
        credit="",
        origin="",
        sources=(),
        circuits=tuple(
            Circuit(first=first, last=last, rounds=times, rest_ms=rest_ms)
            for first, last, times, rest_ms in circuits
        ),
        rest_between_ms=between_ms,
        pain=pain,
    )


def _item_of(row: list[Any], moves: Mapping[str, Move]) -> RoutineItem:
    move, is_hold, amount, sets, rest_ms, *more = row
    dose = _dose_of(is_hold, amount, sets, rest_ms)
    side, right, order, rest_sides_ms, rest_after_ms, note, cue = more or _AS_USUAL
    return RoutineItem(
        move=moves[move],
        dose=dose,
        side=Side(side),
        right=right,
        sets_order=SetsOrder(order),
        rest_sides_ms=rest_sides_ms,
        rest_after_ms=rest_after_ms,
        note=note,
        cue=cue,
    )


_HOW = attrgetter("side", "right", "sets_order", "rest_sides_ms", "rest_after_ms", "note", "cue")
_AS_USUAL = (Side.BOTH, None, SetsOrder.SIDES, 0, None, "", "")


def _dose_of(is_hold: bool, amount: int, sets: int, rest_ms: int) -> Dose:  # noqa: FBT001 - a row
    if is_hold:
        return Hold(hold_ms=amount, sets=sets, rest_ms=rest_ms)
    return Reps(count=amount, sets=sets, rest_ms=rest_ms)


def misnamed(source: Source, id_: str) -> Iterator[Problem]:
    """A problem if the id does not go with the file's name."""
    if id_ != source.slug:
        yield Problem(("id",), f"{shown(source.slug)}, as the file is named", shown(id_))


def means_a_move(table: dict[str, Any]) -> bool:
    """Whether a TOML table looks more like a move than like a routine."""
    return _like_a_move(table) > 0


def means_a_routine(table: dict[str, Any]) -> bool:
    """Whether a TOML table looks more like a routine than like a move."""
    return _like_a_move(table) < 0


def _like_a_move(table: dict[str, Any]) -> int:
    """How many more keys of a move it has than of a routine; those of both do not count."""
    of_moves, of_routines = set(MoveFile.__struct_fields__), set(RoutineFile.__struct_fields__)
    moves_only, routines_only = of_moves - of_routines, of_routines - of_moves
    return len(moves_only & table.keys()) - len(routines_only & table.keys())


def _search_text(routine: Routine, move_names: Iterable[str]) -> str:
    def words() -> Iterator[str]:
        yield from (routine.title, routine.summary, routine.why, routine.when_text)
        yield from (routine.credit, routine.origin, routine.how_often, routine.pain)
        yield from routine.goals
        yield from routine.when
        yield routine.level
        yield from routine.equipment
        yield from move_names
        for item in routine.items:
            yield from (item.note, item.cue)

    return f" {folded(' '.join(words()))}"
