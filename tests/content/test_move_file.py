# SPDX-License-Identifier: GPL-3.0-or-later
"""A move is what its file says, or every oddity of the file is told."""

from __future__ import annotations

import pytest

from cases import tried_with
from content.samples import MOVE, SHIPPED, load_move, write
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.core.move import Hold


def test_seconds_become_milliseconds(moves):
    assert [phase.duration_ms for phase in moves["knee_lift"].phases] == [1500, 1500]


def test_no_millisecond_is_lost_to_the_way_seconds_are_stored(tmp_path):
    path = write(tmp_path, "knee_lift.toml", MOVE.replace("1.5", "1.001"))
    assert load_move(path).phases[0].duration_ms == 1001


def test_a_move_without_a_spoken_name_is_spoken_by_its_name(moves):
    assert moves["knee_lift"].spoken_name == "Knee lift"


def edited(old, new):
    assert old in MOVE
    return MOVE.replace(old, new, 1)


BAD_MOVES = {
    edited('"standing"', '"standin"'): 'found "standin" (did you mean standing?)',
    edited("duration_s = 1.5", "duration_s = 0"): (
        "line 14, phases #1: expected a duration_s above 0, found 0"
    ),
    edited("reps = 8", "reps = 8\nhold_s = 20"): (
        "line 6, dose: expected either reps or hold_s, found both"
    ),
    edited("reps = 8", "sets = 2"): (
        "line 6, dose: expected either reps or hold_s, found neither"
    ),
    edited("duration_s = 1.5", "hold = true"): (
        "line 16, phases #1, hold: expected no hold, since the dose counts reps, found true"
    ),
    edited("reps = 8", "hold_s = 9"): (
        "side_mode: expected one_side_then_other or both, since the dose is hold_s, "
        'found "alternating"'
    ),
    edited("reps = 8", "hold_s = 8"): (
        "phases: expected one phase with hold = true, since the dose is hold_s, found none"
    ),
    edited("reps = 8", "hold_s = 8").replace(
        "duration_s = 1.5", "duration_s = 1.5\nhold = true"
    ): (
        "phases #1, duration_s: expected nothing, since the dose says how long to hold, found 1.5"
    ),
    edited('execution = "inference"', 'execution = "stand_in"'): (
        "line 26, provenance: expected a note_to_user, since this is a stand-in, found none"
    ),
    edited("side_mode", "side_change_s = 3\nside_mode"): (
        "line 4, side_change_s: expected 0 where side_mode is alternating, found 3"
    ),
    edited("[dose]", '[swaps]\nknee = "clamshell"\n\n[dose]'): (
        'line 7, swaps, knee: expected one of this move\'s skip_tags, found "knee"'
    ),
    edited("[dose]", '[swaps]\nkneel = "clam"\n\n[dose]').replace(
        "side_mode", 'skip_tags = ["kneel"]\nside_mode'
    ): 'line 8, swaps, kneel: expected the id of another move, found "clam"',
    edited("[dose]", '[swaps]\nnee = "clamshell"\n\n[dose]'): 'found "nee" (did you mean knee?)',
    edited("reps = 8", "hold_s = 8").replace("side_mode", "reverses = true\nside_mode"): (
        "line 4, reverses: expected false, since the dose is hold_s, found true"
    ),
    edited("[dose]", 'swaps = "none"\n\n[dose]'): 'line 6, swaps: expected a table, found "none"',
    edited("[dose]", 'equipment = [{ item = "mat", required = 1 }]\n\n[dose]'): (
        "line 6, equipment #1, required: expected true or false, found 1"
    ),
    edited('id = "knee_lift"', 'id = "Knee lift"'): (
        'line 1, id: expected 1 to 64 small letters, digits and underscores, found "Knee lift"'
    ),
}


@tried_with(("content", "ending"), BAD_MOVES.items(), ids=range(len(BAD_MOVES)))
def test_a_bad_move_is_refused_and_says_why(lines_for, content, ending):
    lines = lines_for(content, "knee_lift.toml")
    assert [line for line in lines if line.endswith(ending) or ending in line]
    assert all(line.count("\n") == 0 for line in lines)


def test_a_hold_takes_its_length_from_the_dose(shipped):
    stretch = load_move(SHIPPED / "moves/couch_stretch.toml")
    assert stretch.dose == Hold(hold_ms=30_000)
    assert [phase.is_hold for phase in stretch.phases] == [False, True, False]
    assert stretch.phases[1].duration_ms == 0


@pytest.mark.parametrize(
    ("said", "is_required"),
    [("", True), (", required = true", True), (", required = false", False)],
)
def test_a_thing_is_needed_unless_the_file_says_otherwise(tmp_path, said, is_required):
    text = edited("[dose]", f'equipment = [{{ item = "mat"{said} }}]\n\n[dose]')
    (mat,) = load_move(write(tmp_path, "knee_lift.toml", text)).equipment
    assert mat.required is is_required


def test_a_move_is_shown_by_its_own_figure_or_that_of_the_move_it_names(moves, tmp_path):
    assert moves["knee_lift"].figure_id == "knee_lift"
    named = edited("side_mode", 'figure = "couch_stretch"\nside_mode')
    assert load_move(write(tmp_path, "knee_lift.toml", named)).figure_id == "couch_stretch"


@pytest.mark.parametrize("figure", ["", "../couch_stretch", "Couch stretch"])
def test_a_figure_is_named_by_an_id(tmp_path, figure):
    text = edited("side_mode", f'figure = "{figure}"\nside_mode')
    with pytest.raises(ContentError, match="line 4, figure"):
        load_move(write(tmp_path, "knee_lift.toml", text))
