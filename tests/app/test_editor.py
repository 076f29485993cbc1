# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine is changed in the window, and its file keeps whatever was not changed."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from cases import some_of
from hipmob_desktop.app.editor import RoutineEditor
from hipmob_desktop.content import own_routines
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.core.routine_draft import Sides, with_sides
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

HAND_WRITTEN = """\
# For the evenings.
title = "Mine"   # not yours
x_physio = "Dr. No"
"""
ITEMS = """
# The first one warms up.
[[items]]
move = "standing_march"
reps = 5       # slowly
x_seen = true

[[items]]
move = "couch_stretch"
hold_s = 30.5
"""


@pytest.fixture
def editor(desk):
    """The editor in a window that is open."""
    desk.open()
    return desk.running.controller.making.editor


@pytest.fixture
def file(desk):
    """A file that was written by hand."""
    folder = desk.paths.data / "routines"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "mine.toml"
    path.write_text(HAND_WRITTEN + ITEMS, "utf-8")
    return path


def names(editor):
    return [item.move.id for item in editor.draft.items]


def box(editor):
    """The buttons of the question that is asked, by their words."""
    return {button.text(): button for button in editor.question.buttons()}


def change(editor, **fields):
    editor.screen.item_changed.emit(replace(editor.draft.items[editor._number], **fields), "words")


def test_what_is_told_late_of_a_move_that_is_gone_changes_nothing(editor, file):
    editor.open_own(file)
    gone, before = editor.draft.items[1], editor.draft
    for number in (-1, 2):
        editor._number = number
        editor.screen.item_changed.emit(replace(gone, note="late"), "words")
        assert editor.draft is before


def test_a_new_routine_is_named_made_and_saved(editor, desk):
    saved = []
    editor.saved.connect(saved.append)
    editor.open_new()
    assert not editor.screen.foot.save.isEnabled()
    assert "needs a move" in editor.screen.foot.fault.text.text()

    editor.screen.title_changed.emit("Hips & knees")
    editor.screen.picked.emit("couch_stretch")
    editor.screen.picked.emit("clamshell")
    assert editor.screen.foot.save.isEnabled()
    assert editor.save()

    assert saved == ["hips_knees"]
    text = (desk.paths.data / "routines" / "hips_knees.toml").read_text("utf-8")
    assert 'title = "Hips & knees"' in text
    assert names(editor) == ["couch_stretch", "clamshell"]
    assert not editor.has_unsaved
    assert not editor.screen.foot.save.isEnabled()


def test_a_hand_written_file_keeps_its_comments_and_keys(editor, file):
    editor.open_own(file)
    assert names(editor) == ["standing_march", "couch_stretch"]

    editor.screen.dragged.emit(0, 1)
    editor.screen.chosen.emit(1)
    change(editor, note="softly")
    editor.screen.title_changed.emit("Mine too")
    assert editor.save()

    text = file.read_text("utf-8")
    assert text.startswith("# For the evenings.\n")
    for kept in ("# not yours", 'x_physio = "Dr. No"', "# The first one warms up.", "# slowly"):
        assert kept in text
    assert "hold_s = 30.5" in text
    assert "x_seen = true" in text
    assert text.index("couch_stretch") < text.index("standing_march") < text.index('"softly"')
    editor.open_own(file)
    assert editor.draft.routine.title == "Mine too"
    assert editor.draft.items[1].note == "softly"


def test_a_copy_leaves_what_it_was_made_from_alone(editor, desk):
    shipped = editor._context_now().library.routine("desk_break")
    editor.open_copy(shipped)
    assert not editor.has_unsaved  # nothing is lost with a copy that nobody changed
    assert editor.save()

    copy = desk.paths.data / "routines" / f"{editor.draft.routine.id}.toml"
    assert copy.exists()
    editor.open_own(copy)
    assert editor.draft.routine.title == f"{shipped.title} (mine)"
    assert editor.draft.items == shipped.items
    assert editor.draft.routine.credit == shipped.credit
    assert shipped.title in editor.draft.routine.origin


def test_every_change_is_taken_back_and_done_again_even_over_a_save(editor, file):
    editor.open_own(file)
    first = editor.draft.routine
    editor.screen.asked.emit("copy")
    editor.screen.asked.emit("down")
    editor.save()
    editor.screen.asked.emit("remove")
    last = editor.draft.routine
    assert names(editor) == ["standing_march", "couch_stretch"]

    for _ in range(3):
        editor.screen.undo_requested.emit()
    assert editor.draft.routine == first
    editor.save()
    assert "x_seen = true" in file.read_text("utf-8")
    for _ in range(3):
        editor.screen.redo_requested.emit()
    assert editor.draft.routine == last


