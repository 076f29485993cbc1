# SPDX-License-Identifier: GPL-3.0-or-later
"""Arms and legs in a picture."""

from __future__ import annotations

from functools import lru_cache
from math import hypot, sqrt
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.outline import hull
from hipmob_desktop.figure.draw.outline_cache import Bone, Outline, PlacedOutline, Profile, bone
from hipmob_desktop.figure.draw.shapes import GAP, LIGHT, Paint, Piece, Shape, end_on
from hipmob_desktop.figure.rig.vectors import along, perpendicular, sub, unit

if TYPE_CHECKING:
    from hipmob_desktop.figure.draw.outline import Disc
    from hipmob_desktop.figure.rig.camera import Lens
    from hipmob_desktop.figure.rig.skeleton import Limb, LimbJoints
    from hipmob_desktop.figure.rig.vectors import Vec

_THIGH = Profile(((0.44, 0.0505), (0.64, 0.0450), (0.86, 0.0385), (1.0, 0.0360)))
_SHIN = Profile(
    ((0.0, 0.0355), (0.26, 0.0368), (0.5, 0.0315), (0.76, 0.0228), (1.0, 0.0200)),
    (0.0, 0.0075, 0.005, 0.001, 0.0),
)
_UPPER = Profile(((0.44, 0.0300), (0.7, 0.0266), (1.0, 0.0235)))
_FORE = Profile(((0.0, 0.0235), (0.25, 0.0256), (0.6, 0.0205), (1.0, 0.0155)))
_HAND = Profile(((0.0, 0.0158), (0.46, 0.0215), (1.0, 0.0155)))
_SLEEVE = Profile(((0.0, 0.0375), (0.2, 0.0370), (0.48, 0.0365)))
_SHORTS = Profile(((0.0, 0.0590), (0.22, 0.0590), (0.48, 0.0575)))

_LEG = {Side.LEFT: Paint.LEFT_LEG, Side.RIGHT: Paint.RIGHT_LEG}

_HAND_LENGTH = 0.069
_SOLE = 0.0145

_UNDER_CLOTH = 0.35
"""Where along a thigh its cloth meets that of the other one."""

_ASIDE = 0.1
"""A thigh that lies less aside than this, as a share of how far away it is, lies on a line."""

_HEAD_ON = 0.75
"""Nearer than 41 degrees to the line of sight an upper bone is a disc without sides."""

_FOOT_STEPS = 48
"""Steps of a foot's length and turn: a step is two thousandths of the body at the toes."""

_RISE = 20
"""What a lifted toe is scaled by, so that it has finer steps than the whole foot."""

_SOLE_ON = 0.05
"""A foot this short points at the viewer: which way it lies in the picture is chance."""


def upper_arm(joints: LimbJoints, eye: Lens, limb: Limb) -> Piece:
    """The upper arm with its sleeve."""
    shoulder, elbow, _, _ = joints
    a, b = eye.flat(shoulder), eye.flat(elbow)
    skin, sleeve = bone(_UPPER, a, b, LIGHT), bone(_SLEEVE, a, b, LIGHT)
    hem = end_on(eye, shoulder, elbow)
    shapes = _dressed(
        Shape(Paint.SKIN, (skin.outline(max(hem, 0.0)),), skin.shade(), side=limb.side),
        Shape(Paint.TOP, (sleeve.outline(end=abs(hem)),), side=limb.side),
        hem,
    )
    return _upper(shapes, skin, hem)


def forearm(joints: LimbJoints, eye: Lens, limb: Limb) -> Piece:
    """The forearm with its hand."""
    _, elbow, wrist, tips = joints
    end = along(wrist, unit(sub(tips, wrist)), _HAND_LENGTH)
    a, b, c = eye.flat(elbow), eye.flat(wrist), eye.flat(end)
    fore, hand = bone(_FORE, a, b, LIGHT), bone(_HAND, b, c, LIGHT)
    shape = Shape(Paint.SKIN, (fore.outline(), hand.outline()), fore.shade(), side=limb.side)
    return Piece(
        (shape,),
        edges=lambda: (fore.fattened(GAP, 0), hand.fattened(GAP, 0)),
        crease=lambda: (fore.fattened(GAP, 1), hand.fattened(GAP, 0)),
    )


def side_of_mate(joints: LimbJoints, mate: LimbJoints, eye: Lens) -> int:
    """On which side of a thigh the other one lies in the picture: 1 left, -1 right, 0 neither."""
    a, b = eye.flat(joints[0]), eye.flat(joints[1])
    x, y = (
        (there - here) + _UNDER_CLOTH * ((low - there) - (lower - here))
        for here, lower, there, low in zip(a, b, eye.flat(mate[0]), eye.flat(mate[1]), strict=True)
    )
    left = (b[0] - a[0]) * y - (b[1] - a[1]) * x
    if abs(left) <= _ASIDE * hypot(x, y) * hypot(b[0] - a[0], b[1] - a[1]):
        return 0
    return 1 if left > 0 else -1


