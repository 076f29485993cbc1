# SPDX-License-Identifier: GPL-3.0-or-later
"""A move: one exercise with its text, timing, sides and origin.

How long it takes to get from one into the next (seconds): in the same group of positions
8; floor to another floor position 12; between floor and standing 15; between chair and
standing 8; five more when a band or a roller is needed that the move before did not use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Item, Origin, PositionGroup, Side
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from hipmob_desktop.core.enums import Breath, Intent, Position, SideMode, SkipTag

SAME_POSITION_MS = 8_000
OTHER_FLOOR_POSITION_MS = 12_000
FLOOR_AND_STANDING_MS = 15_000
CHAIR_AND_STANDING_MS = 8_000
NEW_PROP_MS = 5_000

SETTLE_SAME_POSITION_MS = 5_000
SETTLE_OTHER_POSITION_MS = 6_000
SETTLE_FLOOR_AND_STANDING_MS = 10_000
SETTLE_SIDE_LYING_MS = 6_000
SETTLE_SIDE_MS = 9_000
SETTLE_THING_MS = 8_000

_FLOOR = frozenset(
    {PositionGroup.SUPINE, PositionGroup.SIDE, PositionGroup.SEATED, PositionGroup.KNEEL}
)
_LYING = frozenset({PositionGroup.SUPINE, PositionGroup.SIDE, PositionGroup.SEATED})
_PROPS = frozenset({Item.LOOP_BAND, Item.FOAM_ROLLER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """One thing a move is done with and what may stand in for it."""

    item: Item
    required: bool
    note: str = ""
    substitute: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A named part of one rep. In a hold the middle phase lasts as long as the dose says.

    `say` is what the coach calls it, `lead` what it says of it in a rep that it leads; in both
    `{side}` and `{other}` stand for the words of the sides.
    """

    name: str
    duration_ms: int
    breath: Breath
    say: str
    lead: str = ""
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
class SideWords:
    """What the coach says of a move when one side works; what is empty is not said.

    `settle` is more of the position than the set-up tells, `how` what moves and which way,
    `again` the same in a few words for the second side, `over` how to get over to it, `feel`
    where it should be felt and `leave` how to come out.
    """

    settle: str = ""
    how: str = ""
    again: str = ""
    over: str = ""
    feel: str = ""
    leave: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveVoice:
    """What the coach says of a move, for each side."""

    left: SideWords = SideWords()
    right: SideWords = SideWords()

    def of(self, side: Side) -> SideWords:
        """The words for `side`; for both those of the left."""
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
    round in the second half of their reps. `figure` is the id of the move whose figure
    it is shown by; empty for its own.
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
    voice: MoveVoice = MoveVoice()
    short_name: str = ""
    figure: str = ""

    @property
    def figure_id(self) -> str:
        """The id that its figure goes by: that of another move, where it is shown by that."""
        return self.figure or self.id

    @property
    def stage_name(self) -> str:
        """The name where there is little room for a long one."""
        return self.short_name or self.name

    @property
    def things(self) -> tuple[Item, ...]:
        """What has to be at hand to do it, the mat aside."""
        needed = (piece.item for piece in self.equipment if piece.required)
        return tuple(item for item in needed if item is not Item.MAT)


def things_to_fetch(before: Move | None, after: Move) -> tuple[Item, ...]:
    """What `after` needs and `before` did not."""
    at_hand = before.things if before else ()
    return tuple(item for item in after.things if item not in at_hand)


def settle_ms(before: Move | None, after: Move) -> int:
    """The least time between the last word on how to get into `after` and its first rep.

    `before` is what was done till then; None at the start of a session.
    """
    if before is None:
        base = SETTLE_FLOOR_AND_STANDING_MS
    else:
        groups = {before.position.group, after.position.group}
        if len(groups) == 1:
            base = SETTLE_SAME_POSITION_MS
        elif groups <= _FLOOR or groups == {PositionGroup.CHAIR, PositionGroup.STAND}:
            base = SETTLE_OTHER_POSITION_MS
        else:
            base = SETTLE_FLOOR_AND_STANDING_MS
    return base + SETTLE_THING_MS * len(things_to_fetch(before, after))


def side_settle_ms(move: Move) -> int:
    """The least time between the last word on how to change sides and the first rep there."""
    return SETTLE_SIDE_LYING_MS if move.position.group in _LYING else SETTLE_SIDE_MS


def transition_ms(before: Move, after: Move) -> int:
    """How long it takes to get from one move into the next, by the transition rule."""
    groups = {before.position.group, after.position.group}
    if len(groups) == 1:
        base = SAME_POSITION_MS
    elif groups <= _FLOOR:
        base = OTHER_FLOOR_POSITION_MS
    elif groups == {PositionGroup.CHAIR, PositionGroup.STAND}:
        base = CHAIR_AND_STANDING_MS
    else:
        base = FLOOR_AND_STANDING_MS
    return base + (NEW_PROP_MS if _props(after) - _props(before) else 0)


def _props(move: Move) -> set[Item]:
    return {piece.item for piece in move.equipment if piece.required and piece.item in _PROPS}
