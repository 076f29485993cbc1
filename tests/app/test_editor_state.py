# SPDX-License-Identifier: GPL-3.0-or-later
"""What the editor shows of a routine, in the words of a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders import a_move, a_routine, an_alternating_move, the_library
from hipmob_desktop.app.editor_state import (
    NO_MOVES,
    fault_of,
    found_moves,
    item_of,
    new_routine,
    rows_of,
    said_of,
    status_of,
)
from hipmob_desktop.content.own_routines import OpenFile
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.routine import Circuit
from hipmob_desktop.core.routine_draft import Draft

PLACE = Path("mine.toml")
NEW = OpenFile(PLACE, None)


def test_a_new_routine_has_the_id_of_its_file_and_waits_for_a_move():
    routine = new_routine(PLACE)

    assert routine.id == "mine"
    assert (routine.rounds, routine.items, routine.circuits) == (1, (), ())
    assert (routine.round_rest_ms, routine.get_ready_ms) == (30_000, 10_000)
    assert fault_of(NEW, Draft.of(routine), {}) == NO_MOVES
    assert status_of(routine, 60_000) == ""


def test_rows_tell_the_dose_the_note_and_the_rounds():
    items = tuple(map(item_of, (a_move("a"), a_move("b"), an_alternating_move("c"))))
    items = (replace(items[0], note="softly", is_optional=True), *items[1:])
    routine = replace(
        a_routine(), items=items, circuits=(Circuit(first=1, last=2, rounds=3, rest_ms=0),)
    )

    assert [(row.name, row.words, row.band) for row in rows_of(routine)] == [
        ("A", "10 each side (optional), “softly”", ""),
        ("B", "10 each side", "3 rounds"),
        ("C", "5 each side, in turn", "·"),
    ]


@pytest.mark.parametrize(
    ("count", "length_ms", "words"),
    [
        (1, 59_000, "One move, 0:59 (about 1 minute)"),
        (2, 583_000, "Two moves, 9:43 (about 10 minutes)"),
    ],
)
def test_the_total_is_told_to_the_second_and_in_minutes(count, length_ms, words):
    routine = replace(a_routine(), items=(item_of(a_move()),) * count)

    assert status_of(routine, length_ms) == words


def test_a_fault_is_the_one_that_a_check_of_the_file_names():
    move = the_library().move("clamshell")
    routine = replace(new_routine(PLACE), items=(item_of(move),))
    moves = the_library().moves
    assert fault_of(NEW, Draft.of(routine), moves) == ""

    fault = fault_of(NEW, Draft.of(replace(routine, title="")), moves)

    assert "title" in fault
    assert "mine.toml" not in fault
    other = replace(move, name="Another")
    routine = replace(routine, items=(item_of(move), item_of(other)))
    assert "two different moves" in fault_of(NEW, Draft.of(routine), moves)


def test_moves_are_found_by_all_words_of_any_of_their_names():
    moves = the_library().moves.values()

    assert [row.move for row in found_moves(moves, "STRETCH couch")] == ["couch_stretch"]
    assert found_moves(moves, "couch burpee") == []
    everything = found_moves(moves, "")
    assert len(everything) == len(moves)
    assert [row.name for row in everything] == sorted(
        (row.name for row in everything), key=str.casefold
    )
    clam = the_library().move("clamshell")
    assert all(
        clam.id in [row.move for row in found_moves(moves, name)]
        for name in (clam.name, *clam.aka)
    )


def test_what_is_said_is_that_of_the_side_that_works():
    move = a_move(setup=replace(a_move().setup, left="to the right", right="to the left"))
    item = replace(item_of(move), note="softly", cue="long neck")

    assert said_of(item)[:3] == (move.name, "softly", "to the right")
    assert said_of(item)[-1] == "long neck"
    assert "to the left" in said_of(replace(item, side=Side.RIGHT))
    assert "" not in said_of(item_of(move))


def test_a_row_of_ones_own_move_has_the_picture_of_the_figure_it_is_shown_by():
    mine = a_move("mine", figure="clamshell")
    routine = a_routine(items=(item_of(mine), item_of(a_move("other"))))
    assert [(row.move, row.figure) for row in rows_of(routine)] == [
        ("mine", "clamshell"),
        ("other", ""),
    ]
    assert found_moves([mine], "")[0].figure == "clamshell"
