# SPDX-License-Identifier: GPL-3.0-or-later
"""The things that a body is drawn with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import cos, radians, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hipmob_desktop.figure.rig.vectors import Vec

FLOOR = 0.45
"""The radius of the patch of floor that bears a body without a mat."""


class PropKind(StrEnum):
    """A thing drawn around the body."""

    MAT = "mat"
    WALL = "wall"
    CHAIR = "chair"
    ROLLER = "roller"
    CUSHION = "cushion"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing drawn around the body: where its foot stands, how large, which way it faces.

    `size` is width, height and depth; `turn` swings it about the upright, in degrees.
    A band has no place of its own: it hugs both thighs.
    """

    kind: PropKind
    at: Vec = (0.0, 0.0, 0.0)
    size: Vec = (0.0, 0.0, 0.0)
    turn: float = 0.0


def swung(prop: Prop, local: Vec) -> Vec:
    """A place on a thing, from its own width, height and depth to the world."""
    a = radians(prop.turn)
    c, s = cos(a), sin(a)
    x, y, z = local
    return (prop.at[0] + x * c + z * s, prop.at[1] + y, prop.at[2] + z * c - x * s)


def footprint(prop: Prop) -> tuple[Vec, ...]:
    """The corners of a mat or a chair; nothing else claims room in the picture."""
    w, d = prop.size[0] / 2, prop.size[2] / 2
    if prop.kind not in (PropKind.MAT, PropKind.CHAIR):
        return ()
    return tuple(swung(prop, (x, 0.0, z)) for x in (-w, w) for z in (-d, d))
