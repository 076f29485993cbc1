# SPDX-License-Identifier: GPL-3.0-or-later
"""What is shown of a move that comes: how it starts and goes, and what to fetch."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible

from builders import DATA, the_figure
from hipmob_desktop.app.first_page import FigureStore
from hipmob_desktop.core.enums import Side
from hipmob_desktop.resources import assets_dir
from hipmob_desktop.ui.session.content import Ahead
from hipmob_desktop.ui.session.way_in import WayIn, start_and_way
from hipmob_desktop.ui.theme.fonts import load_fonts, stage_font
from hipmob_desktop.ui.theme.theme import load_theme
from ui.windows import name_of

FIGURES = FigureStore(DATA / "figures")
CLAM = Ahead("clamshell", Side.LEFT, "")
HYDRANT = Ahead("standing_hydrant_wall", Side.RIGHT, "wall, loop band")


@pytest.fixture
def theme(qapp):
    return load_theme(assets_dir() / "themes" / "dark.toml")


@pytest.fixture
def way_in(qtbot, theme):
    way_in = WayIn(FIGURES.figure)
    qtbot.addWidget(way_in)
    way_in.resize(400, 300)
    way_in.set_look(theme, stage_font(load_fonts(assets_dir() / "fonts"), 30))
    return way_in


def ink(widget):
    """Where anything is painted, as the share of columns on each half."""
    image = widget.grab().toImage()
    ground = image.pixel(0, 0)
    wide = image.width()
    columns = [
        any(image.pixel(x, y) != ground for y in range(0, image.height(), 3)) for x in range(wide)
    ]
    return sum(columns[: wide // 2]) / wide, sum(columns[wide // 2 :]) / wide


def test_start_and_end_stand_beside_each_other(way_in):
    way_in.show_ahead(HYDRANT)
    left, right = ink(way_in.pictures)
    assert left > 0.1
    assert right > 0.1


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_both_pictures_are_of_one_size_and_of_another_pose(side):
    start, way = start_and_way(the_figure("clamshell"), side)
    assert (start.x, start.y, start.width, start.height) == (way.x, way.y, way.width, way.height)
    assert start.body != way.body


def test_left_and_right_start_each_in_their_own_way():
    left, right = (
        start_and_way(the_figure("clamshell"), side)[0] for side in (Side.LEFT, Side.RIGHT)
    )
    assert left.body != right.body


def test_the_things_to_fetch_stand_above_the_pictures(way_in):
    way_in.show_ahead(HYDRANT)
    assert way_in.things.text == "wall, loop band"
    assert way_in.things.geometry().bottom() < way_in.pictures.geometry().top()
    assert way_in.rect().contains(way_in.pictures.geometry())


def test_without_things_the_pictures_are_in_the_middle(way_in):
    way_in.show_ahead(CLAM)
    above = way_in.pictures.geometry().top()
    below = way_in.height() - 1 - way_in.pictures.geometry().bottom()
    assert abs(above - below) <= 1


def test_it_is_gone_when_nothing_is_ahead_and_where_there_is_no_figure(way_in):
    way_in.show_ahead(CLAM)
    assert not way_in.isHidden()
    way_in.show_ahead(None)
    assert way_in.isHidden()
    way_in.show_ahead(Ahead("nobody_knows", Side.LEFT, "chair"))
    assert way_in.isHidden()


def test_another_move_is_shown_at_once(way_in):
    way_in.show_ahead(CLAM)
    before = way_in.pictures.grab().toImage()
    way_in.show_ahead(HYDRANT)
    assert way_in.pictures.grab().toImage() != before


def test_it_wears_another_theme_at_once(way_in):
    way_in.show_ahead(CLAM)
    before = way_in.pictures.grab().toImage()
    light = load_theme(assets_dir() / "themes" / "light.toml")
    way_in.set_look(light, way_in.things._font)
    assert way_in.pictures.grab().toImage() != before


def test_its_pictures_are_made_once(way_in):
    way_in.show_ahead(CLAM)
    way_in.pictures.grab()
    kept = way_in.pictures._kept.cacheKey()
    way_in.show_ahead(CLAM)
    way_in.pictures.grab()
    assert way_in.pictures._kept.cacheKey() == kept


def test_a_screen_reader_is_told_what_the_pictures_are(way_in):
    assert name_of(way_in.pictures)
    role = QAccessible.queryAccessibleInterface(way_in.pictures).role()
    assert role is QAccessible.Role.Graphic


def test_hidden_it_keeps_no_picture_and_shown_again_it_looks_the_same(way_in):
    way_in.show()
    way_in.show_ahead(HYDRANT)
    before = way_in.pictures.grab().toImage()
    way_in.show_ahead(None)
    assert way_in.pictures._kept.isNull()
    way_in.show_ahead(HYDRANT)
    assert way_in.pictures.grab().toImage() == before
