# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from builders import the_figure
from cases import some_of
from hipmob_desktop.core.enums import Side
from hipmob_desktop.ui.library.film_strip import FilmStrip
from ui.windows import OFFSCREEN, labels, name_of, on, overlapping, reachable

pytestmark = OFFSCREEN

Key = Qt.Key
WIDE = (1366, 768)
COUNT = 15


def strip_of(studio, routine="deep_20"):
    """A strip below another widget that can have the focus, as on a page."""
    page = QWidget()
    page.strip = FilmStrip(studio.style)
    page.told = []
    page.strip.opened.connect(page.told.append)
    column = QVBoxLayout(page)
    column.addWidget(page.strip)
    column.addStretch(1)
    items = studio.library.routine(routine).items
    page.strip.show_items(items, (studio.thumbnails, the_figure))
    return page


@pytest.fixture
def page(shown):
    return shown(strip_of, WIDE)


def colours_of(widget):
    image = widget.grab().toImage()
    return {
        image.pixel(x, y) & 0xFFFFFF for x in range(image.width()) for y in range(image.height())
    }


def test_a_move_on_one_side_only_is_shown_on_that_side(shown, qtbot, studio):
    items = studio.library.routine("nilsson_seven").items[:1]

    def strip(studio):
        page = FilmStrip(studio.style)
        page.show_items(
            [replace(items[0], side=side) for side in Side], (studio.thumbnails, the_figure)
        )
        return page

    theme = studio.style.theme
    left, right = theme.working_left_near, theme.working_right_near
    for still in shown(strip, WIDE).stills:
        is_right = still.accessibleName().endswith("right only")
        own, other = (right, left) if is_right else (left, right)
        qtbot.waitUntil(lambda s=still, c=own: c.rgb() & 0xFFFFFF in colours_of(s.figure))
        assert other.rgb() & 0xFFFFFF not in colours_of(still.figure)


def press(page, key):
    QTest.keyClick(page.window().focusWidget(), key)


def is_open(strip):
    return [number for number, still in enumerate(strip.stills) if still.isChecked()]


def test_each_still_says_its_number_its_name_and_its_dose(page):
    first = page.strip.stills[0]
    assert labels(first) == ["1  Supine knee hugs", "5 each side, in turn"]
    assert name_of(first) == "Move 1: Supine knee hugs, 5 each side, in turn"


def test_the_first_is_open_at_first_and_then_one_at_a_time(page):
    assert (is_open(page.strip), page.told) == ([0], [0])
    page.strip.stills[4].click()
    page.strip.stills[4].click()
    assert is_open(page.strip) == [4]
    assert page.told[-1] == 4
    assert page.strip.stills[4].accessibleDescription() == "opened"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_a_key_opens_the_one_that_has_the_focus(page, key):
    page.strip.stills[6].setFocus()
    press(page, key)
    assert is_open(page.strip) == [6]


def test_arrows_go_from_still_to_still_and_open_them(page):
    page.strip.stills[0].setFocus()
    press(page, Key.Key_Right)
    assert is_open(page.strip) == [1]
    press(page, Key.Key_Down)
    assert is_open(page.strip) == [9]
    press(page, Key.Key_Up)
    press(page, Key.Key_Left)
    press(page, Key.Key_Left)
    assert is_open(page.strip) == [0]
    press(page, Key.Key_End)
    assert is_open(page.strip) == [COUNT - 1]
    press(page, Key.Key_Home)
    assert page.strip.stills[0].hasFocus()


def test_beyond_the_strip_the_page_has_the_arrows(page):
    page.strip.stills[0].setFocus()
    press(page, Key.Key_Up)
    assert is_open(page.strip) == [0]


def test_tab_reaches_every_still(page, qapp):
    page.strip.stills[0].setFocus()
    assert set(page.strip.stills) <= set(reachable(qapp))


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(
    "size",
    some_of([(480, 900), (700, 900), WIDE, (1920, 1080), (3840, 2160)], (480, 900), (1920, 1080)),
)
def test_all_stills_are_equally_large_and_in_sight(shown, size, scale):
    page = shown(strip_of, size, scale=scale)
    boxes = [on(still, page.strip) for still in page.strip.stills]
    assert len({(box.width(), box.height()) for box in boxes}) == 1
    assert all(page.strip.rect().contains(box) for box in boxes)
    assert [*overlapping(page)] == []


def test_a_mouse_on_a_still_sets_it_in_motion(page):
    still = page.strip.stills[2]
    middle = QPointF(still.rect().center())
    QApplication.sendEvent(still, QEnterEvent(middle, middle, middle))
    assert [each.figure.is_moving for each in page.strip.stills].index(True) == 2
    QApplication.sendEvent(still, QEvent(QEvent.Type.Leave))
    assert not still.figure.is_moving


def test_other_moves_take_the_place_of_those_that_were_there(page, studio):
    page.strip.show_items(studio.library.routine("desk_break").items, None)
    assert len(page.strip.stills) == 3
    assert is_open(page.strip) == [0]
    page.strip.show_items((), None)
    assert (page.strip.stills, page.strip.height()) == ((), 0)


def test_few_moves_do_not_become_larger_than_they_need(shown):
    page = shown(partial(strip_of, routine="desk_break"), WIDE)
    assert page.strip.stills[0].width() == 15 * 16
