# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs in the journal: entered, ticked, removed and brought together with those of another.

One that is found again is known already: what a hand made of it stays. One that is removed stays
as a mark. Of two states of a run the one that comes later in an order of all states holds, as with
sessions, so it does not matter how often, or in which order, journals are brought together.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from hipmob_desktop.core.journal_merge import plain
from hipmob_desktop.core.runs import (
    HOUR_MS,
    PREPARES_MS,
    TICK_MS,
    Preparation,
    Run,
    RunSource,
    matched,
    run_precedence,
    ticked_run_id,
)
from hipmob_desktop.storage.journal import Merged, transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from hipmob_desktop.core.runs import RunDone
    from hipmob_desktop.storage.journal import Journal
    from hipmob_desktop.storage.run_recordings import Found

COLUMNS = tuple(field.name for field in fields(Run))
LEAST_MS = 60_000
"""A session of which less was played was a look at it, unless that was all of it."""

DAY_MS = 24 * HOUR_MS
_NAMES = ", ".join(COLUMNS)
_VALUES = ", ".join(f":{name}" for name in COLUMNS)
_WRITE = f"INSERT OR REPLACE INTO run ({_NAMES}) VALUES ({_VALUES})"  # noqa: S608 - names above
_BY_ID = f"SELECT {_NAMES} FROM run WHERE id = ?"  # noqa: S608 - names above
_BETWEEN = (
    f"SELECT {_NAMES} FROM run WHERE started_at_ms BETWEEN ? AND ?"  # noqa: S608 - names above
    " ORDER BY started_at_ms, id"
)
_ENDED = """
    SELECT id, max(coalesce(ended_at_ms, 0), started_at_ms + played_ms) FROM session
    WHERE started_at_ms BETWEEN ? AND ? AND is_removed = 0
        AND (
            played_ms >= ? OR is_complete
            OR id IN (SELECT session FROM run WHERE source = 'ticked' AND is_removed = 0)
        )
    ORDER BY started_at_ms, id
"""
_SEEN = "SELECT mark FROM run_file"
_SEE = "INSERT OR IGNORE INTO run_file VALUES (?)"
_FIRST_MS, _LAST_MS = -(2**62), 2**62


class Runs:
    """What is asked of a journal about runs, which says itself where it cannot answer."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def between(self, first_ms: int = _FIRST_MS, last_ms: int = _LAST_MS) -> tuple[Run, ...]:
        """All runs that began between two moments in Unix time, removed ones as well."""
        none: tuple[Run, ...] = ()
        return self._journal.ask(
            lambda database: _read(database, first_ms, last_ms), otherwise=none
        )

    def done(self, first_ms: int, last_ms: int) -> tuple[RunDone, ...]:
        """The runs that began between two moments, each with the session that was before it.

        Those at the edges are told as they are beside their neighbours.
        """

        def ask(database: sqlite3.Connection) -> tuple[RunDone, ...]:
            runs = _read(database, first_ms - DAY_MS, last_ms)
            if all(run.is_removed for run in runs):
                return ()
            reach_ms = max(TICK_MS, PREPARES_MS) + DAY_MS  # a session may last, or be paused
            edges = (runs[0].started_at_ms - reach_ms, last_ms)
            ended = database.execute(_ENDED, (*edges, LEAST_MS))
            return matched(runs, (Preparation(*each) for each in ended))

        none: tuple[RunDone, ...] = ()
        done = self._journal.ask(ask, otherwise=none)
        return tuple(each for each in done if each.run.started_at_ms >= first_ms)

    def seen(self) -> frozenset[str]:
        """The marks of the files that need not be opened again."""
        none: frozenset[str] = frozenset()
        return self._journal.ask(
            lambda database: frozenset(mark for (mark,) in database.execute(_SEEN)), otherwise=none
        )

    def enter(self, found: Found) -> int:
        """Enter runs that were found, and which files were read; gives how many were new."""

        def ask(database: sqlite3.Connection) -> int:
            added = _merge(database, found.runs, _known_stays).added
            with transaction(database):
                database.executemany(_SEE, ((plain(mark),) for mark in found.marks))
            return added

        return self._journal.ask(ask, otherwise=0)

    def merge(self, runs: Iterable[Run]) -> Merged:
        """Bring in the runs of another journal, each in the state that holds."""
        return self._journal.ask(
            lambda database: _merge(database, runs, _later_holds), otherwise=Merged(0, 0, 0)
        )

    def tick(self, session: str, *, is_ticked: bool) -> bool:
        """Have a run be after the session with that UUID, or not; whether that is kept."""

        def ask(database: sqlite3.Connection) -> bool:
            with transaction(database):
                return _tick(database, session, is_ticked=is_ticked)

        return self._journal.ask(ask, otherwise=False)

    def remove(self, id_: str, *, is_removed: bool) -> bool:
        """Have a run not be one, or be one again; whether there is such a run."""

        def ask(database: sqlite3.Connection) -> bool:
            with transaction(database):
                return _remove(database, id_, is_removed=is_removed)

        return self._journal.ask(ask, otherwise=False)


def _read(database: sqlite3.Connection, first_ms: int, last_ms: int) -> tuple[Run, ...]:
    return tuple(_run(row) for row in database.execute(_BETWEEN, (first_ms, last_ms)))


def _run(row: Sequence[Any]) -> Run:
    told = dict(zip(COLUMNS, row, strict=True))
    flags = {name: bool(told[name]) for name in ("is_all_day", "is_removed")}
    return Run(**{**told, **flags, "source": RunSource(told["source"])})


def _with_id(database: sqlite3.Connection, id_: str) -> Run | None:
    row = database.execute(_BY_ID, (id_,)).fetchone()
    return None if row is None else _run(row)


def _write(database: sqlite3.Connection, run: Run) -> None:
    row = {name: getattr(run, name) for name in COLUMNS}
    database.execute(_WRITE, {**row, "title": plain(run.title)})


def _known_stays(_there: Run, _here: Run) -> bool:
    return False


def _later_holds(there: Run, here: Run) -> bool:
    return run_precedence(there) > run_precedence(here)


def _merge(
    database: sqlite3.Connection, runs: Iterable[Run], holds: Callable[[Run, Run], bool]
) -> Merged:
    added = changed = same = 0
    with transaction(database):
        for there in runs:
            here = _with_id(database, there.id)
            if here is None:
                _write(database, there)
                added += 1
            elif holds(there, here):
                _write(database, there)
                changed += 1
            else:
                same += 1
    return Merged(added, changed, same)


def _tick(database: sqlite3.Connection, session: str, *, is_ticked: bool) -> bool:
    told = database.execute(
        "SELECT max(coalesce(ended_at_ms, 0), started_at_ms + played_ms), offset_min"
        " FROM session WHERE id = ?",
        (session,),
    ).fetchone()
    if told is None:
        return False
    ended_at_ms, offset_min = told
    id_ = ticked_run_id(session)
    here = _with_id(database, id_)
    if here is not None:
        return _remove(database, id_, is_removed=not is_ticked)
    run = Run(
        id=id_,
        started_at_ms=ended_at_ms,
        ended_at_ms=ended_at_ms,
        offset_min=offset_min,
        title="",
        source=RunSource.TICKED,
        session=session,
        is_removed=not is_ticked,
    )
    _write(database, run)
    return True


def _remove(database: sqlite3.Connection, id_: str, *, is_removed: bool) -> bool:
    here = _with_id(database, id_)
    if here is not None and here.is_removed != is_removed:
        _write(database, replace(here, is_removed=is_removed, revision=here.revision + 1))
    return here is not None
