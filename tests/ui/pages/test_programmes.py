# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of programmes: the week as it is, and one wish for each button."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog
from sheet_programmes import CARDS, FOLLOWED

from ui.windows import OFFSCREEN, labels, name_of

pytestmark = OFFSCREEN


@pytest.fixture
def page(shown):
    page = shown("programmes", (1366, 1_600))
    page.told = []
    for name in ("session", "start", "pause", "stop", "undo", "calendar"):
        signal = getattr(page, f"{name}_requested")
        signal.connect(lambda *values, name=name: page.told.append((name, *values)))
    return page


def test_the_week_is_told_with_what_is_done_left_out_due_and_to_come(page):
    told = labels(page)
    for text in (FOLLOWED.title, FOLLOWED.place, *(row.words for row in FOLLOWED.rows)):
        assert text in told
    assert any("comes" in text or "again" in text for text in told)
    names = [name_of(each) for each in page.findChildren(type(page.cards).__mro__[1])]
    assert any("Left out" in name and "Four-move" in name for name in names)


def test_the_first_thing_to_do_has_the_focus(page, shown):
    assert page.focus_target is page.start
    assert page.start.text() == FOLLOWED.start
    none = shown("programmes-none")
    assert none.focus_target is none.starts["programme_0"]


def test_each_button_asks_for_its_own(page):
    page.start.click()
    page.pause.click()
    page.stop.click()
    page.starts["programme_1"].click()
    assert page.told == [("session",), ("pause", True), ("stop",), ("start", "programme_1")]


def test_what_rests_offers_to_go_on(page):
    page.show_programmes(replace(FOLLOWED, is_paused=True, start=""), CARDS)
    assert not page.start.isVisible()
    assert page.pause.text() == "Go on"
    page.pause.click()
    assert page.told == [("pause", False)]


def test_what_is_over_has_nothing_to_pause(page):
    page.show_programmes(replace(FOLLOWED, is_over=True, rows=(), start=""), CARDS)
    assert not page.pause.isVisible()
    assert not page.calendar.isVisible()
    assert page.stop.isVisible()


def test_what_is_left_can_be_taken_up_again(page):
    page.offer_undo("Desk worker")
    assert "Desk worker" in page.left.accessibleName()
    page.left.action.click()
    assert page.told == [("undo",)]
    assert not page.left.isVisible()


def test_the_calendar_goes_where_one_says(page, monkeypatch, tmp_path):
    answers = [("", ""), (str(tmp_path / "weeks.ics"), "")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answers.pop(0))
    page.calendar.click()
    page.calendar.click()
    assert page.told == [("calendar", str(tmp_path / "weeks.ics"))]


def test_what_could_not_be_read_is_said(page):
    page.show_programmes(None, CARDS, ["mine.toml: expected weeks, found none"])
    assert "mine.toml: expected weeks, found none" in labels(page)
    assert not page.followed.isVisible()


def test_the_buttons_of_programmes_are_told_apart_by_name(page):
    names = [button.accessibleName() for button in page.starts.values()]
    assert names == [
        "Start anew from week 1: Runner, before runs", "Follow this: Desk worker",
        "Follow this: Gentle start",
    ]  # fmt: skip
