# SPDX-License-Identifier: GPL-3.0-or-later
"""The reading side of the journal: lists, days and weeks, and all sessions one after the other.

Nothing here reads the whole journal at once. Lists go on where their last line ends, so the
hundredth page costs what the first does; what days add up to is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hipmob_desktop.core.history import (
    DAYS_A_WEEK,
    DayDone,
    Felt,
    SessionLine,
    Sides,
    WeekDone,
    monday_of,
)
from hipmob_desktop.storage.journal_tables import (
    SESSION_COLUMNS,
    entry_from,
    entry_with,
    work_of,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from hipmob_desktop.core.journal import JournalEntry
    from hipmob_desktop.storage.journal import Journal

LINES = 100
AT_ONCE = 256
"""So many sessions are read at a time when all are; but few at first, to have them at once."""

FIRST_AT_ONCE = 4

EPOCH = date(1970, 1, 1)
_FIRST_MS, _LAST_MS = -(2**62), 2**62
_LINE = (
    "id, routine, title, started_at_ms, offset_min, played_ms, is_complete,"
    " felt_before, felt_after, note, hurts"
)
_DAYS = "SELECT * FROM day_sum WHERE day BETWEEN ? AND ? ORDER BY day"
_FIRST_WEEK = 100_000
"""Weeks are counted from long before the journal: SQL divides what is below 0 the other way."""

_WEEKS = """
    SELECT (day + 3 + 700000) / 7, count(*), sum(sessions), sum(played_ms),
        sum(left_done), sum(left_asked), sum(right_done), sum(right_asked), sum(hurts),
        sum(felt_before), sum(times_before), sum(felt_after), sum(times_after)
    FROM day_sum WHERE day BETWEEN ? AND ? GROUP BY 1
"""
_DATES = "SELECT day FROM day_sum WHERE day <= ?"
_EDGES = "SELECT min(day), max(day) FROM day_sum"
_IDS = "SELECT id FROM session WHERE id >= ? AND id < ? ORDER BY id LIMIT 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which sessions are asked for: all that were not removed, unless something is named.

    `first` and `last` are days on the calendar where the session was done, both in it.
    """

    routine: str | None = None
    first: date | None = None
    last: date | None = None
    with_removed: bool = False

    def condition(self) -> tuple[str, dict[str, Any]]:
        """The same in SQL, with the values that it names."""
        parts: dict[str, tuple[str, Any]] = {
            "routine": ("routine = :routine", self.routine),
            "first": ("day >= :first", self.first and day_number(self.first)),
            "last": ("day <= :last", self.last and day_number(self.last)),
        }
        told = {name: part for name, part in parts.items() if part[1] is not None}
        texts = [text for text, _ in told.values()]
        if not self.with_removed:
            texts.append("is_removed = 0")
        return " AND ".join(texts or ["TRUE"]), {name: value for name, (_, value) in told.items()}


EVERYTHING = Wanted(with_removed=True)
NOT_REMOVED = Wanted()


