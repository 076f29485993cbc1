# SPDX-License-Identifier: GPL-3.0-or-later
"""The skeleton: joints, bones of constant length, and a body placed in the world.

One unit is the height of the body. The floor is the plane y = 0; x points right in a
picture seen from the front, z to the viewer. Left and right are the person's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from hipmob_desktop.core.enums import Side

if TYPE_CHECKING:
    from hipmob_desktop.figure.rig.vectors import Axes, Vec

PELVIS: Final = 0
WAIST: Final = 1
NECK: Final = 2
HEAD: Final = 3
FACE: Final = 4
SHOULDER_L: Final = 5
ELBOW_L: Final = 6
WRIST_L: Final = 7
HAND_L: Final = 8
SHOULDER_R: Final = 9
ELBOW_R: Final = 10
WRIST_R: Final = 11
HAND_R: Final = 12
HIP_L: Final = 13
KNEE_L: Final = 14
ANKLE_L: Final = 15
TOE_L: Final = 16
HIP_R: Final = 17
KNEE_R: Final = 18
ANKLE_R: Final = 19
TOE_R: Final = 20

JOINTS: Final = (
    "pelvis", "waist", "neck", "head", "face",
    "left_shoulder", "left_elbow", "left_wrist", "left_hand",
    "right_shoulder", "right_elbow", "right_wrist", "right_hand",
    "left_hip", "left_knee", "left_ankle", "left_toe",
    "right_hip", "right_knee", "right_ankle", "right_toe",
)  # fmt: skip
"""The names of the joints, in the order of `Pose.joints`."""

PARENT: Final = (-1, 0, 1, 2, 3, 2, 5, 6, 7, 2, 9, 10, 11, 0, 13, 14, 15, 0, 17, 18, 19)
"""The joint that each joint hangs on."""

LOWER_SPINE: Final = 0.12
UPPER_SPINE: Final = 0.18
NECK_TO_HEAD: Final = 0.10
HEAD_TO_FACE: Final = 0.055
COLLAR: Final = 0.09
UPPER_ARM: Final = 0.168
FOREARM: Final = 0.15
HAND: Final = 0.085
HALF_HIPS: Final = 0.05
THIGH: Final = 0.24
SHIN: Final = 0.24
FOOT: Final = 0.075

LENGTH: Final = (
    0.0, LOWER_SPINE, UPPER_SPINE, NECK_TO_HEAD, HEAD_TO_FACE,
    COLLAR, UPPER_ARM, FOREARM, HAND,
    COLLAR, UPPER_ARM, FOREARM, HAND,
    HALF_HIPS, THIGH, SHIN, FOOT,
    HALF_HIPS, THIGH, SHIN, FOOT,
)  # fmt: skip
"""The length of the bone between each joint and its parent."""


class Limb(StrEnum):
    """One of the four limbs."""

    LEFT_ARM = "left_arm"
    RIGHT_ARM = "right_arm"
    LEFT_LEG = "left_leg"
    RIGHT_LEG = "right_leg"

    @property
    def is_arm(self) -> bool:
        """Whether it hangs on the chest rather than on the pelvis."""
        return self in (Limb.LEFT_ARM, Limb.RIGHT_ARM)

    @property
    def side(self) -> Side:
        """The side of the body that it is on."""
        return _SIDE[self]

    @property
    def first_joint(self) -> int:
        """Its shoulder or hip; elbow and wrist or knee and ankle follow in the list."""
        return _FIRST[self]


LIMBS: Final = tuple(Limb)

_FIRST = {
    Limb.LEFT_ARM: SHOULDER_L,
    Limb.RIGHT_ARM: SHOULDER_R,
    Limb.LEFT_LEG: HIP_L,
    Limb.RIGHT_LEG: HIP_R,
}

_SIDE = {
    Limb.LEFT_ARM: Side.LEFT,
    Limb.RIGHT_ARM: Side.RIGHT,
    Limb.LEFT_LEG: Side.LEFT,
    Limb.RIGHT_LEG: Side.RIGHT,
}

_ARM_CLEARANCE = (0.034, 0.022, 0.016, 0.006)
_LEG_CLEARANCE = (0.05, 0.03, 0.026, 0.012)
CLEARANCE: Final = (
    0.055, 0.05, 0.03, 0.06, 0.02,
    *_ARM_CLEARANCE, *_ARM_CLEARANCE, *_LEG_CLEARANCE, *_LEG_CLEARANCE,
)  # fmt: skip
"""How near to the floor each joint may come, for there is flesh around it."""


LimbJoints = tuple["Vec", "Vec", "Vec", "Vec"]
"""Shoulder, elbow, wrist and finger tips, or hip, knee, ankle and toes."""


@dataclass(frozen=True, slots=True)
class Pose:
    """A body placed in the world.

    `joints` holds the points in the order of `JOINTS`; `pelvis`, `chest` and `skull`
    say how the three stiff parts are turned. `breath` is how full the chest is, 0 to 1.
    """

    joints: tuple[Vec, ...]
    pelvis: Axes
    chest: Axes
    skull: Axes
    breath: float

    def __getitem__(self, joint: int) -> Vec:
        return self.joints[joint]

    def settled(self, before: Pose, least: float) -> Pose:
        """This pose, but for the joints that are less than `least` away from one `before`.

        They stay where they were, to the last digit, so that a limb that rests is the same.
        """
        joints = tuple(
            old
            if -least < old[0] - new[0] < least
            and -least < old[1] - new[1] < least
            and -least < old[2] - new[2] < least
            else new
            for old, new in zip(before.joints, self.joints, strict=True)
        )
        return Pose(joints, self.pelvis, self.chest, self.skull, self.breath)

    def limb(self, limb: Limb) -> LimbJoints:
        """The four joints of a limb."""
        first, second, third, fourth = self.joints[limb.first_joint : limb.first_joint + 4]
        return first, second, third, fourth

    @property
    def lowest(self) -> float:
        """How far the nearest joint stays above its clearance; below zero it is in the floor."""
        return min(p[1] - need for p, need in zip(self.joints, CLEARANCE, strict=True))
