# SPDX-License-Identifier: GPL-3.0-or-later
"""What a routine asks for is said in few words, and nothing of what it does not ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from builders import a_hold, a_move, a_routine
from cases import tried_with
from core.strategies import routines
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.move import Hold
from hipmob_desktop.core.routine import Circuit, RoutineItem
from hipmob_desktop.core.routine_text import (
    NOTE,
    OWN_CUE,
    REST,
    ROUNDS,
    item_lines,
    laps_text,
    rests_text,
    routine_lines,
    use_text,
)

ITEM = RoutineItem(move=a_hold(), dose=Hold(hold_ms=7_000, sets=3, rest_ms=3_500))
LAST = date(2026, 11, 28)


@tried_with(
    ("ways", "said"),
    [
        ({}, "3.5 s between sets"),
        ({"dose": Hold(hold_ms=7_000, rest_ms=3_500)}, ""),
        ({"rest_sides_ms": 9_000}, "3.5 s between sets, 9 s before each change of sides"),
        ({"rest_after_ms": 60_000}, "3.5 s between sets, 60 s after it"),
        ({"rest_after_ms": 0}, "3.5 s between sets"),
    ],
)
def test_the_rests_of_a_move_are_said_where_there_are_any(ways, said):
    assert rests_text(replace(ITEM, **ways)) == said


@pytest.mark.parametrize(("side", "word"), [(Side.BOTH, "left"), (Side.RIGHT, "right")])
def test_notes_and_cues_speak_of_the_side_that_works(side, word):
    item = replace(ITEM, side=side, note="the {side} one", cue="not the {other}")
    told = dict(item_lines(item))
    assert told[NOTE] == f"The {word} one."
    assert told[OWN_CUE] == f"Not the {Side(word).other}."
    assert told[REST] == "3.5 s between sets."


def test_a_move_of_which_nothing_is_said_has_empty_lines():
    assert [text for _, text in item_lines(RoutineItem(move=a_move(), dose=a_move().dose))] == [
        "",
        "",
        "",
    ]


def test_rounds_are_said_of_circuits_and_of_the_whole():
    moves = [a_move(str(number)) for number in range(3)]
    circuits = (
        Circuit(first=0, last=1, rounds=3, rest_ms=30_000),
        Circuit(first=2, last=2, rounds=2),
    )
    routine = a_routine(*moves, circuits=circuits, rounds=2, round_rest_ms=45_000)
    told = dict(routine_lines(routine))
    assert told == {
        ROUNDS: "Moves 1 to 2: 3 rounds with 30 s of rest between them. Move 3: 2 rounds. "
        "All of it: 2 rounds with 45 s of rest between them.",
        REST: "",
    }
    assert [laps_text(routine, number) for number in range(3)] == [
        "3 rounds",
        "3 rounds",
        "2 rounds",
    ]
    assert dict(routine_lines(a_routine(rest_between_ms=5_000))) == {
        ROUNDS: "",
        REST: "5 s between two moves.",
    }


@tried_with(
    ("how_often", "until", "today", "said"),
    [
        ("", None, LAST, ""),
        ("twice a day", None, LAST, "Twice a day."),
        ("", LAST, LAST, "Until 28 November 2026."),
        ("twice a day", LAST, LAST, "Twice a day, until 28 November 2026."),
        (
            "twice a day",
            LAST,
            date(2026, 11, 29),
            "Twice a day. It was to be done until 28 November 2026.",
        ),
    ],
)
def test_how_often_and_until_when_is_said_and_that_it_is_over(how_often, until, today, said):
    assert use_text(a_routine(how_often=how_often, until=until), today) == said


@given(routines())
def test_whatever_a_routine_asks_for_its_lines_are_sentences(routine):
    told = [
        *routine_lines(routine),
        *(line for item in routine.items for line in item_lines(item)),
    ]
    assert all(text == "" or (text[0].isupper() or text[0].isdigit()) for _, text in told)
    assert all(text == "" or text[-1] in ".!?" for _, text in told)
