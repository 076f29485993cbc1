# SPDX-License-Identifier: GPL-3.0-or-later
"""A ring that swells with the breath in and falls with the breath out."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

SMALLEST = 0.62
STROKE_SHARE = 0.022
TRACK_SHARE = 0.33
"""How thick the track is, as a share of the ring."""

SLABS = 12
_ARC_UNITS = 16
_SECTORS = tuple(
    (cos(radians(a)), -sin(radians(a)), cos(radians(a + 10)), -sin(radians(a + 10)))
    for a in range(0, 360, 10)
)
"""The directions between which each piece of a ring lies, y downwards."""

EDGE_PX = 2
"""How far the soft edge of a stroke reaches, and what rounding to pixels adds."""


@dataclass(frozen=True, slots=True)
class BreathRing:
    """A ring in the middle of a box, a breath that is `share` full (0 to 1); in pixels."""

    size: QSize
    share: float

    @property
    def side(self) -> int:
        """The side of the square that the ring fills when the breath is full."""
        return min(self.size.width(), self.size.height())

    @property
    def centre(self) -> QPointF:
        """The middle of the ring."""
        return QPointF(self.size.width() / 2, self.size.height() / 2)

    @property
    def stroke(self) -> float:
        """How thick the ring is."""
        return self.side * STROKE_SHARE

    @property
    def largest(self) -> float:
        """The radius of the track, which is that of a full breath."""
        return self.side / 2 * (1 - STROKE_SHARE)

    @property
    def radius(self) -> float:
        """The radius of the middle of the stroke."""
        return self.largest * (SMALLEST + (1 - SMALLEST) * min(1.0, max(0.0, self.share)))

    def change(self, other: BreathRing) -> QRegion:
        """What has to be painted anew if `other`, in the same box, takes this ring's place."""
        smaller, larger = sorted((self.radius, other.radius))
        return ring_area(self.centre, smaller, larger, self.stroke)

    def paint(self, painter: QPainter, region: QRegion, colour: QColor) -> None:
        """Paint those arcs of the ring that lie in `region`."""
        pen = QPen(colour, self.stroke)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        radius = self.radius
        box = QRectF(0, 0, 2 * radius, 2 * radius)
        box.moveCenter(self.centre)
        if region.rectCount() > 1:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box)
            return
        for start, span in arcs_within(region.boundingRect(), self.centre, radius, self.stroke):
            painter.drawArc(box, round(start * _ARC_UNITS), round(span * _ARC_UNITS))

    def paint_track(self, painter: QPainter, colour: QColor) -> None:
        """Paint where the ring of a full breath is."""
        painter.setPen(QPen(colour, max(1.0, self.stroke * TRACK_SHARE)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self.centre, self.largest, self.largest)


def arcs_within(
    box: QRect, centre: QPointF, radius: float, stroke: float
) -> list[tuple[float, float]]:
    """Where the arcs of a ring that lie in a box start, and how long they are, in degrees.

    The way of drawing arcs is Qt's: from three o'clock against the clock. They may be a
    little too long.
    """
    half = stroke / 2 + EDGE_PX
    outer, inner = radius + half, max(0.0, radius - half)
    left, top = box.left() - centre.x(), box.top() - centre.y()
    right, bottom = left + box.width(), top + box.height()
    hit = []
    for x0, y0, x1, y1 in _SECTORS:
        xs = (x0 * inner, x0 * outer, x1 * inner, x1 * outer)
        ys = (y0 * inner, y0 * outer, y1 * inner, y1 * outer)
        hit.append(min(xs) < right and max(xs) > left and min(ys) < bottom and max(ys) > top)
    if all(hit):
        return [(0.0, 360.0)]
    step = 360.0 / len(hit)
    first = hit.index(False)
    arcs, length = [], 0
    for at in range(first, first + len(hit) + 1):
        if hit[at % len(hit)]:
            length += 1
        elif length:
            arcs.append(((at - length) * step, length * step))
            length = 0
    return arcs


def ring_area(centre: QPointF, smaller: float, larger: float, stroke: float) -> QRegion:
    """The pixels between two circles with a stroke each, as a few slabs."""
    outer, inner = larger + stroke / 2 + EDGE_PX, max(0.0, smaller - stroke / 2 - EDGE_PX)
    x, y = centre.x(), centre.y()
    area = QRegion()
    for slab in range(SLABS):
        top, bottom = (outer * (2 * edge / SLABS - 1) for edge in (slab, slab + 1))
        near = 0.0 if top < 0 < bottom else min(abs(top), abs(bottom))
        far = max(abs(top), abs(bottom))
        wide = sqrt(outer * outer - near * near)
        hole = sqrt(max(0.0, inner * inner - far * far))
        slabs = ((-wide, -hole), (hole, wide)) if hole else ((-wide, wide),)
        for left, right in slabs:
            area += _whole_pixels(x + left, y + top, x + right, y + bottom)
    return area


def _whole_pixels(left: float, top: float, right: float, bottom: float) -> QRect:
    x, y = int(left // 1), int(top // 1)
    return QRect(x, y, int(-(-right // 1)) - x, int(-(-bottom // 1)) - y)
