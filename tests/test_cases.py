# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases that are tried within one test are all tried, and those that fail are named."""

import inspect

import pytest

from cases import some_of, tried_with


def test_each_case_is_tried_and_those_that_fail_are_named():
    tried = []

    @tried_with("number", [1, pytest.param(2, id="two"), 3, 4], ids=lambda number: f"no {number}")
    def is_odd(number):
        tried.append(number)
        assert number % 2

    with pytest.raises(AssertionError) as told:
        is_odd()
    assert tried == [1, 2, 3, 4]
    assert "2 of 4" in str(told.value)
    assert "[two]" in str(told.value)
    assert "[no 4]" in str(told.value)
    assert "[no 3]" not in str(told.value)


def test_what_is_no_case_stays_a_fixture_and_cases_can_be_crossed():
    tried = []

    @tried_with("one", "ab")
    @tried_with(("other", "more"), [(1, 2), (3, 4)], ids=["first", "second"])
    def together(tmp_path, one, other, more):
        tried.append((tmp_path, one, other, more))

    assert list(inspect.signature(together).parameters) == ["tmp_path"]
    together(tmp_path="folder")
    assert tried == [("folder", one, *rest) for one in "ab" for rest in ((1, 2), (3, 4))]


def test_all_but_the_telling_ones_are_a_sweep():
    telling, other, pair = some_of(["a", "b", (1, 2)], "a")
    assert telling == "a"
    assert (other.values, [mark.name for mark in other.marks]) == (("b",), ["sweep"])
    assert pair.values == ((1, 2),)
    (apart,) = some_of([(1, 2)], are_several=True)
    assert apart.values == (1, 2)
    with pytest.raises(ValueError, match="no cases"):
        some_of([1, 2], 3)
