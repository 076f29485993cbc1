# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window needs once somebody does something: other pages, sessions, voice, record."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop.app.clips_ahead import ClipsAhead
from hipmob_desktop.app.context import InputError
from hipmob_desktop.app.media_bridge import MediaBridge
from hipmob_desktop.app.navigation import Navigator
from hipmob_desktop.app.resume_offer import ResumeOffer
from hipmob_desktop.app.session_manager import SessionManager, SessionRequest
from hipmob_desktop.app.voice import SoundCheckPresenter, VoiceService
from hipmob_desktop.clocks import session_clock
from hipmob_desktop.core.adapt import AdaptedRoutine
from hipmob_desktop.core.journal import summary_of
from hipmob_desktop.core.preferences import options_with
from hipmob_desktop.desktop.folder_watch import FolderWatch
from hipmob_desktop.desktop.keep_awake import KeepAwake
from hipmob_desktop.desktop.sleep import system_sleep_watch
from hipmob_desktop.storage.resume import ResumeFile, ResumeKeeper
from hipmob_desktop.ui.kit.file_drop import FileDrop
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.session.presenter import SessionPresenter
from hipmob_desktop.ui.text import NOTHING_LEFT

if TYPE_CHECKING:
    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.app.first_page import FirstPage
    from hipmob_desktop.app.journal import JournalService
    from hipmob_desktop.app.library_presenter import LibraryPresenter
    from hipmob_desktop.app.preferences import PreferencesService
    from hipmob_desktop.core.player import Player
    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.core.preferences import PlanOptions, Preferences
    from hipmob_desktop.core.resume import ResumePoint
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.desktop.keep_awake import AwakeState
    from hipmob_desktop.desktop.start_request import StartRequest
    from hipmob_desktop.storage.background_worker import BackgroundWorker

_log = logging.getLogger(__name__)

VOICE_STEPS = {
    "voice_louder": (1, 0),
    "voice_softer": (-1, 0),
    "voice_faster": (0, 1),
    "voice_slower": (0, -1),
}
"""What a key does to the voice: steps of volume, steps of rate."""

VOLUME_IS = "Voice: {:.0%}"
RATE_IS = "Voice: {} words a minute"
OWN_FOLDERS = ("routines", "moves")


def _log_state(state: AwakeState) -> None:
    _log.info("the screen: %s", state)


