# SPDX-License-Identifier: GPL-3.0-or-later
"""The record of sessions: what was played and when, how far, and what hurt."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.core.summary import summary_of

if TYPE_CHECKING:
    from hipmob_desktop.core.enums import Side
    from hipmob_desktop.core.player_state import Player
    from hipmob_desktop.core.resume import SessionSource
    from hipmob_desktop.core.summary import SideSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEntry:
    """One side of one move in a session: reps or holds done of those asked, in all rounds."""

    move_id: str
    side: Side
    done: int
    asked: int
    held_ms: int
    is_hurt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One session. `routine` and `started_at_ms` (Unix time) are one session's alone.

    `routine` is an id or the path of a file; `title` is what it was called that day.
    `played_ms` is without pauses; the session came to `position_ms` of `total_ms`.
    """

    routine: str
    title: str
    started_at_ms: int
    played_ms: int
    position_ms: int
    total_ms: int
    is_complete: bool
    work: tuple[WorkEntry, ...]


@dataclass(frozen=True, slots=True)
class RoutineUse:
    """How often a routine was played to its end, and when it was last played at all."""

    times: int
    last_at_ms: int


@dataclass(frozen=True, slots=True)
class Hurt:
    """A side of a move that hurt and has not been done without hurting since."""

    move_id: str
    side: Side
    at_ms: int


def entry_of(player: Player, source: SessionSource, title: str) -> JournalEntry:
    """What is kept of a session that is over, or was left."""
    summary = summary_of(player)
    sides: dict[tuple[str, Side], list[SideSummary]] = defaultdict(list)
    for item in summary.items:
        for side in item.sides:
            sides[item.move.id, side.side].append(side)
    return JournalEntry(
        routine=source.routine,
        title=title,
        started_at_ms=source.started_at_ms,
        played_ms=summary.active_ms,
        position_ms=player.position_ms,
        total_ms=player.plan.total_ms,
        is_complete=summary.is_complete,
        work=tuple(_work(move_id, each) for (move_id, _), each in sides.items()),
    )


def _work(move_id: str, rounds: list[SideSummary]) -> WorkEntry:
    return WorkEntry(
        move_id=move_id,
        side=rounds[0].side,
        done=sum(each.done for each in rounds),
        asked=sum(each.asked for each in rounds),
        held_ms=sum(each.held_ms for each in rounds),
        is_hurt=any(each.is_hurt for each in rounds),
    )
