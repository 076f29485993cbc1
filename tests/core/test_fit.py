# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine goes into the minutes there are, fills them, and stays the routine that it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    PHRASES,
    a_coach,
    a_hold,
    a_move,
    a_routine,
    a_two_sided_move,
    an_alternating_move,
    the_library,
)
from cases import some_of, tried_with
from core.strategies import coaches, options, routines
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.fit import (
    FULL,
    LEAST_HOLD_MS,
    LEAST_REPS,
    MOST_ROUNDS,
    FittedItem,
    as_it_is,
    fit,
    fitted_for,
)
from hipmob_desktop.core.lengths import RoutineLengths
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.routine import Circuit, Routine, RoutineItem

LIBRARY = the_library()
SHIPPED = {routine.id: routine for routine in LIBRARY.routines}
LEARNING, KNOWN = frozenset(LIBRARY.moves), frozenset()
PLAIN = PlanOptions()
LENGTHS = {
    new: RoutineLengths(PLAIN, Coach(PHRASES, PLAIN.coaching, new_moves=new))
    for new in (LEARNING, KNOWN)
}


def amount(item: RoutineItem) -> int:
    return item.dose.hold_ms if isinstance(item.dose, Hold) else item.dose.count


def least(item: RoutineItem) -> int:
    return min(amount(item), LEAST_HOLD_MS if isinstance(item.dose, Hold) else LEAST_REPS)


def at(routine: Routine, share: float, rounds: int, measure) -> int:
    """How long it lasts with the least doses (0), its own (1) or double ones (2)."""
    items = []
    for number, item in enumerate(routine.items):
        wanted = {0: least(item), 1: amount(item), 2: 2 * amount(item)}[share]
        items.append(FittedItem(number=number, sets=item.dose.sets, left=wanted, right=wanted))
    made = replace(as_it_is(routine), items=tuple(items), rounds=rounds)
    return measure(made.applied(routine))


def suffices(routine: Routine, minutes: int, measure) -> bool:
    """Whether some number of rounds, at least its own, can fill the time with doses in reach."""
    time_ms = minutes * MINUTE_MS
    return any(
        at(routine, 2, rounds, measure) >= FULL * time_ms
        and at(routine, 0, rounds, measure) <= time_ms
        for rounds in range(routine.rounds, MOST_ROUNDS + 1)
    )


def assert_it_is_still_the_routine(routine: Routine, fitted: Routine) -> None:
    """The same moves in the same order on the same sides, in doses that may be."""
    rest = iter(routine.items)
    for item in fitted.items:
        own = next(each for each in rest if each.move is item.move and each.side is item.side)
        same = replace(item, dose=own.dose, right=own.right)
        if len(item.sides()) == 1:  # where no side follows another no rest is between them
            between = {"sets_order": own.sets_order, "rest_sides_ms": own.rest_sides_ms}
            same = replace(same, **between)
        assert same == own
        assert type(item.dose) is type(own.dose)
        assert 1 <= item.dose.sets <= own.dose.sets
        assert item.dose.rest_ms == own.dose.rest_ms
        assert least(own) <= amount(item) <= 2 * amount(own)
        if own.right is None:
            assert item.right is None  # even it was, and even it is
    assert replace(fitted, items=(), rounds=1, circuits=()) == replace(
        routine, items=(), rounds=1, circuits=()
    )


def assert_well_fitted(routine: Routine, minutes: int, lengths: RoutineLengths) -> None:
    found = fit(routine, minutes, lengths.of)
    assert found.total_ms <= minutes * MINUTE_MS
    assert not found.is_too_long
    if suffices(routine, minutes, lengths.of):
        assert found.total_ms >= FULL * minutes * MINUTE_MS
    assert_it_is_still_the_routine(routine, found.routine)
    assert found.fit.applied(routine) == found.routine


@pytest.mark.sweep
@pytest.mark.parametrize("new", [KNOWN, LEARNING], ids=["known", "learning"])
@pytest.mark.parametrize("routine", SHIPPED)
@tried_with("minutes", range(2, 31))
def test_every_shipped_routine_goes_into_any_time_and_fills_it(routine, minutes, new):
    assert_well_fitted(SHIPPED[routine], minutes, LENGTHS[new])


@tried_with(("routine", "minutes"), [("nilsson_seven", 6), ("desk_break", 2), ("desk_break", 15)])
def test_so_it_does_into_these(routine, minutes):
    assert_well_fitted(SHIPPED[routine], minutes, LENGTHS[KNOWN])


@pytest.mark.parametrize("minutes", [2, 5, 9, 20])
def test_what_it_comes_to_is_what_its_plan_says(minutes):
    routine, coach = SHIPPED["nilsson_seven"], a_coach()
    found = fitted_for(routine, minutes, PLAIN, coach)

    planned = build_plan(found.routine, PLAIN, coach, estimated_ms)
    assert planned.plan.total_ms == found.total_ms


