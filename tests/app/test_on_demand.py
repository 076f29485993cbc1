# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages that most starts do without are made when they are wanted, once, and no sooner."""

from __future__ import annotations

import pytest
from shiboken6 import isValid

from hipmob_desktop.ui.kit.pages import PageName
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

MADE = {
    PageName.FROM_LIST: "lists",
    PageName.REMINDERS: "reminders",
    PageName.HISTORY: "history",
    PageName.PROGRAMMES: "programmes",
    PageName.HIP_CHECK: "hip_check",
}


@pytest.fixture
def pages(desk):
    desk.open()
    return desk.running.controller.on_demand


def made(pages):
    return {name for name in MADE.values() if name in pages.__dict__}


def test_each_is_made_when_it_is_wanted_and_no_sooner(desk, pages):
    seen = set()
    for page, name in MADE.items():
        assert made(pages) == seen
        desk.running.controller.open(page)
        seen.add(name)
        first = desk.window.page
        desk.running.controller.open(PageName.LIBRARY)
        desk.running.controller.open(page)
        assert desk.window.page is first
    assert made(pages) == seen


def test_what_is_no_page_of_these_is_left_to_others(desk, pages):
    before = desk.window.page
    assert not pages.show(PageName.SETTINGS)
    assert (desk.window.page, made(pages)) == (before, set())


def test_a_session_that_is_not_started_makes_no_page_of_the_hip_check(pages):
    pages.leave_check()
    assert not made(pages)


def test_they_go_with_the_window(desk, pages):
    """What the disk tells later finds nobody, and no page that is gone."""
    history = pages.history
    desk.close()
    assert not isValid(history)
    assert not isValid(pages)
