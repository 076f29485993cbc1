# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from hipmob_desktop.ui.session.rep_marks import RepMarks, marks

FILL, TRACK = QColor("#ff8000"), QColor("#404040")
SIZES = st.floats(20, 2000)


@given(st.integers(1, 60), SIZES, SIZES, st.booleans())
def test_marks_stand_apart_and_within_their_place(total, width, height, from_right):
    placed = marks(total, width, height, from_right=from_right)
    assert len(placed) == total
    for mark in placed:
        assert mark.radius - 1e-6 <= mark.x <= width - mark.radius + 1e-6
        assert mark.radius - 1e-6 <= mark.y <= height - mark.radius + 1e-6
    for a, b in combinations(placed, 2):
        assert (a.x - b.x) ** 2 + (a.y - b.y) ** 2 >= (a.radius + b.radius) ** 2


def test_marks_stand_in_rows_of_twelve_from_the_side_they_belong_to():
    left, right = marks(14, 1000, 100), marks(14, 1000, 100, from_right=True)
    assert len({mark.y for mark in left}) == 2
    assert left[0].x == left[12].x < 100
    assert right[11].x == right[13].x > 900
    assert right[12].x == right[10].x


def test_without_reps_there_are_no_marks():
    assert marks(0, 100, 100) == []


@pytest.mark.parametrize(
    ("number", "is_running", "middle"),
    [(3, True, FILL), (4, True, FILL), (4, False, FILL), (5, True, None)],
)
def test_marks_are_filled_as_far_as_the_reps_have_come(qtbot, number, is_running, middle):
    row = RepMarks()
    qtbot.addWidget(row)
    row.resize(1000, 100)
    row.set_look(FILL, TRACK, from_right=False)
    row.show_reps(4, 10, is_running=is_running)
    image = row.grab().toImage()
    mark = marks(10, 1000, 100)[number - 1]
    at_middle = image.pixelColor(round(mark.x), round(mark.y))
    assert (at_middle == FILL) is (middle is not None)
    ring = image.pixelColor(round(mark.x), round(mark.y - mark.radius * 0.88))
    assert ring == (FILL if number <= 4 else TRACK)


def test_the_mark_that_runs_is_filled_in_its_middle_only(qtbot):
    row = RepMarks()
    qtbot.addWidget(row)
    row.resize(1000, 100)
    row.set_look(FILL, TRACK, from_right=False)
    mark = marks(10, 1000, 100)[3]
    between = (round(mark.x), round(mark.y - mark.radius * 0.6))
    row.show_reps(4, 10, is_running=True)
    assert row.grab().toImage().pixelColor(*between) != FILL
    row.show_reps(4, 10, is_running=False)
    assert row.grab().toImage().pixelColor(*between) == FILL
