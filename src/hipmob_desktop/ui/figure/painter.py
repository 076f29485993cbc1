# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints a figure's picture into a box: on the stage, on a card, into a file."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log2
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QTransform

from hipmob_desktop.figure.draw.shapes import Paint
from hipmob_desktop.ui.theme.theme import blended

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hipmob_desktop.figure.draw.outline_cache import Outline, PlacedOutline
    from hipmob_desktop.figure.draw.shapes import Shape
    from hipmob_desktop.ui.figure.scene import FigureScene
    from hipmob_desktop.ui.theme.theme import Theme

_SHADE = 0.13
"""How much darker the side is that the light does not reach."""

_FLOOR = 0.55
"""How far the colour of the floor is from that of the ground to that of a mat."""

_OPAQUE = 255
_MOST_BRUSHES = 256
_MOST_PATHS = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColours:
    """The colours of a figure; each pair is near, far. A shadow is on a mat, or on the floor."""

    ground: QColor
    skin: tuple[QColor, QColor]
    top: tuple[QColor, QColor]
    shorts: tuple[QColor, QColor]
    shoe: tuple[QColor, QColor]
    hair: QColor
    left: tuple[QColor, QColor]
    right: tuple[QColor, QColor]
    floor: QColor
    shadow: tuple[QColor, QColor]
    marks: QColor
    mat: QColor
    mat_edge: QColor
    wall: QColor
    wall_edge: QColor
    prop: QColor
    prop_edge: QColor
    band: QColor


def figure_colours(theme: Theme) -> FigureColours:
    """The figure's share of a theme."""
    floor = blended(theme.background, theme.mat, _FLOOR)
    night = theme.background.darker(300 if theme.is_dark else 190)
    dim = 0.5 if theme.is_dark else 0.2
    return FigureColours(
        ground=theme.background,
        skin=(theme.skin_near, theme.skin_far),
        top=(theme.top_near, theme.top_far),
        shorts=(theme.shorts_near, theme.shorts_far),
        shoe=(theme.shoe_near, theme.shoe_far),
        hair=theme.hair,
        left=(theme.working_left_near, theme.working_left_far),
        right=(theme.working_right_near, theme.working_right_far),
        floor=floor,
        shadow=(blended(theme.mat, night, dim), blended(floor, night, dim)),
        marks=theme.mat_edge,
        mat=theme.mat,
        mat_edge=theme.mat_edge,
        wall=theme.wall,
        wall_edge=blended(theme.wall, theme.prop_edge, 0.6),
        prop=theme.prop,
        prop_edge=theme.prop_edge,
        band=theme.band,
    )


def colour_of(paint: Paint, colours: FigureColours, far: float, work: float) -> QColor:
    """The colour of a paint: near or `far`, at rest or at `work`, each from 0 to 1."""
    match paint:
        case Paint.LEFT_LEG | Paint.RIGHT_LEG:
            side = colours.left if paint is Paint.LEFT_LEG else colours.right
            return blended(blended(*colours.skin, far), blended(*side, far), work)
        case Paint.SKIN | Paint.TOP | Paint.SHORTS | Paint.SHOE | Paint.SHADOW:
            near, distant = getattr(colours, paint.value)
            return blended(near, distant, far)
        case _:
            return QColor(getattr(colours, paint.value))


class Ink(NamedTuple):
    """What fills a shape, and a line a pixel wide in the same colour for its edge.

    There is no line where it would show: on what shines through.
    """

    brush: QBrush
    edge: QPen | None


class Brushes:
    """Inks made from a figure's colours, kept because every frame asks for the same few."""

    def __init__(self, colours: FigureColours) -> None:
        self._colours = colours
        self._kept: dict[tuple[int, float, float, float], tuple[Ink, Ink]] = {}

    def of(self, shape: Shape) -> tuple[Ink, Ink]:
        """The ink of a shape in the light, and in the shade."""
        key = (id(shape.paint), shape.far, shape.work, shape.much)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _MOST_BRUSHES:
                self._kept.clear()
            colour = colour_of(shape.paint, self._colours, shape.far, shape.work)
            colour.setAlphaF(colour.alphaF() * shape.much)
            shade = blended(colour, QColor(0, 0, 0, colour.alpha()), _SHADE)
            kept = self._kept[key] = _ink(colour), _ink(shade)
        return kept


def _ink(colour: QColor) -> Ink:
    return Ink(QBrush(colour), QPen(colour, 0) if colour.alpha() == _OPAQUE else None)


