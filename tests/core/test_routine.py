# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine knows what its moves need and which of them are stand-ins."""

from dataclasses import replace

from builders import a_move, a_provenance, a_routine, needing
from hipmob_desktop.core.enums import Item, Origin


def test_a_routine_needs_what_its_moves_cannot_do_without_each_once():
    optional = replace(needing(Item.CUSHION)[0], required=False)
    routine = a_routine(
        a_move("one", equipment=needing(Item.MAT, Item.WALL)),
        a_move("two", equipment=(optional, *needing(Item.LOOP_BAND, Item.MAT))),
    )
    assert routine.equipment == (Item.MAT, Item.WALL, Item.LOOP_BAND)


def test_a_routine_names_its_stand_ins():
    stand_in = a_move("two", provenance=a_provenance(name=Origin.STAND_IN))
    assert a_routine(a_move("one"), stand_in).stand_ins == (stand_in,)
