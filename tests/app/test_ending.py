# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of a session: quiet, the week, how it feels, and what goes well next."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

from app.desk import MINE
from hipmob_desktop.app.ending import LIES, STANDS
from hipmob_desktop.core.enums import PositionGroup, SkipTag
from hipmob_desktop.ui.text import NOTHING_KEPT
from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN


@pytest.fixture
def opened(desk):
    return desk.open()


@pytest.fixture
def mine(tmp_path):
    """A short routine of one's own."""
    file = tmp_path / "mine.toml"
    file.write_text(MINE, "utf-8")
    return file


def feels(desk):
    """What the journal has of how it felt; the window has been closed."""
    with closing(sqlite3.connect(desk.paths.journal_file)) as journal:
        rows = journal.execute("SELECT felt_after FROM session ORDER BY number")
        return [felt for (felt,) in rows]


def test_after_the_last_move_it_is_quiet_until_a_key(opened, mine):
    opened.plays(mine, full_screen=True)
    opened.plays_to_the_end()
    page = opened.pages.summary
    assert opened.page == "SummaryScreen"
    assert page.quiet.lasts
    assert opened.window.isFullScreen()
    QTest.keyClick(page.quiet, Qt.Key.Key_Space)
    assert not page.quiet.lasts
    assert page.done.isVisible()
    assert not opened.window.isFullScreen()


@pytest.mark.sweep
def test_a_session_that_was_left_has_no_quiet(opened):
    opened.plays()
    opened.passes(20_000)
    opened.stops()
    assert not opened.pages.summary.quiet.lasts
    assert opened.pages.summary.done.isVisible()


def test_the_figure_lies_or_stands_where_no_floor_was_needed(opened):
    figures = opened.running.front.figures
    assert figures.figure(LIES).posture is PositionGroup.SUPINE
    assert figures.figure(STANDS).posture is PositionGroup.STAND


@pytest.mark.sweep
def test_each_session_of_the_week_counts(opened, mine):
    for words in ("First time", "Second time", "Third time"):
        opened.plays(mine)
        opened.plays_to_the_end()
        opened.until(lambda words=words: words in opened.pages.summary.title.text())
    assert "today" in opened.pages.summary.week.words()


def test_the_week_begins_on_the_day_that_it_begins_on_here(opened, mine, monkeypatch):
    monkeypatch.setattr("hipmob_desktop.app.ending.QLocale", lambda: QLocale("en_US"))
    opened.plays(mine)
    opened.plays_to_the_end()
    first, *_ = opened.pages.summary.week._week.days
    assert first.strftime("%A") == "Sunday"


def test_without_a_figure_to_rest_by_the_coach_asks_at_once(opened, mine, monkeypatch):
    opened.plays(mine)
    monkeypatch.setattr(opened.running.front.figures, "figure", lambda _: None)
    opened.plays_to_the_end()
    assert not opened.pages.summary.quiet.lasts
    assert opened.running.controller._speaker._timer.isActive()


def test_a_note_and_a_run_are_kept_in_the_journal(desk, mine):
    desk.open().plays(mine)
    desk.plays_to_the_end()
    page = desk.pages.summary
    page.quiet.end()
    QTest.keyClick(page, Qt.Key.Key_R)
    QTest.keyClick(page, Qt.Key.Key_W)
    assert page.more.line.isVisible()
    QTest.keyClicks(page.more.line, "Warm now")
    QTest.keyClick(page.more.line, Qt.Key.Key_Return)
    assert desk.page == "SummaryScreen"
    desk.close()
    with closing(sqlite3.connect(desk.paths.journal_file)) as journal:
        assert journal.execute("SELECT note FROM session").fetchall() == [("Warm now",)]
        told = journal.execute("SELECT source, session = session.id FROM run JOIN session")
        assert told.fetchall() == [("ticked", 1)]


def test_how_it_feels_is_kept_in_the_journal(desk, mine):
    desk.open().plays(mine)
    desk.plays_to_the_end()
    desk.pages.summary.quiet.end()
    desk.pages.summary.feel.answer(7)
    desk.close()
    assert feels(desk) == [7]


def test_a_plain_session_is_asked_nothing_that_is_kept(desk, mine):
    desk.open().plays(mine, plain=True)
    desk.plays_to_the_end()
    page = desk.pages.summary
    page.quiet.end()
    assert page.week is None
    assert page.feel is None
    assert NOTHING_KEPT in labels(page)
    page.felt.emit(7)
    desk.close()
    assert not desk.paths.journal_file.exists() or feels(desk) == []


@pytest.mark.sweep
def test_after_a_routine_before_a_run_comes_the_one_after_it(opened):
    opened.plays("pre_run")
    opened.plays_to_the_end()
    page = opened.pages.summary
    page.quiet.end()
    assert "Post-run cool-down" in page.next.text()
    page.next.click()
    assert opened.running.controller._last.routine.id == "post_run"


@pytest.mark.sweep
def test_what_does_not_suit_the_body_is_not_offered(opened):
    opened.running.preferences.choose(
        opened.running.preferences.now.__class__(
            first_start_seen=True, skip_tags=frozenset(set(SkipTag) - {SkipTag.BALANCE})
        )
    )
    opened.plays("pre_run")
    opened.plays_to_the_end()
    assert opened.pages.summary.next is None


def test_the_coach_asks_how_it_feels_once_it_can_be_read(opened, mine):
    opened.plays(mine)
    opened.plays_to_the_end()
    speaker = opened.running.controller._speaker
    assert not speaker._timer.isActive()
    opened.pages.summary.quiet.end()
    speaker._timer.timeout.emit()
    asked = opened.running.library.context.phrases.how_hips_feel
    assert asked in opened.spoken.prepared


@pytest.mark.sweep
def test_a_session_without_a_voice_ends_without_one(opened, mine):
    opened.plays(mine, no_voice=True)
    opened.plays_to_the_end()
    opened.pages.summary.quiet.end()
    assert not opened.running.controller._speaker._timer.isActive()
