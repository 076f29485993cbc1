# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of a move: whatever they tell is an item that a file can hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_hold, a_move, a_two_sided_move, an_alternating_move
from hipmob_desktop.core.enums import SetsOrder, Side
from hipmob_desktop.core.routine import Circuit, RoutineItem
from hipmob_desktop.core.routine_draft import Sides
from hipmob_desktop.ui.editor.item_fields import CHANGE_MINE, MAKE_MINE, ItemFields
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN


@pytest.fixture
def fields(shown):
    return shown(lambda studio: ItemFields(studio.style), (1366, 768))


@pytest.fixture
def told(fields):
    """What was told last, shown again as the editor does."""
    told = []

    def take(item, what):
        told.append((item, what))
        fields.show_item(0, 1, item, None, 4)

    fields.changed.connect(take)
    return told


def show(fields, move, *, circuit=None, **changes):
    item = replace(RoutineItem(move=move, dose=move.dose), **changes)
    fields.show_item(0, 1, item, circuit, 4)
    return item


def choose(field, value):
    field.show_value(value)
    field.changed.emit(field.value)


def seen(fields):
    return {
        name
        for name in ("sides", "left", "right", "order", "rest_sets", "rest_sides", "last")
        if not getattr(fields, name).isHidden()
    }


def test_only_what_means_something_is_asked(fields):
    show(fields, a_move())
    assert seen(fields) == {"sides", "left", "rest_sides"}
    show(fields, a_two_sided_move())
    assert seen(fields) == {"left"}
    show(fields, an_alternating_move())
    assert seen(fields) == {"sides", "left"}
    show(fields, a_move(), side=Side.LEFT)
    assert seen(fields) == {"sides", "left"}
    move = a_move()
    show(fields, move, dose=replace(move.dose, sets=2), right=12)
    assert seen(fields) == {"sides", "left", "right", "order", "rest_sets", "rest_sides"}


def test_each_side_gets_its_own_reps(fields, told):
    show(fields, a_move())
    assert fields.left.box.accessibleName() == "Reps on each side"
    choose(fields.sides, Sides.UNEVEN)
    choose(fields.left, 10)
    choose(fields.right, 12)

    item = told[-1][0]
    assert (item.dose.count, item.right) == (10, 12)
    assert fields.left.box.accessibleName() == "Reps on the left"
    assert fields.right.box.accessibleName() == "Reps on the right"


def test_sides_stay_apart_while_both_have_the_same_for_a_moment(fields, told):
    show(fields, a_move())
    choose(fields.sides, Sides.UNEVEN)
    choose(fields.right, 12)
    choose(fields.right, 10)
    assert told[-1][0].right is None
    assert not fields.right.isHidden()

    other = RoutineItem(move=a_move("other"), dose=a_move("other").dose)
    fields.show_item(1, 2, other, None, 4)
    assert fields.right.isHidden()


def test_what_is_held_is_told_in_seconds(fields, told):
    show(fields, a_hold())
    assert fields.left.box.text() == "30 s"
    choose(fields.sides, Sides.UNEVEN)
    choose(fields.right, 12)

    item = told[-1][0]
    assert (item.dose.hold_ms, item.right) == (30_000, 12_000)


def test_one_side_only(fields, told):
    show(fields, a_move(), right=12, rest_sides_ms=5_000)
    choose(fields.sides, Sides.RIGHT)

    item = told[-1][0]
    assert (item.side, item.dose.count, item.right, item.rest_sides_ms) == (
        Side.RIGHT,
        12,
        None,
        0,
    )


def test_sets_their_order_and_rests(fields, told):
    show(fields, a_move())
    choose(fields.sets, 3)
    choose(fields.rest_sets, 15)
    choose(fields.order, SetsOrder.TOGETHER)
    choose(fields.rest_sides, 8)
    choose(fields.rest_after, 0)

    item = told[-1][0]
    assert (item.dose.sets, item.dose.rest_ms, item.sets_order) == (3, 15_000, SetsOrder.TOGETHER)
    assert (item.rest_sides_ms, item.rest_after_ms) == (8_000, 0)
    choose(fields.rest_after, -1)
    assert told[-1][0].rest_after_ms is None
    assert fields.rest_after.box.text() == "as everywhere"


