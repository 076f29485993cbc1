# SPDX-License-Identifier: GPL-3.0-or-later
"""A session of another day is shown whole, on its own clock; its words can be corrected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sheet_history import a_run

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal_merge import Edit
from hipmob_desktop.core.runs import RunSource
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.pages.history_session import (
    run_text,
    when_text,
    work_lines,
)
from storage.sessions import SESSION, WORK
from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN


@pytest.fixture
def page(shown):
    page = shown("history-session")
    page.edits, page.removals, page.asked = [], [], []
    page.edited.connect(lambda id_, edit: page.edits.append((id_, edit)))
    page.removed.connect(page.removals.append)
    page.page_requested.connect(page.asked.append)
    return page


@pytest.fixture
def ran(page):
    told = []
    page.run_ticked.connect(lambda id_, is_so: told.append(("tick", id_, is_so)))
    page.run_removed.connect(lambda id_, is_so: told.append(("run", id_, is_so)))
    return told


def test_each_move_is_told_with_its_sides(page):
    told = labels(page)
    assert any(text.endswith("left 10 of 10, right 4 of 10, hurt") for text in told)
    assert any(text.endswith("left skipped, right skipped") for text in told)
    assert "Thursday, 26 November 2026, 18:30. 10 minutes, to its end." in told


def test_one_move_is_one_line_and_what_stood_in_for_another_says_so():
    work = (
        WORK,
        replace(WORK, side=Side.RIGHT, done=0, is_skipped=False),
        replace(WORK, move_id="plank", side=Side.BOTH, done=2, asked=3, is_hold=True),
        replace(WORK, move_id="clam", adapted_from="lunge", done=0, is_skipped=True),
    )
    assert work_lines(work, str.upper) == (
        "BRIDGE: left 10 of 10, right not done",
        "PLANK: 2 of 3 (4 s held)",
        "CLAM in place of LUNGE: left skipped",
    )


def test_a_session_says_the_time_of_the_place_where_it_was_done():
    assert when_text(replace(SESSION, offset_min=60)).startswith(
        "Tuesday, 14 November 2023, 23:13."
    )
    assert when_text(replace(SESSION, offset_min=120, is_complete=False)) == (
        "Wednesday, 15 November 2023, 00:13. 10 minutes, not to its end."
    )


def test_a_choice_takes_effect_at_once(page):
    page.after.combo.activated.emit(8)
    page.before.combo.activated.emit(0)
    assert page.edits == [("a session", Edit(felt_after=7)), ("a session", Edit(felt_before=None))]


def test_what_a_file_says_beyond_the_scale_is_shown_at_its_end_and_stays(page):
    page.show_session(replace(SESSION, work=(), felt_before=10, felt_after=None))
    assert page.before.combo.currentText() == "9"
    assert page.after.combo.currentText() == "Not said"
    assert not page.edits


def test_a_note_is_kept_when_the_person_goes_elsewhere_and_only_then(page):
    page.note.setFocus()
    page.note.setPlainText("  Better.  ")
    assert page.edits == []
    page.remove.setFocus()
    assert page.edits == [("a session", Edit(note="Better."))]
    page.note.setFocus()
    page.remove.setFocus()
    assert len(page.edits) == 1


def test_escape_leads_back_to_the_history_from_wherever_the_focus_is(page):
    for each in (page.area, page.note, page.before.combo, page.remove):
        each.setFocus()
        QTest.keyClick(each, Qt.Key.Key_Escape)
    assert page.asked == [PageName.HISTORY] * 4


def test_tab_leaves_the_note(page):
    page.note.setFocus()
    QTest.keyClick(page.note, Qt.Key.Key_Tab)
    assert page.ran.box.hasFocus()


def test_a_session_can_be_removed_with_what_was_just_written_of_it(page):
    page.note.setPlainText("x")
    page.remove.click()
    assert page.edits == [("a session", Edit(note="x"))]
    assert [(gone.note, gone.revision) for gone in page.removals] == [("x", 2)]


def test_another_session_takes_the_place_of_the_first(page, windows):
    page.show_session(replace(SESSION, work=(), title="Other"))
    windows.settle()
    assert "Other" in labels(page)
    assert "Nothing is known of its moves." in labels(page)
    assert page.note.toPlainText() == ""
    assert page.edits == []


def test_a_tick_says_that_there_was_a_run_after_it(page, ran):
    assert not page.ran.value
    page.ran.box.click()
    page.ran.box.click()
    assert ran == [("tick", "a session", True), ("tick", "a session", False)]


def test_a_run_that_was_found_is_named_and_can_be_taken_out_and_had_again(page, ran):
    run = a_run(0)
    page.show_session(replace(SESSION, id="a session", work=()), run)
    assert page.ran.value
    assert "Before a run at 19:30, “Easy run”, found in the calendar" in labels(page)
    page.ran.box.click()
    assert ran == [("run", run.id, True), ("tick", "a session", False)]
    ran.clear()
    page.ran.box.click()
    assert ran == [("run", run.id, False)]
    page.show_session(replace(SESSION, id="a session", work=()))
    assert not page.ran.value
    assert "I ran after this" in labels(page)


def test_a_run_without_an_hour_or_a_title_is_told_without():
    recorded = replace(a_run(0), source=RunSource.RECORDED, title="", is_all_day=True)
    assert run_text(recorded) == "Before a run, found in the recordings"
    assert run_text(replace(recorded, source=RunSource.TICKED)) == "I ran after this"
