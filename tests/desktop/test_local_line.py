# SPDX-License-Identifier: GPL-3.0-or-later
"""A line comes to another process, and its answer comes back; see also `test_single_instance`."""

import os
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hipmob_desktop.desktop.local_line import SocketListener, call_socket

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
