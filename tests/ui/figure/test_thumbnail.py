# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from hipmob_desktop.core.enums import SideMode
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.ui.figure.thumbnail import StillShelf
from hipmob_desktop.ui.theme.theme import load_theme

STILL = object()


def a_shelf(make, known=("a", "b")):
    shelf = StillShelf(known, make)
    shelf.came = []
    shelf.arrived.connect(shelf.came.append)
    return shelf


def test_a_still_is_made_later_and_once(qapp, qtbot):
    asked = []
    shelf = a_shelf(lambda id_: asked.append(id_) or STILL)
    assert [shelf.still("a"), shelf.still("a")] == [None, None]
    qtbot.waitUntil(lambda: shelf.came == ["a"])
    assert (shelf.still("a"), asked) == (STILL, ["a"])


def test_what_nobody_knows_is_never_asked_for(qapp):
    shelf = a_shelf(lambda _id: pytest.fail("it was"))
    assert shelf.still("unheard of") is None
    assert not shelf.has("unheard of")


def test_a_still_that_cannot_be_had_is_asked_for_once(qapp, qtbot):
    asked = []
    shelf = a_shelf(asked.append)
    shelf.still("a")
    qtbot.waitUntil(lambda: shelf.came == ["a"])
    assert (shelf.still("a"), shelf.has("a"), asked) == (None, False, ["a"])


def test_a_card_shows_the_first_figure_that_there_is(qapp, qtbot):
    shelf = a_shelf(lambda id_: id_, known=("b", "c"))
    assert shelf.first(("a", "b", "c")) is None
    qtbot.waitUntil(lambda: shelf.came == ["b"])
    assert shelf.first(("a", "b", "c")) == "b"


@pytest.mark.parametrize("mode", [SideMode.ONE_THEN_OTHER, SideMode.BOTH])
def test_the_leg_that_works_has_its_colour_unless_both_do(qapp, mode):
    from hipmob_desktop.content.figure_file import load_figure
    from hipmob_desktop.ui.figure.figure_still import still_of

    theme = load_theme(assets_dir() / "themes" / "dark.toml")
    image = QImage(120, 120, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        figure = load_figure(data_dir() / "figures" / "bouncing_lunge.toml")
        still_of(figure, mode).paint(painter, QRectF(0, 0, 120, 120), theme)
    found = {image.pixel(x, y) & 0xFFFFFF for x in range(120) for y in range(120)}
    shown = {theme.working_left_near.rgb() & 0xFFFFFF, theme.working_left_far.rgb() & 0xFFFFFF}
    assert bool(found & shown) is (mode is SideMode.ONE_THEN_OTHER)
