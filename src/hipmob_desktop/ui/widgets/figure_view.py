# SPDX-License-Identifier: GPL-3.0-or-later
"""The widget that shows a figure. It paints the scene it is given and knows nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipmob_desktop.ui.widgets.figure_paint import Brushes, Inker, Paths, fitted

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hipmob_desktop.ui.widgets.figure_marks import Area, FigureColours, FigureScene

_SIDE_IN_LINES = 20


class _Still:
    """What did not move since it was painted, as a picture from the second time on.

    The long slanting edges of a mat cost more than a whole body does; and a body that holds
    still is painted again and again for what moves behind it.
    """

    def __init__(self) -> None:
        self._seen: tuple[object, ...] = ()
        self._picture: QPixmap | None = None
        self._at = QRectF()

    def paint(self, painter: QPainter, areas: tuple[Area, ...], ink: Inker) -> None:
        """Paint `areas`, or the picture of them."""
        ratio = painter.device().devicePixelRatioF()
        seen = (areas, ink.to_box, ink.brushes, ratio)
        if seen != self._seen:
            self._seen, self._picture = seen, None
            ink.paint(painter, areas)
            return
        if self._picture is None:
            self._picture = self._pictured(areas, ink, painter.clipBoundingRect(), ratio)
        painter.drawPixmap(self._at.topLeft(), self._picture)

    def _pictured(self, areas: tuple[Area, ...], ink: Inker, box: QRectF, ratio: float) -> QPixmap:
        self._at = QRectF((ink.bounds(areas) & box).toAlignedRect())
        picture = QPixmap((self._at.size() * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        if not picture.isNull():
            with QPainter(picture) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.translate(-self._at.topLeft())
                ink.paint(painter, areas)
        return picture


class FigureView(QWidget):
    """Shows one scene at a time, as large as it fits, in the middle.

    It has no ground of its own, so that a breath ring may stand behind it.
    """

    def __init__(self, colours: FigureColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brushes = Brushes(colours)
        self._paths = Paths()
        self._backdrop, self._marks = _Still(), _Still()
        self._scene: FigureScene | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Figure"))
        self.setAccessibleDescription(self.tr("A person doing the move."))

    def show_pose(self, scene: FigureScene | None) -> None:
        """Show `scene` from now on, or nothing."""
        if scene is not self._scene:
            self._scene = scene
            self.update()

    def set_colours(self, colours: FigureColours) -> None:
        """Paint in other colours from now on."""
        self._brushes = Brushes(colours)
        self.update()

    def body_px(self) -> float:
        """How many pixels high a standing body is here; zero while nothing is shown."""
        if self._scene is None:
            return 0.0
        scale = min(self.width() / self._scene.width, self.height() / self._scene.height)
        return scale * self.devicePixelRatioF()

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() * _SIDE_IN_LINES
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() / 4

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._scene is not None:
            ink = Inker(self._brushes, self._paths, fitted(self._scene, QRectF(self.rect())))
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setClipRect(self.rect())
                self._backdrop.paint(painter, self._scene.backdrop, ink)
                self._marks.paint(painter, self._scene.marks, ink)
