# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening a database file: made, brought up to date, refused or set aside.

What is written goes into a log beside the file first (WAL), so that readers never wait for a
writer, and an entry need not wait for the disk. Whoever closes the file last puts all of it into
the one file. A folder that is read-only has all of it then, and can still be read.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from hipmob_desktop.files import NotPlainError, first_free_aside, make_private_file
from hipmob_desktop.folders import make_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

APPLICATION_ID = 0x4869704D
"""The letters HipM: a database of another program is not touched."""

BUSY_S = 1.0
_COMPANIONS = ("-journal", "-wal", "-shm")


class TooNewError(Exception):
    """A newer version of the program wrote the file; it was left untouched."""


class BrokenError(Exception):
    """The file is no database of this program; it was left untouched."""


def open_database(
    path: Path,
    migrations: Sequence[str],
    teach: Callable[[sqlite3.Connection], None] = lambda _: None,
) -> sqlite3.Connection:
    """Open the file at `path`, making it or bringing it up to date.

    Each of `migrations` is a script that leads from the version before it, with what `teach`
    adds to SQL; the file as it was is kept beside it before the first one runs. The connection
    may be used by any thread, by one at a time. Where the folder may not be written, the file
    is opened to be read, if it needs no migration.

    Raises:
        TooNewError: It has had more migrations than these.
        BrokenError: It is damaged or not ours.
        sqlite3.Error: The disk refused.
    """
    may_write = not path.is_file() or os.access(path.parent, os.W_OK | os.X_OK)
    database = _connect(path) if may_write else _connect_to_read(path)
    try:
        teach(database)
        database.execute("PRAGMA foreign_keys = ON")
        version = _version(database, path, len(migrations))
        if may_write and 0 < version < len(migrations):
            aside = path.with_name(f"{path.stem}.before-{version + 1}{path.suffix}")
            _copy(database, aside)
        for number, script in enumerate(migrations[version:], start=version + 1):
            _migrate(database, number, script)
        database.execute("PRAGMA journal_mode = WAL" if may_write else "PRAGMA query_only = ON")
    except sqlite3.DatabaseError as error:
        database.close()
        if is_damage(error):
            raise BrokenError(str(error)) from error
        raise
    except BaseException:
        database.close()
        raise
    return database


def _connect(path: Path) -> sqlite3.Connection:
    make_folder(path.parent)
    _make_file(path)
    return sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """What the file holds, in memory, where it can be brought up to date.

    It is read without the log that SQLite wants beside it: nobody can be writing there.
    """
    name = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with closing(sqlite3.connect(name, uri=True)) as database:
        database.backup(memory)
    return memory


def copy_database(path: Path, target: Path) -> None:
    """Make the file at `target` a copy of the database at `path`, whole, whoever uses either.

    Raises:
        sqlite3.Error: One cannot be read or the other not written.
        OSError: The disk refused.
    """
    name = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(name, uri=True, timeout=BUSY_S)) as database:
        _copy(database, target)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether `error` says that the file's content cannot be used, now or ever."""
    codes = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in codes


def file_number(path: Path) -> int | None:
    """What tells the file at `path` from another that takes its place; None where none is."""
    try:
        return path.stat().st_ino
    except OSError:
        return None


def set_database_aside(path: Path) -> Path:
    """Rename a closed database, with what a kill left beside it; gives its new name.

    Raises:
        OSError: It cannot be renamed and is still where it was.
    """
    aside = first_free_aside(path)
    path.rename(aside)
    for companion in _COMPANIONS:
        # Left behind, it would be taken for that of the database made next.
        left = path.with_name(path.name + companion)
        if left.exists():
            left.rename(aside.with_name(aside.name + companion))
    return aside


def _make_file(path: Path) -> None:
    """Have the file there before SQLite makes one that all may read.

    What SQLite puts beside it gets the same permissions.
    """
    try:
        make_private_file(path)
    except NotPlainError as error:
        raise BrokenError(f"it is {error.kind}") from None


def _version(database: sqlite3.Connection, path: Path, newest: int) -> int:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    (owner,) = database.execute("PRAGMA application_id").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and owner != APPLICATION_ID:
        raise BrokenError("it is a database of another program")
    if version > newest:
        raise TooNewError(str(path))
    return int(version)


def _copy(database: sqlite3.Connection, target: Path) -> None:
    make_folder(target.parent)
    make_private_file(target)
    with closing(sqlite3.connect(target, timeout=BUSY_S)) as copy:
        database.backup(copy)


def _migrate(database: sqlite3.Connection, number: int, script: str) -> None:
    """Take one step whole; of one that fails, or was taken by another start, nothing."""
    database.execute("BEGIN IMMEDIATE")
    try:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version < number:
            for statement in _statements(script):
                database.execute(statement)
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            database.execute(f"PRAGMA user_version = {number}")
        database.execute("COMMIT")
    finally:
        if database.in_transaction:
            database.rollback()


def _statements(script: str) -> Iterator[str]:
    """One after the other: a script as a whole would end the transaction first."""
    statement = ""
    for piece in script.split(";"):
        statement += f"{piece};"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
