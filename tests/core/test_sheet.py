# SPDX-License-Identifier: GPL-3.0-or-later
"""A sheet says what its routine asks for: nothing is left out, and nothing is added to it."""

from dataclasses import replace
from datetime import date

import pytest

from builders import a_hold, a_move, a_routine, a_two_sided_move, a_voice, needing
from hipmob_desktop.core.enums import Item, Side
from hipmob_desktop.core.move import MoveVoice, Reps, Setup, SideWords
from hipmob_desktop.core.routine import Circuit
from hipmob_desktop.core.sheet import FEEL, HOW, NEEDS, WITHOUT_WORDS, sheet_of

RULE, TODAY = "Stop a move that hurts.", date(2026, 5, 1)
ONLY_HOW = MoveVoice(left=SideWords(how="Lift."), right=SideWords(how="Lift."))
NO_SETUP = Setup(text="", left="", right="")


def told(routine, total_ms=600_000):
    return sheet_of(routine, total_ms, RULE, TODAY)


def one(move, **changes):
    routine = a_routine(move)
    return told(replace(routine, items=(replace(routine.items[0], **changes),))).moves[0]


def test_it_begins_with_title_length_moves_and_when():
    sheet = told(a_routine(a_move(), a_hold(), title="Knee", when_text="after a run"))

    assert (sheet.title, sheet.facts) == ("Knee", "10 min · 2 moves · After a run")
    assert told(a_routine(a_move())).facts == "10 min · 1 move"


def test_it_says_how_often_until_when_and_whose_it_is():
    routine = a_routine(how_often="twice a day", until=date(2026, 5, 20), credit="after A. Person")

    assert told(routine).use == "Twice a day, until 20 May 2026."
    assert told(routine).foot == "After A. Person."


def test_pain_that_is_all_right_stands_behind_the_rule_that_holds():
    assert told(a_routine()).safety == RULE
    assert told(a_routine(pain="up to three of ten")).safety == f"{RULE} Up to three of ten."


def test_a_dose_is_the_one_of_the_routine_with_its_rounds():
    move = replace(a_routine(a_move()).items[0], dose=Reps(count=7), right=9)
    routine = a_routine(a_move(), circuits=(Circuit(first=0, last=0, rounds=3),))
    sheet = told(replace(routine, items=(move,)))

    assert sheet.moves[0].dose == "7 left, 9 right, 3 rounds"
    assert ("Rounds", "Move 1: 3 rounds") in sheet.lines or "3 rounds" in str(sheet.lines)


def test_note_cue_and_rests_are_those_of_the_item():
    lines = dict(one(a_move(), note="only so far", cue="slowly", rest_after_ms=45_000).lines)

    assert (lines["Note"], lines["Remember"]) == ("Only so far.", "Slowly.")
    assert lines["Rest"] == "45 s after it."


def test_what_is_empty_has_no_line():
    labels = [label for label, _ in one(a_move(setup=NO_SETUP, voice=ONLY_HOW)).lines]

    assert labels == [HOW]


def test_how_is_told_in_full_or_as_it_is_said_on_the_side_that_works():
    full = a_move(setup=replace(NO_SETUP, text="Lie\ndown."), voice=a_voice(how="Lift."))
    said = replace(
        full, setup=NO_SETUP, voice=a_voice(how="lift the {side} leg", feel="the {side} hip")
    )

    assert dict(one(full).lines)[HOW] == "Lie down."
    assert dict(one(said, side=Side.RIGHT).lines)[HOW] == "Lift the right leg."
    assert dict(one(said).lines)[FEEL] == "The left hip."


def test_a_move_without_words_says_so_first():
    assert one(a_move(setup=NO_SETUP), note="so").lines == ((HOW, WITHOUT_WORDS), ("Note", "So."))


@pytest.mark.parametrize(
    ("move", "works", "shown"),
    [
        (a_move(), Side.BOTH, Side.LEFT),
        (a_move(), Side.RIGHT, Side.RIGHT),
        (a_two_sided_move(), Side.BOTH, Side.BOTH),
    ],
)
def test_pictures_show_the_side_that_works(move, works, shown):
    assert one(move, side=works).side is shown


def test_each_thing_is_needed_once_in_the_words_of_its_first_move():
    moves = (a_move(equipment=needing(Item.MAT, Item.WALL)), a_move(equipment=needing(Item.MAT)))

    assert dict(told(a_routine(*moves)).lines)[NEEDS] == "Mat. Wall."


def test_moves_are_numbered_in_their_order_even_one_that_comes_twice():
    routine = a_routine(a_move(name="Clam"), a_hold(name="Frog"), a_move(name="Clam"))

    assert [m.heading for m in told(routine).moves] == ["1. Clam", "2. Frog", "3. Clam"]
