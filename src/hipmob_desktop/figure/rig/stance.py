# SPDX-License-Identifier: GPL-3.0-or-later
"""A stance: how a body holds itself, and its way into the world as a pose.

A stance keeps bone directions, not points, so limbs keep their length in whatever is
mixed from it. A limb that holds on to something (a foot to the floor, a hand to the
thigh) carries a grip; after mixing, it is bent so that it reaches its grip again.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.skeleton import LIMBS, Limb, Pose
from hipmob_desktop.figure.rig.vectors import (
    Axes,
    Quat,
    Vec,
    add,
    along,
    axes,
    compose,
    length,
    perpendicular,
    scale,
    sub,
    to_axes,
    to_world,
    unit,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

WORLD = "world"
PELVIS = "pelvis"
CHEST = "chest"

_FREE_FRAMES = (WORLD, PELVIS, CHEST)
_ARMS = LIMBS[:2]
_SLACK = 1e-4
"""A limb never quite stretches or folds, so that its middle joint keeps a side to bend to."""

_STRAIGHT = 0.02
"""A smaller bend gives way to the pole, so that no axes flip while a limb stretches."""


@dataclass(frozen=True, slots=True)
class Grip:
    """What the end of a limb holds on to.

    `at` is the place of ankle or wrist and `end` the direction of toes or fingers,
    both in the axes of `frame`: the world, pelvis, chest, or a limb's upper bone.
    A kneeling leg gives the place of its knee instead, and the direction of its `shin`.
    """

    frame: str
    at: Vec
    end: Vec
    shin: Vec | None = None


@dataclass(frozen=True, slots=True)
class LimbStance:
    """Directions of a limb's three bones in the axes of chest or pelvis.

    `pole` is where elbow or knee points when the limb is bent; `root` is the
    direction from neck to shoulder or from pelvis to hip.
    """

    root: Vec
    upper: Vec
    lower: Vec
    end: Vec
    pole: Vec
    grip: Grip | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """How a body holds itself.

    `pelvis` is turned in the world, `chest` in the axes of the pelvis, `skull` in those
    of the chest. `limbs` stand in the order of `LIMBS`. `anchor` names a joint that
    stays at a point whatever is mixed; without one, the pelvis is where `root` says.
    """

    root: Vec
    pelvis: Quat
    chest: Quat
    skull: Quat
    limbs: tuple[LimbStance, ...]
    anchor: tuple[int, Vec] | None = None
    breath: float = 0.0


def place(stance: Stance) -> Pose:
    """Put a stance into the world: joints from bone directions, then every grip reached."""
    pelvis = to_axes(stance.pelvis)
    chest_turn = compose(stance.pelvis, stance.chest)
    chest = to_axes(chest_turn)
    skull = to_axes(compose(chest_turn, stance.skull))
    joints = _trunk(stance.root, pelvis, chest, skull)
    for limb, held in zip(LIMBS, stance.limbs, strict=True):
        _hang(joints, limb, held, chest if limb in _ARMS else pelvis)
    if stance.anchor is not None:
        joint, point = stance.anchor
        shift = sub(point, joints[joint])
        joints = [add(p, shift) for p in joints]
    limbs = zip(LIMBS, stance.limbs, strict=True)
    gripping = [(limb, held, held.grip) for limb, held in limbs if held.grip is not None]
    # What holds on to another limb comes after that limb: legs before arms, the held before
    # the holding.
    for limb, held, grip in sorted(gripping, key=_comes_late):
        _reach(joints, limb, held, grip, (pelvis, chest))
    return Pose(tuple(joints), pelvis, chest, skull, stance.breath)


def limb_axes(joints: Sequence[Vec], first: int, pole: Vec) -> Axes:
    """The axes of an upper bone: up points back to the body, front to where the joint bends."""
    bone = unit(sub(joints[first], joints[first + 1]))
    bend = perpendicular(sub(joints[first + 1], joints[first + 2]), bone)
    size = length(bend)
    short = _STRAIGHT - size
    ahead = bend if short < 0 else add(bend, scale(perpendicular(pole, bone), short))
    return axes(bone, ahead)


def two_bones(start: Vec, target: Vec, bones: tuple[float, float], pole: Vec) -> tuple[Vec, Vec]:
    """Where the middle and the end of two bones go that reach from `start` to `target`.

    The middle joint points to `pole`. A target out of reach is approached as far as it goes.
    """
    way = sub(target, start)
    ahead = unit(way)
    upper, lower = bones
    far = min(max(length(way), abs(upper - lower) + _SLACK), upper + lower - _SLACK)
    foot = (upper * upper - lower * lower + far * far) / (2.0 * far)
    height = sqrt(max(upper * upper - foot * foot, 0.0))
    aside = unit(perpendicular(pole, ahead))
    middle = along(along(start, ahead, foot), aside, height)
    return middle, along(start, ahead, far)


def _comes_late(gripping: tuple[Limb, LimbStance, Grip]) -> int:
    limb, _, grip = gripping
    return 2 * limb.is_arm + (grip.frame not in _FREE_FRAMES)


def _trunk(root: Vec, pelvis: Axes, chest: Axes, skull: Axes) -> list[Vec]:
    waist = along(root, pelvis[1], sk.LOWER_SPINE)
    neck = along(waist, chest[1], sk.UPPER_SPINE)
    head = along(neck, skull[1], sk.NECK_TO_HEAD)
    joints = [root] * len(sk.JOINTS)
    joints[sk.WAIST], joints[sk.NECK], joints[sk.HEAD] = waist, neck, head
    joints[sk.FACE] = along(head, skull[2], sk.HEAD_TO_FACE)
    return joints


def _hang(joints: list[Vec], limb: Limb, held: LimbStance, body: Axes) -> None:
    first = limb.first_joint
    point = joints[sk.PARENT[first]]
    for step, local in enumerate((held.root, held.upper, held.lower, held.end)):
        point = along(point, to_world(body, local), sk.LENGTH[first + step])
        joints[first + step] = point


def _reach(
    joints: list[Vec], limb: Limb, held: LimbStance, grip: Grip, body: tuple[Axes, Axes]
) -> None:
    first = limb.first_joint
    target, end = _resolve(joints, grip, body)
    pole = to_world(body[1] if limb.is_arm else body[0], held.pole)
    start, upper, lower = joints[first], sk.LENGTH[first + 1], sk.LENGTH[first + 2]
    if grip.shin is not None:
        joints[first + 1] = along(start, unit(sub(target, start)), upper)
        joints[first + 2] = along(joints[first + 1], grip.shin, lower)
    else:
        joints[first + 1], joints[first + 2] = two_bones(start, target, (upper, lower), pole)
    joints[first + 3] = along(joints[first + 2], end, sk.LENGTH[first + 3])


def _resolve(joints: list[Vec], grip: Grip, body: tuple[Axes, Axes]) -> tuple[Vec, Vec]:
    if grip.frame == WORLD:
        return grip.at, grip.end
    if grip.frame == PELVIS:
        frame, origin = body[0], joints[sk.PELVIS]
    elif grip.frame == CHEST:
        frame, origin = body[1], joints[sk.NECK]
    else:
        first = Limb(grip.frame).first_joint
        frame, origin = limb_axes(joints, first, body[0][2]), joints[first]
    return add(origin, to_world(frame, grip.at)), to_world(frame, grip.end)
