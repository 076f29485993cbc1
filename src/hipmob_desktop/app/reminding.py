# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminders with their icon in the tray, and the page on which they are chosen.

The window has both; the program without a window, which `quiet_start` runs, the first alone.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from hipmob_desktop.app.reminders import Reminders, World
from hipmob_desktop.core.reminder_settings import Reach
from hipmob_desktop.desktop.autostart import QUIETLY, set_autostart
from hipmob_desktop.desktop.start_request import StartRequest
from hipmob_desktop.desktop.tray import Tray, TrayWords
from hipmob_desktop.files import is_there
from hipmob_desktop.installation import start_words
from hipmob_desktop.resources import assets_dir
from hipmob_desktop.ui.pages import reminder_words as words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hipmob_desktop.app.faults import Notices
    from hipmob_desktop.app.first_page import FirstPage
    from hipmob_desktop.app.preferences import PreferencesService
    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.core.reminder_settings import ReminderSettings
    from hipmob_desktop.paths import Paths

_log = logging.getLogger(__name__)

ICON = "app_icon.svg"
TRAY_WORDS = TrayWords(
    name=words.PROGRAM,
    start=words.START_SUGGESTED,
    open=words.OPEN,
    pause=words.PAUSE,
    quit=words.QUIT,
)


def quiet_words(paths: Paths) -> tuple[str, ...]:
    """What starts the program without a window, for the same folders."""
    folder = () if paths.named is None else ("--data-dir", str(paths.named))
    return (*start_words(), QUIETLY, *folder)


def last_session_ms(journal_file: Path) -> int | None:
    """When the last session began, in Unix time; None where there was none. Takes its time."""
    if not is_there(journal_file):
        return None
    from hipmob_desktop.storage.history import History
    from hipmob_desktop.storage.journal import Journal

    journal = Journal(journal_file, partial(_log.info, "%s"))
    try:
        lines = History(journal).lines(most=1)
    finally:
        journal.close()
    return lines[0].started_at_ms if lines else None


class Reminding(QObject):
    """Reminders and the icon in the tray, as long as they are switched on.

    Signals:
        asked: a StartRequest, from a notification or the tray.
        quit_asked: reminders are to end with this process.
        unseen: a title and a sentence that neither the desktop nor a tray has shown.
    """

    asked = Signal(object)
    quit_asked = Signal()
    unseen = Signal(str, str)

    def __init__(self, paths: Paths, world: World, parent: QObject | None = None) -> None:
        super().__init__(parent)
        icon = assets_dir() / ICON
        self._icon = icon
        self._tray: Tray | None = None
        self.reminders = Reminders(paths.data, world, icon.as_uri(), self)
        self.reminders.asked.connect(self.asked)
        self.reminders.next_changed.connect(self._show_next)
        self.reminders.unseen.connect(self._on_unseen)

    @property
    def tray(self) -> Tray:
        """The icon in the tray, made when it is first wanted."""
        if self._tray is None:
            self._tray = tray = Tray(TRAY_WORDS, self._icon, self)
            tray.start_asked.connect(self._start)
            tray.message_clicked.connect(self._start)
            tray.open_asked.connect(self._open)
            tray.quit_asked.connect(self.quit_asked)
            tray.pause_asked.connect(self._pause)
        return self._tray

    def follow(self, settings: ReminderSettings) -> None:
        """Remind as a person has chosen, from now on."""
        self.reminders.follow(settings)
        if settings.is_on and settings.reach.outlasts_window:
            self.tray.show()
            self._show_next(self.reminders.next_words)
        elif self._tray is not None:
            self._tray.close()

    @Slot(str)
    def _show_next(self, next_words: str) -> None:
        if self._tray is not None:
            self._tray.tell(is_paused=self.reminders.is_paused, tip=next_words)

    @Slot(str, str)
    def _on_unseen(self, title: str, body: str) -> None:
        if self._tray is None or not self._tray.say(title, body):
            self.unseen.emit(title, body)

    @Slot()
    def _start(self) -> None:
        self.asked.emit(self.reminders.start_waiting())

    @Slot()
    def _open(self) -> None:
        self.asked.emit(StartRequest())

    @Slot(bool)
    def _pause(self, is_so: bool) -> None:  # noqa: FBT001 - the signal's shape
        self.reminders.pause(is_so=is_so)

    def close(self) -> None:
        """Let everything go."""
        if self._tray is not None:
            self._tray.close()
        self.reminders.close()


