# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the screen from going dark in a session, off the window's thread.

The system forgets what was asked of it when this process ends, however it ends: on Linux
the request is tied to a connection with the session bus, on Windows and macOS to a thread or
a child.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from hipmob_desktop.desktop.awake_bus import NamedBus

_log = logging.getLogger(__name__)

FAULT = (
    "This system does not let programs keep the screen on: "
    "set its screen to stay on for longer than the session."
)


class AwakeState(StrEnum):
    """Whether the screen stays on."""

    FREE = "free"
    ASKED = "asked"
    HELD = "held"
    REFUSED = "refused"


class KeepAwake:
    """Asks the system to leave the screen on, and lets go again.

    No call waits. `on_change` is called with each new state, from another thread, which
    lives only while something is held or asked for.
    """

    def __init__(
        self,
        on_change: Callable[[AwakeState], None],
        holding: Callable[[], AbstractContextManager[bool]] | None = None,
    ) -> None:
        """`holding` holds the screen while it is entered, and says whether it does."""
        self._on_change = on_change
        self._holding = holding or held_by_system
        self._changed = threading.Condition()
        self._is_wanted = False
        self._until: float | None = None
        self._thread: threading.Thread | None = None
        self._state = AwakeState.FREE

    @property
    def state(self) -> AwakeState:
        """Whether the screen stays on, as far as is known by now."""
        return self._state

    @property
    def fault(self) -> str | None:
        """One sentence on what to do where the system refuses, or None."""
        return FAULT if self._state is AwakeState.REFUSED else None

    def hold(self) -> None:
        """Keep the screen on from now on: at the start of a session, and after a pause."""
        with self._changed:
            self._is_wanted, self._until = True, None
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="awake", daemon=True)
                self._thread.start()

    def hold_for(self, pause_ms: int) -> None:
        """Keep it on for `pause_ms` more, if it is: a pause has begun."""
        with self._changed:
            self._until = time.monotonic() + pause_ms / 1000
            self._changed.notify()

    def let_go(self) -> None:
        """Let the screen go dark again: the session is over."""
        with self._changed:
            self._is_wanted = False
            self._changed.notify()

    def close(self, patience_s: float = 3.0) -> bool:
        """Let go and wait for that; False where the system took longer than `patience_s`."""
        self.let_go()
        thread = self._thread
        if thread is None:
            return True
        thread.join(patience_s)
        return not thread.is_alive()

    def _run(self) -> None:
        while self._goes_on():
            self._show(AwakeState.ASKED)
            with self._holding() as is_held:
                self._show(AwakeState.HELD if is_held else AwakeState.REFUSED)
                self._wait_for_the_end()
            self._show(AwakeState.FREE)

    def _goes_on(self) -> bool:
        with self._changed:
            if not self._is_wanted:
                self._thread = None
            return self._is_wanted

    def _wait_for_the_end(self) -> None:
        with self._changed:
            while self._is_wanted:
                left = None if self._until is None else self._until - time.monotonic()
                if left is not None and left <= 0:
                    self._is_wanted = False
                else:
                    self._changed.wait(left)

    def _show(self, state: AwakeState) -> None:
        self._state = state
        self._on_change(state)


def release(awake: KeepAwake, after_ms: int) -> None:
    """Let the screen go dark `after_ms` from now, or at once."""
    if after_ms:
        awake.hold_for(after_ms)
    else:
        awake.let_go()


@contextmanager
def held_by_system() -> Iterator[bool]:
    """Hold the screen by whatever this system offers; gives whether something did.

    A bus that does not answer is given up after some seconds. Never raises of itself.
    """
    from wakepy import keep

    mode = keep.presenting(on_fail="pass", dbus_adapter=_bus())
    mode.__enter__()
    if not mode.active:
        _log.info("the screen is not kept on: %s", mode.result.get_failure_text())
    try:
        yield mode.active
    finally:
        try:
            mode.__exit__(None, None, None)
        except RuntimeError as error:  # the bus is gone, and with it what was held
            _log.info("the screen could not be let go: %s", error)


def _bus() -> type[NamedBus] | None:
    if sys.platform != "linux":
        return None
    from hipmob_desktop.desktop.awake_bus import NamedBus

    return NamedBus


def probe() -> str | None:
    """Whether the screen can be kept on here: None, or the sentence on what to do.

    Holds it for an instant; may take some seconds where the bus does not answer.
    """
    with held_by_system() as is_held:
        return None if is_held else FAULT