def test_a_rest_of_half_a_second_stays_where_something_else_is_changed(fields, told):
    show(fields, a_move(), rest_sides_ms=2_500, rest_after_ms=1_500)
    choose(fields.sets, 2)

    assert told[-1][0].rest_sides_ms == 2_500
    assert told[-1][0].rest_after_ms == 1_500


def test_words_and_whether_it_may_be_left_out(fields, told):
    show(fields, a_move())
    for field, words in ((fields.note, " softly "), (fields.cue, "long neck")):
        field.line.setText(words)
        field.line.editingFinished.emit()
    fields.optional.box.click()

    item = told[-1][0]
    assert (item.note, item.cue, item.is_optional) == ("softly", "long neck", True)


def test_rounds_begin_with_the_opened_move_and_go_as_far_as_is_said(fields):
    told = []
    fields.circuit_changed.connect(lambda *what: told.append(what))
    show(fields, a_move())
    choose(fields.rounds, 3)
    assert told == [(1, 1, 3, 30)]

    show(fields, a_move(), circuit=Circuit(first=1, last=1, rounds=3, rest_ms=30_000))
    choose(fields.last, 4)
    assert told[-1] == (1, 3, 3, 30)


def test_within_rounds_those_of_the_first_are_changed(fields):
    told = []
    fields.circuit_changed.connect(lambda *what: told.append(what))
    show(fields, a_move(), circuit=Circuit(first=0, last=2, rounds=3, rest_ms=20_000))
    assert fields.rounds.box.accessibleName() == "Rounds from number 1"
    choose(fields.round_rest, 45)
    choose(fields.rounds, 1)

    assert told == [(0, 2, 3, 45), (0, 2, 1, 45)]


def test_with_no_move_nothing_is_told(fields, told):
    for field in (fields.sides, fields.left, fields.sets, fields.order, fields.rest_after):
        field.changed.emit(field.value)
    fields.optional.box.click()
    fields.rounds.changed.emit(2)

    assert told == []


def test_the_figure_is_there_where_there_is_room(shown):
    def made(studio):
        fields = ItemFields(studio.style)
        fields.use_pictures(studio.thumbnails, studio.figure)
        return fields

    fields = shown(made, (1366, 768))
    show(fields, a_move("clamshell"))
    assert fields.figure.isVisible()
    fields.figure.less_motion = True
    fields.hide()
    fields.show()
    fields.resize(400, 700)
    assert fields.figure.isHidden()


def test_its_button_says_whose_the_move_is_and_asks_for_its_page(fields):
    asked = []
    fields.move_requested.connect(lambda: asked.append(True))
    show(fields, a_move())
    fields.show_own(is_own=False)
    assert fields.change_move.text() == MAKE_MINE
    fields.show_own(is_own=True)
    assert fields.change_move.text() == CHANGE_MINE
    fields.change_move.click()
    assert asked == [True]
    assert fields.change_move in fields.tab_stops


def test_the_picture_is_that_of_the_figure_a_move_is_shown_by(fields, monkeypatch):
    shown = []
    monkeypatch.setattr(fields.figure, "show_picture", shown.append)
    show(fields, a_move("mine", figure="clamshell"))
    assert shown == [("clamshell",)]


@pytest.mark.parametrize("name", ["note", "cue"])
def test_words_are_known_while_they_are_typed(fields, name):
    assert fields.typed is None
    show(fields, a_move())
    assert fields.typed is None
    getattr(fields, name).line.setText(" softly ")
    assert getattr(fields.typed, name) == "softly"
    getattr(fields, name).line.editingFinished.emit()
    assert fields.typed is None