class RemindersPresenter(QObject):
    """Reminders in the window: the page, what is chosen there, and what is shown in the window.

    Signals:
        asked, quit_asked: as those of Reminding.
    """

    asked = Signal(object)
    quit_asked = Signal()

    def __init__(
        self,
        front: FirstPage,
        preferences: PreferencesService,
        notices: Notices,
        paths: Paths,
        world: World,
    ) -> None:
        super().__init__(front.window)
        from hipmob_desktop.ui.pages.reminders import RemindersScreen

        self._front, self._preferences, self._notices = front, preferences, notices
        self._paths = paths
        self._run_fault: Callable[[], str | None] = lambda: None
        self.page = RemindersScreen(front.style)
        front.window.add_page(self.page)
        self.reminding = Reminding(paths, world, self)
        if paths.autostart_file is None:
            self.page.offer_reaches(Reach.WINDOW, Reach.CLOSED)
        self._connect()
        self.reminding.follow(preferences.now.reminders)

    def _connect(self) -> None:
        reminders = self.reminding.reminders
        self.page.reminders_changed.connect(self._preferences.choose_reminders)
        self.page.sample_requested.connect(reminders.show_sample)
        self._preferences.changed.connect(self._on_chosen)
        self.reminding.asked.connect(self.asked)
        self.reminding.quit_asked.connect(self.quit_asked)
        self.reminding.unseen.connect(self._show_in_window)
        reminders.next_changed.connect(self._show_next)
        reminders.sampled.connect(self._say_sampled)

    def explain_runs(self, fault: Callable[[], str | None]) -> None:
        """Say on the page why no run is told of; `fault` gives the reason, if there is one."""
        self._run_fault = fault

    def show_page(self, routines: Sequence[tuple[str, str]]) -> None:
        """Show the page with what is chosen; `routines` are ids and titles."""
        self.page.show_routines(routines)
        self.page.show_settings(self._preferences.now.reminders)
        self._show_next(self.reminding.reminders.next_words)
        self.page.say("")
        self._front.window.show_page(self.page)

    @Slot(object, object)
    def _on_chosen(self, before: Preferences, now: Preferences) -> None:
        if before.reminders == now.reminders:
            return
        self.reminding.follow(now.reminders)
        self._show_next(self.reminding.reminders.next_words)
        path = self._paths.autostart_file
        if path is not None:
            is_wanted = now.reminders.is_on and now.reminders.reach is Reach.LOGIN
            set_it = partial(self._set_autostart, path, is_wanted=is_wanted)
            self.reminding.reminders.aside("autostart", set_it)

    def _set_autostart(self, path: Path, *, is_wanted: bool) -> None:
        fault = set_autostart(path, start_words(), is_wanted=is_wanted)
        self._notices.tell("autostart", fault)

    @Slot(str)
    def _show_next(self, next_words: str) -> None:
        self.page.show_next(next_words)
        self.page.show_run_fault(self._run_fault() or "")
        if not self.reminding.reminders.is_waiting:
            self._notices.tell("reminder", None)

    @Slot(str, str)
    def _show_in_window(self, title: str, body: str) -> None:
        self._notices.tell("reminder", words.UNSEEN.format(title=title, body=body))
        QApplication.alert(self._front.window)

    @Slot(bool)
    def _say_sampled(self, is_shown: bool) -> None:  # noqa: FBT001 - the signal's shape
        self.page.say("" if is_shown else words.SAMPLE_FAILED)

    def close(self) -> None:
        """Let everything go."""
        self.reminding.close()
