# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole routine as a thin line with a mark where each move begins."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

THICKNESS_SHARE = 0.34
GAP_SHARE = 0.22


def stretches(marks: tuple[float, ...], width: float, gap: float) -> list[tuple[float, float]]:
    """From where to where each move is drawn, in pixels, with a gap between two moves."""
    ends = [*marks[1:], 1.0] if marks else []
    return [
        (start * width, max(start * width + 1.0, end * width - (gap if end < 1 else 0)))
        for start, end in zip(marks, ends, strict=True)
    ]


class ProgressLine(QWidget):
    """Shows how much of a routine is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[float, ...] = ()
        self._done_px = -1
        self._share = 0.0
        self._done = QColor(Qt.GlobalColor.gray)
        self._todo = QColor(Qt.GlobalColor.darkGray)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_marks(self, marks: tuple[float, ...]) -> None:
        """Set where each move begins, as shares of the whole."""
        if marks != self._marks:
            self._marks = marks
            self.update()

    def set_look(self, done: QColor, todo: QColor) -> None:
        """Set the colours of what is done and of what is to come."""
        if (done, todo) != (self._done, self._todo):
            self._done, self._todo = QColor(done), QColor(todo)
            self.update()

    def show_share(self, share: float) -> None:
        """Show that so much of the whole is done, from 0 to 1."""
        self._share = share
        done_px = round(share * self.width())
        if done_px != self._done_px:
            self._done_px = done_px
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        thickness = self.height() * THICKNESS_SHARE
        top = (self.height() - thickness) / 2
        reached = self._share * self.width()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for start, end in stretches(self._marks, self.width(), self.height() * GAP_SHARE):
                stretch = QRectF(start, top, end - start, thickness)
                painter.setBrush(self._todo)
                painter.drawRoundedRect(stretch, thickness / 2, thickness / 2)
                if reached > start:
                    painter.setBrush(self._done)
                    stretch.setRight(min(end, reached))
                    painter.drawRoundedRect(stretch, thickness / 2, thickness / 2)
