# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a routine lasts is what its plan says, to the millisecond, however it is asked."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import (
    PHRASES,
    a_hold,
    a_move,
    a_routine,
    an_alternating_move,
    the_library,
)

from cases import examples, some_of, tried_with
from core.strategies import coaches, options, routines
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.enums import Counting, Side, VoiceLevel, When
from hipmob_desktop.core.lengths import RoutineLengths, guessed_ms
from hipmob_desktop.core.move import Hold, MoveVoice, Reps, SideWords
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms, nominal_ms
from hipmob_desktop.core.preferences import Coaching, PlanOptions
from hipmob_desktop.core.routine import Circuit, Routine, RoutineItem

WORDS_COME_TO_MS = 90_000
SHIPPED = {routine.id: routine for routine in the_library().routines}


def planned_ms(routine: Routine, options: PlanOptions, coach: Coach) -> int:
    return build_plan(routine, options, coach, estimated_ms).plan.total_ms


@pytest.mark.parametrize("routine", ["nilsson_seven", "desk_break"])
def test_with_another_voice_it_is_as_long_as_the_plan_with_that(routine):
    def slow(text):
        return 1_000 + 2 * estimated_ms(text)

    coach = Coach(PHRASES, PlanOptions().coaching)
    planned = build_plan(SHIPPED[routine], PlanOptions(), coach, slow).plan
    assert RoutineLengths(PlanOptions(), coach, slow).of(SHIPPED[routine]) == planned.total_ms


@pytest.mark.parametrize("routine", some_of(SHIPPED, "nilsson_seven", "desk_break", "mitro_four"))
@tried_with("level", VoiceLevel)
def test_every_shipped_routine_is_as_long_as_its_plan(routine, level):
    options = PlanOptions(coaching=Coaching(level=level))
    coach = Coach(PHRASES, options.coaching)
    lengths = RoutineLengths(options, coach)
    assert lengths.of(SHIPPED[routine]) == planned_ms(SHIPPED[routine], options, coach)


@examples(2)
@given(
    ids=st.lists(st.sampled_from(sorted(the_library().moves)), min_size=1, max_size=5),
    amounts=st.lists(st.integers(1, 30), min_size=5, max_size=5),
    pace=st.sampled_from([0.7, 1.0, 1.5]),
    first=st.sampled_from([Side.LEFT, Side.RIGHT]),
    counting=st.sampled_from(Counting),
    learned=st.booleans(),
)
def test_any_routine_is_as_long_as_its_plan(ids, amounts, pace, first, counting, learned):
    moves = [the_library().moves[id_] for id_ in ids]
    doses = tuple(
        Hold(hold_ms=amount * 2_000) if isinstance(move.dose, Hold) else Reps(count=amount)
        for move, amount in zip(moves, amounts, strict=False)
    )
    routine = a_routine(*moves, doses=doses, when=(When.EVENING,))
    coaching = Coaching(counting=counting)
    options = PlanOptions(pace=pace, first_side=first, coaching=coaching)
    coach = Coach(PHRASES, coaching, new_moves=frozenset() if learned else frozenset(ids))
    lengths = RoutineLengths(options, coach)
    assert lengths.of(routine) == planned_ms(routine, options, coach)
    assert lengths.of(routine) == planned_ms(routine, options, coach)


@settings(deadline=None)
@given(routine=routines(), options=options(), coach=coaches())
def test_a_routine_done_in_any_way_is_as_long_as_its_plan(routine, options, coach):
    assert RoutineLengths(options, coach).of(routine) == planned_ms(routine, options, coach)


def test_a_move_is_left_in_the_words_of_the_side_that_it_is_done_on():
    short, long = SideWords(leave="rest"), SideWords(leave="lower the leg, slowly, " * 8)
    move = a_move(voice=MoveVoice(left=short, right=long))
    items = tuple(
        RoutineItem(move=move, dose=move.dose, side=side)
        for side in (Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT, Side.LEFT)
    )
    routine = a_routine(items=items)
    coach = Coach(PHRASES)
    planned = planned_ms(routine, PlanOptions(), coach)
    assert RoutineLengths(PlanOptions(), coach).of(routine) == planned


def test_two_moves_with_one_id_are_measured_each_by_itself():
    slow, quick = a_move(), a_move(phases=a_move().phases[:1])
    lengths = RoutineLengths(PlanOptions(), Coach(PHRASES))
    assert lengths.of(a_routine(slow)) > lengths.of(a_routine(quick))


def test_rounds_are_measured_with_the_rests_between_them():
    one = a_routine(a_move(), an_alternating_move())
    three = a_routine(a_move(), an_alternating_move(), rounds=3, round_rest_ms=40_000)
    lengths = RoutineLengths(PlanOptions(), Coach(PHRASES))
    assert lengths.of(three) == planned_ms(three, PlanOptions(), Coach(PHRASES))
    assert lengths.of(three) > 2 * lengths.of(one)


@tried_with("rest_ms", [0, 300, 2_000])
def test_rests_that_are_too_short_for_their_words_are_measured_with_these(rest_ms):
    moves = (a_move(), an_alternating_move(), a_hold())
    rounds = a_routine(*moves, rounds=3, round_rest_ms=rest_ms, rest_between_ms=rest_ms)
    circuit = Circuit(first=0, last=1, rounds=3, rest_ms=rest_ms)
    coach = Coach(PHRASES)
    for routine in (rounds, replace(rounds, circuits=(circuit,)), replace(rounds, rounds=1)):
        lengths = RoutineLengths(PlanOptions(), coach)
        assert lengths.of(routine) == planned_ms(routine, PlanOptions(), coach)


def test_other_choices_are_measured_by_another():
    coach = Coach(PHRASES)
    lengths = RoutineLengths(PlanOptions(), coach)
    assert lengths.are_for(PlanOptions(), Coach(PHRASES))
    assert not lengths.are_for(PlanOptions(pace=1.2), coach)
    assert not lengths.are_for(PlanOptions(), Coach(PHRASES, new_moves=frozenset({"x"})))


@tried_with("routine", SHIPPED)
def test_a_guess_is_near_until_the_words_are_counted(routine):
    whole = SHIPPED[routine]
    guess = guessed_ms(nominal_ms(whole), len(whole.items))
    options = PlanOptions()
    assert abs(guess - planned_ms(whole, options, Coach(PHRASES))) < WORDS_COME_TO_MS


def test_a_hold_counts_as_long_as_it_is_held():
    lengths = RoutineLengths(PlanOptions(), Coach(PHRASES))
    longer = lengths.of(a_routine(a_hold(hold_ms=60_000)))
    assert longer - lengths.of(a_routine(a_hold(hold_ms=40_000))) > 39_000
