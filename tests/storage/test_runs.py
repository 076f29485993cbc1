# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs in the journal are entered once, ticked, removed, and merged in any order."""

import random
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import examples
from hipmob_desktop.core.journal_merge import Edit
from hipmob_desktop.core.runs import HOUR_MS, Run, RunSource, run_id, ticked_run_id
from hipmob_desktop.storage.journal import Journal, Merged
from hipmob_desktop.storage.run_recordings import Found
from hipmob_desktop.storage.runs import LEAST_MS, Runs
from storage.sessions import SESSION, another

ENDED_MS = SESSION.ended_at_ms


def a_run(at_ms=ENDED_MS + HOUR_MS, **changes):
    made = Run(
        id=run_id(at_ms),
        started_at_ms=at_ms,
        ended_at_ms=at_ms + HOUR_MS,
        offset_min=60,
        title="Easy “run”",
        source=RunSource.RECORDED,
    )
    return replace(made, **changes)


def found(*runs, marks=()):
    return Found(tuple(runs), tuple(marks), (), is_all=True)


@pytest.fixture
def journal(tmp_path):
    with closing(Journal(tmp_path / "a.sqlite3", pytest.fail)) as journal:
        yield journal


@pytest.fixture
def runs(journal):
    journal.merge([SESSION])
    return Runs(journal)


def around(runs):
    return runs.done(ENDED_MS - 24 * HOUR_MS, ENDED_MS + 48 * HOUR_MS)


def test_a_run_comes_back_as_it_was_entered(runs):
    day = a_run(ENDED_MS + 30 * HOUR_MS, is_all_day=True, source=RunSource.CALENDAR)
    assert runs.enter(found(day, a_run())) == 2
    assert runs.between() == (a_run(), day)
    assert runs.between(day.started_at_ms) == (day,)


def test_a_run_that_is_found_again_is_one_and_stays_as_a_hand_left_it(runs):
    runs.enter(found(a_run()))
    runs.remove(a_run().id, is_removed=True)
    assert runs.enter(found(a_run(title="Another name"))) == 0
    assert [(run.title, run.is_removed) for run in runs.between()] == [("Easy “run”", True)]


def test_files_that_were_read_are_remembered(runs):
    runs.enter(found(marks=["a", "b"]))
    runs.enter(found(marks=["b", "\udcff.fit"]))
    assert runs.seen() == {"a", "b", "\\udcff.fit"}


def test_a_run_has_the_session_before_it(runs):
    runs.enter(found(a_run()))
    assert [(each.run, each.session) for each in around(runs)] == [(a_run(), SESSION.id)]


def test_a_look_at_a_session_and_one_that_was_removed_count_for_nothing(journal, runs):
    look = another(
        started_at_ms=SESSION.started_at_ms + 1, played_ms=LEAST_MS - 1, is_complete=False
    )
    journal.merge([look])
    journal.change(SESSION.id, Edit(is_removed=True))
    runs.enter(found(a_run()))
    assert [each.session for each in around(runs)] == [None]
    runs.tick(look.id, is_ticked=True)
    assert [each.session for each in around(runs)] == [look.id]


def test_a_session_without_an_end_ended_when_it_was_played(journal, runs):
    journal.change(SESSION.id, Edit(is_removed=True))
    old = another(started_at_ms=ENDED_MS, ended_at_ms=None, played_ms=HOUR_MS)
    journal.merge([old])
    runs.enter(found(a_run(ENDED_MS + 4 * HOUR_MS)))
    assert [each.session for each in around(runs)] == [old.id]


def test_a_tick_is_a_run_and_can_be_taken_back_and_made_again(runs):
    assert runs.tick(SESSION.id, is_ticked=True)
    assert [(each.run.source, each.session) for each in around(runs)] == [
        (RunSource.TICKED, SESSION.id)
    ]
    assert runs.tick(SESSION.id, is_ticked=False)
    assert around(runs) == ()
    assert runs.tick(SESSION.id, is_ticked=True)
    assert len(around(runs)) == 1
    (run,) = runs.between()
    assert (run.id, run.revision, run.started_at_ms) == (ticked_run_id(SESSION.id), 3, ENDED_MS)


def test_ticking_twice_changes_nothing(runs):
    for _ in range(2):
        runs.tick(SESSION.id, is_ticked=True)
    assert [run.revision for run in runs.between()] == [1]


def test_there_is_nothing_to_tick_or_remove_where_nothing_is(runs):
    assert not runs.tick("no such session", is_ticked=True)
    assert not runs.remove("no such run", is_removed=True)
    assert runs.between() == ()


