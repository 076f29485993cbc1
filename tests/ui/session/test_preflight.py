# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from builders import a_routine
from hipmob_desktop.core.enums import Command
from hipmob_desktop.ui.keys import Answer, WindowAction
from hipmob_desktop.ui.session.preflight import (
    ANYWAY_LOOKS,
    ASK,
    IN_SMALL,
    LOOKS,
    ON_STAGE,
    PAIN,
    Preflight,
    PreflightItem,
)
from ui.session_driver import a_screen, a_session

WELL = PreflightItem("Voice", is_well=True)
UNKNOWN = PreflightItem("Sound", is_well=None)
WRONG = PreflightItem("Sound", is_well=False, sentence="No sound device answers: connect one.")
DARK = PreflightItem("Screen", is_well=False, sentence="It may go dark.", is_needed=False)


class Check:
    """A check over a stage, whose timers go off when told to."""

    def __init__(self):
        self.screen = a_screen()
        self.screen.resize(1366, 768)
        self.screen.begin(a_session(a_routine()))
        self.check = Preflight(self.screen)
        self.facts = ()
        self.said = []
        self.passed = []
        self.feels = []
        self.check.felt.connect(self.feels.append)
        self.check.passed.connect(lambda: self.passed.append(True))
        self.check.cancelled.connect(lambda: self.passed.append(False))

    def begin(self, *facts, **ways):
        self.facts = facts
        self.check.begin(lambda: self.facts, self.confirm, **ways)

    def confirm(self):
        self.said.append("All is ready.")
        return 1_000

    def looks(self, times):
        for _ in range(times):
            if self.check._timer.isActive():
                self.check._timer.timeout.emit()

    @property
    def answers(self):
        return [button.text() for button in self.screen.question._buttons]

    @property
    def words(self):
        labels = self.screen.question.findChildren(type(self.screen.question._title))
        return " ".join(label.text() for label in labels)


@pytest.fixture
def desk(qapp):
    desk = Check()
    yield desk
    desk.check.stop()
    desk.screen.deleteLater()


def test_when_all_is_well_one_line_is_said_and_the_session_starts_by_itself(desk):
    desk.begin(WELL)
    assert desk.said == ["All is ready."]
    desk.check._begin.timeout.emit()
    assert desk.passed == [True]


def test_what_is_to_be_known_of_it_stands_there_though_it_is_well(desk):
    desk.begin(UNKNOWN, PreflightItem("Time", is_well=True, sentence="Fitted to 6 minutes."))
    assert "Fitted to 6 minutes." in desk.words


def test_what_is_not_known_yet_is_waited_for(desk):
    desk.begin(WELL, UNKNOWN)
    desk.looks(5)
    assert not desk.said
    desk.facts = (WELL, WELL)
    desk.looks(1)
    assert desk.said


def test_what_is_wrong_is_said_with_what_to_do(desk):
    desk.begin(WELL, WRONG)
    assert WRONG.sentence in desk.words
    assert "Start without sound" in desk.answers


def test_what_is_only_late_may_still_come_to_a_session_that_starts_now(desk):
    desk.begin(WELL, UNKNOWN)
    desk.looks(LOOKS + 1)
    desk.facts = (UNKNOWN, UNKNOWN)
    desk.looks(1)
    assert "Starts by itself" in desk.words
    assert "Go now" in desk.answers
    assert "Start without sound" not in desk.answers


def test_a_fault_that_goes_away_lets_the_session_start(desk):
    desk.begin(WRONG)
    desk.looks(5)
    desk.facts = (WELL,)
    desk.looks(1)
    assert desk.said


def test_nobody_has_to_get_up_the_session_starts_in_spite_of_a_fault(desk):
    desk.begin(WRONG)
    desk.looks(LOOKS + ANYWAY_LOOKS)
    assert desk.passed == [True]


def test_what_is_never_known_does_not_keep_anybody_waiting_for_ever(desk):
    desk.begin(UNKNOWN)
    desk.looks(LOOKS + ANYWAY_LOOKS)
    assert desk.passed == [True]


def test_a_screen_that_may_go_dark_is_told_and_holds_nobody_up(desk):
    desk.begin(WELL, DARK)
    assert DARK.sentence in desk.words
    assert desk.said


