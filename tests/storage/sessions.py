# SPDX-License-Identifier: GPL-3.0-or-later
"""A session that was done, for tests and the programs they start, and what a file has of it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import JournalEntry, WorkEntry

WORK = WorkEntry(move_id="bridge", side=Side.LEFT, done=10, asked=10, held_ms=4_000, is_hurt=False)
SESSION = JournalEntry(
    routine="nilsson_seven",
    title="Seven “hips”",
    started_at_ms=1_700_000_000_000,
    played_ms=583_000,
    position_ms=583_000,
    total_ms=583_000,
    is_complete=True,
    work=(WORK, replace(WORK, side=Side.RIGHT, done=9), replace(WORK, move_id="a_clam")),
)


def sessions_in(path: Path) -> tuple[JournalEntry, ...]:
    """The sessions in the journal at `path`, the latest first, read past the program."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(
            "SELECT id, routine, title, started_at_ms, played_ms, position_ms, total_ms,"
            " is_complete FROM session ORDER BY started_at_ms DESC"
        )
        return tuple(_session(*values, work=_work(database, key)) for key, *values in rows)


def _session(*values, work):
    names = (
        "routine", "title", "started_at_ms", "played_ms", "position_ms", "total_ms",
        "is_complete",
    )  # fmt: skip
    return JournalEntry(**dict(zip(names, values, strict=True)), work=work)


def _work(database, key):
    rows = database.execute(
        "SELECT move_id, side, done, asked, held_ms, is_hurt FROM work"
        " WHERE session_id = ? ORDER BY place",
        (key,),
    )
    return tuple(
        WorkEntry(
            move_id=move_id, side=Side(side), done=done, asked=asked, held_ms=held, is_hurt=is_hurt
        )
        for move_id, side, done, asked, held, is_hurt in rows
    )
