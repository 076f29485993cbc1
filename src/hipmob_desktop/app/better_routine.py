# SPDX-License-Identifier: GPL-3.0-or-later
"""What to say where today's body leaves too little of a routine: that, and which one fits better.

Only routines that ship are named: what somebody has written says less about whom it suits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.core.adapt import loses_most, suits, what_is_asked
from hipmob_desktop.core.enums import Item, Level, When
from hipmob_desktop.core.text import loses_most_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.content.library import Library
    from hipmob_desktop.content.library_cache import Entry, MoveNote
    from hipmob_desktop.core.adapt import AdaptedRoutine
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.routine import Routine

_LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A shipped routine of which enough suits the body; `share` (0 to 1) stays as it is."""

    entry: Entry
    share: float
    asks: frozenset[str]


def advice(library: Library, adapted: AdaptedRoutine, tags: frozenset[SkipTag]) -> str:
    """A sentence or two where a body with `tags` keeps little of a routine, else nothing."""
    if not adapted.loses_most:
        return ""
    better = better_routine(library, adapted.original, tags)
    return loses_most_text(better.title if better else "")


def better_routine(library: Library, routine: Routine, tags: frozenset[SkipTag]) -> Entry | None:
    """The shipped routine that suits a body with `tags` best in place of `routine`.

    At least half of it stays. First comes one for the same time of day, or else for any; then
    one that is no harder; then one that asks for nothing more (no floor for somebody at a
    desk, no band); then the one that loses the least, then the list's own order.
    """
    asked = what_is_asked(item.move.position for item in routine.items)
    things = {Item.MAT, *routine.equipment}

    def rank(one: _Candidate) -> tuple[int, bool, bool, float]:
        entry = one.entry
        is_same = not set(entry.when).isdisjoint(routine.when)
        time = 0 if is_same else 1 if When.ANY in entry.when else 2
        asks_more = not (one.asks <= asked and things.issuperset(entry.equipment))
        is_harder = _LEVELS.index(entry.level) > _LEVELS.index(routine.level)
        return time, is_harder, asks_more, -one.share

    others = (one for one in _candidates(library, tags) if one.entry.id != routine.id)
    best = min(others, key=rank, default=None)
    return best.entry if best else None


def _candidates(library: Library, tags: frozenset[SkipTag]) -> Iterator[_Candidate]:
    notes = {note.name: note for note in library.notes}
    for entry in library.entries:
        if entry.is_own:
            continue
        moves: list[MoveNote] = [notes[name] for name in entry.move_names if name in notes]
        stays = sum(suits(move, tags) for move in moves)
        if moves and not loses_most(stays, len(moves)):
            asks = what_is_asked(move.position for move in moves)
            yield _Candidate(entry, stays / len(moves), asks)
