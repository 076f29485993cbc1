# SPDX-License-Identifier: GPL-3.0-or-later
"""One question at a time, by keys or by a mouse alone, as large as a page read from the mat."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN


@pytest.fixture
def page(shown):
    page = shown("hip-check-entry", (1366, 768))
    page.told, page.gone = [], []
    page.pressed.connect(page.told.append)
    page.left.connect(lambda: page.gone.append(True))
    return page


def test_the_question_stands_in_large_with_the_number_as_it_is_typed(page):
    assert page.title.text() == "Left: how many centimetres?  24"
    page.ask("Inward turn, sitting", "Left: how many centimetres?", answer="")
    assert page.title.text().endswith("–")
    assert "Inward turn, sitting" in labels(page)


def test_keys_are_told_whatever_has_the_focus(page):
    for key in (Qt.Key.Key_2, Qt.Key.Key_Comma, Qt.Key.Key_Backspace, Qt.Key.Key_H, Qt.Key.Key_R):
        QTest.keyClick(page.next, key)
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert page.told == ["2", ".", "back", "h", "r", "enter"]


def test_a_mouse_alone_can_type_correct_and_end(page):
    for button in (page.keys[0], *page.keys[10:], page.next):
        button.click()
    assert page.told == ["1", "back", "h", "s", "r", "enter"]
    page.stop.click()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.gone == [True, True]


def test_a_choice_has_a_key_for_each_and_the_first_has_the_focus(page):
    options = [("1", "Easy"), ("2", "It hurt")]
    page.ask("Inward turn", "How did it feel?", answer=None, options=options, can_end=False)
    assert [key.text() for key in page.keys] == ["1  Easy", "2  It hurt"]
    assert [key.accessibleName() for key in page.keys] == ["Easy", "It hurt"]
    assert page.focus_target is page.keys[0]
    assert not page.next.isVisible()
    page.keys[1].click()
    assert page.told == ["2"]


def test_what_is_read_back_needs_one_key(page):
    page.ask("Inward turn", "Left 24 cm, right 25 cm. Enter if that is right.", answer=None)
    assert page.focus_target is page.next
    assert page.next.isVisible()
