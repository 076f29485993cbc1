# SPDX-License-Identifier: GPL-3.0-or-later
"""What is suggested on the first page, beside a page and filters that only remember."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

import pytest

from builders import the_library
from hipmob_desktop.app.journal import JournalSnapshot
from hipmob_desktop.app.library_rows import Catalogue
from hipmob_desktop.app.suggesting import REASONS, Suggesting
from hipmob_desktop.core.enums import SkipTag, When
from hipmob_desktop.core.journal import RoutineUse
from hipmob_desktop.core.library_filter import Filters
from hipmob_desktop.core.preferences import Preferences

AFTERNOON = datetime(2026, 3, 2, 15)  # noqa: DTZ001 - a clock on a wall, on a Monday
EVENING = datetime(2026, 3, 2, 21)  # noqa: DTZ001 - a clock on a wall


class Page:
    """Remembers what it is told."""

    def __init__(self):
        self.highlighted = None
        self.greeting = self.suggested = self.asked = None
        self.hero = SimpleNamespace(show_body=lambda words: setattr(self, "body", words))

    def greet(self, words):
        self.greeting = words

    def show_suggestion(self, routine_id, reason):
        self.suggested = routine_id, reason

    def show_asked(self, when):
        self.asked = when

    def highlight(self, routine_id):
        self.highlighted = SimpleNamespace(id=routine_id)


class Bar:
    """Filters as they were last shown."""

    def __init__(self):
        self.filters = Filters()
        self.changes = 0
        self.changed = SimpleNamespace(emit=self._count)

    def _count(self):
        self.changes += 1

    def show_filters(self, filters):
        self.filters = filters


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue(the_library())


@pytest.fixture
def desk(catalogue):
    desk = SimpleNamespace(page=Page(), bar=Bar(), now=AFTERNOON)
    desk.suggesting = Suggesting(desk.page, desk.bar, lambda: desk.now)

    def suggest(known=JournalSnapshot(), preferences=Preferences(), **how):  # noqa: B008 - values
        desk.suggesting.suggest(catalogue, known, preferences, **how)
        return desk.page.suggested

    desk.suggest = suggest
    return desk


def test_the_suggestion_is_highlighted_and_says_why(desk):
    assert desk.suggest() == ("desk_break", REASONS[When.DESK])
    assert desk.page.highlighted.id == "desk_break"


def test_the_few_that_ship_are_enough_for_a_first_suggestion(desk):
    assert desk.suggest(shipped_only=True) == desk.suggest()


def test_when_the_hour_changes_the_highlight_goes_along_unless_somebody_went_elsewhere(desk):
    desk.suggest()
    desk.now = EVENING
    desk.suggest()
    assert desk.page.highlighted.id == "evening_unwind"
    desk.page.highlight("deep_20")
    desk.now = AFTERNOON
    desk.suggest()
    assert desk.page.highlighted.id == "deep_20"
    assert desk.page.suggested[0] == "desk_break"


def test_what_was_played_just_now_gives_its_place_to_the_next_suggestion(desk):
    desk.suggest()
    desk.page.highlight("pre_run")
    at_ms = round(AFTERNOON.astimezone().timestamp() * 1_000)
    use = RoutineUse(1, at_ms, at_ms)
    desk.suggest(JournalSnapshot({"pre_run": use}, lately=(("pre_run", at_ms),)))
    assert desk.page.highlighted.id == "desk_break"


def test_a_moment_that_is_asked_for_goes_through_the_filters(desk):
    desk.bar.filters = Filters(no_floor=True)
    desk.suggesting.ask(When.EVENING)
    assert desk.bar.filters == Filters(no_floor=True, when=frozenset({When.EVENING}))
    assert desk.bar.changes == 1
    assert desk.suggesting.follow_filters()
    assert not desk.suggesting.follow_filters()
    assert (desk.page.asked, desk.suggest()[0]) == (When.EVENING, "evening_unwind")
    desk.suggesting.ask(None)
    assert desk.suggesting.follow_filters()
    assert (desk.page.asked, desk.suggest()[0]) == (None, "desk_break")


def test_whoever_asks_for_a_moment_is_led_to_its_routine_and_by_other_filters_nobody_is(desk):
    desk.suggest()
    desk.page.highlight("deep_20")
    desk.suggesting.follow_filters()
    desk.suggest()
    assert desk.page.highlighted.id == "deep_20"
    desk.suggesting.ask(When.EVENING)
    desk.suggesting.follow_filters()
    desk.suggest()
    assert desk.page.highlighted.id == "evening_unwind"


def test_where_nothing_can_be_done_nothing_is_suggested(desk):
    everything = replace(Preferences(), skip_tags=frozenset(SkipTag))
    assert desk.suggest(preferences=everything) == ("", "")
    assert desk.page.highlighted is None


def test_states_of_the_body_are_said_in_short(desk):
    words = {SkipTag.KNEE: "a knee injury or pain (now)", SkipTag.WRIST: "wrist, elbow or more"}
    ticked = replace(Preferences(), skip_tags=frozenset({SkipTag.KNEE, SkipTag.WRIST}))
    desk.suggesting.show_body(ticked, words)
    assert desk.page.body == ["a knee injury", "wrist"]


def test_the_page_greets_by_the_hour(desk):
    desk.suggesting.greet()
    assert desk.page.greeting == "Good afternoon"
