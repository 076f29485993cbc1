# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QStringListModel, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hipmob_desktop.ui.library.card_list import CardList
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def listening(_studio):
    view = CardList("Names")
    view.setModel(QStringListModel(["Anna", "Bert", "Carl"], view))
    view.chosen_rows, view.letters, view.details = [], [], []
    view.chosen.connect(view.chosen_rows.append)
    view.typed.connect(view.letters.append)
    view.details_requested.connect(lambda: view.details.append(view.currentIndex().row()))
    return view


@pytest.fixture
def view(shown):
    view = shown(listening)
    view.setCurrentIndex(view.model().index(0))
    return view


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_chooses_the_highlighted_row(view, key):
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, key)
    assert view.chosen_rows == [1]


def test_where_nothing_is_highlighted_enter_chooses_nothing(view):
    view.setCurrentIndex(view.model().index(-1))
    QTest.keyClick(view, Key.Key_Return)
    assert view.chosen_rows == []


def test_space_sets_nothing_off_and_right_asks_for_details(view):
    QTest.keyClick(view, Key.Key_Space)
    QTest.keyClick(view, Key.Key_Right)
    assert (view.chosen_rows, view.details) == ([], [0])


def test_letters_walk_to_a_row_until_they_are_forwarded(view):
    QTest.keyClick(view, Key.Key_C)
    assert (view.currentIndex().row(), view.letters) == (2, [])
    view.forwards_typing = True
    QTest.keyClick(view, Key.Key_B)
    assert (view.currentIndex().row(), view.letters) == (2, ["b"])


@pytest.mark.parametrize(
    "keys", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier]
)
def test_a_command_is_no_letter(view, keys):
    view.forwards_typing = True
    QTest.keyClick(view, Key.Key_B, keys)
    assert view.letters == []


def test_the_row_below_the_mouse_is_known_until_it_leaves(view):
    place = view.visualRect(view.model().index(1)).center()
    QTest.mouseMove(view.viewport(), place)
    assert view.hovered_row == 1
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert view.hovered_row == -1


def test_beside_all_cards_the_mouse_is_on_none(view):
    QTest.mouseMove(view.viewport(), QPoint(5, view.viewport().height() - 2))
    assert view.hovered_row == -1


def test_it_tells_once_that_it_was_painted(qtbot):
    view = CardList("Names")
    qtbot.addWidget(view)
    told = []
    view.first_painted.connect(lambda: told.append(view.is_painted))
    with qtbot.waitExposed(view):
        view.show()
    view.viewport().repaint()
    view.viewport().repaint()
    assert told == [True]


def test_cards_are_as_wide_as_the_list_shows(view):
    assert view.card_width == view.viewport().width()


def test_what_is_highlighted_stays_in_sight_when_the_window_becomes_lower(windows):
    def many(studio):
        view = listening(studio)
        view.model().setStringList([f"Name {number}" for number in range(60)])
        return view

    view = windows.show(many, (400, 900))
    view.setCurrentIndex(view.model().index(25))
    windows.settle()
    windows.change(view, (400, 200))
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_a_card_is_dragged_out_as_its_file_to_be_copied_and_never_moved(
    view, monkeypatch, tmp_path
):
    dragged = []

    def take(drag, *actions):
        dragged.append(([url.toLocalFile() for url in drag.mimeData().urls()], actions))

    monkeypatch.setattr("PySide6.QtGui.QDrag.exec", take)
    view.startDrag(Qt.DropAction.MoveAction)
    view.file_of = lambda row: tmp_path / f"{row}.toml"
    view.startDrag(Qt.DropAction.MoveAction)
    view.file_of = lambda _row: None
    view.startDrag(Qt.DropAction.MoveAction)

    assert dragged == [([str(tmp_path / "0.toml")], (Qt.DropAction.CopyAction,))]


def test_a_mouse_that_pulls_a_card_away_drags_its_file(view, monkeypatch, tmp_path):
    dragged = []
    monkeypatch.setattr("PySide6.QtGui.QDrag.exec", lambda *_: dragged.append(True))
    view.file_of = lambda row: tmp_path / f"{row}.toml"
    start = view.visualRect(view.model().index(1)).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in (30, 60, 90):
        place = QPointF(start + QPoint(step, 0))
        move = QMouseEvent(
            QEvent.Type.MouseMove, place, view.mapToGlobal(place),
            Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Modifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), move)

    assert dragged
    assert view.currentIndex().row() == 1
    assert view.chosen_rows == []
