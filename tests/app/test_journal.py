# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done on other days is learned and entered beside the window."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hipmob_desktop.app.journal import (
    LOOKS_BACK_MS,
    HistoryPresenter,
    JournalService,
    JournalSnapshot,
    overview,
)
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import Hurt, RoutineUse
from hipmob_desktop.core.journal_merge import Edit
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


TODAY = date(2026, 11, 26)
DAY_MS = 86_400_000
TODAY_MS = (TODAY - date(1970, 1, 1)).days * DAY_MS


def done(ago, hour=12, offset=0):
    """A session that many days ago, by the clock there."""
    at_ms = TODAY_MS - ago * DAY_MS + hour * 3_600_000 - offset * 60_000
    return another(started_at_ms=at_ms, offset_min=offset)


def told(journal, disk, goal=3, today=TODAY, most=100):
    answers = []
    journal.found.connect(answers.append)
    journal.look(lambda history: overview(history, today=today, goal_days=goal, most=most))
    disk.work()
    return answers[-1]


def test_days_are_those_of_the_clock_where_they_were_done(journal, disk):
    for session in (done(1, hour=23, offset=-600), done(3, hour=0, offset=840)):
        journal.keep(session)
    found = told(journal, disk)
    assert [day.day for day in found.year.days] == [
        TODAY - timedelta(days=3), TODAY - timedelta(days=1)
    ]  # fmt: skip
    assert found.is_all


def test_who_flew_home_sees_what_was_done_where_it_is_tomorrow(journal, disk):
    journal.keep(done(-1, hour=6, offset=780))
    found = told(journal, disk)
    assert found.year.today == TODAY + timedelta(days=1)
    assert len(found.year.days) == 1


@pytest.mark.parametrize("weeks", [0, 1, 52, 53, 54, 130])
def test_weeks_kept_are_counted_as_far_back_as_they_go(journal, disk, weeks):
    first = TODAY.weekday() + 7 * weeks  # the Monday of that many weeks ago
    kept = [done(ago) for ago in range(TODAY.weekday() + 1, first + 1) if ago % 7 in (4, 5, 6)]
    for session in kept:
        journal.keep(session)
    assert told(journal, disk).year.kept == weeks


def test_a_long_list_is_told_some_at_a_time(journal, disk):
    for ago in range(5):
        journal.keep(done(ago))
    found = told(journal, disk, most=3)
    assert len(found.lines) == 3
    assert not found.is_all


@pytest.fixture
def history(journal, disk, studio, monkeypatch):
    """The pages of history over a journal with three sessions."""
    monkeypatch.setattr("hipmob_desktop.app.journal.day_of", lambda: TODAY)
    for ago in (0, 1, 2):
        journal.keep(done(ago))
    history = HistoryPresenter(journal, studio.style, str)
    history.asked = []
    history.session.page_requested.connect(history.asked.append)
    history.refresh(3)
    disk.work()
    return history


def test_the_page_shows_what_is_in_the_journal(history):
    assert history.screen.lines_shown == 3
    assert history.screen._kept.text() == "1 week kept"


def test_a_session_that_is_chosen_is_shown_once_it_was_read(history, disk):
    shown = []
    history.session_shown.connect(lambda: shown.append(True))
    history.screen.session_chosen.emit(done(1).id)
    assert shown == []
    disk.work()
    assert shown == [True]
    assert history.session.header.title.text() == SESSION.title
    history.screen.session_chosen.emit("gone meanwhile")
    disk.work()
    assert shown == [True]


def test_what_is_corrected_stands_in_the_journal_and_in_the_list(history, disk, path):
    history.screen.session_chosen.emit(done(1).id)
    disk.work()
    history.session.after.changed.emit(8)
    disk.work()
    disk.work()
    assert [session.felt_after for session in sessions_in(path)] == [None, 8, None]
    assert "felt – → 8" in history.screen.list.model().index(1, 0).data()
    assert not history.screen.removed.isVisibleTo(history.screen)


def test_a_session_is_removed_and_had_again(history, disk, path):
    history.screen.session_chosen.emit(done(1).id)
    disk.work()
    history.session.remove.click()
    disk.work()
    disk.work()
    assert history.asked == ["history"]
    assert history.screen.lines_shown == 2
    assert history.screen.removed.isVisibleTo(history.screen)
    history.screen.removed.action.click()
    disk.work()
    assert history.screen.lines_shown == 3
    assert [session.is_removed for session in sessions_in(path)] == [False] * 3
    history.screen.undo_requested.emit()
    assert disk.jobs == {}


def test_the_list_goes_on_below(history, disk, monkeypatch):
    first = history.screen._model.line(0)
    history.screen.more_requested.emit(first)
    disk.work()
    assert history.screen.lines_shown == 5
