# SPDX-License-Identifier: GPL-3.0-or-later
"""When to remind somebody: at a sensible time, once for each occasion, and never to nag.

Nothing here runs. `Watch` follows who sits at the desk, `due` says what is to be said now,
`shown` and `answered` keep what came of it, `tidied` forgets what time has overtaken. Unix times
may be set by anybody and are trusted for the calendar alone; how long somebody has sat is told
by a clock that nobody sets. Whatever was missed by more than `GRACE_MS` is dropped: a computer
that wakes up tells nothing of yesterday.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.core.reminder_settings import NEVER, Occasion
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hipmob_desktop.core.reminder_settings import ReminderSettings

GRACE_MS = 30 * MINUTE_MS
"""So much later a reminder is still sensible: after a call, a film, a short sleep."""

LATELY_MS = 60 * MINUTE_MS
"""Whoever began a session so shortly before needs no reminder."""

APART_MS = 30 * MINUTE_MS
"""Two reminders are so far apart, but for one before a run."""

SAME_RUN_MS = 60 * MINUTE_MS
"""Two runs in a calendar that begin so close to each other are one, entered twice or moved."""

BREAK_MS = 5 * MINUTE_MS
"""Whoever touches nothing for so long has got up."""

SETTLES_MS = 2 * MINUTE_MS
"""So long after a login or a sleep nobody is bothered."""

ANSWER_MS = 30 * MINUTE_MS
"""A reminder that is not answered for so long is taken back."""

MOST_PASSED = 2
"""Whoever lets so many go by on one day has peace for the rest of it."""

MOST_REMEMBERED = 32
_LOOKS_AHEAD_DAYS = 8


@dataclass(frozen=True, slots=True)
class Wall:
    """The clocks on the walls here.

    Attributes:
        local: What they show at a Unix time in milliseconds, without a zone.
        unix_ms: When they show that. A time that a change of summer time leaves out comes as much
            later as it leaves out; of one that comes twice it is the first.
    """

    local: Callable[[int], datetime]
    unix_ms: Callable[[datetime], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """A moment: Unix time, the time since the start of the computer, and what is known then.

    `since_boot_ms` counts sleep, and nobody sets it. `session_ms` is when the last session
    began, in Unix time, `runs` when the next runs begin.
    """

    unix_ms: int
    since_boot_ms: int
    wall: Wall
    session_ms: int | None = None
    runs: Sequence[int] = ()

    @property
    def local(self) -> datetime:
        """What the clock on the wall shows."""
        return self.wall.local(self.unix_ms)

    @property
    def day(self) -> str:
        """Today: "2026-11-27"."""
        return self.local.date().isoformat()


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to remind of: its occasion, a name for it, the day it is of.

    `until_ms` is when it is no use any more, which is when a run begins.
    """

    occasion: Occasion
    key: str
    day: str
    until_ms: int | None = None


class Answer(StrEnum):
    """What somebody does about a reminder."""

    START = "start"
    LATER = "later"
    OPEN = "open"
    PASSED = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderState:
    """What came of reminders so far; Unix times in milliseconds.

    Attributes:
        keys: The occasions that were shown lately.
        shown_ms: When the last one was.
        waiting: The one that is on the screen, and not answered.
        later: One that is to come again at `later_ms`.
        passed: How many were let go by on `passed_day`.
        silent_day: The day on which nothing more is said.
        is_told: Whether it was said that reminders go on without a window.
    """

    keys: tuple[str, ...] = ()
    shown_ms: int | None = None
    waiting: Reminder | None = None
    later: Reminder | None = None
    later_ms: int = 0
    passed: int = 0
    passed_day: str = ""
    silent_day: str = ""
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """Who sits at the desk, by times since the start of the computer.

    `since_ms` is when they sat down, None while nobody does. Before `settles_ms` nobody is
    bothered.
    """

    since_ms: int | None = None
    looked_ms: int | None = None
    settles_ms: int = 0

    def looked(self, now_ms: int, idle_ms: int | None) -> Watch:
        """The same after another look, in which nothing was touched for `idle_ms`.

        Where that is not known, the time that the computer is awake counts as sitting. Looks
        that are far apart tell of a sleep.
        """
        is_away = idle_ms is not None and idle_ms >= BREAK_MS
        has_slept = self.looked_ms is None or now_ms - self.looked_ms >= BREAK_MS
        settles_ms = now_ms + SETTLES_MS if has_slept else self.settles_ms
        since_ms = None if has_slept else self.since_ms
        if since_ms is None:
            since_ms = now_ms - (0 if has_slept else idle_ms or 0)
        return Watch(None if is_away else since_ms, now_ms, settles_ms)

    def is_there(self, now_ms: int) -> bool:
        """Whether somebody sits there and has settled."""
        return self.since_ms is not None and now_ms >= self.settles_ms


