# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from hipmob_desktop.app import faces as faces_module
from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.player import Paused
from hipmob_desktop.desktop.screens import key_of
from hipmob_desktop.ui.keys import Answer, VoiceAction, WindowAction
from hipmob_desktop.ui.session.preflight import PreflightItem
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN


@pytest.fixture
def opened(desk):
    return desk.open()


def faces(desk):
    return desk.running.controller.faces


def act(desk, action):
    desk.running.controller._presenter.act(action)


def other_face(desk):
    act(desk, WindowAction.OTHER_FACE)


def seen(desk):
    """Which windows can be seen."""
    small = faces(desk).small
    return desk.window.isVisible(), small is not None and small.isVisible()


def shown(desk):
    """All that the face says now."""
    stage = desk.stage
    sides = [(side.word.text, side.count.text) for side in (stage.left, stage.right)]
    return stage.name.text, stage.line.text, sides


STAGE, SMALL = (True, False), (False, True)


def test_nobody_who_does_not_want_it_pays_for_the_small_window(opened):
    opened.plays()
    opened.passes(5_000)
    assert faces(opened).small is None
    assert seen(opened) == STAGE


def test_one_key_leads_to_the_small_window_and_back(opened):
    opened.plays()
    other_face(opened)
    assert seen(opened) == SMALL
    assert faces(opened).small.focusWidget() is opened.stage
    other_face(opened)
    assert seen(opened) == STAGE
    assert opened.page == "SessionScreen"


def test_both_faces_show_the_same_moment_and_the_session_goes_on(opened):
    opened.plays()
    opened.passes(40_000)
    before, session = shown(opened), opened.session
    other_face(opened)
    assert shown(opened) == before
    position_ms = session.player.position_ms
    opened.passes(5_000)
    assert opened.session is session
    assert session.player.position_ms == position_ms + 5_000
    after = shown(opened)
    other_face(opened)
    assert shown(opened) == after


def test_without_a_session_there_is_no_small_window(opened):
    other_face(opened)
    assert seen(opened) == STAGE
    assert faces(opened).small is None


def looks(desk, **asked):
    """Stop at the look before a session, as something is missing."""
    desk.asks("desk_break", **asked)
    presenter = desk.running.controller._presenter
    presenter.drop()
    missing = PreflightItem("Sound", is_well=False, sentence="No sound device answers.")
    presenter.preflight.begin(lambda: (missing,), lambda: 0)


@pytest.mark.sweep
def test_the_look_before_a_session_leads_there_too_and_stays(opened):
    looks(opened)
    question = opened.stage.question
    question.answer(Answer.FACE)
    assert seen(opened) == SMALL
    assert question.isVisible()
    other_face(opened)
    assert seen(opened) == STAGE
    assert question.isVisible()


@pytest.mark.sweep
def test_it_can_be_asked_for_from_outside_and_takes_no_focus(opened):
    opened.asks("desk_break", small=True)
    assert seen(opened) == SMALL
    assert faces(opened).small.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_a_start_in_a_small_window_shows_no_large_one_at_any_time(desk):
    from hipmob_desktop.desktop.start_request import Action, StartRequest

    desk.open(StartRequest(action=Action.PLAY, routine="desk_break", options=(("small", True),)))
    assert not desk.window.isVisible()
    desk.until(lambda: desk.running._controller is not None and faces(desk).is_small)
    assert seen(desk) == SMALL


@pytest.mark.sweep
def test_a_routine_that_there_is_not_is_told_in_the_large_window(opened):
    opened.window.hide()
    opened.asks("nothing_such", small=True)
    assert seen(opened) == STAGE
    assert "nothing_such" in opened.faults


def test_when_it_is_over_the_large_window_is_back_and_takes_no_focus(opened):
    opened.plays(small=True)
    fronted = []
    opened.window.fronted.connect(lambda: fronted.append(True))
    opened.stops()
    assert seen(opened) == STAGE
    assert opened.page == "SummaryScreen"
    assert fronted == []


@pytest.mark.sweep
def test_a_session_that_is_not_begun_after_all_leads_to_the_list(opened):
    looks(opened, small=True)
    opened.stage.question.answer(Answer.BACK)
    assert seen(opened) == STAGE
    assert opened.page == "LibraryScreen"


