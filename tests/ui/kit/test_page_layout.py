# SPDX-License-Identifier: GPL-3.0-or-later
"""The laws of columns, of lines broken by hand, and of words on pages."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF

from hipmob_desktop.core.text import capital, sentence
from hipmob_desktop.ui.kit.labels import breakable, wrap_lines
from hipmob_desktop.ui.kit.layouts import column_count, shares
from hipmob_desktop.ui.text import counted, lasted_text, listed

HEIGHTS = st.lists(st.integers(1, 50), min_size=1, max_size=7)


def tallest(heights, cuts):
    edges = [0, *cuts, len(heights)]
    return max(sum(heights[a:b]) for a, b in pairwise(edges))


@given(HEIGHTS, st.integers(1, 4))
def test_no_other_way_of_sharing_makes_the_tallest_column_lower(heights, columns):
    counts = shares(heights, columns)
    assert sum(counts) == len(heights)
    assert len(counts) <= columns
    cuts = [sum(counts[: n + 1]) for n in range(len(counts) - 1)]
    ways = (
        way for n in range(min(columns, len(heights)))
        for way in combinations(range(1, len(heights)), n)
    )  # fmt: skip
    assert tallest(heights, cuts) == min(tallest(heights, way) for way in ways)


@pytest.mark.parametrize(("width", "columns"), [(0, 1), (499, 1), (500, 1), (1000, 2), (9999, 3)])
def test_there_is_always_one_column_and_never_one_too_narrow(width, columns):
    assert column_count(width, 500, 3) == columns


@given(st.lists(st.text("abc", min_size=1, max_size=30), max_size=12).map(" ".join))
def test_lines_keep_to_their_width_and_lose_no_word_unless_they_say_so(qapp, text):
    metrics = QFontMetricsF(QFont("DejaVu Sans", 10))
    lines = wrap_lines(text, metrics, 120, 3)
    assert len(lines) <= 3
    assert all(metrics.horizontalAdvance(line) <= 120 for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert " ".join(lines) == text


@given(st.text(max_size=200))
def test_an_endless_word_gets_places_to_break_and_keeps_its_letters(text):
    broken = breakable(text)
    assert broken.replace("\u200b", "") == text.replace("\u200b", "")
    longest = max((len(word) for word in broken.replace("\u200b", " ").split()), default=0)
    assert longest <= 24


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (counted(0, "move"), "no moves"),
        (counted(1, "move"), "one move"),
        (counted(10, "move"), "10 moves"),
        (counted(2, "thief", "thieves"), "two thieves"),
        (listed([]), ""),
        (listed(["a", "b", "c"]), "a, b and c"),
        (capital("mat"), "Mat"),
        (sentence("breathe on"), "Breathe on."),
        (sentence("Why?"), "Why?"),
        (sentence(""), ""),
        (lasted_text(1_000), "1 second"),
        (lasted_text(59_000), "59 seconds"),
        (lasted_text(60_000), "1 minute"),
    ],
)
def test_words_on_pages_read_as_a_person_writes_them(said, wanted):
    assert said == wanted
