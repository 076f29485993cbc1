# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine for the body of today: what does not suit it is swapped or left out.

A substitute suits all of the body, is nowhere else in the routine, and keeps its promises: it
asks for no floor, no kneeling, no lying and no thing that the routine does without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hipmob_desktop.core.enums import Item, PositionGroup, SetsOrder, Side, SideMode, When
from hipmob_desktop.core.move import Hold, Move
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hipmob_desktop.core.enums import Position, SkipTag
    from hipmob_desktop.core.move import Dose
    from hipmob_desktop.core.routine import Routine, RoutineItem

LONGEST_PRE_RUN_HOLD_MS = 30_000
"""Longer holds have no place before a run."""

_FLOOR, _LYING, _KNEELING = "floor", "lying", "kneeling"
_ASKS = {
    PositionGroup.SUPINE: frozenset({_FLOOR, _LYING}),
    PositionGroup.SIDE: frozenset({_FLOOR, _LYING}),
    PositionGroup.SEATED: frozenset({_FLOOR}),
    PositionGroup.KNEEL: frozenset({_FLOOR, _KNEELING}),
    PositionGroup.STAND: frozenset[str](),
    PositionGroup.CHAIR: frozenset[str](),
}
"""What a body must be able to do in each group of positions, beside standing and sitting."""


class Skippable(Protocol):
    """A move, or what is noted of one."""

    @property
    def skip_tags(self) -> tuple[SkipTag, ...]:
        """The states of the body in which it is better left out."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One move that does not suit the body today, and what became of it.

    `item` counts the routine's own items from 1. `tag` is why; of several, it is the one
    that `substitute` is meant for. Without a substitute the move is left out.
    """

    item: int
    move: Move
    tag: SkipTag
    substitute: Move | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdaptedRoutine:
    """The `original`, as its file has it, as `routine` for today, and all that was changed.

    `routine` is None if nothing is left.
    """

    original: Routine
    routine: Routine | None
    changes: tuple[Change, ...] = ()

    @property
    def stand_ins(self) -> tuple[tuple[str, str], ...]:
        """The ids of the moves that were put in, each with that of the move it stands in for."""
        swaps = ((change.substitute, change.move) for change in self.changes)
        return tuple((new.id, old.id) for new, old in swaps if new is not None)

    @property
    def loses_most(self) -> bool:
        """Whether fewer than half of its moves stay: the others are swapped or left out."""
        moves = len(self.original.items)
        return loses_most(moves - len(self.changes), moves)


@dataclass(frozen=True, slots=True)
class _Promise:
    """What a routine asks for, and so what a substitute may: it keeps doing without the rest."""

    positions: frozenset[Position]
    asks: frozenset[str]
    things: frozenset[Item]

    @classmethod
    def of(cls, routine: Routine) -> _Promise:
        positions = frozenset(item.move.position for item in routine.items)
        asks = what_is_asked(positions)
        things = set(routine.equipment)
        if _FLOOR in asks:
            things.add(Item.MAT)
        return cls(positions, asks, frozenset(things))

    def allows(self, move: Move) -> bool:
        needed = {piece.item for piece in move.equipment if piece.required}
        return what_is_asked([move.position]) <= self.asks and needed <= self.things


def adapt(routine: Routine, tags: frozenset[SkipTag], moves: Mapping[str, Move]) -> AdaptedRoutine:
    """`routine` without the moves that carry one of `tags`; `moves` are all there are, by id.

    Such a move gives way to the substitute that it names for one of the tags, or else to one in
    the same group of positions that is good for the same; where there is none, it is left out.
    """
    promise = _Promise.of(routine)
    free = {id_: move for id_, move in moves.items() if suits(move, tags) and promise.allows(move)}
    for item in routine.items:
        free.pop(item.move.id, None)
    changes: list[Change] = []
    items: list[tuple[int, RoutineItem]] = []
    for number, item in enumerate(routine.items):
        if suits(item.move, tags):
            items.append((number, item))
            continue
        tag, substitute = _substitute(item, tags, free, promise.positions)
        changes.append(Change(item=number + 1, move=item.move, tag=tag, substitute=substitute))
        if substitute:
            del free[substitute.id]
            items.append((number, _instead(item, substitute, routine)))
    adapted = routine.with_items(items) if changes else routine
    left = adapted if adapted.items else None
    return AdaptedRoutine(original=routine, routine=left, changes=tuple(changes))