def due(
    settings: ReminderSettings, state: ReminderState, watch: Watch, now: Now
) -> Reminder | None:
    """What somebody is to be reminded of now, if the screen is free for it."""
    if not settings.is_on or state.waiting or not watch.is_there(now.since_boot_ms):
        return None
    found = _all_due(settings, state, watch, now)
    return next((each for each in found if state.silent_day not in (now.day, each.day)), None)


def shown(state: ReminderState, reminder: Reminder, now: Now) -> ReminderState:
    """The state once a reminder is on the screen."""
    keys = tuple(key for key in state.keys if key != reminder.key)
    return replace(
        state,
        keys=(*keys, reminder.key)[-MOST_REMEMBERED:],
        shown_ms=now.unix_ms,
        waiting=reminder,
        later=None,
    )


def answered(
    state: ReminderState, answer: Answer, settings: ReminderSettings, now: Now
) -> ReminderState:
    """The state after what somebody did about the reminder on the screen."""
    reminder = state.waiting
    if reminder is None:
        return state
    free = replace(state, waiting=None)
    match answer:
        case Answer.START | Answer.OPEN:
            return replace(free, passed=0)
        case Answer.LATER:
            later_ms = now.unix_ms + settings.later_minutes * MINUTE_MS
            return replace(free, later=reminder, later_ms=later_ms)
        case Answer.PASSED:
            passed = state.passed + 1 if state.passed_day == now.day else 1
            silent = now.day if passed >= MOST_PASSED else state.silent_day
            return replace(free, passed=passed, passed_day=now.day, silent_day=silent)


def tidied(state: ReminderState, settings: ReminderSettings, now: Now) -> ReminderState:
    """The state without what time has overtaken: to be looked at before anything else.

    A reminder that nobody answers has been passed by. What was shown by a clock that has been
    set back since is taken back and counts for nothing.
    """
    if state.shown_ms is not None and state.shown_ms > now.unix_ms:
        state = replace(state, shown_ms=None, waiting=None)
    if state.shown_ms is None or now.unix_ms - state.shown_ms >= ANSWER_MS:
        state = answered(state, Answer.PASSED, settings, now)
    return _with_later_tidied(state, state.later, settings, now) if state.later else state


def paused(state: ReminderState, now: Now, *, is_so: bool) -> ReminderState:
    """The state with nothing more said today, or with it said again."""
    silent = now.day if is_so else ""
    return replace(state, silent_day=silent, passed=0, later=None if is_so else state.later)


def next_planned(
    settings: ReminderSettings, state: ReminderState, now: Now
) -> tuple[int, Occasion] | None:
    """When the next reminder comes that is known ahead, in Unix time, and what it is about."""
    if not settings.is_on:
        return None
    times = [
        (due_ms, reminder)
        for ahead in range(_LOOKS_AHEAD_DAYS)
        for due_ms, reminder in _times_on(settings, now, now.local.date() + timedelta(days=ahead))
    ]
    planned = [*times, *_runs(settings, now)]
    if state.later:
        planned.append((state.later_ms, state.later))
    coming = [
        (due_ms, reminder.occasion)
        for due_ms, reminder in planned
        if due_ms > now.unix_ms and reminder.day != state.silent_day
    ]
    return min(coming, default=None)


