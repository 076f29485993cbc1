# SPDX-License-Identifier: GPL-3.0-or-later
"""Reps and holds are told in true words: of the breath, of the side, of where it is felt."""

from dataclasses import replace

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
from cases import some_of, tried_with
from core.heard import (
    FEEL,
    LED,
    both,
    feels,
    reps_of,
    script_of,
    spoken,
    told,
    work,
)
from hipmob_desktop.core.cues import During, From, Purpose
from hipmob_desktop.core.enums import SideMode, VoiceLevel
from hipmob_desktop.core.move import Hold, MoveVoice, Reps, SideWords
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.routine import RoutineItem

VOICED = {"voice": a_voice(), "cues": ("Long leg", "Hips still")}

MOVES = {
    "sides": a_move,
    "circle": a_circle,
    "both": a_two_sided_move,
    "alternating": an_alternating_move,
}


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


def test_where_it_is_felt_is_said_once_and_cues_come_after_it():
    move = both(12, **VOICED)
    assert told(move, Purpose.FEEL) == [(0, 3, FEEL.format("left"))]
    assert told(move, Purpose.CUE) == [(0, 5, "Long leg."), (0, 8, "Hips still.")]


def test_both_sides_hear_the_same_cues_and_the_second_one_more_of_them():
    cues = told(a_move(dose=Reps(count=12), **VOICED), Purpose.CUE)
    assert [text for block, _, text in cues if block == 0] == ["Long leg.", "Hips still."]
    assert [text for block, _, text in cues if block == 1][:2] == ["Long leg.", "Hips still."]


@tried_with("count", (1, 2, 3, 5, 8, 12))
@tried_with("kind", MOVES)
def test_where_reps_are_felt_is_said_once_and_on_each_side_to_whoever_learns(kind, count):
    for sets in (1, 2):
        move = MOVES[kind](dose=Reps(count=count, sets=sets), voice=a_voice())
        sides = ["left", "right"] if move.side_mode is SideMode.ONE_THEN_OTHER else ["left"]
        assert feels(move) == [FEEL.format("left")]
        assert feels(move, level=VoiceLevel.LEARNING) == [FEEL.format(side) for side in sides]


@pytest.mark.parametrize("breath_words", some_of([True, False], True))
@pytest.mark.parametrize(
    "level", some_of([VoiceLevel.LEARNING, VoiceLevel.FULL], VoiceLevel.LEARNING)
)
def test_where_a_shipped_move_is_felt_finds_its_room_at_every_pace(shipped, level, breath_words):
    coach = a_coach(level=level, breath_words=breath_words)
    for move in shipped.moves.values():
        has_runs = move.side_mode is SideMode.ONE_THEN_OTHER and level is VoiceLevel.LEARNING
        for pace in (0.7, 1.0, 1.5):
            built = build_plan(a_routine(move), PlanOptions(pace=pace), coach, estimated_ms)
            said = [cue for cue in built.cues if cue.purpose is Purpose.FEEL]
            assert len(said) == 1 + has_runs, move.id


@tried_with("hold_ms", [1_000, 5_000, 8_000, 12_000, 20_000, 30_000, 61_000, 180_000])
@tried_with("breath_words", [True, False])
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


def test_a_move_without_cues_has_none():
    assert told(a_move(cues=()), Purpose.CUE) == []
    assert told(a_hold(cues=()), Purpose.CUE) == []


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


def test_the_own_cue_of_a_routine_is_told_before_those_of_the_move():
    move = a_move(cues=("Long leg", "Hips still"), dose=Reps(count=12))
    item = RoutineItem(move=move, dose=move.dose, cue="slide the {side} heel")
    routine = a_routine(items=(item,))
    plan = build_plan(routine, PlanOptions(), a_coach(), estimated_ms).plan
    cues = [
        line.wordings[0]
        for index in work(plan)
        for line in a_coach().lines(plan, index)
        if line.purpose is Purpose.CUE
    ]
    assert cues[0] == "Slide the left heel."
    assert "Slide the right heel." in cues
    assert cues[1] == "Long leg."
