# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the window and wires its pages to the library, the voice and what is kept."""

from __future__ import annotations

import logging
import os
import sys
import time
from dataclasses import replace
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from hipmob_desktop import __version__
from hipmob_desktop.app import (
    InputError,
    World,
    find_routine,
    nominal_ms,
    options_with,
    session_clock,
)
from hipmob_desktop.checkup import check_sound
from hipmob_desktop.content.safety import load_safety
from hipmob_desktop.core.move import Side
from hipmob_desktop.core.plan import Kind
from hipmob_desktop.core.resume import fingerprint
from hipmob_desktop.core.settings import PlanOptions
from hipmob_desktop.core.summary import summary_of
from hipmob_desktop.desktop.awake import KeepAwake
from hipmob_desktop.desktop.instance import OneInstance, Outcome, runtime_folder
from hipmob_desktop.desktop.sleep import system_sleep_watch
from hipmob_desktop.desktop.wish import Action, Wish
from hipmob_desktop.media_link import MediaLink
from hipmob_desktop.pages import Pages
from hipmob_desktop.past import Known, Past
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.sessions import Sessions, Start
from hipmob_desktop.speaking import Speaking
from hipmob_desktop.storage.preferences import PreferencesFile
from hipmob_desktop.storage.resume import ResumeFile, ResumeKeeper
from hipmob_desktop.storage.worker import DiskWorker
from hipmob_desktop.ui.days import day_text
from hipmob_desktop.ui.fonts import load_fonts
from hipmob_desktop.ui.library_model import LibraryEntry
from hipmob_desktop.ui.session_flow import SessionFlow
from hipmob_desktop.ui.theme_keeper import ThemeKeeper

if TYPE_CHECKING:
    from hipmob_desktop.core.player_state import Player
    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.core.resume import Place, ResumePoint
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.desktop.awake import AwakeState
    from hipmob_desktop.voice.doctor import Check
    from hipmob_desktop.voice.service import SpokenVoice

_log = logging.getLogger(__name__)

SETTINGS_FILE = "settings.json"
SMALLEST_FONT_PX = 15
VOICES_AFTER_MS = 400
WAITING = (("Sound", None, "Listen: a sentence is about to be said."),)


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


def place_text(title: str, place: Place) -> str:
    """Where a session was left: "Seven-move runner hips, left side, rep 5"."""
    words = [title]
    if place.side is not Side.BOTH:
        words.append(f"{place.side} side")
    if place.rep and place.kind is Kind.REP:
        words.append(f"rep {place.rep}")
    return ", ".join(words)


