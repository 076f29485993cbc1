# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from builders import a_move
from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.core.move import Reps
from hipmob_desktop.core.routine import RoutineItem
from hipmob_desktop.ui.library.move_card import MoveCard
from ui.windows import OFFSCREEN, labels, name_of

pytestmark = OFFSCREEN


def card(studio, **changes):
    item = RoutineItem(move=a_move(**changes), dose=Reps(count=10))
    words = {SkipTag.KNEELING: "kneeling hurts"}
    return MoveCard(studio.style, 3, item, words)


@pytest.fixture
def shown_card(shown):
    return lambda **changes: shown(partial(card, **changes))


def test_a_card_says_what_to_do_at_a_glance(shown_card):
    made = shown_card(easier="Bend the knee.")
    assert {"3", "Leg lift", "10 each side", "Lie down."} <= set(labels(made))
    assert "Bend the knee." not in labels(made)
    assert name_of(made) == "Move 3: Leg lift, 10 each side"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_details_unfold_and_fold_by_their_button(shown_card, key):
    made = shown_card(easier="Bend the knee.")
    QTest.keyClick(made.more, key)
    assert (made.is_unfolded, name_of(made.more)) == (True, "Less about Leg lift")
    assert "Bend the knee." in labels(made)
    QTest.keyClick(made.more, key)
    assert (made.is_unfolded, name_of(made.more)) == (False, "More about Leg lift")
    assert "Bend the knee." not in labels(made)


def test_a_card_that_was_never_unfolded_can_be_folded(shown_card):
    made = shown_card()
    made.unfold(unfolds=False)
    assert not made.is_unfolded


def test_states_of_the_body_are_said_in_plain_words_or_by_their_name(shown_card):
    made = shown_card(skip_tags=(SkipTag.KNEELING, SkipTag.WRIST))
    made.unfold()
    assert {"Kneeling hurts", "Wrist"} <= set(labels(made))


def test_what_a_move_does_not_have_is_not_named(shown_card):
    made = shown_card(cues=(), mistakes=(), easier="", harder="", equipment=(), skip_tags=())
    made.unfold()
    headings = {"Think of", "Watch for", "Easier", "Harder", "With", "Skip it, or swap it, if"}
    assert not headings & set(labels(made))


def test_a_mark_of_today_stands_right_below_the_dose(shown_card, qapp):
    made = shown_card()
    made.mark("hand", "This hurt last time.", "warning")
    qapp.processEvents()
    texts = labels(made)
    assert "This hurt last time." in texts
    row = made._words.itemAt(2).widget()
    assert row.text.text() == "This hurt last time."
