# SPDX-License-Identifier: GPL-3.0-or-later
"""What a body's joints do in a pose: how far hips, knees and ankles bend, and what bears load.

All angles are in degrees and count from standing straight, feet pointing forwards, where
each is near zero. They are those of a clinic's goniometer, read off the bones: the pelvis is
what a hip is measured against, so that bending forward over a straight leg flexes the hip.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import acos, asin, atan2, cos, degrees, pi, sin
from typing import TYPE_CHECKING, Final

from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.rig.skeleton import (
    ANKLE_L,
    ANKLE_R,
    CLEARANCE,
    HAND_L,
    HAND_R,
    HIP_L,
    HIP_R,
    KNEE_L,
    KNEE_R,
    NECK,
    PELVIS,
    TOE_L,
    TOE_R,
    WRIST_L,
    WRIST_R,
)
from hipmob_desktop.figure.rig.vectors import (
    cross,
    dot,
    perpendicular,
    sub,
    to_local,
    unit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hipmob_desktop.figure.rig.skeleton import Pose
    from hipmob_desktop.figure.rig.vectors import Vec

_TOUCHES = 0.03
"""A joint this little above its clearance rests on the floor or on a mat; in body heights."""

_FOOT_TOUCHES = 0.04
"""A foot is drawn below its bones, so that on the floor they are this much higher at most."""

_HEEL_UP = 0.045
"""An ankle so much higher above the toes than in a flat foot has lifted its heel."""

_ON_SIDE = 0.7
"""A pelvis whose left or right points less than 45 degrees off the upright is on its side."""

_ON_BACK = 0.3
"""A front that points so far up is that of a body on its back, a lifted bridge included."""

_LIES = 0.16
"""A neck no higher than this is that of a body whose shoulders are on the floor."""

_SITS = 0.08
"""A pelvis no higher than this sits or lies on the floor."""

_KNEE_TELLS = 25.0
"""A knee that bends less says nothing certain of the thigh's turn: the foot says it then."""

_HIPS: Final = {Side.LEFT: HIP_L, Side.RIGHT: HIP_R}


class Lying(StrEnum):
    """What of the trunk lies on the floor."""

    BACK = "back"
    SIDE = "side"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegAngles:
    """The joints of one leg, in degrees.

    `flexion` of the hip is above zero where the thigh is in front of the body, 90 at a right
    angle to it, and below zero where it is stretched backwards (extension). `abduction` is
    above zero outwards and below it towards the other leg; near 90 the thigh points straight
    aside and the other two angles of the hip mean little. `rotation` is above zero where the
    front of the thigh turns outwards and below it inwards. `knee` is zero straight.
    `ankle` is above zero where the foot comes up towards the shin.

    `past_middle` is how far knee or ankle, the farther of them, lies beyond the body's middle
    plane, in body heights; below zero neither has reached it.
    """

    flexion: float
    abduction: float
    rotation: float
    knee: float
    ankle: float
    past_middle: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAngles:
    """Both legs, and what of the body is on the floor.

    `feet`, `knees` and `hands` are the sides whose foot, knee or hand is on the floor;
    `heels_up` those of `feet` that stand on bent toes. `lying` says whether the trunk lies.
    `lean` is how far the trunk is from upright, `spine` how far the chest is bent against the
    pelvis, whichever way, and `twist` how far it is turned about its own length; all from 0 to
    180. `height` is that of the middle of the pelvis above the floor, in body heights.
    """

    left: LegAngles
    right: LegAngles
    feet: frozenset[Side]
    heels_up: frozenset[Side]
    knees: frozenset[Side]
    hands: frozenset[Side]
    lying: Lying | None
    lean: float
    height: float
    spine: float
    twist: float

    def leg(self, side: Side) -> LegAngles:
        """The leg on `side`, which is left or right."""
        return self.right if side is Side.RIGHT else self.left

    @property
    def standing_on(self) -> frozenset[Side]:
        """The feet that bear an upright body: none where it lies, sits or kneels."""
        is_up = not (self.lying or self.knees or self.hands) and self.height > _SITS
        return self.feet if is_up else frozenset()


