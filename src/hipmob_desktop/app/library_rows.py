# SPDX-License-Identifier: GPL-3.0-or-later
"""A library as the list and picking want it, without reading a routine or a move again."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.ui.library.model import LibraryEntry
from hipmob_desktop.ui.text import changed_moves, day_text, stand_ins_text
from hipmob_desktop.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from hipmob_desktop.app.journal import JournalSnapshot
    from hipmob_desktop.content.library import Library
    from hipmob_desktop.content.library_cache import Entry, MoveNote
    from hipmob_desktop.core.enums import Item, SkipTag
    from hipmob_desktop.core.journal import RoutineUse
    from hipmob_desktop.core.library_filter import PickEntry
    from hipmob_desktop.core.suggestion import Candidate

OUR_OWN = "our own composition"
"""The credit of most that ships: on the page it is of use, on a dozen cards it is not."""

T = TypeVar("T")


class Catalogue:
    """What is said and asked of each routine of a library. A value."""

    def __init__(self, library: Library) -> None:
        self.library = library
        notes = library.notes if library.entries else ()
        self._notes = {note.name: note for note in notes}
        self._kept: dict[frozenset[Any], frozenset[Any]] = {}
        self._moves = [self._moves_of(entry) for entry in library.entries]
        figures = figures_of(library.entries, self._moves)
        self._listed = tuple(map(_line, library.entries, figures))

    def entries(
        self, known: JournalSnapshot, favourites: Collection[str], tags: frozenset[SkipTag]
    ) -> tuple[LibraryEntry, ...]:
        """A line for each routine, in the order of the shelf."""
        favourites = frozenset(favourites)
        return tuple(
            replace(
                line,
                today=changed_moves(_unsuited(moves, tags)) if tags else "",
                is_favourite=line.id in favourites,
                times_done=use.times if (use := known.uses.get(line.id)) else 0,
                last_done=_last_done(use),
            )
            if tags or line.id in favourites or line.id in known.uses
            else line
            for line, moves in zip(self._listed, self._moves, strict=True)
        )

    def picks(self, known: JournalSnapshot, favourites: Collection[str]) -> tuple[PickEntry, ...]:
        """What picking has to know of each routine, in the order of the shelf."""
        favourites = frozenset(favourites)
        uses = known.uses
        return tuple(
            replace(
                pick,
                is_favourite=pick.id in favourites,
                last_done_ms=uses[pick.id].last_done_at_ms if pick.id in uses else None,
                times_done=uses[pick.id].times if pick.id in uses else 0,
            )
            if pick.id in uses or pick.id in favourites
            else pick
            for pick in self._picks
        )

    def suggestible(
        self, tags: frozenset[SkipTag], owned: frozenset[Item], *, shipped_only: bool = False
    ) -> tuple[Candidate, ...]:
        """The routines that a body with `tags` can do with the things that are `owned`."""
        from hipmob_desktop.core.suggestion import Candidate

        found = []
        for entry, moves in zip(self.library.entries, self._moves, strict=True):
            if (shipped_only and entry.is_own) or not owned.issuperset(entry.equipment):
                continue
            changes = _unsuited(moves, tags) if tags else 0
            if 2 * changes <= len(moves):
                found.append(Candidate(id=entry.id, when=entry.when, changes=changes))
        return tuple(found)

    @cached_property
    def _picks(self) -> tuple[PickEntry, ...]:
        from hipmob_desktop.core.library_filter import PickEntry

        return tuple(
            PickEntry(
                id=entry.id,
                title=entry.title,
                total_ms=entry.total_ms,
                positions=self._shared(move.position for move in moves),
                equipment=self._shared(entry.equipment),
                when=self._shared(entry.when),
                goals=self._shared(entry.goals),
                level=entry.level,
            )
            for entry, moves in zip(self.library.entries, self._moves, strict=True)
        )

    def _moves_of(self, entry: Entry) -> tuple[MoveNote, ...]:
        """The moves of a routine; its file is read only where it has moves of its own."""
        try:
            return tuple([self._notes[name] for name in entry.move_names])
        except KeyError:
            pass
        try:
            return self.library.notes_of(entry)
        except ContentError:
            return ()

    def _shared(self, values: Iterable[T]) -> frozenset[T]:
        """The set of `values`, one and the same for all routines that have it."""
        made = frozenset(values)
        return self._kept.setdefault(made, made)


def figures_of(
    entries: Sequence[Entry], moves: Sequence[Sequence[MoveNote]]
) -> tuple[tuple[str, ...], ...]:
    """The ids of the figures of each routine, the one that it is shown by first.

    That is the one that its file names, or else one that no other routine is shown by, as long
    as there is such a one.
    """
    taken = {entry.picture for entry in entries}
    ordered = []
    for entry, notes in zip(entries, moves, strict=True):
        ids = [note.figure for note in notes]
        first = next((note.figure for note in notes if note.id == entry.picture), "")
        if not first:
            first = next((one for one in ids if one not in taken), "")
            taken.add(first)
        ordered.append(tuple(dict.fromkeys(filter(None, (first, *ids)))))
    return tuple(ordered)


def _line(entry: Entry, figures: tuple[str, ...]) -> LibraryEntry:
    return LibraryEntry(
        id=entry.id,
        title=entry.title,
        credit="" if entry.credit == OUR_OWN else entry.credit,
        summary=entry.summary,
        total_ms=entry.total_ms,
        equipment=entry.equipment,
        stand_ins=stand_ins_text(name in entry.stand_ins for name in entry.move_names),
        figures=figures,
        is_own=entry.is_own,
    )


def _unsuited(moves: Sequence[MoveNote], tags: frozenset[SkipTag]) -> int:
    return sum(not tags.isdisjoint(move.skip_tags) for move in moves)


def _last_done(use: RoutineUse | None) -> str:
    """The day it was last done to its end; what was only begun is not done."""
    return day_text(use.last_done_at_ms) if use and use.last_done_at_ms is not None else ""
