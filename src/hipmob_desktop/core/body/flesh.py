# SPDX-License-Identifier: GPL-3.0-or-later
"""The flesh on the skeleton: a pose as shapes in a picture, farthest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.body.depth import PARTS, Part, back_to_front
from hipmob_desktop.core.body.head import head_piece
from hipmob_desktop.core.body.limbs import arm_pieces, leg_pieces
from hipmob_desktop.core.body.shapes import Gap, Piece, Shape
from hipmob_desktop.core.body.skeleton import Limb
from hipmob_desktop.core.body.torso import torso_piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.body.camera import Lens
    from hipmob_desktop.core.body.contour import Contour
    from hipmob_desktop.core.body.skeleton import Pose

Mark = Shape | Gap

_LOWER = {
    Part.LEFT_UPPER_ARM: Part.LEFT_FOREARM,
    Part.RIGHT_UPPER_ARM: Part.RIGHT_FOREARM,
    Part.LEFT_THIGH: Part.LEFT_SHIN,
    Part.RIGHT_THIGH: Part.RIGHT_SHIN,
}
_UPPER = {lower: upper for upper, lower in _LOWER.items()}
_OF = {
    Limb.LEFT_ARM: Part.LEFT_UPPER_ARM,
    Limb.RIGHT_ARM: Part.RIGHT_UPPER_ARM,
    Limb.LEFT_LEG: Part.LEFT_THIGH,
    Limb.RIGHT_LEG: Part.RIGHT_THIGH,
}


def body_marks(pose: Pose, eye: Lens) -> tuple[Mark, ...]:
    """All that has to be painted for a body, in order."""
    order, over = back_to_front(pose, eye)
    parts = [PARTS[i] for i in order]
    return tuple(_marks(parts, {PARTS[i] for i in over}, _pieces(pose, eye)))


def _pieces(pose: Pose, eye: Lens) -> dict[Part, Piece]:
    pieces = {Part.TORSO: torso_piece(pose, eye), Part.HEAD: head_piece(pose, eye)}
    for limb, upper in _OF.items():
        both = arm_pieces(pose, eye, limb) if limb.is_arm else leg_pieces(pose, eye, limb)
        pieces[upper], pieces[_LOWER[upper]] = both
    return pieces


def _marks(order: list[Part], over: set[Part], pieces: dict[Part, Piece]) -> Iterator[Mark]:
    """Pieces of one limb that follow each other are joined; the second lies on the first."""
    at = 0
    while at < len(order):
        part = order[at]
        piece = pieces[part]
        following = order[at + 1] if at + 1 < len(order) else None
        if following and following in (_LOWER.get(part), _UPPER.get(part)):
            lower = pieces[following]
            yield from _gap((part in over) * piece.edges + (following in over) * lower.edges)
            yield from piece.shapes
            yield from _gap((following in over) * lower.crease)
            yield from lower.shapes
            at += 2
        else:
            yield from _gap((part in over) * (piece.crease if part in _UPPER else piece.edges))
            yield from piece.shapes
            at += 1


def _gap(lines: tuple[Contour, ...]) -> Iterator[Gap]:
    if lines:
        yield Gap(lines)
