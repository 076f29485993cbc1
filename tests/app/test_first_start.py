# SPDX-License-Identifier: GPL-3.0-or-later
"""A first start: what is said, what the answers lead to, and what it must not break."""

from __future__ import annotations

import json

import pytest

from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.core.guidance import Reason, Spared
from hipmob_desktop.desktop.start_request import Action, StartRequest
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN


@pytest.fixture
def first(desk, paths):
    """The window of somebody who has never started the program."""
    paths.settings_file.unlink()
    return desk.open()


@pytest.fixture
def settled(first):
    """The same, when all is there."""
    first.until(lambda: first.running.first_start._has_settled)
    return first


def says(desk):
    """Let the time pass that the speaker waits for; what was prepared to be said."""
    desk.running.controller._speaker._timer.timeout.emit()
    return " ".join(desk.spoken.prepared)


def test_the_coach_says_hello_at_once_and_asks_each_later_question_last(settled):
    page = settled.running.first_start.page
    phrases, safety = settled.running.library.context.phrases, settled.running.front.safety
    for words, sentence in zip(
        (phrases.hello, phrases.hello_reason, phrases.hello_spared), safety.welcome, strict=True
    ):
        said = says(settled)
        is_at_once = said.index(words) < said.index(sentence)
        assert is_at_once is (words == phrases.hello)
        page.go_on()
    assert said.index(safety.stop_rule) < said.index(phrases.hello_spared)


def test_the_figure_comes_when_all_is_there(settled):
    assert settled.running.first_start.page.figure._scene is not None


@pytest.mark.sweep
def test_where_nothing_is_to_be_said_nothing_is(desk, paths):
    paths.settings_file.write_text(json.dumps({"version": 1, "level": "chimes"}), "utf-8")
    desk.open()
    desk.until(lambda: desk.running.first_start._has_settled)
    desk.running.first_start.page.go_on()
    assert desk.spoken.prepared == []


def test_the_answers_lead_straight_to_a_session_for_this_body(first):
    first.running.first_start.page.answered.emit(Reason.STIFF, frozenset({Spared.WRIST}))
    assert first.page == "SessionScreen"
    now = first.running.preferences.now
    assert now.first_start_seen
    assert now.skip_tags == {SkipTag.WRIST}
    routine = first.running.controller._last.routine
    assert routine.id == "gentle_start"
    assert all(SkipTag.WRIST not in item.move.skip_tags for item in routine.items)


@pytest.mark.sweep
def test_what_was_spared_before_stays_spared(desk, paths):
    paths.settings_file.write_text(json.dumps({"version": 1, "skip_tags": ["foot"]}), "utf-8")
    desk.open().running.first_start.page.answered.emit(Reason.RUN, frozenset({Spared.BACK}))
    assert desk.running.preferences.now.skip_tags == {SkipTag.FOOT, SkipTag.LOW_BACK_PAIN}


def test_it_is_asked_once(first):
    first.running.first_start.page.answered.emit(Reason.DESK, frozenset())
    first.close()
    assert first.open().page == "LibraryScreen"


def test_no_leads_to_the_sound_check_and_that_back_to_the_next_question(first):
    start = first.running.first_start
    start.page.ensure_built()
    start.page.no.click()
    assert first.page == "SoundCheckScreen"
    first.pages.sound_check.header.back.click()
    assert first.page == "WelcomeScreen"
    start.page.skip.click()
    assert first.page == "LibraryScreen"
    first.running.controller.open("sound check")
    first.pages.sound_check.header.back.click()
    assert first.page == "LibraryScreen"


@pytest.mark.sweep
def test_a_session_that_waits_to_be_gone_on_with_is_offered_first(desk, paths):
    desk.open().plays("pre_run")
    desk.passes(20_000)
    desk.close()
    paths.settings_file.unlink()
    desk.open()
    assert desk.page == "WelcomeScreen"
    desk.running.first_start.page.answered.emit(Reason.DESK, frozenset())
    assert desk.page == "LibraryScreen"
    assert desk.offer.accessibleName().startswith("Unfinished")
    desk.offer.action.click()
    assert desk.plan.routine.id == "pre_run"


@pytest.mark.sweep
def test_a_second_start_that_plays_takes_the_place_of_the_questions(first):
    first.asks("desk_break")
    assert first.page == "SessionScreen"
    first.stops()
    first.pages.summary.done.click()
    assert first.page == "LibraryScreen"


def test_another_start_that_asks_for_nothing_leaves_the_questions_there(first):
    first.running.handle(StartRequest())
    assert first.page == "WelcomeScreen"


def test_a_first_start_that_plays_is_not_kept_waiting_by_questions(desk, paths):
    paths.settings_file.unlink()
    desk.open(StartRequest(action=Action.PLAY, routine="desk_break"))
    desk.until(lambda: desk.page == "SessionScreen")
