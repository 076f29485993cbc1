# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of history show what the journal says, and do what is asked there."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from app.test_journal import Disk
from cases import some_of
from hipmob_desktop.app.history import HistoryPresenter, more_lines, overview
from hipmob_desktop.app.journal import JournalService
from hipmob_desktop.storage.history import History
from hipmob_desktop.storage.run_recordings import Found
from hipmob_desktop.storage.runs import Runs
from storage.sessions import SESSION, another, sessions_in
from storage.test_runs import a_run
from ui.windows import OFFSCREEN

pytest_plugins = ("ui.conftest",)
pytestmark = OFFSCREEN


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal.db"


@pytest.fixture
def disk():
    return Disk()


@pytest.fixture
def journal(path, disk, qapp):
    journal = JournalService(path, disk)
    yield journal
    journal.close()
    disk.work()


TODAY = date(2026, 11, 26)
DAY_MS = 86_400_000
TODAY_MS = (TODAY - date(1970, 1, 1)).days * DAY_MS


def done(ago, hour=12, offset=0):
    """A session that many days ago, by the clock there."""
    at_ms = TODAY_MS - ago * DAY_MS + hour * 3_600_000 - offset * 60_000
    return another(started_at_ms=at_ms, offset_min=offset, ended_at_ms=at_ms + 600_000)


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


@pytest.mark.parametrize("weeks", some_of([0, 1, 52, 53, 54, 130], 0, 1))
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
    monkeypatch.setattr("hipmob_desktop.app.history.day_of", lambda: TODAY)
    monkeypatch.setattr("hipmob_desktop.app.history.unix_ms", lambda: TODAY_MS + DAY_MS)
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


def test_a_tick_in_the_list_is_a_run_in_the_page(history, journal, disk):
    history.screen.tick_requested.emit(done(1).id, True)
    disk.work()
    disk.work()
    rows = [history.screen.list.model().index(row, 0).data() for row in range(3)]
    assert ["before a run" in row for row in rows] == [False, True, False]
    assert any(
        label.text().startswith("Before 1 of 1 run")
        for label in history.screen.findChildren(QLabel)
    )
    history.screen.tick_requested.emit(done(1).id, False)
    disk.work()
    disk.work()
    assert history.screen._model.before_runs == {}


def test_a_run_that_was_found_is_shown_with_its_session_and_taken_out(history, journal, disk):
    ended_ms = done(1).ended_at_ms
    run = a_run(ended_ms + 3_600_000)
    Runs(journal._journal).enter(Found((run,), (), (), is_all=True))
    history.refresh(3)
    history.screen.session_chosen.emit(done(1).id)
    disk.work()
    assert history.session.ran.value
    assert history.screen._model.before_runs == {done(1).id: False}
    history.session.ran.box.click()
    disk.work()
    disk.work()
    assert history.screen._model.before_runs == {}


def test_the_list_that_goes_on_knows_runs_too(history, journal, disk):
    history._journal.tick(done(2).id, is_ticked=True)
    disk.work()
    answer = more_lines(history.screen._model.line(0), History(journal._journal))
    assert answer.before_runs == {done(2).id: True}
    assert more_lines(answer.lines[-1], History(journal._journal)).lines == ()


def test_what_could_not_be_read_is_shown_on_the_page(history, journal):
    journal.runs_failed.emit("a.ics: there is no such file.")
    assert history.screen._run_fault.text() == "a.ics: there is no such file."
