# SPDX-License-Identifier: GPL-3.0-or-later
"""An exported routine needs no library and comes back as the same value."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given

from content.samples import write
from content.strategies import routine_tables
from hipmob_desktop.content.import_file import check_file
from hipmob_desktop.content.names import MoveNames
from hipmob_desktop.content.reader import Source, load_routine_file, read_routine
from hipmob_desktop.content.routine_file import export_routine, routine_from_file
from hipmob_desktop.content.schema import RoutineFile


@given(routine_tables())
def test_any_routine_comes_back_as_the_same_value(table):
    wrong = []
    routine = routine_from_file(msgspec.convert(table, RoutineFile), "x", MoveNames({}), wrong)
    assert wrong == []
    source = Source(Path("x.toml"), export_routine(routine))
    again, _ = read_routine(source, MoveNames({}))
    assert again == routine


def test_every_shipped_routine_comes_back_without_a_library(shipped, tmp_path):
    for routine in shipped.routines:
        path = write(tmp_path, f"{routine.id}.toml", export_routine(routine))
        assert load_routine_file(path, {}) == routine


def test_an_exported_file_passes_the_check(shipped, tmp_path):
    text = export_routine(shipped.routine("mitro_four"))
    assert check_file(write(tmp_path, "mitro_four.toml", text), shipped) == ()


def test_a_move_in_the_file_serves_its_routine_instead_of_the_shipped_one(shipped, tmp_path):
    routine = shipped.routine("desk_break")
    march = replace(routine.items[0].move, name="Marching")
    changed = replace(routine.items[0], move=march)
    edited = replace(routine, items=(changed, *routine.items[1:]))
    path = write(tmp_path, "desk_break.toml", export_routine(edited))
    assert load_routine_file(path, shipped.moves) == edited
    assert shipped.move("standing_march").name == "Standing march"


def test_two_moves_of_one_id_cannot_be_exported(shipped):
    routine = shipped.routine("desk_break")
    march = replace(routine.items[0].move, name="Marching")
    twice = replace(routine, items=(*routine.items, replace(routine.items[0], move=march)))
    with pytest.raises(ValueError, match="two different moves"):
        export_routine(twice)
