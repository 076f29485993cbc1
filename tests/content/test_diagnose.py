# SPDX-License-Identifier: GPL-3.0-or-later
"""What msgspec refuses is explained, what it accepts is not complained about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import examples, tried_with
from content.strategies import move_tables, routine_tables
from hipmob_desktop.content.diagnose import problems_in
from hipmob_desktop.content.schema import MoveFile, RoutineFile

# Whole routines are slow to make up.
half = examples(0.5)

junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.dates(),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)


def is_accepted(data, wanted):
    try:
        msgspec.convert(data, wanted)
    except msgspec.ValidationError:
        return False
    return True


def damaged(draw, value):
    """`value` with something in it replaced, left out or added."""
    if draw(st.integers(0, 3)) == 0:
        return draw(junk)
    if isinstance(value, dict) and value:
        key = draw(st.sampled_from(sorted(value)))
        match draw(st.integers(0, 3)):
            case 0:
                return {other: one for other, one in value.items() if other != key}
            case 1:
                return value | {draw(st.text(max_size=5)): draw(junk)}
            case _:
                return value | {key: damaged(draw, value[key])}
    if isinstance(value, list) and value:
        index = draw(st.integers(0, len(value) - 1))
        return [*value[:index], damaged(draw, value[index]), *value[index + 1 :]]
    return draw(junk)


@pytest.mark.parametrize(
    ("tables", "wanted"), [(move_tables(), MoveFile), (routine_tables(), RoutineFile)]
)
def test_there_are_problems_just_when_a_table_is_refused(tables, wanted):
    @half
    @given(st.data())
    def law(data):
        table = data.draw(tables)
        assert is_accepted(table, wanted)
        table = damaged(data.draw, table)
        assert is_accepted(table, wanted) == (list(problems_in(table, wanted)) == [])

    law()


@half
@given(st.data())
def test_a_problem_names_a_place_that_is_there_or_a_table_that_lacks_a_key(data):
    table = damaged(data.draw, data.draw(routine_tables()))
    for problem in problems_in(table, RoutineFile):
        value = table
        for key in problem.place:
            value = value[key]
        assert problem.expected
        assert problem.found


class Plain(msgspec.Struct):
    """A table without limits."""

    whole: int = 0
    number: float = 0.0
    maybe: float | None = None
    choice: Literal["a", "b"] = "a"
    pair: tuple[float, float] = (0.0, 0.0)


@dataclass
class Described:
    """A table that a dataclass describes."""

    needed: str
    at_will: str = ""
    many: tuple[str, ...] = field(default_factory=tuple)


@tried_with(
    ("key", "expected"),
    [
        ("whole", "a whole number"),
        ("number", "a number"),
        ("maybe", "a number"),
        ("choice", "one of a, b"),
        ("pair", "a list of 2"),
    ],
)
def test_where_there_is_no_limit_none_is_told(key, expected):
    (problem,) = problems_in({key: {}}, Plain)
    assert (problem.place, problem.expected, problem.found) == ((key,), expected, "a table")


@tried_with(
    ("data", "told"),
    [
        ({"needed": "a", "at_will": "b", "many": ["c"]}, []),
        ({}, [((), "a key `needed`")]),
        ({"needed": 3}, [(("needed",), "a text")]),
        ({"needed": "a", "many": ["b", 1]}, [(("many", 1), "a text")]),
        ({"needed": "a", "at_wil": "b"}, [(("at_wil",), "a known key")]),
        ([], [((), "a table")]),
    ],
)
def test_a_dataclass_describes_a_table_as_well(data, told):
    assert [(one.place, one.expected) for one in problems_in(data, Described)] == told
