# SPDX-License-Identifier: GPL-3.0-or-later
"""Many cases of one promise: all within one test, or a few each time and the rest in a sweep."""

import functools
import inspect

import pytest
from _pytest.mark import ParameterSet
from hypothesis import settings

MOST_TOLD = 12


def some_of(values, *telling, are_several=False):
    """Parameters for `parametrize`: the telling ones are tried each time, the others in a sweep.

    `are_several` says that each of them is a tuple, with a value for each of several names.

    Raises:
        ValueError: One that is said to be telling is not among them.
    """
    every = list(values)
    if unknown := [one for one in telling if one not in every]:
        raise ValueError(f"these are no cases: {unknown}")
    sweep = pytest.mark.sweep
    return [
        one if one in telling else pytest.param(*(one if are_several else (one,)), marks=sweep)
        for one in every
    ]


def examples(share, **more):
    """How often a law is tried: `share` times as often as others are by the profile."""
    return settings(max_examples=max(1, round(settings.default.max_examples * share)), **more)


def tried_with(names, values, ids=None):
    """Try a test with each of `values` in turn, as `parametrize` does, but all in one test.

    For cases that take next to no time, as a test of its own takes some milliseconds. All of them
    are tried, and those that fail are told. They share their fixtures: no case may change what
    these give.
    """
    split = names.replace(" ", "").split(",") if isinstance(names, str) else list(names)
    named = ids if ids is None or callable(ids) else list(ids)
    cases = [_case(number, value, split, named) for number, value in enumerate(values)]

    def decorate(test):
        @functools.wraps(test)
        def try_all(**fixtures):
            failed = []
            for name, arguments in cases:
                try:
                    test(**fixtures, **arguments)
                except Exception as error:
                    failed.append((name, error))
            if failed:
                told = "\n".join(f"[{name}] {error!r}" for name, error in failed[:MOST_TOLD])
                raise AssertionError(
                    f"{len(failed)} of {len(cases)} cases fail:\n{told}"
                ) from failed[0][1]

        signature = inspect.signature(test)
        fixtures = [each for name, each in signature.parameters.items() if name not in split]
        try_all.__signature__ = signature.replace(parameters=fixtures)
        return try_all

    return decorate


def _case(number, value, names, ids):
    """What one case is called, and what it gives to each name."""
    name = None
    if isinstance(value, ParameterSet):
        name, given = value.id, value.values
    else:
        given = tuple(value) if len(names) > 1 else (value,)
    if name is None and callable(ids):
        name = "-".join(str(ids(each) or each) for each in given)
    elif name is None:
        name = str(ids[number]) if ids else "-".join(map(str, given))
    return name, dict(zip(names, given, strict=True))
