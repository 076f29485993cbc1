# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to take a routine along are found by keyboard, and what is under way can be stopped."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipmob_desktop.ui.library.take_along import CLOSE, STOP, TakeBar, TakeButton, Way
from ui.windows import OFFSCREEN, clipped, name_of

pytestmark = OFFSCREEN
LONG = f"{'a_name_as_long_as_any_file_of_a_routine_has_' * 2}.mp3 is being written."


@pytest.fixture
def button(shown):
    button = shown(lambda studio: TakeButton(studio.style), (300, 100))
    button.ways = []
    button.asked.connect(button.ways.append)
    return button


@pytest.fixture
def bar(shown):
    def made(studio):
        page = QWidget()
        page.bar = TakeBar(studio.style)
        QVBoxLayout(page).addWidget(page.bar)
        return page

    bar = shown(made, (700, 200)).bar
    bar.stops = []
    bar.stopped.connect(lambda: bar.stops.append(True))
    return bar


def test_the_button_opens_a_menu_of_all_ways_with_the_key_that_prints(button):
    QTest.keyClick(button, Qt.Key.Key_Return)
    menu = button._menu

    assert menu.isVisible()
    assert menu.activeAction() is menu.actions()[0]
    assert menu.actions()[0].text().endswith("Ctrl+P")
    for action in menu.actions():
        action.trigger()
    assert button.ways == list(Way)
    assert name_of(button) == "Take it along"
    menu.close()


def test_what_is_under_way_has_room_around_it_with_any_type(bar, studio):
    bar.begin("Mine.pdf is being written.")
    margins = bar.layout().contentsMargins()
    studio.style.theme_manager.apply("dark", 32)
    larger = bar.layout().contentsMargins()
    studio.style.theme_manager.apply("dark", 16)
    assert 0 < margins.top() < larger.top()


def test_no_two_ways_have_the_same_letter(button):
    button.open_menu()
    texts = [action.text() for action in button._menu.actions()]
    letters = [text[text.index("&") + 1].lower() for text in texts]

    assert len(set(letters)) == len(texts)
    button._menu.close()


def test_while_something_is_under_way_its_button_stops_it(bar):
    bar.begin("hips.mp3 is being written.")

    assert (bar.bar.isVisible(), bar.bar.maximum()) == (True, 0)
    assert name_of(bar.button) == f"{STOP}: hips.mp3 is being written."
    bar.button.click()
    assert bar.stops == [True]
    assert bar.isVisible()


def test_the_bar_says_how_much_is_done(bar):
    bar.begin("hips.mp3 is being written.")
    bar.show_share(43)

    assert (bar.bar.minimum(), bar.bar.value(), bar.bar.maximum()) == (0, 43, 100)


def test_what_came_of_it_stands_until_it_is_closed(bar):
    bar.begin("hips.mp3 is being written.")
    bar.end("Written: /music/hips.mp3.")

    assert (bar.bar.isVisible(), bar.words.text()) == (False, "Written: /music/hips.mp3.")
    assert name_of(bar.button).startswith(CLOSE)
    bar.button.click()
    assert (bar.isVisible(), bar.stops) == (False, [])


def test_with_nothing_to_say_it_goes(bar):
    bar.begin("hips.mp3 is being written.")
    bar.end("")

    assert not bar.isVisible()


def test_a_long_name_is_not_cut(bar, qapp):
    bar.begin(LONG)
    qapp.processEvents()

    assert [*clipped(bar)] == []