@pytest.mark.sweep
def test_the_next_session_is_on_the_stage_again(opened):
    opened.plays(small=True)
    opened.stops()
    opened.plays()
    assert seen(opened) == STAGE
    assert opened.page == "SessionScreen"


def test_closing_the_small_window_pauses_and_shows_the_stage(opened):
    opened.plays(small=True)
    faces(opened).small.close()
    assert seen(opened) == STAGE
    assert isinstance(opened.session.player.state, Paused)


@pytest.mark.sweep
def test_closing_it_in_a_pause_does_not_go_on(opened):
    opened.plays(small=True)
    act(opened, Command.TOGGLE)
    faces(opened).small.close()
    assert isinstance(opened.session.player.state, Paused)


@pytest.mark.sweep
def test_whoever_asks_for_the_window_finds_the_session_in_it(opened):
    opened.plays(small=True)
    opened.window.come_to_front()
    assert seen(opened) == STAGE
    assert opened.page == "SessionScreen"


@pytest.mark.sweep
def test_a_full_stage_is_full_again_after_the_small_window(opened):
    opened.plays()
    opened.window.fill_screen()
    other_face(opened)
    assert not opened.window.isFullScreen()
    other_face(opened)
    assert opened.window.isFullScreen()


def test_the_key_for_full_screen_leads_out_of_the_small_window(opened):
    opened.plays(small=True)
    act(opened, WindowAction.FULL_SCREEN)
    assert seen(opened) == STAGE
    assert opened.window.isFullScreen()


@pytest.mark.sweep
def test_its_place_is_kept_from_one_day_to_the_next(desk):
    desk.open().plays(small=True)
    faces(desk).small.setGeometry(30, 40, 400, 300)
    desk.close()
    desk.open().plays(small=True)
    assert faces(desk).small.geometry().getRect() == (30, 40, 400, 300)


@pytest.mark.sweep
def test_the_place_of_the_large_window_is_kept_beside_it(desk):
    desk.open().plays()
    desk.window.resize(700, 500)
    other_face(desk)
    desk.close()
    assert desk.open().window.size().toTuple() == (700, 500)


# -- without sound -----------------------------------------------------------------------------


@pytest.mark.sweep
def test_there_is_sound_in_the_small_window_unless_it_is_chosen_otherwise(opened):
    opened.plays(small=True)
    assert opened.spoken.volume == 1.0


def test_one_key_takes_the_sound_away_and_gives_it_back(opened):
    opened.plays()
    act(opened, VoiceAction.MUTE)
    assert opened.spoken.volume == 0.0
    act(opened, VoiceAction.MUTE)
    assert opened.spoken.volume == 1.0


@pytest.mark.sweep
def test_whoever_wants_no_sound_at_the_desk_has_none_there_the_next_time_either(desk):
    desk.open().plays(small=True)
    act(desk, VoiceAction.MUTE)
    desk.close()
    desk.open().plays(small=True)
    assert desk.spoken.volume == 0.0
    other_face(desk)
    assert desk.spoken.volume == 1.0
    other_face(desk)
    assert desk.spoken.volume == 0.0


def test_no_sound_on_the_stage_is_for_this_session_alone(opened):
    opened.plays()
    act(opened, VoiceAction.MUTE)
    assert not opened.running.preferences.now.quiet_at_desk
    opened.stops()
    assert opened.spoken.volume == 1.0


@pytest.mark.sweep
def test_without_sound_other_programs_are_left_as_loud_as_they_are(desk):
    opened = desk.open()
    from dataclasses import replace

    now = opened.running.preferences.now
    opened.running.preferences.choose(replace(now, lower_other_sound=True))
    opened.plays()
    assert opened.spoken.is_alone is True
    act(opened, VoiceAction.MUTE)
    assert opened.spoken.is_alone is False


def test_what_is_said_without_sound_can_be_read(opened):
    opened.plays(small=True)
    act(opened, VoiceAction.MUTE)
    read = set()
    for _ in range(40):
        opened.passes(1_000)
        if opened.session.caption:
            read.add(opened.stage.line.text in opened.session.caption)
    assert read == {True}


