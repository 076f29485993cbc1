# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever wants to be told when to breathe is told in every rep and every hold."""

import pytest

from builders import a_circle, a_coach, a_hold, a_move, a_routine, an_alternating_move, the_library
from hipmob_desktop.core.breath import breath_spans
from hipmob_desktop.core.enums import Breath, Counting, VoiceLevel
from hipmob_desktop.core.move import Reps
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import Coaching, PlanOptions

KINDS = {"rep", "hold"}
ROUTINES = ("nilsson_seven", "mitro_four", "desk_break", "evening_unwind")


def spoken(routine, **coaching):
    """Each rep and hold of a routine, with the words that are said in it."""
    options = PlanOptions(coaching=Coaching(breath_words=True, **coaching))
    built = build_plan(routine, options, a_coach(breath_words=True, **coaching), estimated_ms)
    for segment in built.plan.segments:
        if segment.kind in KINDS:
            said = [c.text for c in built.cues if segment.start_ms <= c.at_ms < segment.end_ms]
            yield segment, " ".join(said).lower()


def breaths(segment):
    return [one for one in breath_spans(segment.phases) if one.breath is not Breath.EASY]


@pytest.mark.parametrize("counting", Counting)
@pytest.mark.parametrize("id_", ROUTINES)
def test_every_breath_of_a_shipped_routine_is_said(id_, counting):
    for segment, words in spoken(the_library().routine(id_), counting=counting):
        told = words.count("breathe in") + words.count("breathe out")
        assert told >= len(breaths(segment)), (segment, words)


@pytest.mark.parametrize("move", [a_move(), a_circle(), an_alternating_move(), a_hold()])
def test_every_breath_of_any_move_is_said(move):
    for segment, words in spoken(a_routine(move)):
        told = words.count("breathe in") + words.count("breathe out")
        assert told >= len(breaths(segment)), (segment, words)


def test_counts_and_the_middle_are_said_with_the_breath():
    words = [words for _, words in spoken(a_routine(a_move(dose=Reps(count=12))))]

    assert any("half way. breathe out." in said for said in words)
    assert any("last one. breathe out." in said for said in words)


def test_a_circle_that_turns_is_told_after_the_breath():
    words = [words for _, words in spoken(a_routine(a_circle()))]

    assert any("breathe out. now the other way round." in said for said in words)


def test_where_only_names_and_counts_are_wanted_no_breath_is_said():
    told = spoken(a_routine(a_move()), level=VoiceLevel.NAMES_AND_COUNTS)

    assert not any("breathe" in words for _, words in told)
