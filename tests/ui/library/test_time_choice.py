# SPDX-License-Identifier: GPL-3.0-or-later
"""Minutes are chosen beside Start in steps, and given up again, by keys as by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hipmob_desktop.ui.library import time_choice as module
from hipmob_desktop.ui.library.time_choice import TimeChoice
from ui.windows import OFFSCREEN, name_of

pytestmark = OFFSCREEN


@pytest.fixture
def heard(monkeypatch):
    """What a screen reader is told unasked."""
    heard = []
    monkeypatch.setattr(module, "announce", lambda _about, words: heard.append(words))
    return heard


@pytest.fixture
def choice(studio, qtbot):
    made = TimeChoice(studio.style)
    qtbot.addWidget(made)
    made.show_usual(10)
    return made


@pytest.fixture
def told(choice):
    told = []
    choice.changed.connect(told.append)
    return told


def test_nothing_is_chosen_until_somebody_does(choice):
    assert choice.minutes is None
    assert (choice.said.text(), name_of(choice.said)) == ("10 min", "As long as it takes")


def test_steps_begin_at_what_the_routine_takes(choice, told, heard):
    choice.less.click()
    choice.less.click()
    choice.more.click()

    assert told == [9, 8, 9]
    assert choice.said.text() == "In 9 minutes"
    assert heard == ["In 9 minutes", "In 8 minutes", "In 9 minutes"]


def test_what_it_takes_anyway_is_no_limit(choice, told):
    choice.step(1)
    choice.step(-1)

    assert told == [11, None]
    assert choice.said.text() == "10 min"


def test_it_is_given_up_by_its_word(choice, told):
    choice.step(-4)
    choice.said.click()
    choice.said.click()

    assert told == [6, None]


def test_a_choice_holds_for_the_next_routine_too(choice, told):
    choice.step(-4)
    choice.show_usual(4)

    assert choice.minutes == 6
    choice.more.click()
    assert told == [6, 7]


@pytest.mark.parametrize(("usual", "step", "end"), [(3, -1, 2), (59, 1, 60)])
def test_there_are_limits(choice, usual, step, end):
    choice.show_usual(usual)
    button = choice.less if step < 0 else choice.more
    for _ in range(4):
        button.click()

    assert choice.minutes == end
    assert not button.isEnabled()


def test_a_routine_beyond_the_limits_begins_at_one(choice):
    choice.show_usual(90)
    choice.step(-1)
    assert choice.minutes == 59


# -- on the first page ----------------------------------------------------------------------------


@pytest.fixture
def page(shown, qapp):
    made = shown("library")
    made.list.first_painted.emit()
    qapp.processEvents()
    return made


@pytest.mark.parametrize("focused", ["list", "start"])
def test_plus_and_minus_change_the_minutes_and_search_for_nothing(page, focused):
    widget = page.list if focused == "list" else page.hero.start
    widget.setFocus()
    QTest.keyClicks(widget, "--+")

    usual = page.hero.time._usual
    assert page.minutes == usual - 1
    assert page.head.search.text() == ""


def test_in_the_search_they_are_letters(page):
    page.head.open_search()
    QTest.keyClicks(page.head.search, "-+")

    assert page.minutes is None
    assert page.head.search.text() == "-+"


def test_both_starts_say_in_how_many_minutes(page):
    page.show_page()
    QTest.keyClick(page.pane, Qt.Key.Key_Minus)
    words = page.hero.time.words.lower()

    assert name_of(page.hero.start).endswith(f", {words}")
    assert page.pane.start.text() == f"Start, {words}"
    page.hero.time.release()
    assert page.pane.start.text() == "Start"


def test_a_small_window_has_no_room_for_them_unless_they_are_chosen(windows, qapp):
    page = windows.show("library", (520, 400))
    page.list.first_painted.emit()
    qapp.processEvents()
    assert not page.hero.time.isVisible()

    QTest.keyClicks(page.list, "-")
    qapp.processEvents()
    assert page.hero.time.isVisible()
