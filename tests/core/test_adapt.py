# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that does not suit the body today is left in a routine, or leaves it unsaid."""

from dataclasses import replace
from itertools import combinations, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_hold, a_move, a_routine, a_two_sided_move, needing
from cases import tried_with
from hipmob_desktop.core.adapt import LONGEST_PRE_RUN_HOLD_MS, Change, adapt
from hipmob_desktop.core.enums import (
    Intent,
    Item,
    Position,
    PositionGroup,
    SetsOrder,
    Side,
    SkipTag,
    When,
)
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.routine import Circuit, RoutineItem

KNEEL, KNEE, WRIST = SkipTag.KNEELING, SkipTag.KNEE, SkipTag.WRIST
IDS = ("one", "two", "three", "four")

# All there is of each, so that a law chooses once instead of piece by piece.
TAGS = (KNEEL, KNEE, WRIST)
SKIP_TAGS = [tags for size in range(3) for tags in permutations(TAGS, size)]
BODIES = [tags for size in range(4) for tags in combinations(TAGS, size)]
SWAPS = [
    tuple(zip(tags, ids, strict=True))
    for tags in BODIES
    for ids in product((*IDS, "gone"), repeat=len(tags))
]
KINDS = st.tuples(
    st.sampled_from([a_move, a_hold]),
    st.sampled_from(SKIP_TAGS),
    st.sampled_from(SWAPS),
    st.sampled_from(Position),
    st.sampled_from([(), needing(Item.MAT), needing(Item.LOOP_BAND)]),
)
FLOOR = {PositionGroup.SUPINE, PositionGroup.SIDE, PositionGroup.SEATED, PositionGroup.KNEEL}
LYING = {PositionGroup.SUPINE, PositionGroup.SIDE}
PICKED = st.lists(st.sampled_from(IDS), min_size=1, max_size=6)
TODAY = st.sampled_from(BODIES)

CALM = a_move("calm")
OTHER = a_move("other")
KNEELER = a_move("kneeler", skip_tags=(KNEEL,), swaps=((KNEEL, "calm"),))


def by_id(*moves):
    return {move.id: move for move in moves}


def ids_of(adapted):
    return [item.move.id for item in adapted.routine.items]


@st.composite
def worlds(draw):
    """Four moves with any tags and swaps, a routine of some of them, and a body today."""
    moves = {}
    for id_ in IDS:
        make, skip_tags, swaps, position, equipment = draw(KINDS)
        moves[id_] = make(
            id_,
            skip_tags=skip_tags,
            swaps=swaps,
            position=position,
            equipment=equipment,
            intents=(Intent.MOBILITY,),
        )
    picked = draw(PICKED)
    routine = a_routine(*(moves[id_] for id_ in picked), rounds=draw(st.integers(1, 2)))
    return routine, frozenset(draw(TODAY)), moves


def test_a_move_that_does_not_suit_gives_way_to_its_substitute():
    adapted = adapt(a_routine(OTHER, KNEELER), frozenset({KNEEL}), by_id(KNEELER, CALM))
    assert ids_of(adapted) == ["other", "calm"]
    assert adapted.changes == (Change(item=2, move=KNEELER, tag=KNEEL, substitute=CALM),)


def test_what_stands_in_is_told_with_what_it_stands_in_for():
    adapted = adapt(a_routine(KNEELER, OTHER), frozenset({KNEEL}), by_id(KNEELER, CALM, OTHER))
    assert adapted.stand_ins == (("calm", "kneeler"),)
    left_out = adapt(a_routine(KNEELER, OTHER), frozenset({KNEEL}), by_id(KNEELER, OTHER))
    assert left_out.stand_ins == ()


def test_a_move_is_left_out_where_its_substitute_does_not_suit_either():
    calm = replace(CALM, skip_tags=(WRIST,))
    adapted = adapt(a_routine(KNEELER, OTHER), frozenset({KNEEL, WRIST}), by_id(calm))
    assert ids_of(adapted) == ["other"]
    assert adapted.changes == (Change(item=1, move=KNEELER, tag=KNEEL, substitute=None),)


