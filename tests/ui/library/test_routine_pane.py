# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sheet_pages import entry_of

from builders import a_routine
from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.ui.kit.labels import plain_tooltip
from hipmob_desktop.ui.kit.style import em
from hipmob_desktop.ui.library.model import RoutineDetails
from hipmob_desktop.ui.library.routine_pane import RoutinePane
from ui.windows import OFFSCREEN, clipped, name_of

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


def test_an_entry_is_read_by_its_id_and_shown(pane):
    page = pane.ensure_page()
    assert pane.show_entry(ENTRY) == details()
    assert (pane.asked, pane.title.text()) == (["hips"], "Hips")
    assert page.isVisible()
    assert name_of(pane.area) == "About Hips"
    assert pane.area.accessibleDescription() == "For the hips."


def test_before_its_page_is_made_it_still_says_why_nothing_can_be_started(pane):
    pane.set_reader(lambda _id: details(fault=FAULT))
    assert pane.show_entry(ENTRY).fault == FAULT
    assert pane.page is None


def test_without_an_entry_or_a_readable_file_there_is_no_page(pane):
    page = pane.ensure_page()
    pane.show_entry(ENTRY)
    assert page.isVisible()
    pane.show_entry(None)
    assert not page.isVisible()
    pane.set_reader(lambda _id: details(routine=None, fault="Its file is gone."))
    assert pane.show_entry(ENTRY).fault == "Its file is gone."
    assert not page.isVisible()


def test_nobody_reads_anything_before_a_reader_is_set(shown):
    pane = shown(lambda studio: RoutinePane(studio.style))
    assert pane.show_entry(ENTRY) == RoutineDetails(routine=None)


def test_what_the_page_needs_reaches_it_before_and_after_it_is_made(pane, studio):
    pane.show_skip_words({SkipTag.KNEELING: "kneeling hurts"})
    pane.use_pictures(studio.thumbnails, None)
    pane.set_less_motion(less=True)
    page = pane.ensure_page()
    assert page._skip_words == {SkipTag.KNEELING: "kneeling hurts"}
    assert page._pictures == (studio.thumbnails, None)
    assert page.opened.figure.less_motion
    pane.show_skip_words({})
    pane.use_pictures(studio.thumbnails, None)
    pane.set_less_motion(less=False)
    assert not page.opened.figure.less_motion
    assert page._skip_words == {}
    assert pane.ensure_page() is page


def test_without_an_entry_nothing_can_be_done(pane):
    pane.show_entry(None)
    assert not pane.start.isEnabled()
    assert not pane.favourite.isEnabled()
    pane.show_entry(ENTRY)
    assert pane.start.isEnabled()
    assert pane.favourite.isEnabled()
    assert name_of(pane.start) == "Start Hips"


def test_what_cannot_be_started_says_why_before_the_stop_rule(pane):
    pane.show_rule("Stop when it hurts.")
    pane.set_reader(lambda _id: details(fault=FAULT))
    pane.show_entry(ENTRY)
    assert not pane.start.isEnabled()
    assert pane.start.accessibleDescription() == FAULT
    assert pane.start.toolTip() == plain_tooltip(FAULT)
    assert pane.stop_rule.text.text() == f"{FAULT} Stop when it hurts."
    pane.set_reader(lambda _id: details())
    pane.show_entry(ENTRY)
    assert pane.stop_rule.text.text() == "Stop when it hurts."


@pytest.mark.parametrize("title", ["Hips", "A very long title for a routine of the hips " * 2])
def test_start_stands_right_beside_the_title_however_long_it_is(pane, qapp, title):
    pane.show_entry(replace(ENTRY, title=title))
    for _ in range(5):
        qapp.processEvents()
    assert 0 <= pane.start.x() - pane.title.geometry().right() < 3 * em(pane)
    assert [*clipped(pane)] == []


def test_a_favourite_shows_on_its_page(pane):
    pane.show_favourite(is_favourite=True)
    assert name_of(pane.favourite) == "Remove from the favourites"


def test_how_much_pain_is_all_right_stands_with_the_rule_to_stop(pane):
    pane.show_rule("Stop if it hurts.")
    pane.set_reader(lambda _id: details(routine=replace(ROUTINE, pain="a little is all right")))
    pane.show_entry(ENTRY)
    assert pane.stop_rule.text.text() == "Stop if it hurts. A little is all right."
    pane.set_reader(lambda _id: details(fault=FAULT))
    pane.show_entry(ENTRY)
    assert pane.stop_rule.text.text() == f"{FAULT} Stop if it hurts."


def test_what_is_ones_own_can_be_changed_and_removed_and_of_another_a_copy_made(pane):
    pane.show_entry(ENTRY)
    assert name_of(pane.change) == "Make it mine"
    assert "copy" in pane.change.toolTip()
    assert pane.remove.isHidden()

    pane.show_entry(replace(ENTRY, is_own=True))
    assert name_of(pane.change) == "Change"
    assert not pane.remove.isHidden()
    assert "Del" in pane.remove.toolTip()

    pane.show_entry(None)
    assert not pane.change.isEnabled()
    assert pane.remove.isHidden()


def test_tab_comes_from_the_button_that_takes_along_to_the_one_that_stops_it(pane, qapp):
    pane.ensure_page()
    pane.show_entry(ENTRY)
    pane.ensure_bar().begin("hips.mp3 is being written.")
    qapp.processEvents()
    pane.take.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(pane.take, Qt.Key.Key_Tab)

    assert pane.window().focusWidget() is pane.bar.button
    QTest.keyClick(pane.bar.button, Qt.Key.Key_Tab)
    assert pane.window().focusWidget() is pane.area


def test_what_is_asked_for_by_the_button_is_told(pane, qtbot):
    pane.ensure_page()
    with qtbot.waitSignal(pane.take_asked) as asked:
        pane.take.asked.emit("sound")

    assert asked.args == ["sound"]
    pane.show_entry(None)
    assert not pane.take.isEnabled()
