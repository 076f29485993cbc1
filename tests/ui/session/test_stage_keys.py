# SPDX-License-Identifier: GPL-3.0-or-later
"""The stage is served by keys alone, wherever the focus is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from cases import some_of
from hipmob_desktop.core.player import Finished, LeadIn, Paused, Running
from hipmob_desktop.ui.keys import CONTROLS
from hipmob_desktop.ui.session.preflight import PreflightItem
from ui.session_driver import Stage
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

Key = Qt.Key
TELLING = [one for one in CONTROLS if one.action in ("toggle", "hurts", "leave", "help")]
QUESTIONS = {"leaving": Key.Key_Escape, "the keys": Key.Key_F1, "that hurts": Key.Key_H}


@pytest.fixture
def stage(qtbot):
    stage = Stage(qtbot)
    yield stage
    stage.flow.drop()


def focusable(stage):
    """Everything in the window that can have the focus now."""
    return [
        each
        for each in stage.window.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


def test_with_the_focus_on_any_control_of_the_stage_space_pauses_and_goes_on(stage):
    controls = focusable(stage)
    assert stage.screen in controls
    for control in controls:
        control.setFocus()
        stage.press(Key.Key_Space)
        assert isinstance(stage.state, Paused)
        stage.press(Key.Key_Space)
        assert isinstance(stage.state, LeadIn)


@pytest.mark.parametrize("key", QUESTIONS.values(), ids=QUESTIONS)
def test_with_the_focus_on_the_last_answer_space_goes_on_and_ends_nothing(stage, key):
    stage.press(key)
    stage.screen.question._buttons[-1].setFocus()
    stage.press(Key.Key_Space)
    assert not stage.screen.question.isVisible()
    assert isinstance(stage.state, LeadIn)


@pytest.mark.parametrize("key", QUESTIONS.values(), ids=QUESTIONS)
def test_tab_stays_among_the_answers_to_a_question(stage, key):
    stage.press(key)
    answers = stage.screen.question._buttons
    for step in (Key.Key_Tab, Key.Key_Backtab):
        seen = []
        for _ in answers:
            stage.press(step)
            seen.append(stage.window.focusWidget())
        assert sorted(seen, key=answers.index) == answers


def test_every_answer_to_a_side_that_hurt_is_given_by_tab_and_enter(stage):
    stage.press(Key.Key_H)
    assert stage.window.focusWidget().text() == "Skip the move (S)"
    stage.press(Key.Key_Tab)
    stage.press(Key.Key_Return)
    assert isinstance(stage.ended[0].state, Finished)


@pytest.mark.qt_log_ignore("keyToAscii", extend=True)
@pytest.mark.parametrize("control", some_of(CONTROLS, *TELLING), ids=lambda one: one.action)
def test_every_key_of_the_table_does_what_it_stands_for(stage, control):
    done = []
    stage.window.acted.connect(done.append)
    for key in control.keys:
        if isinstance(key, str):
            QTest.keyClicks(stage.screen, key)
        else:
            stage.press(key)
    assert done == [control.action] * len(control.keys)


def test_enter_and_tab_alone_change_nothing_in_a_session_that_runs(stage):
    for key in (Key.Key_Return, Key.Key_Enter, Key.Key_Tab, Key.Key_Backtab):
        stage.press(key)
    assert isinstance(stage.state, Running)


def test_an_arrow_and_enter_lead_back_before_a_session_begins(stage):
    stage.flow.drop()
    begun = []
    stage.flow.preflight.passed.connect(lambda: begun.append(True))
    stage.flow.preflight.cancelled.connect(lambda: begun.append(False))
    silent = PreflightItem("Sound", is_well=False, sentence="No sound device answers.")
    stage.flow.preflight.begin(lambda: (silent,), lambda: 0)
    for key in (Key.Key_Right, Key.Key_Return):
        stage.press(key)
    assert begun == [False]


@pytest.mark.parametrize("key", QUESTIONS.values(), ids=QUESTIONS)
def test_no_other_answer_has_the_focus_for_a_moment_when_a_question_goes(stage, qapp, key):
    stage.press(key)
    told = []
    qapp.focusChanged.connect(lambda _old, new: told.append(new))
    stage.press(Key.Key_Escape)
    qapp.focusChanged.disconnect()
    assert set(told) == {stage.screen}
