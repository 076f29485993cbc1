# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from hipmob_desktop.core.enums import SideMode
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.ui.figure.thumbnail import Thumbnail, ThumbnailCache
from hipmob_desktop.ui.theme.theme import load_theme

MADE = object()


@pytest.fixture
def asker(qtbot):
    """A shown widget that asks for thumbnails; hide its window to hide it."""
    window, asker = QStackedWidget(), QWidget()
    window.addWidget(asker)
    qtbot.addWidget(window)
    window.show()
    yield asker
    window.close()


def a_cache(make, known=("a", "b")):
    cache = ThumbnailCache(known, make)
    cache.came = []
    cache.arrived.connect(cache.came.append)
    return cache


def is_busy(cache):
    return cache.findChild(QTimer).isActive()


def test_a_thumbnail_is_made_later_and_once(asker, qtbot):
    made = []
    cache = a_cache(lambda id_: made.append(id_) or MADE)
    assert [cache.thumbnail("a", asker), cache.thumbnail("a", asker)] == [None, None]
    qtbot.waitUntil(lambda: cache.came == ["a"])
    assert (cache.thumbnail("a", asker), made) == (MADE, ["a"])


def test_what_nobody_knows_is_never_made(asker):
    cache = a_cache(lambda _id: pytest.fail("it was"))
    assert cache.thumbnail("unheard of", asker) is None
    assert not cache.has("unheard of")


def test_a_thumbnail_that_cannot_be_had_is_tried_once(asker, qtbot):
    tried = []
    cache = a_cache(tried.append)
    cache.thumbnail("a", asker)
    qtbot.waitUntil(lambda: cache.came == ["a"])
    assert (cache.thumbnail("a", asker), cache.has("a"), tried) == (None, False, ["a"])
    assert not is_busy(cache)


def test_a_card_shows_the_first_figure_that_there_is(asker, qtbot):
    cache = a_cache(lambda id_: id_, known=("b", "c"))
    assert cache.first(("a", "b", "c"), asker) is None
    qtbot.waitUntil(lambda: cache.came == ["b"])
    assert cache.first(("a", "b", "c"), asker) == "b"


def test_the_first_are_made_at_once_and_later_ones_wait_for_whoever_scrolls(asker, qtbot):
    cache = a_cache(lambda id_: id_, known=("a", "b", "c"))
    idle = cache.findChild(QTimer)
    cache.thumbnail("a", asker)
    assert idle.interval() == 0
    qtbot.waitUntil(lambda: cache.came == ["a"])
    cache.thumbnail("b", asker)
    cache.thumbnail("c", asker)
    assert idle.interval() > 100
    idle.timeout.emit()
    assert (cache.came, idle.interval(), is_busy(cache)) == (["a", "b"], 0, True)


def test_once_all_are_made_nothing_goes_on(asker, qtbot):
    cache = a_cache(lambda id_: id_)
    cache.thumbnail("a", asker)
    cache.thumbnail("b", asker)
    qtbot.waitUntil(lambda: cache.came == ["a", "b"])
    assert not is_busy(cache)


def test_nothing_is_made_for_a_page_that_is_left(asker, qtbot):
    cache = a_cache(lambda id_: id_)
    cache.thumbnail("a", asker)
    cache.thumbnail("b", asker)
    assert is_busy(cache)
    asker.window().close()
    assert not is_busy(cache)
    asker.window().show()
    cache.thumbnail("b", asker)
    qtbot.waitUntil(lambda: cache.came == ["b"])
    assert not is_busy(cache)


def test_what_another_page_still_shows_is_made_for_it(asker, qtbot):
    cache, other = a_cache(lambda id_: id_), QWidget()
    qtbot.addWidget(other)
    other.show()
    cache.thumbnail("a", asker)
    cache.thumbnail("b", asker)
    cache.thumbnail("b", other)
    asker.window().hide()
    qtbot.waitUntil(lambda: cache.came == ["b"])


@pytest.mark.parametrize("mode", [SideMode.ONE_THEN_OTHER, SideMode.BOTH])
def test_the_leg_that_works_has_its_colour_unless_both_do(qapp, mode):
    from hipmob_desktop.content.figure_file import load_figure
    from hipmob_desktop.figure.frame import card_frame

    theme = load_theme(assets_dir() / "themes" / "dark.toml")
    image = QImage(120, 120, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        figure = load_figure(data_dir() / "figures" / "bouncing_lunge.toml")
        Thumbnail(card_frame(figure, mode)).paint(painter, QRectF(0, 0, 120, 120), theme)
    found = {image.pixel(x, y) & 0xFFFFFF for x in range(120) for y in range(120)}
    shown = {theme.working_left_near.rgb() & 0xFFFFFF, theme.working_left_far.rgb() & 0xFFFFFF}
    assert bool(found & shown) is (mode is SideMode.ONE_THEN_OTHER)
