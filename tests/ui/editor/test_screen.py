# SPDX-License-Identifier: GPL-3.0-or-later
"""The editor's page: one list, one opened move, and ways between them for every window."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sheet_editor import editor_of

from cases import some_of, tried_with
from ui.windows import OFFSCREEN, name_of, reachable, visible

pytestmark = OFFSCREEN

WIDE, NARROW = (1366, 768), (700, 768)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(shown, request):
    return shown(editor_of, getattr(request, "param", WIDE))


@pytest.fixture
def narrow(shown):
    return shown(editor_of, NARROW)


def told(page, *names):
    found = []
    for name in names:
        getattr(page, name).connect(lambda *what, name=name: found.append((name, *what)))
    return found


@pytest.mark.parametrize("part", some_of(["list", "title", "left"], "title"))
@tried_with(
    ("key", "modifier", "name"),
    [
        (Qt.Key.Key_Z, CONTROL, "undo_requested"),
        (Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier, "redo_requested"),
        (Qt.Key.Key_Y, CONTROL, "redo_requested"),
        (Qt.Key.Key_S, CONTROL, "save_requested"),
        (Qt.Key.Key_L, CONTROL, "hear_requested"),
        (Qt.Key.Key_P, CONTROL, "play_requested"),
    ],
)
def test_keys_for_the_whole_work_wherever_the_focus_is(page, key, modifier, name, part):
    focused = {"list": page.list, "title": page.title, "left": page.fields.left.box}[part]
    focused.setFocus()
    asked = told(page, name)
    QTest.keyClick(focused, key, modifier)

    assert asked == [(name,)]


def test_letters_of_a_title_are_taken_back_by_the_line_itself_first(page):
    asked = told(page, "undo_requested", "title_changed")
    page.title.setFocus()
    QTest.keyClicks(page.title, "!")
    QTest.keyClick(page.title, Qt.Key.Key_Z, CONTROL)
    assert not page.title.text().endswith("!")
    assert [name for name, *_ in asked] == ["title_changed", "title_changed"]

    QTest.keyClick(page.title, Qt.Key.Key_Z, CONTROL)

    assert asked[-1] == ("undo_requested",)


def test_what_is_typed_in_a_line_counts_when_it_is_saved(page):
    asked = told(page, "item_changed", "save_requested")
    page.fields.note.line.setFocus()
    page.fields.note.line.selectAll()
    QTest.keyClicks(page.fields.note.line, "softly")
    QTest.keyClick(page.fields.note.line, Qt.Key.Key_S, CONTROL)

    assert [name for name, *_ in asked] == ["item_changed", "save_requested"]
    assert asked[0][1].note == "softly"


def test_enter_goes_into_a_move_and_escape_back_and_then_away(page, qapp):
    asked = told(page, "leave_requested")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert qapp.focusWidget() is page.fields.sides.field

    QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_Escape)
    assert qapp.focusWidget() is page.list
    assert asked == []
    QTest.keyClick(page.list, Qt.Key.Key_Escape)

    assert asked == [("leave_requested",)]


def test_ins_looks_for_a_move_and_escape_ends_that(page, qapp):
    searched = told(page, "searched", "leave_requested")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Insert)
    assert page.right.currentWidget() is page.picker
    assert qapp.focusWidget() is page.picker.search
    assert searched == [("searched", "")]

    QTest.keyClick(page.picker.search, Qt.Key.Key_Escape)

    assert qapp.focusWidget() is page.list
    assert page.right.currentWidget() is not page.picker
    assert searched == [("searched", "")]


def test_control_r_shows_what_is_true_of_the_whole(page, qapp):
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_R, CONTROL)
    assert qapp.focusWidget() is page.whole.summary.field
    QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_E, CONTROL)
    assert qapp.focusWidget() is page.list


def test_going_through_the_list_opens_each_move(page):
    asked = told(page, "chosen", "asked")
    page.show_routine_fields()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    assert asked == [("chosen", 4), ("asked", "down")]
    assert not page.fields.visibleRegion().isEmpty()


def test_wide_windows_show_both_and_narrow_ones_what_is_used(narrow, qapp):
    assert narrow.left.isVisible()
    assert not narrow.right.isVisible()
    assert narrow.left.change.isVisible()
    narrow.left.change.click()
    assert narrow.right.isVisible()
    assert not narrow.left.isVisible()
    assert qapp.focusWidget() is narrow.fields.sides.field

    narrow.back.click()
    assert narrow.left.isVisible()
    assert qapp.focusWidget() is narrow.list
    left = told(narrow, "leave_requested")
    narrow.back.click()
    assert left == [("leave_requested",)]

    narrow.window().resize(*WIDE)
    assert narrow.left.isVisible()
    assert narrow.right.isVisible()
    assert not narrow.left.change.isVisible()


def test_the_back_arrow_of_a_wide_window_leaves_at_once(page):
    left = told(page, "leave_requested")
    page.left.change.click()
    page.back.click()

    assert left == [("leave_requested",)]


def test_nothing_to_open_shows_the_whole(shown):
    page = shown(lambda studio: editor_of(studio, "empty"))
    page.go_to_list()

    assert page.right.currentWidget().isAncestorOf(page.whole)
    assert not page.foot.save.isEnabled()


def test_a_fault_is_seen_and_keeps_one_from_saving(shown):
    page = shown(lambda studio: editor_of(studio, "fault"))

    assert "title" in page.foot.fault.text.text()
    assert not page.foot.save.isEnabled()


def test_what_the_routine_comes_to_is_told_at_its_foot(page):
    assert page.foot.status.isVisible()
    assert re.search(r"\d:\d\d", page.foot.status.text())


def test_another_programs_change_is_told_and_may_be_taken(page):
    asked = told(page, "reread_requested")
    page.warn_of_change()
    assert page.notice.isVisible()
    page.notice.action.click()

    assert asked == [("reread_requested",)]


def test_tab_goes_through_the_page_as_one_reads_it(page, qapp):
    page.list.setFocus()
    reached = reachable(qapp)
    wanted = [
        page.list, page.left.add, page.left.up, page.left.about, page.fields.sides.field,
        page.fields.left.field, page.fields.right.field, page.fields.sets.field,
        page.fields.note.field, page.fields.cue.field, page.fields.optional.field, page.foot.save,
    ]  # fmt: skip

    assert [each for each in reached if each in wanted] == wanted
    assert all(name_of(each) for each in reached)


def test_less_motion_is_kept_by_its_figure(page):
    page.set_less_motion(less=True)

    assert page.fields.figure.less_motion
    assert [each for each in visible(page, type(page.fields.figure)) if not each.less_motion] == []


@pytest.mark.parametrize("page", [WIDE, NARROW], indirect=True)
def test_a_move_stays_until_it_is_saved_or_left_once_something_is_typed(page):
    move = page.fields._item.move
    asked = told(page, "move_left")
    page.show_move(move, "")
    page.own_move.name.line.setText("Another")
    for go in (page.begin_adding, page.show_routine_fields):
        go()
        assert page.right.currentWidget() is page.own_move
        assert page.own_move.save.hasFocus()
    page.go_to_list()
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.own_move.save.hasFocus()
    assert asked == []
    page.close_move()
    assert page.right.currentWidget() is not page.own_move
    assert page.own_move.made is None


def test_esc_leaves_a_move_in_which_nothing_was_typed(page):
    asked = told(page, "move_left")
    page.show_move(page.fields._item.move, "")
    QTest.keyClick(page.own_move.name.line, Qt.Key.Key_Escape)
    assert asked == [("move_left",)]
