# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints a figure's picture into a box: on the stage, on a card, into a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from hipmob_desktop.ui.figure.figure_marks import (
    Area,
    FigureColours,
    FigureScene,
    Ink,
    Stencil,
    blended,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hipmob_desktop.ui.figure.figure_marks import Placed

_SHADE = 0.13
_KEPT = 256
_KEPT_PATHS = 512


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

    def of(self, stencil: Stencil) -> QPainterPath:
        """The union of a stencil's outlines."""
        kept = self._kept.get(id(stencil))
        if kept is None:
            if len(self._kept) >= _KEPT_PATHS:
                self._kept.clear()
            kept = self._kept[id(stencil)] = (stencil, path_of(stencil))
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
    paint_laid(painter, map(ink.lay, (*scene.backdrop, *scene.shadows, *scene.marks)))
    painter.restore()


class Laid(NamedTuple):
    """An area as it is painted: paths in pixels with their brushes, and a box around them."""

    area: Area
    fills: tuple[tuple[QPainterPath, QBrush], ...]
    box: QRect


@dataclass(frozen=True, slots=True)
class Inker:
    """Lays areas down, carried by `to_box` from body heights to pixels.

    Paths are carried over before they are painted: Qt takes ten times as long for a path in
    body heights under a painter that is scaled.
    """

    brushes: Brushes
    paths: Paths
    to_box: QTransform

    def lay(self, area: Area) -> Laid:
        """Make an area ready to be painted."""
        lit, shaded = self.brushes.of(area)
        box, fills = QRectF(), []
        for parts, brush in ((area.fill, lit), (area.shade, shaded)):
            if parts:
                path = self.paths.laid(parts, self.to_box)
                box |= path.controlPointRect()
                fills.append((path, brush))
        return Laid(area, tuple(fills), box.toAlignedRect().adjusted(-1, -1, 1, 1))


def paint_laid(painter: QPainter, many: Iterable[Laid]) -> None:
    """Paint what was laid, farthest first."""
    fill = painter.fillPath
    for laid in many:
        for path, brush in laid.fills:
            fill(path, brush)


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
