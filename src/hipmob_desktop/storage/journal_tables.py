# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of the journal, how older ones grow into them, and a session as their rows.

A day is the number of days since 1970 on the calendar that hung where the session began.
What pages ask of all sessions stands in one row, so that they need not look at each move: how
much of what was asked of each side was done, and what hurt. What days add up to stands in a table
that the database itself keeps, whoever writes a session. `entered_ms` is
how much of a session was played when the program entered it last, whatever a hand has made of it.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hipmob_desktop.clocks import offset_min
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import JournalEntry, WorkEntry, session_id
from hipmob_desktop.core.journal_merge import id_of, plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

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
    """
    CREATE TABLE grown_session (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        routine TEXT NOT NULL,
        title TEXT NOT NULL,
        started_at_ms INTEGER NOT NULL,
        offset_min INTEGER NOT NULL,
        ended_at_ms INTEGER,
        played_ms INTEGER NOT NULL,
        entered_ms INTEGER NOT NULL,
        position_ms INTEGER NOT NULL,
        total_ms INTEGER NOT NULL,
        is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1)),
        felt_before INTEGER CHECK (felt_before BETWEEN 0 AND 10),
        felt_after INTEGER CHECK (felt_after BETWEEN 0 AND 10),
        note TEXT NOT NULL DEFAULT '',
        revision INTEGER NOT NULL DEFAULT 1,
        is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
        day INTEGER NOT NULL,
        left_done INTEGER NOT NULL,
        left_asked INTEGER NOT NULL,
        right_done INTEGER NOT NULL,
        right_asked INTEGER NOT NULL,
        hurts INTEGER NOT NULL
    );
    CREATE TABLE grown_work (
        session INTEGER NOT NULL REFERENCES grown_session (number) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        move_id TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('left', 'right', 'both')),
        done INTEGER NOT NULL,
        asked INTEGER NOT NULL,
        held_ms INTEGER NOT NULL,
        planned_ms INTEGER,
        sets INTEGER NOT NULL,
        is_hold INTEGER CHECK (is_hold IN (0, 1)),
        is_skipped INTEGER CHECK (is_skipped IN (0, 1)),
        is_hurt INTEGER NOT NULL CHECK (is_hurt IN (0, 1)),
        adapted_from TEXT,
        pace REAL,
        started_at_ms INTEGER NOT NULL,
        is_removed INTEGER NOT NULL CHECK (is_removed IN (0, 1)),
        PRIMARY KEY (session, place)
    ) WITHOUT ROWID;
    INSERT INTO grown_session (
        number, id, routine, title, started_at_ms, offset_min, played_ms, entered_ms, position_ms,
        total_ms, is_complete, day, left_done, left_asked, right_done, right_asked, hurts
    )
    SELECT id, session_id(routine, started_at_ms), routine, title, started_at_ms,
        offset_min(started_at_ms), played_ms, played_ms, position_ms, total_ms, is_complete,
        day_at(started_at_ms, offset_min(started_at_ms)),
        coalesce(left_done, 0), coalesce(left_asked, 0), coalesce(right_done, 0),
        coalesce(right_asked, 0), coalesce(hurts, 0)
    FROM session LEFT JOIN (
        SELECT session_id AS worked,
            sum(done) FILTER (WHERE side = 'left') AS left_done,
            sum(asked) FILTER (WHERE side = 'left') AS left_asked,
            sum(done) FILTER (WHERE side = 'right') AS right_done,
            sum(asked) FILTER (WHERE side = 'right') AS right_asked,
            sum(is_hurt) AS hurts
        FROM work GROUP BY session_id
    ) ON worked = session.id;
    INSERT INTO grown_work
    SELECT session_id, place, move_id, side, done, asked, held_ms,
        CASE WHEN done > 0 THEN held_ms * asked / done END, 1, NULL,
        CASE WHEN done > 0 THEN 0 WHEN is_complete THEN 1 END, is_hurt, NULL, NULL,
        started_at_ms, 0
    FROM work JOIN session ON session.id = session_id;
    DROP TABLE work;
    DROP TABLE session;
    ALTER TABLE grown_session RENAME TO session;
    ALTER TABLE grown_work RENAME TO work;
    CREATE INDEX session_by_start ON session (started_at_ms, id);
    CREATE INDEX session_by_routine ON session (routine, started_at_ms, is_complete, is_removed)
        WHERE is_removed = 0;
    CREATE INDEX session_by_day ON session (
        day, played_ms, left_done, left_asked, right_done, right_asked, hurts,
        felt_before, felt_after, is_removed
    ) WHERE is_removed = 0;
    CREATE INDEX work_that_hurt ON work (move_id, side, started_at_ms, is_hurt, is_removed)
        WHERE is_hurt = 1 AND is_removed = 0;
    CREATE INDEX work_without_hurt
        ON work (move_id, side, started_at_ms, is_hurt, done, is_removed)
        WHERE is_hurt = 0 AND done > 0 AND is_removed = 0;
    """,
    """
    CREATE TABLE day_sum (
        day INTEGER PRIMARY KEY,
        sessions INTEGER NOT NULL,
        played_ms INTEGER NOT NULL,
        left_done INTEGER NOT NULL,
        left_asked INTEGER NOT NULL,
        right_done INTEGER NOT NULL,
        right_asked INTEGER NOT NULL,
        hurts INTEGER NOT NULL,
        felt_before INTEGER NOT NULL,
        times_before INTEGER NOT NULL,
        felt_after INTEGER NOT NULL,
        times_after INTEGER NOT NULL
    );
    CREATE VIEW day_told AS SELECT day, count(*) AS sessions, sum(played_ms), sum(left_done),
        sum(left_asked), sum(right_done), sum(right_asked), sum(hurts), total(felt_before),
        count(felt_before), total(felt_after), count(felt_after)
    FROM session WHERE is_removed = 0 GROUP BY day;
    INSERT INTO day_sum SELECT * FROM day_told;
    CREATE TRIGGER session_added AFTER INSERT ON session BEGIN
        DELETE FROM day_sum WHERE day = new.day;
        INSERT INTO day_sum SELECT * FROM day_told WHERE day = new.day;
    END;
    CREATE TRIGGER session_changed AFTER UPDATE ON session BEGIN
        DELETE FROM day_sum WHERE day IN (old.day, new.day);
        INSERT INTO day_sum SELECT * FROM day_told WHERE day IN (old.day, new.day);
    END;
    CREATE TRIGGER session_gone AFTER DELETE ON session BEGIN
        DELETE FROM day_sum WHERE day = old.day;
        INSERT INTO day_sum SELECT * FROM day_told WHERE day = old.day;
    END;
    CREATE TABLE run (
        id TEXT PRIMARY KEY,
        started_at_ms INTEGER NOT NULL,
        ended_at_ms INTEGER NOT NULL,
        offset_min INTEGER NOT NULL,
        title TEXT NOT NULL,
        source TEXT NOT NULL CHECK (source IN ('ticked', 'calendar', 'recorded')),
        is_all_day INTEGER NOT NULL CHECK (is_all_day IN (0, 1)),
        session TEXT,
        revision INTEGER NOT NULL,
        is_removed INTEGER NOT NULL CHECK (is_removed IN (0, 1))
    ) WITHOUT ROWID;
    CREATE INDEX run_by_start ON run (started_at_ms, id);
    CREATE TABLE run_file (mark TEXT PRIMARY KEY) WITHOUT ROWID;
    """,
    """
    CREATE TABLE hip_check (
        at_ms INTEGER PRIMARY KEY,
        day INTEGER NOT NULL,
        lower_leg_cm REAL
    );
    CREATE TABLE hip_result (
        at_ms INTEGER NOT NULL REFERENCES hip_check ON DELETE CASCADE,
        test TEXT NOT NULL,
        left_value REAL,
        right_value REAL,
        status TEXT NOT NULL CHECK (status IN ('done', 'hurt', 'skipped', 'unsafe')),
        hurt_where TEXT
            CHECK (hurt_where IN ('groin', 'outer_hip', 'knee', 'back', 'elsewhere')),
        feel TEXT NOT NULL CHECK (feel IN ('easy', 'some', 'strong')),
        has_cramp INTEGER NOT NULL CHECK (has_cramp IN (0, 1)),
        measure TEXT NOT NULL CHECK (measure IN ('ruler', 'finger', 'palm', 'clock')),
        PRIMARY KEY (at_ms, test)
    ) WITHOUT ROWID;
    """,
)
"""Each leads from the version before it. One that is out in the world is never changed."""

