# SPDX-License-Identifier: GPL-3.0-or-later
"""What a check comes to: the examples of its rules, and nothing from what is within the noise."""

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from builders import the_library
from cases import tried_with
from core.hip_checks import WELL, a_check, hip_tests
from hipmob_desktop.core.enums import Side, SkipTag
from hipmob_desktop.core.hip_check import Status
from hipmob_desktop.core.hip_check_rules import Person, evaluate
from hipmob_desktop.core.programme import Emphasis, Goal

EXAMPLES = json.loads((Path(__file__).parent / "hip_check_examples.json").read_text("utf-8"))


def person(**told):
    return Person(
        goal=Goal(told.get("goal", "any")),
        emphasis=Emphasis(told.get("context", "rest_day")),
        tags=frozenset(map(SkipTag, told.get("skip_tags", ()))),
        moves=the_library().moves,
    )


@tried_with("example", EXAMPLES, ids=[each["name"] for each in EXAMPLES])
def test_every_example_of_the_rules_comes_out_as_it_says(example):
    told, wanted = example["input"], example["output"]
    checks = [a_check(28, told["results"], told.get("lower_leg_cm"))]
    if "previous" in told:
        checks.insert(0, a_check(0, told["previous"]))
    who = person(**told)
    # The examples are older than a tag that the march has got since.
    march = replace(who.moves["standing_march"], skip_tags=(SkipTag.BALANCE,))
    who = replace(who, moves={**who.moves, "standing_march": march})
    found = evaluate(hip_tests(), checks, who)
    assert {
        "points": dict(found.points),
        "main": found.main.id if found.main else None,
        "light": found.light.id if found.light else None,
        "routine": found.routine or None,
        "light_move": found.light_move or None,
        "first_side": found.first_side.value if found.first_side else None,
        "ask_tags": [tag.value for tag in found.ask_tags],
        "adapt": ["heel_wedge"] if found.needs_wedge else [],
        "balanced": found.is_balanced,
    } == wanted


def test_every_routine_and_move_that_can_be_chosen_is_in_the_library():
    for test in hip_tests():
        if test.direction:
            assert set(test.direction.moves) <= set(the_library().moves)
            for routine in test.direction.routines.values():
                moves = {item.move.id for item in the_library().routine(routine).items}
                assert moves & set(test.direction.moves), (test.id, routine)


def swapped(told):
    return {id_: (right, left) for id_, (left, right) in told.items()}


NUMBERS = {
    test.id: st.integers(test.least // test.step, test.most // test.step).map(
        lambda n, test=test: n * test.step
    )
    for test in hip_tests()
}
RESULTS = st.fixed_dictionaries({id_: st.tuples(one, one) for id_, one in NUMBERS.items()})


@given(RESULTS)
def test_the_other_way_round_only_the_side_is_the_other(told):
    one = evaluate(hip_tests(), [a_check(0, told)], person())
    other = evaluate(hip_tests(), [a_check(0, swapped(told))], person())
    assert (one.points, one.main, one.light) == (other.points, other.main, other.light)
    if one.first_side:
        assert other.first_side is one.first_side.other


@given(RESULTS, st.sampled_from(["hurt", "skipped"]), st.sampled_from([*WELL]))
def test_what_hurt_or_was_left_out_never_gives_points(told, status, id_):
    found = evaluate(hip_tests(), [a_check(0, {**told, id_: {"status": status}})], person())
    direction = next(test.direction for test in hip_tests() if test.id == id_)
    assert direction is None or direction.id not in found.points


def near(value, by, test):
    return st.integers(int(max(test.least, value - by)), int(min(test.most, value + by)))


@st.composite
def within_the_noise(draw):
    """Some checks in which the sides are alike and each is near the first: no news at all."""
    first, after = {}, [{} for _ in range(draw(st.integers(1, 4)))]
    for test in hip_tests():
        change, side = test.change_over, test.side_over
        left = draw(NUMBERS[test.id])
        if change is None:
            first[test.id] = (left, draw(NUMBERS[test.id]))
            for now in after:
                now[test.id] = first[test.id]
            continue
        right = draw(near(left, side, test))
        first[test.id] = (left, right)
        for now in after:
            moved = draw(near(left, change, test))
            alike = near(right, change, test).filter(lambda n, m=moved, s=side: abs(n - m) <= s)
            now[test.id] = (moved, draw(alike))
    return first, after


@given(within_the_noise(), st.sampled_from(Goal), st.sampled_from(Emphasis))
def test_results_within_the_noise_never_change_a_programme(told, goal, emphasis):
    first, after = told
    who = replace(person(), goal=goal, emphasis=emphasis)
    checks = [a_check(0, first)]
    before = evaluate(hip_tests(), checks, who)
    for number, results in enumerate(after, 1):
        checks.append(a_check(28 * number, results))
        found = evaluate(hip_tests(), checks, who)
        assert (found.routine, found.light_move) == (before.routine, before.light_move)
        assert found.points == before.points


def test_seconds_of_one_leg_change_nothing_until_two_checks_agree():
    checks = [a_check(0), a_check(28, one_leg_stand=(5, 5))]
    assert evaluate(hip_tests(), checks, person()).points["steady"] == 0
    checks.append(a_check(56, one_leg_stand=(5, 5)))
    assert evaluate(hip_tests(), checks, person()).points["steady"] == 3


def test_who_is_unsteady_or_felt_unsafe_is_asked_about_balance_unless_it_is_known():
    unsafe = a_check(0, one_leg_stand={"status": Status.UNSAFE.value})
    found = evaluate(hip_tests(), [unsafe], person())
    assert found.ask_tags == (SkipTag.BALANCE,)
    assert found.choice.is_easier_standing
    known = evaluate(hip_tests(), [unsafe], person(skip_tags=["balance"]))
    assert known.ask_tags == ()


def test_a_stiff_ankle_asks_for_squats_in_their_easier_form():
    choice = evaluate(hip_tests(), [a_check(0, knee_to_wall=(7, 9))], person()).choice
    assert choice.easier == {"deep_squat_hold", "cossack_squat"}


def test_what_hurt_twice_in_a_row_is_named_and_what_hurt_once_is_not():
    hurt = {"status": "hurt", "where": "groin"}
    checks = [a_check(0, inward_turn=hurt), a_check(28, inward_turn=hurt)]
    assert evaluate(hip_tests(), checks, person()).hurt_twice == ("inward_turn",)
    assert evaluate(hip_tests(), checks[:1], person()).hurt_twice == ()
    assert evaluate(hip_tests(), [*checks[:1], a_check(28), checks[1]], person()).hurt_twice == ()


def test_no_more_than_two_directions_are_ever_chosen_and_never_the_same_twice():
    worst = a_check(
        0,
        inward_turn=(2, 2),
        one_leg_stand=(0, 0),
        butterfly_height=(40, 40),
        one_leg_bridge=(0, 0),
    )
    found = evaluate(hip_tests(), [worst], person())
    assert found.main is not found.light
    assert (found.main.id, found.light.id) == ("open", "inward")


def test_a_side_is_begun_with_only_where_the_sides_differ():
    checks = [a_check(number * 28, inward_turn=(14, 24)) for number in range(2)]
    assert evaluate(hip_tests(), checks, person()).first_side is Side.LEFT
    assert evaluate(hip_tests(), [a_check(0, inward_turn=(5, 6))], person()).first_side is None
