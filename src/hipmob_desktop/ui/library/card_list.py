# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of cards to go through with the arrow keys and to open with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

MANY = 200
"""From here on every card is as tall as the tallest, so that a list of thousands opens at once."""

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class CardList(QListView):
    """One column of cards, one of them highlighted; each is `card_width` pixels wide.

    A card that is dragged out is the file that `file_of` gives for its row.

    Signals:
        chosen: the row that Enter or a double click opens.
        details_requested: Right was pressed.
        first_painted: the list has been painted for the first time.
        typed: the letters that were typed, if `forwards_typing`.
    """

    chosen = Signal(int)
    details_requested = Signal()
    first_painted = Signal()
    typed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.forwards_typing = False
        self.is_painted = False
        self.card_width = 0
        self.file_of: Callable[[int], Path | None] | None = None
        self._mouse: QPoint | None = None
        self.setAccessibleName(name)
        # Qt's own has Python find out, when first asked for, which of all kinds of widget it is.
        self.setViewport(QWidget())
        self.setMouseTracking(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(MANY)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.doubleClicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose(self.currentIndex())
                event.setAccepted(self.currentIndex().isValid())
            case Qt.Key.Key_Space:
                pass  # In a session Space pauses; here it must not set anything off.
            case Qt.Key.Key_Right:
                self.details_requested.emit()
            case _ if event.text() in ("+", "-"):
                event.ignore()  # the page has minutes to change
            case _ if self.forwards_typing and _is_letter(event):
                self.typed.emit(event.text())
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # To ask the viewport would have Python find out first what kind of widget that is,
        # which takes longer than the rest of the list.
        self.card_width = event.size().width()
        super().resizeEvent(event)
        if self.is_painted:
            if event.size().width() != event.oldSize().width():
                self.scheduleDelayedItemsLayout()  # a card is as high as its width has it
            self.scrollTo(self.currentIndex())  # what is highlighted stays in sight

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.is_painted:
            self.is_painted = True
            self.first_painted.emit()

    @property
    def hovered_row(self) -> int:
        """The row below the mouse, or -1.

        A delegate could ask the style for it, but for that Python makes several hundred constants
        first, and the first paint would wait for them.
        """
        return self.indexAt(self._mouse).row() if self._mouse else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend: note which card the mouse is on."""
        super().mouseMoveEvent(event)
        self._mouse = event.position().toPoint()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Extend: forget the mouse when it leaves."""
        if event.type() is QEvent.Type.Leave:
            self._mouse = None
        return super().viewportEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        """Override: drag the file of the highlighted card, to be copied wherever it is dropped."""
        file = self.file_of(self.currentIndex().row()) if self.file_of else None
        if file is None:
            return
        from PySide6.QtCore import QMimeData, QUrl
        from PySide6.QtGui import QDrag

        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())


def _is_letter(event: QKeyEvent) -> bool:
    return event.text().isprintable() and bool(event.text()) and not event.modifiers() & _COMMANDS
