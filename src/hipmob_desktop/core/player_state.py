# SPDX-License-Identifier: GPL-3.0-or-later
"""What a player can be, what it can be asked, and what can happen: plain values.

The rules are in `core.player`; the one table of what each state accepts is here,
because it enables the buttons too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hipmob_desktop.core.enums import Side
    from hipmob_desktop.core.plan import Plan, Segment

MAX_GAP_MS = 5_000
"""A longer time between two commands means that the computer slept."""


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


class PauseReason(StrEnum):
    """Why a session stands still."""

    ASKED = "asked"
    SLEPT = "slept"
    RESTORED = "restored"
    HURT = "hurt"


@dataclass(frozen=True, slots=True)
class Ready:
    """Nothing has been played; the session will begin at `position_ms`."""

    position_ms: int = 0


@dataclass(frozen=True, slots=True)
class LeadIn:
    """About to go on at `position_ms`, `left_ms` after `as_of_ms`."""

    position_ms: int
    left_ms: int
    as_of_ms: int


@dataclass(frozen=True, slots=True)
class Running:
    """At `position_ms` when the clock showed `as_of_ms`."""

    position_ms: int
    as_of_ms: int


@dataclass(frozen=True, slots=True)
class Paused:
    """Standing still at `position_ms`."""

    position_ms: int
    reason: PauseReason


@dataclass(frozen=True, slots=True)
class Finished:
    """Over: played to the end, or left at `position_ms`."""

    position_ms: int
    is_complete: bool


State = Ready | LeadIn | Running | Paused | Finished


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


@dataclass(frozen=True, slots=True)
class Stint:
    """A rep or hold that was done to its end."""

    item: int
    set_number: int
    side: Side
    rep: int


def stint_of(segment: Segment) -> Stint:
    """What doing `segment`, a rep or a hold, to its end is remembered as."""
    return Stint(segment.item, segment.set_number, segment.side, segment.rep)


@dataclass(frozen=True, slots=True)
class Player:
    """A plan, where it stands, and what has been done of it.

    `played_ms` is how long the position has moved: pauses and lead-ins are not in it,
    what was played twice is in it twice.
    """

    plan: Plan
    state: State = Ready()
    done: frozenset[Stint] = frozenset()
    hurts: tuple[HurtMarked, ...] = ()
    max_gap_ms: int = MAX_GAP_MS
    played_ms: int = 0

    @property
    def position_ms(self) -> int:
        """Where the session stands, as of its last command."""
        return self.state.position_ms

    def accepts(self, command: Command) -> bool:
        """Whether `command` means something now; the same table enables the buttons."""
        return command in ACCEPTS[type(self.state)]


class IllegalCommandError(Exception):
    """The player's state does not accept the command; nothing was changed."""


_IN_SESSION = frozenset(
    {
        Command.TICK,
        Command.TOGGLE,
        Command.NEXT,
        Command.BACK,
        Command.AGAIN,
        Command.SLOWER,
        Command.FASTER,
        Command.MORE,
        Command.LESS,
        Command.HURTS,
        Command.STOP,
    }
)

ACCEPTS: dict[type[State], frozenset[Command]] = {
    Ready: frozenset({Command.START, Command.TICK, Command.TOGGLE, Command.STOP}),
    LeadIn: _IN_SESSION | {Command.PAUSE},
    Running: _IN_SESSION | {Command.PAUSE},
    Paused: _IN_SESSION | {Command.RESUME},
    Finished: frozenset({Command.TICK}),
}
"""The one table of what each state accepts."""
