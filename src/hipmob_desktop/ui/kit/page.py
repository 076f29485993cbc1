# SPDX-License-Identifier: GPL-3.0-or-later
"""What every quiet page is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent


class Page(QWidget):
    """A page that is built when it is first shown, so that the first window waits for none.

    It hands the focus it is given on to `first`. A focus proxy would do so too, but takes
    whatever stands before it out of the way of Tab.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first: QWidget | None = None
        self.is_filled = False

    def fill(self) -> None:
        """Build what is on the page, if that has not been done."""
        if not self.is_filled:
            self.is_filled = True
            self.build()

    def build(self) -> None:
        """Make what is on the page, and show on it what has been told so far."""
        raise NotImplementedError

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's shape
        if visible:
            self.fill()
        super().setVisible(visible)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.first:
            self.first.setFocus(event.reason())
