# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing a move out of the library, by its name or its figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hipmob_desktop.ui.editor.items import MoveList, MoveRow
from hipmob_desktop.ui.kit.buttons import IconButton, PlainButton
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.style import set_spacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.ui.kit.style import StyleContext

NOTHING = "No move is called that."


class MovePicker(QWidget):
    """A line to search with above the moves that it finds.

    Signals:
        searched: the words, with every key.
        picked: the id of the move that is to be added.
        left: nothing is to be added (any more).
    """

    searched = Signal(str)
    picked = Signal(str)
    left = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setAccessibleName("Search a move")
        self.search.setPlaceholderText("Search a move")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.searched)
        self.search.returnPressed.connect(self._pick)
        self.search.installEventFilter(self)
        self.list = MoveList(style, "Moves of the library")
        self.list.opened.connect(self._pick)
        self.nothing = label("", "quiet")
        self.add = IconButton(style, "plus", "Add it", "primary")
        self.add.clicked.connect(self._pick)
        self.done = PlainButton("Done")
        self.done.clicked.connect(self.left)
        above = QHBoxLayout()
        set_spacing(above, 0.5)
        above.addWidget(self.search, 1)
        above.addWidget(self.add)
        above.addWidget(self.done)
        column = QVBoxLayout(self)
        set_spacing(column, 0.4)
        column.addLayout(above)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order of reading."""
        return (self.search, self.add, self.done, self.list)

    def begin(self) -> None:
        """Search anew."""
        self.search.clear()
        self.searched.emit("")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rows(self, rows: Sequence[MoveRow]) -> None:
        """Show what was found, the first of it with the highlight."""
        self.list.show_rows(rows, 0)
        self.list.scrollToTop()
        self.nothing.setText("" if rows else NOTHING)
        self.nothing.setVisible(not rows)
        self.add.setEnabled(bool(rows))

    @Slot()
    def _pick(self) -> None:
        row = self.list.row_at(self.list.currentRow())
        if row is not None:
            self.picked.emit(row.move)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the highlight by the arrows while the search line has the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
