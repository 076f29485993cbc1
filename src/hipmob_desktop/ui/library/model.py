# SPDX-License-Identifier: GPL-3.0-or-later
"""The routines that there are to choose from, as a list's model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from hipmob_desktop.ui.library.card import FACTS_ROLE, CardFacts
from hipmob_desktop.ui.text import (
    counted,
    equipment_line,
    minutes_text,
    sentence,
    spoken_minutes,
    stand_ins_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.core.adapt import Change
    from hipmob_desktop.core.enums import Item
    from hipmob_desktop.core.routine import Routine

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 2
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a list needs of a routine that has not been read yet.

    `stand_ins` says in a few words that there are some; `figures` are ids of moves.
    """

    id: str
    title: str
    credit: str
    summary: str
    equipment: tuple[Item, ...]
    stand_ins_text: str = ""
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineDetails:
    """What is shown of a highlighted routine, and what would be started.

    `routine` is as today's body has it; as its file has it where nothing is left; None
    where the file cannot be read any more. `fault` says why it cannot be started, or is
    empty. `hurt_moves` are the ids of moves that hurt when they were last done.
    """

    routine: Routine | None
    total_ms: int = 0
    changes: tuple[Change, ...] = ()
    hurt_moves: frozenset[str] = frozenset()
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryEntry:
    """A routine with what the list says of it.

    `last_done_text` says when it was done in a few words ("yesterday"), and `today_text`
    what today's body changes in it; each may be empty.
    """

    routine: Routine | Listed
    total_ms: int
    today_text: str = ""
    is_favourite: bool = False
    last_done_text: str = ""
    times_done: int = 0

    @property
    def stand_ins(self) -> str:
        """That some of its moves are stand-ins, or nothing."""
        if isinstance(self.routine, Listed):
            return self.routine.stand_ins_text
        return stand_ins_text(self.routine)

    @property
    def figures(self) -> tuple[str, ...]:
        """The ids of its moves, in their order."""
        if isinstance(self.routine, Listed):
            return self.routine.figures
        return tuple(item.move.id for item in self.routine.items)


class LibraryModel(QAbstractListModel):
    """The entries in their order, or those of them that are to be seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: dict[str, LibraryEntry] = {}
        self._shown: tuple[LibraryEntry, ...] = ()
        self._facts: dict[str, CardFacts] = {}

    @property
    def shown(self) -> tuple[LibraryEntry, ...]:
        """The entries that are seen, in their order."""
        return self._shown

    def show_entries(self, entries: Sequence[LibraryEntry]) -> None:
        """Hold these entries and show them all."""
        self.beginResetModel()
        self._all = {entry.routine.id: entry for entry in entries}
        self._shown = tuple(self._all.values())
        self._facts.clear()
        self.endResetModel()

    def set_visible_ids(self, ids: Sequence[str] | None) -> None:
        """Show only these, in this order; with None all, in the order they came in."""
        chosen = self._all if ids is None else ids
        shown = tuple(filter(None, map(self._all.get, chosen)))
        if shown != self._shown:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    def set_favourite(self, routine_id: str, *, marked: bool) -> None:
        """Mark a routine as a favourite, or not."""
        if routine_id not in self._all:
            return
        entry = replace(self._all[routine_id], is_favourite=marked)
        self._all[routine_id] = entry
        self._facts.pop(routine_id, None)
        row = self.row_of(routine_id)
        if row is not None:
            self._shown = (*self._shown[:row], entry, *self._shown[row + 1 :])
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, routine_id: str) -> int | None:
        """Where a routine stands among those that are seen."""
        for row, entry in enumerate(self._shown):
            if entry.routine.id == routine_id:
                return row
        return None

    def entry_at(self, row: int) -> LibraryEntry | None:
        """The entry in a row, if there is one."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def tallest(self) -> CardFacts | None:
        """The facts of the entry with the most to say, to measure a card by."""
        if not self._all:
            return None
        return self._facts_of(max(self._all.values(), key=_much))

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """A card's facts, its entry, or its words for a screen reader."""
        entry = self.entry_at(index.row())
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.routine.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_entry(entry)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return entry.routine.summary
            case _ if role == FACTS_ROLE:
                return self._facts_of(entry)
            case _ if role == ENTRY_ROLE:
                return entry
        return None

    def _facts_of(self, entry: LibraryEntry) -> CardFacts:
        id_ = entry.routine.id
        if id_ not in self._facts:
            self._facts[id_] = card_facts(entry)
        return self._facts[id_]


def card_facts(entry: LibraryEntry) -> CardFacts:
    """What the card of an entry shows."""
    routine = entry.routine
    return CardFacts(
        title=routine.title,
        credit=routine.credit,
        minutes=minutes_text(entry.total_ms),
        equipment=equipment_line(routine),
        stand_ins=entry.stand_ins,
        today=entry.today_text,
        last_done=_done_text(entry),
        is_favourite=entry.is_favourite,
        figures=entry.figures,
    )


def spoken_entry(entry: LibraryEntry) -> str:
    """An entry as somebody hears it: title, length, credit, what it needs, its marks."""
    routine = entry.routine
    parts = [
        routine.title,
        spoken_minutes(entry.total_ms),
        routine.credit,
        equipment_line(routine),
    ]
    if entry.is_favourite:
        parts.append("favourite")
    parts += [entry.stand_ins, entry.today_text, _done_text(entry)]
    return " ".join(sentence(part) for part in parts if part)


def _done_text(entry: LibraryEntry) -> str:
    if not entry.last_done_text:
        return ""
    often = f", {counted(entry.times_done, 'time')} in all" if entry.times_done > 1 else ""
    return f"Done {entry.last_done_text}{often}"


def _much(entry: LibraryEntry) -> int:
    words = (entry.routine.title, entry.routine.credit, equipment_line(entry.routine))
    extra_rows = bool(entry.stand_ins) + bool(entry.today_text) + bool(entry.last_done_text)
    return max(map(len, words)) + 100 * extra_rows
