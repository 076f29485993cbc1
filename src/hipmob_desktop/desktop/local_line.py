# SPDX-License-Identifier: GPL-3.0-or-later
"""One line from a process to another one of the same person, and a line in answer.

They meet at a socket among the files of the system. Qt has such sockets, too, but brings along
all that it knows of networks, 2.5 MiB that stay. Only on Windows, where Python has none, its are
used.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from PySide6.QtNetwork import QLocalServer, QLocalSocket

TRY_MS = 50
"""So long a caller waits before it tries again where nobody listens."""

_PIECE = 4096
_NEW = "~"
"""Stands at the end of a socket's name until it can be called."""


class Caller(Protocol):
    """Who has said a line, and waits for the answer."""

    def answer(self, line: bytes) -> None:
        """Say a line, whole before this returns, and let the caller go."""


class Listener(QObject):
    """Hears the line of each that calls at `name`; one without an end comes to `most` bytes.

    A caller that has not ended its line after `patience_ms` is left.

    Signals:
        said: a Caller, and its line without the end.
    """

    said = Signal(object, bytes)

    def __init__(self, name: str, *, most: int, patience_ms: int) -> None:
        super().__init__()
        self.name = name
        self.most = most
        self.patience_ms = patience_ms

    def open(self) -> bool:
        """Listen from now on; False where the system refuses. A socket left behind is replaced."""
        raise NotImplementedError

    def close(self) -> None:
        """Listen no more."""
        raise NotImplementedError


class SocketListener(Listener):
    """Listens at a socket; `name` is its path."""

    _socket: socket.socket | None = None

    def open(self) -> bool:
        """Make the socket, and let it take its place when it can be called."""
        import socket

        unfinished = Path(self.name + _NEW)
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            unfinished.unlink(missing_ok=True)
            listening.bind(str(unfinished))
            unfinished.chmod(0o600)
            listening.listen()
            listening.settimeout(0)
            unfinished.replace(self.name)
        except OSError:
            listening.close()
            return False
        self._socket = listening
        self._notifier = _notifier(listening, self._accept, self)
        return True

    def close(self) -> None:
        """Take the socket away."""
        if self._socket is not None:
            self._notifier.setEnabled(False)
            self._socket.close()
            self._socket = None
            with suppress(OSError):
                Path(self.name).unlink()
            for caller in self.findChildren(_SocketCaller):
                caller.leave()
            self.deleteLater()

    @Slot()
    def _accept(self) -> None:
        if self._socket is not None:
            with suppress(OSError):  # it has gone again
                _SocketCaller(self._socket.accept()[0], self)


class _SocketCaller(QObject):
    def __init__(self, connection: socket.socket, listener: Listener) -> None:
        super().__init__(listener)
        self._listener = listener
        self._connection = connection
        self._heard = b""
        connection.settimeout(0)
        self._notifier = _notifier(connection, self._read, self)
        _leave_later(self, listener.patience_ms, self.leave)

    @Slot()
    def _read(self) -> None:
        try:
            more = self._connection.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        self._heard += more
        line, end, _ = self._heard.partition(b"\n")
        if end:
            # It says no more, and would be heard again as it goes.
            self._notifier.setEnabled(False)
            self._listener.said.emit(self, line)
        elif not more or len(self._heard) > self._listener.most:
            self.leave()

    def answer(self, line: bytes) -> None:
        with suppress(OSError):
            self._connection.sendall(line)
        self.leave()

    @Slot()
    def leave(self) -> None:
        """Let it go without an answer."""
        self._notifier.setEnabled(False)
        self._connection.close()
        self.deleteLater()


def _notifier(
    connection: socket.socket, then: Callable[[], None], parent: QObject
) -> QSocketNotifier:
    notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, parent)
    notifier.activated.connect(then)
    return notifier


def _leave_later(caller: QObject, patience_ms: int, leave: Callable[[], None]) -> None:
    patience = QTimer(caller, singleShot=True, interval=patience_ms)
    patience.timeout.connect(leave)
    patience.start()


def call_socket(name: str, line: bytes, *, until: float, begin: Callable[[], None]) -> bytes:
    """Say `line`, and wait for the answer `until` then by the monotonic clock.

    `begin` is called before it is said. Without an answer there are no bytes, or not all of them.
    """
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(TRY_MS / 1000)
        try:
            connection.connect(name)
        except OSError:
            time.sleep(TRY_MS / 1000)  # noqa: TID251 - a start that has nothing else to do
            return b""
        begin()
        answer = b""
        with suppress(OSError):
            connection.sendall(line)
            while not answer.endswith(b"\n") and (left := until - time.monotonic()) > 0:
                connection.settimeout(left)
                if not (more := connection.recv(_PIECE)):
                    break
                answer += more
        return answer


class PipeListener(Listener):
    """Listens by Qt; `name` is a path or, on Windows, what a pipe is called."""

    _server: QLocalServer | None = None

    def open(self) -> bool:
        """Let Qt listen."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        self._server = server
        return server.listen(self.name)

    def close(self) -> None:
        """Let Qt listen no more."""
        if self._server is not None:
            self._server.close()
            self._server = None
            self.deleteLater()

    @Slot()
    def _on_connection(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            _PipeCaller(self._server.nextPendingConnection(), self)


class _PipeCaller(QObject):
    def __init__(self, connection: QLocalSocket, listener: Listener) -> None:
        super().__init__(connection)
        self._listener = listener
        self._connection = connection
        connection.readyRead.connect(self._read)
        connection.disconnected.connect(connection.deleteLater)
        _leave_later(self, listener.patience_ms, self._leave)

    @Slot()
    def _read(self) -> None:
        if self._connection.canReadLine():
            line = bytes(self._connection.readLine(self._listener.most).data())
            self._listener.said.emit(self, line.rstrip(b"\n"))
        elif self._connection.bytesAvailable() > self._listener.most:
            self._leave()

    def answer(self, line: bytes) -> None:
        self._connection.write(line)
        self._connection.flush()
        self._connection.disconnectFromServer()

    @Slot()
    def _leave(self) -> None:
        self._connection.abort()


def call_pipe(name: str, line: bytes, *, until: float, begin: Callable[[], None]) -> bytes:
    """The same as `call_socket` by Qt."""
    from PySide6.QtNetwork import QLocalSocket

    connection = QLocalSocket()
    connection.connectToServer(name)
    if not connection.waitForConnected(TRY_MS):
        time.sleep(TRY_MS / 1000)  # noqa: TID251 - a start that has nothing else to do
        return b""
    begin()
    connection.write(line)
    answer = b""
    while not answer.endswith(b"\n") and (left := until - time.monotonic()) > 0:
        if not connection.waitForReadyRead(round(left * 1000)):
            break
        answer += connection.readAll().data()
    connection.abort()
    return answer
