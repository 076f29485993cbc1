# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
import subprocess
import sys

import pytest

from hipmob_desktop.app.startup import text_px
from hipmob_desktop.cli.main import main

HEAVY = (
    "msgspec",
    "sqlite3",
    "rapidfuzz",
    "PySide6.QtNetwork",
    "hipmob_desktop.cli.parser",
    "hipmob_desktop.app.controller",
    "hipmob_desktop.figure.model",
    "hipmob_desktop.core.move",
    "hipmob_desktop.core.session",
)
OPEN = """
import sys

at_start = set(sys.modules)  # where what is run is counted, what counts is there already

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hipmob_desktop.app.context import open_context
from hipmob_desktop.app.startup import Application
from hipmob_desktop.desktop.start_request import Action, StartRequest
from hipmob_desktop.paths import Paths

app = QApplication(sys.argv[:1])
world = open_context(Paths.below(Path(sys.argv[1])), reads_all=False)
desk = Application(app, world)
window, cards = desk.front.window, desk.front.library.list


def until(is_so):
    while not is_so():
        app.processEvents()


def new_modules():
    return sys.modules.keys() - at_start

"""


@pytest.fixture
def home(tmp_path, capsys):
    """A place where the program has been before."""
    assert main(["list", "--data-dir", str(tmp_path)]) == 0
    capsys.readouterr()
    settings = tmp_path / "config" / "settings.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"version": 1, "first_start_seen": True}), "utf-8")
    return tmp_path


def told(home, code):
    """What `code` prints in a process of its own, after the window has been made."""
    command = [sys.executable, "-c", OPEN + code, str(home)]
    return subprocess.check_output(command, text=True).split()


@pytest.mark.parametrize(
    ("system_px", "screen_height", "scale", "px"),
    [(12, 768, 1.0, 15), (18, 768, 1.0, 18), (12, 2160, 1.0, 33), (12, 768, 2.0, 30)],
)
def test_ordinary_text_is_no_speck_on_a_screen_of_very_many_pixels(
    system_px, screen_height, scale, px
):
    assert text_px(system_px, screen_height, scale) == px


def test_nothing_that_the_list_does_not_need_is_imported_before_it_is_painted(home):
    imported = told(
        home,
        """
cards.first_painted.connect(lambda: print(*new_modules()), Qt.ConnectionType.DirectConnection)
desk.show(StartRequest())
until(lambda: cards.is_painted)
desk.close()
""",
    )
    assert "hipmob_desktop.app.first_page" in imported
    assert [module for module in HEAVY if module in imported] == []


def test_whoever_starts_at_once_need_not_wait_for_the_list(home):
    page = told(
        home,
        """
desk.show(StartRequest())
desk.front.library.bar.start.click()
print(type(window.page).__name__)
desk.close()
""",
    )
    assert page == ["SessionScreen"]


def test_a_wish_to_play_leads_straight_to_the_stage(home):
    page = told(
        home,
        """
desk.show(StartRequest(action=Action.PLAY, routine="desk_break", options=(("no_voice", True),)))
until(lambda: window.page is not desk.front.library)
print(type(window.page).__name__)
desk.close()
""",
    )
    assert page == ["SessionScreen"]


def test_a_first_start_begins_with_a_few_sentences_and_then_shows_the_list(home):
    (home / "config" / "settings.json").unlink()
    pages = told(
        home,
        """
desk.show(StartRequest())
print(type(window.page).__name__)
desk.controller.pages.welcome.begin.click()
print(type(window.page).__name__, desk.preferences.now.first_start_seen)
desk.close()
""",
    )
    assert pages == ["WelcomeScreen", "LibraryScreen", "True"]
