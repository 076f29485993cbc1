# SPDX-License-Identifier: GPL-3.0-or-later
"""The figure on a quiet page: at rest, and in motion for a while or while it is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, QTimer, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.ui.kit.style import em

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import (
        QEnterEvent,
        QHideEvent,
        QMouseEvent,
        QPaintEvent,
        QRegion,
        QResizeEvent,
    )

    from hipmob_desktop.core.enums import Side
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.ui.figure.painter import Brushes, Paths, PreparedShape
    from hipmob_desktop.ui.figure.reel import Reel
    from hipmob_desktop.ui.figure.scene import FigureScene
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext

FRAME_MS = 33
STEP_MS = 2_000
"""With less motion it goes from one still to the next instead."""

FADE_MS = 240
"""It goes into its ground for so long before it rests."""

_MOST_PATHS = 128
"""Two pictures' worth: what it shows goes on, and seldom comes again."""

_UNSEEN_PX = 0.3
"""What moves less than this since it was last painted stays there."""

POINTED_MS = 60_000
"""A mouse that was only left there does not keep it in motion longer than this."""


class MovingFigure(QWidget):
    """Shows a move by a picture, and some moves in motion.

    No timer runs while it rests. It is decoration: what it shows is also said in words.

    Attributes:
        less_motion: goes from still to still, and only while it is pointed at.
    """

    def __init__(
        self, style: StyleContext, now_ms: Callable[[], int] = monotonic_ms, *, minimum_em: float
    ) -> None:
        super().__init__()
        self.less_motion = False
        self._style = style
        self._now_ms = now_ms
        self._minimum_em = minimum_em
        self._thumbnails: ThumbnailCache | None = None
        self._figure_of: Callable[[str], Figure | None] = _no_figure
        self._ids: tuple[str, ...] = ()
        self._moves: tuple[Move, ...] = ()
        self._only: tuple[Side, ...] = ()
        self._reel: Reel | None = None
        self._began_ms = self._until_ms = self._pointed_until_ms = 0
        self._scene: FigureScene | None = None
        self._prepared: list[PreparedShape] = []
        self._shown = 1.0
        self._brushes: tuple[str, Brushes] | None = None
        self._paths: Paths | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def use(
        self, thumbnails: ThumbnailCache, figure_of: Callable[[str], Figure | None] | None
    ) -> None:
        """Take pictures from here; without `figure_of` nothing moves."""
        self._thumbnails = thumbnails
        self._figure_of = figure_of or _no_figure
        thumbnails.arrived.connect(self._on_arrived)

    def show_picture(self, ids: Sequence[str]) -> None:
        """Rest on the picture of the first of these moves that has one."""
        if tuple(ids) != self._ids:
            self._ids = tuple(ids)
            self.show_moves(())

    def show_moves(self, moves: Sequence[Move], only: Sequence[Side] = ()) -> None:
        """Have these to go through, when it is played, each on the side that alone does it."""
        if (tuple(moves), tuple(only)) != (self._moves, self._only) or not moves:
            self.rest()
            self._moves, self._only = tuple(moves), tuple(only)
            self._reel = None

    def play(self, length_ms: int) -> None:
        """Be in motion from now on, for so long; it rests on its picture then."""
        if self._set_out():
            self._until_ms = max(self._until_ms, self._now_ms() + length_ms)
            self._tick()

    @Slot()
    def point(self) -> None:
        """Be in motion as long as it is pointed at."""
        if self._set_out():
            self._pointed_until_ms = self._now_ms() + POINTED_MS
            self._tick()

    @Slot()
    def unpoint(self) -> None:
        """Rest, unless it plays anyway."""
        self._pointed_until_ms = 0
        if self.is_moving:
            self._tick()

    def _set_out(self) -> bool:
        """Begin from the first move unless it is in motion; whether it is now."""
        if not self._moves or not self.isVisible() or not self._made_reel().length_ms:
            return False
        if not self.is_moving:
            self._began_ms = self._now_ms()
            self._timer.start(STEP_MS if self.less_motion else FRAME_MS)
        return True

    @property
    def _ends_ms(self) -> int:
        return max(self._until_ms, self._pointed_until_ms)

    @property
    def is_moving(self) -> bool:
        """Whether it is in motion."""
        return self._timer.isActive()

    @Slot()
    def rest(self) -> None:
        """Stand still and show the picture."""
        self._timer.stop()
        self._until_ms = self._pointed_until_ms = 0
        self._scene, self._prepared, self._paths = None, [], None  # a session has use for the room
        self._shown = 1.0
        self.update()

    def _made_reel(self) -> Reel:
        from hipmob_desktop.ui.figure.reel import Reel  # not needed for a first paint

        if self._reel is None:
            self._reel = Reel(self._moves, self._figure_of, self._only)
        return self._reel

    @Slot()
    def _tick(self) -> None:
        from hipmob_desktop.ui.figure.scene import figure_scene

        now = self._now_ms()
        if now >= self._ends_ms:
            self.rest()
            return
        before, shown = self._scene, self._shown
        frame, self._shown = self._frame_at(now - self._began_ms)
        scene = figure_scene(frame, before, _UNSEEN_PX / max(1.0, self.height()))
        is_new = before is None or _box(before) != _box(scene) or (shown, self._shown) != (1, 1)
        self._show(scene, whole=is_new or self._is_restyled())

    def _show(self, scene: FigureScene, *, whole: bool) -> None:
        """Prepare a scene; without `whole` only what has changed in it is painted anew."""
        from hipmob_desktop.ui.figure.painter import FigurePainter, Paths, fitted

        self._paths = self._paths or Paths(_MOST_PATHS)
        to_box = fitted(scene, QRectF(self.rect()))
        figure = FigurePainter(self._made_brushes(), self._paths, to_box)
        known = {} if whole else {id(one.shape): one for one in self._prepared}
        shapes = (*scene.backdrop, *scene.shadows, *scene.body)
        now = [known.get(id(shape)) or figure.prepared(shape) for shape in shapes]
        stay = known.keys() & {id(shape) for shape in shapes}
        changed = self.rect() if whole else QRect()
        for one in (*self._prepared, *now):
            if id(one.shape) not in stay:
                changed |= one.box
        self._scene, self._prepared = scene, now
        self.update(changed & self.rect())

    def _frame_at(self, ms: int) -> tuple[Frame, float]:
        reel = self._made_reel()
        if self.less_motion:
            stills = reel.stills()
            return stills[ms // STEP_MS % len(stills)], 1.0
        shot = reel.at(ms)
        left = (self._ends_ms - self._began_ms - ms) / FADE_MS
        return shot.frame, min(1.0, shot.shown, left)

    def sizeHint(self) -> QSize:
        side = round(self._minimum_em * em(self))
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._scene is None:
                self._paint_picture(painter, box)
            else:
                self._paint_scene(painter, box, event.region())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._scene is not None:
            self._show(self._scene, whole=True)

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        from hipmob_desktop.ui.figure.thumbnail import paint_ground

        thumbnail = self._thumbnails.first(self._ids, self) if self._thumbnails else None
        if thumbnail:
            thumbnail.paint(painter, box, self._style.theme)
        else:
            paint_ground(painter, box, self._style.theme)

    def _paint_scene(self, painter: QPainter, box: QRectF, region: QRegion) -> None:
        from hipmob_desktop.ui.figure.painter import paint_prepared
        from hipmob_desktop.ui.figure.thumbnail import paint_ground

        paint_ground(painter, box, self._style.theme)
        paint_prepared(painter, (one for one in self._prepared if region.intersects(one.box)))
        if self._shown < 1.0:
            painter.setOpacity(1.0 - self._shown)
            paint_ground(painter, box, self._style.theme)

    def _is_restyled(self) -> bool:
        return self._brushes is None or self._brushes[0] != self._style.theme.name

    def _made_brushes(self) -> Brushes:
        from hipmob_desktop.ui.figure.painter import Brushes, figure_colours

        theme = self._style.theme
        if self._brushes is None or self._is_restyled():
            self._brushes = (theme.name, Brushes(figure_colours(theme)))
        return self._brushes[1]

    def enterEvent(self, event: QEnterEvent) -> None:
        """Extend: be in motion while it is pointed at."""
        super().enterEvent(event)
        self.point()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend: stay in motion."""
        super().mouseMoveEvent(event)
        self.point()

    def leaveEvent(self, event: QEvent) -> None:
        """Extend: rest."""
        super().leaveEvent(event)
        self.unpoint()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.rest()
        self._reel = None

    @Slot(str)
    def _on_arrived(self, id_: str) -> None:
        if id_ in self._ids:
            self.update()


def _box(scene: FigureScene) -> tuple[float, float, float, float]:
    return scene.x, scene.y, scene.width, scene.height


def _no_figure(_move_id: str) -> Figure | None:
    return None
