# SPDX-License-Identifier: GPL-3.0-or-later
"""The library's values and the model of its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from hipmob_desktop.core.text import sentences
from hipmob_desktop.ui.text import equipment_line, minutes_text, spoken_minutes
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.core.adapt import Change
    from hipmob_desktop.core.enums import Item
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.ui.theme.icons import IconName

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryEntry:
    """A routine as the list shows it, without its file having been read.

    `credit` is empty where it names nobody but us.
    `equipment` is what it cannot do without. `stand_ins` says which moves are ours, `today`
    what is changed for today's body, `last_done` when it was done ("yesterday"); each may be
    empty. `is_own` is one that the person has added. `figures` are the ids of its moves, the one
    that it is shown by first.
    """

    id: str
    title: str
    credit: str
    summary: str
    total_ms: int
    equipment: tuple[Item, ...] = ()
    stand_ins: str = ""
    figures: tuple[str, ...] = ()
    today: str = ""
    last_done: str = ""
    times_done: int = 0
    is_favourite: bool = False
    is_own: bool = False

    @property
    def minutes(self) -> str:
        """Its length for the corner of the card: "10 min"."""
        return minutes_text(self.total_ms)

    @property
    def marks(self) -> tuple[tuple[IconName, str], ...]:
        """The lines in small type on its card, each with its icon: what is true today."""
        return (("arrow-left-right", self.today),) if self.today else ()

    @property
    def facts(self) -> str:
        """What it takes, in one line: "10 min · Mat · 4 times, last yesterday"."""
        needs = equipment_line(self.equipment)
        return " · ".join(filter(None, (self.minutes, needs, self._done)))

    @property
    def notes(self) -> tuple[tuple[IconName, str], ...]:
        """What is to be known of it before it starts, each with its icon."""
        notes: tuple[tuple[IconName, str], ...] = (
            ("info", self.stand_ins),
            ("arrow-left-right", self.today),
        )
        return tuple(note for note in notes if note[1])

    @property
    def spoken(self) -> str:
        """All of it for a screen reader: title, length, credit, what it needs, its marks."""
        mark = "favourite" if self.is_favourite else ""
        return sentences(
            self.title,
            spoken_minutes(self.total_ms),
            self.credit,
            equipment_line(self.equipment),
            mark,
            self.stand_ins,
            self.today,
            self._done,
        )

    @property
    def _done(self) -> str:
        if not self.last_done:
            return ""
        if self.times_done > 1:
            return f"{self.times_done} times, last {self.last_done}"
        return f"Done {self.last_done}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineDetails:
    """What is shown of a highlighted routine, and what would be started.

    `routine` is as today's body has it; as its file has it where nothing is left; None
    where the file cannot be read any more. `sources` are lines on where to read on. `fault`
    says why it cannot be started, or is empty. `advice` says which other routine suits today's
    body better, where this one loses most of its moves. `hurt_moves` are the ids of moves that
    hurt when they were last done. `use` says how often to do it and until when.
    """

    routine: Routine | None
    total_ms: int = 0
    sources: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    advice: str = ""
    hurt_moves: frozenset[str] = frozenset()
    fault: str = ""
    use: str = ""


class LibraryModel(QAbstractListModel):
    """The entries in their order, or those of them that are to be seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: dict[str, LibraryEntry] = {}
        self._shown: tuple[LibraryEntry, ...] = ()

    @property
    def shown(self) -> tuple[LibraryEntry, ...]:
        """The entries that are seen, in their order."""
        return self._shown

    def show_entries(self, entries: Sequence[LibraryEntry]) -> None:
        """Hold these entries and show them all."""
        self.beginResetModel()
        self._all = {entry.id: entry for entry in entries}
        self._shown = tuple(self._all.values())
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
        row = self.row_of(routine_id)
        if row is not None:
            self._shown = (*self._shown[:row], entry, *self._shown[row + 1 :])
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, routine_id: str) -> int | None:
        """The row of a routine, or None while it is not seen."""
        for row, entry in enumerate(self._shown):
            if entry.id == routine_id:
                return row
        return None

    def entry_at(self, row: int) -> LibraryEntry | None:
        """The entry in a row, if there is one."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def tallest(self) -> LibraryEntry | None:
        """The entry with the most to say, to measure a card by."""
        return max(self._all.values(), key=_text_amount, default=None)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A row can be dragged out, too."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """A row's entry, or its words for a screen reader."""
        entry = self.entry_at(index.row())
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry.spoken
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return entry.summary
            case _ if role == ENTRY_ROLE:
                return entry
        return None


def _text_amount(entry: LibraryEntry) -> int:
    """Roughly how much a card has to show: first by its lines, then by their letters."""
    return len(entry.title) + 100 * len(entry.marks)
