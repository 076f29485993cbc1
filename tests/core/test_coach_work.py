# SPDX-License-Identifier: GPL-3.0-or-later
"""While the body works: reps are counted, the first is taught, a turn is called in time."""

from dataclasses import replace
from itertools import pairwise

import pytest

from builders import (
    a_circle,
    a_coach,
    a_hold,
    a_move,
    a_plan,
    a_two_sided_move,
    an_alternating_move,
)
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.cues import EndingBefore, From, Line, Purpose
from hipmob_desktop.core.enums import Counting, SideMode, VoiceLevel
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan import Plan


def work(plan: Plan) -> list[int]:
    return [index for index, segment in enumerate(plan.segments) if segment.kind.is_work]


def spoken(coach: Coach, plan: Plan, index: int) -> list[str]:
    return [line.wordings[0] for line in coach.lines(plan, index) if line.wordings]


def reps_of(move, *, of_side: int = 0, **coaching) -> list[list[str]]:
    """What is said in each rep of the first run, or of a later one."""
    coach = a_coach(**coaching)
    plan = a_plan(move)
    blocks = sorted({plan.segments[index].block for index in work(plan)})
    return [
        spoken(coach, plan, index)
        for index in work(plan)
        if plan.segments[index].block == blocks[of_side]
    ]


def line_of(coach: Coach, plan: Plan, index: int, text: str) -> Line:
    (line,) = (line for line in coach.lines(plan, index) if text in line.wordings)
    return line


def test_the_reps_of_a_side_are_taught_counted_and_ended():
    assert reps_of(a_move(dose=Reps(count=4), cues=())) == [
        ["one lift", "and lower"],
        ["two"],
        ["three"],
        ["last one"],
    ]


def test_the_other_side_is_told_the_same_way():
    move = a_move(cues=())
    assert reps_of(move, of_side=1) == reps_of(move)


def test_a_single_rep_is_not_called_the_last():
    assert reps_of(a_move(dose=Reps(count=1))) == [["one lift", "and lower"]]
    alone = reps_of(an_alternating_move(dose=Reps(count=1)), level=VoiceLevel.NAMES_AND_COUNTS)
    assert alone == [["left, one"], ["right"]]


def test_a_number_falls_back_to_itself_where_its_phase_does_not_fit():
    line = line_of(a_coach(), a_plan(), 1, "one")
    assert (line.kind, line.wordings, line.anchor) == (
        Purpose.COUNT,
        ("one lift", "one"),
        From(0),
    )


def test_a_phase_is_named_when_it_begins_or_a_little_later():
    line = line_of(a_coach(), a_plan(), 1, "and lower")
    assert (line.kind, line.anchor) == (Purpose.LEAD, From(2_000, 1_000))


def test_a_circle_is_turned_with_words_and_its_new_way_is_taught():
    reps = reps_of(a_circle(dose=Reps(count=6), cues=()))
    assert reps[:4] == [
        ["one forward", "up", "back", "down"],
        ["two"],
        ["three", "and reverse"],
        ["four back", "up", "forward", "down"],
    ]


def test_the_turn_is_called_at_the_end_of_the_rep_before_it():
    plan = a_plan(a_circle())
    line = line_of(a_coach(), plan, 5, "and reverse")
    assert (line.kind, line.anchor) == (Purpose.NAME, EndingBefore(150))


def test_the_next_set_of_a_circle_without_a_rest_turns_it_back():
    circle = a_circle(side_mode=SideMode.BOTH, dose=Reps(count=2, sets=2), cues=())
    plan = a_plan(circle)
    said = [spoken(a_coach(), plan, index) for index in work(plan)]
    assert said == [
        ["one forward", "and reverse", "up", "back", "down"],
        ["last one back", "and reverse", "up", "forward", "down"],
        ["one", "and reverse"],
        ["last one"],
    ]


def test_sides_in_turn_are_called_and_numbered_once():
    assert reps_of(an_alternating_move(dose=Reps(count=3), cues=())) == [
        ["left lift", "and lower"],
        ["right lift", "and lower"],
        ["left, two"],
        ["right"],
        ["left, last one"],
        ["right, last one"],
    ]


def test_the_side_outlives_its_number_where_both_do_not_fit():
    plan = a_plan(an_alternating_move())
    wordings = [a_coach().lines(plan, index)[0].wordings for index in work(plan)]
    assert [each[-1] for each in wordings] == ["left", "right"] * 5
    kinds = {a_coach().lines(plan, index)[0].kind for index in work(plan)}
    assert kinds == {Purpose.ARRIVE}


def test_an_alternating_circle_is_taught_anew_on_both_sides():
    reps = reps_of(
        a_circle(side_mode=SideMode.ALTERNATING, side_change_ms=0, dose=Reps(count=4), cues=())
    )
    taught = [n for n, said in enumerate(reps, start=1) if "up" in said]
    assert taught == [1, 2, 5, 6]


