# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the figure at rest for cards: made one at a time when first seen, then kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.ui.theme.theme import Theme

_RADIUS = 0.1
"""How round its corners are, as a share of its height."""

_MOST_RADIUS_PX = 14.0

_EDGE = 0.05
"""Around what is framed a picture shows so much more of its ground, as a share of its width."""

_KEPT_SIZES = 4
"""A card in the list, the head of the page, one on a strip, and one on a second screen."""

_WAIT_MS = 120
"""Longer than the pause between two keys or two turns of a wheel."""


_ON_RIGHT = " on the right"


def picture_id(move_id: str, *, on_right: bool) -> str:
    """The id of the picture of a move, `on_right` where it is done there only."""
    return f"{move_id}{_ON_RIGHT}" if on_right else move_id


def move_of(picture: str) -> tuple[str, bool]:
    """The id of the move on a picture, and whether it is the one on the right."""
    return picture.removesuffix(_ON_RIGHT), picture.endswith(_ON_RIGHT)


class Thumbnail:
    """One picture of a figure on a quiet ground with round corners."""

    def __init__(self, frame: Frame) -> None:
        from hipmob_desktop.ui.figure.scene import figure_scene  # not needed for a first paint

        self._scene = figure_scene(frame)
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
        from hipmob_desktop.ui.figure.painter import Brushes, figure_colours, paint_figure

        pixmap = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        whole = QRectF(0, 0, box.width(), box.height())
        shape = QPainterPath()
        shape.addRoundedRect(whole, corner_px(whole), corner_px(whole))
        with QPainter(pixmap) as painter:
            paint_ground(painter, whole, theme)
            painter.setClipPath(shape)
            edge = whole.width() * _EDGE
            inner = whole.adjusted(edge, edge / 2, -edge, -edge / 2)  # a mat may reach beyond it
            brushes = Brushes(figure_colours(theme))
            paint_figure(painter, whole, self._scene, brushes, inner=inner)
        return pixmap


def corner_px(box: QRectF) -> float:
    """How round the corners of a picture as large as `box` are."""
    return min(box.height() * _RADIUS, _MOST_RADIUS_PX)


def paint_ground(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Paint what is behind a thumbnail, and what stands in its place until it is made."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.background)
    radius = corner_px(box)
    painter.drawRoundedRect(box, radius, radius)
    painter.restore()


class ThumbnailCache(QObject):
    """Keeps thumbnails by id. One that is asked for is made when nothing else is to do.

    The first are made at once. Later ones wait a moment, for whoever types or scrolls. A
    thumbnail is asked for by a widget, and made only as long as one that asked is shown.

    `known` are the ids of the moves that there are thumbnails for. `make` gives a thumbnail by
    its `picture_id`, or None where its figure cannot be had.

    Signals:
        arrived: the id of a thumbnail that is here now.
    """

    arrived = Signal(str)

    def __init__(
        self,
        known: Collection[str],
        make: Callable[[str], Thumbnail | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._known = {picture_id(id_, on_right=is_so) for id_ in known for is_so in (False, True)}
        self._make = make
        self._made: dict[str, Thumbnail] = {}
        self._waiting: dict[str, set[QObject]] = {}
        self._idle = QTimer(self)
        self._wait_ms = 0
        self._idle.timeout.connect(self._make_next)

    def has(self, id_: str) -> bool:
        """Whether there is a thumbnail with that id, made or yet to be made."""
        return id_ in self._known

    def first(self, ids: Sequence[str], asker: QWidget) -> Thumbnail | None:
        """The thumbnail of the first of `ids` that there is one for, if it is made."""
        return next((self.thumbnail(id_, asker) for id_ in ids if self.has(id_)), None)

    def thumbnail(self, id_: str, asker: QWidget) -> Thumbnail | None:
        """The thumbnail, if it is made; if it is not, it will be while `asker` is shown."""
        made = self._made.get(id_)
        if made is None and id_ in self._known:
            self._waiting.setdefault(id_, set()).add(asker)
            asker.installEventFilter(self)
            if not self._idle.isActive():
                self._idle.start(self._wait_ms)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make nothing more for a widget that is hidden: it asks again when it is painted."""
        if event.type() is QEvent.Type.Hide:
            for askers in self._waiting.values():
                askers.discard(watched)
            self._waiting = {id_: askers for id_, askers in self._waiting.items() if askers}
            self._rest()
        return False

    @Slot()
    def _make_next(self) -> None:
        self._idle.setInterval(0)
        id_ = next(iter(self._waiting))
        del self._waiting[id_]
        self._rest()
        self._known.discard(id_)  # so that one that cannot be made is not asked for again
        made = self._make(id_)
        if made is not None:
            self._known.add(id_)
            self._made[id_] = made
        self.arrived.emit(id_)

    def _rest(self) -> None:
        if not self._waiting:
            self._idle.stop()
            self._wait_ms = _WAIT_MS
