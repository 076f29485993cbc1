# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine: an ordered list of moves with doses, a title, a credit and an origin."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import SetsOrder, Side, SideMode
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hipmob_desktop.core.enums import Intent, Item, Level, When
    from hipmob_desktop.core.move import Dose, Move


READ_LETTER_MS = 60
"""How long a letter takes to be read, for those who hear nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineItem:
    """A move at its place in a routine, and how it is done there.

    `dose` is how much on each side. Where the sides are uneven, it is that of the left, and
    `right` the reps of the right, or how long that is held; `dose_of` knows. `side` is the one
    that works where the other does not. `rest_sides_ms` is a rest before each change of sides,
    `rest_after_ms` one before the next move, or None where the routine's own holds. `note` is
    said before the move, `cue` before its own cues. An optional one may be left out where time is
    short.
    """

    move: Move
    dose: Dose
    side: Side = Side.BOTH
    right: int | None = None
    sets_order: SetsOrder = SetsOrder.SIDES
    rest_sides_ms: int = 0
    rest_after_ms: int | None = None
    note: str = ""
    cue: str = ""
    is_optional: bool = False

    @property
    def alternates(self) -> bool:
        """Whether the sides take turns with every rep: where both work, and as much."""
        is_even = self.side is Side.BOTH and self.right is None
        is_in_turn = self.move.side_mode is SideMode.ALTERNATING
        return is_in_turn and is_even and isinstance(self.dose, Reps)

    def sides(self, first: Side = Side.LEFT) -> tuple[Side, ...]:
        """The sides that have a run of their own; nothing can be held on two sides in turn."""
        if self.move.side_mode is SideMode.BOTH:
            return (Side.BOTH,)
        if self.side is not Side.BOTH:
            return (self.side,)
        return (first,) if self.alternates else (first, first.other)

    def runs(self, first: Side = Side.LEFT) -> tuple[tuple[int, Side], ...]:
        """Each set of each side in the order they are done, as its number and its side."""
        sets, sides = range(1, self.dose.sets + 1), self.sides(first)
        if self.sets_order is SetsOrder.TOGETHER:
            return tuple((number, side) for side, number in product(sides, sets))
        return tuple(product(sets, sides))

    def dose_of(self, side: Side) -> Dose:
        """How much is done on `side`."""
        if side is not Side.RIGHT or self.right is None:
            return self.dose
        match self.dose:
            case Hold():
                return replace(self.dose, hold_ms=self.right)
            case Reps():
                return replace(self.dose, count=self.right)

    @property
    def reading_ms(self) -> int:
        """How long it takes to read what is noted of it."""
        return READ_LETTER_MS * (len(self.note) + len(self.cue))

    def work_ms(self, side: Side) -> int:
        """How long one run of `side` works at pace 1; where sides take turns, that of both."""
        dose, phases = self.dose_of(side), self.move.phases
        if isinstance(dose, Hold):
            return sum(dose.hold_ms if phase.is_hold else phase.duration_ms for phase in phases)
        in_turn = 2 if self.alternates else 1
        return sum(phase.duration_ms for phase in phases) * dose.count * in_turn

    def with_amounts(self, left: int, right: int) -> RoutineItem:
        """The same with so many reps, or milliseconds held, on each of the sides."""
        match self.dose:
            case Hold():
                dose: Dose = replace(self.dose, hold_ms=left)
            case Reps():
                dose = replace(self.dose, count=left)
        return replace(self, dose=dose, right=None if right == left else right).settled()

    def settled(self) -> RoutineItem:
        """The same without what means nothing where no side comes after another."""
        if len(self.sides()) > 1:
            return self
        return replace(self, sets_order=SetsOrder.SIDES, rest_sides_ms=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit:
    """Some items of a routine, from `first` to `last`, that are done `rounds` times in a row.

    The items are counted from 0. `rest_ms` is a rest between two rounds.
    """

    first: int
    last: int
    rounds: int
    rest_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What the code of a source stands for; `address` is empty where none is known."""

    title: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """What a person picks from the list and follows.

    `why` says in a sentence or two what it is good for, and who says so. `rounds` repeats
    all items, with `round_rest_ms` between two rounds; `circuits` repeat some of them, in their
    order and apart. `rest_between_ms` is a rest between two moves. Where several rests meet, the
    longest is taken. `how_often` says in words how often to do it, `until` the last day of it,
    `pain` how much pain is all right.
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
    circuits: tuple[Circuit, ...] = ()
    rest_between_ms: int = 0
    how_often: str = ""
    until: date | None = None
    pain: str = ""

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

    @property
    def first_way_ms(self) -> int:
        """How long there is before the first move: to get ready, and to read what is noted."""
        reading_ms = self.items[0].reading_ms + READ_LETTER_MS * len(self.pain)
        return self.get_ready_ms + reading_ms

    @property
    def turns(self) -> int:
        """How many times a move is gone into: each item, in each round of it."""
        again = sum(
            (circuit.rounds - 1) * (circuit.last + 1 - circuit.first) for circuit in self.circuits
        )
        return self.rounds * (len(self.items) + again)

    def circuit_of(self, number: int) -> Circuit | None:
        """The circuit that the item at `number` is in."""
        return next(
            (each for each in self.circuits if each.first <= number <= each.last),
            None,
        )

    def with_items(self, items: Sequence[tuple[int, RoutineItem]]) -> Routine:
        """The same with these items in the places of their numbers, and no others.

        A circuit keeps what is left of its own.
        """
        numbers = [number for number, _ in items]
        circuits = []
        for circuit in self.circuits:
            kept = [
                place
                for place, number in enumerate(numbers)
                if circuit.first <= number <= circuit.last
            ]
            if kept:
                circuits.append(replace(circuit, first=kept[0], last=kept[-1]))
        return replace(self, items=tuple(item for _, item in items), circuits=tuple(circuits))
