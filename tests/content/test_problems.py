# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong is said in one line that a person can act on, whatever the file holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.content.problems import (
    ContentError,
    Fault,
    near_name,
    near_word,
    one_of,
    placed,
    printable,
    shortened,
    shown,
)


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (Fault("a.toml", None, "", "a file", "none"), "a.toml: expected a file, found none"),
        (Fault("a.toml", 3, "x", "1", "2"), "a.toml, line 3, x: expected 1, found 2"),
        (
            Fault("a.toml", 3, "x", "1", "2", "why?"),
            "a.toml, line 3, x: expected 1, found 2 (why?)",
        ),
    ],
)
def test_a_fault_is_one_line(fault, line):
    assert str(fault) == line


def test_an_error_has_a_line_for_each_fault():
    faults = [Fault("a.toml", line, "", "1", "2") for line in (1, 2)]
    assert str(ContentError(iter(faults))).splitlines() == [str(fault) for fault in faults]


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_printed(text):
    assert printable(text).isprintable()
    assert printable(printable(text)) == printable(text)


@tried_with(
    ("value", "told"),
    [
        ("a", '"a"'),
        (True, "true"),
        (False, "false"),
        ({"a": 1}, "a table"),
        ([1], "a list"),
        ([], "an empty list"),
        (-3, "-3"),
        (1.5, "1.5"),
        (10**60, "a number of more than sixty digits"),
        (-(10**60), "a number of more than sixty digits"),
        ("x" * 61, f'"{"x" * 60}…"'),
    ],
)
def test_a_value_is_shown_as_a_file_would_write_it(value, told):
    assert shown(value) == told


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ((), ""),
        (("items",), "items"),
        (("items", 2, "reps"), "items #3, reps"),
        (("phases", 0), "phases #1"),
    ],
)
def test_a_place_is_told_in_words_that_count_from_one(place, told):
    assert placed(place) == told


@given(st.text())
def test_a_text_of_up_to_sixty_signs_is_shown_whole(text):
    assert shortened(text[:60]) == text[:60]
    assert len(shortened(text)) <= 61


def test_one_word_is_no_choice():
    assert one_of(iter(["a"])) == "a"
    assert one_of(["a", "b"]) == "one of a, b"


@pytest.mark.parametrize(
    ("word", "told"),
    [("desk", "did you mean desk_break?"), ("hard", ""), ("", ""), ("desk_brake" * 30, "")],
)
def test_a_word_that_begins_like_another_is_taken_for_a_slip(word, told):
    assert near_word(word, {"desk_break": 1, "standard": 2}) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [("lunges", "did you mean Bouncing lunges?"), ("burpees", ""), ("", "")],
)
def test_words_in_another_order_are_taken_for_a_name(words, told):
    assert near_name(words, ["Couch stretch", "Bouncing lunges"]) == told
