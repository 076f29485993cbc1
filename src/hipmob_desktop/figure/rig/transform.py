# SPDX-License-Identifier: GPL-3.0-or-later
"""The same stance elsewhere: moved, turned about the upright, or mirrored."""

from __future__ import annotations

from dataclasses import replace
from math import atan2, cos, degrees, radians, sin

from hipmob_desktop.figure.rig.skeleton import JOINTS, LIMBS, Limb
from hipmob_desktop.figure.rig.stance import WORLD, Grip, LimbStance, Stance
from hipmob_desktop.figure.rig.vectors import (
    Quat,
    Vec,
    add,
    along,
    compose,
    dot,
    scale,
    swung,
    to_axes,
    to_quat,
)

ACROSS_X: Vec = (1.0, 0.0, 0.0)

_OTHER = {
    Limb.LEFT_ARM: Limb.RIGHT_ARM,
    Limb.RIGHT_ARM: Limb.LEFT_ARM,
    Limb.LEFT_LEG: Limb.RIGHT_LEG,
    Limb.RIGHT_LEG: Limb.LEFT_LEG,
}

_UPRIGHT = 0.45
"""A trunk that rises less than 27 degrees hangs or lies; an opened hip alone turns its front."""

_FACE_DOWN = -0.5
"""A front that points more than 30 degrees below the horizon: on all fours, or prone."""

_LEVEL = 0.1
"""The squared length on the floor below which a front points too steeply to show the way."""


def moved(stance: Stance, shift: Vec) -> Stance:
    """The same stance elsewhere; grips on the world stay where they are."""
    anchor = stance.anchor and (stance.anchor[0], add(stance.anchor[1], shift))
    return replace(stance, root=add(stance.root, shift), anchor=anchor)


def carried(stance: Stance, by: Vec) -> Stance:
    """The same stance elsewhere, with what it holds on to."""
    limbs = tuple(
        replace(limb, grip=replace(limb.grip, at=add(limb.grip.at, by)))
        if limb.grip and limb.grip.frame == WORLD
        else limb
        for limb in stance.limbs
    )
    return replace(moved(stance, by), limbs=limbs)


def turned(stance: Stance, by: float) -> Stance:
    """The stance turned about the upright through the origin, `by` degrees."""
    if by == 0:
        return stance
    half = radians(by) / 2
    limbs = tuple(
        replace(limb, grip=limb.grip and _turned_grip(limb.grip, by)) for limb in stance.limbs
    )
    anchor = stance.anchor and (stance.anchor[0], swung(stance.anchor[1], by))
    return replace(
        stance,
        root=swung(stance.root, by),
        pelvis=compose((cos(half), 0.0, sin(half), 0.0), stance.pelvis),
        limbs=limbs,
        anchor=anchor,
    )


def heading(stance: Stance) -> float:
    """Where a body faces, in degrees about the upright from the x axis.

    Upright it is where the front points; on all fours where the head points; lying, where
    the feet point.
    """
    _, up, front = to_axes(stance.pelvis)
    if up[1] > _UPRIGHT:
        way = front if front[0] ** 2 + front[2] ** 2 > _LEVEL else up
    elif front[1] < _FACE_DOWN:
        way = up
    else:
        way = (-up[0], -up[1], -up[2])
    return degrees(atan2(-way[2], way[0]))


def reflected(v: Vec, across: Vec = ACROSS_X) -> Vec:
    """A point or direction seen in a mirror that stands at the origin, square to `across`."""
    return along(v, across, -2.0 * dot(v, across))


def mirrored(stance: Stance, across: Vec = ACROSS_X) -> Stance:
    """The stance in an upright mirror: what the left side did, the right side does."""
    limbs = dict(zip(LIMBS, stance.limbs, strict=True))
    anchor = stance.anchor
    return replace(
        stance,
        root=reflected(stance.root, across),
        pelvis=_mirrored_in_world(stance.pelvis, across),
        chest=_mirrored_in_body(stance.chest),
        skull=_mirrored_in_body(stance.skull),
        limbs=tuple(_mirrored_limb(limbs[_OTHER[limb]], across) for limb in LIMBS),
        anchor=anchor and (other_joint(anchor[0]), reflected(anchor[1], across)),
    )


def other_joint(joint: int) -> int:
    """The same joint on the other side of the body."""
    name = JOINTS[joint]
    swap = ("left_", "right_") if name.startswith("left_") else ("right_", "left_")
    return JOINTS.index(name.replace(*swap))


def other_limb(limb: Limb) -> Limb:
    """The same limb on the other side of the body."""
    return _OTHER[limb]


def _turned_grip(grip: Grip, by: float) -> Grip:
    if grip.frame != WORLD:
        return grip
    return Grip(WORLD, swung(grip.at, by), swung(grip.end, by), grip.shin and swung(grip.shin, by))


def _mirrored_in_world(turn: Quat, across: Vec) -> Quat:
    left, up, front = to_axes(turn)
    return to_quat(
        (scale(reflected(left, across), -1.0), reflected(up, across), reflected(front, across))
    )


def _mirrored_in_body(turn: Quat) -> Quat:
    w, x, y, z = turn
    return (w, x, -y, -z)


def _flipped(v: Vec) -> Vec:
    return (-v[0], v[1], v[2])


def _mirrored_limb(held: LimbStance, across: Vec) -> LimbStance:
    return LimbStance(
        root=_flipped(held.root),
        upper=_flipped(held.upper),
        lower=_flipped(held.lower),
        end=_flipped(held.end),
        pole=_flipped(held.pole),
        grip=held.grip and _mirrored_grip(held.grip, across),
    )


def _mirrored_grip(grip: Grip, across: Vec) -> Grip:
    if grip.frame == WORLD:
        return Grip(
            WORLD,
            reflected(grip.at, across),
            reflected(grip.end, across),
            grip.shin and reflected(grip.shin, across),
        )
    frame = _OTHER[Limb(grip.frame)].value if grip.frame in _OTHER else grip.frame
    return Grip(frame, _flipped(grip.at), _flipped(grip.end), grip.shin and _flipped(grip.shin))
