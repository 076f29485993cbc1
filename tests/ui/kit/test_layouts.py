# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from functools import partial
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from cases import tried_with
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.layouts import Columns, FlowLayout, column_count, shares
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

HEIGHTS = st.lists(st.integers(1, 50), min_size=1, max_size=7)


def tallest(heights, cuts):
    edges = [0, *cuts, len(heights)]
    return max(sum(heights[a:b]) for a, b in pairwise(edges))


@given(HEIGHTS, st.integers(1, 4))
def test_no_other_way_of_sharing_makes_the_tallest_column_much_lower(heights, columns):
    counts = shares(heights, columns)
    assert sum(counts) == len(heights)
    assert len(counts) <= columns
    cuts = [sum(counts[: n + 1]) for n in range(len(counts) - 1)]
    ways = (
        way for n in range(min(columns, len(heights)))
        for way in combinations(range(1, len(heights)), n)
    )  # fmt: skip
    assert tallest(heights, cuts) <= 1.1 * min(tallest(heights, way) for way in ways)


def test_a_column_that_would_be_short_is_the_last_one():
    assert shares([22, 22, 20, 22, 20], 3) == [2, 2, 1]
    assert shares([22, 22, 16, 22, 16], 3) == [1, 2, 2]  # the first would be much too high
    assert shares([34, 22, 20, 22, 20], 3) == [1, 2, 2]  # the first is not short
    assert shares([10, 30, 10], 3) == [1, 1, 1]


@tried_with(("width", "columns"), [(0, 1), (499, 1), (500, 1), (1000, 2), (9999, 3)])
def test_there_is_always_one_column_and_never_one_too_narrow(width, columns):
    assert column_count(width, 500, 3) == columns


def four_cards(_studio):
    columns = Columns(least_em=30, most=3)
    columns.show_cards([label(f"card {n}") for n in range(4)])
    return columns


def xs(cards):
    return sorted({card.x() for card in cards})


def test_cards_stand_in_as_many_columns_as_fit_and_keep_their_order(shown, windows):
    columns = windows.show(four_cards, (600, 400))
    cards = columns.findChildren(QLabel)
    assert len(xs(cards)) == 1
    windows.change(columns, (1100, 400))
    assert len(xs(cards)) == 2
    assert [card.text() for card in sorted(cards, key=lambda c: (c.x(), c.y()))] == [
        "card 0", "card 1", "card 2", "card 3"
    ]  # fmt: skip


def test_cards_are_as_high_as_they_need_to_be_however_high_the_window(windows):
    columns = windows.show(four_cards, (600, 300))
    before = [card.height() for card in columns.findChildren(QLabel)]
    windows.change(columns, (600, 900))
    assert [card.height() for card in columns.findChildren(QLabel)] == before


def test_other_cards_take_the_place_of_those_that_were_there(shown, qapp):
    columns = shown(four_cards)
    columns.show_cards([label("only")])
    assert [each.text() for each in columns.findChildren(QLabel) if each.isVisible()] == ["only"]


def flow(_studio, widths):
    page = QWidget()
    layout = FlowLayout(page)
    layout.setSpacing(10)
    layout.setContentsMargins(0, 0, 0, 0)
    for width in widths:
        button = QPushButton()
        button.setFixedSize(width, 20)
        layout.addWidget(button)
    return page


@pytest.mark.parametrize(
    ("widths", "lines"),
    [([100, 100, 80], 1), ([100, 100, 81], 2), ([290, 300, 10], 3), ([10], 1)],
)
def test_widgets_flow_onto_as_many_lines_as_the_width_asks_for(shown, widths, lines):
    page = shown(partial(flow, widths=widths), (300, 300))
    boxes = [each.geometry() for each in page.findChildren(QPushButton)]
    assert len({box.y() for box in boxes}) == lines
    assert not any(a.intersects(b) for a, b in combinations(boxes, 2))
    assert all(QRect(0, 0, 300, 300).contains(box) for box in boxes)
    assert page.layout().heightForWidth(300) == 20 * lines + 10 * (lines - 1)


def test_what_is_hidden_leaves_no_gap_in_the_flow(shown, qapp):
    page = shown(partial(flow, widths=[100, 100, 180]), (300, 300))
    first, second, third = page.findChildren(QPushButton)
    assert page.layout().heightForWidth(300) == 50
    second.hide()
    qapp.processEvents()
    assert (third.x(), third.y()) == (first.x() + 110, first.y())
    assert page.layout().heightForWidth(300) == 20


def test_the_flow_needs_the_width_of_its_widest_widget(shown, qapp):
    page = shown(partial(flow, widths=[100, 180]), (300, 300))
    assert page.layout().minimumSize().width() == 180
    page.findChildren(QPushButton)[1].setFixedWidth(220)
    qapp.processEvents()
    assert page.layout().minimumSize().width() == 220


def test_an_item_can_be_taken_out_of_the_flow(shown):
    layout = shown(partial(flow, widths=[10, 20])).layout()
    assert layout.takeAt(0).sizeHint().width() == 10
    assert layout.count() == 1
    assert layout.itemAt(1) is None
    assert layout.takeAt(1) is None
