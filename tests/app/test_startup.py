# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal

from builders import the_library
from cases import some_of
from hipmob_desktop.app import controller, program, reminding, startup
from hipmob_desktop.app.context import AppContext, MachineError
from hipmob_desktop.app.journal import JournalSnapshot
from hipmob_desktop.app.session_manager import SessionManager
from hipmob_desktop.app.startup import Application, run_window, text_px
from hipmob_desktop.cli.main import main
from hipmob_desktop.clocks import unix_ms
from hipmob_desktop.core import resume
from hipmob_desktop.desktop import autostart
from hipmob_desktop.desktop.single_instance import Outcome
from hipmob_desktop.desktop.start_request import Action, StartRequest
from hipmob_desktop.storage.resume import ResumeFile
from hipmob_desktop.ui.main_window import MainWindow
from storage.points import POINT
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

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
    "hipmob_desktop.content.toml_file",
    "dataclasses",
    "inspect",
    "logging",
    "tempfile",
    "tomllib",
)
RARE = (
    "_hashlib",
    "PySide6.QtNetwork",
    "hipmob_desktop.installation",
    "hipmob_desktop.app.controller",
    "hipmob_desktop.app.take_along",
    "hipmob_desktop.ui.editor",
    "hipmob_desktop.ui.pages",
    "hipmob_desktop.ui.session",
    "hipmob_desktop.voice.voice",
    "wakepy",
)
OPEN = """
import sys

at_start = set(sys.modules)  # where what is run is counted, what counts is there already

from hipmob_desktop.desktop.qt_import import import_qt

import_qt()

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


def test_once_all_is_there_what_few_ever_ask_for_is_not(home):
    """It would stay in memory as long as the window, some of it for MiB."""
    imported = told(
        home,
        """
desk.settled.connect(app.quit)
desk.show(StartRequest())
app.exec()
print(*new_modules())
desk.close()
""",
    )
    assert "hipmob_desktop.app.at_home" in imported
    assert [module for module in RARE if module in imported] == []


@pytest.mark.sweep
def test_an_offer_stands_in_its_place_before_it_is_known_what_it_is(home):
    """What the words of the offer need is imported when the list is seen."""
    ResumeFile(home / "data").write(replace(POINT, saved_at_ms=unix_ms()), is_safe=False)
    shown, *imported = told(
        home,
        """
strip = desk.front.library.head.strips.notice
tell = lambda: print(strip.accessibleName().replace(" ", "_"), *new_modules())
cards.first_painted.connect(tell, Qt.ConnectionType.DirectConnection)
desk.show(StartRequest())
until(lambda: cards.is_painted)
desk.close()
""",
    )
    assert shown == startup.SOMETHING_LEFT.replace(" ", "_")
    assert [module for module in HEAVY if module in imported] == []


@pytest.mark.sweep
def test_what_is_hidden_is_made_when_the_list_is_painted(home):
    made = told(
        home,
        """
page = desk.front.library
pane = "hipmob_desktop.ui.library.routine_pane"
tell = lambda: print(pane in sys.modules, page.head.filters is not None)
cards.first_painted.connect(tell, Qt.ConnectionType.DirectConnection)
desk.show(StartRequest())
until(lambda: cards.is_painted)
until(lambda: page.head.filters is not None)
tell()
desk.close()
""",
    )
    assert made == ["False", "False", "True", "True"]


KEYS = [
    ("Key_F6", "NoModifier", "front.filters.minutes[5].hasFocus()"),
    ("Key_F", "ControlModifier", "front.library.head.search.hasFocus()"),
    ("Key_A", "NoModifier", "front.library.head.search.text() == 'a'"),
    ("Key_F10", "NoModifier", "app.activePopupWidget() is not None"),
    ("Key_Right", "NoModifier", "front.library.pane.isVisible()"),
    ("Key_Comma", "ControlModifier", "type(front.window.page).__name__ == 'SettingsScreen'"),
    ("Key_E", "ControlModifier", "type(front.window.page).__name__ == 'EditorScreen'"),
]


@pytest.mark.parametrize(("key", "modifier", "seen"), some_of(KEYS, KEYS[-1], are_several=True))
def test_whoever_presses_a_key_before_the_list_is_painted_gets_what_they_want(
    home, key, modifier, seen
):
    is_seen = told(
        home,
        f"""
