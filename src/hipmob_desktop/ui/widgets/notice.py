# SPDX-License-Identifier: GPL-3.0-or-later
"""A calm strip that says one thing, may offer one action, and can be sent away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from hipmob_desktop.ui.widgets.buttons import ToolIconButton
from hipmob_desktop.ui.widgets.dress import label, spaced
from hipmob_desktop.ui.widgets.icon_line import IconMark
from hipmob_desktop.ui.widgets.spoken import announce

if TYPE_CHECKING:
    from hipmob_desktop.ui.icons import IconName
    from hipmob_desktop.ui.widgets.dress import Dress


class Notice(QFrame):
    """One line with details below it; hidden until it has something to say.

    Signals:
        accepted: the action was chosen.
        dismissed: the strip was sent away; it is hidden already.
    """

    accepted = Signal()
    dismissed = Signal()

    def __init__(self, dress: Dress, icon: IconName, ink: str = "accent") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._mark = IconMark(dress, icon, ink)
        self._text = label()
        self._details = label("", "small")
        self.action = QPushButton()
        self.action.clicked.connect(self.accepted)
        self.dismissal = ToolIconButton(dress, "x", "Dismiss", shows_text=False)
        self.dismissal.clicked.connect(self._dismiss)
        self._build()
        self.hide()

    def _build(self) -> None:
        words = QVBoxLayout()
        spaced(words, 0.25)
        words.addStretch(1)
        words.addWidget(self._text)
        words.addWidget(self._details)
        words.addStretch(1)
        row = QHBoxLayout(self)
        spaced(row, 0.75, (0.9, 0.5, 0.5, 0.5))
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.dismissal, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, text: str, details: str = "", action: str = "") -> None:
        """Show `text`, with `details` in small type and an action if they are given."""
        self._text.setText(text)
        self._details.setText(details)
        self._details.setVisible(bool(details))
        self.action.setText(action)
        self.action.setVisible(bool(action))
        if text != self.accessibleName() or self.isHidden():
            announce(self, text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(details)
        self.show()

    @Slot()
    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
