# SPDX-License-Identifier: GPL-3.0-or-later
"""From a shot of the figure to the plain scene that the figure widget paints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.body import shapes
from hipmob_desktop.core.body.picture import Shot, figure_marks, scenery_marks
from hipmob_desktop.core.body.shapes import Paint
from hipmob_desktop.core.move import Side
from hipmob_desktop.ui.widgets.figure_marks import Area, FigureScene, Gap, Ink

if TYPE_CHECKING:
    from hipmob_desktop.core.body.flesh import Mark


def figure_scene(shot: Shot) -> FigureScene:
    """The scene of a shot."""
    view = shot.view
    backdrop = tuple(
        area
        for mark, much in scenery_marks(shot)
        if isinstance(area := _mark(mark, much, shot), Area)
    )
    marks = tuple(_mark(mark, much, shot) for mark, much in figure_marks(shot))
    return FigureScene(view.x, view.y, view.width, view.height, backdrop, marks)


def _mark(mark: Mark, much: float, shot: Shot) -> Area | Gap:
    if isinstance(mark, shapes.Gap):
        return Gap(mark.lines)
    far = shot.apart if mark.side is shot.near.other else 0.0
    if mark.paint is Paint.LEG:
        is_left = mark.side is Side.LEFT
        ink = Ink.LEFT_LEG if is_left else Ink.RIGHT_LEG
        work = shot.left if is_left else shot.right
        return Area(ink, mark.fill, mark.shade, far, work, much)
    return Area(Ink(mark.paint.value), mark.fill, mark.shade, far, 0.0, much)
