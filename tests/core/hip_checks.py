# SPDX-License-Identifier: GPL-3.0-or-later
"""The tests of the hip check that ship, and checks that somebody might have done."""

from datetime import date, timedelta
from functools import cache

from builders import DATA, the_library
from hipmob_desktop.content.check_file import load_check_words, load_tests
from hipmob_desktop.core.hip_check import Check, Feel, Measure, Result, Status, Where

FIRST = date(2026, 3, 2)
WELL = {
    "inward_turn": (24, 25),
    "knee_to_wall": (10, 11),
    "one_leg_stand": (30, 30),
    "butterfly_height": (12, 13),
    "one_leg_bridge": (60, 60),
}
"""Nothing stands out in these."""


@cache
def hip_tests():
    return load_tests([DATA], the_library().moves).found


@cache
def words():
    return load_check_words(DATA / "hip_check.toml")


def the_test(id_):
    return next(test for test in hip_tests() if test.id == id_)


def result(told):
    """A result from a pair of numbers, or from a table as the examples have it."""
    if isinstance(told, tuple):
        return Result(left=told[0], right=told[1])
    return Result(
        left=told.get("left"),
        right=told.get("right"),
        status=Status(told.get("status", "done")),
        where=Where(told["where"]) if "where" in told else None,
        feel=Feel(told.get("feel", "easy")),
        has_cramp=told.get("cramp", False),
        measure=Measure(told.get("measure", "ruler")),
    )


def a_check(days=0, results=None, lower_leg_cm=None, **changes):
    """A check so many days after the first, with some results other than well ones."""
    told = {**WELL, **changes} if results is None else results
    return Check(
        at_ms=days * 86_400_000,
        day=FIRST + timedelta(days=days),
        results={id_: result(one) for id_, one in told.items()},
        lower_leg_cm=lower_leg_cm,
    )