def test_a_slower_voice_has_less_said_or_done_in_the_same_time():
    def slow(text):
        return 2 * estimated_ms(text)

    coach = a_coach()
    found = fitted_for(SHIPPED["nilsson_seven"], 8, PLAIN, coach, slow)

    plan = build_plan(found.routine, PLAIN, coach, slow).plan
    assert plan.total_ms == found.total_ms <= 8 * MINUTE_MS
    assert found.routine != fitted_for(SHIPPED["nilsson_seven"], 8, PLAIN, coach).routine


def test_time_that_is_to_be_spared_stays_free():
    lengths = LENGTHS[KNOWN]
    found = fit(SHIPPED["nilsson_seven"], 8, lengths.of, spare_ms=60_000)

    assert found.total_ms <= 7 * MINUTE_MS
    assert found.fit.minutes == 8


@pytest.mark.parametrize("routine", some_of(SHIPPED, "nilsson_seven", "mitro_four"))
@tried_with("minutes", [2, 6, 12, 30])
def test_only_few_ways_are_looked_at(routine, minutes):
    asked = []

    def measure(made):
        asked.append(made)
        return LENGTHS[KNOWN].of(made)

    fit(SHIPPED[routine], minutes, measure)
    assert len(asked) <= 150


# -- how it is done -------------------------------------------------------------------------------


def by_seconds(routine: Routine) -> int:
    """A length that is easily reckoned: ten seconds for each way, four for each rep."""
    turns = list(routine.items)
    for circuit in routine.circuits:
        turns += list(routine.items[circuit.first : circuit.last + 1]) * (circuit.rounds - 1)
    total = 0
    for item in turns * routine.rounds:
        sides = len(item.sides())
        each = item.dose.hold_ms if isinstance(item.dose, Hold) else item.dose.count * 4_000
        total += 10_000 + sides * item.dose.sets * each
    return total


def doses(found):
    return [(item.dose.sets, amount(item)) for item in found.routine.items]


def names(found):
    return [item.move.id for item in found.routine.items]


def three(**changes):
    moves = [a_two_sided_move(name, dose=Reps(count=10)) for name in ("one", "two", "three")]
    return a_routine(*moves, **changes)


def test_doses_shrink_in_the_same_measure_before_a_move_is_left_out():
    # 150 s as it is; in 120 s there is room for 22 reps and a half.
    found = fit(three(), 2, by_seconds)

    assert doses(found) == [(1, 8), (1, 7), (1, 7)]
    assert found.left_out == ()


def test_doses_grow_in_the_same_measure_to_double_at_the_most():
    assert doses(fit(three(), 3, by_seconds)) == [(1, 13), (1, 12), (1, 12)]
    # 270 s doubled; that is nine tenths of five minutes, so that no round is added.
    assert doses(fit(three(), 5, by_seconds)) == [(1, 20)] * 3


def test_then_rounds_are_added():
    found = fit(three(), 8, by_seconds)

    assert found.routine.rounds == 2
    assert found.total_ms >= FULL * 8 * MINUTE_MS


def test_rounds_fall_away_before_doses_fall_below_half():
    found = fit(three(rounds=4), 6, by_seconds)  # 600 s as it is
    assert (found.routine.rounds, doses(found)) == (4, [(1, 5)] * 3)

    found = fit(three(rounds=4), 5, by_seconds)
    assert found.routine.rounds == 3
    assert min(amount for _, amount in doses(found)) >= 5


def test_so_do_rounds_of_a_circuit():
    found = fit(three(circuits=(Circuit(first=0, last=1, rounds=4),)), 3, by_seconds)

    assert found.routine.circuits[0].rounds < 4
    assert found.total_ms <= 3 * MINUTE_MS


def test_sets_fall_away_before_a_set_becomes_much_smaller():
    move = a_two_sided_move(dose=Reps(count=10, sets=5))
    found = fit(a_routine(move), 2, by_seconds)

    assert doses(found) == [(3, 9)]


def test_nothing_shrinks_below_two_reps_or_ten_seconds():
    reps, hold = a_two_sided_move("reps", dose=Reps(count=40)), a_hold("hold", hold_ms=60_000)
    found = fit(a_routine(*[reps, hold] * 3), 2, by_seconds)
    assert found.left_out == ()
    assert {amount for _, amount in doses(found)} <= {2, 3, 4, 5, 10_000, 15_000}

    single, short = a_two_sided_move(dose=Reps(count=1)), a_hold("short", hold_ms=6_000)
    found = fit(a_routine(*[reps, single, short]), 2, by_seconds)
    assert doses(found)[1:] == [(1, 1), (1, 6_000)]


def test_seconds_held_are_told_in_fives():
    found = fit(a_routine(a_hold("one", 60_000), a_hold("two", 45_000)), 3, by_seconds)

    assert [amount % 5_000 for _, amount in doses(found)] == [0, 0]


def many(*optional):
    names = ("a", "b", "c", "d", "e", "f")
    routine = a_routine(*(a_two_sided_move(name, dose=Reps(count=5)) for name in names))
    items = tuple(replace(item, is_optional=item.move.id in optional) for item in routine.items)
    return replace(routine, items=items)


