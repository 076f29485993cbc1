# SPDX-License-Identifier: GPL-3.0-or-later
"""A move knows its words for a side, where it comes from, and the way from one to the next."""

from dataclasses import replace

import pytest

from builders import a_move, a_provenance, needing
from cases import tried_with
from hipmob_desktop.core.enums import Item, Origin, Position, Side
from hipmob_desktop.core.move import transition_ms


def test_the_words_for_a_side_are_those_of_its_set_up():
    setup = a_move().setup
    assert setup.words(Side.LEFT) == "lie on the right"
    assert setup.words(Side.RIGHT) == "lie on the left"
    assert setup.words(Side.BOTH) == "lie on the right"


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


POSITIONS = {
    "supine": Position.SUPINE,
    "side": Position.SIDE_LYING,
    "seated": Position.SEATED_FLOOR,
    "kneel": Position.HALF_KNEELING,
    "stand": Position.STANDING,
    "chair": Position.CHAIR,
}

TRANSITIONS = """
         supine  side  seated  kneel  stand  chair
supine        8    12      12     12     15     15
side         12     8      12     12     15     15
seated       12    12       8     12     15     15
kneel        12    12      12      8     15     15
stand        15    15      15     15      8      8
chair        15    15      15     15      8      8
"""


def transition_cells():
    head, *rows = TRANSITIONS.strip().splitlines()
    for row in rows:
        before, *seconds = row.split()
        for after, expected in zip(head.split(), seconds, strict=True):
            yield before, after, int(expected)


@tried_with(("before", "after", "seconds"), list(transition_cells()))
def test_getting_from_one_position_to_another_takes_its_time(before, after, seconds):
    first, second = (a_move(position=POSITIONS[name]) for name in (before, after))
    assert transition_ms(first, second) == seconds * 1_000


@tried_with("position", list(Position))
def test_every_position_belongs_to_a_group_of_its_own_kind(position):
    assert transition_ms(a_move(position=position), a_move(position=position)) == 8_000


@tried_with(
    ("before", "after", "seconds"),
    [
        ((), (Item.LOOP_BAND,), 13),
        ((), (Item.FOAM_ROLLER,), 13),
        ((Item.LOOP_BAND,), (Item.FOAM_ROLLER,), 13),
        ((Item.LOOP_BAND,), (Item.LOOP_BAND,), 8),
        ((Item.LOOP_BAND,), (), 8),
        ((), (Item.WALL, Item.MAT), 8),
    ],
)
def test_a_new_band_or_roller_takes_five_seconds_more(before, after, seconds):
    first, second = (a_move(equipment=needing(*items)) for items in (before, after))
    assert transition_ms(first, second) == seconds * 1_000


def test_a_band_that_is_optional_takes_no_time():
    (band,) = needing(Item.LOOP_BAND)
    with_band = a_move(equipment=(replace(band, required=False),))
    assert transition_ms(a_move(), with_band) == 8_000
