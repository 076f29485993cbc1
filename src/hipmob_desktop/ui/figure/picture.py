# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures for files, painted without a window or a screen: a figure, or the program's icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter

from hipmob_desktop.ui.figure.painter import Brushes, figure_colours, paint_figure
from hipmob_desktop.ui.figure.scene import figure_scene

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.ui.theme.theme import Theme

_EDGE = 0.06
"""Around the figure there is so much of the ground, as a share of the picture's width."""


def figure_png(frame: Frame, theme: Theme, size_px: int) -> bytes:
    """A square picture of a figure on the ground of a theme."""

    def paint(painter: QPainter, box: QRectF) -> None:
        edge = box.width() * _EDGE
        inner = box.adjusted(edge, edge, -edge, -edge)
        brushes = Brushes(figure_colours(theme))
        paint_figure(painter, box, figure_scene(frame), brushes, inner=inner)

    return _png(theme, size_px, paint)


def icon_png(svg: Path, theme: Theme, size_px: int) -> bytes:
    """A square picture of an icon on the ground of a theme."""
    from PySide6.QtSvg import QSvgRenderer

    def paint(painter: QPainter, box: QRectF) -> None:
        edge = box.width() / 4
        QSvgRenderer(str(svg)).render(painter, box.adjusted(edge, edge, -edge, -edge))

    return _png(theme, size_px, paint)


def _png(theme: Theme, size_px: int, paint: Callable[[QPainter, QRectF], None]) -> bytes:
    image = QImage(size_px, size_px, QImage.Format.Format_RGB32)
    image.fill(theme.background)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, QRectF(image.rect()))
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(made, "PNG")  # type: ignore[call-overload]  # PySide takes no bytes, its stubs no text
    return bytes(made.data().data())
