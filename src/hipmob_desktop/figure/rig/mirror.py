# SPDX-License-Identifier: GPL-3.0-or-later
"""The same stance on the other side: reflected in an upright plane, left and right swapped."""

from __future__ import annotations

from dataclasses import replace

from hipmob_desktop.figure.rig.skeleton import JOINTS, LIMBS, Limb
from hipmob_desktop.figure.rig.stance import WORLD, Grip, LimbStance, Stance
from hipmob_desktop.figure.rig.vectors import Quat, Vec, along, dot, scale, to_axes, to_quat

ACROSS_X: Vec = (1.0, 0.0, 0.0)

_OTHER = {
    Limb.LEFT_ARM: Limb.RIGHT_ARM,
    Limb.RIGHT_ARM: Limb.LEFT_ARM,
    Limb.LEFT_LEG: Limb.RIGHT_LEG,
    Limb.RIGHT_LEG: Limb.LEFT_LEG,
}


def reflected(v: Vec, across: Vec = ACROSS_X) -> Vec:
    """A point or direction seen in a mirror that stands at the origin, square to `across`."""
    return along(v, across, -2.0 * dot(v, across))


def other_joint(joint: int) -> int:
    """The same joint on the other side of the body."""
    name = JOINTS[joint]
    swap = ("left_", "right_") if name.startswith("left_") else ("right_", "left_")
    return JOINTS.index(name.replace(*swap))


def other_limb(limb: Limb) -> Limb:
    """The same limb on the other side of the body."""
    return _OTHER[limb]


def mirrored(stance: Stance, across: Vec = ACROSS_X) -> Stance:
    """The stance in the mirror: what the left side did, the right side does."""
    limbs = dict(zip(LIMBS, stance.limbs, strict=True))
    anchor = stance.anchor
    return replace(
        stance,
        root=reflected(stance.root, across),
        pelvis=_world_turn(stance.pelvis, across),
        chest=_local_turn(stance.chest),
        skull=_local_turn(stance.skull),
        limbs=tuple(_limb(limbs[_OTHER[limb]], across) for limb in LIMBS),
        anchor=anchor and (other_joint(anchor[0]), reflected(anchor[1], across)),
    )


def _world_turn(turn: Quat, across: Vec) -> Quat:
    left, up, front = to_axes(turn)
    return to_quat(
        (scale(reflected(left, across), -1.0), reflected(up, across), reflected(front, across))
    )


def _local_turn(turn: Quat) -> Quat:
    w, x, y, z = turn
    return (w, x, -y, -z)


def _flip(v: Vec) -> Vec:
    return (-v[0], v[1], v[2])


def _limb(held: LimbStance, across: Vec) -> LimbStance:
    return LimbStance(
        root=_flip(held.root),
        upper=_flip(held.upper),
        lower=_flip(held.lower),
        end=_flip(held.end),
        pole=_flip(held.pole),
        grip=held.grip and _grip(held.grip, across),
    )


def _grip(grip: Grip, across: Vec) -> Grip:
    if grip.frame == WORLD:
        return Grip(
            WORLD,
            reflected(grip.at, across),
            reflected(grip.end, across),
            grip.shin and reflected(grip.shin, across),
        )
    limb = grip.frame in _OTHER
    frame = _OTHER[Limb(grip.frame)].value if limb else grip.frame
    return Grip(frame, _flip(grip.at), _flip(grip.end), grip.shin and _flip(grip.shin))