def thigh(joints: LimbJoints, eye: Lens, limb: Limb, aside: int = 0) -> Piece:
    """The thigh with its half of the shorts; `aside` says where the other one lies, if it does."""
    hip, knee, _, _ = joints
    a, b = eye.flat(hip), eye.flat(knee)
    skin, shorts = bone(_THIGH, a, b, LIGHT), bone(_SHORTS, a, b, LIGHT)
    hem = end_on(eye, hip, knee)
    pipe = abs(hem)
    shapes = _dressed(
        Shape(_LEG[limb.side], (skin.outline(max(hem, 0.0)),), skin.shade(), side=limb.side),
        Shape(Paint.SHORTS, (shorts.outline(pipe, pipe),), shorts.shade(), side=limb.side),
        hem,
    )
    fold = shorts.seam(GAP, aside)
    return _upper(shapes, skin, hem, Shape(Paint.SHORTS, (), fold, limb.side) if fold else None)


def shin(joints: LimbJoints, eye: Lens, limb: Limb) -> Piece:
    """The shin with its foot."""
    _, knee, ankle, toe = joints
    back = eye.flat(perpendicular(unit(sub(ankle, toe)), unit(sub(ankle, knee))))
    calf = bone(_SHIN, eye.flat(knee), eye.flat(ankle), LIGHT, back)
    foot, larger = _foot(eye, knee, ankle, toe)
    shapes = (
        Shape(_LEG[limb.side], (calf.outline(),), calf.shade(), side=limb.side),
        Shape(Paint.SHOE, (foot,), side=limb.side),
    )
    return Piece(
        shapes,
        edges=lambda: (calf.fattened(GAP, 0), larger),
        crease=lambda: (calf.fattened(GAP, 1), larger),
    )


def _upper(shapes: tuple[Shape, ...], skin: Bone, hem: float, seam: Shape | None = None) -> Piece:
    """The piece of an upper bone; one that points at the viewer has no sides to keep apart.

    A sleeve is left whole with its shirt: short gaps between the two look like tears.
    """
    if abs(hem) > _HEAD_ON:
        return Piece(shapes)
    return Piece(
        shapes,
        edges=lambda: (skin.fattened(GAP, 0),),
        crease=lambda: (skin.fattened(GAP, 0, 1),),
        seam=seam,
    )


def _dressed(skin: Shape, cloth: Shape, hem: float) -> tuple[Shape, Shape]:
    """A limb comes out of its cloth towards the viewer, or goes away under it."""
    return (cloth, skin) if hem > 0 else (skin, cloth)


def _foot(eye: Lens, knee: Vec, ankle: Vec, toe: Vec) -> tuple[PlacedOutline, PlacedOutline]:
    """The foot, and the same a little larger. Its outline has its toes to the right."""
    ahead = unit(sub(toe, ankle))
    up = unit(perpendicular(sub(knee, ankle), ahead))
    (fx, fy), (ux, uy) = eye.flat(ahead), eye.flat(up)
    long = sqrt(fx * fx + fy * fy)
    cx, cy = (fx / long, fy / long) if long > _SOLE_ON else (1.0, 0.0)
    rise = max(_SOLE - (ankle[1] + 0.097 * ahead[1] - 0.0305 * up[1]), 0.0)
    steps = (
        long,
        ux * cx + uy * cy,
        uy * cx - ux * cy,
        rise * _RISE,
        eye.up[1] * cy,
        eye.up[1] * cx,
    )
    key = tuple(round(s * _FOOT_STEPS) for s in steps)
    x, y = eye.flat(ankle)
    placement = (cx, cy, -cy, cx, x, y)
    return (_foot_outline(key, 0.0), placement), (_foot_outline(key, GAP), placement)


@lru_cache(maxsize=96)
def _foot_outline(key: tuple[int, ...], fatter: float) -> Outline:
    long, ux, uy, rise, sx, sy = (k / _FOOT_STEPS for k in key)
    lift = rise / _RISE

    def at(forward: float, down: float, radius: float, lifted: float = 0.0) -> Disc:
        # A toe that pushes off bends: it never goes into the floor.
        x = forward * long - down * ux + lifted * sx
        return (x, -down * uy + lifted * sy, radius + fatter)

    return (
        hull(
            [
                at(0.0, 0.0, 0.0220),
                at(-0.022, 0.0205, 0.0245),
                at(0.064, 0.026, 0.0190),
                at(0.097, 0.0305, _SOLE, lift),
            ]
        ),
    )
