# SPDX-License-Identifier: GPL-3.0-or-later
"""From a shot of a figure to the plain scene that its widget paints."""

from __future__ import annotations

from math import dist
from typing import TYPE_CHECKING

from hipmob_desktop.core.body.picture import figure_shapes, scenery_shapes
from hipmob_desktop.core.body.props import PropKind
from hipmob_desktop.core.body.shapes import Paint
from hipmob_desktop.core.move import Side
from hipmob_desktop.ui.widgets.figure_marks import Area, FigureScene, Ink

if TYPE_CHECKING:
    from hipmob_desktop.core.body.picture import Shot
    from hipmob_desktop.core.body.shapes import Shape

_INKS = {paint: Ink(paint.value) for paint in Paint if paint is not Paint.LEG}
_DULL = 0.6
_SEEN_PX = 0.4
_SEEN_SHARE = 1 / 64


def figure_scene(shot: Shot) -> FigureScene:
    """The scene of a shot."""
    view = shot.view
    backdrop = tuple(_area(one, much, shot) for one, much in scenery_shapes(shot))
    marks = tuple(_area(one, much, shot) for one, much in figure_shapes(shot))
    return FigureScene(view.x, view.y, view.width, view.height, backdrop, marks)


def has_changed(before: Shot | None, now: Shot, body_px: float) -> bool:
    """Whether anyone could see the difference, with a body `body_px` pixels high.

    The slow ends of a phase move less than half a pixel from frame to frame; a stage that
    asks here first paints a good deal less.
    """
    if before is None or before.view != now.view or before.props != now.props:
        return True
    shares = (
        (before.left, now.left),
        (before.right, now.right),
        (before.apart, now.apart),
        (before.pose.breath, now.pose.breath),
    )
    if any(abs(a - b) > _SEEN_SHARE for a, b in shares) or before.near is not now.near:
        return True
    return max(map(dist, before.pose.joints, now.pose.joints)) * body_px > _SEEN_PX


def _area(shape: Shape, much: float, shot: Shot) -> Area:
    if shape.paint is Paint.SHADOW:
        on_mat = max((m for p, m in shot.props if p.kind is PropKind.MAT), default=0.0)
        return Area(Ink.SHADOW, shape.fill, far=1.0 - on_mat)
    far = shot.apart if shape.side is shot.near.other else 0.0
    shade = shape.shade if far < _DULL or not shape.fill else ()
    if shape.paint is Paint.LEG:
        is_left = shape.side is Side.LEFT
        ink = Ink.LEFT_LEG if is_left else Ink.RIGHT_LEG
        work = shot.left if is_left else shot.right
        return Area(ink, shape.fill, shade, far, work, much)
    return Area(_INKS[shape.paint], shape.fill, shade, far, 0.0, much)