def _all_due(
    settings: ReminderSettings, state: ReminderState, watch: Watch, now: Now
) -> Iterator[Reminder]:
    """What is due, the most pressing first."""
    if state.later and state.later_ms <= now.unix_ms:
        yield state.later
    yield from _runs_due(settings, state, now)
    yield from _times_due(settings, state, now)
    if _has_sat_long(settings, state, watch, now):
        yield Reminder(Occasion.DESK, Occasion.DESK.value, now.day)


def _runs_due(settings: ReminderSettings, state: ReminderState, now: Now) -> Iterator[Reminder]:
    known = [_start_of(key) for key in state.keys if key.startswith(Occasion.RUN)]
    for due_ms, run in _runs(settings, now):
        start_ms = run.until_ms or 0
        is_known = any(abs(start_ms - other) < SAME_RUN_MS for other in known)
        if due_ms <= now.unix_ms < start_ms and not is_known and not _was_done(now, due_ms):
            yield run


def _times_due(settings: ReminderSettings, state: ReminderState, now: Now) -> Iterator[Reminder]:
    today = now.local.date()
    for day in (today, today - timedelta(days=1)):  # a little after midnight it is still due
        for due_ms, reminder in reversed(list(_times_on(settings, now, day))):
            is_now = 0 <= now.unix_ms - due_ms < GRACE_MS
            was_said = state.shown_ms is not None and state.shown_ms > due_ms - APART_MS
            is_known = was_said or reminder.key in state.keys or _was_done(now, due_ms)
            if is_now and not is_known:
                yield reminder


def _has_sat_long(
    settings: ReminderSettings, state: ReminderState, watch: Watch, now: Now
) -> bool:
    local = now.local
    if settings.desk_minutes == NEVER or watch.since_ms is None:
        return False
    if local.weekday() not in settings.days or settings.is_quiet(local.hour * 60 + local.minute):
        return False
    sat_ms = now.since_boot_ms - watch.since_ms
    for other_ms in (now.session_ms, state.shown_ms):
        if other_ms is not None and other_ms <= now.unix_ms:
            sat_ms = min(sat_ms, now.unix_ms - other_ms)
    return sat_ms >= settings.desk_minutes * MINUTE_MS


def _times_on(settings: ReminderSettings, now: Now, day: date) -> Iterator[tuple[int, Reminder]]:
    """The reminders of a day with their Unix times, in order."""
    if day.weekday() not in settings.days:
        return
    for minutes in settings.times:
        local = datetime.combine(day, time(minutes // 60, minutes % 60))
        key = f"{Occasion.TIME} {local:%Y-%m-%d %H:%M}"
        yield now.wall.unix_ms(local), Reminder(Occasion.TIME, key, day.isoformat())


def _runs(settings: ReminderSettings, now: Now) -> Iterator[tuple[int, Reminder]]:
    """The reminders before runs with their Unix times, in order."""
    if settings.run_minutes == NEVER:
        return
    for start_ms in sorted(now.runs):
        day = now.wall.local(start_ms).date().isoformat()
        run = Reminder(Occasion.RUN, f"{Occasion.RUN} {start_ms}", day, start_ms)
        yield start_ms - settings.run_minutes * MINUTE_MS, run


def _start_of(key: str) -> int:
    """When the run of a key begins."""
    return int(key.rpartition(" ")[2])


def _was_done(now: Now, due_ms: int) -> bool:
    """Whether a session began shortly before something was due, or since."""
    return now.session_ms is not None and due_ms - LATELY_MS < now.session_ms <= now.unix_ms


def _with_later_tidied(
    state: ReminderState, reminder: Reminder, settings: ReminderSettings, now: Now
) -> ReminderState:
    """The state whose reminder of "Later" comes no later than that, and not when it is no use."""
    late_ms = now.unix_ms - state.later_ms
    is_over = reminder.until_ms is not None and now.unix_ms >= reminder.until_ms
    shown_ms, session_ms = state.shown_ms, now.session_ms
    is_done = session_ms is not None and shown_ms is not None and session_ms > shown_ms
    if is_over or is_done or late_ms >= GRACE_MS:
        return replace(state, later=None)
    longest_ms = settings.later_minutes * MINUTE_MS
    if late_ms < -longest_ms:  # the clock was set back
        return replace(state, later_ms=now.unix_ms + longest_ms)
    return state
