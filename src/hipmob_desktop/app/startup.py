# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the window: the list of routines first, and behind it everything else."""

from __future__ import annotations

import gc
import os
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontInfo, QGuiApplication, QIcon

from hipmob_desktop import logs
from hipmob_desktop.app.context import AppContext, MachineError
from hipmob_desktop.app.faults import Notices, prepare_log
from hipmob_desktop.app.first_page import FirstPage
from hipmob_desktop.app.journal import JournalService
from hipmob_desktop.app.library_presenter import LibraryPresenter
from hipmob_desktop.app.preferences import PreferencesService, WindowPlace
from hipmob_desktop.app.program import SIGNALLED, place_among_starts, the_application
from hipmob_desktop.clocks import unix_ms
from hipmob_desktop.desktop.endings import SignalEndings
from hipmob_desktop.desktop.single_instance import Outcome
from hipmob_desktop.desktop.start_request import (
    ACTIVATION,
    Action,
    StartRequest,
    activation_in,
)
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.storage.background_worker import BackgroundWorker
from hipmob_desktop.storage.resume import ResumeFile
from hipmob_desktop.ui.theme.fonts import load_fonts
from hipmob_desktop.ui.theme.manager import ThemeManager
from hipmob_desktop.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from hipmob_desktop.app.at_home import AtHome
    from hipmob_desktop.app.controller import AppController
    from hipmob_desktop.app.first_start import FirstStart
    from hipmob_desktop.app.programmes import Course
    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.storage.history import History
    from hipmob_desktop.ui.kit.pages import PageName

SMALLEST_FONT_PX = 15
LINES_ON_SCREEN = 64
JOURNAL_WAIT_MS = 1_000
"""So long a session that is asked for at a start waits for what was done before."""

SOMETHING_LEFT = "A session is unfinished."
"""Said until it is known which, in the same strip, so that nothing on the page moves then."""
ROOM_FOR_IT = "Unfinished: Seven-move runner hips, Side-lying hip circles, left side, rep 10."
"""As long as what is said then."""
SOMETHING_UNSAVED = "Something was not saved when the program ended."
"""The same for what was being made."""

OFFERED_FOR_MS = 24 * 3_600_000
SETTLES_MS = 300
"""So long after its first paint the list has its pictures; then the rest is built."""


def run_window(
    context: AppContext, request: StartRequest, instead: Callable[[], NoReturn] | None = None
) -> int:
    """Show the window until it is closed, or hand the request to the one that is open.

    Where the display does not answer, `instead` is called, or the program ends with a line.

    Returns:
        0, or 128 and the number of the signal that closed it.

    Raises:
        MachineError: what ships with the program cannot be read.
    """
    prepare_log(context.paths.log)
    app = the_application(instead)
    request = replace(request, activation=request.activation or activation_in(os.environ))
    instance = place_among_starts(context.paths)
    if instance is not None and instance.claim(request) is Outcome.HANDED_OVER:
        return 0
    desk = Application(app, context)
    if instance is not None:
        instance.requested.connect(desk.handle)
        desk.settled.connect(instance.listen)
    desk.show(request)
    endings = SignalEndings()
    endings.asked.connect(desk.end)
    code = app.exec()
    desk.close()
    endings.close()
    if instance is not None:
        instance.close()
    if desk.failure is not None:
        raise desk.failure
    if desk.goes_on_reminding:
        from hipmob_desktop.app.reminding import quiet_words
        from hipmob_desktop.desktop.autostart import start_quietly

        start_quietly(quiet_words(context.paths))
    return code


