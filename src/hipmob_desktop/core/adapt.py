# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine for the body of today: what does not suit it is swapped or left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import When
from hipmob_desktop.core.move import Hold, Move
from hipmob_desktop.core.routine import RoutineItem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.move import Dose
    from hipmob_desktop.core.routine import Routine

LONGEST_PRE_RUN_HOLD_MS = 30_000
"""Longer holds have no place before a run."""


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


@dataclass(frozen=True, slots=True)
class AdaptedRoutine:
    """A routine for today, or None if nothing of it is left, and all that was changed."""

    routine: Routine | None
    changes: tuple[Change, ...]


def adapt(routine: Routine, tags: frozenset[SkipTag], moves: Mapping[str, Move]) -> AdaptedRoutine:
    """`routine` without the moves that carry one of `tags`; `moves` are all there are, by id.

    Such a move gives way to the substitute that it names for the tag, if that one carries
    none of the tags and would not stand beside itself; else it is left out.
    """
    suited = {id_: move for id_, move in moves.items() if _suits(move, tags)}
    changes: list[Change] = []
    items: list[RoutineItem] = []
    for number, item in enumerate(routine.items, 1):
        if _suits(item.move, tags):
            items.append(item)
            continue
        beside = _beside(routine, number, items, tags)
        tag, substitute = _substitute(item.move, tags, suited, beside)
        changes.append(Change(item=number, move=item.move, tag=tag, substitute=substitute))
        if substitute:
            items.append(RoutineItem(move=substitute, dose=_dose(item.dose, substitute, routine)))
    adapted = replace(routine, items=tuple(items)) if changes else routine
    return AdaptedRoutine(adapted if adapted.items else None, tuple(changes))


def _suits(move: Move, tags: frozenset[SkipTag]) -> bool:
    return tags.isdisjoint(move.skip_tags)


def _beside(
    routine: Routine, number: int, done: Sequence[RoutineItem], tags: frozenset[SkipTag]
) -> set[str]:
    """The ids of the moves that may come just before and just after item `number`.

    What follows is the next that stays, as all between may be left out. Where there are
    more rounds, the last item is followed by the first.
    """
    after = [item.move.id for item in routine.items[number:] if _suits(item.move, tags)]
    before = [item.move.id for item in done]
    around = [*after, *before] if routine.rounds > 1 else after
    back = [*after, *before] if routine.rounds > 1 else before
    return {*around[:1], *back[-1:]}


def _substitute(
    move: Move, tags: frozenset[SkipTag], suited: Mapping[str, Move], beside: set[str]
) -> tuple[SkipTag, Move | None]:
    """The first tag that has a good substitute, and that; else the first tag alone."""
    reasons = [tag for tag in move.skip_tags if tag in tags]
    swaps = dict(move.swaps)
    for tag in reasons:
        other = suited.get(swaps.get(tag, ""))
        if other and other.id not in beside:
            return tag, other
    return reasons[0], None


def _dose(asked: Dose, substitute: Move, routine: Routine) -> Dose:
    """As much as was asked for where that is of the same kind, else the substitute's own."""
    dose = asked if type(asked) is type(substitute.dose) else substitute.dose
    if isinstance(dose, Hold) and When.PRE_RUN in routine.when:
        return replace(dose, hold_ms=min(dose.hold_ms, LONGEST_PRE_RUN_HOLD_MS))
    return dose
