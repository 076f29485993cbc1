# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of reminders: what a notification says, what comes next, what is chosen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hipmob_desktop.core.reminder_settings import NEVER, Occasion
from hipmob_desktop.ui.text import date_text, lasted_text, weekday_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from hipmob_desktop.core.reminder_settings import ReminderSettings

START, LATER = "Start", "Later"
PROGRAM = "HipMob Desktop"
OPEN, PAUSE, QUIT = "Open", "No more today", "Quit"
START_SUGGESTED = "Start what is suggested"

GOES_ON = "Reminders go on"
GOES_ON_HOW = (
    "The window is closed, and you are reminded all the same. To end it, open HipMob Desktop "
    "and choose otherwise under Settings, Reminders."
)
NOTHING_NEXT = "Nothing is planned."
SAMPLE_FAILED = (
    "This desktop shows no notifications. You are reminded in this window, while it is open."
)
UNSEEN = "{title}. {body}"

_TIME_TITLE = "Time to move"
_RUN_TITLE = "Your run is at {time}"
_DESK_TITLE = "You have sat for {long}"
_A_FEW = "A few minutes for your hips?"
_WARM = "A few minutes to warm up first?"
_WEEK_DAYS = 7
_HOUR_MINUTES = 60
_MINUTE_MS = 60_000


def clock_text(minutes: int) -> str:
    """A time of day given in minutes since midnight: "15:00"."""
    return f"{minutes // _HOUR_MINUTES:02}:{minutes % _HOUR_MINUTES:02}"


def long_text(minutes: int) -> str:
    """A length as people say it: "45 minutes", "1 hour", "1 hour and 30 minutes"."""
    hours, rest = divmod(minutes, _HOUR_MINUTES)
    if not hours:
        return lasted_text(minutes * _MINUTE_MS)
    whole = "1 hour" if hours == 1 else f"{hours} hours"
    return f"{whole} and {lasted_text(rest * _MINUTE_MS)}" if rest else whole


def notice_words(
    occasion: Occasion, settings: ReminderSettings, *, title: str, run: datetime | None = None
) -> tuple[str, str]:
    """The title of a notification, and its sentence.

    `title` is that of the routine that goes with it, or empty; `run` when the run begins, on the
    clock on the wall.
    """
    match occasion:
        case Occasion.RUN:
            begins = f"{run:%H:%M}" if run else "soon"
            heading = _RUN_TITLE.format(time=begins) if run else "Your run is soon"
            return heading, title or _WARM
        case Occasion.DESK:
            return _DESK_TITLE.format(long=long_text(settings.desk_minutes)), title or _A_FEW
        case Occasion.TIME:
            return _TIME_TITLE, title or _A_FEW


def when_text(at: datetime, now: datetime) -> str:
    """A time to come, on the clock on the wall: "today at 15:00", "on Monday at 15:00"."""
    return f"{_day_to_come(at.date(), now.date())} at {at:%H:%M}"


def next_text(
    settings: ReminderSettings,
    planned: tuple[datetime, Occasion] | None,
    now: datetime,
    *,
    is_silent: bool = False,
) -> str:
    """What comes next, in a sentence or two; empty while nothing is switched on.

    `planned` is when, on the clock on the wall, and what for; `is_silent` says that nothing comes
    any more today.
    """
    if not settings.is_on:
        return ""
    parts = ["Nothing more today."] if is_silent else []
    if planned is not None:
        at, occasion = planned
        before = "before your run, " if occasion is Occasion.RUN else ""
        parts.append(f"Next: {before}{when_text(at, now)}.")
    if settings.desk_minutes != NEVER and settings.days and not is_silent:
        parts.append(f"And whenever you have sat for {long_text(settings.desk_minutes)}.")
    return " ".join(parts) or NOTHING_NEXT


def goes_on_words(next_words: str) -> str:
    """What is said once, when the window is closed and reminders go on."""
    return f"{GOES_ON_HOW} {next_words}".strip()


def _day_to_come(day: date, today: date) -> str:
    if day == today:
        return "today"
    if day == today + timedelta(days=1):
        return "tomorrow"
    is_near = day - today < timedelta(days=_WEEK_DAYS)
    return f"on {weekday_text(day) if is_near else date_text(day)}"