def text_px(system_px: int, screen_height: int, scale: float) -> int:
    """Ordinary text in pixels: as the system has it, but no speck on a screen of very many."""
    return round(max(SMALLEST_FONT_PX, system_px, screen_height // LINES_ON_SCREEN) * scale)


def _is_small(request: StartRequest) -> bool:
    """Whether a start asks for a small window, beside what the person works in."""
    return request.action is Action.PLAY and bool(dict(request.options).get("small"))


class Application(QObject):
    """The window with the list in it; the controller of all else is built once that is seen.

    Signals:
        settled: everything is there.
    """

    settled = Signal()

    def __init__(self, app: QApplication, context: AppContext) -> None:
        super().__init__(app)
        self._app = app
        self._paths = context.paths
        self._controller: AppController | None = None
        self.failure: MachineError | None = None
        self.first_start: FirstStart | None = None
        self._disk, self._shelves = BackgroundWorker(), BackgroundWorker()
        self._place_file = ResumeFile(context.paths.data)
        self._has_point = self._place_file.is_there
        self._has_unsaved = any(context.paths.unsaved_folder.glob("*.json"))
        self._place = WindowPlace(context.paths.config)
        self._has_settled = False
        self._is_ended = False
        self._asked: StartRequest | None = None
        self.notices = Notices(self)
        self.preferences = PreferencesService(context.paths.settings_file, self._disk)
        self._journal = JournalService(context.paths.journal_file, self._disk)
        self._system_px = QFontInfo(app.font()).pixelSize()
        fonts = load_fonts(assets_dir() / "fonts")
        theme_manager = ThemeManager(app, assets_dir(), fonts)
        self._theme_manager = theme_manager
        self._apply_theme(self.preferences.now)
        self.front = FirstPage(theme_manager, context.library)
        page, bar = self.front.library, self.front.filters
        self.library = LibraryPresenter(context, page, bar, self._shelves, data_dir())
        self._connect()
        self.notices.tell("settings file", self.preferences.fault)
        self.library.begin(self.preferences.now, self.notices.standing)

    def _connect(self) -> None:
        page = self.front.library
        page.start_requested.connect(self._begin)
        page.favourite_toggled.connect(self.preferences.toggle_favourite)
        page.page_requested.connect(self._open)
        page.change_requested.connect(self._change)
        page.remove_requested.connect(self._remove)
        page.list.first_painted.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        self._journal.follow(self._course)
        self.library.day_changed.connect(self._journal.learn)
        self._journal.learned.connect(self.library.learn)
        self._journal.learned.connect(self._play_asked)
        self._journal.failed.connect(self.notices.teller("journal"))
        self.preferences.failed.connect(self.notices.teller("settings"))
        self.notices.changed.connect(self.library.show_notices)
        self.preferences.changed.connect(self._on_chosen)

    def _course(self, history: History) -> Course | None:
        """Where one stands in a programme, on the disk's thread; most people follow none."""
        from hipmob_desktop.storage.programme import is_followed

        if not is_followed(self._paths.data):
            return None
        from hipmob_desktop.app.programmes import ProgrammeDesk

        tell = self._journal.failed.emit
        tags = self.preferences.now.skip_tags
        return ProgrammeDesk(self.library.context, tell, tags).course(history)

    @cached_property
    def home(self) -> AtHome:
        """What serves the list while nothing else is wanted, built once the list is seen."""
        from hipmob_desktop.app.at_home import AtHome

        made = AtHome(self.front, self.library, self.preferences)
        made.dropped.connect(self._take_files)
        return made

    @property
    def controller(self) -> AppController:
        """Pages, sessions, voice: built now if nothing of it was wanted before.

        Raises:
            MachineError: what ships with the program cannot be read.
        """
        if self._controller is None:
            from hipmob_desktop.app.controller import AppController

            if not self.preferences.now.first_start_seen:
                self.library.read_all()
            self._controller = AppController(
                self.home, self.preferences, self._journal, self.notices, self._disk
            )
            if self._has_point:
                self._controller.offer_unfinished()
            self._controller.offer_check()  # an unfinished session is offered before it
            self._controller.asked.connect(self.handle)
            self._controller.quit_asked.connect(self._quit)
            gc.freeze()  # it all stays: a session is not to wait while it is looked through
        return self._controller

    @property
    def goes_on_reminding(self) -> bool:
        """Whether somebody who has closed the window is reminded all the same."""
        chosen = self.preferences.now.reminders
        return chosen.is_on and chosen.reach.outlasts_window and not self._is_ended

    def show(self, request: StartRequest) -> None:
        """Open the window, with what was asked for in it."""
        window = self.front.window
        window.restore(self._place.read())
        is_first = not self.preferences.now.first_start_seen
        if request.action is Action.PLAY and not is_first:
            window.show_nothing()  # the list is built to its end when somebody comes to see it
        else:
            self.front.show_library()
        if self._place_file.is_kept_since(unix_ms() - OFFERED_FOR_MS):
            self._offer_something()
        if self._has_unsaved:
            self.front.library.show_unsaved(SOMETHING_UNSAVED)
        if is_first:
            self._begin_first_start()
        if is_first or not _is_small(request):
            window.show()
        if request.action in (Action.PLAY, Action.SUGGESTED):
            self._asked = request
            self._journal.learn()
            wait = QTimer(self)  # one that goes with the window
            wait.setSingleShot(True)
            wait.timeout.connect(self._play_asked)
            wait.start(JOURNAL_WAIT_MS)
            QTimer.singleShot(0, self, self._on_painted)  # the list may not be painted for long

    def _offer_something(self) -> None:
        """Offer to go on with a session, before it is known which."""
        page = self.front.library
        page.head.strips.notice.accepted.connect(self._on_offer_taken)
        page.head.strips.notice.dismissed.connect(self._on_offer_refused)
        page.show_notice(SOMETHING_LEFT, room_for=ROOM_FOR_IT)

    def _begin_first_start(self) -> None:
        """Show the first screen of a first start; all else is built when that is seen."""
        from hipmob_desktop.app.first_start import FirstStart

        self.first_start = FirstStart(
            self.front, self.library, self.preferences, lambda: self.controller
        )
        self.first_start.page.first_painted.connect(
            self._on_painted, Qt.ConnectionType.QueuedConnection
        )
        self.first_start.page.first_painted.connect(
            self.library.read_on, Qt.ConnectionType.QueuedConnection
        )
        self.first_start.show()

    @Slot()
    def _on_painted(self) -> None:
        """The window is seen: what was put off for that comes now, once."""
        if self._has_settled:
            return
        self._has_settled = True
        gc.enable()
        logs.begin()
        self._journal.learn()
        self._disk.do("folders", self._make_folders)
        QTimer.singleShot(0 if self._has_point else SETTLES_MS, self, self._settle)

    def _make_folders(self) -> None:
        self.notices.tell("folders", self._paths.create())

    @Slot()
    def _settle(self) -> None:
        """Build what serves the list, and all else only where that has something to tell by now.

        It would stay in memory as long as the window, where most only look at the list.
        """
        # Where a desktop looks for no entry, this is the program's picture.
        self.front.window.setWindowIcon(QIcon(str(assets_dir() / "app_icon.svg")))
        _ = self.home
        self._journal.learned.connect(self._follow_programme)
        self._follow_programme()
        if self._has_point or self._has_unsaved or self.first_start is not None:
            self._built()
        if self.first_start is not None and self.failure is None:
            self.first_start.settle()
        if self.preferences.now.reminders.is_on:
            self._do(lambda controller: controller.on_demand.reminders)
        if self.failure is None:
            self.settled.emit()

    @Slot()
    def _follow_programme(self) -> None:
        """A programme may ask for the hip check, which is then offered on the list."""
        course = self._journal.known.course
        if course is not None and course.asks_for_check:
            self._built()

    def _built(self) -> AppController | None:
        """All there is; where it cannot be built the program ends."""
        try:
            return self.controller
        except MachineError as error:
            self.failure = error
            self._app.quit()
            return None

    def _do(self, what: Callable[[AppController], object]) -> None:
        """Do something with all there is."""
        controller = self._built()
        if controller is not None:
            what(controller)

    @Slot(object)
    def handle(self, request: StartRequest) -> None:
        """Do what a start asked for: come to the front, play a routine."""
        if request.action is Action.REMIND:
            return  # which this process does, where it is wanted
        if request.activation:
            os.environ[ACTIVATION] = request.activation  # Qt takes it from there, once
        if not _is_small(request):
            self.front.window.come_to_front()
        if request.action is Action.PLAY:
            self._do(lambda controller: controller.play(request))
        elif request.action is Action.SUGGESTED:
            self._do(lambda controller: controller.play_suggested(request))

    @Slot()
    def _on_offer_taken(self) -> None:
        """Go on with the session that was left, even before it is known which."""
        notice = self.front.library.head.strips.notice
        if self._controller is None and self.controller.has_offer:
            notice.accepted.emit()

    @Slot()
    def _on_offer_refused(self) -> None:
        if self._controller is None and self.controller.has_offer:
            self.front.library.head.strips.notice.dismissal.click()

    @Slot()
    def _play_asked(self) -> None:
        """Play what this start was asked for, now that it is known which moves are new."""
        request, self._asked = self._asked, None
        if request is not None:
            self.handle(request)

    @Slot(int)
    def end(self, number: int) -> None:
        """A signal asks for the end: what is done is kept, as when the window is closed."""
        self._is_ended = True
        self.front.window.may_close = lambda: True  # nobody is left to answer a question
        self.front.window.close()
        self._app.exit(SIGNALLED + number)

    @Slot()
    def _quit(self) -> None:
        """Somebody wants the end of it all, reminders among it."""
        self._is_ended = True
        self.front.window.close()

    @Slot(object)
    def _begin(self, routine: Routine) -> None:
        self._do(lambda controller: controller.begin(routine))

    @Slot(object)
    def _open(self, page: PageName) -> None:
        self._do(lambda controller: controller.open(page))

    @Slot(str)
    def _change(self, routine: str) -> None:
        self._do(lambda controller: controller.making.change(routine))

    @Slot(str)
    def _remove(self, routine: str) -> None:
        self._do(lambda controller: controller.making.remove(routine))

    @Slot(object)
    def _take_files(self, paths: Sequence[Path]) -> None:
        self._do(lambda controller: controller.take_files(paths))

    @Slot(object, object)
    def _on_chosen(self, before: Preferences, now: Preferences) -> None:
        if (before.theme, before.text_scale) != (now.theme, now.text_scale):
            self._apply_theme(now)
        self.library.choose(before, now)

    def _apply_theme(self, preferences: Preferences) -> None:
        height = QGuiApplication.primaryScreen().size().height()
        self._theme_manager.apply(
            preferences.theme, text_px(self._system_px, height, preferences.text_scale)
        )

    def close(self) -> None:
        """Let everything go."""
        self._place.keep(self.front.window.place)
        if self._controller is not None:
            self._controller.close()
        if "home" in self.__dict__:
            self.home.close()
        self._journal.close()
        self._shelves.close()
        self._disk.close()
