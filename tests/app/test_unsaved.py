# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody was making when the program ended is offered at the next start."""

from __future__ import annotations

import json
import signal
from contextlib import suppress
from dataclasses import replace
from types import SimpleNamespace

import pytest

from app.desk import MINE
from cases import some_of
from hipmob_desktop.app import startup
from hipmob_desktop.storage import json_file
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

THEIRS = MINE.replace("Mine", "Theirs")


@pytest.fixture
def file(desk):
    """A routine of the person's own."""
    path = desk.paths.data / "routines" / "mine.toml"
    path.parent.mkdir(parents=True)
    path.write_text(MINE, "utf-8")
    return path


@pytest.fixture
def opened(desk, file):
    """A desk with the routine in its editor."""
    desk.open()
    editor_of(desk).open_own(file)
    return desk


def editor_of(desk):
    return desk.running.controller.making.editor


def strip_of(desk):
    """The strip of what is not saved, once the disk has told of it."""
    strip = desk.running.front.library.head.strips.unsaved
    desk.until(lambda: not strip.isHidden() and strip.action.text())
    return strip


def kept(desk):
    """What is in the files now."""
    titles = []
    for path in sorted((desk.paths.data / "unsaved").glob("*.json")):
        with suppress(FileNotFoundError):  # the disk's own thread may just have thrown it away
            titles.append(json.loads(path.read_text("utf-8"))["routine"]["title"])
    return titles


def look(desk):
    """Let the second pass in which it is looked whether something is unsaved."""
    timer = desk.running.controller._unsaved._timer
    assert timer.isActive()
    timer.timeout.emit()


def is_killed(desk):
    """Let the program end as it does at a kill, with what the disk has."""
    desk.running.controller._unsaved._editor.settled.disconnect()
    desk.running.controller._unsaved._editor = None
    desk.running.close()
    desk.forget()


def starts_again(desk):
    desk.open()
    return strip_of(desk)


def item_note(desk):
    return editor_of(desk).screen.fields.note.line


def test_a_change_is_kept_beside_the_file_within_a_second(opened, file):
    assert opened.running.controller._unsaved._timer.interval() <= 1_000
    editor_of(opened).screen.title_changed.emit("Better")
    look(opened)

    opened.until(lambda: kept(opened) == ["Better"])
    assert file.read_text("utf-8") == MINE


def test_what_a_kill_left_is_offered_and_gone_on_with(opened, file):
    editor = editor_of(opened)
    editor.screen.title_changed.emit("Better")
    editor.screen.picked.emit("clamshell")
    draft = editor.draft
    look(opened)
    opened.until(lambda: kept(opened) == ["Better"])
    is_killed(opened)

    strip = starts_again(opened)
    assert strip.accessibleName() == "“Better” was not saved when the program ended."
    assert strip.action.text() == "Go on with it"
    strip.action.click()

    editor = editor_of(opened)
    assert opened.page == "EditorScreen"
    assert strip.isHidden()
    assert editor.draft == draft
    assert editor.screen.title.text() == "Better"
    assert editor.has_unsaved
    assert editor.screen.foot.save.isEnabled()
    editor.screen.title_changed.emit("Best")
    editor.screen.undo_requested.emit()
    assert editor.draft == draft
    assert editor.save()
    assert 'title = "Better"' in file.read_text("utf-8")
    opened.until(lambda: kept(opened) == [])


def test_nothing_on_the_list_moves_when_it_is_known_what_was_not_saved(opened):
    editor_of(opened).screen.title_changed.emit("Better")
    look(opened)
    opened.until(lambda: kept(opened) == ["Better"])
    is_killed(opened)

    opened.open()
    opened.app.processEvents()
    page = opened.running.front.library
    strip, cards = page.head.strips.unsaved, page.list
    assert strip.accessibleName() == startup.SOMETHING_UNSAVED
    before = strip.geometry(), cards.geometry()
    assert strip_of(opened).accessibleName().startswith("“Better”")
    assert (strip.geometry(), cards.geometry()) == before


def test_what_was_seen_at_the_start_and_is_of_no_use_is_offered_no_more(desk):
    desk.paths.unsaved_folder.mkdir(parents=True)
    (desk.paths.unsaved_folder / "1.json").write_text("{", "utf-8")
    desk.open()
    strip = desk.running.front.library.head.strips.unsaved
    assert strip.accessibleName() == startup.SOMETHING_UNSAVED
    desk.until(strip.isHidden)


@pytest.mark.sweep
def test_what_is_gone_on_with_is_still_kept_and_asked_about(opened):
    editor_of(opened).screen.title_changed.emit("Better")
    look(opened)
    opened.until(lambda: kept(opened) == ["Better"])
    is_killed(opened)
    starts_again(opened).action.click()
    is_killed(opened)
    starts_again(opened).action.click()

    assert not opened.window.close()
    answers = {button.text(): button for button in editor_of(opened).question.buttons()}
    answers["Discard"].click()
    opened.until(lambda: kept(opened) == [])


