# SPDX-License-Identifier: GPL-3.0-or-later
"""From the library to the editor and back: made, tried out, removed and brought back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.desk import MINE
from hipmob_desktop.content import own_routines
from hipmob_desktop.core.enums import VoiceLevel
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN


@pytest.fixture
def opened(desk):
    """A desk with one routine of the person's own."""
    folder = desk.paths.data / "routines"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(MINE, "utf-8")
    desk.open()
    _ = desk.running.controller.making
    desk.running.library.reload("mine")
    desk.until(lambda: desk.window.page.highlighted.id == "mine")
    return desk


@pytest.fixture
def making(opened):
    return opened.running.controller.making


def press(desk, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(desk.window.page, key, modifier)


def routines(desk, folder="routines"):
    return sorted(path.name for path in (desk.paths.data / folder).glob("*"))


@pytest.mark.sweep
def test_control_shift_n_begins_a_new_one_with_the_search_for_its_first_move(opened, making):
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(opened, Qt.Key.Key_N, control_shift)

    assert opened.page == "EditorScreen"
    assert making.editor.draft.items == ()
    assert making.editor.screen.right.currentWidget() is making.editor.screen.picker
    assert making.editor.screen.picker.list.count() > 30


def test_control_e_opens_a_routine_of_ones_own_itself(opened, making):
    press(opened, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    assert opened.page == "EditorScreen"
    assert making.editor.draft.routine.title == "Mine"
    assert making.editor.screen.list.count() == 1


def test_of_another_one_a_copy_is_opened_and_shown_in_the_list_once_it_is_saved(opened, making):
    opened.window.page.highlight("desk_break")
    opened.window.page.show_page()
    assert opened.window.page.pane.change.text() == "Make it mine"
    assert opened.window.page.pane.remove.isHidden()
    press(opened, Qt.Key.Key_E)
    assert making.editor.draft.routine.title == "Desk break (mine)"

    making.editor.save()
    making.editor.leave()

    assert opened.page == "LibraryScreen"
    opened.until(lambda: opened.window.page.highlighted.id == "desk_break_mine")
    assert opened.window.page.highlighted.is_own
    assert "desk_break_mine.toml" in routines(opened)


def test_what_is_removed_is_kept_and_can_be_brought_back(opened):
    library = opened.window.page
    library.show_page()
    assert library.pane.change.text() == "Change"
    press(opened, Qt.Key.Key_Delete)

    opened.until(lambda: not library.highlight("mine"))
    assert routines(opened) == []
    assert routines(opened, "removed") == ["mine.toml"]
    assert library.pane.isHidden()
    strip = library.head.strips.removed
    assert strip.accessibleName() == "Mine is removed."

    strip.action.click()

    opened.until(lambda: library.highlighted.id == "mine")
    assert routines(opened) == ["mine.toml"]
    assert (opened.paths.data / "routines" / "mine.toml").read_text("utf-8") == MINE
    assert strip.isHidden()


def test_what_ships_is_never_removed(opened, making):
    opened.window.page.highlight("desk_break")
    opened.window.page.show_page()
    press(opened, Qt.Key.Key_Delete)
    making.remove("desk_break")

    assert opened.window.page.highlight("desk_break")
    assert opened.window.page.head.strips.removed.isHidden()


@pytest.mark.sweep
def test_where_something_stands_in_its_place_both_stay(opened, making):
    making.remove("mine")
    path = opened.paths.data / "routines" / "mine.toml"
    path.write_text(MINE.replace("Mine", "Another"), "utf-8")
    opened.window.page.head.strips.removed.action.click()

    assert "there again" in opened.faults
    assert "Another" in path.read_text("utf-8")
    assert routines(opened, "removed") == ["mine.toml"]


def test_a_folder_that_cannot_be_made_is_told(opened, making, monkeypatch):
    def refuse(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(own_routines, "remove", refuse)
    making.remove("mine")

    assert "Mine cannot be removed: Permission denied" in opened.faults
    assert routines(opened) == ["mine.toml"]


@pytest.mark.sweep
def test_a_file_that_went_bad_is_told_and_the_list_stays(opened, making):
    (opened.paths.data / "routines" / "mine.toml").write_text("title =", "utf-8")
    making.change("mine")

    assert opened.page == "LibraryScreen"
    assert "mine.toml" in opened.faults


def test_a_routine_that_is_tried_out_leads_back_and_is_entered_nowhere(opened, making):
    making.change("mine")
    making.editor.screen.play_requested.emit()
    opened.passes(6_000)
    assert opened.page == "SessionScreen"
    assert [item.move.id for item in opened.plan.routine.items] == ["standing_march"]

    opened.plays_to_the_end()

    assert opened.page == "EditorScreen"
    assert making.editor.draft.routine.title == "Mine"
    assert opened.running.controller._sessions.source is None
    assert not opened.running.controller.has_offer


@pytest.mark.sweep
def test_a_trial_that_is_stopped_leads_back_too(opened, making):
    making.change("mine")
    making.editor.screen.play_requested.emit()
    opened.passes(6_000)
    opened.stops()

    assert opened.page == "EditorScreen"


@pytest.mark.sweep
def test_a_line_is_said_at_once_whatever_a_session_says(opened, making, monkeypatch):
    preferences = opened.running.preferences
    preferences.choose(replace(preferences.now, level=VoiceLevel.SILENT))
    monkeypatch.setattr(opened.spoken, "length_ms", lambda _text: 10)
    making.change("mine")
    making.editor.screen.hear_requested.emit()

    opened.until(lambda: "Standing march" in {text for _, text in opened.spoken.said})


def test_a_window_with_something_unsaved_asks_before_it_closes(opened, making):
    making.change("mine")
    making.editor.screen.title_changed.emit("Other")
    assert not opened.window.close()
    assert opened.window.isVisible()

    answers = {button.text(): button for button in making.editor.question.buttons()}
    answers["Discard"].click()

    assert not opened.window.isVisible()


@pytest.mark.sweep
def test_words_that_are_being_typed_are_asked_about_too(opened, making):
    making.change("mine")
    note = making.editor.screen.fields.note.line
    note.setFocus()
    note.setText("softly")
    assert not opened.window.close()

    answers = {button.text(): button for button in making.editor.question.buttons()}
    answers["Save"].click()
    assert "softly" in (opened.paths.data / "routines" / "mine.toml").read_text("utf-8")


@pytest.mark.sweep
def test_what_is_unsaved_is_asked_about_before_another_one_is_opened(opened, making):
    making.change("mine")
    making.editor.screen.title_changed.emit("Other")
    making.change("desk_break")
    assert making.editor.draft.routine.title == "Other"

    answers = {button.text(): button for button in making.editor.question.buttons()}
    answers["Save"].click()

    assert making.editor.draft.routine.title == "Desk break (mine)"
    assert 'title = "Other"' in (opened.paths.data / "routines" / "mine.toml").read_text("utf-8")


@pytest.mark.sweep
def test_another_programs_change_is_noticed(opened, making):
    making.change("mine")
    path = opened.paths.data / "routines" / "mine.toml"
    path.write_text(MINE.replace("Mine", "Theirs"), "utf-8")

    opened.until(lambda: not making.editor.screen.notice.isHidden())
