# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every command that a test types, and time that a session need not wait for."""

from contextlib import nullcontext

import pytest

from fakes import FakeClock
from hipmob_desktop.cli import console, hip_check
from hipmob_desktop.cli import main as command_line
from hipmob_desktop.core.player import MAX_GAP_MS
from hipmob_desktop.storage.journal import Journal

CODES = {0, 1, 2, 3, 129, 130, 143}
"""Those that a command may end with, as the module tells them."""

A_DAY_MS = 86_400_000


@pytest.fixture(autouse=True)
def _every_command_ends_with_an_exit_code(monkeypatch):
    run = command_line._run

    def checked(words):
        code = run(words)
        assert type(code) is int
        assert code in CODES
        return code

    monkeypatch.setattr(command_line, "_run", checked)


@pytest.fixture(autouse=True)
def _every_command_closes_the_journals_that_it_opens(monkeypatch):
    run, opened = command_line._run, []
    begin, end = Journal.__init__, Journal.close

    def begins(journal, *words, **named):
        begin(journal, *words, **named)
        opened.append(journal)

    def ends(journal):
        end(journal)
        opened.remove(journal)

    def checked(words):
        before = list(opened)
        try:
            return run(words)
        finally:
            assert opened == before

    monkeypatch.setattr(Journal, "__init__", begins)
    monkeypatch.setattr(Journal, "close", ends)
    monkeypatch.setattr(command_line, "_run", checked)


class WaitingKeyboard:
    """No key is pressed; most of what a session takes for a sleep of the computer passes."""

    def __init__(self, clock):
        self.clock = clock

    def wait(self, _seconds):
        self.clock.move(ms=MAX_GAP_MS * 9 // 10)
        assert self.clock() < A_DAY_MS, "the session does not come to its end"
        return ""


@pytest.fixture
def waited(monkeypatch):
    """A clock that goes on while a key is waited for, nearly as far as a session lets it."""
    clock = FakeClock()
    keyboard = WaitingKeyboard(clock)
    for face in (console, hip_check):
        monkeypatch.setattr(face, "session_clock", lambda speed: lambda: int(clock() * speed))
        monkeypatch.setattr(face, "single_keys", lambda _source: nullcontext(keyboard))
    return clock
