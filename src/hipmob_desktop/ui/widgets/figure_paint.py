# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints a figure's picture into a box: on the stage, on a card, into a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from hipmob_desktop.ui.widgets.figure_marks import (
    Area,
    FigureColours,
    FigureScene,
    Ink,
    Stencil,
    blended,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hipmob_desktop.ui.widgets.figure_marks import Placed

_SHADE = 0.13
_KEPT = 256
_KEPT_PATHS = 512
_SOFT_PX = 2


def fitted(scene: FigureScene, box: QRectF) -> QTransform:
    """What carries the scene's body heights to the middle of `box`, as large as it goes in."""
    scale = min(box.width() / scene.width, box.height() / scene.height)
    middle = box.center()
    return QTransform(
        scale, 0.0, 0.0, -scale, middle.x() - scene.x * scale, middle.y() + scene.y * scale
    )


class Brushes:
    """Brushes made from a figure's colours, kept because every frame asks for the same few."""

    def __init__(self, colours: FigureColours) -> None:
        self._colours = colours
        self._kept: dict[tuple[Ink, float, float, float], tuple[QBrush, QBrush]] = {}

    def of(self, area: Area) -> tuple[QBrush, QBrush]:
        """The brush of an area in the light, and in the shade."""
        key = (area.ink, area.far, area.work, area.much)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            colour = colour_of(area.ink, self._colours, area.far, area.work)
            colour.setAlphaF(colour.alphaF() * area.much)
            shade = blended(colour, QColor(0, 0, 0, colour.alpha()), _SHADE)
            kept = self._kept[key] = QBrush(colour), QBrush(shade)
        return kept


class Paths:
    """Painter paths of stencils, kept because the same few hundred come again and again."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Stencil, QPainterPath]] = {}
        self._boxes: dict[int, tuple[Stencil, tuple[float, float, float, float]]] = {}

    def of(self, stencil: Stencil) -> QPainterPath:
        """The union of a stencil's outlines."""
        kept = self._kept.get(id(stencil))
        if kept is None:
            if len(self._kept) >= _KEPT_PATHS:
                self._kept.clear()
            kept = self._kept[id(stencil)] = (stencil, path_of(stencil))
        return kept[1]

    def box(self, placed: Placed) -> tuple[float, float, float, float]:
        """The left, lower, right and upper edges of a box around a placed stencil."""
        stencil, (ax, ay, bx, by, x, y) = placed
        middle_x, middle_y, half_x, half_y = self._box_of(stencil)
        x += middle_x * ax + middle_y * bx
        y += middle_x * ay + middle_y * by
        wide = half_x * abs(ax) + half_y * abs(bx)
        high = half_x * abs(ay) + half_y * abs(by)
        return x - wide, y - high, x + wide, y + high

    def _box_of(self, stencil: Stencil) -> tuple[float, float, float, float]:
        """The middle of a stencil's box, and half its sides."""
        kept = self._boxes.get(id(stencil))
        if kept is None:
            if len(self._boxes) >= _KEPT_PATHS:
                self._boxes.clear()
            xs = [v for contour in stencil for v in contour[0::2]]
            ys = [v for contour in stencil for v in contour[1::2]]
            left, right, low, high = min(xs), max(xs), min(ys), max(ys)
            box = (left + right) / 2, (low + high) / 2, (right - left) / 2, (high - low) / 2
            kept = self._boxes[id(stencil)] = (stencil, box)
        return kept[1]

    def laid(self, many: tuple[Placed, ...], to_box: QTransform) -> QPainterPath:
        """The union of placed stencils in pixels."""
        if len(many) == 1:
            stencil, placement = many[0]
            return (_affine(*placement) * to_box).map(self.of(stencil))
        whole = QPainterPath()
        whole.setFillRule(Qt.FillRule.WindingFill)
        for stencil, placement in many:
            whole.addPath((_affine(*placement) * to_box).map(self.of(stencil)))
        return whole


def paint_figure(
    painter: QPainter,
    box: QRectF,
    scene: FigureScene,
    brushes: Brushes,
    paths: Paths | None = None,
) -> None:
    """Paint `scene` into `box` and not beyond; nothing else in the painter changes.

    Who paints one scene after the other hands in the `paths` that it keeps for them.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    ink = Inker(brushes, paths or Paths(), fitted(scene, box))
    ink.paint(painter, (*scene.backdrop, *scene.shadows, *scene.marks))
    painter.restore()


@dataclass(frozen=True, slots=True)
class Inker:
    """Paints areas, carried by `to_box` from body heights to pixels.

    Paths are carried over before they are painted: Qt takes ten times as long for a path in
    body heights under a painter that is scaled.
    """

    brushes: Brushes
    paths: Paths
    to_box: QTransform

    def paint(self, painter: QPainter, areas: Iterable[Area]) -> None:
        """Paint areas, farthest first."""
        fill, laid, brush, to_box = painter.fillPath, self.paths.laid, self.brushes.of, self.to_box
        for area in areas:
            lit, shaded = brush(area)
            if area.fill:
                fill(laid(area.fill, to_box), lit)
            if area.shade:
                fill(laid(area.shade, to_box), shaded)

    def box(self, area: Area) -> QRect:
        """Whole pixels that an area covers, and its soft edge."""
        m, boxes = self.to_box, [self.paths.box(one) for one in (*area.fill, *area.shade)]
        if not boxes:
            return QRect()
        scale, across, down = m.m11(), m.dx(), m.dy()
        left = int(min(box[0] for box in boxes) * scale + across) - _SOFT_PX
        right = int(max(box[2] for box in boxes) * scale + across) + _SOFT_PX
        top = int(down - max(box[3] for box in boxes) * scale) - _SOFT_PX
        bottom = int(down - min(box[1] for box in boxes) * scale) + _SOFT_PX
        return QRect(left, top, right - left, bottom - top)


def path_of(stencil: Stencil) -> QPainterPath:
    """The union of outlines as a path."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    curve = path.cubicTo
    for c in stencil:
        path.moveTo(c[0], c[1])
        for i in range(2, len(c), 6):
            curve(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5])
    return path


def _affine(ax: float, ay: float, bx: float, by: float, x: float, y: float) -> QTransform:
    return QTransform(ax, ay, bx, by, x, y)


def colour_of(ink: Ink, colours: FigureColours, far: float, work: float) -> QColor:
    """The colour of an ink: near or `far`, at rest or at `work`, each from 0 to 1."""
    match ink:
        case Ink.LEFT_LEG | Ink.RIGHT_LEG:
            side = colours.left if ink is Ink.LEFT_LEG else colours.right
            return blended(blended(*colours.skin, far), blended(*side, far), work)
        case Ink.SKIN | Ink.TOP | Ink.SHORTS | Ink.SHOE | Ink.SHADOW:
            near, distant = getattr(colours, ink.value)
            return blended(near, distant, far)
        case _:
            return QColor(getattr(colours, ink.value))
