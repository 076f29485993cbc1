# SPDX-License-Identifier: GPL-3.0-or-later
"""Which part of a body hides which: the order in which to paint them."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.vectors import dot

if TYPE_CHECKING:
    from hipmob_desktop.figure.rig.camera import Lens
    from hipmob_desktop.figure.rig.skeleton import Pose


class Part(StrEnum):
    """A piece of the body that is painted at one go."""

    TORSO = "torso"
    HEAD = "head"
    LEFT_UPPER_ARM = "left_upper_arm"
    LEFT_FOREARM = "left_forearm"
    RIGHT_UPPER_ARM = "right_upper_arm"
    RIGHT_FOREARM = "right_forearm"
    LEFT_THIGH = "left_thigh"
    LEFT_SHIN = "left_shin"
    RIGHT_THIGH = "right_thigh"
    RIGHT_SHIN = "right_shin"


PARTS: Final = tuple(Part)

_Point = tuple[float, float, float]
"""x and y in the picture, and depth."""

_BONES: Final = (  # from joint, to joint, how thick it is with its flesh
    (sk.PELVIS, sk.NECK, 0.080),
    (sk.NECK, sk.HEAD, 0.055),
    (sk.SHOULDER_L, sk.ELBOW_L, 0.034),
    (sk.ELBOW_L, sk.HAND_L, 0.026),
    (sk.SHOULDER_R, sk.ELBOW_R, 0.034),
    (sk.ELBOW_R, sk.HAND_R, 0.026),
    (sk.HIP_L, sk.KNEE_L, 0.05),
    (sk.KNEE_L, sk.ANKLE_L, 0.04),
    (sk.HIP_R, sk.KNEE_R, 0.05),
    (sk.KNEE_R, sk.ANKLE_R, 0.04),
)
_SAMPLES: Final = (0.3, 0.65, 1.0)
"""How far along a bone its depth is compared.

Bones that share a joint always meet there, so that only the places away from it tell whether
one lies over the other.
"""

_STEPS: Final = 64
"""Steps in a body height: a joint that moves less, half a wrist, changes no order."""

_TURNS: Final = 16
"""Steps of how much chest or pelvis points aside: four degrees change no order."""

_JOINTS: Final = tuple(sorted({joint for bone in _BONES for joint in bone[:2]}))
_PLACE_OF: Final = {joint: 3 * at for at, joint in enumerate(_JOINTS)}

_TORSO: Final = PARTS.index(Part.TORSO)
_HEAD: Final = PARTS.index(Part.HEAD)
_ROOTS: Final = {
    PARTS.index(Part.LEFT_UPPER_ARM): (1.0, True),
    PARTS.index(Part.RIGHT_UPPER_ARM): (-1.0, True),
    PARTS.index(Part.LEFT_THIGH): (1.0, False),
    PARTS.index(Part.RIGHT_THIGH): (-1.0, False),
}
"""Of each part that begins at the torso the way aside that it is on, and whether it is an arm."""

_LIMBS: Final = {
    (PARTS.index(Part.LEFT_UPPER_ARM), PARTS.index(Part.LEFT_FOREARM)),
    (PARTS.index(Part.RIGHT_UPPER_ARM), PARTS.index(Part.RIGHT_FOREARM)),
    (PARTS.index(Part.LEFT_THIGH), PARTS.index(Part.LEFT_SHIN)),
    (PARTS.index(Part.RIGHT_THIGH), PARTS.index(Part.RIGHT_SHIN)),
}
_JOINED: Final = {(_TORSO, part) for part in (_HEAD, *_ROOTS)} | _LIMBS
_SIDEWAYS: Final = 0.42
"""From 25 degrees off the front on, the nearer hip and shoulder stand before the torso.

