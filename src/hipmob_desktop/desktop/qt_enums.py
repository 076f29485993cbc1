# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the enumerations of Qt quickly: there are some 2000 names in what a first window uses.

PySide makes an enumeration of Python of each one of Qt, a name at a time, in the way that is meant
for classes that people write: an eighth of the time to the first window. They are all of one form,
so that what the first of a kind has holds for the others, but for the names.
"""

from __future__ import annotations

import sys
from enum import KEEP, Enum, EnumType, Flag, IntEnum, IntFlag
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN_PYTHONS = ((3, 11), (3, 12), (3, 13))
"""Those whose enumerations have been compared with ours; on others they are made as ever."""

_KINDS = (Enum, IntEnum, Flag, IntFlag)

_create: Callable[..., EnumType] = EnumType._create_  # type: ignore[attr-defined]  # of Enum("A", …)
_models: dict[EnumType, _Model] = {}


def quicken_enums() -> None:
    """Make enumerations that are asked for in the way of PySide quickly from now on."""
    if sys.version_info[:2] in KNOWN_PYTHONS:
        EnumType._create_ = _create_quickly  # type: ignore[attr-defined]  # see above


def _create_quickly(kind: EnumType, class_name: str, names: object, **options: object) -> EnumType:
    """As Python's own, which makes all that has not the form of Qt's."""
    is_bare = not any(options.get(each) for each in ("module", "qualname", "type"))
    if kind in _KINDS and options.get("boundary") is KEEP and is_bare and isinstance(names, list):
        if kind not in _models:
            _models[kind] = _Model(kind)
        if _models[kind].fits(names):
            return _models[kind].make(class_name, names)
    return _create(kind, class_name, names, **options)


class _Model:
    """What all enumerations of one kind have in common."""

    def __init__(self, kind: EnumType) -> None:
        self._kind = kind
        self._taken = {name for base in kind.__mro__ for name in vars(base)} | {"mro", ""}
        model = _create(kind, "Model", [], module=__name__, boundary=KEEP)
        skipped = ("__dict__", "__weakref__", "__new__")
        self._own = {key: each for key, each in vars(model).items() if key not in skipped}
        self._new = vars(model)["__new__"]
        self._is_flag = issubclass(model, Flag)

    def fits(self, pairs: list[object]) -> bool:
        """Whether these are names with numbers, and none that an enumeration has anyway."""
        return all(
            type(pair) is tuple
            and type(pair[1]) is int
            and not pair[0].startswith("_")
            and pair[0] not in self._taken
            for pair in pairs
        )

    def make(self, name: str, pairs: list[tuple[str, int]]) -> EnumType:
        """The enumeration of that name."""
        own = {key: type(each)() if each in ([], {}) else each for key, each in self._own.items()}
        made = type.__new__(EnumType, name, (self._kind,), own)
        type.__setattr__(made, "__new__", self._new)
        by_name, by_value, ordered = (
            own[each] for each in ("_member_map_", "_value2member_map_", "_member_names_")
        )
        new, takes_value = own["_new_member_"], own["_use_args_"]
        for key, value in pairs:
            member = by_value.get(value)
            if member is None:
                member = new(made, value) if takes_value else new(made)
                member._value_, member._name_ = value, key
                member.__objclass__, member._sort_order_ = made, len(ordered)
                by_value[value] = member
                if not self._is_flag or _is_single_bit(value):
                    ordered.append(key)
            by_name[key] = member
            type.__setattr__(made, key, member)
        if "_hashable_values_" in own:
            own["_hashable_values_"].extend(by_value)
        if self._is_flag:
            for key, each in _bits(made, list(by_value)).items():
                type.__setattr__(made, key, each)
        return made


def _bits(made: EnumType, values: list[int]) -> dict[str, object]:
    """What an enumeration of flags knows of its bits."""
    singles = [value for value in values if _is_single_bit(value)]
    every = reduce(or_, values, 0)
    found: dict[str, object] = {
        "_flag_mask_": every,
        "_singles_mask_": sum(singles),
        "_all_bits_": 2 ** every.bit_length() - 1,
    }
    if singles != sorted(singles):
        found["_iter_member_"] = made._iter_member_by_def_  # type: ignore[attr-defined]  # a class of flags has it
    return found


def _is_single_bit(value: int) -> bool:
    return value > 0 and not value & (value - 1)
