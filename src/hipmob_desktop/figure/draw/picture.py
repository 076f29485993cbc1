# SPDX-License-Identifier: GPL-3.0-or-later
"""A figure in its surroundings, seen from somewhere: all that a painter needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.figure.draw.body import body_shapes
from hipmob_desktop.figure.draw.scenery import band_shape, floor_shape, prop_shapes
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.props import PropKind

if TYPE_CHECKING:
    from hipmob_desktop.core.enums import Side
    from hipmob_desktop.figure.draw.shapes import Shape
    from hipmob_desktop.figure.rig.camera import View
    from hipmob_desktop.figure.rig.props import Prop
    from hipmob_desktop.figure.rig.skeleton import Pose


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A body, where it is seen from, and what is around it.

    `near` is the nearer side of the body; `apart` (0 to 1) says how much the farther one is
    to recede. `left` and `right` (0 to 1) say how much that leg is at work. Each thing comes
    with how much of it is there, 0 to 1.
    """

    pose: Pose
    view: View
    near: Side
    apart: float
    left: float
    right: float
    props: tuple[tuple[Prop, float], ...]


def scenery_shapes(shot: Shot) -> tuple[tuple[Shape, float], ...]:
    """What stands still behind the body, each with how much of it is there."""
    eye = lens(shot.view)
    mats = [one for one in shot.props if one[0].kind is PropKind.MAT]
    things = [one for one in shot.props if one[0].kind not in (PropKind.MAT, PropKind.CUSHION)]
    there = 1.0 - max((much for _, much in mats), default=0.0)
    shapes = [(floor_shape(eye), there)] if there > 0 else []
    for prop, much in (*mats, *things):
        shapes += [(shape, much) for shape in prop_shapes(prop, eye)]
    return tuple(shapes)


def figure_shapes(shot: Shot) -> tuple[tuple[Shape, float], ...]:
    """The body, what it lies on and wears, each with how much of it is there."""
    eye = lens(shot.view)
    shapes: list[tuple[Shape, float]] = []
    for prop, much in shot.props:
        if prop.kind is PropKind.CUSHION:
            shapes += [(shape, much) for shape in prop_shapes(prop, eye)]
    shapes += [(shape, 1.0) for shape in body_shapes(shot.pose, eye)]
    for prop, much in shot.props:
        if prop.kind is PropKind.BAND:
            shapes.append((band_shape(shot.pose, eye), much))
    return tuple(shapes)
