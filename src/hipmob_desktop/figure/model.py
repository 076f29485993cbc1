# SPDX-License-Identifier: GPL-3.0-or-later
"""The figure of a move: its key stances on both sides, its camera, the things around it.

A figure is drawn once, for one side. The other side is its mirror image, camera and
all; a move whose sides take turns keeps its camera and is reflected in the body's own
middle plane, so that one side ends where the other begins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from hipmob_desktop.figure.rig.blend import shared
from hipmob_desktop.figure.rig.camera import View, framed, lens
from hipmob_desktop.figure.rig.props import FLOOR, Prop
from hipmob_desktop.figure.rig.stance import Stance, place
from hipmob_desktop.figure.rig.transform import mirrored, reflected
from hipmob_desktop.figure.rig.vectors import Vec, add, dot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hipmob_desktop.core.enums import PositionGroup, Side
    from hipmob_desktop.figure.rig.motion import Motion

_MARGIN = 0.095
"""Around the outermost joints, in body heights: hands, feet and hair reach beyond theirs."""

_SMALLEST = 0.95
"""A crouching body is not blown up to the size of a standing one."""

_APART = 1.6
"""Seen 39 degrees off the front, the farther side already recedes fully."""

_LEAST_APART = 0.3
"""Seen from the front too, limbs that cross are told apart."""


_UPRIGHT = 0.4
_FRONTAL = 0.65


class OtherSide(StrEnum):
    """How the side that is not drawn is shown."""

    MIRROR = "mirror"
    REFLECT = "reflect"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class FigureSide:
    """A figure on one side: the camera, the key stances, and the things around the body."""

    view: View
    keys: Mapping[str, Stance]
    props: tuple[Prop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The drawn body of a move.

    `paths` holds for each phase of a rep, in order, the names of the keys it runs through,
    and `knots` when each of them is reached. `start` is the key a set begins from, `entry`
    the keys that lead into it, `still` the one that shows best what the move is; `first`
    replaces the path of the first phase in the first rep. `near` is the side of the body
    that is nearer to the viewer on the `drawn_side`, and `apart` (0 to 1) how much the other
    one recedes. `travel` is how far a rep on that side carries the body away. A figure that
    `is_mirrored` faces the viewer, and is shown as a teacher who faces a class does it: as in a
    mirror, with the person's left on the left.
    """

    move_id: str
    posture: PositionGroup
    drawn_side: Side
    near: Side
    other: OtherSide
    motion: Motion
    start: str
    still: str
    entry: tuple[str, ...]
    first: tuple[str, ...]
    phases: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    travel: Vec
    knots: Mapping[tuple[str, ...], tuple[float, ...]]
    apart: float
    is_mirrored: bool
    sides: Mapping[Side, FigureSide]

    def on(self, side: Side) -> FigureSide:
        """The figure on a side; for both at once it is the one that was drawn."""
        return self.sides.get(side) or self.sides[self.drawn_side]

    def seen(self, side: Side) -> Side:
        """The side of the drawn body that stands for `side` of the person who looks at it."""
        return side.other if self.is_mirrored else side

    def travel_on(self, side: Side) -> Vec:
        """How far a rep on `side` carries the body away."""
        return reflected(self.travel) if self._is_opposite(side) else self.travel

    def near_side(self, side: Side) -> Side:
        """The side of the body that is drawn as the nearer one, the whole move long."""
        return self.near.other if self._is_opposite(side) else self.near

    def _is_opposite(self, side: Side) -> bool:
        return self.other is OtherSide.MIRROR and side is self.drawn_side.other


def framed_side(one: FigureSide, travel: Vec) -> FigureSide:
    """The same side with a picture box that holds the body in every key.

    The way that a rep `travel`s needs no room in it: the camera goes along.
    """
    eye = lens(one.view)
    points = []
    for stance in one.keys.values():
        x, _, z = stance.root
        back = (-x if travel[0] else 0.0, 0.0, -z if travel[2] else 0.0)
        points += [eye.flat(add(p, back)) for p in place(stance).joints]
    for prop in one.props:
        points += [eye.flat(p) for p in prop.footprint()]
    points.append(eye.flat((0.0, 0.0, FLOOR - _MARGIN)))
    view = framed(one.view, points, margin=_MARGIN, smallest=_SMALLEST)
    return replace(one, view=view)


def faces_viewer(one: FigureSide, start: str) -> bool:
    """Whether the body, upright, is seen from the front: then the sides look crossed."""
    _, up, front = place(one.keys[start]).pelvis
    return up[1] > _UPRIGHT and dot(front, lens(one.view).near) > _FRONTAL


def how_far_apart(one: FigureSide, start: str) -> float:
    """How much the farther side recedes: little seen from the front, fully from the side."""
    body = place(one.keys[start])
    sideways = abs(dot(body.pelvis[0], lens(one.view).near))
    return min(max(sideways * _APART, _LEAST_APART), 1.0)


def opposite(one: FigureSide, other: OtherSide, across: Vec) -> FigureSide:
    """The side that is not drawn; `across` is square to the body's own middle plane."""
    if other is OtherSide.SAME:
        return one
    if other is OtherSide.REFLECT:
        keys = {name: mirrored(stance, across) for name, stance in one.keys.items()}
        return replace(one, keys=shared(keys))
    return FigureSide(
        one.view.mirrored,
        shared({name: mirrored(stance) for name, stance in one.keys.items()}),
        tuple(prop.mirrored() for prop in one.props),
    )
