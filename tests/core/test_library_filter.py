# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person asks for is what is picked, and an empty list says which wish to drop."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.core.enums import Intent, Item, Level, Position, When
from hipmob_desktop.core.library_filter import (
    Drop,
    Facet,
    Filters,
    Order,
    PickEntry,
    pick,
    what_to_drop,
)


def up_to_two(kind):
    """Any set of none, one or two of a kind: one choice, which is quicker than choosing each."""
    sets = [frozenset(some) for size in range(3) for some in combinations(kind, size)]
    return st.sampled_from(sets)


FILTERS = st.builds(
    Filters,
    max_minutes=st.none() | st.integers(1, 4),
    equipment=st.none() | up_to_two(Item) | st.just(frozenset(Item)),
    no_floor=st.booleans(),
    no_kneeling=st.booleans(),
    when=up_to_two(When),
    goals=up_to_two(Intent),
    level=up_to_two(Level),
    favourites_only=st.booleans(),
)


ENTRIES = st.lists(
    st.builds(
        PickEntry,
        id=st.sampled_from([f"routine_{number}" for number in range(8)]),
        title=st.sampled_from(["", "a", "B", "bé", "Éa"]),
        total_ms=st.integers(0, 300_000),
        positions=up_to_two(Position),
        equipment=up_to_two(Item),
        when=up_to_two(When),
        goals=up_to_two(Intent),
        level=st.sampled_from(Level),
        is_favourite=st.booleans(),
        last_done_ms=st.none() | st.integers(0, 3),
        times_done=st.integers(0, 3),
    ),
    unique_by=lambda entry: entry.id,
    max_size=4,
)


@st.composite
def libraries(draw):
    """Up to four routines, and what a search among them may have found."""
    entries = draw(ENTRIES)
    return entries, draw(st.none() | st.permutations([*(each.id for each in entries), "gone"]))


def an_entry(id_="one", **changes):
    """A routine of four minutes for any time that needs nothing."""
    entry = PickEntry(
        id=id_,
        title=id_.capitalize(),
        total_ms=240_000,
        positions=frozenset({Position.STANDING}),
        equipment=frozenset(),
        when=frozenset({When.ANY}),
        goals=frozenset({Intent.MOBILITY}),
        level=Level.STANDARD,
    )
    return replace(entry, **changes)


@tried_with(
    ("changes", "asked", "is_wanted"),
    [
        ({"total_ms": 269_999}, {"max_minutes": 4}, True),
        ({"total_ms": 270_000}, {"max_minutes": 4}, False),
        ({"equipment": {Item.MAT}}, {"equipment": {Item.MAT, Item.WALL}}, True),
        ({"equipment": {Item.MAT, Item.STRAP}}, {"equipment": {Item.MAT}}, False),
        ({"equipment": set()}, {"equipment": set()}, True),
        ({"equipment": {Item.MAT}}, {"equipment": set()}, False),
        ({"equipment": {Item.STRAP}}, {}, True),
        ({"positions": {Position.CHAIR, Position.SPLIT_STANCE}}, {"no_floor": True}, True),
        ({"positions": {Position.STANDING, Position.SUPINE}}, {"no_floor": True}, False),
        ({"positions": {Position.SIDE_LYING}}, {"no_floor": True}, False),
        (
            {"positions": {Position.SPLIT_STANCE}, "equipment": {Item.MAT}},
            {"no_floor": True},
            False,
        ),
        ({"positions": {Position.SEATED_FLOOR}}, {"no_floor": True}, False),
        ({"positions": {Position.QUADRUPED}}, {"no_floor": True}, False),
        ({"positions": {Position.HALF_KNEELING}}, {"no_kneeling": True}, False),
        ({"positions": {Position.QUADRUPED}}, {"no_kneeling": True}, False),
        ({"positions": {Position.SUPINE}}, {"no_kneeling": True}, True),
        ({"when": {When.DESK, When.ANY}}, {"when": {When.EVENING, When.DESK}}, True),
        ({"when": {When.ANY}}, {"when": {When.PRE_RUN}}, False),
        ({"goals": {Intent.RELAX}}, {"goals": {Intent.RELAX, Intent.CONTROL}}, True),
        ({"goals": {Intent.RELAX}}, {"goals": {Intent.CONTROL}}, False),
        ({"level": Level.GENTLE}, {"level": {Level.GENTLE, Level.DEEP}}, True),
        ({"level": Level.GENTLE}, {"level": {Level.DEEP}}, False),
        ({"is_favourite": False}, {"favourites_only": True}, False),
        ({"is_favourite": True}, {"favourites_only": True}, True),
    ],
)
def test_a_routine_passes_what_it_has_and_nothing_else(changes, asked, is_wanted):
    assert pick([an_entry(**changes)], Filters(**asked)) == ("one",) * is_wanted


