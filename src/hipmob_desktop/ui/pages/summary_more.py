# SPDX-License-Identifier: GPL-3.0-or-later
"""What else somebody may tell after a session: that a run comes now, and a line in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.buttons import ToolIconButton
from hipmob_desktop.ui.kit.layouts import FlowLayout
from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.kit.style import set_spacing

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from hipmob_desktop.ui.kit.style import StyleContext

MOST_NOTE = 500
_NOTE = "Note"
_HOW = "Enter keeps it, Esc does not"
_WRITE, _REWRITE, _KEPT = "Write a note (W)", "Note kept: change it (W)", "The note is kept."
_RUN, _RUNS = "I run after this (R)", "A run after this: noted (R)"


class NoteLine(QLineEdit):
    """A line for a note: Enter keeps it, Esc puts it away, and neither leaves the page.

    Signals:
        kept: what was written, where that is another text than before.
        closed: nobody writes any more.
    """

    kept = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before = ""
        self.setMaxLength(MOST_NOTE)
        self.setAccessibleName(_NOTE)
        self.setPlaceholderText(_HOW)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._before)
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Extend: whoever goes elsewhere loses nothing."""
        super().focusOutEvent(event)
        self.keep()

    def keep(self) -> None:
        """Tell of what was written."""
        text = self.text().strip()
        if text != self._before:
            self._before = text
            self.kept.emit(text)


class MoreToTell(QWidget):
    """Two buttons in a row, that there is a run after this, and a note; and a line for that.

    Signals:
        noted: the note.
        ran: whether there is a run after it.
        written: the line was closed.
    """

    noted = Signal(str)
    ran = Signal(bool)
    written = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self.run = ToolIconButton(style, "plus", _RUN)
        self.run.clicked.connect(self.tick)
        self._is_run = False
        self.note = ToolIconButton(style, "captions", _WRITE)
        self.note.clicked.connect(self.write)
        self.line = NoteLine()
        self.line.kept.connect(self._keep)
        self.line.closed.connect(self._close)
        buttons = QWidget()
        row = FlowLayout(buttons)
        set_spacing(row, 0.5)
        row.addWidget(self.run)
        row.addWidget(self.note)
        column = QVBoxLayout(self)
        set_spacing(column, 0.3)
        column.addWidget(buttons)
        column.addWidget(self.line)

    @Slot()
    def tick(self) -> None:
        """Say that there is a run after this, or that there is none."""
        self._is_run = not self._is_run
        words = _RUNS if self._is_run else _RUN
        self.run.show_icon("check" if self._is_run else "plus", words)
        announce(self, words)
        self.ran.emit(self._is_run)

    @Slot()
    def write(self) -> None:
        """Open the line."""
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _keep(self, text: str) -> None:
        self.note.show_icon("captions", _REWRITE if text else _WRITE)
        announce(self, _KEPT)
        self.noted.emit(text)

    @Slot()
    def _close(self) -> None:
        self.line.hide()
        self.written.emit()
