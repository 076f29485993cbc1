# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as low as large type makes it: 200 % on a small laptop."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from sheet_pages import PAGES

from cases import some_of
from hipmob_desktop.ui.library.filter_bar import FilterBar
from hipmob_desktop.ui.main_window import SMALLEST
from hipmob_desktop.ui.session.presenter import KEY_ROWS
from hipmob_desktop.ui.session.question import QuestionPanel
from hipmob_desktop.ui.session.screen import QUESTION_SHARE
from ui.windows import OFFSCREEN, clipped, on, overlapping

pytestmark = OFFSCREEN

SMALL_LAPTOP = (1366, 768)
HEIGHTS = [SMALLEST[1], 360, 400, 450, 500, 560, 620]


def with_filters(studio):
    page = PAGES["library"](studio)
    bar = FilterBar()
    page.head.set_filters(bar, bar.tab_stops)
    page.head.show_filters(shows=True)
    return page


@pytest.mark.parametrize("height", some_of(HEIGHTS, HEIGHTS[0], 450))
def test_filters_and_notices_leave_each_other_their_places(shown, qapp, height):
    page = shown(with_filters, (683, height))
    page.head.show_empty("Nothing fits all of that.", "Drop it")
    page.head.show_notice("Unfinished: a routine.", "Go on")
    for _ in range(12):
        qapp.processEvents()
    head = page.head
    assert head.height() >= head.minimumSizeHint().height()
    assert not on(head.filters, head).intersects(on(head.strips, head))
    assert [*overlapping(page)] == []


def test_a_window_fits_on_a_small_laptop_whose_text_is_twice_as_large():
    width, height = SMALLEST
    title_bar = 24
    assert width <= SMALL_LAPTOP[0] / 2
    assert height + title_bar <= SMALL_LAPTOP[1] / 2


SIZES = [
    *(SMALLEST, (683, 345), (640, 400), (1024, 600), (1366, 768), (640, 1000), (1080, 1920)),
]


@pytest.mark.parametrize("size", some_of(SIZES, SMALLEST, (1366, 768)))
def test_the_table_of_the_keys_is_never_clipped(shown, qapp, size):
    panel = shown(lambda _studio: QWidget(), size)
    ask = QuestionPanel(panel)
    ask.resize(*size)
    ask.set_look(max(12, round(size[1] * QUESTION_SHARE)), QColor("black"))
    ask.ask("The keys", "", (("stay", "Go on"),), KEY_ROWS)
    for _ in range(5):
        qapp.processEvents()
    assert [*clipped(ask)] == []


def test_a_question_has_a_place_however_small_its_window(shown):
    ask = QuestionPanel(shown(lambda _studio: QWidget(), (200, 100)))
    ask.resize(50, 5)
    ask.ask("The keys", "", (("stay", "Go on"),), KEY_ROWS)
    assert ask.isVisible()
