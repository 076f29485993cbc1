# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done is still known after years, kills, full disks, newer programs and damage."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import Hurt, RoutineUse
from hipmob_desktop.storage.record import Record
from storage.sessions import SESSION, WORK

DAY_MS = 86_400_000


def on_day(day, *, hurt=(), done=(), **changes):
    """A session on a day, in which moves on their left side hurt or were done well."""
    work = tuple(replace(WORK, move_id=move, done=1, is_hurt=True) for move in hurt)
    work += tuple(replace(WORK, move_id=move) for move in done)
    return replace(SESSION, started_at_ms=day * DAY_MS, work=work, **changes)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "record.sqlite"


@pytest.fixture
def told():
    return []


@pytest.fixture
def record(path, told):
    record = Record(path, told.append)
    yield record
    record.close()


def test_a_session_comes_back_as_it_was_entered(record, path, told):
    assert record.add(SESSION)
    record.close()
    with closing(Record(path, told.append)) as again:
        assert again.sessions() == (SESSION,)
        assert again.last() == SESSION
    assert told == []


def test_before_the_first_session_there_is_nothing_and_nothing_to_say(record, told):
    assert (record.last(), record.sessions(), record.uses(), record.hurts()) == (None, (), {}, ())
    assert told == []


def test_nothing_is_opened_before_something_is_asked(record, path):
    assert not path.parent.exists()


def test_sessions_come_latest_first_and_page_by_page(record):
    days = [on_day(day) for day in (2, 5, 3, 4, 1)]
    for session in days:
        record.add(session)
    first = record.sessions(limit=2)
    second = record.sessions(limit=2, before_ms=first[-1].started_at_ms)
    assert [each.started_at_ms // DAY_MS for each in (*first, *second)] == [5, 4, 3, 2]


def test_a_session_that_was_left_and_gone_on_with_is_one_session(record):
    record.add(replace(SESSION, position_ms=5, is_complete=False, work=(WORK,)))
    record.add(SESSION)
    assert record.sessions() == (SESSION,)


def test_a_routine_is_counted_when_it_was_played_to_its_end(record):
    record.add(on_day(1))
    record.add(on_day(2))
    record.add(on_day(3, is_complete=False))
    record.add(on_day(2, routine="desk_three", is_complete=False))
    assert record.uses() == {
        "nilsson_seven": RoutineUse(times=2, last_at_ms=3 * DAY_MS),
        "desk_three": RoutineUse(times=0, last_at_ms=2 * DAY_MS),
    }


def test_a_move_that_hurt_is_named_until_it_was_done_without_hurting(record):
    record.add(on_day(1, hurt=["bridge", "clam"], done=["squat"]))
    record.add(on_day(2, done=["bridge"]))
    assert record.hurts() == (Hurt("clam", Side.LEFT, DAY_MS),)
    record.add(on_day(3, hurt=["bridge"]))
    assert record.hurts() == (
        Hurt("bridge", Side.LEFT, 3 * DAY_MS),
        Hurt("clam", Side.LEFT, DAY_MS),
    )


def test_the_other_side_done_well_does_not_make_one_side_good(record):
    record.add(on_day(1, hurt=["bridge"]))
    record.add(replace(on_day(2), work=(replace(WORK, side=Side.RIGHT),)))
    assert [hurt.side for hurt in record.hurts()] == [Side.LEFT]


def test_a_move_that_was_passed_over_has_not_been_done_well(record):
    record.add(on_day(1, hurt=["bridge"]))
    record.add(replace(on_day(2), work=(replace(WORK, done=0),)))
    assert len(record.hurts()) == 1


@given(
    days=st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.integers(0, 2)), max_size=12)
)
def test_the_hurts_are_those_a_person_would_read_out_of_the_sessions(days):
    expected = {}
    with closing(Record(Path(":memory:"), pytest.fail)) as record:
        for day, (move, is_hurt, done) in enumerate(days, start=1):
            work = replace(WORK, move_id=move, is_hurt=is_hurt, done=done)
            record.add(replace(on_day(day), work=(work,)))
            if is_hurt:
                expected[move] = day * DAY_MS
            elif done:
                expected.pop(move, None)
        assert {hurt.move_id: hurt.at_ms for hurt in record.hurts()} == expected


def test_the_name_of_a_file_that_is_no_unicode_can_be_kept(record, told):
    assert record.add(replace(SESSION, routine=os.fsdecode(b"/mine\xff.toml")))
    assert record.last().routine == "/mine\\udcff.toml"
    assert told == []


