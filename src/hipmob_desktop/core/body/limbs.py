# SPDX-License-Identifier: GPL-3.0-or-later
"""Arms and legs in a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.body.contour import Tube, hull
from hipmob_desktop.core.body.shapes import GAP, LIGHT, Paint, Piece, Profile, Shape, end_on, row
from hipmob_desktop.core.body.vectors import add, along, scale, square_to, sub, unit

if TYPE_CHECKING:
    from hipmob_desktop.core.body.camera import Lens
    from hipmob_desktop.core.body.contour import Disc
    from hipmob_desktop.core.body.skeleton import Limb, Pose
    from hipmob_desktop.core.body.vectors import Vec

_THIGH: Profile = ((0.44, 0.0505), (0.58, 0.0468), (0.74, 0.0420), (0.88, 0.0380), (1.0, 0.0360))
_SHIN: Profile = (
    (0.0, 0.0355), (0.1, 0.0345), (0.28, 0.0370), (0.5, 0.0315), (0.75, 0.0230), (1.0, 0.0200),
)  # fmt: skip
_CALF = (0.0, 0.003, 0.008, 0.005, 0.001, 0.0)
_UPPER: Profile = ((0.44, 0.0300), (0.6, 0.0282), (0.8, 0.0252), (1.0, 0.0235))
_FORE: Profile = ((0.0, 0.0235), (0.22, 0.0258), (0.6, 0.0205), (1.0, 0.0155))
_SLEEVE: Profile = ((0.0, 0.0375), (0.2, 0.0370), (0.48, 0.0365))
_SHORTS: Profile = ((0.0, 0.0590), (0.22, 0.0590), (0.48, 0.0575))

_SOLE = 0.0145
_HEAD_ON = 0.75


def upper_arm(pose: Pose, eye: Lens, limb: Limb) -> Piece:
    """The upper arm with its sleeve."""
    shoulder, elbow = pose.joints[limb.first_joint : limb.first_joint + 2]
    skin = Tube(row(eye, shoulder, elbow, _UPPER))
    sleeve = Tube(row(eye, shoulder, elbow, _SLEEVE))
    hem = end_on(eye, shoulder, elbow)
    shapes = _dressed(
        Shape(Paint.SKIN, limb.side, (skin.outline(max(hem, 0.0)),), skin.sickle(LIGHT)),
        Shape(Paint.TOP, limb.side, (sleeve.outline(end=abs(hem)),)),
        hem,
    )
    return _upper(shapes, skin, sleeve, hem)


def forearm(pose: Pose, eye: Lens, limb: Limb) -> Piece:
    """The forearm with its hand."""
    elbow, wrist, tips = pose.joints[limb.first_joint + 1 : limb.first_joint + 4]
    fore, hand = Tube(row(eye, elbow, wrist, _FORE)), Tube(_hand(eye, wrist, tips))
    shape = Shape(Paint.SKIN, limb.side, (fore.outline(), hand.outline()), fore.sickle(LIGHT))
    return Piece(
        (shape,),
        edges=lambda: (fore.fattened(GAP, 0), hand.fattened(GAP, 0)),
        crease=lambda: (fore.fattened(GAP, 1), hand.fattened(GAP, 0)),
    )


def thigh(pose: Pose, eye: Lens, limb: Limb) -> Piece:
    """The thigh with its half of the shorts."""
    hip, knee = pose.joints[limb.first_joint : limb.first_joint + 2]
    skin, shorts = Tube(row(eye, hip, knee, _THIGH)), Tube(row(eye, hip, knee, _SHORTS))
    hem = end_on(eye, hip, knee)
    pipe = abs(hem)
    shapes = _dressed(
        Shape(Paint.LEG, limb.side, (skin.outline(max(hem, 0.0)),), skin.sickle(LIGHT)),
        Shape(Paint.SHORTS, limb.side, (shorts.outline(pipe, pipe),), shorts.sickle(LIGHT)),
        hem,
    )
    return _upper(shapes, skin, shorts, hem)


def shin(pose: Pose, eye: Lens, limb: Limb) -> Piece:
    """The shin with its foot."""
    knee, ankle, toe = pose.joints[limb.first_joint + 1 : limb.first_joint + 4]
    back = eye.flat(square_to(unit(sub(ankle, toe)), unit(sub(ankle, knee))))
    calf = Tube(
        [
            (x + back[0] * out, y + back[1] * out, r)
            for (x, y, r), out in zip(row(eye, knee, ankle, _SHIN), _CALF, strict=True)
        ]
    )
    foot = _foot(eye, knee, ankle, toe)
    shapes = (
        Shape(Paint.LEG, limb.side, (calf.outline(),), calf.sickle(LIGHT)),
        Shape(Paint.SHOE, limb.side, (hull(foot),)),
    )
    fat = [(x, y, r + GAP) for x, y, r in foot]
    return Piece(
        shapes,
        edges=lambda: (calf.fattened(GAP, 0), hull(fat)),
        crease=lambda: (calf.fattened(GAP, 2), hull(fat)),
    )


def _upper(shapes: tuple[Shape, ...], skin: Tube, cloth: Tube, hem: float) -> Piece:
    """The piece of an upper bone; one that points at the viewer has no sides to keep apart."""
    if abs(hem) > _HEAD_ON:
        return Piece(shapes)
    return Piece(
        shapes,
        edges=lambda: (cloth.fattened(GAP, 1, 2), skin.fattened(GAP, 0)),
        crease=lambda: (cloth.fattened(GAP, 1, 2), skin.fattened(GAP, 0, 2)),
    )


def _dressed(skin: Shape, cloth: Shape, hem: float) -> tuple[Shape, Shape]:
    """A limb comes out of its cloth towards the viewer, or goes away under it."""
    return (cloth, skin) if hem > 0 else (skin, cloth)


def _hand(eye: Lens, wrist: Vec, tips: Vec) -> list[Disc]:
    ahead = unit(sub(tips, wrist))
    palm, end = along(wrist, ahead, 0.032), along(wrist, ahead, 0.069)
    return [(*eye.flat(wrist), 0.0158), (*eye.flat(palm), 0.0215), (*eye.flat(end), 0.0155)]


def _foot(eye: Lens, knee: Vec, ankle: Vec, toe: Vec) -> list[Disc]:
    ahead = unit(sub(toe, ankle))
    up = unit(square_to(sub(knee, ankle), ahead))

    def at(forward: float, down: float) -> Vec:
        return add(ankle, add(scale(ahead, forward), scale(up, -down)))

    tip = at(0.097, 0.0305)
    if tip[1] < _SOLE:
        # A toe that pushes off bends: it never goes into the floor.
        tip = (tip[0], _SOLE, tip[2])
    return [
        (*eye.flat(ankle), 0.0220),
        (*eye.flat(at(-0.022, 0.0205)), 0.0245),
        (*eye.flat(at(0.064, 0.026)), 0.0190),
        (*eye.flat(tip), _SOLE),
    ]
