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
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN_PYTHONS = ((3, 11), (3, 12), (3, 13))
"""Those whose enumerations have been compared with ours; on others they are made as ever."""

_KINDS = (Enum, IntEnum, Flag, IntFlag)

_create: Callable[..., EnumType] = EnumType._create_  # type: ignore[attr-defined]  # of Enum("A", …)
_models: dict[EnumType, _Model] = {}
_waiting: dict[EnumType, tuple[_Model, str, tuple[int, ...]]] = {}
_lock = RLock()
_is_late = False


def _give_members(made: EnumType) -> None:
    """Give an enumeration its members, unless it has them."""
    with _lock:
        if made in _waiting:
            model, names, values = _waiting[made]
            model.fill(made, names.split("\n") if names else [], values)
            del _waiting[made]


class _Late:
    """Stands in an enumeration for what is known of its members, until somebody looks."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: EnumType) -> object:
        _give_members(owner)
        return vars(owner)[self._name]


class _LateMembers(dict[str, Enum]):
    """The same for the members by their names, which Python looks up past an attribute, too."""

    __slots__ = ("made",)
    made: EnumType

    def __get__(self, instance: object, owner: EnumType) -> object:
        _give_members(owner)
        return vars(owner)[_MEMBERS]

    def __contains__(self, name: object) -> bool:
        return str(name)[:1] != "_" and name in getattr(self.made, _MEMBERS)


_MEMBERS = "_member_map_"
_LATE = {
    name: _Late(name)
    for name in (
        "_value2member_map_", "_member_names_", "_hashable_values_",
        "_flag_mask_", "_singles_mask_", "_all_bits_",
    )
}  # fmt: skip


def quicken_enums() -> None:
    """Make enumerations that are asked for in the way of PySide quickly from now on."""
    if sys.version_info[:2] in KNOWN_PYTHONS:
        EnumType._create_ = _create_quickly  # type: ignore[attr-defined]  # see above


def put_members_off() -> None:
    """Make the members of each only once somebody asks about them: nine in ten are never needed.

    PySide looks for members that are called by the name of their class alone where they may not
    be yet. Its signatures are: `make_members` is for before those.
    """
    global _is_late  # noqa: PLW0603 - the enumerations of a process are its own
    _is_late = hasattr(EnumType, "__getattr__")  # it finds a member where there is no attribute


def make_members() -> None:
    """Make all members that were put off, and put off no more."""
    global _is_late  # noqa: PLW0603 - see above
    _is_late = False
    for made in tuple(_waiting):
        _give_members(made)


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
        members = _LateMembers()
        late = {key: each for key, each in _LATE.items() if key in self._own}
        own = self._own | late | {_MEMBERS: members}
        made = members.made = type.__new__(EnumType, name, (self._kind,), own)
        type.__setattr__(made, "__new__", self._new)
        names, values = zip(*pairs, strict=True) if pairs else ((), ())
        _waiting[made] = self, "\n".join(names), values
        if not _is_late:
            _give_members(made)
        return made

    def fill(self, made: EnumType, names: list[str], values: tuple[int, ...]) -> None:
        """Give an enumeration its members."""
        own = {key: type(self._own[key])() for key in (_MEMBERS, *_LATE) if key in self._own}
        by_name, by_value, ordered = (
            own[each] for each in (_MEMBERS, "_value2member_map_", "_member_names_")
        )
        new, takes_value = self._own["_new_member_"], self._own["_use_args_"]
        for key, value in zip(names, values, strict=True):
            member = by_value.get(value)
            if member is None:
                member = new(made, value) if takes_value else new(made)
                member._value_, member._name_ = value, key
                member.__objclass__, member._sort_order_ = made, len(ordered)
                by_value[value] = member
                if not self._is_flag or _is_single_bit(value):
                    ordered.append(key)
            by_name[key] = member
        if "_hashable_values_" in own:
            own["_hashable_values_"].extend(by_value)
        if self._is_flag:
            own |= _bits(made, list(by_value))
        for key, each in (by_name | own).items():
            type.__setattr__(made, key, each)


def _bits(made: EnumType, values: list[int]) -> dict[str, object]:
    """What an enumeration of flags knows of its bits, in this Python.

    The first ones of 3.11, as Debian 12 has it, took a bit that has no name by itself for none.
    """
    singles = [value for value in values if _is_single_bit(value)]
    every, named = reduce(or_, values, 0), sum(singles)
    found: dict[str, object] = {"_all_bits_": 2 ** every.bit_length() - 1}
    if hasattr(Flag, "_singles_mask_"):
        found |= {"_flag_mask_": every, "_singles_mask_": named}
    else:
        found["_flag_mask_"] = named
    if singles != sorted(singles):
        found["_iter_member_"] = made._iter_member_by_def_  # type: ignore[attr-defined]  # a class of flags has it
    return found


def _is_single_bit(value: int) -> bool:
    return value > 0 and not value & (value - 1)
