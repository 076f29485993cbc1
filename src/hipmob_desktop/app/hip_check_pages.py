# SPDX-License-Identifier: GPL-3.0-or-later
"""The hip check in the window: each test a session, then what was measured, then the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop.app.hip_checks import HipCheckDesk, with_result
from hipmob_desktop.app.session_request import SessionRequest
from hipmob_desktop.core.hip_check import Measure, Unit
from hipmob_desktop.core.hip_check_entry import Entry, Step
from hipmob_desktop.core.hip_check_report import number_text
from hipmob_desktop.core.programme import CHECK_ROUTINE
from hipmob_desktop.core.text import source_lines
from hipmob_desktop.storage.hip_checks import HipChecks
from hipmob_desktop.ui.pages.hip_check import CheckShown, HipCheckScreen, TestCard
from hipmob_desktop.ui.pages.hip_check_entry import HipCheckEntryScreen
from hipmob_desktop.ui.text import date_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.app.journal import JournalService
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.hip_check import Check, HipTest
    from hipmob_desktop.core.hip_check_report import CheckWords
    from hipmob_desktop.core.player import Player
    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.core.programme import Programme
    from hipmob_desktop.storage.history import History
    from hipmob_desktop.ui.kit.style import StyleContext

_DONE = "Your check of {}"
_ODD = "This test has {least} to {most} {unit}."
_HAND_HINT = "Measured with: {with_what}. M changes it."
_UNSAFE_HINT = "U: it felt unsafe."
_HANDS = {Measure.RULER: "a ruler", Measure.FINGER: "fingers", Measure.PALM: "palms"}
_YES_NO = (("1", "Yes"), ("2", "No"))


class _Known(NamedTuple):
    """All checks so far."""

    checks: tuple[Check, ...]


class HipCheckPresenter(QObject):
    """Leads through a check.

    Signals:
        session_requested: a SessionRequest for the test that comes next.
        shown: a page that is to be shown, with the sentences to say on it.
    """

    session_requested = Signal(object)
    shown = Signal(object, object)

    def __init__(
        self,
        journal: JournalService,
        style: StyleContext,
        context: Callable[[], AppContext],
        preferences: Callable[[], Preferences],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._context = context
        self._preferences = preferences
        self._before: tuple[Check, ...] = ()
        self._check: Check | None = None
        self._waiting: list[HipTest] = []
        self._test: HipTest | None = None
        self._entry: Entry | None = None
        self._asked = 0
        self.screen = HipCheckScreen(style)
        self.entry = HipCheckEntryScreen(style)
        self.screen.begin_requested.connect(self._begin)
        self.entry.pressed.connect(self._press)
        self.entry.left.connect(self._end)
        journal.found.connect(self._learn)

    @property
    def is_testing(self) -> bool:
        """Whether a session that ends now was one of the check's tests."""
        return self._test is not None and self._entry is None

    def open(self) -> HipCheckScreen:
        """The page, about to show what is known."""
        self._ask()
        self._show()
        return self.screen

    def _desk(self) -> HipCheckDesk:
        return HipCheckDesk(self._context(), self._tags)

    @property
    def _tags(self) -> frozenset[SkipTag]:
        return self._preferences().skip_tags

    def _ask(self, check: Check | None = None) -> None:
        """Keep a check as far as it has come, and find out what all of them are."""
        self._asked += 1

        def question(history: History) -> _Known:
            checks = HipChecks(history.journal)
            if check is not None:
                checks.keep(check)
            return _Known(checks.all())

        self._journal.look(question, key=f"hip checks {self._asked}")

    @Slot(object)
    def _learn(self, answer: object) -> None:
        if isinstance(answer, _Known):
            if self._check is None:
                self._before = answer.checks
            self._show()

    @Slot()
    def _begin(self) -> None:
        """Begin a check with its first test."""
        desk = self._desk()
        self._check = desk.begin(self._before)
        self._waiting = list(desk.offered)
        self._next()

    def _next(self) -> None:
        self._test = self._entry = None
        if not self._waiting:
            self._end()
            return
        self._test = self._waiting.pop(0)
        self._play(is_explained=False)

    def _play(self, *, is_explained: bool) -> None:
        test, check = self._test, self._check
        if test is None or check is None:
            return
        self._entry = None
        preferences = self._preferences()
        made = self._desk().session(
            test,
            self._before,
            preferences.plan_options,
            is_first=not check.results and not is_explained,
            is_explained=is_explained,
        )
        self.session_requested.emit(
            SessionRequest(
                routine=made.routine,
                source_name=CHECK_ROUTINE,
                options=made.options,
                is_silent=not preferences.level.speaks,
                is_kept=False,
                own_coach=made.coach,
            )
        )

    def took(self, player: Player) -> None:
        """The session of a test is over: ask what came of it."""
        if self._test is not None:
            knows_leg = bool(self._check and self._check.lower_leg_cm)
            hurts = bool(player.hurts)
            self._entry = Entry.of(self._test, is_hurt=hurts, knows_leg=knows_leg)
            self._show_entry()

    @Slot()
    def cancelled(self) -> None:
        """The session of a test was not begun after all."""
        if self.is_testing:
            self._end()

    @Slot(str)
    def _press(self, key: str) -> None:
        if self._entry is None:
            return
        before = self._entry
        self._entry = before.pressed(key)
        if self._entry.step is Step.AGAIN:
            self._play(is_explained=True)
        elif (result := self._entry.result) is not None and self._check is not None:
            self._check = with_result(
                self._check, self._entry.test, result, leg_cm=self._entry.leg_cm
            )
            self._ask(self._check)
            self._next()
        elif self._entry != before:
            self._show_entry(is_new=self._entry.step is not before.step)

    @Slot()
    def _end(self) -> None:
        """Show what the check came to, or the page as it was where nothing was measured."""
        if self._check is not None and self._check.results:
            self._before = (*self._before, self._check)
            self._journal.learn()
        is_over = bool(self._check and self._check.results)
        self._check = self._test = self._entry = None
        self._show()
        self.shown.emit(self.screen, (self._desk().words.end,) if is_over else ())

    def _show_entry(self, *, is_new: bool = True) -> None:
        entry = self._entry
        if entry is None:
            return
        words = self._desk().words
        question = _question(entry, words)
        self.entry.ask(
            entry.test.title,
            question,
            answer=entry.typed if entry.asks_number else None,
            hint=_hint(entry, words),
            options=_options(entry, words),
            can_end=entry.step in (Step.LEFT, Step.RIGHT, Step.CONFIRM),
        )
        self.shown.emit(self.entry, (question,) if is_new else ())

    def _show(self) -> None:
        desk = self._desk()
        words, checks = desk.words, self._before
        known = self._context().references
        report = desk.report(checks, self._programme()) if checks else None
        cards = tuple(
            TestCard(
                title=test.title,
                numbers=test.numbers,
                lines=test.lines,
                noise=test.noise,
                details=(test.shows, *test.details),
                sources=tuple(source_lines(test.codes, known)),
            )
            for test in (report.tests if report else ())
        )
        self.screen.show_check(
            CheckShown(
                what=words.what,
                when=words.when,
                not_today_ask=words.not_today_ask,
                not_today=words.not_today,
                needs=words.needs,
                stop=words.stop,
                done=_DONE.format(date_text(checks[-1].day)) if checks else "",
                lines=report.lines if report else (),
                cards=cards,
                sources=tuple(source_lines(report.codes, known)) if report else (),
            )
        )

    def _programme(self) -> Programme | None:
        course = self._journal.known.course
        return course.standing.programme if course else None


