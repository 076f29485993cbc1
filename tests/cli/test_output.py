# SPDX-License-Identifier: GPL-3.0-or-later
"""What the terminal prints of a plan, and what scripts get of it."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from builders import PHRASES, a_circle, a_coach, a_hold, a_move, a_routine
from cases import tried_with
from hipmob_desktop.cli.output import (
    exact_clock,
    felt_text,
    plan_json,
    plan_lines,
    print_json,
)
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.routine import Circuit


def planned(*moves):
    return build_plan(a_routine(*moves), PlanOptions(), a_coach(), estimated_ms)


@pytest.mark.parametrize(
    ("ms", "text"),
    [(0, "0:00.0"), (59_999, "0:59.9"), (60_000, "1:00.0"), (583_540, "9:43.5")],
)
def test_a_moment_is_told_to_the_tenth_and_never_rounded_up(ms, text):
    assert exact_clock(ms) == text


def test_the_segments_of_a_plan_follow_each_other_to_its_end():
    told = plan_json(planned(a_circle(), a_hold()), "measured")
    segments = told["segments"]

    assert told["clip_lengths"] == "measured"
    assert all(a["start_ms"] + a["duration_ms"] == b["start_ms"] for a, b in pairwise(segments))
    assert segments[-1]["move"] is None
    assert {segment["reversed"] for segment in segments} == {True, False}


def test_phases_are_told_by_the_time_of_the_session():
    for segment in plan_json(planned(), "estimated")["segments"]:
        end_ms = segment["start_ms"] + segment["duration_ms"]
        assert all(segment["start_ms"] <= p["start_ms"] < end_ms for p in segment["phases"])


def test_a_cue_is_told_by_its_words_or_its_chime():
    cues = plan_json(planned(), "estimated")["cues"]

    assert all(bool(cue["text"]) is not ("chime" in cue) for cue in cues)
    assert {"chime" in cue for cue in cues} == {True, False}


def test_for_people_every_cue_stands_once_and_in_its_order():
    script = planned(a_move(), a_hold())
    printed = list(plan_lines(script, PHRASES))
    told = [line.split()[0] for line in printed if line.endswith(("”", "chime)"))]

    assert told == [exact_clock(cue.at_ms) for cue in script.cues]
    assert printed[-1].split() == [exact_clock(script.plan.total_ms), "end"]


@pytest.mark.parametrize("move", [a_move(), a_hold(), a_circle()])
def test_what_scripts_get_is_json_and_nothing_else(move):
    table = plan_json(planned(move), "estimated")
    assert json.loads(json.dumps(table)) == table


def test_of_a_circuit_scripts_get_its_rounds_and_of_other_moves_none():
    circuits = (Circuit(first=1, last=1, rounds=2),)
    routine = a_routine(a_move(), a_hold(), circuits=circuits)
    script = build_plan(routine, PlanOptions(), a_coach(), estimated_ms)
    segments = plan_json(script, "estimated")["segments"]
    laps = {(each["move"], each.get("lap"), each.get("laps")) for each in segments[:-1]}
    assert laps == {("leg_lift", None, None), ("stretch", 1, 2), ("stretch", 2, 2)}


@tried_with(
    ("before", "after", "told"),
    [(3, 5, "3 → 5"), (None, 0, "– → 0"), (0, None, "0 → –"), (None, None, "")],
)
def test_how_the_hips_felt_is_told_as_far_as_it_was_said(before, after, told):
    assert felt_text(before, after) == told


def test_a_script_reads_letters_as_they_are_on_lines_of_their_own(capsys):
    value = {"title": "Für die Hüfte – 髋", "moves": ["clamshell"]}
    print_json(value)
    out = capsys.readouterr().out
    assert json.loads(out) == value
    assert out.splitlines()[1] == '  "title": "Für die Hüfte – 髋",'
    assert out.endswith("}\n")
