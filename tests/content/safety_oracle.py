# SPDX-License-Identifier: GPL-3.0-or-later
"""Which moves a body must leave out, worked out of the figures by the rules of `safety.toml`.

Nothing here reads a move's own tags: each question is about joints, and is asked of every pose
of a rep on both sides. A figure is drawn by hand, to some five degrees; a limit stands where no
move is nearer to it than that, or says why it may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from builders import the_figure
from figure.shipped import SIDES, frames
from hipmob_desktop.core.enums import PositionGroup, Side, SkipTag
from hipmob_desktop.figure.rig.joint_angles import BodyAngles, LegAngles, Lying, angles_of
from hipmob_desktop.figure.rig.motion import Motion
from hipmob_desktop.figure.rig.skeleton import ANKLE_L, ANKLE_R

PAST_A_RIGHT_ANGLE = 97
"""A knee lifted "to hip height" is drawn at up to 95 degrees; the next move bends to 100."""

DEEP = 110
"""Where a hip with an impingement begins to pinch; the rule says "deeply", not "past 90"."""

STRETCHED_BACK = -5
PULLED_BACK = -14
"""So far back the front of the hip is stretched: less is where a leg hangs or lies."""

FAR_OUT, FAR_IN = 40, -20
"""Most hips turn some 45 degrees out and 35 in; in the last part the joint is levered."""

TURN_IS_TOLD = 70
"""A thigh that points nearly straight aside has no turn, forward or back, that an angle tells."""

OVER_THE_MIDDLE = 0.015
"""In body heights, some 2.5 cm: a knee that hangs straight down stays 9 cm off the middle."""

WIDE = 35
"""A leg as far aside as the outer leg of a deep stride; a squat at shoulder width has 30."""

SPREAD = 45
"""Here the muscles of the inner thigh are at their length, if weight presses the leg out."""

SPLIT = 60
"""The two hips bent so differently twist the pelvis between them."""

SWUNG_ASIDE = 25
LEANT = 30
"""With the free leg far aside, or the trunk leant, the hip stood on must work not to sink."""

BENT_KNEE, BENT_IN_KNEELING, KNELT_ON = 70, 100, 115
"""The knee of a half squat; of the front leg beside a knee on the floor, which is a right angle
by itself; and of one that is knelt on while the body sits back on its heels."""

CRANKED = 85
"""A knee bent so far takes up the turn that the hip does not give."""

OUT_AT_THE_KNEE, IN_AT_THE_KNEE = 70, -50
TAKES_A_HAMSTRING = 38
"""How much more the hip is bent than the knee before the back of the thigh is stretched."""

NEARLY_STRAIGHT = 65
LEANS_ON_HANDS = 25
OFF_THE_FLOOR = 0.13
"""An ankle so high belongs to a leg that is lifted, not to a step; in body heights."""

SEATED = 0.09
BRIDGED = 0.12
"""Heights of the pelvis: seated or lying, and lifted off the floor from lying."""

TURNED_TRUNK = 11
ARCHED_KNEE = 140
HINGED = 50
TOES_BENT = 5
SHIN_FORWARD = 10


@dataclass(frozen=True)
class Seen:
    """One pose of a move: its angles, and how high the ankles are."""

    body: BodyAngles
    is_on_chair: bool
    ankles: dict[Side, float]

    @property
    def legs(self) -> tuple[LegAngles, LegAngles]:
        return self.body.left, self.body.right

    @property
    def standing_on(self) -> frozenset[Side]:
        return frozenset() if self.is_on_chair else self.body.standing_on

    def bears(self, side: Side) -> bool:
        """Whether weight is on that leg: not where the body lies or sits."""
        is_down = side in self.body.knees or self.has_foot_down(side)
        return is_down and not self.body.lying and not self.is_on_chair and not self.sits

    def has_foot_down(self, side: Side) -> bool:
        """Whether that foot is on the floor; on all fours one that trails there bears nothing."""
        return side in self.body.feet and not (self.body.hands and self.body.knees)

    @property
    def sits(self) -> bool:
        return not self.body.lying and self.body.height < SEATED

    @property
    def is_on_one_leg(self) -> bool:
        return len(self.standing_on) == 1


@cache
def seen(move: str) -> tuple[Seen, ...]:
    """Every pose of a move, on both sides and both ways round."""
    one = the_figure(move)
    ways = {False, one.motion is Motion.CIRCLE}
    poses = [
        pose
        for side in SIDES
        for is_reversed in ways
        for phase in range(len(one.paths))
        for pose in frames(move, side, phase, is_reversed)
    ]
    is_on_chair = one.posture is PositionGroup.CHAIR
    return tuple(Seen(angles_of(pose), is_on_chair, _ankles(pose)) for pose in poses)


def _ankles(pose):
    return {Side.LEFT: pose[ANKLE_L][1], Side.RIGHT: pose[ANKLE_R][1]}


def _turn(leg: LegAngles) -> float:
    return leg.rotation if abs(leg.abduction) < TURN_IS_TOLD else 0.0


def _bent_back(leg: LegAngles) -> float:
    return leg.flexion if abs(leg.abduction) < TURN_IS_TOLD else 0.0


def _hip_replacement(one: Seen) -> bool:
    """Bend past a right angle, cross the legs, turn far, stretch back, lie on the side."""
    return one.body.lying is Lying.SIDE or any(
        leg.flexion > PAST_A_RIGHT_ANGLE
        or _bent_back(leg) < STRETCHED_BACK
        or leg.past_middle > OVER_THE_MIDDLE
        or not FAR_IN < _turn(leg) < FAR_OUT
        for leg in one.legs
    )


def _impingement(one: Seen) -> bool:
    """Bending deeply and turning in: either is enough to leave a move out."""
    return any(leg.flexion > DEEP or _turn(leg) < FAR_IN for leg in one.legs)


def _outer_hip(one: Seen) -> bool:
    """Legs that cross, a hip that may sink out to the side, and lying on the side.

    A buttock is stretched strongly where a bent leg lies over the other: that is crossing.
    """
    may_sink = one.is_on_one_leg and (
        one.body.lean > LEANT or any(leg.abduction > SWUNG_ASIDE for leg in one.legs)
    )
    crosses = any(leg.past_middle > OVER_THE_MIDDLE for leg in one.legs)
    return crosses or may_sink or one.body.lying is Lying.SIDE


def _knee(one: Seen) -> bool:
    """What may pull at the knee, as "a figure-4, a 90/90 or a couch stretch".

    It is bent under weight, or its foot is held, on the floor or on the other leg, while the
    thigh is turned far.
    """
    for side in SIDES:
        leg = one.body.leg(side)
        limit = BENT_IN_KNEELING if one.body.knees else BENT_KNEE
        limit = KNELT_ON if side in one.body.knees else limit
        if one.bears(side) and leg.knee > limit:
            return True
        is_held = one.has_foot_down(side) or leg.past_middle > 0
        if is_held and leg.knee > CRANKED and not IN_AT_THE_KNEE < _turn(leg) < OUT_AT_THE_KNEE:
            return True
    return False


def _kneeling(one: Seen) -> bool:
    return bool(one.body.knees) and not one.body.lying


def _low_back(one: Seen) -> bool:
    """What loads a lower back.

    A bridge, a hinge on one leg, a trunk that is turned while floor or hands hold the
    shoulders, and a thigh pulled back by its own shin.
    """
    is_held = bool(one.body.lying or one.body.hands)
    return (
        _is_bridge(one)
        or (one.is_on_one_leg and one.body.lean > HINGED)
        or (is_held and one.body.twist > TURNED_TRUNK)
        or any(leg.knee > ARCHED_KNEE and leg.flexion < STRETCHED_BACK for leg in one.legs)
    )


def _on_back(one: Seen) -> bool:
    """Lying flat on the back."""
    return one.body.lying is Lying.BACK


def _pelvic_girdle(one: Seen) -> bool:
    """Wide positions and standing on one leg.

    A long stride and a bridge on one foot load one side in the same way.
    """
    is_split = abs(one.body.left.flexion - one.body.right.flexion) > SPLIT
    bears = any(map(one.bears, SIDES))
    is_lopsided_bridge = _is_bridge(one) and len(one.body.feet) == 1
    return (
        any(leg.abduction > WIDE for leg in one.legs)
        or one.is_on_one_leg
        or (is_split and bears)
        or is_lopsided_bridge
    )


def _is_bridge(one: Seen) -> bool:
    return one.body.lying is Lying.BACK and one.body.height > BRIDGED


def _wrist(one: Seen) -> bool:
    """Hands on the floor that bear a leaning trunk."""
    return bool(one.body.hands) and not one.body.lying and one.body.lean > LEANS_ON_HANDS


def _balance(one: Seen) -> bool:
    """Standing on one leg: the free foot is lifted, not stepping."""
    return one.is_on_one_leg and any(
        one.ankles[side] > OFF_THE_FLOOR for side in SIDES if side not in one.standing_on
    )


def _groin(one: Seen) -> bool:
    """A front of the hip or an inner thigh that is stretched by weight."""
    return any(
        _bent_back(one.body.leg(side)) < PULLED_BACK
        or (side in one.body.feet and one.body.leg(side).abduction > SPREAD)
        for side in SIDES
    )


def _hamstring(one: Seen) -> bool:
    """A nearly straight leg far in front of the body, or a bridge on one foot."""
    is_stretched = any(
        leg.flexion - leg.knee > TAKES_A_HAMSTRING and leg.knee < NEARLY_STRAIGHT
        for leg in one.legs
    )
    return is_stretched or (_is_bridge(one) and len(one.body.feet) == 1)


def _foot(one: Seen) -> bool:
    """Weight on bent toes."""
    return any(
        side in one.body.heels_up and one.body.leg(side).ankle > TOES_BENT for side in SIDES
    )


def _ankle(one: Seen) -> bool:
    """A deep bend of the knee over a sole that stays on the floor."""
    return any(
        one.body.leg(side).knee > CRANKED and one.body.leg(side).ankle > SHIN_FORWARD
        for side in one.standing_on - one.body.heels_up
    )


FORBIDS = {
    SkipTag.HIP_REPLACEMENT: _hip_replacement,
    SkipTag.HIP_IMPINGEMENT: _impingement,
    SkipTag.OUTER_HIP_PAIN: _outer_hip,
    SkipTag.KNEE: _knee,
    SkipTag.KNEELING: _kneeling,
    SkipTag.LOW_BACK_PAIN: _low_back,
    SkipTag.PREGNANT_ON_BACK: _on_back,
    SkipTag.PELVIC_GIRDLE_PAIN: _pelvic_girdle,
    SkipTag.WRIST: _wrist,
    SkipTag.BALANCE: _balance,
    SkipTag.GROIN: _groin,
    SkipTag.HAMSTRING: _hamstring,
    SkipTag.FOOT: _foot,
    SkipTag.ANKLE: _ankle,
}
"""What each tag forbids of a pose."""


@cache
def forbidden(move: str) -> frozenset[SkipTag]:
    """The tags that the oracle finds for a move: one pose of it is enough."""
    return frozenset(tag for tag, forbids in FORBIDS.items() if any(map(forbids, seen(move))))
