# SPDX-License-Identifier: GPL-3.0-or-later
"""A ring that swells with the breath in and falls with the breath out."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

SMALLEST = 0.62
STROKE_SHARE = 0.022
TRACK_SHARE = 0.33
"""How thick the track is, as a share of the ring."""

SLABS = 12
EDGE_PX = 2
"""How far the soft edge of a stroke reaches, and what rounding to pixels adds."""

_QUARTER = 90 * 16
_ALL = 4
_QUARTERS = ((1, -1), (-1, -1), (-1, 1), (1, 1))
"""To which side each quarter of a ring lies, from three o'clock against the clock, y downwards."""


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
        """Paint what of the ring lies in `region`, and perhaps some more of it."""
        pen = QPen(colour, self.stroke)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = self.radius
        box = QRectF(0, 0, 2 * radius, 2 * radius)
        box.moveCenter(self.centre)
        if region.rectCount() > 1:
            painter.drawEllipse(box)
            return
        quarters = quarters_within(region.boundingRect(), self.centre, radius, self.stroke)
        for first, last in runs(quarters):
            if last - first == _ALL:
                painter.drawEllipse(box)
            else:
                span = (last - first) * _QUARTER
                painter.drawArc(box, first * _QUARTER, span)

    def paint_track(self, painter: QPainter, colour: QColor) -> None:
        """Paint where the ring of a full breath is."""
        painter.setPen(QPen(colour, max(1.0, self.stroke * TRACK_SHARE)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self.centre, self.largest, self.largest)


def quarters_within(box: QRect, centre: QPointF, radius: float, stroke: float) -> list[bool]:
    """Which quarters of a ring reach into a box, from three o'clock against the clock.

    Qt makes a circle of four curves, one for each quarter. A shorter arc would be another
    curve, by enough to be seen as a shimmer.
    """
    half = stroke / 2 + EDGE_PX
    left, top = box.left() - centre.x(), box.top() - centre.y()
    right, bottom = left + box.width(), top + box.height()
    found = []
    for x, y in _QUARTERS:
        near_x, far_x = max(0.0, left if x > 0 else -right), right if x > 0 else -left
        near_y, far_y = max(0.0, top if y > 0 else -bottom), bottom if y > 0 else -top
        is_in = far_x > -half and far_y > -half
        reaches = hypot(near_x, near_y) < radius + half and hypot(far_x, far_y) > radius - half
        found.append(is_in and reaches)
    return found


def runs(quarters: list[bool]) -> list[tuple[int, int]]:
    """The first quarter of each unbroken run, and the one after its last, which may be above 4."""
    if all(quarters):
        return [(0, _ALL)]
    found = []
    for first in range(_ALL):
        if quarters[first] and not quarters[first - 1]:
            last = first + 1
            while quarters[last % _ALL]:
                last += 1
            found.append((first, last))
    return found


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
