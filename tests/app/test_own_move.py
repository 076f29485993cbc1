# SPDX-License-Identifier: GPL-3.0-or-later
"""A move is made one's own in the editor, and changed wherever it is done."""

from __future__ import annotations

import pytest

from cases import some_of
from hipmob_desktop.app.own_move import CHANGES_HERE, NEW_ONE
from hipmob_desktop.content.own_moves import OpenMove
from hipmob_desktop.ui.editor.item_fields import CHANGE_MINE, MAKE_MINE
from hipmob_desktop.ui.editor.move_fields import SAVE_OR_CANCEL
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

TEXT = """\
title = "Mine"

[[items]]
move = "couch_stretch"

[[items]]
move = "clamshell"
reps = 5
"""


@pytest.fixture
def editor(desk):
    """The editor in a window that is open, with a routine of the person's own in it."""
    desk.open()
    folder = desk.paths.data / "routines"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "mine.toml"
    path.write_text(TEXT, "utf-8")
    editor = desk.running.controller.making.editor
    editor.open_own(path)
    return editor


@pytest.fixture
def fields(editor):
    """The fields of the first item's move, opened by its button."""
    editor.screen.fields.change_move.click()
    return editor.screen.own_move


def written(desk):
    return sorted(path.stem for path in (desk.paths.data / "moves").glob("*.toml"))


def is_open(editor):
    return editor.screen.right.currentWidget() is editor.screen.own_move


def test_a_shipped_move_is_copied_and_takes_the_place_of_the_old_one(editor, fields, desk):
    assert is_open(editor)
    assert NEW_ONE in fields.note.text()
    fields.name.line.setText("Sofa stretch of mine")
    fields.amount.box.setValue(45)
    told = []
    editor.move_saved.connect(lambda: told.append(True))
    fields.save.click()
    assert told == [True]

    assert not is_open(editor)
    assert written(desk) == ["sofa_stretch_of_mine"]
    item = editor.draft.items[0]
    assert item.move == OpenMove.at(desk.paths.data / "moves/sofa_stretch_of_mine.toml").move
    assert item.move.figure_id == "couch_stretch"
    assert item.dose.hold_ms == 45_000
    assert editor.screen.fields.change_move.text() == CHANGE_MINE
    assert editor.save()
    text = (desk.paths.data / "routines/mine.toml").read_text("utf-8")
    assert 'move = "sofa_stretch_of_mine"' in text
    assert "included_moves" not in text


@pytest.mark.sweep
def test_an_amount_of_the_routines_own_stays(editor, desk):
    editor.screen.chosen.emit(1)
    editor.screen.fields.change_move.click()
    editor.screen.own_move.amount.box.setValue(20)
    editor.screen.own_move.save.click()
    assert editor.draft.items[1].move.dose.count == 20
    assert editor.draft.items[1].dose.count == 5


def test_cancel_leaves_all_as_it_was(editor, fields, desk):
    before = editor.draft
    fields.name.line.setText("Another")
    fields.cancel.click()
    assert not is_open(editor)
    assert editor.draft == before
    assert written(desk) == []
    assert not editor.has_unsaved
    assert editor.screen.fields.change_move.text() == MAKE_MINE


def test_ones_own_move_is_changed_in_its_file_and_wherever_the_routine_has_it(
    editor, fields, desk
):
    fields.save.click()
    editor.screen.asked.emit("copy")
    assert editor.save()
    editor.screen.fields.change_move.click()
    assert CHANGES_HERE in fields.note.text()
    fields.how.on_left.line.setText("As they told me.")
    fields.save.click()

    assert written(desk) == ["couch_stretch_my_way"]
    hows = [item.move.voice.left.how for item in editor.draft.items]
    assert hows[:2] == ["As they told me."] * 2
    assert not editor.has_unsaved  # the routine's file says the same as before
    editor.screen.undo_requested.emit()
    assert editor.draft.items[0].move.voice.left.how == "As they told me."
    assert editor.save()
    text = (desk.paths.data / "routines/mine.toml").read_text("utf-8")
    assert "included_moves" not in text


@pytest.mark.sweep
def test_it_says_in_how_many_other_routines_a_move_changes(editor, fields, desk):
    fields.save.click()
    assert editor.save()
    for name in ("other", "third"):
        text = f'title = "{name}"\n[[items]]\nmove = "couch_stretch_my_way"\n'
        (desk.paths.data / f"routines/{name}.toml").write_text(text, "utf-8")
    desk.running.controller.making._library.reload()
    desk.until(lambda: any(e.id == "third" for e in editor._context_now().library.entries))
    editor.screen.fields.change_move.click()
    assert "two other routines" in fields.note.text()


@pytest.mark.parametrize("field", some_of(["name", "setup"], "name"))
def test_what_cannot_be_is_said_and_not_written(editor, fields, desk, field):
    line = fields.name.line if field == "name" else fields.setup.on_left.line
    line.setText("  ")
    fields.save.click()
    assert is_open(editor)
    assert field in fields.fault.text.text()
    assert not editor.save()  # nor is the routine that it is in
    assert editor.has_unsaved
    assert written(desk) == []


@pytest.mark.sweep
def test_a_file_that_was_changed_meanwhile_is_not_written_over(editor, fields, desk):
    fields.save.click()
    editor.screen.fields.change_move.click()
    path = desk.paths.data / "moves/couch_stretch_my_way.toml"
    path.write_text("# theirs\n" + path.read_text("utf-8"), "utf-8")
    fields.amount.box.setValue(50)
    fields.save.click()
    assert "another program" in fields.fault.text.text()
    assert path.read_text("utf-8").startswith("# theirs")


@pytest.mark.sweep
def test_what_was_typed_is_not_lost_by_going_elsewhere(editor, fields, desk):
    fields.name.line.setText("Another")
    assert editor.has_unsaved
    for go in (editor.screen.begin_adding, editor.screen.show_routine_fields):
        go()
        assert is_open(editor)
        assert fields.fault.text.text() == SAVE_OR_CANCEL
    editor.screen.list.chosen.emit(1)
    assert is_open(editor)
    assert editor.save()  # saving the routine saves its move
    assert written(desk) == ["another"]
    assert editor.draft.items[0].move.id == "another"
    assert editor.draft.items[1].move.id == "clamshell"


def test_leaving_asks_before_what_was_typed_is_gone(editor, fields):
    left = []
    editor.left.connect(lambda: left.append(True))
    fields.name.line.setText("Another")
    editor.leave()
    assert left == []
    next(b for b in editor.question.buttons() if b.text() == "Discard").click()
    assert left == [True]
    assert not editor.has_unsaved