def angles_of(pose: Pose) -> BodyAngles:
    """Read all angles off a pose."""
    feet = _touching(
        pose, {Side.LEFT: (TOE_L, ANKLE_L), Side.RIGHT: (TOE_R, ANKLE_R)}, _FOOT_TOUCHES
    )
    ankles = {Side.LEFT: (ANKLE_L, TOE_L), Side.RIGHT: (ANKLE_R, TOE_R)}
    across = unit(perpendicular(pose.pelvis[0], pose.chest[1]))
    return BodyAngles(
        left=_leg(pose, Side.LEFT),
        right=_leg(pose, Side.RIGHT),
        feet=feet,
        heels_up=frozenset(
            side for side in feet if pose[ankles[side][0]][1] - pose[ankles[side][1]][1] > _HEEL_UP
        ),
        knees=_touching(pose, {Side.LEFT: (KNEE_L,), Side.RIGHT: (KNEE_R,)}),
        hands=_touching(pose, {Side.LEFT: (WRIST_L, HAND_L), Side.RIGHT: (WRIST_R, HAND_R)}),
        lying=_lying(pose),
        height=pose[PELVIS][1],
        spine=degrees(acos(_bounded(dot(pose.pelvis[1], pose.chest[1])))),
        twist=degrees(acos(_bounded(dot(across, pose.chest[0])))),
        lean=degrees(acos(_bounded(unit(sub(pose[NECK], pose[PELVIS]))[1]))),
    )


def _touching(
    pose: Pose, joints: Mapping[Side, tuple[int, ...]], within: float = _TOUCHES
) -> frozenset[Side]:
    return frozenset(
        side
        for side, ones in joints.items()
        if any(pose[one][1] - CLEARANCE[one] < within for one in ones)
    )


def _lying(pose: Pose) -> Lying | None:
    """On what the shoulders lie, if they do: a lifted pelvis makes a bridge of it."""
    left, _, front = pose.chest
    if pose[NECK][1] > _LIES:
        return None
    if abs(left[1]) > _ON_SIDE:
        return Lying.SIDE
    return Lying.BACK if front[1] > _ON_BACK else None


def _leg(pose: Pose, side: Side) -> LegAngles:
    """One leg; `outwards` is +1 where the body's own left is away from its middle."""
    hip, outwards = _HIPS[side], 1.0 if side is Side.LEFT else -1.0
    knee, ankle, toe = hip + 1, hip + 2, hip + 3
    aside, up, ahead = to_local(pose.pelvis, unit(sub(pose[knee], pose[hip])))
    thigh = (aside * outwards, up, ahead)
    shin = unit(sub(pose[ankle], pose[knee]))
    flexion = atan2(ahead, -up)
    if flexion < -pi / 2:
        flexion += 2 * pi
    bend = degrees(acos(_bounded(dot(unit(sub(pose[knee], pose[hip])), shin))))
    x, y, z = to_local(pose.pelvis, _front_of(pose, hip, bend))
    return LegAngles(
        flexion=degrees(flexion),
        abduction=degrees(asin(_bounded(thigh[0]))),
        rotation=_rotation(thigh, (x * outwards, y, z), flexion),
        knee=bend,
        ankle=90.0 - degrees(acos(_bounded(-dot(shin, unit(sub(pose[toe], pose[ankle])))))),
        past_middle=max(
            -outwards * dot(pose.pelvis[0], sub(pose[joint], pose[PELVIS]))
            for joint in (knee, ankle)
        ),
    )


def _front_of(pose: Pose, hip: int, bend: float) -> Vec:
    """Where the front of a thigh points: away from a bent shin, along a straight leg's foot."""
    hip_at, knee, ankle, toe = (pose[hip + step] for step in range(4))
    thigh = unit(sub(knee, hip_at))
    way = sub(knee, ankle) if bend > _KNEE_TELLS else sub(toe, ankle)
    return perpendicular(way, thigh)


def _rotation(thigh: Vec, front: Vec, flexion: float) -> float:
    """How far `front` is turned out of the plane that bending and spreading the hip leave it in.

    All in the axes of the pelvis with outwards, up and ahead. A thigh that is flexed about
    the line through both hips and then spread has its front where `straight` points.
    """
    straight = (0.0, sin(flexion), cos(flexion))
    across = cross(straight, thigh)
    return degrees(atan2(dot(front, across), dot(front, straight)))


def _bounded(cosine: float) -> float:
    return min(max(cosine, -1.0), 1.0)
