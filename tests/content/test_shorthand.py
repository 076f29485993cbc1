# SPDX-License-Identifier: GPL-3.0-or-later
"""One line of a short routine gives a move and a dose, or says what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
}


@pytest.mark.parametrize(("line", "said"), GOOD.items(), ids=GOOD)
def test_a_line_gives_its_move_and_dose(shipped, line, said):
    found = read_shorthand(line, shipped.names)
    assert isinstance(found, Shorthand)
    assert (found.move.id, found.dose) == said


@pytest.mark.parametrize(("line", "said"), BAD.items(), ids=BAD)
def test_a_line_that_means_nothing_says_why(shipped, line, said):
    expected, found, hint = said
    assert read_shorthand(line, shipped.names) == Problem((), expected, found, hint)


def test_a_name_of_two_moves_asks_for_an_id(shipped):
    twice = {"a": shipped.move("clamshell"), "b": shipped.move("clamshell")}
    problem = read_shorthand("Clamshell x5", MoveNames(twice))
    assert problem.expected == "one move; write clamshell or clamshell"


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