from PySide6.QtTest import QTest
front = desk.front
desk.show(StartRequest())
window.activateWindow()
front.library.list.setFocus()
assert not cards.is_painted
QTest.keyClick(front.library.list, Qt.Key.{key}, Qt.KeyboardModifier.{modifier}, delay=-1)
app.setActiveWindow(window) if hasattr(app, "setActiveWindow") else None
print({seen})
desk.close()
""",
    )
    assert is_seen == ["True"]


@pytest.mark.sweep
def test_what_finds_words_that_are_typed_wrong_comes_with_the_first_letter(home):
    """It takes some MiB, and most people come for the routine that is suggested."""
    there = told(
        home,
        """
desk.show(StartRequest())
until(lambda: desk.library._index)
print("rapidfuzz" in sys.modules)
desk.front.library.head.search.setText("m")
until(lambda: "rapidfuzz" in sys.modules)
print("rapidfuzz" in sys.modules)
desk.close()
""",
    )
    assert there == ["False", "True"]


@pytest.mark.sweep
def test_whoever_starts_at_once_need_not_wait_for_the_list(home):
    page = told(
        home,
        """
desk.show(StartRequest())
desk.front.library.hero.start.click()
print(type(window.page).__name__)
desk.close()
""",
    )
    assert page == ["SessionScreen"]


@pytest.mark.sweep
def test_a_wish_to_play_leads_straight_to_the_stage(home):
    page = told(
        home,
        """
desk.show(StartRequest(action=Action.PLAY, routine="desk_break", options=(("no_voice", True),)))
until(lambda: not window.shows_nothing)
print(type(window.page).__name__)
desk.close()
""",
    )
    assert page == ["SessionScreen"]


def test_a_first_start_begins_with_three_questions_and_can_be_skipped(home):
    (home / "config" / "settings.json").unlink()
    pages = told(
        home,
        """
desk.show(StartRequest())
print(type(window.page).__name__)
desk.first_start.page.skip.click()
print(type(window.page).__name__, desk.preferences.now.first_start_seen)
desk.close()
""",
    )
    assert pages == ["WelcomeScreen", "LibraryScreen", "True"]


def test_nothing_heavy_is_imported_before_the_first_screen_of_a_first_start(tmp_path):
    imported = told(
        tmp_path,
        """
painted = []
desk.show(StartRequest())
page = desk.first_start.page
now = Qt.ConnectionType.DirectConnection
page.first_painted.connect(lambda: painted.append([*new_modules()]), now)
until(lambda: painted)
print(*painted[0])
desk.close()
""",
    )
    assert "hipmob_desktop.ui.pages.welcome" in imported
    read_at_first = ("hipmob_desktop.content.toml_file", "tomllib", "dataclasses", "inspect")
    assert [each for each in HEAVY if each in imported and each not in read_at_first] == []


@pytest.mark.sweep
def test_a_first_start_without_anything_kept_reads_the_list_behind_its_first_screen(tmp_path):
    counts = told(
        tmp_path,
        """
desk.show(StartRequest())
print(len(desk.library.context.library.entries))
until(lambda: not desk.library.context.library.unread)
print(len(desk.library.context.library.entries))
desk.close()
""",
    )
    assert counts[0] == "0"
    assert int(counts[1]) >= 14


@pytest.mark.sweep
def test_a_first_start_that_plays_at_once_finds_its_routine_though_nothing_was_read(tmp_path):
    page = told(
        tmp_path,
        """
