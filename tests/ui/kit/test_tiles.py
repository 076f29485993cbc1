# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiles are chosen by hand and by keys, told by name, and have room for their words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from hipmob_desktop.ui.kit.tiles import Tile, TileGrid
from ui.windows import OFFSCREEN, name_of

pytestmark = OFFSCREEN
WORDS = ("A knee", "A pinch in the groin when the hip bends deeply", "The back")


@pytest.fixture
def grid(shown):
    def made(studio):
        return TileGrid([Tile(studio.style, words, "a note") for words in WORDS], 12.0, 3)

    return shown(made, (700, 300))


def test_a_tile_is_ticked_by_a_click_by_space_and_by_enter(grid):
    tile = grid.tiles[0]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert tile.isChecked()
    QTest.keyClick(tile, Qt.Key.Key_Space)
    assert not tile.isChecked()
    QTest.keyClick(tile, Qt.Key.Key_Return)
    assert tile.isChecked()


def test_a_tile_is_told_with_its_note_as_a_box_to_tick(grid):
    assert name_of(grid.tiles[0]) == "A knee; a note"
    found = QAccessible.queryAccessibleInterface(grid.tiles[0])
    assert found.role() is QAccessible.Role.CheckBox
    assert not found.state().checked
    grid.tiles[0].click()
    assert found.state().checked


def test_what_is_ticked_is_told_by_more_than_its_colour(grid):
    tile = grid.tiles[0]
    corner = tile.rect().adjusted(tile.width() * 3 // 4, 0, 0, -tile.height() // 2)
    before = tile.grab(corner).toImage()
    tile.setChecked(True)
    assert tile.grab(corner).toImage() != before


def test_the_focus_is_seen(grid):
    tile = grid.tiles[0]
    tile.clearFocus()
    before = tile.grab().toImage()
    tile.setFocus()
    assert tile.grab().toImage() != before


@pytest.mark.parametrize(("width", "columns"), [(700, 3), (420, 2), (200, 1)])
def test_as_many_stand_side_by_side_as_there_is_room_for(grid, windows, width, columns):
    grid.window().resize(width, 400)
    windows.settle()
    tops = [tile.y() for tile in grid.tiles]
    assert tops.count(tops[0]) == columns
    assert all(tile.geometry().right() <= width for tile in grid.tiles)


@pytest.mark.parametrize("width", [200, 420, 700])
def test_every_tile_has_room_for_its_words_and_those_of_a_row_are_as_high(grid, windows, width):
    grid.window().resize(width, 400)
    windows.settle()
    for tile in grid.tiles:
        assert tile.height() >= tile.heightForWidth(tile.width())
    rows = {tile.y(): set() for tile in grid.tiles}
    for tile in grid.tiles:
        rows[tile.y()].add(tile.height())
    assert all(len(heights) == 1 for heights in rows.values())


def test_a_picture_gives_its_room_to_the_words_where_it_is_not_shown(shown):
    painted = []
    tile = shown(
        lambda studio: Tile(
            studio.style, "A run", picture=lambda *_: painted.append("picture"), key="1"
        ),
        (300, 300),
    )
    tile.grab()
    high = tile.heightForWidth(300)
    assert painted
    tile.show_picture(shows=False)
    assert tile.heightForWidth(300) < high


def test_the_words_of_a_row_begin_at_one_height(grid):
    assert len({first_line_of(tile) for tile in grid.tiles}) == 1


def first_line_of(tile):
    """How many pixels below a tile's top its words begin, whatever its corner shows."""
    words = tile.rect().adjusted(tile.width() // 12, 4, -tile.width() // 4, -4)
    image = tile.grab(words).toImage()
    ground = image.pixelColor(0, 0)
    return next(
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y) != ground for x in range(image.width()))
    )
