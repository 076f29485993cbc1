# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem, QToolTip
from sheet_pages import entry_of

from builders import a_move, a_provenance, a_routine, needing
from hipmob_desktop.core.enums import Item, Origin, When
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.library.card_list import MANY
from hipmob_desktop.ui.library.model import RoutineDetails
from hipmob_desktop.ui.library.screen import LibraryScreen
from ui.windows import OFFSCREEN, labels, name_of, visible

pytestmark = OFFSCREEN

NARROW = (700, 600)
TEN_MINUTES_MS = 583_000
STAND_IN = a_move("bridge", provenance=a_provenance(name=Origin.STAND_IN))
MARKUP = "<b>Hips</b> &amp; <img src='x'>"


def routine(id_, *moves, title=None):
    return a_routine(*moves, id=id_, title=title or id_.title())


FIRST, SECOND, THIRD = routine("first"), routine("second", a_move(), STAND_IN), routine("third")


def an_entry(routine):
    return entry_of(routine, TEN_MINUTES_MS)


def library(studio, routines=(FIRST, SECOND, THIRD), **changes) -> LibraryScreen:
    """The page with these routines; the last of them has what `changes` say of it."""
    known = {each.id: each for each in routines}
    screen = LibraryScreen(studio.style)
    screen.set_reader(lambda id_: RoutineDetails(routine=known[id_], total_ms=TEN_MINUTES_MS))
    *others, last = map(an_entry, routines)
    screen.show_library((*others, replace(last, **changes)))
    screen.started, screen.marked, screen.searched = [], [], []
    screen.start_requested.connect(screen.started.append)
    screen.favourite_toggled.connect(screen.marked.append)
    screen.head.search.textChanged.connect(screen.searched.append)
    return screen


@pytest.fixture
def screen(shown):
    return shown(library)


@pytest.mark.parametrize("first", [(1093, 614), (1366, 768), (700, 900)])
def test_each_card_ends_where_the_next_begins_whatever_the_window_went_through(
    shown, windows, first
):
    cards = shown("library", first).list
    rows = range(cards.model().rowCount())
    for size in ((1366, 768), (1366, 614), (1093, 768), (2560, 768), (700, 768), (1093, 614)):
        windows.change(cards, size)
        boxes = [cards.visualRect(cards.model().index(row, 0)) for row in rows]
        assert len(boxes) > 5
        assert all(one.bottom() + 1 == next_.top() for one, next_ in pairwise(boxes)), size


def press(screen, *keys):
    for key in keys:
        QTest.keyClick(screen.window().focusWidget(), key)


def ids(routines):
    return [routine.id for routine in routines]


def test_the_first_routine_is_highlighted_and_the_list_has_the_focus(screen, qapp):
    assert screen.highlighted.id == "first"
    assert qapp.focusWidget() is screen.list


