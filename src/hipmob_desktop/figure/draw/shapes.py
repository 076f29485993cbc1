# SPDX-License-Identifier: GPL-3.0-or-later
"""What a picture of a body is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hipmob_desktop.figure.rig.vectors import dot, length, sub

if TYPE_CHECKING:
    from hipmob_desktop.core.enums import Side
    from hipmob_desktop.figure.draw.outline_cache import Placed
    from hipmob_desktop.figure.rig.camera import Lens
    from hipmob_desktop.figure.rig.vectors import Vec

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
    fill: tuple[Placed, ...]
    shade: tuple[Placed, ...] = ()


Outlines = Callable[[], "tuple[Placed, ...]"]
"""Makes outlines when they are needed."""


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


def end_on(eye: Lens, a: Vec, b: Vec) -> float:
    """How much a bone points at the viewer: 1 straight at, 0 aside, -1 straight away."""
    way = sub(b, a)
    return dot(way, eye.near) / max(length(way), 1e-6)
