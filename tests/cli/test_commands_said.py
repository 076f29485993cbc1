# SPDX-License-Identifier: GPL-3.0-or-later
"""Each command says what it said when somebody last read all of it, and ends with the same code.

Where that is meant to change: `tools/make_commands_said.py`, and read what has changed.
"""

import time
from itertools import zip_longest

import pytest
from commands_typed import SITUATIONS
from make_commands_said import KEPT, said_in

pytestmark = pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="this system has no way to say where one is"
)
NAMES = [situation.name for situation in SITUATIONS]


def kept():
    """The lines that are kept of each situation, by its name."""
    parts = KEPT.read_text("utf-8").removeprefix("== ").split("\n\n== ")
    return {name: lines for name, *lines in (part.strip("\n").split("\n") for part in parts)}


def by_command(lines):
    """Each command with what it said."""
    answers = []
    for line in lines:
        if line.startswith("$"):
            answers.append([])
        answers[-1].append(line)
    return answers


def test_all_situations_are_kept_and_no_other():
    assert list(kept()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_commands_say_what_was_found_good(name, tmp_path):
    situation = SITUATIONS[NAMES.index(name)]
    now = list(said_in(situation, tmp_path))
    other = [
        (was, said)
        for was, said in zip_longest(by_command(kept()[name]), by_command(now))
        if was != said
    ]
    assert other == []
