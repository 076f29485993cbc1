# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of a file and the values of the program, each key and its field in one place.

A mapping is read from left to right when a file is loaded, and from right to left when a
routine is exported, so that no key is known to the one and not to the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_TableT = TypeVar("_TableT")
_ValueT = TypeVar("_ValueT")


class Field(NamedTuple):
    """A key of a table, the field of a value that it fills, and the ways there and back."""

    key: str
    name: str
    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


class Mapping(Generic[_TableT, _ValueT]):
    """A kind of table and the kind of value that it stands for.

    What a field needs more than its key for is no part of `fields`: it is handed to `read`
    and `write` by its name.
    """

    def __init__(
        self, table: type[_TableT], value: type[_ValueT], *groups: tuple[Field, ...]
    ) -> None:
        self.table = table
        self.value = value
        self.fields = tuple(field for group in groups for field in group)

    def read(self, table: _TableT, **others: object) -> _ValueT:
        """The value that `table` stands for."""
        told = {one.name: one.read(getattr(table, one.key)) for one in self.fields}
        return self.value(**told, **others)

    def write(self, value: _ValueT, **others: object) -> _TableT:
        """The table that stands for `value`."""
        told = {one.key: one.write(getattr(value, one.name)) for one in self.fields}
        return self.table(**told, **others)


def same(*names: str) -> tuple[Field, ...]:
    """What is the same in the file and in the program."""
    return tuple(Field(name, name, _itself, _itself) for name in names)


def texts(*names: str) -> tuple[Field, ...]:
    """Texts, in which line breaks and runs of blanks are read as one blank each."""
    return tuple(Field(name, name, flat, _itself) for name in names)


def lists_of_texts(*names: str) -> tuple[Field, ...]:
    """Several such texts each."""
    return tuple(Field(name, name, _all_flat, _itself) for name in names)


def times(*names: str) -> tuple[Field, ...]:
    """Times: `rest` is `rest_s` in the file and `rest_ms` in the program."""
    return tuple(Field(f"{name}_s", f"{name}_ms", milliseconds, seconds) for name in names)


def table(name: str, mapping: Mapping[Any, Any]) -> tuple[Field, ...]:
    """A table in a table."""
    return (Field(name, name, mapping.read, mapping.write),)


def tables(name: str, mapping: Mapping[Any, Any]) -> tuple[Field, ...]:
    """A list of tables in a table."""
    return (
        Field(
            name,
            name,
            lambda tables: tuple(map(mapping.read, tables)),
            lambda values: tuple(map(mapping.write, values)),
        ),
    )


def flat(text: str) -> str:
    """`text` with line breaks and runs of blanks read as one blank each."""
    return " ".join(text.split())


def milliseconds(seconds: float) -> int:
    """`seconds` as whole milliseconds."""
    return round(seconds * 1000)


def seconds(milliseconds: int) -> float:
    """Seconds as people write them: a whole number wherever it is one."""
    exact = milliseconds / 1000
    return int(exact) if exact.is_integer() else exact


def _itself(value: _ValueT) -> _ValueT:
    return value


def _all_flat(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(flat, texts))
