# SPDX-License-Identifier: GPL-3.0-or-later
"""A figure in its surroundings, seen from somewhere: all that a painter needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.core.body.camera import lens
from hipmob_desktop.core.body.flesh import body_shapes
from hipmob_desktop.core.body.props import PropKind
from hipmob_desktop.core.body.scenery import band_shape, floor_shape, prop_shapes, shadow_shapes

if TYPE_CHECKING:
    from hipmob_desktop.core.body.camera import View
    from hipmob_desktop.core.body.props import Prop
    from hipmob_desktop.core.body.shapes import Shape
    from hipmob_desktop.core.body.skeleton import Pose
    from hipmob_desktop.core.move import Side


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
    """What is behind the body, each with how much of it is there."""
    eye = lens(shot.view)
    marks: list[tuple[Shape, float]] = []
    there = 1.0 - max(
        (much for prop, much in shot.props if prop.kind is PropKind.MAT), default=0.0
    )
    if there > 0:
        marks.append((floor_shape(eye, (0.0, 0.0, 0.0), 0.5), there))
    mats = [one for one in shot.props if one[0].kind is PropKind.MAT]
    things = [one for one in shot.props if one[0].kind is not PropKind.MAT]
    marks += [(shape, much) for prop, much in mats for shape in prop_shapes(prop, eye)]
    marks += [(shape, 1.0) for shape in shadow_shapes(shot.pose, eye)]
    marks += [(shape, much) for prop, much in things for shape in prop_shapes(prop, eye)]
    return tuple(marks)


def figure_shapes(shot: Shot) -> tuple[tuple[Shape, float], ...]:
    """The body, and what it wears, each with how much of it is there."""
    eye = lens(shot.view)
    marks = [(shape, 1.0) for shape in body_shapes(shot.pose, eye)]
    for prop, much in shot.props:
        if prop.kind is PropKind.BAND:
            marks.append((band_shape(shot.pose, eye), much))
    return tuple(marks)
