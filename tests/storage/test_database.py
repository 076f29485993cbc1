# SPDX-License-Identifier: GPL-3.0-or-later
"""A database is brought up to date step by step, whole or not at all, with a copy kept."""

import os
import sqlite3
import stat
import threading
from contextlib import closing

import pytest

from hipmob_desktop.storage.database import (
    BrokenError,
    TooNewError,
    copy_database,
    file_number,
    is_damage,
    open_database,
    set_database_aside,
)
from hipmob_desktop.storage.journal import MIGRATIONS

FIRST = "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)"
SECOND = "ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = x + 1"
THIRD = "CREATE TABLE b (z INTEGER); INSERT INTO b SELECT y FROM a"
BAD = "INSERT INTO a VALUES (2, 3); INSERT INTO nowhere VALUES (1)"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.sqlite"


def after(path, *migrations):
    """The tables' rows once the file was opened with `migrations`."""
    with closing(open_database(path, migrations)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master")]
        rows = "SELECT * FROM "
        return {name: database.execute(rows + name).fetchall() for name in names}


def next_handle():
    """The number that the next file gets which is opened."""
    handle = os.open(os.devnull, os.O_RDONLY)
    os.close(handle)
    return handle


def test_a_new_file_takes_every_step_at_once_and_leaves_no_copy(path):
    assert after(path, FIRST, SECOND, THIRD) == {"a": [(1, 2)], "b": [(2,)]}
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("had", [1, 2])
def test_an_older_file_takes_the_steps_it_lacks(path, had):
    steps = (FIRST, SECOND, THIRD)
    after(path, *steps[:had])
    assert after(path, *steps) == {"a": [(1, 2)], "b": [(2,)]}


def test_the_file_as_it_was_is_kept_beside_it(path):
    after(path, FIRST)
    after(path, FIRST, SECOND, THIRD)
    with closing(sqlite3.connect(path.with_name("a.before-2.sqlite"))) as copy:
        assert copy.execute("SELECT * FROM a").fetchall() == [(1,)]
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_file_its_log_and_its_copy_are_for_one_persons_eyes(path):
    after(path, FIRST)
    path.chmod(0o644)
    with closing(open_database(path, (FIRST, SECOND))) as database:
        database.execute("INSERT INTO a VALUES (2, 3)")
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
    assert {"a.sqlite", "a.sqlite-wal", "a.before-2.sqlite"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_what_is_no_file_is_no_database(path):
    path.mkdir()
    with pytest.raises(BrokenError, match="a folder"):
        after(path, FIRST)


def test_a_file_that_is_up_to_date_is_opened_without_a_copy(path):
    after(path, FIRST)
    after(path, FIRST)
    assert list(path.parent.iterdir()) == [path]


def test_a_step_that_fails_leaves_the_file_as_it_was(path):
    after(path, FIRST, SECOND)
    before = path.read_bytes()
    with pytest.raises(sqlite3.Error, match="nowhere"):
        after(path, FIRST, SECOND, BAD)
    assert path.read_bytes() == before


def test_steps_before_one_that_fails_are_done(path):
    with pytest.raises(sqlite3.Error, match="nowhere"):
        after(path, FIRST, SECOND, BAD)
    assert after(path, FIRST, SECOND) == {"a": [(1, 2)]}


def test_a_file_that_is_ahead_is_refused(path):
    after(path, FIRST, SECOND)
    before = path.read_bytes()
    with pytest.raises(TooNewError):
        after(path, FIRST)
    assert path.read_bytes() == before


def test_what_a_kill_left_beside_a_broken_file_goes_with_it(path):
    journal = path.with_name("a.sqlite-journal")
    path.write_text("broken")
    journal.write_text("left")
    aside = set_database_aside(path)
    assert {each.name for each in path.parent.iterdir()} == {aside.name, aside.name + "-journal"}


def test_the_steps_that_are_out_in_the_world_are_never_changed():
    """A file made by an older program has taken exactly these."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(MIGRATIONS[0])
        made = database.execute("SELECT type, name FROM sqlite_master WHERE sql NOT NULL")
        assert sorted(made) == [
            ("index", "session_by_routine"),
            ("index", "work_that_hurt"),
            ("index", "work_without_hurt"),
            ("table", "session"),
            ("table", "work"),
        ]


def test_where_no_copy_can_be_kept_nothing_is_changed_and_nothing_stays_open(path):
    after(path, FIRST)
    before = path.read_bytes()
    path.with_name("a.before-2.sqlite").mkdir()
    free = next_handle()
    with pytest.raises(OSError, match="it is a folder") as caught:
        after(path, FIRST, SECOND)
    assert path.read_bytes() == before
    assert next_handle() == free, caught  # which keeps all alive that was not closed


def setting(database, name):
    return database.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_file_is_opened_to_be_shared_and_its_rows_belong_together(path):
    with closing(open_database(path, (FIRST,))) as database:
        told = {name: setting(database, name) for name in (
            "journal_mode", "foreign_keys", "busy_timeout", "query_only", "user_version",
        )}  # fmt: skip
        assert database.isolation_level is None
        elsewhere = []
        reader = threading.Thread(
            target=lambda: elsewhere.append(setting(database, "application_id"))
        )
        reader.start()
        reader.join()
    assert told == {
        "journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 1_000, "query_only": 0,
        "user_version": 1,
    }  # fmt: skip
    assert elsewhere == [0x4869704D]


@pytest.fixture
def closed_door(path, monkeypatch):
    """The folder of the file may not be written to from now on."""

    def close():
        real = os.access
        monkeypatch.setattr(
            os, "access", lambda place, mode: place != path.parent and real(place, mode)
        )

    return close


def test_where_nothing_may_be_written_a_file_is_read_and_nothing_comes_beside_it(
    path, closed_door
):
    after(path, FIRST)
    closed_door()
    with closing(open_database(path, (FIRST, SECOND))) as database:
        assert database.execute("SELECT * FROM a").fetchall() == [(1, 2)]
        assert setting(database, "query_only") == 1
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            database.execute("INSERT INTO a VALUES (2, 3)")
    assert list(path.parent.iterdir()) == [path]
    with closing(sqlite3.connect(path)) as there:
        assert setting(there, "user_version") == 1


def test_where_no_file_is_one_is_made_as_far_as_the_disk_lets(path, closed_door):
    closed_door()
    assert after(path, FIRST) == {"a": [(1,)]}


@pytest.mark.parametrize(
    ("code", "is_so"),
    [
        (sqlite3.SQLITE_CORRUPT, True),
        (sqlite3.SQLITE_NOTADB, True),
        (sqlite3.SQLITE_CORRUPT_INDEX, True),
        (sqlite3.SQLITE_BUSY, False),
        (sqlite3.SQLITE_FULL, False),
        (None, False),
    ],
)
def test_only_what_cannot_be_used_ever_is_damage(code, is_so):
    error = sqlite3.DatabaseError("told")
    if code is not None:
        error.sqlite_errorcode = code
    assert is_damage(error) is is_so


def test_a_database_of_another_program_is_refused_and_an_empty_one_taken(path):
    with closing(sqlite3.connect(path)) as another:
        another.execute("CREATE TABLE theirs (x)")
    with pytest.raises(BrokenError, match="a database of another program"):
        after(path, FIRST)
    path.write_bytes(b"")
    assert after(path, FIRST) == {"a": [(1,)]}
    path.write_bytes(b"no database " * 1_000)
    with pytest.raises(BrokenError, match="not a database"):
        after(path, FIRST)


def test_a_file_is_known_from_another_that_takes_its_place(path, tmp_path):
    assert file_number(path) is None
    path.write_text("one")
    number = file_number(path)
    other = tmp_path / "other"
    other.write_text("two")
    other.replace(path)
    assert number is not None
    assert file_number(path) not in {None, number}


def test_a_copy_is_whole_though_somebody_writes(path, tmp_path):
    target = tmp_path / "deep" / "copy.sqlite"
    with closing(open_database(path, (FIRST,))) as database:
        database.execute("INSERT INTO a VALUES (7)")
        copy_database(path, target)
    assert after(target, FIRST) == {"a": [(1,), (7,)]}
    with pytest.raises(sqlite3.OperationalError):
        copy_database(path.with_name("none"), target)
