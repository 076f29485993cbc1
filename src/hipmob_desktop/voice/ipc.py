# SPDX-License-Identifier: GPL-3.0-or-later
"""A helper process and the JSON lines between it and us, from both ends.

Our end never blocks: one thread writes, another reads, both only for this process. The helper's
end leaves as soon as its input ends, which happens however its parent dies.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Message = dict[str, Any]

PYTHON = (sys.executable, "-m") if getattr(sys, "frozen", False) else (sys.executable, "-P", "-m")
"""How a module is run as a process, whatever lies in the current folder.

In a bundle the program itself runs it: see `__main__`."""


class Helper:
    """One helper process, from its start to its end."""

    def __init__(
        self,
        command: Sequence[str],
        heard: Callable[[Helper, Message], None],
        ended: Callable[[Helper], None],
    ) -> None:
        """Start `command`.

        Args:
            command: The program and its arguments.
            heard: Called with each message, in a thread of this helper's.
            ended: Called once in that thread, after the process is gone.

        Raises:
            OSError: The process cannot be started.
        """
        # A session of its own, or Ctrl-C in a terminal would end the helper with us.
        self._process = subprocess.Popen(  # noqa: S603  # the command is ours
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._heard = heard
        self._ended = ended
        self._outbox: SimpleQueue[Message | None] = SimpleQueue()
        name = command[-1].rpartition(".")[2]
        self._threads = [
            threading.Thread(target=self._write, name=f"to {name}", daemon=True),
            threading.Thread(target=self._read, name=f"from {name}", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """How the process ended, below zero for a signal; None while it has not."""
        return self._process.returncode

    def send(self, message: Message) -> None:
        """Hand a message over; it is lost if the process is gone."""
        self._outbox.put(message)

    def close(self) -> None:
        """End the helper's input, on which it leaves by itself."""
        self._outbox.put(None)

    def kill(self) -> None:
        """End the process at once."""
        with suppress(OSError):
            self._process.kill()
        self._outbox.put(None)

    def join(self, timeout_s: float) -> None:
        """Wait until the process and its threads are gone, at most `timeout_s` each."""
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(timeout_s)

    def _write(self) -> None:
        pipe = _open(self._process.stdin)
        while (message := self._outbox.get()) is not None:
            try:
                pipe.write(json.dumps(message).encode() + b"\n")
                pipe.flush()
            except OSError:
                break
        with suppress(OSError):
            pipe.close()

    def _read(self) -> None:
        with _open(self._process.stdout) as pipe:
            for line in pipe:
                with suppress(ValueError):
                    self._heard(self, json.loads(line))
        self._process.wait()
        self._outbox.put(None)
        self._ended(self)


def _environment() -> dict[str, str]:
    """Let the helper find this package the way it was found here."""
    root = str(Path(__file__).parents[2])
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{known}" if known else root}


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101  # asked for with PIPE
    return pipe


class Parent:
    """The helper's end: what it says to the process that started it, and hears from it.

    Whatever else in this process prints, libraries included, goes nowhere.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._out = os.fdopen(os.dup(1), "wb", buffering=0)
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)

    def tell(self, message: Message) -> None:
        """Send a message; leave if nobody listens any more."""
        line = json.dumps(message).encode() + b"\n"
        try:
            with self._lock:
                self._out.write(line)
        except OSError:
            os._exit(0)

    @staticmethod
    def listen(heard: Callable[[Message], None], ended: Callable[[], None]) -> None:
        """Pass on each message; when the input ends, call `ended` and leave the process."""
        for line in sys.stdin.buffer:
            with suppress(ValueError):
                heard(json.loads(line))
        ended()
        # A library's thread, or one that hangs in it, must not keep the process.
        os._exit(0)
