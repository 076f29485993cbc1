# SPDX-License-Identifier: GPL-3.0-or-later
"""Before a person lies down: one look at what the session needs, then it starts by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hipmob_desktop.core.enums import Command
from hipmob_desktop.ui.keys import Answer, WindowAction
from hipmob_desktop.ui.kit.notice import announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.ui.keys import SessionAction
    from hipmob_desktop.ui.session.screen import SessionScreen

LOOK_MS = 100
LOOKS = 30
"""How often to look before what is not known counts as missing: three seconds."""

ANYWAY_LOOKS = 80
"""How long what is wrong is shown before the session starts all the same."""

TITLE = "Before you begin"
IN_SMALL = "In a small window (T)"
ON_STAGE = "On the large stage (T)"
HIPS = "Hips"
ASK = "how they feel: 0 stiff to 9 loose, if you like"
NOTED = "{} of 9, noted"
PAIN = "If it hurts"

READ_MS = 1_500
READ_LETTER_MS = 60
"""How long a sentence is shown before it counts as read: so long, and so long for each letter."""


@dataclass(frozen=True, slots=True)
class PreflightItem:
    """One thing a session needs: well, wrong, or not known yet; wrong has a sentence, well may.

    Where `is_needed` is false the session does not wait for somebody to read it.
    """

    name: str
    is_well: bool | None
    sentence: str = ""
    is_needed: bool = True


def _know_nothing() -> tuple[PreflightItem, ...]:
    return ()


def _at_once() -> int:
    return 0


class Preflight(QObject):
    """Shows the facts over the stage until all are well, or somebody does not want to wait.

    Signals:
        passed: the session may start.
        felt: how the hips feel before it, from 0 for stiff to 9 for loose.
        cancelled: it is not to start.
        face_asked: it is to be shown by the other face.
    """

    passed = Signal()
    felt = Signal(int)
    cancelled = Signal()
    face_asked = Signal()

    def __init__(self, screen: SessionScreen, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self._look = _know_nothing
        self._confirm = _at_once
        self._pain = ""
        self._asks_feel = False
        self._feel: int | None = None
        self._shown: tuple[tuple[PreflightItem, ...], int | None] | None = None
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look_again)
        self._begin = QTimer(self)
        self._begin.setSingleShot(True)
        self._begin.timeout.connect(self._pass)
        screen.answered.connect(self._on_answer)
        screen.question.digit_pressed.connect(self._take_digit)

    @property
    def is_active(self) -> bool:
        """Whether something is being waited for."""
        return self._timer.isActive() or self._begin.isActive()

    def begin(
        self,
        look: Callable[[], tuple[PreflightItem, ...]],
        confirm: Callable[[], int],
        *,
        asks_feel: bool = False,
        pain: str = "",
    ) -> None:
        """Look until all is well; `confirm` then says so, and gives how many ms that takes.

        Where it `asks_feel`, a digit tells how the hips feel; nothing waits for it. `pain` is how
        much of it is all right in this session; there is time to read it.
        """
        self._look, self._confirm, self._pain = look, confirm, pain
        self._asks_feel, self._feel = asks_feel, None
        self._shown = None
        self._looks = 0
        self._timer.start()
        self._look_again()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._begin.stop()
        self._screen.question.hide()

    def ask_anew(self) -> None:
        """Ask as the face that is shown now does."""
        shown, self._shown = self._shown, None
        if shown is not None and self.is_active:
            self._show(shown[0])

    def act(self, action: SessionAction) -> None:
        """Take a key of the session: go at once, or back."""
        ask = self._screen.question
        match action:
            case WindowAction.ENTER:
                ask.press_focused()
            case Command.TOGGLE:
                ask.answer(Answer.GO)
            case WindowAction.LEAVE:
                ask.answer(Answer.BACK)
            case _:
                pass

    @Slot()
    def _look_again(self) -> None:
        facts = self._look()
        self._looks += 1
        if not any(self._holds_up(fact) for fact in facts):
            self._timer.stop()
            self._show(facts)
            self._begin.start(max(self._confirm(), _reading_ms(self._pain)))
        elif self._looks >= LOOKS + ANYWAY_LOOKS:
            self._screen.question.answer(Answer.GO)
        else:
            self._show(facts)

    def _holds_up(self, fact: PreflightItem) -> bool:
        if fact.is_well is None and self._looks < LOOKS:
            return True
        return fact.is_needed and not fact.is_well

    def _show(self, facts: tuple[PreflightItem, ...]) -> None:
        left = self._seconds_left(facts)
        if (facts, self._feel) != self._shown:
            self._shown = (facts, self._feel)
            rows = tuple((fact.name, _word(fact)) for fact in facts)
            rows += ((PAIN, self._pain),) if self._pain else ()
            if self._asks_feel:
                rows = (*rows, (HIPS, ASK if self._feel is None else NOTED.format(self._feel)))
            is_lacking = any(fact.is_needed and fact.is_well is False for fact in facts)
            go = "Start without sound" if is_lacking else "Go now"
            face = ON_STAGE if self._screen.is_small else IN_SMALL
            back = (Answer.BACK, "Back to the list")
            answers = ((Answer.GO, go), back, (Answer.FACE, face))
            self._screen.question.ask(TITLE, "", answers, rows)
        self._screen.question.update_text("" if left is None else f"Starts by itself in {left} s.")

    def _seconds_left(self, facts: tuple[PreflightItem, ...]) -> int | None:
        """Seconds until the session starts in spite of a fault, or None while there is none."""
        if self._looks < LOOKS and not any(fact.is_well is False for fact in facts):
            return None
        if not any(self._holds_up(fact) for fact in facts):
            return None
        return -(-(LOOKS + ANYWAY_LOOKS - self._looks) * LOOK_MS // 1_000)

    @Slot(int)
    def _take_digit(self, digit: int) -> None:
        """Note how the hips feel; a later digit takes the place of an earlier one."""
        if self._asks_feel and self.is_active:
            self._feel = digit
            self.felt.emit(digit)
            announce(self._screen.question, NOTED.format(digit))
            self._show(self._look())

    @Slot(str)
    def _on_answer(self, answer: str) -> None:
        if not self.is_active:
            return
        if answer == Answer.FACE:
            self.face_asked.emit()
            self.ask_anew()
        if answer not in (Answer.GO, Answer.BACK):
            return
        self.stop()
        (self.passed if answer == Answer.GO else self.cancelled).emit()

    @Slot()
    def _pass(self) -> None:
        self._screen.question.hide()
        self.passed.emit()


def _reading_ms(words: str) -> int:
    return READ_MS + READ_LETTER_MS * len(words) if words else 0


def _word(fact: PreflightItem) -> str:
    if fact.is_well:
        return fact.sentence or "ready"
    return fact.sentence or "one moment" if fact.is_well is None else fact.sentence
