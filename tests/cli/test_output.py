# SPDX-License-Identifier: GPL-3.0-or-later
"""What the terminal prints of a routine that says little of itself."""

from __future__ import annotations

import re

import pytest

from builders import a_move, a_routine
from hipmob_desktop.cli.output import routine_lines, routine_row, show_lines

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
