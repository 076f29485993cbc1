# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of sessions of other days: read some at a time, opened and ticked by keys."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QListView

from hipmob_desktop.ui.kit.labels import shortened
from hipmob_desktop.ui.kit.style import em
from hipmob_desktop.ui.text import date_text, lasted_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.core.history import SessionLine

TITLE_LETTERS = 80
NO_RUNS: Mapping[str, bool] = MappingProxyType({})
"""No session is known to have been before a run."""


def line_words(line: SessionLine, *, is_before_run: bool = False) -> tuple[str, str]:
    """A session of the list: its title, and when, how long, how it felt, whether it hurt."""
    parts = [f"{date_text(line.began.date())}, {line.began:%H:%M}", lasted_text(line.played_ms)]
    if not line.is_complete:
        parts.append("not to its end")
    if line.felt_before is not None or line.felt_after is not None:
        felt = ("–" if each is None else str(each) for each in (line.felt_before, line.felt_after))
        parts.append(f"felt {' → '.join(felt)}")
    if is_before_run:
        parts.append("before a run")
    if line.hurts:
        parts.append("something hurt")
    if line.note:
        parts.append("with a note")
    return shortened(line.title, TITLE_LETTERS), ", ".join(parts)


class SessionModel(QAbstractListModel):
    """The sessions begun last, read some at a time.

    Signals:
        more_requested: the line after which more is wanted.
    """

    more_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[SessionLine] = []
        self.before_runs: dict[str, bool] = {}
        self._is_all = True

    def show_lines(
        self,
        lines: Sequence[SessionLine],
        before_runs: Mapping[str, bool] = NO_RUNS,
        *,
        is_all: bool,
    ) -> None:
        """Show these in place of those before.

        `before_runs` has the ids of those before a run, and whether somebody ticked that.
        """
        self.beginResetModel()
        self._lines, self._is_all = list(lines), is_all
        self.before_runs = dict(before_runs)
        self.endResetModel()

    def add_lines(
        self,
        lines: Sequence[SessionLine],
        before_runs: Mapping[str, bool] = NO_RUNS,
        *,
        is_all: bool,
    ) -> None:
        """Show these below those before."""
        self.before_runs |= before_runs
        if lines:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
            self._lines.extend(lines)
            self.endInsertRows()
        self._is_all = is_all

    @property
    def count(self) -> int:
        """How many are read."""
        return len(self._lines)

    def line(self, row: int) -> SessionLine | None:
        """The session in a row, if there is one."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """How many are read."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """The words of a row, in two lines; for a screen reader in one."""
        line = self.line(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(line_words(line, is_before_run=line.id in self.before_runs))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(line_words(line, is_before_run=line.id in self.before_runs))
        return None

    def canFetchMore(self, _parent: QModelIndex | QPersistentModelIndex) -> bool:  # noqa: N802 - Qt's name
        """Whether the list goes on."""
        return not self._is_all

    def fetchMore(self, _parent: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802 - Qt's name
        """Ask for more, once."""
        if self._lines and not self._is_all:
            self._is_all = True  # until the answer says otherwise
            self.more_requested.emit(self._lines[-1])


class SessionList(QListView):
    """A list of sessions; Enter or a click opens one, R says that there was a run after it.

    Signals:
        chosen: the row of a session to be opened.
        ticked: the row of a session after which there was a run, or was none after all.
    """

    chosen = Signal(int)
    ticked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Sessions")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._open)

    def fit(self, rows: int) -> None:
        """Be so many rows high."""
        self.setFixedHeight(max(1, rows) * self.sizeHintForRow(0) + round(0.6 * em(self)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_R and self.currentIndex().isValid():
            if not event.isAutoRepeat():
                self.ticked.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())
