# SPDX-License-Identifier: GPL-3.0-or-later
"""The widget that shows a figure. It paints the scene it is given and knows nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipmob_desktop.ui.widgets.figure_paint import Brushes, paint_figure

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hipmob_desktop.ui.widgets.figure_marks import FigureColours, FigureScene

_SIDE_IN_LINES = 20


class FigureView(QWidget):
    """Shows one scene at a time, as large as it fits, in the middle.

    It has no ground of its own, so that a breath ring may stand behind it.
    """

    def __init__(self, colours: FigureColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brushes = Brushes(colours)
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
            with QPainter(self) as painter:
                paint_figure(painter, QRectF(self.rect()), self._scene, self._brushes)
