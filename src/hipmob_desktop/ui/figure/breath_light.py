# SPDX-License-Identifier: GPL-3.0-or-later
"""The breath as light: a soft disc behind the body that swells and falls, and a thin line."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRadialGradient, QRegion
from PySide6.QtWidgets import QWidget

SMALLEST = 0.26
LARGEST = 0.375
"""The radius of the light, as a share of the stage's height, when the breath is out and in."""

SOFT = 0.12
"""How much of the radius the light needs to fade out."""

ALPHA = 0.13
UNSEEN = 1 / 20
"""A light that grows by less than this share of its soft edge changes a pixel by 2 of 255
at the most."""

EDGE_PX = 2

STEP = 1 / 80
"""The line grows by this share of its width at a time: some thirty times a second."""


@dataclass(frozen=True, slots=True)
class BreathLight:
    """A light around `centre` on a stage `height` pixels high, `share` (0 to 1) full of breath."""

    centre: QPointF
    height: float
    share: float

    @property
    def radius(self) -> float:
        """Where the light ends."""
        share = min(1.0, max(0.0, self.share))
        return self.height * (SMALLEST + (LARGEST - SMALLEST) * share)

    @property
    def box(self) -> QRect:
        """The pixels around it."""
        return self._around(self.radius)

    @property
    def reach(self) -> QRect:
        """The pixels that it ever reaches, full of breath."""
        return self._around(self.height * LARGEST)

    def _around(self, radius: float) -> QRect:
        x, y, out = self.centre.x(), self.centre.y(), radius + EDGE_PX
        return QRectF(x - out, y - out, 2 * out, 2 * out).toAlignedRect()

    def differs_from(self, before: BreathLight) -> bool:
        """Whether anyone could tell this light from another one around the same centre."""
        return abs(self.radius - before.radius) > UNSEEN * SOFT * self.radius

    def area_from(self, before: BreathLight | None) -> QRegion:
        """What has to be painted anew where this light takes the place of another, or of none.

        Of a ring it is the four boxes around the middle: to cut all that lies there to the many
        boxes of a closer one takes longer than to paint more of it.
        """
        if before is None or (before.centre, before.height) != (self.centre, self.height):
            return QRegion(self.box) + (before.box if before else QRect())
        stays = min(self.radius, before.radius) * (1 - SOFT) * sqrt(0.5) - 2 * EDGE_PX
        return QRegion(self.box | before.box) - (self._around(stays) if stays > 0 else QRect())

    def paint(self, painter: QPainter, colour: QColor, within: QRect | None = None) -> None:
        """Paint the light, or what of it lies `within` a box."""
        radius = self.radius
        lit, gone = QColor(colour), QColor(colour)
        lit.setAlphaF(ALPHA)
        gone.setAlphaF(0.0)
        gradient = QRadialGradient(self.centre, radius)
        gradient.setColorAt(0.0, lit)
        gradient.setColorAt(1 - SOFT, lit)
        gradient.setColorAt(1.0, gone)
        # Beyond its radius it is clear; to fill a circle takes longer than to fill a box.
        painter.fillRect(self.box & within if within else self.box, gradient)


class BreathLine(QWidget):
    """A thin line that fills outwards from its middle with the breath in, and empties again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._fill = QColor(Qt.GlobalColor.gray)
        self._ground = QColor(Qt.GlobalColor.black)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_share(self, share: float) -> None:
        """Show a breath that is `share` (0 to 1) full."""
        is_end = share in (0.0, 1.0) and share != self._share
        if is_end or abs(share - self._share) >= STEP:
            self._share = share
            self.update()

    def set_colours(self, colour: QColor, ground: QColor) -> None:
        """Paint in another colour on a ground from now on; nothing behind it is painted for it."""
        if (colour, ground) != (self._fill, self._ground):
            self._fill, self._ground = QColor(colour), QColor(ground)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        wide = self._share * self.width()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._ground)
            line = QRectF((self.width() - wide) / 2, 0, wide, self.height())
            painter.fillRect(line, self._fill)
