# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of the body has every state once, and tells what is chosen."""

from __future__ import annotations

import pytest

from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.core.text import capital
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.pages.body import GROUPS
from ui.windows import OFFSCREEN, labels, name_of

pytestmark = OFFSCREEN


@pytest.fixture
def page(shown):
    page = shown("body")
    page.show_tags(frozenset())
    page.told = []
    page.tags_changed.connect(page.told.append)
    return page


def test_every_state_is_on_one_tile(page):
    grouped = [tag for tags in GROUPS.values() for tag in tags]
    assert sorted(grouped) == sorted(SkipTag)
    assert set(page.tags) == set(SkipTag)


def test_a_tile_has_the_words_of_the_rules(page, studio):
    for tag, tile in page.tags.items():
        words = studio.safety.skip_words[tag].replace(" (", "; ").removesuffix(")")
        assert name_of(tile).lower() == capital(words).lower()


def test_each_tile_chooses_its_state_and_takes_it_back(page):
    page.tags[SkipTag.KNEE].click()
    page.tags[SkipTag.WRIST].click()
    page.tags[SkipTag.KNEE].click()
    assert page.told == [{SkipTag.KNEE}, {SkipTag.KNEE, SkipTag.WRIST}, {SkipTag.WRIST}]


def test_what_is_shown_is_not_told(page):
    page.show_tags(frozenset({SkipTag.FOOT}))
    assert page.tags[SkipTag.FOOT].isChecked()
    assert page.told == []


def test_all_is_taken_back_at_once_and_the_focus_stays_on_the_page(page, qapp):
    assert not page.clear.isEnabled()
    page.tags[SkipTag.KNEE].click()
    page.clear.setFocus()
    page.clear.click()
    assert page.told[-1] == frozenset()
    assert not any(tile.isChecked() for tile in page.tags.values())
    assert page.isAncestorOf(qapp.focusWidget())


def test_the_rule_is_in_sight_and_the_others_one_button_away(page, studio, qtbot):
    assert studio.safety.stop_rule in labels(page)
    with qtbot.waitSignal(page.page_requested) as asked:
        page.safety.click()
    assert asked.args == [PageName.SAFETY]
