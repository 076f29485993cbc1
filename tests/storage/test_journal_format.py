# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written as JSON comes back as it was; what is no journal is refused in a line."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import WorkEntry
from hipmob_desktop.core.journal_merge import table_of
from hipmob_desktop.core.runs import Run, RunSource, run_id, run_table, ticked_run_id
from hipmob_desktop.storage.journal_format import (
    FormatError,
    journal_of,
    json_pieces,
    read_journal,
    read_waiting,
    remove_waiting,
    waiting_file,
    write_waiting,
)
from storage.sessions import SESSION, WORK, another

TEXTS = st.text(max_size=20)
COUNTS = st.integers(0, 50)
WORKS = st.builds(
    WorkEntry,
    move_id=st.text(min_size=1, max_size=10),
    side=st.sampled_from(Side),
    done=COUNTS,
    asked=COUNTS,
    held_ms=st.integers(0, 600_000),
    is_hurt=st.booleans(),
    planned_ms=st.none() | st.integers(0, 600_000),
    is_hold=st.none() | st.booleans(),
    is_skipped=st.none() | st.booleans(),
    adapted_from=st.none() | TEXTS,
    pace=st.none() | st.floats(0.1, 5),
)
SESSIONS = st.builds(
    another,
    routine=TEXTS,
    title=TEXTS,
    started_at_ms=st.integers(0, 4 * 10**12),
    offset_min=st.integers(-14 * 60, 14 * 60),
    ended_at_ms=st.none() | st.integers(0, 4 * 10**12),
    played_ms=st.integers(0, 10**9),
    work=st.lists(WORKS, max_size=3).map(tuple),
    felt_before=st.none() | st.integers(0, 10),
    felt_after=st.none() | st.integers(0, 10),
    note=TEXTS,
    revision=st.integers(0, 99),
    is_removed=st.booleans(),
)


def written(*sessions):
    return "".join(json_pieces(sessions)).encode()


def test_runs_come_back_as_they_were_written():
    run = Run(
        id=run_id(SESSION.started_at_ms),
        started_at_ms=SESSION.started_at_ms,
        ended_at_ms=SESSION.started_at_ms + 1_234,
        offset_min=-210,
        title="Läufe, “lang”",
        source=RunSource.CALENDAR,
        is_all_day=True,
        revision=4,
        is_removed=True,
    )
    tick = replace(
        run,
        id=ticked_run_id(SESSION.id),
        ended_at_ms=run.started_at_ms,
        source=RunSource.TICKED,
        is_all_day=False,
        session=SESSION.id,
    )
    text = "".join(json_pieces([SESSION], [run, tick])).encode()
    assert journal_of(text).runs == [run, tick]
    assert journal_of(text).sessions == journal_of(written(SESSION)).sessions


@tried_with(
    "change",
    [{"id": "a"}, {"started": "2026"}, {"source": "dream"}, {"revision": -1}, {"title": 1}],
)
def test_a_run_that_is_none_is_refused(change):
    run = Run(
        id=run_id(0),
        started_at_ms=0,
        ended_at_ms=0,
        offset_min=0,
        title="",
        source=RunSource.RECORDED,
    )
    table = {"format": 1, "sessions": [], "runs": [run_table(run) | change]}
    with pytest.raises(FormatError, match="no journal"):
        journal_of(json.dumps(table).encode())


@given(sessions=st.lists(SESSIONS, max_size=3))
def test_what_a_session_tells_comes_back_to_the_millisecond(sessions):
    back = journal_of(written(*sessions)).sessions
    assert [table_of(each) for each in back] == [table_of(each) for each in sessions]
    for one, other in zip(back, sessions, strict=True):
        assert (one.started_at_ms, one.played_ms) == (other.started_at_ms, other.played_ms)


def test_a_file_is_json_with_a_session_in_each_line():
    lines = written(SESSION, another(routine="b")).decode().splitlines()
    assert len(lines) == 4
    assert [one["routine"] for one in json.loads("".join(lines))["sessions"]] == [
        "nilsson_seven",
        "b",
    ]
    assert json.loads(written()) == {"format": 1, "sessions": []}


@tried_with(
    ("work", "is_complete"),
    [
        ((WORK,), True),
        ((replace(WORK, done=0, is_skipped=True),), True),
        ((replace(WORK, done=3, is_hurt=True),), True),
        ((replace(WORK, done=3),), False),
        ((WORK, replace(WORK, done=0)), False),
    ],
)
def test_whether_a_session_was_whole_is_seen_from_its_work(work, is_complete):
    (back,) = journal_of(written(replace(SESSION, work=work))).sessions
    assert back.is_complete is is_complete


def test_holds_are_counted_by_their_times():
    hold = replace(WORK, is_hold=True, done=1, asked=2, held_ms=30_000, planned_ms=60_000)
    whole = replace(hold, held_ms=60_000)
    unplanned = replace(hold, planned_ms=None)
    none = replace(hold, done=0, held_ms=0)
    neither = replace(none, planned_ms=None)
    work = (hold, whole, unplanned, none, neither)
    (back,) = journal_of(written(replace(SESSION, work=work))).sessions
    counts = [(each.done, each.asked) for each in back.work]
    assert counts == [(1, 2), (1, 1), (1, 1), (0, 1), (0, 1)]


def broken(**changes):
    return json.dumps({"format": 1, "sessions": [table_of(SESSION) | changes]}).encode()


@tried_with(
    ("content", "why"),
    [
        (b"", "no journal"),
        (b"[]", "no journal"),
        (b"\xff\xfe", "no journal"),
        (b'{"format": 2, "sessions": []}', "newer version of this program wrote it"),
        (b'{"format": 0, "sessions": []}', "expected format 1, found 0"),
        (b'{"format": 1}', "sessions"),
        (broken(id="7"), "UUID"),
        (broken(started="2026-01-01T10:00:00"), "timezone"),
        (broken(felt_after=11), "<= 10"),
        (broken(revision="1"), r"sessions\[0\].revision"),
        (broken(items=[{"move": "a"}]), "side"),
        (b"[" * 100_000, "no journal"),
        (b'{"format": 1, "more": ' + b"[" * 100_000, "no journal"),
    ],
)
def test_what_is_no_journal_is_refused_with_its_place(content, why):
    with pytest.raises(FormatError, match=why) as caught:
        journal_of(content)
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    for path in (tmp_path / "gone.json", tmp_path):
        with pytest.raises(FormatError, match=str(path)):
            read_journal(path)
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    with pytest.raises(FormatError, match=r"broken\.json: it is no journal"):
        read_journal(broken)


def test_sessions_wait_beside_the_journal_until_they_are_taken_in(tmp_path):
    path = tmp_path / "journal.sqlite3"
    other = another(routine="b")
    assert read_waiting(path) == []
    write_waiting(path, [SESSION])
    write_waiting(path, [other])
    assert [each.id for each in read_waiting(path)] == [SESSION.id, other.id]
    remove_waiting(path)
    remove_waiting(path)
    assert read_waiting(path) == []


def test_what_waits_and_cannot_be_read_holds_nothing_up(tmp_path):
    path = tmp_path / "journal.sqlite3"
    waiting_file(path).write_text("{")
    assert read_waiting(path) == []
