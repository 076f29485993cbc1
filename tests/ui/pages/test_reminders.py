# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of reminders is off at first, and each of its choices is told as it is made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hipmob_desktop.core.reminder_settings import Reach, ReminderSettings
from hipmob_desktop.ui.kit.pages import PageName
from ui.windows import OFFSCREEN, name_of

pytestmark = OFFSCREEN

ON = ReminderSettings(is_on=True)


@pytest.fixture(scope="module")
def only_page(shown_once):
    page = shown_once("reminders")
    page.told = []
    page.reminders_changed.connect(page.told.append)
    return page


@pytest.fixture
def page(only_page):
    """The page as it is once they are switched on."""
    only_page.offer_reaches(*Reach)
    only_page.show_routines([("desk_break", "Desk break"), ("pre_run", "Standing pre-run")])
    only_page.show_settings(ON)
    only_page.say("")
    only_page.told.clear()
    return only_page


def choose(field, words):
    """Choose an option by its words, as a person does."""
    combo = field.combo
    row = combo.findText(words)
    assert row >= 0, [combo.itemText(each) for each in range(combo.count())]
    combo.setCurrentIndex(row)
    combo.activated.emit(row)


def offered(field):
    return [field.combo.itemText(row) for row in range(field.combo.count())]


def test_at_first_there_is_one_box_to_tick_and_nothing_else_to_choose(page):
    page.show_settings(ReminderSettings())
    assert not page.is_on.value
    assert not page.fields["reach"].isVisible()
    assert not page.next.isVisible()
    assert page.sample.isVisible()
    page.is_on.box.click()
    assert page.told == [ON]
    assert page.fields["reach"].isVisible()


def test_what_is_shown_is_told_to_nobody(page):
    page.show_settings(replace(ON, times=(600, 720), desk_minutes=60))
    page.show_next("Next: today at 15:00.")
    assert page.told == []
    assert page.next.text() == "Next: today at 15:00."


def test_days_are_ticked_and_have_their_whole_names(page):
    assert [tick.value for tick in page.days] == [True] * 5 + [False] * 2
    assert name_of(page.days[5].field) == "Saturday"
    page.days[5].box.click()
    page.days[0].box.click()
    assert page.told[-1].days == {1, 2, 3, 4, 5}


def test_there_is_room_for_one_time_more_than_are_chosen_and_for_four_at_most(page):
    def visible():
        return sum(field.isVisible() for field in page.times)

    assert visible() == 2
    choose(page.times[1], "09:15")
    assert page.told[-1].times == (555, 900)
    assert visible() == 3
    choose(page.times[2], "20:00")
    choose(page.times[3], "21:00")
    assert visible() == 4
    assert page.told[-1].times == (555, 900, 1200, 1260)


def test_a_time_is_changed_and_taken_away(page):
    choose(page.times[0], "16:30")
    assert page.told[-1].times == (990,)
    choose(page.times[0], "No time")
    assert page.told[-1].times == ()
    assert offered(page.times[0])[page.times[0].combo.currentIndex()] == "No time"


def test_a_time_of_ones_own_out_of_the_settings_file_is_offered_too(page):
    page.show_settings(replace(ON, times=(907,), desk_minutes=77, later_minutes=12))
    assert page.times[0].combo.currentText() == "15:07"
    assert page.fields["desk_minutes"].combo.currentText() == "1 hour and 17 minutes"
    assert page.fields["later_minutes"].combo.currentText() == "12 minutes"


def test_at_the_desk_is_never_until_it_is_chosen_and_only_then_asks_more(page):
    assert not page.fields["quiet_from"].isVisible()
    choose(page.fields["desk_minutes"], "1 hour")
    assert page.told[-1].desk_minutes == 60
    assert page.fields["quiet_from"].isVisible()
    choose(page.fields["quiet_from"], "20:00")
    choose(page.fields["quiet_until"], "08:30")
    assert (page.told[-1].quiet_from, page.told[-1].quiet_until) == (1200, 510)


def test_before_a_run_is_never_until_it_is_chosen(page):
    page.show_run_fault("No calendar is chosen yet.")
    assert not page.fields["run_routine"].isVisible()
    assert not page.run_fault.isVisible()
    choose(page.fields["run_minutes"], "30 minutes")
    assert page.told[-1].run_minutes == 30
    assert page.fields["run_routine"].isVisible()
    assert page.run_fault.text() == "No calendar is chosen yet."
    assert page.run_fault.isVisible()
    page.show_run_fault("")
    assert not page.run_fault.isVisible()


def test_a_routine_of_the_library_may_be_chosen_or_what_suits(page):
    assert offered(page.fields["time_routine"])[:2] == ["What suits the moment", "Desk break"]
    choose(page.fields["time_routine"], "Standing pre-run")
    assert page.told[-1].time_routine == "pre_run"
    choose(page.fields["time_routine"], "What suits the moment")
    assert page.told[-1].time_routine == ""


def test_a_routine_that_has_gone_is_still_shown_as_what_is_chosen(page):
    page.show_settings(replace(ON, time_routine="gone"))
    assert page.fields["time_routine"].combo.currentText() == "gone"


def test_how_far_they_reach_is_what_the_system_can_do(page):
    assert len(offered(page.fields["reach"])) == 3
    choose(page.fields["reach"], "Always: begin when I log in")
    assert page.told[-1].reach is Reach.LOGIN
    assert page.login_note.isVisible()
    page.offer_reaches(Reach.WINDOW, Reach.CLOSED)
    assert len(offered(page.fields["reach"])) == 2


def test_later_is_as_long_as_one_likes(page):
    choose(page.fields["later_minutes"], "30 minutes")
    assert page.told[-1].later_minutes == 30


def test_one_is_shown_on_request_and_it_is_said_where_that_fails(page, qtbot):
    with qtbot.waitSignal(page.sample_requested):
        page.sample.click()
    assert not page.said.isVisible()
    page.say("This desktop shows no notifications.")
    assert page.said.isVisible()


def test_a_list_that_is_the_same_is_not_made_anew(page, qtbot):
    with qtbot.assertNotEmitted(page.fields["time_routine"].combo.currentTextChanged):
        page.days[6].box.click()


def test_esc_leads_back_to_the_settings(page, qtbot):
    with qtbot.waitSignal(page.page_requested) as asked:
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert asked.args == [PageName.SETTINGS]


def test_what_was_given_before_it_is_built_is_there_afterwards(studio):
    from hipmob_desktop.ui.pages.reminders import RemindersScreen

    page = RemindersScreen(studio.style)
    page.show_routines([("one", "One")])
    page.show_settings(replace(ON, time_routine="one"))
    page.show_next("Next: tomorrow at 15:00.")
    page.say("nothing to say to yet")
    page.ensure_built()
    assert page.fields["time_routine"].combo.currentText() == "One"
    assert page.next.text() == "Next: tomorrow at 15:00."
    page.deleteLater()
