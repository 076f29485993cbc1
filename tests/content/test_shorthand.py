# SPDX-License-Identifier: GPL-3.0-or-later
"""One line of a short routine gives a move and a dose, or says what is wrong."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.content.names import MoveNames
from hipmob_desktop.content.problems import Problem
from hipmob_desktop.content.shorthand import Shorthand, read_shorthand

GOOD = {
    "90/90 sit switches x5": ("ninety_ninety_switch", {"reps": 5}),
    "Bouncing lunges x 10": ("bouncing_lunge", {"reps": 10}),
    "bouncing lunges \u00d710": ("bouncing_lunge", {"reps": 10}),
    "Bouncing lunges 10x": ("bouncing_lunge", {"reps": 10}),
    "Bouncing lunges 10": ("bouncing_lunge", {"reps": 10}),
    "Bouncing lunges 10 reps": ("bouncing_lunge", {"reps": 10}),
    "Bouncing lunges x8 each side": ("bouncing_lunge", {"reps": 8}),
    "Bouncing lunges 8 reps per side": ("bouncing_lunge", {"reps": 8}),
    "Glute bridge 3 x 10": ("glute_bridge", {"reps": 10, "sets": 3}),
    "Couch stretch 30 s": ("couch_stretch", {"hold_s": 30}),
    "Couch stretch 30s": ("couch_stretch", {"hold_s": 30}),
    "Couch stretch 30": ("couch_stretch", {"hold_s": 30}),
    "COUCH STRETCH 12.5 seconds": ("couch_stretch", {"hold_s": 12.5}),
    "Couch stretch 12,5 sec": ("couch_stretch", {"hold_s": 12.5}),
    "Couch stretch 2 x 45 s": ("couch_stretch", {"hold_s": 45, "sets": 2}),
    "Reclined butterfly 2 min": ("reclined_butterfly", {"hold_s": 120}),
    "chair_figure_4": ("chair_figure_4", {}),
    "Chair figure-4 20 s": ("chair_figure_4", {"hold_s": 20}),
    "  Rocking   figure-4 pose   x6 ": ("rocking_figure_4", {"reps": 6}),
    "Clamshell x8 left": ("clamshell", {"reps": 8, "side": "left"}),
    "Clamshell 8 left": ("clamshell", {"reps": 8, "side": "left"}),
    "Clamshell left x8": ("clamshell", {"reps": 8, "side": "left"}),
    "Clamshell, right side only": ("clamshell", {"side": "right"}),
    "Clamshell on the left": ("clamshell", {"side": "left"}),
    "Clamshell 3 x 8 left": ("clamshell", {"reps": 8, "sets": 3, "side": "left"}),
    "Couch stretch 30 s Right": ("couch_stretch", {"hold_s": 30, "side": "right"}),
    "Couch stretch 30 right": ("couch_stretch", {"hold_s": 30, "side": "right"}),
    "Couch stretch 1 min left leg": ("couch_stretch", {"hold_s": 60, "side": "left"}),
    "Clamshell x8 left x12 right": ("clamshell", {"reps_left": 8, "reps_right": 12}),
    "Clamshell x8 left, x12 right": ("clamshell", {"reps_left": 8, "reps_right": 12}),
    "Clamshell 12 right and 8 left": ("clamshell", {"reps_left": 8, "reps_right": 12}),
    "Clamshell left 8, right 12": ("clamshell", {"reps_left": 8, "reps_right": 12}),
    "Clamshell 2 x 8 left 12 right": (
        "clamshell",
        {"reps_left": 8, "reps_right": 12, "sets": 2},
    ),
    "Clamshell 8 reps on the left side, 12 reps on the right side": (
        "clamshell",
        {"reps_left": 8, "reps_right": 12},
    ),
    "Couch stretch 30 s left 45 s right": (
        "couch_stretch",
        {"hold_s_left": 30, "hold_s_right": 45},
    ),
    "Couch stretch 3 x 7 s, rest 3 s": (
        "couch_stretch",
        {"hold_s": 7, "sets": 3, "rest_s": 3},
    ),
    "Couch stretch 3 x 7 s, 3 s off, together": (
        "couch_stretch",
        {"hold_s": 7, "sets": 3, "rest_s": 3, "sets_order": "together"},
    ),
    "Couch stretch 3x7s rest 1 min left": (
        "couch_stretch",
        {"hold_s": 7, "sets": 3, "rest_s": 60, "side": "left"},
    ),
    "Clamshell x8 (optional)": ("clamshell", {"reps": 8, "optional": True}),
    "Clamshell, optional": ("clamshell", {"optional": True}),
}

BAD = {
    "Burpees x10": ("the name of a move", '"Burpees"', ""),
    "Couch strech 30 s": ("the name of a move", '"Couch strech"', "did you mean Couch stretch?"),
    "Clamshell 10 furlongs": ("a dose like x10, 30 s or 2 x 30 s", '"furlongs"', ""),
    "Clamshells 10 furlongs": (
        "the name of a move",
        '"Clamshells 10 furlongs"',
        "did you mean Clamshell?",
    ),
    "Clamshell x": ("the name of a move", '"Clamshell x"', "did you mean Clamshell?"),
    "x10": ("the name of a move", '"x10"', ""),
    "Couch strech 30 s left": (
        "the name of a move",
        '"Couch strech"',
        "did you mean Couch stretch?",
    ),
    "Clamshel x8 left x12 right": ("the name of a move", '"Clamshel"', "did you mean Clamshell?"),
    "Clamshell 2 x 8 left 3 x 12 right": ("as many sets on both sides", "2 and 3", ""),
    "Clamshell x8 left 10 furlongs right": (
        "a dose like x10, 30 s or 2 x 30 s",
        '"furlongs"',
        "",
    ),
    "Couch stretch 3 x 7 s, rest 3": ("a rest like 10 s or 1 min", '"3"', ""),
}


@tried_with(("line", "said"), GOOD.items(), ids=GOOD)
def test_a_line_gives_its_move_and_dose(shipped, line, said):
    found = read_shorthand(line, shipped.names)
    assert isinstance(found, Shorthand)
    assert (found.move.id, found.dose) == said


@tried_with(("line", "said"), BAD.items(), ids=BAD)
def test_a_line_that_means_nothing_says_why(shipped, line, said):
    expected, found, hint = said
    assert read_shorthand(line, shipped.names) == Problem((), expected, found, hint)


def test_a_name_of_two_moves_asks_for_an_id(shipped):
    twice = {"a": shipped.move("clamshell"), "b": shipped.move("clamshell")}
    problem = read_shorthand("Clamshell x5", MoveNames(twice))
    assert problem.expected == "one move; write clamshell or clamshell"


def test_a_name_that_ends_like_a_side_is_a_name(shipped):
    left = replace(shipped.move("clamshell"), id="lean", name="Lean left")
    names = MoveNames({"lean": left})
    assert read_shorthand("Lean left", names).dose == {}
    assert read_shorthand("Lean left x8", names).dose == {"reps": 8}
    assert read_shorthand("Lean left x8 right", names).dose == {"reps": 8, "side": "right"}


WORDS_OF_LINES = st.sampled_from(
    ["Clamshell", "x8", "30 s", "left", "right", "rest", "together", "optional", ",", "2 x", "on"]
)


@given(st.lists(WORDS_OF_LINES, max_size=9).map(" ".join))
def test_any_line_of_such_words_gives_a_move_or_a_problem(shipped, line):
    assert isinstance(read_shorthand(line, shipped.names), Shorthand | Problem)


@given(st.text(max_size=60))
def test_any_line_gives_a_move_or_a_problem(shipped, line):
    assert isinstance(read_shorthand(line, shipped.names), Shorthand | Problem)


@given(
    st.sampled_from(["Clamshell", "90/90 sit switches", "glute bridge"]),
    st.integers(1, 200),
    st.integers(1, 20),
)
def test_sets_and_reps_are_read_back_as_they_were_written(shipped, name, reps, sets):
    found = read_shorthand(f"{name} {sets} x {reps}", shipped.names)
    assert found.dose == {"reps": reps, "sets": sets}
