# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from builders import a_move
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import ItemSummary, Outcome, SideSummary, Summary
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.pages.summary import (
    SummaryScreen,
    hurt_words,
    overview,
    partly,
    praise,
)
from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN


def a_side(side=Side.LEFT, done=10, *, is_hurt=False):
    return SideSummary(side=side, done=done, asked=10, held_ms=0, is_hurt=is_hurt)


def an_item(outcome=Outcome.DONE, *sides, name="lift", round_=1):
    sides = sides or (a_side(), a_side(Side.RIGHT))
    return ItemSummary(move=a_move(name), round=round_, outcome=outcome, sides=sides)


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
    assert praise(a_summary(an_item(Outcome.NOT_REACHED))) == "Not today. That is all right."


def test_the_overview_says_how_many_moves_in_how_long():
    done, left = an_item(), an_item(Outcome.SKIPPED)
    assert overview(a_summary(done, done), "Hips") == "Hips. Two moves in 9 minutes."
    assert overview(a_summary(done, left, active_ms=42_000), "") == "1 of 2 moves in 42 seconds."


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
    text = texts_of(shown, a_summary(an_item(), an_item(round_=2)))
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
