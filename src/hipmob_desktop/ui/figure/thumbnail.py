# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the figure at rest: made one at a time when first seen, then kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipmob_desktop.ui.kit.style import em

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from hipmob_desktop.ui.figure.figure_marks import FigureScene
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.theme import Theme

_SIDE = 6.5
_RADIUS = 0.1
_KEPT_SIZES = 3
_WAIT_MS = 120


class Thumbnail:
    """One picture of a figure on a quiet ground with round corners."""

    def __init__(self, scene: FigureScene) -> None:
        self._scene = scene
        self._kept: dict[tuple[int, int, float, str], QPixmap] = {}

    def paint(self, painter: QPainter, box: QRectF, theme: Theme) -> None:
        """Paint it as large as `box`, in the colours of `theme`."""
        ratio = painter.device().devicePixelRatio()
        key = (round(box.width()), round(box.height()), ratio, theme.name)
        if key not in self._kept:
            if len(self._kept) >= _KEPT_SIZES:
                self._kept.clear()
            self._kept[key] = self._painted(box, ratio, theme)
        painter.drawPixmap(box.topLeft(), self._kept[key])

    def _painted(self, box: QRectF, ratio: float, theme: Theme) -> QPixmap:
        from hipmob_desktop.ui.figure.figure_marks import figure_colours
        from hipmob_desktop.ui.figure.painter import Brushes, paint_figure

        pixmap = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        whole = QRectF(0, 0, box.width(), box.height())
        shape = QPainterPath()
        shape.addRoundedRect(whole, box.height() * _RADIUS, box.height() * _RADIUS)
        with QPainter(pixmap) as painter:
            paint_ground(painter, whole, theme)
            painter.setClipPath(shape)
            paint_figure(painter, whole, self._scene, Brushes(figure_colours(theme)))
        return pixmap


def paint_ground(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Paint what is behind a still, and what waits for one."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.background)
    radius = box.height() * _RADIUS
    painter.drawRoundedRect(box, radius, radius)
    painter.restore()


class ThumbnailCache(QObject):
    """Keeps stills by id. One that is asked for is made when nothing else is to do.

    The first are made at once. Later ones wait a moment, for whoever types or scrolls.

    `known` are the ids that there are stills for. `make` gives a still, or None where its
    figure cannot be had.

    Signals:
        arrived: the id of a still that is here now.
    """

    arrived = Signal(str)

    def __init__(
        self,
        known: Collection[str],
        make: Callable[[str], Thumbnail | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._known = frozenset(known)
        self._make = make
        self._kept: dict[str, Thumbnail | None] = {}
        self._wanted: list[str] = []
        self._idle = QTimer(self)
        self._wait_ms = 0
        self._idle.timeout.connect(self._make_next)

    def has(self, id_: str) -> bool:
        """Whether there is a still with that id, made or yet to be made."""
        return id_ in self._known and self._kept.get(id_, self) is not None

    def first(self, ids: Sequence[str]) -> Thumbnail | None:
        """The still of the first of `ids` that there is one for, if it is made."""
        return next((self.still(id_) for id_ in ids if self.has(id_)), None)

    def still(self, id_: str) -> Thumbnail | None:
        """The still, if it is made; if it is not, it will be."""
        if id_ in self._kept or id_ not in self._known:
            return self._kept.get(id_)
        if id_ not in self._wanted:
            self._wanted.append(id_)
            if not self._idle.isActive():
                self._idle.start(self._wait_ms)
        return None

    @Slot()
    def _make_next(self) -> None:
        self._idle.setInterval(0)
        id_ = self._wanted.pop(0)
        if not self._wanted:
            self._idle.stop()
            self._wait_ms = _WAIT_MS
        self._kept[id_] = None  # so that one that cannot be made is not asked for at every paint
        self._kept[id_] = self._make(id_)
        self.arrived.emit(id_)


class ThumbnailView(QWidget):
    """A square with a still in it; decoration for the words beside it."""

    def __init__(self, style: StyleContext, thumbnails: ThumbnailCache, id_: str) -> None:
        super().__init__()
        self._style = style
        self._thumbnails = thumbnails
        self._id = id_
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        thumbnails.arrived.connect(self._on_arrived)

    def sizeHint(self) -> QSize:
        side = round(em(self) * _SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            still = self._thumbnails.still(self._id)
            if still:
                still.paint(painter, box, self._style.theme)
            else:
                paint_ground(painter, box, self._style.theme)

    @Slot(str)
    def _on_arrived(self, id_: str) -> None:
        if id_ == self._id:
            self.update()
