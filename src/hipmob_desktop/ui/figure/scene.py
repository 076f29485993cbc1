# SPDX-License-Identifier: GPL-3.0-or-later
"""What a figure's picture consists of, and what of it changes from frame to frame."""

from __future__ import annotations

from dataclasses import dataclass
from math import dist
from typing import TYPE_CHECKING

from hipmob_desktop.figure.draw.body import figure_shapes
from hipmob_desktop.figure.draw.scenery import scenery_shapes, shadow_shapes

if TYPE_CHECKING:
    from hipmob_desktop.figure.draw.outline_cache import PlacedOutline
    from hipmob_desktop.figure.draw.shapes import Shape
    from hipmob_desktop.figure.frame import Frame

_SEEN_PX = 0.4
_SEEN = 1 / 1_500
"""A joint that moves less than half a pixel, or less than this share of a body's height, leaves
its picture as it is. On a laptop's screen the share is a tenth of a millimetre: at arm's length
half of the minute of arc that an eye can tell apart, and on a finer screen more than a pixel."""

_SEEN_SHARE = 1 / 64
"""A smaller change of colour or breath is no change to the eye."""


@dataclass(frozen=True, slots=True)
class FigureScene:
    """A picture of a figure: a box around (`x`, `y`) and what is in it, farthest first.

    `backdrop` stands still for long, `shadows` lie on it in any order, then comes the `body`.
    All in body heights, y upwards. A shape that did not change from one scene to the next is
    the same object, so that it need not be painted again.
    """

    x: float
    y: float
    width: float
    height: float
    backdrop: tuple[Shape, ...] = ()
    shadows: tuple[Shape, ...] = ()
    body: tuple[Shape, ...] = ()


def figure_scene(
    frame: Frame,
    before: FigureScene | None = None,
    least: float = 0.0,
    *,
    has_ground: bool = False,
) -> FigureScene:
    """The scene of a frame, to be shown on a ground or, as on a card, on a patch of floor.

    What lies less than `least` body heights away from where it lay in the scene `before`
    stays there.
    """
    view = frame.view
    backdrop = scenery_shapes(frame, has_ground=has_ground)
    shadows = shadow_shapes(frame)
    body = figure_shapes(frame)
    if before is not None:
        backdrop = before.backdrop if before.backdrop == backdrop else backdrop
        shadows = settled(before.shadows, shadows, least)
        body = settled(before.body, body, least)
    return FigureScene(view.x, view.y, view.width, view.height, backdrop, shadows, body)


def has_changed(before: Frame | None, now: Frame, body_px: float) -> bool:
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
    return max(map(dist, before.pose.joints, now.pose.joints)) * body_px > seen_px(body_px)


def seen_px(body_px: float) -> float:
    """By how many pixels a joint has to move to be seen to, with a body `body_px` pixels high."""
    return max(_SEEN_PX, _SEEN * body_px)


def settled(before: tuple[Shape, ...], now: tuple[Shape, ...], least: float) -> tuple[Shape, ...]:
    """The shapes `now`; of those that lie less than `least` away from one `before`, that one."""
    if len(before) == len(now):
        return tuple(
            old if _is_alike(old, new, least) else new
            for old, new in zip(before, now, strict=True)
        )
    return tuple(next((old for old in before if _is_alike(old, new, least)), new) for new in now)


def _is_alike(a: Shape, b: Shape, least: float) -> bool:
    return (
        a.paint is b.paint
        and (a.far, a.work, a.much) == (b.far, b.work, b.much)
        and _are_placed_alike(a.fill, b.fill, least)
        and _are_placed_alike(a.shade, b.shade, least)
    )


def _are_placed_alike(
    a: tuple[PlacedOutline, ...], b: tuple[PlacedOutline, ...], least: float
) -> bool:
    if a is b:
        return True
    if len(a) != len(b):
        return False
    for (outline, placement), (other, place) in zip(a, b, strict=True):
        if outline is not other and outline != other:
            return False
        for p, q in zip(placement, place, strict=True):
            if not -least <= p - q <= least:
                return False
    return True