def test_the_substitute_of_another_tag_is_taken_where_the_first_does_not_suit():
    calm = replace(CALM, skip_tags=(KNEE,))
    move = replace(KNEELER, skip_tags=(KNEEL, KNEE), swaps=((KNEEL, "calm"), (KNEE, "other")))
    adapted = adapt(a_routine(move), frozenset({KNEEL, KNEE}), by_id(calm, OTHER))
    assert adapted.changes == (Change(item=1, move=move, tag=KNEE, substitute=OTHER),)


def test_of_several_reasons_to_leave_a_move_out_its_first_is_told():
    move = a_move("hard", skip_tags=(WRIST, KNEEL, KNEE))
    changes = adapt(a_routine(move), frozenset({KNEE, KNEEL}), {}).changes
    assert [change.tag for change in changes] == [KNEEL]


@pytest.mark.parametrize("moves", [(CALM, KNEELER), (KNEELER, CALM), (KNEELER, KNEELER)])
def test_the_same_move_is_not_put_in_twice(moves):
    adapted = adapt(a_routine(*moves), frozenset({KNEEL}), by_id(CALM, KNEELER))
    assert ids_of(adapted) == ["calm"]


def test_a_move_that_stands_anywhere_in_the_routine_is_not_put_in():
    routine = a_routine(CALM, OTHER, KNEELER)
    assert ids_of(adapt(routine, frozenset({KNEEL}), by_id(CALM))) == ["calm", "other"]


ON_FEET = {"position": Position.STANDING, "skip_tags": (WRIST,)}
WARM = a_move(
    "warm", **{**ON_FEET, "skip_tags": (KNEEL,)}, intents=(Intent.MOBILITY, Intent.CONTROL)
)


def put_in(move, *others, beside=()):
    """The id of what `adapt` puts in place of a move that kneeling forbids, or None."""
    routine = a_routine(move, *beside)
    (change,) = adapt(routine, frozenset({KNEEL}), by_id(*others)).changes
    return change.substitute and change.substitute.id


def test_without_a_named_substitute_one_in_the_same_position_for_the_same_is_put_in():
    alike = a_move("alike", **ON_FEET, intents=(Intent.CONTROL,))
    assert put_in(WARM, alike) == "alike"


@tried_with(
    "changes",
    [
        {"position": Position.SUPINE},
        {"intents": (Intent.RELAX,)},
        {"skip_tags": (KNEEL,)},
        {"skip_tags": ()},
        {"equipment": needing(Item.LOOP_BAND)},
        {"position": Position.SQUAT},
    ],
    ids=["lying", "for something else", "not suited", "never looked at", "a thing", "elsewhere"],
)
def test_what_is_not_alike_is_not_put_in(changes):
    other = replace(a_move("other", **ON_FEET, intents=(Intent.MOBILITY,)), **changes)
    assert put_in(WARM, other) is None


def test_the_most_alike_is_put_in_and_of_equals_the_first_by_id():
    both = (Intent.CONTROL, Intent.MOBILITY)
    a, b, c = (a_move(id_, **ON_FEET, intents=both) for id_ in "abc")
    near = replace(a, intents=(Intent.MOBILITY,))
    held = a_hold("b", **ON_FEET, intents=both)
    assert put_in(WARM, c, near) == "c"
    assert put_in(WARM, c, held) == "c"
    assert put_in(WARM, c, b) == put_in(WARM, b, c) == "b"


def test_one_in_the_very_same_position_goes_before_one_in_the_same_group():
    squat = a_move(
        "a", position=Position.SQUAT, skip_tags=(WRIST,), intents=(Intent.MOBILITY, Intent.CONTROL)
    )
    standing = a_move("b", **ON_FEET, intents=(Intent.MOBILITY,))
    squatter = a_move("squatter", position=Position.SQUAT)
    assert put_in(WARM, squat, standing, beside=(squatter,)) == "b"
    assert put_in(WARM, squat, beside=(squatter,)) == "a"


