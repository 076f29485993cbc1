# SPDX-License-Identifier: GPL-3.0-or-later
"""Paper that is written on: a page of a PDF file or a printer, in points from its upper left."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPainter, QPen, QTextLayout, QTextOption

from hipmob_desktop.ui.figure.painter import Brushes, figure_colours, paint_figure
from hipmob_desktop.ui.figure.scene import figure_scene

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QColor, QPagedPaintDevice

    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.ui.theme.theme import Theme

_LEADING = 1.22
_LINE_PT = 0.7
_POINTS_AN_INCH = 72


class Paper:
    """Pages of a device that a painter has begun; while it is `measuring`, nothing is painted."""

    def __init__(
        self, device: QPagedPaintDevice, painter: QPainter, theme: Theme, family: str
    ) -> None:
        self._device, self._painter, self._family = device, painter, family
        self._unit = device.logicalDpiX() / _POINTS_AN_INCH
        self._brushes = Brushes(figure_colours(theme))
        self._paints = True
        paper = device.pageLayout().fullRectPoints()
        self.box = QRectF(0, 0, paper.width(), paper.height())

    @staticmethod
    def prepare(device: QPagedPaintDevice) -> None:
        """Have a device begin at the edges of its paper, before it is painted on."""
        device.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)

    @contextmanager
    def measuring(self) -> Iterator[None]:
        """Only find out how high things are."""
        self._paints = False
        try:
            yield
        finally:
            self._paints = True

    def turn(self) -> None:
        """Go on on another page."""
        self._device.newPage()

    def text(
        self, words: str, box: QRectF, pt: float, colour: QColor, *, strong: int | None = None
    ) -> float:
        """Write `words` from the top of `box` on, as wide as that is; returns how high they are.

        `strong` says how many letters are in strong type; all of them if it is not said.
        """
        layout = QTextLayout(words, self._font(pt, is_strong=strong is None))
        if strong:
            bold = QTextLayout.FormatRange()
            bold.start, bold.length = 0, strong
            bold.format.setFontWeight(QFont.Weight.DemiBold)
            layout.setFormats([bold])
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(box.width() * self._unit)
            line.setPosition(QPointF(0, top))
            top += pt * _LEADING * self._unit
        layout.endLayout()
        if self._paints:
            self._painter.setPen(colour)
            layout.draw(self._painter, self._scaled(box).topLeft())
        return top / self._unit

    def figure(self, frame: Frame, box: QRectF) -> None:
        """Paint a figure into `box`."""
        if self._paints:
            paint_figure(self._painter, self._scaled(box), figure_scene(frame), self._brushes)

    def square(self, box: QRectF, colour: QColor) -> None:
        """Draw a box to be ticked."""
        if self._paints:
            self._painter.setPen(QPen(colour, _LINE_PT * self._unit))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = box.height() / 7 * self._unit
            self._painter.drawRoundedRect(self._scaled(box), radius, radius)

    def rule(self, box: QRectF, colour: QColor) -> None:
        """Draw a line along the top of `box`."""
        if self._paints:
            self._painter.setPen(QPen(colour, _LINE_PT * self._unit))
            scaled = self._scaled(box)
            self._painter.drawLine(scaled.topLeft(), scaled.topRight())

    def _font(self, pt: float, *, is_strong: bool) -> QFont:
        font = QFont(self._family)
        font.setPixelSize(max(1, round(pt * self._unit)))
        font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _scaled(self, box: QRectF) -> QRectF:
        unit = self._unit
        return QRectF(box.x() * unit, box.y() * unit, box.width() * unit, box.height() * unit)
