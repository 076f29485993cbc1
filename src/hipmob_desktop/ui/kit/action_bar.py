# SPDX-License-Identifier: GPL-3.0-or-later
"""The bar below a page: what must always be in sight, and the page's main button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_NARROW_EM = 24.0


class ActionBar(QFrame):
    """A reminder on the left and buttons on the right, one above the other where it is narrow."""

    def __init__(self, reminder: QWidget, *buttons: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        set_spacing(self._row, 0.6, (1.0, 0.5, 0.6, 0.5))
        self._row.addWidget(reminder, 1, Qt.AlignmentFlag.AlignVCenter)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        set_spacing(self._buttons, 0.5)
        self._buttons.addStretch(1)
        for button in buttons:
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._buttons)
        scale_spacing(self, em(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW_EM * em(self)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
