# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints a figure's picture into a box: on the stage, on a card, into a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from hipmob_desktop.ui.widgets.figure_marks import (
    Area,
    Contour,
    FigureColours,
    FigureScene,
    Ink,
    blended,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHADE = 0.13
_KEPT = 256


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


def paint_figure(painter: QPainter, box: QRectF, scene: FigureScene, brushes: Brushes) -> None:
    """Paint `scene` into `box` and not beyond; nothing else in the painter changes."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    to_box = fitted(scene, box)
    paint_marks(painter, scene.backdrop, brushes, to_box)
    paint_marks(painter, scene.marks, brushes, to_box)
    painter.restore()


def paint_marks(
    painter: QPainter, marks: Iterable[Area], brushes: Brushes, to_box: QTransform
) -> None:
    """Paint marks, carried by `to_box` from body heights to pixels, farthest first.

    Paths are carried over before they are painted: Qt takes ten times as long for a path in
    body heights under a painter that is scaled.
    """
    fill, carried = painter.fillPath, to_box.map
    for mark in marks:
        lit, shaded = brushes.of(mark)
        if mark.fill:
            fill(carried(path_of(mark.fill)), lit)
        if mark.shade:
            fill(carried(path_of(mark.shade)), shaded)


def path_of(contours: Iterable[Contour]) -> QPainterPath:
    """The union of contours as a path."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    curve = path.cubicTo
    for c in contours:
        path.moveTo(c[0], c[1])
        for i in range(2, len(c), 6):
            curve(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5])
    return path


def colour_of(ink: Ink, colours: FigureColours, far: float, work: float) -> QColor:
    """The colour of an ink: near or `far`, at rest or at `work`, each from 0 to 1."""
    match ink:
        case Ink.LEFT_LEG | Ink.RIGHT_LEG:
            side = colours.left if ink is Ink.LEFT_LEG else colours.right
            return blended(blended(*colours.skin, far), blended(*side, far), work)
        case Ink.SKIN | Ink.TOP | Ink.SHORTS | Ink.SHOE:
            near, distant = getattr(colours, ink.value)
            return blended(near, distant, far)
        case _:
            return QColor(getattr(colours, ink.value))
