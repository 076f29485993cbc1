# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done is still known after years, kills, full disks, newer programs and damage."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipmob_desktop.clocks import offset_min
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import Hurt, RoutineUse
from hipmob_desktop.core.journal_merge import Edit, merged, table_of
from hipmob_desktop.storage import database
from hipmob_desktop.storage.history import EVERYTHING, History
from hipmob_desktop.storage.journal import Journal, Merged, transaction
from hipmob_desktop.storage.journal_format import waiting_file
from storage.sessions import SESSION, WORK, another, sessions_in

DAY_MS = 86_400_000


def on_day(day, *, hurt=(), done=(), work_of=(), **changes):
    """A session on a day, in which moves on their left side hurt or were done well."""
    work = tuple(replace(WORK, move_id=move, done=1, is_hurt=True) for move in hurt)
    work += tuple(replace(WORK, move_id=move) for move in done)
    return another(started_at_ms=day * DAY_MS, work=work + work_of, **changes)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "journal.sqlite"


@pytest.fixture
def told():
    return []


@pytest.fixture
def journal(path, told):
    journal = Journal(path, told.append)
    yield journal
    journal.close()


def test_a_session_comes_back_as_it_was_entered(journal, path, told):
    assert journal.add(SESSION)
    journal.close()
    assert sessions_in(path) == (SESSION,)
    assert told == []


def test_before_the_first_session_there_is_nothing_and_nothing_to_say(journal, told):
    assert (journal.uses(), journal.hurts()) == ({}, ())
    assert told == []


def test_nothing_is_opened_before_something_is_asked(journal, path):
    assert not path.parent.exists()


def test_a_session_that_was_left_and_gone_on_with_is_one_session(journal, path):
    journal.add(replace(SESSION, position_ms=5, is_complete=False, work=(WORK,)))
    journal.add(SESSION)
    assert sessions_in(path) == (SESSION,)


@pytest.mark.parametrize(
    "earlier", [{"played_ms": 582_000}, {}], ids=["its last second", "its end"]
)
def test_what_was_kept_before_the_end_of_a_session_takes_nothing_from_its_entry(
    journal, path, earlier
):
    assert journal.add(SESSION)
    assert journal.add(replace(SESSION, is_complete=False, work=(WORK,), **earlier))
    assert sessions_in(path) == (SESSION,)


def test_what_hurt_while_a_session_stood_still_is_entered(journal, path):
    at_pause = replace(SESSION, is_complete=False)
    journal.add(at_pause)
    hurt = replace(at_pause, work=(replace(WORK, is_hurt=True),))
    journal.add(hurt)
    assert sessions_in(path) == (hurt,)


def test_a_routine_is_counted_when_it_was_played_to_its_end(journal):
    journal.add(on_day(1))
    journal.add(on_day(2))
    journal.add(on_day(3, is_complete=False))
    journal.add(on_day(2, routine="desk_three", is_complete=False))
    assert journal.uses() == {
        "nilsson_seven": RoutineUse(times=2, last_at_ms=3 * DAY_MS, last_done_at_ms=2 * DAY_MS),
        "desk_three": RoutineUse(times=0, last_at_ms=2 * DAY_MS),
    }


def test_a_move_that_hurt_is_named_until_it_was_done_without_hurting(journal):
    journal.add(on_day(1, hurt=["bridge", "clam"], done=["squat"]))
    journal.add(on_day(2, done=["bridge"]))
    assert journal.hurts() == (Hurt("clam", Side.LEFT, DAY_MS),)
    journal.add(on_day(3, hurt=["bridge"]))
    assert journal.hurts() == (
        Hurt("bridge", Side.LEFT, 3 * DAY_MS),
        Hurt("clam", Side.LEFT, DAY_MS),
    )


def test_the_other_side_done_well_does_not_make_one_side_good(journal):
    journal.add(on_day(1, hurt=["bridge"]))
    journal.add(replace(on_day(2), work=(replace(WORK, side=Side.RIGHT),)))
    assert [hurt.side for hurt in journal.hurts()] == [Side.LEFT]