@pytest.mark.sweep
def test_letters_of_a_title_are_one_step_back(editor, file):
    editor.open_own(file)
    for title in ("Mine t", "Mine to", "Mine too"):
        editor.screen.title_changed.emit(title)
    assert "title" in editor.screen.foot.undo.accessibleName()

    editor.screen.undo_requested.emit()
    assert editor.draft.routine.title == editor.screen.title.text() == "Mine"
    editor.screen.redo_requested.emit()
    assert editor.draft.routine.title == editor.screen.title.text() == "Mine too"


@pytest.mark.sweep
def test_the_highlight_goes_with_what_is_done(editor, file):
    editor.open_own(file)
    editor.screen.asked.emit("up")  # it is the first already
    assert names(editor) == ["standing_march", "couch_stretch"]
    editor.screen.asked.emit("down")
    assert editor._number == 1
    editor.screen.asked.emit("copy")
    assert editor._number == 2
    editor.screen.asked.emit("remove")
    assert editor._number == 1
    editor.screen.picked.emit("clamshell")
    assert names(editor) == ["couch_stretch", "standing_march", "clamshell"]
    assert editor._number == 2
    for _ in range(3):
        editor.screen.asked.emit("remove")
    assert names(editor) == []
    assert editor._number == -1
    assert "needs a move" in editor.screen.foot.fault.text.text()


def test_rounds_over_a_block_are_set_changed_and_dropped(editor, file):
    editor.open_own(file)
    editor.screen.circuit_changed.emit(0, 1, 3, 20)
    (circuit,) = editor.draft.routine.circuits
    assert (circuit.first, circuit.last, circuit.rounds, circuit.rest_ms) == (0, 1, 3, 20_000)

    editor.screen.circuit_changed.emit(0, 0, 2, 5)
    (circuit,) = editor.draft.routine.circuits
    assert (circuit.first, circuit.last, circuit.rounds) == (0, 0, 2)

    editor.screen.circuit_changed.emit(0, 0, 1, 5)
    assert editor.draft.routine.circuits == ()


@pytest.mark.sweep
def test_what_is_true_of_the_whole_is_written(editor, file):
    editor.open_own(file)
    editor.screen.routine_changed.emit({"rounds": 2}, "rounds")
    editor.screen.routine_changed.emit({"how_often": "daily"}, "how often")
    editor.save()

    text = file.read_text("utf-8")
    assert "rounds = 2" in text
    assert 'how_often = "daily"' in text


@pytest.mark.sweep
def test_the_total_follows_each_change(editor, file):
    editor.open_own(file)
    before = editor.screen.foot.status.text()
    assert before.startswith("Two moves, ")

    item = with_sides(editor.draft.items[1], Sides.UNEVEN).with_amounts(60_000, 90_000)
    editor.screen.chosen.emit(1)
    editor.screen.item_changed.emit(item, "how much")

    assert editor.screen.foot.status.text() != before


def test_a_fault_is_told_and_not_saved(editor, file):
    editor.open_own(file)
    editor.screen.title_changed.emit("")
    assert "title" in editor.screen.foot.fault.text.text()
    assert not editor.screen.foot.save.isEnabled()

    assert not editor.save()
    assert 'title = "Mine"' in file.read_text("utf-8")


def test_a_file_that_changed_meanwhile_is_asked_about_and_mine_is_kept(editor, file):
    editor.open_own(file)
    editor.screen.title_changed.emit("Of the window")
    file.write_text(HAND_WRITTEN.replace("Mine", "Of the other") + ITEMS, "utf-8")
    editor.look_at_file()
    assert editor.screen.notice.isVisibleTo(editor.screen)

    assert not editor.save()
    assert "Of the other" in file.read_text("utf-8")
    assert "mine.toml was changed" in editor.question.text()
    box(editor)["Keep mine"].click()

    assert 'title = "Of the window"' in file.read_text("utf-8")
    assert not editor.has_unsaved
    assert editor.screen.notice.isHidden()


@pytest.mark.sweep
def test_a_file_that_changed_meanwhile_may_be_taken_instead(editor, file):
    editor.open_own(file)
    editor.screen.title_changed.emit("Of the window")
    other = HAND_WRITTEN.replace("Mine", "Of the other") + ITEMS
    file.write_text(other, "utf-8")
    editor.save()
    box(editor)["Take theirs"].click()

    assert editor.draft.routine.title == "Of the other"
    assert editor.screen.title.text() == "Of the other"
    assert file.read_text("utf-8") == other


