# SPDX-License-Identifier: GPL-3.0-or-later
"""There is one application in a process, and one process for a person and a folder."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

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
    monkeypatch.setattr(program, "spare_memory", lambda: told.append("memory"))
    assert the_application() is made
    assert told == ["place", "memory", "made"]


LARGE_LIGHT = """
from pathlib import Path
from PySide6.QtGui import QImage, QPainter, QRadialGradient
from hipmob_desktop.app.program import the_application

app = the_application()
picture = QImage(2000, 2000, QImage.Format.Format_RGB32)
light = QRadialGradient(1000, 1000, 900)
light.setColorAt(0, "red")
light.setColorAt(1, "blue")
with QPainter(picture) as painter:
    painter.fillRect(picture.rect(), light)
print([name.read_text() for name in Path("/proc/self/task").glob("*/comm")])
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are listed on Linux")
def test_a_large_light_is_painted_without_waking_other_threads():
    words = [sys.executable, "-c", LARGE_LIGHT]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    assert "pooled" not in told
