# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminders on disk: what was chosen, in words that a person can read, and what came of them.

The choices are a table of the settings file. What came of reminders is a small file of its own,
which is no loss: who has none may be reminded once too often.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hipmob_desktop.core.reminder_settings import DAY_MINUTES, Occasion, Reach, ReminderSettings
from hipmob_desktop.core.reminders import Reminder, ReminderState
from hipmob_desktop.files import Outlives
from hipmob_desktop.storage.json_file import JsonFile, PartlyUnusableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VERSION = 1
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_TEXT = 200

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|")
_KEY = re.compile(rf"{Occasion.DESK}|{Occasion.RUN} -?\d{{1,16}}|{Occasion.TIME} [\d: -]{{1,20}}")


def settings_table(settings: ReminderSettings) -> dict[str, object]:
    """The choices as the settings file has them."""
    return {
        "on": settings.is_on,
        "days": [DAYS[day] for day in sorted(settings.days)],
        "times": [_clock(time) for time in settings.times],
        "time_routine": settings.time_routine,
        "desk_minutes": settings.desk_minutes,
        "desk_routine": settings.desk_routine,
        "run_minutes": settings.run_minutes,
        "run_routine": settings.run_routine,
        "later_minutes": settings.later_minutes,
        "quiet_from": _clock(settings.quiet_from),
        "quiet_until": _clock(settings.quiet_until),
        "reach": settings.reach.value,
    }


def settings_of(raw: object) -> ReminderSettings:
    """The choices in a table; what it lacks is the default.

    Raises:
        TypeError: it is no table.
        PartlyUnusableError: it has values that cannot be used, with what is left.
    """
    if not isinstance(raw, dict):
        raise TypeError
    known: dict[str, Any] = {}
    is_whole = True
    for key, (name, read) in _READERS.items():
        if key in raw:
            try:
                known[name] = read(raw[key])
            except (TypeError, ValueError, OverflowError):
                is_whole = False
    found = replace(ReminderSettings(), **known).clamped()
    if not is_whole:
        raise PartlyUnusableError(found)
    return found


class ReminderFile:
    """The file of what came of reminders. Never raises, and says nothing: it is no loss."""

    def __init__(self, path: Path) -> None:
        self._file = JsonFile(path, "The file of reminders", VERSION)

    def load(self) -> ReminderState:
        """What was kept; nothing where there is none, or none that can be used."""
        table = self._file.read().table
        if table is None:
            return ReminderState()
        try:
            return _state_of(table)
        except (TypeError, ValueError):
            return ReminderState()

    def save(self, state: ReminderState) -> None:
        """Keep this, but for what is on the screen: another start shows it anew or not at all."""
        table = {
            "keys": list(state.keys),
            "shown_ms": state.shown_ms,
            "later": None if state.later is None else _table_of(state.later),
            "later_ms": state.later_ms,
            "passed": state.passed,
            "passed_day": state.passed_day,
            "silent_day": state.silent_day,
            "is_told": state.is_told,
        }
        self._file.write(table, outlives=Outlives.PROCESS)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _table_of(reminder: Reminder) -> dict[str, object]:
    return {
        "occasion": reminder.occasion.value,
        "key": reminder.key,
        "day": reminder.day,
        "until_ms": reminder.until_ms,
    }


def _state_of(table: dict[str, Any]) -> ReminderState:
    later = table.get("later")
    return ReminderState(
        keys=tuple(_matching(_KEY, key) for key in _list(table.get("keys", []))),
        shown_ms=_whole_or_none(table.get("shown_ms")),
        later=None if later is None else _reminder(later),
        later_ms=_whole(table.get("later_ms", 0)),
        passed=_whole(table.get("passed", 0)),
        passed_day=_matching(_DAY, table.get("passed_day", "")),
        silent_day=_matching(_DAY, table.get("silent_day", "")),
        is_told=_truth(table.get("is_told", False)),
    )


def _reminder(raw: object) -> Reminder:
    if not isinstance(raw, dict):
        raise TypeError
    return Reminder(
        Occasion(_text(raw.get("occasion"))),
        _matching(_KEY, raw.get("key")),
        _matching(_DAY, raw.get("day")),
        _whole_or_none(raw.get("until_ms")),
    )


def _truth(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise TypeError
    return raw


def _whole(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise TypeError
    return raw


def _whole_or_none(raw: object) -> int | None:
    return None if raw is None else _whole(raw)


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError
    if len(raw) > LONGEST_TEXT:
        raise ValueError
    return raw


def _list(raw: object) -> list[object]:
    if not isinstance(raw, list):
        raise TypeError
    return raw


def _matching(pattern: re.Pattern[str], raw: object) -> str:
    text = _text(raw)
    if not pattern.fullmatch(text):
        raise ValueError
    return text


def _minute(raw: object) -> int:
    found = _CLOCK.fullmatch(_text(raw))
    if found is None:
        raise ValueError
    return (int(found[1]) * 60 + int(found[2])) % DAY_MINUTES


def _minutes(raw: object) -> tuple[int, ...]:
    return tuple(_minute(each) for each in _list(raw))


def _days(raw: object) -> frozenset[int]:
    return frozenset(DAYS.index(_text(each)) for each in _list(raw))


def _reach(raw: object) -> Reach:
    return Reach(_text(raw))


_READERS: dict[str, tuple[str, Callable[[object], object]]] = {
    "on": ("is_on", _truth),
    "days": ("days", _days),
    "times": ("times", _minutes),
    "time_routine": ("time_routine", _text),
    "desk_minutes": ("desk_minutes", _whole),
    "desk_routine": ("desk_routine", _text),
    "run_minutes": ("run_minutes", _whole),
    "run_routine": ("run_routine", _text),
    "later_minutes": ("later_minutes", _whole),
    "quiet_from": ("quiet_from", _minute),
    "quiet_until": ("quiet_until", _minute),
    "reach": ("reach", _reach),
}
"""What each key of the table is called here, and what reads it."""
