# SPDX-License-Identifier: GPL-3.0-or-later
"""A hip check in the window: test after test, measured, kept, and told at its end."""

from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.hip_checks import a_check
from hipmob_desktop.clocks import day_of
from hipmob_desktop.core.hip_check import Status, Where
from hipmob_desktop.storage.hip_checks import HipChecks
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.storage.programme import Followed, ProgrammeStore
from hipmob_desktop.ui.kit.pages import PageName
from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN


@pytest.fixture
def opened(desk):
    return desk.open()


@pytest.fixture
def check(opened):
    """The page of the check, opened by its key."""
    QTest.keyClick(opened.window.page, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    opened.until(lambda: opened.page == "HipCheckScreen")
    return opened.running.controller.on_demand.hip_check


def kept(opened):
    with closing(Journal(opened.paths.journal_file, pytest.fail)) as journal:
        return HipChecks(journal).all()


def plays_test(opened, check):
    """Play the test that has begun to its end; the entry page follows."""
    opened.until(lambda: opened.session or opened.running.controller._sessions._prepared)
    opened.passes(2_000)
    opened.until(lambda: opened.session)
    opened.plays_to_the_end()
    opened.until(lambda: opened.page == "HipCheckEntryScreen")


def said(check):
    """What is said of each page as it is shown, from now on."""
    told = []
    check.shown.connect(lambda page, sentences: told.append((page, sentences)))
    return told


def presses(check, keys):
    for key in keys:
        check.entry.pressed.emit(key)


def test_a_whole_check_is_led_through_kept_and_told(opened, check):
    told = said(check)
    check.screen.begin.click()
    for keys in (
        ["2", "4", "enter", "2", "5", "enter", "enter", "1", "4", "6", "enter"],
        ["s"],
        ["3", "0", "enter", "3", "0", "enter", "enter", "1"],
        ["h", "1"],
        ["6", "0", "enter", "6", "0", "enter", "enter", "1", "2"],
    ):
        plays_test(opened, check)
        presses(check, keys)
    opened.until(lambda: opened.page == "HipCheckScreen")
    opened.until(lambda: len(kept(opened)) == 1)
    (done,) = kept(opened)
    assert (done.results["inward_turn"].left, done.results["inward_turn"].right) == (24, 25)
    assert done.results["butterfly_height"].where is Where.GROIN
    assert done.lower_leg_cm == 46
    assert "Left 24 cm, right 25 cm" in labels(check.screen)
    assert any("One check alone proves little" in text for text in labels(check.screen))
    assert told[-1] == (check.screen, (check._desk().words.end,))


def test_who_stops_before_anything_is_measured_is_told_of_no_end(opened, check):
    check.screen.begin.click()
    plays_test(opened, check)
    told = said(check)
    check.entry.stop.click()
    opened.until(lambda: opened.page == "HipCheckScreen")
    assert told == [(check.screen, ())]
    assert kept(opened) == ()


@pytest.mark.sweep
def test_once_more_plays_the_test_again_explained(opened, check):
    check.screen.begin.click()
    plays_test(opened, check)
    requests = []
    check.session_requested.connect(requests.append)
    presses(check, ["r"])
    plays_test(opened, check)
    assert check.entry.title.text().startswith("Left")
    (again,) = requests
    assert again.own_coach.explained == {"inward_turn"}
    assert [item.move.id for item in again.routine.items] == ["inward_turn"]


def test_a_side_that_hurt_in_the_test_is_asked_where_at_once(opened, check):
    from hipmob_desktop.core.enums import Command

    check.screen.begin.click()
    opened.until(lambda: opened.session or opened.running.controller._sessions._prepared)
    opened.passes(150_000)
    opened.until(lambda: opened.session)
    playing = opened.running.controller._presenter._controller
    while not opened.session.moment.segment.kind.is_work:
        opened.passes(500)
    playing.give(Command.HURTS)
    playing.give(Command.STOP)
    opened.until(lambda: opened.page == "HipCheckEntryScreen")
    assert check.entry.title.text().startswith("Where?")
    groin = next(key for key in check.entry.keys if key.accessibleName() == "Groin")
    groin.click()
    opened.until(lambda: kept(opened))
    assert kept(opened)[0].results["inward_turn"].status is Status.HURT


def test_only_a_test_that_is_taken_back_leads_to_the_page_of_the_check(opened, check):
    take_back = opened.running.controller._presenter.preflight.cancelled.emit
    check.screen.begin.click()
    take_back()
    opened.until(lambda: opened.page == "HipCheckScreen")
    opened.asks("desk_break")
    take_back()
    assert opened.page == "LibraryScreen"


@pytest.mark.sweep
def test_who_stops_keeps_what_was_measured(opened, check):
    check.screen.begin.click()
    plays_test(opened, check)
    presses(check, ["2", "4", "enter", "2", "5", "enter", "enter", "1", "s"])
    plays_test(opened, check)
    check.entry.stop.click()
    opened.until(lambda: opened.page == "HipCheckScreen")
    opened.until(lambda: len(kept(opened)) == 1)
    assert list(kept(opened)[0].results) == ["inward_turn"]


@pytest.mark.sweep
def test_who_stops_at_once_has_measured_nothing(opened, check):
    check.screen.begin.click()
    plays_test(opened, check)
    check.entry.stop.click()
    opened.until(lambda: opened.page == "HipCheckScreen")
    assert kept(opened) == ()
    assert check.screen.begin.text() == "Begin the check"


@pytest.mark.sweep
def test_nothing_of_a_check_stands_among_the_sessions(opened, check):
    from storage.sessions import sessions_in

    check.screen.begin.click()
    plays_test(opened, check)
    presses(check, ["s"])
    opened.until(lambda: kept(opened))
    assert sessions_in(opened.paths.journal_file) == ()


@pytest.mark.sweep
def test_what_was_measured_on_other_days_is_told(desk):
    with closing(Journal(desk.paths.journal_file, pytest.fail)) as journal:
        HipChecks(journal).keep(a_check(0))
    opened = desk.open()
    QTest.keyClick(opened.window.page, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    screen = opened.running.controller.on_demand.hip_check.screen
    opened.until(lambda: screen.begin.text() == "Do the check again")
    assert any("Krause" in text for text in _unfolded(opened, screen))


def _unfolded(opened, screen):
    screen.folds[0].click()
    return labels(screen)


def test_where_the_programme_asks_for_the_check_the_first_page_offers_it(desk, tmp_path):
    mine = desk.paths.data / "programmes" / "mine.toml"
    mine.parent.mkdir(parents=True)
    text = 'title = "Mine"\n[[weeks]]\ntheme = "x"\n[[weeks.sessions]]\nday = 1\nslot = "check"\n'
    mine.write_text(text, "utf-8")
    ProgrammeStore(desk.paths.data).keep(Followed("mine", day_of()))
    opened = desk.open()
    opened.until(lambda: opened.running._controller and opened.offer.isVisible())
    assert "hip check" in opened.offer.accessibleName()
    opened.offer.action.click()
    assert opened.page == "HipCheckScreen"
    opened.running.controller.offer_check()
    assert not opened.offer.isVisibleTo(opened.offer.parentWidget())  # once on a day


def test_the_check_is_offered_though_what_was_left_is_too_old_to_go_on_with(desk):
    mine = desk.paths.data / "programmes" / "mine.toml"
    mine.parent.mkdir(parents=True)
    text = 'title = "Mine"\n[[weeks]]\ntheme = "x"\n[[weeks.sessions]]\nday = 1\nslot = "check"\n'
    mine.write_text(text, "utf-8")
    ProgrammeStore(desk.paths.data).keep(Followed("mine", day_of()))
    opened = desk.open()
    opened.until(lambda: opened.running._controller and opened.offer.isVisible())
    opened.running._controller.close()
    opened.running._controller = None  # as if what is known had come before all else was built
    opened.running._has_point = True
    assert opened.running.controller.has_offer is False
    assert "hip check" in opened.offer.accessibleName()
    assert opened.offer.isVisible()


@pytest.mark.sweep
def test_the_page_of_programmes_leads_to_the_check_that_is_due(desk):
    mine = desk.paths.data / "programmes" / "mine.toml"
    mine.parent.mkdir(parents=True)
    text = 'title = "Mine"\n[[weeks]]\ntheme = "x"\n[[weeks.sessions]]\nday = 1\nslot = "check"\n'
    mine.write_text(text, "utf-8")
    ProgrammeStore(desk.paths.data).keep(Followed("mine", day_of()))
    opened = desk.open()
    opened.until(lambda: opened.running._controller and opened.offer.isVisible())
    opened.running.controller.open(PageName.PROGRAMMES)
    page = opened.running.controller.on_demand.programmes.screen
    opened.until(page.start.isVisible)
    assert page.start.text() == "Start: Hip check"
    page.start.click()
    assert opened.page == "HipCheckScreen"
