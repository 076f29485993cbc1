# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of a move: what is typed is in the move, and what is not stays as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from builders import a_hold, a_move, a_two_sided_move
from hipmob_desktop.core.move import Hold
from hipmob_desktop.ui.editor.move_fields import ITS_FIGURE, MoveFields
from ui.windows import OFFSCREEN, name_of, reachable

pytestmark = OFFSCREEN


@pytest.fixture
def fields(shown):
    return shown(lambda studio: MoveFields(studio.style), (800, 768))


@pytest.mark.parametrize("make", [a_move, a_hold, a_two_sided_move])
def test_what_nobody_changes_stays_as_it_was(fields, make):
    move = make()
    fields.show_move(move, "")
    assert fields.made == move
    assert not fields.is_changed


def test_a_number_that_is_not_whole_stays_unless_it_is_changed(fields):
    fields.show_move(a_hold(hold_ms=30_400), "")
    assert fields.made.dose.hold_ms == 30_400
    fields.amount.box.stepUp()
    assert fields.made.dose == Hold(hold_ms=31_000)


def test_words_cues_and_seconds_are_taken(fields):
    fields.show_move(a_move(short_name="Lift"), "")
    fields.name.line.setText("  Slow   lift ")
    fields.setup.on_left.line.setText("Left leg long.")
    fields.how.on_right.line.setText("Lift the right one.")
    fields.feel.on_left.line.setText("In the hip.")
    fields.text.show_text("Lie\ndown.")
    fields.cues.show_text("Slowly\n\n  Breathe ")
    fields.amount.box.setValue(7)
    fields.sets.box.setValue(2)
    fields.phases[0].say.line.setText("up you go")
    fields.phases[0].lead.line.setText("lift it")
    fields.phases[0].seconds.box.setValue(3.5)

    made = fields.made
    assert (made.name, made.spoken_name, made.short_name) == ("Slow lift", "Slow lift", "")
    assert (made.setup.text, made.setup.left) == ("Lie down.", "Left leg long.")
    assert (made.voice.right.how, made.voice.left.feel) == ("Lift the right one.", "In the hip.")
    assert made.cues == ("Slowly", "Breathe")
    assert (made.dose.count, made.dose.sets) == (7, 2)
    phase = made.phases[0]
    assert (phase.say, phase.lead, phase.duration_ms) == ("up you go", "lift it", 3_500)
    assert made.phases[1:] == a_move().phases[1:]
    assert fields.is_changed


def test_where_both_sides_do_the_same_there_is_one_line_for_both(fields):
    fields.show_move(a_two_sided_move(), "")
    assert fields.setup.on_left.isHidden()
    fields.setup.one.line.setText("Feet flat.")
    assert fields.made.setup.left == fields.made.setup.right == "Feet flat."


def test_what_is_held_has_no_seconds_of_its_own(fields):
    fields.show_move(a_hold(), "")
    held = [phase.seconds.isHidden() for phase in fields.phases]
    assert held == [phase.is_hold for phase in a_hold().phases]
    assert fields.amount.box.suffix() == " s"


def test_it_says_what_a_change_means_and_why_it_cannot_be(fields):
    fields.show_move(a_move(), "It changes in one other routine, too.")
    assert fields.note.text() == f"It changes in one other routine, too. {ITS_FIGURE}"
    fields.show_fault("A move needs a name.")
    assert fields.fault.isVisible()
    fields.show_move(a_hold(), "")
    assert not fields.fault.isVisible()


def test_all_of_it_is_reached_by_tab_and_has_a_name(fields):
    fields.show_move(a_move(), "")
    stops = [stop for stop in fields.tab_stops if stop.isVisible()]
    assert set(stops) <= set(reachable(fields.window()))
    assert all(name_of(stop) for stop in stops)
    assert fields.name.line.hasFocus()


def test_its_buttons_say_what_they_do(fields):
    told = []
    fields.save_requested.connect(lambda: told.append("save"))
    fields.left.connect(lambda: told.append("left"))
    fields.show_move(a_move(), "")
    QTest.mouseClick(fields.save, Qt.MouseButton.LeftButton)
    QTest.mouseClick(fields.cancel, Qt.MouseButton.LeftButton)
    assert told == ["save", "left"]
    fields.forget()
    assert fields.made is None
    assert not fields.is_changed


@pytest.mark.parametrize("make", [a_move, a_hold, a_two_sided_move])
def test_what_was_changed_before_is_shown_as_a_change(fields, make):
    move = make()
    made = replace(move, name="Mine", spoken_name="Mine", short_name="", cues=("Slowly",))
    fields.show_move(move, "", made)
    assert fields.made == made
    assert fields.is_changed
    assert fields.heading.text() == move.name
