# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs in a calendar file (ICS), those that come again as often as they do.

The file is anybody's: it may be huge, broken or made to keep a reader busy. So lines are looked
through first, and only events that are called a run are handed to the libraries that know
calendars, no more than some, and not those that would come again each minute.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hipmob_desktop.core.runs import Run, RunSource, is_called_run, run_id
from hipmob_desktop.files import NotPlainError, TooLargeError, read_file, reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_BYTES = 64 << 20
MOST_EVENTS = 20_000
MOST_RUNS = 20_000
MOST_S = 10.0
LONGEST = timedelta(days=1, hours=12)
OURS = "@hipmob-desktop"
"""So the events end that this program writes: sessions, some of them called after runs."""

_FOLDED = re.compile(r"\r?\n[ \t]")
_TOO_OFTEN = re.compile(r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)|INTERVAL=0+(?!\d)", re.IGNORECASE)
_TOO_OFTEN_FOR_A_ZONE = re.compile(r"FREQ=(?!YEARLY)|INTERVAL=0+(?!\d)", re.IGNORECASE)
_NAMED = ("SUMMARY", "CATEGORIES")
_COMES_AGAIN = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID)[:;]", re.IGNORECASE | re.MULTILINE)
_BEFORE_RUNS_WERE_KEPT = 1900
_HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//HipMob Desktop//Runs//EN\n"
_END = "END:VCALENDAR\n"
_ZONE_OF_ALL = "X-WR-TIMEZONE"


class RunFileError(Exception):
    """A file does not tell of runs; the message names it and says why, in one line."""


class _Lines:
    """What stands in the lines of a calendar: events by their UID, which are runs, and zones."""

    def __init__(self, text: str, words: str) -> None:
        self.is_calendar = False
        self.zone_of_all = ""
        self.zones: list[str] = []
        self.events: dict[str, list[str]] = {}
        self.runs: set[str] = set()
        self._words = words
        self._inside = ""
        self._depth = 0
        self._lines: list[str] = []
        self._told: dict[str, str] = {}
        for line in _FOLDED.sub("", text.replace("\0", "")).split("\n"):
            self._take(line.rstrip("\r"))

    def _take(self, line: str) -> None:
        head, _, value = line.partition(":")
        kind = head.split(";")[0].strip().upper()
        if kind == "BEGIN":
            self._begin(value.strip().upper())
        elif kind == _ZONE_OF_ALL:
            self.zone_of_all = line
        if not self._inside:
            return
        if self._inside == "VTIMEZONE" or self._depth == 1:
            self._lines.append(line)  # and not what an alarm says
        if self._depth == 1:
            self._told[kind] = f"{self._told.get(kind, '')} {value}".strip()
        if kind == "END":
            self._depth -= 1
            if not self._depth:
                self._keep("\n".join(self._lines) + "\n")
                self._inside = ""

    def _begin(self, part: str) -> None:
        self.is_calendar |= part == "VCALENDAR"
        if part in {"VEVENT", "VTIMEZONE"}:  # also where the one before has no end
            self._inside, self._depth = part, 0
            self._lines, self._told = [], {}
        self._depth += 1

    def _keep(self, text: str) -> None:
        if self._inside == "VTIMEZONE":
            if not _TOO_OFTEN_FOR_A_ZONE.search(text):
                self.zones.append(text)
            return
        uid = self._told.get("UID") or f"event {len(self.events)}"
        if uid.endswith(OURS) or _TOO_OFTEN.search(text):
            return
        self.events.setdefault(uid, []).append(text)
        if any(is_called_run(self._told.get(kind, ""), self._words) for kind in _NAMED):
            self.runs.add(uid)

    def groups(self) -> list[list[str]]:
        """The events that are runs: all that come once, then each series."""
        once: list[str] = []
        series: list[str] = []
        for uid in sorted(self.runs):
            text = "".join(self.events[uid])
            (series if _COMES_AGAIN.search(text) else once).append(text)
        return [*([once] if once else []), *([each] for each in series)]

    def calendar_of(self, group: list[str]) -> str:
        """A calendar with some of these events, and all zones."""
        zone_of_all = f"{self.zone_of_all}\n" if self.zone_of_all else ""
        return "".join((_HEAD, zone_of_all, *self.zones, *group, _END))

    @property
    def count(self) -> int:
        """How many events are to be handed on."""
        return sum(len(self.events[uid]) for uid in self.runs)


