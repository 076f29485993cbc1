# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal: what was done, in a database that may be missing, full, broken or too new."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import KNOWN_AFTER, Hurt, RoutineUse
from hipmob_desktop.files import reason
from hipmob_desktop.storage.database import (
    BrokenError,
    TooNewError,
    is_damage,
    open_database,
    set_database_aside,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hipmob_desktop.core.journal import JournalEntry

_Answer = TypeVar("_Answer")

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
    "ALTER TABLE session ADD COLUMN feel INTEGER CHECK (feel BETWEEN 0 AND 9)",
)

_ADD_SESSION = """
    INSERT INTO session
        (routine, title, started_at_ms, played_ms, position_ms, total_ms, is_complete)
    VALUES (:routine, :title, :started_at_ms, :played_ms, :position_ms, :total_ms, :is_complete)
    ON CONFLICT (started_at_ms, routine) DO UPDATE SET
        title = excluded.title, played_ms = excluded.played_ms,
        position_ms = excluded.position_ms, total_ms = excluded.total_ms,
        is_complete = excluded.is_complete
    WHERE (excluded.is_complete, excluded.played_ms) >= (is_complete, played_ms)
    RETURNING id
"""
_ADD_WORK = """
    INSERT INTO work (session_id, place, move_id, side, done, asked, held_ms, is_hurt)
    VALUES (:session_id, :place, :move_id, :side, :done, :asked, :held_ms, :is_hurt)
"""
_USES = """
    SELECT routine, sum(is_complete), max(started_at_ms),
        max(started_at_ms) FILTER (WHERE is_complete) FROM session GROUP BY routine
"""
_LATELY = """
    SELECT routine, started_at_ms FROM session WHERE is_complete
    ORDER BY started_at_ms DESC LIMIT ?
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
_STARTED_SINCE = """
    SELECT DISTINCT started_at_ms FROM session WHERE started_at_ms >= ? ORDER BY started_at_ms
"""
_FEEL = (
    "UPDATE session SET feel = :feel WHERE started_at_ms = :started_at_ms AND routine = :routine"
)
_KNOWN_MOVES = """
    WITH RECURSIVE move (id) AS (
        SELECT min(move_id) FROM work WHERE is_hurt = 0 AND done > 0
        UNION ALL
        SELECT (
            SELECT min(move_id) FROM work WHERE is_hurt = 0 AND done > 0 AND move_id > move.id
        ) FROM move WHERE id IS NOT NULL
    )
    SELECT id FROM move WHERE id IS NOT NULL AND :times <= (
        SELECT count(*) FROM (
            SELECT DISTINCT session_id FROM work
            WHERE move_id = move.id AND is_hurt = 0 AND done > 0 LIMIT :times
        )
    )
