# SPDX-License-Identifier: GPL-3.0-or-later
"""People who check their hips some times, and the keys of the questions."""

from __future__ import annotations

from dataclasses import fields
from itertools import product
from typing import TYPE_CHECKING

from course_chance import DAY, START, at_ms, chance, library, one_of

from hipmob_desktop.content.check_file import load_check_words
from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.core.hip_check import Check, Feel, Measure, Result, Status, Where
from hipmob_desktop.core.hip_check_entry import Entry
from hipmob_desktop.core.hip_check_report import Named, number_text, report
from hipmob_desktop.core.hip_check_rules import Person, evaluate
from hipmob_desktop.core.programme import Emphasis, Goal
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hipmob_desktop.core.hip_check import HipTest

NUMBERS = {
    "inward_turn": (9, 14, 24, 25, 31),
    "knee_to_wall": (3, 6, 10, 11, 12),
    "one_leg_stand": (4, 9, 12, 30, 30),
    "butterfly_height": (8, 12, 13, 20, 28),
    "one_leg_bridge": (8, 15, 31, 60, 60),
}
CHECK_DAYS = ((0, 5, 16, 44, 80, 200), (0, 2, 12, 13, 40, 60), (0, 10, 11, 21, 90, 98),
              (0, 1, 11, 12, 22, 30), (0, 11, 13, 23, 24, 34))  # fmt: skip
TAGS = (frozenset[SkipTag](), frozenset({SkipTag.KNEE, SkipTag.BALANCE}))


def checked(tests: Sequence[HipTest], life: int) -> Iterator[str]:
    """What is told of each of some checks of one person."""
    words = load_check_words(data_dir() / "hip_check.toml")
    titles = {entry.id: entry.title for entry in library().entries}
    moves = {id_: move.name for id_, move in library().moves.items()}
    named = Named(routines=titles, moves=moves, tags={})
    person = Person(
        goal=one_of(list(Goal), life),
        emphasis=one_of(list(Emphasis), life, "emphasis"),
        tags=one_of(TAGS, life, "tags"),
        moves={id_: move for id_, move in library().moves.items() if chance(5, life, id_)},
    )
    checks: list[Check] = []
    for number, days in enumerate(CHECK_DAYS[life % len(CHECK_DAYS)]):
        day = START + days * DAY
        results = {
            test.id: result_of(test, life, number)
            for test in tests
            if chance(9, life, number, test.id, "done")
        }
        leg_cm = one_of((None, 40.0, 46.0), life)
        checks.append(Check(at_ms=at_ms(day, 9), day=day, results=results, lower_leg_cm=leg_cm))
        found = evaluate(tests, checks, person)
        choice, asked = found.choice, [str(tag) for tag in found.ask_tags]
        yield f"{day} {dict(found.points)} {asked} {found.hurt_twice} {sorted(choice.easier)}"
        others = (choice.light_move, choice.is_easier_standing, choice.first_side)
        yield f"  {found.is_balanced} {choice.routine} {others}"
        told = report(found, checks, words, named, in_programme=bool(life % 2))
        for test in told.tests:
            yield f"  {test.title} {test.numbers}: {' '.join(test.lines)} {test.noise}"
        yield from (f"  {line}" for line in told.lines)
    if life == 0:
        yield from (f"  {test.shows} {test.details} {test.codes}" for test in told.tests)


def result_of(test: HipTest, life: int, number: int) -> Result:
    """What came of a test; most lives change little from check to check, some a lot."""
    wild = number if life % 3 == 0 else number // 3
    status = one_of((Status.DONE,) * 9 + tuple(Status), life, number, test.id, "status")
    measures = [Measure.CLOCK] if test.is_timed else [Measure.RULER] * 4 + [Measure.PALM]
    return Result(
        left=one_of(NUMBERS[test.id], life, wild, test.id, "left") + number % 2,
        right=one_of(NUMBERS[test.id], life, wild, test.id, "right"),
        status=status,
        where=one_of(list(Where), life, number) if status is Status.HURT else None,
        feel=one_of((Feel.EASY, *Feel), life, number, test.id, "feel"),
        has_cramp=chance(8, life, number, "cramp") == 0,
        measure=one_of(measures, life, number, test.id, "measure"),
    )


KEYS = (
    "1 2 enter 1 3 enter enter 1 1",
    "9 9 9 enter 2 back 5 enter back 7 enter enter 3 2",
    "m 4 enter m 4 . 5 enter back 1 0 enter 1 1 enter enter 2 2 4 1 enter",
    "4 h 2",
    "u s",
    "back r",
    "3 0 enter 2 9 enter r",
    "1 0 enter 9 enter enter 4 5 x",
    "1 2 3 4 5 . enter 8 . . 5 enter enter",
    "1 0 enter 9 enter enter 1 9 0 enter 1 9 enter 2 0 enter",
    "1 0 enter 9 enter enter 2 s",
)


def entered(tests: Sequence[HipTest]) -> Iterator[str]:
    """Where the questions after a test come to with some keys."""
    names = [field.name for field in fields(Entry) if field.name != "test"]
    for test, keys in product(tests, KEYS):
        entry = Entry.of(test, knows_leg=len(keys) % 2 == 0)
        steps = []
        for key in keys.split():
            entry = entry.pressed(key)
            steps.append(f"{entry.step}{'?' if entry.is_odd else ''} {entry.typed}".strip())
        state = {name: str(getattr(entry, name)) for name in names[2:]}
        yield f"{test.id} {keys}: {', '.join(steps)}"
        yield f"  {list(state.values())} {entry.asks_number} {entry.can_be_unsafe} {entry.result}"
    hurt = Entry.of(tests[0], is_hurt=True)
    yield f"hurt: {hurt.step} {[number_text(test, 7.5) for test in tests]}"
