# SPDX-License-Identifier: GPL-3.0-or-later
"""The record of an earlier version grows into the journal, and nothing of it is lost."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import Hurt, RoutineUse, session_id
from hipmob_desktop.storage.database import open_database
from hipmob_desktop.storage.history import EVERYTHING, History
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.storage.journal_tables import (
    MIGRATIONS,
    add_functions,
    day_at,
    entry_with,
    write_entry,
)
from storage.sessions import SESSION, sessions_in

OLD = Path(__file__).parent / "fixtures/sessions-1.sqlite3"
"""Made by the version before: four sessions, one left early, one of which no move is known."""

FIRST_MS, DAY_MS = 1_764_000_000_000, 86_400_000
OUT_IN_THE_WORLD = ["bbe7f211"]
OLD_SESSION = "routine, title, started_at_ms, played_ms, position_ms, total_ms, is_complete"
OLD_WORK = "place, move_id, side, done, asked, held_ms, is_hurt"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "sessions.sqlite3"
    shutil.copy(OLD, path)
    return path


def rows(path, question):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(question).fetchall()


def kept(path, *, key, work_key):
    """All that the old record knew, as a file has it."""
    sessions = rows(path, f"SELECT {OLD_SESSION} FROM session ORDER BY started_at_ms")  # noqa: S608 - ours
    work = rows(
        path,
        f"SELECT started, {OLD_WORK} FROM work JOIN (SELECT {key} AS own, started_at_ms AS started"  # noqa: S608 - ours
        f" FROM session) ON own = {work_key} ORDER BY started, place",
    )
    return sessions, work


def test_nothing_of_the_record_is_lost(path):
    before = kept(path, key="id", work_key="session_id")
    assert [len(part) for part in before] == [4, 10]
    with closing(Journal(path, pytest.fail)) as journal:
        uses, hurts = journal.uses(), journal.hurts()
    assert kept(path, key="number", work_key="session") == before
    assert uses == {
        "nilsson_seven": RoutineUse(2, FIRST_MS + 2 * DAY_MS, FIRST_MS + 2 * DAY_MS),
        "/home/a/mine.toml": RoutineUse(0, FIRST_MS + DAY_MS),
        "desk_break": RoutineUse(1, FIRST_MS - 200 * DAY_MS, FIRST_MS - 200 * DAY_MS),
    }
    assert hurts == (Hurt("clam", Side.LEFT, FIRST_MS + DAY_MS),)


def test_the_record_as_it_was_stands_beside_it(path):
    before = kept(path, key="id", work_key="session_id")
    with closing(Journal(path, pytest.fail)) as journal:
        journal.uses()
    copy = path.with_name("sessions.before-2.sqlite3")
    assert kept(copy, key="id", work_key="session_id") == before


def test_what_the_record_did_not_know_is_unknown_and_the_rest_follows(path):
    with closing(Journal(path, pytest.fail)) as journal:
        sessions = {each.started_at_ms: each for each in History(journal).sessions(EVERYTHING)}
    whole, early = sessions[FIRST_MS], sessions[FIRST_MS + DAY_MS]
    assert whole.id == session_id("nilsson_seven", FIRST_MS)
    assert (whole.ended_at_ms, whole.felt_before, whole.note, whole.revision) == (
        None,
        None,
        "",
        1,
    )
    held, skipped = whole.work[3:]
    assert (held.planned_ms, held.is_skipped, held.is_hold, held.pace) == (
        60_000,
        False,
        None,
        None,
    )
    assert (skipped.planned_ms, skipped.is_skipped) == (None, True)
    assert early.work[1].is_skipped is None


def test_days_and_sides_of_the_record_are_added_up(path):
    with closing(Journal(path, pytest.fail)) as journal:
        history = History(journal)
        first, last = history.edges()
        days = history.days(first, last)
    assert [day.sessions for day in days] == [1, 1, 1, 1]
    assert (days[1].sides.left_done, days[1].sides.right_done, days[1].sides.right_asked) == (
        14, 11, 14,
    )  # fmt: skip
    assert days[2].hurts == 1


def test_two_starts_that_find_an_old_record_at_once_make_one_of_it(path):
    one = open_database(path, MIGRATIONS, add_functions)
    two = open_database(path, MIGRATIONS, add_functions)
    with closing(one), closing(two):
        assert one.execute("SELECT count(*) FROM session").fetchone() == (4,)
        assert two.execute("SELECT count(*) FROM session").fetchone() == (4,)


def test_the_steps_that_are_out_in_the_world_are_never_changed():
    """A file made by an older program has taken exactly these."""
    sums = [sha256(step.encode()).hexdigest()[:8] for step in MIGRATIONS]
    assert sums[: len(OUT_IN_THE_WORLD)] == OUT_IN_THE_WORLD


@given(at_ms=st.integers(-(10**13), 10**13), offset=st.integers(-840, 840))
def test_a_day_is_that_of_the_calendar_on_the_wall(at_ms, offset):
    assert day_at(at_ms, offset) == (at_ms + offset * 60_000) // DAY_MS


CHANGES = {
    "routine": "b", "title": "B", "started_at_ms": 9, "offset_min": -60, "ended_at_ms": 99,
    "played_ms": 7, "position_ms": 8, "total_ms": 9, "is_complete": False, "felt_before": 1,
    "felt_after": 2, "note": "c", "revision": 5, "is_removed": True, "work": SESSION.work[1:],
}  # fmt: skip


def test_whatever_is_changed_of_a_session_takes_the_place_of_what_was_there(tmp_path):
    with closing(open_database(tmp_path / "a.sqlite3", MIGRATIONS, add_functions)) as database:
        database.execute("BEGIN")
        for name, value in CHANGES.items():
            before = replace(SESSION, id=f"changed {name}")
            write_entry(database, before)
            write_entry(database, replace(before, **{name: value}), before)
            assert entry_with(database, before.id) == replace(before, **{name: value})
        assert entry_with(database, "another") is None


def test_a_session_that_ends_after_midnight_belongs_to_the_day_it_began(tmp_path):
    path = tmp_path / "a.sqlite3"
    with closing(open_database(path, MIGRATIONS, add_functions)) as database:
        write_entry(database, SESSION)
    assert rows(path, "SELECT day FROM session") == [(day_at(SESSION.started_at_ms, 60),)]
    assert sessions_in(path) == (SESSION,)