@pytest.mark.parametrize(
    ("key", "passed"),
    [(Command.TOGGLE, True), (WindowAction.ENTER, True), (WindowAction.LEAVE, False)],
)
def test_one_key_goes_anyway_and_one_goes_back(desk, key, passed):
    desk.screen.show()
    desk.begin(WRONG)
    if key is WindowAction.ENTER:
        desk.screen.question.answer(Answer.GO)
    else:
        desk.check.act(key)
    assert desk.passed == [passed]
    assert not desk.check.is_active


def test_going_back_after_all_is_said_starts_nothing(desk):
    desk.begin(WELL)
    desk.screen.question.answer(Answer.BACK)
    assert desk.passed == [False]
    assert not desk.check.is_active


@pytest.mark.parametrize("facts", [(WELL, WRONG), (WRONG, DARK, WELL)])
def test_every_word_of_the_check_has_its_room_from_the_first_moment(desk, facts):
    desk.screen.show()
    desk.begin(WELL, UNKNOWN)
    desk.facts = facts
    desk.looks(1)
    desk.screen.question._card.layout().activate()
    for label in desk.screen.question.findChildren(type(desk.screen.question._title)):
        if label.isVisibleTo(desk.screen) and label.text():
            assert label.height() >= label.heightForWidth(label.width()) > 0, label.text()


@pytest.mark.parametrize("is_small", [False, True])
def test_the_other_face_can_be_asked_for_and_the_check_goes_on(desk, is_small):
    asked = []
    desk.check.face_asked.connect(lambda: asked.append(True))
    desk.screen.set_small(is_small=is_small)
    desk.screen.show()
    desk.begin(WRONG)
    offered = ON_STAGE if is_small else IN_SMALL
    assert offered in [button.text() for button in desk.screen.question._buttons]
    desk.screen.question.answer(Answer.FACE)
    assert asked == [True]
    assert desk.passed == []
    assert desk.screen.question.isVisible()
    assert desk.check.is_active


def digit(desk, key):
    QTest.keyClick(desk.screen.question._buttons[0], key)


def test_a_digit_says_how_the_hips_feel_and_the_session_starts_all_the_same(desk):
    desk.screen.show()
    desk.begin(WELL, asks_feel=True)
    assert ASK in desk.words
    digit(desk, Qt.Key.Key_7)
    assert desk.feels == [7]
    assert "7 of 9, noted" in desk.words
    assert desk.passed == []
    desk.check._begin.timeout.emit()
    assert desk.passed == [True]


def test_a_later_digit_takes_the_place_of_an_earlier_one(desk):
    desk.screen.show()
    desk.begin(WRONG, asks_feel=True)
    digit(desk, Qt.Key.Key_2)
    digit(desk, Qt.Key.Key_0)
    assert desk.feels == [2, 0]
    assert "0 of 9, noted" in desk.words
    assert WRONG.sentence in desk.words


def test_whoever_says_nothing_starts_at_once_by_the_usual_keys(desk):
    desk.screen.show()
    desk.begin(WRONG, asks_feel=True)
    desk.check.act(Command.TOGGLE)
    assert (desk.passed, desk.feels) == ([True], [])


def test_where_it_is_not_asked_or_all_is_over_a_digit_means_nothing(desk):
    desk.screen.show()
    desk.begin(WRONG)
    assert ASK not in desk.words
    desk.screen.question.digit_pressed.emit(5)
    desk.begin(WRONG, asks_feel=True)
    desk.check.act(Command.TOGGLE)
    desk.screen.question.digit_pressed.emit(5)
    assert desk.feels == []


def test_what_was_said_before_one_session_is_not_said_before_the_next(desk):
    desk.screen.show()
    desk.begin(WRONG, asks_feel=True)
    digit(desk, Qt.Key.Key_7)
    desk.begin(WRONG, asks_feel=True)
    assert ASK in desk.words


def test_how_much_pain_is_all_right_can_be_read_before_the_session_starts(desk):
    desk.begin(WELL)
    assert desk.check._begin.interval() == 1_000
    assert PAIN not in desk.words
    words = "Up to three of ten is all right."
    desk.begin(WELL, pain=words)
    assert PAIN in desk.words
    assert words in desk.words
    assert desk.check._begin.interval() > 3_000
    desk.screen.question.answer(Answer.GO)
    assert desk.passed == [True]
