# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of the record of sessions, and every question that is asked of them."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import Hurt, JournalEntry, RoutineUse, WorkEntry

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

MIGRATIONS = (
    """
    CREATE TABLE session (
        id INTEGER PRIMARY KEY,
        routine TEXT NOT NULL,
        title TEXT NOT NULL,
        started_at_ms INTEGER NOT NULL,
        played_ms INTEGER NOT NULL,
        position_ms INTEGER NOT NULL,
        total_ms INTEGER NOT NULL,
        is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1)),
        UNIQUE (started_at_ms, routine)
    );
    CREATE INDEX session_by_routine ON session (routine, is_complete, started_at_ms);
    CREATE TABLE work (
        session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        move_id TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('left', 'right', 'both')),
        done INTEGER NOT NULL,
        asked INTEGER NOT NULL,
        held_ms INTEGER NOT NULL,
        is_hurt INTEGER NOT NULL CHECK (is_hurt IN (0, 1)),
        PRIMARY KEY (session_id, place)
    ) WITHOUT ROWID;
    CREATE INDEX work_that_hurt ON work (move_id, side, session_id, is_hurt)
        WHERE is_hurt = 1;
    CREATE INDEX work_without_hurt ON work (move_id, side, session_id, is_hurt, done)
        WHERE is_hurt = 0 AND done > 0;
    """,
)

_ADD_SESSION = """
    INSERT INTO session
        (routine, title, started_at_ms, played_ms, position_ms, total_ms, is_complete)
    VALUES (:routine, :title, :started_at_ms, :played_ms, :position_ms, :total_ms, :is_complete)
    ON CONFLICT (started_at_ms, routine) DO UPDATE SET
        title = excluded.title, played_ms = excluded.played_ms,
        position_ms = excluded.position_ms, total_ms = excluded.total_ms,
        is_complete = excluded.is_complete
    RETURNING id
"""
_SESSIONS = """
    SELECT id, routine, title, started_at_ms, played_ms, position_ms, total_ms, is_complete
    FROM session WHERE started_at_ms < ? ORDER BY started_at_ms DESC LIMIT ?
"""
_ADD_WORK = """
    INSERT INTO work (session_id, place, move_id, side, done, asked, held_ms, is_hurt)
    VALUES (:session_id, :place, :move_id, :side, :done, :asked, :held_ms, :is_hurt)
"""
_WORK = """
    SELECT session_id, move_id, side, done, asked, held_ms, is_hurt FROM work
    WHERE session_id IN (SELECT value FROM json_each(?)) ORDER BY session_id, place
"""
_USES = """
    SELECT routine, sum(is_complete), max(started_at_ms) FROM session GROUP BY routine
"""
_HURTS = """
    WITH last_hurt AS (
        SELECT move_id, side, max(session_id) AS session_id FROM work
        WHERE is_hurt = 1 GROUP BY move_id, side
    )
    SELECT move_id, side, started_at_ms FROM last_hurt JOIN session ON session.id = session_id
    WHERE NOT EXISTS (
        SELECT 1 FROM work WHERE is_hurt = 0 AND done > 0 AND work.move_id = last_hurt.move_id
            AND work.side = last_hurt.side AND work.session_id > last_hurt.session_id
    )
    ORDER BY started_at_ms DESC, move_id, side
"""


def add(database: sqlite3.Connection, session: JournalEntry) -> bool:
    """Enter `session`, in place of what was entered of it before."""
    texts = {"routine": _storable(session.routine), "title": _storable(session.title)}
    with _transaction(database):
        ((key,),) = database.execute(_ADD_SESSION, {**asdict(session), **texts}).fetchall()
        database.execute("DELETE FROM work WHERE session_id = ?", (key,))
        rows = [
            {"session_id": key, "place": place, **asdict(work)}
            for place, work in enumerate(session.work)
        ]
        database.executemany(_ADD_WORK, rows)
    return True


def uses(database: sqlite3.Connection) -> dict[str, RoutineUse]:
    """How often and when each routine was played."""
    return {routine: RoutineUse(times, at) for routine, times, at in database.execute(_USES)}


def sessions(database: sqlite3.Connection, limit: int, before_ms: int) -> tuple[JournalEntry, ...]:
    """At most `limit` sessions that began before `before_ms`, the latest first."""
    rows = database.execute(_SESSIONS, (before_ms, limit)).fetchall()
    keys = json.dumps([row[0] for row in rows])
    work: dict[int, list[WorkEntry]] = defaultdict(list)
    for key, *values in database.execute(_WORK, (keys,)):
        work[key].append(_work(*values))
    return tuple(_session(values, tuple(work[key])) for key, *values in rows)


def hurts(database: sqlite3.Connection) -> tuple[Hurt, ...]:
    """The sides of moves that hurt when they were last done, the latest first."""
    rows = database.execute(_HURTS)
    return tuple(Hurt(move_id, Side(side), at_ms) for move_id, side, at_ms in rows)


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    finally:
        if database.in_transaction:
            database.rollback()


def _session(values: list[Any], work: tuple[WorkEntry, ...]) -> JournalEntry:
    routine, title, started_at_ms, played_ms, position_ms, total_ms, is_complete = values
    return JournalEntry(
        routine=routine,
        title=title,
        started_at_ms=started_at_ms,
        played_ms=played_ms,
        position_ms=position_ms,
        total_ms=total_ms,
        is_complete=bool(is_complete),
        work=work,
    )


def _work(move_id: str, side: str, done: int, asked: int, held_ms: int, is_hurt: int) -> WorkEntry:
    return WorkEntry(
        move_id=move_id,
        side=Side(side),
        done=done,
        asked=asked,
        held_ms=held_ms,
        is_hurt=bool(is_hurt),
    )


def _storable(text: str) -> str:
    """`text` as SQLite takes it: a file's name may hold bytes that are no Unicode."""
    return text.encode(errors="backslashreplace").decode()
