# SPDX-License-Identifier: GPL-3.0-or-later
"""One session in the window, from its start to its end: keys, questions, the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hipmob_desktop.core.enums import Ask, Command
from hipmob_desktop.core.events import Event, HurtMarked, SessionEnded
from hipmob_desktop.core.player import Finished
from hipmob_desktop.ui.keys import ANSWERS, CONTROLS, Answer, VoiceAction, WindowAction
from hipmob_desktop.ui.kit.labels import QUOTED_LETTERS, shortened
from hipmob_desktop.ui.session.controller import SessionController, never_slept
from hipmob_desktop.ui.session.preflight import Preflight
from hipmob_desktop.ui.text import KEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.core.session import Session
    from hipmob_desktop.ui.keys import SessionAction
    from hipmob_desktop.ui.session.screen import SessionScreen

HURT_TITLE = "That side is over"
GO_ON = "Go on (S)"
STAY = "Go on"
TITLE_LETTERS = 60
"""How much of a title a question has room for."""

ANSWER_S = 10
"""How long a question waits that somebody on the mat may not be able to answer."""

_ALONG: Mapping[SessionAction, int] = {
    VoiceAction.LOUDER: -1,
    VoiceAction.SOFTER: 1,
    Command.BACK: -1,
    Command.NEXT: 1,
}
"""Where an arrow leads among the answers to a question."""

KEY_ROWS = tuple((control.shown, control.words) for control in CONTROLS)


class SessionPresenter(QObject):
    """Plays sessions on the session's page, one after the other.

    Signals:
        happened: one core Event each, in order.
        dropped: no session is played any more, however it ended.
        ended: the Player as it ended.
        full_screen_toggled: the person wants to fill the screen, or not any more.
        face_toggled: the person wants the small face, or the stage again.
        voice_asked: the VoiceAction by which the voice is to be another.
        replace_accepted: another session may take the place of this one.
    """

    happened = Signal(object)
    dropped = Signal()
    ended = Signal(object)
    full_screen_toggled = Signal()
    face_toggled = Signal()
    voice_asked = Signal(object)
    replace_accepted = Signal()

    def __init__(
        self,
        screen: SessionScreen,
        has_slept: Callable[[], bool] = never_slept,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._has_slept = has_slept
        self._screen = screen
        self.speed = 1.0
        self._controller: SessionController | None = None
        self.preflight = Preflight(screen, self)
        self._goes_on_after_asking = False
        self._hurt: HurtMarked | None = None
        self._kept = KEPT
        self._asks_to_replace = False
        self._left_s = 0
        self._second = QTimer(self)
        self._second.setInterval(1_000)
        self._second.timeout.connect(self._count_down)
        screen.clicked.connect(self._on_clicked)
        screen.tools.acted.connect(self.act)
        self.preflight.face_asked.connect(self.face_toggled)
        screen.answered.connect(self._on_answer)

    @property
    def session(self) -> Session | None:
        """The session that is played, if any."""
        return self._controller.session if self._controller else None

    @property
    def is_busy(self) -> bool:
        """Whether a session is played or about to be."""
        return self._controller is not None or self.preflight.is_active

    def preview(self, session: Session) -> None:
        """Show the stage of a session that is about to start."""
        self.drop()
        self._screen.begin(session)

    def begin(
        self, session: Session, clock: Clock, *, speed: float = 1.0, kept: str = KEPT
    ) -> None:
        """Play `session` from where its player stands, in the time of `clock`.

        `speed` is how fast that clock goes, for those who count on by another. `kept` is told
        to those who are about to leave.
        """
        self.drop()
        self.speed, self._kept = speed, kept
        self._controller = SessionController(session, clock, self._has_slept, self)
        self._controller.happened.connect(self._on_event)
        self._controller.changed.connect(self._on_changed)
        self._screen.begin(session)
        self._controller.start()

    def drop(self) -> None:
        """End whatever is played or about to be, without a word."""
        self.preflight.stop()
        self._second.stop()
        self._hurt, self._asks_to_replace = None, False
        if self._controller is not None:
            controller, self._controller = self._controller, None
            controller.close()
            controller.deleteLater()
            self.dropped.emit()

    def pause(self) -> None:
        """Have the session stand still, if one goes on."""
        if self._controller is not None:
            self._controller.give(Command.PAUSE)

    def notify(self, text: str) -> None:
        """Show a sentence on the stage for a while."""
        self._screen.show_notice(text)

    def ask_to_replace(self, title: str) -> None:
        """Ask whether the session `title` may take this one's place; silence means no."""
        start = f"Start {shortened(title, QUOTED_LETTERS)}"
        answers = ((Answer.STAY, STAY), (Answer.REPLACE, start))
        self._ask(f"Start {shortened(title, TITLE_LETTERS)} instead?", self._kept, answers)
        self._hurt, self._asks_to_replace = None, True
        self._left_s = ANSWER_S
        self._second.start()

    @Slot(bool)
    def set_seen(self, is_seen: bool) -> None:  # noqa: FBT001 - the signal's signature
        """Paint less often while nobody can see the window."""
        if self._controller is not None:
            self._controller.set_seen(is_seen=is_seen)

    @Slot(object)
    def act(self, action: SessionAction) -> None:
        """Do what a key of the session stands for."""
        if action is WindowAction.FULL_SCREEN:
            self.full_screen_toggled.emit()
        elif action is WindowAction.OTHER_FACE:
            if self.is_busy:
                self.face_toggled.emit()
        elif action in _ALONG and self._screen.question.isVisible():
            self._screen.question.move_focus(_ALONG[action])
        elif isinstance(action, VoiceAction):
            if self.is_busy:
                self.voice_asked.emit(action)
        elif self.preflight.is_active:
            self.preflight.act(action)
        elif self._controller is not None:
            if self._screen.question.isVisible():
                self._answer_by_key(action)
            else:
                self._do(self._controller, action)

    def _do(self, controller: SessionController, action: SessionAction) -> None:
        match action:
            case WindowAction.LEAVE:
                leave = ((Answer.STAY, STAY), (Answer.LEAVE, "Leave"))
                self._ask("Leave this session?", self._kept, leave)
            case WindowAction.HELP:
                self._ask("The keys", "", ((Answer.STAY, STAY),), KEY_ROWS)
            case WindowAction.ENTER:
                self._screen.tools.press_focused()
            case Command():
                controller.give(action)
            case Ask():
                controller.ask(action)
            case _:
                pass

    def _answer_by_key(self, action: SessionAction) -> None:
        ask = self._screen.question
        match action:
            case Answer():
                if self._hurt is not None:
                    ask.answer(action)
            case WindowAction.LEAVE | WindowAction.HELP | Command.TOGGLE:
                ask.answer(Answer.SKIP if self._hurt else Answer.STAY)
            case WindowAction.ENTER:
                ask.press_focused()
            case Ask.AGAIN:
                self._ask_again()
            case _:
                pass

    def _ask(
        self,
        title: str,
        text: str,
        answers: tuple[tuple[str, str], ...],
        rows: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Ask something while the session stands still; it goes on if it was going on."""
        if self._controller is None:
            return
        self._goes_on_after_asking = self._controller.session.goes_on
        self._controller.session.stop_telling()
        self._controller.give(Command.PAUSE)
        self._screen.question.ask(title, text, answers, rows)

    @Slot(str)
    def _on_answer(self, text: str) -> None:
        if self._controller is None:
            return
        answer = Answer(text)
        self._screen.setFocus()
        hurt, self._hurt = self._hurt, None
        is_replaced, self._asks_to_replace = self._asks_to_replace, False
        self._second.stop()
        if is_replaced and answer is Answer.REPLACE:
            self.replace_accepted.emit()
        elif answer in (Answer.LEAVE, Answer.STOP):
            self._controller.give(Command.STOP)
        elif hurt is not None:
            self._go_on_after_hurt(hurt, easier=answer is Answer.EASIER)
        elif self._goes_on_after_asking:
            self._controller.give(Command.RESUME)

    def _ask_about_hurt(self, hurt: HurtMarked) -> None:
        """What to do after a side that hurt; whoever does not answer skips the move."""
        if self._controller is None:
            return
        self._hurt = hurt
        self._left_s = ANSWER_S  # they begin when the question has been said
        easier, skip, stop = (
            (answer.action, f"{answer.words} ({answer.shown})") for answer in ANSWERS
        )
        answers: tuple[tuple[str, str], ...] = (easier, skip, stop)
        if not self._is_same_move():  # it was the last side: the move is over with it
            skip = (skip[0], GO_ON)
            answers = (skip, stop)
        self._screen.question.ask(
            HURT_TITLE, self._hurt_text(), answers, usual=answers.index(skip)
        )
        self._wait_for_answer()

    def _ask_again(self) -> None:
        """Say the question once more that stands after a side that hurt."""
        if self._controller is not None and self._hurt is not None:
            self._second.stop()
            self._left_s = ANSWER_S
            self._screen.question.update_text(self._hurt_text())
            self._controller.ask(Ask.AGAIN)

    def _wait_for_answer(self) -> None:
        """Count the seconds for an answer down, once the question has been said."""
        is_asked = self.session is not None and not self.session.is_telling
        if self._hurt is not None and is_asked and not self._second.isActive():
            self._second.start()

    def _hurt_text(self) -> str:
        session = self.session
        if session is None or not self._is_same_move():
            return f"Without an answer it goes on in {self._left_s} s."
        easier = session.moment.move.easier
        words = f"Easier: {easier}\n" if easier else ""
        return f"{words}Without an answer the move is skipped in {self._left_s} s."

    def _is_same_move(self) -> bool:
        session = self.session
        if session is None or self._hurt is None:
            return False
        return session.has_more_of(self._hurt.item)

    @Slot()
    def _count_down(self) -> None:
        self._left_s -= 1
        if self._left_s <= 0:
            self._screen.question.answer(Answer.SKIP if self._hurt else Answer.STAY)
        elif self._hurt:
            self._screen.question.update_text(self._hurt_text())
        else:
            self._screen.question.update_text(f"{self._kept} Goes on in {self._left_s} s.")

    def _go_on_after_hurt(self, hurt: HurtMarked, *, easier: bool) -> None:
        if self._controller is None:
            return
        session = self._controller.session
        is_same_move = session.has_more_of(hurt.item)
        if easier and is_same_move and session.moment.move.easier:
            self._controller.tell(session.moment.move.easier)
            return
        if is_same_move and not easier:
            self._controller.give(Command.NEXT)
        self._controller.give(Command.RESUME)

    @Slot()
    def _on_clicked(self) -> None:
        if not self._screen.question.isVisible():
            self.act(Command.TOGGLE)

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
        self._wait_for_answer()
        if self._hurt is not None and not self._is_same_move():
            return  # behind a question about a move stands that move, not the next
        self._screen.show_session(self._controller.session)