def test_whoever_wants_the_voice_louder_wants_to_hear_it(opened):
    opened.plays()
    act(opened, VoiceAction.SOFTER)
    act(opened, VoiceAction.MUTE)
    act(opened, VoiceAction.LOUDER)
    assert opened.spoken.volume == 1.0


@pytest.mark.sweep
def test_a_summary_is_not_said_to_who_wanted_no_sound(opened, monkeypatch):
    said = []
    speaker = opened.running.controller._speaker
    monkeypatch.setattr(speaker, "say", lambda *words: said.append(words))
    opened.plays(small=True)
    act(opened, VoiceAction.MUTE)
    opened.stops()
    assert said == []


# -- which screen ------------------------------------------------------------------------------


class ScreensOf:
    """What Qt tells of the screens there are, as far as it is asked."""

    def __init__(self, *screens):
        self._screens = screens

    def screens(self):
        return list(self._screens)

    def instance(self):
        return None


@pytest.fixture
def filled(opened, monkeypatch):
    """Which screens the window was asked to fill."""
    asked = []
    monkeypatch.setattr(opened.window, "fill_screen", lambda screen=None: asked.append(screen))
    return asked


def choose(desk, screen):
    from dataclasses import replace

    now = desk.running.preferences.now
    desk.running.preferences.choose(replace(now, stage_screen=screen))


def two_screens(desk, monkeypatch):
    from desktop.test_screens import TELEVISION

    here = desk.window.screen()
    _ = faces(desk)
    monkeypatch.setattr(faces_module, "QGuiApplication", ScreensOf(here, TELEVISION))
    return TELEVISION


def test_a_session_fills_the_screen_that_is_chosen(opened, filled, monkeypatch):
    television = two_screens(opened, monkeypatch)
    choose(opened, key_of(television))
    opened.plays()
    assert filled == [television]


def test_without_a_choice_it_is_where_the_window_is(opened, filled, monkeypatch):
    two_screens(opened, monkeypatch)
    opened.plays()
    assert filled == []


@pytest.mark.sweep
def test_a_screen_that_is_not_there_is_nobodys_trouble(opened, filled, monkeypatch):
    two_screens(opened, monkeypatch)
    choose(opened, "Beamer · X @ DP-9")
    opened.plays()
    assert filled == []
    assert opened.page == "SessionScreen"
    assert opened.stage.told.now == ""


@pytest.mark.sweep
def test_the_only_screen_is_filled_by_nobodys_choice(opened, filled):
    choose(opened, key_of(opened.window.screen()))
    opened.plays()
    assert filled == []


def test_the_settings_offer_the_screens_where_there_are_several(opened, monkeypatch):
    from hipmob_desktop.ui.kit.pages import PageName

    opened.running.controller.open(PageName.SETTINGS)
    field = opened.pages.settings.fields["stage_screen"]
    assert field.isHidden()
    television = two_screens(opened, monkeypatch)
    choose(opened, key_of(television))
    opened.running.controller.open(PageName.SETTINGS)
    assert not field.isHidden()
    assert field.value == key_of(television)


# -- one session after another ------------------------------------------------------------------


@pytest.mark.sweep
def test_a_session_that_takes_the_place_of_another_stays_in_the_small_window(opened):
    opened.plays(small=True)
    first = opened.session
    faces(opened).small.setGeometry(30, 40, 400, 300)
    opened.asks("no_floor", small=True)
    opened.stage.question.answer(Answer.REPLACE)
    assert opened.session is not first
    assert seen(opened) == SMALL
    assert faces(opened).small.geometry().getRect() == (30, 40, 400, 300)


@pytest.mark.sweep
def test_the_place_of_the_small_window_is_kept_when_it_is_left_for_the_stage(desk):
    desk.open().plays(small=True)
    faces(desk).small.setGeometry(30, 40, 400, 300)
    other_face(desk)
    desk.close()
    desk.open().plays(small=True)
    assert faces(desk).small.geometry().getRect() == (30, 40, 400, 300)
