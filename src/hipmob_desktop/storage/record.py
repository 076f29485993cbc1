# SPDX-License-Identifier: GPL-3.0-or-later
"""The record of sessions, kept in a file that may be missing, full, broken or too new."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING, TypeVar

from hipmob_desktop.storage import record_sql
from hipmob_desktop.storage.database import (
    BrokenError,
    TooNewError,
    is_damage,
    open_database,
    set_database_aside,
)
from hipmob_desktop.storage.files import reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hipmob_desktop.core.journal import Hurt, JournalEntry, RoutineUse

_FOREVER_MS = 2**63 - 1

_Answer = TypeVar("_Answer")


class Record:
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
        return self._ask(lambda database: record_sql.add(database, session), otherwise=False)

    def uses(self) -> dict[str, RoutineUse]:
        """How often and when each routine was played, by its id or path."""
        return self._ask(record_sql.uses, otherwise={})

    def last(self) -> JournalEntry | None:
        """The session that was begun last."""
        return next(iter(self.sessions(limit=1)), None)

    def sessions(
        self, *, limit: int = 50, before_ms: int = _FOREVER_MS
    ) -> tuple[JournalEntry, ...]:
        """At most `limit` sessions that began before `before_ms`, the latest first."""
        return self._ask(
            lambda database: record_sql.sessions(database, limit, before_ms), otherwise=()
        )

    def hurts(self) -> tuple[Hurt, ...]:
        """The sides of moves that hurt when they were last done, the latest first."""
        return self._ask(record_sql.hurts, otherwise=())

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
                self._tell(f"The record of sessions {self._path} is not kept: {_why(error)}.")
            except TooNewError:
                self._is_refused = True
                self._tell(
                    f"The record of sessions {self._path} was written by a newer version of "
                    "this program: it is left as it is, and nothing new is kept in it."
                )
            return otherwise

    def _answer(self, question: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
        """Ask the database, opened if need be; damage found on the way is a broken file."""
        if self._database is None:
            self._database = open_database(self._path, record_sql.MIGRATIONS)
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
            f"The record of sessions {self._path} cannot be used ({why}): "
            f"it is now called {aside.name}, and a new one is begun."
        )

    def _tell(self, fault: str) -> None:
        if fault != self._fault:
            self._fault = fault
            self._on_fault(fault)


_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full: free some space",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_BUSY: "another program is using it",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk does not work as it should",
}


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return reason(error)
    code = getattr(error, "sqlite_errorcode", None)
    told = None if code is None else _REASONS.get(code & 0xFF)
    return told or str(error)
