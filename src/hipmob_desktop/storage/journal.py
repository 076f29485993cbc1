# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal: what was done, in a database that may be missing, full, broken or too new."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import KNOWN_AFTER, Hurt, RoutineUse
from hipmob_desktop.core.journal_merge import id_of, knowing, precedence, put_back
from hipmob_desktop.files import reason
from hipmob_desktop.storage.database import (
    BrokenError,
    TooNewError,
    file_number,
    is_damage,
    open_database,
    set_database_aside,
)
from hipmob_desktop.storage.journal_format import read_waiting, remove_waiting, write_waiting
from hipmob_desktop.storage.journal_tables import (
    MIGRATIONS,
    add_functions,
    entry_with,
    write_entry,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from hipmob_desktop.core.journal import JournalEntry
    from hipmob_desktop.core.journal_merge import Edit

_Answer = TypeVar("_Answer")

_USES = """
    SELECT routine, sum(is_complete), max(started_at_ms),
        max(started_at_ms) FILTER (WHERE is_complete)
    FROM session WHERE is_removed = 0 GROUP BY routine
"""
_HURTS = """
    WITH last_hurt AS (
        SELECT move_id, side, max(started_at_ms) AS at_ms FROM work
        WHERE is_hurt = 1 AND is_removed = 0 GROUP BY move_id, side
    )
    SELECT move_id, side, at_ms FROM last_hurt
    WHERE NOT EXISTS (
        SELECT 1 FROM work WHERE is_hurt = 0 AND done > 0 AND is_removed = 0
            AND work.move_id = last_hurt.move_id AND work.side = last_hurt.side
            AND work.started_at_ms > last_hurt.at_ms
    )
    ORDER BY at_ms DESC, move_id, side
"""
_LATELY = """
    SELECT routine, started_at_ms FROM session WHERE is_complete AND is_removed = 0
    ORDER BY started_at_ms DESC LIMIT ?
"""
_STARTED_SINCE = """
    SELECT DISTINCT started_at_ms FROM session
    WHERE started_at_ms >= ? AND is_removed = 0 ORDER BY started_at_ms
"""
_KNOWN_MOVES = """
    WITH RECURSIVE move (id) AS (
        SELECT min(move_id) FROM work WHERE is_hurt = 0 AND done > 0 AND is_removed = 0
        UNION ALL
        SELECT (
            SELECT min(move_id) FROM work
            WHERE is_hurt = 0 AND done > 0 AND is_removed = 0 AND move_id > move.id
        ) FROM move WHERE id IS NOT NULL
    )
    SELECT id FROM move WHERE id IS NOT NULL AND :times <= (
        SELECT count(*) FROM (
            SELECT DISTINCT started_at_ms FROM work
            WHERE move_id = move.id AND is_hurt = 0 AND done > 0 AND is_removed = 0 LIMIT :times
        )
    )
"""
"""From move to move along the index, and not through all that was ever done."""

_ENTERED = "SELECT entered_ms FROM session WHERE id = ?"
_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full: free some space",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_BUSY: "another program is using it",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk does not work as it should",
}


