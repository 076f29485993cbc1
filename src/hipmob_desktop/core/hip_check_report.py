# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a hip check: only what its rules allow, in the words of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.hip_check import HipTest, Status, Unit
from hipmob_desktop.core.hip_check_verdicts import (
    SIDES,
    Change,
    SideVerdict,
    baseline_checks,
    threshold,
)
from hipmob_desktop.core.text import capital, sentence
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.hip_check import Check
    from hipmob_desktop.core.hip_check_rules import Evaluation
    from hipmob_desktop.core.hip_check_verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWords:
    """All that the check says and asks beside the scripts of its tests."""

    what: str
    needs: str
    before: str
    when: str
    not_today_ask: str
    not_today: tuple[str, ...]
    feel_ask: str
    feel_words: tuple[str, ...]
    where_ask: str
    where_words: tuple[str, ...]
    cramp_ask: str
    leg_ask: str
    leg_hint: str
    left_ask: str
    right_ask: str
    read_back: str
    stop: str
    end_early: str
    careful: str
    first: str
    second_wanted: str
    same: str
    may_differ: str
    differs: str
    no_change: str
    maybe_up: str
    maybe_down: str
    up: str
    down: str
    full: str
    hurt: str
    skipped: str
    unsafe: str
    cramp: str
    tag_ask: str
    hurt_twice: str
    wedge: str
    hold_on: str
    balanced: str
    main: str
    main_alone: str
    light: str
    noise: str
    noise_none: str
    judgement: str
    end: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What things are called: routines and moves by id, the words for states of the body."""

    routines: Mapping[str, str]
    moves: Mapping[str, str]
    tags: Mapping[SkipTag, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TestReport:
    """What is said of one test.

    `numbers` are those of each side, `lines` what they may be taken for, `noise` how much would
    count, `details` where its lines come from, with the `codes` of its sources.
    """

    title: str
    numbers: str
    lines: tuple[str, ...]
    noise: str
    shows: str
    details: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is said of a whole check: test by test, then what it comes to, and by which sources."""

    tests: tuple[TestReport, ...]
    lines: tuple[str, ...]
    codes: tuple[str, ...]


def report(
    found: Evaluation,
    checks: Sequence[Check],
    words: CheckWords,
    named: Named,
    *,
    in_programme: bool,
) -> Report:
    """All that is said of the last of `checks`; `in_programme` where its choice has a slot."""
    tests = tuple(_test_report(verdict, checks, words) for verdict in found.verdicts)
    told = (
        *_age(found, checks, words),
        *_comes_to(found, words, named, in_programme=in_programme),
    )
    return Report(tests=tests, lines=tuple(filter(None, told)), codes=words.sources)


def number_text(test: HipTest, value: float | None) -> str:
    """A number with its unit: "23 cm", "60 s"; a dash where there is none."""
    return "–" if value is None else f"{value:g} {test.unit.value}"


def _test_report(verdict: Verdict, checks: Sequence[Check], words: CheckWords) -> TestReport:
    test, result = verdict.test, verdict.result
    left, right = (number_text(test, result.of(side)) for side in SIDES)
    return TestReport(
        title=test.title,
        numbers=f"Left {left}, right {right}" if result.status is Status.DONE else "",
        lines=tuple(_lines(verdict, words)),
        noise=_noise(test, checks, words),
        shows=f"Shows {test.shows}; not {test.does_not_show}.",
        details=tuple(_details(test)),
        codes=test.sources,
    )


def _details(test: HipTest) -> Iterator[str]:
    """Where what is said of a test comes from, and what others reach: context, no verdict."""
    yield sentence(f"Measured: {test.measured}")
    if test.studied:
        yield sentence(f"What was studied: {test.studied}")
    for study in test.studies:
        codes = f" ({', '.join(study.sources)})" if study.sources else ""
        yield sentence(f"{study.text}{codes}")
    if test.basis:
        yield sentence(f"Where its lines come from: {test.basis}")
    if test.level_note:
        yield sentence(test.level_note)
    if test.typical:
        yield sentence(test.typical)
    if test.direction and test.direction.why:
        yield sentence(f"{test.direction.why} Grade {test.direction.grade}")


def _lines(verdict: Verdict, words: CheckWords) -> Iterator[str]:
    result = verdict.result
    left_out = {
        Status.HURT: words.hurt,
        Status.SKIPPED: words.skipped,
        Status.UNSAFE: words.unsafe,
    }
    if result.status is not Status.DONE:
        yield left_out[result.status]
        return
    if result.has_cramp:
        yield words.cramp
    if verdict.is_full:
        yield words.full
        return
    sides = {
        SideVerdict.SAME: words.same,
        SideVerdict.MAY_DIFFER: words.may_differ,
        SideVerdict.DIFFERS: words.differs,
    }
    if verdict.sides in sides:
        yield _of(sides[verdict.sides], verdict.worse)
    yield from _changes(verdict, words)


def _changes(verdict: Verdict, words: CheckWords) -> Iterator[str]:
    """What became of each side; of two that stay, one sentence."""
    told = {
        Change.MAYBE_UP: words.maybe_up,
        Change.MAYBE_DOWN: words.maybe_down,
        Change.UP: words.up,
        Change.DOWN: words.down,
    }
    changes = [verdict.changes[side] for side in SIDES]
    for side, change in zip(SIDES, changes, strict=True):
        if change in told:
            yield _of(told[change], side)
    if changes.count(Change.NO_CHANGE) == len(SIDES):
        yield words.no_change


def _noise(test: HipTest, checks: Sequence[Check], words: CheckWords) -> str:
    if test.change_over is None:
        levels = test.levels
        return words.noise_none.format(low=f"{levels.low_below:g}", mid=f"{levels.mid_below:g}")
    limit = threshold(test.change_over, test, checks)
    unit = "centimetres" if test.unit is Unit.CM else "seconds"
    return words.noise.format(limit=f"{limit:g}", unit=unit)


def _age(found: Evaluation, checks: Sequence[Check], words: CheckWords) -> Iterator[str]:
    """That this is the starting point, or that its second half is wanted."""
    if len(checks) == 1:
        yield words.first
    if any(verdict.result.is_whole for verdict in found.verdicts) and (
        len(checks) == 1 or baseline_checks(checks) == 1
    ):
        yield words.second_wanted


def _comes_to(
    found: Evaluation, words: CheckWords, named: Named, *, in_programme: bool
) -> Iterator[str]:
    tests = {verdict.test.id: verdict.test for verdict in found.verdicts}
    for test_id in found.hurt_twice:
        yield words.hurt_twice.format(test=tests[test_id].title)
    for tag in found.ask_tags:
        yield words.tag_ask.format(words=named.tags.get(tag, tag.value))
    if found.choice.is_easier_standing:
        yield words.hold_on
    if found.needs_wedge:
        yield words.wedge
    if found.is_balanced:
        yield words.balanced
        return
    if found.main is not None:
        routine = named.routines.get(found.routine, "")
        main = words.main if in_programme else words.main_alone
        yield main.format(say=found.main.say, routine=routine) if routine else found.main.say
    if found.light is not None:
        move = named.moves.get(found.light_move, found.light_move)
        yield words.light.format(move=move) if in_programme and move else found.light.say
    yield words.judgement


def _of(text: str, side: Side | None) -> str:
    return text.format(side=capital((side or Side.LEFT).value))
