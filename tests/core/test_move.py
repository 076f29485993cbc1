# SPDX-License-Identifier: GPL-3.0-or-later
"""Moves and routines answer small questions about themselves."""

from dataclasses import replace

import pytest

from builders import a_move, a_provenance, a_routine, needing
from hipmob_desktop.core.enums import Item, Origin, Position, PositionGroup, Side


@pytest.mark.parametrize(
    ("side", "other"),
    [(Side.LEFT, Side.RIGHT), (Side.RIGHT, Side.LEFT), (Side.BOTH, Side.BOTH)],
)
def test_each_side_has_an_opposite(side, other):
    assert side.other is other


def test_the_words_for_a_side_are_those_of_its_set_up():
    setup = a_move().setup
    assert setup.words(Side.LEFT) == "lie on the right"
    assert setup.words(Side.RIGHT) == "lie on the left"
    assert setup.words(Side.BOTH) == "lie on the right"


def test_positions_are_grouped_by_how_one_gets_out_of_them():
    assert [position.group for position in Position] == [
        PositionGroup.SUPINE,
        PositionGroup.SIDE,
        PositionGroup.SEATED,
        PositionGroup.KNEEL,
        PositionGroup.KNEEL,
        PositionGroup.STAND,
        PositionGroup.STAND,
        PositionGroup.STAND,
        PositionGroup.STAND,
        PositionGroup.CHAIR,
    ]


@pytest.mark.parametrize(
    ("changes", "stands_in"),
    [
        ({}, False),
        ({"name": Origin.STAND_IN}, True),
        ({"execution": Origin.STAND_IN}, True),
        ({"dose": Origin.STAND_IN}, False),
    ],
)
def test_a_move_stands_in_if_its_name_or_its_execution_does(changes, stands_in):
    assert a_provenance(**changes).is_stand_in is stands_in


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