def test_only_the_first_set_is_taught():
    move = a_move(dose=Reps(count=2, sets=2), cues=())
    assert reps_of(move, of_side=2) == [["one"], ["last one"]]


def test_words_for_every_breath_name_the_phases_of_every_rep():
    assert reps_of(a_move(dose=Reps(count=3), cues=()), breath_words=True) == [
        ["one lift", "and lower"],
        ["two lift", "and lower"],
        ["last one lift", "and lower"],
    ]


def test_names_and_counts_leave_the_phases_out():
    reps = reps_of(
        a_move(dose=Reps(count=2)), level=VoiceLevel.NAMES_AND_COUNTS, breath_words=True
    )
    assert reps == [["one"], ["last one"]]


@pytest.mark.parametrize(
    ("counting", "counts"),
    [
        (Counting.EVERY, ["one lift", "two", "three", "four", "last one"]),
        (Counting.LAST_THREE, ["lift", "", "three", "four", "last one"]),
        (Counting.NONE, ["lift", "", "", "", ""]),
    ],
)
def test_as_much_is_counted_as_was_asked_for(counting, counts):
    reps = reps_of(a_move(dose=Reps(count=5), cues=()), counting=counting)
    assert [said[0] if said else "" for said in reps] == counts


def test_sides_in_turn_are_called_even_if_nothing_is_counted():
    reps = reps_of(an_alternating_move(dose=Reps(count=3), cues=()), counting=Counting.NONE)
    assert reps[2:] == [["left"], ["right"], ["left"], ["right"]]
    last = reps_of(an_alternating_move(cues=()), counting=Counting.LAST_THREE)
    assert [said[0] for said in last[2::2]] == [
        "left",
        "left, three",
        "left, four",
        "left, last one",
    ]


def coaching(move, **choices) -> list[tuple[int, int, str]]:
    """Side run, rep in all and words of every coaching cue."""
    coach = a_coach(**choices)
    plan = a_plan(move)
    return [
        (plan.segments[index].block, plan.segments[index].total_rep, line.wordings[0])
        for index in work(plan)
        for line in coach.lines(plan, index)
        if line.purpose is Purpose.CUE
    ]


def test_a_side_hears_one_cue_early_and_one_late_and_all_cues_have_their_turn():
    assert coaching(a_move()) == [
        (0, 2, "Long leg."),
        (0, 7, "Hips still."),
        (1, 2, "Breathe on."),
        (1, 7, "Long leg."),
    ]


def test_the_first_cue_of_every_move_is_said_first():
    plan = a_plan(a_move("one"), a_two_sided_move("two"))
    second = next(n for n in work(plan) if plan.segments[n].item == 1)
    assert "Long leg." in spoken(a_coach(), plan, second + 1)


def test_where_sides_take_turns_both_are_taught_before_the_first_cue():
    assert [(rep, text) for _, rep, text in coaching(an_alternating_move())] == [
        (3, "Long leg."),
        (7, "Hips still."),
    ]


@pytest.mark.parametrize(
    ("count", "reps"),
    [(1, []), (2, []), (3, [2]), (4, [2]), (5, [2, 4]), (8, [2, 6]), (20, [2, 14])],
)
def test_few_reps_have_few_cues_and_the_last_one_none(count, reps):
    move = a_two_sided_move(dose=Reps(count=count))
    assert [rep for _, rep, _ in coaching(move)] == reps


def test_a_rep_that_is_taught_has_no_cue_besides():
    circle = a_circle(side_mode=SideMode.BOTH, dose=Reps(count=5))
    assert [rep for _, rep, _ in coaching(circle)] == [2]


def test_a_cue_may_wait_for_the_count():
    line = line_of(a_coach(), a_plan(), 2, "Long leg.")
    assert line.anchor == From(0, 2_500)


def test_a_move_without_cues_is_only_counted():
    assert coaching(a_move(cues=())) == []
    assert coaching(a_hold(cues=())) == []


def test_cues_go_round_where_there_are_only_two():
    texts = [text for *_, text in coaching(a_move(cues=("a", "b"), dose=Reps(count=10, sets=2)))]
    assert texts == ["A.", "B."] * 4


def test_in_small_doses_each_side_has_another_cue():
    texts = [text for *_, text in coaching(a_move(dose=Reps(count=3)))]
    assert all(text != following for text, following in pairwise(texts))


def hold_lines(hold_ms: int, **choices) -> list[tuple[int, str]]:
    """When in the segment and what is said in a hold that is entered for four seconds."""
    plan = a_plan(a_hold(hold_ms=hold_ms))
    lines = [line for line in a_coach(**choices).lines(plan, 1) if line.wordings]
    return sorted((line.anchor.after_ms, line.wordings[0]) for line in lines)


