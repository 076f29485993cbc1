# SPDX-License-Identifier: GPL-3.0-or-later
"""Our end of the sound process: started when needed, watched, replaced when it hangs or dies."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from hipmob_desktop.voice.ipc import Helper, Message
from hipmob_desktop.voice.priority import CALM, was_ended_by_limit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_log = logging.getLogger(__name__)

MODULE = "hipmob_desktop.voice.sound_process"
STEREO = "--stereo"
"""Has the process open the device with two channels."""

SILENT_MS = 1_200
"""A running sound process that says nothing for this long hangs."""

OPENING_MS = 2_000
"""The same while it starts or opens a device; longer after each time that was not enough."""

SLOWEST_MS = 12_000
BREATHER_MS = 500
LONGEST_BREATHER_MS = 30_000

NO_DEVICE = (
    "No sound device answers: connect one or switch it on. The captions go on, "
    "and the sound comes back by itself."
)
NO_ANSWER = (
    "The sound system does not answer: restart it, or the computer. The captions go on, "
    "and the sound comes back by itself."
)
NO_PLAYER = "The sound player does not start{why}: install the program again."


class SoundLink:
    """The sound process and what is wrong with it.

    Belongs to one thread, but for `send` and the plain attributes.

    Attributes:
        fault: What is wrong and what to do, or None.
        running: Whether the device takes sound.
        backend: The sound system in use, once it is known.
        starts: How often a process was started.
        is_stereo: Whether the device is to have two channels.
    """

    _heard_ms: int
    _patience_ms: int
    """Since when a process is silent and for how long it may be, while there is one."""

    def __init__(self, command: Sequence[str], post: Callable[[Helper, Message], None]) -> None:
        """Take the process's command, and where its messages go."""
        self._command = command
        self._post = post
        self._helper: Helper | None = None
        self._volumes: Message = {"do": "volumes", "voice": 1.0, "chimes": 1.0}
        self._start_at_ms = 0
        self._failures = 0
        self._is_calm = False
        self.opening_ms = OPENING_MS
        self.silent_ms = SILENT_MS
        self.fault: str | None = None
        self.running = False
        self.backend: str | None = None
        self.starts = 0
        self.is_stereo = self._was_stereo = False

    @property
    def pid(self) -> int | None:
        """The process's number while there is one."""
        helper = self._helper
        return helper.pid if helper else None

    @property
    def is_up(self) -> bool:
        """Whether there is a process to talk to."""
        return self._helper is not None

    def send(self, message: Message) -> None:
        """Tell the process something, from any thread; lost if there is none."""
        helper = self._helper
        if message["do"] == "volumes":
            self._volumes = message
        if helper:
            helper.send(message)

    def mind(self, now: int, *, wanted: bool) -> None:
        """Start the process when wanted, let it go when not or not so, kill it when it hangs."""
        if self._helper is None:
            if wanted and now >= self._start_at_ms:
                self._start(now)
        elif not wanted or self.is_stereo is not self._was_stereo:
            self._helper.close()
            self._forget()
        elif now - self._heard_ms > self._patience_ms:
            self.fault = NO_ANSWER
            self._helper.kill()
            self._end(now)

    def due(self, *, wanted: bool) -> int | None:
        """Give when `mind` has something to do by itself, or None."""
        if self._helper:
            return self._heard_ms + self._patience_ms + 1
        return self._start_at_ms if wanted else None

    def take(self, helper: Helper, message: Message, now: int) -> bool:
        """Note what the process says; False if that came from one given up before."""
        if helper is not self._helper:
            return False
        self._heard_ms = now
        match message.get("is"):
            case "beat" if message["running"]:
                self._patience_ms = self.silent_ms
                self.running = True
                self.fault = None
                self._failures = 0
            case "opening":
                self._patience_ms = self._opening_ms()
            case "open":
                self._patience_ms = self.silent_ms
                self.backend = message["backend"]
            case "no device":
                self.fault = NO_DEVICE
                self._failures = 0
            case "broken":
                self.fault = NO_PLAYER.format(why=f" ({message['why']})")
            case "ended":
                self._calm_down(message["code"])
                self._end(now)
            case _:
                pass
        return True

    def close(self) -> None:
        """Let the process go; kill it if it does not."""
        helper = self._helper
        self._forget()
        if helper:
            helper.close()
            helper.join(1.0)
            helper.kill()
            helper.join(1.0)

    def _start(self, now: int) -> None:
        self._was_stereo = self.is_stereo
        calm = [CALM] if self._is_calm else []
        stereo = [STEREO] if self._was_stereo else []
        try:
            command = [*self._command, *calm, *stereo]
            self._helper = Helper(command, self._post, self._ended)
        except OSError as error:
            self.fault = NO_PLAYER.format(why=f" ({error.strerror})")
            self._fail(now)
            return
        self.starts += 1
        self._heard_ms = now
        self._patience_ms = self._opening_ms()
        self._helper.send(self._volumes)

    def _ended(self, helper: Helper) -> None:
        self._post(helper, {"is": "ended", "code": helper.exit_code})

    def _calm_down(self, exit_code: int | None) -> None:
        """Give the next process no priority where this one may have died of its own."""
        if was_ended_by_limit(exit_code) and not self._is_calm:
            self._is_calm = True
            _log.warning("the sound process was ended (%s): the next has no priority", exit_code)

    def _end(self, now: int) -> None:
        """The process left: at once a new one if it ran well, else after a breather."""
        if self.running:
            self._forget()
            self._start_at_ms = now
        else:
            self.fault = self.fault or NO_PLAYER.format(why="")
            self._fail(now)

    def _fail(self, now: int) -> None:
        self._forget()
        self._start_at_ms = now + min(BREATHER_MS << self._failures, LONGEST_BREATHER_MS)
        self._failures = min(self._failures + 1, 6)

    def _forget(self) -> None:
        self._helper = None
        self.running = False

    def _opening_ms(self) -> int:
        return min(self.opening_ms * (1 + self._failures), SLOWEST_MS)
