# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the window and wires its pages to the library, the voice and what is kept."""

from __future__ import annotations

import logging
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from hipmob_desktop import __version__
from hipmob_desktop.app import InputError, World, session_clock
from hipmob_desktop.choices import Choices
from hipmob_desktop.content.safety import load_safety
from hipmob_desktop.core.body_today import Adapted
from hipmob_desktop.core.settings import options_with
from hipmob_desktop.core.summary import summary_of
from hipmob_desktop.desktop.awake import KeepAwake
from hipmob_desktop.desktop.folder_watch import FolderWatch
from hipmob_desktop.desktop.instance import OneInstance, Outcome, runtime_folder
from hipmob_desktop.desktop.sleep import system_sleep_watch
from hipmob_desktop.desktop.wish import Action, Wish
from hipmob_desktop.library_desk import LibraryDesk
from hipmob_desktop.media_link import MediaLink
from hipmob_desktop.pages import Pages
from hipmob_desktop.past import Past
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.sessions import Sessions, Start
from hipmob_desktop.speaking import Speaking, VoicePages
from hipmob_desktop.storage.resume import ResumeFile, ResumeKeeper
from hipmob_desktop.storage.worker import DiskWorker
from hipmob_desktop.ui.file_drop import FileDrop
from hipmob_desktop.ui.fonts import load_fonts
from hipmob_desktop.ui.session_flow import SessionFlow
from hipmob_desktop.ui.theme_keeper import ThemeKeeper
from hipmob_desktop.ui.today import NOTHING_LEFT
from hipmob_desktop.unfinished import Unfinished

if TYPE_CHECKING:
    from hipmob_desktop.core.player_state import Player
    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.core.resume import ResumePoint
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.core.settings import PlanOptions
    from hipmob_desktop.desktop.awake import AwakeState

_log = logging.getLogger(__name__)

SMALLEST_FONT_PX = 15
LINES_ON_SCREEN = 64
OWN_FOLDERS = ("routines", "moves")