desk.show(StartRequest(action=Action.PLAY, routine="desk_break", options=(("no_voice", True),)))
until(lambda: type(window.page).__name__ != "WelcomeScreen")
print(type(window.page).__name__)
desk.close()
""",
    )
    assert page == ["SessionScreen"]


@pytest.fixture
def settles(desk):
    """Opens the window and waits until everything is there; how often that was told."""

    def open_with(request=None):
        told = []
        desk.open(request)
        desk.running.settled.connect(lambda: told.append("settled"))
        desk.until(lambda: told)
        return told

    return open_with


def test_a_first_start_listens_to_others_while_the_welcome_is_read(desk, settles, paths):
    paths.settings_file.unlink()
    assert settles() == ["settled"]
    assert desk.page == "WelcomeScreen"


@pytest.mark.sweep
def test_the_welcome_is_shown_once(desk, paths):
    paths.settings_file.unlink()
    desk.open().running.first_start.page.skip.click()
    desk.close()
    assert desk.open().page == "LibraryScreen"


def test_the_list_settles_once_however_often_it_is_painted(desk, settles):
    told = settles()
    desk.running._on_painted()
    desk.app.processEvents()
    assert told == ["settled"]


def test_a_start_that_plays_settles_with_the_session_on_the_stage(desk, settles):
    settles(StartRequest(action=Action.PLAY, routine="desk_break"))
    desk.until(lambda: desk.session is not None)
    assert desk.page == "SessionScreen"


PLAYS = StartRequest(action=Action.PLAY, routine="desk_break")


def test_a_start_that_plays_finishes_the_list_when_somebody_comes_to_see_it(desk):
    desk.open(PLAYS)
    desk.until(lambda: desk.session is not None)
    page = desk.running.front.library
    assert not page.list.is_painted
    desk.passes(20_000)
    desk.stops()
    desk.running.front.show_library()
    desk.until(lambda: page.hero.time is not None and desk.running.library._index is not None)
    assert not desk.window.shows_nothing


def test_what_is_suggested_is_found_among_all_once_all_are_read(desk):
    desk.open(PLAYS)
    desk.until(lambda: desk.session is not None)
    asked = []
    desk.running.library._suggesting.suggest = lambda *_, **how: asked.append(how["shipped_only"])
    desk.running.front.show_library()
    desk.until(lambda: asked)
    assert asked[-1] is False


def test_a_start_that_cannot_play_says_why_on_the_list(desk, monkeypatch):
    fronted = []
    monkeypatch.setattr(MainWindow, "come_to_front", lambda _window: fronted.append(True))
    desk.open(replace(PLAYS, routine="no_such_routine"))
    desk.until(lambda: not desk.window.shows_nothing)
    assert desk.page == "LibraryScreen"
    assert "no_such_routine" in desk.faults
    assert fronted
    desk.running.library.learn(JournalSnapshot())
    desk.until(lambda: desk.running.library._index is not None)
    assert "no_such_routine" in desk.faults
    desk.pages.show(desk.pages.settings)
    desk.asks("no_such_routine")
    assert desk.page == "SettingsScreen"
    desk.plays()
    assert desk.faults == ""


def test_what_a_session_needs_is_not_looked_through_for_garbage(desk):
    before = gc.get_freeze_count()
    desk.open(PLAYS)
    desk.until(lambda: desk.session is not None)
    assert gc.get_freeze_count() > before


def test_until_it_is_known_what_is_played_the_window_is_empty(desk):
    desk.open(PLAYS)
    assert desk.window.shows_nothing
    assert desk.page == "QWidget"


def leaves(desk):
    """Play a routine for a while and close the window over it."""
    desk.open().plays()
    desk.passes(20_000)
    desk.stops()
    desk.close()


def test_nothing_on_the_list_moves_when_it_is_known_which_session_is_offered(desk, settles):
    leaves(desk)
    desk.open()
    desk.app.processEvents()
    assert desk.offer.accessibleName() == startup.SOMETHING_LEFT
    cards = desk.running.front.library.list
    before = desk.offer.geometry(), cards.geometry()
    desk.until(lambda: desk.offer.accessibleName().startswith("Unfinished: Desk break"))
    assert (desk.offer.geometry(), cards.geometry()) == before


@pytest.mark.sweep
def test_what_is_offered_is_told_before_anything_else_is_waited_for(desk, monkeypatch):
    leaves(desk)
    monkeypatch.setattr(startup, "SETTLES_MS", 60_000)
    desk.open()
    desk.until(lambda: desk.offer.accessibleName().startswith("Unfinished: "))


def test_an_offer_can_be_refused_before_it_is_known_what_it_is(desk):
    leaves(desk)
    desk.open().offer.dismissal.click()
    assert desk.offer.isHidden()
    assert desk.running.controller._offer.look().point is None


def test_a_place_too_old_to_go_on_from_is_not_offered_for_a_moment_either(desk, paths):
    leaves(desk)
    old = unix_ms() / 1_000 - startup.OFFERED_FOR_MS / 1_000 - 60
    for file in paths.data.glob("resume*.json"):
        os.utime(file, (old, old))
    assert desk.open().offer.isHidden()
    assert startup.OFFERED_FOR_MS == resume.OFFERED_FOR_MS


def test_a_session_that_was_left_is_entered_though_another_begins_at_once(desk, monkeypatch):
    leaves(desk)
    acts = []
    monkeypatch.setattr(SessionManager, "found", lambda *_: acts.append("enters what was left"))
    monkeypatch.setattr(SessionManager, "begin", lambda *_: acts.append("begins"))
    desk.open().running.front.library.hero.start.click()
    assert acts == ["enters what was left", "begins"]


def test_another_start_that_asks_for_nothing_brings_the_window_to_the_front(desk):
    desk.open().window.showMinimized()
    desk.running.handle(StartRequest())
    assert not desk.window.isMinimized()
    assert desk.page == "LibraryScreen"


def test_the_window_is_as_large_as_it_was_left(desk):
    desk.open().window.resize(612, 433)
    desk.close()
    assert desk.open().window.size().toTuple() == (612, 433)


def test_folders_that_cannot_be_made_are_said_on_the_list(desk, settles, paths):
    paths.cache.write_text("in the way", "utf-8")
    settles()
    desk.until(lambda: desk.faults)
    assert f"Cannot write to {paths.cache}" in desk.faults


def test_settings_that_cannot_be_read_are_said_on_the_list(desk, paths):
    paths.settings_file.write_text("{", "utf-8")
    assert str(paths.settings_file) in desk.open().faults


def test_settings_that_cannot_be_kept_are_said_on_the_list(desk, paths):
    preferences = desk.open().running.preferences
    paths.settings_file.unlink()
    paths.settings_file.mkdir()
    preferences.choose(replace(preferences.now, rate=200))
    desk.until(lambda: str(paths.settings_file) in desk.faults)


@pytest.mark.sweep
def test_a_favourite_is_one_tomorrow(desk):
    desk.open().running.front.library.favourite_toggled.emit("desk_break")
    desk.close()
    assert desk.open().running.preferences.now.favourites == ("desk_break",)


def test_a_larger_type_is_worn_at_once(desk):
    preferences = desk.open().running.preferences
    before = desk.app.font().pixelSize()
    preferences.choose(replace(preferences.now, text_scale=2.0))
    assert desk.app.font().pixelSize() == 2 * before


def test_a_program_that_lacks_what_ships_with_it_says_so_and_ends(desk, monkeypatch):
    def refuse(*_):
        raise MachineError("the words are gone")

    monkeypatch.setattr(controller, "AppController", refuse)
    ended = []
    desk.open()
    desk.until(lambda: "home" in vars(desk.running))
    assert desk.running.failure is None
    desk.running._app = SimpleNamespace(quit=lambda: ended.append("quit"))
    desk.running.front.library.hero.start.click()
    assert (str(desk.running.failure), ended) == ("the words are gone", ["quit"])


def test_at_a_first_start_it_says_so_at_once(desk, monkeypatch, paths):
    def refuse(*_):
        raise MachineError("the words are gone")

    paths.settings_file.unlink()
    monkeypatch.setattr(controller, "AppController", refuse)
    desk.open()
    settled = []
    desk.running.settled.connect(lambda: settled.append("settled"))
    desk.until(lambda: desk.running.failure is not None)
    assert settled == []


class OneStart(QObject):
    """This start's place among all; it may be that another one was there first."""

    requested = Signal(object)

    def __init__(self, outcome):
        super().__init__()
        self._outcome, self.claimed, self.acts = outcome, [], []

    def claim(self, request):
        self.claimed.append(request)
        return self._outcome

    def listen(self):
        self.acts.append("listens")

    def close(self):
        self.acts.append("closes")


