# SPDX-License-Identifier: GPL-3.0-or-later
"""One session in the window, from its start to its end: keys, questions, the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.events import Event, HurtMarked, SessionEnded
from hipmob_desktop.core.player import Finished, LeadIn, Running
from hipmob_desktop.ui.keys import ANSWERS, CONTROLS
from hipmob_desktop.ui.session.controller import SessionController
from hipmob_desktop.ui.session.preflight import Preflight

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.core.session import Session
    from hipmob_desktop.ui.session.screen import SessionScreen

STAY = "stay"
LEAVE = "leave"
EASIER = "easier"
SKIP = "skip"
STOP = "stop_for_today"
HURT_TITLE = "That side is over"
HURT_ANSWER_S = 10
VOICE_ACTS = ("voice_louder", "voice_softer", "voice_faster", "voice_slower")
KEY_ROWS = tuple((control.shown, control.words) for control in CONTROLS)

_COMMANDS = {str(command): command for command in Command}


class SessionPresenter(QObject):
    """Plays sessions on the session's page, one after the other.

    Signals:
        happened: one core Event each, in order.
        ended: the Player as it ended.
        full_screen_toggled: the person wants to fill the screen, or not any more.
        voice_asked: the act of a key by which the voice is to be another.
    """

    happened = Signal(object)
    ended = Signal(object)
    full_screen_toggled = Signal()
    voice_asked = Signal(str)

    def __init__(
        self,
        screen: SessionScreen,
        clock: Clock,
        has_slept: Callable[[], bool] = bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._has_slept = has_slept
        self._screen = screen
        self._clock = clock
        self._controller: SessionController | None = None
        self.start_check = Preflight(screen, self)
        self._goes_on_after_asking = False
        self._hurt: HurtMarked | None = None
        self._hurt_left_s = 0
        self._second = QTimer(self)
        self._second.setInterval(1_000)
        self._second.timeout.connect(self._count_down)
        self._going_on = QTimer(self)
        self._going_on.setSingleShot(True)
        self._going_on.timeout.connect(self._resume)
        screen.clicked.connect(self._on_clicked)
        screen.answered.connect(self._on_answer)

    @property
    def session(self) -> Session | None:
        """The session that is played, if any."""
        return self._controller.session if self._controller else None

    @property
    def is_busy(self) -> bool:
        """Whether a session is played or about to be."""
        return self._controller is not None or self.start_check.is_active

    def preview(self, session: Session) -> None:
        """Show the stage of a session that is about to start."""
        self.drop()
        self._screen.begin(session)

    def begin(self, session: Session) -> None:
        """Play `session` from where its player stands."""
        self.drop()
        self._controller = SessionController(session, self._clock, self._has_slept, self)
        self._controller.happened.connect(self._on_event)
        self._controller.changed.connect(self._on_changed)
        self._screen.begin(session)
        self._controller.start()

    def drop(self) -> None:
        """End whatever is played or about to be, without a word."""
        self.start_check.stop()
        self._second.stop()
        self._going_on.stop()
        self._hurt = None
        if self._controller is not None:
            controller, self._controller = self._controller, None
            controller.close()
            controller.deleteLater()

    def notify(self, text: str) -> None:
        """Show a sentence on the stage for a while."""
        self._screen.show_notice(text)

    @Slot(bool)
    def set_seen(self, is_seen: bool) -> None:  # noqa: FBT001 - the signal's signature
        """Paint less often while nobody can see the window."""
        if self._controller is not None:
            self._controller.set_seen(is_seen=is_seen)

    @Slot(str)
    def act(self, name: str) -> None:
        """Do what a key of the session stands for."""
        if name == "full_screen":
            self.full_screen_toggled.emit()
        elif name in VOICE_ACTS and self.is_busy:
            self.voice_asked.emit(name)
        elif self.start_check.is_active:
            self.start_check.act(name)
        elif self._controller is None:
            return
        elif self._screen.ask.isVisible():
            self._act_while_asking(name)
        elif name == "leave":
            self._ask_to_leave()
        elif name == "help":
            self._ask("The keys", "", ((STAY, "Go on"),), KEY_ROWS)
        elif name in _COMMANDS:
            self._controller.give(_COMMANDS[name])

    def _act_while_asking(self, name: str) -> None:
        if name in (EASIER, SKIP, STOP):
            if self._hurt is not None:
                self._screen.ask.answer(name)
        elif name in ("leave", "help", str(Command.TOGGLE)):
            self._screen.ask.answer(SKIP if self._hurt else STAY)
        elif name == "enter":
            self._screen.ask.press_focused()
        elif name == str(Command.NEXT):
            self._screen.ask.move_focus(1)
        elif name == str(Command.BACK):
            self._screen.ask.move_focus(-1)

    def _ask_to_leave(self) -> None:
        self._ask(
            "Leave this session?",
            "What you have done so far is kept.",
            ((STAY, "Go on"), (LEAVE, "Leave")),
        )

    def _ask(
        self,
        title: str,
        text: str,
        answers: tuple[tuple[str, str], ...],
        rows: tuple[tuple[str, str], ...] = (),
    ) -> None:
        if self._controller is None:
            return
        state = self._controller.session.player.state
        self._goes_on_after_asking = isinstance(state, Running | LeadIn)
        self._controller.give(Command.PAUSE)
        self._screen.ask.ask(title, text, answers, rows)

    @Slot(str)
    def _on_answer(self, answer: str) -> None:
        if self._controller is None:
            return
        self._screen.setFocus()
        hurt, self._hurt = self._hurt, None
        self._second.stop()
        if answer in (LEAVE, STOP):
            self._controller.give(Command.STOP)
        elif hurt is not None:
            self._go_on_after_hurt(hurt, easier=answer == EASIER)
        elif self._goes_on_after_asking:
            self._controller.give(Command.RESUME)

    def _ask_about_hurt(self, hurt: HurtMarked) -> None:
        """What to do after a side that hurt; whoever does not answer skips the move."""
        if self._controller is None:
            return
        self._hurt = hurt
        self._hurt_left_s = HURT_ANSWER_S
        easier, skip, stop = (
            (answer.act, f"{answer.words} ({answer.shown})") for answer in ANSWERS
        )
        moment = self._controller.session.moment
        answers = (easier, skip, stop) if moment.segment.item == hurt.item else (skip, stop)
        self._screen.ask.ask(HURT_TITLE, self._hurt_text(), answers, usual=answers.index(skip))
        self._second.start()

    def _hurt_text(self) -> str:
        session = self.session
        easier = session.moment.move.easier if session and self._is_same_move() else ""
        words = f"Easier: {easier}\n" if easier else ""
        return f"{words}Without an answer the move is skipped in {self._hurt_left_s} s."

    def _is_same_move(self) -> bool:
        session = self.session
        if session is None or self._hurt is None:
            return False
        return session.moment.segment.item == self._hurt.item

    @Slot()
    def _count_down(self) -> None:
        self._hurt_left_s -= 1
        if self._hurt_left_s <= 0:
            self._screen.ask.answer(SKIP)
        else:
            self._screen.ask.update_text(self._hurt_text())

    def _go_on_after_hurt(self, hurt: HurtMarked, *, easier: bool) -> None:
        if self._controller is None:
            return
        session = self._controller.session
        is_same_move = session.moment.segment.item == hurt.item
        if easier and is_same_move:
            waits_ms = session.say(session.moment.move.easier, self._clock())
            self._going_on.start(waits_ms)
            return
        if is_same_move:
            self._controller.give(Command.NEXT)
        self._resume()

    @Slot()
    def _resume(self) -> None:
        if self._controller is not None:
            self._controller.give(Command.RESUME)

    @Slot()
    def _on_clicked(self) -> None:
        if self._screen.ask.isVisible():
            return
        self.act(str(Command.TOGGLE))

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        self.happened.emit(event)
        if isinstance(event, HurtMarked):
            self._ask_about_hurt(event)
        if isinstance(event, SessionEnded) and self._controller is not None:
            player = self._controller.session.player
            self.drop()
            self.ended.emit(player)

    @Slot()
    def _on_changed(self) -> None:
        if self._controller is None or isinstance(self._controller.session.player.state, Finished):
            return
        self._screen.show_session(self._controller.session)
