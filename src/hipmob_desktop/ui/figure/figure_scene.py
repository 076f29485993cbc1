# SPDX-License-Identifier: GPL-3.0-or-later
"""From a shot of a figure to the plain scene that its widget paints."""

from __future__ import annotations

from math import dist
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.picture import figure_shapes, scenery_shapes
from hipmob_desktop.figure.draw.scenery import shadow_shape
from hipmob_desktop.figure.draw.shapes import Paint
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.props import PropKind
from hipmob_desktop.ui.figure.figure_marks import Area, FigureScene, Ink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.figure.draw.picture import Shot
    from hipmob_desktop.figure.draw.shapes import Shape
    from hipmob_desktop.ui.figure.figure_marks import Placed

_INKS = {paint: Ink(paint.value) for paint in Paint if paint is not Paint.LEG}
_DULL = 0.6
_SEEN_PX = 0.4
_SEEN_SHARE = 1 / 64


def figure_scene(shot: Shot, before: FigureScene | None = None, least: float = 0.0) -> FigureScene:
    """The scene of a shot.

    What lies less than `least` body heights away from where it lay in the scene `before`
    stays there.
    """
    view = shot.view
    backdrop = tuple(_area(one, much, shot) for one, much in scenery_shapes(shot))
    shadows = tuple(_shadows(shot))
    marks = tuple(_area(one, much, shot) for one, much in figure_shapes(shot))
    if before is not None:
        backdrop = before.backdrop if before.backdrop == backdrop else backdrop
        shadows = settled(before.shadows, shadows, least)
        marks = settled(before.marks, marks, least)
    return FigureScene(view.x, view.y, view.width, view.height, backdrop, shadows, marks)


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


def settled(before: tuple[Area, ...], now: tuple[Area, ...], least: float) -> tuple[Area, ...]:
    """The areas `now`; of those that lie less than `least` away from one `before`, that one."""
    if len(before) == len(now):
        return tuple(
            old if _is_alike(old, new, least) else new
            for old, new in zip(before, now, strict=True)
        )
    return tuple(next((old for old in before if _is_alike(old, new, least)), new) for new in now)


def _is_alike(a: Area, b: Area, least: float) -> bool:
    return (
        a.ink is b.ink
        and (a.far, a.work, a.much) == (b.far, b.work, b.much)
        and _are_laid_alike(a.fill, b.fill, least)
        and _are_laid_alike(a.shade, b.shade, least)
    )


def _are_laid_alike(a: tuple[Placed, ...], b: tuple[Placed, ...], least: float) -> bool:
    if len(a) != len(b):
        return False
    for (stencil, placement), (other, place) in zip(a, b, strict=True):
        if stencil is not other and stencil != other:
            return False
        for p, q in zip(placement, place, strict=True):
            if not -least <= p - q <= least:
                return False
    return True


def _shadows(shot: Shot) -> Iterator[Area]:
    """One area for each part: they are opaque, so they may overlap, and most stay in place."""
    on_mat = max((m for p, m in shot.props if p.kind is PropKind.MAT), default=0.0)
    for part in shadow_shape(shot.pose, lens(shot.view)).fill:
        yield Area(Ink.SHADOW, (part,), far=1.0 - on_mat)


def _area(shape: Shape, much: float, shot: Shot) -> Area:
    far = shot.apart if shape.side is shot.near.other else 0.0
    shade = shape.shade if far < _DULL or not shape.fill else ()
    if shape.paint is Paint.LEG:
        is_left = shape.side is Side.LEFT
        ink = Ink.LEFT_LEG if is_left else Ink.RIGHT_LEG
        work = shot.left if is_left else shot.right
        return Area(ink, shape.fill, shade, far, work, much)
    return Area(_INKS[shape.paint], shape.fill, shade, far, 0.0, much)
