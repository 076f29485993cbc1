# SPDX-License-Identifier: GPL-3.0-or-later
"""A move: one exercise with its text, timing, sides and origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Origin, Side

if TYPE_CHECKING:
    from hipmob_desktop.core.enums import Breath, Intent, Item, Position, SideMode, SkipTag


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
