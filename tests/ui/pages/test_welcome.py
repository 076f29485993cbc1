# SPDX-License-Identifier: GPL-3.0-or-later
"""The three screens of a first start, by hand and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hipmob_desktop.core.guidance import Reason, Spared
from hipmob_desktop.ui.pages.welcome import Step
from ui.windows import OFFSCREEN, labels, reachable, usable

pytestmark = OFFSCREEN
STEPS = {"welcome": Step.HEAR, "welcome-reason": Step.REASON, "welcome-spared": Step.SPARED}


@pytest.fixture
def page(shown):
    """The first screen, with what is told of it."""
    page = shown("welcome")
    page.told = []
    for name in ("answered", "unheard", "skipped", "stepped"):
        getattr(page, name).connect(lambda *what, name=name: page.told.append((name, *what)))
    return page


def press(page, windows, *keys):
    """Press keys one after the other where the focus is."""
    for key in keys:
        windows.settle()
        QTest.keyClick(page.window().focusWidget() or page, key)
    windows.settle()


def test_three_screens_by_keys_alone_lead_to_an_answer(page, windows):
    press(page, windows, Qt.Key.Key_Y, "2", "1", "4", Qt.Key.Key_Return)
    assert page.told == [
        ("stepped", Step.REASON),
        ("stepped", Step.SPARED),
        ("answered", Reason.DESK, {Spared.KNEE, Spared.WRIST}),
    ]


def test_enter_alone_leads_through_to_a_runner_with_nothing_to_spare(page, windows):
    press(page, windows, *[Qt.Key.Key_Return] * 3)
    assert page.told[-1] == ("answered", Reason.RUN, frozenset())


@pytest.mark.parametrize("name", STEPS)
def test_escape_skips_at_any_screen(shown, windows, name, qtbot):
    page = shown(name)
    with qtbot.waitSignal(page.skipped):
        press(page, windows, Qt.Key.Key_Escape)


@pytest.mark.parametrize("name", STEPS)
def test_each_screen_has_its_sentence_and_all_have_the_rule(shown, studio, name):
    page = shown(name)
    text = labels(page)
    assert len(studio.safety.welcome) == len(Step)
    assert {studio.safety.welcome[STEPS[name]], studio.safety.stop_rule} <= set(text)


@pytest.mark.parametrize("name", STEPS)
def test_tab_comes_to_all_there_is(shown, qapp, windows, name):
    page = shown(name)
    windows.settle()
    assert {each.text() for each in usable(page)} <= {
        getattr(each, "text", str)() for each in reachable(qapp)
    }


def test_whoever_does_not_hear_comes_back_to_the_next_question(page, windows):
    press(page, windows, Qt.Key.Key_N)
    assert ("unheard",) in page.told
    assert page.step is Step.REASON


def test_where_nothing_is_said_nobody_is_asked_whether_it_is_heard(page, windows):
    page.show_speaks(speaks=False)
    assert page.title.text() == "Hello."
    assert not page.no.isVisible()
    press(page, windows, Qt.Key.Key_N)
    assert page.told == []
    press(page, windows, Qt.Key.Key_Return)
    assert page.step is Step.REASON


def test_what_was_ticked_is_still_so_after_a_look_back(page, windows):
    press(page, windows, Qt.Key.Key_Y, "1", "3", Qt.Key.Key_Backspace)
    assert page.step is Step.REASON
    press(page, windows, "3")
    assert page.spared[Spared.BACK].isChecked()
    press(page, windows, Qt.Key.Key_Return)
    assert page.told[-1] == ("answered", Reason.STIFF, {Spared.BACK})


def test_the_last_button_says_what_it_will_do(page, windows):
    press(page, windows, Qt.Key.Key_Y, "1")
    assert page.yes.text() == "Nothing: start"
    page.spared[Spared.BACK].click()
    assert page.yes.text() == "Start"


def test_the_focus_is_always_on_something_of_the_screen(page, windows, qapp):
    for key in (Qt.Key.Key_Y, "1", Qt.Key.Key_Backspace, Qt.Key.Key_Backspace):
        press(page, windows, key)
        assert page.isAncestorOf(qapp.focusWidget())
        assert qapp.focusWidget().isVisible()


def test_a_low_window_has_no_room_for_pictures(shown, windows):
    page = shown("welcome-reason", (1366, 900))
    tile = page.reasons[Reason.RUN]
    high = tile.height()
    windows.change(page, (1366, 440))
    assert tile.height() < high


@pytest.mark.parametrize("size", [(1093, 615), (1366, 768), (1920, 1080), (3840, 2160)])
def test_the_rule_begins_where_the_text_above_it_does(shown, size):
    page = shown("welcome-spared", size)
    lefts = {each.mapTo(page, each.rect().topLeft()).x() for each in (page.title, page.stop_rule)}
    assert max(lefts) - min(lefts) <= 1
