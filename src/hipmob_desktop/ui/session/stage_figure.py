# SPDX-License-Identifier: GPL-3.0-or-later
"""The figure on the stage: its room among the words, its horizon, the light behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect

from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.framing import Box
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.ui.figure.animator import FrameCache
from hipmob_desktop.ui.figure.behind import Quiet
from hipmob_desktop.ui.figure.breath_light import BreathLight
from hipmob_desktop.ui.figure.camera import StageCamera
from hipmob_desktop.ui.figure.painter import figure_colours
from hipmob_desktop.ui.figure.view import FigureView

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.core.plan import Moment, Plan
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.ui.figure.animator import FigureAnimator
    from hipmob_desktop.ui.figure.camera import Shot
    from hipmob_desktop.ui.session.layout import Rect, StageLayout
    from hipmob_desktop.ui.theme.theme import Theme

FLOOR_DEPTH = 1.0
"""How far behind the body the floor ends, in body heights."""

LEAST_FLOOR = 0.16
MOST_FLOOR = 0.62
"""The least and the most of the stage's height that is floor."""

SOFT = 0.035
"""How softly things fade out where words stand, as a share of the unit."""


class StageFigure(FigureView):
    """Shows the figure of a moment where no words stand, or without an `animator` none."""

    def __init__(
        self, theme: Theme, animator: FigureAnimator | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(figure_colours(theme), parent)
        self._animator = animator
        self._frames = FrameCache(animator) if animator else None
        self._camera: StageCamera | None = None
        if animator is not None:
            self._camera = StageCamera(animator.figure_of, steps=animator.steps)
        self._layout: StageLayout | None = None
        self._unit = 1.0
        self.frame: Frame | None = None
        self.shot: Shot | None = None

    def give_room(self, layout: StageLayout, unit: float) -> None:
        """Stand where `layout` has room from now on; its lengths follow `unit`."""
        self._layout, self._unit = layout, unit
        if self._camera is not None:
            corners = {Side.LEFT: layout.left_corner, Side.RIGHT: layout.right_corner}
            self._camera.set_room(
                _box(layout.room), {side: _box(one) for side, one in corners.items()}
            )

    def set_look(self, theme: Theme, light: QColor) -> None:
        """Wear a theme, before a light in a colour."""
        self.set_colours(figure_colours(theme), light)

    def show_moment(self, plan: Plan, moment: Moment, breath: float) -> None:
        """Show a moment, its breath (0 to 1) full."""
        if self._animator is not None and self._animator.steps:
            breath = float(round(breath))
        centre = QPointF(self.rect().center())
        if self._frames is not None and self._camera is not None:
            scene = self._frames.at(plan, moment, breath, self.body_px())
            frame = self.frame = self._frames.frame
            shot = self.shot = self._camera.at(plan, moment, frame) if frame else None
            self.show_scene(scene, shot.placement if shot else None)
            if frame is not None and shot is not None:
                centre = QPointF(*shot.middle)
                self.show_horizon(self._horizon_of(frame, shot))
        self.show_light(BreathLight(centre, self._unit, breath))

    def is_clear(self, moment: Moment) -> bool:
        """Whether the body is on its way, and stays between both corners."""
        return self._camera is not None and self._camera.is_clear(moment)

    def covers(self, side: Side, moment: Moment) -> bool:
        """Whether the body, on its way from where it was, stands where the words of a side do."""
        if self._camera is None or self.frame is None or self.shot is None:
            return False
        return self._camera.sets_out(moment) and self._camera.covers(self.shot, self.frame, side)

    def keep_quiet_around(self, words: list[QRect]) -> None:
        """Let things fade out around these words, and in the rows above and below."""
        layout = self._layout
        if layout is None:
            return
        soft = round(SOFT * self._unit)
        wide, high, out = self.width(), self.height(), 2 * soft
        top, low = round(layout.name.bottom) - soft, round(layout.line.y)
        above = QRect(-out, -out, wide + 2 * out, top + out)
        below = QRect(-out, low, wide + 2 * out, high - low + out)
        rows = [Quiet(box, soft, is_dark=False) for box in (above, below)]
        self.keep_quiet((*rows, *(Quiet(box, soft, is_dark=True) for box in words)))

    def _horizon_of(self, frame: Frame, shot: Shot) -> float:
        place = shot.placement
        y = place.y - place.scale * FLOOR_DEPTH * lens(frame.view).near[1]
        least, most = (self.height() * (1 - floor) for floor in (MOST_FLOOR, LEAST_FLOOR))
        return min(max(y, least), most)


def _box(rect: Rect) -> Box:
    return Box(rect.x, rect.y, rect.right, rect.bottom)
