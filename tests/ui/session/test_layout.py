# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from itertools import combinations

import pytest

from cases import tried_with
from hipmob_desktop.ui.session.layout import (
    SCREEN_HEIGHT_MM,
    Rect,
    most_name_lines,
    stage_layout,
    stage_unit,
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


def cap_share(px: int, height: float) -> float:
    return px * CAP_RATIO / height


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
    for px in (sizes.side, sizes.count):
        assert cap_share(px, height) >= 0.10
        assert cap_share(px, height) * SCREEN_HEIGHT_MM >= 17.5


@pytest.mark.parametrize("height", [600, 768, 1080, 2160])
def test_move_and_time_are_read_from_two_metres_and_may_shrink_once_it_runs(height):
    sizes = type_sizes(height, CAP_RATIO)
    assert cap_share(sizes.name, height) * SCREEN_HEIGHT_MM >= 11.6
    assert 0.05 <= cap_share(sizes.running, height) < cap_share(sizes.name, height)


def parts_of(layout):
    return [
        getattr(layout, name)
        for name in (
            *("heading", "name", "time", "left_corner", "right_corner"),
            *("breath", "line", "next", "total", "progress"),
        )
    ]


@tried_with("name_lines", [1, 2, 3])
@tried_with(("width", "height"), SIZES)
def test_nothing_overlaps_and_nothing_leaves_the_window(width, height, name_lines):
    parts = parts_of(stage_layout(width, height, cap_ratio=CAP_RATIO, name_lines=name_lines))
    for part in parts:
        assert part.width > 0
        assert part.height > 0
        assert part.x >= 0
        assert part.y >= 0
        assert part.right <= width + 0.5
        assert part.bottom <= height + 0.5
    assert not [pair for pair in combinations(parts, 2) if overlap(*pair)]


@tried_with("name_lines", [1, 2, 3])
@tried_with(("width", "height"), SIZES)
def test_the_figure_has_all_the_room_between_the_words(width, height, name_lines):
    layout = stage_layout(width, height, cap_ratio=CAP_RATIO, name_lines=name_lines)
    room, corners = layout.room, (layout.left_corner, layout.right_corner)
    assert not [part for part in parts_of(layout) if part not in corners and overlap(part, room)]
    for corner in corners:
        assert corner.bottom == pytest.approx(room.bottom)
        assert corner.y >= room.y
    assert room.height >= (0.65 if name_lines == 1 else 0.45) * height
    assert room.width >= 0.93 * width


def test_the_side_stands_on_its_own_half_of_the_stage():
    layout = stage_layout(1920, 1080, cap_ratio=CAP_RATIO)
    assert layout.left_corner.right < 1920 / 2 < layout.right_corner.x


@tried_with(("width", "height"), SIZES)
def test_a_corner_has_room_for_word_and_count(width, height):
    layout = stage_layout(width, height, cap_ratio=CAP_RATIO, name_lines=2)
    sizes = layout.sizes
    assert layout.left_corner.height >= 0.98 * 2 * sizes.side + 0.5 * sizes.of
    assert layout.left_corner.width >= sizes.side * 2.45  # "Right" is 2.42 pixel sizes wide


def test_the_lengths_of_a_narrow_window_follow_its_width():
    assert stage_unit(1920, 1080) == stage_unit(3000, 1080) == 1080
    assert stage_unit(800, 1080) == 600


def test_a_high_window_has_room_for_more_lines_of_the_name():
    sizes = type_sizes(stage_unit(480, 1000), CAP_RATIO)
    assert most_name_lines(480, 1000, sizes) > most_name_lines(480, 360, sizes) == 2
