# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows from what people do is what it was when somebody found it good.

Where that is meant to change: `tools/make_courses.py`, and read what of its lines is another.
"""

from itertools import zip_longest

import pytest
from make_courses import KEPT, sections

from cases import some_of

TELLING = (
    "gentle_four_weeks, hurt", "hips 0", "hips 1", "keys after a test", "years",
    "suggested", "picked", "nothing chosen", "keys at edges", "numbers", "suggested at edges",
    "reminded at edges", "tidied at edges", "runs at edges", "aloud, mute",
    "adapted",
)  # fmt: skip


@pytest.fixture(scope="module")
def kept():
    """The lines of each section, by its name."""
    found = KEPT.read_text("utf-8").split("== ")[1:]
    return {name: lines for name, *lines in (section.splitlines() for section in found)}


def test_there_are_lines_of_each(kept):
    assert list(kept) == list(sections())


@pytest.mark.parametrize("name", some_of(sections(), *TELLING))
def test_what_follows_is_what_it_was(kept, name):
    other = [pair for pair in zip_longest(kept[name], sections()[name]()) if pair[0] != pair[1]]
    assert other[:12] == []
