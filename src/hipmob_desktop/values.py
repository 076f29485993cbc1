# SPDX-License-Identifier: GPL-3.0-or-later
"""Frozen dataclasses for what is needed on the way to the first window, and for what is few.

Python's own `dataclass` writes the methods of each class as text and compiles that at every
start, a millisecond for each, and imports what reads code for it. Here the methods are there
already. Whoever looks at such a class with `dataclasses` finds an ordinary frozen dataclass; it
takes `frozen=True`, `slots`, `kw_only`, `eq` and `repr`, and has no fields of a base class. What
is made in thousands, like the parts of a plan, is made a little sooner by Python's own.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["dataclass", "field", "field_names", "replace"]

_NAMES = "__value_names__"


def field_names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a dataclass, ours or another, in their order."""
    names: tuple[str, ...] | None = getattr(kind, _NAMES, None)
    if names is None:
        import dataclasses

        names = tuple(each.name for each in dataclasses.fields(kind))
    return names


def _replace(value: object, /, **changes: object) -> object:
    """A value with some of its fields changed."""
    names = getattr(type(value), _NAMES, None)
    if names is None:
        import dataclasses

        return dataclasses.replace(value, **changes)  # type: ignore[type-var]  # or it says so
    for name in names:
        if name not in changes:
            changes[name] = getattr(value, name)
    return type(value)(**changes)


class _Factory:
    """What makes a default for each instance."""

    def __init__(self, *, default_factory: Callable[[], object]) -> None:
        self.make = default_factory


def _dataclass(**options: bool) -> Callable[[type], type]:
    return lambda cls: _made(cls, **options)


def _made(cls: type, *, frozen: bool, slots: bool = False, **options: bool) -> type:
    if not frozen:
        raise TypeError(f"{cls.__name__}: a value does not change, say frozen=True")
    kinds = {
        name: kind for name, kind in cls.__annotations__.items() if "ClassVar" not in str(kind)
    }
    own = dict(vars(cls))
    defaults = {name: own[name] for name in kinds if name in own}
    if slots:
        for name in (*defaults, "__dict__", "__weakref__"):
            own.pop(name, None)
        full_name = cls.__qualname__
        cls = type(cls)(cls.__name__, cls.__bases__, own | {"__slots__": tuple(kinds)})
        cls.__qualname__ = full_name
    methods = _methods(cls, kinds, defaults, **options)
    if slots:
        methods |= {"__getstate__": _state, "__setstate__": _restore}
    for name, method in methods.items():
        if name not in own:
            setattr(cls, name, method)
    return cls


def _methods(
    cls: type,
    kinds: dict[str, str],
    defaults: dict[str, Any],
    *,
    kw_only: bool = False,
    eq: bool = True,
    repr: bool = True,  # noqa: A002 - so it is called
) -> dict[str, object]:
    names = tuple(kinds)
    methods: dict[str, object] = {
        _NAMES: names,
        "__dataclass_fields__": _Fields(kinds, defaults, kw_only=kw_only),
        "__match_args__": () if kw_only else names,
        "__init__": _initializer(cls, names, defaults, most_places=0 if kw_only else len(names)),
        "__replace__": _replace,
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
    }
    if eq:
        methods |= _comparison(names)
    if repr:
        methods["__repr__"] = _shown
    return methods


class _Fields:
    """What `dataclasses` asks a class for, made when it does."""

    def __init__(self, kinds: dict[str, str], defaults: dict[str, Any], *, kw_only: bool) -> None:
        self._kinds = kinds
        self._defaults = defaults
        self._kw_only = kw_only

    def __get__(self, instance: object, owner: type) -> dict[str, Any]:
        import dataclasses

        described = []
        for name, kind in self._kinds.items():
            default = self._defaults.get(name, dataclasses.MISSING)
            is_made = isinstance(default, _Factory)
            given = {"default_factory": default.make} if is_made else {"default": default}
            described.append((name, kind, dataclasses.field(**given)))
        like = dataclasses.make_dataclass(owner.__name__, described, kw_only=self._kw_only)
        fields: dict[str, Any] = vars(like)["__dataclass_fields__"]
        type.__setattr__(owner, "__dataclass_fields__", fields)
        return fields


def _initializer(
    cls: type, names: tuple[str, ...], defaults: dict[str, Any], most_places: int
) -> Callable[..., None]:
    """What fills an instance; the first `most_places` values may come without their names."""
    makers = {name: each.make for name, each in defaults.items() if isinstance(each, _Factory)}
    constants = {name: each for name, each in defaults.items() if name not in makers}
    # A slot is filled directly: the way of ordinary names is closed.
    slots = [(name, getattr(vars(cls).get(name), "__set__", None)) for name in names]
    puts = [(name, put or _putter(name)) for name, put in slots]
    finish = getattr(cls, "__post_init__", None)

    def fill(self: object, *places: object, **values: object) -> None:
        if places:
            named = dict(zip(names, places, strict=False))
            if len(places) > most_places or not named.keys().isdisjoint(values):
                raise _mistake(cls, (*places, *values))
            values |= named
        if len(values) < len(puts):
            made = {name: make() for name, make in makers.items() if name not in values}
            values = {**constants, **made, **values}
        try:
            for name, put in puts:
                put(self, values[name])
        except KeyError:
            raise _mistake(cls, values) from None
        if len(values) > len(puts):
            raise _mistake(cls, values)
        if finish:
            finish(self)

    return fill if finish or not most_places else _quickly_by_place(fill, [put for _, put in puts])


def _quickly_by_place(
    fill: Callable[..., None], puts: list[Callable[[object, object], None]]
) -> Callable[..., None]:
    """As `fill`, with a short way for all values in their places: of small ones there are many."""
    count = len(puts)

    def fill_by_place(self: object, *places: object, **values: object) -> None:
        if values or len(places) != count:
            fill(self, *places, **values)
            return
        for put, value in zip(puts, places, strict=True):
            put(self, value)

    return fill_by_place


def _putter(name: str) -> Callable[[object, object], None]:
    return lambda instance, value: vars(instance).__setitem__(name, value)


def _mistake(cls: type, given: object) -> TypeError:
    names = ", ".join(field_names(cls))
    return TypeError(f"{cls.__qualname__} has the fields {names}; given: {given}")


def _comparison(names: tuple[str, ...]) -> dict[str, object]:
    values: Callable[[object], object] = attrgetter(*names) if names else lambda _self: ()

    def equals(self: object, other: object) -> object:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return {"__eq__": equals, "__hash__": lambda self: hash(values(self))}


def _shown(self: object) -> str:
    values = (f"{name}={getattr(self, name)!r}" for name in field_names(type(self)))
    return f"{type(self).__qualname__}({', '.join(values)})"


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: object) -> list[object]:
    return [getattr(self, name) for name in field_names(type(self))]


def _restore(self: object, state: list[object]) -> None:
    for name, value in zip(field_names(type(self)), state, strict=True):
        object.__setattr__(self, name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, _Factory, _replace
