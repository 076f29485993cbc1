# SPDX-License-Identifier: GPL-3.0-or-later
"""However many starts there are, one has the window, and every request reaches it."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalSocket

from handles import none_stays_open
from hipmob_desktop.desktop import single_instance
from hipmob_desktop.desktop.single_instance import Outcome, SingleInstance, runtime_folder
from hipmob_desktop.desktop.start_request import MAX_BYTES, Action, StartRequest, line_of

STARTS = Path(__file__).with_name("starts.py")


class Start:
    """A process that starts, and what it says."""

    def __init__(self, folder, data_dir, routine="one", patience_ms=5_000, *, is_deaf=False):
        told = [folder, data_dir, routine, patience_ms, *(["deaf"] if is_deaf else [])]
        self.process = subprocess.Popen(
            [sys.executable, STARTS, *map(str, told)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def says(self):
        return self.process.stdout.readline().strip()

    def is_told(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def ends(self, how=signal.SIGKILL):
        self.process.send_signal(how)
        self.process.communicate(timeout=20)


@contextmanager
def starts(folder):
    """Starts the program again, with `folder` for its socket and, unless told, its data."""
    started = []

    def begin(*args, data_dir=folder, **kwargs):
        started.append(Start(folder, data_dir, *args, **kwargs))
        return started[-1]

    yield begin
    for each in started:
        each.ends()


@pytest.fixture
def start(tmp_path):
    with starts(tmp_path) as begin:
        yield begin


@pytest.fixture(scope="module")
def folder_in_use(tmp_path_factory):
    """A folder where one is the first and listens; tests read what it says to the last line."""
    folder = tmp_path_factory.mktemp("in use")
    with starts(folder) as begin:
        listening = begin()
        assert (listening.says(), listening.says()) == ("FIRST", "listens")
        yield folder, listening


@pytest.fixture
def listening(folder_in_use):
    return folder_in_use[1]


@pytest.fixture
def start_there(folder_in_use):
    with starts(folder_in_use[0]) as begin:
        yield begin


@pytest.fixture(params=["socket", "pipe"])
def way(request, monkeypatch):
    """By a socket of Python, and by one of Qt, which is a pipe on Windows."""
    is_socket = request.param == "socket"
    if is_socket and os.name == "nt":
        pytest.skip("Python has no such sockets there")
    monkeypatch.setattr(single_instance, "HAS_SOCKETS", is_socket)


@pytest.fixture
def first(qapp, way, tmp_path, request):
    """This process as the first, listening; `heard` has its requests."""
    instance = SingleInstance(tmp_path, tmp_path, caller_ms=getattr(request, "param", 60_000))
    assert instance.claim(StartRequest()) is Outcome.FIRST
    instance.heard = []
    instance.requested.connect(instance.heard.append)
    assert instance.listen()
    yield instance
    instance.close()


def place(first):
    """The name that a caller of `first` gives Qt."""
    server = getattr(first._listener, "_server", None)
    return server.fullServerName() if server else first._name


@pytest.fixture
def caller(first):
    """Sends bytes to the first and gives its answer, while the first goes on living."""
    socket = QLocalSocket()

    def call(qtbot, content):
        socket.connectToServer(place(first))
        assert socket.waitForConnected()
        with qtbot.waitSignal(socket.disconnected):
            socket.write(content)
        return socket.readAll().data()

    yield call
    socket.abort()


def test_a_second_start_hands_its_wish_to_the_first_and_goes(start_there, listening):
    assert start_there("mitro_four").says() == "HANDED_OVER"
    assert listening.says() == "mitro_four {'pace': 1.2}"


def test_a_second_start_waits_until_the_first_has_its_window(start):
    first = start(is_deaf=True)
    assert first.says() == "FIRST"
    second = start("two")
    first.is_told("listen")
    assert second.says() == "HANDED_OVER"
    assert first.says() == "two {'pace': 1.2}"


def test_of_starts_at_once_exactly_one_is_the_first(start):
    found = sorted(each.says() for each in [start(str(number)) for number in range(3)])
    assert found == ["FIRST", *["HANDED_OVER"] * 2]


@pytest.mark.sweep
def test_of_starts_at_once_after_a_kill_one_takes_the_place_at_once_and_hears_the_others(start):
    killed = start()
    assert (killed.says(), killed.says()) == ("FIRST", "listens")
    killed.ends()
    heirs = {str(number): start(str(number)) for number in range(3)}
    found = {name: heir.says() for name, heir in heirs.items()}
    assert sorted(found.values()) == ["FIRST", *["HANDED_OVER"] * 2]
    first = heirs.pop(next(name for name in found if found[name] == "FIRST"))
    assert first.says() == "listens"
    assert {first.says(), first.says()} == {f"{name} {{'pace': 1.2}}" for name in heirs}


def test_a_first_that_hangs_is_told_of_and_not_waited_for(start):
    first = start()
    assert (first.says(), first.says()) == ("FIRST", "listens")
    first.process.send_signal(signal.SIGSTOP)
    assert start(patience_ms=200).says() == "NO_ANSWER"


def test_a_request_that_the_first_does_not_understand_is_not_sent_again(start_there):
    assert start_there("", patience_ms=60_000).says() == "NO_ANSWER"


def test_whoever_hands_over_lets_the_first_come_to_front(qapp, folder_in_use, monkeypatch):
    folder, listening = folder_in_use
    told = []
    monkeypatch.setattr(single_instance, "let_others_come_to_front", lambda: told.append("leave"))
    assert SingleInstance(folder, folder).claim(StartRequest()) is Outcome.HANDED_OVER
    assert listening.says()
    assert told == ["leave"]


@pytest.mark.sweep
def test_another_data_folder_is_another_program(start, tmp_path):
    assert start().says() == "FIRST"
    assert start(data_dir=tmp_path / "other").says() == "FIRST"


def test_a_folder_reached_by_another_name_is_the_same_folder(
    start_there, listening, folder_in_use, tmp_path
):
    (tmp_path / "link").symlink_to(folder_in_use[0])
    assert start_there("linked", data_dir=tmp_path / "link").says() == "HANDED_OVER"
    assert listening.says() == "linked {'pace': 1.2}"


def test_where_no_lock_can_be_the_program_starts_all_the_same(qapp, tmp_path):
    assert SingleInstance(tmp_path / "none", tmp_path).claim(StartRequest()) is Outcome.UNKNOWN


def test_a_request_is_answered_when_it_was_taken(first, caller, qtbot):
    wanted = StartRequest(action=Action.PLAY, routine="a")
    assert caller(qtbot, line_of(wanted)) == b"taken\n"
    assert first.heard == [wanted]


@pytest.mark.parametrize("content", [b"\n", b"{}\n", b'{"action":"quit"}\n'])
def test_what_is_no_request_is_refused(first, caller, qtbot, content):
    assert caller(qtbot, content) == b"refused\n"
    assert first.heard == []


def test_a_caller_that_never_ends_its_line_is_left(first, caller, qtbot):
    assert caller(qtbot, b"x" * (MAX_BYTES + 1)) == b""


@pytest.mark.parametrize("first", [50], indirect=True)
def test_a_caller_that_says_nothing_is_left_in_the_end(first, caller, qtbot):
    assert caller(qtbot, b"") == b""


def test_a_request_that_comes_in_pieces_is_one_request(first, caller, qtbot):
    socket = QLocalSocket()
    socket.connectToServer(place(first))
    assert socket.waitForConnected()
    line = line_of(StartRequest())
    socket.write(line[:5])
    socket.flush()
    qtbot.waitUntil(lambda: first._listener.findChild(QTimer) is not None)
    with qtbot.waitSignal(first.requested):
        socket.write(line[5:])
    socket.abort()
    assert first.heard == [StartRequest()]


@pytest.mark.skipif(os.name == "nt", reason="a pipe has no such mode")
def test_no_one_else_can_send_a_request(first):
    assert Path(place(first)).stat().st_mode & 0o077 == 0


def test_a_path_too_long_for_a_socket_still_has_one(qapp, tmp_path):
    folder = tmp_path / ("long" * 30)
    folder.mkdir()
    instance = SingleInstance(folder, tmp_path)
    assert instance.claim(StartRequest()) is Outcome.FIRST
    assert instance.listen()
    instance.close()


def test_the_lock_and_the_socket_go_where_the_system_keeps_such_things(tmp_path):
    assert runtime_folder({"XDG_RUNTIME_DIR": str(tmp_path)}) == tmp_path


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system knows no such owners")
def test_without_such_a_place_they_go_where_no_one_else_may_be(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    folder = runtime_folder({})
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o777)
    another = runtime_folder({"XDG_RUNTIME_DIR": "/nowhere"})
    assert another != folder
    assert another.stat().st_mode & 0o777 == 0o700


def test_once_the_first_is_closed_nobody_is_answered_any_more(first):
    name = place(first)
    first.close()
    late = QLocalSocket()
    late.connectToServer(name)
    assert not late.waitForConnected(1_000)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system knows no such owners")
def test_the_folder_for_them_is_called_after_its_owner(monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 1_234)
    monkeypatch.setattr(single_instance, "private_temporary_folder", Path)
    assert runtime_folder({}) == Path("hipmob-desktop-1234")


def test_when_it_is_closed_no_handle_of_it_is_open(qapp, tmp_path):
    with none_stays_open():
        for _ in range(2):
            instance = SingleInstance(tmp_path, tmp_path)
            assert instance.claim(StartRequest()) is Outcome.FIRST
            assert instance.listen()
            instance.close()
