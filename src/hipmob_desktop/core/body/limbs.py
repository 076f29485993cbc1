# SPDX-License-Identifier: GPL-3.0-or-later
"""Arms and legs in a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.body.contour import Tube, hull
from hipmob_desktop.core.body.shapes import LIGHT, Paint, Piece, Profile, Shape, end_on, row
from hipmob_desktop.core.body.vectors import add, along, scale, square_to, sub, unit

if TYPE_CHECKING:
    from hipmob_desktop.core.body.camera import Lens
    from hipmob_desktop.core.body.contour import Contour
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


def arm_pieces(pose: Pose, eye: Lens, limb: Limb) -> tuple[Piece, Piece]:
    """The upper arm with its sleeve, and the forearm with its hand."""
    first = limb.first_joint
    shoulder, elbow, wrist, fingers = pose.joints[first : first + 4]
    skin = Tube(row(eye, shoulder, elbow, _UPPER))
    sleeve = Tube(row(eye, shoulder, elbow, _SLEEVE))
    fore = Tube(row(eye, elbow, wrist, _FORE))
    whole, mitt = fore.outline(), _hand(eye, wrist, fingers)
    hem = end_on(eye, shoulder, elbow)
    upper = _dressed(
        Shape(Paint.SKIN, limb.side, (skin.outline(max(hem, 0.0)),), skin.sickle(LIGHT)),
        Shape(Paint.TOP, limb.side, (sleeve.outline(end=abs(hem)),), sleeve.sickle(LIGHT)),
        hem,
    )
    return (
        Piece(upper, *_rails(skin, sleeve, hem)),
        Piece(
            (Shape(Paint.SKIN, limb.side, (whole, mitt), fore.sickle(LIGHT)),),
            (whole, mitt),
            (*fore.rails(1, 3), mitt),
        ),
    )


def leg_pieces(pose: Pose, eye: Lens, limb: Limb) -> tuple[Piece, Piece]:
    """The thigh with its half of the shorts, and the shin with its foot."""
    first = limb.first_joint
    hip, knee, ankle, toe = pose.joints[first : first + 4]
    skin, shorts = Tube(row(eye, hip, knee, _THIGH)), Tube(row(eye, hip, knee, _SHORTS))
    shin = _shin(pose, eye, first)
    shoe, whole = _foot(eye, knee, ankle, toe), shin.outline()
    hem = end_on(eye, hip, knee)
    upper = _dressed(
        Shape(Paint.LEG, limb.side, (skin.outline(max(hem, 0.0)),), skin.sickle(LIGHT)),
        Shape(
            Paint.SHORTS, limb.side, (shorts.outline(abs(hem), abs(hem)),), shorts.sickle(LIGHT)
        ),
        hem,
    )
    lower = (
        Shape(Paint.LEG, limb.side, (whole,), shin.sickle(LIGHT)),
        Shape(Paint.SHOE, limb.side, (shoe,)),
    )
    return (
        Piece(upper, *_rails(skin, shorts, hem)),
        Piece(lower, (whole, shoe), (*shin.rails(2, 5), shoe)),
    )


def _rails(skin: Tube, cloth: Tube, hem: float) -> tuple[tuple[Contour, ...], ...]:
    """Edges and crease of an upper bone; one that points at the viewer has no sides."""
    if abs(hem) > 0.75:  # noqa: PLR2004
        return (), ()
    return (*cloth.rails(1, 2), *skin.rails(0, 3)), skin.rails(0, 2)


def _dressed(skin: Shape, cloth: Shape, hem: float) -> tuple[Shape, Shape]:
    """A limb comes out of its cloth towards the viewer, or goes away under it."""
    return (cloth, skin) if hem > 0 else (skin, cloth)


def _shin(pose: Pose, eye: Lens, first: int) -> Tube:
    knee, ankle, toe = pose.joints[first + 1 : first + 4]
    back = eye.flat(square_to(unit(sub(ankle, toe)), unit(sub(ankle, knee))))
    return Tube(
        [
            (x + back[0] * out, y + back[1] * out, r)
            for (x, y, r), out in zip(row(eye, knee, ankle, _SHIN), _CALF, strict=True)
        ]
    )


def _hand(eye: Lens, wrist: Vec, fingers: Vec) -> Contour:
    ahead = unit(sub(fingers, wrist))
    palm, tips = along(wrist, ahead, 0.032), along(wrist, ahead, 0.069)
    return Tube(
        [(*eye.flat(wrist), 0.0158), (*eye.flat(palm), 0.0215), (*eye.flat(tips), 0.0155)]
    ).outline()


def _foot(eye: Lens, knee: Vec, ankle: Vec, toe: Vec) -> Contour:
    ahead = unit(sub(toe, ankle))
    up = unit(square_to(sub(knee, ankle), ahead))

    def at(forward: float, down: float) -> Vec:
        return add(ankle, add(scale(ahead, forward), scale(up, -down)))

    tip = at(0.097, 0.0305)
    if tip[1] < _SOLE:
        # A toe that pushes off bends: it never goes into the floor.
        tip = (tip[0], _SOLE, tip[2])
    return hull(
        [
            (*eye.flat(ankle), 0.0220),
            (*eye.flat(at(-0.022, 0.0205)), 0.0245),
            (*eye.flat(at(0.064, 0.026)), 0.0190),
            (*eye.flat(tip), _SOLE),
        ]
    )
