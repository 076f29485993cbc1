# SPDX-License-Identifier: GPL-3.0-or-later
"""`check-hips`: the tests in the terminal, spoken and counted, and what they may be taken for."""

from __future__ import annotations

import re
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hipmob_desktop.app.context import InputError
from hipmob_desktop.app.hip_checks import HipCheckDesk, with_result
from hipmob_desktop.app.programmes import ProgrammeDesk
from hipmob_desktop.cli.chosen import Chosen, preferences_of
from hipmob_desktop.cli.console import ConsoleFace, Nobody, longest_gap_ms
from hipmob_desktop.cli.output import print_json
from hipmob_desktop.cli.programme import say
from hipmob_desktop.cli.terminal import single_keys
from hipmob_desktop.clocks import monotonic_ms, session_clock
from hipmob_desktop.core.enums import Position, SkipTag
from hipmob_desktop.core.hip_check import Feel, Measure, Result, Status, Unit, Where
from hipmob_desktop.core.hip_check_entry import LEG_CM
from hipmob_desktop.core.hip_check_report import number_text
from hipmob_desktop.core.hip_check_verdicts import SIDES
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.programme import CHECK_ROUTINE
from hipmob_desktop.core.session import Session
from hipmob_desktop.storage.hip_checks import HipChecks
from hipmob_desktop.storage.journal import Journal

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.core.hip_check import Check, HipTest
    from hipmob_desktop.core.hip_check_report import CheckWords, Report
    from hipmob_desktop.core.player import Player
    from hipmob_desktop.core.ports import Voice
    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.core.programme import Programme

AGAIN, LEAVE, SKIP, HURT, UNSAFE = "r", "q", "s", "h", "u"
_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d)?)\s*(?P<unit>f|p|cm|s)?")
_UNITS = {"f": Measure.FINGER, "p": Measure.PALM}
_SPEAKS_AFTER_MS = 150
_KEYS = "number, Enter · h it hurt · s left out · r once more, explained · q stop here"
_HAND = " · 6f for six fingers, 2p for two palms"


class _LeftError(Exception):
    """The person stops here; what was kept stays."""


def check_hips(arguments: Namespace, context: AppContext) -> int:
    """`check-hips`: do the check, or with `--report` say what was found so far."""
    preferences = preferences_of(context, is_plain=False)
    desk = HipCheckDesk(context, preferences.skip_tags)
    for fault in desk.tests.faults:
        say(str(fault))
    with closing(Journal(context.paths.journal_file, say)) as journal:
        checks = list(HipChecks(journal).all())
        if arguments.report:
            return _tell(arguments, context, desk, checks)
        in_its_own_time = arguments.speed == 1
        voice = _voice(context, preferences, is_silent=arguments.no_voice or not in_its_own_time)
        kept = HipChecks(journal) if in_its_own_time else None  # nobody measures at such a speed
        checking = _Checking(desk, _Asker(desk.words, voice), preferences, arguments.speed)
        try:
            done = checking.run(checks, kept)
        finally:
            voice.close()
    if not done.results:
        sys.stdout.write("Nothing was measured.\n")
        return 0
    return _tell(arguments, context, desk, [*checks, done])