def suits(move: Skippable, tags: frozenset[SkipTag]) -> bool:
    """Whether a move may be done by a body with `tags`."""
    return tags.isdisjoint(move.skip_tags)


def loses_most(stays: int, moves: int) -> bool:
    """Whether fewer than half of a routine's `moves` stay as they are."""
    return 2 * stays < moves


def what_is_asked(positions: Iterable[Position]) -> frozenset[str]:
    """Which of floor, lying and kneeling some positions ask for."""
    return frozenset().union(*(_ASKS[position.group] for position in positions))


def _substitute(
    item: RoutineItem,
    tags: frozenset[SkipTag],
    free: Mapping[str, Move],
    positions: frozenset[Position],
) -> tuple[SkipTag, Move | None]:
    """The first tag with a named substitute that is free, and that.

    Without one it is the first tag, with the free move that is most alike in one of
    `positions`, if there is any.
    """
    reasons = [tag for tag in item.move.skip_tags if tag in tags]
    swaps = dict(item.move.swaps)
    for tag in reasons:
        if other := free.get(swaps.get(tag, "")):
            return tag, other
    alike = (
        other
        for other in free.values()
        if other.position in positions and _is_like(item.move, other)
    )
    return reasons[0], min(alike, key=lambda other: _difference(item, other), default=None)


def _is_like(move: Move, other: Move) -> bool:
    """Whether `other` is in the same group of positions and good for some of the same.

    A move without any skip tag is one of somebody's own that nobody has looked at: it may be
    anything, and is put in only where a file names it.
    """
    is_near = other.position.group is move.position.group
    return is_near and bool(other.skip_tags) and not set(other.intents).isdisjoint(move.intents)


def _difference(item: RoutineItem, other: Move) -> tuple[bool, int, bool, str]:
    """How unlike a move is to that of an item; ids decide between equals."""
    shared = set(other.intents) & set(item.move.intents)
    return (
        other.position is not item.move.position,
        -len(shared),
        type(other.dose) is not type(item.dose),
        other.id,
    )


def in_place_of(item: RoutineItem, substitute: Move) -> RoutineItem:
    """`substitute` in the place of an item, on the side and with the rests that were asked for.

    It is done as much where that can be said of it, else in its own dose. What was said of the
    move itself, its note and its cue, goes with the move.
    """
    new = replace(item, move=substitute, note="", cue="")
    if type(item.dose) is not type(substitute.dose):
        new = replace(new, dose=substitute.dose, right=None)
    if substitute.side_mode is SideMode.BOTH:
        new = replace(new, side=Side.BOTH, right=None)
    if len(new.sides()) == 1:
        new = replace(new, sets_order=SetsOrder.SIDES, rest_sides_ms=0)
    return new


def _instead(item: RoutineItem, substitute: Move, routine: Routine) -> RoutineItem:
    """The same, with no long hold before a run."""
    new = in_place_of(item, substitute)
    if isinstance(new.dose, Hold) and When.PRE_RUN in routine.when:
        left, right = (_held_ms(new.dose_of(side)) for side in (Side.LEFT, Side.RIGHT))
        most_ms = LONGEST_PRE_RUN_HOLD_MS
        return new.with_amounts(min(left, most_ms), min(right, most_ms))
    return new


def _held_ms(dose: Dose) -> int:
    return dose.hold_ms if isinstance(dose, Hold) else 0
