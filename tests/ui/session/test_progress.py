# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from hipmob_desktop.ui.session.progress import ProgressLine, stretches

DONE, TODO = QColor("#102030"), QColor("#a0b0c0")
MARKS = st.lists(st.floats(0, 1), min_size=1, max_size=20).map(lambda m: tuple(sorted({0.0, *m})))


@pytest.fixture
def line(qtbot):
    line = ProgressLine()
    qtbot.addWidget(line)
    line.resize(400, 40)
    line.set_look(DONE, TODO)
    line.set_marks((0.0, 0.5))
    return line


def colours_at(line, *xs):
    image = line.grab().toImage()
    return [image.pixelColor(x, 20) for x in xs]


@given(MARKS, st.floats(20, 4000), st.floats(0, 20))
def test_every_move_has_a_stretch_that_can_be_seen_within_the_line(marks, width, gap):
    found = stretches(marks, width, gap)
    assert len(found) == len(marks)
    assert all(end - start >= 1 - 1e-6 for start, end in found)
    assert found[0][0] == 0
    assert found[-1][1] == pytest.approx(max(width, found[-1][0] + 1))


def test_between_two_moves_there_is_a_gap_and_none_after_the_last():
    assert stretches((0.0, 0.5), 100, 4) == [(0, 46), (50, 100)]


def test_without_moves_there_is_nothing_to_draw():
    assert stretches((), 100, 4) == []


def test_what_is_done_has_another_colour_than_what_is_to_come(line):
    line.show_share(0.25)
    assert colours_at(line, 50, 150, 350) == [DONE, TODO, TODO]
    line.show_share(0.75)
    assert colours_at(line, 50, 250, 350) == [DONE, DONE, TODO]
    line.show_share(1.0)
    assert colours_at(line, 50, 390) == [DONE, DONE]


def test_the_line_stands_in_the_middle_of_its_height(line):
    image = line.grab().toImage()
    rows = [y for y in range(40) if image.pixelColor(100, y) == TODO]
    assert rows
    assert abs(rows[0] - (39 - rows[-1])) <= 1


def test_it_is_painted_anew_only_when_a_pixel_more_is_done(line, qtbot, monkeypatch):
    updates = []
    monkeypatch.setattr(line, "update", lambda: updates.append(1))
    for share in (0.5, 0.5001, 0.5002, 0.51):
        line.show_share(share)
    line.set_marks((0.0, 0.5))
    line.set_look(QColor(DONE), QColor(TODO))
    assert len(updates) == 2
