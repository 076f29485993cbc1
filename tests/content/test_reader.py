# SPDX-License-Identifier: GPL-3.0-or-later
"""What reading one file promises, above all when the file is bad."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given

from builders import a_coach, the_library
from content.samples import MOVE, ROUTINE, lines, write
from content.strategies import routines
from hipmob_desktop.content.library import Library
from hipmob_desktop.content.names import MoveNames
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.reader import (
    MAX_FAULTS,
    Source,
    entry_of,
    load_routine_file,
    read_routine,
    routine_of,
)
from hipmob_desktop.core.lengths import RoutineLengths
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms, lay_out
from hipmob_desktop.core.preferences import PlanOptions


def test_a_routine_without_an_id_gets_it_from_its_file(tmp_path, moves):
    routine = load_routine_file(write(tmp_path, "My own, No 2.toml", ROUTINE), moves)
    assert routine.id == "my_own_no_2"


HEAD = 'title = "A"\n'
ITEM = '[[items]]\nmove = "glute_bridge"\n'


def test_all_faults_of_a_file_are_told_at_once(lines_for):
    content = (
        'title = 5\nlevel = "x"\nwhen = ["desk", 7]\n[[items]]\nmove = 3\n[[items]]\nreps = 2\n'
    )
    places = [line.partition(":")[0] for line in lines_for(content)]
    assert places == [
        "line 1, title",
        "line 2, level",
        "line 3, when #2",
        "line 5, items #1, move",
        "line 6, items #2",
    ]


def test_a_flood_of_faults_is_cut_short(lines_for):
    assert len(lines_for(HEAD + "[[items]]\n" * 100)) == MAX_FAULTS


def test_the_entry_of_every_shipped_routine_tells_what_its_routine_is(shipped):
    for entry, routine in zip(shipped.entries, shipped.routines, strict=True):
        assert (entry.id, entry.title, entry.equipment) == (
            routine.id,
            routine.title,
            routine.equipment,
        )
        played_ms = build_plan(routine, PlanOptions(), a_coach(), estimated_ms).plan.total_ms
        assert entry.total_ms == pytest.approx(played_ms, rel=0.15)
        assert entry.stand_ins == tuple(move.name for move in routine.stand_ins)
        assert not entry.is_own


@given(routines())
def test_the_shape_of_an_entry_is_all_that_measuring_needs(routine):
    moves = {item.move.id: item.move for item in routine.items}
    entry = entry_of(routine, Path("a.toml"), order=1, is_own=True, moves=moves)
    shaped = routine_of(entry.shape, moves)
    lengths = RoutineLengths(PlanOptions(), a_coach())
    assert lengths.of(shaped) == lengths.of(routine)
    assert lay_out(shaped, PlanOptions()).segments == lay_out(routine, PlanOptions()).segments


def test_a_search_finds_what_is_noted_in_a_routine(tmp_path, moves):
    text = 'how_often = "twice weekly"\npain = "a little"\n' + ROUTINE + 'note = "Gently"\n'
    routine = load_routine_file(write(tmp_path, "a.toml", text), moves)
    entry = entry_of(routine, tmp_path, order=1, is_own=True, moves=moves)
    for words in ("twice weekly", "a little", "gently"):
        assert words in entry.search_text


def test_what_nobody_can_explain_is_still_refused_as_a_file(tmp_path):
    class OddTable(msgspec.Struct):
        def __post_init__(self):
            raise ValueError("odd")

    path = write(tmp_path, "odd.toml", "")
    with pytest.raises(ContentError, match="expected what its format allows, found odd"):
        Source.at(path).read_as(OddTable)


HINT = "(`add` puts it where routines find it, to be named in one of them)"


def test_a_move_where_a_routine_is_wanted_is_called_one_in_one_line(home):
    write(home, "routines/knee_lift.toml", MOVE)
    write(home, "moves/short.toml", ROUTINE)
    move, routine = home / "routines/knee_lift.toml", home / "moves/short.toml"
    assert sorted(lines(Library.load(home))) == [
        f"{routine}: expected a move, found a routine (it belongs in the folder routines)",
        f"{move}: expected a routine, found a move {HINT}",
    ]
    with pytest.raises(ContentError, match="expected a routine, found a move") as raised:
        load_routine_file(move, {})
    assert len(raised.value.faults) == 1


def test_keys_of_ones_own_are_passed_over_in_every_table():
    text = (
        'title = "Mine"\nx_mood = 1\n[[items]]\nmove = "glute_bridge"\nx_mat = {colour = "blue"}\n'
    )
    names = MoveNames(the_library().moves)
    routine, _ = read_routine(Source(Path("mine.toml"), text), names)

    assert [item.move.id for item in routine.items] == ["glute_bridge"]


def test_beside_keys_of_ones_own_a_wrong_one_is_still_named():
    text = 'title = "Mine"\nx_mood = 1\nmoood = 2\nmoves = ["Glute bridge"]\n'

    with pytest.raises(ContentError) as refused:
        read_routine(Source(Path("mine.toml"), text), MoveNames(the_library().moves))
    assert "line 3, moood" in str(refused.value)
    assert "x_mood" not in str(refused.value)
