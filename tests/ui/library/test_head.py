# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.style import em, scale_spacing
from hipmob_desktop.ui.library.head import LibraryHead
from ui.windows import OFFSCREEN, labels, name_of

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
    page.head.search.show()
    page.head.set_filters(page.filters, (page.chip,))
    scale_spacing(page, em(page))
    return page


def texts_are_shown(head):
    return {button._shows_text for button in head.links.values()}


def test_links_have_their_texts_where_there_is_room(windows):
    head = windows.show(page, (1000, 800)).head
    assert texts_are_shown(head) == {True}
    windows.change(head.parentWidget(), (700, 800))
    assert texts_are_shown(head) == {False}
    assert [name_of(button) for button in head.links.values()] == [
        "History", "Sound check", "Safety", "Settings"
    ]  # fmt: skip


@pytest.mark.parametrize(("size", "is_shown"), [(HIGH, True), (LOW, False)])
def test_filters_are_shown_by_themselves_in_a_high_window_only(shown, size, is_shown):
    head = shown(page, size).head
    assert head.shows_filters is is_shown


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
    assert not any(button.isVisible() for button in made.head.links.values())
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


def test_three_faults_are_named_and_the_rest_counted(shown):
    head = shown(page).head
    head.show_faults(["a", "b", "c", "d", "e"])
    assert "a\nb\nc\nand 2 more" in labels(head)
    assert "Five things in your files could not be read." in labels(head)
    head.show_faults(["a", "b", "c"])
    assert "a\nb\nc" in labels(head)
    head.show_faults([])
    assert head.strips.isHidden()


def test_without_filters_there_is_nothing_to_show_or_to_go_to(shown, qapp):
    head = shown(lambda studio: LibraryHead(studio.style))
    assert not head.shows_filters
    head.focus_filters()
    assert not head.filters_button.isVisible()
