# SPDX-License-Identifier: GPL-3.0-or-later
"""While the body works: reps led with the breath, then fewer words, quiet, and a last cue."""

from dataclasses import replace
from itertools import pairwise

import pytest

from builders import (
    a_circle,
    a_coach,
    a_hold,
    a_move,
    a_plan,
    a_routine,
    a_two_sided_move,
    a_voice,
    an_alternating_move,
)
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.cues import Cue, During, EndingBefore, From, Line, Purpose
from hipmob_desktop.core.enums import Breath, Counting, Intent, SideMode, VoiceLevel
from hipmob_desktop.core.move import Hold, MoveVoice, Phase, Reps, SideWords
from hipmob_desktop.core.plan import Plan
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import PlanOptions

LED = ["Breathe out, lift.", "Breathe in, lower."]
QUICK = tuple(
    Phase(name=name, duration_ms=750, breath=breath, say=name)
    for name, breath in (("forward", Breath.IN), ("back", Breath.OUT))
)


def work(plan: Plan) -> list[int]:
    return [index for index, segment in enumerate(plan.segments) if segment.kind.is_work]


def spoken(coach: Coach, plan: Plan, index: int) -> list[str]:
    return [line.wordings[0] for line in coach.lines(plan, index) if line.wordings]


def reps_of(move, *, of_side: int = 0, pace: float = 1.0, **coaching) -> list[list[str]]:
    """What is said in each rep of the first run, or of a later one."""
    coach = a_coach(**coaching)
    plan = a_plan(move, pace=pace)
    blocks = sorted({plan.segments[index].block for index in work(plan)})
    return [
        spoken(coach, plan, index)
        for index in work(plan)
        if plan.segments[index].block == blocks[of_side]
    ]


def both(count: int, **changes):
    """A move of both sides without cues, done so often."""
    return a_two_sided_move(**{"dose": Reps(count=count), "cues": (), **changes})


def line_of(coach: Coach, plan: Plan, index: int, text: str) -> Line:
    (line,) = (line for line in coach.lines(plan, index) if text in line.wordings)
    return line


def told(move, purpose: Purpose, **choices) -> list[tuple[int, int, str]]:
    """Side run, rep in all and words of every line for a purpose while the body works."""
    coach = a_coach(**choices)
    plan = a_plan(move)
    return [
        (plan.segments[index].block, plan.segments[index].total_rep, line.wordings[0])
        for index in work(plan)
        for line in coach.lines(plan, index)
        if line.purpose is purpose
    ]


def script_of(move, **choices) -> tuple[Cue, ...]:
    coach = a_coach(**choices)
    return build_plan(a_routine(move), PlanOptions(), coach, estimated_ms).cues


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


