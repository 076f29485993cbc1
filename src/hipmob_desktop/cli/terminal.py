# SPDX-License-Identifier: GPL-3.0-or-later
"""Single keys from a terminal, which is whole again however it is left."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    Handler = Callable[[int, FrameType | None], object] | int | None

MOST_AT_ONCE = 64
ASKED_EACH_S = 0.02
BEFORE_SPECIAL = ("\0", "\xe0")
"""What Windows gives before the code of an arrow or of F1."""

ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT")
"""Signals that end a program; Ctrl-C has its own way in Python."""


class EndedBySignal(BaseException):
    """A signal asked for the end; `code` is the exit code that tells of it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


class Keyboard(Protocol):
    """Where key presses come from."""

    def wait(self, seconds: float) -> str:
        """The next key within `seconds`, or ""."""


class TerminalKeyboard:
    """Single key presses from a terminal; only time where standard input is none."""

    def __init__(self, source: TextIO | None) -> None:
        is_terminal = source is not None and source.isatty()
        self._source = source if is_terminal else None
        self._pressed = ""
        self._nothing = threading.Event()

    def wait(self, seconds: float) -> str:
        """The next key within `seconds`, or "". A terminal that hung up gives only time."""
        if not self._pressed:
            self._pressed = self._read(seconds)
        key, self._pressed = self._pressed[:1], self._pressed[1:]
        return key

    def _read(self, seconds: float) -> str:
        if self._source is None:
            self._nothing.wait(seconds)
            return ""
        ready, _, _ = select.select([self._source], [], [], seconds)
        if not ready:
            return ""
        try:
            content = os.read(self._source.fileno(), MOST_AT_ONCE)
        except OSError:
            content = b""
        if not content:
            self._source = None
        return content.decode(errors="ignore")


class KeysOfConsole(Protocol):
    """What is asked of `msvcrt`, which Windows' Python has for its terminals."""

    def kbhit(self) -> bool:
        """Whether a key waits to be read."""
        ...

    def getwch(self) -> str:
        """The next key, without Enter and without an echo."""
        ...


class WindowsKeyboard:
    """Single key presses from a terminal of Windows, which cannot be waited for but asked."""

    def __init__(self, console: KeysOfConsole, pause: Callable[[float], object]) -> None:
        """`pause` lets some seconds pass."""
        self._console = console
        self._pause = pause

    def wait(self, seconds: float) -> str:
        """The next key within `seconds`, or ""; arrows and their like, which we do not use, too.

        Raises:
            KeyboardInterrupt: Ctrl-C came as a key.
        """
        for _ in range(max(1, round(seconds / ASKED_EACH_S))):
            if self._console.kbhit():
                return self._read()
            self._pause(min(seconds, ASKED_EACH_S))
        return ""

    def _read(self) -> str:
        key = self._console.getwch()
        if key in BEFORE_SPECIAL:
            self._console.getwch()  # which of the special keys it was
            return ""
        if key == "\x03":
            raise KeyboardInterrupt
        return key


@contextmanager
def single_keys(source: TextIO | None) -> Iterator[Keyboard]:
    """A keyboard that does not wait for Enter.

    The terminal is put back at the end, at a signal that ends the program, and while it is
    stopped by Ctrl-Z.

    Raises:
        EndedBySignal: the program is to end.
    """
    with _ended_by_signals():
        if source is None or not source.isatty():
            yield TerminalKeyboard(None)
            return
        if sys.platform == "win32":
            import msvcrt

            yield WindowsKeyboard(msvcrt, threading.Event().wait)
            return
        keyboard = TerminalKeyboard(source)
        import termios
        import tty

        before = termios.tcgetattr(source)

        def restore() -> None:
            termios.tcsetattr(source, termios.TCSADRAIN, before)

        def take() -> None:
            tty.setcbreak(source, termios.TCSADRAIN)  # a key pressed meanwhile counts

        try:
            take()
            with _put_back_while_stopped(restore, take):
                yield keyboard
        finally:
            restore()


def until_signalled(work: Callable[[], int]) -> int:
    """The exit code of `work`, or of the signal that ends it; what it holds is let go first."""
    try:
        with _ended_by_signals():
            return work()
    except EndedBySignal as ended:
        return ended.code


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    def end(number: int, _: FrameType | None) -> None:
        raise EndedBySignal(number)

    with _handled({name: end for name in ENDING if hasattr(signal, name)}):
        yield


@contextmanager
def _put_back_while_stopped(
    restore: Callable[[], None], take: Callable[[], None]
) -> Iterator[None]:
    def stop(number: int, _: FrameType | None) -> None:
        restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # here it stands still until it is told to go on
        signal.signal(number, stop)
        take()

    with _handled({"SIGTSTP": stop}):
        yield


@contextmanager
def _handled(handlers: dict[str, Callable[[int, FrameType | None], None]]) -> Iterator[None]:
    """Have signals handled so, where this is the main thread; afterwards as before."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before: dict[str, Handler] = {
        name: signal.signal(getattr(signal, name), handler) for name, handler in handlers.items()
    }
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
