# SPDX-License-Identifier: GPL-3.0-or-later
"""Chance that falls the same each time, days, and what ships."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from hipmob_desktop.content.library import Library
from hipmob_desktop.core.move import Reps
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.core.routine import Routine

START = date(2026, 3, 2)
DAY = timedelta(days=1)
MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
ThingT = TypeVar("ThingT")


def chance(among: int, *of: object) -> int:
    """A number below `among` that falls the same each time."""
    return crc32(repr(of).encode()) % among


def one_of(things: Sequence[ThingT], *of: object) -> ThingT:
    """One of some things."""
    return things[chance(len(things), *of)]


@cache
def library() -> Library:
    """What ships."""
    return Library.load(data_dir())


def at_ms(day: date, hour: float) -> int:
    """A time in Unix time."""
    return round((day - date(1970, 1, 1)).days * DAY_MS + hour * HOUR_MS)


def routines() -> tuple[Routine, ...]:
    """All that ship."""
    return tuple(library().routines)


def amounts(routine: Routine) -> str:
    """The moves of a routine, and how much of each."""
    told = []
    for item in routine.items:
        dose = item.dose
        many = dose.count if isinstance(dose, Reps) else dose.hold_ms
        right = "" if item.right is None else f"/{item.right}"
        easier = " easier" if item.move != library().moves.get(item.move.id) else ""
        told.append(f"{item.move.id} {dose.sets}x{many}{right}{easier}")
    return f"{', '.join(told)} x{routine.rounds} {routine.picture}"