class Paths:
    """Painter paths of outlines, kept because the same few hundred come again and again.

    They are polygons, so that no curve is divided anew with every picture, in units `fineness`
    of which are a body height: between two and four of them are a pixel.
    """

    def __init__(self, most: int = _MOST_PATHS) -> None:
        """Keep `most` of them."""
        self.fineness = 1.0
        self._most = most
        self._kept: dict[int, tuple[Outline, QPainterPath]] = {}

    def suit(self, scale: float) -> None:
        """Be fine enough for a body `scale` pixels high."""
        fineness = 2.0 ** ceil(log2(2 * scale)) if scale > 0 else 1.0
        if fineness != self.fineness:
            self._kept.clear()
            self.fineness = fineness

    def of(self, outline: Outline) -> QPainterPath:
        """The union of an outline's contours."""
        kept = self._kept.get(id(outline))
        if kept is None:
            if len(self._kept) >= self._most:
                self._kept.clear()
            kept = self._kept[id(outline)] = (outline, _path(outline, self.fineness))
        return kept[1]


class PreparedShape(NamedTuple):
    """A shape as it is painted: paths in pixels with their inks, and a box around them."""

    shape: Shape
    fills: tuple[tuple[QPainterPath, Ink], ...]
    box: QRect


class FigurePainter:
    """Prepares shapes to be painted; `to_box` carries body heights to pixels.

    Paths are carried over before they are painted: Qt takes ten times as long for a path in
    body heights under a painter that is scaled. Nothing is turned on the way: a box is upright.
    """

    def __init__(self, brushes: Brushes, paths: Paths, to_box: QTransform) -> None:
        self._brushes = brushes
        self._paths = paths
        wide, high = to_box.m11(), to_box.m22()
        paths.suit(abs(wide))
        units = (wide / paths.fineness, high / paths.fineness)
        self._units = (wide, high, to_box.dx(), to_box.dy(), *units)

    def prepared(self, shape: Shape) -> PreparedShape:
        """The shape in pixels and colours."""
        lit, shaded = self._brushes.of(shape)
        box, fills = None, []
        for parts, ink in ((shape.fill, lit), (shape.shade, shaded)):
            if parts:
                path = self._placed(parts)
                around = path.controlPointRect()
                box = around if box is None else box | around
                fills.append((path, ink))
        around_all = box.toAlignedRect().adjusted(-1, -1, 1, 1) if box else QRect()
        return PreparedShape(shape, tuple(fills), around_all)

    def _placed(self, many: tuple[PlacedOutline, ...]) -> QPainterPath:
        """The union of placed outlines in pixels."""
        wide, high, left, top, x_unit, y_unit = self._units
        path_of = self._paths.of
        whole = None
        for outline, (ax, ay, bx, by, x, y) in many:
            to_box = QTransform(
                ax * x_unit, ay * y_unit, bx * x_unit, by * y_unit, x * wide + left, y * high + top
            )
            path = to_box.map(path_of(outline))
            if whole is None:
                whole = path
            else:
                whole.addPath(path)
        return QPainterPath() if whole is None else whole


def fitted(scene: FigureScene, box: QRectF) -> QTransform:
    """From the scene's body heights to pixels: in the middle of `box`, as large as it fits."""
    scale = min(box.width() / scene.width, box.height() / scene.height)
    middle = box.center()
    return QTransform(
        scale, 0.0, 0.0, -scale, middle.x() - scene.x * scale, middle.y() + scene.y * scale
    )


def paint_figure(
    painter: QPainter,
    box: QRectF,
    scene: FigureScene,
    brushes: Brushes,
    paths: Paths | None = None,
    inner: QRectF | None = None,
) -> None:
    """Paint `scene` into `box` and not beyond; nothing else in the painter changes.

    With an `inner` box the scene is fitted into that, and may reach out of it.
    For many scenes one after the other, hand in the same `paths`: they keep what comes again.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    figure_painter = FigurePainter(brushes, paths or Paths(), fitted(scene, inner or box))
    shapes = (*scene.backdrop, *scene.shadows, *scene.body)
    paint_prepared(painter, map(figure_painter.prepared, shapes))
    painter.restore()


def paint_prepared(painter: QPainter, shapes: Iterable[PreparedShape]) -> None:
    """Paint prepared shapes, farthest first."""
    fill = painter.fillPath
    for shape in shapes:
        for path, ink in shape.fills:
            fill(path, ink.brush)


def paint_fast(painter: QPainter, shapes: Iterable[PreparedShape]) -> None:
    """Paint them in half the time, each half a pixel larger all around than it is.

    Filling with smooth edges is what takes Qt long. Filling with rough ones and drawing a smooth
    line along them does not, and looks the same.
    """
    fill, draw, set_hint = painter.fillPath, painter.strokePath, painter.setRenderHint
    smooth = QPainter.RenderHint.Antialiasing
    for shape in shapes:
        for path, (brush, edge) in shape.fills:
            if edge is None:
                fill(path, brush)
                continue
            set_hint(smooth, False)  # noqa: FBT003 - Qt's
            fill(path, brush)
            set_hint(smooth)
            draw(path, edge)


def _path(outline: Outline, fineness: float) -> QPainterPath:
    curves = QPainterPath()
    for c in outline:
        curves.moveTo(c[0], c[1])
        for i in range(2, len(c), 6):
            curves.cubicTo(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5])
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for polygon in curves.toSubpathPolygons(QTransform.fromScale(fineness, fineness)):
        path.addPolygon(polygon)
    return path
