# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hipmob_desktop.ui.library.filter_bar import FilterBar
from hipmob_desktop.ui.library.focus import has_focus_in
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

Key = Qt.Key
NARROW, WIDE = (700, 700), (1366, 768)


@pytest.fixture
def open_page(shown):
    """Shows the library's page with its filters and a search."""
    from sheet_pages import PAGES

    def page(studio):
        page = PAGES["library"](studio)
        bar = FilterBar()
        page.head.set_filters(bar, bar.tab_stops)
        page.enable_search()
        return page

    return lambda size=WIDE: shown(page, size)


def press(page, key, keys=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page.window().focusWidget(), key, keys)


def test_f6_leads_to_the_filters_and_back(open_page):
    page = open_page()
    press(page, Key.Key_F6)
    assert has_focus_in(page.head.filters)
    press(page, Key.Key_F6)
    assert page.list.hasFocus()


def test_control_f_leads_to_the_search_with_its_words_selected(open_page):
    page = open_page()
    page.head.search.setText("hips")
    press(page, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.head.search.hasFocus()
    assert page.head.search.selectedText() == "hips"


def test_down_leads_from_the_search_to_the_list(open_page):
    page = open_page()
    page.head.open_search()
    press(page, Key.Key_Down)
    assert page.list.hasFocus()


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_right_leads_to_the_page_and_left_back_to_the_list(open_page, size):
    page = open_page(size)
    press(page, Key.Key_Right)
    assert has_focus_in(page.pane)
    assert page.pane.isVisible()
    press(page, Key.Key_Left)
    assert page.list.hasFocus()
    assert page.list.isVisible()


def test_a_button_leads_to_the_page_and_another_back(open_page):
    page = open_page(NARROW)
    page.hero.details.click()
    assert (page.pane.isVisible(), page.list.isVisible()) == (True, False)
    page.pane.back.click()
    assert (page.pane.isVisible(), page.list.isVisible()) == (False, True)


def test_from_the_page_the_search_and_the_filters_are_one_key_away_too(open_page):
    page = open_page()
    press(page, Key.Key_Right)
    press(page, Key.Key_F6)
    assert has_focus_in(page.head.filters)
    press(page, Key.Key_F6)
    assert not page.head.shows_filters
    press(page, Key.Key_Right)
    press(page, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.head.search.hasFocus()


def test_escape_closes_the_sheet_of_filters_and_an_empty_search(open_page):
    page = open_page()
    asked = []
    page.clear_requested.connect(lambda: asked.append(True))
    press(page, Key.Key_F6)
    press(page, Key.Key_Escape)
    assert not page.head.shows_filters
    page.head.open_search()
    press(page, Key.Key_Escape)
    assert not page.head.search.isVisible()
    assert (page.list.hasFocus(), asked) == (True, [])


def test_escape_goes_to_the_list_then_clears_the_search_then_asks_for_everything(open_page):
    page = open_page()
    asked = []
    page.clear_requested.connect(lambda: asked.append(page.head.search.text()))
    page.head.search.setText("hips")
    press(page, Key.Key_Right)
    press(page, Key.Key_Escape)
    assert page.list.hasFocus()
    assert page.head.search.text() == "hips"
    press(page, Key.Key_Escape)
    assert (page.head.search.text(), asked) == ("", [])
    press(page, Key.Key_Escape)
    assert asked == [""]


def test_nothing_has_the_focus_without_a_focus(open_page, qapp):
    page = open_page()
    page.list.clearFocus()
    assert qapp.focusWidget() is None
    assert not has_focus_in(page)
