# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way in which data fails its format, not only the first.

msgspec stops at the first fault, which is right for good files and tiresome for bad ones.
When it has refused, this walks the same types and finds all there is to put right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import msgspec
from msgspec import NODEFAULT, inspect, structs

from hipmob_desktop.content.faults import Finding, Place, near_miss, one_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import Enum

Wanted = Any
"""A type, perhaps annotated; `typing` has no name for that."""


def findings(data: object, wanted: type[msgspec.Struct]) -> Iterator[Finding]:
    """All that keeps `data` (as TOML gives it) from being a `wanted`, in the file's order."""
    yield from _walk((), data, wanted)


def _walk(place: Place, data: object, wanted: Wanted) -> Iterator[Finding]:
    match inspect.type_info(wanted):
        case inspect.StructType(cls=struct):
            yield from _in_table(place, data, struct)
        case inspect.VarTupleType() as info:
            yield from _in_list(place, data, wanted, info)
        case inspect.DictType():
            yield from _in_map(place, data, wanted)
        case info:
            if not _fits(data, wanted):
                yield _mismatch(place, data, info)


def _in_table(place: Place, data: object, struct: Wanted) -> Iterator[Finding]:
    if not isinstance(data, dict):
        yield Finding(place, "a table", shown(data))
        return
    fields = {field.encode_name: field for field in structs.fields(struct)}
    for key, value in data.items():
        if key in fields:
            yield from _walk((*place, key), value, fields[key].type)
        else:
            hint = near_miss(key, fields)
            yield Finding((*place, key), one_of(fields), "an unknown key", hint)
    for key, field in fields.items():
        if key not in data and field.default is NODEFAULT and field.default_factory is NODEFAULT:
            yield Finding(place, f"a key `{key}`", "none")


def _in_list(
    place: Place, data: object, wanted: Wanted, info: inspect.VarTupleType
) -> Iterator[Finding]:
    if not isinstance(data, list):
        yield Finding(place, "a list", shown(data))
        return
    for index, value in enumerate(data):
        yield from _walk((*place, index), value, _element(wanted))
    if len(data) < (info.min_length or 0):
        yield Finding(place, f"at least {info.min_length}", shown(data))
    if info.max_length is not None and len(data) > info.max_length:
        yield Finding(place, f"at most {info.max_length}", str(len(data)))


def _in_map(place: Place, data: object, wanted: Wanted) -> Iterator[Finding]:
    if not isinstance(data, dict):
        yield Finding(place, "a table", shown(data))
        return
    key_type, value_type = get_args(wanted)
    for key, value in data.items():
        if not _fits(key, key_type):
            yield _mismatch((*place, key), key, inspect.type_info(key_type))
        yield from _walk((*place, key), value, value_type)


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


def _mismatch(place: Place, data: object, info: inspect.Type) -> Finding:
    hint = ""
    if isinstance(info, inspect.EnumType) and isinstance(data, str):
        hint = near_miss(data, _values(info.cls))
    return Finding(place, _described(info), shown(data), hint)


def _described(info: inspect.Type) -> str:
    while isinstance(info, inspect.Metadata):
        info = info.type
    match info:
        case inspect.EnumType(cls=enum):
            words = one_of(_values(enum))
        case inspect.BoolType():
            words = "true or false"
        case inspect.IntType(ge=low, le=high):
            words = f"a whole number from {low} to {high}"
        case inspect.FloatType(ge=low, le=high):
            words = f"a number from {low:g} to {high:g}"
        case inspect.StrType(pattern=pattern) if pattern and "a-z" in pattern:
            words = "small letters, digits and underscores, 64 at most"
        case inspect.StrType(max_length=longest):
            words = f"a plain text of at most {longest} characters"
        case _:
            words = "something else"
    return words


def _values(enum: type[Enum]) -> list[str]:
    return [member.value for member in enum]