def test_sessions_can_be_entered_and_read_from_several_threads(record, told):
    record.uses()
    together = threading.Barrier(8)

    def enter(day):
        together.wait()
        record.add(on_day(day))
        record.uses()

    threads = [threading.Thread(target=enter, args=(day,)) for day in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert record.uses() == {"nilsson_seven": RoutineUse(8, 8 * DAY_MS)}
    assert told == []


@pytest.mark.parametrize(
    "content", [b"no database at all " * 100, b"SQLite format 3\0" + b"x" * 5_000]
)
def test_a_broken_file_is_set_aside_and_a_new_one_is_begun(record, path, told, content):
    path.parent.mkdir()
    path.write_bytes(content)
    assert record.add(SESSION)
    assert record.sessions() == (SESSION,)
    assert path.with_name("record.broken-1.sqlite").read_bytes() == content
    assert len(told) == 1
    assert told[0].endswith("it is now called record.broken-1.sqlite, and a new one is begun.")


def test_damage_that_is_found_later_costs_neither_the_file_nor_the_session(record, path, told):
    record.uses()
    record._database.execute("PRAGMA synchronous = OFF")
    for day in range(1, 200):
        record.add(on_day(day, done=["bridge"]))
    record.close()
    content = bytearray(path.read_bytes())
    content[4_096:-4_096] = b"\xff" * (len(content) - 8_192)
    path.write_bytes(content)
    assert record.add(SESSION)
    assert path.with_name("record.broken-1.sqlite").read_bytes() == bytes(content)
    assert record.sessions() == (SESSION,)
    assert "malformed" in told[0]


def test_the_database_of_another_program_is_set_aside_whole(record, path, told):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE session (x)")
    assert record.add(SESSION)
    assert "of another program" in told[0]


def test_the_file_of_a_newer_program_is_neither_read_nor_changed(record, path, told):
    record.add(SESSION)
    record.close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    assert not record.add(on_day(1))
    assert record.sessions() == ()
    assert path.read_bytes() == before
    assert len(told) == 1
    assert "newer version" in told[0]


def test_a_disk_that_refuses_is_told_of_once_and_nothing_is_raised(record, path, told):
    path.parent.write_text("a file where the folder should be")
    assert not record.add(SESSION)
    assert record.uses() == {}
    assert told == [
        f"The record of sessions {path} is not kept: a file stands where a folder is needed."
    ]


def test_a_disk_that_is_well_again_is_used_again(record, path, told):
    path.parent.write_text("")
    record.add(SESSION)
    path.parent.unlink()
    assert record.add(SESSION)
    path.parent.joinpath("record.sqlite").unlink()
    path.parent.rmdir()
    path.parent.write_text("")
    record.close()
    record.add(SESSION)
    assert len(told) == 2


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be taken away there")
def test_a_file_that_was_taken_away_is_begun_anew(record, path, told):
    record.add(SESSION)
    path.unlink()
    record.add(on_day(1))
    assert record.add(SESSION)
    assert path.exists()
    assert len(told) <= 1


def test_a_full_disk_is_a_sentence_and_what_was_kept_stays(record, told):
    record.add(SESSION)
    (pages,) = record._database.execute("PRAGMA page_count").fetchone()
    record._database.execute(f"PRAGMA max_page_count = {pages}")
    big = tuple(replace(WORK, move_id=f"move {n}") for n in range(2_000))
    assert not record.add(replace(on_day(5), work=big))
    assert told[0].endswith("is not kept: the disk is full: free some space.")
    assert record.sessions() == (SESSION,)


def test_a_file_that_may_not_be_written_can_still_be_read(record, told):
    record.add(SESSION)
    record._database.execute("PRAGMA query_only = ON")
    assert record.sessions() == (SESSION,)
    assert not record.add(on_day(5))
    assert "it is read-only" in told[0]


def test_a_kill_in_the_middle_of_entering_leaves_whole_sessions(path, told):
    writer = (
        "import sys; from dataclasses import replace; from pathlib import Path;"
        "from hipmob_desktop.storage.record import Record;"
        "sys.path.insert(0, sys.argv[2]); from storage.sessions import SESSION;"
        "record = Record(Path(sys.argv[1]), print)\n"
        "for n in range(10**6):\n"
        "    record.add(replace(SESSION, started_at_ms=n)); print(n, flush=True)"
    )
    here = Path(__file__).parents[1]
    for _ in range(2):
        asked = [sys.executable, "-c", writer, path, here]
        child = subprocess.Popen(asked, stdout=subprocess.PIPE, text=True)
        entered = [int(child.stdout.readline()) for _ in range(3)][-1]
        child.send_signal(signal.SIGKILL)
        entered = max([entered, *map(int, child.communicate()[0].split())])
        with closing(Record(path, told.append)) as record:
            kept = record.sessions(limit=10**6)
        assert all(each.work == SESSION.work for each in kept)
        assert {each.started_at_ms for each in kept} >= set(range(entered))
    assert told == []