@pytest.fixture
def runs(desk, qapp, monkeypatch, paths):
    """Runs the window to its end among other starts, with what is done while it is open."""

    def run(instance, while_open=lambda: None):
        def begin(app, context):
            desk.running = Application(app, context)
            return desk.running

        def execute():
            while_open()
            desk.window.close()
            return 3

        app = SimpleNamespace(exec=execute)
        monkeypatch.setattr(startup, "prepare_log", str)
        monkeypatch.setattr(startup, "the_application", lambda _: app)
        monkeypatch.setattr(program, "SingleInstance", lambda *_: instance())
        monkeypatch.setattr(startup, "Application", lambda _, context: begin(qapp, context))
        code = run_window(AppContext(paths, the_library()), StartRequest())
        if desk.running is not None:
            desk.forget()
        return code

    return run


def test_a_start_that_another_one_takes_over_opens_no_window(runs):
    instance = OneStart(Outcome.HANDED_OVER)
    assert runs(lambda: instance, pytest.fail) == 0
    assert instance.claimed == [StartRequest()]


def test_the_first_start_listens_and_does_what_others_ask(desk, runs):
    instance = OneStart(Outcome.FIRST)
    seen = []

    def another_start():
        desk.until(lambda: instance.acts == ["listens"])
        asked = StartRequest(action=Action.PLAY, routine="desk_break")
        instance.requested.emit(asked)
        seen.append(desk.page)

    assert runs(lambda: instance, another_start) == 3
    assert seen == ["SessionScreen"]
    assert instance.acts == ["listens", "closes"]


