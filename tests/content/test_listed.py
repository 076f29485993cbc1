# SPDX-License-Identifier: GPL-3.0-or-later
"""A letter with a list in it becomes the routine that its writer had in mind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.content.list_amounts import Amount
from hipmob_desktop.content.list_lines import LineReader, Reading
from hipmob_desktop.content.listed import MOST_MOVES, Listed, item_of, read_list, routine_from
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.routine import Circuit

LETTER = """\
Hi Anna,

here is your programme for the hips. Please do it every day.

Evening hips:
1. 10 clamshells each side
2. hold couch stretch 45s x2
3. Half-kneeling hip flexor stretch
   30 sec per leg
   repeat 3 times
4. 3x10 glute bridges, 20 s rest

2 rounds

Best wishes
"""


@pytest.fixture(scope="module")
def reader(shipped):
    return LineReader(shipped.names)


def doses(listed):
    return [
        (made.item.move.id, made.item.dose)
        for line in listed.move_lines
        for made in [item_of(line.moves[0], line.amount)]
    ]


def test_a_letter_is_a_routine(reader):
    listed = read_list(LETTER, reader)

    assert (listed.title, listed.rounds) == ("Evening hips", 2)
    assert doses(listed) == [
        ("clamshell", Reps(count=10)),
        ("couch_stretch", Hold(hold_ms=45_000, sets=2)),
        ("half_kneeling_hip_flexor", Hold(hold_ms=30_000, sets=3)),
        ("glute_bridge", Reps(count=10, sets=3, rest_ms=20_000)),
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\n"])
def test_whichever_way_its_lines_end(reader, end):
    listed = read_list(LETTER.replace("\n", end), reader)

    assert doses(listed) == doses(read_list(LETTER, reader))


@tried_with(
    ("above", "title"),
    [
        ("Evening hips", "Evening hips"),
        ("# Evening hips", "Evening hips"),
        ("*Evening hips*:", "Evening hips"),
        ("Title: Evening hips", "Evening hips"),
        ("From: anna@example.org\nSubject: Re: Evening hips", "Evening hips"),
        ("Subject: Mail\n\nHi,\nEvening hips", "Evening hips"),
        ("Hi Anna", ""),
        ("Please do these.", ""),
        ("", ""),
        ("a" * 80, ""),
    ],
)
def test_it_is_called_by_what_stands_above_it(reader, above, title):
    assert read_list(f"{above}\n10 clamshells\nBelow", reader).title == title


@tried_with(
    ("line", "rounds"),
    [
        ("3 rounds", 3),
        ("Do 3 rounds of:", 3),
        ("Repeat for 2 rounds", 2),
        ("x 4 rounds", 4),
        ("", 1),
    ],
)
def test_rounds_are_of_the_whole(reader, line, rounds):
    listed = read_list(f"{line}\n10 clamshells\n10 glute bridges", reader)

    assert (listed.rounds, len(listed.move_lines)) == (rounds, 2)


def test_a_dose_below_a_move_is_its_own_unless_it_has_one(reader):
    listed = read_list("Clamshell\n10 each side\nGlute bridge x 8\n10", reader)

    assert doses(listed) == [("clamshell", Reps(count=10)), ("glute_bridge", Reps(count=8))]


DOSES = {
    ("clamshell", Amount()): (Reps(count=12), ""),
    ("clamshell", Amount(count=7)): (Reps(count=7), ""),
    ("clamshell", Amount(reps=7, sets=2)): (Reps(count=7, sets=2), ""),
    ("clamshell", Amount(sets=2)): (Reps(count=12, sets=2), ""),
    ("clamshell", Amount(seconds=40)): (Reps(count=10), "40 s are about 10 reps"),
    ("clamshell", Amount(seconds=40, count=2)): (
        Reps(count=10, sets=2),
        "40 s are about 10 reps",
    ),
    ("clamshell", Amount(seconds=1)): (Reps(count=1), "1 s are about 1 reps"),
    ("clamshell", Amount(count=0)): (Reps(count=12), ""),
    ("clamshell", Amount(count=500)): (Reps(count=200), "at most 200 reps"),
    ("clamshell", Amount(count=5, sets=90)): (Reps(count=5, sets=20), "at most 20 sets"),
    ("couch_stretch", Amount()): (Hold(hold_ms=30_000), ""),
    ("couch_stretch", Amount(seconds=45, count=2)): (Hold(hold_ms=45_000, sets=2), ""),
    ("couch_stretch", Amount(seconds=45, sets=3)): (Hold(hold_ms=45_000, sets=3), ""),
    ("couch_stretch", Amount(count=40)): (Hold(hold_ms=40_000), ""),
    ("couch_stretch", Amount(count=40, sets=2)): (Hold(hold_ms=40_000, sets=2), ""),
    ("couch_stretch", Amount(count=3)): (
        Hold(hold_ms=30_000, sets=3),
        "it is held, so many times",
    ),
    ("couch_stretch", Amount(seconds=9_000)): (Hold(hold_ms=1_800_000), "at most 1800 s"),
    ("couch_stretch", Amount(seconds=0)): (Hold(hold_ms=1_000), "at least 1 s"),
    ("glute_bridge", Amount(sets=2, count=5, rest_s=20)): (
        Reps(count=5, sets=2, rest_ms=20_000),
        "",
    ),
}


@tried_with(("asked", "made"), DOSES.items(), ids=map(str, DOSES))
def test_an_amount_is_a_dose_and_what_is_taken_otherwise_is_said(shipped, asked, made):
    move, amount = asked
    got = item_of(shipped.move(move), amount)

    assert (got.item.dose, got.note) == made


def test_time_of_both_sides_in_turn_is_the_time_of_both(shipped):
    move = shipped.move("bridge_march")
    rep_ms = 2 * sum(phase.duration_ms for phase in move.phases)

    assert item_of(move, Amount(seconds=rep_ms * 4 / 1_000)).item.dose == Reps(count=4)


def items(reader, text):
    return routine_from(read_list(text, reader), {}, id_="a", title="A").items


def test_one_side_is_one_side_and_two_lines_of_a_move_are_one_item(reader):
    (alone,) = items(reader, "Clamshell left only x10")
    (pair,) = items(reader, "Clamshell left x10\nClamshell right x10")
    (uneven,) = items(reader, "Clamshell right x12\nClamshell left x8")

    assert (alone.side, alone.dose) == (Side.LEFT, Reps(count=10))
    assert (pair.side, pair.right, pair.dose) == (Side.BOTH, None, Reps(count=10))
    assert (uneven.side, uneven.dose, uneven.right) == (Side.BOTH, Reps(count=8), 12)


@pytest.mark.parametrize(
    "text",
    [
        "Clamshell left x10\nClamshell left x10",
        "Clamshell left x10\n10 glute bridges\nClamshell right x10",
        "Clamshell left 2 x 10\nClamshell right x10",
        "Clamshell left x10\nFire hydrant right x10",
    ],
)
def test_what_does_not_go_together_stays_apart(reader, text):
    made = items(reader, text)

    assert len(made) == len(text.splitlines())
    assert Side.BOTH not in [item.side for item in made if item.move.id == "clamshell"]


def test_sides_may_be_uneven(reader):
    (reps,) = items(reader, "Clamshell 8 left, 12 right")
    (held,) = items(reader, "Couch stretch 30 s left, 45 s right")

    assert (reps.dose, reps.right) == (Reps(count=8), 12)
    assert (held.dose, held.right) == (Hold(hold_ms=30_000), 45_000)


def test_a_side_of_what_both_do_at_once_is_nothing_and_that_is_said(shipped):
    made = item_of(shipped.move("glute_bridge"), Amount(count=10, side=Side.LEFT))

    assert (made.item.side, made.note) == (Side.BOTH, "both sides work at once")


def test_runs_of_lines_may_have_rounds_of_their_own(reader):
    text = "10 clamshells\n20 burpees\n10 fire hydrants\n10 glute bridges"
    listed = replace(read_list(text, reader), circuits=((0, 2, 3),))
    made = routine_from(listed, {}, id_="a", title="A")
    assert (made.rounds, made.circuits) == (1, (Circuit(first=0, last=1, rounds=3),))

    all_of_it = replace(listed, circuits=((0, 3, 90),))
    made = routine_from(all_of_it, {}, id_="a", title="A")
    assert (made.rounds, made.circuits) == (20, ())

    nothing_left = replace(listed, circuits=((1, 1, 3), (2, 3, 1)))
    assert routine_from(nothing_left, {}, id_="a", title="A").circuits == ()


def test_what_somebody_chose_is_in_it_and_what_is_left_out_is_not(reader, shipped):
    listed = read_list("claim shells x5\n20 burpees\n10 glute bridges", reader)
    assert [line.reading for line in listed.open_lines] == [Reading.MAYBE, Reading.UNKNOWN]

    made = routine_from(listed, {0: shipped.move("clamshell"), 1: None}, id_="a", title="A")

    assert [item.move.id for item in made.items] == ["clamshell", "glute_bridge"]
    assert (made.id, made.title, made.items[0].dose) == ("a", "A", Reps(count=5))


def test_of_nothing_no_routine_is_made(reader):
    with pytest.raises(ValueError, match="none of its lines"):
        routine_from(read_list("20 burpees", reader), {0: None}, id_="a", title="A")


def test_nor_of_more_than_a_routine_may_have(reader):
    listed = read_list("10 clams\n" * (MOST_MOVES + 1), reader)

    with pytest.raises(ValueError, match="201 moves"):
        routine_from(listed, {}, id_="a", title="A")


@given(text=st.lists(st.sampled_from([*LETTER.splitlines(), "x", "\0", "3", "\u2028"])))
def test_any_text_is_read(shipped, text):
    listed = read_list("\n".join(text), LineReader(shipped.names))

    assert isinstance(listed, Listed)
    assert 1 <= listed.rounds <= 20
    assert listed.title.isprintable()
