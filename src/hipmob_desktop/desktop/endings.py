# SPDX-License-Identifier: GPL-3.0-or-later
"""What ends the window from outside: a signal, and a display that does not answer.

Python hears of a signal only when it runs, and Qt runs no Python while nothing happens. So the
signal is written into a pipe, which Qt watches.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    Handler = Callable[[int, FrameType | None], object] | int | None

ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
MACHINE_LACKS = 3
NO_ANSWER = (
    "hipmob-desktop: the display does not answer; "
    "`hipmob-desktop play ROUTINE --console` follows a routine in the terminal\n"
)


class SignalEndings(QObject):
    """Tells of the first signal that asks for the end; a second one ends the process at once.

    One that is ignored, as `nohup` has it, stays ignored. On Windows, and where this is not the
    main thread, there is nothing to tell.

    Signals:
        asked: the number of the signal.
    """

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._before: dict[int, Handler] = {}
        self._pipe: tuple[int, int] | None = None
        if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
            return
        self._pipe = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, False)
        self._notifier = QSocketNotifier(self._pipe[0], QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        self._wake_up_before = signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
        for number in map(signal.Signals.__getitem__, ENDING):
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, _leave_it_to_the_pipe)

    @Slot()
    def _on_signal(self) -> None:
        if self._pipe is None:
            return
        with suppress(BlockingIOError):
            for number in os.read(self._pipe[0], 64):
                if number in self._before:
                    for each in self._before:
                        signal.signal(each, signal.SIG_DFL)
                    self.asked.emit(number)
                    return

    def close(self) -> None:
        """Have signals handled as before."""
        if self._pipe is None:
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wake_up_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        for end in self._pipe:
            os.close(end)
        self._pipe = None


def _leave_it_to_the_pipe(_: int, __: FrameType | None) -> None:
    """Do nothing here."""


def end_without_display() -> NoReturn:
    """End with a line, as Qt would abort."""
    sys.stderr.write(NO_ANSWER)
    sys.stderr.flush()
    os._exit(MACHINE_LACKS)


class DisplayWatch:
    """While Qt begins: where it finds no display and would abort, something else is done."""

    def __init__(self, instead: Callable[[], NoReturn]) -> None:
        """`instead` may not come back: Qt would abort then, and cannot be told otherwise."""
        self._instead = instead

    def __enter__(self) -> None:
        self._held: list[str] = []
        self._before = qInstallMessageHandler(self._hear)

    def __exit__(self, *_: object) -> None:
        qInstallMessageHandler(self._before)
        for line in self._held:
            sys.stderr.write(f"{line}\n")

    def _hear(self, kind: QtMsgType, _: QMessageLogContext, text: str | None) -> None:
        if kind is QtMsgType.QtFatalMsg:
            self._instead()
        self._held.append(text or "")
