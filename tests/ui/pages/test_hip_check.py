# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of the hip check: what was found stands first, and its sources one click away."""

from __future__ import annotations

import pytest
from sheet_programmes import CHECK

from hipmob_desktop.ui.kit.pages import PageName
from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN


@pytest.fixture
def page(shown):
    page = shown("hip-check", (1366, 1_400))
    page.begun, page.asked = [], []
    page.begin_requested.connect(lambda: page.begun.append(True))
    page.page_requested.connect(page.asked.append)
    return page


def test_before_the_first_check_the_page_says_what_it_is_and_when_not(shown):
    page = shown("hip-check-first", (1366, 900))
    told = labels(page)
    assert CHECK.what in told
    assert set(CHECK.not_today) <= set(told)
    assert page.begin.text() == "Begin the check"
    assert page.focus_target is page.begin
    assert not page.cards.isVisible()


def test_what_the_last_check_came_to_stands_above(page):
    told = labels(page)
    assert told.index(CHECK.done) < told.index(CHECK.what)
    assert CHECK.cards[0].lines[0] in told
    assert page.begin.text() == "Do the check again"
    assert page.focus_target is page.area  # it is read from its top


def test_where_it_comes_from_is_one_click_away_and_folds_again(page):
    assert CHECK.cards[0].sources[0] not in labels(page)
    page.folds[0].click()
    assert CHECK.cards[0].sources[0] in labels(page)
    assert page.folds[0].text() == "Hide where this comes from"
    page.folds[0].click()
    assert CHECK.cards[0].sources[0] not in labels(page)


def test_each_fold_has_a_name_of_its_own(page):
    names = [fold.accessibleName() for fold in page.folds]
    assert len(set(names)) == len(CHECK.cards)


def test_the_buttons_lead_on(page):
    page.begin.click()
    page.body.click()
    page.safety.click()
    page.header.back.click()
    assert page.begun == [True]
    assert page.asked == [PageName.BODY, PageName.SAFETY, PageName.PROGRAMMES]
