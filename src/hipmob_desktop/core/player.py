# SPDX-License-Identifier: GPL-3.0-or-later
"""The player: the state machine of a session, its states and all that changes them.

    Ready ──start──▶ LeadIn or Running ──the last millisecond──▶ Finished
                        │  ▲      pause, or a gap in time: the computer slept
                        ▼  │ resume
                       Paused ───────────stop (from every state)──▶ Finished

It owns one number, the position in a plan, and moves it by the time that is handed to
each command. `LeadIn` is how running begins after a pause: the position stands still for
a few seconds while it is said where the session goes on. `ACCEPTS` is the one table of
what each state accepts; a command that it does not accept raises and changes nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hipmob_desktop.core import replan
from hipmob_desktop.core.enums import Command, PauseReason, SegmentKind
from hipmob_desktop.core.events import (
    Event,
    HurtMarked,
    Jumped,
    LeadInStarted,
    PaceChosen,
    PlanChanged,
    SegmentStarted,
    SessionEnded,
    SessionPaused,
    SessionResumed,
)
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.core.plan import Plan, Stint

LEAD_IN_MS = 3_000
BACK_AGAIN_MS = 2_000
MAX_GAP_MS = 5_000
"""A longer time between two commands means that the computer slept."""


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

Step = tuple[Player, tuple[Event, ...]]


def advance(player: Player, command: Command, now_ms: int) -> Step:
    """Apply one command at a time of the monotonic clock.

    Time that has passed since the last command is played first, so nothing is lost or
    invented however late a command comes. A command that means nothing any more after
    that, such as a pause at the end, does nothing.

    Returns:
        The player after it, and what happened, in order.

    Raises:
        IllegalCommandError: the state does not accept the command; nothing changed.
    """
    if not player.accepts(command):
        raise IllegalCommandError(f"{command} while {type(player.state).__name__}")
    if command is Command.TOGGLE:
        command = _TOGGLES[type(player.state)]
    player, events = _let_time_pass(player, now_ms)
    if command is Command.TICK or not player.accepts(command):
        return player, events
    player, more = _RULES[command](player, now_ms)
    return player, events + more


def with_plan(player: Player, plan: Plan, position_ms: int) -> Step:
    """Go on with another plan, at the same place in it, in whatever state."""
    if isinstance(player.state, Finished):
        return player, ()
    state = replace(player.state, position_ms=min(max(position_ms, 0), plan.total_ms))
    return replace(player, plan=plan, state=state), (PlanChanged(),)


def _let_time_pass(player: Player, now_ms: int) -> Step:
    state = player.state
    if isinstance(state, Ready | Paused | Finished):
        return player, ()
    passed_ms = now_ms - state.as_of_ms
    if passed_ms > player.max_gap_ms:
        slept = Paused(state.position_ms, PauseReason.SLEPT)
        return replace(player, state=slept), (SessionPaused(PauseReason.SLEPT),)
    if isinstance(state, Running):
        return _run(player, passed_ms, now_ms)
    if passed_ms < state.left_ms:
        waiting = LeadIn(state.position_ms, state.left_ms - passed_ms, now_ms)
        return replace(player, state=waiting), ()
    player, events = _run(player, passed_ms - state.left_ms, now_ms)
    return player, (SessionResumed(), *events)


def _run(player: Player, passed_ms: int, now_ms: int) -> Step:
    """Play `passed_ms`; what exceeds the plan is not played."""
    plan = player.plan
    from_ms = player.position_ms
    position_ms = min(from_ms + passed_ms, plan.total_ms)
    here = plan.index_at(from_ms)
    reached = plan.index_at(position_ms)
    events: tuple[Event, ...] = tuple(map(SegmentStarted, range(here + 1, reached + 1)))
    done = {
        segment.stint
        for segment in plan.segments[here : reached + 1]
        if segment.kind.is_work and segment.end_ms <= position_ms
    }
    player = replace(
        player,
        state=Running(position_ms, now_ms),
        done=player.done | done if done else player.done,
        played_ms=player.played_ms + position_ms - from_ms,
    )
    if position_ms < plan.total_ms:
        return player, events
    player, ended = _end(player)
    return player, (*events, *ended)


def _end(player: Player) -> Step:
    """Over; completely, if at most the last words were left to come."""
    moment = player.plan.at(player.position_ms)
    is_complete = moment.segment.kind is SegmentKind.DONE or not moment.left_ms
    ended = Finished(player.position_ms, is_complete)
    return replace(player, state=ended), (SessionEnded(is_complete),)


def _start(player: Player, now_ms: int) -> Step:
    position_ms = player.position_ms
    running = replace(player, state=Running(position_ms, now_ms))
    return running, _entered(player.plan, position_ms)


def _entered(plan: Plan, position_ms: int) -> tuple[Event, ...]:
    """The start of each segment that begins at `position_ms`, or of the one it lies in."""
    here = plan.index_at(position_ms)
    first = here
    while first and plan.segments[first - 1].start_ms == position_ms:
        first -= 1
    return tuple(SegmentStarted(index) for index in range(first, here + 1))


def _pause(player: Player, _now_ms: int) -> Step:
    paused = Paused(player.position_ms, PauseReason.ASKED)
    return replace(player, state=paused), (SessionPaused(PauseReason.ASKED),)


def _resume(player: Player, now_ms: int) -> Step:
    position_ms = player.position_ms
    waiting = LeadIn(position_ms, LEAD_IN_MS, now_ms)
    return replace(player, state=waiting), (LeadInStarted(position_ms),)


def _next(player: Player, now_ms: int) -> Step:
    following = player.plan.at(player.position_ms).next_item
    if following is None:
        return _end(player)
    return _jump(player, following.start_ms, now_ms)


def _back(player: Player, now_ms: int) -> Step:
    """To the start of this move; within two seconds of it, to the one before."""
    plan = player.plan
    moment = plan.at(player.position_ms)
    number = moment.segment.item
    if number and player.position_ms - moment.item.start_ms < BACK_AGAIN_MS:
        number -= 1
    return _jump(player, plan.items[number].start_ms, now_ms)


def _jump(player: Player, position_ms: int, now_ms: int) -> Step:
    state: State
    if isinstance(player.state, Paused):
        state = replace(player.state, position_ms=position_ms)
    else:
        state = Running(position_ms, now_ms)
    events = (Jumped(position_ms), *_entered(player.plan, position_ms))
    return replace(player, state=state), events


def _replan(player: Player, changed: tuple[Plan, int]) -> Step:
    plan, position_ms = changed
    if plan == player.plan:
        return player, ()
    return with_plan(player, plan, position_ms)


def _hurts(player: Player, now_ms: int) -> Step:
    """End this side, mark it, and leave out what was still to come of it.

    The session stands still where it would go on, so that a person can say how.
    """
    moment = player.plan.at(player.position_ms)
    segment = moment.segment
    if segment.kind is SegmentKind.DONE:
        return player, ()
    mark = HurtMarked(moment.move.id, segment.side, segment.item)
    plan = replan.without_side(player.plan, segment)
    after = next(other for other in plan.segments if other.block > segment.block)
    marked = replace(player, plan=plan, hurts=(*player.hurts, mark))
    marked, events = _jump(marked, after.start_ms, now_ms)
    marked = replace(marked, state=Paused(after.start_ms, PauseReason.HURT))
    return marked, (PlanChanged(), *events, SessionPaused(PauseReason.HURT), mark)


def _again(player: Player, now_ms: int) -> Step:
    return _jump(player, player.plan.at(player.position_ms).item.start_ms, now_ms)


def _at_pace(player: Player, _now_ms: int, *, slower: bool) -> Step:
    moment = player.plan.at(player.position_ms)
    changed = replan.at_pace(player.plan, player.position_ms, slower=slower)
    player, events = _replan(player, changed)
    if not events:
        return player, ()
    # The rep that runs may keep its own, while words are said in it: the last one tells.
    number, segments = moment.segment.item, player.plan.segments
    reps = [one for one in segments if one.item == number and one.kind is SegmentKind.REP]
    return player, (*events, PaceChosen(moment.move.id, reps[-1].pace))


def _with_dose(player: Player, _now_ms: int, *, more: bool) -> Step:
    return _replan(player, replan.with_dose(player.plan, player.position_ms, more=more))


def _stop(player: Player, _now_ms: int) -> Step:
    return _end(player)


_TOGGLES: dict[type[State], Command] = {
    Ready: Command.START,
    LeadIn: Command.PAUSE,
    Running: Command.PAUSE,
    Paused: Command.RESUME,
}
"""What the one big key means: told by what the person saw, before any time passes."""

_RULES: dict[Command, Callable[[Player, int], Step]] = {
    Command.START: _start,
    Command.PAUSE: _pause,
    Command.RESUME: _resume,
    Command.NEXT: _next,
    Command.BACK: _back,
    Command.AGAIN: _again,
    Command.SLOWER: partial(_at_pace, slower=True),
    Command.FASTER: partial(_at_pace, slower=False),
    Command.MORE: partial(_with_dose, more=True),
    Command.LESS: partial(_with_dose, more=False),
    Command.HURTS: _hurts,
    Command.STOP: _stop,
}
