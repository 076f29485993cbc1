# SPDX-License-Identifier: GPL-3.0-or-later
"""The words that things are told apart by, in routines, plans, sessions and settings.

They stand by themselves so that a list can be shown before anybody needs a move.
"""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """The side of the working leg, the person's own left or right."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> Side:
        """The opposite side; both stays both."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.BOTH: Side.BOTH}[self]


class SideMode(StrEnum):
    """How a move shares its reps between the sides."""

    ONE_THEN_OTHER = "one_side_then_other"
    ALTERNATING = "alternating"
    BOTH = "both"


class SetsOrder(StrEnum):
    """Whether all sets of a side come `TOGETHER`, or the sides change with every set."""

    SIDES = "sides"
    TOGETHER = "together"


class Breath(StrEnum):
    """What the breath does in a phase."""

    IN = "in"
    OUT = "out"
    EASY = "easy"


class PositionGroup(StrEnum):
    """What decides how long it takes to get from one move into another."""

    SUPINE = "supine"
    SIDE = "side"
    SEATED = "seated"
    KNEEL = "kneel"
    STAND = "stand"
    CHAIR = "chair"


class Position(StrEnum):
    """How the body is placed."""

    SUPINE = "supine"
    SIDE_LYING = "side_lying"
    SEATED_FLOOR = "seated_floor"
    QUADRUPED = "quadruped"
    HALF_KNEELING = "half_kneeling"
    SPLIT_STANCE = "split_stance"
    SQUAT = "squat"
    STANDING = "standing"
    SINGLE_LEG_STAND = "single_leg_stand"
    CHAIR = "chair"

    @property
    def group(self) -> PositionGroup:
        """The group that transitions are counted by."""
        return _GROUPS[self]


_GROUPS = {
    Position.SUPINE: PositionGroup.SUPINE,
    Position.SIDE_LYING: PositionGroup.SIDE,
    Position.SEATED_FLOOR: PositionGroup.SEATED,
    Position.QUADRUPED: PositionGroup.KNEEL,
    Position.HALF_KNEELING: PositionGroup.KNEEL,
    Position.SPLIT_STANCE: PositionGroup.STAND,
    Position.SQUAT: PositionGroup.STAND,
    Position.STANDING: PositionGroup.STAND,
    Position.SINGLE_LEG_STAND: PositionGroup.STAND,
    Position.CHAIR: PositionGroup.CHAIR,
}


class Item(StrEnum):
    """A thing that a move is done with."""

    MAT = "mat"
    CUSHION = "cushion"
    LOOP_BAND = "loop_band"
    FOAM_ROLLER = "foam_roller"
    WALL = "wall"
    CHAIR = "chair"
    STRAP = "strap"

    @property
    def words(self) -> str:
        """What it is called: "loop band"."""
        return self.value.replace("_", " ")


class Intent(StrEnum):
    """What a move or a routine is good for."""

    MOBILITY = "mobility"
    CONTROL = "control"
    STABILITY = "stability"
    ACTIVATION = "activation"
    STRENGTH = "strength"
    DYNAMIC_WARM_UP = "dynamic_warm_up"
    DYNAMIC_STRETCH = "dynamic_stretch"
    STATIC_STRETCH = "static_stretch"
    RELAX = "relax"


class Origin(StrEnum):
    """Where a fact about a move comes from."""

    ARTICLE = "article"
    SOURCE = "source"
    INFERENCE = "inference"
    STAND_IN = "stand_in"


class SkipTag(StrEnum):
    """A state of the body in which a move is better left out or swapped."""

    HIP_REPLACEMENT = "thr"
    HIP_IMPINGEMENT = "fai"
    OUTER_HIP_PAIN = "gtps"
    KNEE = "knee"
    KNEELING = "kneel"
    LOW_BACK_PAIN = "lbp"
    PREGNANT_ON_BACK = "preg_supine"
    PELVIC_GIRDLE_PAIN = "pgp"
    WRIST = "wrist"
    BALANCE = "balance"
    GROIN = "groin"
    HAMSTRING = "hamstring"
    FOOT = "foot"
    ANKLE = "ankle"


class When(StrEnum):
    """The moment of a day that a routine is made for."""

    PRE_RUN = "pre_run"
    POST_RUN = "post_run"
    DESK = "desk"
    EVENING = "evening"
    REST_DAY = "rest_day"
    ANY = "any"


class Level(StrEnum):
    """How much a routine asks."""

    GENTLE = "gentle"
    STANDARD = "standard"
    DEEP = "deep"


class SegmentKind(StrEnum):
    """What a segment is."""

    GET_READY = "get_ready"
    TRANSITION = "transition"
    REP = "rep"
    HOLD = "hold"
    SIDE_CHANGE = "side_change"
    REST = "rest"
    DONE = "done"

    @property
    def is_work(self) -> bool:
        """Whether the body works in it, rather than getting into place."""
        return self in (SegmentKind.REP, SegmentKind.HOLD)


class Command(StrEnum):
    """What a person or the clock may ask of a session."""

    START = "start"
    TICK = "tick"
    PAUSE = "pause"
    RESUME = "resume"
    TOGGLE = "toggle"
    NEXT = "next"
    BACK = "back"
    AGAIN = "again"
    SLOWER = "slower"
    FASTER = "faster"
    MORE = "more"
    LESS = "less"
    HURTS = "hurts"
    STOP = "stop"


class Ask(StrEnum):
    """What a person may have the coach say at any time, while the session waits."""

    DESCRIBE = "describe"
    WHERE = "where"
    AGAIN = "say_again"


class PauseReason(StrEnum):
    """Why a session stands still."""

    ASKED = "asked"
    SLEPT = "slept"
    RESTORED = "restored"
    HURT = "hurt"


class VoiceLevel(StrEnum):
    """How much is said."""

    LEARNING = "learning"
    FULL = "full"
    NAMES_AND_COUNTS = "names_and_counts"
    CHIMES = "chimes"
    SILENT = "silent"

    @property
    def speaks(self) -> bool:
        """Whether anything is said in words."""
        return self.teaches or self is VoiceLevel.NAMES_AND_COUNTS

    @property
    def teaches(self) -> bool:
        """Whether moves are explained, rather than named."""
        return self in (VoiceLevel.LEARNING, VoiceLevel.FULL)


class Counting(StrEnum):
    """Which reps are counted aloud. `SOME`: where it helps, at the first, half way and the end."""

    SOME = "some"
    EVERY = "every"
    LAST_THREE = "last_three"
    NONE = "none"
