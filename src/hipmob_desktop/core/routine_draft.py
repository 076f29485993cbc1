# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine while somebody changes it: each change makes another value, and may be taken back."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.routine import Circuit, Routine, RoutineItem
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hipmob_desktop.core.move import Move

MOST_STEPS = 500
"""So many changes can be taken back; each costs a few hundred bytes."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A routine and, for each of its items, a key that stays with it wherever it is moved.

    Items have numbers from 0, as they stand. A number that no item has is an IndexError.
    """

    routine: Routine
    keys: tuple[int, ...]
    next_key: int

    @classmethod
    def of(cls, routine: Routine) -> Draft:
        """The draft of a routine as it is; its items have the keys 0, 1 and so on."""
        count = len(routine.items)
        return cls(routine, tuple(range(count)), count)

    @property
    def items(self) -> tuple[RoutineItem, ...]:
        """The items in their order."""
        return self.routine.items

    def changed(self, **fields: Any) -> Draft:  # noqa: ANN401 - the routine's own, of all kinds
        """With other words or numbers of the routine itself."""
        return replace(self, routine=replace(self.routine, **fields))

    def inserted(self, number: int, item: RoutineItem) -> Draft:
        """With one item more, which stands at `number`."""
        rows = self._rows()
        rows.insert(number, _Row(self.next_key, item, None))
        return self._with(_joined(rows, number), next_key=self.next_key + 1)

    def removed(self, numbers: Iterable[int]) -> Draft:
        """Without these items. A circuit keeps what is left of its own."""
        gone = set(numbers)
        return self._with(row for place, row in enumerate(self._rows()) if place not in gone)

    def moved(self, number: int, to: int) -> Draft:
        """With an item at another place.

        It belongs to the circuit that it comes to stand in, and to its old one while it stands
        at its edge.
        """
        rows = self._rows()
        rows.insert(to, rows.pop(number))
        return self._with(_joined(rows, to))

    def copied(self, number: int) -> Draft:
        """With a second of an item behind it."""
        return self.inserted(number + 1, self.items[number])

    def with_item(self, number: int, item: RoutineItem) -> Draft:
        """With another item in the place of one, which keeps its key."""
        items = list(self.items)
        items[number] = item
        return self.changed(items=tuple(items))

    def with_move(self, move: Move) -> Draft:
        """With another form of a move in the place of the one with its id; doses stay."""
        return self.changed(
            items=tuple(
                replace(item, move=move) if item.move.id == move.id else item
                for item in self.items
            )
        )

    def with_circuit(self, first: int, last: int, *, rounds: int, rest_ms: int) -> Draft:
        """With these items done `rounds` times in a row; once is no circuit.

        A circuit that shares some of them keeps the others, unless they would lie on both sides.
        """
        new = Circuit(first=first, last=last, rounds=rounds, rest_ms=rest_ms)
        rows = [
            replace(row, circuit=new if first <= place <= last else row.circuit)
            for place, row in enumerate(self._rows())
        ]
        if rounds == 1:
            rows = [replace(row, circuit=None) if row.circuit is new else row for row in rows]
        return self._with(rows)

    def _rows(self) -> list[_Row]:
        return [
            _Row(key, item, self.routine.circuit_of(number))
            for number, (key, item) in enumerate(zip(self.keys, self.items, strict=True))
        ]

    def _with(self, rows: Iterable[_Row], next_key: int | None = None) -> Draft:
        rows = list(rows)
        routine = replace(
            self.routine,
            items=tuple(row.item for row in rows),
            circuits=_circuits(rows),
        )
        if routine.picture and all(row.item.move.id != routine.picture for row in rows):
            routine = replace(routine, picture="")
        keys = tuple(row.key for row in rows)
        return Draft(routine, keys, self.next_key if next_key is None else next_key)


@dataclass(frozen=True, slots=True)
class _Row:
    """An item with its key and the circuit that it is in."""

    key: int
    item: RoutineItem
    circuit: Circuit | None


