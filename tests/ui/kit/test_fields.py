# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from hipmob_desktop.ui.kit.fields import ChoiceField, SliderField, TickField
from ui.windows import OFFSCREEN, labels, name_of

pytestmark = OFFSCREEN

DAYS = ((1, "<b>Monday</b>"), (2, "Tuesday"))


def listening(field):
    field.heard = []
    field.changed.connect(field.heard.append)
    return field


@pytest.fixture
def choice(shown):
    return shown(lambda _studio: listening(ChoiceField("Day", DAYS)))


@pytest.fixture
def slider(shown):
    words = "{:.0%}".format
    return shown(lambda _studio: listening(SliderField("Loudness", (0.0, 1.0), 0.05, words)))


@pytest.fixture
def tick(shown):
    return shown(lambda _studio: listening(TickField("Chimes")))


def test_a_choice_gives_the_key_of_what_is_chosen(choice):
    assert choice.value == 1
    QTest.keyClick(choice.combo, Qt.Key.Key_Down)
    assert (choice.value, choice.heard) == (2, [2])


def test_other_options_keep_what_was_chosen_where_they_can(choice):
    choice.show_value(2)
    choice.set_options(((3, "Wednesday"), *DAYS))
    assert choice.value == 2
    choice.set_options(((3, "Wednesday"),))
    assert choice.value == 3
    assert choice.heard == []


def test_a_key_that_is_not_offered_is_shown_as_the_first(choice):
    choice.show_value(99)
    assert choice.value == 1


def test_a_choice_of_nothing_has_no_value_and_no_tip(shown):
    empty = shown(lambda _studio: ChoiceField("Day"))
    empty.show_value(1)
    assert (empty.value, empty.combo.toolTip()) == (None, "")


def test_what_is_chosen_stands_in_the_tip_with_markup_as_text(choice):
    assert "&lt;b&gt;Monday" in choice.combo.toolTip()


def test_a_slider_says_its_number_in_words(slider):
    slider.show_value(0.42)  # the nearest step
    assert (slider.value, slider.number.text(), slider.heard) == (0.4, "40%", [])
    assert slider.slider.accessibleDescription() == "40%"
    assert name_of(slider.slider) == "Loudness"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Qt.Key.Key_Right, 0.55),
        (Qt.Key.Key_Left, 0.45),
        (Qt.Key.Key_PageUp, 0.6),
        (Qt.Key.Key_Home, 0.0),
        (Qt.Key.Key_End, 1.0),
    ],
)
def test_keys_move_a_slider_by_steps(slider, key, value):
    slider.show_value(0.5)
    QTest.keyClick(slider.slider, key)
    assert slider.heard == [value]


def test_a_box_is_ticked_by_its_key_and_by_a_click_on_its_words(tick):
    QTest.keyClick(tick.box, Qt.Key.Key_Space)
    QTest.mouseClick(tick._text, Qt.MouseButton.LeftButton)
    QTest.mouseClick(tick._text, Qt.MouseButton.RightButton)
    assert tick.heard == [True, False]
    tick.show_value(True)
    assert (tick.value, tick.heard) == (True, [True, False])


def test_the_words_of_a_field_are_seen_and_read_aloud(tick, choice):
    assert labels(tick) == ["Chimes"]
    assert name_of(tick.box) == "Chimes"
    described = QAccessible.queryAccessibleInterface(choice.combo)
    assert described.text(QAccessible.Text.Description) == "Day"
