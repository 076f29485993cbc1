# SPDX-License-Identifier: GPL-3.0-or-later
"""The second face: the same session in a terminal."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import threading
from typing import TYPE_CHECKING, Protocol, TextIO

from hipmob_desktop.core.enums import Command, PauseReason, SegmentKind
from hipmob_desktop.core.events import Event, SegmentStarted, SessionPaused
from hipmob_desktop.core.player import Finished, LeadIn, Paused
from hipmob_desktop.core.text import clock_text, left_text, segment_text, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.core.session import Session

TICK_S = 0.05
WORDS_WAITS = 10
KEYS = {
    " ": Command.TOGGLE,
    "n": Command.NEXT,
    "b": Command.BACK,
    "r": Command.AGAIN,
    "+": Command.MORE,
    "-": Command.LESS,
    "[": Command.SLOWER,
    "]": Command.FASTER,
    "h": Command.HURTS,
    "q": Command.STOP,
}
KEYS_HELP = (
    "Space pause · n next · b back · r again · [ slower · ] faster · + more · - less · "
    "h that hurts · q quit"
)


HURT_HELP = "Space goes on, n skips the move, q stops."


class Keyboard(Protocol):
    """Where key presses come from."""

    def wait(self, seconds: float) -> str:
        """The next key within `seconds`, or ""."""


class ConsoleFace:
    """Follows one session on a terminal: a line for each event, the captions as they are said."""

    def __init__(self, session: Session, clock: Clock, out: TextIO, *, live: bool) -> None:
        self._session = session
        self._clock = clock
        self._out = out
        self._live = live
        self._caption = ""

    def run(self, keyboard: Keyboard) -> bool:
        """Play to the end or until it is left; whether it was played to the end."""
        if self._live:
            self._print(KEYS_HELP)
        self._wait_for_words(keyboard)
        self._show(self._session.do(Command.START, self._clock()))
        while not isinstance(state := self._session.player.state, Finished):
            key = keyboard.wait(TICK_S)
            command = KEYS.get(key.lower(), Command.TICK)
            if not self._session.player.accepts(command):
                command = Command.TICK
            self._show(self._session.do(command, self._clock()))
        self._clear()
        return state.is_complete

    def _wait_for_words(self, keyboard: Keyboard) -> None:
        """Give the first words half a second to be made."""
        for _ in range(WORDS_WAITS):
            if self._session.is_ready_to_speak:
                return
            keyboard.wait(TICK_S)

    def _show(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event:
                case SegmentStarted(index):
                    self._show_segment(index)
                case SessionPaused(reason):
                    words = sentence(self._session.phrases.pauses.of(reason))
                    help_ = f" {HURT_HELP}" if reason is PauseReason.HURT else ""
                    self._print(f"     {words}{help_}")
                case _:
                    pass
        caption = self._session.caption
        if caption != self._caption:
            self._caption = caption
            if caption:
                self._print(f"       {caption}")
        if self._live:
            self._out.write(f"\r\x1b[K{self._status()}")
            self._out.flush()

    def _show_segment(self, index: int) -> None:
        plan = self._session.player.plan
        segment = plan.segments[index]
        if segment.kind is SegmentKind.REP and self._live and segment.rep > 1:
            return  # the status line counts
        move = plan.items[segment.item].move
        words = segment_text(segment, move, self._session.phrases)
        if segment.kind is SegmentKind.TRANSITION:
            words += f" ({segment.item + 1} of {len(plan.items)})"
        self._print(f"{clock_text(segment.start_ms):>6}  {words}")

    def _status(self) -> str:
        moment = self._session.moment
        state = self._session.player.state
        segment = moment.segment
        words = [f"{left_text(moment.left_ms)} left"]
        if segment.kind is SegmentKind.REP:
            words.append(f"{segment.rep} of {segment.reps}")
        if moment.phase is not None:
            words.append(moment.phase.name)
        if isinstance(state, Paused):
            words.append("paused")
        elif isinstance(state, LeadIn):
            words.append("going on")
        return "  " + " · ".join(words)

    def _print(self, line: str) -> None:
        self._clear()
        self._out.write(line + "\n")
        self._out.flush()

    def _clear(self) -> None:
        if self._live:
            self._out.write("\r\x1b[K")


class TerminalKeyboard:
    """Single key presses from a terminal; only time where standard input is none."""

    def __init__(self, source: TextIO | None) -> None:
        self._source = source if source is not None and source.isatty() else None
        self._nothing = threading.Event()

    def wait(self, seconds: float) -> str:
        """The next key within `seconds`, or ""."""
        if self._source is None:
            self._nothing.wait(seconds)
            return ""
        ready, _, _ = select.select([self._source], [], [], seconds)
        if not ready:
            return ""
        return os.read(self._source.fileno(), 16).decode(errors="ignore")[:1]


@contextlib.contextmanager
def single_keys(source: TextIO | None) -> Iterator[TerminalKeyboard]:
    """A keyboard that does not wait for Enter; the terminal is put back as it was."""
    keyboard = TerminalKeyboard(source)
    if source is None or not source.isatty() or sys.platform == "win32":
        yield keyboard
        return
    import termios
    import tty

    before = termios.tcgetattr(source)
    try:
        tty.setcbreak(source)
        yield keyboard
    finally:
        termios.tcsetattr(source, termios.TCSADRAIN, before)
