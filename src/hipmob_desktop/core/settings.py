# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person chooses: how fast, which side first, how much is said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side

if TYPE_CHECKING:
    from collections.abc import Mapping

SLOWEST_PACE = 1.5
FASTEST_PACE = 0.7
SLOWEST_MOVE_PACE = 2.0
FASTEST_MOVE_PACE = 0.5
"""What one move may come to, by the pace of all and its own, remembered or set in a session."""


class VoiceLevel(StrEnum):
    """How much is said."""

    FULL = "full"
    NAMES_AND_COUNTS = "names_and_counts"
    CHIMES = "chimes"
    SILENT = "silent"

    @property
    def speaks(self) -> bool:
        """Whether anything is said in words."""
        return self in (VoiceLevel.FULL, VoiceLevel.NAMES_AND_COUNTS)


class Counting(StrEnum):
    """Which reps are counted aloud."""

    EVERY = "every"
    LAST_THREE = "last_three"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coaching:
    """How much is said, and of what."""

    level: VoiceLevel = VoiceLevel.FULL
    counting: Counting = Counting.EVERY
    breath_words: bool = False
    chimes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """Today's choices that shape a plan.

    `pace` multiplies the time of the work: 0.7 is quick, 1.5 slow. `move_paces`
    are further factors for single moves, as they were set in earlier sessions.
    """

    pace: float = 1.0
    first_side: Side = Side.LEFT
    move_paces: tuple[tuple[str, float], ...] = ()
    coaching: Coaching = field(default_factory=Coaching)

    def pace_of(self, move_id: str) -> float:
        """The factor for one move: everybody's pace times its own."""
        own = dict(self.move_paces).get(move_id, 1.0)
        return min(SLOWEST_MOVE_PACE, max(FASTEST_MOVE_PACE, self.pace * own))


def options_with(chosen: PlanOptions, wished: Mapping[str, object]) -> PlanOptions:
    """What was `chosen` before, with what is wished for today laid over it.

    `wished` has the command line's names: pace, first_side, voice_level, counting.
    """
    coaching = chosen.coaching
    if wished.get("voice_level"):
        coaching = replace(coaching, level=VoiceLevel(str(wished["voice_level"])))
    if wished.get("counting"):
        coaching = replace(coaching, counting=Counting(str(wished["counting"])))
    pace = wished.get("pace")
    return replace(
        chosen,
        pace=float(pace) if isinstance(pace, int | float) and pace else chosen.pace,
        first_side=Side(str(wished.get("first_side") or chosen.first_side)),
        coaching=coaching,
    )
