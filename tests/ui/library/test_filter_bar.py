# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hipmob_desktop.core.enums import Intent, Item, Level, When
from hipmob_desktop.core.library_filter import Facet, Filters, Order
from hipmob_desktop.ui.kit.style import em, scale_spacing
from hipmob_desktop.ui.library.filter_bar import FilterBar
from hipmob_desktop.ui.library.hero import BODY_KEY, MOMENTS
from ui.windows import OFFSCREEN, clipped, overlapping

pytestmark = OFFSCREEN

ALL = Filters(
    max_minutes=10,
    equipment=frozenset({Item.MAT}),
    no_floor=True,
    no_kneeling=True,
    when=frozenset({When.DESK}),
    goals=frozenset({Intent.RELAX}),
    level=frozenset({Level.GENTLE}),
    favourites_only=True,
)


def made(studio) -> FilterBar:
    bar = FilterBar()
    bar.heard = []
    bar.changed.connect(lambda: bar.heard.append(bar.filters))
    bar.set_owned(frozenset({Item.MAT}))
    return bar


@pytest.fixture
def bar(shown):
    return shown(made)


def test_every_filter_that_is_shown_is_the_one_that_is_asked_for(bar):
    bar.show_filters(ALL)
    assert bar.filters == ALL
    assert bar.heard == []


@pytest.mark.parametrize("facet", [Facet(field.name) for field in fields(Filters)])
def test_every_filter_can_be_dropped_alone_and_has_words(bar, facet):
    bar.show_filters(ALL)
    assert bar.words_for(facet)
    bar.drop(facet)
    assert bar.heard == [ALL.without(facet)]


def test_of_the_minutes_one_holds_and_a_second_click_takes_it_back(bar):
    bar.minutes[5].click()
    bar.minutes[15].click()
    assert bar.filters == Filters(max_minutes=15)
    bar.minutes[15].click()
    assert bar.filters == Filters()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_chip_is_switched_by_enter_and_by_space(bar, key):
    QTest.keyClick(bar.no_floor, key)
    assert bar.heard == [Filters(no_floor=True)]


def test_a_field_is_changed_by_the_arrow_keys(bar):
    QTest.keyClick(bar.when, Qt.Key.Key_Down)
    assert bar.heard == [Filters(when=frozenset({When.PRE_RUN}))]
    QTest.keyClick(bar.order, Qt.Key.Key_Down)
    assert bar.chosen_order is Order.NAME


def test_the_filter_for_things_goes_by_what_the_person_has_now(bar):
    bar.owned.click()
    bar.set_owned(frozenset({Item.WALL}))
    assert bar.filters.equipment == {Item.WALL}


def test_no_two_chips_have_the_same_letter(bar):
    texts = [each.text() for each in bar.tab_stops if hasattr(each, "text")]
    texts += [text for _, text, _ in MOMENTS] + ["&" + BODY_KEY[-1]]
    letters = [text[text.index("&") + 1].lower() for text in texts]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [620, 1000, 1900])
def test_it_wraps_and_nothing_is_cut_off(shown, width, scale):
    bar = shown(made, (width, 900), scale=scale)
    scale_spacing(bar, em(bar))
    bar.layout().activate()
    assert list(clipped(bar)) == []
    assert list(overlapping(bar)) == []
    assert bar.heightForWidth(width) < 900
