# SPDX-License-Identifier: GPL-3.0-or-later
"""What a picture is made of: shapes, each of one paint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.rig.vectors import dot, length, sub

if TYPE_CHECKING:
    from hipmob_desktop.figure.draw.outline_cache import PlacedOutline
    from hipmob_desktop.figure.rig.camera import Lens
    from hipmob_desktop.figure.rig.vectors import Vec

GAP = 0.0045
"""How wide the gap is between a body part and what it lies on."""

LIGHT = (-0.45, 0.89)
"""Where the light comes from in every picture: above, a little from the left."""


class Paint(StrEnum):
    """What a shape is made of; the theme says what colour that has."""

    SKIN = "skin"
    LEFT_LEG = "left_leg"
    RIGHT_LEG = "right_leg"
    SHORTS = "shorts"
    TOP = "top"
    SHOE = "shoe"
    HAIR = "hair"
    GROUND = "ground"
    FLOOR = "floor"
    SHADOW = "shadow"
    MARKS = "marks"
    MAT = "mat"
    MAT_EDGE = "mat_edge"
    WALL = "wall"
    WALL_EDGE = "wall_edge"
    PROP = "prop"
    PROP_EDGE = "prop_edge"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Shape:
    """An area of one colour: the union of `fill`, darker where `shade` covers it.

    `side` is the side of the body that it belongs to; what is in the middle is on both.
    `far` (0 to 1) lets it recede; a shadow leaves the mat by it. `work` (0 to 1) turns a leg
    to the colour of its side, `much` (0 to 1) is how opaque it is.
    """

    paint: Paint
    fill: tuple[PlacedOutline, ...]
    shade: tuple[PlacedOutline, ...] = ()
    side: Side = Side.BOTH
    far: float = 0.0
    work: float = 0.0
    much: float = 1.0

    def faded(self, much: float) -> Shape:
        """The same shape, `much` (0 to 1) opaque; the very same object where that is all of it."""
        return self if much == self.much else replace(self, much=much)


Edges = Callable[[], "tuple[PlacedOutline, ...]"]
"""Makes outlines when they are needed: most pieces lie on no other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Shapes that are painted at one go.

    `edges` makes outlines a little larger than the shapes. In the colour of the ground they
    keep a piece apart from another one that it lies on. `crease` does the same where that is
    the other half of its own limb, and leaves out the joint between the two. `seam` does
    the same between its cloth and that of another piece, in the colour of its dark side.
    """

    shapes: tuple[Shape, ...]
    edges: Edges | None = None
    crease: Edges | None = None
    seam: Shape | None = None


def end_on(eye: Lens, a: Vec, b: Vec) -> float:
    """How much a bone points at the viewer: 1 straight at, 0 aside, -1 straight away."""
    way = sub(b, a)
    return dot(way, eye.near) / max(length(way), 1e-6)
