# SPDX-License-Identifier: GPL-3.0-or-later
"""What can happen to a session, as plain values: the player tells, everybody else listens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from hipmob_desktop.core.enums import PauseReason, Side


@dataclass(frozen=True, slots=True)
class SegmentStarted:
    """The position came to the start of the segment at `index`, or was put into it."""

    index: int


@dataclass(frozen=True, slots=True)
class LeadInStarted:
    """The session goes on at `position_ms` in a few seconds."""

    position_ms: int


@dataclass(frozen=True, slots=True)
class SessionPaused:
    """The session stands still."""

    reason: PauseReason


@dataclass(frozen=True, slots=True)
class SessionResumed:
    """The position moves again."""


@dataclass(frozen=True, slots=True)
class Jumped:
    """The position was put somewhere else."""

    position_ms: int


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """The player has another plan from here on."""


@dataclass(frozen=True, slots=True)
class PaceChosen:
    """A move goes slower or faster: at `pace` times the time that it is written with."""

    move_id: str
    pace: float


@dataclass(frozen=True, slots=True)
class HurtMarked:
    """A side of a move was ended because it hurt; `item` is its place in the plan's items.

    Without `item` it is not known in which of several rounds it was.
    """

    move_id: str
    side: Side
    item: int | None = None


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The session is over."""

    is_complete: bool


Event = (
    SegmentStarted
    | LeadInStarted
    | SessionPaused
    | SessionResumed
    | Jumped
    | PlanChanged
    | PaceChosen
    | HurtMarked
    | SessionEnded
)
