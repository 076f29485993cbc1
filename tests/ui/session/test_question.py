# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from hipmob_desktop.ui.session.question import SCRIM_ALPHA, QuestionPanel
from ui.windows import OFFSCREEN, clipped, labels

pytestmark = OFFSCREEN

ANSWERS = (("stay", "Go on"), ("leave", "Leave"), ("help", "Help"))
TABLE = tuple((f"key {n}", f"does thing number {n}") for n in range(16))


@pytest.fixture
def stage(shown):
    """A page with a question over it, and what was answered."""

    def page(_studio):
        page = QWidget()
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.below = QPushButton("Below")
        QVBoxLayout(page).addWidget(page.below)
        page.question = QuestionPanel(page)
        page.question.set_look(20, QColor("#000000"))
        page.answers, page.presses = [], []
        page.question.answered.connect(page.answers.append)
        page.below.clicked.connect(lambda: page.presses.append(1))
        return page

    made = shown(page, (900, 600))
    made.question.resize(900, 600)
    return made


def ask(stage, **changes):
    stage.question.ask("Leave?", "All is kept.", ANSWERS, **changes)
    QApplication.processEvents()


def focused(qapp):
    return qapp.focusWidget().text()


def card(stage):
    return stage.question._card.geometry()


def test_the_usual_answer_has_the_focus_and_looks_like_it(stage, qapp):
    ask(stage, usual=1)
    assert focused(qapp) == "Leave"
    assert qapp.focusWidget().property("role") == "primary"


def test_a_click_answers_and_takes_the_question_away(stage):
    ask(stage)
    stage.question._buttons[1].click()
    assert (stage.answers, stage.question.isVisible()) == (["leave"], False)


def test_the_answer_that_has_the_focus_can_be_pressed(stage):
    ask(stage)
    stage.question.move_focus(2)
    stage.question.press_focused()
    assert stage.answers == ["help"]


def test_without_a_focus_nothing_is_pressed(stage):
    ask(stage)
    stage.below.setFocus()
    stage.question.press_focused()
    assert stage.answers == []


def test_the_focus_goes_round_among_the_answers(stage, qapp):
    ask(stage)
    seen = []
    for step in (1, 1, 1, -1):
        stage.question.move_focus(step)
        seen.append(focused(qapp))
    assert seen == ["Leave", "Help", "Go on", "Help"]


def test_tab_stays_among_the_answers_both_ways(stage, qapp):
    ask(stage)
    seen = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        QTest.keyClick(qapp.focusWidget(), key)
        seen.append(focused(qapp))
    assert seen == ["Leave", "Help", "Go on", "Help"]


def test_a_click_beside_the_answers_does_not_reach_what_lies_below(stage):
    ask(stage)
    place = stage.below.geometry().center()
    QTest.mouseClick(stage.question, Qt.MouseButton.LeftButton, pos=place)
    assert (stage.presses, stage.question.isVisible()) == ([], True)


def test_when_it_goes_the_focus_is_below_again(stage, qapp):
    ask(stage)
    stage.question.hide()
    assert qapp.focusWidget() is stage


def test_what_lies_below_shines_through_darkly(stage):
    ask(stage)
    stage.question.set_look(20, QColor("#ffffff"))
    assert stage.question._scrim.alpha() == SCRIM_ALPHA
    corner = stage.grab().toImage().pixelColor(2, 2)
    assert corner.lightness() > 150


def test_another_question_takes_the_place_of_the_first(stage, qapp):
    ask(stage, rows=TABLE)
    stage.question.ask("The keys", "", (("stay", "Go on"),))
    qapp.processEvents()
    assert {text for text in labels(stage.question) if text} == {"The keys"}
    assert [button.text() for button in stage.question._buttons] == ["Go on"]


def test_the_smaller_text_can_change_while_the_question_stands(stage):
    ask(stage)
    stage.question.update_text("In 9 s.")
    assert "In 9 s." in labels(stage.question)
    stage.question.update_text("")
    assert labels(stage.question) == ["Leave?"]


def test_the_card_is_in_the_middle_and_within_the_window(stage):
    ask(stage, rows=TABLE[:3])
    box = card(stage)
    assert stage.question.rect().contains(box)
    assert abs(box.center().x() - 450) <= 1
    assert abs(box.center().y() - 300) <= 1


def columns_of(stage):
    cells = [each for each in stage.question._card.findChildren(QLabel) if "key" in each.text()]
    return len({cell.x() for cell in cells})


def test_a_table_that_is_too_tall_stands_in_two_halves(stage, qapp):
    ask(stage, rows=TABLE[:4])
    assert columns_of(stage) == 1
    ask(stage, rows=TABLE)
    qapp.processEvents()
    assert columns_of(stage) == 2
    assert list(clipped(stage.question)) == []
    stage.question.resize(900, 1400)
    qapp.processEvents()
    assert columns_of(stage) == 1
    ask(stage, rows=TABLE[:4])
    assert columns_of(stage) == 1


def buttons_in_a_row(stage):
    return len({button.y() for button in stage.question._buttons}) == 1


def test_in_a_low_window_the_answers_stand_in_a_row_and_are_as_large_as_they_should_be(stage):
    stage.question.resize(900, 250)
    ask(stage)
    assert buttons_in_a_row(stage)
    assert stage.question._worn_px == stage.question._px
    stage.question.resize(900, 600)
    assert not buttons_in_a_row(stage)


def test_answers_that_are_too_wide_for_a_row_stand_below_one_another(stage):
    stage.question.resize(250, 250)
    ask(stage)
    assert not buttons_in_a_row(stage)


def test_what_is_much_too_small_is_told_once_it_is_there_and_so_is_its_end(stage):
    told = []
    stage.question.cramped.connect(lambda: told.append("cramped"))
    stage.question.left.connect(lambda: told.append("left"))
    ask(stage)
    stage.question.answer("stay")
    assert told == ["left"]
    stage.question.resize(420, 200)
    ask(stage, rows=TABLE)
    stage.question.answer("stay")
    assert told == ["left", "cramped", "left"]