@pytest.mark.parametrize(
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


def test_a_breath_that_spans_phases_is_one_sentence():
    (first, *_) = reps_of(a_circle(cues=()))
    assert first == ["Breathe in, forward and up.", "Breathe out, back and down."]


def test_led_words_are_those_for_it_with_the_sides_in_them():
    phases = (
        replace(a_move().phases[0], lead="the {side} leg up"),
        replace(a_move().phases[1], say="onto the {other}"),
    )
    move = a_move(phases=phases, cues=())
    assert reps_of(move)[0] == ["Breathe out, the left leg up.", "Breathe in, onto the right."]
    second = reps_of(move, of_side=1)[0]
    assert second == ["Breathe out, the right leg up.", "Breathe in, onto the left."]


def test_led_words_are_said_in_their_own_breath_and_are_true_no_longer():
    plan = a_plan()
    out, into = a_coach().lines(plan, 1)
    assert (out.anchor, out.holds_until_ms) == (During(0, 2_000), 2_000)
    assert (into.anchor, into.holds_until_ms) == (During(2_000, 4_000), 4_000)


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


@pytest.mark.parametrize("count", range(2, 13))
@pytest.mark.parametrize("mode", SideMode)
@pytest.mark.parametrize(
    "level", [VoiceLevel.LEARNING, VoiceLevel.FULL, VoiceLevel.NAMES_AND_COUNTS]
)
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


def test_words_for_every_breath_are_true_of_every_breath():
    assert reps_of(both(4), breath_words=True) == [
        LED,
        LED,
        ["Breathe out.", "Breathe in."],
        ["Last one.", "Breathe out.", "Breathe in."],
    ]
    plan = a_plan(both(4))
    out, into = a_coach(breath_words=True).lines(plan, 3)
    assert (out.anchor.after_ms, out.holds_until_ms) == (0, 2_000)
    assert (into.anchor.after_ms, into.holds_until_ms) == (2_000, 4_000)


def test_breath_words_cost_no_cue():
    move = a_move(voice=a_voice())
    more, usual = (
        [
            (cue.text, cue.at_ms)
            for cue in script_of(move, breath_words=breath_words)
            if cue.purpose in (Purpose.CUE, Purpose.FEEL, Purpose.COUNT)
        ]
        for breath_words in (True, False)
    )
    assert more == usual


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


VOICED = {"voice": a_voice(), "cues": ("Long leg", "Hips still")}
FEEL = "You feel it in the {} hip."


def test_where_it_is_felt_is_said_once_and_cues_come_after_it():
    move = both(12, **VOICED)
    assert told(move, Purpose.FEEL) == [(0, 3, FEEL.format("left"))]
    assert told(move, Purpose.CUE) == [(0, 5, "Long leg."), (0, 8, "Hips still.")]


def test_both_sides_hear_the_same_cues_and_the_second_one_more_of_them():
    cues = told(a_move(dose=Reps(count=12), **VOICED), Purpose.CUE)
    assert [text for block, _, text in cues if block == 0] == ["Long leg.", "Hips still."]
    assert [text for block, _, text in cues if block == 1][:2] == ["Long leg.", "Hips still."]


def feels(move, **choices) -> list[str]:
    """Where it is felt, as often as it is heard in the whole of a session."""
    return [cue.text for cue in script_of(move, **choices) if cue.purpose is Purpose.FEEL]


MOVES = {
    "sides": a_move,
    "circle": a_circle,
    "both": a_two_sided_move,
    "alternating": an_alternating_move,
}


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize("kind", MOVES)
def test_where_reps_are_felt_is_said_once_and_on_each_side_to_whoever_learns(kind, count):
    for sets in (1, 2):
        move = MOVES[kind](dose=Reps(count=count, sets=sets), voice=a_voice())
        sides = ["left", "right"] if move.side_mode is SideMode.ONE_THEN_OTHER else ["left"]
        assert feels(move) == [FEEL.format("left")]
        assert feels(move, level=VoiceLevel.LEARNING) == [FEEL.format(side) for side in sides]


@pytest.mark.parametrize("breath_words", [True, False])
@pytest.mark.parametrize("level", [VoiceLevel.LEARNING, VoiceLevel.FULL])
def test_where_a_shipped_move_is_felt_finds_its_room_at_every_pace(shipped, level, breath_words):
    coach = a_coach(level=level, breath_words=breath_words)
    for move in shipped.moves.values():
        has_runs = move.side_mode is SideMode.ONE_THEN_OTHER and level is VoiceLevel.LEARNING
        for pace in (0.7, 1.0, 1.5):
            built = build_plan(a_routine(move), PlanOptions(pace=pace), coach, estimated_ms)
            said = [cue for cue in built.cues if cue.purpose is Purpose.FEEL]
            assert len(said) == 1 + has_runs, move.id


@pytest.mark.parametrize("hold_ms", [1_000, 5_000, 8_000, 12_000, 20_000, 30_000, 61_000, 180_000])
@pytest.mark.parametrize("breath_words", [True, False])
def test_where_a_hold_is_felt_is_said_once_and_on_each_side_to_whoever_learns(
    hold_ms, breath_words
):
    move = a_hold(hold_ms=hold_ms, voice=a_voice())
    learning = feels(move, level=VoiceLevel.LEARNING, breath_words=breath_words)
    assert feels(move, breath_words=breath_words) == [FEEL.format("left")]
    assert learning == [FEEL.format("left"), FEEL.format("right")]


def test_the_next_set_begins_with_the_next_cue():
    cues = told(both(4, dose=Reps(count=4, sets=3), cues=("One", "Two")), Purpose.CUE)
    assert [text for *_, text in cues] == ["One.", "Two.", "One."]


def test_a_cue_has_the_sides_in_it():
    cues = told(a_move(cues=("press the {other} heel",)), Purpose.CUE)
    assert {text for *_, text in cues} == {"Press the right heel.", "Press the left heel."}


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


def test_a_move_without_cues_has_none():
    assert told(a_move(cues=()), Purpose.CUE) == []
    assert told(a_hold(cues=()), Purpose.CUE) == []


def hold_lines(hold_ms: int, move=None, **choices) -> list[tuple[int, str]]:
    """When in the segment and what is said in a hold that is entered for four seconds."""
    plan = a_plan(move or a_hold(hold_ms=hold_ms, voice=a_voice()))

    def at_ms(line: Line) -> int:
        is_led = isinstance(line.anchor, During)
        return line.anchor.start_ms if is_led else line.anchor.after_ms

    lines = [line for line in a_coach(**choices).lines(plan, 1) if line.wordings]
    return sorted((at_ms(line), line.wordings[0]) for line in lines)


def test_a_hold_is_led_in_breathed_felt_and_led_out():
    assert hold_lines(32_000) == [
        (0, "Breathe out, sink in."),
        (4_000, "Breathe in."),
        (8_000, "Breathe out."),
        (12_000, "Breathe in."),
        (16_000, "Breathe out."),
        (20_000, "Two more breaths."),
        (20_000, "You feel it in the left hip."),
        (28_800, "Long leg."),
        (36_000, "Breathe in, come out."),
    ]


def test_nothing_is_counted_down_in_a_hold():
    for hold_ms in range(1_000, 90_000, 1_000):
        texts = {text for _, text in hold_lines(hold_ms, counting=Counting.EVERY)}
        assert not texts & {"Five.", "Four.", "Three.", "Two.", "One."}


@pytest.mark.parametrize(
    ("hold_ms", "breaths", "left", "half"),
    [
        (5_000, 1, None, False),
        (12_000, 1, None, False),
        (16_000, 1, None, False),
        (20_000, 1, None, False),
        (24_000, 2, "One more breath.", False),
        (30_000, 2, "Two more breaths.", False),
        (40_000, 2, "Two more breaths.", True),
        (120_000, 2, "Two more breaths.", True),
    ],
)
def test_a_longer_hold_has_room_for_more(hold_ms, breaths, left, half):
    texts = [text for _, text in hold_lines(hold_ms)]
    assert texts.count("Breathe in.") == texts.count("Breathe out.") == breaths
    assert [text for text in texts if "more breath" in text] == ([left] if left else [])
    assert ("Half way." in texts) is half


@pytest.mark.parametrize("hold_ms", [40_000, 48_000, 60_000, 180_000])
def test_half_way_in_a_hold_is_half_way(hold_ms):
    (at_ms,) = (at_ms for at_ms, text in hold_lines(hold_ms) if text == "Half way.")
    assert at_ms == 4_000 + hold_ms // 2


def test_a_rest_is_left_alone():
    rest = a_hold(hold_ms=120_000, intents=(Intent.RELAX,), voice=a_voice())
    texts = {text for _, text in hold_lines(0, rest)}
    assert "Half way." not in texts
    assert not [text for text in texts if "more" in text]


def test_without_counting_a_hold_is_not_halved_nor_are_breaths_counted():
    texts = {text for _, text in hold_lines(60_000, counting=Counting.NONE)}
    assert "Half way." not in texts
    assert "Two more breaths." not in texts
    assert {"Breathe out, sink in.", "Breathe in, come out."} <= texts


def test_words_for_every_breath_of_a_hold_name_them_all():
    texts = [text for _, text in hold_lines(40_000, breath_words=True)]
    assert texts.count("Breathe in.") == texts.count("Breathe out.") == 5


def test_names_and_counts_leave_a_hold_quiet_but_for_its_half_and_end():
    texts = {text for _, text in hold_lines(40_000, level=VoiceLevel.NAMES_AND_COUNTS)}
    assert texts == {"Half way.", "Two more breaths."}


def test_the_cues_of_a_hold_lie_in_its_quiet_part():
    cues = [at for at, text in hold_lines(64_000) if text in ("Long leg.", "Hips still.")]
    assert len(cues) == 2
    assert all(4_000 + 16_000 < at_ms < 4_000 + 64_000 for at_ms in cues)


def test_with_chimes_alone_every_rep_and_every_part_of_a_hold_has_its_tick():
    coach = a_coach(level=VoiceLevel.CHIMES)
    rep, hold = a_plan(), a_plan(a_hold())
    assert [line.anchor for line in coach.lines(rep, 1)] == [From(0)]
    ticks = [line.anchor for line in coach.lines(hold, 1)]
    assert sorted(ticks, key=lambda tick: tick.after_ms) == [From(0), From(4_000), From(34_000)]


def test_a_phase_that_cannot_be_said_is_passed_over():
    foreign = tuple(replace(phase, say="股関節") for phase in a_move().phases)
    assert reps_of(both(3, phases=foreign)) == [[], [], ["Last one."]]
    held = tuple(replace(phase, say="股関節") for phase in a_hold().phases)
    plan = a_plan(a_hold(phases=held, dose=Hold(hold_ms=5_000), cues=(), voice=MoveVoice()))
    breath = ["Breathe in.", "Breathe out."]
    assert [spoken(a_coach(), plan, index) for index in work(plan)] == [breath, breath]


def test_words_for_one_side_are_said_on_that_side():
    voice = MoveVoice(left=SideWords(feel="left here"), right=SideWords(feel="right there"))
    said = told(a_move(voice=voice), Purpose.FEEL, level=VoiceLevel.LEARNING)
    assert [text for *_, text in said] == ["Left here.", "Right there."]
