# SPDX-License-Identifier: GPL-3.0-or-later
"""A move: one exercise with its text, timing, sides and origin."""

from __future__ import annotations

from dataclasses import dataclass
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

    THR = "thr"
    FAI = "fai"
    GTPS = "gtps"
    KNEE = "knee"
    KNEEL = "kneel"
    LBP = "lbp"
    PREG_SUPINE = "preg_supine"
    PGP = "pgp"
    WRIST = "wrist"
    BALANCE = "balance"
    GROIN = "groin"
    HAMSTRING = "hamstring"
    FOOT = "foot"
    ANKLE = "ankle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """One thing a move is done with and what may stand in for it."""

    item: Item
    required: bool
    note: str = ""
    substitute: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A named part of one rep. In a hold the middle phase lasts as long as the dose says."""

    name: str
    duration_ms: int
    breath: Breath
    say: str
    is_hold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reps:
    """A dose counted in repetitions on each side."""

    count: int
    sets: int = 1
    rest_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A dose held for a time on each side."""

    hold_ms: int
    sets: int = 1
    rest_ms: int = 0


Dose = Reps | Hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """How to get into a move: the long text to read, and a short one to say.

    `left` and `right` say how to lie, sit or stand when that leg works; a move
    that does both sides at once or in turn has the same words in both.
    """

    text: str
    left: str
    right: str

    def words(self, side: Side) -> str:
        """What to say before `side` begins."""
        return self.right if side is Side.RIGHT else self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where the name, the dose, the execution and the tempo come from."""

    name: Origin
    dose: Origin
    execution: Origin
    tempo: Origin
    note: str
    sources: tuple[str, ...]
    note_to_user: str = ""

    @property
    def is_stand_in(self) -> bool:
        """Whether the move stands in for one that its article does not name."""
        return Origin.STAND_IN in (self.name, self.execution)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One exercise. Left and right are not two moves.

    `spoken_name` is the name in words that a voice reads well. `side_change_ms` is
    what changing legs takes; `reverses` is true for circles, which go the other way
    round in the second half of their reps.
    """

    id: str
    name: str
    spoken_name: str
    aka: tuple[str, ...]
    position: Position
    side_mode: SideMode
    intents: tuple[Intent, ...]
    dose: Dose
    phases: tuple[Phase, ...]
    side_change_ms: int
    reverses: bool
    setup: Setup
    cues: tuple[str, ...]
    mistakes: tuple[str, ...]
    easier: str
    harder: str
    equipment: tuple[Equipment, ...]
    skip_tags: tuple[SkipTag, ...]
    swaps: tuple[tuple[SkipTag, str], ...]
    joint_motion: str
    works: str
    provenance: Provenance
    credit: str
