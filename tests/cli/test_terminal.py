# SPDX-License-Identifier: GPL-3.0-or-later
"""A terminal gives its keys one by one, and is whole again however it is left."""

import os
import pty
import signal
import subprocess
import sys
import termios
from contextlib import contextmanager

import pytest

from hipmob_desktop.cli.terminal import (
    EndedBySignal,
    TerminalKeyboard,
    WindowsKeyboard,
    single_keys,
    until_signalled,
)

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="terminals are another thing there"
)


@contextmanager
def a_terminal():
    ours, theirs = pty.openpty()
    source = os.fdopen(theirs, "r", closefd=True)
    try:
        yield ours, source
    finally:
        source.close()
        os.close(ours)


def echoes(source):
    return bool(termios.tcgetattr(source)[3] & termios.ECHO)


def test_two_keys_that_come_together_are_two_keys():
    with a_terminal() as (ours, source), single_keys(source) as keyboard:
        os.write(ours, b"nb")

        assert [keyboard.wait(1), keyboard.wait(0), keyboard.wait(0)] == ["n", "b", ""]


def test_a_terminal_that_hung_up_gives_time_and_no_keys(monkeypatch):
    with a_terminal() as (ours, source):
        keyboard = TerminalKeyboard(source)
        monkeypatch.setattr(os, "read", lambda *_: b"")
        os.write(ours, b"x\n")
        keyboard.wait(1)
        waited = []
        monkeypatch.setattr(keyboard._nothing, "wait", waited.append)
        keyboard.wait(0.5)

    assert waited == [0.5]


def test_without_a_terminal_there_is_only_time():
    assert TerminalKeyboard(None).wait(0) == ""


def test_keys_need_no_enter_and_the_terminal_is_put_back():
    with a_terminal() as (_, source):
        with single_keys(source):
            assert not echoes(source)
        assert echoes(source)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_signal_ends_it_with_its_code_and_a_whole_terminal(name):
    number = getattr(signal, name)
    with a_terminal() as (_, source):
        with pytest.raises(EndedBySignal) as ended, single_keys(source):
            signal.raise_signal(number)
        assert echoes(source)
    assert ended.value.code == 128 + number


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_work_that_a_signal_ends_lets_go_and_tells_by_its_code(name):
    number, let_go = getattr(signal, name), []

    def work():
        try:
            signal.raise_signal(number)
        finally:
            let_go.append(True)
        return 0

    assert until_signalled(work) == 128 + number
    assert let_go == [True]


def test_work_that_nothing_ends_has_its_own_code():
    assert until_signalled(lambda: 7) == 7


def test_what_handled_a_signal_before_does_so_again():
    before = signal.getsignal(signal.SIGTERM)
    with a_terminal() as (_, source), single_keys(source):
        assert signal.getsignal(signal.SIGTERM) is not before

    assert signal.getsignal(signal.SIGTERM) is before


STOPPED = """
import os, sys, termios
from hipmob_desktop.cli.terminal import (
    EndedBySignal,
    TerminalKeyboard,
    WindowsKeyboard,
    single_keys,
)
with single_keys(sys.stdin) as keyboard:
    print("ready", flush=True)
    while (key := keyboard.wait(5)) != "q":
        print("key", key, flush=True)
"""


def test_it_takes_keys_again_after_it_was_stopped_and_told_to_go_on():
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED],
        stdin=theirs,
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,  # in that of tests that nobody's shell started, no process is stopped
    )
    try:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTSTP)
        os.waitpid(process.pid, os.WUNTRACED)
        assert termios.tcgetattr(theirs)[3] & termios.ECHO
        process.send_signal(signal.SIGCONT)
        os.write(ours, b"n")
        assert process.stdout.readline() == "key n\n"
        assert not termios.tcgetattr(theirs)[3] & termios.ECHO
        os.write(ours, b"q")
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        os.close(ours)
        os.close(theirs)


class Console:
    """Windows' terminal: `keys` as it gives them, one for each call, with "" where none waits."""

    def __init__(self, *keys):
        self.keys = list(keys)
        self.waited = []

    def kbhit(self):
        if self.keys and not self.keys[0]:
            self.keys.pop(0)
            return False
        return bool(self.keys)

    def getwch(self):
        return self.keys.pop(0)

    def keyboard(self):
        return WindowsKeyboard(self, self.waited.append)


def test_a_terminal_of_windows_gives_its_keys_one_by_one():
    keyboard = Console("n", "b").keyboard()
    assert [keyboard.wait(1), keyboard.wait(1), keyboard.wait(0)] == ["n", "b", ""]


def test_a_terminal_of_windows_is_asked_until_the_time_is_over():
    console = Console("", "", "", "n")
    assert console.keyboard().wait(0.04) == ""
    assert sum(console.waited) == pytest.approx(0.04)
    assert console.keyboard().wait(0.04) == "n"


@pytest.mark.parametrize("first", ["\0", "\xe0"])
def test_an_arrow_on_windows_is_no_letter(first):
    keyboard = Console(first, "K", "n").keyboard()
    assert [keyboard.wait(0), keyboard.wait(0)] == ["", "n"]


def test_ctrl_c_that_comes_as_a_key_of_windows_ends_the_session():
    with pytest.raises(KeyboardInterrupt):
        Console("\x03").keyboard().wait(0)


def test_on_windows_keys_come_from_its_own_console(monkeypatch):
    monkeypatch.setitem(sys.modules, "msvcrt", Console("q"))
    monkeypatch.setattr(sys, "platform", "win32")
    with a_terminal() as (_, source), single_keys(source) as keyboard:
        assert keyboard.wait(1) == "q"