def _joined(rows: list[_Row], number: int) -> list[_Row]:
    """The rows with the one at `number` in the circuit that it stands in, or at the edge of."""
    row = rows[number]
    before = rows[number - 1].circuit if number else None
    after = rows[number + 1].circuit if number + 1 < len(rows) else None
    is_within = before is not None and before is after
    is_at_edge = row.circuit is not None and (row.circuit is before or row.circuit is after)
    is_alone = row.circuit is not None and all(
        other.circuit is not row.circuit for other in rows if other is not row
    )
    if is_within:
        rows[number] = replace(row, circuit=before)
    elif not (is_at_edge or is_alone):
        rows[number] = replace(row, circuit=None)
    return rows


def _circuits(rows: Sequence[_Row]) -> tuple[Circuit, ...]:
    """Each unbroken run of rows of one circuit; of a circuit that was cut in two, the first."""
    found: list[Circuit] = []
    seen: list[Circuit] = []
    for number, row in enumerate(rows):
        if row.circuit is None:
            continue
        is_on = number > 0 and rows[number - 1].circuit is row.circuit
        if is_on and found and found[-1].last == number - 1:
            found[-1] = replace(found[-1], last=number)
        elif not any(row.circuit is one for one in seen):
            seen.append(row.circuit)
            found.append(replace(row.circuit, first=number, last=number))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Step:
    """A draft as it was, and what was done to it then.

    `what` names the change for a person ("Undo: move up"). Changes in a row with one `merge`,
    which is not empty, are one step: letters of a word, presses of a plus.
    """

    draft: Draft
    what: str
    merge: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """A draft with what can be taken back and done again; `saved` is the draft in the file."""

    now: Draft
    saved: Draft | None
    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()

    @property
    def is_saved(self) -> bool:
        """Whether the file holds the draft as it is now."""
        return self.saved is not None and self.now.routine == self.saved.routine

    @property
    def undo_name(self) -> str:
        """What would be taken back; empty if nothing can be."""
        return self.past[-1].what if self.past else ""

    @property
    def redo_name(self) -> str:
        """What would be done again; empty if nothing can be."""
        return self.future[-1].what if self.future else ""

    def done(self, draft: Draft, what: str, merge: str = "") -> History:
        """After a change, which `what` names; one that changes nothing is none."""
        if draft == self.now:
            return self
        past = self.past
        is_more_of_it = bool(merge and past and past[-1].merge == merge and not self.future)
        if not is_more_of_it:
            past = (*past, Step(self.now, what, merge))[-MOST_STEPS:]
        return History(draft, self.saved, past)

    def undone(self) -> History:
        """One step back; as it is where there is none."""
        if not self.past:
            return self
        step = self.past[-1]
        ahead = Step(self.now, step.what)
        return History(step.draft, self.saved, self.past[:-1], (*self.future, ahead))

    def redone(self) -> History:
        """One step on again."""
        if not self.future:
            return self
        step = self.future[-1]
        back = Step(self.now, step.what)
        return History(step.draft, self.saved, (*self.past, back), self.future[:-1])

    def with_move(self, move: Move) -> History:
        """The same, now that the move with that id is `move`, wherever it stands."""
        saved = self.saved and self.saved.with_move(move)
        past, future = (
            tuple(replace(step, draft=step.draft.with_move(move)) for step in steps)
            for steps in (self.past, self.future)
        )
        return History(self.now.with_move(move), saved, past, future)

    def kept(self) -> History:
        """The same, now that the file holds it; the next change is a step of its own."""
        past = tuple(replace(step, merge="") for step in self.past)
        return History(self.now, self.now, past, self.future)


class Sides(StrEnum):
    """How much of an item each side does."""

    EVEN = "even"
    UNEVEN = "uneven"
    LEFT = "left"
    RIGHT = "right"


def sides_of(item: RoutineItem) -> Sides:
    """Which sides an item is done on, and whether as much on each."""
    if item.side is not Side.BOTH:
        return Sides(item.side.value)
    return Sides.EVEN if item.right is None else Sides.UNEVEN


def with_sides(item: RoutineItem, sides: Sides) -> RoutineItem:
    """The same done on other sides; uneven ones begin with as much on each (`with_amounts`)."""
    side = Side(sides.value) if sides in (Sides.LEFT, Sides.RIGHT) else Side.BOTH
    if side is Side.RIGHT and item.right is not None:
        item = item.with_amounts(item.right, item.right)
    right = item.right if sides is Sides.UNEVEN else None
    return replace(item, side=side, right=right).settled()