class Desk(QObject):
    """Everything behind the window.

    Signals:
        told: a sentence for the person, from whatever thread.
        checked: the checks of the sound, from the thread that made them.
    """

    told = Signal(str)
    checked = Signal(object)

    def __init__(self, app: QApplication, world: World, clock: Clock) -> None:
        super().__init__(app)
        self._world = world
        self._clock = clock
        self._wished: dict[str, object] = {}
        self._last: Start | None = None
        self._resume: ResumePoint | None = None
        self._known = Known()
        self._disk = DiskWorker()
        self._settings = PreferencesFile(world.paths.config / SETTINGS_FILE)
        loaded = self._settings.load()
        self.preferences = loaded.preferences
        family = load_fonts(assets_dir() / "fonts")
        self._system_px = QFontInfo(app.font()).pixelSize()
        self._keeper = ThemeKeeper(app, assets_dir(), family)
        self._dress()
        self.speaking = Speaking(world, self.preferences)
        self.pages = Pages(family, self._keeper, load_safety(data_dir() / "safety.toml"))
        self.flow = SessionFlow(self.pages.stage, clock, system_sleep_watch().has_slept, self)
        self._resume_file = ResumeFile(world.paths.data)
        self._keeping = ResumeKeeper(
            self._resume_file, self._disk, session_clock(), self.told.emit
        )
        self._awake = KeepAwake(_log_state)
        self.past = Past(world.paths.data, self._disk, self.told.emit)
        self.sessions = Sessions(world, self.flow, self._keeping, self.past, self._awake)
        self.sessions.choose(self.preferences)
        self.pages.director.steps = self.preferences.reduced_motion
        self._media = MediaLink(self.flow)
        self._connect()
        self._fill(loaded.fault)

    def _connect(self) -> None:
        pages = self.pages
        pages.library.start_requested.connect(self.begin)
        pages.library.favourite_toggled.connect(self._toggle_favourite)
        pages.library.settings_requested.connect(self._open_settings)
        pages.library.sound_check_requested.connect(self._open_sound_check)
        pages.library.notice_accepted.connect(self._go_on)
        pages.library.notice_dismissed.connect(self._forget_unfinished)
        pages.settings.preferences_changed.connect(self._choose)
        pages.settings.hear_requested.connect(self._hear)
        pages.sound_check.run_requested.connect(self._check_sound)
        pages.welcome.accepted.connect(self._welcomed)
        pages.summary.again_requested.connect(self._again)
        pages.window.acted.connect(self.flow.act)
        pages.window.seen_changed.connect(self.flow.set_seen)
        pages.window.closing.connect(self.sessions.leave)
        self.past.learned.connect(self._on_learned)
        self.flow.full_screen_toggled.connect(pages.window.toggle_full_screen)
        self.sessions.ended.connect(self._on_ended)
        self.sessions.paced.connect(self._remember_pace)
        self.sessions.cancelled.connect(partial(pages.show, pages.library))
        self._media.raise_asked.connect(pages.window.come_to_front)
        self.told.connect(self.flow.notify)
        self.checked.connect(self._on_checked)

    def _fill(self, fault: str | None) -> None:
        faults = [str(each) for each in self._world.library.faults]
        self.pages.library.show_faults((*([fault] if fault else []), *faults))
        self.pages.library.show_library(self._entries())
        self.pages.settings.show_preferences(self.preferences)
        self.pages.about.show_version(__version__)

    def _entries(self) -> tuple[LibraryEntry, ...]:
        favourites = set(self.preferences.favourites)
        return tuple(
            LibraryEntry(
                routine=routine,
                total_ms=nominal_ms(routine, PlanOptions()),
                is_favourite=routine.id in favourites,
                times_done=use.times if (use := self._known.uses.get(routine.id)) else 0,
                last_done_text=day_text(use.last_at_ms) if use else "",
            )
            for routine in self._world.library.routines
        )

    @Slot(object)
    def _on_learned(self, known: Known) -> None:
        """Show what was done on other days; the first time, highlight what was done last."""
        is_first = not self._known.uses
        self._known = known
        self.pages.library.show_library(self._entries())
        last = known.last_done()
        if is_first and last:
            self.pages.library.highlight(last)

    def show(self, wish: Wish) -> None:
        """Open the window, with what was wished for in it."""
        window = self.pages.window
        window.restore(b"")
        self.pages.show(
            self.pages.library if self.preferences.first_start_seen else self.pages.welcome
        )
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
            routine = find_routine(self._world, wish.routine)
        except InputError as error:
            self.pages.library.show_faults((str(error),))
            return
        self._begin(routine, wish.routine)

    @Slot(object)
    def begin(self, routine: Routine) -> None:
        """Start a session of a routine from the list."""
        self._wished = {}
        self._begin(routine, routine.id)

    def _begin(self, routine: Routine, source: str, resume: ResumePoint | None = None) -> None:
        speed = self._wished.get("speed", 1.0)
        silent = bool(self._wished.get("no_voice")) or speed != 1.0
        options = resume.source.options if resume else self._options
        start = Start(
            routine=routine,
            source_name=source,
            options=options,
            voice=self.speaking.voice_for(silent=silent),
            speed=float(speed) if isinstance(speed, int | float) else 1.0,
            resume=resume,
            hurt_moves=self._known.hurt_moves,
        )
        self._last = start
        self._resume = None
        self.pages.library.show_notice(None)
        self.pages.show(self.pages.stage)
        self.sessions.begin(start)

    @property
    def _options(self) -> PlanOptions:
        return options_with(self.preferences.plan_options, self._wished)

    @Slot(object)
    def _on_ended(self, player: Player) -> None:
        self.pages.window.leave_full_screen()
        self.pages.summary.show_summary(summary_of(player), player.plan.routine.title)
        self.pages.show(self.pages.summary)
        self._offer_unfinished()

    @Slot()
    def _again(self) -> None:
        if self._last is not None:
            self._begin(self._last.routine, self._last.source_name)

    def _offer_unfinished(self) -> None:
        found = self._resume_file.read()
        self._resume = found.point
        now_ms = time.time_ns() // 1_000_000
        if found.point is None or not found.point.is_offered(now_ms):
            self.pages.library.show_notice(None)
            return
        routine = self._routine_of(found.point)
        if routine is not None:
            place = found.point.place
            where = place_text(routine.title, place)
            self.pages.library.show_notice(f"Unfinished: {where}.", "Go on")

    def _routine_of(self, point: ResumePoint) -> Routine | None:
        try:
            routine = find_routine(self._world, point.source.routine)
        except InputError:
            return None
        return routine if fingerprint(routine) == point.source.fingerprint else None

    @Slot()
    def _go_on(self) -> None:
        point = self._resume
        routine = self._routine_of(point) if point else None
        if point is not None and routine is not None:
            self._begin(routine, point.source.routine, point)

    @Slot()
    def _forget_unfinished(self) -> None:
        self._resume = None
        self._keeping.clear()

    @Slot()
    def _open_settings(self) -> None:
        self.pages.settings.show_preferences(self.preferences)
        self.pages.show(self.pages.settings)
        self.speaking.voices()
        QTimer.singleShot(VOICES_AFTER_MS, self._show_voices)

    @Slot()
    def _show_voices(self) -> None:
        self.pages.settings.show_voices(self.speaking.voices())

    @Slot()
    def _hear(self) -> None:
        self.speaking.hear(session_clock())

    @Slot(object)
    def _choose(self, preferences: Preferences) -> None:
        before, self.preferences = self.preferences, preferences
        looks = (preferences.theme, preferences.text_scale)
        if looks != (before.theme, before.text_scale):
            self._dress()
        self.speaking.choose(preferences)
        self.sessions.choose(preferences)
        self.pages.director.steps = preferences.reduced_motion
        self._save()

    @Slot(str, float)
    def _remember_pace(self, move_id: str, factor: float) -> None:
        changed = self.preferences.with_move_pace(move_id, factor)
        if changed != self.preferences:
            self.preferences = changed
            self._save()

    @Slot(str)
    def _toggle_favourite(self, routine_id: str) -> None:
        marked = routine_id not in self.preferences.favourites
        self.preferences = self.preferences.with_favourite(routine_id, marked=marked)
        self.pages.library.set_favourite(routine_id, marked=marked)
        self._save()

    @Slot()
    def _welcomed(self) -> None:
        self.preferences = replace(self.preferences, first_start_seen=True)
        self._save()
        self.pages.show(self.pages.library)

    def _save(self) -> None:
        self._disk.do("settings", partial(self._saved, self.preferences))

    def _saved(self, preferences: Preferences) -> None:
        fault = self._settings.save(preferences)
        if fault:
            self.told.emit(fault)

    def _dress(self) -> None:
        font_px = max(SMALLEST_FONT_PX, self._system_px) * self.preferences.text_scale
        self._keeper.wear(self.preferences.theme, round(font_px))

    @Slot()
    def _open_sound_check(self) -> None:
        self.pages.show(self.pages.sound_check)
        self._check_sound()

    @Slot()
    def _check_sound(self) -> None:
        """Look at engine, voice and device, and speak; the answer comes some seconds later."""
        self.pages.sound_check.show_checks(WAITING)
        voice = self.speaking.voice
        Thread(target=self._look, args=(voice,), name="sound check", daemon=True).start()

    def _look(self, voice: SpokenVoice) -> None:
        self.checked.emit(tuple(check_sound(self._world, voice)))

    @Slot(object)
    def _on_checked(self, checks: tuple[Check, ...]) -> None:
        rows = tuple((check.name.capitalize(), check.ok, check.sentence) for check in checks)
        self.pages.sound_check.show_checks(rows)
        self.speaking.choose(self.preferences)

    def close(self) -> None:
        """Let everything go."""
        self.sessions.leave()
        self._media.close()
        self._awake.close()
        self.speaking.close()
        self._disk.close()
        self.past.close()
