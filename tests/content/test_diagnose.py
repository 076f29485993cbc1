# SPDX-License-Identifier: GPL-3.0-or-later
"""What msgspec refuses is explained, what it accepts is not complained about."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.strategies import move_tables, routine_tables
from hipmob_desktop.content.diagnose import problems_in
from hipmob_desktop.content.schema import MoveFile, RoutineFile

# Whole routines are slow to make up.
half = settings(max_examples=settings.default.max_examples // 2)

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
