# SPDX-License-Identifier: GPL-3.0-or-later
"""The widget that shows a figure and its breath; it paints no more than what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QRegion, QTransform
from PySide6.QtWidgets import QSizePolicy

from hipmob_desktop.ui.figure.behind import Behind, Ground
from hipmob_desktop.ui.figure.painter import (
    Brushes,
    FigurePainter,
    Paths,
    PreparedShape,
    fitted,
    paint_fast,
    paint_prepared,
)
from hipmob_desktop.ui.kit.accessible import SpokenWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.figure.draw.shapes import Shape
    from hipmob_desktop.figure.framing import Placement
    from hipmob_desktop.ui.figure.behind import Quiet
    from hipmob_desktop.ui.figure.breath_light import BreathLight
    from hipmob_desktop.ui.figure.painter import FigureColours
    from hipmob_desktop.ui.figure.scene import FigureScene

_SIDE_IN_LINES = 20
_LIGHT_EVERY = 6
"""The light, which lies behind all else, changes with every sixth picture, since it is slow."""

_LARGE_PX = 240
"""From this height on half a pixel more around a body is too little to be seen."""


class FigureView(SpokenWidget):
    """Shows one scene at a time, where it is placed, and behind it a floor and a light.

    Without a place it is as large as it fits, in the middle. It covers its whole box, so that
    nothing behind it needs painting when the body moves.
    """

    role = QAccessible.Role.Graphic

    def __init__(self, colours: FigureColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._colour = QColor(colours.ground)
        self._brushes = Brushes(colours)
        self._paths = Paths()
        self._behind = Behind()
        self._quiet: tuple[Quiet, ...] = ()
        self._dark = QRegion()
        self._scene: FigureScene | None = None
        self._placement: Placement | None = None
        self._horizon: int | None = None
        self._floor_colour = QColor(colours.floor)
        self._to_box = QTransform()
        self._still: tuple[PreparedShape, ...] = ()
        self._shadows: list[PreparedShape] = []
        self._body: list[PreparedShape] = []
        self._light: BreathLight | None = None
        self._light_waits = 0
        self._light_colour = QColor(Qt.GlobalColor.gray)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Figure"))
        self.setAccessibleDescription(self.tr("A person doing the move."))

    def show_scene(self, scene: FigureScene | None, placement: Placement | None = None) -> None:
        """Show `scene` from now on, where `placement` says, or nothing."""
        before, self._scene = self._scene, scene
        had, self._placement = self._placement, placement
        if scene is before and had == placement:
            return
        if (
            scene is not None
            and before is not None
            and scene.backdrop is before.backdrop
            and self._fitted() == self._to_box
        ):
            # No body is where words stand: they need not be painted anew.
            self.update(QRegion(self._prepare_changed(scene)) - self._dark)
        else:
            self._prepare_all()
            self.update()

    def show_light(self, light: BreathLight) -> None:
        """Show a light behind the body; to be called with every frame."""
        before = self._light
        if before is None or (before.centre, before.height) != (light.centre, light.height):
            self._light = light
            self.update()
            return
        self._light_waits -= 1
        if self._light_waits <= 0 and light.differs_from(before):
            self._light_waits = _LIGHT_EVERY
            self._light = light
            self.update(light.area_from(before) - self._dark)

    def forget_light(self) -> None:
        """Show the next light as it is, however short a time after the one before."""
        self._light = None

    def show_horizon(self, y: float) -> None:
        """Let the floor begin `y` pixels below the top."""
        if self._horizon is None or abs(self._horizon - y) >= 1:
            self._horizon = round(y)
            self.update()

    def keep_quiet(self, places: tuple[Quiet, ...]) -> None:
        """Let things and light fade out before the places where words stand."""
        if places != self._quiet:
            self._quiet = places
            self._dark = QRegion()
            for place in places:
                if place.is_dark:
                    self._dark += place.box
            self.update()

    def set_colours(self, colours: FigureColours, light: QColor) -> None:
        """Paint in other colours from now on."""
        is_other_light, self._light_colour = light != self._light_colour, QColor(light)
        if colours == self._colours:
            if is_other_light and self._light is not None:
                self.update(QRegion(self._light.box) - self._dark)
            return
        self._colours = colours
        self._brushes = Brushes(colours)
        self._floor_colour = QColor(colours.floor)
        self._prepare_all()
        self.update()

    def set_ground(self, colour: QColor) -> None:
        """Show the figure on another background from now on."""
        if colour != self._colour:
            self._colour = QColor(colour)
            self.update()

    @property
    def floor(self) -> QColor:
        """The colour of the floor."""
        return QColor(self._floor_colour)

    def body_px(self) -> float:
        """How many pixels high a standing body is here; zero while nothing is shown."""
        return self._to_box.m11() * self.devicePixelRatioF() if self._scene else 0.0

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() * _SIDE_IN_LINES
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() / 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._prepare_all()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        region = event.region()
        with QPainter(self) as painter:
            self._behind.paint(painter, region, self._ground(), self._light, self._light_colour)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if region.rectCount() == 1 or self.devicePixelRatioF() % 1:
                self._paint_body(painter, region.boundingRect())
                return  # between two pixels of the screen a cut would be seen
            # Qt is slow with lines that are cut to many boxes at once.
            for part in region:  # type: ignore[attr-defined]  # the stubs lack that it is iterable
                painter.setClipRect(part)
                self._paint_body(painter, part)

    def _paint_body(self, painter: QPainter, box: QRect) -> None:
        paint = paint_fast if self.body_px() >= _LARGE_PX else paint_prepared
        for shapes in (self._shadows, self._body):
            paint(painter, (one for one in shapes if box.intersects(one.box)))

    def _ground(self) -> Ground:
        return Ground(
            self.size(), self._colour, self._floor_colour, self._horizon, self._still, self._quiet
        )

    def _fitted(self) -> QTransform:
        place = self._placement
        if place is not None:
            return QTransform(place.scale, 0, 0, -place.scale, place.x, place.y)
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
        """Prepare what of a scene is new; what is to be painted anew.

        It is one box: many small ones have fewer pixels, but cutting everything that is painted
        to them takes longer than to paint the rest of the box.
        """
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
