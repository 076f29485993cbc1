# SPDX-License-Identifier: GPL-3.0-or-later
"""From a routine to its entry in the library, and how long it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.content.library_cache import Entry
from hipmob_desktop.content.names import folded
from hipmob_desktop.core.enums import SideMode
from hipmob_desktop.core.move import Hold, transition_ms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hipmob_desktop.core.routine import Routine, RoutineItem


def entry_of(routine: Routine, path: Path, *, order: int, is_own: bool) -> Entry:
    """The entry for `routine`, which was read from `path`."""
    move_names = tuple(dict.fromkeys(item.move.name for item in routine.items))
    return Entry(
        id=routine.id,
        title=routine.title,
        summary=routine.summary,
        goals=routine.goals,
        when=routine.when,
        level=routine.level,
        equipment=routine.equipment,
        move_names=move_names,
        total_ms=nominal_ms(routine),
        credit=routine.credit,
        stand_ins=tuple(move.name for move in routine.stand_ins),
        is_own=is_own,
        order=order,
        path=str(path),
        search_text=_search_text(routine, move_names),
    )


def nominal_ms(routine: Routine) -> int:
    """How long `routine` lasts at pace 1: the sum of its plan without laying it out."""
    items = routine.items
    moves = [item.move for item in items] * routine.rounds
    transitions = sum(map(transition_ms, moves, moves[1:]))
    rests = (routine.round_rest_ms) * (routine.rounds - 1)
    work = sum(map(_item_ms, items)) * routine.rounds
    return routine.get_ready_ms + transitions + rests + work


def _item_ms(item: RoutineItem) -> int:
    move, dose = item.move, item.dose
    phases_ms = sum(phase.duration_ms for phase in move.phases)
    if isinstance(dose, Hold):
        run_ms = phases_ms + dose.hold_ms
    else:
        in_turn = 2 if move.side_mode is SideMode.ALTERNATING else 1
        run_ms = phases_ms * dose.count * in_turn
    if move.side_mode is SideMode.ONE_THEN_OTHER:
        runs = 2 * dose.sets
        changes_ms = (runs - 1) * move.side_change_ms
    else:
        runs = dose.sets
        changes_ms = 0
    return runs * run_ms + changes_ms + (dose.sets - 1) * dose.rest_ms


def _search_text(routine: Routine, move_names: Iterable[str]) -> str:
    def words() -> Iterator[str]:
        yield from (routine.title, routine.summary, routine.when_text, routine.credit)
        yield from routine.goals
        yield from routine.when
        yield routine.level
        yield from routine.equipment
        yield from move_names

    return f" {folded(' '.join(words()))}"
