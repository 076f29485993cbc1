# SPDX-License-Identifier: GPL-3.0-or-later
"""Files, lists and searches are read, or refused, as they were when somebody found that good.

Where that is meant to change: `tools/make_readings.py`, and read what of its lines is another.
"""

from itertools import zip_longest

import pytest
from make_readings import KEPT, lines

SOME = 12
"""One fault of so many is tried each time."""


@pytest.fixture(scope="module")
def kept():
    return KEPT.read_text("utf-8").splitlines()


def test_some_files_and_all_lists_and_searches_are_read_as_they_were(kept):
    known = set(kept)
    other = [line for line in lines(SOME) if line not in known]
    assert other[:12] == []


@pytest.mark.sweep
def test_whatever_is_wrong_with_a_file_is_told_as_it_was(kept):
    other = [pair for pair in zip_longest(kept, lines()) if pair[0] != pair[1]]
    assert other[:12] == []
