# SPDX-License-Identifier: GPL-3.0-or-later
"""The widget that shows a figure and its breath; it paints no more than what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QSizePolicy

from hipmob_desktop.ui.figure.breath_ring import BreathRing
from hipmob_desktop.ui.figure.painter import (
    Brushes,
    FigurePainter,
    Paths,
    PreparedShape,
    fitted,
    paint_prepared,
)
from hipmob_desktop.ui.kit.accessible import SpokenWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.figure.draw.shapes import Shape
    from hipmob_desktop.ui.figure.painter import FigureColours
    from hipmob_desktop.ui.figure.scene import FigureScene

_SIDE_IN_LINES = 20
_UNSEEN_PX = 0.3
_RING_EVERY = 3
"""The ring, which crosses the body, is painted with every third picture: it is slow."""


class _Backdrop(NamedTuple):
    """What stands still behind the body."""

    colour: QColor
    track: tuple[BreathRing, QColor] | None
    shapes: tuple[PreparedShape, ...]

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Paint what of it lies in a box."""
        painter.fillRect(box, self.colour)
        if self.track:
            self.track[0].paint_track(painter, self.track[1])
        paint_prepared(painter, self.shapes)


class _Ground:
    """Paints a backdrop, from the second time on with a picture that was kept of it.

    The long slanting edges of a mat cost more than a whole body does.
    """

    def __init__(self) -> None:
        self._seen: tuple[object, ...] = ()
        self._picture = QPixmap()

    def paint(self, painter: QPainter, box: QRect, whole: QRect, backdrop: _Backdrop) -> None:
        """Paint what of the backdrop, which covers the `whole`, lies in a box."""
        ratio = painter.device().devicePixelRatioF()
        seen = (whole, backdrop, ratio)
        if seen != self._seen:
            self._seen, self._picture = seen, QPixmap()
            backdrop.paint(painter, box)
            return
        if self._picture.isNull():
            self._picture = QPixmap(whole.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            with QPainter(self._picture) as kept:
                kept.setRenderHint(QPainter.RenderHint.Antialiasing)
                backdrop.paint(kept, whole)
        painter.drawPixmap(QRectF(box), self._picture, _scaled(box, ratio))


class FigureView(SpokenWidget):
    """Shows one scene at a time, as large as it fits, in the middle, and a breath with it.

    It covers its whole box, so that nothing behind it needs painting when the body moves.
    """

    role = QAccessible.Role.Graphic

    def __init__(self, colours: FigureColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QColor(colours.ground)
        self._brushes = Brushes(colours)
        self._paths = Paths()
        self._ground = _Ground()
        self._scene: FigureScene | None = None
        self._to_box = QTransform()
        self._still: tuple[PreparedShape, ...] = ()
        self._shadows: list[PreparedShape] = []
        self._body: list[PreparedShape] = []
        self._ring: BreathRing | None = None
        self._ring_waits = 0
        self._ring_colour = QColor(Qt.GlobalColor.gray)
        self._track_colour = QColor(Qt.GlobalColor.darkGray)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Figure"))
        self.setAccessibleDescription(self.tr("A person doing the move."))

    def show_scene(self, scene: FigureScene | None) -> None:
        """Show `scene` from now on, or nothing."""
        before, self._scene = self._scene, scene
        if scene is before:
            return
        if (
            scene is not None
            and before is not None
            and scene.backdrop is before.backdrop
            and self._fitted() == self._to_box
        ):
            self.update(self._prepare_changed(scene))
        else:
            self._prepare_all()
            self.update()

    def show_breath(self, share: float | None) -> None:
        """Show a breath that is `share` full, 0 to 1, or none; to be called with every frame."""
        ring = None if share is None else BreathRing(self.size(), share)
        before = self._ring
        if ring is None or before is None:
            self._ring = ring
            if ring is not before:
                self.update()
            return
        self._ring_waits -= 1
        if self._ring_waits <= 0 and abs(ring.radius - before.radius) > _UNSEEN_PX:
            self._ring_waits = _RING_EVERY
            self._ring = ring
            self.update(before.change(ring))

    def set_colours(self, colours: FigureColours, ring: QColor, track: QColor) -> None:
        """Paint in other colours from now on."""
        self._brushes = Brushes(colours)
        self._ring_colour, self._track_colour = QColor(ring), QColor(track)
        self._prepare_all()
        self.update()

    def set_ground(self, colour: QColor) -> None:
        """Show the figure on another background from now on."""
        if colour != self._colour:
            self._colour = QColor(colour)
            self.update()

    def body_px(self) -> float:
        """How many pixels high a standing body is here; zero while nothing is shown."""
        return self._to_box.m11() * self.devicePixelRatioF() if self._scene else 0.0

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() * _SIDE_IN_LINES
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() / 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._ring is not None:
            self._ring = BreathRing(self.size(), self._ring.share)
        self._prepare_all()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        region = event.region()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._ground.paint(painter, event.rect(), self.rect(), self._backdrop())
            if self._ring is not None:
                self._ring.paint(painter, region, self._ring_colour)
            for shapes in (self._shadows, self._body):
                paint_prepared(painter, (one for one in shapes if region.intersects(one.box)))

    def _backdrop(self) -> _Backdrop:
        track = (BreathRing(self.size(), 1.0), self._track_colour) if self._ring else None
        return _Backdrop(self._colour, track, self._still)

    def _fitted(self) -> QTransform:
        return fitted(self._scene, QRectF(self.rect())) if self._scene else QTransform()

    def _painter(self) -> FigurePainter:
        return FigurePainter(self._brushes, self._paths, self._to_box)

    def _prepare_all(self) -> None:
        self._to_box = self._fitted()
        prepared, scene = self._painter().prepared, self._scene
        self._still = tuple(map(prepared, scene.backdrop)) if scene else ()
        self._shadows = list(map(prepared, scene.shadows)) if scene else []
        self._body = list(map(prepared, scene.body)) if scene else []

    def _prepare_changed(self, scene: FigureScene) -> QRect:
        """Prepare what of a scene is new; the box to paint anew."""
        prepared = self._painter().prepared
        self._shadows, shadow_box = _updated(self._shadows, scene.shadows, prepared)
        self._body, box = _updated(self._body, scene.body, prepared)
        return shadow_box | box


def _updated(
    before: list[PreparedShape],
    shapes: tuple[Shape, ...],
    prepared: Callable[[Shape], PreparedShape],
) -> tuple[list[PreparedShape], QRect]:
    """All shapes prepared, and the box around what came, went, or changed its place in the order.

    What is the same object as before is not prepared again.
    """
    changed = QRect()
    if len(before) != len(shapes):
        known = {id(one.shape): one for one in before}
        now = [known.get(id(shape)) or prepared(shape) for shape in shapes]
        stay = known.keys() & {id(shape) for shape in shapes}
        for one in (*before, *now):
            if id(one.shape) not in stay:
                changed |= one.box
        return now, changed
    now = []
    for old, shape in zip(before, shapes, strict=True):
        new = old
        if old.shape is not shape:
            new = prepared(shape)
            changed |= old.box | new.box
        now.append(new)
    return now, changed


def _scaled(box: QRect, ratio: float) -> QRectF:
    return QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio, box.height() * ratio)