def test_a_hold_is_entered_breathed_halved_counted_down_and_left():
    assert hold_lines(30_000) == [
        (0, "ease in"),
        (1_000, "Long leg."),
        (4_000, "hold"),
        (4_000, "in"),
        (8_000, "and out"),
        (12_000, "in"),
        (16_000, "and out"),
        (19_000, "half way"),
        (22_000, "Hips still."),
        (29_000, "five"),
        (30_000, "four"),
        (31_000, "three"),
        (32_000, "two"),
        (33_000, "one"),
        (34_000, "and release"),
    ]


def test_a_hold_is_led_by_what_is_important():
    plan = a_plan(a_hold())
    kinds = {line.wordings[0]: line.kind for line in a_coach().lines(plan, 1) if line.wordings}
    assert kinds["ease in"] is kinds["half way"] is kinds["five"] is Purpose.COUNT
    assert kinds["in"] is kinds["and out"] is Purpose.LEAD
    assert kinds["Long leg."] is Purpose.CUE


def test_a_breath_and_a_cue_may_come_a_little_late():
    plan = a_plan(a_hold())
    assert line_of(a_coach(), plan, 1, "Long leg.").anchor == From(1_000, 2_500)
    breaths = [line.anchor for line in a_coach().lines(plan, 1) if "in" in line.wordings]
    assert breaths == [From(4_000, 1_000), From(12_000, 1_000)]


def test_a_short_hold_is_counted_from_three_and_has_no_half():
    assert hold_lines(6_000) == [
        (0, "ease in"),
        (1_000, "Long leg."),
        (4_000, "hold"),
        (7_000, "three"),
        (8_000, "two"),
        (9_000, "one"),
        (10_000, "and release"),
    ]


@pytest.mark.parametrize(
    ("hold_ms", "breaths", "numbers", "half", "cues"),
    [
        (5_999, 0, 0, False, 1),
        (6_000, 0, 3, False, 1),
        (11_999, 0, 3, False, 1),
        (12_000, 1, 5, True, 1),
        (19_999, 1, 5, True, 1),
        (20_000, 1, 5, True, 2),
        (27_999, 1, 5, True, 2),
        (28_000, 2, 5, True, 2),
        (59_999, 2, 5, True, 2),
        (60_000, 2, 5, True, 3),
        (600_000, 2, 5, True, 3),
    ],
)
def test_a_longer_hold_has_room_for_more(hold_ms, breaths, numbers, half, cues):
    texts = [text for _, text in hold_lines(hold_ms)]
    assert texts.count("in") == texts.count("and out") == breaths
    assert sum(text in ("five", "four", "three", "two", "one") for text in texts) == numbers
    assert ("half way" in texts) is half
    assert sum(text.endswith(".") for text in texts) == cues


def test_the_cues_of_a_long_hold_lie_in_its_quiet_parts():
    cues = [(at_ms, text) for at_ms, text in hold_lines(60_000) if text.endswith(".")]
    assert cues == [(1_000, "Long leg."), (25_000, "Hips still."), (40_000, "Breathe on.")]


def test_a_hold_that_is_entered_at_once_has_no_cue_on_the_way():
    quick = a_hold().phases[1:]
    texts = [text for *_, text in coaching(a_hold(phases=quick, hold_ms=20_000))]
    assert texts == ["Long leg.", "Hips still."]


@pytest.mark.parametrize(
    ("hold_ms", "breaths"), [(8_999, 0), (9_000, 1), (30_000, 3), (41_000, 5)]
)
def test_words_for_every_breath_go_on_until_the_count(hold_ms, breaths):
    texts = [text for _, text in hold_lines(hold_ms, breath_words=True)]
    assert texts.count("and out") == breaths


def test_without_counting_a_hold_is_still_halved_and_ended():
    texts = [text for _, text in hold_lines(30_000, counting=Counting.NONE)]
    assert {"half way", "and release"} <= set(texts)
    assert not {"five", "one"} & set(texts)


def test_with_chimes_alone_every_rep_and_every_part_of_a_hold_has_its_tick():
    coach = a_coach(level=VoiceLevel.CHIMES)
    rep, hold = a_plan(), a_plan(a_hold())
    assert [line.anchor for line in coach.lines(rep, 1)] == [From(0)]
    assert [line.anchor for line in coach.lines(hold, 1)] == [From(0), From(4_000), From(34_000)]


def test_a_phase_without_words_is_passed_over_in_silence():
    wordless = tuple(replace(phase, say="") for phase in a_move().phases)
    assert reps_of(a_move(phases=wordless, dose=Reps(count=2), cues=())) == [["one"], ["last one"]]
    held = tuple(replace(phase, say="") for phase in a_hold().phases)
    plan = a_plan(a_hold(phases=held, dose=Hold(hold_ms=5_000), cues=()))
    assert [spoken(a_coach(), plan, index) for index in work(plan)] == [[], []]