def test_a_removed_run_can_be_put_back(runs):
    runs.enter(found(a_run()))
    assert runs.remove(a_run().id, is_removed=True)
    assert around(runs) == ()
    assert runs.remove(a_run().id, is_removed=False)
    assert len(around(runs)) == 1


def test_a_run_on_the_edge_is_told_as_beside_its_neighbours(runs):
    """The session went to the run before it, though that is not asked for."""
    runs.enter(found(a_run(), a_run(ENDED_MS + 5 * HOUR_MS // 2)))
    (done,) = runs.done(ENDED_MS + 2 * HOUR_MS, ENDED_MS + 9 * HOUR_MS)
    assert done.session is None


def test_a_run_is_told_with_its_session_wherever_the_time_asked_for_begins_and_ends(journal, runs):
    run = a_run()
    runs.enter(found(run))
    at_ms = run.started_at_ms
    for first_ms, last_ms in ((at_ms, at_ms), (at_ms - 1, at_ms + 1), (0, at_ms)):
        (done,) = runs.done(first_ms, last_ms)
        assert done.session == SESSION.id
    assert runs.done(at_ms + 1, at_ms + HOUR_MS) == ()
    assert runs.done(0, at_ms - 1) == ()


def test_a_session_of_a_day_or_of_a_pause_as_long_may_have_been_before_a_run(journal, runs):
    journal.change(SESSION.id, Edit(is_removed=True))
    long = another(started_at_ms=ENDED_MS, ended_at_ms=ENDED_MS + 23 * HOUR_MS)
    journal.merge([long])
    run = a_run(ENDED_MS + 24 * HOUR_MS)
    runs.enter(found(run))
    (done,) = runs.done(run.started_at_ms, run.started_at_ms)
    assert done.session == long.id


def test_a_session_of_just_a_minute_was_no_look_at_it(journal, runs):
    journal.change(SESSION.id, Edit(is_removed=True))
    short = another(started_at_ms=ENDED_MS, ended_at_ms=None, is_complete=False)
    runs.enter(found(a_run()))
    journal.merge([replace(short, played_ms=LEAST_MS)])
    assert [each.session for each in around(runs)] == [short.id]


def test_runs_of_another_journal_are_merged_by_revision(runs):
    here = a_run(revision=2, title="here")
    assert runs.merge([here]) == Merged(1, 0, 0)
    assert runs.merge([a_run(revision=1, title="there")]) == Merged(0, 0, 1)
    assert runs.merge([a_run(revision=3, title="there")]) == Merged(0, 1, 0)
    assert [run.title for run in runs.between()] == ["there"]


STATES = st.builds(
    a_run,
    st.sampled_from([ENDED_MS, ENDED_MS + 1]),
    revision=st.integers(1, 3),
    title=st.sampled_from(["", "a", "b"]),
    is_removed=st.booleans(),
    ended_at_ms=st.sampled_from([ENDED_MS + 2, ENDED_MS + 3]),
)


@examples(1.25)
@given(states=st.lists(STATES, max_size=6), rng=st.randoms())
def test_runs_merge_in_any_order_any_number_of_times(tmp_path_factory, states, rng):
    folder = tmp_path_factory.mktemp("merge")
    ends = []
    for number in range(2):
        with closing(Journal(folder / f"{number}.sqlite3", pytest.fail)) as journal:
            for state in states:
                Runs(journal).merge([state])
            ends.append(Runs(journal).between())
        states = [*states, *rng.sample(states, len(states) // 2)]
        rng.shuffle(states)
    assert ends[0] == ends[1]


def test_days_always_add_up_to_their_sessions(tmp_path):
    """The database keeps the sums itself, whatever is entered, changed, removed or deleted."""
    rng = random.Random(4)  # noqa: S311 - no secrets
    path = tmp_path / "sums.sqlite3"
    with closing(Journal(path, pytest.fail)) as journal:
        made = [
            another(started_at_ms=SESSION.started_at_ms + rng.randrange(5) * 12 * HOUR_MS + number)
            for number in range(40)
        ]
        journal.merge(made)
        for _ in range(60):
            edit = Edit(
                felt_after=rng.choice([None, 3, 9]),
                played_ms=rng.randrange(9_000),
                is_removed=rng.random() < 0.4,
            )
            journal.change(rng.choice(made).id, edit)
    with closing(sqlite3.connect(path)) as database:
        database.execute("DELETE FROM work")
        database.execute("DELETE FROM session WHERE number % 7 = 0")
        database.execute("UPDATE session SET day = day + 1 WHERE number % 5 = 0")
        told = database.execute("SELECT * FROM day_told ORDER BY day").fetchall()
        assert database.execute("SELECT * FROM day_sum ORDER BY day").fetchall() == told
        assert len(told) > 2