SESSION_COLUMNS = (
    "id", "routine", "title", "started_at_ms", "offset_min", "ended_at_ms", "played_ms",
    "position_ms", "total_ms", "is_complete", "felt_before", "felt_after", "note", "revision",
    "is_removed",
)  # fmt: skip
"""What a session is made of, in the order of `entry_from`."""

_SUMMED = ("day", "left_done", "left_asked", "right_done", "right_asked", "hurts")
_WORK_COLUMNS = (
    "move_id", "side", "done", "asked", "held_ms", "planned_ms", "sets", "is_hold", "is_skipped",
    "is_hurt", "adapted_from", "pace",
)  # fmt: skip
_ADD_SESSION = (
    f"INSERT INTO session (entered_ms, {', '.join(SESSION_COLUMNS + _SUMMED)})"  # noqa: S608 - names above
    f" VALUES (:played_ms, {', '.join(f':{name}' for name in SESSION_COLUMNS + _SUMMED)})"
    " ON CONFLICT (id) DO UPDATE SET entered_ms = max(entered_ms, excluded.entered_ms), "
    + ", ".join(f"{name} = excluded.{name}" for name in SESSION_COLUMNS[1:] + _SUMMED)
    + " RETURNING number"
)
_ADD_WORK = (
    f"INSERT INTO work (session, place, started_at_ms, is_removed, {', '.join(_WORK_COLUMNS)})"  # noqa: S608 - names above
    f" VALUES (:session, :place, :started_at_ms, :is_removed,"
    f" {', '.join(f':{name}' for name in _WORK_COLUMNS)})"
)
_BY_ID = f"SELECT number, {', '.join(SESSION_COLUMNS)} FROM session WHERE id = ?"  # noqa: S608 - names above
_WORK_OF = f"SELECT session, {', '.join(_WORK_COLUMNS)} FROM work"  # noqa: S608 - names above
_MINUTES_A_DAY = 1_440
_MS_A_MINUTE = 60_000


