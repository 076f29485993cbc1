# SPDX-License-Identifier: GPL-3.0-or-later
"""Arms and legs in a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.body.contour import Tube, hull
from hipmob_desktop.core.body.shapes import LIGHT, Paint, Piece, Profile, Shape, row
from hipmob_desktop.core.body.vectors import add, along, scale, square_to, sub, unit

if TYPE_CHECKING:
    from hipmob_desktop.core.body.camera import Lens
    from hipmob_desktop.core.body.contour import Contour
    from hipmob_desktop.core.body.skeleton import Limb, Pose
    from hipmob_desktop.core.body.vectors import Vec

_THIGH: Profile = ((0.3, 0.0530), (0.5, 0.0490), (0.7, 0.0430), (0.87, 0.0380), (1.0, 0.0360))
_SHIN: Profile = (
    (0.0, 0.0355), (0.1, 0.0345), (0.28, 0.0370), (0.5, 0.0315), (0.75, 0.0230), (1.0, 0.0200),
)  # fmt: skip
_CALF = (0.0, 0.003, 0.008, 0.005, 0.001, 0.0)
_UPPER: Profile = ((0.2, 0.0310), (0.45, 0.0295), (0.75, 0.0255), (1.0, 0.0235))
_FORE: Profile = ((0.0, 0.0235), (0.22, 0.0258), (0.6, 0.0205), (1.0, 0.0155))
_SLEEVE: Profile = ((0.0, 0.0385), (0.2, 0.0370), (0.48, 0.0365))
_SHORTS: Profile = ((0.0, 0.0590), (0.22, 0.0590), (0.48, 0.0575))

_SOLE = 0.0145


def arm_pieces(pose: Pose, eye: Lens, limb: Limb) -> tuple[Piece, Piece]:
    """The upper arm with its sleeve, and the forearm with its hand."""
    first = limb.first_joint
    shoulder, elbow, wrist, fingers = pose.joints[first : first + 4]
    upper = Tube(row(eye, shoulder, elbow, _UPPER))
    sleeve = Tube(row(eye, shoulder, elbow, _SLEEVE))
    fore = Tube(row(eye, elbow, wrist, _FORE))
    whole, mitt = fore.outline(), _hand(eye, wrist, fingers)
    return (
        Piece(
            (
                Shape(Paint.SKIN, limb.side, (upper.outline(),), upper.sickle(LIGHT)),
                Shape(Paint.TOP, limb.side, (sleeve.outline(is_open=True),), sleeve.sickle(LIGHT)),
            ),
            (*sleeve.rails(1, 2), *upper.rails(1, 3)),
            upper.rails(0, 2),
        ),
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
    thigh, shorts = Tube(row(eye, hip, knee, _THIGH)), Tube(row(eye, hip, knee, _SHORTS))
    back = eye.flat(square_to(unit(sub(ankle, toe)), unit(sub(ankle, knee))))
    shin = Tube(
        [
            (x + back[0] * out, y + back[1] * out, r)
            for (x, y, r), out in zip(row(eye, knee, ankle, _SHIN), _CALF, strict=True)
        ]
    )
    shoe, whole = _foot(eye, knee, ankle, toe), shin.outline()
    return (
        Piece(
            (
                Shape(Paint.LEG, limb.side, (thigh.outline(),), thigh.sickle(LIGHT)),
                Shape(
                    Paint.SHORTS, limb.side, (shorts.outline(is_open=True),), shorts.sickle(LIGHT)
                ),
            ),
            (*shorts.rails(1, 2), *thigh.rails(1, 4)),
            thigh.rails(0, 3),
        ),
        Piece(
            (
                Shape(Paint.LEG, limb.side, (whole,), shin.sickle(LIGHT)),
                Shape(Paint.SHOE, limb.side, (shoe,)),
            ),
            (whole, shoe),
            (*shin.rails(2, 5), shoe),
        ),
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
