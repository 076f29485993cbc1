# SPDX-License-Identifier: GPL-3.0-or-later
"""What a number may be taken for: nothing within the noise, "perhaps" once, so at two checks."""

from cases import tried_with
from core.hip_checks import a_check, result, the_test
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.hip_check_verdicts import (
    Change,
    Level,
    SideVerdict,
    baseline_checks,
    is_news,
    level_of,
    own_wobble,
    side_verdict,
    threshold,
    verdict_of,
)

TURN, STAND = the_test("inward_turn"), the_test("one_leg_stand")
BUTTERFLY, BRIDGE = the_test("butterfly_height"), the_test("one_leg_bridge")


def turns(*pairs, days=(0, 5, 33, 61, 89)):
    """Checks with these numbers of the inward turn: two for a baseline, then every four weeks."""
    return [a_check(day, inward_turn=pair) for day, pair in zip(days, pairs, strict=False)]


def change(*pairs, side=Side.LEFT, **others):
    return verdict_of(TURN, turns(*pairs, **others)).changes[side]


def test_a_difference_of_just_the_threshold_is_still_the_same():
    assert side_verdict(TURN, turns((20, 27))) is SideVerdict.SAME
    assert side_verdict(TURN, turns((20, 28))) is SideVerdict.MAY_DIFFER


def test_a_side_differs_when_two_checks_in_a_row_say_so_of_the_same_side():
    assert side_verdict(TURN, turns((14, 24), (15, 24))) is SideVerdict.DIFFERS
    assert side_verdict(TURN, turns((24, 14), (15, 24), days=(0, 28))) is SideVerdict.MAY_DIFFER
    assert verdict_of(TURN, turns((14, 24), (15, 24))).worse is Side.LEFT


def test_a_height_is_worse_where_it_is_more():
    verdict = verdict_of(BUTTERFLY, [a_check(0, butterfly_height=(20, 10))])
    assert verdict.worse is Side.LEFT


def test_the_baseline_is_two_checks_some_days_apart_or_one():
    assert baseline_checks(turns((20, 20))) == 1
    assert baseline_checks(turns((20, 20), (20, 20))) == 2
    assert baseline_checks(turns((20, 20), (20, 20), days=(0, 1))) == 1
    assert baseline_checks(turns((20, 20), (20, 20), days=(0, 11))) == 1


def test_no_change_is_told_before_the_baseline_is_there():
    assert change((20, 20)) is Change.NONE
    assert change((20, 20), (30, 30)) is Change.NONE


def test_a_change_of_just_the_threshold_is_none_and_more_is_perhaps():
    assert change((20, 20), (20, 20), (26, 20)) is Change.NO_CHANGE
    assert change((20, 20), (20, 20), (27, 20)) is Change.MAYBE_UP
    assert change((20, 20), (20, 20), (13, 20)) is Change.MAYBE_DOWN


def test_a_change_counts_when_two_checks_in_a_row_agree():
    assert change((20, 20), (20, 20), (27, 20), (27, 20)) is Change.UP
    assert change((20, 20), (20, 20), (13, 20), (13, 20)) is Change.DOWN
    assert change((20, 20), (20, 20), (27, 20), (20, 20)) is Change.NO_CHANGE
    assert change((20, 20), (20, 20), (27, 20), (13, 20)) is Change.MAYBE_DOWN


def test_the_baseline_is_the_mean_of_its_two_checks():
    assert change((18, 20), (22, 20), (26, 20)) is Change.NO_CHANGE
    assert change((18, 20), (22, 20), (27, 20)) is Change.MAYBE_UP


def test_of_what_is_timed_the_second_one_is_the_baseline():
    holds = [a_check(d, one_leg_bridge=(s, 60)) for d, s in ((0, 10), (5, 30), (33, 55))]
    assert verdict_of(BRIDGE, holds).changes[Side.LEFT] is Change.NO_CHANGE


def test_less_height_is_more():
    heights = [a_check(d, butterfly_height=(h, 15)) for d, h in ((0, 20), (5, 20), (33, 12))]
    assert verdict_of(BUTTERFLY, heights).changes[Side.LEFT] is Change.MAYBE_UP


