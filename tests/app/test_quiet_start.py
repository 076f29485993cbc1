# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a window the program reminds, is small, and becomes the window when that is wanted."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QTimer

from app.reminded import Life, Shown
from hipmob_desktop.app import quiet_start
from hipmob_desktop.app.quiet_start import QuietProgram, run_quietly, title_of
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.core.reminder_settings import WEEK, ReminderSettings
from hipmob_desktop.desktop.single_instance import Outcome
from hipmob_desktop.desktop.start_request import Action, StartRequest

pytestmark = pytest.mark.qt_log_ignore("does not support", "systemTrayWindowChanged", extend=True)

ON = Preferences(reminders=ReminderSettings(is_on=True, days=WEEK))
SHOW = StartRequest()
WINDOW_ONLY = (
    "hipmob_desktop.app.startup",
    "hipmob_desktop.app.first_page",
    "hipmob_desktop.app.controller",
    "hipmob_desktop.content.library",
    "hipmob_desktop.ui.main_window",
    "hipmob_desktop.ui.library.screen",
    "hipmob_desktop.ui.theme.manager",
    "sqlite3",
    "msgspec",
)


@pytest.fixture
def life(monkeypatch, paths):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(paths.data.parent))
    return Life(monkeypatch)


@pytest.fixture
def program(qapp, life, paths):
    program = QuietProgram(qapp, paths, ON)
    yield program
    program.close()


def soon(qapp, what):
    QTimer.singleShot(50, qapp, what)


def test_it_says_once_that_reminders_go_on_and_what_comes_next(program, qtbot):
    qtbot.waitUntil(lambda: bool(Shown.last.notices))
    program.reminding.reminders.look()
    qtbot.wait(50)
    (notice,) = Shown.last.notices
    assert notice.title == "Reminders go on"
    assert "Next: " in notice.body


def test_a_wish_for_the_window_ends_the_quiet(qapp, program):
    soon(qapp, lambda: program.reminding.asked.emit(SHOW))
    qapp.exec()
    assert program.request == SHOW


def test_quit_ends_it_all(qapp, program):
    soon(qapp, program.reminding.quit_asked.emit)
    qapp.exec()
    assert program.request is None


def test_a_signal_ends_it_with_its_number(qapp, program):
    soon(qapp, lambda: program.end(15))
    assert qapp.exec() == 143
    assert program.request is None


def test_where_nothing_can_be_shown_the_log_says_so(program, caplog):
    program.reminding.unseen.emit("Time to move", "Desk break")
    assert "no notifications and no tray" in caplog.text
    assert "Time to move" in caplog.text


def test_another_quiet_start_changes_nothing(program):
    program.handle(StartRequest(action=Action.REMIND))
    assert program.request is None


@pytest.fixture
def quietly(qapp, life, paths, monkeypatch):
    """Runs it whole; what happens after a moment is given."""
    monkeypatch.setattr(quiet_start, "write_faults_to", lambda _folder: None)

    def run(then=qapp.quit):
        soon(qapp, then)
        return run_quietly(paths, ON)

    yield run
    qapp.setQuitOnLastWindowClosed(True)


def test_what_is_wanted_of_the_window_comes_back(quietly, qapp, monkeypatch):
    made = []
    monkeypatch.setattr(
        quiet_start, "QuietProgram", lambda *given: made.append(QuietProgram(*given)) or made[0]
    )
    wanted = StartRequest(action=Action.PLAY, routine="desk_break", activation="token-1")
    assert quietly(lambda: made[0].handle(wanted)) == wanted
    assert qapp.quitOnLastWindowClosed()


def test_where_nothing_is_wanted_it_ends_well(quietly):
    assert quietly() == 0


@pytest.mark.parametrize("outcome", [Outcome.HANDED_OVER, Outcome.NO_ANSWER])
def test_where_a_window_or_another_like_this_reminds_there_is_nothing_to_do(
    qapp, life, paths, monkeypatch, outcome
):
    place = SimpleNamespace(claim=lambda _wish: outcome)
    monkeypatch.setattr(quiet_start, "place_among_starts", lambda _paths: place)
    monkeypatch.setattr(quiet_start, "write_faults_to", lambda _folder: None)
    assert run_quietly(paths, ON) == 0


def test_a_routine_is_called_by_its_title(paths):
    assert title_of(paths, "desk_break") == "Desk break"
    assert title_of(paths, "none") == ""


# -- a process of its own ------------------------------------------------------------------------


@pytest.fixture
def waiting(paths, monkeypatch):
    """The program as it waits, in a process that prints its modules when it is told to."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(paths.data.parent))
    chosen = {"on": True, "reach": "closed", "times": ["15:00"]}
    settings = {"version": 1, "first_start_seen": True, "reminders": chosen}
    paths.settings_file.write_text(json.dumps(settings), "utf-8")
    code = (
        "import sys, threading\n"
        "at_start = set(sys.modules)\n"  # what counts the lines that are run is there already
        "from hipmob_desktop.cli.main import main\n"
        "told = lambda: print(*sorted(set(sys.modules) - at_start), flush=True)\n"
        "threading.Timer(1.5, told).start()\n"
        f"sys.exit(main(['remind', '--data-dir', {str(paths.named)!r}]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.communicate()


def test_nothing_of_the_window_is_imported_while_it_waits(waiting):
    modules = waiting.stdout.readline().split()
    assert "hipmob_desktop.app.quiet_start" in modules
    assert [name for name in WINDOW_ONLY if name in modules] == []


@pytest.mark.sweep
def test_a_signal_ends_it_as_it_ends_a_window(waiting):
    waiting.stdout.readline()
    waiting.send_signal(signal.SIGTERM)
    assert waiting.wait(timeout=20) == 143


@pytest.mark.sweep
def test_a_start_of_the_window_is_taken_over_and_leaves_the_window_to_this_one(waiting, paths):
    waiting.stdout.readline()
    command = [sys.executable, "-m", "hipmob_desktop", "--data-dir", str(paths.named)]
    assert subprocess.run(command, check=False, timeout=30).returncode == 0
    again = subprocess.run(command, check=False, timeout=30)
    assert again.returncode == 0
    assert waiting.poll() is None
    waiting.send_signal(signal.SIGTERM)
    assert waiting.wait(timeout=20) == 143


@pytest.mark.sweep
def test_a_second_start_of_the_same_kind_ends_at_once(waiting, paths):
    waiting.stdout.readline()
    begun = time.monotonic()
    command = [sys.executable, "-m", "hipmob_desktop", "remind", "--data-dir", str(paths.named)]
    assert subprocess.run(command, check=False, timeout=30).returncode == 0
    assert time.monotonic() - begun < 25
    assert waiting.poll() is None