@pytest.mark.parametrize(
    ("position", "brought"),
    [
        (Position.STANDING, Position.SEATED_FLOOR),
        (Position.CHAIR, Position.SUPINE),
        (Position.SUPINE, Position.QUADRUPED),
        (Position.SEATED_FLOOR, Position.SIDE_LYING),
    ],
)
def test_a_named_substitute_that_breaks_a_promise_is_not_put_in(position, brought):
    move = replace(KNEELER, position=position)
    assert put_in(move, replace(CALM, position=brought)) is None
    assert put_in(move, replace(CALM, position=position)) == "calm"


def test_a_mat_may_come_to_a_routine_on_the_floor_and_nothing_else():
    on_mat = replace(CALM, position=Position.SUPINE, equipment=needing(Item.MAT))
    on_feet = replace(CALM, position=Position.STANDING, equipment=needing(Item.MAT))
    band = replace(on_mat, equipment=needing(Item.MAT, Item.LOOP_BAND))
    assert put_in(replace(KNEELER, position=Position.SUPINE), on_mat) == "calm"
    assert put_in(replace(KNEELER, position=Position.STANDING), on_feet) is None
    assert put_in(replace(KNEELER, position=Position.SUPINE), band) is None


@pytest.mark.parametrize(
    ("moves", "loses_most"),
    [
        ((OTHER, KNEELER), False),
        ((OTHER, KNEELER, KNEELER), True),
        ((KNEELER,), True),
        ((OTHER,), False),
    ],
)
def test_a_routine_of_which_fewer_than_half_stays_loses_most_swapped_or_not(moves, loses_most):
    for others in [by_id(CALM), {}]:
        assert adapt(a_routine(*moves), frozenset({KNEEL}), others).loses_most is loses_most


def test_nothing_left_is_no_routine_and_all_of_it_is_told():
    adapted = adapt(a_routine(KNEELER, KNEELER), frozenset({KNEEL}), {})
    assert adapted.routine is None
    assert [change.item for change in adapted.changes] == [1, 2]


@pytest.mark.parametrize(
    ("asked", "substitute", "dose"),
    [
        (Reps(count=4, sets=2), a_move("calm"), Reps(count=4, sets=2)),
        (Hold(hold_ms=45_000), a_hold("calm"), Hold(hold_ms=45_000)),
        (Hold(hold_ms=45_000), a_move("calm"), Reps(count=10)),
        (Reps(count=4), a_hold("calm", 20_000), Hold(hold_ms=20_000)),
    ],
)
def test_a_substitute_is_done_as_much_as_was_asked_or_as_is_its_own(asked, substitute, dose):
    routine = a_routine(KNEELER, doses=(asked,))
    adapted = adapt(routine, frozenset({KNEEL}), by_id(substitute))
    assert adapted.routine.items[0].dose == dose


ASKED = {"rest_after_ms": 9, "is_optional": True, "side": Side.LEFT}


def put_in_for(item: RoutineItem, substitute, **changes) -> RoutineItem:
    routine = replace(a_routine(item.move, **changes), items=(item,))
    (found,) = adapt(routine, frozenset({KNEEL}), by_id(substitute)).routine.items
    return found


def test_a_substitute_works_on_the_side_and_with_the_rests_that_were_asked_for():
    item = RoutineItem(move=KNEELER, dose=Reps(count=7), note="slowly", cue="slow", **ASKED)
    found = put_in_for(item, CALM)
    assert found == RoutineItem(move=CALM, dose=Reps(count=7), **ASKED)
    uneven = RoutineItem(move=KNEELER, dose=Reps(count=7), right=9, rest_sides_ms=5)
    assert put_in_for(uneven, CALM) == replace(uneven, move=CALM)


def test_a_substitute_for_both_sides_at_once_parts_no_sides():
    together = {"sets_order": SetsOrder.TOGETHER, "rest_sides_ms": 5}
    both = a_two_sided_move("calm")
    for ways in ({"side": Side.LEFT}, {"right": 9, **together}, together):
        item = RoutineItem(move=KNEELER, dose=Reps(count=7), **ways)
        assert put_in_for(item, both) == RoutineItem(move=both, dose=Reps(count=7))