class AppController(QObject):
    """Starts sessions out of the library, minds them, and leads to the other pages.

    Signals:
        told: a sentence for the person, from whatever thread.
    """

    told = Signal(str)

    def __init__(
        self,
        front: FirstPage,
        library: LibraryPresenter,
        choices: PreferencesService,
        past: JournalService,
        disk: BackgroundWorker,
        clock: Clock,
    ) -> None:
        super().__init__(front.window)
        self._front = front
        self._library = library
        self._choices = choices
        self._wished: dict[str, object] = {}
        self._last: SessionRequest | None = None
        world = library.world
        self.pages = Navigator(front)
        self._past = past
        self._speaking = VoiceService(world, choices.now)
        self._voice_pages = SoundCheckPresenter(world, self._speaking, self.pages)
        has_slept = system_sleep_watch().has_slept
        self._flow = SessionPresenter(self.pages.stage, clock, has_slept, self)
        self._watch = FolderWatch([world.paths.data / name for name in OWN_FOLDERS], self)
        self._drop = FileDrop(front.window)
        self._build_sessions(world, disk)
        self._ahead = ClipsAhead(library.world, self._speaking, choices, self)
        self._connect()
        self._follow(choices.now)
        self._ahead.begin_soon()

    def _build_sessions(self, world: AppContext, disk: BackgroundWorker) -> None:
        file = ResumeFile(world.paths.data)
        self._unfinished = ResumeOffer(self._library.find, file)
        self._keeping = ResumeKeeper(file, disk, session_clock(), self.told.emit)
        self._awake = KeepAwake(_log_state)
        self._sessions = SessionManager(
            world.phrases, self._flow, self._keeping, self._past, self._awake
        )
        self._media = MediaBridge(self._flow)

    def _connect(self) -> None:
        window, page, pages = self._front.window, self._front.library, self.pages
        page.head.notice.accepted.connect(self._go_on)
        page.head.notice.dismissed.connect(self._keeping.clear)
        for quiet in pages.quiet_pages:
            quiet.page_requested.connect(self.open)
        pages.settings.preferences_changed.connect(self._choices.choose)
        pages.welcome.accepted.connect(self._choices.welcome)
        pages.summary.again_requested.connect(self._again)
        window.acted.connect(self._flow.act)
        window.seen_changed.connect(self._flow.set_seen)
        window.closing.connect(self._sessions.leave)
        self._past.failed.connect(self.told)
        self._watch.changed.connect(self._library.reload)
        self._drop.dropped.connect(self._library.add_files)
        self._flow.full_screen_toggled.connect(window.toggle_full_screen)
        self._flow.voice_asked.connect(self._change_voice)
        self._sessions.cancelled.connect(self._ahead.begin_soon)
        self._sessions.ended.connect(self._on_ended)
        self._sessions.paced.connect(self._choices.remember_pace)
        self._sessions.cancelled.connect(self._front.show_library)
        self._media.raise_asked.connect(window.come_to_front)
        self._choices.changed.connect(self._on_chosen)
        self._choices.failed.connect(self.told)
        self.told.connect(self._flow.notify)

    def offer_unfinished(self) -> None:
        """Offer to go on with the session that was left, if there is one."""
        where = self._unfinished.look()
        self._front.library.show_notice(f"Unfinished: {where}." if where else None, "Go on")

    def play(self, request: StartRequest) -> None:
        """Play what a start asked for, as it asked."""
        self._wished = dict(request.options)
        if self._wished.get("full_screen"):
            self._front.window.fill_screen()
        try:
            adapted = self._library.find(request.routine)
        except InputError as error:
            self._front.library.show_faults((str(error),))
            return
        self._begin(adapted, request.routine)

    def begin(self, routine: Routine) -> None:
        """Start a session of a routine from the list."""
        self._wished = {}
        self._begin(AdaptedRoutine(routine, ()), routine.id)

    def _begin(
        self, adapted: AdaptedRoutine, source: str, resume: ResumePoint | None = None
    ) -> None:
        if adapted.routine is None:
            self._front.library.show_faults((NOTHING_LEFT,))
            return
        speed = self._wished.get("speed", 1.0)
        silent = bool(self._wished.get("no_voice")) or speed != 1.0
        start = SessionRequest(
            routine=adapted.routine,
            source_name=source,
            options=resume.source.options if resume else self._options,
            voice=self._speaking.voice_for(silent=silent),
            speed=float(speed) if isinstance(speed, int | float) else 1.0,
            resume=resume,
            hurt_moves=self._library.hurt_moves,
            skip_tags=resume.source.skip_tags if resume else self._choices.now.skip_tags,
        )
        self._last = start
        self._front.library.show_notice(None)
        self.pages.show(self.pages.stage)
        self._ahead.stop()
        self._sessions.begin(start)
        if adapted.changes:
            self.told.emit(" ".join(self._library.words_for(adapted.changes)))

    @property
    def _options(self) -> PlanOptions:
        return options_with(self._choices.now.plan_options, self._wished)

    @Slot(str)
    def _change_voice(self, act: str) -> None:
        """Do what a key asks of the voice, and show what it is now."""
        volume, rate = VOICE_STEPS[act]
        self._choices.choose(self._choices.now.with_voice_changed(volume=volume, rate=rate))
        now = self._choices.now
        told = VOLUME_IS.format(now.voice_volume) if volume else RATE_IS.format(now.rate)
        self._flow.notify(told)

    @Slot(object)
    def _on_ended(self, player: Player) -> None:
        self._ahead.begin_soon()
        self._front.window.leave_full_screen()
        self.pages.summary.show_summary(summary_of(player), player.plan.routine.title)
        self.pages.show(self.pages.summary)
        self.offer_unfinished()

    @Slot()
    def _again(self) -> None:
        if self._last is not None:
            name = self._last.source_name
            try:
                self._begin(self._library.find(name), name)
            except InputError:  # its file has gone since; what was played is still known
                self._begin(self._library.suited(self._last.routine), name)

    @Slot()
    def _go_on(self) -> None:
        point, routine = self._unfinished.point, self._unfinished.routine()
        if point is not None and routine is not None:
            self._begin(AdaptedRoutine(routine, ()), point.source.routine, point)

    @Slot(object)
    def open(self, page: PageName) -> None:
        """Show a page that another page leads to, with what is true now."""
        match page:
            case PageName.SETTINGS | PageName.BODY:
                self.pages.settings.show_preferences(self._choices.now)
                self.pages.open(page)
                self._voice_pages.ask_for_voices()
            case PageName.SOUND_CHECK:
                self.pages.open(page)
                self._voice_pages.check()
            case _:
                self.pages.open(page)

    @Slot(object, object)
    def _on_chosen(self, before: Preferences, now: Preferences) -> None:
        self._follow(now)
        if now.rate != before.rate:
            self._sessions.speak_anew()

    def _follow(self, preferences: Preferences) -> None:
        """Have everything do as the person has chosen."""
        self._speaking.choose(preferences, is_gradual=self._flow.is_busy)
        self._sessions.choose(preferences)
        self.pages.animator.steps = preferences.reduced_motion

    def close(self) -> None:
        """Let everything go, and keep what was done."""
        self._ahead.close()
        self._sessions.leave()
        self._media.close()
        self._awake.close()
        self._speaking.close()
