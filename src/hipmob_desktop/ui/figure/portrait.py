# SPDX-License-Identifier: GPL-3.0-or-later
"""A figure on a quiet page: it stands or lies and breathes, and fades into another."""

from __future__ import annotations

from math import cos, pi
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QPainter, QPixmap

from hipmob_desktop.ui.kit.accessible import SpokenWidget
from hipmob_desktop.ui.kit.style import em

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QShowEvent

    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.ui.figure.scene import FigureScene
    from hipmob_desktop.ui.kit.style import StyleContext

    FrameAt = Callable[[int], Frame]
    """The frame of a figure so many milliseconds after it was first shown."""

FADE_MS = 1_600
BREATH_MS = 8_000
_EVERY_MS = 40
_HIGH_EM = 12.0


def breathing(figure: Figure) -> FrameAt:
    """A figure that waits as before its first rep, no side at work, and breathes calmly."""
    from hipmob_desktop.core.enums import Side
    from hipmob_desktop.figure.frame import at_rest, frame_of

    posed = at_rest(figure, Side.BOTH)

    def frame_at(at_ms: int) -> Frame:
        return frame_of(posed, breath=(1 - cos(2 * pi * at_ms / BREATH_MS)) / 2)

    return frame_at


class FigurePortrait(SpokenWidget):
    """Shows one figure as large as there is room; it moves while it is seen.

    With `steps` it stands still, and takes another's place at once.
    """

    role = QAccessible.Role.Graphic

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._style = style
        self.steps = False
        self._frame_at: FrameAt | None = None
        self._frame: Frame | None = None
        self._scene: FigureScene | None = None
        self._before = QPixmap()
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._move)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        style.theme_manager.theme_changed.connect(self.update)

    def show_figure(self, frame_at: FrameAt, name: str, *, before: Frame | None = None) -> None:
        """Show a figure from now on, called `name`; it fades in out of the frame `before`."""
        self._before = QPixmap()
        if before is not None and not self.steps and not self.size().isEmpty():
            self._take(before)
            self._before = self._painted()
        self._frame_at = frame_at
        self.setAccessibleName(name)
        self._since.start()
        self._frame = None
        self._move()
        if self.isVisible() and not self.steps:
            self._timer.start()
        self.update()

    def sizeHint(self) -> QSize:
        high = round(_HIGH_EM * em(self))
        return QSize(2 * high, high)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._frame_at is not None and not self.steps:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._before = QPixmap()
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            share = self._share()
            if self._before.isNull() or share >= 1:
                self._paint(painter)
                return
            painter.setOpacity(1 - share)
            painter.drawPixmap(0, 0, self._before)
            painter.setOpacity(share)
            painter.drawPixmap(0, 0, self._painted())

    @Slot()
    def _move(self) -> None:
        """Take the frame that belongs to this moment."""
        if self._frame_at is None:
            return
        is_fading = not self._before.isNull()
        if is_fading and self._share() >= 1:
            self._before = QPixmap()
        if self._take(self._frame_at(0 if self.steps else self._since.elapsed())) or is_fading:
            self.update()

    def _take(self, frame: Frame) -> bool:
        """Have a frame painted from now on; whether anybody could see the difference."""
        from hipmob_desktop.ui.figure.scene import figure_scene, has_changed

        if not has_changed(self._frame, frame, float(self.height())):
            return False
        self._frame = frame
        self._scene = figure_scene(frame)
        return True

    def _share(self) -> float:
        return min(1.0, self._since.elapsed() / FADE_MS) if self._since.isValid() else 1.0

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter)
        return pixmap

    def _paint(self, painter: QPainter) -> None:
        from hipmob_desktop.ui.figure.painter import Brushes, figure_colours, paint_figure

        if self._scene is not None:
            colours = figure_colours(self._style.theme)
            paint_figure(painter, QRectF(self.rect()), self._scene, Brushes(colours))