@dataclass(frozen=True)
class _Asker:
    """Asks in the terminal, aloud as well."""

    words: CheckWords
    voice: Voice

    def ask(self, question: str, help_: str = "") -> str:
        """The line that is answered, in small letters.

        Raises:
            _LeftError: nobody answers any more.
        """
        self.voice.prepare((question,))
        self.voice.say(question, monotonic_ms() + _SPEAKS_AFTER_MS)
        sys.stdout.write(f"{question}{f'  ({help_})' if help_ else ''} ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line or line.strip().lower() == LEAVE:
            raise _LeftError
        return line.strip().lower()

    def choose(self, question: str, options: Sequence[str]) -> int:
        """Which of some options is chosen, from 0."""
        help_ = ", ".join(f"{number} {text}" for number, text in enumerate(options, 1))
        while True:
            answer = self.ask(question, help_)
            if answer.isdecimal() and 1 <= int(answer) <= len(options):
                return int(answer) - 1


@dataclass(frozen=True)
class _Checking:
    """One check in the terminal."""

    desk: HipCheckDesk
    asker: _Asker
    preferences: Preferences
    speed: float

    def run(self, before: Sequence[Check], kept: HipChecks | None) -> Check:
        """Do the tests one after the other; each is kept when it is over, where it counts."""
        check = self.desk.begin(before)
        try:
            self._introduce()
            for number, test in enumerate(self.desk.offered):
                result = self._test(test, before, is_first=number == 0)
                check = with_result(check, test, result, leg_cm=self._leg(check, test, result))
                if kept is not None:
                    kept.keep(check)
            sys.stdout.write(f"{self.desk.words.end}\n")
        except _LeftError:
            pass
        return check

    def _introduce(self) -> None:
        words = self.desk.words
        lines = [words.what, words.when, words.not_today_ask]
        lines += [f"  - {line}" for line in words.not_today]
        sys.stdout.writelines(f"{line}\n" for line in (*lines, words.stop))
        self.asker.ask("Go on?", "Enter, or q")

    def _test(self, test: HipTest, before: Sequence[Check], *, is_first: bool) -> Result:
        sys.stdout.write(f"\n{test.title}\n")
        sys.stdout.writelines(f"  {need}\n" for need in test.needs)
        sys.stdout.write(f"  You measure: {test.measured}; {test.value_rule}.\n")
        for line in self.desk.cautions(test):
            sys.stdout.write(f"  {line}\n")
        question = f"{test.title}: ready?"
        if self.asker.ask(question, "Enter, s leaves it out, q stops here") == SKIP:
            return Result(status=Status.SKIPPED)
        is_explained = False
        while True:
            player = self._play(test, before, is_first=is_first, is_explained=is_explained)
            if player.hurts:
                return self._hurt()
            result = self._result(test)
            if result is not None:
                return result
            is_explained = True

    def _play(
        self, test: HipTest, before: Sequence[Check], *, is_first: bool, is_explained: bool
    ) -> Player:
        made = self.desk.session(
            test,
            before,
            self.preferences.plan_options,
            is_first=is_first,
            is_explained=is_explained,
        )
        gap_ms = longest_gap_ms(self.speed)
        voice = self.asker.voice
        session = Session(made.routine, made.options, made.coach, voice, max_gap_ms=gap_ms)
        live = sys.stdout.isatty()
        face = ConsoleFace(session, session_clock(self.speed), sys.stdout, Nobody(), live=live)
        try:
            with single_keys(sys.stdin) as keyboard:
                face.run(keyboard)
        finally:
            face.end_line()
        return session.player

    def _result(self, test: HipTest) -> Result | None:
        """What was measured; None where the test is wanted once more."""
        values: list[float] = []
        measure = Measure.CLOCK if test.is_timed else Measure.RULER
        sys.stdout.write(f"{_KEYS if test.is_timed else _KEYS + _HAND}\n")
        for side in SIDES:
            told = self._number(test, f"{side.value.capitalize()}?")
            match told:
                case Status.HURT:
                    return self._hurt()
                case Status():
                    return Result(status=told)
                case None:
                    return None
                case (value, used):
                    values.append(value)
                    measure = used or measure
        left, right = (number_text(test, value) for value in values)
        if self.asker.ask(self.desk.words.read_back.format(left=left, right=right)):
            return self._result(test)
        feel = self.asker.choose(self.desk.words.feel_ask, self.desk.words.feel_words)
        if feel == len(Feel):
            return self._hurt()
        result = Result(left=values[0], right=values[1], feel=list(Feel)[feel], measure=measure)
        return replace(result, has_cramp=self._cramp(test))

    def _number(
        self, test: HipTest, question: str
    ) -> tuple[float, Measure | None] | Status | None:
        """What is answered: a number and what it was measured with, what became of it, or None."""
        while True:
            answer = self.asker.ask(question)
            left_out = {SKIP: Status.SKIPPED, HURT: Status.HURT, UNSAFE: Status.UNSAFE}
            if answer in left_out:
                return left_out[answer]
            if answer == AGAIN:
                return None
            if number := number_in(answer, test):
                return number
            unit_text = "seconds" if test.unit is Unit.SECONDS else "centimetres"
            sys.stdout.write(f"Expected {test.least} to {test.most} {unit_text}.\n")

    def _hurt(self) -> Result:
        words = self.desk.words
        sys.stdout.write(f"{words.hurt}\n")
        where = self.asker.choose(words.where_ask, words.where_words)
        return Result(status=Status.HURT, where=list(Where)[where])

    def _leg(self, check: Check, test: HipTest, result: Result) -> float | None:
        """The length of the lower leg, asked once for the test that is judged by an angle."""
        if check.lower_leg_cm or test.levels.low_angle_below_deg is None or not result.is_whole:
            return None
        words, (least, most) = self.desk.words, LEG_CM
        while True:
            answer = self.asker.ask(words.leg_ask, words.leg_hint)
            if answer == SKIP:
                return None
            found = _NUMBER.fullmatch(answer)
            value = float(found["number"].replace(",", ".")) if found else 0.0
            if least <= value <= most:
                return value

    def _cramp(self, test: HipTest) -> bool:
        if not (test.is_timed and test.position is Position.SUPINE):
            return False
        return self.asker.ask(self.desk.words.cramp_ask, "y or Enter") == "y"


def number_in(answer: str, test: HipTest) -> tuple[float, Measure | None] | None:
    """The number of an answer, and the hand it was measured with; None where it is no such."""
    found = _NUMBER.fullmatch(answer)
    if found is None:
        return None
    hand = _UNITS.get(found["unit"] or "")
    value = float(found["number"].replace(",", ".")) * (hand.cm if hand else 1.0)
    is_odd = hand is not None and test.is_timed
    return None if is_odd or not test.least <= value <= test.most else (value, hand)


def _programme(context: AppContext, tags: frozenset[SkipTag]) -> Programme | None:
    """The programme that is followed, if one is."""
    desk = ProgrammeDesk(context, say, tags)
    followed = desk.followed()
    return desk.programmes.of(followed.programme) if followed else None


def _voice(context: AppContext, preferences: Preferences, *, is_silent: bool) -> Voice:
    if is_silent:
        return SilentVoice()
    from hipmob_desktop.core.hip_check_script import check_routine

    spoken = Chosen(
        routine=check_routine((), CHECK_ROUTINE),
        source_name=CHECK_ROUTINE,
        options=preferences.plan_options,
        preferences=preferences,
        voice_id=None,
        is_plain=False,
    )
    return spoken.voice(context)


def _tell(
    arguments: Namespace, context: AppContext, desk: HipCheckDesk, checks: Sequence[Check]
) -> int:
    """Say what was found.

    Raises:
        InputError: there is nothing to tell of.
    """
    if not checks:
        raise InputError("no hip check was done yet: `check-hips` does one")
    if arguments.json:
        print_json([_check_json(check) for check in checks])
        return 0
    programme = _programme(context, preferences_of(context, is_plain=False).skip_tags)
    found = desk.report(checks, programme)
    sys.stdout.writelines(
        f"{line}\n" for line in report_lines(found, with_details=arguments.sources)
    )
    if arguments.sources:
        of_tests = (code for test in found.tests for code in test.codes)
        codes = dict.fromkeys((*of_tests, *found.codes))
        known = context.references
        titles = (f"{code}  {known[code].title}" for code in codes if code in known)
        sys.stdout.writelines(f"{line}\n" for line in ("", *titles))
    return 0


def report_lines(report: Report, *, with_details: bool) -> list[str]:
    """A report for the terminal; with details, where each line comes from."""
    lines: list[str] = []
    for test in report.tests:
        numbers = f": {test.numbers}" if test.numbers else ""
        lines += ["", f"{test.title}{numbers}", *(f"  {line}" for line in test.lines)]
        lines += [f"  {test.noise}", f"  {test.shows}"]
        if with_details:
            lines += [f"  {line}" for line in test.details]
        lines.append(f"  Sources: {', '.join(test.codes)}")
    return [*lines, "", *report.lines, f"Sources of the rules: {', '.join(report.codes)}"]


def _check_json(check: Check) -> dict[str, Any]:
    return {
        "day": check.day.isoformat(),
        "at_ms": check.at_ms,
        "lower_leg_cm": check.lower_leg_cm,
        "results": {
            test: {
                "left": told.left,
                "right": told.right,
                "status": told.status.value,
                "where": told.where.value if told.where else None,
                "feel": told.feel.value,
                "cramp": told.has_cramp,
                "measured_with": told.measure.value,
            }
            for test, told in check.results.items()
        },
    }
