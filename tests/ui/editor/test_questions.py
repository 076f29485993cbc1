# SPDX-License-Identifier: GPL-3.0-or-later
"""A question has a button for each answer; Enter takes the first, Esc leaves all as it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from hipmob_desktop.ui.editor.questions import NEITHER, ask
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN


@pytest.fixture
def done():
    return []


@pytest.fixture
def page(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def box(page, done):
    answers = (("Save & go", lambda: done.append("save")), ("Discard", lambda: done.append("no")))
    box = ask(page, "<b>Mine</b> is not saved.", "It would be lost.", answers)
    box.finished.connect(lambda: done.append("closed"))
    return box


def test_every_answer_does_what_it_says_and_closes_the_question(box, done):
    buttons = {button.text(): button for button in box.buttons()}
    assert set(buttons) == {"Save && go", "Discard", NEITHER}
    buttons["Discard"].click()

    assert sorted(done) == ["closed", "no"]


@pytest.mark.parametrize(("key", "did"), [(Qt.Key.Key_Return, ["save"]), (Qt.Key.Key_Escape, [])])
def test_enter_takes_the_first_answer_and_escape_none(box, done, key, did):
    QTest.keyClick(box, key)

    assert sorted(done) == ["closed", *did]


def test_a_persons_words_are_no_markup(box):
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert box.text() == "<b>Mine</b> is not saved."
    assert box.informativeText() == "It would be lost."
