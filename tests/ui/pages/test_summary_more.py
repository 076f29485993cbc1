# SPDX-License-Identifier: GPL-3.0-or-later
"""After a session a run can be ticked and a line be written, and neither holds anybody up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hipmob_desktop.ui.pages.summary_more import MOST_NOTE, MoreToTell
from ui.windows import OFFSCREEN, name_of

pytestmark = OFFSCREEN


class Page(QWidget):
    """A page around it, which hears of keys that it does not take."""

    def __init__(self, style):
        super().__init__()
        self.keys, self.notes, self.runs, self.closed = [], [], [], []
        self.more = MoreToTell(style)
        self.more.noted.connect(self.notes.append)
        self.more.ran.connect(self.runs.append)
        self.more.written.connect(lambda: self.closed.append(True))
        self.other = QPushButton()
        column = QVBoxLayout(self)
        column.addWidget(self.more)
        column.addWidget(self.other)

    def keyPressEvent(self, event):
        self.keys.append(event.key())


@pytest.fixture
def page(shown):
    return shown(lambda studio: Page(studio.style), (600, 300))


def test_a_run_is_ticked_and_unticked_and_says_so(page):
    page.more.run.click()
    assert name_of(page.more.run) == "A run after this: noted (R)"
    assert not page.more.run.isChecked()  # a theme may paint that so that no word is seen
    page.more.tick()
    assert name_of(page.more.run) == "I run after this (R)"
    assert page.runs == [True, False]


def test_the_line_opens_when_it_is_wanted_and_enter_keeps_it_without_leaving(page):
    assert not page.more.line.isVisible()
    page.more.note.click()
    assert page.more.line.hasFocus()
    QTest.keyClicks(page.more.line, "  Warm, and 7 of 9 r ")
    assert page.notes == []
    QTest.keyClick(page.more.line, Qt.Key.Key_Return)
    assert page.notes == ["Warm, and 7 of 9 r"]
    assert page.closed == [True]
    assert not page.more.line.isVisible()
    assert page.keys == []
    assert name_of(page.more.note) == "Note kept: change it (W)"


def test_escape_puts_the_line_away_as_it_was(page):
    page.more.write()
    QTest.keyClicks(page.more.line, "one")
    QTest.keyClick(page.more.line, Qt.Key.Key_Enter)
    page.more.write()
    QTest.keyClicks(page.more.line, " two")
    QTest.keyClick(page.more.line, Qt.Key.Key_Escape)
    assert page.notes == ["one"]
    assert page.more.line.text() == "one"
    assert page.keys == []


def test_whoever_goes_elsewhere_loses_nothing_that_was_written(page):
    page.more.write()
    QTest.keyClicks(page.more.line, "one")
    page.other.setFocus()
    assert page.notes == ["one"]


def test_a_note_can_be_taken_back_and_has_an_end(page):
    page.more.write()
    QTest.keyClicks(page.more.line, "one")
    QTest.keyClick(page.more.line, Qt.Key.Key_Return)
    page.more.line.setText("")
    QTest.keyClick(page.more.line, Qt.Key.Key_Return)
    assert page.notes == ["one", ""]
    assert name_of(page.more.note) == "Write a note (W)"
    page.more.line.setText("x" * 600)
    assert len(page.more.line.text()) == MOST_NOTE
