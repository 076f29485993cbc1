# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of moves: what has the highlight, what its keys ask for, what is dragged where."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from hipmob_desktop.ui.editor.items import MoveList, MoveRow
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

ROWS = tuple(
    MoveRow(name.lower(), name, f"{reps} each side", band)
    for name, reps, band in (
        ("Clamshell", 10, ""), ("Bridge", 12, "2 rounds"), ("Lunge", 8, "·"), ("March", 5, ""),
    )
)  # fmt: skip


@pytest.fixture
def rows(shown):
    """A list with four rows, the first with the highlight."""
    made = shown(lambda studio: MoveList(studio.style, "Moves", can_be_sorted=True))
    made.show_rows(ROWS, 0)
    made.setFocus()
    return made


@pytest.fixture
def told(rows):
    told = []
    for name in ("chosen", "opened", "dragged", "asked"):
        getattr(rows, name).connect(lambda *what, name=name: told.append((name, *what)))
    return told


def drop(rows, y):
    """Let the row with the highlight go at a height."""
    action = Qt.DropAction.MoveAction
    event = QDropEvent(
        QPointF(20, y), action, QMimeData(), Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    rows.dropEvent(event)
    return event


def test_what_is_shown_tells_of_nothing(rows, told):
    rows.show_rows(ROWS[:2], 1)
    rows.show_rows(ROWS, 3)

    assert rows.count() == 4
    assert rows.currentRow() == 3
    assert told == []


def test_a_row_that_a_person_goes_to_is_told_and_opened_by_enter(rows, told):
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)

    assert told == [("chosen", 1), ("opened", 1)]


@pytest.mark.parametrize(
    ("key", "modifier", "what"),
    [
        (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier, "up"),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier, "down"),
        (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier, "copy"),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "remove"),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, "remove"),
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier, "add"),
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.NoModifier, "add"),
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.KeypadModifier, "add"),
    ],
)
def test_keys_ask_for_a_change_and_change_nothing_themselves(rows, told, key, modifier, what):
    QTest.keyClick(rows, key, modifier)

    assert told == [("asked", what)]
    assert rows.count() == 4


def test_a_list_to_choose_from_has_no_such_keys(shown):
    plain = shown(lambda studio: MoveList(studio.style, "All moves"))
    plain.show_rows(ROWS, 0)
    asked = []
    plain.asked.connect(asked.append)
    QTest.keyClick(plain, Qt.Key.Key_Delete)

    assert asked == []
    assert not plain.dragEnabled()


@pytest.mark.parametrize(
    ("start", "below", "share", "to"),
    [
        (0, 2, 0.9, 2),  # under the third row: the first becomes the third
        (0, 2, 0.1, 1),  # above it: the second
        (3, 1, 0.1, 1),  # above the second: the last becomes the second
        (3, 1, 0.9, 2),
        (0, 3, 0.9, 3),
    ],
)
def test_a_row_is_dragged_to_where_it_is_let_go(rows, told, start, below, share, to):
    rows.show_rows(ROWS, start)
    box = rows.visualRect(rows.model().index(below, 0))
    event = drop(rows, box.top() + share * box.height())

    assert told == [("dragged", start, to)]
    assert event.dropAction() is Qt.DropAction.IgnoreAction  # nobody takes the row away
    assert rows.count() == 4


def test_a_row_that_is_let_go_where_it_was_is_not_dragged(rows, told):
    box = rows.visualRect(rows.model().index(0, 0))
    drop(rows, box.center().y() + 1)
    drop(rows, box.top() + 1)

    assert told == []


def test_a_row_let_go_below_all_of_them_becomes_the_last(rows, told):
    drop(rows, rows.viewport().height() - 2)

    assert told == [("dragged", 0, 3)]


def test_a_screen_reader_hears_number_name_dose_and_rounds(rows):
    role = Qt.ItemDataRole.AccessibleTextRole
    assert rows.item(0).data(role) == "1: Clamshell, 10 each side"
    assert rows.item(1).data(role) == "2: Bridge, 12 each side, 2 rounds"
    assert rows.item(2).data(role) == "3: Lunge, 8 each side"


def test_the_highlight_is_seen_and_more_so_with_the_focus(rows, qapp):
    shots = []
    for number, has_focus in ((0, True), (0, False), (1, False)):
        rows.show_rows(ROWS, number)
        rows.setFocus() if has_focus else rows.clearFocus()
        qapp.processEvents()
        shots.append(rows.grab().toImage())

    assert shots[0] != shots[1]
    assert shots[1] != shots[2]


def test_rounds_are_seen_beside_their_rows(rows):
    with_band = rows.grab().toImage()
    rows.show_rows([MoveRow(row.move, row.name, row.words) for row in ROWS], 0)

    assert rows.grab().toImage() != with_band


def test_the_focus_never_comes_to_no_row(rows):
    rows.show_rows(ROWS, -1)
    rows.clearFocus()
    rows.setFocus()

    assert rows.currentRow() == 0
    assert rows.row_at(0) == ROWS[0]
    assert rows.row_at(9) is None


def test_a_long_name_is_cut_and_moves_no_list_aside(rows, qapp):
    rows.show_rows([replace(one, name=40 * f"{one.name} ") for one in ROWS], 0)
    rows.resize(220, rows.height())
    qapp.processEvents()
    assert rows.visualItemRect(rows.item(0)).width() <= rows.viewport().width()
    assert not rows.horizontalScrollBar().isVisible()
