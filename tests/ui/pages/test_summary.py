# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from builders import a_move
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import ItemSummary, Outcome, SideSummary, Summary, week_of
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.pages.summary import (
    SummaryScreen,
    headline,
    hurt_words,
    overview,
    partly,
    praise,
)
from ui.windows import OFFSCREEN, labels, name_of

pytestmark = OFFSCREEN


def a_side(side=Side.LEFT, done=10, *, is_hurt=False):
    return SideSummary(side=side, done=done, asked=10, held_ms=0, is_hurt=is_hurt)


def an_item(outcome=Outcome.DONE, *sides, name="lift", round_=1, rounds=1):
    sides = sides or (a_side(), a_side(Side.RIGHT))
    return ItemSummary(
        move=a_move(name), round=round_, rounds=rounds, outcome=outcome, sides=sides
    )


def a_summary(*items, active_ms=560_000, is_complete=False):
    return Summary(items=items, active_ms=active_ms, is_complete=is_complete)


def texts_of(shown, summary):
    return labels(shown(partial(_page_of, summary=summary)))


def _page_of(studio, summary):
    page = SummaryScreen(studio.style)
    page.show_summary(summary, "My routine")
    return page


def test_a_whole_routine_is_praised_and_a_part_of_it_too():
    done, partly_done = an_item(), an_item(Outcome.PARTLY)
    assert praise(a_summary(done, is_complete=True)) == "Well done."
    assert praise(a_summary(done, partly_done)) == "Well done, every bit counts."


def test_nothing_done_is_no_reproach():
    nothing = a_summary(an_item(Outcome.NOT_REACHED))
    assert headline(nothing, "Third time this week.") == "Not today. That is all right."
    assert praise(nothing) == ""


def test_the_overview_says_how_many_moves_in_how_long():
    done, left = an_item(), an_item(Outcome.SKIPPED)
    summary = a_summary(done, done, is_complete=True)
    assert overview(summary, "Hips") == "Hips. Two moves. Well done."
    assert headline(summary, "Third time this week.") == "9 minutes. Third time this week."
    part = a_summary(done, left, active_ms=42_000)
    assert overview(part, "") == "1 of 2 moves. Well done, every bit counts."
    assert headline(part, "") == "42 seconds."


def test_a_move_done_in_part_says_how_far_each_side_went():
    item = an_item(Outcome.PARTLY, a_side(done=4), a_side(Side.RIGHT, done=0))
    assert partly(item) == "left 4 of 10, right not done"


def test_what_hurt_is_named_once_with_its_side():
    hurt = an_item(Outcome.PARTLY, a_side(is_hurt=True))
    both = an_item(Outcome.DONE, a_side(Side.BOTH, is_hurt=True), name="bridge")
    assert hurt_words(a_summary(hurt, hurt, both)) == ["Lift on the left", "Bridge"]


def test_the_page_names_moves_done_skipped_and_not_reached(shown):
    items = (
        an_item(name="one"),
        an_item(Outcome.SKIPPED, name="two"),
        an_item(Outcome.NOT_REACHED, name="three"),
        an_item(Outcome.NOT_REACHED, name="four"),
    )
    text = texts_of(shown, a_summary(*items))
    assert {"One", "Skipped: Two", "Not done: Three and Four"} <= set(text)


def test_rounds_are_told_apart(shown):
    page = shown(
        partial(_page_of, summary=a_summary(an_item(rounds=2), an_item(round_=2, rounds=2)))
    )
    page.fold.click()
    text = labels(page)
    assert {"Lift, round 1", "Lift, round 2"} <= set(text)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_go_back_to_the_library(shown, qapp, qtbot, key):
    page = shown("summary")
    with qtbot.waitSignal(page.page_requested) as asked:
        QTest.keyClick(qapp.focusWidget(), key)
    assert asked.args == [PageName.LIBRARY]


