# SPDX-License-Identifier: GPL-3.0-or-later
"""The hip check of this person: its tests as sessions, and what was found so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from hipmob_desktop.app.context import MachineError
from hipmob_desktop.clocks import day_of, unix_ms
from hipmob_desktop.content.check_file import load_check_words, load_tests
from hipmob_desktop.content.coach_files import load_safety
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.core.adapt import suits
from hipmob_desktop.core.hip_check import Check, ScriptLine
from hipmob_desktop.core.hip_check_report import Named, report
from hipmob_desktop.core.hip_check_rules import Person, evaluate
from hipmob_desktop.core.hip_check_script import (
    WARM_UP_MS,
    CheckCoach,
    check_options,
    check_routine,
)
from hipmob_desktop.core.programme_session import NO_CHOICE
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.content.check_file import HipTests
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.hip_check import HipTest, Result
    from hipmob_desktop.core.hip_check_report import CheckWords, Report
    from hipmob_desktop.core.preferences import PlanOptions
    from hipmob_desktop.core.programme import Programme
    from hipmob_desktop.core.programme_session import Choice
    from hipmob_desktop.core.routine import Routine


@dataclass(frozen=True, slots=True)
class TestSession:
    """A test as it is played: its routine, how that is laid out, and who says what."""

    routine: Routine
    options: PlanOptions
    coach: CheckCoach


class HipCheckDesk:
    """The tests for a body with some tags, and what checks come to."""

    def __init__(self, context: AppContext, tags: frozenset[SkipTag]) -> None:
        self._context = context
        self._tags = tags

    @cached_property
    def tests(self) -> HipTests:
        """All tests there are: those that ship, and the person's own."""
        folders = (data_dir(), self._context.paths.data)
        return load_tests(folders, self._context.library.moves)

    @cached_property
    def words(self) -> CheckWords:
        """What the check says and asks.

        Raises:
            MachineError: it cannot be read.
        """
        try:
            return load_check_words(data_dir() / "hip_check.toml")
        except ContentError as error:
            raise MachineError(str(error)) from error

    @property
    def offered(self) -> tuple[HipTest, ...]:
        """The tests that suit the body."""
        return tuple(test for test in self.tests.found if suits(test, self._tags))

    def cautions(self, test: HipTest) -> tuple[str, ...]:
        """When to stop a test, and what of today's body to be careful for in it."""
        words = load_safety(data_dir() / "safety.toml").skip_words
        told = [words[tag] for tag in test.caution_tags if tag in self._tags]
        said = []
        if test.end_early:
            said.append(self.words.end_early.format(when="; ".join(test.end_early)))
        if told:
            said.append(self.words.careful.format(words="; ".join(told)))
        return tuple(said)

    def begin(self, checks: Sequence[Check]) -> Check:
        """A check of today in which nothing is done yet; the lower leg is as it was measured."""
        leg = next((c.lower_leg_cm for c in reversed(checks) if c.lower_leg_cm), None)
        return Check(at_ms=unix_ms(), day=day_of(), results={}, lower_leg_cm=leg)

    def session(
        self,
        test: HipTest,
        checks: Sequence[Check],
        options: PlanOptions,
        *,
        is_first: bool,
        is_explained: bool = False,
    ) -> TestSession:
        """A test as a session; it is explained where it was never done, or when that is asked.

        Before the first one there is a minute of marching.
        """
        is_new = not any(test.id in check.results for check in checks)
        warm_up = ScriptLine(say=self.words.before, wait_ms=WARM_UP_MS)
        made = check_options(options)
        coach = CheckCoach(
            self._context.phrases,
            made.coaching,
            tests={test.id: test},
            explained=frozenset({test.id} if is_new or is_explained else ()),
            opening=(warm_up,) if is_first else (),
        )
        opening = warm_up.say if is_first else ""
        return TestSession(check_routine([test], test.title, opening), made, coach)

    def choice(self, checks: Sequence[Check], programme: Programme) -> Choice:
        """What the checks choose for a programme; nothing where there is none."""
        if not checks:
            return NO_CHOICE
        return evaluate(self.tests.found, checks, self._person(programme)).choice

    def report(self, checks: Sequence[Check], programme: Programme | None) -> Report:
        """What is said of the last of some checks; there is one at least."""
        library = self._context.library
        named = Named(
            routines={entry.id: entry.title for entry in library.entries},
            moves={id_: move.name for id_, move in library.moves.items()},
            tags=load_safety(data_dir() / "safety.toml").skip_words,
        )
        found = evaluate(self.tests.found, checks, self._person(programme))
        return report(found, checks, self.words, named, in_programme=programme is not None)

    def _person(self, programme: Programme | None) -> Person:
        person = Person(tags=self._tags, moves=self._context.library.moves)
        if programme is None:
            return person
        return replace(person, goal=programme.goal, emphasis=programme.emphasis)


def with_result(
    check: Check, test: HipTest, result: Result, *, leg_cm: float | None = None
) -> Check:
    """A check with the result of one more test, and the lower leg where it was measured now."""
    leg = check.lower_leg_cm if leg_cm is None else leg_cm
    return replace(check, results={**check.results, test.id: result}, lower_leg_cm=leg)
