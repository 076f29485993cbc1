# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of routines: by today's body, in the editor, and of tests as sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_chance import amounts, chance, library, one_of, routines
from make_scripts import script

from hipmob_desktop.content.check_file import load_check_words
from hipmob_desktop.content.coach_files import load_phrases
from hipmob_desktop.core import text
from hipmob_desktop.core.adapt import adapt
from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.core.hip_check import ScriptLine
from hipmob_desktop.core.hip_check_script import (
    WARM_UP_MS,
    CheckCoach,
    check_options,
    check_routine,
)
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.routine_draft import Draft, History, Sides, sides_of, with_sides
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.hip_check import HipTest

CHANGES = 150


def adapted() -> Iterator[str]:
    """What each state of the body, and some together, leave of each routine."""
    tags = [frozenset({tag}) for tag in SkipTag]
    tags += [frozenset(list(SkipTag)[first::5]) for first in range(3)]
    for routine in routines():
        for some in tags:
            found = adapt(routine, some, library().moves)
            if not found.changes:
                continue
            told = " ".join(text.change_lines(found.changes, {}))
            yield f"{routine.id} {sorted(some)}: {told} {found.loses_most}"
            left = amounts(found.routine) if found.routine else "nothing"
            yield f"  {left} {found.stand_ins}"


def drafted() -> Iterator[str]:
    """A routine that is made, change by change, with some taken back and done again."""
    history = History(Draft.of(library().routine("nilsson_seven")), None)
    moves = sorted(library().moves.values(), key=lambda move: move.id)
    for number in range(CHANGES):
        now = history.now
        draft, what = changed(now, number)
        match chance(8, number, "how"):
            case 0:
                history, what = history.undone(), f"undone {history.undo_name}"
            case 1:
                history, what = history.redone(), f"redone {history.redo_name}"
            case 2 if number % 3 == 0:
                history, what = history.kept(), "kept"
            case 3 if number % 2:
                history, what = history.with_move(one_of(moves, number)), "another move"
            case _:
                history = history.done(draft, what, one_of(("", what), number))
        items = " ".join(
            f"{key}:{item.move.id}/{sides_of(item)}"
            for key, item in zip(history.now.keys, history.now.items, strict=True)
        )
        circuits = [(each.first, each.last, each.rounds) for each in history.now.routine.circuits]
        steps = f"{len(history.past)}/{len(history.future)} {history.is_saved}"
        yield f"{number} {what}: {circuits} {steps} {history.now.next_key}"
        yield f"  {items}"


def changed(draft: Draft, number: int) -> tuple[Draft, str]:
    """The draft after some change, and what that is called."""
    count = len(draft.items)
    if count < len(Sides):
        return draft.inserted(count, library().routine("pre_run").items[0]), "insert"
    one, other = chance(count, number, "one"), chance(count, number, "other")
    first, last = sorted((one, other))
    match chance(6, number, "what"):
        case 0:
            return draft.moved(one, other), f"move {one} {other}"
        case 1:
            return draft.copied(one), f"copy {one}"
        case 2:
            return draft.removed({one, other}), f"remove {one} {other}"
        case 3:
            rounds = 1 + chance(3, number)
            made = draft.with_circuit(first, last, rounds=rounds, rest_ms=10_000)
            return made, f"circuit {first} {last} {rounds}"
        case 4:
            sides = one_of(list(Sides), number)
            return draft.with_item(one, with_sides(draft.items[one], sides)), f"{one} {sides}"
        case _:
            return draft.changed(title=f"Title {number % 2}"), "title"


def tested(test: HipTest) -> Iterator[str]:
    """A test as a session, explained to somebody for whom it is the first."""
    words = load_check_words(data_dir() / "hip_check.toml")
    warm_up = ScriptLine(say=words.before, wait_ms=WARM_UP_MS)
    options = check_options(PlanOptions())
    coach = CheckCoach(
        load_phrases(data_dir() / "phrases" / "en.toml"),
        options.coaching,
        tests={test.id: test},
        explained=frozenset({test.id} if test.is_timed else ()),
        opening=(warm_up,) if test.is_timed else (),
    )
    routine = check_routine([test], test.title, warm_up.say if test.is_timed else "")
    built = build_plan(routine, options, coach, estimated_ms)
    yield from script(built)
    yield " ".join(coach.description(built.plan, 0))
