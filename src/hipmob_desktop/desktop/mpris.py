# SPDX-License-Identifier: GPL-3.0-or-later
"""Media keys, headsets and panels on Linux, also while the window is not in front.

They speak MPRIS over the session's bus. Without a bus, or without jeepney, nobody hears
of a session and nothing is wrong.
"""

from __future__ import annotations

import logging
import os
import selectors
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.desktop.media import MediaCommand, MediaState
    from hipmob_desktop.desktop.mpris_bus import PlayerOnBus

_log = logging.getLogger(__name__)

# What jeepney raises where there is no bus, or none that it can speak to.
_NO_BUS = (ImportError, OSError, KeyError, RuntimeError, ValueError)


class MediaControls:
    """Shows a session to the desktop and takes its commands.

    `on_command` is called from a thread of its own: hand it to the window's. No call of this
    class waits.
    """

    def __init__(self, on_command: Callable[[MediaCommand], None], clock: Clock) -> None:
        """`clock` is the one that a state's `as_of_ms` is read from."""
        self._on_command = on_command
        self._clock = clock
        self._states: deque[MediaState] = deque(maxlen=1)
        self._wake: int | None = None
        self._thread: threading.Thread | None = None

    def show(self, state: MediaState) -> None:
        """Begin to show a session, or what is new in it: when it starts, pauses, jumps, moves on.

        A position that just counts on need not be told.
        """
        if sys.platform == "win32":
            return
        self._states.append(state)
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
            except OSError:  # there is no bus and nobody reads, or more than enough waits
                return

    def _run(self, reader: int) -> None:
        try:
            player = self._on_bus()
        except _NO_BUS as error:
            _log.info("media keys are not heard outside the window: %r", error)
            os.close(reader)
            return
        try:
            self._serve(player, reader)
        except OSError as error:
            _log.info("the bus is gone, and media keys with it: %r", error)
        finally:
            player.close()
            os.close(reader)

    def _on_bus(self) -> PlayerOnBus:
        from hipmob_desktop.desktop.mpris_bus import PlayerOnBus

        return PlayerOnBus(self._states[-1], self._clock, self._on_command)

    def _serve(self, player: PlayerOnBus, reader: int) -> None:
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
                while self._states:
                    player.show(self._states.popleft())
