# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of history: seen at once, by keys alone, as plots or as tables."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidget
from sheet_history import a_line, a_year, runs_of

from hipmob_desktop.ui.kit.pages import PageName
from ui.windows import OFFSCREEN, labels, name_of, visible

pytestmark = OFFSCREEN


@pytest.fixture
def page(shown):
    page = shown("history", (1366, 1_600))
    page.goals, page.opened, page.asked, page.undone = [], [], [], []
    page.goal_changed.connect(page.goals.append)
    page.session_chosen.connect(page.opened.append)
    page.page_requested.connect(page.asked.append)
    page.undo_requested.connect(lambda: page.undone.append(True))
    return page


def test_the_row_of_weeks_and_this_week_come_first(page):
    told = labels(page)
    assert any(text.endswith("weeks kept in a row") for text in told)
    assert any(text.startswith("This week: ") for text in told)


def test_where_nothing_was_done_the_page_says_what_to_do_and_no_more(shown):
    page = shown("history-empty")
    asked = []
    page.page_requested.connect(asked.append)
    assert not page.calendar.isVisible()
    assert not page.list.isVisible()
    assert page.begin.hasFocus() or page.focus_target is page.begin
    page.begin.click()
    assert asked == [PageName.LIBRARY]


def test_after_the_first_session_the_plots_are_there(shown):
    page = shown("history-empty")
    page.show_year(a_year((0,)))
    page.show_lines([a_line(0, "Hips")], is_all=True)
    assert page.calendar.isVisible()
    assert not page.begin.isVisible()


def test_a_goal_that_is_chosen_is_told(page):
    page.goal.combo.activated.emit(4)
    assert page.goals == [5]


def test_each_plot_can_be_a_table_and_a_plot_again(page):
    assert visible(page, QTableWidget) == []
    page.as_tables.box.click()
    tables = visible(page, QTableWidget)
    assert [name_of(table) for table in tables] == [
        "Days of the last year", "Before runs", "Minutes a week", "Left and right",
        "How the hips felt",
    ]  # fmt: skip
    assert not page.calendar.chart.isVisible()
    year = a_year((0, 1))
    page.show_year(year)
    assert tables[0].rowCount() == 2
    page.as_tables.box.click()
    assert visible(page, QTableWidget) == []
    assert page.calendar.chart.isVisible()


def test_tab_leaves_a_table(page):
    page.as_tables.box.click()
    table = page.minutes.grid
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()


def test_a_plot_is_said_with_its_heading(page):
    assert name_of(page.minutes.chart).startswith("Minutes a week. This week ")
    assert name_of(page.sides.chart).endswith("The right side lags.")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_session_that_the_arrows_chose(page, key):
    page.focus_list()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, key)
    assert page.opened == ["2"]


def test_a_click_opens_a_session(page):
    row = page.list.visualRect(page.list.model().index(1, 0))
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert page.opened == ["2"]


def test_the_list_stays_where_it_was_when_it_is_shown_anew(page):
    page.list.setCurrentIndex(page.list.model().index(3, 0))
    page.show_lines([a_line(ago, "Hips") for ago in range(10)], is_all=True)
    assert page.list.currentIndex().row() == 3
    page.show_lines([a_line(0, "Hips")], is_all=True)
    assert page.list.currentIndex().row() == 0
    page.add_lines([a_line(1, "Hips")], is_all=True)
    assert page.lines_shown == 2


def test_a_session_that_was_removed_can_be_had_again(page):
    page.offer_undo("Hips & more")
    assert page.removed.isVisible()
    assert "“Hips & more” was removed." in labels(page)
    page.removed.action.click()
    assert page.undone == [True]
    assert not page.removed.isVisible()


def test_escape_leads_back_to_the_list_of_routines(page):
    for each in (page.area, page.list, page.goal.combo):
        each.setFocus()
        QTest.keyClick(each, Qt.Key.Key_Escape)
    assert page.asked == [PageName.LIBRARY] * 3


def test_it_is_told_before_how_many_runs_there_was_a_session(page):
    assert any(text.startswith("Before ") and "runs this week" in text for text in labels(page))
    assert page.runs.chart.isVisible()


def test_without_runs_it_is_said_how_to_have_some_and_nothing_is_plotted(page):
    page.show_year(a_year((0, 1)))
    assert any("press R" in text for text in labels(page))
    assert not page.runs.chart.isVisible()
    page.as_tables.box.click()
    assert len(visible(page, QTableWidget)) == 4
    page.as_tables.box.click()
    assert not page.runs.chart.isVisible()
    page.show_year(a_year((0, 1), runs_of((0, 1))))
    assert page.runs.chart.isVisible()


def test_where_runs_are_found_leads_to_the_settings(page):
    page.where_runs.click()
    assert page.asked == [PageName.SETTINGS]


def test_what_could_not_be_read_is_said_until_it_can_be(page):
    page.show_run_fault("/home/a/runs.ics: it is no calendar.")
    assert "/home/a/runs.ics: it is no calendar." in labels(page)
    page.show_run_fault("")
    assert not page._run_fault.isVisible()


def test_r_ticks_a_session_and_unticks_it_and_a_run_that_was_found_is_looked_at(page):
    ticks = []
    page.tick_requested.connect(lambda id_, is_so: ticks.append((id_, is_so)))
    lines = [a_line(ago, "Hips") for ago in range(3)]
    page.show_lines(lines, {"1": True, "2": False}, is_all=True)
    for row in range(3):
        page.list.setCurrentIndex(page.list.model().index(row, 0))
        QTest.keyClick(page.list, Qt.Key.Key_R)
    assert ticks == [("0", True), ("1", False)]
    assert page.opened == ["2"]
