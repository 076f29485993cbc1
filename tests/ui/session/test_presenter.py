# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton

from builders import a_routine
from hipmob_desktop.core.enums import PauseReason
from hipmob_desktop.core.player import Finished, LeadIn, Paused, Running
from hipmob_desktop.ui.keys import CONTROLS, VoiceAction
from hipmob_desktop.ui.session.controller import VOICE_WAIT_MS
from hipmob_desktop.ui.session.presenter import GO_ON
from ui.session_driver import Stage, a_session
from ui.windows import clipped, name_of

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
Key = Qt.Key


@pytest.fixture
def stage(qtbot):
    stage = Stage(qtbot)
    yield stage
    stage.flow.drop()


def test_space_pauses_and_goes_on(stage):
    stage.press(Key.Key_Space)
    assert isinstance(stage.state, Paused)
    stage.press(Key.Key_Space)
    assert isinstance(stage.state, LeadIn)


def test_space_pauses_wherever_the_focus_is_and_never_presses_a_button(stage, qtbot):
    button = QPushButton("Danger", stage.screen)
    pressed = []
    button.clicked.connect(lambda: pressed.append(True))
    button.show()
    button.setFocus()
    stage.press(Key.Key_Space)
    assert isinstance(stage.state, Paused)
    assert not pressed


def test_a_click_anywhere_on_the_stage_pauses(stage, qtbot):
    qtbot.mouseClick(stage.screen, Qt.MouseButton.LeftButton)
    assert isinstance(stage.state, Paused)


def test_right_goes_to_the_next_move_and_left_back_to_it_and_before_it(stage):
    stage.press(Key.Key_Right)
    assert stage.session.moment.move.id == "circles"
    stage.passes(3_000)
    stage.press(Key.Key_Left)
    assert stage.session.moment.move.id == "circles"
    stage.press(Key.Key_Left)
    assert stage.session.moment.move.id == "leg_lift"


def test_escape_asks_and_a_second_escape_goes_on(stage):
    stage.press(Key.Key_Escape)
    assert stage.screen.question.isVisible()
    assert isinstance(stage.state, Paused)
    stage.press(Key.Key_Escape)
    assert not stage.screen.question.isVisible()
    assert isinstance(stage.state, LeadIn)


def test_leaving_takes_escape_an_arrow_and_enter(stage):
    for key in (Key.Key_Escape, Key.Key_Right, Key.Key_Return):
        stage.press(key)
    (player,) = stage.ended
    assert player.state == Finished(player.position_ms, is_complete=False)


def test_enter_alone_never_leaves(stage):
    stage.press(Key.Key_Escape)
    stage.press(Key.Key_Return)
    assert not stage.ended
    assert isinstance(stage.state, LeadIn)


def test_a_session_that_was_paused_before_the_question_stays_paused_after_it(stage):
    stage.press(Key.Key_Space)
    stage.press(Key.Key_Escape)
    stage.press(Key.Key_Escape)
    assert isinstance(stage.state, Paused)


def test_the_table_of_keys_shows_every_control(stage):
    stage.press(Key.Key_F1)
    words = {
        label.text()
        for label in stage.screen.question.findChildren(type(stage.screen.question._title))
    }
    assert {control.words for control in CONTROLS} <= words


def test_the_session_ends_with_what_was_done(stage):
    plan = stage.session.player.plan
    while not stage.ended:
        stage.passes(4_000)
    assert stage.ended[0].state == Finished(plan.total_ms, is_complete=True)


def test_a_new_session_leaves_nothing_of_the_one_before(stage):
    before = stage.session
    stage.session = a_session(a_routine())
    stage.flow.begin(stage.session, stage.clock)
    stage.passes(VOICE_WAIT_MS)
    stage.passes(1_000)
    assert isinstance(before.player.state, Finished)
    assert isinstance(stage.state, Running)
    assert stage.session.player.position_ms == 1_000


def test_holding_space_down_is_one_press(stage, qtbot):
    from PySide6.QtGui import QShortcut

    spaces = [s for s in stage.window.findChildren(QShortcut) if s.key().toString() == "Space"]
    assert spaces
    assert not any(shortcut.autoRepeat() for shortcut in spaces)


def test_the_keys_of_the_session_sleep_on_other_pages(stage, qtbot):
    from PySide6.QtGui import QShortcut
    from PySide6.QtWidgets import QWidget

    page = QWidget()
    stage.window.add_page(page)
    stage.window.show_page(page)
    assert not any(shortcut.isEnabled() for shortcut in stage.window.findChildren(QShortcut))