@dataclass(frozen=True, slots=True)
class Merged:
    """How many sessions of another journal were new here, changed here, or known already."""

    added: int
    changed: int
    same: int


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
        self._file: int | None = None
        self._waiting: dict[str, JournalEntry] = {}
        self._lock = threading.RLock()

    def add(self, session: JournalEntry) -> bool:
        """Enter `session`, in place of what was entered of it before; whether it is kept.

        Waits for the disk: not for the window's thread. What the file does not take is entered
        with the next session, or left beside the file for the next start.
        """
        with self._lock:
            self._waiting[id_of(session)] = session
            return self.ask(self._enter_waiting, otherwise=False)

    def change(self, id_: str, edit: Edit) -> JournalEntry | None:
        """Change the session with that UUID; gives it as it was before, to be put back.

        None where there is no such session or the file does not take it.
        """
        return self.ask(lambda database: _change(database, id_, edit.applied_to), otherwise=None)

    def put_back(self, before: JournalEntry) -> bool:
        """Have a session again as it was before a change; whether it is."""

        def undone(now: JournalEntry) -> JournalEntry:
            return put_back(now, before)

        id_ = id_of(before)
        now = self.ask(lambda database: _change(database, id_, undone), otherwise=None)
        return now is not None

    def merge(self, sessions: Iterable[JournalEntry]) -> Merged | None:
        """Bring in the sessions of another journal, all or none; None where that failed."""
        return self.ask(lambda database: _merge(database, sessions), otherwise=None)

    def opens(self) -> bool:
        """Whether the file can be used."""
        return self.ask(lambda _: True, otherwise=False)

    def uses(self) -> dict[str, RoutineUse]:
        """How often and when each routine was played, by its id or path."""
        return self.ask(_uses, otherwise={})

    def lately(self, most: int) -> tuple[tuple[str, int], ...]:
        """The last sessions that were played to their end, the latest first: routine and time.

        A time is Unix time in milliseconds, of the start.
        """
        return self.ask(lambda database: _lately(database, most), otherwise=())

    def hurts(self) -> tuple[Hurt, ...]:
        """The sides of moves that hurt when they were last done, the latest first."""
        return self.ask(_hurts, otherwise=())

    def started_since(self, at_ms: int) -> tuple[int, ...]:
        """When each session began that did so at `at_ms` in Unix time or later, in order."""
        return self.ask(lambda database: _started_since(database, at_ms), otherwise=())

    def known_moves(self) -> frozenset[str]:
        """The ids of the moves that were done in several sessions, without hurting."""
        return self.ask(_known_moves, otherwise=frozenset())

    def close(self) -> None:
        """Let go of the file; a later question opens it again."""
        with self._lock:
            self._let_go()
            if self._waiting and not self._is_refused:
                waiting, self._waiting = self._waiting, {}
                write_waiting(self._path, waiting.values())

    def ask(
        self, question: Callable[[sqlite3.Connection], _Answer], *, otherwise: _Answer
    ) -> _Answer:
        """What `question` finds in the database, or `otherwise` where that cannot be asked."""
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
                self._let_go()  # the next question begins anew, should the file be another
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
        if self._database is not None and file_number(self._path) != self._file:
            self._let_go()  # it was taken away, and what is written to it would go with it
        if self._database is None:
            self._database = open_database(self._path, MIGRATIONS, add_functions)
            self._file = file_number(self._path)
            self._take_in_waiting(self._database)
        try:
            answer = question(self._database)
        except sqlite3.Error as error:
            if is_damage(error):
                raise BrokenError(str(error)) from error
            raise
        self._fault = None
        return answer

    def _take_in_waiting(self, database: sqlite3.Connection) -> None:
        """Enter what an earlier start had to leave beside the file."""
        left = read_waiting(self._path)
        if left:
            _merge(database, left)
            remove_waiting(self._path)

    def _enter_waiting(self, database: sqlite3.Connection) -> bool:
        for id_, session in list(self._waiting.items()):
            enter(database, session)
            del self._waiting[id_]
        return True

    def _let_go(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    def _set_aside(self, why: str) -> None:
        self._let_go()
        aside = set_database_aside(self._path)
        self._tell(
            f"The journal {self._path} cannot be used ({why}): "
            f"it is now called {aside.name}, and a new one is begun."
        )

    def _tell(self, fault: str) -> None:
        if fault != self._fault:
            self._fault = fault
            self._on_fault(fault)


def enter(database: sqlite3.Connection, session: JournalEntry) -> None:
    """Enter `session`, in place of what was entered of it before.

    What was entered later in the session stays: a place that a kill left behind may be older.
    What the person said of it, before or after, stays too. One that goes on does not wait for
    the disk; that is made good when it is over.
    """
    wait = "NORMAL" if session.ended_at_ms is None else "FULL"
    database.execute(f"PRAGMA synchronous = {wait}")
    with transaction(database):
        before = entry_with(database, id_of(session))
        if before is None:
            write_entry(database, session)
        elif _is_later(database, session, before):
            write_entry(database, _with_words_of(before, session), before)


def _is_later(database: sqlite3.Connection, session: JournalEntry, before: JournalEntry) -> bool:
    """Whether there is more in `session`; in what a hand has changed, only by its time."""
    (entered_ms,) = database.execute(_ENTERED, (id_of(session),)).fetchone()
    known = (before.is_complete, entered_ms)
    told = (session.is_complete, session.played_ms)
    return told > known if before.revision > 1 else told >= known


def _with_words_of(before: JournalEntry, session: JournalEntry) -> JournalEntry:
    felt = session.felt_before if before.felt_before is None else before.felt_before
    return replace(
        session,
        offset_min=before.offset_min,
        felt_before=felt,
        felt_after=before.felt_after,
        note=before.note,
        revision=before.revision,
        is_removed=before.is_removed,
    )


def _change(
    database: sqlite3.Connection, id_: str, change: Callable[[JournalEntry], JournalEntry]
) -> JournalEntry | None:
    """Change a session that is there; gives it as it was."""
    with transaction(database):
        before = entry_with(database, id_)
        if before is not None and (changed := change(before)) != before:
            write_entry(database, changed, before)
    return before


def _merge(database: sqlite3.Connection, sessions: Iterable[JournalEntry]) -> Merged:
    """Bring in sessions, each in the state that holds: here or there."""
    added = changed = same = 0
    with transaction(database):
        for there in sessions:
            here = entry_with(database, id_of(there))
            if here is None:
                write_entry(database, there)
                added += 1
            elif precedence(there) > precedence(here):
                write_entry(database, knowing(there, here))
                changed += 1
            else:
                same += 1
    return Merged(added, changed, same)


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


def _known_moves(database: sqlite3.Connection) -> frozenset[str]:
    """The ids of the moves that were done in several sessions, without hurting."""
    rows = database.execute(_KNOWN_MOVES, {"times": KNOWN_AFTER})
    return frozenset(move_id for (move_id,) in rows)


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All of what is written within, or nothing."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    finally:
        if database.in_transaction:
            database.rollback()


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return reason(error)
    code = getattr(error, "sqlite_errorcode", None)
    told = None if code is None else _REASONS.get(code & 0xFF)
    return told or str(error)
