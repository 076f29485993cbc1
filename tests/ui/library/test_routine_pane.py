# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from sheet_pages import entry_of

from builders import a_routine
from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.ui.kit.labels import plain_tooltip
from hipmob_desktop.ui.library.model import RoutineDetails
from hipmob_desktop.ui.library.routine_pane import RoutineBar, RoutinePane
from ui.windows import OFFSCREEN, name_of

pytestmark = OFFSCREEN

ROUTINE = a_routine(id="hips", title="Hips", summary="For the hips.")
ENTRY = entry_of(ROUTINE, 583_000)
FAULT = "Nothing in it suits your body today."


def details(**changes):
    return RoutineDetails(**{"routine": ROUTINE, "total_ms": 583_000, **changes})


@pytest.fixture
def pane(shown):
    pane = shown(lambda studio: RoutinePane(studio.style))
    pane.asked = []

    def read(routine_id):
        pane.asked.append(routine_id)
        return details()

    pane.set_reader(read)
    return pane


@pytest.fixture
def bar(windows):
    bar = windows.show(lambda studio: RoutineBar(studio.style), (1000, 200))
    bar.show_rule("Stop when it hurts.")
    return bar


def test_an_entry_is_read_by_its_id_and_shown(pane):
    page = pane.ensure_page()
    assert pane.show_entry(ENTRY) == ""
    assert (pane.asked, page.title.text()) == (["hips"], "Hips")
    assert name_of(pane) == "About Hips"
    assert pane.accessibleDescription() == "For the hips."


def test_before_its_page_is_made_it_still_says_why_nothing_can_be_started(pane):
    pane.set_reader(lambda _id: details(fault=FAULT))
    assert pane.show_entry(ENTRY) == FAULT
    assert pane.page is None


def test_without_an_entry_or_a_readable_file_there_is_no_page(pane):
    page = pane.ensure_page()
    pane.show_entry(ENTRY)
    assert page.isVisible()
    pane.show_entry(None)
    assert not page.isVisible()
    pane.set_reader(lambda _id: details(routine=None, fault="Its file is gone."))
    assert pane.show_entry(ENTRY) == "Its file is gone."
    assert not page.isVisible()


def test_nobody_reads_anything_before_a_reader_is_set(shown):
    pane = shown(lambda studio: RoutinePane(studio.style))
    assert pane.show_entry(ENTRY) == ""
    assert pane.details_of(ENTRY) == RoutineDetails(routine=None)


def test_what_the_page_needs_reaches_it_before_and_after_it_is_made(pane, studio):
    pane.show_skip_words({SkipTag.KNEELING: "kneeling hurts"})
    pane.use_thumbnails(studio.thumbnails)
    page = pane.ensure_page()
    assert page._skip_words == {SkipTag.KNEELING: "kneeling hurts"}
    assert page._thumbnails is studio.thumbnails
    pane.show_skip_words({})
    assert page._skip_words == {}
    assert pane.ensure_page() is page


def test_without_an_entry_nothing_can_be_done(bar):
    bar.show_entry(None)
    buttons = (bar.start, bar.details, bar.favourite)
    assert [button.isEnabled() for button in buttons] == [False] * 3
    bar.show_entry(ENTRY)
    assert [button.isEnabled() for button in buttons] == [True] * 3
    assert name_of(bar.start) == "Start Hips"


def test_what_cannot_be_started_says_why_before_the_stop_rule(bar):
    bar.show_entry(ENTRY, FAULT)
    assert not bar.start.isEnabled()
    assert bar.start.accessibleDescription() == FAULT
    assert bar.start.toolTip() == plain_tooltip(FAULT)
    assert bar.stop_rule.text.text() == f"{FAULT} Stop when it hurts."
    bar.show_entry(ENTRY)
    assert bar.stop_rule.text.text() == "Stop when it hurts."


@pytest.mark.parametrize(
    ("is_wide", "shows_page", "is_seen", "name"),
    [
        (True, False, False, "Details"),
        (False, False, True, "Details"),
        (False, True, True, "List"),
    ],
)
def test_the_way_to_the_other_pane_is_offered_where_one_is_not_seen(
    bar, is_wide, shows_page, is_seen, name
):
    bar.show_panes(is_wide=is_wide, shows_page=shows_page)
    assert (bar.details.isVisible(), name_of(bar.details)) == (is_seen, name)


def test_where_it_is_narrow_the_buttons_stand_below_the_rule(bar, windows):
    assert bar.start.y() < bar.stop_rule.geometry().bottom()
    windows.change(bar, (300, 200))
    assert bar.start.y() >= bar.stop_rule.geometry().bottom()
