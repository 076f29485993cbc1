# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the window: the list of routines first, and behind it everything else."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from hipmob_desktop.app.context import AppContext, MachineError
from hipmob_desktop.app.first_page import FirstPage
from hipmob_desktop.app.journal import JournalService
from hipmob_desktop.app.library_presenter import LibraryPresenter
from hipmob_desktop.app.preferences import PreferencesService
from hipmob_desktop.clocks import session_clock
from hipmob_desktop.content.coach_files import load_safety
from hipmob_desktop.desktop.single_instance import Outcome, SingleInstance, runtime_folder
from hipmob_desktop.desktop.start_request import Action, StartRequest
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.storage.background_worker import BackgroundWorker
from hipmob_desktop.storage.resume import ResumeFile
from hipmob_desktop.ui.theme.fonts import load_fonts
from hipmob_desktop.ui.theme.manager import ThemeManager

if TYPE_CHECKING:
    from hipmob_desktop.app.controller import AppController
    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.ui.kit.pages import PageName

SMALLEST_FONT_PX = 15
LINES_ON_SCREEN = 64
SETTLES_MS = 300
"""So long after its first paint the list has its pictures; then the rest is built."""


def run_window(world: AppContext, request: StartRequest) -> int:
    """Show the window until it is closed, or hand the request to the one that is open; 0.

    Raises:
        MachineError: what ships with the program cannot be read.
    """
    app = QApplication(sys.argv[:1])
    app.setApplicationName("hipmob-desktop")
    app.setApplicationDisplayName("HipMob Desktop")
    app.setDesktopFileName("hipmob-desktop")
    instance = _place_among_starts(world)
    if instance is not None and instance.claim(request) is Outcome.HANDED_OVER:
        return 0
    desk = Application(app, world, session_clock(_speed(request)))
    if instance is not None:
        instance.requested.connect(desk.handle)
        desk.settled.connect(instance.listen)
    desk.show(request)
    code = app.exec()
    desk.close()
    if instance is not None:
        instance.close()
    if desk.failure is not None:
        raise desk.failure
    return code


def _place_among_starts(world: AppContext) -> SingleInstance | None:
    try:
        return SingleInstance(runtime_folder(os.environ), world.paths.data)
    except OSError:
        return None


def _speed(request: StartRequest) -> float:
    speed = dict(request.options).get("speed", 1.0)
    return float(speed) if isinstance(speed, int | float) else 1.0


def text_px(system_px: int, screen_height: int, scale: float) -> int:
    """Ordinary text in pixels: as the system has it, but no speck on a screen of very many."""
    return round(max(SMALLEST_FONT_PX, system_px, screen_height // LINES_ON_SCREEN) * scale)


class Application(QObject):
    """The window with the list in it; what is backstage is built once the list is seen.

    Signals:
        settled: everything is there.
    """

    settled = Signal()

    def __init__(self, app: QApplication, world: AppContext, clock: Clock) -> None:
        super().__init__(app)
        self._app = app
        self._clock = clock
        self._backstage: AppController | None = None
        self.failure: MachineError | None = None
        self._disk, self._shelves = BackgroundWorker(), BackgroundWorker()
        self._has_point = ResumeFile(world.paths.data).is_there
        self.choices = PreferencesService(world.paths.config, self._disk)
        self._past = JournalService(world.paths.data, self._disk)
        self._system_px = QFontInfo(app.font()).pixelSize()
        theme_manager = ThemeManager(app, assets_dir(), load_fonts(assets_dir() / "fonts"))
        self._theme_manager = theme_manager
        self._dress(self.choices.now)
        safety = load_safety(data_dir() / "safety.toml")
        self.front = FirstPage(theme_manager, safety, world.library)
        page, bar = self.front.library, self.front.filters
        self.library = LibraryPresenter(world, page, bar, self._shelves, data_dir())
        self._connect()
        fault = self.choices.fault
        self.library.begin(self.choices.now, [fault] if fault else [])

    def _connect(self) -> None:
        page, _bar = self.front.library, self.front.filters
        page.start_requested.connect(self._begin)
        page.favourite_toggled.connect(self.choices.toggle_favourite)
        page.page_requested.connect(self._open)
        page.list.first_painted.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        self._past.learned.connect(self.library.learn)
        self.choices.changed.connect(self._on_chosen)

    @property
    def backstage(self) -> AppController:
        """Everything that is not seen at first, built now if it was not needed before.

        Raises:
            MachineError: what ships with the program cannot be read.
        """
        if self._backstage is None:
            from hipmob_desktop.app.controller import AppController

            self._backstage = AppController(
                self.front, self.library, self.choices, self._past, self._disk, self._clock
            )
        return self._backstage

    def show(self, request: StartRequest) -> None:
        """Open the window, with what was asked for in it."""
        window = self.front.window
        window.restore(b"")
        self.front.show_library()
        if self._has_point:
            self.backstage.offer_unfinished()
        if not self.choices.now.first_start_seen:
            self.backstage.pages.show(self.backstage.pages.welcome)
        window.show()
        if request.action is Action.PLAY:
            QTimer.singleShot(0, partial(self.handle, request))
            QTimer.singleShot(0, self._on_painted)

    @Slot()
    def _on_painted(self) -> None:
        gc.enable()
        self._past.learn()
        QTimer.singleShot(SETTLES_MS, self._settle)

    @Slot()
    def _settle(self) -> None:
        """Build what was not needed yet, before somebody asks for it."""
        try:
            _ = self.backstage
        except MachineError as error:
            self.failure = error
            self._app.quit()
        else:
            self.settled.emit()

    @Slot(object)
    def handle(self, request: StartRequest) -> None:
        """Do what a start asked for: come to the front, play a routine."""
        self.front.window.come_to_front()
        if request.action is Action.PLAY:
            self.backstage.play(request)

    @Slot(object)
    def _begin(self, routine: Routine) -> None:
        self.backstage.begin(routine)

    @Slot(object)
    def _open(self, page: PageName) -> None:
        self.backstage.open(page)

    @Slot(object, object)
    def _on_chosen(self, before: Preferences, now: Preferences) -> None:
        if (before.theme, before.text_scale) != (now.theme, now.text_scale):
            self._dress(now)
        self.library.choose(before, now)

    def _dress(self, preferences: Preferences) -> None:
        height = QGuiApplication.primaryScreen().size().height()
        self._theme_manager.apply(
            preferences.theme, text_px(self._system_px, height, preferences.text_scale)
        )

    def close(self) -> None:
        """Let everything go."""
        if self._backstage is not None:
            self._backstage.close()
        self._past.close()
        self._shelves.close()
        self._disk.close()
