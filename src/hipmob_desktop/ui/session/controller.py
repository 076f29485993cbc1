# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives one session with a timer and a clock that is handed in. All rules are in the core."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.player import LeadIn, Ready, Running
from hipmob_desktop.ui.figure.animator import FRAME_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.core.enums import Ask
    from hipmob_desktop.core.events import Event
    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.core.session import Session

_BEGINS = frozenset({Command.START, Command.RESUME, Command.TOGGLE})
UNSEEN_MS = 100
"""How often to look at the clock while nobody can see the window; a cue goes 400 ms ahead."""

VOICE_WAIT_MS = 500
"""How long a start waits at the most for the first words to be made."""


def never_slept() -> bool:
    """For a computer that does not sleep."""
    return False


class SessionController(QObject):
    """Owns the timer of one session.

    Signals:
        happened: one core Event each, in order.
        changed: the session's moment or state is another than before.
    """

    happened = Signal(object)
    changed = Signal()

    def __init__(
        self,
        session: Session,
        clock: Clock,
        has_slept: Callable[[], bool] = never_slept,
        parent: QObject | None = None,
    ) -> None:
        """`has_slept` says once after each sleep of the computer that there was one.

        A monotonic clock may stand still in a sleep, so that no gap is seen in it.
        """
        super().__init__(parent)
        self.session = session
        self._clock = clock
        self._has_slept = has_slept
        self._outbox: deque[Event] = deque()
        self._is_delivering = False
        self._waited_from_ms: int | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._is_seen = True
        self._due_ms = 0.0
        self._timer.setInterval(round(FRAME_MS))
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Begin as soon as the first words can be said, half a second from now at the latest.

        A session that was kept and stands still goes on with its lead-in.
        """
        if self.session.player.accepts(Command.RESUME):
            self._do(Command.RESUME)
            return
        self._waited_from_ms = self._clock()
        self._timer.start()
        self._on_timeout()

    def give(self, command: Command) -> bool:
        """Apply a command if it means something now; whether it did."""
        if not self.session.player.accepts(command):
            return False
        self._do(command)
        return True

    def ask(self, ask: Ask) -> None:
        """Have said what a person asks for; the session waits for that, and then goes on."""
        self._take(self.session.ask(ask, self._clock()))

    def tell(self, text: str) -> None:
        """Have something said while the session stands still, which then goes on."""
        self.session.tell((text,), self._clock(), goes_on=True)
        self._take(())

    def set_seen(self, *, is_seen: bool) -> None:
        """Slow the timer down while nobody can see the window."""
        self._is_seen = is_seen
        self._timer.setInterval(round(FRAME_MS) if is_seen else UNSEEN_MS)

    def close(self) -> None:
        """Stop for good: whatever sounds is silenced."""
        self._timer.stop()
        if self.session.player.accepts(Command.STOP):
            self._do(Command.STOP)

    @Slot()
    def _on_timeout(self) -> None:
        if self._is_seen:
            self._wait_for_next_frame()
        if isinstance(self.session.player.state, Ready):
            self._start_when_ready()
        elif self._has_slept():
            self._do(Command.TICK, late_ms=self.session.player.max_gap_ms + 1)
        else:
            self._do(Command.TICK)

    def _wait_for_next_frame(self) -> None:
        """Come again when the next frame is due: a timer knows whole milliseconds only.

        What one comes late is made up for by the next.
        """
        now_ms = self._clock()
        wait_ms = min(max(self._due_ms + FRAME_MS - now_ms, 1.0), FRAME_MS + 1.0)
        self._due_ms = now_ms + wait_ms
        self._timer.setInterval(round(wait_ms))

    def _start_when_ready(self) -> None:
        if self._waited_from_ms is None:
            return
        has_waited = self._clock() - self._waited_from_ms >= VOICE_WAIT_MS
        if self.session.is_ready_to_speak or has_waited:
            self._waited_from_ms = None
            self._do(Command.START)

    def _do(self, command: Command, *, late_ms: int = 0) -> None:
        if command in _BEGINS:
            self._has_slept()  # a sleep before now is nobody's affair any more
        self._take(self.session.do(command, self._clock() + late_ms))

    def _take(self, events: tuple[Event, ...]) -> None:
        self._outbox.extend(events)
        self._run_timer()
        self._deliver()
        self.changed.emit()

    def _run_timer(self) -> None:
        is_moving = isinstance(self.session.player.state, Running | LeadIn)
        wanted = is_moving or self.session.is_telling
        if wanted and not self._timer.isActive():
            self._timer.start()
        elif not wanted:
            self._timer.stop()

    def _deliver(self) -> None:
        # A slot may give a command; what that causes waits for its turn.
        if self._is_delivering:
            return
        self._is_delivering = True
        try:
            while self._outbox:
                self.happened.emit(self._outbox.popleft())
        finally:
            self._is_delivering = False
