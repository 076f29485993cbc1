# SPDX-License-Identifier: GPL-3.0-or-later
"""Every figure comes to the numbers that it had when its pictures were found good.

Where that is meant to change: `tools/make_figure_numbers.py`, once the pictures were looked at.
"""

from itertools import zip_longest

from make_figure_numbers import KEPT, lines

MOST_OFF = 2
"""Of the units that lines are in: a machine may round a number to one side or the other."""


def is_near(kept, found):
    """Whether two lines tell the same, as well as two machines agree."""
    (name, numbers), (other, others) = (line.split(": ") for line in (kept, found))
    pairs = zip_longest(numbers.split(), others.split(), fillvalue="none")
    return name == other and all(
        a == b or (a != "none" != b and abs(int(a) - int(b)) <= MOST_OFF) for a, b in pairs
    )


def test_a_line_that_tells_something_else_is_not_near():
    assert is_near("a leg: 10 20 none", "a leg: 12 18 none")
    assert not is_near("a leg: 10 20", "a leg: 13 20")
    assert not is_near("a leg: 10 20", "a leg: 10 20 30")
    assert not is_near("a leg: 10 none", "a leg: 10 0")
    assert not is_near("a leg: 10", "an arm: 10")


def test_all_figures_come_to_what_they_did_when_they_were_found_good():
    kept = KEPT.read_text("utf-8").splitlines()
    other = [
        (one, two)
        for one, two in zip_longest(kept, lines(), fillvalue="missing: 0")
        if not is_near(one, two)
    ]
    assert other[:12] == []