"""
"""From move to move along the index, and not through all that was ever done."""

_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full: free some space",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_BUSY: "another program is using it",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk does not work as it should",
}


class Journal:
    """The file at `path`, opened by the first question or entry, from any thread.

    No method raises. `on_fault` is called with a sentence for the person, on the thread
    that asked, whenever something new is wrong; questions then have empty answers.
    """

    def __init__(self, path: Path, on_fault: Callable[[str], None]) -> None:
        self._path = path
        self._on_fault = on_fault
        self._fault: str | None = None
        self._is_refused = False
        self._database: sqlite3.Connection | None = None
        self._lock = threading.RLock()

    def add(self, session: JournalEntry) -> bool:
        """Enter `session`, in place of what was entered of it before; whether it is kept.

        Waits for the disk: not for the window's thread.
        """
        return self._ask(lambda database: enter(database, session), otherwise=False)

    def uses(self) -> dict[str, RoutineUse]:
        """How often and when each routine was played, by its id or path."""
        return self._ask(_uses, otherwise={})

    def lately(self, most: int) -> tuple[tuple[str, int], ...]:
        """The last sessions that were played to their end, the latest first: routine and time.

        A time is Unix time in milliseconds, of the start.
        """
        return self._ask(lambda database: _lately(database, most), otherwise=())

    def hurts(self) -> tuple[Hurt, ...]:
        """The sides of moves that hurt when they were last done, the latest first."""
        return self._ask(_hurts, otherwise=())

    def started_since(self, at_ms: int) -> tuple[int, ...]:
        """When each session began that did so at `at_ms` in Unix time or later, in order."""
        return self._ask(lambda database: _started_since(database, at_ms), otherwise=())

    def note_feel(self, routine: str, started_at_ms: int, feel: int) -> bool:
        """Note with a session that was entered how the hips felt then: 0 stiff, 9 loose."""
        values = {"routine": _storable(routine), "started_at_ms": started_at_ms, "feel": feel}
        return self._ask(lambda database: _note_feel(database, values), otherwise=False)

    def known_moves(self) -> frozenset[str]:
        """The ids of the moves that were done in several sessions, without hurting."""
        return self._ask(_known_moves, otherwise=frozenset())

    def close(self) -> None:
        """Let go of the file; a later question opens it again."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _ask(
        self, question: Callable[[sqlite3.Connection], _Answer], *, otherwise: _Answer
    ) -> _Answer:
        with self._lock:
            if self._is_refused:
                return otherwise
            try:
                try:
                    return self._answer(question)
                except BrokenError as error:
                    self._set_aside(str(error))
                return self._answer(question)
            except (sqlite3.Error, OSError, BrokenError) as error:
                self.close()  # the next question begins anew, should the file be another
                self._tell(f"The journal {self._path} is not kept: {_why(error)}.")
            except TooNewError:
                self._is_refused = True
                self._tell(
                    f"The journal {self._path} was written by a newer version of "
                    "this program: it is left as it is, and nothing new is kept in it."
                )
            return otherwise

    def _answer(self, question: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
        """Ask the database, opened if need be; damage found on the way is a broken file."""
        if self._database is None:
            self._database = open_database(self._path, MIGRATIONS)
        try:
            answer = question(self._database)
        except sqlite3.Error as error:
            if is_damage(error):
                raise BrokenError(str(error)) from error
            raise
        self._fault = None
        return answer

    def _set_aside(self, why: str) -> None:
        self.close()
        aside = set_database_aside(self._path)
        self._tell(
            f"The journal {self._path} cannot be used ({why}): "
            f"it is now called {aside.name}, and a new one is begun."
        )

    def _tell(self, fault: str) -> None:
        if fault != self._fault:
            self._fault = fault
            self._on_fault(fault)


def enter(database: sqlite3.Connection, session: JournalEntry) -> bool:
    """Enter `session`, in place of what was entered of it before.

    What was entered later in the session stays: a place that a kill left behind may be older.
    """
    texts = {"routine": _storable(session.routine), "title": _storable(session.title)}
    with _transaction(database):
        keys = database.execute(_ADD_SESSION, {**asdict(session), **texts}).fetchall()
        for (key,) in keys:
            database.execute("DELETE FROM work WHERE session_id = ?", (key,))
            rows = [
                {"session_id": key, "place": place, **asdict(work)}
                for place, work in enumerate(session.work)
            ]
            database.executemany(_ADD_WORK, rows)
    return True


def _uses(database: sqlite3.Connection) -> dict[str, RoutineUse]:
    """How often and when each routine was played."""
    return {routine: RoutineUse(*use) for routine, *use in database.execute(_USES)}


def _lately(database: sqlite3.Connection, most: int) -> tuple[tuple[str, int], ...]:
    """The routines that were played to their end last, and when."""
    return tuple(database.execute(_LATELY, (most,)))


def _hurts(database: sqlite3.Connection) -> tuple[Hurt, ...]:
    """The sides of moves that hurt when they were last done, the latest first."""
    rows = database.execute(_HURTS)
    return tuple(Hurt(move_id, Side(side), at_ms) for move_id, side, at_ms in rows)


def _started_since(database: sqlite3.Connection, at_ms: int) -> tuple[int, ...]:
    return tuple(at for (at,) in database.execute(_STARTED_SINCE, (at_ms,)))


def _note_feel(database: sqlite3.Connection, values: dict[str, object]) -> bool:
    return database.execute(_FEEL, values).rowcount > 0


def _known_moves(database: sqlite3.Connection) -> frozenset[str]:
    """The ids of the moves that were done in several sessions, without hurting."""
    rows = database.execute(_KNOWN_MOVES, {"times": KNOWN_AFTER})
    return frozenset(move_id for (move_id,) in rows)


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    finally:
        if database.in_transaction:
            database.rollback()


def _storable(text: str) -> str:
    """`text` as SQLite takes it: a file's name may hold bytes that are no Unicode."""
    return text.encode(errors="backslashreplace").decode()


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return reason(error)
    code = getattr(error, "sqlite_errorcode", None)
    told = None if code is None else _REASONS.get(code & 0xFF)
    return told or str(error)
