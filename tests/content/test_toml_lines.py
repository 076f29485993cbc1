# SPDX-License-Identifier: GPL-3.0-or-later
"""A fault's line is the line a person has to look at."""

from __future__ import annotations

import tomllib

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from content.samples import SHIPPED
from content.strategies import routine_tables
from hipmob_desktop.content.toml_lines import Lines

TOML = '''\
# a [comment] = "with marks"
title = "A # no comment, [no] = list"
"quoted key" = 1
moves = [  # three
    "one",
    """two
lines, even [with] "quotes" = in them""",

    'three' ]
dotted.key = { inner = [1,
2], other = 3 }

[table]
a = \'\'\'
raw \\''\'
b = """ends in quotes"""""

[[items]]
move = "x"
[items.more]
deep = true
[[items]]
move = 'y'
'''

WHERE = {
    ("title",): 2,
    ("quoted key",): 3,
    ("moves",): 4,
    ("moves", 0): 5,
    ("moves", 1): 6,
    ("moves", 2): 9,
    ("dotted",): 10,
    ("dotted", "key", "inner"): 10,
    ("dotted", "key", "inner", 1): 11,
    ("dotted", "key", "other"): 11,
    ("table",): 13,
    ("table", "a"): 14,
    ("table", "b"): 16,
    ("items",): 18,
    ("items", 0): 18,
    ("items", 0, "move"): 19,
    ("items", 0, "more"): 20,
    ("items", 0, "more", "deep"): 21,
    ("items", 1, "move"): 23,
}


@tried_with(("place", "line"), WHERE.items(), ids=str)
def test_every_key_and_element_is_found_on_its_line(place, line):
    assert Lines(TOML).line_of(place) == line


def test_the_sample_is_toml():
    assert tomllib.loads(TOML)["items"][1] == {"move": "y"}


def test_a_place_that_is_not_there_is_told_by_what_is_around_it():
    assert Lines(TOML).line_of(("items", 1, "reps")) == 22
    assert Lines(TOML).line_of(("nothing",)) is None
    assert Lines(TOML).line_of(()) is None


def leaves(place, value):
    """Every place that holds a plain value."""
    match value:
        case dict():
            return [leaf for key, one in value.items() for leaf in leaves((*place, key), one)]
        case list():
            return [leaf for n, one in enumerate(value) for leaf in leaves((*place, n), one)]
        case _:
            return [place]


@tried_with("path", sorted(SHIPPED.glob("*/*.toml")), ids=lambda path: path.stem)
def test_every_value_of_a_shipped_file_has_a_line_that_names_its_key(path):
    text = path.read_text(encoding="utf-8")
    rows = text.split("\n")
    lines = Lines(text)
    for place in leaves((), tomllib.loads(text)):
        line = lines.line_of(place)
        assert line is not None, place
        if isinstance(place[-1], str):
            assert f"{place[-1]} =" in rows[line - 1].replace('"', ""), place


@pytest.mark.sweep
@given(routine_tables(), st.booleans())
def test_every_value_of_any_file_has_a_line_of_its_own(table, multiline):
    text = tomli_w.dumps(table, multiline_strings=multiline)
    lines = Lines(text)
    for place in leaves((), table):
        assert lines._lines.get(place) is not None, place


@given(st.text(st.sampled_from("ab=.[]{}\"'\n#, \\"), max_size=40))
def test_any_text_is_survived(text):
    assert Lines(text).line_of(("a",)) in {None, *range(1, 42)}
