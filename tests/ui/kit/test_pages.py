# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.pages import BigPage, PageName, SidePage, big_px
from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN


class Letter(SidePage):
    """A page with a button in it."""

    builds = 0

    def build_column(self):
        self.builds += 1
        self.button = QPushButton("Read")
        self.column.addWidget(self.button)


class Poster(BigPage):
    """A page of a few words."""

    def build_rows(self):
        self.title.setText("Welcome")
        self.other = IconButton(self._style, "info", "More")
        self.main = IconButton(self._style, "check", "Go on", "primary")
        self.set_buttons(self.other, self.main)
        self.show_rows([label("one"), label("two")])


def letter(studio):
    return Letter(studio.style, "A letter", 20.0, back_to=PageName.ABOUT)


def poster(studio):
    return Poster(studio.style, "Poster")


def test_a_page_is_built_when_it_is_first_shown_and_only_then(studio, shown):
    page = letter(studio)
    assert not page.is_built
    shown(lambda _studio: page)
    page.hide()
    page.show()
    assert page.builds == 1


def test_a_page_passes_the_focus_on(shown, qapp):
    page = shown(letter)
    page.focus_target = page.button
    page.setFocus()
    assert qapp.focusWidget() is page.button


def test_a_linked_button_asks_for_its_page_each_time(shown):
    page = shown(letter)
    asked = []
    page.page_requested.connect(asked.append)
    page.link(page.button, PageName.SAFETY)
    page.button.click()
    page.button.click()
    assert asked == [PageName.SAFETY, PageName.SAFETY]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Back])
def test_a_key_leads_back_to_where_the_page_came_from(shown, key):
    page = shown(letter)
    asked = []
    page.page_requested.connect(asked.append)
    QTest.keyClick(page, key)
    page.header.back.click()
    QTest.keyClick(page, Qt.Key.Key_A)
    assert asked == [PageName.ABOUT, PageName.ABOUT]


def test_head_and_column_are_no_wider_than_the_measure(shown, studio):
    page = shown(letter, (1600, 800))
    assert page.header.width() == page.button.parentWidget().width() == 20 * 16
    studio.style.theme_manager.apply("dark", 32)
    assert page.header.maximumWidth() == 20 * 32


@pytest.mark.parametrize(
    ("size", "px"), [((100, 100), 16), ((2000, 1080), 40), ((840, 2000), 20), ((4200, 540), 20)]
)
def test_the_type_of_a_big_page_follows_the_smaller_side_of_the_window(size, px):
    assert big_px(*size, 16) == px


def test_a_big_page_has_large_words_and_its_main_button_in_front(shown, qapp):
    page = shown(poster, (1920, 1080))
    assert page.title.font().pixelSize() > page.line.font().pixelSize() > 16
    assert page.main.font().pixelSize() > 16
    assert qapp.focusWidget() is page.main


def test_the_words_of_a_big_page_are_no_wider_than_the_measure_of_their_type(shown):
    page = shown(poster, (4000, 800))
    measure = round(page.measure_em * page.line.font().pixelSize())
    assert page.title.parentWidget().width() == measure < page.width()


def test_other_rows_take_the_place_of_those_that_were_there(shown, qapp):
    page = shown(poster)
    page.line.setText("and a line")
    page.show_rows([label("three")])
    qapp.processEvents()
    assert labels(page) == ["Welcome", "and a line", "three"]
    assert page.main.accessibleDescription() == "Welcome and a line three"


def test_without_a_line_there_is_no_room_for_one(shown):
    assert shown(poster).line.isHidden()


def test_a_plain_widget_can_be_a_row(shown):
    page = shown(poster)
    page.show_rows([QWidget()])
    assert labels(page) == ["Welcome"]
