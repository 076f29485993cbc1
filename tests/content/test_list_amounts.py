# SPDX-License-Identifier: GPL-3.0-or-later
"""However somebody writes how much, it is the same amount; what names a move is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.content.list_amounts import Amount, amount_in, is_how_often
from hipmob_desktop.core.enums import Side

AMOUNTS = {
    "10": {"count": 10},
    "x10": {"count": 10},
    "10x": {"count": 10},
    "\u00d7 10": {"count": 10},
    "10 times": {"count": 10},
    "ten": {"count": 10},
    "twice": {"count": 2},
    "10 reps": {"reps": 10},
    "10 repetitions": {"reps": 10},
    "8-12 reps": {"reps": 8},
    "8 to 12 reps": {"reps": 8},
    "3x10": {"sets": 3, "count": 10},
    "3 x 10": {"sets": 3, "count": 10},
    "10 x 3": {"sets": 3, "count": 10},
    "6 x 5": {"sets": 5, "count": 6},
    "5 x 3": {"sets": 5, "count": 3},
    "3 x 10 reps": {"sets": 3, "reps": 10, "count": 10},
    "2 sets of 12": {"sets": 2, "count": 12},
    "two sets of twelve": {"sets": 2, "count": 12},
    "3 sets 10 reps": {"sets": 3, "reps": 10, "count": 10},
    "10 reps x 3 sets": {"sets": 3, "reps": 10},
    "10 reps, 3 sets": {"sets": 3, "reps": 10},
    "30 s": {"seconds": 30},
    "30s": {"seconds": 30},
    "30 sec": {"seconds": 30},
    "30-second": {"seconds": 30},
    '30"': {"seconds": 30},
    "1 min": {"seconds": 60},
    "a minute": {"seconds": 60},
    "half a minute": {"seconds": 30},
    "1.5 min": {"seconds": 90},
    "1,5 min": {"seconds": 90},
    "1:30": {"seconds": 90},
    "2 x 30 s": {"sets": 2, "seconds": 30},
    "2x1min": {"sets": 2, "seconds": 60},
    "45s x2": {"seconds": 45, "count": 2},
    "45 s, 2 times": {"seconds": 45, "count": 2},
    "30 s, twice": {"seconds": 30, "count": 2},
    "3 sets of 30 sec": {"sets": 3, "seconds": 30},
}
SIDES = (
    "each side", "per side", "each leg", "per leg", "on each side", "both sides", "/side", "each",
    "left and right", "l/r", "e/s", "each direction", "every hip",
)  # fmt: skip


def said(amount: Amount):
    names = ("reps", "count", "seconds", "sets", "rest_s")
    return {name: value for name in names if (value := getattr(amount, name)) is not None}


@tried_with("name", ["clamshells", "hold the stretch"])
@tried_with(("text", "wanted"), AMOUNTS.items(), ids=AMOUNTS)
@tried_with("line", ["{1} {0}", "{0} {1}", "{0}: {1}", "{0} ({1})", "{0}, {1}"])
def test_an_amount_is_found_wherever_it_stands(line, text, wanted, name):
    amount, rest = amount_in(line.format(name, text))

    assert said(amount) == wanted
    assert "".join(letter for letter in rest if letter.isalnum() or letter == " ").split() == (
        name.split()
    )


@tried_with("sides", SIDES)
def test_that_it_is_for_both_sides_is_understood(sides):
    amount, rest = amount_in(f"10 clams {sides}")

    assert (amount.count, amount.says_sides, amount.side) == (10, True, None)
    assert rest.strip(" ;") == "clams"


@tried_with(
    ("text", "side"),
    [
        ("left", Side.LEFT),
        ("right side", Side.RIGHT),
        ("(left)", Side.LEFT),
        ("left leg only", Side.LEFT),
        ("on the right side", Side.RIGHT),
    ],
)
def test_one_side_is_one_side(text, side):
    amount, rest = amount_in(f"clams {text} x 10")

    assert (amount.side, amount.says_sides, amount.count) == (side, False, 10)
    assert "clams" in rest


@tried_with(
    ("text", "left", "right"),
    [
        ("8 left, 12 right", 8, 12),
        ("8 left 12 right", 8, 12),
        ("8 on the left, 12 on the right", 8, 12),
        ("8 reps left and 12 reps right", 8, 12),
        ("left 8, right 12", 8, 12),
        ("left: 8 / right: 12", 8, 12),
        ("left side x8, right side x12", 8, 12),
        ("12 right, 8 left", 8, 12),
        ("right 12, left 8", 8, 12),
        ("20 s left, 30 s right", 20, 30),
        ("left 20 sec, right 30 sec", 20, 30),
        ("1 min right, 30 s left", 30, 60),
    ],
)
def test_sides_may_be_uneven(text, left, right):
    amount, rest = amount_in(f"clams {text}")

    of_left = amount.seconds or amount.reps or amount.count
    assert (of_left, amount.right, amount.side) == (left, right, None)
    assert rest.strip(" ;") == "clams"


@pytest.mark.parametrize(
    "text", ["3x10, 30 s rest", "3x10, rest 30 s between sets", "3x10 with 30 sec rest between"]
)
def test_a_rest_is_no_hold(text):
    amount, _ = amount_in(f"bridges {text}")

    assert said(amount) == {"sets": 3, "count": 10, "rest_s": 30}


@pytest.mark.parametrize(
    "name", ["90/90 switches", "figure four stretch", "figure-four", "4.5/2 thing"]
)
def test_numbers_of_a_name_are_no_amount(name):
    amount, rest = amount_in(name)

    assert not amount.is_dose
    assert rest == name


def test_a_number_at_the_end_is_bare_and_one_at_the_beginning_is_meant():
    assert amount_in("see you at 10")[0].is_bare
    assert not amount_in("10 clams")[0].is_bare
    assert not amount_in("clams x10")[0].is_bare


@tried_with(
    "text",
    [
        "3 times a week",
        "twice a day",
        "once daily",
        "2x/day",
        "every day",
        "daily",
        "3-4 times per week",
    ],
)
def test_how_often_in_a_week_is_no_dose(text):
    assert is_how_often(text)


@pytest.mark.parametrize("text", ["3 times", "10 clams a day", "", "clams daily"])
def test_more_than_that_is_not_only_how_often(text):
    assert not is_how_often(text)


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_fault(text):
    amount, rest = amount_in(text)
    is_how_often(text)

    assert isinstance(rest, str)
    assert all(value >= 0 for value in said(amount).values())
