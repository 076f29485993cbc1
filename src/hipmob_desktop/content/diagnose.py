# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way in which data fails its format, not only the first.

msgspec stops at the first fault, which is right for good files and tiresome for bad ones.
When it has refused, this walks the same types and finds all there is to put right.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import NODEFAULT, UnsetType, inspect, structs

from hipmob_desktop.content.problems import Place, Problem, near_word, one_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAINLY: dict[type, str] = {
    inspect.BoolType: "true or false",
    inspect.DateType: "a day like 2030-01-31",
}

Wanted = Any
"""A type, perhaps annotated; `typing` has no name for that."""

# A file may have thousands of items of one type, and looking a type over takes its time.
_info = cache(inspect.type_info)


class _Key(NamedTuple):
    """What a table may hold under one key."""

    wanted: Wanted
    is_required: bool


def problems_in(data: object, wanted: type) -> Iterator[Problem]:
    """All that keeps `data` (as TOML gives it) from being a `wanted`, in the file's order."""
    yield from _walk((), data, wanted)


def _walk(place: Place, data: object, wanted: Wanted) -> Iterator[Problem]:
    wanted = _present(wanted)
    match _info(wanted):
        case inspect.StructType(cls=table) | inspect.DataclassType(cls=table):
            yield from _in_table(place, data, table)
        case inspect.VarTupleType() as info:
            yield from _in_list(place, data, wanted, info)
        case inspect.DictType():
            yield from _in_map(place, data, wanted)
        case info:
            if not _fits(data, wanted):
                yield _mismatch(place, data, info)


def _in_table(place: Place, data: object, table: Wanted) -> Iterator[Problem]:
    if not isinstance(data, dict):
        yield Problem(place, "a table", shown(data))
        return
    keys = _keys(table)
    for key, value in data.items():
        if key in keys:
            yield from _walk((*place, key), value, keys[key].wanted)
        else:
            hint = near_word(key, keys)
            expected = "a known key" if hint else one_of(keys)
            yield Problem((*place, key), expected, "an unknown one", hint)
    for key, wanted in keys.items():
        if wanted.is_required and key not in data:
            yield Problem(place, f"a key `{key}`", "none")


@cache
def _keys(table: Wanted) -> dict[str, _Key]:
    """The keys of a table, which a struct or a dataclass describes."""
    if not dataclasses.is_dataclass(table):
        return {
            field.encode_name: _Key(
                field.type, field.default is NODEFAULT and field.default_factory is NODEFAULT
            )
            for field in structs.fields(table)
        }
    wanted = get_type_hints(table, include_extras=True)
    missing = dataclasses.MISSING
    return {
        field.name: _Key(
            wanted[field.name], field.default is missing and field.default_factory is missing
        )
        for field in dataclasses.fields(table)
    }


def _in_list(
    place: Place, data: object, wanted: Wanted, info: inspect.VarTupleType
) -> Iterator[Problem]:
    if not isinstance(data, list):
        yield Problem(place, "a list", shown(data))
        return
    for index, value in enumerate(data):
        yield from _walk((*place, index), value, _element(wanted))
    if len(data) < (info.min_length or 0):
        yield Problem(place, f"at least {info.min_length}", shown(data))
    if info.max_length is not None and len(data) > info.max_length:
        yield Problem(place, f"at most {info.max_length}", str(len(data)))


def _in_map(place: Place, data: object, wanted: Wanted) -> Iterator[Problem]:
    if not isinstance(data, dict):
        yield Problem(place, "a table", shown(data))
        return
    key_type, value_type = get_args(wanted)
    for key, value in data.items():
        if not _fits(key, key_type):
            yield _mismatch((*place, key), key, _info(key_type))
        yield from _walk((*place, key), value, value_type)


def _present(wanted: Wanted) -> Wanted:
    """The `X` of `X | UnsetType`: what a key must be if it is there at all."""
    if get_origin(wanted) in {Union, UnionType}:
        return next(one for one in get_args(wanted) if one is not UnsetType)
    return wanted


def _element(wanted: Wanted) -> Wanted:
    """The `X` of `tuple[X, ...]`, be it annotated or not."""
    first = get_args(wanted)[0]
    return get_args(first)[0] if hasattr(wanted, "__metadata__") else first


def _fits(data: object, wanted: Wanted) -> bool:
    try:
        msgspec.convert(data, wanted)
    except msgspec.ValidationError:
        return False
    return True


def _mismatch(place: Place, data: object, info: inspect.Type) -> Problem:
    while isinstance(info, inspect.Metadata):
        info = info.type
    match info:
        case inspect.EnumType(cls=enum):
            values = [member.value for member in enum]
            hint = near_word(data, values) if isinstance(data, str) else ""
            return Problem(place, one_of(values), shown(data), hint)
        case inspect.StrType() if isinstance(data, str):
            return Problem(place, _described_text(data, info), _shown_text(data, info))
        case inspect.StrType():
            expected = "a text"
        case inspect.IntType(ge=low, le=high):
            expected = "a whole number" + _range(low, high)
        case inspect.FloatType(ge=low, le=high):
            expected = "a number" + _range(low, high)
        case inspect.LiteralType(values=values):
            expected = one_of(map(str, values))
        case inspect.TupleType(item_types=items):
            expected = f"a list of {len(items)}"
        case _:
            expected = _PLAINLY.get(type(info), "something else")
    return Problem(place, expected, shown(data))


def _range(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f" from {low:.12g} to {high:.12g}"


def _described_text(data: str, info: inspect.StrType) -> str:
    if info.max_length is None:
        return "1 to 64 small letters, digits and underscores"
    if len(data) > info.max_length:
        return f"at most {info.max_length} characters"
    return "words without control characters" if data.strip() else "some words"


def _shown_text(data: str, info: inspect.StrType) -> str:
    too_long = info.max_length is not None and len(data) > info.max_length
    return f"{len(data)}" if too_long else shown(data)
