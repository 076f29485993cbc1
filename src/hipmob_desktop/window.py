# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the window and wires its pages to the library, the voice and what is kept."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from hipmob_desktop.app import World, nominal_ms, session_clock, spoken_voice
from hipmob_desktop.core.lines import Coach
from hipmob_desktop.core.player_state import MAX_GAP_MS, Player
from hipmob_desktop.core.ports import SilentVoice, Voice
from hipmob_desktop.core.routine import Routine
from hipmob_desktop.core.session import Session
from hipmob_desktop.core.settings import PlanOptions
from hipmob_desktop.core.summary import summary_of
from hipmob_desktop.resources import assets_dir
from hipmob_desktop.storage.preferences import PreferencesFile
from hipmob_desktop.ui.fonts import load_fonts
from hipmob_desktop.ui.icons import Icons
from hipmob_desktop.ui.library_model import LibraryEntry
from hipmob_desktop.ui.main_window import MainWindow
from hipmob_desktop.ui.screens.library_screen import LibraryScreen
from hipmob_desktop.ui.screens.session_screen import SessionScreen
from hipmob_desktop.ui.screens.summary_screen import SummaryScreen
from hipmob_desktop.ui.session_flow import SessionFlow
from hipmob_desktop.ui.theme_keeper import ThemeKeeper

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.core.player_state import Player
    from hipmob_desktop.core.ports import Voice
    from hipmob_desktop.core.routine import Routine


SETTINGS_FILE = "settings.json"
SMALLEST_FONT_PX = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person asked for when starting the program.

    `options` lays what the command line says over what was chosen before.
    """

    routine: Routine | None = None
    options: Callable[[PlanOptions], PlanOptions] | None = None
    speed: float = 1.0
    is_silent: bool = False
    is_full_screen: bool = False


def run_window(world: World, wish: Wish) -> int:
    """Show the window until it is closed; 0."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("hipmob-desktop")
    app.setApplicationDisplayName("HipMob Desktop")
    app.setDesktopFileName("hipmob-desktop")
    desk = Desk(app, world, wish)
    desk.show()
    code = app.exec()
    desk.close()
    return code


class Desk(QObject):
    """Everything behind the window."""

    def __init__(self, app: QApplication, world: World, wish: Wish) -> None:
        super().__init__(app)
        self._world = world
        self._wish = wish
        self._settings = PreferencesFile(world.paths.config / SETTINGS_FILE)
        loaded = self._settings.load()
        self._preferences = loaded.preferences
        family = load_fonts(assets_dir() / "fonts")
        self._font_px = QFontInfo(app.font()).pixelSize()
        self._keeper = ThemeKeeper(app, assets_dir(), family)
        self._dress()
        self._voice: Voice | None = None
        self._last_routine: Routine | None = None
        self.window = MainWindow()
        self._build_pages(family)
        self._connect()

    def _build_pages(self, family: str) -> None:
        icons = Icons(assets_dir() / "icons")
        self.library = LibraryScreen(icons, self._keeper)
        self.stage = SessionScreen(family, self._keeper)
        self.summary = SummaryScreen(icons, self._keeper)
        self.flow = SessionFlow(self.stage, session_clock(self._wish.speed), self)
        self.window.add_page(self.library)
        self.window.add_page(self.stage, is_session=True)
        self.window.add_page(self.summary)
        self.library.show_library(self._entries())
        self.library.show_faults(tuple(map(str, self._world.library.faults)))

    def _connect(self) -> None:
        self.library.start_requested.connect(self.begin)
        self.library.routine_highlighted.connect(self._prepare)
        self.window.acted.connect(self.flow.act)
        self.window.seen_changed.connect(self.flow.set_seen)
        self.flow.full_screen_toggled.connect(self.window.toggle_full_screen)
        self.flow.ended.connect(self._on_ended)
        self.summary.done_requested.connect(self.show_library)
        self.summary.again_requested.connect(self._again)
        self.window.closing.connect(self.flow.drop)

    def _dress(self) -> None:
        font_px = max(SMALLEST_FONT_PX, self._font_px) * self._preferences.text_scale
        self._keeper.wear(self._preferences.theme, round(font_px))

    @property
    def _options(self) -> PlanOptions:
        chosen = self._preferences.plan_options
        return self._wish.options(chosen) if self._wish.options else chosen

    def _entries(self) -> tuple[LibraryEntry, ...]:
        return tuple(
            LibraryEntry(routine=routine, total_ms=nominal_ms(routine, PlanOptions()))
            for routine in self._world.library.routines
        )

    def show(self) -> None:
        """Open the window, or go straight into the session that was wished for."""
        self.window.restore(b"")
        self.window.show_page(self.library)
        if self._wish.is_full_screen:
            self.window.showFullScreen()
        else:
            self.window.show()
        if self._wish.routine is not None:
            QTimer.singleShot(0, partial(self.begin, self._wish.routine))

    @Slot()
    def show_library(self) -> None:
        """Back to the list of routines."""
        self.window.show_page(self.library)

    @Slot(object)
    def begin(self, routine: Routine) -> None:
        """Start a session of `routine`."""
        self._last_routine = routine
        coach = Coach(self._world.phrases, self._options.coaching)
        session = Session(routine, self._options, coach, self._speaker())
        gap_ms = round(MAX_GAP_MS * max(1.0, self._wish.speed))
        session.player = replace(session.player, max_gap_ms=gap_ms)
        self.window.show_page(self.stage)
        self.flow.begin(session)

    @Slot(object)
    def _prepare(self, routine: Routine) -> None:
        """Have the words of a highlighted routine made before it is started."""

    @Slot(object)
    def _on_ended(self, player: Player) -> None:
        self.window.leave_full_screen()
        self.summary.show_summary(summary_of(player))
        self.window.show_page(self.summary)

    @Slot()
    def _again(self) -> None:
        if self._last_routine is not None:
            self.begin(self._last_routine)

    def _speaker(self) -> Voice:
        if self._voice is None:
            silent = self._wish.is_silent or self._wish.speed != 1
            self._voice = SilentVoice() if silent else spoken_voice(self._world)
        return self._voice

    def close(self) -> None:
        """Let the voice go."""
        self.flow.drop()
        if self._voice is not None:
            self._voice.close()
