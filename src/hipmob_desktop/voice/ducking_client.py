# SPDX-License-Identifier: GPL-3.0-or-later
"""Our end of the process that makes other programs quieter while something is said."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from hipmob_desktop.voice.ipc import Helper, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

MODULE = "hipmob_desktop.voice.ducking_process"


class OtherPrograms:
    """Other programs' volume. No call blocks but `join`.

    Attributes:
        fault: Why they cannot be made quieter, or None.
    """

    def __init__(self, command: Sequence[str]) -> None:
        """Take the command of the process; it is not started yet."""
        self._command = command
        self._lock = threading.Lock()
        self._helper: Helper | None = None
        self._is_wanted = False
        self.fault: str | None = None

    @property
    def pid(self) -> int | None:
        """The process's number while there is one."""
        helper = self._helper
        return helper.pid if helper else None

    def set(self, *, quieter: bool) -> None:
        """Make them quieter from now on, or let them be."""
        self._is_wanted = quieter
        # Starting a process takes longer than a caller should wait.
        threading.Thread(target=self._follow, name="others", daemon=True).start()

    def cue(self, from_ms: int, until_ms: int) -> None:
        """Tell of something that will be heard."""
        if (helper := self._helper) and self._is_wanted:
            helper.send({"do": "lower", "from": from_ms, "until": until_ms})

    def close(self) -> None:
        """Give back the volume and let the process go."""
        self._is_wanted = False
        with self._lock:
            if self._helper:
                self._helper.close()

    def join(self, timeout_s: float) -> None:
        """Wait until the process is gone."""
        if helper := self._helper:
            helper.join(timeout_s)

    def _follow(self) -> None:
        with self._lock:
            if self._is_wanted and self._helper is None:
                try:
                    self._helper = Helper(self._command, self._heard, self._ended)
                except OSError as error:
                    self.fault = error.strerror
            elif self._helper and not self._is_wanted:
                self._helper.close()

    def _heard(self, _: Helper, message: Message) -> None:
        if message.get("is") == "fault":
            self.fault = message["why"]

    def _ended(self, helper: Helper) -> None:
        if helper is self._helper:
            self._helper = None
