# SPDX-License-Identifier: GPL-3.0-or-later
"""A line of a list means a move, may mean a few, asks for one we have not, or is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.content.list_lines import LineReader, Reading, all_lines


@pytest.fixture(scope="module")
def reader(shipped):
    return LineReader(shipped.names)


def read(reader, text):
    (line,) = reader.lines(1, text)
    return line


PLAIN = {
    "10 clamshells each side": "clamshell",
    "hold couch stretch 45s x2": "couch_stretch",
    "3x10 fire hydrant": "fire_hydrant",
    "2 sets of 12 glute bridges": "glute_bridge",
    "1. 10 clamshells": "clamshell",
    "2) 10 clamshells": "clamshell",
    "- 10 clamshells": "clamshell",
    "\u2022 10 clamshells": "clamshell",
    "* 10 clamshells": "clamshell",
    "[ ] 10 clamshells": "clamshell",
    "> > 10 clamshells": "clamshell",
    "CLAMSHELL": "clamshell",
    "Cl\u00e0mshell": "clamshell",
    "Clam shell x 10": "clamshell",
    "firehydrants 10": "fire_hydrant",
    "Child's pose 1 min": "childs_pose",
    "Childs pose for a minute": "childs_pose",
    "Child\u2019s pose": "childs_pose",
    "World\u2019s greatest stretch, 4 reps": "worlds_greatest",
    "90/90 hip switch, 5 per side": "ninety_ninety_switch",
    "5 90/90 sit switches": "ninety_ninety_switch",
    "Supine figure-4 stretch 30 s": "supine_figure_4",
    "supine figure four stretch 30 s": "supine_figure_4",
    "Leg swings, front to back 10x": "leg_swing_front",
    "Hip CARs on all fours 5 each direction": "hip_cars_quadruped",
    "clamshell": "clamshell",
    "ninety_ninety_switch x5": "ninety_ninety_switch",
    "then do the bridge march slowly": "bridge_march",
}
MAYBE = {
    "Claim shells 3 x 12 per leg": ["clamshell"],
    "Couch strech, 30 sec": ["couch_stretch"],
    "90/90 switches x5": ["ninety_ninety_switch"],
    "10 leg swings": ["leg_swing_front", "leg_swing_side"],
    "hip flexor stretch 30 s": ["half_kneeling_hip_flexor", "standing_hip_flexor"],
    "12 clamshells with band": ["clamshell"],
    "glute brige": ["glute_bridge"],
}
UNKNOWN = {"20 burpees": "burpees", "3x10 push-ups": "push ups", "plank 1 min": "plank"}
NOTHING = (
    "", "   ", "Hi Anna,", "Dear all", "Best wishes", "Thanks!", "Do these every day.",
    "3 times a week",
    "Evening hips:", "Subject: 3x10 hips", "From: anna@example.org", "See you on Tuesday at 10",
    "https://example.org/10/clamshells", "Don't forget to breathe", "---", "Phone: 0123 456",
    "rest 30 s",
    "On Monday Anna wrote:", "I did the bridge yesterday and my left knee was fine afterwards",
)  # fmt: skip


@tried_with(("text", "move"), PLAIN.items(), ids=PLAIN)
def test_a_move_is_known_by_any_of_its_names(reader, text, move):
    line = read(reader, text)

    assert line.reading is Reading.MOVE
    assert [each.id for each in line.moves] == [move]


@tried_with(("text", "moves"), MAYBE.items(), ids=MAYBE)
def test_what_is_nearly_a_name_is_asked_about(reader, text, moves):
    line = read(reader, text)

    assert line.reading is Reading.MAYBE
    assert sorted(each.id for each in line.moves)[: len(moves)] == sorted(moves)


@pytest.mark.parametrize(("text", "words"), UNKNOWN.items(), ids=UNKNOWN)
def test_a_dose_of_what_we_have_not_is_named(reader, text, words):
    line = read(reader, text)

    assert (line.reading, line.words, line.moves) == (Reading.UNKNOWN, words, ())


@tried_with("text", NOTHING)
def test_what_is_no_move_is_none(reader, text):
    line = read(reader, text)

    assert (line.reading, line.words, line.moves) == (Reading.NOTHING, "", ())


def test_every_name_of_every_move_is_plain(reader, shipped):
    for move in shipped.moves.values():
        for name in (move.id, move.name, move.spoken_name, *move.aka):
            for text in (name, f"- {name} x 10", f"10 {name} each side", f"{name}, 30 s"):
                line = read(reader, text)
                assert line.reading is not Reading.NOTHING
                assert move.id in [each.id for each in line.moves], text


def test_a_line_may_hold_several_moves(reader):
    lines = reader.lines(3, "10 clamshells, 12 bridges and couch stretch 30 s")
    assert [line.reading for line in lines] != [Reading.MOVE] * 3  # of two marks one is tried

    lines = reader.lines(3, "10 clamshells, 12 bridges, couch stretch 30 s")
    assert [line.moves[0].id for line in lines] == ["clamshell", "glute_bridge", "couch_stretch"]
    assert [line.number for line in lines] == [3, 3, 3]
    assert [line.amount.count for line in lines] == [10, 12, None]


def test_a_line_of_very_many_parts_is_no_list_of_moves(reader):
    (line,) = reader.lines(1, ", ".join(["10 clamshells"] * 11))
    assert line.reading is not Reading.MOVE


def test_a_line_that_was_read_before_has_its_own_number(reader):
    first, again = (reader.lines(number, "10 clamshells") for number in (1, 7))
    assert [line.number for line in (*first, *again)] == [1, 7]


def test_lines_are_numbered_as_an_editor_does(reader):
    lines = all_lines("Hi\r\n\r\n10 clams\n", reader)
    assert [(line.number, line.text) for line in lines] == [(1, "Hi"), (2, ""), (3, "10 clams")]


def test_a_line_without_an_end_is_read_at_once(reader):
    assert read(reader, "10 clamshells " * 50_000).reading is Reading.NOTHING


@given(text=st.text(max_size=120))
def test_any_line_is_read_without_a_fault(shipped, text):
    for line in LineReader(shipped.names).lines(1, text):
        asks = line.reading in (Reading.MOVE, Reading.MAYBE)
        assert bool(line.moves) is asks
        assert line.reading is Reading.MAYBE or len(line.moves) <= 1