def day_at(at_ms: int, offset_min: int) -> int:
    """The day of a moment on a clock that is so many minutes ahead of UTC."""
    return (at_ms // _MS_A_MINUTE + offset_min) // _MINUTES_A_DAY


def add_functions(database: sqlite3.Connection) -> None:
    """Teach a database the words that the steps of its growth use."""
    database.create_function("session_id", 2, session_id, deterministic=True)
    database.create_function("offset_min", 1, offset_min)
    database.create_function("day_at", 2, day_at, deterministic=True)


def write_entry(
    database: sqlite3.Connection, entry: JournalEntry, before: JournalEntry | None = None
) -> None:
    """Write a session, in place of what there was of it; within a transaction of the caller's.

    Rows of work that are there already, as `before` tells, are left as they are.
    """
    offset = offset_min(entry.started_at_ms) if entry.offset_min is None else entry.offset_min
    row = {
        **{name: getattr(entry, name) for name in SESSION_COLUMNS},
        **_sums(entry),
        "id": id_of(entry),
        "routine": plain(entry.routine),
        "title": plain(entry.title),
        "note": plain(entry.note),
        "offset_min": offset,
        "day": day_at(entry.started_at_ms, offset),
    }
    ((number,),) = database.execute(_ADD_SESSION, row).fetchall()
    if before is not None and _is_of_same_rows(before, entry):
        return
    database.execute("DELETE FROM work WHERE session = ?", (number,))
    shared = {
        "session": number,
        "started_at_ms": entry.started_at_ms,
        "is_removed": entry.is_removed,
    }
    rows = [{**asdict(work), **shared, "place": place} for place, work in enumerate(entry.work)]
    database.executemany(_ADD_WORK, rows)


def _is_of_same_rows(before: JournalEntry, entry: JournalEntry) -> bool:
    """Whether the rows of the work of two states of a session are the same."""
    told = (before.work, before.is_removed, before.started_at_ms)
    return told == (entry.work, entry.is_removed, entry.started_at_ms)


def entry_with(database: sqlite3.Connection, id_: str) -> JournalEntry | None:
    """The session with that UUID, or None."""
    row = database.execute(_BY_ID, (id_,)).fetchone()
    return (
        None if row is None else entry_from(row[1:], work_of(database, [row[0]]).get(row[0], ()))
    )


def entry_from(row: Sequence[Any], work: Sequence[WorkEntry]) -> JournalEntry:
    """The session that `SESSION_COLUMNS` of a row tell of."""
    told = dict(zip(SESSION_COLUMNS, row, strict=True))
    flags = {name: bool(told[name]) for name in ("is_complete", "is_removed")}
    return JournalEntry(**{**told, **flags, "work": tuple(work)})


def work_of(database: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[WorkEntry]]:
    """What was done in the sessions with these numbers, by number."""
    marks = ", ".join("?" * len(numbers))
    question = f"{_WORK_OF} WHERE session IN ({marks}) ORDER BY session, place"
    found: dict[int, list[WorkEntry]] = {}
    for number, work in _works(database.execute(question, numbers)):
        found.setdefault(number, []).append(work)
    return found


def _works(rows: sqlite3.Cursor) -> Iterator[tuple[int, WorkEntry]]:
    for number, *values in rows:
        told = dict(zip(_WORK_COLUMNS, values, strict=True))
        flags = {
            name: None if told[name] is None else bool(told[name])
            for name in ("is_hold", "is_skipped", "is_hurt")
        }
        yield number, WorkEntry(**{**told, **flags, "side": Side(told["side"])})


def _sums(entry: JournalEntry) -> dict[str, int]:
    left, right = (
        [work for work in entry.work if work.side is side] for side in (Side.LEFT, Side.RIGHT)
    )
    return {
        "left_done": sum(work.done for work in left),
        "left_asked": sum(work.asked for work in left),
        "right_done": sum(work.done for work in right),
        "right_asked": sum(work.asked for work in right),
        "hurts": sum(work.is_hurt for work in entry.work),
    }
