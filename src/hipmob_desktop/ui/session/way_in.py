# SPDX-License-Identifier: GPL-3.0-or-later
"""The way into a move in two small pictures: how it starts, how it goes, and what to fetch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from hipmob_desktop.figure.frame import PosedFigure, as_seen, at_rest, frame_of
from hipmob_desktop.figure.rig.camera import framed, lens
from hipmob_desktop.ui.figure.painter import Brushes, figure_colours, paint_figure
from hipmob_desktop.ui.figure.scene import figure_scene
from hipmob_desktop.ui.kit.accessible import SpokenWidget
from hipmob_desktop.ui.session.text import StageText

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent

    from hipmob_desktop.core.enums import Side
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.ui.figure.scene import FigureScene
    from hipmob_desktop.ui.session.content import Ahead
    from hipmob_desktop.ui.theme.theme import Theme

WORDS_SHARE = 0.2
"""How much of the height is for the things to fetch."""

MARGIN = 0.1
SMALLEST = 0.5
"""Around the outermost joints, and the least that is in a picture, in body heights."""

ARROW_SHARE = 0.08
"""How much of the width is for the arrow between the pictures."""


def start_and_way(figure: Figure, side: Side) -> tuple[FigureScene, FigureScene]:
    """The figure as it waits on a side, and in the key that shows best what its move is."""
    seen = figure.seen(side)
    still = PosedFigure(figure, seen, figure.on(seen).keys[figure.still])
    start, way = (frame_of(as_seen(posed)) for posed in (at_rest(figure, seen), still))
    eye = lens(start.view)
    body = [eye.flat(joint) for frame in (start, way) for joint in frame.pose.joints]
    view = framed(start.view, body, margin=MARGIN, smallest=SMALLEST)
    return (
        figure_scene(replace(start, view=view), has_ground=True),
        figure_scene(replace(way, view=view), has_ground=True),
    )


class WayIn(QWidget):
    """Shows what comes, for as long as there is something ahead."""

    def __init__(
        self, figure_of: Callable[[str], Figure | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._figure_of = figure_of
        self._ahead: Ahead | None = None
        self.pictures = _Pictures(self)
        self.things = StageText(self)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_ahead(self, ahead: Ahead | None) -> None:
        """Show what comes, or nothing."""
        figure = self._figure_of(ahead.figure_id) if ahead else None
        self.setVisible(figure is not None)
        if figure is None or ahead is None or ahead == self._ahead:
            return
        self._ahead = ahead
        self.pictures.show_scenes(start_and_way(figure, ahead.side))
        self.things.show_text(ahead.things)
        self._place()

    def set_look(self, theme: Theme, font: QFont) -> None:
        """Wear a theme; the things to fetch are written in a font."""
        self.pictures.set_theme(theme)
        self.things.set_look(font, theme.text, Qt.AlignmentFlag.AlignHCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def _place(self) -> None:
        """The things stand above the pictures; without any the pictures are in the middle."""
        words = round(self.height() * WORDS_SHARE)
        wide, left = self.width(), self.height() - words
        self.things.setGeometry(0, 0, wide, words)
        top = words if self.things.text else words // 2
        self.pictures.setGeometry(0, top, wide, left)


class _Pictures(SpokenWidget):
    """Two scenes beside each other with an arrow between them, painted once."""

    role = QAccessible.Role.Graphic

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._scenes: tuple[FigureScene, ...] = ()
        self._theme: Theme | None = None
        self._kept = QPixmap()
        self.setAccessibleName(self.tr("How it starts and how it goes"))

    def show_scenes(self, scenes: tuple[FigureScene, ...]) -> None:
        """Show other scenes."""
        self._scenes, self._kept = scenes, QPixmap()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Wear a theme."""
        self._theme, self._kept = theme, QPixmap()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._kept = QPixmap()
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._kept = QPixmap()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._theme is None or not self._scenes:
            return
        with QPainter(self) as painter:
            ratio = painter.device().devicePixelRatioF()
            if self._kept.isNull() or self._kept.devicePixelRatio() != ratio:
                self._keep(self._theme, ratio)
            painter.drawPixmap(0, 0, self._kept)

    def _keep(self, theme: Theme, ratio: float) -> None:
        self._kept = QPixmap(self.size().expandedTo(QSize(1, 1)) * ratio)
        self._kept.setDevicePixelRatio(ratio)
        self._kept.fill(Qt.GlobalColor.transparent)
        arrow = self.width() * ARROW_SHARE
        wide = (self.width() - arrow) / 2
        brushes = Brushes(figure_colours(theme))
        with QPainter(self._kept) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for x, scene in zip((0.0, wide + arrow), self._scenes, strict=True):
                paint_figure(painter, QRectF(x, 0, wide, self.height()), scene, brushes)
            _paint_arrow(painter, QRectF(wide, 0, arrow, self.height()), theme.text_quiet)


def _paint_arrow(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """An arrow to the right in the middle of a box."""
    middle, reach = box.center(), box.width() * 0.4
    pen = QPen(colour, max(1.5, box.width() * 0.14))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    tip = middle + QPointF(reach, 0)
    painter.drawLine(middle - QPointF(reach, 0), tip)
    back = reach * 0.7
    painter.drawPolyline(QPolygonF([tip + QPointF(-back, -back), tip, tip + QPointF(-back, back)]))
