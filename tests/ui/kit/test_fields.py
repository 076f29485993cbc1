# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from hipmob_desktop.ui.kit.fields import ChoiceField, PlaceField, SliderField, TextField, TickField
from ui.windows import OFFSCREEN, labels, name_of

pytestmark = OFFSCREEN

KINDS = "Calendars (*.ics)"
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


@pytest.fixture
def text(shown):
    return shown(lambda _studio: listening(TextField("Words", 9)))


@pytest.fixture
def place(shown):
    return shown(lambda _studio: listening(PlaceField("Calendar", "Nowhere.", KINDS)))


def test_a_text_holds_once_the_line_is_left_and_is_told_once(text):
    text.show_value("run")
    text.line.end(False)
    assert text.is_told
    QTest.keyClicks(text.line, ", jog and more")
    assert text.heard == []
    assert not text.is_told
    QTest.keyClick(text.line, Qt.Key.Key_Return)
    assert text.is_told
    QTest.keyClick(text.line, Qt.Key.Key_Return)
    assert text.heard == [text.value] == ["run, jog "]
    assert name_of(text.line) == "Words"


def test_a_text_that_is_shown_is_told_to_nobody(text):
    text.show_value("run")
    QTest.keyClick(text.line, Qt.Key.Key_Return)
    assert text.heard == []


def dialogue_of(place):
    return place.findChild(QFileDialog)


def test_a_place_is_chosen_in_a_dialogue_that_stops_nothing_and_forgotten(place, tmp_path):
    assert "Nowhere." in labels(place)
    assert not place.forget.isVisible()
    place.choose_folder.click()
    assert dialogue_of(place).isVisible()
    assert dialogue_of(place).fileMode() is QFileDialog.FileMode.Directory
    dialogue_of(place).fileSelected.emit(str(tmp_path))
    dialogue_of(place).close()
    assert place.heard == [str(tmp_path)]
    assert str(tmp_path) in labels(place)
    place.forget.click()
    assert place.heard[-1] == place.value == ""
    assert place.choose_file.hasFocus()


def test_a_file_of_the_kind_is_asked_for_and_nothing_chosen_changes_nothing(place):
    place.show_value("/home/a/runs.ics")
    place.choose_file.click()
    assert dialogue_of(place).fileMode() is QFileDialog.FileMode.ExistingFile
    assert dialogue_of(place).nameFilters() == ["Calendars (*.ics)"]
    dialogue_of(place).reject()
    assert (place.value, place.heard) == ("/home/a/runs.ics", [])


def test_the_buttons_of_a_place_say_of_what(place):
    assert name_of(place.choose_file) == "Calendar: Choose a file…"


def test_a_tick_can_say_something_else(tick):
    tick.set_text("Bells")
    assert name_of(tick.box) == "Bells"
    assert "Bells" in labels(tick)


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
