# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine: an ordered list of moves with doses, a title, a credit and an origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hipmob_desktop.core.enums import Intent, Item, Level, When
    from hipmob_desktop.core.move import Dose, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineItem:
    """A move at its place in a routine, with the dose that it has there."""

    move: Move
    dose: Dose


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What the code of a source stands for; `address` is empty where none is known."""

    title: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """What a person picks from the list and follows.

    `why` says in a sentence or two what it is good for, and who says so. `rounds` repeats
    all items, with `round_rest_ms` between two rounds.
    `origin` says what of it comes from where; `sources` are codes of a Reference, or what a
    person wrote instead. `picture` is the id of the move that a list shows it by, or empty.
    """

    id: str
    title: str
    summary: str
    why: str
    goals: tuple[Intent, ...]
    when: tuple[When, ...]
    when_text: str
    level: Level
    items: tuple[RoutineItem, ...]
    rounds: int
    round_rest_ms: int
    get_ready_ms: int
    credit: str
    origin: str
    sources: tuple[str, ...]
    picture: str = ""

    @property
    def equipment(self) -> tuple[Item, ...]:
        """Everything that one of the moves cannot do without, in order of need."""
        needed = (
            piece.item for item in self.items for piece in item.move.equipment if piece.required
        )
        return tuple(dict.fromkeys(needed))

    @property
    def stand_ins(self) -> tuple[Move, ...]:
        """The moves that stand in for ones an article does not name."""
        return tuple(item.move for item in self.items if item.move.provenance.is_stand_in)
