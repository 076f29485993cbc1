# SPDX-License-Identifier: GPL-3.0-or-later
"""The page chooses, the tray follows, and the window shows what nobody else does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import reminded
from app.reminded import Life, Shown
from hipmob_desktop.app import reminding
from hipmob_desktop.app.reminding import Reminding, last_session_ms, quiet_words
from hipmob_desktop.core.journal import JournalEntry
from hipmob_desktop.core.reminder_settings import WEEK, Occasion, Reach, ReminderSettings
from hipmob_desktop.core.reminders import Reminder
from hipmob_desktop.desktop.start_request import Action, StartRequest
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.ui.kit.pages import PageName

pytestmark = pytest.mark.qt_log_ignore("does not support", "systemTrayWindowChanged", extend=True)

ON = ReminderSettings(is_on=True, days=WEEK)
CLOSED = replace(ON, reach=Reach.CLOSED)


class Icon:
    """An icon in a tray that is there."""

    def __init__(self, says=True):
        self.says, self.said = says, []

    def say(self, title, text):
        self.said.append((title, text))
        return self.says

    def tell(self, **told):
        self.told = told

    def show(self):
        """It is there."""

    def close(self):
        """It is gone."""


@pytest.fixture
def life(monkeypatch):
    return Life(monkeypatch)


@pytest.fixture
def both(qapp, life, paths):
    both = Reminding(paths, life.world)
    yield both
    both.close()
    both.deleteLater()


def test_the_icon_is_there_only_where_reminders_outlast_the_window(both):
    both.follow(ON)
    assert both._tray is None
    both.follow(CLOSED)
    assert both.tray._icon.isVisible()
    both.follow(replace(CLOSED, is_on=False))
    assert not both.tray._icon.isVisible()


def test_the_icon_says_what_comes_next(both):
    both.follow(CLOSED)
    assert "Next: today at 15:00." in both.tray._icon.toolTip()


def test_the_menu_starts_opens_pauses_and_ends(both, qtbot):
    both.follow(CLOSED)
    for line, wanted in (
        (both.tray.start, StartRequest(action=Action.SUGGESTED)),
        (both.tray.open, StartRequest()),
    ):
        with qtbot.waitSignal(both.asked) as asked:
            line.trigger()
        assert asked.args == [wanted]
    both.tray.pause.trigger()
    assert both.reminders.is_paused
    assert "Nothing more today." in both.tray._icon.toolTip()
    with qtbot.waitSignal(both.quit_asked):
        both.tray.quit.trigger()


def test_what_the_desktop_does_not_show_the_tray_does(both, qtbot):
    both._tray = icon = Icon()
    with qtbot.assertNotEmitted(both.unseen):
        both.reminders.unseen.emit("Time to move", "Desk break")
    assert icon.said == [("Time to move", "Desk break")]


@pytest.mark.parametrize("tray", [None, Icon(says=False)])
def test_what_neither_shows_is_handed_on(both, qtbot, tray):
    both._tray = tray
    with qtbot.waitSignal(both.unseen) as unseen:
        both.reminders.unseen.emit("Time to move", "Desk break")
    assert unseen.args == ["Time to move", "Desk break"]
    both._tray = None


# -- the last session ----------------------------------------------------------------------------


def test_without_a_journal_there_was_no_session_and_none_is_made(tmp_path):
    assert last_session_ms(tmp_path / "sessions.sqlite3") is None
    assert not (tmp_path / "sessions.sqlite3").exists()


def test_the_last_session_is_the_one_that_began_last(tmp_path):
    path = tmp_path / "sessions.sqlite3"
    journal = Journal(path, print)
    assert last_session_ms(path) is None
    for began_ms in (5_000_000, 9_000_000, 7_000_000):
        entry = JournalEntry(
            routine="desk_break",
            title="Desk break",
            started_at_ms=began_ms,
            played_ms=60_000,
            position_ms=60_000,
            total_ms=60_000,
            is_complete=True,
            work=(),
        )
        journal.add(entry)
    journal.close()
    assert last_session_ms(path) == 9_000_000


def test_the_program_without_a_window_is_for_the_same_folders(tmp_path, monkeypatch):
    monkeypatch.setattr(reminding, "start_words", lambda: ("/opt/hip",))
    named = Paths.below(tmp_path)
    assert quiet_words(named) == ("/opt/hip", "remind", "--data-dir", str(tmp_path))
    assert quiet_words(replace(named, named=None)) == ("/opt/hip", "remind")


# -- the whole window ----------------------------------------------------------------------------


@pytest.fixture
def at_page(desk, life, monkeypatch):
    """The window with the page of reminders open."""
    monkeypatch.setattr(reminded.reminders, "look", life._look)
    desk.open()
    desk.running.controller.open(PageName.REMINDERS)
    return desk


@pytest.fixture
def page(at_page):
    return at_page.running.controller.on_demand.reminders.page


def test_nothing_of_them_is_there_until_they_are_switched_on(desk):
    desk.open()
    desk.until(lambda: "home" in vars(desk.running))
    assert "reminders" not in desk.running.controller.on_demand.__dict__


def test_the_settings_lead_there_and_it_leads_back(desk, life):
    desk.open()
    desk.running.controller.open(PageName.SETTINGS)
    desk.pages.settings.reminders.click()
    assert desk.page == "RemindersScreen"
    desk.window.page.header.back.click()
    assert desk.page == "SettingsScreen"


def is_reminding(desk):
    controller = desk.running._controller
    return controller is not None and "reminders" in controller.on_demand.__dict__


def test_what_is_switched_on_is_kept_and_goes_on_at_the_next_start(at_page, page):
    page.is_on.box.click()
    assert page.next.text().startswith("Next: ")
    at_page.close()
    at_page.open()
    at_page.until(lambda: is_reminding(at_page))
    assert at_page.running.preferences.now.reminders.is_on


def test_the_page_says_why_no_run_is_told_of(at_page, page):
    pages = at_page.running.controller.on_demand.reminders
    pages.explain_runs(lambda: "The calendar is gone.")
    at_page.running.controller.open(PageName.REMINDERS)
    assert page.run_fault.text() == "The calendar is gone."


def test_routines_are_offered_by_their_titles(page):
    combo = page.fields["time_routine"].combo
    assert combo.findText("Desk break") > 0


@pytest.mark.sweep
def test_a_sample_is_shown_and_its_start_plays(at_page, page, life):
    page.is_on.box.click()
    page.sample.click()
    Shown.last.answers("start")
    at_page.until(lambda: at_page.page == "SessionScreen")


@pytest.mark.sweep
def test_it_is_said_where_the_desktop_shows_none(at_page, page, qtbot):
    Shown.last.fails = True
    page.sample.click()
    at_page.until(page.said.isVisible)
    assert "no notifications" in page.said.text()


def test_what_nobody_shows_stands_in_the_window_until_it_is_answered(at_page, page):
    page.is_on.box.click()
    presenter = at_page.running.controller.on_demand.reminders
    reminders = presenter.reminding.reminders
    waiting = Reminder(Occasion.TIME, "time x", "2026-11-27")
    reminders._state = replace(reminders._state, waiting=waiting)
    presenter.reminding.unseen.emit("Time to move", "Desk break")
    assert "Time to move. Desk break" in at_page.faults
    reminders.start_waiting()
    assert at_page.faults == ""


def test_a_choice_of_the_login_makes_the_entry_and_takes_it_away(at_page, page, tmp_path):
    path = tmp_path / "autostart" / "hipmob-desktop.desktop"
    presenter = at_page.running.controller.on_demand.reminders
    presenter._paths = replace(
        presenter._paths, named=None, config=tmp_path / "hipmob-desktop", is_lasting=True
    )
    page.offer_reaches(*Reach)
    page.is_on.box.click()
    page._set("reach", Reach.LOGIN)
    at_page.until(path.exists)
    assert "remind" in path.read_text()
    page.is_on.box.click()
    at_page.until(lambda: not path.exists())


@pytest.mark.sweep
def test_where_nothing_can_begin_at_the_login_that_is_not_offered(page):
    assert page.fields["reach"].combo.count() == 2


@pytest.mark.sweep
def test_what_suits_the_desk_is_made_for_the_desk(desk):
    desk.open()
    desk.running.handle(StartRequest(action=Action.SUGGESTED, options=(("when", "desk"),)))
    desk.until(lambda: desk.page == "SessionScreen")
    assert desk.running.controller._last.source_name == "desk_break"


def test_a_start_that_would_only_remind_does_not_bring_the_window_up(desk):
    desk.open()
    desk.window.showMinimized()
    desk.running.handle(StartRequest(action=Action.REMIND))
    assert desk.window.isMinimized()


@pytest.mark.parametrize(
    ("chosen", "goes_on"),
    [(ON, False), (CLOSED, True), (replace(CLOSED, is_on=False), False)],
)
def test_reminders_go_on_without_the_window_only_where_that_was_chosen(
    desk, life, chosen, goes_on
):
    desk.open()
    desk.running.preferences.choose_reminders(chosen)
    assert desk.running.goes_on_reminding is goes_on


def test_they_end_with_a_signal_and_with_quit(desk, life):
    desk.open()
    desk.running.preferences.choose_reminders(CLOSED)
    desk.running.controller.quit_asked.emit()
    assert not desk.running.goes_on_reminding
