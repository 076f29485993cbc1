# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done in a session: move by move, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.core.move import Hold, Side
from hipmob_desktop.core.player_state import Finished

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.plan import PlannedItem, Segment
    from hipmob_desktop.core.player_state import Player


@dataclass(frozen=True, slots=True, kw_only=True)
class SideDone:
    """One side of a move: reps (or holds) done of those that were asked."""

    side: Side
    done: int
    asked: int
    hurt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDone:
    """One move of a session. `is_hold` says that its sides count holds, not reps."""

    move: Move
    sides: tuple[SideDone, ...]
    is_hold: bool

    @property
    def is_skipped(self) -> bool:
        """Whether nothing of it was done."""
        return not any(side.done for side in self.sides)

    @property
    def is_whole(self) -> bool:
        """Whether everything that was asked was done."""
        return all(side.done >= side.asked for side in self.sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A session as it ended. `work_ms` is the time of the reps and holds that were done."""

    title: str
    moves: tuple[MoveDone, ...]
    work_ms: int
    is_complete: bool

    @property
    def moves_done(self) -> int:
        """How many of the moves were done, if only in part."""
        return sum(not move.is_skipped for move in self.moves)


def summarise(player: Player) -> Summary:
    """What was done in the session that `player` played."""
    plan = player.plan
    done = {(stint.item, stint.set_number, stint.side, stint.rep) for stint in player.done}
    work = [segment for segment in plan.segments if segment.kind.is_work]
    finished = [segment for segment in work if _key(segment) in done]
    hurts = {(hurt.move_id, hurt.side) for hurt in player.hurts}
    state = player.state
    return Summary(
        title=plan.routine.title,
        moves=tuple(
            _move_done(item, number, work, finished, hurts)
            for number, item in enumerate(plan.items)
        ),
        work_ms=sum(segment.duration_ms for segment in finished),
        is_complete=isinstance(state, Finished) and state.is_complete,
    )


def _key(segment: Segment) -> tuple[int, int, Side, int]:
    return segment.item, segment.set_number, segment.side, segment.rep


def _move_done(
    item: PlannedItem,
    number: int,
    work: Iterable[Segment],
    finished: Iterable[Segment],
    hurts: set[tuple[str, Side]],
) -> MoveDone:
    asked = [segment.side for segment in work if segment.item == number]
    done = [segment.side for segment in finished if segment.item == number]
    order = [side for side in (Side.LEFT, Side.RIGHT, Side.BOTH) if side in asked]
    return MoveDone(
        move=item.move,
        sides=tuple(
            SideDone(
                side=side,
                done=done.count(side),
                asked=asked.count(side),
                hurt=(item.move.id, side) in hurts,
            )
            for side in order
        ),
        is_hold=isinstance(item.dose, Hold),
    )