@pytest.mark.sweep
def test_taking_a_file_that_is_broken_now_says_so_and_keeps_mine(editor, file):
    editor.open_own(file)
    editor.screen.title_changed.emit("Of the window")
    file.write_text("title =", "utf-8")
    editor.screen.reread_requested.emit()

    assert editor.draft.routine.title == "Of the window"
    assert "mine.toml" in editor.screen.foot.fault.text.text()


@pytest.mark.sweep
def test_what_was_written_here_is_no_change_by_another(editor, file):
    editor.open_own(file)
    editor.screen.title_changed.emit("Of the window")
    editor.save()
    editor.look_at_file()

    assert editor.screen.notice.isHidden()


ANSWERS = [("Save", True, "Other"), ("Discard", True, "Mine"), ("Stay", False, "Mine")]


@pytest.mark.parametrize(
    ("answer", "is_left", "title"), some_of(ANSWERS, ANSWERS[2], are_several=True)
)
def test_what_is_not_saved_is_asked_about(editor, file, answer, is_left, title):
    left = []
    editor.left.connect(lambda: left.append(True))
    editor.open_own(file)
    editor.screen.title_changed.emit("Other")
    editor.leave()
    assert not left
    assert editor.question.text() == "Other is not saved."
    box(editor)[answer].click()

    assert bool(left) is is_left
    assert f'title = "{title}"' in file.read_text("utf-8")
    assert (editor.draft is None) is is_left


@pytest.mark.sweep
def test_where_nothing_was_changed_nothing_is_asked(editor, file):
    left = []
    editor.left.connect(lambda: left.append(True))
    editor.open_own(file)
    editor.leave()
    editor.open_new()
    editor.leave()

    assert left == [True, True]
    assert editor.question is None


@pytest.mark.sweep
def test_with_a_fault_saving_and_leaving_stays(editor, file):
    left = []
    editor.left.connect(lambda: left.append(True))
    editor.open_own(file)
    editor.screen.title_changed.emit("")
    editor.leave()
    box(editor)["Save"].click()

    assert not left
    assert editor.draft is not None


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, os.strerror(28)), "No space left"),
        (ValueError("It cannot be put in a file."), "It cannot be put in a file"),
    ],
)
def test_what_keeps_a_file_from_being_written_is_told_and_nothing_is_lost(
    editor, file, monkeypatch, error, told
):
    def fails(*_args, **_kwargs):
        raise error

    editor.open_own(file)
    editor.screen.title_changed.emit("Other")
    with monkeypatch.context() as patch:
        patch.setattr(own_routines, "replace_file", fails)
        assert not editor.save()

    assert told in editor.screen.foot.fault.text.text()
    assert editor.draft.routine.title == "Other"
    assert editor.has_unsaved
    assert file.read_text("utf-8") == HAND_WRITTEN + ITEMS
    assert editor.save()


@pytest.mark.sweep
def test_a_title_that_is_taken_gets_a_file_of_its_own(editor, file):
    editor.open_new()
    editor.screen.title_changed.emit("Mine")
    editor.screen.picked.emit("clamshell")
    assert editor.save()

    assert file.read_text("utf-8") == HAND_WRITTEN + ITEMS
    assert (file.parent / "mine_2.toml").exists()


def test_a_file_that_cannot_be_read_is_not_opened(editor, file):
    file.write_text("title =", "utf-8")
    with pytest.raises(ContentError):
        editor.open_own(file)
    assert editor.draft is None


@pytest.mark.sweep
def test_it_plays_from_the_opened_move_and_says_how_it_goes(editor, file):
    played, said = [], []
    editor.play_asked.connect(played.append)
    editor.hear_asked.connect(said.append)
    editor.open_own(file)
    editor.screen.chosen.emit(1)
    change(editor, note="softly")
    editor.screen.play_requested.emit()
    editor.screen.hear_requested.emit()

    assert [item.move.id for item in played[0].items] == ["couch_stretch"]
    assert said[0][:2] == ("Couch stretch", "softly")


@pytest.mark.sweep
def test_an_editor_with_nothing_open_does_nothing(desk):
    desk.open()
    editor = desk.running.controller.making.editor
    assert isinstance(editor, RoutineEditor)
    editor.screen.ensure_built()
    for signal in ("undo", "redo", "save", "hear", "play", "reread"):
        getattr(editor.screen, f"{signal}_requested").emit()
    editor.screen.asked.emit("up")
    editor.screen.dragged.emit(0, 1)
    editor.look_at_file()

    assert editor.draft is None
    assert not editor.has_unsaved
