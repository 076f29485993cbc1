# SPDX-License-Identifier: GPL-3.0-or-later
"""What the list shows of a routine is what the routine is."""

from __future__ import annotations

import msgspec
from hypothesis import given

from content.strategies import routine_tables
from hipmob_desktop.content.entry import nominal_ms
from hipmob_desktop.content.names import MoveNames
from hipmob_desktop.content.routine_file import routine_from_file
from hipmob_desktop.content.schema import RoutineFile
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.preferences import PlanOptions


@given(routine_tables())
def test_the_length_in_the_list_is_that_of_the_plan(table):
    wrong = []
    routine = routine_from_file(msgspec.convert(table, RoutineFile), "x", MoveNames({}), wrong)
    assert wrong == []
    assert nominal_ms(routine) == lay_out(routine, PlanOptions()).total_ms


def test_every_shipped_entry_tells_what_its_routine_is(shipped):
    for entry, routine in zip(shipped.entries, shipped.routines, strict=True):
        assert (entry.id, entry.title, entry.equipment) == (
            routine.id,
            routine.title,
            routine.equipment,
        )
        assert entry.total_ms == lay_out(routine, PlanOptions()).total_ms
        assert entry.stand_ins == tuple(move.name for move in routine.stand_ins)
        assert not entry.is_own
