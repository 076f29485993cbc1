# SPDX-License-Identifier: GPL-3.0-or-later
"""The items of a routine's file, in full or in short, to values and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET, UnsetType

from hipmob_desktop.content.mapping import (
    Field,
    Mapping,
    milliseconds,
    same,
    seconds,
    texts,
    times,
)
from hipmob_desktop.content.problems import Place, Problem, near_word, shown
from hipmob_desktop.content.schema import ItemTable
from hipmob_desktop.content.shorthand import read_shorthand
from hipmob_desktop.core.enums import SetsOrder, Side, SideMode
from hipmob_desktop.core.move import Dose, Hold, Move, Reps
from hipmob_desktop.core.routine import RoutineItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.content.names import MoveNames

KEYS_OF_FORMAT_1 = frozenset({"move", "reps", "hold_s", "sets", "rest_s"})


def _rest_after_from(rest_s: float | UnsetType) -> int | None:
    return None if rest_s is UNSET else milliseconds(rest_s)


def _rest_after_table(rest_ms: int | None) -> float | UnsetType:
    return UNSET if rest_ms is None else seconds(rest_ms)


ITEMS = Mapping(
    ItemTable,
    RoutineItem,
    same("side", "sets_order"),
    times("rest_sides"),
    texts("note", "cue"),
    (
        Field("rest_after_s", "rest_after_ms", _rest_after_from, _rest_after_table),
        Field("optional", "is_optional", bool, bool),
    ),
)


def full_items(
    tables: tuple[ItemTable, ...], names: MoveNames, wrong: list[Problem]
) -> Iterator[RoutineItem]:
    """The items that `tables` tell of; no good if `wrong` has grown."""
    for index, table in enumerate(tables):
        move = names.moves.get(table.move)
        if move is None:
            hint = near_word(table.move, names.moves)
            place = ("items", index, "move")
            wrong.append(Problem(place, "the id of a move", shown(table.move), hint))
        else:
            wrong.extend(_odd_in_item(("items", index), table, move))
            yield _item(table, move)


def short_items(
    lines: tuple[str, ...], names: MoveNames, wrong: list[Problem]
) -> Iterator[RoutineItem]:
    """The items that lines like "Couch stretch 30 s" tell of."""
    for index, line in enumerate(lines):
        place = ("moves", index)
        said = read_shorthand(line, names)
        if isinstance(said, Problem):
            wrong.append(replace(said, place=place))
            continue
        table = _as_table(said.move.id, said.dose, place, wrong)
        wrong.extend(replace(one, place=place) for one in _odd_in_item(place, table, said.move))
        yield _item(table, said.move)


def item_table(item: RoutineItem) -> ItemTable:
    """How a file says `item`."""
    dose = item.dose
    told: dict[str, Any] = {"sets": dose.sets, "rest_s": seconds(dose.rest_ms)}
    if isinstance(dose, Hold):
        key, left, right = "hold_s", seconds(dose.hold_ms), seconds(item.right or 0)
    else:
        key, left, right = "reps", dose.count, item.right or 0
    if item.right is None:
        told[key] = left
    else:
        told |= {f"{key}_left": left, f"{key}_right": right}
    return ITEMS.write(item, move=item.move.id, **told)


def _as_table(move_id: str, dose: dict[str, Any], place: Place, wrong: list[Problem]) -> ItemTable:
    try:
        return msgspec.convert({"move": move_id, **dose}, ItemTable)
    except msgspec.ValidationError:
        from hipmob_desktop.content.diagnose import problems_in

        wrong.extend(
            replace(one, place=place, expected=f"{one.expected} for {one.place[0]}")
            for one in problems_in(dose | {"move": move_id}, ItemTable)
        )
        return ItemTable(move=move_id)


def _item(table: ItemTable, move: Move) -> RoutineItem:
    item = ITEMS.read(table, move=move, dose=_overridden(table, move.dose))
    match move.dose:
        case Reps() if table.reps_left is not UNSET and table.reps_right is not UNSET:
            return item.with_amounts(table.reps_left, table.reps_right)
        case Hold() if table.hold_s_left is not UNSET and table.hold_s_right is not UNSET:
            left, right = milliseconds(table.hold_s_left), milliseconds(table.hold_s_right)
            return item.with_amounts(left, right)
    return item


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


def _odd_in_item(place: Place, table: ItemTable, move: Move) -> Iterator[Problem]:
    yield from _odd_in_amounts(place, table, move)
    uneven = [key for key in _UNEVEN if getattr(table, key) is not UNSET]
    works_both = move.side_mode is SideMode.BOTH
    if works_both and table.side is not Side.BOTH:
        expected = f"both, since {move.id} is done with both sides at once"
        yield Problem((*place, "side"), expected, shown(table.side))
    if works_both:
        why = f"{move.id} is done with both sides at once"
    elif table.side is not Side.BOTH:
        why = f"only the {table.side} side works"
    elif move.side_mode is SideMode.ALTERNATING and not uneven:
        yield from _odd_in_order(place, table, f"{move.id} changes sides with every rep")
        return
    else:
        return
    for key in uneven:
        base = key.rpartition("_")[0]
        yield Problem((*place, key), f"`{base}`, since {why}", f"{getattr(table, key):g}")
    yield from _odd_in_order(place, table, why)


def _odd_in_amounts(place: Place, table: ItemTable, move: Move) -> Iterator[Problem]:
    """Reps of a move that is held, seconds of one that is counted, or half of a pair."""
    is_held = isinstance(move.dose, Hold)
    for key in ("hold_s", *_UNEVEN_HOLDS):
        if not is_held and (amount := getattr(table, key)) is not UNSET:
            expected = f"reps, since {move.id} is counted"
            yield Problem((*place, key), expected, f"{amount:g} seconds")
    for key in ("reps", *_UNEVEN_REPS):
        if is_held and (amount := getattr(table, key)) is not UNSET:
            expected = f"seconds, since {move.id} is held"
            yield Problem((*place, key), expected, f"{amount} reps")
    base, pair = ("hold_s", _UNEVEN_HOLDS) if is_held else ("reps", _UNEVEN_REPS)
    given = [key for key in pair if getattr(table, key) is not UNSET]
    if len(given) == 1:
        (missing,) = set(pair) - set(given)
        expected = f"`{missing}` beside it, or `{base}` and `side`"
        yield Problem((*place, given[0]), expected, "it alone")
    elif given and getattr(table, base) is not UNSET:
        expected = f"either it, or `{pair[0]}` and `{pair[1]}`"
        yield Problem((*place, base), expected, "all of them")


def _odd_in_order(place: Place, table: ItemTable, why: str) -> Iterator[Problem]:
    """What only makes sense where one side comes after the other."""
    if table.sets_order is SetsOrder.TOGETHER:
        expected = f"{SetsOrder.SIDES}, since {why}"
        yield Problem((*place, "sets_order"), expected, shown(table.sets_order))
    if table.rest_sides_s:
        expected = f"0, since {why}"
        yield Problem((*place, "rest_sides_s"), expected, f"{table.rest_sides_s:g}")


_UNEVEN_REPS = ("reps_left", "reps_right")
_UNEVEN_HOLDS = ("hold_s_left", "hold_s_right")
_UNEVEN = (*_UNEVEN_REPS, *_UNEVEN_HOLDS)
