# SPDX-License-Identifier: GPL-3.0-or-later
"""In the window: today's session is suggested, played and kept; the page does what it says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from hipmob_desktop.clocks import day_of, offset_min, unix_ms
from hipmob_desktop.storage.programme import Followed, ProgrammeStore
from hipmob_desktop.ui.kit.pages import PageName
from storage.sessions import sessions_in
from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN

GENTLE = "gentle_four_weeks"


@pytest.fixture
def opened(desk):
    return desk.open()


@pytest.fixture
def page(opened):
    """The page of programmes, filled."""
    opened.running.controller.open(PageName.PROGRAMMES)
    page = opened.running.controller.on_demand.programmes.screen
    opened.until(lambda: page.starts)
    return page


def begin(opened, page):
    page.starts[GENTLE].click()
    opened.until(page.followed.isVisible)
    opened.until(lambda: opened.running.library.planned)


def test_a_key_leads_to_the_page(opened):
    QTest.keyClick(opened.window.page, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert opened.page == "ProgrammesScreen"


def test_what_is_followed_is_suggested_with_its_place_and_its_own_length(opened, page):
    begin(opened, page)
    page.header.back.click()
    hero = opened.running.front.library.hero
    opened.until(lambda: "Week 1 of 4 · session 1 of 4" in hero.reason.text())
    assert hero.title.text() == "Gentle start"
    details = opened.running.library.today("gentle_start")
    assert details.routine.id == f"{GENTLE}_w1_s1"


def test_start_on_the_first_page_plays_it_and_the_journal_calls_it_by_its_name(opened, page):
    begin(opened, page)
    page.header.back.click()
    opened.running.front.library.hero.start.click()
    opened.until(lambda: opened.session)
    assert opened.plan.routine.id == f"{GENTLE}_w1_s1"
    opened.passes(120_000)
    opened.stops()
    file = opened.paths.journal_file
    opened.until(lambda: file.exists() and sessions_in(file))
    (session,) = sessions_in(opened.paths.journal_file)
    assert (session.routine, session.title) == (f"{GENTLE}_w1_s1", "Gentle start")


@pytest.mark.sweep
def test_the_page_starts_what_is_due(opened, page):
    begin(opened, page)
    page.start.click()
    opened.until(lambda: opened.session)
    assert opened.plan.routine.id == f"{GENTLE}_w1_s1"


WEEKS = """
title = "Mine"
[[weeks]]
theme = "soft"
[[weeks.sessions]]
day = 1
slot = "any"
routine = "desk_break"
[[weeks]]
theme = "far"
[[weeks.sessions]]
day = 1
slot = "any"
routine = "post_run"
"""


def test_the_page_shows_the_sessions_of_this_week(desk):
    mine = desk.paths.data / "programmes" / "mine.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text(WEEKS, "utf-8")
    ProgrammeStore(desk.paths.data).keep(Followed("mine", day_of()))
    opened = desk.open()
    opened.running.controller.open(PageName.PROGRAMMES)
    page = opened.running.controller.on_demand.programmes.screen
    opened.until(lambda: {"Desk break", "Post-run cool-down"} & set(labels(page)))
    assert "Post-run cool-down" not in labels(page)


@pytest.mark.sweep
def test_one_that_was_left_off_is_gone_on_with(opened, page, desk):
    begin(opened, page)
    page.start.click()
    opened.passes(60_000)
    opened.close()
    desk.open()
    desk.until(desk.offer.isVisible)
    desk.offer.action.click()
    desk.until(lambda: desk.session)
    assert desk.plan.routine.id == f"{GENTLE}_w1_s1"


@pytest.mark.sweep
def test_when_nothing_is_due_the_page_says_so(desk):
    from contextlib import closing

    from hipmob_desktop.storage.journal import Journal
    from storage.sessions import another

    desk.paths.data.mkdir(exist_ok=True)
    ProgrammeStore(desk.paths.data).keep(Followed(GENTLE, day_of()))
    with closing(Journal(desk.paths.journal_file, pytest.fail)) as journal:
        now = unix_ms()
        done = another(routine=f"{GENTLE}_w1_s1", started_at_ms=now, offset_min=offset_min(now))
        journal.add(done)
    opened = desk.open()
    opened.running.controller.open(PageName.PROGRAMMES)
    page = opened.running.controller.on_demand.programmes.screen
    opened.until(page.followed.isVisible)
    assert not page.start.isVisible()
    journal = opened.running._journal
    journal.learn()
    opened.until(lambda: journal.known.uses)
    assert journal.known.uses["gentle_start"].times == 1  # its session is one of its routine
    assert [routine for routine, _ in journal.known.lately] == ["gentle_start"]
    assert any("Nothing more for now" in text for text in labels(page))


def test_pause_and_end_and_undo(opened, page):
    begin(opened, page)
    page.pause.click()
    opened.until(lambda: page.pause.text() == "Go on")
    opened.until(lambda: opened.running.library.planned is None)
    page.stop.click()
    opened.until(page.left.isVisible)
    assert not page.followed.isVisible()
    page.left.action.click()
    opened.until(page.followed.isVisible)
    assert page.pause.text() == "Go on"


@pytest.mark.sweep
def test_another_in_its_place_can_be_taken_back(opened, page):
    begin(opened, page)
    page.starts["desk_four_weeks"].click()
    opened.until(page.left.isVisible)
    assert "Gentle start" in page.left.accessibleName()
    page.left.action.click()
    opened.until(lambda: page.starts[GENTLE].text().startswith("Start anew"))


def test_the_calendar_is_written_or_it_is_said_why_not(opened, page, monkeypatch, tmp_path):
    begin(opened, page)
    target = tmp_path / "weeks.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.calendar.click()
    opened.until(target.exists)
    assert target.read_text("utf-8").startswith("BEGIN:VCALENDAR")
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder), ""))
    page.calendar.click()
    opened.until(lambda: "cannot be written" in opened.faults)
