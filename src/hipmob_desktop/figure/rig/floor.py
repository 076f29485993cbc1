# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps a body that is between two stances on the floor and out of it."""

from __future__ import annotations

from dataclasses import replace
from math import acos, atan2, cos, hypot, sin, sqrt
from typing import TYPE_CHECKING

from hipmob_desktop.figure.rig.skeleton import CLEARANCE, HAND_R, LENGTH, LIMBS, SHOULDER_L
from hipmob_desktop.figure.rig.stance import WORLD, Grip, Stance, place
from hipmob_desktop.figure.rig.transform import moved
from hipmob_desktop.figure.rig.vectors import Vec, add, along, cross, dot, sub, unit

if TYPE_CHECKING:
    from hipmob_desktop.figure.rig.skeleton import Pose

_SEEN = 1e-4
"""A smaller lift is a tenth of a pixel on a large stage: not worth placing the body again."""

_RAISE = 1.3
"""An elbow follows its raised wrist only in part: raised by just its depth, it would stay in."""

_TINY = 1e-6
_NO_ARMS = tuple(i for i in range(len(CLEARANCE)) if not SHOULDER_L <= i <= HAND_R)


def grounded(stance: Stance, low: float) -> Pose:
    """The stance in the world with its lowest part, arms aside, `low` above its clearance.

    Hands that would go through the floor are bent up on to it.
    """
    body = place(stance)
    lift = low - lowest(body)
    if abs(lift) > _SEEN:
        stance = moved(stance, (0.0, lift, 0.0))
        body = place(stance)
    raised = _wrists_up(stance, body)
    return _off_the_floor(body if raised is stance else place(raised))


def lowest(body: Pose) -> float:
    """How far the body, arms aside, stays above the floor; below zero it is in it."""
    return min(body.joints[i][1] - CLEARANCE[i] for i in _NO_ARMS)


def _wrists_up(stance: Stance, body: Pose) -> Stance:
    """The stance with free arms bent so that no elbow or wrist is in the floor."""
    limbs = list(stance.limbs)
    changed = False
    for i, limb in enumerate(LIMBS[:2]):
        first, grip = limb.first_joint, limbs[i].grip
        deep = min(body.joints[first + k][1] - CLEARANCE[first + k] for k in (1, 2))
        if deep < 0 and (grip is None or grip.frame != WORLD):
            wrist, tips = body.joints[first + 2], body.joints[first + 3]
            at = (wrist[0], wrist[1] - _RAISE * deep, wrist[2])
            limbs[i] = replace(limbs[i], grip=Grip(WORLD, at, unit(sub(tips, wrist))))
            changed = True
    return replace(stance, limbs=tuple(limbs)) if changed else stance


def _off_the_floor(body: Pose) -> Pose:
    """The same body with elbows swung up out of the floor and fingers laid flat on it."""
    joints = list(body.joints)
    for limb in LIMBS[:2]:
        elbow, wrist, tips = (limb.first_joint + k for k in (1, 2, 3))
        if joints[elbow][1] < CLEARANCE[elbow]:
            arm = (joints[elbow - 1], joints[elbow], joints[wrist])
            joints[elbow] = _swung_up(*arm, CLEARANCE[elbow])
        if joints[tips][1] < CLEARANCE[tips]:
            joints[tips] = _laid_flat(joints[wrist], joints[tips], tips)
    return replace(body, joints=tuple(joints))


def _laid_flat(wrist: Vec, tips: Vec, joint: int) -> Vec:
    """Finger tips that are laid on the floor, where they pointed to; from straight down, aside."""
    x, _, z = sub(tips, wrist)
    if hypot(x, z) < _TINY:
        x = 1.0
    down = max(CLEARANCE[joint] - wrist[1], -LENGTH[joint])
    flat = sqrt(max(LENGTH[joint] ** 2 - down * down, 0.0)) / hypot(x, z)
    return add(wrist, (x * flat, down, z * flat))


def _swung_up(shoulder: Vec, elbow: Vec, wrist: Vec, height: float) -> Vec:
    """The elbow, turned about the line from shoulder to wrist until it is `height` high."""
    axis = unit(sub(wrist, shoulder))
    middle = along(shoulder, axis, dot(sub(elbow, shoulder), axis))
    out = sub(elbow, middle)
    aside = cross(axis, out)
    reach = hypot(out[1], aside[1])
    if reach < _TINY:
        return elbow
    ahead = atan2(aside[1], out[1])
    lean = acos(min(max((height - middle[1]) / reach, -1.0), 1.0))
    angle = ahead - lean if ahead > 0 else ahead + lean
    return along(along(middle, out, cos(angle)), aside, sin(angle))
