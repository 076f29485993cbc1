# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a list shows what each line is taken for, and asks about what is not plain."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hipmob_desktop.ui.pages import from_list as module
from hipmob_desktop.ui.pages.from_list import LEAVE_OUT, FromListScreen, ReadLine
from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN

MOVES = (("clamshell", "Clamshell"), ("glute_bridge", "Glute bridge"))
PLAIN = ReadLine(text="1. 10 clams", says="Clamshell, 10 each side", note="as it is held")
GUESSED = ReadLine(
    text="3 claim shells",
    says="Clamshell, 3 each side",
    words="claim shells",
    choices=MOVES,
    chosen="clamshell",
    is_guess=True,
)
OPEN = ReadLine(text="20 burpees", words="burpees", choices=MOVES)


@pytest.fixture
def page(shown):
    return shown(lambda studio: FromListScreen(studio.style))


@pytest.fixture
def heard(monkeypatch):
    """What a screen reader is told unasked."""
    heard = []
    monkeypatch.setattr(module, "announce", lambda _about, words: heard.append(words))
    return heard


def show(page, *lines, can_save=True):
    page.show_lines(lines, title="Evening hips", status="Two moves.", can_save=can_save)
    QApplication.processEvents()


def test_what_is_typed_is_told_a_moment_later_and_only_once(page, qtbot):
    told = []
    page.text_changed.connect(told.append)
    with qtbot.waitSignal(page.text_changed):
        QTest.keyClicks(page.text, "10 clams")

    assert told == ["10 clams"]


def test_each_line_stands_there_with_what_it_is_taken_for(page, qapp):
    show(page, PLAIN, GUESSED, OPEN)
    qapp.processEvents()

    assert {
        "Clamshell, 10 each side",
        "1. 10 clams; as it is held",
        "“claim shells”: is this the move?",
        "“burpees”",
        "Two moves.",
    } <= set(labels(page))
    assert page.title.placeholderText() == "Evening hips"


def test_a_guess_is_offered_and_what_is_unknown_is_not(page):
    show(page, PLAIN, GUESSED, OPEN)
    guessed, unknown = page.fields

    assert guessed.value == "clamshell"
    assert unknown.value == ""
    choices = [unknown.combo.itemText(row) for row in range(unknown.combo.count())]
    assert choices == ["Which move is it?", "Clamshell", "Glute bridge", "Leave it out"]


def test_a_choice_is_told_with_the_words_it_is_for(page):
    told = []
    page.chosen.connect(lambda *choice: told.append(choice))
    show(page, OPEN)
    (field,) = page.fields
    field.combo.setFocus()
    QTest.keyClick(field.combo, Qt.Key.Key_Down)
    QTest.keyClick(field.combo, Qt.Key.Key_End)

    assert told == [("burpees", "clamshell"), ("burpees", LEAVE_OUT)]


def test_the_focus_stays_with_the_words_that_were_answered(page, qapp):
    show(page, GUESSED, OPEN)
    page.fields[1].combo.setFocus()
    show(page, PLAIN, GUESSED, OPEN)

    assert qapp.focusWidget() is page.fields[1].combo


def test_it_is_saved_by_its_title_with_enter_and_with_ctrl_enter(page, qtbot):
    told = []
    page.save_requested.connect(told.append)
    show(page, PLAIN)
    QTest.keyClicks(page.title, " Mine ")
    QTest.keyClick(page.title, Qt.Key.Key_Return)
    page.text.setFocus()
    with qtbot.waitSignal(page.save_requested):  # Qt shows a button go down first
        QTest.keyClick(page.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert told == ["Mine", "Mine"]


def test_what_was_typed_last_is_read_before_it_is_saved(page):
    told = []
    page.text_changed.connect(lambda text: told.append(("read", text)))
    page.save_requested.connect(lambda title: told.append(("saved", title)))
    show(page, PLAIN)
    QTest.keyClicks(page.text, "10 clams")
    page.save.click()

    assert told == [("read", "10 clams"), ("saved", "")]


def test_nothing_is_saved_while_a_line_waits(page):
    told = []
    page.save_requested.connect(told.append)
    show(page, OPEN, can_save=False)
    QTest.keyClick(page.title, Qt.Key.Key_Return)
    page.save.click()

    assert told == []


def test_a_screen_reader_hears_what_the_list_comes_to_and_what_went_wrong(page, heard):
    show(page, PLAIN)
    show(page, PLAIN)
    page.show_fault("It cannot be saved: the disk is full.")
    assert heard == ["Two moves.", "It cannot be saved: the disk is full."]

    show(page, PLAIN)
    assert page.fault.isHidden()


def test_escape_leads_back_and_nothing_that_was_typed_is_lost(page, qtbot):
    page.text.setFocus()
    QTest.keyClicks(page.text, "10 clams")
    with qtbot.waitSignal(page.page_requested):
        QTest.keyClick(page.text, Qt.Key.Key_Escape)

    assert page.text.toPlainText() == "10 clams"


def test_tab_leads_out_of_the_field_through_the_page(page, qapp):
    show(page, OPEN)
    page.text.setFocus()
    stops = [page.text]
    for _ in range(4):
        QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_Tab)
        stops.append(qapp.focusWidget())

    assert stops == [page.text, page.open, page.title, page.save, page.fields[0].combo]


def test_a_page_that_was_saved_is_empty_again(page):
    told = []
    page.text_changed.connect(told.append)
    page.show_text("10 clams")
    page.title.setText("Mine")
    page.clear()

    assert told == ["10 clams", ""]
    assert (page.text.toPlainText(), page.title.text()) == ("", "")
