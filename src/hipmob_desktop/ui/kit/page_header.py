# SPDX-License-Identifier: GPL-3.0-or-later
"""The head of a page: the way back and its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipmob_desktop.ui.kit.buttons import ToolIconButton
from hipmob_desktop.ui.kit.style import label, set_spacing

if TYPE_CHECKING:
    from hipmob_desktop.ui.kit.style import StyleContext


class PageHeader(QWidget):
    """An arrow that leads back, and the page's title.

    Signals:
        back_requested: the arrow was pressed.
    """

    back_requested = Signal()

    def __init__(self, style: StyleContext, title: str) -> None:
        super().__init__()
        self.back = ToolIconButton(style, "arrow-left", "Back", shows_text=False)
        self.back.setToolTip("Back (Esc)")
        self.back.clicked.connect(self.back_requested)
        self.title = label(title, "title")
        row = QHBoxLayout(self)
        set_spacing(row, 0.6)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
