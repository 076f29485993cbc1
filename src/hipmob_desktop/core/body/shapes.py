# SPDX-License-Identifier: GPL-3.0-or-later
"""What a picture of a body is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hipmob_desktop.core.body.contour import ellipsoid
from hipmob_desktop.core.body.vectors import dot, length, scale, sub

if TYPE_CHECKING:
    from hipmob_desktop.core.body.camera import Lens
    from hipmob_desktop.core.body.contour import Contour, Disc
    from hipmob_desktop.core.body.vectors import Axes, Vec
    from hipmob_desktop.core.move import Side

Outlines = Callable[[], "tuple[Contour, ...]"]
"""Makes outlines when they are needed."""

Profile = tuple[tuple[float, float], ...]
"""Places along a bone, 0 to 1, each with the thickness there."""

GAP = 0.0045
"""How wide the gap is between a body part and what it lies on."""

LIGHT = (-0.45, 0.89)
"""Where the light comes from in every picture: above, a little from the left."""


class Paint(StrEnum):
    """What a shape is made of; the theme says what colour that has."""

    SKIN = "skin"
    LEG = "leg"
    SHORTS = "shorts"
    TOP = "top"
    SHOE = "shoe"
    HAIR = "hair"
    GROUND = "ground"
    FLOOR = "floor"
    SHADOW = "shadow"
    CONTACT = "contact"
    MAT = "mat"
    MAT_EDGE = "mat_edge"
    WALL = "wall"
    PROP = "prop"
    PROP_EDGE = "prop_edge"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Shape:
    """An area of one colour: the union of `fill`, darker where `shade` covers it.

    `side` is the side of the body that it belongs to; what is in the middle is on both.
    """

    paint: Paint
    side: Side
    fill: tuple[Contour, ...]
    shade: tuple[Contour, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Shapes that are painted at one go.

    `edges` makes outlines a little larger than the shapes. In the colour of the ground they
    keep a piece apart from another one that it lies on. `crease` does the same where that is
    the other half of its own limb, and leaves out the joint between the two.
    """

    shapes: tuple[Shape, ...]
    edges: Outlines | None = None
    crease: Outlines | None = None


def row(eye: Lens, a: Vec, b: Vec, profile: Profile) -> list[Disc]:
    """The discs that a bone from `a` to `b` shows, as thick as `profile` says."""
    (ax, ay), (bx, by) = eye.flat(a), eye.flat(b)
    dx, dy = bx - ax, by - ay
    return [(ax + dx * t, ay + dy * t, r) for t, r in profile]


def end_on(eye: Lens, a: Vec, b: Vec) -> float:
    """How much a bone points at the viewer: 1 straight at, 0 aside, -1 straight away."""
    bone = sub(b, a)
    return dot(bone, eye.near) / max(length(bone), 1e-6)


def blob(eye: Lens, at: Vec, frame: Axes, size: Vec) -> Contour:
    """The picture of an ellipsoid with half axes `size` along `frame`."""
    x, y = eye.flat(at)
    return ellipsoid(x, y, [eye.flat(scale(frame[i], size[i])) for i in range(3)])
