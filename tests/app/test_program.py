# SPDX-License-Identifier: GPL-3.0-or-later
"""There is one application in a process, and one process for a person and a folder."""

from types import SimpleNamespace

from hipmob_desktop.app import program
from hipmob_desktop.app.program import place_among_starts, the_application
from hipmob_desktop.desktop.single_instance import Outcome
from hipmob_desktop.desktop.start_request import StartRequest


def test_there_is_one_application_whoever_asks(qapp):
    assert the_application() is qapp
    assert qapp.desktopFileName() == "hipmob-desktop"
    assert qapp.applicationDisplayName() == "HipMob Desktop"


def test_the_first_start_for_a_folder_is_the_first(qapp, paths, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(paths.data.parent))
    place = place_among_starts(paths)
    assert place.claim(StartRequest()) is Outcome.FIRST
    place.close()


def test_where_there_is_no_place_for_it_nobody_is_stopped(paths, monkeypatch):
    def refused(_environ):
        raise PermissionError

    monkeypatch.setattr(program, "runtime_folder", refused)
    assert place_among_starts(paths) is None


def test_to_the_taskbar_it_is_a_program_before_it_is_an_application(qapp, monkeypatch):
    told = []
    made = SimpleNamespace(
        setApplicationName=lambda _: None,
        setApplicationDisplayName=lambda _: None,
        setDesktopFileName=lambda _: None,
    )

    class Fake:
        def __new__(cls, _words):
            told.append("made")
            return made

        @staticmethod
        def instance():
            return None

    monkeypatch.setattr(program, "QApplication", Fake)
    monkeypatch.setattr(program, "take_own_place_in_taskbar", lambda: told.append("place"))
    assert the_application() is made
    assert told == ["place", "made"]
