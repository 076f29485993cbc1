# SPDX-License-Identifier: GPL-3.0-or-later
"""What the terminal prints of a routine that says little of itself."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest

from builders import PHRASES, a_circle, a_coach, a_hold, a_move, a_provenance, a_routine, needing
from hipmob_desktop.cli.output import (
    exact_clock,
    needs_text,
    plan_json,
    plan_lines,
    routine_json,
    routine_lines,
    routine_row,
    show_lines,
)
from hipmob_desktop.core.enums import Item, Origin
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.routine import Reference

BARE = a_routine(a_move(cues=(), easier="", harder="", credit="", equipment=()))
HOLE = re.compile(r"^\s*[.,:]|: *$|: *\.|\.\.|  \.|[a-z]  [A-Z]")


def lines(routine):
    listed = routine_lines([routine_row(routine, 60_000)], {})
    return [*listed, *show_lines(routine, 60_000, "Stop when it hurts.")]


@pytest.mark.parametrize(
    "changes", [{}, {"credit": "ours"}, {"credit": "Ours."}, {"when_text": "any time"}]
)
def test_where_a_routine_says_nothing_no_hole_is_left(changes):
    printed = lines(a_routine(*(item.move for item in BARE.items), **changes))
    assert [line for line in printed if HOLE.search(line)] == []
    assert any(line.strip().endswith("Needs: nothing.") for line in printed)


KNOWN = {
    "A1": Reference(title="An article"),
    "W1": Reference(title="A page", address="https://x.example"),
}


def test_why_and_where_to_read_on_are_shown():
    routine = a_routine(why="It helps me.", sources=("A1", "W1", "My own notes"))
    shown = list(show_lines(routine, 60_000, "Stop.", KNOWN))

    assert "Why: It helps me." in shown
    assert [line for line in shown if line.startswith("Source: ")] == [
        "Source: An article", "Source: A page: https://x.example", "Source: My own notes"
    ]  # fmt: skip


def test_the_codes_of_a_routine_and_of_its_moves_are_explained_to_scripts():
    move = a_move(provenance=a_provenance(sources=("W1", "X9")))
    told = routine_json(a_routine(move, why="Because.", sources=("A1",)), 60_000, KNOWN)

    assert told["why"] == "Because."
    assert told["sources"] == ["A1"]
    assert told["references"] == {
        "A1": {"title": "An article", "address": ""},
        "W1": {"title": "A page", "address": "https://x.example"},
    }


STAND_IN = a_move(
    provenance=a_provenance(name=Origin.STAND_IN, note="n", note_to_user="Not in the article.")
)


def planned(*moves):
    return build_plan(a_routine(*moves), PlanOptions(), a_coach(), estimated_ms)


@pytest.mark.parametrize(
    ("ms", "text"),
    [(0, "0:00.0"), (59_999, "0:59.9"), (60_000, "1:00.0"), (583_540, "9:43.5")],
)
def test_a_moment_is_told_to_the_tenth_and_never_rounded_up(ms, text):
    assert exact_clock(ms) == text


def test_what_is_needed_is_told_in_words():
    assert needs_text([Item.MAT, Item.LOOP_BAND]) == "mat, loop band"
    assert needs_text([]) == "nothing"


def test_a_stand_in_is_named_in_the_list_and_explained_where_it_is_shown():
    routine = a_routine(STAND_IN)
    listed = "\n".join(routine_lines([routine_row(routine, 60_000)], {"leg_lift": "Leg lifts"}))
    shown = "\n".join(show_lines(routine, 60_000, "Stop."))

    assert "Our stand-ins: Leg lifts." in listed
    assert "Our stand-in: Not in the article." in shown


def test_of_a_move_that_its_source_describes_no_stand_in_is_told():
    assert not [line for line in lines(a_routine(a_move())) if "stand-in" in line]


def test_all_that_a_move_says_of_itself_is_shown():
    move = a_move(
        easier="Bend it", harder="Slower", credit="By her", equipment=needing(Item.LOOP_BAND)
    )
    shown = "\n".join(show_lines(a_routine(move), 60_000, "Stop."))
    said = ("Lie down.", "Long leg / Hips still", "Easier: Bend it", "Harder: Slower", "By her")

    assert [words for words in (*said, "With: ") if words not in shown] == []


def test_moves_are_numbered_and_the_rule_that_always_holds_stands_last():
    shown = list(show_lines(a_routine(a_move(), a_hold()), 60_000, "Stop when it hurts."))

    assert [line[:2] for line in shown if re.match(r"\d\.", line)] == ["1.", "2."]
    assert shown[-1] == "Stop when it hurts."


def test_scripts_get_reps_or_seconds_as_a_move_is_done():
    lifts, stretch = routine_json(a_routine(a_move(), a_hold()), 60_000)["items"]

    assert (lifts["dose"]["reps_each_side"], stretch["dose"]["hold_s"]) == (10, 30)
    assert [phase["seconds"] for phase in lifts["phases"]] == [2, 2]


def test_scripts_get_where_a_move_comes_from_and_what_it_needs():
    move = a_move(provenance=STAND_IN.provenance, equipment=needing(Item.STRAP))
    (item,) = routine_json(a_routine(move), 60_000)["items"]

    assert item["provenance"]["is_stand_in"]
    assert (item["equipment"][0]["item"], item["equipment"][0]["required"]) == ("strap", True)


@pytest.mark.parametrize("move", [a_move(), a_hold(), a_circle()])
def test_what_scripts_get_is_json_and_nothing_else(move):
    for table in (routine_json(a_routine(move), 60_000), plan_json(planned(move), "estimated")):
        assert json.loads(json.dumps(table)) == table


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
