# SPDX-License-Identifier: GPL-3.0-or-later
"""The widget that shows a figure and its breath; it paints no more than what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QSizePolicy

from hipmob_desktop.ui.widgets.breath_ring import BreathRing
from hipmob_desktop.ui.widgets.figure_paint import Brushes, Inker, Paths, fitted
from hipmob_desktop.ui.widgets.spoken import SpokenWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QRegion, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.ui.widgets.figure_marks import Area, FigureColours, FigureScene

_SIDE_IN_LINES = 20
_RING_STEP = 1 / 400
"""The ring is painted anew when it has grown by this share of its box: nobody sees less."""


class _Laid(NamedTuple):
    """An area and the pixels it lies in."""

    area: Area
    box: QRect


class _Backdrop(NamedTuple):
    """What stands still behind the body."""

    colour: QColor
    track: tuple[BreathRing, QColor] | None
    areas: tuple[Area, ...]
    ink: Inker

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Paint what of it lies in a box."""
        painter.fillRect(box, self.colour)
        if self.track:
            self.track[0].paint_track(painter, self.track[1])
        self.ink.paint(painter, self.areas)


class _Ground:
    """Paints a backdrop from the second time on as a picture.

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
            with QPainter(self._picture) as still:
                still.setRenderHint(QPainter.RenderHint.Antialiasing)
                backdrop.paint(still, whole)
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
        self._shadows: list[_Laid] = []
        self._marks: list[_Laid] = []
        self._ring: BreathRing | None = None
        self._ring_colour = QColor(Qt.GlobalColor.gray)
        self._track_colour = QColor(Qt.GlobalColor.darkGray)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Figure"))
        self.setAccessibleDescription(self.tr("A person doing the move."))

    def show_pose(self, scene: FigureScene | None) -> None:
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
            self.update(self._lay_changed(scene))
        else:
            self._lay_all()
            self.update()

    def show_breath(self, share: float | None) -> None:
        """Show a breath that is `share` full, from 0 to 1, or none."""
        ring = None if share is None else BreathRing(self.size(), share)
        before = self._ring
        if ring is None or before is None:
            self._ring = ring
            if ring is not before:
                self.update()
        elif abs(ring.radius - before.radius) >= ring.side * _RING_STEP:
            self._ring = ring
            self.update(before.change(ring))

    def set_colours(self, colours: FigureColours, ring: QColor, track: QColor) -> None:
        """Paint in other colours from now on."""
        self._brushes = Brushes(colours)
        self._ring_colour, self._track_colour = QColor(ring), QColor(track)
        self.update()

    def set_ground(self, colour: QColor) -> None:
        """Stand on another colour from now on."""
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
        self._lay_all()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        region, ink = event.region(), self._ink()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._ground.paint(painter, event.rect(), self.rect(), self._backdrop(ink))
            if self._ring is not None:
                self._ring.paint(painter, region, self._ring_colour)
            ink.paint(painter, _within(self._shadows, region))
            ink.paint(painter, _within(self._marks, region))

    def _backdrop(self, ink: Inker) -> _Backdrop:
        full = BreathRing(self.size(), 1.0)
        track = (full, self._track_colour) if self._ring else None
        areas = self._scene.backdrop if self._scene else ()
        return _Backdrop(self._colour, track, areas, ink)

    def _fitted(self) -> QTransform:
        return fitted(self._scene, QRectF(self.rect())) if self._scene else QTransform()

    def _ink(self) -> Inker:
        return Inker(self._brushes, self._paths, self._to_box)

    def _lay_all(self) -> None:
        self._to_box = self._fitted()
        ink = self._ink()
        shadows, marks = (self._scene.shadows, self._scene.marks) if self._scene else ((), ())
        self._shadows = [_Laid(area, ink.box(area)) for area in shadows]
        self._marks = [_Laid(area, ink.box(area)) for area in marks]

    def _lay_changed(self, scene: FigureScene) -> QRect:
        """Lay down what of a scene is new; the box to paint anew."""
        self._shadows, shadow_box = _laid_anew(self._shadows, scene.shadows, self._ink())
        self._marks, box = _laid_anew(self._marks, scene.marks, self._ink())
        return shadow_box | box


def _laid_anew(
    before: list[_Laid], areas: tuple[Area, ...], ink: Inker
) -> tuple[list[_Laid], QRect]:
    """All areas laid, and the box around what came, went, or changed its place in the order."""
    changed = QRect()
    if len(before) != len(areas):
        known = {id(laid.area): laid for laid in before}
        now = [known.get(id(area)) or _Laid(area, ink.box(area)) for area in areas]
        stay = known.keys() & {id(area) for area in areas}
        for laid in (*before, *now):
            if id(laid.area) not in stay:
                changed |= laid.box
        return now, changed
    now = []
    for old, area in zip(before, areas, strict=True):
        laid = old
        if old.area is not area:
            laid = _Laid(area, ink.box(area))
            changed |= old.box | laid.box
        now.append(laid)
    return now, changed


def _within(many: list[_Laid], region: QRegion) -> list[Area]:
    """Those areas that reach into a region."""
    return [area for area, box in many if region.intersects(box)]


def _scaled(box: QRect, ratio: float) -> QRectF:
    return QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio, box.height() * ratio)