def test_enter_starts_the_highlighted_routine(screen):
    press(screen, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert ids(screen.started) == ["second"]


def test_a_double_click_starts_what_was_clicked(screen):
    place = screen.list.visualRect(screen.list.model().index(2)).center()
    QTest.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert ids(screen.started) == ["third"]


def test_the_start_button_starts_the_highlighted_routine(screen):
    screen.highlight("third")
    screen.hero.start.click()
    assert ids(screen.started) == ["third"]


def test_space_in_the_list_sets_nothing_off(screen):
    press(screen, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert (screen.started, screen.marked) == ([], [])
    assert screen.highlighted.id == "second"


def test_what_is_in_large_and_the_page_follow_the_highlight(screen):
    press(screen, Qt.Key.Key_End)
    assert screen.hero.title.text() == "Third"
    assert name_of(screen.hero.start) == "Start Third"
    press(screen, Qt.Key.Key_Right)
    assert (screen.pane.title.text(), name_of(screen.pane.start)) == ("Third", "Start Third")


def test_on_the_page_enter_and_its_own_button_start_the_routine(screen, qapp):
    press(screen, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert qapp.focusWidget() is screen.pane.area
    press(screen, Qt.Key.Key_Return)
    screen.pane.start.click()
    assert ids(screen.started) == ["second", "second"]


def test_the_arrow_on_the_page_leads_back_to_the_list(screen, qapp):
    press(screen, Qt.Key.Key_Right)
    screen.pane.back.click()
    assert qapp.focusWidget() is screen.list
    assert not screen.pane.isVisible()


def test_whoever_comes_back_from_elsewhere_finds_the_cards(screen, qapp):
    press(screen, Qt.Key.Key_Right)
    screen.setFocus()
    assert qapp.focusWidget() is screen.list
    assert not screen.pane.isVisible()


def test_nothing_is_built_of_a_page_that_nobody_wants(screen):
    press(screen, Qt.Key.Key_Down)
    screen._show_page()
    assert screen.pane.page is None


def test_what_is_suggested_says_why_and_what_is_chosen_says_so(screen):
    screen.show_suggestion("second", "To end the day")
    assert screen.hero.reason.text() == "Your choice"
    screen.highlight("second")
    assert screen.hero.reason.text() == "To end the day"


def test_a_chip_asks_for_its_moment_and_takes_it_back(screen):
    asked = []
    screen.moment_asked.connect(asked.append)
    chip = screen.hero.chips[When.DESK]
    chip.click()
    chip.click()
    assert asked == [When.DESK, None]


def test_the_body_of_today_is_one_key_away(screen, qtbot):
    asked = []
    screen.page_requested.connect(asked.append)
    QTest.keyClick(screen.window().focusWidget(), Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: asked == [PageName.BODY])  # a button is seen to go down first


def test_nothing_is_read_for_a_page_that_is_left(screen):
    press(screen, Qt.Key.Key_Down)
    screen.hide()
    assert not screen._page_due.isActive()


def test_stand_ins_are_named_in_the_list_and_on_the_page(screen):
    screen.highlight("second")
    index = screen.list.currentIndex()
    assert "Move 2 is our stand-in." in index.data(Qt.ItemDataRole.AccessibleTextRole)
    screen.show_page()
    assert screen.pane.page.stand_ins.text.text() == "Move 2 is our stand-in."
    screen.pane.page.strip.open(1)
    assert any("stand-in for a move" in text for text in labels(screen.pane.page.opened))


def test_markup_in_a_title_is_shown_as_text(shown):
    screen = shown(partial(library, routines=(routine("odd", title=MARKUP),)))
    assert screen.hero.title.text().replace("\u200b", "") == MARKUP
    screen.show_page()
    assert screen.pane.title.text().replace("\u200b", "") == MARKUP
    assert {each.textFormat() for each in visible(screen, QLabel)} == {Qt.TextFormat.PlainText}


def test_what_a_card_cannot_show_stands_in_its_tip_with_markup_as_text(shown):
    title = "<b>A very long title</b> " * 20
    screen = shown(partial(library, routines=(routine("long", title=title),)))
    index = screen.list.currentIndex()
    event = QHelpEvent(QEvent.Type.ToolTip, screen.list.rect().center(), screen.pos())
    delegate = screen.list.itemDelegate()
    assert delegate.helpEvent(event, screen.list, QStyleOptionViewItem(), index)
    assert "&lt;b&gt;A very long title&lt;/b&gt;" in QToolTip.text()
    QToolTip.hideText()


def test_a_card_says_all_of_its_facts_to_a_listener(shown):
    move = a_move(equipment=needing(Item.MAT, Item.WALL))
    facts = {"is_favourite": True, "last_done": "yesterday", "times_done": 3}
    screen = shown(partial(library, routines=(routine("mine", move),), **facts))
    said = screen.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Mine. 10 minutes. Mat and wall. Favourite. 3 times, last yesterday."


def test_the_heart_asks_for_the_mark_of_the_highlighted_routine(screen):
    screen.highlight("second")
    screen.hero.favourite.click()
    assert screen.marked == ["second"]


def test_a_new_mark_is_shown_and_said(screen):
    screen.set_favourite("first", marked=True)
    assert name_of(screen.hero.favourite) == "Remove from the favourites"
    screen.set_favourite("first", marked=False)
    assert name_of(screen.hero.favourite) == "Mark as a favourite"


def test_faults_name_their_files_until_they_are_sent_away(screen):
    screen.show_faults(("knees.toml, line 3: expected a number", *["x.toml: no"] * 4))
    text = " ".join(labels(screen.head.strips.faults))
    assert "Five things" in text
    assert "knees.toml, line 3" in text
    assert "and 2 more" in text
    screen.head.strips.faults.dismissal.click()
    assert not screen.head.strips.faults.isVisible()


def test_a_notice_can_be_taken_up_or_sent_away(screen, qtbot):
    screen.show_notice("Go on where you left off?")
    with qtbot.waitSignal(screen.head.strips.notice.accepted):
        screen.head.strips.notice.action.click()
    with qtbot.waitSignal(screen.head.strips.notice.dismissed):
        screen.head.strips.notice.dismissal.click()
    assert not screen.head.strips.notice.isVisible()


def test_only_chosen_routines_are_seen_in_the_order_they_are_given(screen):
    screen.highlight("third")
    screen.set_visible_ids(("third", "first"))
    assert ids(screen._model.shown) == ["third", "first"]
    assert screen.highlighted.id == "third"
    screen.set_visible_ids(None)
    assert screen.list.model().rowCount() == 3


def test_with_nothing_to_see_there_is_nothing_to_start(screen):
    screen.set_visible_ids(())
    press(screen, Qt.Key.Key_Return)
    assert screen.started == []
    assert not screen.hero.start.isEnabled()
    screen.show_page()
    assert not screen.pane.page.isVisible()


def test_letters_go_to_the_search_once_there_is_one(screen, qapp):
    screen.enable_search()
    QTest.keyClicks(screen.list, "no")
    assert (screen.searched[-1], qapp.focusWidget()) == ("no", screen.head.search)
    press(screen, Qt.Key.Key_Return)
    assert qapp.focusWidget() is screen.list


def test_without_a_search_a_letter_walks_to_a_title(screen):
    QTest.keyClicks(screen.list, "t")
    assert (screen.highlighted.id, screen.searched) == ("third", [])


def test_the_highlight_stays_when_the_library_is_read_anew(screen):
    screen.highlight("second")
    screen.show_library(tuple(map(an_entry, (SECOND, THIRD, routine("fourth")))))
    assert screen.highlighted.id == "second"


def test_right_shows_the_page_and_escape_the_list(shown, qapp):
    screen = shown(library, NARROW)
    assert (screen.list.isVisible(), screen.pane.isVisible()) == (True, False)
    press(screen, Qt.Key.Key_Right)
    assert (screen.list.isVisible(), screen.pane.isVisible()) == (False, True)
    press(screen, Qt.Key.Key_Escape)
    assert screen.list.isVisible()
    assert qapp.focusWidget() is screen.list


def test_a_list_of_thousands_measures_one_card_only(studio, qapp, shown):
    many = [routine(f"number {n}") for n in range(2_000)]
    screen = shown(partial(library, routines=many))
    assert screen.list.uniformItemSizes()
    press(screen, Qt.Key.Key_End)
    assert screen.highlighted.id == "number 1999"


def test_in_a_very_wide_window_the_page_stands_in_the_middle(shown):
    screen = shown(library, (3840, 900))
    body = screen._body.geometry()
    assert 0 < body.x() == pytest.approx(screen.width() - body.right() - 1, abs=2)
    assert body.width() == 136 * 16


@pytest.mark.parametrize(("count", "are_alike"), [(3, False), (MANY + 1, True)])
def test_only_in_a_long_list_all_cards_are_as_high_as_the_highest(shown, count, are_alike):
    routines = [routine(f"r{number}") for number in range(count)]
    screen = shown(partial(library, routines=routines, today="Two moves changed " * 12))
    heights = [screen.list.sizeHintForRow(row) for row in (0, count - 1)]
    assert (heights[0] == heights[1]) is are_alike
    assert heights[0] <= heights[1]


def test_control_and_h_leads_to_the_history_from_wherever_the_focus_is(screen):
    asked = []
    screen.page_requested.connect(asked.append)
    screen.enable_search()
    for each in (screen.list, screen.head.search):
        each.setFocus()
        QTest.keyClick(each, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["history"] * 2
    assert screen.head.search.text() == ""
    assert screen.head.links.buttons["history"].toolTip() == "History (Ctrl+H)"


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_H, PageName.HISTORY),
        (Qt.Key.Key_M, PageName.PROGRAMMES),
        (Qt.Key.Key_K, PageName.HIP_CHECK),
        (Qt.Key.Key_N, PageName.FROM_LIST),
        (Qt.Key.Key_Comma, PageName.SETTINGS),
    ],
)
def test_a_key_leads_to_a_page(screen, qtbot, key, page):
    with qtbot.waitSignal(screen.page_requested) as asked:
        QTest.keyClick(screen.list, key, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [page]


def test_a_key_opens_the_menu_of_more_pages(screen):
    QTest.keyClick(screen.list, Qt.Key.Key_F10)
    assert screen.head.links._menu.isVisible()
    screen.head.links._menu.close()


def test_keys_make_change_and_remove_but_letters_in_the_list_still_search(screen):
    asked = []
    screen.page_requested.connect(asked.append)
    screen.change_requested.connect(lambda id_: asked.append(f"change {id_}"))
    screen.remove_requested.connect(lambda id_: asked.append(f"remove {id_}"))
    screen.enable_search()
    modifier = Qt.KeyboardModifier
    screen.list.setFocus()
    highlighted = screen.highlighted.id
    QTest.keyClick(screen.list, Qt.Key.Key_Delete)
    QTest.keyClick(screen.list, Qt.Key.Key_E, modifier.ControlModifier)
    QTest.keyClick(screen.list, Qt.Key.Key_N, modifier.ControlModifier | modifier.ShiftModifier)
    assert asked == [f"change {highlighted}", "editor"]

    QTest.keyClick(screen.list, Qt.Key.Key_E)
    assert screen.head.search.text() == "e"
    screen.head.search.clear()
    screen.highlight(highlighted)
    screen.show_page()
    QTest.keyClick(screen.pane.area, Qt.Key.Key_E)
    QTest.keyClick(screen.pane.area, Qt.Key.Key_Delete)

    assert asked[2:] == [f"change {highlighted}"]  # what ships is not removed


def test_a_key_asks_for_the_highlighted_routine_to_be_printed(screen, qtbot):
    with qtbot.waitSignal(screen.take_asked) as asked:
        QTest.keyClick(screen.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["print"]
