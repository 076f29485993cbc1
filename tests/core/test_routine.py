# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine knows what its moves need and which of them are stand-ins."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from builders import (
    a_hold,
    a_move,
    a_provenance,
    a_routine,
    a_two_sided_move,
    an_alternating_move,
    needing,
)
from cases import tried_with
from core.strategies import items, routines
from hipmob_desktop.core.enums import Item, Origin, SetsOrder, Side
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan_builder import planned_items
from hipmob_desktop.core.routine import Circuit, RoutineItem


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


def an_item(move, **ways) -> RoutineItem:
    return RoutineItem(move=move, **{"dose": move.dose, **ways})


LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH


@tried_with(
    ("item", "sides"),
    [
        (an_item(a_move()), (RIGHT, LEFT)),
        (an_item(a_move(), side=LEFT), (LEFT,)),
        (an_item(a_two_sided_move()), (BOTH,)),
        (an_item(an_alternating_move()), (RIGHT,)),
        (an_item(an_alternating_move(), right=3), (RIGHT, LEFT)),
        (an_item(an_alternating_move(), side=LEFT), (LEFT,)),
    ],
)
def test_the_sides_of_an_item_are_those_that_work_the_first_one_first(item, sides):
    assert item.sides(RIGHT) == sides


def test_sides_take_turns_only_where_both_do_as_much():
    in_turn = an_alternating_move()
    assert an_item(in_turn).alternates
    assert not an_item(in_turn, right=7).alternates
    assert not an_item(in_turn, side=RIGHT).alternates
    assert not an_item(a_move()).alternates


def test_sets_change_sides_each_time_or_come_together():
    move = a_move(dose=Reps(count=1, sets=2))
    assert an_item(move).runs() == ((1, LEFT), (1, RIGHT), (2, LEFT), (2, RIGHT))
    together = an_item(move, sets_order=SetsOrder.TOGETHER)
    assert together.runs(RIGHT) == ((1, RIGHT), (2, RIGHT), (1, LEFT), (2, LEFT))


def test_each_side_has_its_own_dose():
    item = an_item(a_move(dose=Reps(count=8, sets=2, rest_ms=5)), right=12)
    assert item.dose_of(LEFT) == Reps(count=8, sets=2, rest_ms=5)
    assert item.dose_of(RIGHT) == Reps(count=12, sets=2, rest_ms=5)
    held = an_item(a_hold(hold_ms=7_000), right=9_000)
    assert held.dose_of(RIGHT) == Hold(hold_ms=9_000)
    assert an_item(a_move(), side=RIGHT).dose_of(RIGHT) == a_move().dose


@given(items(), st.integers(1, 50), st.integers(1, 50))
def test_amounts_that_are_given_are_those_of_the_sides(item, left, right):
    changed = item.with_amounts(left, right)
    doses = [changed.dose_of(side) for side in (LEFT, RIGHT)]
    assert [d.count if isinstance(d, Reps) else d.hold_ms for d in doses] == [left, right]
    assert (changed.right is None) == (left == right)
    assert changed.settled() == changed


def test_an_item_in_a_circuit_knows_it():
    circuit = Circuit(first=1, last=2, rounds=3)
    routine = a_routine(*[a_move(str(n)) for n in range(4)], circuits=(circuit,))
    assert [routine.circuit_of(n) for n in range(4)] == [None, circuit, circuit, None]


@given(routines())
def test_as_many_turns_are_planned_as_a_routine_counts(routine):
    assert routine.turns == len(planned_items(routine))


@given(routines(), st.data())
def test_a_circuit_keeps_what_is_left_of_it(routine, data):
    numbers = range(len(routine.items))
    kept = data.draw(st.lists(st.sampled_from(numbers), unique=True).map(sorted))
    less = routine.with_items([(number, routine.items[number]) for number in kept])
    assert less.items == tuple(routine.items[number] for number in kept)
    for place, number in enumerate(kept):
        before, after = routine.circuit_of(number), less.circuit_of(place)
        assert (before and before.rounds) == (after and after.rounds)
    assert all(0 <= each.first <= each.last < len(kept) for each in less.circuits)
