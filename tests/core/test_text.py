# SPDX-License-Identifier: GPL-3.0-or-later
"""Lengths of time as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import PHRASES, a_move, a_segment
from cases import tried_with
from hipmob_desktop.core.adapt import Change
from hipmob_desktop.core.enums import Item, SegmentKind, SetsOrder, Side, SideMode, SkipTag
from hipmob_desktop.core.move import Equipment, Hold, Reps
from hipmob_desktop.core.routine import RoutineItem
from hipmob_desktop.core.text import (
    change_lines,
    clause,
    clock_text,
    dose_text,
    each_sentence,
    left_text,
    minutes,
    piece_text,
    seconds_left,
    segment_text,
    sentence,
    sentences,
)


@tried_with(
    ("length_ms", "text"),
    [
        (0, "0:00"),
        (499, "0:00"),
        (500, "0:01"),
        (21_000, "0:21"),
        (59_499, "0:59"),
        (59_500, "1:00"),
        (583_000, "9:43"),
        (600_000, "10:00"),
        (3_599_000, "59:59"),
        (3_600_000, "1:00:00"),
        (3_723_000, "1:02:03"),
        (-1_000, "0:00"),
    ],
)
def test_a_length_is_read_to_the_nearest_second(length_ms, text):
    assert clock_text(length_ms) == text


@tried_with(
    ("left_ms", "text"),
    [(0, "0:00"), (1, "0:01"), (1_000, "0:01"), (1_001, "0:02"), (60_000, "1:00"), (-5, "0:00")],
)
def test_a_second_is_left_until_it_is_over(left_ms, text):
    assert left_text(left_ms) == text


@given(st.integers(0, 10**7))
def test_what_is_left_is_never_shown_as_less_than_it_is(left_ms):
    assert 0 <= seconds_left(left_ms) * 1_000 - left_ms < 1_000


@tried_with(
    ("length_ms", "whole"),
    [(0, 1), (20_000, 1), (89_999, 1), (90_000, 2), (583_000, 10), (3_600_000, 60)],
)
def test_a_length_to_choose_by_is_in_whole_minutes(length_ms, whole):
    assert minutes(length_ms) == whole


TEN = Reps(count=10)
THRICE = Hold(hold_ms=7_000, sets=3)
TOGETHER = SetsOrder.TOGETHER
ONE_THEN_OTHER, IN_TURN, BOTH = SideMode.ONE_THEN_OTHER, SideMode.ALTERNATING, SideMode.BOTH


@tried_with(
    ("dose", "mode", "ways", "said"),
    [
        (TEN, ONE_THEN_OTHER, {}, "10 each side"),
        (TEN, IN_TURN, {}, "10 each side, in turn"),
        (TEN, BOTH, {}, "10 times"),
        (Reps(count=12, sets=2), BOTH, {}, "2 sets of 12 times"),
        (Hold(hold_ms=45_000), BOTH, {}, "45 s"),
        (THRICE, ONE_THEN_OTHER, {}, "3 sets of 7 s each side"),
        (TEN, ONE_THEN_OTHER, {"side": Side.RIGHT}, "10, right only"),
        (TEN, IN_TURN, {"side": Side.LEFT}, "10, left only"),
        (THRICE, ONE_THEN_OTHER, {"side": Side.LEFT}, "3 sets of 7 s, left only"),
        (TEN, ONE_THEN_OTHER, {"right": 12}, "10 left, 12 right"),
        (TEN, IN_TURN, {"right": 12}, "10 left, 12 right"),
        (THRICE, ONE_THEN_OTHER, {"right": 9_000}, "3 sets of 7 s left, 9 s right"),
        (
            THRICE,
            ONE_THEN_OTHER,
            {"sets_order": TOGETHER},
            "3 sets of 7 s each side, one side, then the other",
        ),
        (TEN, ONE_THEN_OTHER, {"sets_order": TOGETHER}, "10 each side"),
        (TEN, BOTH, {"is_optional": True}, "10 times (optional)"),
    ],
)
def test_a_dose_says_how_much_how_often_and_on_which_side(dose, mode, ways, said):
    item = RoutineItem(move=a_move(side_mode=mode), dose=dose, **ways)
    assert dose_text(item) == said


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


@tried_with(
    ("changes", "words"),
    [
        ({"kind": SegmentKind.GET_READY}, "Get ready: Leg lift"),
        ({"kind": SegmentKind.TRANSITION}, "Next: Leg lift"),
        ({"kind": SegmentKind.SIDE_CHANGE, "side": Side.RIGHT}, "Change sides: right"),
        ({"rep": 4}, "Left 4 of 10"),
        ({"rep": 4, "side": Side.BOTH}, "4 of 10"),
        ({"kind": SegmentKind.HOLD, "side": Side.RIGHT}, "Right hold"),
        ({"kind": SegmentKind.HOLD, "side": Side.BOTH}, "Hold"),
        ({"kind": SegmentKind.REST}, "Rest"),
        ({"kind": SegmentKind.DONE}, "Done"),
    ],
)
def test_a_segment_is_named_by_what_it_is_with_its_side_and_its_move(changes, words):
    assert segment_text(a_segment(**changes), a_move(), PHRASES) == words


KNEELING = {SkipTag.KNEELING: "kneeling hurts"}
SWAPPED = Change(item=1, move=a_move("stretch"), tag=SkipTag.KNEELING, substitute=a_move("bridge"))
LEFT_OUT = Change(item=2, move=a_move("plank"), tag=SkipTag.WRIST, substitute=None)


def test_what_today_changes_says_why_which_move_and_what_became_of_it():
    assert change_lines((SWAPPED, LEFT_OUT), KNEELING) == (
        "Kneeling hurts: Stretch is swapped for Bridge.",
        "Wrist: Plank is left out.",
    )


@tried_with(
    "ended",
    [
        *("Go.", "Go!", "Go…", "“Go.”", "(go.)", "膝を伸ばす。", "「行く。」", "घुटना।"),
        *("もう一度\N{FULLWIDTH EXCLAMATION MARK}", "他\N{FULLWIDTH QUESTION MARK}"),
    ],
)
def test_what_has_an_end_gets_no_second_one(ended):
    assert sentence(ended) == ended[0].upper() + ended[1:]


@pytest.mark.parametrize("open_", ["go", "go (slowly)", "”"])
def test_what_has_no_end_gets_one(open_):
    assert sentence(open_).endswith(".")


def test_of_an_empty_part_not_even_a_full_stop_is_left():
    assert sentences("", "needs: mat", " ", "after a run") == "Needs: mat. After a run."
    assert sentences("", "") == ""


@tried_with(
    ("text", "as_clause"),
    [
        ("Sit tall.", "sit tall"),
        (" Lie down ", "lie down"),
        ("kneel", "kneel"),
        ("T-shape", "T-shape"),
        ("A", "A"),
        ("", ""),
    ],
)
def test_a_clause_stands_inside_a_sentence(text, as_clause):
    assert clause(text) == as_clause


def test_a_text_falls_into_its_sentences():
    assert each_sentence("Lie down.  Lift 1.5 cm? Rest") == ("Lie down.", "Lift 1.5 cm?", "Rest")
    assert each_sentence(" ") == ()
