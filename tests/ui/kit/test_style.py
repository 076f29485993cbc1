# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.style import (
    em,
    limited_width,
    scale_spacing,
    set_spacing,
    set_tab_order,
)
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN


def test_the_style_has_the_colours_of_the_theme_that_is_applied_now(studio, windows):
    manager = studio.style.theme_manager
    for theme in ("light", "dark"):
        manager.apply(theme, 16)
        assert studio.style.theme is manager.theme
        assert studio.style.colour("accent") == manager.theme.accent


def test_spacing_in_ems_grows_with_the_type_and_other_layouts_stay(qapp):
    page = QWidget()
    column, row = QVBoxLayout(page), QHBoxLayout()
    column.addLayout(row)
    set_spacing(column, 0.5, (1, 2, 3, 4))
    row.setSpacing(7)
    for px in (16, 32):
        scale_spacing(page, px)
        margins = column.contentsMargins()
        assert column.spacing() == px // 2
        sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
        assert sides == (px, 2 * px, 3 * px, 4 * px)
        assert row.spacing() == 7


@pytest.mark.parametrize(("is_centred", "left"), [(False, 0), (True, 350)])
def test_a_widget_of_limited_width_leaves_the_rest_of_its_row_empty(shown, is_centred, left):
    inside = QWidget()
    inside.setMaximumWidth(300)

    def page(_studio):
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(limited_width(inside, is_centred=is_centred))
        return page

    shown(page, (1000, 200))
    assert (inside.width(), inside.x()) == (300, left)


def test_tab_follows_the_order_that_was_set_and_not_that_of_making(shown, qapp):
    def page(_studio):
        page = QWidget()
        row = QHBoxLayout(page)
        page.buttons = [QPushButton(str(number)) for number in range(3)]
        for button in page.buttons:
            row.addWidget(button)
        set_tab_order(*reversed(page.buttons))
        return page

    page = shown(page)
    first, _, last = page.buttons
    last.setFocus()
    for expected in ("1", "0"):
        QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_Tab)
        assert qapp.focusWidget().text() == expected
    assert qapp.focusWidget() is first


def test_an_em_is_the_size_of_the_type(shown, studio):
    widget = shown(lambda _studio: QPushButton("x"), scale=2.0)
    assert em(widget) == 32
