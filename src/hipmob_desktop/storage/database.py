# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening a database file: made, brought up to date, refused or set aside.

The file is one file, with the journal that SQLite rolls back from by default: sessions
are written one at a time, and a folder that is read-only or copied still has all of it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from hipmob_desktop.files import NotPlainError, first_free_aside, make_private_file
from hipmob_desktop.folders import make_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

APPLICATION_ID = 0x4869704D
"""The letters HipM: a database of another program is not touched."""

BUSY_S = 1.0
_COMPANIONS = ("-journal", "-wal", "-shm")


class TooNewError(Exception):
    """A newer version of the program wrote the file; it was left untouched."""


class BrokenError(Exception):
    """The file is no database of this program; it was left untouched."""


def open_database(path: Path, migrations: Sequence[str]) -> sqlite3.Connection:
    """Open the file at `path`, making it or bringing it up to date.

    Each of `migrations` is a script that leads from the version before it; the file as it
    was is kept beside it before the first one runs. The connection may be used by any
    thread, by one at a time.

    Raises:
        TooNewError: It has had more migrations than these.
        BrokenError: It is damaged or not ours.
        sqlite3.Error: The disk refused.
    """
    make_folder(path.parent)
    _make_file(path)
    database = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        database.execute("PRAGMA foreign_keys = ON")
        version = _version(database, path, len(migrations))
        if 0 < version < len(migrations):
            _back_up(database, path.with_name(f"{path.stem}.before-{version + 1}{path.suffix}"))
        for number, script in enumerate(migrations[version:], start=version + 1):
            _migrate(database, number, script)
    except sqlite3.DatabaseError as error:
        database.close()
        if is_damage(error):
            raise BrokenError(str(error)) from error
        raise
    except BaseException:
        database.close()
        raise
    return database


def is_damage(error: sqlite3.Error) -> bool:
    """Whether `error` says that the file's content cannot be used, now or ever."""
    codes = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in codes


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


def _back_up(database: sqlite3.Connection, copy: Path) -> None:
    make_private_file(copy)
    with closing(sqlite3.connect(copy)) as target:
        database.backup(target)


def _migrate(database: sqlite3.Connection, number: int, script: str) -> None:
    """Take one step whole; of one that fails, closing the database leaves nothing."""
    database.executescript(
        f"BEGIN IMMEDIATE; {script};"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number}; COMMIT;"
    )
