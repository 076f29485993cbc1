# SPDX-License-Identifier: GPL-3.0-or-later
"""A move is looked for and taken by keys alone, and by the mouse alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hipmob_desktop.ui.editor.items import MoveRow
from hipmob_desktop.ui.editor.move_picker import NOTHING, MovePicker
from ui.windows import OFFSCREEN, labels, name_of, reachable

pytestmark = OFFSCREEN

ROWS = tuple(MoveRow(name.lower(), name, "10 each side") for name in ("Bridge", "Clam", "Lunge"))


@pytest.fixture
def picker(shown):
    made = shown(lambda studio: MovePicker(studio.style))
    made.show_rows(ROWS)
    made.begin()
    return made


@pytest.fixture
def told(picker):
    told = []
    for name in ("searched", "picked", "left"):
        getattr(picker, name).connect(lambda *what, name=name: told.append((name, *what)))
    return told


def test_one_types_goes_down_and_takes(picker, told):
    QTest.keyClicks(picker.search, "br")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(picker.search, key)
    QTest.keyClick(picker.search, Qt.Key.Key_Escape)

    assert told == [("searched", "b"), ("searched", "br"), ("picked", "clam"), ("left",)]


def test_the_arrows_stop_at_both_ends(picker):
    QTest.keyClick(picker.search, Qt.Key.Key_Up)
    assert picker.list.currentRow() == 0
    for _ in range(5):
        QTest.keyClick(picker.search, Qt.Key.Key_Down)
    assert picker.list.currentRow() == 2


def test_one_clicks_a_row_and_adds_it(picker, told):
    box = picker.list.visualRect(picker.list.model().index(1, 0))
    QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    picker.add.click()
    picker.done.click()

    assert told == [("picked", "clam"), ("left",)]


def test_where_nothing_is_found_that_is_said_and_nothing_taken(picker, told):
    picker.show_rows(())
    QTest.keyClick(picker.search, Qt.Key.Key_Return)

    assert NOTHING in labels(picker)
    assert not picker.add.isEnabled()
    assert told == []
    picker.show_rows(ROWS)
    assert NOTHING not in labels(picker)


def test_beginning_again_forgets_the_words_and_takes_the_focus(picker, told, qapp):
    picker.search.setText("clam")
    told.clear()
    picker.begin()

    assert picker.search.text() == ""
    assert ("searched", "") in told
    assert qapp.focusWidget() is picker.search


def test_tab_reaches_all_of_it_and_each_has_a_name(picker, qapp):
    reached = reachable(qapp)

    assert set(picker.tab_stops) <= set(reached)
    assert all(name_of(each) for each in picker.tab_stops)
