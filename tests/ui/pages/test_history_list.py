# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of sessions tells each in two lines, goes on when asked, and takes ticks by a key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from sheet_history import a_line

from hipmob_desktop.ui.pages.history_list import SessionList, SessionModel, line_words
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN


def test_a_line_has_what_sets_a_session_apart():
    line = replace(a_line(1, "Hips"), note="n", felt_before=None)
    title, rest = line_words(line)
    assert title == "Hips"
    assert rest == (
        "Wednesday, 25 November 2026, 18:30, 5 minutes, not to its end, felt – → 6, "
        "something hurt, with a note"
    )
    plain = replace(a_line(0, "Hips " * 40), felt_before=None, felt_after=None)
    assert line_words(plain)[1] == "Thursday, 26 November 2026, 18:30, 3 minutes"
    assert len(line_words(plain)[0]) <= 80


def test_the_list_asks_for_more_once_and_goes_on(studio):
    model = SessionModel(None)
    asked = []
    model.more_requested.connect(asked.append)
    lines = [a_line(ago, "Hips") for ago in range(3)]
    model.show_lines(lines, is_all=False)
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == [lines[-1]]
    model.add_lines([a_line(9, "Hips")], is_all=True)
    assert model.rowCount() == model.count == 4
    assert model.line(3).id == "9"
    assert model.line(4) is None
    assert not model.canFetchMore(QModelIndex())
    model.add_lines([], is_all=False)
    assert model.canFetchMore(QModelIndex())


def test_a_row_is_two_lines_to_the_eye_and_one_to_the_ear(studio):
    model = SessionModel(None)
    model.show_lines([a_line(0, "Hips")], is_all=True)
    row = model.index(0)
    assert row.data().startswith("Hips\nThursday")
    assert row.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Hips, Thursday")
    assert row.data(Qt.ItemDataRole.EditRole) is None
    assert model.data(QModelIndex()) is None
    assert model.rowCount(row) == 0


def test_a_session_before_a_run_says_so(studio):
    model = SessionModel(None)
    model.show_lines([a_line(0, "Hips"), a_line(4, "Hips")], {"4": True}, is_all=False)
    model.add_lines([a_line(8, "Hips")], {"8": False}, is_all=True)
    told = ["before a run" in model.index(row).data() for row in range(3)]
    assert told == [False, True, True]
    assert "before a run" in model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def list_(shown):
    def made(_studio):
        list_ = SessionList()
        model = SessionModel(list_)
        model.show_lines([a_line(ago, "Hips") for ago in range(3)], is_all=True)
        list_.setModel(model)
        list_.ticks, list_.opened = [], []
        list_.ticked.connect(list_.ticks.append)
        list_.chosen.connect(list_.opened.append)
        return list_

    return shown(made, (500, 300))


def test_r_ticks_the_row_that_is_chosen_and_opens_nothing(list_):
    list_.setCurrentIndex(QModelIndex())
    QTest.keyClick(list_, Qt.Key.Key_R)
    assert list_.ticks == []
    list_.setCurrentIndex(list_.model().index(1, 0))
    QTest.keyClick(list_, Qt.Key.Key_R)
    assert (list_.ticks, list_.opened) == ([1], [])