def test_seconds_of_one_leg_are_never_a_change_but_another_band_at_two_checks_is():
    def found(*seconds):
        days = (0, 5, 33, 61)
        checks = [a_check(d, one_leg_stand=(s, 30)) for d, s in zip(days, seconds, strict=False)]
        return verdict_of(STAND, checks).changes[Side.LEFT]

    assert found(10, 10, 25) is Change.NO_CHANGE
    assert found(10, 10, 30) is Change.NO_CHANGE
    assert found(9, 9, 10, 10) is Change.UP
    assert found(10, 10, 9, 9) is Change.DOWN
    assert found(10, 10, 30, 30) is Change.UP
    assert found(30, 30, 5, 5) is Change.DOWN
    assert side_verdict(STAND, [a_check(0, one_leg_stand=(0, 30))]) is SideVerdict.NONE


def test_two_full_holds_are_alike_and_have_no_more_to_tell():
    verdict = verdict_of(BRIDGE, [a_check(0, one_leg_bridge=(60, 60))])
    assert (verdict.sides, verdict.is_full) == (SideVerdict.SAME, True)
    assert not verdict_of(TURN, [a_check(0, inward_turn=(40, 40))]).is_full


def test_the_persons_own_wobble_makes_the_line_wider():
    checks = turns((20, 20), (29, 20))
    assert own_wobble(TURN, checks) == 9
    assert threshold(6, TURN, checks) == 9
    assert own_wobble(TURN, turns((20, 20), (29, 20), days=(0, 40))) == 0
    assert change((20, 20), (29, 20), (33, 20)) is Change.NO_CHANGE


def test_what_a_hand_measured_needs_a_finger_more():
    by_hand = {"left": 20, "right": 20, "measure": "finger"}
    assert threshold(6, TURN, [a_check(0, inward_turn=by_hand)]) == 8
    assert threshold(6, TURN, [a_check(0, inward_turn={**by_hand, "measure": "palm"})]) == 8


def test_news_is_what_differs_by_more_than_chance_from_the_check_that_counts():
    first = turns((20, 20))[0]
    assert not is_news(TURN, first, turns((20, 20), (26, 20), days=(0, 28)))
    assert is_news(TURN, first, turns((20, 20), (27, 20), days=(0, 28)))


def test_news_is_also_a_pain_a_pull_another_measure_and_a_leg_that_is_measured():
    first = a_check(0)
    for told in (
        {"status": "hurt"}, {"left": 24, "right": 25, "feel": "strong"}, {"left": 24},
        {"left": 24, "right": 25, "measure": "palm"},
    ):  # fmt: skip
        assert is_news(TURN, first, [first, a_check(28, inward_turn=told)])
    assert is_news(TURN, first, [first, a_check(28, lower_leg_cm=45)])


def test_sides_that_differ_at_two_checks_are_news():
    checks = turns((14, 24), (15, 23), days=(0, 28))
    assert is_news(TURN, checks[0], checks)


def test_another_band_is_news_at_two_checks_in_a_row():
    checks = [a_check(0), *(a_check(d, one_leg_stand=(5, 5)) for d in (28, 56))]
    assert not is_news(STAND, checks[0], checks[:2])
    assert is_news(STAND, checks[0], checks)


@tried_with(
    ("test", "value", "leg", "level"),
    [
        (TURN, 14, None, Level.LOW), (TURN, 15, None, Level.NONE), (TURN, 17, 52, Level.LOW),
        (TURN, 17, 45, Level.NONE), (TURN, 60, 45, Level.NONE), (BUTTERFLY, 20, None, Level.NONE),
        (BUTTERFLY, 21, None, Level.LOW), (BRIDGE, 25, None, Level.LOW),
        (BRIDGE, 30, None, Level.MID), (BRIDGE, 60, None, Level.FULL),
        (TURN, None, 45, Level.NONE),
    ],
)  # fmt: skip
def test_a_level_is_told_by_its_line(test, value, leg, level):
    assert level_of(test, value, a_check(0, lower_leg_cm=leg)) is level


def test_a_hold_that_a_cramp_ended_has_no_level():
    check = a_check(0, one_leg_bridge={"left": 10, "right": 10, "cramp": True})
    assert level_of(BRIDGE, 10, check) is Level.NONE


def test_what_hurt_has_no_number():
    hurt = result({"left": 20, "right": 20, "status": "hurt"})
    assert hurt.of(Side.LEFT) is None
    assert not hurt.is_whole
