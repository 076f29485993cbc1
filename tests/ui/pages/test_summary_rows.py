# SPDX-License-Identifier: GPL-3.0-or-later
"""The quiet ends by itself or by any key; the dots and the faces say what they mean."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from hipmob_desktop.core.journal import week_of
from hipmob_desktop.ui.figure.portrait import breathing
from hipmob_desktop.ui.pages.summary_rows import (
    FEELS,
    QUIET_MS,
    FeelQuestion,
    QuietMoment,
    WeekDots,
)
from ui.windows import OFFSCREEN, name_of

pytestmark = OFFSCREEN
THURSDAY = date(2026, 11, 26)


@pytest.fixture
def quiet(studio, qtbot):
    """A quiet that has begun, and how often it was over."""
    around = QWidget()
    qtbot.addWidget(around)
    quiet = QuietMoment(studio.style, around)
    quiet.told = []
    quiet.over.connect(lambda: quiet.told.append("over"))
    around.show()
    quiet.begin(breathing(studio.figure("supine_knee_hugs")), None)
    yield quiet
    quiet.end()


def test_the_quiet_lasts_eight_seconds(quiet):
    assert quiet._timer.interval() == QUIET_MS == 8_000
    quiet._timer.timeout.emit()
    assert quiet.told == ["over"]
    assert quiet.isHidden()


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_X]
)
def test_any_key_ends_the_quiet_once(quiet, key):
    QTest.keyClick(quiet, key)
    quiet._timer.timeout.emit()
    assert quiet.told == ["over"]


def test_a_click_ends_the_quiet(quiet):
    QTest.mouseClick(quiet, Qt.MouseButton.LeftButton)
    assert quiet.told == ["over"]


def test_a_screen_reader_is_told_of_the_quiet(quiet):
    assert "Any key" in name_of(quiet)


def test_the_dots_are_told_by_their_days(shown):
    week = week_of(THURSDAY, 0, [date(2026, 11, 23), THURSDAY])
    dots = shown(lambda studio: WeekDots(studio.style, week))
    assert name_of(dots) == "This week: Monday and today."
    dots.show_week(week_of(THURSDAY, 0, []))
    assert name_of(dots) == "Nothing this week so far."


def test_a_full_dot_looks_another_than_a_hollow_one(shown):
    full = shown(lambda studio: WeekDots(studio.style, week_of(THURSDAY, 0, [THURSDAY])))
    hollow = shown(lambda studio: WeekDots(studio.style, week_of(THURSDAY, 0, [])))
    assert full.grab().toImage() != hollow.grab().toImage()


def test_every_face_has_a_name_of_its_own_and_looks_its_own(shown):
    question = shown(lambda studio: FeelQuestion(studio.style))
    assert [name_of(face) for face in question.faces] == [
        f"{words}: {feel}" for feel, words in FEELS.items()
    ]
    pictures = [face.grab().toImage() for face in question.faces]
    assert all(one != other for one, other in pairwise(pictures))


def test_another_answer_takes_the_place_of_the_first(shown):
    question = shown(lambda studio: FeelQuestion(studio.style))
    told = []
    question.answered.connect(told.append)
    for feel in (2, 8):
        question.answer(feel)
    assert told == [2, 8]
    assert [face.feel for face in question.faces if face.isChecked()] == [7]
    assert question.scale.text().startswith("8 of 9")
