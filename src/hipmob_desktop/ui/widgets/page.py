# SPDX-License-Identifier: GPL-3.0-or-later
"""What every quiet page is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent


class Page(QWidget):
    """A page that hands the focus it is given on to `first`.

    A focus proxy would do so too, but takes whatever stands before it out of the way of Tab.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first: QWidget | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.first:
            self.first.setFocus(event.reason())
