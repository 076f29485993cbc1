# SPDX-License-Identifier: GPL-3.0-or-later
"""Reps are led with the breath; then come fewer words, quiet, and a last call."""

from dataclasses import replace
from itertools import pairwise

import pytest

from builders import (
    a_circle,
    a_coach,
    a_move,
    a_plan,
    a_two_sided_move,
    an_alternating_move,
)
from cases import tried_with
from core.heard import (
    LED,
    QUICK,
    both,
    line_of,
    reps_of,
    script_of,
    told,
    work,
)
from hipmob_desktop.core.cues import EndingBefore, From, Purpose
from hipmob_desktop.core.enums import Counting, SideMode, VoiceLevel
from hipmob_desktop.core.move import Reps


def test_two_reps_are_led_then_a_number_then_quiet_then_the_end_is_called():
    assert reps_of(both(8)) == [
        LED,
        LED,
        ["Three."],
        [],
        [],
        ["Three more."],
        ["Two more."],
        ["Last one."],
    ]


def test_the_other_side_is_led_and_counted_the_same_way():
    move = a_move(cues=())
    assert reps_of(move, of_side=1) == reps_of(move)


@tried_with(
    ("count", "led", "called"),
    [
        (1, [1], []),
        (2, [1], ["Last one."]),
        (3, [1, 2], ["Last one."]),
        (4, [1, 2], ["Last one."]),
        (6, [1, 2], ["Two more.", "Last one."]),
        (7, [1, 2], ["Three.", "Three more.", "Two more.", "Last one."]),
    ],
)
def test_few_reps_are_led_less_and_counted_less(count, led, called):
    reps = reps_of(both(count))
    assert [n for n, said in enumerate(reps, start=1) if said == LED] == led
    assert [text for said in reps for text in said if text not in LED] == called


def test_half_way_is_told_from_ten_reps_on():
    assert [n for n, said in enumerate(reps_of(both(10)), start=1) if "Half way." in said] == [6]
    assert not [said for said in reps_of(both(9)) if "Half way." in said]


def test_half_way_is_told_once_where_sides_take_turns():
    reps = reps_of(an_alternating_move(dose=Reps(count=10), cues=()))
    assert [n for n, said in enumerate(reps, start=1) if "Half way." in said] == [11]


@pytest.mark.parametrize("choices", [{}, {"breath_words": True}, {"level": VoiceLevel.LEARNING}])
def test_quick_reps_say_nothing_of_the_breath_in_and_out(choices):
    """Nobody can breathe in and out in less than three and a half seconds."""
    for pace, is_quick in ((0.87, True), (0.88, False)):
        said = str(reps_of(a_move(), pace=pace, **choices))
        assert ("reathe in" in said) != is_quick
        assert ("reathe out" in said) != is_quick


def test_in_quick_reps_the_phases_are_led_and_steady_breath_is_asked_for_once():
    reps = reps_of(both(9, phases=QUICK))
    assert reps[:2] == [["Forward.", "Back."]] * 2
    assert [text for said in reps for text in said].count("Breathe steadily.") == 1


def test_a_circle_is_turned_with_words_and_its_new_way_is_led():
    reps = reps_of(a_circle(dose=Reps(count=8), cues=()))
    assert reps[3:6] == [
        ["Now the other way round."],
        ["Breathe in, back and up.", "Breathe out, forward and down."],
        ["Three more."],
    ]


def test_the_turn_is_called_at_the_end_of_the_rep_before_it():
    plan = a_plan(a_circle())
    line = line_of(a_coach(), plan, 5, "Now the other way round.")
    assert line.anchor == EndingBefore(150)


def test_where_the_rep_before_a_turn_is_led_the_turn_is_called_with_the_first_words_after_it():
    assert reps_of(a_circle(dose=Reps(count=3), cues=()))[1:] == [
        ["Breathe in, forward and up.", "Breathe out, back and down."],
        [
            "Last one. Now the other way round. Breathe in, back and up.",
            "Breathe out, forward and down.",
        ],
    ]


@tried_with("count", range(2, 13))
@tried_with("mode", SideMode)
@tried_with("level", [VoiceLevel.LEARNING, VoiceLevel.FULL, VoiceLevel.NAMES_AND_COUNTS])
def test_every_turn_of_a_circle_is_heard_once(level, mode, count):
    circle = a_circle(side_mode=mode, side_change_ms=0, dose=Reps(count=count))
    turns = [cue for cue in script_of(circle, level=level) if "other way" in cue.text]
    assert len(turns) == (2 if mode is SideMode.ONE_THEN_OTHER else 1)


def test_the_next_set_of_a_circle_begins_the_first_way_round_again():
    circle = a_circle(side_mode=SideMode.BOTH, dose=Reps(count=6, sets=2), cues=())
    second = reps_of(circle, of_side=1)
    assert second[0] == ["Breathe in, forward and up.", "Breathe out, back and down."]
    assert [said for said in second if "Now the other way round." in said] == [second[2]]


def test_an_alternating_circle_is_led_anew_on_both_sides():
    reps = reps_of(
        a_circle(side_mode=SideMode.ALTERNATING, side_change_ms=0, dose=Reps(count=8), cues=())
    )
    led = [n for n, said in enumerate(reps, start=1) if "reathe in" in str(said)]
    assert led == [1, 2, 3, 4, 9, 10]


