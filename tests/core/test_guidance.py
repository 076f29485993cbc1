# SPDX-License-Identifier: GPL-3.0-or-later
"""What is suggested ships, suits the body, and is never what was just done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import the_library
from cases import tried_with
from hipmob_desktop.core.adapt import adapt, what_is_asked
from hipmob_desktop.core.enums import Item, SkipTag
from hipmob_desktop.core.guidance import (
    FIRST_ROUTINES,
    TAGS,
    Reason,
    Spared,
    first_routine,
    goes_well_next,
    tags_of,
)

IN_EVERY_HOME = {Item.MAT, Item.CUSHION, Item.WALL, Item.CHAIR}
spared_sets = st.frozensets(st.sampled_from(list(Spared)))


def candidates(reason):
    return [the_library().routine(id_) for id_ in FIRST_ROUTINES[reason]]


def first(reason, *spared):
    return first_routine(candidates(reason), tags_of(spared), the_library().moves)


@pytest.mark.parametrize("reason", Reason)
def test_with_nothing_to_spare_it_is_the_first_of_its_reason(reason):
    assert first(reason).id == FIRST_ROUTINES[reason][0]


@pytest.mark.parametrize("reason", Reason)
def test_a_first_routine_needs_what_is_in_every_home(reason):
    for routine in candidates(reason):
        assert set(routine.equipment) <= IN_EVERY_HOME, routine.id


@pytest.mark.parametrize("reason", Reason)
@given(spared=spared_sets)
def test_whatever_is_spared_there_is_a_first_session_and_nothing_in_it_is_for_others(
    reason, spared
):
    chosen, tags = first(reason, *spared), tags_of(spared)
    adapted = adapt(chosen, tags, the_library().moves)
    assert adapted.routine is not None
    assert all(tags.isdisjoint(item.move.skip_tags) for item in adapted.routine.items)


@tried_with("reason", Reason)
@tried_with("spared", [each for each in Spared if each is not Spared.OPERATION])
def test_with_one_thing_to_spare_half_of_the_first_routine_stays(reason, spared):
    chosen = first(reason, spared)
    assert not adapt(chosen, tags_of([spared]), the_library().moves).loses_most


def test_after_an_operation_little_is_left_and_the_longest_of_it_is_taken():
    for reason, least in ((Reason.RUN, 2), (Reason.STIFF, 2), (Reason.DESK, 1)):
        adapted = adapt(
            first(reason, Spared.OPERATION), tags_of([Spared.OPERATION]), the_library().moves
        )
        assert len(adapted.routine.items) >= least


@given(spared=spared_sets)
def test_at_the_desk_nobody_is_sent_to_the_floor(spared):
    adapted = adapt(first(Reason.DESK, *spared), tags_of(spared), the_library().moves)
    assert not what_is_asked(item.move.position for item in adapted.routine.items)


def test_where_no_routine_keeps_half_the_longest_is_taken_and_of_none_none():
    moves = the_library().moves
    everything = frozenset(SkipTag)
    assert first_routine([], frozenset(), moves) is None
    assert first_routine(candidates(Reason.DESK), everything, moves) is None


def test_every_tile_stands_for_something():
    assert set(TAGS) == set(Spared)
    assert all(TAGS.values())
    assert tags_of([Spared.KNEE, Spared.WRIST]) == TAGS[Spared.KNEE] | TAGS[Spared.WRIST]


def test_after_a_run_comes_what_is_for_after_a_run():
    words, routine = goes_well_next(the_library().routine("pre_run"))[0]
    assert (words, routine) == ("After your run", "post_run")


def test_what_goes_well_next_ships_and_is_never_what_was_done():
    ids = {routine.id for routine in the_library().routines}
    for done in the_library().routines:
        found = [occasion.routine for occasion in goes_well_next(done)]
        assert found
        assert len(found) == len(set(found))
        assert set(found) <= ids - {done.id}
