# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done on other days is learned and entered beside the window."""

from dataclasses import replace

import pytest

from hipmob_desktop.app.journal import (
    LOOKS_BACK_MS,
    JournalService,
    JournalSnapshot,
)
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import Hurt, RoutineUse
from hipmob_desktop.core.journal_merge import Edit
from hipmob_desktop.storage.run_recordings import Found
from hipmob_desktop.storage.runs import Runs
from storage.sessions import SESSION, WORK, another, sessions_in
from ui.windows import OFFSCREEN

pytest_plugins = ("ui.conftest",)
pytestmark = OFFSCREEN

HURTING = replace(SESSION, work=(replace(WORK, is_hurt=True),))


class Disk:
    """Keeps what it is given to do until it is told to; of one key the last job only."""

    def __init__(self):
        self.jobs = {}

    def do(self, key, job):
        self.jobs[key] = job

    def close(self, **_):
        return True

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


def test_how_it_felt_is_kept_with_the_session_before_it(journal, disk, path):
    journal.keep(SESSION)
    journal.note_feel(SESSION.routine, SESSION.started_at_ms, 7)
    disk.work()

    assert [session.felt_after for session in sessions_in(path)] == [7]


def test_the_sessions_of_the_last_days_are_known_by_when_they_began(journal, disk, monkeypatch):
    now_ms = SESSION.started_at_ms + LOOKS_BACK_MS
    monkeypatch.setattr("hipmob_desktop.app.journal.unix_ms", lambda: now_ms)
    journal.keep(replace(SESSION, started_at_ms=SESSION.started_at_ms - 1))
    journal.keep(SESSION)
    disk.work()

    assert journal.known.started == (SESSION.started_at_ms,)


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


CALENDAR = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:{}\nDTSTART:20261120T170000Z\n"
    "END:VEVENT\nEND:VCALENDAR\n"
)


@pytest.fixture
def looking(journal, disk, monkeypatch):
    """A journal that reads where it is told, on a day after that of the calendar."""
    monkeypatch.setattr("hipmob_desktop.app.journal.unix_ms", lambda: 1_795_600_000_000)
    journal._reader = disk
    journal.faults, journal.changes = [], []
    journal.runs_failed.connect(journal.faults.append)
    journal.runs_changed.connect(lambda: journal.changes.append(True))
    return journal


def runs_of(journal):
    return Runs(journal._journal).between()


def test_runs_are_found_in_a_calendar_beside_the_window(looking, disk, tmp_path):
    path = tmp_path / "a.ics"
    path.write_text(CALENDAR.format("Long run"))
    looking.look_for_runs(path, "run")
    assert looking.changes == []
    disk.work()
    assert [run.title for run in runs_of(looking)] == ["Long run"]
    assert (looking.changes, looking.faults) == ([True], [""])


def test_a_calendar_that_is_none_is_said_and_changes_nothing(looking, disk, tmp_path):
    looking.look_for_runs(tmp_path / "none.ics", "run")
    disk.work()
    (fault,) = looking.faults
    assert "none.ics: there is no such file." in fault
    assert looking.changes == []


def test_of_many_recordings_that_cannot_be_read_the_first_is_named(looking, disk, tmp_path):
    for name in ("a.fit", "b.fit", "c.gpx"):
        (tmp_path / name).write_text("x")
    looking.look_for_runs(tmp_path, "run")
    disk.work()
    (fault,) = looking.faults
    assert fault.endswith(". 2 more could not be read.")
    looking.look_for_runs(tmp_path, "run")
    disk.work()
    assert looking.faults[1:] == [""]


def test_a_folder_that_takes_long_is_read_to_its_end(looking, disk, tmp_path, monkeypatch):
    answers = [
        Found((), ("one",), (), is_all=False),
        Found((), ("two",), (), is_all=True),
    ]
    seen = []

    def look(_source, _words, _now_ms, known):
        seen.append(known)
        return answers[len(seen) - 1]

    monkeypatch.setattr("hipmob_desktop.storage.run_recordings.look_for_runs", look)
    looking.look_for_runs(tmp_path, "run")
    disk.work()
    assert seen == [frozenset(), frozenset({"one"})]


def test_what_is_read_after_the_end_is_left(looking, disk, tmp_path):
    path = tmp_path / "a.ics"
    path.write_text(CALENDAR.format("Run"))
    looking.look_for_runs(path, "run")
    looking.close()
    disk.work()
    assert looking.changes == []


def test_a_tick_and_a_run_that_is_none_are_kept(looking, disk):
    looking.keep(SESSION)
    looking.tick(SESSION.id, is_ticked=True)
    disk.work()
    (run,) = runs_of(looking)
    looking.remove_run(run.id, is_removed=True)
    disk.work()
    assert [each.is_removed for each in runs_of(looking)] == [True]
    assert looking.changes == [True, True]
