# SPDX-License-Identifier: GPL-3.0-or-later
"""Plots stand within their room, no part upon another, as high as their numbers say."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipmob_desktop.ui.pages.history_plots import (
    DAYS,
    Box,
    bars,
    calendar_grid,
    centres,
    groups,
    labelled,
    level,
    lines_up_to,
    runs,
)

AREA = Box(20, 10, 300, 100)
WIDTHS = st.floats(200, 4_000)
UNITS = st.floats(12, 48)
WEEKS = st.integers(1, 60)
VALUES = st.lists(st.floats(0, 10_000), min_size=1, max_size=60)


@given(width=WIDTHS, unit=UNITS, weeks=WEEKS)
def test_every_day_is_in_its_calendar(width, unit, weeks):
    grid = calendar_grid(width, unit, weeks)
    for week in range(weeks):
        for box in (grid.day(week, 0), grid.day(week, DAYS - 1), grid.mark(week)):
            assert box.x >= 0
            assert box.y >= 0
            assert box.right <= width + 0.01
            assert box.bottom <= grid.height + 0.01


@given(width=WIDTHS, unit=UNITS, weeks=WEEKS)
def test_no_day_is_upon_another_and_each_is_found_again(width, unit, weeks):
    grid = calendar_grid(width, unit, weeks)
    corners = set()
    for week in range(weeks):
        for weekday in range(DAYS):
            box = grid.day(week, weekday)
            corners.add((round(box.x, 3), round(box.y, 3)))
            assert grid.found(box.x + box.width / 2, box.y + box.height / 2) == (week, weekday)
        assert grid.mark(week).y >= grid.day(week, DAYS - 1).bottom
    assert len(corners) == weeks * DAYS


def test_beside_the_days_no_day_is_found():
    grid = calendar_grid(1_000, 16, 53)
    assert grid.found(1, 1) is None
    assert grid.found(999, grid.height + 50) is None


def test_days_stay_large_enough_to_be_seen_in_a_narrow_window():
    narrow, wide = calendar_grid(400, 16, 53), calendar_grid(1_200, 16, 53)
    assert wide.strips == 1
    assert narrow.strips > 1
    assert narrow.pitch >= 0.8 * 16
    assert narrow.names(1, 0).y > narrow.names(0, 6).y
    assert narrow.month(0).bottom <= narrow.day(0, 0).y


@given(most=st.floats(0.1, 1_000_000))
def test_a_scale_goes_from_nothing_to_the_most_in_few_even_steps(most):
    lines = lines_up_to(most)
    assert lines[0] == 0
    assert lines[-1] >= most
    assert len(lines) <= 6
    assert len({after - before for before, after in pairwise(lines)}) == 1


@given(values=VALUES)
def test_bars_are_as_high_as_their_values_and_stand_side_by_side(values):
    top = max(*values, 1.0)
    made = bars(values, AREA, top)
    for value, box in zip(values, made, strict=True):
        assert box.height == pytest.approx(value / top * AREA.height, abs=1e-6)
        assert box.bottom == pytest.approx(AREA.bottom)
    assert all(one.right <= other.x for one, other in pairwise(made))
    assert made[0].x >= AREA.x
    assert made[-1].right <= AREA.right + 0.01


def test_bars_of_a_pair_touch_and_pairs_do_not():
    (left, right), (next_left, _) = groups([(1, 2), (2, 1)], AREA, 2)
    assert left.right == pytest.approx(right.x)
    assert right.right < next_left.x


def test_a_value_beyond_the_scale_ends_with_it():
    assert level(50, AREA, 10) == AREA.y
    assert level(-5, AREA, 10) == AREA.bottom
    assert level(5, AREA, 0) == AREA.bottom


def test_a_line_is_interrupted_where_nothing_is_known():
    made = runs([1, None, 2, 3, None], AREA, 10)
    assert [len(run) for run in made] == [1, 2]
    assert made[0][0][0] == centres(5, AREA)[0]
    assert runs([None, None], AREA, 10) == ()


@given(count=st.integers(1, 60), width=st.floats(10, 2_000), least=st.floats(20, 200))
def test_labels_have_room_and_the_newest_always_has_one(count, width, least):
    places = labelled(count, width, least)
    assert places[-1] == count - 1
    assert len(places) <= max(1, width // least)
