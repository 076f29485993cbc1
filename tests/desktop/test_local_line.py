# SPDX-License-Identifier: GPL-3.0-or-later
"""A line comes to another process, and its answer comes back; see also `test_single_instance`."""

import os
import socket
import stat
import subprocess
import sys
import threading
import time
import types
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from hipmob_desktop.desktop.local_line import (
    PipeListener,
    SocketListener,
    call_pipe,
    call_socket,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Python has no such sockets there")

MOST = 16


@pytest.fixture
def place(tmp_path):
    return tmp_path / "here.socket"


@pytest.fixture
def listener(qapp, place):
    made = SocketListener(str(place), most=MOST, patience_ms=60_000)
    yield made
    made.close()


def called(place, line=b"line\n", wait_s=5.0):
    """What a caller is told, who waits so long."""
    return call_socket(str(place), line, until=time.monotonic() + wait_s, begin=lambda: None)


def test_where_nobody_listens_there_is_no_answer(place):
    assert called(place) == b""


def test_what_a_killed_process_left_behind_is_replaced(listener, place):
    for left in (place, Path(f"{place}~")):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as dead:
            dead.bind(str(left))
    assert listener.open()
    assert [each.name for each in place.parent.iterdir()] == [place.name]
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_it_stands_in_its_place_until_it_is_closed(listener, place):
    assert listener.open()
    assert place.is_socket()
    listener.close()
    listener.close()
    assert not place.exists()


def test_where_there_is_no_folder_for_it_nobody_listens(qapp, tmp_path):
    listener = SocketListener(str(tmp_path / "none" / "a"), most=MOST, patience_ms=1)
    assert not listener.open()
    listener.close()


def test_a_caller_whose_line_is_heard_but_not_answered_does_not_wait_for_ever(listener, place):
    assert listener.open()
    assert called(place, wait_s=0.05) == b""


def test_a_caller_that_goes_before_the_end_of_its_line_is_no_trouble(listener, place, qtbot):
    assert listener.open()
    for content in (b"", b"half a li"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
            caller.connect(str(place))
            caller.send(content)
    qtbot.wait(1)
    heard = []
    listener.said.connect(lambda caller, line: heard.append(line) or caller.answer(b"yes\n"))
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.connect(str(place))
        caller.send(b"whole\n")
        qtbot.waitUntil(lambda: bool(heard))
        assert caller.recv(10) == b"yes\n"
    assert heard == [b"whole"]


class Line:
    """Both ends of a line; what is heard is answered by `answer`, if that is set."""

    def __init__(self, name, listener):
        self.listener, self._name = listener, name
        self.heard, self.begun = [], []
        self.answer = None
        listener.said.connect(self._on_line)

    def _on_line(self, caller, line):
        self.heard.append(line)
        if self.answer is not None:
            caller.answer(self.answer)

    def call(self, qtbot, content, wait_s=5.0):
        """Say something from another thread; what came back, and how long that took, in s."""
        told = []

        def ask():
            began = time.monotonic()
            until = began + wait_s
            answer = call_socket(self._name, content, until=until, begin=self._begin)
            told.append((answer, time.monotonic() - began))

        thread = threading.Thread(target=ask)
        thread.start()
        qtbot.waitUntil(lambda: bool(told), timeout=10_000)
        thread.join()
        return told[0]

    def _begin(self):
        self.begun.append(len(self.heard))


@pytest.fixture(params=[SocketListener, PipeListener], ids=["socket", "pipe"])
def line(request, qapp, place):
    """A pipe of Qt's is a socket here, and may be called as one."""
    listener = request.param(str(place), most=MOST, patience_ms=60_000)
    assert listener.open()
    yield Line(str(place), listener)
    listener.close()


def test_a_line_is_heard_without_its_end_and_answered(line, qtbot):
    line.answer = b"yes\n"
    assert line.call(qtbot, b"a line\n")[0] == b"yes\n"
    assert (line.heard, line.begun) == ([b"a line"], [0])


def test_an_answer_may_come_in_several_pieces(line, qtbot):
    line.answer = b"x" * 100_000 + b"\n"
    assert line.call(qtbot, b"a line\n")[0] == line.answer


def test_a_line_without_an_end_is_left_when_it_grows_too_long(line, qtbot):
    answer, took_s = line.call(qtbot, b"x" * (MOST + 1))
    assert (answer, line.heard) == (b"", [])
    assert took_s < 4


def test_a_line_that_has_not_ended_is_waited_for_up_to_the_most_there_may_be(line, qtbot):
    answer, took_s = line.call(qtbot, b"x" * MOST, wait_s=0.2)
    assert (answer, line.heard) == (b"", [])
    assert took_s >= 0.15


def test_who_gets_no_answer_waits_as_long_as_was_told(line, qtbot):
    answer, took_s = line.call(qtbot, b"a line\n", wait_s=0.3)
    assert answer == b""
    assert took_s >= 0.25
    assert line.heard == [b"a line"]


def test_a_caller_that_does_not_end_its_line_is_left_after_a_while(qapp, qtbot, place, line):
    line.listener.patience_ms = 30
    answer, took_s = line.call(qtbot, b"half")
    assert (answer, line.heard) == (b"", [])
    assert took_s < 4


def test_after_it_is_closed_nobody_is_heard(line, qtbot):
    line.listener.close()
    assert line.call(qtbot, b"a line\n")[0] == b""
    assert (line.heard, line.begun) == ([], [])


class Pipe:
    """Qt's end of a pipe, as far as a caller has it; answers come in pieces, then no more."""

    def __init__(self, *pieces, is_there=True):
        self._pieces, self._is_there = list(pieces), is_there
        self.done = []

    def connectToServer(self, name):  # noqa: N802 - Qt's name
        self.done.append(("connect", name))

    def waitForConnected(self, wait_ms):  # noqa: N802 - Qt's name
        self.done.append(("connected", wait_ms))
        return self._is_there

    def write(self, line):
        self.done.append(("write", line))

    def waitForReadyRead(self, wait_ms):  # noqa: N802 - Qt's name
        self.done.append(("ready", wait_ms))
        return bool(self._pieces)

    def readAll(self):  # noqa: N802 - Qt's name
        return QByteArray(self._pieces.pop(0))

    def abort(self):
        self.done.append("abort")


@pytest.fixture
def call_by(monkeypatch):
    """Calls by such a pipe at the second 10, with time until the second 12."""

    def call(pipe):
        monkeypatch.setattr("PySide6.QtNetwork.QLocalSocket", lambda: pipe)
        slept = lambda seconds: pipe.done.append(("sleep", seconds))  # noqa: E731 - it is short
        clock = types.SimpleNamespace(monotonic=lambda: 10.0, sleep=slept)
        monkeypatch.setattr("hipmob_desktop.desktop.local_line.time", clock)
        return call_pipe("here", b"a line\n", until=12.0, begin=lambda: pipe.done.append("begin"))

    return call


def test_by_a_pipe_a_line_is_said_and_its_answer_awaited_piece_by_piece(call_by):
    pipe = Pipe(b"ye", b"s\n")
    assert call_by(pipe) == b"yes\n"
    assert pipe.done == [
        ("connect", "here"), ("connected", 50), "begin", ("write", b"a line\n"),
        ("ready", 2_000), ("ready", 2_000), "abort",
    ]  # fmt: skip


def test_a_pipe_that_breaks_off_has_told_what_it_told(call_by):
    pipe = Pipe(b"ye")
    assert call_by(pipe) == b"ye"
    assert pipe.done[-1] == "abort"


def test_where_no_pipe_is_nothing_is_said_and_it_is_tried_again_a_little_later(call_by):
    pipe = Pipe(is_there=False)
    assert call_by(pipe) == b""
    assert pipe.done == [("connect", "here"), ("connected", 50), ("sleep", 0.05)]


def test_qt_brings_nothing_of_networks_along(tmp_path):
    code = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from hipmob_desktop.desktop.single_instance import SingleInstance
from hipmob_desktop.desktop.start_request import StartRequest

app, folder = QCoreApplication([]), Path(sys.argv[1])
first = SingleInstance(folder, folder)
print(first.claim(StartRequest()).name, first.listen(), "PySide6.QtNetwork" in sys.modules)
"""
    told = subprocess.check_output([sys.executable, "-c", code, str(tmp_path)], text=True)
    assert told.split() == ["FIRST", "True", "False"]