def run_window(world: World, wish: Wish) -> int:
    """Show the window until it is closed, or hand the wish to the one that is open; 0."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("hipmob-desktop")
    app.setApplicationDisplayName("HipMob Desktop")
    app.setDesktopFileName("hipmob-desktop")
    instance = _place_among_starts(world)
    if instance is not None and instance.claim(wish) is Outcome.HANDED_OVER:
        return 0
    desk = Desk(app, world, session_clock(_speed(wish)))
    desk.show(wish)
    if instance is not None:
        instance.wished.connect(desk.grant)
        instance.listen()
    code = app.exec()
    desk.close()
    if instance is not None:
        instance.close()
    return code


def _place_among_starts(world: World) -> OneInstance | None:
    try:
        return OneInstance(runtime_folder(os.environ), world.paths.data)
    except OSError:
        return None


def _speed(wish: Wish) -> float:
    speed = dict(wish.options).get("speed", 1.0)
    return float(speed) if isinstance(speed, int | float) else 1.0


def _log_state(state: AwakeState) -> None:
    _log.info("the screen: %s", state)


def text_px(system_px: int, screen_height: int, scale: float) -> int:
    """Ordinary text in pixels: as the system has it, but no speck on a screen of very many."""
    return round(max(SMALLEST_FONT_PX, system_px, screen_height // LINES_ON_SCREEN) * scale)


class Desk(QObject):
    """Everything behind the window.

    Signals:
        told: a sentence for the person, from whatever thread.
    """

    told = Signal(str)

    def __init__(self, app: QApplication, world: World, clock: Clock) -> None:
        super().__init__(app)
        self._world = world
        self._clock = clock
        self._wished: dict[str, object] = {}
        self._last: Start | None = None
        self._disk = DiskWorker()
        self.choices = Choices(world.paths.config, self._disk)
        self._system_px = QFontInfo(app.font()).pixelSize()
        family = load_fonts(assets_dir() / "fonts")
        self._keeper = ThemeKeeper(app, assets_dir(), family)
        self._dress(self.choices.now)
        self.pages = Pages(family, self._keeper, load_safety(data_dir() / "safety.toml"))
        self.speaking = Speaking(world, self.choices.now)
        self.voice_pages = VoicePages(world, self.speaking, self.pages)
        self.flow = SessionFlow(self.pages.stage, clock, system_sleep_watch().has_slept, self)
        self._build_services(world)
        self._connect()
        self._fill()

    def _build_services(self, world: World) -> None:
        """What minds a session: the disk, the record, the screen, the media keys."""
        file = ResumeFile(world.paths.data)
        self._shelves = DiskWorker()
        pages = self.pages
        self.library = LibraryDesk(world, pages.library, pages.filters, self._shelves, data_dir())
        self._watch = FolderWatch([world.paths.data / name for name in OWN_FOLDERS], self)
        self._drop = FileDrop(pages.window)
        self.unfinished = Unfinished(self.library.find, file)
        self._keeping = ResumeKeeper(file, self._disk, session_clock(), self.told.emit)
        self._awake = KeepAwake(_log_state)
        self.past = Past(world.paths.data, self._disk, self.told.emit)
        self.sessions = Sessions(world, self.flow, self._keeping, self.past, self._awake)
        self._media = MediaLink(self.flow)
        self._follow(self.choices.now)

    def _connect(self) -> None:
        pages = self.pages
        pages.library.start_requested.connect(self.begin)
        pages.library.favourite_toggled.connect(self.choices.toggle_favourite)
        pages.library.settings_requested.connect(self._open_settings)
        pages.library.notice_accepted.connect(self._go_on)
        pages.library.notice_dismissed.connect(self._forget_unfinished)
        pages.settings.preferences_changed.connect(self.choices.choose)
        pages.welcome.accepted.connect(self.choices.welcome)
        pages.welcome.accepted.connect(self.show_library)
        pages.summary.again_requested.connect(self._again)
        pages.window.acted.connect(self.flow.act)
        pages.window.seen_changed.connect(self.flow.set_seen)
        pages.window.closing.connect(self.sessions.leave)
        pages.filters.body_requested.connect(self._open_body)
        self.past.learned.connect(self.library.learn)
        self._watch.changed.connect(self.library.reload)
        self._drop.dropped.connect(self.library.add_files)
        self.flow.full_screen_toggled.connect(pages.window.toggle_full_screen)
        self.sessions.ended.connect(self._on_ended)
        self.sessions.paced.connect(self.choices.remember_pace)
        self.sessions.cancelled.connect(self.show_library)
        self._media.raise_asked.connect(pages.window.come_to_front)
        self.told.connect(self.flow.notify)
        self.choices.changed.connect(self._on_chosen)
        self.choices.failed.connect(self.told)

    def _fill(self) -> None:
        fault = self.choices.fault
        self.library.begin(self.choices.now, [fault] if fault else [])
        self.pages.about.show_version(__version__)

    def show(self, wish: Wish) -> None:
        """Open the window, with what was wished for in it."""
        window = self.pages.window
        window.restore(b"")
        is_known = self.choices.now.first_start_seen
        self.pages.show(self.pages.library if is_known else self.pages.welcome)
        self._offer_unfinished()
        window.show()
        self.past.learn()
        if wish.action is Action.PLAY:
            QTimer.singleShot(0, partial(self.grant, wish))

    @Slot(object)
    def grant(self, wish: Wish) -> None:
        """Do what a start wished for: come to the front, play a routine."""
        window = self.pages.window
        window.come_to_front()
        if wish.action is not Action.PLAY:
            return
        self._wished = dict(wish.options)
        if self._wished.get("full_screen"):
            window.showFullScreen()
        try:
            adapted = self.library.find(wish.routine)
        except InputError as error:
            self.pages.library.show_faults((str(error),))
            return
        self._begin(adapted, wish.routine)

    @Slot(object)
    def begin(self, routine: Routine) -> None:
        """Start a session of a routine from the list."""
        self._wished = {}
        self._begin(Adapted(routine, ()), routine.id)

    def _begin(self, adapted: Adapted, source: str, resume: ResumePoint | None = None) -> None:
        if adapted.routine is None:
            self.pages.library.show_faults((NOTHING_LEFT,))
            return
        tags = resume.source.skip_tags if resume else self.choices.now.skip_tags
        speed = self._wished.get("speed", 1.0)
        silent = bool(self._wished.get("no_voice")) or speed != 1.0
        options = resume.source.options if resume else self._options
        start = Start(
            routine=adapted.routine,
            source_name=source,
            options=options,
            voice=self.speaking.voice_for(silent=silent),
            speed=float(speed) if isinstance(speed, int | float) else 1.0,
            resume=resume,
            hurt_moves=self.library.hurt_moves,
            skip_tags=tags,
        )
        self._last = start
        self.pages.library.show_notice(None)
        self.pages.show(self.pages.stage)
        self.sessions.begin(start)
        if adapted.changes:
            self.told.emit(" ".join(self.library.words_for(adapted.changes)))

    @property
    def _options(self) -> PlanOptions:
        return options_with(self.choices.now.plan_options, self._wished)

    @Slot(object)
    def _on_ended(self, player: Player) -> None:
        self.pages.window.leave_full_screen()
        self.pages.summary.show_summary(summary_of(player), player.plan.routine.title)
        self.pages.show(self.pages.summary)
        self._offer_unfinished()

    @Slot()
    def _again(self) -> None:
        if self._last is not None:
            name = self._last.source_name
            try:
                self._begin(self.library.find(name), name)
            except InputError:  # its file has gone since; what was played is still known
                self._begin(self.library.suited(self._last.routine), name)

    def _offer_unfinished(self) -> None:
        where = self.unfinished.look()
        self.pages.library.show_notice(f"Unfinished: {where}." if where else None, "Go on")

    @Slot()
    def _go_on(self) -> None:
        point, routine = self.unfinished.point, self.unfinished.routine()
        if point is not None and routine is not None:
            self._begin(Adapted(routine, ()), point.source.routine, point)

    @Slot()
    def _forget_unfinished(self) -> None:
        self._keeping.clear()

    @Slot()
    def show_library(self) -> None:
        """Back to the list."""
        self.pages.show(self.pages.library)

    @Slot()
    def _open_settings(self) -> None:
        self.pages.settings.show_preferences(self.choices.now)
        self.pages.show(self.pages.settings)
        self.voice_pages.ask_for_voices()

    @Slot()
    def _open_body(self) -> None:
        self._open_settings()
        self.pages.settings.go_to_body()

    @Slot(object, object)
    def _on_chosen(self, before: Preferences, now: Preferences) -> None:
        if (before.theme, before.text_scale) != (now.theme, now.text_scale):
            self._dress(now)
        self.library.choose(before, now)
        self._follow(now)

    def _follow(self, preferences: Preferences) -> None:
        """Have everything do as the person has chosen."""
        self.speaking.choose(preferences)
        self.sessions.choose(preferences)
        self.pages.director.steps = preferences.reduced_motion

    def _dress(self, preferences: Preferences) -> None:
        height = QGuiApplication.primaryScreen().size().height()
        self._keeper.wear(
            preferences.theme, text_px(self._system_px, height, preferences.text_scale)
        )

    def close(self) -> None:
        """Let everything go."""
        self.sessions.leave()
        self._media.close()
        self._awake.close()
        self.speaking.close()
        self._shelves.close()
        self._disk.close()
        self.past.close()