def _question(entry: Entry, words: CheckWords) -> str:
    unit = "seconds" if entry.test.unit is Unit.SECONDS else "centimetres"
    if entry.measure in (Measure.FINGER, Measure.PALM):
        unit = _HANDS[entry.measure]
    match entry.step:
        case Step.LEFT:
            return words.left_ask.format(unit=unit)
        case Step.RIGHT:
            return words.right_ask.format(unit=unit)
        case Step.CONFIRM:
            left, right = (number_text(entry.test, value) for value in (entry.left, entry.right))
            return words.read_back.format(left=left, right=right)
        case Step.FEEL:
            return words.feel_ask
        case Step.WHERE:
            return words.where_ask
        case Step.LEG:
            return words.leg_ask
        case _:
            return words.cramp_ask


def _hint(entry: Entry, words: CheckWords) -> str:
    test = entry.test
    if entry.step is Step.LEG:
        return words.leg_hint
    if entry.is_odd:
        unit = "seconds" if test.unit is Unit.SECONDS else "centimetres"
        return _ODD.format(least=test.least, most=test.most, unit=unit)
    if not entry.asks_number:
        return ""
    if test.is_timed:
        return _UNSAFE_HINT if entry.can_be_unsafe else ""
    return _HAND_HINT.format(with_what=_HANDS[entry.measure])


def _options(entry: Entry, words: CheckWords) -> Sequence[tuple[str, str]]:
    def numbered(texts: Sequence[str]) -> list[tuple[str, str]]:
        return [(str(number), text) for number, text in enumerate(texts, 1)]

    match entry.step:
        case Step.FEEL:
            return numbered(words.feel_words)
        case Step.WHERE:
            return numbered(words.where_words)
        case Step.CRAMP:
            return _YES_NO
        case _:
            return ()
