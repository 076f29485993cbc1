# SPDX-License-Identifier: GPL-3.0-or-later
"""From the words of a figure file to a stance: where the body is, where its bones point.

All vectors are given in the world, as an author sees them in the picture, and need not
have length one. What is left out follows what it hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hipmob_desktop.figure.rig.skeleton import JOINTS, LIMBS, Limb, Pose
from hipmob_desktop.figure.rig.stance import WORLD, Grip, LimbStance, Stance, place
from hipmob_desktop.figure.rig.transform import other_limb, reflected
from hipmob_desktop.figure.rig.vectors import (
    Axes,
    Quat,
    Vec,
    axes,
    compose,
    inverse,
    perpendicular,
    scale,
    sub,
    to_local,
    to_quat,
    unit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHOULDER: Vec = (1.0, -0.08, 0.0)
_HIP: Vec = (1.0, 0.0, 0.0)

_CLEAR = 0.1
"""A part of a direction shorter than this is too small to say where a joint bends."""


@dataclass(frozen=True, slots=True)
class Turned:
    """How a stiff part of the body is turned: where its top and its front point."""

    up: Vec | None = None
    front: Vec | None = None


@dataclass(frozen=True, slots=True)
class Aimed:
    """A free limb: where its three bones point."""

    upper: Vec
    lower: Vec
    end: Vec | None = None
    pole: Vec | None = None
    root: Vec | None = None


@dataclass(frozen=True, slots=True)
class Reaching:
    """A limb whose ankle or wrist is at a place, in the axes of `of`."""

    at: Vec
    pole: Vec
    end: Vec
    of: str = WORLD
    root: Vec | None = None


@dataclass(frozen=True, slots=True)
class Kneeling:
    """A leg whose knee is on the floor."""

    knee: Vec
    shin: Vec
    end: Vec
    root: Vec | None = None


LimbWords = Aimed | Reaching | Kneeling


@dataclass(frozen=True, slots=True)
class KeyWords:
    """One key pose as it stands in a figure file."""

    pelvis_at: Vec
    pelvis: Turned
    limbs: Mapping[Limb, LimbWords]
    chest: Turned = field(default_factory=Turned)
    head: Turned = field(default_factory=Turned)
    anchor: str | None = None


def stance_of(words: KeyWords) -> Stance:
    """Work out the stance that the words describe.

    Raises:
        ValueError: two directions that must differ are parallel, or one has no length.
    """
    pelvis = _turned(words.pelvis, ((1, 0, 0), (0, 1, 0), (0, 0, 1)))
    chest = _turned(words.chest, pelvis)
    skull = _turned(words.head, chest)
    turns = _nested(pelvis, chest, skull)
    limbs = tuple(_limb(words.limbs[x], x, chest if x.is_arm else pelvis) for x in LIMBS)
    stance = Stance(words.pelvis_at, *turns, limbs)
    stance = _with_bones(stance, place(stance))
    if words.anchor is None:
        return stance
    joint = JOINTS.index(words.anchor)
    point = _kneeling_at(words, joint) or place(stance).joints[joint]
    return Stance(stance.root, *turns, stance.limbs, anchor=(joint, point))


def across_words(words: LimbWords, across: Vec) -> LimbWords:
    """The same words for the limb on the other side of the body's middle, square to `across`."""
    root = words.root and (-words.root[0], words.root[1], words.root[2])

    def flip(v: Vec) -> Vec:
        return reflected(v, across)

    match words:
        case Aimed(upper, lower, end, pole):
            return Aimed(flip(upper), flip(lower), end and flip(end), pole and flip(pole), root)
        case Kneeling(knee, shin, end):
            return Kneeling(flip(knee), flip(shin), flip(end), root)
        case Reaching(at, pole, end, of):
            if of == WORLD:
                return Reaching(flip(at), flip(pole), flip(end), of, root)
            frame = other_limb(Limb(of)).value if of in LIMBS else of
            at, end = (-at[0], at[1], at[2]), (-end[0], end[1], end[2])
            return Reaching(at, flip(pole), end, frame, root)


def _kneeling_at(words: KeyWords, joint: int) -> Vec | None:
    for limb, held in words.limbs.items():
        if isinstance(held, Kneeling) and limb.first_joint + 1 == joint:
            return held.knee
    return None


def _nested(pelvis: Axes, chest: Axes, skull: Axes) -> tuple[Quat, Quat, Quat]:
    base, middle, top = to_quat(pelvis), to_quat(chest), to_quat(skull)
    return base, compose(inverse(base), middle), compose(inverse(middle), top)


def _turned(words: Turned, under: Axes) -> Axes:
    up = words.up or under[1]
    front = words.front or under[2]
    return axes(up, front)


def _limb(words: LimbWords, limb: Limb, body: Axes) -> LimbStance:
    """A limb before its bones are known: reaching ones get them from their grip."""
    root = unit(words.root) if words.root else _rest_root(limb)
    match words:
        case Aimed(upper, lower, end, pole):
            bones = (unit(upper), unit(lower), unit(end or lower))
            aside = unit(pole) if pole else _bent(bones[0], bones[1], limb, body)
            grip = None
        case Reaching(at, pole, end, of):
            bones = (unit(pole), unit(pole), unit(end))
            aside, grip = unit(pole), Grip(of, at, unit(end))
        case Kneeling(knee, shin, end):
            bones = (unit(shin), unit(shin), unit(end))
            aside, grip = body[2], Grip(WORLD, knee, unit(end), unit(shin))
    upper, lower, end = (to_local(body, bone) for bone in bones)
    return LimbStance(root, upper, lower, end, to_local(body, aside), grip)


def _rest_root(limb: Limb) -> Vec:
    x, y, z = _SHOULDER if limb.is_arm else _HIP
    return unit((x if limb.side == "left" else -x, y, z))


def _bent(upper: Vec, lower: Vec, limb: Limb, body: Axes) -> Vec:
    """Where the middle joint points: along its bend, or where it would bend."""
    bend = perpendicular((upper[0] - lower[0], upper[1] - lower[1], upper[2] - lower[2]), upper)
    if max(map(abs, bend)) > _CLEAR:
        return unit(bend)
    ahead = perpendicular(body[2], upper)
    if max(map(abs, ahead)) < _CLEAR:
        ahead = perpendicular(body[1], upper)
    return unit(scale(ahead, -1.0)) if limb.is_arm else unit(ahead)


def _with_bones(stance: Stance, pose: Pose) -> Stance:
    """The stance with the directions of gripping limbs read off their solved pose."""
    limbs = tuple(
        held if held.grip is None else _read_off(held, limb, pose)
        for limb, held in zip(LIMBS, stance.limbs, strict=True)
    )
    return Stance(stance.root, stance.pelvis, stance.chest, stance.skull, limbs, stance.anchor)


def _read_off(held: LimbStance, limb: Limb, pose: Pose) -> LimbStance:
    body = pose.chest if limb.is_arm else pose.pelvis
    first = limb.first_joint
    upper, lower, end = (
        to_local(body, unit(sub(pose[first + step], pose[first + step - 1]))) for step in (1, 2, 3)
    )
    return LimbStance(held.root, upper, lower, end, held.pole, held.grip)
