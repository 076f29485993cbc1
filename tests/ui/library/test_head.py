# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from cases import some_of
from hipmob_desktop.ui.kit.style import em, scale_spacing
from hipmob_desktop.ui.library.head import LibraryHead
from ui.windows import OFFSCREEN, clipped, labels, visible

pytestmark = OFFSCREEN

HIGH, LOW, TINY = (1000, 800), (1000, 600), (1000, 400)


def page(studio):
    page = QWidget()
    page.head = LibraryHead(studio.style)
    column = QVBoxLayout(page)
    column.addWidget(page.head)
    column.addStretch(1)
    page.filters = QWidget()
    row = QHBoxLayout(page.filters)
    page.chip = QPushButton("Chip")
    row.addWidget(page.chip)
    page.head.enable_search()
    page.head.set_filters(page.filters, (page.chip,))
    scale_spacing(page, em(page))
    return page


def test_filters_are_a_sheet_that_opens_when_it_is_asked_for(shown):
    assert not shown(page, HIGH).head.shows_filters


def test_the_search_is_a_button_until_it_is_used_and_again_when_it_is_empty(shown, qapp):
    made = shown(page, HIGH)
    head = made.head
    assert (head.search.isVisible(), head.search_button.isVisible()) == (False, True)
    head.search_button.click()
    assert (head.search.hasFocus(), head.search_button.isVisible()) == (True, False)
    head.search.setText("hips")
    head.filters_button.setFocus()
    assert head.search.isVisible()
    head.search.clear()
    assert (head.search.isVisible(), head.search_button.isVisible()) == (False, True)


def test_words_in_the_search_can_be_cleared_by_a_click(shown):
    head = shown(page, HIGH).head
    head.finish_building()
    head.open_search()
    head.search.setText("hips")
    (clear,) = head.search.findChildren(QToolButton)
    clear.click()
    assert head.search.text() == ""


def test_where_it_is_narrow_the_search_takes_the_place_of_the_title(windows):
    made = windows.show(page, HIGH)
    windows.change(made, (700, 800))
    made.head.open_search()
    assert not made.head.title.isVisible()
    windows.change(made, (1400, 800))
    assert made.head.title.isVisible()


@pytest.mark.parametrize("size", [HIGH, LOW])
def test_the_button_shows_and_hides_the_filters_at_any_height(windows, size):
    made = windows.show(page, size)
    head = made.head
    before = head.shows_filters
    head.filters_button.click()
    assert head.shows_filters is not before
    assert head.filters_button.accessibleDescription() == ("hidden" if before else "shown")
    windows.change(made, (900, size[1]))
    assert head.shows_filters is not before


def test_a_key_leads_to_the_first_filter_even_where_they_are_hidden(shown, qapp):
    made = shown(page, LOW)
    made.head.focus_filters()
    assert made.head.shows_filters
    assert qapp.focusWidget() is made.chip


def test_the_button_says_how_many_filters_are_set(shown):
    head = shown(page).head
    assert (head.filters_button.text(), bool(head.filters_button.toolTip())) == ("Filters", True)
    head.show_filter_count(2)
    assert head.filters_button.text() == "Filters: 2"


def test_in_a_low_window_filters_take_the_place_of_title_and_links(windows):
    made = windows.show(page, TINY)
    assert "Routines" in labels(made.head)
    made.head.show_filters(shows=True)
    assert "Routines" not in labels(made.head)
    assert not made.head.links.isVisible()
    made.head.show_filters(shows=False)
    assert "Routines" in labels(made.head)


def test_notices_come_and_go(shown):
    head = shown(page).head
    head.show_notice("Unfinished: hips.", "Go on")
    head.show_empty("Nothing fits.", "Drop it")
    assert {"Unfinished: hips.", "Nothing fits."} <= set(labels(head))
    head.show_notice(None, "")
    head.show_empty("")
    assert not {"Unfinished: hips.", "Nothing fits."} & set(labels(head))
    assert head.strips.isHidden()


def test_what_is_unsaved_is_offered_until_it_is_not(shown):
    head = shown(page).head
    head.show_unsaved("", "")
    head.show_unsaved("“Mine” was not saved.", "Go on with it")
    assert {"“Mine” was not saved.", "Go on with it"} <= {
        *labels(head), head.strips.unsaved.action.text()
    }  # fmt: skip
    head.show_unsaved("", "")
    assert head.strips.isHidden()


def test_three_faults_are_named_and_the_rest_counted(shown):
    head = shown(page).head
    head.show_faults(["a", "b", "c", "d", "e"])
    assert "a\nb\nc\nand 2 more" in labels(head)
    assert "Five things went wrong." in labels(head)
    head.show_faults(["a", "b", "c"])
    assert "a\nb\nc" in labels(head)
    head.show_faults([])
    assert head.strips.isHidden()


def test_without_filters_there_is_nothing_to_show_or_to_go_to(shown, qapp):
    head = shown(lambda studio: LibraryHead(studio.style))
    assert not head.shows_filters
    head.focus_filters()
    assert not head.filters_button.isVisible()


@pytest.mark.parametrize("width", some_of([480, 683, 950, 1050, 1366, 1920], 480, 950))
@pytest.mark.parametrize("scale", some_of([1.0, 1.5, 1.9, 2.0], 1.0, 1.9))
@pytest.mark.parametrize("searches", [False, True])
def test_a_greeting_is_whole_or_not_there_and_nothing_else_is_cut(windows, width, scale, searches):
    head = windows.show(page, (width, 800), scale=scale).head
    head.show_filter_count(2)
    head.greet("Good afternoon")
    if searches:
        head.open_search()
    windows.settle()

    assert head.width() <= width
    assert [*clipped(head)] == []
    assert not searches or head.search.width() >= 7 * em(head)


def test_the_greeting_comes_before_the_words_of_the_links(windows):
    head = windows.show(page, (1000, 800)).head
    head.greet("Good afternoon")
    windows.settle()
    assert head.title.isVisible()
    assert "Filters" in {button.text() for button in visible(head, QToolButton)}
    assert not any(button._shows_text for button in head.links.buttons.values())