@tried_with(
    ("order", "ids"),
    [
        (Order.USUAL, ("bridges", "éclairs", "arches", "fans")),
        (Order.NAME, ("arches", "bridges", "éclairs", "fans")),
        (Order.LENGTH, ("arches", "bridges", "éclairs", "fans")),
        (Order.LAST_DONE, ("fans", "bridges", "éclairs", "arches")),
        (Order.MOST_DONE, ("éclairs", "bridges", "fans", "arches")),
    ],
)
def test_each_order_goes_by_what_it_says(order, ids):
    library = [
        an_entry("bridges", last_done_ms=5, times_done=1),
        an_entry("éclairs", times_done=2),
        an_entry("arches", total_ms=1_000),
        an_entry("fans", last_done_ms=9, times_done=1),
    ]
    assert pick(library, Filters(), order) == ids


def test_a_search_gives_its_own_order_unless_another_is_chosen():
    library = [an_entry("b"), an_entry("a"), an_entry("c")]
    assert pick(library, Filters(), Order.USUAL, ["c", "gone", "b"]) == ("c", "b")
    assert pick(library, Filters(), Order.NAME, ["c", "b"]) == ("b", "c")
    assert pick(library, Filters(), Order.USUAL, []) == ()


def test_an_empty_list_names_each_wish_that_stands_alone_in_the_way():
    library = [
        an_entry("long", total_ms=600_000),
        an_entry("longer", total_ms=700_000),
        an_entry("lying", positions=frozenset({Position.SUPINE})),
        an_entry("long_and_lying", total_ms=600_000, positions=frozenset({Position.SUPINE})),
    ]
    asked = Filters(max_minutes=4, no_floor=True)
    assert what_to_drop(library, asked) == (Drop(Facet.MAX_MINUTES, 2), Drop(Facet.NO_FLOOR, 1))


def test_the_words_of_a_search_can_be_what_to_drop():
    assert what_to_drop([an_entry()], Filters(), []) == (Drop(Facet.WORDS, 1),)


def test_nothing_is_named_where_dropping_one_wish_does_not_help():
    asked = Filters(max_minutes=1, favourites_only=True)
    assert what_to_drop([an_entry()], asked) == ()


def test_a_wish_that_is_dropped_is_the_only_one_gone():
    asked = Filters(max_minutes=4, no_floor=True)
    assert asked.active == (Facet.MAX_MINUTES, Facet.NO_FLOOR)
    assert asked.without(Facet.MAX_MINUTES) == Filters(no_floor=True)
    assert asked.without(Facet.WORDS) == asked


@given(libraries(), FILTERS, st.sampled_from(Order))
def test_each_wish_only_ever_narrows_the_list(library, asked, order):
    entries, ranking = library
    picked = set(pick(entries, asked, order, ranking))
    for facet in asked.active:
        assert picked <= set(pick(entries, asked.without(facet), order, ranking))


@given(libraries(), FILTERS)
def test_a_routine_is_picked_for_itself_whatever_stands_beside_it(library, asked):
    entries, _ = library
    assert pick(entries, asked) == tuple(each.id for each in entries if pick([each], asked))


@given(libraries(), FILTERS, st.sampled_from(Order))
def test_an_order_leaves_nothing_out_and_adds_nothing(library, asked, order):
    entries, ranking = library
    assert sorted(pick(entries, asked, order, ranking)) == sorted(
        pick(entries, asked, Order.USUAL, ranking)
    )


@given(libraries(), FILTERS)
def test_dropping_what_is_named_finds_as_many_as_was_said(library, asked):
    entries, ranking = library
    found = {
        facet: len(pick(entries, asked.without(facet), ranking=ranking)) for facet in asked.active
    }
    if ranking is not None:
        found[Facet.WORDS] = len(pick(entries, asked))
    told = {drop.facet: drop.found for drop in what_to_drop(entries, asked, ranking)}
    assert told == {facet: count for facet, count in found.items() if count}
