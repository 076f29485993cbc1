# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace

import pytest
from sheet_pages import entry_of

from builders import a_routine
from cases import some_of
from hipmob_desktop.core.enums import When
from hipmob_desktop.ui.kit.labels import plain_tooltip
from hipmob_desktop.ui.library.hero import BODY_WELL, CHOSEN, MARK, UNMARK, Hero
from ui.windows import OFFSCREEN, clipped, labels, name_of, overlapping

pytestmark = OFFSCREEN

ENTRY = replace(entry_of(a_routine(id="hips", title="Hips"), 583_000), credit="after S. Body")
LONG = "My physiotherapist's routine for the long winter evenings after the hill sessions"
FULL, LOW = (800, 600), (800, 120)


def hero_of(studio):
    hero = Hero(studio.style)
    hero.show_entry(ENTRY)
    return hero


@pytest.fixture
def hero(windows):
    hero = windows.show(hero_of, FULL)
    hero.arrange(FULL[1])
    windows.settle()
    return hero


def test_it_says_what_the_routine_takes_and_whose_it_is(hero):
    assert {"Hips", "10 min · Nothing needed · after S. Body", CHOSEN} <= set(labels(hero))
    assert name_of(hero.start) == "Start Hips"


def test_why_it_is_suggested_is_said_of_the_suggested_one_alone(hero):
    hero.show_suggestion("hips", "To end the day")
    assert hero.reason.text() == "To end the day"
    hero.show_suggestion("other", "To end the day")
    assert hero.reason.text() == CHOSEN


def test_without_an_entry_nothing_can_be_done(hero):
    buttons = (hero.start, hero.details, hero.favourite)
    hero.show_entry(None)
    assert [button.isEnabled() for button in buttons] == [False] * 3
    assert hero.title.text() == hero.reason.text() == ""
    hero.show_entry(ENTRY)
    assert [button.isEnabled() for button in buttons] == [True] * 3


def test_what_cannot_be_started_says_why(hero):
    hero.show_entry(ENTRY, "Nothing suits.")
    assert not hero.start.isEnabled()
    assert hero.start.accessibleDescription() == "Nothing suits."
    assert hero.start.toolTip() == plain_tooltip("Nothing suits.")
    assert "Nothing suits." in labels(hero)


def test_its_heart_shows_whether_it_is_a_favourite(hero):
    assert name_of(hero.favourite) == MARK
    hero.show_entry(replace(ENTRY, is_favourite=True))
    assert name_of(hero.favourite) == UNMARK


def test_what_is_to_be_known_before_it_starts_stands_there(hero):
    hero.show_entry(replace(ENTRY, stand_ins="Move 1 is ours", today="One move changed"))
    assert "Move 1 is ours. One move changed" in labels(hero)


def test_of_the_chips_one_is_on_at_most(hero):
    asked = []
    hero.moment_asked.connect(asked.append)
    hero.chips[When.DESK].click()
    hero.show_asked(When.DESK)
    hero.show_asked(When.EVENING)
    assert [when for when, chip in hero.chips.items() if chip.isChecked()] == [When.EVENING]
    hero.chips[When.EVENING].click()
    assert asked == [When.DESK, None]


def test_the_body_of_today_stands_in_a_quiet_line(hero):
    assert hero.body.text() == BODY_WELL
    hero.show_body(["kneeling hurts", "R&D"])
    assert name_of(hero.body) == "My body today: kneeling hurts, R&D"
    assert hero.body.text() == "To mind today: kneeling hurts, R&&D · change"
    hero.show_body(["a very long state " * 9])
    assert len(hero.body.text()) < 80


def test_the_line_about_the_body_begins_at_the_left_however_often_the_height_changed(
    hero, windows
):
    for height in (LOW[1], FULL[1], LOW[1], FULL[1]):
        hero.arrange(height)
        windows.settle()
    assert hero.body.x() == 0


def test_in_little_height_the_title_and_the_buttons_stay_in_one_row(hero, windows):
    windows.change(hero, LOW)
    hero.arrange(LOW[1])
    windows.settle()
    assert not hero.is_full
    assert not hero.figure.isVisible()
    assert {hero.start.isVisible(), hero.details.isVisible(), hero.body.isVisible()} == {True}
    assert hero.title.geometry().right() < hero.start.x()
    assert [*clipped(hero), *overlapping(hero)] == []
    hero.arrange(FULL[1])
    assert hero.figure.isVisibleTo(hero)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(680, 700), (800, 900), (1400, 1000)])
def test_nothing_of_it_is_cut_off(windows, size, scale):
    hero = windows.show(hero_of, size, scale=scale)
    hero.arrange(size[1])
    windows.settle()
    assert [*clipped(hero), *overlapping(hero)] == []


@pytest.mark.parametrize("scale", some_of([1.0, 2.0], 1.0))
@pytest.mark.parametrize("width", some_of([480, 700, 1000], 480, 1000))
@pytest.mark.parametrize("height_em", some_of([8, 20, 22, 24, 26, 30, 40], 8, 22, 30))
def test_a_title_of_any_length_is_whole_in_any_height(windows, width, height_em, scale):
    height = round(height_em * 16 * scale)
    hero = windows.show(hero_of, (width, height), scale=scale)
    hero.show_entry(replace(ENTRY, title=LONG))
    hero.show_suggestion("hips", "To end the day")
    hero.arrange(height)
    windows.settle()
    assert [*clipped(hero), *overlapping(hero)] == []


def test_what_a_long_title_takes_away_a_short_one_gives_back(windows):
    hero = windows.show(hero_of, (480, 400))
    hero.arrange(400)
    assert (hero.is_full, "after S. Body" in hero.facts.text()) == (True, True)
    told = []
    hero.refitted.connect(lambda: told.append(1))
    hero.show_entry(replace(ENTRY, title=LONG * 3))
    assert (hero.is_full, told) == (False, [1])
    hero.show_entry(ENTRY)
    assert (hero.is_full, "after S. Body" in hero.facts.text()) == (True, True)


def test_tab_goes_from_start_to_the_body(hero):
    assert hero.tab_stops[0] is hero.start
    assert hero.tab_stops[-1] is hero.body
