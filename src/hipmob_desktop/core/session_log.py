# SPDX-License-Identifier: GPL-3.0-or-later
"""What a session does to the world: happenings go in, effects come out, nothing is touched.

`note(log, happening, unix_ms)` gives the log after a happening, and the effects to carry
out, in their order. Whoever plays sessions keeps one log for as long as the program runs
and tells it:

    Found      what was read as the place of a session that was not ended: before the first
               session begins, and whenever it is read again
    Dismissed  nobody wants to go on with that
    Prepared   a session is about to begin: what it needs is looked at first
    Cancelled  it does not begin after all
    Began      it begins, anew or where an earlier one was left
    Moved      its player as it is now: after each command with what happened, and at least
               once a second while it runs
    Left       it is put down without a word: the window closes, the program is ended

What holds, whatever comes in whatever order:

- What was done, and what hurt, is in the journal once, a second after it was done: whenever the
  place is kept, once there is anything. When a session ends, is left, gives way to another, or
  is found unfinished, it is entered as over. Each entry has all of its session and takes the
  place of the earlier one.
- The place is kept when a session begins, each second while it runs, at whatever happens in a
  pause, and when it is left or stopped. It is cleared when the session is complete, when
  nobody wants to go on with it, or when it is found too old.
- A place is neither cleared nor written over before the journal has what was done there.
- The screen is held from the preparation on and while a session runs. It is let go some time
  into a pause, and at once when nothing is played.
- A pace is remembered when it is asked for, as a factor of the pace that everything has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hipmob_desktop.core.events import PaceChosen
from hipmob_desktop.core.journal import entry_of
from hipmob_desktop.core.player import Finished, Paused
from hipmob_desktop.core.resume import point_of
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hipmob_desktop.core.events import Event
    from hipmob_desktop.core.journal import JournalEntry
    from hipmob_desktop.core.player import Player
    from hipmob_desktop.core.resume import ResumePoint, SessionSource

KEEP_EVERY_MS = 1_000
"""How often the place is kept: what is lost at the most when the program is killed."""


@dataclass(frozen=True, slots=True)
class Found:
    """The place of a session that was not ended, as it was read."""

    point: ResumePoint


@dataclass(frozen=True, slots=True)
class Dismissed:
    """Nobody wants to go on with the session that was found."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A session is about to begin; one that still runs gives way to it now."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The session that was prepared does not begin."""


@dataclass(frozen=True, slots=True)
class Began:
    """`player` begins to play what `source` tells."""

    source: SessionSource
    player: Player


@dataclass(frozen=True, slots=True)
class Moved:
    """The player of the running session as it is now, and what has just happened to it."""

    player: Player
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """The running session is put down where it was last seen; without one, nothing ends."""


Happening = Found | Dismissed | Prepared | Cancelled | Began | Moved | Left


@dataclass(frozen=True, slots=True)
class KeepPlace:
    """Keep `point` as the place to go on from, instead of the one before it."""

    point: ResumePoint


@dataclass(frozen=True, slots=True)
class ClearPlace:
    """Forget the place: there is nothing to go on with."""


@dataclass(frozen=True, slots=True)
class EnterJournal:
    """Enter what was done, in place of what was entered of the same session before."""

    entry: JournalEntry


@dataclass(frozen=True, slots=True)
class HoldScreen:
    """Keep the screen from going dark."""


@dataclass(frozen=True, slots=True)
class ReleaseScreen:
    """Let the screen go dark again, `after_ms` from now."""

    after_ms: int = 0


@dataclass(frozen=True, slots=True)
class RememberPace:
    """Do a move from now on at `factor` times the pace that everything has."""

    move_id: str
    factor: float


Effect = KeepPlace | ClearPlace | EnterJournal | HoldScreen | ReleaseScreen | RememberPace


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningSession:
    """A session that has begun, as it was last seen, and the player whose place was kept."""

    source: SessionSource
    player: Player
    kept: Player
    kept_at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLog:
    """What has to be known of sessions from one happening to the next.

    `awake_pause_ms` is how long into a pause the screen stays on.
    """

    awake_pause_ms: int
    running: RunningSession | None = None
    screen: HoldScreen | ReleaseScreen = ReleaseScreen()
    entered: JournalEntry | None = None


class World(Protocol):
    """What effects are carried out on."""

    def keep_place(self, point: ResumePoint) -> None:
        """Keep the place to go on from."""

    def clear_place(self) -> None:
        """Forget it."""

    def enter(self, entry: JournalEntry) -> None:
        """Enter what was done in the journal."""

    def hold_screen(self) -> None:
        """Keep the screen from going dark."""

    def release_screen(self, after_ms: int) -> None:
        """Let it go dark, so long from now."""

    def remember_pace(self, move_id: str, factor: float) -> None:
        """Do a move at a pace of its own from now on."""


def carry_out(effects: Iterable[Effect], world: World) -> None:
    """Do to `world` what was decided, in its order."""
    for effect in effects:
        match effect:
            case KeepPlace(point):
                world.keep_place(point)
            case ClearPlace():
                world.clear_place()
            case EnterJournal(entry):
                world.enter(entry)
            case HoldScreen():
                world.hold_screen()
            case ReleaseScreen(after_ms):
                world.release_screen(after_ms)
            case RememberPace(move_id, factor):
                world.remember_pace(move_id, factor)


Noted = tuple[SessionLog, tuple[Effect, ...]]


def note(log: SessionLog, happening: Happening, unix_ms: int) -> Noted:
    """The log after `happening`, and what is to be done about it, in order."""
    match happening:
        case Found(point):
            return _found(log, point, unix_ms)
        case Dismissed():
            return log, () if log.running else (ClearPlace(),)
        case Prepared():
            return _with_screen(_put_down(log, unix_ms), HoldScreen())
        case Cancelled():
            return (log, ()) if log.running else _with_screen((log, ()), ReleaseScreen())
        case Began(source, player):
            return _begin(_put_down(log, unix_ms), source, player, unix_ms)
        case Moved(player, events):
            return _moved(log, player, events, unix_ms)
        case Left():
            return _with_screen(_put_down(log, unix_ms), ReleaseScreen())


def _found(log: SessionLog, point: ResumePoint, unix_ms: int) -> Noted:
    """Enter at once what was done there: it may be dismissed, written over, or never seen."""
    running = log.running
    if running is not None and _is_same(running.source, point.source):
        return log, ()
    log, effects = _enter(log, entry_of(point))
    if running is None and not point.is_offered(unix_ms):
        return log, (*effects, ClearPlace())
    return log, effects


def _begin(before: Noted, source: SessionSource, player: Player, unix_ms: int) -> Noted:
    log, effects = before
    running = RunningSession(source=source, player=player, kept=player, kept_at_ms=unix_ms)
    keep = KeepPlace(point_of(player, source, saved_at_ms=unix_ms))
    return _with_screen((replace(log, running=running), (*effects, keep)), HoldScreen())


def _moved(log: SessionLog, player: Player, events: tuple[Event, ...], unix_ms: int) -> Noted:
    running = log.running
    if running is None:
        return log, ()
    paces = tuple(
        RememberPace(event.move_id, round(event.pace / running.source.options.pace, 2))
        for event in events
        if isinstance(event, PaceChosen)
    )
    before = running.player.state
    log = replace(log, running=replace(running, player=player))
    if isinstance(player.state, Finished):
        log, ended = _put_down(log, unix_ms)
        return _with_screen((log, (*paces, *ended)), ReleaseScreen())
    log, kept = _keep(log, unix_ms)
    noted = log, (*paces, *kept)
    if not isinstance(player.state, Paused):
        return _with_screen(noted, HoldScreen())
    return _with_screen(noted, ReleaseScreen(log.awake_pause_ms), anew=player.state != before)


def _keep(log: SessionLog, unix_ms: int) -> Noted:
    """Keep the place if it is another: each second, in a pause or after a rep at once."""
    running = log.running
    if running is None or running.player is running.kept:
        return log, ()
    is_early = abs(unix_ms - running.kept_at_ms) < KEEP_EVERY_MS
    is_turn = isinstance(running.player.state, Paused) or running.player.done != running.kept.done
    if is_early and not is_turn:
        return log, ()
    kept = replace(running, kept=running.player, kept_at_ms=unix_ms)
    point = point_of(running.player, running.source, saved_at_ms=unix_ms)
    log, entered = _enter(replace(log, running=kept), entry_of(point, is_over=False))
    return log, (KeepPlace(point), *entered)


def _put_down(log: SessionLog, unix_ms: int) -> Noted:
    """The running session is over, or left where it is: nothing of it is lost."""
    running = log.running
    if running is None:
        return log, ()
    point = point_of(running.player, running.source, saved_at_ms=unix_ms)
    state = running.player.state
    is_complete = isinstance(state, Finished) and state.is_complete
    entry = entry_of(point, is_complete=is_complete)
    log, entered = _enter(replace(log, running=None), entry)
    return log, (*entered, ClearPlace()) if is_complete else (KeepPlace(point), *entered)


def _enter(log: SessionLog, entry: JournalEntry) -> Noted:
    """Make an entry, if anything was done in its session and it has not been made yet."""
    if not entry.is_worth_keeping or entry == log.entered:
        return log, ()
    return replace(log, entered=entry), (EnterJournal(entry),)


def _with_screen(
    before: Noted, screen: HoldScreen | ReleaseScreen, *, anew: bool = False
) -> Noted:
    """`before`, and after its effects the screen held or let go, unless it is so already."""
    log, effects = before
    if screen == log.screen and not anew:
        return before
    return replace(log, screen=screen), (*effects, screen)


def _is_same(one: SessionSource, other: SessionSource) -> bool:
    return (one.routine, one.started_at_ms) == (other.routine, other.started_at_ms)
