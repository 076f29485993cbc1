# SPDX-License-Identifier: GPL-3.0-or-later
"""A list that is pasted, opened or dropped becomes a routine in the window's list."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from cases import tried_with
from content.test_other_programs import TIMER
from hipmob_desktop.content import listed
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.main_window import FileDrop
from hipmob_desktop.ui.pages.from_list import LEAVE_OUT
from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN

LIST = "Evening hips\n10 clamshells each side\n3 x 12 claim shells\n20 burpees\n"


@pytest.fixture
def opened(desk):
    """A desk whose window shows the page of a list."""
    desk.open()
    desk.running.controller.open(PageName.FROM_LIST)
    return desk


@pytest.fixture
def screen(opened):
    return opened.running.controller.on_demand.lists.screen


def says(screen):
    QApplication.processEvents()
    return [text for text in labels(screen) if "each side" in text or "times" in text]


def routines(desk):
    folder = desk.paths.data / "routines"
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


def choose(screen, words, choice):
    (field,) = [each for each in screen.fields if each.property("words") == words]
    field.show_value(choice)
    field.changed.emit(choice)


def test_control_n_leads_there_from_the_list(desk):
    desk.open()
    QTest.keyClick(desk.window.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    assert desk.page == "FromListScreen"


def test_a_list_is_read_asked_about_and_saved_and_its_routine_is_shown(opened, screen):
    screen.show_text(LIST)
    assert not screen.save.isEnabled()
    assert "One line waits" in screen.status.text()
    assert "Clamshell, 3 sets of 12 each side" in says(screen)
    assert "“claim shells”: is this the move?" in labels(screen)
    choose(screen, "claim shells", "clamshell")
    says(screen)
    assert "“claim shells”" in labels(screen)

    choose(screen, "burpees", LEAVE_OUT)
    assert "Two moves, about" in screen.status.text().capitalize()
    screen.save.click()

    assert routines(opened) == ["evening_hips.toml"]
    assert opened.page == "LibraryScreen"
    opened.until(lambda: opened.window.page.highlighted.id == "evening_hips")
    assert screen.text.toPlainText() == ""


def test_a_guess_may_be_put_right_and_what_is_unknown_be_named(opened, screen):
    screen.show_text(LIST)
    choose(screen, "claim shells", "reverse_clamshell")
    choose(screen, "burpees", "glute_bridge")
    screen.show_text(LIST + "10 fire hydrants")  # what was said of the others still holds
    screen.save_requested.emit("Mine")

    text = (opened.paths.data / "routines" / "mine.toml").read_text("utf-8")
    order = ["clamshell", "reverse_clamshell", "glute_bridge", "fire_hydrant"]
    assert [line.split('"')[1] for line in text.splitlines() if "move =" in line] == order


def test_a_greeting_alone_is_nothing_to_save(screen):
    screen.show_text("Hi Anna")
    assert screen.status.text() == "No line of it names a move."
    assert not screen.save.isEnabled()
    screen.show_text("")
    assert screen.status.text() == ""


def test_a_text_that_is_opened_can_be_put_right_in_the_field(screen, tmp_path, monkeypatch):
    path = tmp_path / "my_hips.txt"
    path.write_text("2 rounds\n10 clams\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    screen.open.click()

    assert screen.text.toPlainText().splitlines() == ["2 rounds", "10 clams"]
    assert screen.title.placeholderText() == "my hips"


def test_a_list_is_saved_by_the_name_that_is_typed(opened, screen):
    screen.show_text(LIST)
    choose(screen, "claim shells", LEAVE_OUT)
    choose(screen, "burpees", LEAVE_OUT)
    QTest.keyClicks(screen.title, "Mine")
    screen.save.click()

    assert routines(opened) == ["mine.toml"]


def test_nothing_happens_where_no_file_is_chosen(screen, monkeypatch):
    screen.show_text("10 clams")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    screen.open.click()

    assert screen.text.toPlainText() == "10 clams"


def test_a_file_of_another_program_that_is_dropped_makes_all_its_routines(
    opened, screen, tmp_path
):
    path = tmp_path / "Backup.json"
    path.write_text(json.dumps(TIMER), "utf-8")
    opened.window.findChild(FileDrop).dropped.emit((path,))

    assert opened.page == "FromListScreen"
    opened.app.processEvents()
    assert {"Hips", "One"} <= set(labels(screen))
    assert not screen.title.isEnabled()
    choose(screen, "Burpees", LEAVE_OUT)
    screen.save.click()
    assert routines(opened) == ["hips.toml", "one.toml"]


def test_a_routine_that_is_dropped_beside_a_list_still_goes_into_the_library(opened, tmp_path):
    good, other = tmp_path / "mine.toml", tmp_path / "list.txt"
    good.write_text('title = "Mine"\nmoves = ["Standing march x5"]\n', "utf-8")
    other.write_text("10 clams", "utf-8")
    opened.window.findChild(FileDrop).dropped.emit((good, other))

    assert routines(opened) == ["mine.toml"]


@tried_with(
    ("content", "words"),
    [(b"%PDF-1", "plain text"), (b'{"workouts": [', "whole JSON"), (b"Hi", "none that we know")],
)
def test_a_file_that_is_no_list_is_one_line_on_the_page(opened, screen, tmp_path, content, words):
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    opened.running.controller.on_demand.lists.open_file(path)

    assert words in screen.fault.text.text()
    assert not screen.save.isEnabled()


def test_so_is_one_that_cannot_be_read(opened, screen, tmp_path):
    opened.running.controller.on_demand.lists.open_file(tmp_path / "none.txt")

    assert "none.txt cannot be read" in screen.fault.text.text()


def test_of_a_book_only_the_beginning_is_read_and_that_is_said(screen):
    screen.show_text("10 clams\n" * 1_001)
    assert screen.fault.text.text() == "Only the first 1000 lines are read."


def test_more_moves_than_a_routine_may_have_are_told_and_not_saved(opened, screen, monkeypatch):
    monkeypatch.setattr(listed, "MOST_MOVES", 2)
    screen.show_text("10 clams\n" * 3)
    screen.save.click()

    assert "3 moves are more than the 2" in screen.fault.text.text()
    assert routines(opened) == []


def test_what_cannot_be_saved_stays_on_the_page(opened, screen):
    (opened.paths.data).mkdir(parents=True, exist_ok=True)
    (opened.paths.data / "routines").write_text("a file")
    screen.show_text("10 clams")
    screen.save.click()

    assert "It cannot be saved" in screen.fault.text.text()
    assert screen.text.toPlainText() == "10 clams"
    assert opened.page == "FromListScreen"
