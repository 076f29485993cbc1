# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipmob_desktop.ui.session.small_layout import (
    SIZE,
    small_layout,
    small_name_width,
    small_sizes,
    small_unit,
)

CAP_RATIO = 0.668
ARMS_LENGTH_MM = 3.7
"""The height of a capital that 20 minutes of arc are at 65 cm, less a rounding."""

MM = 25.4 / 96
SHOWN = ("name", "tools", "room", "breath", "line", "progress")


def overlap(one, other):
    return (
        one.x < other.right - 0.5
        and other.x < one.right - 0.5
        and one.y < other.bottom - 0.5
        and other.y < one.bottom - 0.5
    )


@given(
    width=st.integers(320, 2000),
    height=st.integers(180, 1400),
    least_px=st.integers(0, 100),
)
def test_nothing_overlaps_and_nothing_leaves_the_window(width, height, least_px):
    layout = small_layout(width, height, cap_ratio=CAP_RATIO, least_px=least_px)
    parts = [getattr(layout, name) for name in SHOWN]
    corners = [layout.left_corner, layout.right_corner]
    for part in (*parts, *corners):
        assert not part.is_empty
        assert part.x >= 0
        assert part.y >= 0
        assert part.right <= width + 0.5
        assert part.bottom <= height + 0.5
    assert not [pair for pair in combinations(parts, 2) if overlap(*pair)]
    assert not overlap(*corners)
    for corner in corners:
        assert corner.y >= layout.room.y - 0.5
        assert corner.bottom == pytest.approx(layout.room.bottom)


def test_heading_time_and_what_comes_next_are_left_to_the_stage():
    layout = small_layout(*SIZE, cap_ratio=CAP_RATIO)
    assert all(part.is_empty for part in (layout.heading, layout.time, layout.next, layout.total))


def test_the_figure_has_more_than_half_of_it():
    layout = small_layout(*SIZE, cap_ratio=CAP_RATIO)
    assert layout.room.height * layout.room.width > 0.55 * SIZE[0] * SIZE[1]


def test_its_words_are_read_at_arms_length_and_side_and_count_from_further():
    sizes = small_sizes(small_unit(*SIZE), CAP_RATIO)
    for px in (sizes.name, sizes.line):
        assert px * CAP_RATIO * MM >= ARMS_LENGTH_MM
    for px in (sizes.side, sizes.count):
        assert px * CAP_RATIO * MM >= 1.8 * ARMS_LENGTH_MM


def test_whoever_wants_larger_text_has_it_as_far_as_there_is_room():
    unit = small_unit(*SIZE)
    usual, large, huge = (small_sizes(unit, CAP_RATIO, px) for px in (15, 30, 300))
    assert usual == small_sizes(unit, CAP_RATIO)
    assert large.line == large.name == 30
    assert usual.side == large.side
    assert 30 < huge.line < unit / 7


def test_a_name_has_the_room_beside_the_buttons():
    sizes = small_sizes(small_unit(*SIZE), CAP_RATIO)
    layout = small_layout(*SIZE, cap_ratio=CAP_RATIO)
    assert layout.name.width == small_name_width(*SIZE, sizes)
    assert layout.name.right < layout.tools.x