Nearer to the front both are at one depth, and a sample of it would decide by chance.
"""


_FRONTAL: Final = 0.4
"""A chest that turns its front this much to the viewer shows the throat: the head is over it."""

_BEHIND: Final = 0.8
"""A chest that turns its back this much to the viewer is over the neck: the collar is closed."""


class Layers(NamedTuple):
    """Indices into `PARTS`: the `order` in which to paint, farthest first.

    Those in `over` lie over another part; those in `folded` over the other half of their own
    limb, farther than the joint between the two.
    """

    order: tuple[int, ...]
    over: frozenset[int]
    folded: frozenset[int]


def back_to_front(pose: Pose, eye: Lens) -> Layers:
    """Which part hides which."""
    (rx, ry, rz), (ux, uy, uz), (nx, ny, nz) = eye.right, eye.up, eye.near
    places: list[int] = []
    for joint in _JOINTS:
        x, y, z = pose.joints[joint]
        places += (
            round((rx * x + ry * y + rz * z) * _STEPS),
            round((ux * x + uy * y + uz * z) * _STEPS),
            round((nx * x + ny * y + nz * z) * _STEPS),
        )
    facing = (
        round(dot(pose.chest[0], eye.near) * _TURNS),
        round(dot(pose.pelvis[0], eye.near) * _TURNS),
        round(dot(pose.chest[2], eye.near) * _TURNS),
    )
    return _order(tuple(places), facing)


@lru_cache(maxsize=64)
def _order(places: tuple[int, ...], facing: tuple[int, int, int]) -> Layers:
    """The layers of a body whose joints are so far to the right, up and near, in steps.

    `facing` says how much the left of chest and pelvis and the front of the chest point at
    the viewer.
    """
    points = [_sampled(places, bone) for bone in _BONES]
    count = len(points)
    hidden: list[list[int]] = [[] for _ in range(count)]
    meeting: list[list[int]] = [[] for _ in range(count)]
    for i in range(count):
        for j in range(i + 1, count):
            reach = _BONES[i][2] + _BONES[j][2]
            front = _in_front(points[i], points[j], reach)
            is_joined = (i, j) in _JOINED
            meets = _in_front(points[i][:2], points[j][1:], reach) if is_joined else front
            if i == _TORSO:
                front = _by_facing(facing, j) or front
            if front > 0:
                hidden[i].append(j)
            elif front < 0:
                hidden[j].append(i)
            if meets:
                meeting[i].append(j)
                meeting[j].append(i)
    order = _sorted(hidden, [sum(p[2] for p in row) for row in points])
    place = {part: at for at, part in enumerate(order)}
    over: set[int] = set()
    folded: set[int] = set()
    for i in order:
        for j in meeting[i]:
            if place[j] < place[i]:
                (folded if (min(i, j), max(i, j)) in _LIMBS else over).add(i)
    return Layers(order, frozenset(over), frozenset(folded))


def _by_facing(facing: tuple[int, int, int], part: int) -> float:
    """Torso and a part that hangs on it: what the way it faces tells, zero if nothing.

    Seen from the side, the nearer hip or shoulder is in front; seen from the front, the head;
    seen from behind, the torso.
    """
    if part == _HEAD:
        is_behind, is_frontal = -facing[2] > _BEHIND * _TURNS, facing[2] > _FRONTAL * _TURNS
        return float(is_behind - is_frontal)
    if part not in _ROOTS:
        return 0.0
    side, is_arm = _ROOTS[part]
    sideways = side * facing[0 if is_arm else 1] / _TURNS
    return -sideways if abs(sideways) > _SIDEWAYS else 0.0


def _sampled(places: tuple[int, ...], bone: tuple[int, int, float]) -> list[_Point]:
    a, b = _PLACE_OF[bone[0]], _PLACE_OF[bone[1]]
    x0, y0, z0 = (p / _STEPS for p in places[a : a + 3])
    x1, y1, z1 = (p / _STEPS for p in places[b : b + 3])
    return [(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, z0 + (z1 - z0) * t) for t in _SAMPLES]


def _in_front(a: list[_Point], b: list[_Point], reach: float) -> float:
    """Above zero where `a` hides `b`, below where `b` hides `a`, zero where they do not meet."""
    nearest, front = reach * reach, 0.0
    for ax, ay, az in a:
        for bx, by, bz in b:
            dx, dy = ax - bx, ay - by
            apart = dx * dx + dy * dy
            if apart < nearest:
                nearest, front = apart, az - bz
    return front


def _sorted(hidden: list[list[int]], depth: list[float]) -> tuple[int, ...]:
    """The parts, each after all that it hides; where they hide each other, the farthest first."""
    left = sorted(range(len(hidden)), key=depth.__getitem__)
    order: list[int] = []
    while left:
        waiting = set(left)
        free = (i for i in left if not waiting.intersection(hidden[i]))
        chosen = next(free, left[0])
        left.remove(chosen)
        order.append(chosen)
    return tuple(order)
