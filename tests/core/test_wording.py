# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from hipmob_desktop.core.enums import Item, SideMode
from hipmob_desktop.core.move import Equipment, Hold, Reps
from hipmob_desktop.core.wording import dose_text, piece_text


@pytest.mark.parametrize(
    ("dose", "mode", "said"),
    [
        (Reps(count=10), SideMode.ONE_THEN_OTHER, "10 each side"),
        (Reps(count=5), SideMode.ALTERNATING, "5 each side, in turn"),
        (Reps(count=12), SideMode.BOTH, "12 times"),
        (Reps(count=12, sets=2), SideMode.BOTH, "2 sets of 12 times"),
        (Hold(hold_ms=45_000), SideMode.BOTH, "45 s"),
        (Hold(hold_ms=30_000, sets=3), SideMode.ONE_THEN_OTHER, "3 sets of 30 s each side"),
    ],
)
def test_a_dose_says_how_much_how_often_and_on_which_side(dose, mode, said):
    assert dose_text(dose, mode) == said


@pytest.mark.parametrize(
    ("piece", "said"),
    [
        (Equipment(item=Item.LOOP_BAND, required=True), "loop band"),
        (
            Equipment(item=Item.WALL, required=False, note="for balance"),
            "wall for balance (if you like)",
        ),
        (Equipment(item=Item.STRAP, required=True, substitute="a towel"), "strap, or a towel"),
    ],
)
def test_a_thing_says_what_it_is_for_and_what_may_stand_in_for_it(piece, said):
    assert piece_text(piece) == said
