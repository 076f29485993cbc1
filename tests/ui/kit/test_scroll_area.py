# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.scroll_area import CappedArea, ReadingArea
from hipmob_desktop.ui.theme.stylesheet import ring_px
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

Reason = Qt.FocusReason


def long_text():
    inside = QWidget()
    column = QVBoxLayout(inside)
    inside.buttons = [QPushButton(str(number)) for number in range(40)]
    for button in inside.buttons:
        column.addWidget(button)
    return inside


def area(studio):
    return ReadingArea(studio.style, long_text(), "Text")


def capped(studio):
    page = QWidget()
    page.inside = QWidget()
    inner = QVBoxLayout(page.inside)
    inner.setContentsMargins(0, 0, 0, 0)
    page.text = QLabel("line\n" * 10)
    page.text.setWordWrap(True)
    inner.addWidget(page.text)
    page.area = CappedArea(studio.style, page.inside, "Notices")
    column = QVBoxLayout(page)
    column.addWidget(page.area)
    column.addStretch(1)
    return page


def ring(page):
    return page._ring is not None and page._ring.isVisible()


@pytest.mark.parametrize(
    ("reason", "is_ringed"),
    [
        (Reason.TabFocusReason, True),
        (Reason.BacktabFocusReason, True),
        (Reason.ShortcutFocusReason, True),
        (Reason.MouseFocusReason, False),
    ],
)
def test_the_focus_is_shown_to_those_who_move_it_by_keys(shown, reason, is_ringed):
    page = shown(area)
    page.clearFocus()
    page.setFocus(reason)
    assert ring(page) is is_ringed
    page.clearFocus()
    assert not ring(page)


def test_a_key_shows_where_the_focus_is_and_the_ring_fits_the_area(windows):
    page = windows.show(area, (600, 400))
    assert not ring(page)
    QTest.keyClick(page, Qt.Key.Key_Down)
    assert ring(page)
    windows.change(page, (700, 500))
    assert page._ring.geometry() == page.rect()


def test_keys_move_to_the_end_and_back(shown):
    page = shown(area, (400, 300))
    bar = page.verticalScrollBar()
    QTest.keyClick(page, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    QTest.keyClick(page, Qt.Key.Key_Home)
    assert bar.value() == 0
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    page.to_top()
    assert bar.value() == 0


def test_what_gets_the_focus_is_scrolled_into_sight_from_wherever_it_came(shown):
    page = shown(area, (400, 300))
    last = page.widget().buttons[-1]
    last.setFocus(Reason.TabFocusReason)
    top = last.mapTo(page, last.rect().topLeft()).y()
    assert 0 <= top < page.height()


def test_a_capped_area_is_as_high_as_its_text_up_to_the_cap(shown, qapp):
    page = shown(capped, (400, 500))
    page.area.set_cap(1_000)
    assert page.area.height() == page.text.heightForWidth(page.text.width())
    assert page.area.focusPolicy() is Qt.FocusPolicy.NoFocus
    page.area.set_cap(50)
    assert page.area.height() == 50
    assert page.area.focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_a_capped_area_follows_what_is_in_it(shown, qapp):
    page = shown(capped, (400, 500))
    page.area.set_cap(1_000)
    tall = page.area.height()
    page.text.setText("one line")
    qapp.processEvents()
    assert 0 < page.area.height() < tall


def test_a_capped_area_with_nothing_to_show_is_gone(shown, qapp):
    page = shown(capped, (400, 500))
    page.area.set_cap(1_000)
    page.text.hide()
    page.area.fit()
    assert page.area.isHidden()


def test_a_capped_area_without_room_stays_gone_whatever_changes_in_it(shown, qapp):
    page = shown(capped, (400, 500))
    page.area.set_cap(0)
    page.text.setText("other words")
    qapp.processEvents()
    assert page.area.isHidden()


def test_the_ring_runs_along_the_edge_as_wide_as_every_ring(shown, studio):
    page = shown(area, (600, 400))
    QTest.keyClick(page, Qt.Key.Key_Down)
    picture = QImage(page.size(), QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    page._ring.render(picture, QPoint(), page.rect(), QWidget.RenderFlag.DrawChildren)
    width = ring_px(16)
    across = [picture.pixelColor(300, y) for y in range(width + 3)]
    assert across[:width] == [studio.style.theme.focus] * width
    assert [colour.alpha() for colour in across[width:]] == [0, 0, 0]


def test_a_capped_area_shows_all_of_a_text_that_needs_less_height_in_a_wider_window(windows):
    page = windows.show(capped, (400, 900))
    page.text.setText("some words that wrap " * 12)
    page.area.set_cap(800)
    windows.settle()
    for width in (900, 500, 1400, 400):
        windows.change(page, (width, 900))
        inside = page.inside
        assert inside.height() == page.area.height() == inside.heightForWidth(inside.width())
        assert page.area.viewport().height() == page.area.height()