def test_a_signal_that_ends_the_program_keeps_the_last_letters_too(opened, monkeypatch):
    monkeypatch.setattr(opened.running, "_app", SimpleNamespace(exit=lambda _code: None))
    note = item_note(opened)
    note.setText("softly")  # as typed: the line is not left yet
    assert editor_of(opened).draft.items[0].note == ""
    opened.running.end(signal.SIGTERM)
    assert opened.window.isHidden()
    assert editor_of(opened).question is None
    opened.running.close()
    opened.forget()
    assert kept(opened) == ["Mine"]

    starts_again(opened).action.click()
    assert editor_of(opened).draft.items[0].note == "softly"


def test_what_has_not_changed_since_is_not_written_again(opened, monkeypatch):
    editor_of(opened).screen.whole.summary.line.setText("For rainy days")
    look(opened)
    opened.until(lambda: kept(opened) == ["Mine"])
    keeper = opened.running.controller._unsaved._keeper
    written = []
    monkeypatch.setattr(keeper, "keep", written.append)
    look(opened)
    assert written == []
    editor_of(opened).screen.whole.summary.line.setText("For any day")
    look(opened)
    assert len(written) == 1


@pytest.mark.sweep
def test_words_of_the_whole_are_kept_while_they_are_typed(opened):
    editor_of(opened).screen.whole.summary.line.setText("For rainy days")
    look(opened)
    opened.until(lambda: kept(opened) == ["Mine"])
    is_killed(opened)

    starts_again(opened).action.click()
    assert editor_of(opened).draft.routine.summary == "For rainy days"


@pytest.mark.parametrize("title", some_of(["", "Something new"], ""))
def test_a_new_one_is_kept_even_without_title_or_moves(desk, title):
    desk.open()
    editor_of(desk).open_new()
    editor_of(desk).screen.title_changed.emit(title)
    look(desk)
    desk.until(lambda: kept(desk) == [title])
    is_killed(desk)

    strip = starts_again(desk)
    assert (title or "My routine") in strip.accessibleName()
    strip.action.click()
    editor = editor_of(desk)
    assert (editor.draft.routine.title, editor.draft.items) == (title, ())
    assert editor.has_unsaved
    editor.screen.title_changed.emit("Named")
    editor.screen.picked.emit("clamshell")
    assert editor.save()
    assert (desk.paths.data / "routines" / "named.toml").exists()


def test_nothing_is_kept_of_what_nobody_changed(opened):
    look(opened)
    editor_of(opened).open_new()
    look(opened)
    opened.close()
    assert kept(opened) == []


@pytest.mark.parametrize("end", some_of(["undo", "save", "Discard"], "save"))
def test_what_is_undone_saved_or_discarded_is_forgotten(opened, end):
    editor = editor_of(opened)
    editor.screen.title_changed.emit("Better")
    look(opened)
    opened.until(lambda: kept(opened) == ["Better"])
    if end == "Discard":
        editor.leave()
        answers = {button.text(): button for button in editor.question.buttons()}
        answers[end].click()
        assert not opened.running.controller._unsaved._timer.isActive()
    else:
        getattr(editor.screen, f"{end}_requested").emit()
    if end == "undo":
        look(opened)

    opened.until(lambda: kept(opened) == [])


@pytest.mark.sweep
def test_what_another_program_changed_meanwhile_is_asked_about_at_saving(opened, file):
    editor_of(opened).screen.title_changed.emit("Better")
    look(opened)
    opened.until(lambda: kept(opened) == ["Better"])
    is_killed(opened)
    file.write_text(THEIRS, "utf-8")

    starts_again(opened).action.click()
    editor = editor_of(opened)
    assert editor.screen.notice.isVisibleTo(editor.screen)
    assert not editor.save()
    assert "was changed by another program" in editor.question.text()
    answers = {button.text(): button for button in editor.question.buttons()}
    answers["Keep mine"].click()
    assert 'title = "Better"' in file.read_text("utf-8")


@pytest.mark.sweep
def test_what_was_saved_in_the_last_instant_is_not_unsaved(opened, file):
    editor_of(opened).screen.title_changed.emit("Better")
    look(opened)
    opened.until(lambda: kept(opened) == ["Better"])
    is_killed(opened)
    file.write_text(MINE.replace("Mine", "Better"), "utf-8")

    starts_again(opened).action.click()
    assert not editor_of(opened).has_unsaved
    assert editor_of(opened).screen.notice.isHidden()
    opened.until(lambda: kept(opened) == [])


