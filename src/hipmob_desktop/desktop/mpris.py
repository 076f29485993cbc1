# SPDX-License-Identifier: GPL-3.0-or-later
"""Media keys, headsets and panels on Linux, also while the window is not in front.

They speak MPRIS over the session's bus. Without a bus, or without jeepney, nobody hears
of a session and nothing is wrong; a bus that comes, or comes back, is told of it.
"""

from __future__ import annotations

import logging
import os
import selectors
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.desktop.mpris_bus import PlayerOnBus
    from hipmob_desktop.desktop.mpris_object import MediaRequest, MediaState

RETRY_S = 2.0
"""How often a bus that is not there is looked for."""

_log = logging.getLogger(__name__)

# What jeepney raises where there is no address, or none that it can speak to.
_NEVER_A_BUS = (ImportError, KeyError, RuntimeError, ValueError)


class MediaControls:
    """Shows a session to the desktop and takes what it asks for.

    `on_request` is called from a thread of its own: hand it to the window's. No call of this
    class waits.
    """

    def __init__(self, on_request: Callable[[MediaRequest], None], clock: Clock) -> None:
        """`clock` is the one that a state's `as_of_ms` is read from."""
        self._on_request = on_request
        self._clock = clock
        self._shown: MediaState | None = None
        self._wake: int | None = None
        self._thread: threading.Thread | None = None

    def show(self, state: MediaState) -> None:
        """Begin to show a session, or what is new in it: when it starts, pauses, jumps, moves on.

        A position that just counts on need not be told.
        """
        if sys.platform == "win32":
            return
        self._shown = state
        if self._thread is None:
            reader, self._wake = os.pipe()
            os.set_blocking(self._wake, False)
            self._thread = threading.Thread(
                target=self._run, args=(reader,), name="media", daemon=True
            )
            self._thread.start()
        else:
            self._nudge()

    def close(self, patience_s: float = 3.0) -> bool:
        """Leave the desktop: the session is over; `show` may begin another.

        Returns:
            False where the bus took longer than `patience_s`.
        """
        thread, self._thread = self._thread, None
        if thread is None or self._wake is None:
            return True
        os.close(self._wake)
        self._wake = None
        thread.join(patience_s)
        return not thread.is_alive()

    def _nudge(self) -> None:
        if self._wake is not None:
            try:
                os.write(self._wake, b".")
            except OSError:  # there is never a bus and nobody reads, or more than enough waits
                return

    def _run(self, reader: int) -> None:
        try:
            while self._show_until_the_bus_is_gone(reader):
                pass
        except _NEVER_A_BUS as error:
            _log.info("media keys are not heard outside the window: %r", error)
        finally:
            os.close(reader)

    def _show_until_the_bus_is_gone(self, reader: int) -> bool:
        """Show the session on the bus, if there is one; False when the session is over."""
        try:
            with closing(self._on_bus()) as player:
                self._serve(player, reader)
                return False
        except OSError as error:
            _log.info("there is no bus, and media keys are not heard: %r", error)
        with selectors.DefaultSelector() as ready:
            ready.register(reader, selectors.EVENT_READ)
            return not ready.select(RETRY_S) or bool(os.read(reader, 1_000))

    def _on_bus(self) -> PlayerOnBus:
        from hipmob_desktop.desktop.mpris_bus import PlayerOnBus

        return PlayerOnBus(self._state(), self._clock, self._on_request)

    def _state(self) -> MediaState:
        assert self._shown is not None  # noqa: S101  # the thread begins with one
        return self._shown

    def _serve(self, player: PlayerOnBus, reader: int) -> None:
        """Answer and tell until the session is over.

        Raises:
            OSError: The bus is gone.
        """
        with selectors.DefaultSelector() as ready:
            ready.register(reader, selectors.EVENT_READ)
            ready.register(player, selectors.EVENT_READ)
            player.serve()  # a call may have come in one piece with the name
            while True:
                for key, _ in ready.select():
                    if key.fileobj is player:
                        player.serve()
                    elif not os.read(reader, 1_000):
                        return
                    else:
                        player.show(self._state())