def test_h_ends_the_side_at_once_and_asks_what_to_do(stage):
    stage.passes(20_000 - 16)
    stage.press(Key.Key_H)
    assert stage.session.player.state.reason is PauseReason.HURT
    assert stage.session.moment.segment.side.value == "right"
    assert stage.screen.question.isVisible()


def test_without_an_answer_the_move_is_skipped_after_ten_seconds(stage):
    stage.press(Key.Key_H)
    for _ in range(10):
        assert stage.screen.question.isVisible()
        stage.flow._second.timeout.emit()
    assert not stage.screen.question.isVisible()
    assert isinstance(stage.state, LeadIn)
    assert stage.session.moment.move.id == "circles"


def test_the_easier_variant_is_said_before_the_other_side_goes_on(stage):
    stage.press(Key.Key_H)
    stage.press(Key.Key_E)
    assert stage.session.caption == "Keep the leg bent."
    stage.passes(4_000)
    assert isinstance(stage.state, LeadIn)
    assert stage.session.moment.move.id == "leg_lift"


def test_stop_for_today_is_one_key_after_it_hurt(stage):
    stage.press(Key.Key_H)
    stage.press(Key.Key_X)
    assert stage.ended[0].hurts[0].move_id == "leg_lift"


def test_the_answers_keys_do_nothing_where_nothing_is_asked(stage):
    for key in (Key.Key_E, Key.Key_S, Key.Key_X):
        stage.press(key)
    assert isinstance(stage.state, Running)


def test_after_the_last_side_that_hurt_only_going_on_and_stopping_are_offered(stage):
    stage.press(Key.Key_H)
    stage.press(Key.Key_E)
    stage.passes(4_000)
    stage.press(Key.Key_H)
    words = [button.text() for button in stage.screen.question._buttons]
    assert not [word for word in words if "Easier" in word]


@pytest.mark.parametrize(
    ("key", "act"),
    [
        (Key.Key_Up, "voice_louder"),
        (Key.Key_Down, "voice_softer"),
        (Key.Key_Period, "voice_faster"),
        (Key.Key_Comma, "voice_slower"),
    ],
)
def test_the_voice_is_changed_by_a_key_and_the_session_runs_on(stage, qtbot, key, act):
    with qtbot.waitSignal(stage.flow.voice_asked) as asked:
        stage.press(key)

    assert asked.args == [act]
    assert isinstance(stage.state, Running)


@pytest.mark.parametrize("asks", [Key.Key_Escape, Key.Key_H])
@pytest.mark.parametrize(
    ("on", "back"), [(Key.Key_Down, Key.Key_Up), (Key.Key_Right, Key.Key_Left)]
)
def test_in_a_question_every_arrow_leads_to_another_answer(stage, qtbot, asks, on, back):
    stage.press(asks)
    answers = stage.screen.question._buttons
    first = next(place for place, button in enumerate(answers) if button.hasFocus())
    with qtbot.assertNotEmitted(stage.flow.voice_asked):
        stage.press(on)
        assert answers[(first + 1) % len(answers)].hasFocus()
        stage.press(back)
    assert answers[first].hasFocus()


def test_no_voice_is_changed_where_nothing_is_played(stage, qtbot):
    stage.flow.drop()
    with qtbot.assertNotEmitted(stage.flow.voice_asked):
        stage.flow.act(VoiceAction.LOUDER)


def hurt_and_easier(stage):
    """An easier variant is being read; the session goes on by itself after that."""
    stage.press(Key.Key_H)
    stage.press(Key.Key_E)
    assert stage.session.is_telling


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Right])
def test_whatever_is_done_while_the_easier_variant_is_read_holds(stage, key):
    stage.press(Key.Key_Right)
    stage.press(Key.Key_Left)
    stage.passes(100)
    hurt_and_easier(stage)
    stage.press(key)
    stage.passes(100)

    assert not stage.session.is_telling
    assert stage.session.goes_on is (key is Key.Key_Space)


def test_a_question_meanwhile_is_not_talked_over_and_it_goes_on_after_it(stage):
    hurt_and_easier(stage)
    stage.press(Key.Key_Escape)
    assert not stage.session.is_telling
    assert isinstance(stage.state, Paused)
    stage.press(Key.Key_Space)

    assert isinstance(stage.state, LeadIn)


