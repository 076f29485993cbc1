# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of the figure that stands still, and the widget that shows one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipmob_desktop.ui.widgets.dress import em

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hipmob_desktop.ui.theme import Theme
    from hipmob_desktop.ui.widgets.dress import Dress

_SIDE = 6.5
_RADIUS = 0.625
_INSET = 0.06


class FigureStill(Protocol):
    """Something that paints a figure at rest."""

    def paint(self, painter: QPainter, box: QRectF, theme: Theme) -> None:
        """Paint it into the middle of `box`, in the colours of `theme`."""
        ...


def paint_still(painter: QPainter, box: QRectF, still: FigureStill, theme: Theme) -> None:
    """Paint a still on a quiet ground with round corners."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.background)
    radius = box.height() * _RADIUS / _SIDE
    painter.drawRoundedRect(box, radius, radius)
    inset = box.height() * _INSET
    still.paint(painter, box.adjusted(inset, inset, -inset, -inset), theme)
    painter.restore()


class StillView(QWidget):
    """A square with a still in it; decoration for the words beside it."""

    def __init__(self, dress: Dress, still: FigureStill) -> None:
        super().__init__()
        self._dress = dress
        self._still = still
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = round(em(self) * _SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_still(painter, QRectF(self.rect()), self._still, self._dress.theme)