def test_a_move_that_was_passed_over_has_not_been_done_well(journal):
    journal.add(on_day(1, hurt=["bridge"]))
    journal.add(replace(on_day(2), work=(replace(WORK, done=0),)))
    assert len(journal.hurts()) == 1


@given(
    days=st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.integers(0, 2)), max_size=12)
)
def test_the_hurts_are_those_a_person_would_read_out_of_the_sessions(days):
    expected = {}
    with (
        TemporaryDirectory() as folder,
        closing(Journal(Path(folder, "a"), pytest.fail)) as journal,
    ):
        for day, (move, is_hurt, done) in enumerate(days, start=1):
            work = replace(WORK, move_id=move, is_hurt=is_hurt, done=done)
            journal.add(replace(on_day(day), work=(work,)))
            if is_hurt:
                expected[move] = day * DAY_MS
            elif done:
                expected.pop(move, None)
        assert {hurt.move_id: hurt.at_ms for hurt in journal.hurts()} == expected


def test_the_name_of_a_file_that_is_no_unicode_can_be_kept(journal, path, told):
    assert journal.add(replace(SESSION, routine=os.fsdecode(b"/mine\xff.toml")))
    assert sessions_in(path)[0].routine == "/mine\\udcff.toml"
    assert told == []


def test_sessions_can_be_entered_and_read_from_several_threads(journal, told):
    journal.uses()
    together = threading.Barrier(8)

    def enter(day):
        together.wait()
        journal.add(on_day(day))
        journal.uses()

    threads = [threading.Thread(target=enter, args=(day,)) for day in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert journal.uses() == {"nilsson_seven": RoutineUse(8, 8 * DAY_MS, 8 * DAY_MS)}
    assert told == []


@pytest.mark.parametrize(
    "content", [b"no database at all " * 100, b"SQLite format 3\0" + b"x" * 5_000]
)
def test_a_broken_file_is_set_aside_and_a_new_one_is_begun(journal, path, told, content):
    path.parent.mkdir()
    path.write_bytes(content)
    assert journal.add(SESSION)
    assert sessions_in(path) == (SESSION,)
    assert path.with_name("journal.broken-1.sqlite").read_bytes() == content
    assert len(told) == 1
    assert told[0].endswith("it is now called journal.broken-1.sqlite, and a new one is begun.")


def test_damage_that_is_found_later_costs_neither_the_file_nor_the_session(journal, path, told):
    journal.uses()
    journal._database.execute("PRAGMA synchronous = OFF")
    for day in range(1, 200):
        journal.add(on_day(day, done=["bridge"]))
    journal.close()
    content = bytearray(path.read_bytes())
    content[4_096:-4_096] = b"\xff" * (len(content) - 8_192)
    path.write_bytes(content)
    assert journal.add(SESSION)
    assert path.with_name("journal.broken-1.sqlite").read_bytes() == bytes(content)
    assert sessions_in(path) == (SESSION,)
    assert "malformed" in told[0]


def test_damage_that_a_question_finds_costs_the_file_and_not_the_answer(journal, path, told):
    journal.add(SESSION)
    damage = sqlite3.DatabaseError("malformed here")
    damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    faults = [damage]

    def question(_database):
        if faults:
            raise faults.pop()
        return "answer"

    assert journal.ask(question, otherwise="none") == "answer"
    assert path.with_name("journal.broken-1.sqlite").exists()
    assert "malformed here" in told[0]


@pytest.mark.parametrize(("is_over", "level"), [(True, 2), (False, 1)])
def test_a_session_that_is_over_waits_for_the_disk_and_one_that_goes_on_does_not(
    journal, is_over, level
):
    journal.add(SESSION if is_over else replace(SESSION, ended_at_ms=None))
    wait = "PRAGMA synchronous"
    assert journal.ask(lambda it: it.execute(wait).fetchone(), otherwise=None) == (level,)


def test_the_database_of_another_program_is_set_aside_whole(journal, path, told):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE session (x)")
    assert journal.add(SESSION)
    assert "of another program" in told[0]


def test_the_file_of_a_newer_program_is_neither_read_nor_changed(journal, path, told):
    journal.add(SESSION)
    journal.close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    assert not journal.add(on_day(1))
    assert journal.uses() == {}
    assert path.read_bytes() == before
    assert len(told) == 1
    assert "newer version" in told[0]


def test_a_disk_that_refuses_is_told_of_once_and_nothing_is_raised(journal, path, told):
    path.parent.write_text("a file where the folder should be")
    assert not journal.add(SESSION)
    assert journal.uses() == {}
    assert told == [f"The journal {path} is not kept: a file stands where a folder is needed."]


def test_a_disk_that_is_well_again_is_used_again(journal, path, told):
    path.parent.write_text("")
    journal.add(SESSION)
    path.parent.unlink()
    assert journal.add(SESSION)
    journal.close()
    shutil.rmtree(path.parent)
    path.parent.write_text("")
    journal.add(SESSION)
    assert len(told) == 2


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be taken away there")
def test_a_file_that_was_taken_away_is_begun_anew(journal, path, told):
    journal.add(SESSION)
    path.unlink()
    journal.add(on_day(1))
    assert journal.add(SESSION)
    assert path.exists()
    assert len(told) <= 1


def test_a_full_disk_is_a_sentence_and_what_was_kept_stays(journal, path, told):
    journal.add(SESSION)
    (pages,) = journal._database.execute("PRAGMA page_count").fetchone()
    journal._database.execute(f"PRAGMA max_page_count = {pages}")
    big = tuple(replace(WORK, move_id=f"move {n}") for n in range(2_000))
    assert not journal.add(replace(on_day(5), work=big))
    assert told[0].endswith("is not kept: the disk is full: free some space.")
    assert sessions_in(path) == (SESSION,)


def test_a_file_that_may_not_be_written_can_still_be_read(journal, told):
    journal.add(SESSION)
    journal._database.execute("PRAGMA query_only = ON")
    assert SESSION.routine in journal.uses()
    assert not journal.add(on_day(5))
    assert "it is read-only" in told[0]


def test_what_the_person_said_stays_when_a_session_goes_on(journal, path):
    journal.add(replace(SESSION, played_ms=5_000, is_complete=False, felt_before=4))
    assert journal.change(SESSION.id, Edit(felt_after=2, note="warm")).note == ""
    journal.add(SESSION)
    (kept,) = sessions_in(path)
    assert (kept.felt_before, kept.felt_after, kept.note, kept.revision) == (4, 2, "warm", 2)
    assert kept.played_ms == SESSION.played_ms


def test_what_a_hand_corrected_is_not_undone_by_a_place_that_is_found_again(journal, path):
    left = replace(SESSION, is_complete=False)
    journal.add(left)
    journal.change(SESSION.id, Edit(played_ms=60_000, work=(WORK,)))
    journal.add(left)
    (kept,) = sessions_in(path)
    assert (kept.played_ms, kept.work) == (60_000, (WORK,))


def test_a_session_that_was_removed_counts_for_nothing_until_it_is_put_back(journal, path):
    hurt = replace(SESSION, work=(replace(WORK, is_hurt=True),))
    journal.add(hurt)
    before = journal.change(SESSION.id, Edit(is_removed=True))
    assert (journal.uses(), journal.hurts()) == ({}, ())
    assert journal.put_back(before)
    assert journal.uses()[SESSION.routine].times == 1
    assert len(journal.hurts()) == 1
    assert sessions_in(path) == (replace(hurt, revision=3),)


def test_a_session_that_there_is_not_cannot_be_changed(journal, path, told):
    assert journal.change(SESSION.id, Edit(note="x")) is None
    assert not journal.put_back(SESSION)
    assert told == []


def test_a_change_that_changes_nothing_has_no_revision(journal, path):
    journal.add(SESSION)
    assert journal.change(SESSION.id, Edit(note="")) == SESSION
    assert sessions_in(path) == (SESSION,)


def test_a_session_without_an_offset_gets_that_of_this_computer(journal, path):
    journal.add(replace(SESSION, offset_min=None, id=""))
    (kept,) = sessions_in(path)
    assert (kept.id, kept.offset_min) == (SESSION.id, offset_min(SESSION.started_at_ms))


STATES = st.lists(
    st.builds(
        lambda hour, revision, note, *, gone: replace(
            another(started_at_ms=hour), revision=revision, note=note, is_removed=gone
        ),
        st.integers(0, 2),
        st.integers(1, 3),
        st.sampled_from("ab"),
        gone=st.booleans(),
    ),
    max_size=6,
)


@given(one=STATES, other=STATES)
def test_journals_brought_together_on_two_computers_are_the_same(one, other):
    with TemporaryDirectory() as folder:
        ends = []
        for number, order in enumerate([[one, other], [other, one, other]]):
            with closing(Journal(Path(folder, f"{number}.sqlite3"), pytest.fail)) as journal:
                for sessions in order:
                    assert journal.merge(sessions) is not None
                ends.append([table_of(each) for each in History(journal).sessions(EVERYTHING)])
    assert ends[0] == ends[1]
    assert {each["id"]: each for each in ends[0]} == {
        id_: table_of(each) for id_, each in merged([one, other]).items()
    }


def test_an_import_is_whole_or_not_at_all(journal, path, told):
    journal.add(SESSION)

    def breaks_off():
        yield on_day(1)
        raise OSError("gone")

    assert journal.merge(breaks_off()) is None
    assert len(sessions_in(path)) == 1
    assert len(told) == 1


def test_what_fails_half_way_leaves_nothing_and_locks_nobody_out():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("CREATE TABLE a (x)")
        with suppress(ZeroDivisionError), transaction(database):
            database.execute("INSERT INTO a VALUES (1)")
            1 / 0  # noqa: B018 - anything that goes wrong
        assert not database.in_transaction
        with transaction(database):
            database.execute("INSERT INTO a VALUES (2)")
        assert database.execute("SELECT x FROM a").fetchall() == [(2,)]


def test_an_import_tells_what_was_new_changed_or_known(journal):
    journal.add(SESSION)
    felt = replace(SESSION, felt_after=3, revision=2)
    assert journal.merge([on_day(1), felt, felt, SESSION]) == Merged(added=1, changed=1, same=2)


def test_what_another_program_locked_out_is_entered_later(journal, path, told, monkeypatch):
    monkeypatch.setattr(database, "BUSY_S", 0.01)
    journal.add(SESSION)
    journal.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert not journal.add(on_day(1))
        assert told == [f"The journal {path} is not kept: another program is using it."]
    assert journal.add(on_day(2))
    assert len(sessions_in(path)) == 3


def test_what_was_locked_out_to_the_end_is_entered_at_the_next_start(path, told, monkeypatch):
    monkeypatch.setattr(database, "BUSY_S", 0.01)
    with closing(Journal(path, told.append)) as journal:
        journal.add(SESSION)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with closing(Journal(path, told.append)) as journal:
            assert not journal.add(on_day(1))
    with closing(Journal(path, pytest.fail)) as journal:
        assert journal.uses()[SESSION.routine].times == 2
    assert not waiting_file(path).exists()


def test_in_a_folder_that_is_read_only_all_can_be_read_and_nothing_is_kept(
    journal, path, told, monkeypatch
):
    journal.add(SESSION)
    journal.close()
    before = path.read_bytes()
    monkeypatch.setattr(database.os, "access", lambda *_: False)
    assert journal.uses()[SESSION.routine].times == 1
    assert told == []
    assert not journal.add(on_day(1))
    assert told == [f"The journal {path} is not kept: it is read-only."]
    assert path.read_bytes() == before


def test_an_older_record_in_a_read_only_folder_can_be_read(tmp_path, monkeypatch):
    path = tmp_path / "old.sqlite3"
    shutil.copy(Path(__file__).parent / "fixtures/sessions-1.sqlite3", path)
    before = path.read_bytes()
    monkeypatch.setattr(database.os, "access", lambda *_: False)
    with closing(Journal(path, pytest.fail)) as journal:
        assert journal.uses()["nilsson_seven"].times == 2
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["old.sqlite3"]


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 256 KiB, where the system lets us have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk]
    try:
        made = subprocess.run(words, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    if not made:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def test_on_a_disk_that_is_full_the_person_is_told_and_a_later_start_is_whole(small_disk, told):
    path = small_disk / "journal.sqlite3"
    big = tuple(replace(WORK, move_id=f"move {n}") for n in range(100))
    with closing(Journal(path, told.append)) as journal:
        entered = [day for day in range(1, 200) if journal.add(on_day(day, work_of=big))]
    assert 0 < len(entered) < 199
    assert told[0].endswith("is not kept: the disk is full: free some space.")
    assert len(told) == len(set(told))
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    with closing(Journal(path, pytest.fail)) as journal:
        journal.add(on_day(500))
        (verdict,) = journal.ask(
            lambda found: found.execute("PRAGMA integrity_check").fetchone(), otherwise=("none",)
        )
    assert verdict == "ok"
    days = {each.started_at_ms // DAY_MS for each in sessions_in(path)}
    assert days >= {*entered, 500}


def test_from_a_disk_that_is_read_only_the_journal_is_read(small_disk, told):
    path = small_disk / "journal.sqlite3"
    with closing(Journal(path, pytest.fail)) as journal:
        journal.add(SESSION)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with closing(Journal(path, told.append)) as journal:
        assert journal.uses()[SESSION.routine].times == 1
        assert not journal.add(on_day(1))
    assert told == [f"The journal {path} is not kept: it is read-only."]


def test_a_kill_in_the_middle_of_entering_leaves_whole_sessions(path, told):
    writer = (
        "import sys; from pathlib import Path;"
        "from hipmob_desktop.storage.journal import Journal;"
        "sys.path.insert(0, sys.argv[2]); from storage.sessions import another;"
        "journal = Journal(Path(sys.argv[1]), print)\n"
        "for n in range(10**6):\n"
        "    journal.add(another(started_at_ms=n)); print(n, flush=True)"
    )
    here = Path(__file__).parents[1]
    for _ in range(2):
        asked = [sys.executable, "-c", writer, path, here]
        child = subprocess.Popen(asked, stdout=subprocess.PIPE, text=True)
        entered = [int(child.stdout.readline()) for _ in range(3)][-1]
        child.send_signal(signal.SIGKILL)
        entered = max([entered, *map(int, child.communicate()[0].split())])
        with closing(Journal(path, told.append)) as journal:
            assert journal.uses()[SESSION.routine].times
            whole = journal.ask(
                lambda file: list(file.execute("PRAGMA integrity_check")), otherwise=0
            )
        assert whole == [("ok",)]
        kept = sessions_in(path)
        assert all(each.work == SESSION.work for each in kept)
        assert {each.started_at_ms for each in kept} >= set(range(entered))
    assert told == []


def test_sessions_since_a_moment_are_told_in_their_order(journal):
    for day in (3, 1, 2):
        journal.add(on_day(day, done=("clam",)))
    assert journal.started_since(2 * DAY_MS) == (2 * DAY_MS, 3 * DAY_MS)


def test_a_move_is_known_when_it_was_done_in_three_sessions(journal):
    three = {"bridge": 3, "a_clam": 2, "hugs": 3, "lift": 1}
    for day in range(3):
        ids = [move_id for move_id, days in three.items() if day < days]
        both = [replace(WORK, move_id=id_, side=side) for id_ in ids for side in Side]
        journal.add(another(started_at_ms=day, work=tuple(both)))

    assert journal.known_moves() == {"bridge", "hugs"}


@pytest.mark.parametrize("change", [{"done": 0}, {"is_hurt": True}])
def test_what_was_not_done_or_hurt_teaches_no_move(journal, change):
    for day in range(5):
        journal.add(another(started_at_ms=day, work=(replace(WORK, **change),)))

    assert journal.known_moves() == frozenset()


def test_in_an_empty_journal_no_move_is_known(journal):
    assert journal.known_moves() == frozenset()


def test_what_was_played_to_its_end_lately_is_told_the_latest_first(journal):
    for day in (3, 1, 2):
        journal.add(on_day(day, routine=f"r{day}", is_complete=True))
    journal.add(on_day(4, routine="left", is_complete=False))
    assert journal.lately(2) == (("r3", 3 * DAY_MS), ("r2", 2 * DAY_MS))
    assert len(journal.lately(9)) == 3
