# SPDX-License-Identifier: GPL-3.0-or-later
"""A window that is told to end ends as if it were closed; one without a display says so."""

import os
import signal
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler, qWarning

from cases import some_of
from handles import none_stays_open
from hipmob_desktop.cli.window import IN_TERMINAL
from hipmob_desktop.desktop import endings
from hipmob_desktop.desktop.endings import DisplayWatch, SignalEndings, end_without_display
from voice.world import eventually

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
PROGRAM = [sys.executable, "-P", "-m", "hipmob_desktop"]
AS_FROM_A_TERMINAL = """
import signal, sys
from hipmob_desktop.cli.main import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def _nobody_ignores_a_hang_up():
    """Whoever runs the tests may, and what they start would do so, too."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture
def watch(qapp):
    made = SignalEndings()
    yield made
    made.close()


@pytest.mark.parametrize("name", endings.ENDING)
def test_a_signal_is_told_though_nothing_else_happens(qtbot, watch, name):
    number = getattr(signal, name)
    with qtbot.waitSignal(watch.asked) as heard:
        os.kill(os.getpid(), number)

    assert heard.args == [number]


def test_a_second_signal_ends_the_process_at_once(qtbot, watch):
    with qtbot.waitSignal(watch.asked):
        os.kill(os.getpid(), signal.SIGTERM)

    assert {signal.getsignal(getattr(signal, name)) for name in endings.ENDING} == {signal.SIG_DFL}


def test_a_signal_that_is_ignored_stays_ignored(qapp):
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        watch = SignalEndings()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        watch.close()
    finally:
        signal.signal(signal.SIGHUP, before)


def test_afterwards_signals_are_handled_as_before(qapp):
    before = [signal.getsignal(getattr(signal, name)) for name in endings.ENDING]
    watch = SignalEndings()
    watch.close()
    watch.close()

    assert [signal.getsignal(getattr(signal, name)) for name in endings.ENDING] == before
    assert signal.set_wakeup_fd(-1) == -1


def test_beside_the_main_thread_nothing_is_touched(qapp):
    before = signal.getsignal(signal.SIGTERM)
    thread = threading.Thread(target=lambda: SignalEndings().close())
    thread.start()
    thread.join()

    assert signal.getsignal(signal.SIGTERM) is before


def test_what_qt_says_on_the_way_is_said_afterwards(capsys):
    before = qInstallMessageHandler(None)
    with DisplayWatch(end_without_display):
        qWarning("a plugin is old")
        assert capsys.readouterr().err == ""

    assert capsys.readouterr().err == "a plugin is old\n"
    qInstallMessageHandler(before)


def test_where_qt_would_abort_there_is_one_line_and_a_code(monkeypatch, capsys):
    codes = []
    monkeypatch.setattr(os, "_exit", codes.append)
    watch = DisplayWatch(end_without_display)
    with watch:
        watch._hear(QtMsgType.QtWarningMsg, None, "could not connect to display")
        watch._hear(QtMsgType.QtFatalMsg, None, "no plugin")
        watch._held.clear()

    assert codes == [3]
    assert capsys.readouterr().err == endings.NO_ANSWER


NO_DISPLAYS = [{"DISPLAY": ":4711"}, {"QT_QPA_PLATFORM": "nowhere"}]


@pytest.mark.parametrize("display", some_of(NO_DISPLAYS, NO_DISPLAYS[0]))
def test_a_display_that_does_not_answer_is_one_line_and_code_three(tmp_path, display):
    other = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    world = {name: value for name, value in os.environ.items() if name not in other}
    done = subprocess.run(
        [*PROGRAM, "--data-dir", str(tmp_path)], env={**world, **display},
        capture_output=True, text=True, timeout=50, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (3, endings.NO_ANSWER)


@pytest.mark.sweep
def test_a_session_goes_on_in_the_terminal_where_the_display_does_not_answer(tmp_path):
    other = {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    world = {name: value for name, value in os.environ.items() if name not in other}
    done = subprocess.run(
        [*PROGRAM, "--data-dir", str(tmp_path), "play", "desk_break", "--speed", "1000"],
        env={**world, "DISPLAY": ":4711"},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=50, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, f"{IN_TERMINAL}\n")
    assert "Done" in done.stdout


CODES = [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)]


@pytest.mark.parametrize(("name", "code"), some_of(CODES, CODES[1], are_several=True))
def test_a_window_that_is_told_to_end_keeps_its_place_and_tells_by_its_code(tmp_path, name, code):
    command = ["play", "desk_break", "--no-voice", "--data-dir", str(tmp_path)]
    world = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(tmp_path)}
    place = tmp_path / "data" / "resume.json"
    with subprocess.Popen(
        [sys.executable, "-c", AS_FROM_A_TERMINAL, *command],
        env=world, stderr=subprocess.PIPE, text=True,
    ) as program:  # fmt: skip
        eventually(place.exists, 40)
        place.unlink()
        program.send_signal(getattr(signal, name))
        _, said = program.communicate(timeout=30)

    assert program.returncode == code
    assert place.exists()
    assert "Traceback" not in said


def test_a_watch_that_is_closed_keeps_no_handle(qapp):
    with none_stays_open():
        SignalEndings().close()