def read_calendar(
    path: Path,
    words: str,
    first_ms: int,
    last_ms: int,
    *,
    seconds: Callable[[], float] = time.monotonic,
) -> tuple[Run, ...]:
    """The events that are called a run and begin from `first_ms` to `last_ms`, in order.

    Times are Unix time. `words` are those of `core.runs.is_called_run`, looked for in an event's
    title and categories. What is cancelled, lasts for days or cannot be read is left out; an hour
    without a zone is one on this computer's clock.

    Raises:
        RunFileError: It is no calendar, too large, or takes too long.
    """
    lines = _Lines(text_of(path, "a calendar file (.ics)", MOST_BYTES), words)
    if not lines.is_calendar:
        raise RunFileError(f"{path}: it is no calendar file: expected BEGIN:VCALENDAR")
    if lines.count > MOST_EVENTS:
        raise RunFileError(f"{path}: more than {MOST_EVENTS} events in it are called a run")
    until = seconds() + MOST_S
    found: dict[str, Run] = {}
    for events in _events(lines, first_ms, last_ms):
        for event in events:
            run = _run(event, words)
            if run and first_ms <= run.started_at_ms <= last_ms:
                found[run.id] = run
            if len(found) > MOST_RUNS:
                raise RunFileError(f"{path}: it has more than {MOST_RUNS} runs")
        if seconds() > until:
            raise RunFileError(f"{path}: reading its runs takes too long")
    return tuple(sorted(found.values(), key=lambda run: run.started_at_ms))


def text_of(path: Path, expected: str, most: int) -> str:
    """The text of a file, whatever is odd in it.

    Raises:
        RunFileError: It cannot be read.
    """
    try:
        content = read_file(path, most=most)
    except (NotPlainError, TooLargeError) as error:
        raise RunFileError(f"{path}: expected {expected}, but {error.strerror}") from error
    except FileNotFoundError as error:
        raise RunFileError(f"{path}: there is no such file") from error
    except OSError as error:
        raise RunFileError(f"{path}: {reason(error)}") from error
    is_wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    return content.decode("utf-16" if is_wide else "utf-8-sig", errors="replace")


def _events(lines: _Lines, first_ms: int, last_ms: int) -> Iterator[list[Any]]:
    """The events between two moments, some at a time; one that is odd hides no other."""
    groups = lines.groups()
    while groups:
        group = groups.pop()
        found = _occurrences(lines.calendar_of(group), first_ms, last_ms)
        half = len(group) // 2
        if found is None and half:
            groups += [group[:half], group[half:]]
        yield found or []


def _occurrences(text: str, first_ms: int, last_ms: int) -> list[Any] | None:
    """The events of a calendar between two moments; None where it cannot be understood."""
    import icalendar
    import recurring_ical_events

    # A day is looked at on either side, as what has no zone is read as UTC.
    edges = (_moment(first_ms) - timedelta(days=1), _moment(last_ms) + timedelta(days=1))
    try:
        calendar = icalendar.Calendar.from_ical(text)
        _leave_out_the_old(calendar)
        found = recurring_ical_events.of(calendar).between(*edges)
        return list(found)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, IndexError):
        return None  # odd in a way that its libraries did not think of


def _leave_out_the_old(calendar: Any) -> None:  # noqa: ANN401 - a component of icalendar's
    """Series that begin in ancient times are counted through day by day: nobody ran then."""

    def is_old(event: Any) -> bool:  # noqa: ANN401 - as above
        start = getattr(event.get("DTSTART"), "dt", None)
        return isinstance(start, date) and start.year < _BEFORE_RUNS_WERE_KEPT

    calendar.subcomponents = [each for each in calendar.subcomponents if not is_old(each)]


def _run(event: Any, words: str) -> Run | None:  # noqa: ANN401 - an event of icalendar's
    """A run of an event that takes place."""
    title = str(event.get("SUMMARY", ""))
    if str(event.get("STATUS", "")).upper() == "CANCELLED" or not _is_run(event, title, words):
        return None
    try:
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        is_all_day = not isinstance(start, datetime)
        began, ended = _in_zone(start), max(_in_zone(start), _in_zone(end))
        if ended - began > LONGEST:
            return None
        offset = began.utcoffset() or timedelta()
        return Run(
            id=run_id(_ms(began)),
            started_at_ms=_ms(began),
            ended_at_ms=_ms(ended),
            offset_min=round(offset.total_seconds() / 60),
            title=" ".join(title.split()),
            source=RunSource.CALENDAR,
            is_all_day=is_all_day,
        )
    except (KeyError, AttributeError, TypeError, ValueError, OverflowError, OSError):
        return None


def _is_run(event: Any, title: str, words: str) -> bool:  # noqa: ANN401 - as above
    kinds = event.get("CATEGORIES", [])
    each = kinds if isinstance(kinds, list) else [kinds]
    told = " ".join(str(name) for kind in each for name in getattr(kind, "cats", [kind]))
    return is_called_run(title, words) or is_called_run(told, words)


def _in_zone(at: date) -> datetime:
    """A moment with its zone; what has none is on this computer's clock."""
    if not isinstance(at, datetime):
        at = datetime(at.year, at.month, at.day)  # noqa: DTZ001 - midnight on the clock here
    return at.astimezone() if at.tzinfo is None else at


def _ms(at: datetime) -> int:
    return round((at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1_000)


def _moment(at_ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)
