# SPDX-License-Identifier: GPL-3.0-or-later
"""One window for each person and data folder: a second start hands its request to the first.

A lock says who is first, which the system takes back from a process however it ends; a local
socket carries the request. Taking the lock costs a start some fifty microseconds; the first
listens once its window is there, and a second that comes before waits for it.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Signal, Slot

from hipmob_desktop.desktop.local_line import (
    Caller,
    Listener,
    PipeListener,
    SocketListener,
    call_pipe,
    call_socket,
)
from hipmob_desktop.desktop.start_request import MAX_BYTES, StartRequest, line_of, request_of
from hipmob_desktop.desktop.windows import let_others_come_to_front
from hipmob_desktop.folders import is_private, private_temporary_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class FileLock:
    """Held by at most one process, which is never in doubt: the file itself says nothing.

    The file is left where it is: taking it away would let two processes hold two files of
    the same name.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self) -> bool:
        """Whether this process holds the lock now. Waits for nothing.

        Raises:
            OSError: There can be no such file here.
        """
        if self._handle is not None:
            return True
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):  # what POSIX and Windows say to the second
            os.close(handle)
            return False
        except OSError:
            os.close(handle)
            raise
        self._handle = handle
        return True

    def release(self) -> None:
        """Let another process have it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        # Of the process, not of the open file: a child does not keep it alive.
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


PATIENCE_MS = 5_000
CALLER_MS = 2_000
LONGEST_SOCKET = 100
"""A socket's path may have 103 bytes, and its name is longer by one until it can be called."""

HAS_SOCKETS = os.name != "nt"

_TAKEN = b"taken\n"
_REFUSED = b"refused\n"


class Outcome(Enum):
    """What a start found out about others."""

    FIRST = auto()
    """There is no other: go on, and `listen` once the window is there."""

    HANDED_OVER = auto()
    """Another has taken the request: nothing is left to do."""

    NO_ANSWER = auto()
    """Another is there and does not answer."""

    UNKNOWN = auto()
    """It cannot be found out here: go on as if there were no other."""


class SingleInstance(QObject):
    """This start's place among the starts of one person with one data folder."""

    requested = Signal(object)  # desktop.request.StartRequest

    def __init__(self, folder: Path, data_dir: Path, *, caller_ms: int = CALLER_MS) -> None:
        """`folder` is for the lock and the socket: see `runtime_folder`.

        A caller that has not told its request after `caller_ms` is left.
        """
        super().__init__()
        self._caller_ms = caller_ms
        mark = f"{zlib.crc32(os.fsencode(os.path.realpath(data_dir))):08x}"
        self._lock = FileLock(folder / f"hipmob-desktop-{mark}.lock")
        self._name = _socket_name(folder, mark)
        self._listener: Listener | None = None

    def claim(self, request: StartRequest, patience_ms: int = PATIENCE_MS) -> Outcome:
        """Be the first, or hand `request` to the one that is; waits for it if it must."""
        end = time.monotonic() + patience_ms / 1000
        while True:
            try:
                if self._lock.take():
                    return Outcome.FIRST
            except OSError:
                return Outcome.UNKNOWN
            answer = self._ask(line_of(request), until=end)
            if answer == _TAKEN:
                return Outcome.HANDED_OVER
            if answer == _REFUSED or time.monotonic() >= end:
                return Outcome.NO_ANSWER

    def listen(self) -> bool:
        """Take requests from now on; False where the system refuses. Only for the first."""
        made = SocketListener if HAS_SOCKETS else PipeListener
        self._listener = made(self._name, most=MAX_BYTES, patience_ms=self._caller_ms)
        self._listener.said.connect(self._on_line)
        return self._listener.open()

    def close(self) -> None:
        """Let another start be the first."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        self._lock.release()

    def _ask(self, line: bytes, *, until: float) -> bytes:
        """What the first answers to `line`; nothing if it does not listen yet, or any more.

        A request that was sent is not sent again: it would be granted twice.
        """
        call = call_socket if HAS_SOCKETS else call_pipe
        return call(self._name, line, until=until, begin=let_others_come_to_front)

    @Slot(object, bytes)
    def _on_line(self, caller: Caller, line: bytes) -> None:
        try:
            request = request_of(line)
        except ValueError:
            caller.answer(_REFUSED)
            return
        caller.answer(_TAKEN)  # first: whoever is told of the request may end this process
        self.requested.emit(request)


def runtime_folder(environ: Mapping[str, str]) -> Path:
    """Where this person's lock and socket belong, made if need be; no one else's may be there.

    Raises:
        OSError: There is no such folder to be had.
    """
    told = environ.get("XDG_RUNTIME_DIR", "")
    if told and os.access(told, os.W_OK | os.X_OK) and is_private(Path(told)):
        return Path(told)
    owner = os.getuid() if hasattr(os, "getuid") else 0
    return private_temporary_folder(f"hipmob-desktop-{owner}")


def _socket_name(folder: Path, mark: str) -> str:
    short = f"hipmob-desktop-{mark}"
    if not HAS_SOCKETS:
        return short
    name = str(folder / f"{short}.socket")
    is_short = len(os.fsencode(name)) <= LONGEST_SOCKET
    return name if is_short else str(Path(QDir.tempPath(), short))
