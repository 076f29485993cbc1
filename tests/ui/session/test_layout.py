# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from itertools import combinations

import pytest

from hipmob_desktop.ui.session.layout import (
    SCREEN_HEIGHT_MM,
    Halves,
    Rect,
    stage_layout,
    type_sizes,
)

CAP_RATIO = 0.668
SIZES = [
    (1024, 600),
    (1024, 768),
    (1366, 768),
    (1920, 1080),
    (2560, 1080),
    (3840, 2160),
    (3440, 1440),
    *((1080, 1920), (640, 1000), (480, 1000), (960, 1040), (1280, 1400), (720, 720)),
]


def cap_mm(px: int, height: float) -> float:
    return px * CAP_RATIO / height * SCREEN_HEIGHT_MM


def overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right - 0.5
        and other.x < one.right - 0.5
        and one.y < other.bottom - 0.5
        and other.y < one.bottom - 0.5
    )


@pytest.mark.parametrize("height", [600, 768, 1080, 2160])
def test_side_and_count_are_read_from_three_metres_on_a_14_inch_screen(height):
    sizes = type_sizes(height, CAP_RATIO)
    assert cap_mm(sizes.side, height) >= 17.5
    assert cap_mm(sizes.count, height) >= 17.5


@pytest.mark.parametrize("height", [600, 768, 1080, 2160])
def test_move_and_time_left_are_read_from_two_metres(height):
    sizes = type_sizes(height, CAP_RATIO)
    assert cap_mm(sizes.name, height) >= 11.6
    assert cap_mm(sizes.time, height) >= 11.6


@pytest.mark.parametrize("halves", list(Halves))
@pytest.mark.parametrize("name_lines", [1, 2, 3])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_overlaps_and_nothing_leaves_the_window(width, height, name_lines, halves):
    layout = stage_layout(width, height, cap_ratio=CAP_RATIO, halves=halves, name_lines=name_lines)
    sides = {
        Halves.LEFT: [layout.left_side],
        Halves.RIGHT: [layout.right_side],
        Halves.BOTH: [layout.left_side, layout.right_side],
    }[halves]
    parts = [
        layout.heading,
        layout.name,
        layout.time,
        layout.figure,
        layout.line,
        layout.caption,
        layout.next,
        layout.total,
        layout.place,
        layout.progress,
        *sides,
    ]
    for part in parts:
        assert part.width > 0
        assert part.height > 0
        assert part.x >= 0
        assert part.y >= 0
        assert part.right <= width + 0.5
        assert part.bottom <= height + 0.5
    assert not [pair for pair in combinations(parts, 2) if overlap(*pair)]


def test_the_side_stands_on_its_own_half_of_the_stage():
    layout = stage_layout(1920, 1080, cap_ratio=CAP_RATIO)
    assert layout.left_side.right < 1920 / 2 < layout.right_side.x


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_column_has_room_for_word_and_count(width, height):
    layout = stage_layout(width, height, cap_ratio=CAP_RATIO, halves=Halves.BOTH, name_lines=2)
    sizes = layout.sizes
    assert layout.left_side.height >= 1.12 * (sizes.side + sizes.count) + sizes.of
    assert layout.left_side.width >= sizes.side * 2.45  # "Right" is 2.42 pixel sizes wide