def test_the_same_routine_can_be_had_once_more(shown, qtbot):
    page = shown("summary")
    with qtbot.waitSignal(page.again_requested):
        page.again.click()


def test_what_was_done_is_folded_away_unless_something_was_left_out_or_hurt(shown):
    hurt = an_item(Outcome.DONE, a_side(is_hurt=True))
    for item, unfolds in ((an_item(), False), (an_item(Outcome.SKIPPED), True), (hurt, True)):
        page = shown(partial(_page_of, summary=a_summary(an_item(), item)))
        assert page.list.isVisible() is unfolds


@pytest.mark.parametrize("digit", range(10))
def test_a_digit_says_how_the_hips_feel_and_marks_the_nearest_face(shown, qapp, digit):
    page = shown("summary")
    felt = []
    page.felt.connect(felt.append)
    QTest.keyClick(qapp.focusWidget(), str(digit))
    assert felt == [digit]
    (face,) = [face for face in page.feel.faces if face.isChecked()]
    assert abs(face.feel - digit) <= 1
    assert f"{digit} of 9" in page.feel.scale.text()


def test_a_face_is_an_answer_and_then_enter_leads_on(shown, qapp, qtbot):
    page = shown("summary")
    felt = []
    page.felt.connect(felt.append)
    page.feel.faces[3].click()
    assert felt == [7]
    qtbot.waitUntil(lambda: qapp.focusWidget() is page.done)


def test_enter_is_done_even_on_a_face(shown, qtbot):
    page = shown("summary")
    page.feel.faces[0].setFocus()
    with qtbot.waitSignal(page.page_requested) as asked:
        QTest.keyClick(page.feel.faces[0], Qt.Key.Key_Return)
    assert asked.args == [PageName.LIBRARY]


def test_a_is_again_n_is_next_and_l_unfolds(shown, qapp, qtbot):
    page = shown("summary")
    with qtbot.waitSignal(page.again_requested):
        QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_A)
    with qtbot.waitSignal(page.next_requested):
        QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_N)
    assert name_of(page.fold).startswith("What was done")
    QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_L)
    assert page.list.isVisible()
    assert name_of(page.fold).startswith("Hide what was done")


def test_what_is_unfolded_is_in_sight(shown, windows):
    page = shown("summary", (1024, 600))
    page.fold.click()
    windows.settle()
    assert page.area.verticalScrollBar().value() > 0
    top = page.list.mapTo(page.area, QPoint(0, 0)).y()
    assert 0 <= top < page.area.height() // 2


def test_whoever_did_nothing_is_asked_nothing(shown):
    page = shown(partial(_page_of, summary=a_summary(an_item(Outcome.NOT_REACHED))))
    assert page.feel is None
    QTest.keyClick(page, "5")


def test_the_week_is_told_anew_when_more_is_known(shown):
    page = shown("summary")
    today = date(2026, 11, 26)
    page.show_week(week_of(today, 0, [today]), "First time this week.")
    assert page.title.text().endswith("First time this week.")
    assert page.week.words() == "This week: today."


def test_in_the_quiet_nothing_but_the_figure_is_there(shown):
    page = shown("quiet")
    assert not page.area.isVisible()
    assert not page.done.isVisible()
    assert page.focus_target is page.quiet


def test_the_line_for_a_note_is_in_sight_once_it_is_open(shown, qtbot):
    week = week_of(date(2026, 11, 26), 0, [])

    def made(studio):
        studio.style.theme_manager.apply("dark", 40)
        page = SummaryScreen(studio.style)
        page.show_summary(a_summary(an_item()), "My routine", week=week)
        return page

    page = shown(made, (1024, 600))
    QTest.keyClick(page, Qt.Key.Key_W)
    area = page.area.viewport()

    def is_in_sight():
        top = page.more.line.mapTo(area, QPoint(0, 0)).y()
        assert top >= 0
        assert top + page.more.line.height() <= area.height()

    qtbot.waitUntil(is_in_sight)
