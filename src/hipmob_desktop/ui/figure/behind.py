# SPDX-License-Identifier: GPL-3.0-or-later
"""All that lies behind the body: a floor, a light, things; and none of it where words stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPixmap, QRadialGradient, QRegion

from hipmob_desktop.ui.figure.painter import PreparedShape, paint_prepared

if TYPE_CHECKING:
    from PySide6.QtGui import QGradient

    from hipmob_desktop.ui.figure.breath_light import BreathLight


_WHOLE = 4
"""So many pixels are whole ones of a screen that makes them larger by quarters."""


class Quiet(NamedTuple):
    """A place where words stand: things fade out `soft` pixels before it.

    With `is_dark` the light does, too.
    """

    box: QRect
    soft: int
    is_dark: bool

    @property
    def reach(self) -> QRect:
        """All that is touched by it."""
        return self.box.adjusted(-self.soft, -self.soft, self.soft, self.soft)


class Ground(NamedTuple):
    """What stands still behind the body: what it is in, what it is on, and what is around it.

    The floor begins `horizon` pixels below the top, or there is none.
    """

    size: QSize
    wall: QColor
    floor: QColor
    horizon: int | None
    shapes: tuple[PreparedShape, ...]
    quiet: tuple[Quiet, ...]

    def halves(self) -> list[tuple[QRect, QColor]]:
        """The parts above and below the horizon, with their colours."""
        whole = QRect(0, 0, self.size.width(), self.size.height())
        if self.horizon is None:
            return [(whole, self.wall)]
        above, below = QRect(whole), QRect(whole)
        above.setBottom(self.horizon - 1)
        below.setTop(self.horizon)
        return [(above, self.wall), (below, self.floor)]


class Behind:
    """Paints a ground with a light on it; what comes again is kept as a picture.

    The long slanting edges of a mat cost more than a whole body does, and a soft light more
    than both. Kept is the box around both: beyond it there is but wall and floor. While ground
    or light change their places, picture by picture, nothing is kept.
    """

    def __init__(self) -> None:
        self._seen: tuple[object, ...] = ()
        self._light: BreathLight | None = None
        self._glow = QColor()
        self._things = QPixmap()
        self._things_box = QRect()
        self._extent = QRect()
        self._kept = QPixmap()
        self._kept_box = QRect()
        self._is_kept = False
        self._stale = QRegion()

    def paint(
        self,
        painter: QPainter,
        region: QRegion,
        ground: Ground,
        light: BreathLight | None,
        glow: QColor,
    ) -> None:
        """Paint what of a ground lies in a region, with a light in the colour of a `glow`."""
        ratio = painter.device().devicePixelRatioF()
        seen = (ground, ratio, light.reach if light else None)
        if glow != self._glow:
            self._glow, self._light = QColor(glow), None
        if seen != self._seen:
            self._seen, self._is_kept = seen, False
            self._kept, self._things = QPixmap(), QPixmap()
            self._paint(painter, region.boundingRect(), ground, light)
            return
        self._bring_up_to_date(region, ground, light, ratio)
        beyond = region - self._kept_box
        if not beyond.isEmpty():
            painter.save()
            painter.setClipRegion(beyond, Qt.ClipOperation.IntersectClip)
            for half, colour in ground.halves():
                painter.fillRect(half, colour)
            painter.restore()
        painter.drawPixmap(self._kept_box.topLeft(), self._kept)

    def _bring_up_to_date(
        self, region: QRegion, ground: Ground, light: BreathLight | None, ratio: float
    ) -> None:
        """Paint what of the kept picture is stale in a region; the rest may stay so for now."""
        before, self._light = self._light, light
        if not self._is_kept:
            self._keep(ground, light, ratio)
            region = self._stale
        elif light is not None and light != before:
            self._stale += light.area_from(before) if before else light.reach
        area = self._stale & region & self._kept_box
        if area.isEmpty():
            return
        self._stale -= area
        with QPainter(self._kept) as painter:
            painter.translate(-self._kept_box.topLeft())
            painter.setClipRegion(area)
            self._paint(painter, area.boundingRect(), ground, light)

    def _keep(self, ground: Ground, light: BreathLight | None, ratio: float) -> None:
        """Begin to keep pictures: of the things as far as the light reaches, and of all there is.

        Beyond its reach things change no more.
        """
        whole = QRect(0, 0, ground.size.width(), ground.size.height())
        self._extent = QRect()
        for shape in ground.shapes:
            self._extent |= shape.box
        self._extent &= whole
        reach = light.reach & whole if light else QRect()
        self._things_box, self._things = _empty_picture(self._extent & reach, ratio)
        if not self._things.isNull():
            self._things.fill(Qt.GlobalColor.transparent)
            with QPainter(self._things) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.translate(-self._things_box.topLeft())
                paint_prepared(painter, ground.shapes)
        self._kept_box, self._kept = _empty_picture(self._extent | reach, ratio)
        self._stale, self._is_kept = QRegion(self._kept_box), True

    def _paint(
        self, painter: QPainter, box: QRect, ground: Ground, light: BreathLight | None
    ) -> None:
        for half, colour in ground.halves():
            painter.fillRect(half & box, colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._things.isNull() or not self._things_box.contains(self._extent & box):
            paint_prepared(painter, (one for one in ground.shapes if one.box.intersects(box)))
        else:
            painter.drawPixmap(self._things_box.topLeft(), self._things)
        _hush_all(painter, box, ground, light, is_dark=False)
        if light is not None:
            light.paint(painter, self._glow, box)
        _hush_all(painter, box, ground, light, is_dark=True)


def _hush_all(
    painter: QPainter, box: QRect, ground: Ground, light: BreathLight | None, *, is_dark: bool
) -> None:
    """Paint the ground again where words stand before things, or before the light."""
    for quiet in ground.quiet:
        if quiet.is_dark == is_dark and quiet.reach.intersects(box):
            reach = quiet.reach
            lit = light is not None and is_dark and reach.intersects(light.box)
            if not lit and not any(reach.intersects(one.box) for one in ground.shapes):
                continue
            for half, colour in ground.halves():
                _hush(painter, quiet, half, colour)


def _hush(painter: QPainter, quiet: Quiet, half: QRect, colour: QColor) -> None:
    """Paint one colour where words stand, with soft edges, in a half of the stage."""
    if not quiet.reach.intersects(half):
        return
    painter.save()
    painter.setClipRect(half, Qt.ClipOperation.IntersectClip)
    painter.fillRect(quiet.box, colour)
    box, soft = QRectF(quiet.box), float(quiet.soft)
    for edge, gradient in _edges(box, soft):
        gradient.setColorAt(0.0, colour)
        gradient.setColorAt(1.0, QColor(colour.red(), colour.green(), colour.blue(), 0))
        painter.fillRect(edge, gradient)
    painter.restore()


def _edges(box: QRectF, soft: float) -> list[tuple[QRectF, QGradient]]:
    """The soft border of a box, piece by piece."""
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    wide, high = box.width(), box.height()
    return [
        (QRectF(left - soft, top, soft, high), QLinearGradient(left, 0, left - soft, 0)),
        (QRectF(right, top, soft, high), QLinearGradient(right, 0, right + soft, 0)),
        (QRectF(left, top - soft, wide, soft), QLinearGradient(0, top, 0, top - soft)),
        (QRectF(left, bottom, wide, soft), QLinearGradient(0, bottom, 0, bottom + soft)),
        *(
            (
                QRectF(x - soft * (x == left), y - soft * (y == top), soft, soft),
                QRadialGradient(QPointF(x, y), soft),
            )
            for x in (left, right)
            for y in (top, bottom)
        ),
    ]


def _empty_picture(box: QRect, ratio: float) -> tuple[QRect, QPixmap]:
    """A picture of a box, and the box as far as whole pixels of the screen reach."""
    if box.isEmpty():
        return QRect(), QPixmap()
    left, top = (edge - edge % _WHOLE for edge in (box.left(), box.top()))
    right, low = (edge + -edge % _WHOLE for edge in (box.right() + 1, box.bottom() + 1))
    reached = QRect(left, top, right - left, low - top)
    picture = QPixmap(reached.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    return reached, picture
