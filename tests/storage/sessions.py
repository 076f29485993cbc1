# SPDX-License-Identifier: GPL-3.0-or-later
"""A session that was done, for tests and the programs they start, and what a file has of it."""

import sqlite3
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import JournalEntry, WorkEntry, session_id

WORK = WorkEntry(
    move_id="bridge",
    side=Side.LEFT,
    done=10,
    asked=10,
    held_ms=4_000,
    is_hurt=False,
    planned_ms=4_000,
    sets=1,
    is_hold=False,
    is_skipped=False,
    adapted_from=None,
    pace=1.0,
)
STARTED_MS = 1_700_000_000_000
SESSION = JournalEntry(
    routine="nilsson_seven",
    title="Seven “hips”",
    started_at_ms=STARTED_MS,
    played_ms=583_000,
    position_ms=583_000,
    total_ms=583_000,
    is_complete=True,
    work=(WORK, replace(WORK, side=Side.RIGHT, done=9), replace(WORK, move_id="a_clam")),
    id=session_id("nilsson_seven", STARTED_MS),
    offset_min=60,
    ended_at_ms=STARTED_MS + 600_000,
)


def another(**changes) -> JournalEntry:
    """The same session but for `changes`, with the id that is then its own."""
    other = replace(SESSION, **changes)
    return replace(other, id=session_id(other.routine, other.started_at_ms))


def sessions_in(path: Path) -> tuple[JournalEntry, ...]:
    """The sessions in the journal at `path`, the latest first, read past the program."""
    names = [field.name for field in fields(JournalEntry) if field.name != "work"]
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(
            f"SELECT number, {', '.join(names)} FROM session ORDER BY started_at_ms DESC"  # noqa: S608 - the names of fields
        )
        return tuple(
            JournalEntry(**dict(zip(names, values, strict=True)), work=_work(database, number))
            for number, *values in rows
        )


def _work(database, number):
    names = [field.name for field in fields(WorkEntry)]
    rows = database.execute(
        f"SELECT {', '.join(names)} FROM work WHERE session = ? ORDER BY place",  # noqa: S608 - the names of fields
        (number,),
    )
    told = (dict(zip(names, values, strict=True)) for values in rows)
    return tuple(WorkEntry(**{**each, "side": Side(each["side"])}) for each in told)
