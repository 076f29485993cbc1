# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from sheet_pages import entry_of

from builders import a_routine
from hipmob_desktop.ui.library.card import RoutineCardDelegate, tip_text
from hipmob_desktop.ui.library.card_list import CardList
from hipmob_desktop.ui.library.model import LibraryModel
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

SHORT = entry_of(a_routine(id="short", title="Hips"), 583_000)
LONG = replace(SHORT, id="long", title="Hips and more hips " * 4)
TALL = replace(SHORT, id="tall", today="Two moves changed for your body today")


def cards(studio):
    view = CardList("Routines")
    view.model_of_entries = LibraryModel(view)
    view.model_of_entries.show_entries([SHORT, LONG, TALL])
    view.delegate = RoutineCardDelegate(studio.style, view)
    view.setModel(view.model_of_entries)
    view.setItemDelegate(view.delegate)
    return view


@pytest.fixture
def view(shown):
    return shown(cards, (400, 600))


def heights(view):
    return [view.sizeHintForIndex(view.model().index(row)).height() for row in range(3)]


def painted(view, row, **state):
    """A card as it is painted by itself."""
    index = view.model().index(row)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 400, 200)
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(0)
    with QPainter(image) as painter:
        view.delegate.paint(painter, option, index)
    return image


def test_a_card_is_as_high_as_its_lines(view):
    short, long, tall = heights(view)
    assert short < long
    assert short < tall


def test_every_card_can_be_as_high_as_the_tallest(view):
    tallest = max(heights(view))
    view.delegate.measure(TALL)
    assert set(heights(view)) == {heights(view)[2]}
    assert heights(view)[2] <= tallest
    view.delegate.measure()
    assert len(set(heights(view))) > 1


def test_a_thumbnail_gives_every_card_room_for_it(view, studio):
    before = heights(view)
    view.delegate.use_thumbnails(studio.thumbnails)
    assert all(now >= then for now, then in zip(heights(view), before, strict=True))
    assert heights(view)[0] > before[0]


def colours(image):
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_a_favourite_has_a_mark_on_its_card_that_stands_out(view, studio):
    accent = QColor(studio.style.theme.accent).rgb()
    assert accent not in colours(painted(view, 0)) | colours(painted(view, 2))
    view.model_of_entries.set_favourite("short", marked=True)
    assert accent in colours(painted(view, 0))


def test_the_highlighted_card_looks_different(view):
    plain = painted(view, 1)
    view.setCurrentIndex(view.model().index(1))
    assert painted(view, 1) != plain


def test_the_card_below_the_mouse_looks_different(view):
    plain = painted(view, 1)
    view._mouse = view.visualRect(view.model().index(1)).center()
    assert painted(view, 1) != plain


def test_a_tip_has_all_words_of_a_card(view):
    assert tip_text(TALL).splitlines() == [
        "Hips", "10 min", "Two moves changed for your body today"
    ]  # fmt: skip
