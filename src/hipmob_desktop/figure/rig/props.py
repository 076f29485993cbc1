# SPDX-License-Identifier: GPL-3.0-or-later
"""The things that a body is drawn with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from hipmob_desktop.figure.rig.transform import reflected
from hipmob_desktop.figure.rig.vectors import add, swung

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
    BOX = "box"
    BAND = "band"
    MARKS = "marks"


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing drawn around the body: where its foot stands, how large, which way it faces.

    `size` is width, height and depth; `turn` turns it about the upright, in degrees.
    A ruler is a thin box. A band has no place of its own: it hugs both thighs. Marks are lines on
    the floor, as far apart as they are wide; they stay where they are while a body travels over
    them.
    """

    kind: PropKind
    at: Vec = (0.0, 0.0, 0.0)
    size: Vec = (0.0, 0.0, 0.0)
    turn: float = 0.0

    def point(self, local: Vec) -> Vec:
        """A point given in the thing's own width, height and depth, in the world."""
        return add(self.at, swung(local, self.turn))

    def footprint(self) -> tuple[Vec, ...]:
        """The corners of a mat or a chair; nothing else claims room in the picture."""
        if self.kind not in (PropKind.MAT, PropKind.CHAIR):
            return ()
        w, d = self.size[0] / 2, self.size[2] / 2
        return tuple(self.point((x, 0.0, z)) for x in (-w, w) for z in (-d, d))

    def carried(self, by: Vec) -> Prop:
        """The thing elsewhere."""
        return replace(self, at=add(self.at, by))

    def turned(self, by: float) -> Prop:
        """The thing turned about the upright through the origin, `by` degrees."""
        return replace(self, at=swung(self.at, by), turn=self.turn + by) if by else self

    def mirrored(self) -> Prop:
        """The thing in an upright mirror between left and right."""
        return replace(self, at=reflected(self.at), turn=-self.turn)
