# SPDX-License-Identifier: GPL-3.0-or-later
"""Our end of the speech process: a question, an answer, and a new process when none comes."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from hipmob_desktop.voice.engine import EngineError, UnknownVoiceError
from hipmob_desktop.voice.wire import Helper, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

MODULE = "hipmob_desktop.voice.worker"
START_S = 10.0


class MissingEngineError(EngineError):
    """There is no engine to be had: trying again at once is no use."""


class SpeechProcess:
    """The speech process as something to ask; belongs to one thread."""

    def __init__(self, command: Sequence[str], answer_s: float) -> None:
        self._command = command
        self._answer_s = answer_s
        self._helper: Helper | None = None
        self._inbox: SimpleQueue[Message] = SimpleQueue()
        self._number = 0
        self._is_over = False
        self.starts = 0

    @property
    def pid(self) -> int | None:
        """The process's number while there is one."""
        helper = self._helper
        return helper.pid if helper else None

    def ask(self, request: Message) -> Message:
        """Send a request and wait for its answer, starting the process where needed.

        Raises:
            EngineError: No engine, no answer in time, or the engine's own refusal.
            MissingEngineError: No engine: asking again at once is no use.
            UnknownVoiceError: The engine has no such voice.
        """
        helper = self._helper or self._start()
        self._number += 1
        helper.send({"id": self._number, **request})
        reply = self._receive(self._answer_s)
        if reply.get("unknown_voice"):
            raise UnknownVoiceError(reply["why"])
        if "why" in reply:
            raise EngineError(reply["why"])
        return reply

    def kill(self) -> None:
        """End the process for good, from any thread; whoever waits for an answer gets none."""
        self._is_over = True
        if helper := self._helper:
            helper.kill()

    def close(self) -> None:
        """Let the process go; the next request starts another."""
        if self._helper:
            self._helper.close()
            self._helper = None

    def _start(self) -> Helper:
        inbox: SimpleQueue[Message] = SimpleQueue()
        self._inbox = inbox
        try:
            self._helper = Helper(
                self._command,
                lambda _, message: inbox.put(message),
                lambda _: inbox.put({"is": "ended"}),
            )
        except OSError as error:
            raise EngineError(f"The speech process does not start ({error.strerror}).") from error
        self.starts += 1
        if self._is_over:
            self._helper.kill()
        if self._receive(START_S).get("is") == "fault":
            raise EngineError("The speech engine does not start.")
        return self._helper

    def _receive(self, patience_s: float) -> Message:
        """Wait for the next message; a process that keeps silent or ends is given up."""
        try:
            message = self._inbox.get(timeout=patience_s)
        except Empty:
            self._give_up()
            raise EngineError("The speech engine does not answer; it was started again.") from None
        if message.get("is") == "ended":
            self._give_up()
            raise EngineError("The speech engine broke off; it was started again.")
        if message.get("is") == "fault":
            self._give_up()
            raise MissingEngineError(message["why"])
        return message

    def _give_up(self) -> None:
        if self._helper:
            self._helper.kill()
            self._helper = None