def so_long(ms):
    """Each move takes so long, whatever its dose."""
    return lambda routine: ms * len(routine.items) * routine.rounds


@tried_with(
    ("each_ms", "left"),
    [(20_000, "abcdef"), (24_000, "abcef"), (30_000, "abef"), (40_000, "abf"), (60_000, "af")],
)
def test_what_may_be_left_out_goes_first_the_last_one_before(each_ms, left):
    found = fit(many("c", "d"), 2, so_long(each_ms))

    assert "".join(names(found)) == left


@tried_with(
    ("each_ms", "left"),
    [(24_000, "abcdf"), (30_000, "acdf"), (40_000, "acf"), (60_000, "af"), (120_000, "a")],
)
def test_of_the_others_the_beginning_and_the_end_stay_longest(each_ms, left):
    found = fit(many(), 2, so_long(each_ms))

    assert "".join(names(found)) == left
    assert [move.id for move in found.left_out] == [each for each in "abcdef" if each not in left]


def test_where_moves_are_left_out_the_doses_of_the_others_may_grow():
    def measure(routine):
        return sum(50_000 + 1_000 * item.dose.count for item in routine.items)

    moves = (a_two_sided_move(name, dose=Reps(count=3)) for name in "abc")
    found = fit(a_routine(*moves), 2, measure)

    assert (names(found), doses(found)) == (["a", "c"], [(1, 6), (1, 6)])


def test_a_short_move_goes_in_where_a_longer_one_did_not():
    def measure(routine):
        return sum(90_000 if item.move.id == "f" else 50_000 for item in routine.items)

    assert names(fit(many(), 2, measure)) == ["a", "c"]


def test_both_sides_of_a_move_stay_or_go_as_one():
    left, right = (
        RoutineItem(move=a_move("lift"), dose=Reps(count=10), side=side)
        for side in (Side.LEFT, Side.RIGHT)
    )
    others = tuple(three().items)
    routine = replace(three(), items=(left, *others, right))
    for minutes in (2, 3, 4, 6):
        sides = [item for item in fit(routine, minutes, by_seconds).routine.items if item.side]
        pair = [item for item in sides if item.side is not Side.BOTH]
        assert len(pair) in (0, 2)
        assert len({item.dose for item in pair}) <= 1
    gone = fit(routine, 2, so_long(25_000))
    assert [item.side for item in gone.routine.items if item.move.id == "lift"] in (
        [],
        [Side.LEFT, Side.RIGHT],
    )


def test_sides_that_are_uneven_stay_so_in_the_same_measure():
    item = RoutineItem(move=a_move(), dose=Reps(count=8), right=12)
    found = fit(replace(a_routine(), items=(item,)), 2, by_seconds)
    (fitted,) = found.routine.items

    left, right = fitted.dose_of(Side.LEFT).count, fitted.dose_of(Side.RIGHT).count
    assert abs(left / 8 - right / 12) < 1 / 8
    assert left < right


def test_sides_in_turn_have_as_many_reps_each():
    found = fit(a_routine(an_alternating_move(dose=Reps(count=30))), 2, by_seconds)

    assert found.routine.items[0].alternates


def test_where_nothing_goes_into_the_time_the_shortest_move_is_left_and_that_is_said():
    found = fit(many(), 2, lambda routine: 200_000 - (routine.items[0].move.id == "d"))

    assert (names(found), found.is_too_long) == (["d"], True)
    assert found.words == "2 minutes are too few: it takes 3:20, with one move."


def test_it_says_what_is_left_out():
    assert fit(many(), 9, by_seconds).words == "Fitted to 9 minutes."
    said = fit(many(), 2, so_long(24_000)).words
    assert said.startswith("Fitted to 2 minutes, without ")
    said = fit(many(), 2, so_long(40_000)).words
    assert said.count(",") == 2
    assert " and " in said


def test_a_fit_is_of_its_own_routine_alone():
    found = fit(many(), 2, so_long(24_000)).fit

    with pytest.raises(ValueError, match="other moves"):
        found.applied(a_routine())
    with pytest.raises(ValueError, match="other circuits"):
        found.applied(replace(many(), circuits=(Circuit(first=0, last=1, rounds=2),)))
    with pytest.raises(ValueError, match="other moves"):
        replace(found, items=()).applied(many())


@given(routine=routines(), minutes=st.integers(2, 30), coach=coaches(), choices=options())
def test_any_routine_is_fitted_or_said_to_be_too_long(routine, minutes, coach, choices):
    found = fitted_for(routine, minutes, choices, coach)

    assert found.is_too_long == (found.total_ms > minutes * MINUTE_MS)
    assert_it_is_still_the_routine(routine, found.routine)
    assert found.fit.applied(routine) == found.routine
    planned = build_plan(found.routine, choices, coach, estimated_ms).plan
    assert planned.total_ms == found.total_ms
    if found.left_out:
        stays = {item.move.id for item in found.routine.items}
        assert not stays & {move.id for move in found.left_out}
    if found.is_too_long:
        assert len({item.move.id for item in found.routine.items}) == 1