def test_another_start_asks_before_it_takes_the_place_of_a_session(stage, qtbot):
    stage.flow.ask_to_replace("Desk break")
    assert isinstance(stage.state, Paused)
    stage.press(Key.Key_Right)
    with qtbot.waitSignal(stage.flow.replace_accepted):
        stage.press(Key.Key_Return)


def test_without_an_answer_the_session_goes_on(stage):
    replaced = []
    stage.flow.replace_accepted.connect(lambda: replaced.append(True))
    stage.flow.ask_to_replace("Desk break")
    for _ in range(10):
        stage.flow._second.timeout.emit()

    assert isinstance(stage.state, LeadIn)
    assert not replaced
    assert not stage.screen.question.isVisible()


@pytest.mark.parametrize(("letter", "code"), [("\u0440", 43), ("\u03b7", 43), ("\u05d9", 43)])
def test_that_hurts_works_on_a_keyboard_without_latin_letters(stage, letter, code, monkeypatch):
    monkeypatch.setattr("hipmob_desktop.ui.keys.PLACES", {sys.platform: {"H": 43}})
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, code, 0, 0, letter)
    QApplication.sendEvent(stage.window.focusWidget() or stage.screen, event)

    assert isinstance(stage.state, Paused)


def test_behind_a_question_about_a_move_stands_that_move_and_not_the_next(stage):
    stage.press(Key.Key_H)
    stage.press(Key.Key_E)
    stage.passes(4_000)
    shown = []
    stage.screen.show_session = lambda session: shown.append(session.moment.move.id)
    stage.press(Key.Key_H)

    assert stage.session.moment.move.id == "circles"
    assert "circles" not in shown
    words = [button.text() for button in stage.screen.question._buttons]
    assert words[0] == GO_ON == "Go on (S)"


@pytest.mark.parametrize("title", ["Hips & knees", "A very long title " * 8, "x" * 90])
@pytest.mark.parametrize("size", [(640, 1000), (480, 320), (1024, 600)])
def test_a_question_about_any_title_has_all_its_answers_in_sight(stage, qapp, title, size):
    stage.window.resize(*size)
    stage.flow.ask_to_replace(title)
    for _ in range(5):
        qapp.processEvents()
    question = stage.screen.question
    assert [*clipped(question)] == []
    assert {name_of(button) for button in question._buttons} >= {"Go on"}
    assert name_of(question._buttons[1]).startswith(f"Start {title[:8]}")


@pytest.mark.parametrize("key", [Key.Key_W, Key.Key_D])
def test_the_session_waits_while_it_is_said_where_one_is_and_then_goes_on(stage, key):
    stage.passes(4_000)
    here = stage.session.player.position_ms
    stage.press(key)
    assert isinstance(stage.state, Paused)
    assert stage.session.caption
    for _ in range(20):
        stage.passes(2_000)
        if not isinstance(stage.state, Paused):
            break

    assert isinstance(stage.state, LeadIn)
    assert stage.session.player.position_ms == here


def test_a_pause_stays_one_when_it_is_said_where_one_is(stage):
    stage.press(Key.Key_Space)
    stage.press(Key.Key_W)
    for _ in range(20):
        stage.passes(2_000)

    assert isinstance(stage.state, Paused)
    assert not stage.session.is_telling


def test_the_last_sentence_is_said_again(stage):
    stage.passes(4_000)
    words = stage.session.caption
    stage.press(Key.Key_L)

    assert stage.session.caption == words
    assert isinstance(stage.state, Paused)


def test_a_question_about_a_hurt_is_asked_aloud_and_its_ten_seconds_begin_then(stage):
    stage.press(Key.Key_H)
    assert "Press E" in stage.session.caption
    assert not stage.flow._second.isActive()
    for _ in range(4):
        stage.passes(3_000)

    assert stage.flow._second.isActive()


def test_a_question_about_a_hurt_is_asked_again_with_all_of_its_time(stage):
    stage.press(Key.Key_H)
    for _ in range(4):
        stage.passes(3_000)
    stage.flow._second.timeout.emit()
    stage.press(Key.Key_L)

    assert "Press E" in stage.session.caption
    assert stage.flow._left_s == 10
    assert not stage.flow._second.isActive()


def test_the_other_questions_of_a_session_are_not_answered_by_the_keys_that_ask(stage):
    stage.press(Key.Key_Escape)
    stage.press(Key.Key_L)
    stage.press(Key.Key_W)

    assert stage.screen.question.isVisible()
    assert not stage.session.is_telling
