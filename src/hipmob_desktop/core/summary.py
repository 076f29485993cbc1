# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done in a session: a plain value for the last page and the journal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hipmob_desktop.core.player_state import Finished, stint_of

if TYPE_CHECKING:
    from hipmob_desktop.core.enums import Side
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.plan import Segment
    from hipmob_desktop.core.player_state import Player


class Outcome(StrEnum):
    """What became of a move."""

    DONE = "done"
    PARTLY = "partly"
    SKIPPED = "skipped"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class SideSummary:
    """One side of a move: how many reps, or holds, of those asked were done to their end.

    `held_ms` is the time of the holds that were done; 0 where reps are counted.
    """

    side: Side
    done: int
    asked: int
    held_ms: int
    is_hurt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSummary:
    """One move at its place in the session."""

    move: Move
    round: int
    outcome: Outcome
    sides: tuple[SideSummary, ...]

    @property
    def is_hurt(self) -> bool:
        """Whether one of its sides hurt."""
        return any(side.is_hurt for side in self.sides)

    @property
    def is_skipped(self) -> bool:
        """Whether it was passed over with nothing of it done."""
        return self.outcome is Outcome.SKIPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A session that is over, or as far as it has come.

    `active_ms` is how long it ran; pauses are not in it.
    """

    items: tuple[ItemSummary, ...]
    active_ms: int
    is_complete: bool


def summary_of(player: Player) -> Summary:
    """What has been done of the plan of `player`, move by move in its order."""
    work: dict[int, list[Segment]] = {number: [] for number in range(len(player.plan.items))}
    for segment in player.plan.segments:
        if segment.kind.is_work:
            work[segment.item].append(segment)
    state = player.state
    return Summary(
        items=tuple(_item(player, number, segments) for number, segments in work.items()),
        active_ms=player.played_ms,
        is_complete=isinstance(state, Finished) and state.is_complete,
    )


def _item(player: Player, number: int, work: list[Segment]) -> ItemSummary:
    item = player.plan.items[number]
    sides = tuple(
        _side(player, number, [segment for segment in work if segment.side is side])
        for side in dict.fromkeys(segment.side for segment in work)
    )
    if all(side.done == side.asked for side in sides):
        outcome = Outcome.DONE
    elif any(side.done for side in sides):
        outcome = Outcome.PARTLY
    elif item.end_ms <= player.position_ms:
        outcome = Outcome.SKIPPED
    else:
        outcome = Outcome.NOT_REACHED
    return ItemSummary(move=item.move, round=item.round, outcome=outcome, sides=sides)


def _side(player: Player, number: int, work: list[Segment]) -> SideSummary:
    """One side of the item at `number`, which has all of `work`."""
    side = work[0].side
    move_id = player.plan.items[number].move.id
    done = [segment for segment in work if stint_of(segment) in player.done]
    return SideSummary(
        side=side,
        done=len(done),
        asked=len(work),
        held_ms=sum(
            phase.duration_ms for segment in done for phase in segment.phases if phase.is_hold
        ),
        is_hurt=any(
            (hurt.move_id, hurt.side) == (move_id, side) and hurt.item in (number, None)
            for hurt in player.hurts
        ),
    )
