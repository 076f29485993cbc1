# SPDX-License-Identifier: GPL-3.0-or-later
"""The screens of a desktop: how each is called, and how it is known again after it was away.

A screen is remembered by maker, model and serial number, as far as it tells them, and by the name
of its socket: the same screen is found again in another socket, and of two of one kind the one
that hangs where it did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect

BETWEEN = " @ "
"""Stands between what a screen is and the socket it hangs on."""

AWAY = "not there now"
LONGEST = 200


class Screen(Protocol):
    """What is asked of a QScreen."""

    def name(self) -> str:
        """The name of its socket, or what the system calls it."""
        ...

    def manufacturer(self) -> str:
        """Who made it, or nothing."""
        ...

    def model(self) -> str:
        """Which model it is, or nothing."""
        ...

    def serialNumber(self) -> str:  # noqa: N802 - Qt's name
        """Its number, or nothing."""
        ...

    def geometry(self) -> QRect:
        """Its place among the others, in pixels of the window."""
        ...


AnyScreen = TypeVar("AnyScreen", bound=Screen)


def key_of(screen: Screen) -> str:
    """What a screen is remembered by."""
    return f"{_kind(screen)}{BETWEEN}{screen.name()}"[:LONGEST]


def find_screen(key: str, screens: Sequence[AnyScreen]) -> AnyScreen | None:
    """The screen that is remembered as `key`, or None where it is not there.

    It is known by what it is, before the socket: a projector on the socket of a television is not
    the television. A screen that says nothing of itself is known by the socket alone.
    """
    exact = [one for one in screens if key_of(one) == key]
    if exact:
        return exact[0]
    kind = key.partition(BETWEEN)[0]
    alike = [one for one in screens if kind and _kind(one) == kind]
    return alike[0] if alike else None


def choices(screens: Sequence[Screen], chosen: str) -> list[tuple[str, str]]:
    """The keys of some screens with words for each; what is `chosen` is among them, there or not.

    Empty where there is nothing to choose: with one screen.
    """
    if len(screens) < 2:  # noqa: PLR2004 - two are the least there is a choice of
        return []
    found = find_screen(chosen, screens) if chosen else None
    listed = [(chosen if one is found else key_of(one), _words(one, screens)) for one in screens]
    if chosen and found is None:
        kind, _, socket = chosen.partition(BETWEEN)
        listed.append((chosen, f"{_called(kind) or socket or chosen} ({AWAY})"))
    return listed


def _kind(screen: Screen) -> str:
    told = (screen.manufacturer(), screen.model(), screen.serialNumber())
    return " · ".join(part.strip() for part in told) if any(map(str.strip, told)) else ""


def _called(kind: str) -> str:
    """Maker and model of a kind, without the number."""
    maker, _, rest = kind.partition(" · ")
    model = rest.partition(" · ")[0]
    return model if model.startswith(maker) else f"{maker} {model}".strip()


def _words(screen: Screen, screens: Sequence[Screen]) -> str:
    """What a person calls it: what it is, and where it stands beside the others."""
    size = screen.geometry().size()
    called = _called(_kind(screen)) or screen.name()
    alike = [one for one in screens if (_called(_kind(one)) or one.name()) == called]
    if len(alike) > 1 and called != screen.name():
        called = f"{called}, {screen.name()}"
    place = _place(screen, screens)
    return f"{called} ({place}, {size.width()} × {size.height()})"


def _place(screen: Screen, screens: Sequence[Screen]) -> str:
    """Where it stands among the others: from the left, or from above where they are stacked."""
    middles = [one.geometry().center() for one in screens]
    mine = screen.geometry().center()
    across = sorted({middle.x() for middle in middles})
    down = sorted({middle.y() for middle in middles})
    if across[-1] - across[0] >= down[-1] - down[0]:
        return _of(across.index(mine.x()), len(across), ("left", "right"))
    return _of(down.index(mine.y()), len(down), ("above", "below"))


def _of(number: int, count: int, ends: tuple[str, str]) -> str:
    if number == 0:
        return ends[0]
    if number == count - 1:
        return ends[1]
    return "middle" if count == 3 else f"{number + 1} of {count}"  # noqa: PLR2004 - one between two
