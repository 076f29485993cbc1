# SPDX-License-Identifier: GPL-3.0-or-later
"""The words that pages share: lengths, days, equipment, origins, what today's body changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from hipmob_desktop.clocks import day_of
from hipmob_desktop.core.enums import Level
from hipmob_desktop.core.ports import MINUTE_MS, SECOND_MS
from hipmob_desktop.core.text import capital, minutes, why

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from hipmob_desktop.core.adapt import Change
    from hipmob_desktop.core.enums import Item, SkipTag

KEPT = "What you have done so far is kept."
MEASURED_KEPT = "What you have measured so far is kept."
NOTHING_KEPT = "Nothing of this session is kept."
"""What leaving a session comes to."""

LEVELS = {
    Level.GENTLE: "Gentle",
    Level.STANDARD: "Moderate",
    Level.DEEP: "Deep",
}
NOTHING_NEEDED = "Nothing needed"
ORIGIN = "Where it comes from"
HURT_BEFORE = "This hurt last time. Keep it small, or skip it."
_WEEK_DAYS = 7
_SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


_DAY_PARTS = ((4, "Good evening"), (12, "Good morning"), (18, "Good afternoon"))


def greeting(hour: int) -> str:
    """A greeting for an hour of the day, 0 to 23."""
    return next((words for until, words in _DAY_PARTS if hour < until), _DAY_PARTS[0][1])


def minutes_text(total_ms: int) -> str:
    """A length in whole minutes, at least one: "10 min"."""
    return f"{minutes(total_ms)} min"


def spoken_minutes(total_ms: int) -> str:
    """The same for somebody who listens: "10 minutes"."""
    whole = minutes(total_ms)
    return "1 minute" if whole == 1 else f"{whole} minutes"


def lasted_text(length_ms: int) -> str:
    """How long something took: "9 minutes", or "40 seconds" where it was less than one."""
    if length_ms >= MINUTE_MS:
        return spoken_minutes(length_ms)
    seconds = max(0, round(length_ms / SECOND_MS))
    return "1 second" if seconds == 1 else f"{seconds} seconds"


def counted(count: int, noun: str) -> str:
    """A number with its noun: "one file", "seven moves", "12 moves"."""
    number = _SMALL_NUMBERS[count] if 0 <= count < len(_SMALL_NUMBERS) else str(count)
    return f"{number} {noun if count == 1 else f'{noun}s'}"


def listed(parts: Sequence[str]) -> str:
    """Words as a person lists them: "a", "a and b", "a, b and c"."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def equipment_line(items: Sequence[Item]) -> str:
    """What a routine cannot do without: "Mat, loop band and wall"."""
    return capital(listed([item.words for item in items])) or NOTHING_NEEDED


def stand_ins_text(are_stand_ins: Iterable[bool]) -> str:
    """Which moves of a routine its article does not name, going by a mark for each move.

    "Move 3 is our stand-in", "Moves 1 and 2 are our stand-ins", or nothing.
    """
    numbers = [str(number) for number, is_ours in enumerate(are_stand_ins, 1) if is_ours]
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"Move {numbers[0]} is our stand-in"
    return f"Moves {listed(numbers)} are our stand-ins"


def day_text(at_ms: int, today: date | None = None) -> str:
    """The day of a moment in Unix time, where this computer is: "yesterday", "on 14 November"."""
    day = day_of(at_ms)
    today = today or day_of()
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < _WEEK_DAYS:
        return f"on {_written(day, 'dddd')}"
    return f"on {_written(day, 'd MMMM' if day.year == today.year else 'd MMMM yyyy')}"


def date_text(day: date) -> str:
    """A day with its name and year: "Thursday, 26 November 2026"."""
    return _written(day, "dddd, d MMMM yyyy")


def weekday_text(day: date) -> str:
    """The name of a day: "Thursday"."""
    return _written(day, "dddd")


def short_date(day: date) -> str:
    """A day where there is little room: "26 Nov"."""
    return _written(day, "d MMM")


def month_text(day: date) -> str:
    """The month of a day in three letters."""
    return _written(day, "MMM")


def _written(day: date, pattern: str) -> str:
    # Dates are in the language of the sentences around them, not in the system's.
    # By its name: to give the number of one, Qt's four hundred would be made.
    return QLocale("en").toString(QDate(day.year, day.month, day.day), pattern)


def instead_of(changes: Sequence[Change], words: Mapping[SkipTag, str]) -> dict[str, str]:
    """What to say beside the moves that were put in, by their ids."""
    return {
        change.substitute.id: f"Today in place of {change.move.name}: {why(change, words)}."
        for change in changes
        if change.substitute
    }


def changed_moves(count: int) -> str:
    """How many moves today's body changes, in the few words that a card has room for."""
    return f"{capital(counted(count, 'move'))} changed for your body today" if count else ""
