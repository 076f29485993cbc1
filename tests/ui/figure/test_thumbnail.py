# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from hipmob_desktop.core.enums import SideMode
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
from hipmob_desktop.ui.theme.theme import load_theme

STILL = object()


def a_cache(make, known=("a", "b")):
    thumbnails = ThumbnailCache(known, make)
    thumbnails.came = []
    thumbnails.arrived.connect(thumbnails.came.append)
    return thumbnails


def test_a_still_is_made_later_and_once(qapp, qtbot):
    asked = []
    thumbnails = a_cache(lambda id_: asked.append(id_) or STILL)
    assert [thumbnails.still("a"), thumbnails.still("a")] == [None, None]
    qtbot.waitUntil(lambda: thumbnails.came == ["a"])
    assert (thumbnails.still("a"), asked) == (STILL, ["a"])


def test_what_nobody_knows_is_never_asked_for(qapp):
    thumbnails = a_cache(lambda _id: pytest.fail("it was"))
    assert thumbnails.still("unheard of") is None
    assert not thumbnails.has("unheard of")


def test_a_still_that_cannot_be_had_is_asked_for_once(qapp, qtbot):
    asked = []
    thumbnails = a_cache(asked.append)
    thumbnails.still("a")
    qtbot.waitUntil(lambda: thumbnails.came == ["a"])
    assert (thumbnails.still("a"), thumbnails.has("a"), asked) == (None, False, ["a"])


def test_a_card_shows_the_first_figure_that_there_is(qapp, qtbot):
    thumbnails = a_cache(lambda id_: id_, known=("b", "c"))
    assert thumbnails.first(("a", "b", "c")) is None
    qtbot.waitUntil(lambda: thumbnails.came == ["b"])
    assert thumbnails.first(("a", "b", "c")) == "b"


@pytest.mark.parametrize("mode", [SideMode.ONE_THEN_OTHER, SideMode.BOTH])
def test_the_leg_that_works_has_its_colour_unless_both_do(qapp, mode):
    from hipmob_desktop.content.figure_file import load_figure
    from hipmob_desktop.ui.figure.figure_still import thumbnail_of

    theme = load_theme(assets_dir() / "themes" / "dark.toml")
    image = QImage(120, 120, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        figure = load_figure(data_dir() / "figures" / "bouncing_lunge.toml")
        thumbnail_of(figure, mode).paint(painter, QRectF(0, 0, 120, 120), theme)
    found = {image.pixel(x, y) & 0xFFFFFF for x in range(120) for y in range(120)}
    shown = {theme.working_left_near.rgb() & 0xFFFFFF, theme.working_left_far.rgb() & 0xFFFFFF}
    assert bool(found & shown) is (mode is SideMode.ONE_THEN_OTHER)
