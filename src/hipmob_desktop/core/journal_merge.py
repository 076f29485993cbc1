# SPDX-License-Identifier: GPL-3.0-or-later
"""One session as it leaves the journal, changes to it by hand, and two journals made one.

Of two states of one session the one with the higher revision holds; of the same revision one that
is removed, then the one with more of it played, then the one whose table comes later in the
alphabet. That is an order of all states there can be, so it does not matter in which order, or
how often, journals are brought together: each ends with the last state of each session.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

from hipmob_desktop.core.journal import session_id
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hipmob_desktop.core.journal import JournalEntry, WorkEntry

FORMAT = 1
LOWEST_FELT, HIGHEST_FELT = 0, 10
"""What a file may say of how the hips felt; in the window nobody is asked for more than 9."""
MS_A_MINUTE = 60_000
_MINUTE_DIGITS = 5
"""A hundred-thousandth of a minute is less than a millisecond: nothing is lost by rounding."""

Table = dict[str, Any]
Precedence = tuple[int, bool, int, str]


class _Unchanged(Enum):
    UNCHANGED = "unchanged"


UNCHANGED: Final = _Unchanged.UNCHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a person changes of a session; what is not named stays.

    Raises:
        ValueError: Hips cannot feel like that.
    """

    felt_before: int | _Unchanged | None = UNCHANGED
    felt_after: int | _Unchanged | None = UNCHANGED
    note: str | _Unchanged = UNCHANGED
    title: str | _Unchanged = UNCHANGED
    played_ms: int | _Unchanged = UNCHANGED
    work: tuple[WorkEntry, ...] | _Unchanged = UNCHANGED
    is_removed: bool | _Unchanged = UNCHANGED

    def __post_init__(self) -> None:
        for felt in (self.felt_before, self.felt_after):
            if isinstance(felt, int) and not LOWEST_FELT <= felt <= HIGHEST_FELT:
                raise ValueError(f"expected {LOWEST_FELT} to {HIGHEST_FELT}, found {felt}")

    def applied_to(self, entry: JournalEntry) -> JournalEntry:
        """`entry` with the change and a revision of its own; the same if nothing is changed."""
        named = ((name, getattr(self, name)) for name in self.__slots__)
        changes = {name: value for name, value in named if value is not UNCHANGED}
        changed = replace(entry, **changes)
        return entry if changed == entry else replace(changed, revision=entry.revision + 1)


def put_back(now: JournalEntry, before: JournalEntry) -> JournalEntry:
    """The session as it was `before`, by hand again: that is a change like any other."""
    return replace(before, revision=now.revision + 1)


def precedence(entry: JournalEntry) -> Precedence:
    """Of two states of a session, the one for which this is larger holds."""
    text = json.dumps(table_of(entry), sort_keys=True)
    return (entry.revision, entry.is_removed, entry.played_ms, text)


def latest(one: JournalEntry, other: JournalEntry) -> JournalEntry:
    """Of two states of one session, the one that holds."""
    return max(one, other, key=precedence)


def knowing(entry: JournalEntry, here: JournalEntry) -> JournalEntry:
    """`entry`, read from a table, with what only the journal `here` knows of the same work."""
    if entry.played_ms != here.played_ms or _items(entry) != _items(here):
        return entry
    return replace(
        entry,
        position_ms=here.position_ms,
        total_ms=here.total_ms,
        is_complete=here.is_complete,
        work=here.work,
    )


def merged(journals: Iterable[Iterable[JournalEntry]]) -> dict[str, JournalEntry]:
    """All sessions of some journals by their ids, each in the state that holds."""
    states: dict[str, list[JournalEntry]] = {}
    for journal in journals:
        for entry in journal:
            states.setdefault(id_of(entry), []).append(entry)
    return {id_: reduce(latest, each) for id_, each in states.items()}


def id_of(entry: JournalEntry) -> str:
    """The UUID of a session."""
    return entry.id or session_id(entry.routine, entry.started_at_ms)


def table_of(entry: JournalEntry) -> Table:
    """A session as JSON has it; what is unknown is None."""
    return {
        "id": id_of(entry),
        "routine": plain(entry.routine),
        "title": plain(entry.title),
        "started": local_time(entry.started_at_ms, entry.offset_min).isoformat(
            timespec="milliseconds"
        ),
        "ended": None
        if entry.ended_at_ms is None
        else local_time(entry.ended_at_ms, entry.offset_min).isoformat(timespec="milliseconds"),
        "minutes": round(entry.played_ms / MS_A_MINUTE, _MINUTE_DIGITS),
        "felt_before": entry.felt_before,
        "felt_after": entry.felt_after,
        "note": plain(entry.note),
        "revision": entry.revision,
        "removed": entry.is_removed,
        "items": _items(entry),
    }


def local_time(at_ms: int, offset_min: int | None) -> datetime:
    """A moment in Unix time as the clock on the wall told it; without an offset, in UTC."""
    zone = UTC if offset_min is None else timezone(timedelta(minutes=offset_min))
    return datetime.fromtimestamp(0, UTC).astimezone(zone) + timedelta(milliseconds=at_ms)


def plain(text: str) -> str:
    """`text` as every file takes it: a file's name may hold bytes that are no Unicode."""
    return text.encode(errors="backslashreplace").decode()


def _items(entry: JournalEntry) -> list[Table]:
    return [_item(work) for work in entry.work]


def _item(work: WorkEntry) -> Table:
    """One side of a move: its reps, unless it is a hold, and the seconds that it is held."""
    is_still = bool(work.is_hold or work.held_ms or work.planned_ms)
    return {
        "move": plain(work.move_id),
        "side": work.side.value,
        "reps": None if work.is_hold else work.done,
        "reps_planned": None if work.is_hold else work.asked,
        "seconds": work.held_ms / 1_000 if is_still else None,
        "seconds_planned": work.planned_ms / 1_000 if work.planned_ms else None,
        "skipped": work.is_skipped,
        "hurt": bool(work.is_hurt),
        "adapted_from": None if work.adapted_from is None else plain(work.adapted_from),
        "pace": work.pace,
    }
