# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done on other days is learned and entered beside the window."""

from dataclasses import replace

import pytest

from hipmob_desktop.app.journal import JournalService, JournalSnapshot
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import Hurt, RoutineUse
from hipmob_desktop.core.journal_merge import Edit
from storage.sessions import SESSION, WORK, another, sessions_in

HURTING = replace(SESSION, work=(replace(WORK, is_hurt=True),))


class Disk:
    """Keeps what it is given to do until it is told to; of one key the last job only."""

    def __init__(self):
        self.jobs = {}

    def do(self, key, job):
        self.jobs[key] = job

    def work(self):
        while self.jobs:
            self.jobs.pop(next(iter(self.jobs)))()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal.db"


@pytest.fixture
def disk():
    return Disk()


@pytest.fixture
def journal(path, disk, qapp):
    journal = JournalService(path, disk)
    journal.snapshots, journal.faults = [], []
    journal.learned.connect(journal.snapshots.append)
    journal.failed.connect(journal.faults.append)
    yield journal
    journal.close()
    disk.work()


def test_a_person_who_did_nothing_yet_has_nothing_behind(journal, disk):
    journal.learn()
    disk.work()

    assert journal.snapshots == [JournalSnapshot({}, ())]
    assert journal.snapshots[0].last_done() is None


def test_what_is_entered_is_learned_at_once(journal, disk):
    journal.keep(HURTING)
    disk.work()

    (known,) = journal.snapshots
    at_ms = SESSION.started_at_ms
    assert known.uses == {SESSION.routine: RoutineUse(1, at_ms, at_ms)}
    assert known.hurts == (Hurt(WORK.move_id, WORK.side, at_ms),)


def test_the_window_waits_for_nothing(journal, path):
    journal.learn()
    journal.keep(SESSION)

    assert not path.exists()
    assert not journal.snapshots


def test_two_sessions_that_wait_are_both_entered_and_one_that_went_on_once(journal, disk, path):
    later = another(started_at_ms=SESSION.started_at_ms + 1)
    gone_on = replace(later, played_ms=later.played_ms + 1)
    for session in (SESSION, later, gone_on):
        journal.keep(session)
    disk.work()

    assert [session.played_ms for session in sessions_in(path)] == [
        gone_on.played_ms,
        SESSION.played_ms,
    ]


def test_all_that_waits_is_entered_before_the_file_is_let_go(journal, disk, path):
    journal.keep(SESSION)
    journal.close()
    disk.work()

    assert len(sessions_in(path)) == 1


def test_closing_a_journal_that_nobody_needed_makes_no_file(journal, disk, path):
    journal.close()
    disk.work()

    assert not path.exists()


def test_what_is_wrong_with_the_file_is_said(journal, disk, path):
    path.mkdir()
    journal.learn()
    disk.work()

    assert journal.faults
    assert str(path) in journal.faults[0]
    assert journal.snapshots == [JournalSnapshot({}, ())]


def test_moves_that_hurt_on_any_side_are_known_by_their_id():
    known = JournalSnapshot(
        hurts=(Hurt("clam", Side.LEFT, 1), Hurt("clam", Side.RIGHT, 2), Hurt("lift", Side.BOTH, 3))
    )

    assert known.hurt_moves == {"clam", "lift"}


def test_the_routine_begun_last_is_the_last_however_often_others_were_done():
    often, last = RoutineUse(9, 1_000, 1_000), RoutineUse(0, 2_000)

    assert JournalSnapshot({"often": often, "last": last}).last_done() == "last"


def test_a_session_that_goes_on_is_entered_and_nothing_is_learned_yet(journal, disk, path):
    journal.keep(replace(SESSION, ended_at_ms=None))
    disk.work()

    assert len(sessions_in(path)) == 1
    assert not journal.snapshots


def test_a_change_can_be_put_back(journal, disk, path):
    before = []
    journal.changed.connect(before.append)
    journal.keep(SESSION)
    journal.change(SESSION.id, Edit(is_removed=True))
    disk.work()

    assert before == [SESSION]
    assert journal.snapshots[-1].uses == {}

    journal.put_back(before[0])
    disk.work()
    assert journal.snapshots[-1].uses[SESSION.routine].times == 1
    assert sessions_in(path) == (replace(SESSION, revision=3),)


def test_a_change_of_what_is_not_there_is_no_change(journal, disk):
    journal.changed.connect(pytest.fail)
    journal.change(SESSION.id, Edit(note="x"))
    journal.put_back(SESSION)
    disk.work()

    assert not journal.snapshots


def test_a_page_is_answered_what_it_asked_last(journal, disk):
    found = []
    journal.found.connect(found.append)
    journal.keep(SESSION)
    journal.look(lambda history: history.lines())
    journal.look(lambda history: history.session(SESSION.id))
    disk.work()

    assert found == [SESSION]
