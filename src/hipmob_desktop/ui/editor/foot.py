# SPDX-License-Identifier: GPL-3.0-or-later
"""Below the editor: the total, what is wrong, and what can be done with the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.buttons import IconButton, ToolIconButton
from hipmob_desktop.ui.kit.labels import IconLine, label
from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.kit.style import em, set_spacing

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from hipmob_desktop.ui.kit.style import StyleContext

_WORDS_EM = 50.0


class EditorFoot(QWidget):
    """The total of a routine, and its buttons.

    Signals:
        undo_requested, redo_requested, hear_requested, play_requested, save_requested.
    """

    undo_requested = Signal()
    redo_requested = Signal()
    hear_requested = Signal()
    play_requested = Signal()
    save_requested = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self.status = label("", "quiet")
        self.fault = IconLine(style, "circle-alert", ink="warning")
        self.undo = ToolIconButton(style, "undo-2", "Undo", shows_text=False)
        self.redo = ToolIconButton(style, "redo-2", "Redo", shows_text=False)
        self.hear = ToolIconButton(style, "volume-2", "Hear it", shows_text=False)
        self.play = ToolIconButton(style, "play", "Play from here", shows_text=False)
        self.save = IconButton(style, "check", "Save", "primary")
        self.save.setToolTip("Save it among your routines (Ctrl+S)")
        for button, signal in (
            (self.undo, self.undo_requested),
            (self.redo, self.redo_requested),
            (self.hear, self.hear_requested),
            (self.play, self.play_requested),
            (self.save, self.save_requested),
        ):
            button.clicked.connect(signal)
        words = QVBoxLayout()
        set_spacing(words, 0.1)
        words.addStretch(1)
        words.addWidget(self.status)
        words.addWidget(self.fault)
        words.addStretch(1)
        row = QHBoxLayout(self)
        set_spacing(row, 0.5)
        row.addLayout(words, 1)
        for part in self.buttons:
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        self._name()

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """The buttons in the order of reading."""
        return (self.undo, self.redo, self.hear, self.play, self.save)

    def _name(self) -> None:
        self.hear.setToolTip("Hear what is said on the way into the move (Ctrl+L)")
        self.play.setToolTip("Try it out from this move on; nothing of it is kept (Ctrl+P)")

    def show_status(self, text: str) -> None:
        """Show the total."""
        if text != self.status.text():
            self.status.setText(text)
            announce(self.status, text)
        self.status.setVisible(bool(text))

    def show_fault(self, text: str) -> None:
        """Say why it cannot be saved as it is; nothing if it can."""
        if text and text != self.fault.text.text():
            announce(self.fault, text)
        self.fault.show_text(text)

    def show_buttons(self, *, undo: str, redo: str, has_move: bool, can_save: bool) -> None:
        """Offer what can be done; `undo` names what would be taken back, `redo` done again."""
        for button in (self.hear, self.play):
            button.setEnabled(has_move)
        for button, word, what, keys in (
            (self.undo, "Undo", undo, "Ctrl+Z"),
            (self.redo, "Redo", redo, "Ctrl+Shift+Z"),
        ):
            button.setEnabled(bool(what))
            words = f"{word}: {what}" if what else word
            button.setToolTip(f"{words} ({keys})")
            button.setAccessibleName(words)
        self.save.setEnabled(can_save)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in (self.hear, self.play):
            button.set_shows_text(self.width() >= _WORDS_EM * em(self))
        self._name()