def test_uneven_sides_are_held_no_longer_before_a_run_than_is_good():
    kneeler = a_hold("kneeler", skip_tags=(KNEEL,), swaps=((KNEEL, "calm"),))
    item = RoutineItem(move=kneeler, dose=Hold(hold_ms=20_000), right=90_000)
    found = put_in_for(item, a_hold("calm"), when=(When.PRE_RUN,))
    assert (found.dose, found.right) == (Hold(hold_ms=20_000), LONGEST_PRE_RUN_HOLD_MS)


def test_a_circuit_stays_around_what_is_left_of_it():
    moves = (CALM, KNEELER, OTHER)
    routine = a_routine(*moves, circuits=(Circuit(first=0, last=1, rounds=3),))
    adapted = adapt(routine, frozenset({KNEEL}), {}).routine
    assert adapted.circuits == (Circuit(first=0, last=0, rounds=3),)


def test_a_substitute_brings_no_long_hold_before_a_run():
    routine = a_routine(KNEELER, when=(When.PRE_RUN,))
    adapted = adapt(routine, frozenset({KNEEL}), by_id(a_hold("calm", 60_000)))
    assert adapted.routine.items[0].dose == Hold(hold_ms=LONGEST_PRE_RUN_HOLD_MS)


@given(worlds())
def test_no_move_that_is_left_carries_one_of_the_tags(world):
    routine, tags, moves = world
    adapted = adapt(routine, tags, moves)
    left = adapted.routine.items if adapted.routine else ()
    assert not any(tags.intersection(item.move.skip_tags) for item in left)


@given(worlds())
def test_doing_what_the_changes_say_makes_the_routine_of_today(world):
    routine, tags, moves = world
    adapted = adapt(routine, tags, moves)
    told = {change.item: change for change in adapted.changes}
    expected = []
    for number, item in enumerate(routine.items, 1):
        change = told.get(number)
        if change is None:
            expected.append(item.move)
        elif change.substitute:
            expected.append(change.substitute)
    left = adapted.routine.items if adapted.routine else ()
    assert [item.move for item in left] == expected


@given(worlds())
def test_only_what_carries_a_tag_is_changed_and_the_reason_is_one_of_its_own(world):
    routine, tags, moves = world
    for change in adapt(routine, tags, moves).changes:
        assert routine.items[change.item - 1].move == change.move
        assert change.tag in tags.intersection(change.move.skip_tags)


@given(worlds())
def test_a_substitute_stands_nowhere_else(world):
    routine, tags, moves = world
    adapted = adapt(routine, tags, moves)
    own = {item.move.id for item in routine.items}
    brought = [change.substitute.id for change in adapted.changes if change.substitute]
    assert len(set(brought)) == len(brought)
    assert own.isdisjoint(brought)


@given(worlds())
def test_a_substitute_asks_for_nothing_that_the_routine_does_without(world):
    routine, tags, moves = world
    groups = {item.move.position.group for item in routine.items}
    things = {*routine.equipment, *([Item.MAT] if groups & FLOOR else [])}
    for change in adapt(routine, tags, moves).changes:
        if other := change.substitute:
            for kind in (FLOOR, LYING, {PositionGroup.KNEEL}):
                assert other.position.group not in kind or groups & kind
            assert {piece.item for piece in other.equipment} <= things


@given(worlds(), st.randoms())
def test_the_order_of_the_moves_that_there_are_decides_nothing(world, chance):
    routine, tags, moves = world
    mixed = list(moves.items())
    chance.shuffle(mixed)
    assert adapt(routine, tags, dict(mixed)) == adapt(routine, tags, moves)


@given(worlds())
def test_without_tags_nothing_changes(world):
    routine, _, moves = world
    assert adapt(routine, frozenset(), moves).routine is routine


@pytest.fixture(scope="module")
def shipped_routines(shipped):
    return shipped.routines


@given(tags=st.frozensets(st.sampled_from(SkipTag)))
def test_every_shipped_routine_is_made_to_suit_any_body_or_nothing_is_left(
    shipped, shipped_routines, tags
):
    for routine in shipped_routines:
        adapted = adapt(routine, tags, shipped.moves)
        left = adapted.routine.items if adapted.routine else ()
        assert not any(tags.intersection(item.move.skip_tags) for item in left)
        assert len(left) + sum(not each.substitute for each in adapted.changes) == len(
            routine.items
        )
