# SPDX-License-Identifier: GPL-3.0-or-later
"""A changed routine into the text of its file, which keeps whatever was not changed.

Comments, the order of keys, blank lines, ways to write a number, keys of the person's own that
begin with `x_`: all of it stays where it is, in the tables that it belongs to, wherever these go.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
import tomlkit
from tomlkit.items import Array, Table

from hipmob_desktop.content.item_file import item_table
from hipmob_desktop.content.move_file import move_to_file
from hipmob_desktop.content.routine_file import routine_to_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from tomlkit import TOMLDocument

    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import Routine, RoutineItem
    from hipmob_desktop.core.routine_draft import Draft

_HEADER = re.compile(r"""^\s*\[\[?\s*["']?(?P<name>[\w-]+)["']?\s*\]\]?\s*(?:\#.*)?$""")
_LONG_TEXT = re.compile(r'"""|\'\'\'')

_DOSE = (
    "reps", "reps_left", "reps_right", "hold_s", "hold_s_left", "hold_s_right",
)  # fmt: skip
"""Keys that say one thing in several ways: where one changes, none of the others may stay."""

_APART = frozenset({"items", "moves", "included_moves", "circuits"})
"""What is not written key by key."""


@dataclass(frozen=True, slots=True)
class WrittenRoutine:
    """A routine as its file has it: the text, and the routine that the text was read to.

    `keys` are those of its items in a draft, in the order of the text; without them these are
    their places, as `Draft.of(routine)` has it.
    """

    text: str
    routine: Routine
    keys: tuple[int, ...] | None = None

    def after(self, draft: Draft, known: Mapping[str, Move]) -> str:
        """The text that says what `draft` says.

        `known` are the moves of the library; others are brought along in the file.

        Raises:
            ValueError: Two different moves of the routine have the same id.
        """
        routine, before = draft.routine, self.routine
        head, *sections = _sections(self.text)
        document = tomlkit.parse(head.text)
        _write_keys(document, _told(routine), _told(before))
        if draft.keys != self._keys or routine.items != before.items:
            sections = _in_place_of(sections, "items", self._items(document, sections, draft))
        if routine.circuits != before.circuits:
            document.pop("circuits", None)
            sections = _in_place_of(sections, "circuits", _circuits(routine))
        sections += _brought_along(document, sections, routine, known)
        return _joined([tomlkit.dumps(document), *(section.text for section in sections)])

    @property
    def _keys(self) -> tuple[int, ...]:
        return tuple(range(len(self.routine.items))) if self.keys is None else self.keys

    def _items(
        self, document: TOMLDocument, sections: list[_Section], draft: Draft
    ) -> list[_Section]:
        """A section for each item of the draft; `document` loses what tells them in short."""
        old = [section for section in sections if section.name == "items"]
        if not old:
            old = _written_out(document, self.routine)
        places = {key: place for place, key in enumerate(self._keys)}
        written = []
        for key, item in zip(draft.keys, draft.items, strict=True):
            place = places.get(key)
            if place is None:
                written.append(_section("items", _item(item)))
            elif item == self.routine.items[place]:
                written.append(old[place])
            else:
                written.append(_changed_item(old[place], self.routine.items[place], item))
        return written


@dataclass(frozen=True, slots=True)
class _Section:
    """A table of the file with the comments above it; the first has no name and no header."""

    name: str
    text: str


def new_text(routine: Routine, known: Mapping[str, Move]) -> str:
    """The text of a file for a routine that has none yet.

    Raises:
        ValueError: Two different moves of the routine have the same id.
    """
    document = tomlkit.document()
    document.update(_told(routine))
    sections = [_section("items", _item(item)) for item in routine.items] + _circuits(routine)
    sections += _brought_along(document, [], routine, known)
    return _joined([tomlkit.dumps(document), *(section.text for section in sections)])


def _sections(text: str) -> list[_Section]:
    """The text cut before each table, with the lines of comment that stand right above it."""
    lines = text.splitlines(keepends=True)
    starts = [(0, "")]
    for number, line in enumerate(lines):
        header = _HEADER.match(line)
        if not header or not _is_between_values("".join(lines[:number])):
            continue
        first = number
        while first > starts[-1][0] and lines[first - 1].lstrip().startswith("#"):
            first -= 1
        starts.append((first, header["name"]))
    ends = [start for start, _ in starts[1:]] + [len(lines)]
    return [
        _Section(name, "".join(lines[start:end]))
        for (start, name), end in zip(starts, ends, strict=True)
    ]


def _is_between_values(text: str) -> bool:
    """Whether what comes after `text` is not in the midst of a text of several lines."""
    if not _LONG_TEXT.search(text):
        return True
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _joined(parts: list[str]) -> str:
    """The parts one below the other, with a blank line before each table that has none."""
    text = ""
    for part in parts:
        if text and not text.endswith("\n"):
            text += "\n"
        is_close = text and not text.endswith("\n\n") and not part.startswith("\n")
        text += ("\n" if is_close and part else "") + part
    return text


def _in_place_of(sections: list[_Section], name: str, new: list[_Section]) -> list[_Section]:
    """The sections with new ones of a name where the first old one of that name was, or first."""
    place = next((at for at, one in enumerate(sections) if one.name == name), None)
    if place is None:
        place = max((at + 1 for at, one in enumerate(sections) if one.name == "items"), default=0)
    kept = [one for one in sections if one.name != name]
    place = sum(one.name != name for one in sections[:place])
    return [*kept[:place], *new, *kept[place:]]


def _section(name: str, told: Mapping[str, Any]) -> _Section:
    document = tomlkit.document()
    tables = tomlkit.aot()
    tables.append(_table_of(told))
    document.append(name, tables)
    return _Section(name, tomlkit.dumps(document))


def _changed_item(section: _Section, old: RoutineItem, new: RoutineItem) -> _Section:
    document = tomlkit.parse(section.text)
    tables: Any = document["items"]
    _write_keys(tables[0], _item(new), _item(old), in_groups=(_DOSE,))
    return _Section("items", tomlkit.dumps(document))


def _told(routine: Routine) -> dict[str, Any]:
    """The keys of the routine itself, as a file tells them."""
    told: dict[str, Any] = plain_told(routine_to_file(routine))
    return {key: value for key, value in told.items() if key not in _APART}


def _item(item: RoutineItem) -> dict[str, Any]:
    """The keys of an item; sets and the rest between them only where the move has others."""
    told: dict[str, Any] = plain_told(item_table(item))
    dose, own = item.dose, item.move.dose
    if dose.sets == own.sets:
        told.pop("sets", None)
    if dose.rest_ms == own.rest_ms:
        told.pop("rest_s", None)
    return told


def plain_told(struct: msgspec.Struct) -> Any:  # noqa: ANN401 - tables, lists and texts
    """The table as plain values, as a person writes them."""
    return _whole(msgspec.to_builtins(struct, builtin_types=(date,)))


def _whole(value: Any) -> Any:  # noqa: ANN401 - tables, lists and texts
    """The same with 30 in place of 30.0, as a person writes it."""
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _write_keys(
    table: TOMLDocument | Table,
    new: Mapping[str, Any],
    old: Mapping[str, Any],
    in_groups: Collection[Collection[str]] = (),
) -> None:
    """Change what differs between `old` and `new`; of a group of keys, all or none."""
    changed = {key for key in {**old, **new} if old.get(key) != new.get(key)}
    for group in in_groups:
        if changed.intersection(group):
            changed.update(group)
    for key in (*new, *(one for one in sorted(changed) if one not in new)):
        if key not in changed:
            continue
        if key not in new:
            table.pop(key, None)
        elif key in table:
            table[key] = new[key]
        else:
            table.append(key, tomlkit.item(new[key]))


def _written_out(document: TOMLDocument, routine: Routine) -> list[_Section]:
    """A section for each item that the text has in a list, with the comments in that list."""
    key = "items" if "items" in document else "moves"
    comments = _comments_in(document[key].as_string())
    document.pop(key)
    sections = []
    for number, item in enumerate(routine.items):
        above = "".join(f"# {line}\n" for line in comments.get(number, ()))
        sections.append(_Section("items", above + _section("items", _item(item)).text))
    return sections


def _table_of(told: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    for key, value in told.items():
        table.append(key, tomlkit.item(value))
    return table


def _comments_in(array: str) -> dict[int, list[str]]:
    """The comments in the text of a list, by the number of the text that they stand beside.

    One on a line of its own goes with what comes after it.
    """
    found: dict[int, list[str]] = {}
    number = 0
    waiting: list[str] = []
    for raw in array.strip()[1:-1].splitlines():
        line = raw.strip()
        if line.startswith("#"):
            waiting.append(line.lstrip("# "))
            continue
        count = len(tomllib.loads(f"it = [{line}\n]")["it"]) if line else 0
        comment = _comment_behind(line, count)
        if count and (waiting or comment):
            found[number] = [*waiting, *([comment] if comment else [])]
            waiting = []
        number += count
    if waiting and number:
        found.setdefault(number - 1, []).extend(waiting)
    return found


def _comment_behind(line: str, count: int) -> str:
    """What stands behind a `#` that is in no text; the texts before it are `count`."""
    for place, mark in enumerate(line):
        if mark != "#":
            continue
        try:
            if len(tomllib.loads(f"it = [{line[:place]}]")["it"]) == count:
                return line[place + 1 :].strip()
        except tomllib.TOMLDecodeError:
            continue
    return ""


def _circuits(routine: Routine) -> list[_Section]:
    told: dict[str, Any] = plain_told(routine_to_file(routine))
    return [_section("circuits", one) for one in told.get("circuits", ())]


def _brought_along(
    document: TOMLDocument,
    sections: list[_Section],
    routine: Routine,
    known: Mapping[str, Move],
) -> list[_Section]:
    """Sections for the moves that are neither in the file nor in the library."""
    there = {move["id"] for move in _included(document, sections)}
    moves = {item.move.id: item.move for item in routine.items}
    missing = [
        plain_told(move_to_file(move))
        for id_, move in moves.items()
        if id_ not in there and known.get(id_) != move
    ]
    listed: Any = document.get("included_moves")
    if isinstance(listed, Array):
        listed.extend(missing)
        return []
    return [_section("included_moves", one) for one in missing]


def _included(document: TOMLDocument, sections: list[_Section]) -> Iterator[dict[str, Any]]:
    listed: Any = document.get("included_moves", [])
    yield from listed
    for section in sections:
        if section.name == "included_moves":
            yield from tomllib.loads(section.text)["included_moves"]