def test_sides_in_turn_are_called_with_what_they_do_and_numbered_once():
    assert reps_of(an_alternating_move(dose=Reps(count=7), cues=()))[4:] == [
        ["Left, three."],
        ["Right, lift."],
        ["Left, lift."],
        ["Right, lift."],
        ["Left, three more."],
        ["Right, lift."],
        ["Left, two more."],
        ["Right, lift."],
        ["Left, last one."],
        ["Right, last one."],
    ]


def test_led_reps_of_sides_in_turn_name_their_side_too():
    assert reps_of(an_alternating_move(cues=()))[:2] == [
        ["Left, breathe out, lift.", LED[1]],
        ["Right, breathe out, lift.", LED[1]],
    ]


def test_a_side_is_not_called_twice_where_the_action_names_it():
    phases = (replace(a_move().phases[0], say="{side} knee up"), a_move().phases[1])
    reps = reps_of(an_alternating_move(phases=phases, cues=(), dose=Reps(count=5)))
    assert reps[4:6] == [["Left knee up."], ["Right knee up."]]


def test_the_side_outlives_what_else_is_said_where_both_do_not_fit():
    plan = a_plan(an_alternating_move())
    coach = a_coach(level=VoiceLevel.NAMES_AND_COUNTS)
    called = [coach.lines(plan, index)[0] for index in work(plan)]
    assert [line.wordings[-1] for line in called] == ["Left.", "Right."] * 5


def test_sides_that_change_too_quickly_to_be_called_are_not():
    reps = reps_of(an_alternating_move(phases=QUICK, cues=(), dose=Reps(count=6)))
    assert "Left" not in str(reps[4:])
    assert [said for said in reps[4:] if said] == [
        ["Breathe steadily."],
        ["Two more."],
        ["Last one."],
    ]


def test_a_single_rep_is_neither_counted_nor_called_one_more():
    for counting in (Counting.SOME, Counting.LAST_THREE):
        brief = {"level": VoiceLevel.NAMES_AND_COUNTS, "counting": counting}
        assert reps_of(both(1), **brief) == [[]]


def test_names_and_counts_call_even_quick_sides():
    move = an_alternating_move(phases=QUICK, dose=Reps(count=1))
    assert reps_of(move, level=VoiceLevel.NAMES_AND_COUNTS) == [["Left."], ["Right."]]


def test_the_first_rep_of_a_further_set_is_led_and_no_other():
    assert reps_of(both(7, dose=Reps(count=7, sets=2)), of_side=1) == [
        LED,
        *([[]] * 3),
        ["Three more."],
        ["Two more."],
        ["Last one."],
    ]


def test_names_and_counts_lead_nothing():
    reps = reps_of(both(3), level=VoiceLevel.NAMES_AND_COUNTS, breath_words=True)
    assert reps == [[], [], ["Last one."]]


@pytest.mark.parametrize(
    ("counting", "counts"),
    [
        (Counting.EVERY, ["Three.", "Four.", "Five.", "Six.", "Seven.", "Last one."]),
        (Counting.SOME, ["Three.", "", "", "Three more.", "Two more.", "Last one."]),
        (Counting.LAST_THREE, ["", "", "", "Three more.", "Two more.", "Last one."]),
        (Counting.NONE, [""] * 6),
    ],
)
def test_as_much_is_counted_as_was_asked_for(counting, counts):
    reps = reps_of(both(8), counting=counting)
    assert [said[0] if said else "" for said in reps[2:]] == counts


def test_without_counting_half_way_is_not_told_either():
    assert "Half way." not in str(reps_of(both(12), counting=Counting.NONE))


def test_sides_in_turn_are_called_even_if_nothing_is_counted():
    reps = reps_of(an_alternating_move(dose=Reps(count=3), cues=()), counting=Counting.NONE)
    assert reps[4:] == [["Left, lift."], ["Right, lift."]]


def test_no_rep_that_is_led_or_counted_at_the_end_has_a_cue_besides():
    for count in range(1, 21):
        for _, rep, _ in told(a_two_sided_move(dose=Reps(count=count)), Purpose.CUE):
            assert 2 < rep < count


def test_between_cues_there_is_quiet():
    for count in range(1, 21):
        reps = [rep for _, rep, _ in told(a_two_sided_move(dose=Reps(count=count)), Purpose.CUE)]
        assert all(later - rep >= 2 for rep, later in pairwise(reps))


def test_a_rep_next_to_a_turn_has_no_cue():
    for count in range(2, 21):
        circle = a_circle(side_mode=SideMode.BOTH, dose=Reps(count=count))
        turning = (count + 1) // 2
        cues = told(circle, Purpose.CUE)
        assert not {rep for _, rep, _ in cues} & {turning, turning + 1}


@pytest.mark.parametrize("make", [a_move, an_alternating_move, a_two_sided_move, a_circle])
@pytest.mark.parametrize("pace", [0.5, 1.0])
def test_nothing_that_is_told_in_a_rep_goes_on_when_the_reps_are_over(make, pace):
    """What is said next is how to leave the move, and it has no other place."""
    coach, told_late = a_coach(), 0
    for count in (3, 4, 5, 8):
        plan = a_plan(make(dose=Reps(count=count)), coach=coach, pace=pace)
        for index, segment in enumerate(plan.segments):
            last = next((s for s in plan.segments[index:] if s.total_rep == s.total_reps), None)
            for line in coach.lines(plan, index) if segment.kind.is_work else ():
                if isinstance(line.anchor, From) and line.anchor.over_ms:
                    told_late += 1
                    assert segment.end_ms + line.anchor.over_ms <= last.end_ms
    assert told_late