class History:
    """What is asked of a journal, which says itself where it cannot answer; nothing is raised."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @property
    def journal(self) -> Journal:
        """The journal that is asked."""
        return self._journal

    def lines(
        self, wanted: Wanted = NOT_REMOVED, *, after: SessionLine | None = None, most: int = LINES
    ) -> tuple[SessionLine, ...]:
        """The sessions begun last, or those that a list goes on with `after` its last line."""
        condition, values = wanted.condition()
        question = (
            f"SELECT {_LINE} FROM session WHERE {condition}"  # noqa: S608 - our own words
            " AND (started_at_ms, id) < (:at_ms, :id)"
            " ORDER BY started_at_ms DESC, id DESC LIMIT :most"
        )
        values |= {
            "at_ms": after.started_at_ms if after else _LAST_MS,
            "id": after.id if after else "",
            "most": most,
        }
        return tuple(_line(row) for row in self._rows(question, values))

    def session(self, id_: str) -> JournalEntry | None:
        """The session with that UUID, removed ones as well, or None."""
        return self._journal.ask(lambda database: entry_with(database, id_), otherwise=None)

    def ids_from(self, start: str) -> tuple[str, ...]:
        """The ids that begin with some letters, two at the most: enough to see if it is one."""
        low = start.lower()
        return tuple(id_ for (id_,) in self._rows(_IDS, (low, low + "~")))

    def days(self, first: date, last: date) -> tuple[DayDone, ...]:
        """The days from `first` to `last` on which something was done."""
        edges = (day_number(first), day_number(last))
        return tuple(_day(*row) for row in self._rows(_DAYS, edges))

    def dates(self, last: date) -> tuple[date, ...]:
        """The days up to `last` on which anything was done; to add nothing up is quicker."""
        return tuple(_date(day) for (day,) in self._rows(_DATES, (day_number(last),)))

    def weeks(self, first: date, last: date) -> tuple[WeekDone, ...]:
        """Each week from that of `first` to that of `last`, whole."""
        start, end = monday_of(first), monday_of(last)
        edges = (day_number(start), day_number(end) + 6)
        done = {week.monday: week for week in (_week(*row) for row in self._rows(_WEEKS, edges))}
        count = (end - start).days // DAYS_A_WEEK + 1
        mondays = (start + timedelta(weeks=passed) for passed in range(count))
        return tuple(done.get(monday) or WeekDone(monday=monday) for monday in mondays)

    def edges(self) -> tuple[date, date] | None:
        """The first day and the last on which anything was done, or None."""
        for first, last in self._rows(_EDGES, ()):
            return None if first is None else (_date(first), _date(last))
        return None

    def sessions(self, wanted: Wanted = NOT_REMOVED) -> Iterator[JournalEntry]:
        """All that are wanted with their work, the first begun first, some at a time."""
        at, most = (_FIRST_MS, ""), FIRST_AT_ONCE
        while page := self._page(wanted, at, most):
            yield from page
            at, most = (page[-1].started_at_ms, page[-1].id), min(2 * most, AT_ONCE)

    def _rows(
        self, question: str, values: Sequence[Any] | Mapping[str, Any]
    ) -> list[tuple[Any, ...]]:
        def ask(database: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return database.execute(question, values).fetchall()

        return self._journal.ask(ask, otherwise=[])

    def _page(self, wanted: Wanted, after: tuple[int, str], most: int) -> list[JournalEntry]:
        return self._journal.ask(
            lambda database: _read(database, wanted, after, most), otherwise=[]
        )


def day_number(day: date) -> int:
    """A day as the journal counts it, from 1970 on."""
    return (day - EPOCH).days


def _date(number: int) -> date:
    return EPOCH + timedelta(days=number)


def _line(row: tuple[Any, ...]) -> SessionLine:
    told = list(row)
    told[6] = bool(told[6])
    return SessionLine(*told)


def _day(*row: int) -> DayDone:
    number, sessions, played_ms, *sides, hurts, before, times_before, after, times_after = row
    return DayDone(
        day=_date(number),
        sessions=sessions,
        played_ms=played_ms,
        sides=Sides(*sides),
        hurts=hurts,
        before=Felt(before, times_before),
        after=Felt(after, times_after),
    )


def _week(*row: int) -> WeekDone:
    number, days, sessions, played_ms, *sides = row[:8]
    hurts, before, times_before, after, times_after = row[8:]
    return WeekDone(
        monday=_date(DAYS_A_WEEK * (number - _FIRST_WEEK) - 3),
        days=days,
        sessions=sessions,
        played_ms=played_ms,
        sides=Sides(*sides),
        hurts=hurts,
        before=Felt(before, times_before),
        after=Felt(after, times_after),
    )


def _read(
    database: sqlite3.Connection, wanted: Wanted, after: tuple[int, str], most: int
) -> list[JournalEntry]:
    condition, values = wanted.condition()
    values |= {"at_ms": after[0], "id": after[1], "most": most}
    question = (
        f"SELECT number, {', '.join(SESSION_COLUMNS)} FROM session"  # noqa: S608 - our own words
        f" WHERE {condition} AND (started_at_ms, id) > (:at_ms, :id)"
        " ORDER BY started_at_ms, id LIMIT :most"
    )
    rows = database.execute(question, values).fetchall()
    work = work_of(database, [row[0] for row in rows])
    return [entry_from(row[1:], work.get(row[0], ())) for row in rows]
