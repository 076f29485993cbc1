# SPDX-License-Identifier: GPL-3.0-or-later
"""What the terminal prints of a routine that says little of itself, and of one that says much."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from builders import a_circle, a_hold, a_move, a_provenance, a_routine, needing
from hipmob_desktop.cli.routine_output import (
    fit_json,
    list_lines,
    needs_text,
    routine_json,
    routine_row,
    show_lines,
)
from hipmob_desktop.core.enums import Item, Origin, SetsOrder, Side
from hipmob_desktop.core.fit import Fit, Fitted
from hipmob_desktop.core.move import Reps
from hipmob_desktop.core.routine import Circuit, Reference, RoutineItem

TODAY = date(2026, 11, 27)
BARE = a_routine(a_move(cues=(), easier="", harder="", credit="", equipment=()))
HOLE = re.compile(r"^\s*[.,:]|: *$|: *\.|\.\.|  \.|[a-z]  [A-Z]")


def lines(routine):
    listed = list_lines([routine_row(routine, 60_000)], {})
    return [*listed, *show_lines(routine, 60_000, "Stop when it hurts.", today=TODAY)]


@pytest.mark.parametrize(
    "changes", [{}, {"credit": "ours"}, {"credit": "Ours."}, {"when_text": "any time"}]
)
def test_where_a_routine_says_nothing_no_hole_is_left(changes):
    printed = lines(a_routine(*(item.move for item in BARE.items), **changes))
    assert [line for line in printed if HOLE.search(line)] == []
    assert any(line.strip().endswith("Needs: nothing.") for line in printed)


KNOWN = {
    "A1": Reference(title="An article"),
    "W1": Reference(title="A page", address="https://x.example"),
}


def test_why_and_where_to_read_on_are_shown():
    routine = a_routine(why="It helps me.", sources=("A1", "W1", "My own notes"))
    shown = list(show_lines(routine, 60_000, "Stop.", KNOWN, today=TODAY))

    assert "Why: It helps me." in shown
    assert [line for line in shown if line.startswith("Source: ")] == [
        "Source: An article", "Source: A page: https://x.example", "Source: My own notes"
    ]  # fmt: skip


@pytest.mark.parametrize(("right", "told"), [(None, None), (5, 5)])
def test_scripts_are_told_what_the_right_side_does_where_it_is_another_dose(right, told):
    item = RoutineItem(move=a_move(), dose=Reps(count=8), right=right)
    routine = replace(a_routine(), items=(item,))
    made = Fit(minutes=6, rounds=1, laps=(), items=())
    fitted = Fitted(fit=made, routine=routine, total_ms=1, left_out=(), is_too_long=False)
    (row,) = fit_json(fitted)["items"]
    assert row["dose"]["reps_each_side"] == 8
    assert (row["right"] and row["right"]["reps_each_side"]) == told


def test_the_codes_of_a_routine_and_of_its_moves_are_explained_to_scripts():
    move = a_move(provenance=a_provenance(sources=("W1", "X9")))
    told = routine_json(a_routine(move, why="Because.", sources=("A1",)), 60_000, KNOWN)

    assert told["why"] == "Because."
    assert told["sources"] == ["A1"]
    assert told["references"] == {
        "A1": {"title": "An article", "address": ""},
        "W1": {"title": "A page", "address": "https://x.example"},
    }


STAND_IN = a_move(
    provenance=a_provenance(name=Origin.STAND_IN, note="n", note_to_user="Not in the article.")
)


def test_what_is_needed_is_told_in_words():
    assert needs_text([Item.MAT, Item.LOOP_BAND]) == "mat, loop band"
    assert needs_text([]) == "nothing"


def test_a_stand_in_is_named_in_the_list_and_explained_where_it_is_shown():
    routine = a_routine(STAND_IN)
    listed = "\n".join(list_lines([routine_row(routine, 60_000)], {"leg_lift": "Leg lifts"}))
    shown = "\n".join(show_lines(routine, 60_000, "Stop.", today=TODAY))

    assert "Our stand-ins: Leg lifts." in listed
    assert "Our stand-in: Not in the article." in shown


def test_of_a_move_that_its_source_describes_no_stand_in_is_told():
    assert not [line for line in lines(a_routine(a_move())) if "stand-in" in line]


def test_all_that_a_move_says_of_itself_is_shown():
    move = a_move(
        easier="Bend it", harder="Slower", credit="By her", equipment=needing(Item.LOOP_BAND)
    )
    shown = "\n".join(show_lines(a_routine(move), 60_000, "Stop.", today=TODAY))
    said = ("Lie down.", "Long leg / Hips still", "Easier: Bend it", "Harder: Slower", "By her")

    assert [words for words in (*said, "With: ") if words not in shown] == []


def test_moves_are_numbered_and_the_rule_that_always_holds_stands_last():
    shown = list(
        show_lines(a_routine(a_move(), a_hold()), 60_000, "Stop when it hurts.", today=TODAY)
    )

    assert [line[:2] for line in shown if re.match(r"\d\.", line)] == ["1.", "2."]
    assert shown[-1] == "Stop when it hurts."


def test_scripts_get_reps_or_seconds_as_a_move_is_done():
    lifts, stretch = routine_json(a_routine(a_move(), a_hold()), 60_000)["items"]

    assert (lifts["dose"]["reps_each_side"], stretch["dose"]["hold_s"]) == (10, 30)
    assert [phase["seconds"] for phase in lifts["phases"]] == [2, 2]


def test_scripts_get_where_a_move_comes_from_and_what_it_needs():
    move = a_move(provenance=STAND_IN.provenance, equipment=needing(Item.STRAP))
    (item,) = routine_json(a_routine(move), 60_000)["items"]

    assert item["provenance"]["is_stand_in"]
    assert (item["equipment"][0]["item"], item["equipment"][0]["required"]) == ("strap", True)


@pytest.mark.parametrize("move", [a_move(), a_hold(), a_circle()])
def test_what_scripts_get_is_json_and_nothing_else(move):
    table = routine_json(a_routine(move), 60_000)
    assert json.loads(json.dumps(table)) == table


MUCH = replace(
    a_routine(a_move(), a_hold()),
    items=(
        RoutineItem(
            move=a_move(),
            dose=Reps(count=8, sets=2, rest_ms=3_000),
            right=12,
            sets_order=SetsOrder.TOGETHER,
            rest_sides_ms=15_000,
            rest_after_ms=45_000,
            note="only as far as we said",
            cue="slide the {side} heel",
            is_optional=True,
        ),
        RoutineItem(move=a_hold(), dose=a_hold().dose, side=Side.RIGHT),
    ),
    circuits=(Circuit(first=0, last=1, rounds=3, rest_ms=30_000),),
    rest_between_ms=10_000,
    how_often="twice a day",
    until=date(2026, 11, 28),
    pain="up to three of ten is all right",
)


def test_all_that_a_routine_asks_for_is_shown():
    shown = list(show_lines(MUCH, 60_000, "Stop when it hurts.", today=TODAY))
    for line in (
        "Twice a day, until 28 November 2026.",
        "Rounds: Moves 1 to 2: 3 rounds with 30 s of rest between them.",
        "Rest: 10 s between two moves.",
        "1. Leg lift, 2 sets of 8 left, 12 right, one side, then the other (optional)",
        "   Note: Only as far as we said.",
        "   Remember: Slide the left heel.",
        "   Rest: 3 s between sets, 15 s before each change of sides, 45 s after it.",
        "2. Stretch, 30 s, right only",
    ):
        assert line in shown
    assert shown[-2:] == ["Stop when it hurts.", "Up to three of ten is all right."]


def test_a_routine_whose_last_day_is_over_says_so():
    shown = list(show_lines(MUCH, 60_000, "Stop.", today=date(2026, 11, 29)))
    assert "Twice a day. It was to be done until 28 November 2026." in shown


def test_scripts_get_all_that_a_routine_asks_for():
    told = routine_json(replace(MUCH, rounds=2, round_rest_ms=60_000), 60_000)
    assert told["circuits"] == [{"first": 1, "last": 2, "rounds": 3, "rest_s": 30}]
    assert (told["how_often"], told["until"]) == ("twice a day", "2026-11-28")
    assert (told["pain"], told["rest_between_s"]) == ("up to three of ten is all right", 10)
    assert (told["rounds"], told["round_rest_s"]) == (2, 60)
    uneven, one = told["items"]
    assert (uneven["dose"]["rest_s"], uneven["side_change_s"]) == (3, 8)
    assert (uneven["dose"]["reps_each_side"], uneven["right"]["reps_each_side"]) == (8, 12)
    assert (uneven["sets_order"], uneven["rest_sides_s"]) == ("together", 15)
    assert (uneven["rest_after_s"], uneven["optional"]) == (45, True)
    assert (uneven["note"], uneven["cue"]) == ("only as far as we said", "slide the {side} heel")
    assert (one["side"], one["right"], one["rest_after_s"]) == ("right", None, None)
    assert json.loads(json.dumps(told)) == told