def test_a_window_opens_where_no_start_can_know_of_another(desk, runs):
    def refuse():
        raise OSError("no folder for it")

    seen = []
    assert runs(refuse, lambda: seen.append(desk.page)) == 3
    assert seen == ["LibraryScreen"]


@pytest.fixture
def started(monkeypatch):
    """The programs without a window that were started to go on."""
    started = []
    monkeypatch.setattr(reminding, "start_words", lambda: ("/opt/hip",))
    monkeypatch.setattr(autostart, "start_quietly", started.append)
    return started


def reminded(paths, reach):
    chosen = {"on": True, "reach": reach, "times": ["15:00"]}
    settings = {"version": 1, "first_start_seen": True, "reminders": chosen}
    paths.settings_file.write_text(json.dumps(settings), "utf-8")


def test_closed_it_goes_on_without_a_window_once_its_place_is_free(runs, started, paths):
    reminded(paths, "closed")
    instance = OneStart(Outcome.FIRST)
    while_open = []
    runs(lambda: instance, lambda: while_open.extend(started))
    assert while_open == []
    assert started == [("/opt/hip", "remind", "--data-dir", str(paths.named))]
    assert instance.acts[-1] == "closes"


def test_closed_it_is_over_where_that_was_not_chosen(runs, started, paths):
    reminded(paths, "window")
    runs(lambda: OneStart(Outcome.FIRST))
    assert started == []


def test_a_signal_is_the_end_of_reminders_too(desk, runs, started, paths):
    reminded(paths, "closed")

    def ends():
        desk.running._app = SimpleNamespace(exit=int)
        desk.running.end(15)

    runs(lambda: OneStart(Outcome.FIRST), ends)
    assert started == []


@pytest.mark.sweep
def test_a_second_start_hands_on_what_lets_the_window_come_to_the_front(desk, monkeypatch):
    """As Wayland has it: only whoever was given a token may bring a window to the front."""
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")  # so that it is put back when this is over
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN")
    desk.open()
    seen = []
    monkeypatch.setattr(
        desk.window, "come_to_front", lambda: seen.append(os.environ.get("XDG_ACTIVATION_TOKEN"))
    )
    desk.running.handle(StartRequest())
    desk.running.handle(StartRequest(activation="7"))

    assert seen == [None, "7"]


def test_the_window_has_the_program_s_picture(desk):
    desk.open()
    desk.until(lambda: desk.running._has_settled)
    desk.until(lambda: not desk.window.windowIcon().isNull())
    assert (
        desk.window.windowIcon().availableSizes()
        or not desk.window.windowIcon().pixmap(64).isNull()
    )
