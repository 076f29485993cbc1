# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line knows whether a window can be shown, and reminds until one is wanted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from hipmob_desktop import installation
from hipmob_desktop.cli import window
from hipmob_desktop.cli.main import MACHINE_LACKS, OK, main
from hipmob_desktop.desktop.start_request import Action, StartRequest

LOOK = """
import linecache
{import_qt}
from hipmob_desktop.ui.text import day_text
print(any("ui/text.py" in name for name in linecache.cache))
"""
OURS = "from hipmob_desktop.desktop.qt_import import import_qt; import_qt()"
PLAIN = "import PySide6.QtCore"
WANTED = StartRequest(action=Action.PLAY, routine="desk_break")


def is_source_kept(import_qt):
    code = LOOK.format(import_qt=import_qt)
    return subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "True"


def test_the_source_of_what_is_imported_after_qt_is_not_kept():
    assert not is_source_kept(OURS)


def test_the_reason_for_it_is_still_there():
    assert is_source_kept(PLAIN)


@pytest.fixture
def no_display(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_display_is_known_by_its_name(no_display, monkeypatch, name):
    assert not window.has_display()
    monkeypatch.setenv(name, "here")
    assert window.has_display()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_on_other_systems_there_always_is_a_display(no_display, monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    assert window.has_display()


# -- a display that does not answer --------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "again"),
    [
        (["play", "desk_break"], ["play", "desk_break", "--console"]),
        (["play", "--", "-odd.toml"], ["play", "--console", "--", "-odd.toml"]),
    ],
)
def test_a_session_becomes_one_of_the_terminal(monkeypatch, capsys, words, again):
    became = []
    monkeypatch.setattr(sys, "argv", ["hipmob-desktop", *words])
    monkeypatch.setattr(installation, "start_words", lambda: ("/opt/hipmob", "-x"))
    monkeypatch.setattr(os, "execv", lambda *told: became.append(told))
    window.go_on_in_terminal()
    assert became == [("/opt/hipmob", ["/opt/hipmob", "-x", *again])]
    assert capsys.readouterr().err == f"{window.IN_TERMINAL}\n"


# -- reminders without a window ------------------------------------------------------------------


@pytest.fixture
def remind(tmp_path, capsys, monkeypatch):
    """Runs `remind` for somebody who has chosen; what it shows comes from `quiet` and `opened`."""
    world = SimpleNamespace(quiet=[], opened=[], ends_with=OK)

    def run_quietly(paths, chosen):
        world.quiet.append((paths, chosen))
        return world.ends_with

    def run_window(context, request, _instead):
        world.opened.append((context, request))
        return OK

    def run(**chosen):
        settings = tmp_path / "config" / "settings.json"
        settings.parent.mkdir(exist_ok=True)
        settings.write_text(json.dumps({"version": 1, "reminders": chosen}), "utf-8")
        code = main(["remind", "--data-dir", str(tmp_path)])
        return code, *capsys.readouterr()

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(window, "import_qt", lambda: None)
    for name, made in (("quiet_start", run_quietly), ("startup", run_window)):
        module = SimpleNamespace(**{made.__name__: made})
        monkeypatch.setitem(sys.modules, f"hipmob_desktop.app.{name}", module)
    world.run, world.folder = run, tmp_path
    return world


def test_switched_off_it_says_so_and_is_no_fault(remind):
    code, out, err = remind.run(on=False)
    assert (code, out, remind.quiet) == (OK, "", [])
    assert err == (
        "hipmob-desktop: reminders are switched off: Settings, Reminders switches them on\n"
    )


def test_it_reminds_as_the_settings_have_it_and_ends_as_that_ends(remind):
    remind.ends_with = 143
    assert remind.run(on=True, times=["10:00"]) == (143, "", "")
    ((paths, chosen),) = remind.quiet
    assert paths.named == remind.folder
    assert chosen.reminders.times == (600,)
    assert remind.opened == []


def test_what_is_wanted_of_the_window_is_shown_in_it(remind):
    remind.ends_with = WANTED
    assert remind.run(on=True) == (OK, "", "")
    ((context, request),) = remind.opened
    assert request == WANTED
    assert context.paths.named == remind.folder


def test_without_a_display_it_says_what_to_do(remind, no_display):
    code, _, err = remind.run(on=True)
    assert code == MACHINE_LACKS
    assert "no display" in err


def test_without_its_libraries_it_says_so(remind, monkeypatch):
    def broken():
        raise ImportError("libEGL.so.1: cannot open shared object file")

    monkeypatch.setattr(window, "import_qt", broken)
    code, _, err = remind.run(on=True)
    assert code == MACHINE_LACKS
    assert "libEGL.so.1" in err
