# SPDX-License-Identifier: GPL-3.0-or-later
"""Which way a body faces, and the same body facing another way."""

from __future__ import annotations

from dataclasses import replace
from math import atan2, cos, degrees, radians, sin
from typing import TYPE_CHECKING

from hipmob_desktop.figure.rig.stance import WORLD, Grip, Stance
from hipmob_desktop.figure.rig.vectors import Vec, after, to_axes

if TYPE_CHECKING:
    from hipmob_desktop.figure.rig.props import Prop


def turned(stance: Stance, by: float) -> Stance:
    """The stance swung about the upright through the origin, `by` degrees."""
    if by == 0:
        return stance
    half = radians(by) / 2
    limbs = tuple(
        replace(limb, grip=limb.grip and _turned_grip(limb.grip, by)) for limb in stance.limbs
    )
    anchor = stance.anchor and (stance.anchor[0], _swing(stance.anchor[1], by))
    return replace(
        stance,
        root=_swing(stance.root, by),
        pelvis=after((cos(half), 0.0, sin(half), 0.0), stance.pelvis),
        limbs=limbs,
        anchor=anchor,
    )


def heading(stance: Stance) -> float:
    """Where a body faces, in degrees about the upright from the x axis.

    Upright it is where the front points; on all fours where the head points; lying, where
    the feet point.
    """
    _, up, front = to_axes(stance.pelvis)
    if up[1] > 0.45:  # noqa: PLR2004
        way = front if front[0] ** 2 + front[2] ** 2 > 0.1 else up  # noqa: PLR2004
    elif front[1] < -0.5:  # noqa: PLR2004
        way = up
    else:
        way = (-up[0], -up[1], -up[2])
    return degrees(atan2(-way[2], way[0]))


def shortest(angle: float) -> float:
    """The same turn in degrees, the shorter way round."""
    return (angle + 180.0) % 360.0 - 180.0


def turned_prop(prop: Prop, by: float) -> Prop:
    """The thing swung about the upright through the origin, `by` degrees."""
    return replace(prop, at=_swing(prop.at, by), turn=prop.turn + by) if by else prop


def _swing(v: Vec, by: float) -> Vec:
    c, s = cos(radians(by)), sin(radians(by))
    return (v[0] * c + v[2] * s, v[1], v[2] * c - v[0] * s)


def _turned_grip(grip: Grip, by: float) -> Grip:
    if grip.frame != WORLD:
        return grip
    return Grip(
        WORLD, _swing(grip.at, by), _swing(grip.end, by), grip.shin and _swing(grip.shin, by)
    )
