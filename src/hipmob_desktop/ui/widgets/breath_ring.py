# SPDX-License-Identifier: GPL-3.0-or-later
"""A ring that swells with the breath in and falls with the breath out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

SMALLEST = 0.62
STROKE_SHARE = 0.022
STEPS = 48


def ring_radius(share: float, side: float) -> float:
    """The radius in pixels of a breath that is `share` full, in a square of `side`."""
    outer = side / 2 * (1 - STROKE_SHARE)
    return outer * (SMALLEST + (1 - SMALLEST) * min(1.0, max(0.0, share)))


class BreathRing(QWidget):
    """Shows how full the breath is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = 0
        self._ring = QColor(Qt.GlobalColor.gray)
        self._track = QColor(Qt.GlobalColor.darkGray)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_breath(self, share: float) -> None:
        """Show a breath that is `share` full, from 0 to 1."""
        step = round(share * STEPS)
        if step != self._step:
            self._step = step
            self.update()

    def set_look(self, ring: QColor, track: QColor) -> None:
        """Set the colours of the ring and of its largest size."""
        if (ring, track) != (self._ring, self._track):
            self._ring, self._track = QColor(ring), QColor(track)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = min(self.width(), self.height())
        centre = QPointF(self.width() / 2, self.height() / 2)
        stroke = side * STROKE_SHARE
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._track, max(1.0, stroke / 3)))
            full = ring_radius(1.0, side)
            painter.drawEllipse(centre, full, full)
            painter.setPen(QPen(self._ring, stroke))
            radius = ring_radius(self._step / STEPS, side)
            painter.drawEllipse(centre, radius, radius)
