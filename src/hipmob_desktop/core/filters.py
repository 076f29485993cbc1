# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person can ask of a list of routines."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hipmob_desktop.core.enums import Intent, Item, Level, When


class Facet(StrEnum):
    """One thing that a person can ask for: the fields of `Filters`, and the words searched."""

    WORDS = "words"
    MAX_MINUTES = "max_minutes"
    EQUIPMENT = "equipment"
    NO_FLOOR = "no_floor"
    NO_KNEELING = "no_kneeling"
    WHEN = "when"
    GOALS = "goals"
    LEVEL = "level"
    FAVOURITES_ONLY = "favourites_only"


class Order(StrEnum):
    """What a list of routines goes by."""

    SHELF = "shelf"
    NAME = "name"
    LENGTH = "length"
    LAST_DONE = "last_done"
    MOST_DONE = "most_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a person asks for; a routine must pass all of it. The defaults ask for nothing.

    `max_minutes` are whole minutes as people are shown them, so that what is listed as
    four minutes is found among four. `equipment` is what the person has, of which a mat
    or a wall are a part; a routine passes if that is all it needs. Of `when`, `goals` and
    `level` one match in each is enough, and a routine made for any time is not for that
    reason one for before a run.
    """

    max_minutes: int | None = None
    equipment: frozenset[Item] | None = None
    no_floor: bool = False
    no_kneeling: bool = False
    when: frozenset[When] = frozenset()
    goals: frozenset[Intent] = frozenset()
    level: frozenset[Level] = frozenset()
    favourites_only: bool = False

    @property
    def active(self) -> tuple[Facet, ...]:
        """What is asked for."""
        return tuple(
            Facet(field.name)
            for field in fields(self)
            if getattr(self, field.name) != field.default
        )

    def without(self, facet: Facet) -> Filters:
        """The same with one thing no longer asked for."""
        kept = {
            field.name: getattr(self, field.name) for field in fields(self) if field.name != facet
        }
        return Filters(**kept)
