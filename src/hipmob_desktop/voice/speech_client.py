# SPDX-License-Identifier: GPL-3.0-or-later
"""Our end of the speech process: a question, an answer, and a new process when none comes.

And the private folder that it speaks into, which both ends take away.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from hipmob_desktop.voice.engine import EngineError, UnknownVoiceError
from hipmob_desktop.voice.ipc import Helper, Message

if TYPE_CHECKING:
    from collections.abc import Sequence


PREFIX = "hipmob-voice-"
LEFT_OVER_S = 3_600
"""A folder that nobody holds or wrote into for so long was left by a process that was killed."""


class Scratch:
    """A folder that only this person can enter, in memory where the system offers that.

    In memory no full disk can spoil what is spoken, and nothing is written for a moment's use.
    """

    def __init__(self) -> None:
        """Make the folder, and sweep away what killed processes left.

        Raises:
            OSError: No folder can be made anywhere.
        """
        for place in _places():
            _sweep(place)
            with suppress(OSError):
                self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
                self._held = _hold(self.folder)
                return
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))

    def remove(self) -> None:
        """Take the folder away."""
        remove(self.folder)


def remove(folder: Path) -> None:
    """Take away the folder of a process that is gone, or about to go.

    What such a process still writes late finds no folder of that name any more.
    """
    if not folder.name.startswith(PREFIX):
        return
    gone = folder.with_name(f"{folder.name}-gone")
    with suppress(OSError):
        folder.rename(gone)
    for one in (gone, folder):
        shutil.rmtree(one, ignore_errors=True)


def _places() -> list[Path]:
    """Folders in memory that can be written to."""
    named = (os.environ.get("XDG_RUNTIME_DIR"), "/dev/shm")  # noqa: S108  # mkdtemp is private
    return [Path(one) for one in named if one and os.access(one, os.W_OK | os.X_OK)]


def _sweep(place: Path) -> None:
    with suppress(OSError):
        for left in place.glob(f"{PREFIX}*"):
            status = left.lstat()
            is_ours = not hasattr(os, "getuid") or status.st_uid == os.getuid()
            if is_ours and status.st_mtime < time.time() - LEFT_OVER_S:
                _remove_unheld(left)


def _remove_unheld(left: Path) -> None:
    """A process may be silent for hours, and speak again: it holds its folder."""
    held = _hold(left)
    if held is not None:
        shutil.rmtree(left, ignore_errors=True)
        os.close(held)


if sys.platform == "win32":

    def _hold(_folder: Path) -> int | None:
        return None

else:
    import fcntl

    def _hold(folder: Path) -> int | None:
        """Hold the folder until this process ends, however it does; None if another holds it."""
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return None
        return handle


MODULE = "hipmob_desktop.voice.speech_process"
UNHURRIED = "unhurried"
"""Given to the module, it makes the process give way to all others."""

START_S = 10.0
LOADING = 3
"""So many times as long may an engine's first answer take: it is loaded for it."""


class MissingEngineError(EngineError):
    """There is no such engine to be had: trying again at once is no use."""


class BrokenOffError(EngineError):
    """The process ended or did not answer, and was replaced."""


class NeverAnsweredError(BrokenOffError):
    """The process keeps silent since an engine was to be loaded: another one would, too."""


class SpeechProcess:
    """The speech process as something to ask; belongs to one thread."""

    def __init__(self, command: Sequence[str], answer_s: float) -> None:
        self._command = command
        self._answer_s = answer_s
        self._helper: Helper | None = None
        self._inbox: SimpleQueue[Message] = SimpleQueue()
        self._number = 0
        self._loaded: set[object] = set()
        self._scratch: list[Path] = []
        self._over = threading.Event()
        self.starts = 0

    @property
    def pid(self) -> int | None:
        """The process's number while there is one."""
        helper = self._helper
        return helper.pid if helper else None

    def ask(self, request: Message) -> Message:
        """Send a request and wait for its answer, starting the process where needed.

        Raises:
            EngineError: The engine's own refusal.
            BrokenOffError: No answer in time, or the process ended.
            NeverAnsweredError: No answer in time, though time for the engine to be loaded.
            MissingEngineError: No engine: asking again at once is no use.
            UnknownVoiceError: The engine has no such voice.
        """
        helper = self._helper or self._start()
        self._number += 1
        helper.send({"id": self._number, **request})
        engine = request.get("engine")
        if engine in self._loaded:
            reply = self._receive(self._answer_s)
        else:
            reply = self._receive(self._answer_s * LOADING, NeverAnsweredError)
            self._loaded.add(engine)
        if reply.get("unknown_voice"):
            raise UnknownVoiceError(reply["why"])
        if reply.get("missing"):
            raise MissingEngineError(reply["why"])
        if "why" in reply:
            raise EngineError(reply["why"])
        return reply

    def kill(self) -> None:
        """End the process for good, from any thread; whoever waits for an answer gets none.

        The caller may be about to leave, so what the process spoke into goes at once.
        """
        self._over.set()
        if helper := self._helper:
            helper.kill()
            for folder in self._scratch:
                remove(folder)

    def close(self) -> None:
        """Let the process go; the next request starts another."""
        if self._helper:
            self._helper.close()
            self._helper = None

    def _start(self) -> Helper:
        if self._over.is_set():
            raise BrokenOffError("The speech engine was let go.")
        inbox: SimpleQueue[Message] = SimpleQueue()
        self._inbox = inbox
        self._loaded = set()
        self._scratch = scratch = []

        def heard(_: Helper, message: Message) -> None:
            if "scratch" in message:
                scratch.append(Path(message["scratch"]))
            inbox.put(message)

        def ended(_: Helper) -> None:
            for folder in scratch:
                remove(folder)
            inbox.put({"is": "ended"})

        try:
            self._helper = Helper(self._command, heard, ended)
        except OSError as error:
            why = f"The speech process does not start ({error.strerror})."
            raise MissingEngineError(why) from error
        self.starts += 1
        if self._over.is_set():
            self._helper.kill()
        if self._receive(START_S).get("is") == "fault":
            raise EngineError("The speech engine does not start.")
        return self._helper

    def _receive(
        self, patience_s: float, silent: type[BrokenOffError] = BrokenOffError
    ) -> Message:
        """Wait for the next message; a process that keeps silent or ends is given up."""
        try:
            message = self._inbox.get(timeout=patience_s)
        except Empty:
            self._give_up()
            raise silent("The speech engine does not answer; it was started again.") from None
        if message.get("is") == "ended":
            self._give_up()
            raise BrokenOffError("The speech engine broke off; it was started again.")
        if message.get("is") == "fault":
            self._give_up()
            raise MissingEngineError(message["why"])
        return message

    def _give_up(self) -> None:
        if self._helper:
            self._helper.kill()
            self._helper = None