def test_what_is_dismissed_is_thrown_away_and_can_be_brought_back(opened):
    editor_of(opened).screen.title_changed.emit("Better")
    look(opened)
    opened.until(lambda: kept(opened) == ["Better"])
    is_killed(opened)

    strip = starts_again(opened)
    strip.dismissal.click()
    opened.until(lambda: kept(opened) == [])
    assert strip.accessibleName() == "What was not saved of “Better” is thrown away."
    assert strip.action.text() == "Bring it back"
    assert opened.window.focusWidget() is strip.action
    strip.action.click()
    opened.until(lambda: kept(opened) == ["Better"])
    assert strip.action.text() == "Go on with it"

    strip.dismissal.click()
    strip.dismissal.click()
    assert strip.isHidden()
    opened.until(lambda: kept(opened) == [])


@pytest.mark.sweep
def test_an_offer_that_nobody_took_stays_while_something_else_is_made(opened, file):
    editor_of(opened).screen.title_changed.emit("First")
    look(opened)
    opened.until(lambda: kept(opened) == ["First"])
    is_killed(opened)
    strip = starts_again(opened)
    editor_of(opened).open_own(file)
    editor_of(opened).screen.title_changed.emit("Second")
    look(opened)
    opened.until(lambda: kept(opened) == ["First", "Second"])
    read = []
    opened.running.controller._unsaved._found.connect(read.append)
    opened.running.controller._unsaved.look_for_left()
    opened.until(lambda: read)
    assert "First" in strip.accessibleName()
    is_killed(opened)

    strip = starts_again(opened)
    assert "Second" in strip.accessibleName()
    strip.dismissal.click()
    strip.action.click()  # brought back, it is the newest still
    assert "Second" in strip.accessibleName()
    strip.dismissal.click()
    strip.dismissal.click()
    assert "First" in strip.accessibleName()


@pytest.mark.sweep
def test_what_is_unsaved_is_asked_about_before_one_goes_on_with_another(opened, file):
    editor_of(opened).screen.title_changed.emit("First")
    look(opened)
    opened.until(lambda: kept(opened) == ["First"])
    is_killed(opened)
    strip = starts_again(opened)
    editor_of(opened).open_own(file)
    editor_of(opened).screen.title_changed.emit("Second")
    strip.action.click()
    assert editor_of(opened).draft.routine.title == "Second"
    assert not strip.isHidden()

    answers = {button.text(): button for button in editor_of(opened).question.buttons()}
    answers["Discard"].click()
    assert editor_of(opened).draft.routine.title == "First"
    assert strip.isHidden()
    opened.until(lambda: kept(opened) == ["First"])


@pytest.mark.sweep
def test_words_of_a_move_that_is_being_changed_come_back(opened):
    screen = editor_of(opened).screen
    screen.fields.change_move.click()
    screen.own_move.name.line.setText("My march")
    screen.own_move.phases[0].say.line.setText("up it goes")
    made = screen.own_move.made
    look(opened)
    opened.until(lambda: kept(opened) == ["Mine"])
    is_killed(opened)

    starts_again(opened).action.click()
    editor = editor_of(opened)
    assert editor.screen.right.currentWidget() is editor.screen.own_move
    assert editor.screen.own_move.made == made
    assert editor.has_unsaved
    editor.screen.own_move.save.click()
    assert (opened.paths.data / "moves" / "my_march.toml").exists()
    assert editor.draft.items[0].move.name == "My march"


def test_a_file_that_is_none_of_ours_is_named_and_the_list_stays(opened):
    folder = opened.paths.data / "unsaved"
    folder.mkdir()
    (folder / "7.json").write_text('{"version": 1, "title": "Odd"}', "utf-8")
    opened.running.controller._unsaved.look_for_left()
    strip = strip_of(opened)
    strip.action.click()

    opened.until(lambda: "7.broken-1.json" in opened.faults)
    assert strip.isHidden()
    assert [path.name for path in folder.iterdir()] == ["7.broken-1.json"]


def test_a_disk_that_refuses_is_told_and_the_change_is_kept_once_it_takes_it(opened, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    editor = editor_of(opened)
    with monkeypatch.context() as patch:
        patch.setattr(json_file, "replace_file", full)
        editor.screen.title_changed.emit("Better")
        look(opened)
        opened.until(lambda: "The copy of your unsaved routine" in opened.faults)
    assert "the disk is full" in opened.faults
    assert editor.draft.routine.title == "Better"

    look(opened)
    opened.until(lambda: kept(opened) == ["Better"])
    opened.until(lambda: opened.faults == "")


@pytest.mark.sweep
def test_an_item_with_another_dose_comes_back_with_it(opened):
    editor = editor_of(opened)
    item = editor.draft.items[0]
    other = replace(item, dose=replace(item.dose, count=17, sets=3, rest_ms=2_500))
    editor.screen.item_changed.emit(other, "how much")
    look(opened)
    opened.until(lambda: kept(opened) == ["Mine"])
    is_killed(opened)

    starts_again(opened).action.click()
    assert editor_of(opened).draft.items[0] == other
