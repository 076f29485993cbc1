# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window needs once somebody does something: pages, sessions, voice, journal."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop.app.backups import BackupPresenter
from hipmob_desktop.app.context import InputError
from hipmob_desktop.app.ending import Ending
from hipmob_desktop.app.faces import Faces
from hipmob_desktop.app.media_bridge import MediaBridge
from hipmob_desktop.app.navigation import Navigator
from hipmob_desktop.app.on_demand import OnDemandPages
from hipmob_desktop.app.page_speaker import PageSpeaker
from hipmob_desktop.app.resume_offer import ResumeOffer
from hipmob_desktop.app.session_manager import SessionManager
from hipmob_desktop.app.session_request import SessionRequest, SessionRequests, SessionStart
from hipmob_desktop.app.sound_check import SoundCheckPresenter
from hipmob_desktop.app.unsaved import UnsavedRoutines
from hipmob_desktop.clocks import day_of, session_clock, unix_ms
from hipmob_desktop.content.names import is_list
from hipmob_desktop.core.adapt import AdaptedRoutine
from hipmob_desktop.core.enums import When
from hipmob_desktop.core.programme import CHECK_ROUTINE
from hipmob_desktop.core.text import NOTHING_LEFT
from hipmob_desktop.desktop.keep_awake import KeepAwake
from hipmob_desktop.desktop.power import system_sleep_watch
from hipmob_desktop.desktop.start_request import Action, StartRequest
from hipmob_desktop.storage.resume import ResumeFile, ResumeKeeper
from hipmob_desktop.storage.unsaved import UnsavedKeeper
from hipmob_desktop.ui.keys import VoiceAction
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.session.presenter import SessionPresenter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.app.at_home import AtHome
    from hipmob_desktop.app.faults import Notices
    from hipmob_desktop.app.journal import JournalService
    from hipmob_desktop.app.making import Making
    from hipmob_desktop.app.preferences import PreferencesService
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.player import Player
    from hipmob_desktop.core.preferences import (
        Preferences,
    )
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.desktop.keep_awake import AwakeState
    from hipmob_desktop.storage.background_worker import BackgroundWorker
    from hipmob_desktop.storage.unsaved import Left

_log = logging.getLogger(__name__)

VOICE_STEPS = {
    VoiceAction.LOUDER: (1, 0),
    VoiceAction.SOFTER: (-1, 0),
    VoiceAction.FASTER: (0, 1),
    VoiceAction.SLOWER: (0, -1),
}
"""What a key does to the voice: steps of volume, steps of rate."""

VOLUME_IS = "Voice: {:.0%}"
RATE_IS = "Voice: {} words a minute"
CHECK_IS_DUE = "Your programme asks for the hip check today."
HEARD_AFTER_MS = 50


def _log_state(state: AwakeState) -> None:
    _log.info("the screen: %s", state)


class AppController(QObject):
    """Starts sessions out of the library, minds them, and leads to the other pages.

    Signals:
        asked: a StartRequest, as another start of the program would make it.
        quit_asked: the program is to end, and remind no more.
    """

    asked = Signal(object)
    quit_asked = Signal()
    _check_offered: date | None = None
    _last: SessionRequest | None = None
    _waiting: StartRequest | None = None

    def __init__(
        self,
        home: AtHome,
        preferences: PreferencesService,
        journal: JournalService,
        notices: Notices,
        disk: BackgroundWorker,
    ) -> None:
        super().__init__(home.front.window)
        self._home = home
        front, library = self._front, self._library = home.front, home.library
        self._preferences = preferences
        self._notices = notices
        self._journal = journal
        context, paths = library.context, library.context.paths
        self.pages = Navigator(front)
        self._voices, self._ahead = home.voices, home.ahead
        self._speaker = PageSpeaker(self._voices, self)
        self._ending = Ending(self.pages, library, journal)
        self._sound_check = SoundCheckPresenter(context, self._voices, self.pages)
        self._presenter = SessionPresenter(self.pages.stage, system_sleep_watch().has_slept, self)
        keeper = self._place_keeper(disk)
        self._offer = ResumeOffer(library.find, keeper)
        awake = self._awake = KeepAwake(_log_state)
        needs = (context.phrases, self._presenter, self._voices, keeper, journal, awake)
        self._sessions = SessionManager(*needs)
        self._requests = SessionRequests(library, preferences, self._sessions.fitted)
        self.faces = Faces(self.pages, self._presenter, preferences, self._voices, paths.config)
        self._media = MediaBridge(self._presenter)
        self._backups = BackupPresenter(paths, self.pages.settings.backup, disk)
        self._unsaved = self._unsaved_routines(disk)
        self.on_demand = OnDemandPages(
            self.pages, library, preferences, journal, notices, self._is_busy
        )
        self._connect()
        self._follow(preferences.now)

    def _place_keeper(self, disk: BackgroundWorker) -> ResumeKeeper:
        file = ResumeFile(self._library.context.paths.data)
        return ResumeKeeper(file, disk, session_clock(), self._notices.teller("place"))

    def _unsaved_routines(self, disk: BackgroundWorker) -> UnsavedRoutines:
        """What keeps the editor's drafts, and offers what was left of them."""
        paths, told = self._library.context.paths, self._notices.teller("unsaved")
        keeper = UnsavedKeeper(paths.unsaved_folder, disk, unix_ms, told)
        made = UnsavedRoutines(keeper, self._front.library, self._notices, paths.data, self)
        made.go_on_asked.connect(self._go_on_making)
        made.look_for_left()
        return made

    def _connect(self) -> None:
        self._connect_pages()
        self._connect_window()
        self._connect_sessions()
        self._preferences.changed.connect(self._on_chosen)
        self._journal.learned.connect(self.offer_check)

    def _connect_pages(self) -> None:
        page, pages = self._front.library, self.pages
        page.head.strips.notice.accepted.connect(self._go_on)
        page.head.strips.notice.dismissed.connect(self._sessions.dismiss)
        for quiet in pages.quiet_pages:
            quiet.page_requested.connect(self.open)
        pages.settings.preferences_changed.connect(self._preferences.choose)
        self._backups.restored.connect(self._preferences.reload)
        self._backups.restored.connect(self._journal.learn)
        self._backups.restored.connect(self._read_anew)
        pages.body.tags_changed.connect(self._choose_tags)
        pages.summary.again_requested.connect(self._again)
        self._ending.opened.connect(self._on_opened)
        self._ending.next_asked.connect(self._play_next)
        later = self.on_demand
        later.page_requested.connect(self.open)
        later.planned_requested.connect(self._play_planned)
        later.test_requested.connect(self._start_test)
        later.asks.connect(self._show_and_say)
        later.start_asked.connect(self.asked)
        later.quit_asked.connect(self.quit_asked)

    def _connect_window(self) -> None:
        window = self._front.window
        window.acted.connect(self._presenter.act)
        window.seen_changed.connect(self._presenter.set_seen)
        window.closing.connect(self._sessions.leave)
        self._media.raise_asked.connect(window.come_to_front)
        self._media.volume_asked.connect(self._preferences.choose_volume)
        self._notices.told.connect(self._presenter.notify)

    def _connect_sessions(self) -> None:
        self._presenter.voice_asked.connect(self._change_voice)
        self._presenter.replace_accepted.connect(self._replace)
        self._sessions.ended.connect(self._on_ended)
        self._sessions.paced.connect(self._preferences.remember_pace)
        self._sessions.cancelled.connect(self._ahead.begin_soon)
        self._sessions.cancelled.connect(self._lead_back)
        self._sessions.cancelled.connect(self.faces.end)
        self._sessions.cancelled.connect(self.on_demand.leave_check)

    def _is_busy(self) -> bool:
        return self._presenter.session is not None

    @cached_property
    def making(self) -> Making:
        """What leads to the editor and back, made when somebody first makes something."""
        from hipmob_desktop.app.making import Making

        made = Making(self.pages, self._library, self._unsaved, self)
        made.play_asked.connect(self._try_out)
        made.hear_asked.connect(self._hear)
        self._home.files_changed.connect(made.look_at_files)
        return made

    @property
    def has_offer(self) -> bool:
        """Whether a session waits to be gone on with."""
        return self._offer.point is not None

    def say(self, page: QWidget, *sentences: str) -> None:
        """Say these while `page` is shown, where anything is to be said."""
        if self._preferences.now.level.speaks:
            self._speaker.say(page, sentences)

    def offer_unfinished(self) -> None:
        """Offer to go on with the session that was left, if there is one."""
        found = self._offer.look()
        self._notices.tell("place file", found.fault)
        if found.point is not None:
            self._sessions.found(found.point)
        text = f"Unfinished: {found.words}." if found.words else None
        self._front.library.show_notice(text)

    def play(self, request: StartRequest) -> None:
        """Play what a start asked for; a session that runs is not put away without a question."""
        try:
            adapted = self._requests.find(request)
        except InputError as error:
            self._refuse(str(error))
            return
        if self._presenter.session is not None and adapted.routine is not None:
            self._waiting = request
            if not self.faces.is_small:
                self._front.window.come_to_front()
            self._presenter.ask_to_replace(adapted.routine.title)
        else:
            self._play(adapted, request)

    def _refuse(self, *reasons: str) -> None:
        """Say on the list why something is not played, and show it where nothing else is shown."""
        self._library.refuse(reasons)
        if self._front.window.shows_nothing:
            self._front.show_library()
        self._front.window.come_to_front()

    def play_suggested(self, request: StartRequest) -> None:
        """Play what suits the moment best, or that which is asked for: the desk, a run."""
        asked = str(dict(request.options).get("when", ""))
        when = When(asked) if asked in set(When) else None
        routine = self._library.suggested(when)
        if when is None and self._library.planned is not None:
            self._play_planned()
        elif routine:
            self.play(StartRequest(action=Action.PLAY, routine=routine))

    @Slot()
    def _replace(self) -> None:
        """The start that waits takes the place of the session that runs."""
        request, self._waiting = self._waiting, None
        if request is None:
            return
        try:
            adapted = self._requests.find(request)
        except InputError as error:  # its file went away while the question stood there
            self._presenter.notify(str(error))
        else:
            self._play(adapted, request)

    def _play(self, adapted: AdaptedRoutine, request: StartRequest) -> None:
        self._begin(adapted, request.routine, dict(request.options))

    def begin(self, routine: Routine) -> None:
        """Start a session of a routine from the list, or of the programme that has it now."""
        planned = self._library.planned
        if planned is not None and planned.routine.id == routine.id:
            planned.keep()
        asked = {"minutes": minutes} if (minutes := self._front.library.minutes) else {}
        self._begin(AdaptedRoutine(original=routine, routine=routine), routine.id, asked)

    def _begin(self, adapted: AdaptedRoutine, source: str, asked: Mapping[str, object]) -> None:
        """Start a session as the person has chosen, with what is asked for this once."""
        if adapted.routine is None:
            words = self._library.words_for(adapted)
            self._refuse(NOTHING_LEFT, *words)
            return
        start = self._requests.of(adapted, adapted.routine, source, asked)
        self._start(start, is_small=bool(asked.get("small")))
        if asked.get("full_screen"):
            self._front.window.fill_screen()

    def _start(self, start: SessionStart, *, is_small: bool = False) -> None:
        """Start a session, with what is told of its changes on the stage."""
        self._last = start.request
        self._library.refuse(())
        self._front.library.show_notice(None)
        self.faces.begin(is_small=is_small)
        self._ahead.stop()
        self._sessions.begin(start.request)
        if start.words:
            self._presenter.notify(" ".join(start.words))

    @Slot(object)
    def _change_voice(self, action: VoiceAction) -> None:
        """Do what a key asks of the voice, and show what it is now."""
        if action is VoiceAction.MUTE:
            self.faces.toggle_sound()
            return
        if action is VoiceAction.LOUDER and self.faces.is_quiet:
            self.faces.toggle_sound()
        volume, rate = VOICE_STEPS[action]
        self._preferences.choose(
            self._preferences.now.with_voice_changed(volume=volume, rate=rate)
        )
        now = self._preferences.now
        told = VOLUME_IS.format(now.voice_volume) if volume else RATE_IS.format(now.rate)
        self._presenter.notify(told)

    @Slot(object)
    def _on_ended(self, player: Player) -> None:
        self._ahead.begin_soon()
        self.faces.leave_small()
        if player.plan.routine.id == CHECK_ROUTINE:
            self.faces.end()
            self.on_demand.hip_check.took(player)
            return
        if self._last is not None and self._last.is_trial:
            self.faces.end()
            self.making.come_back()
            return
        self._ending.show(player, self._sessions.source)
        self.offer_unfinished()

    @Slot()
    def _lead_back(self) -> None:
        """A session was not started after all: go back to where it was asked for."""
        if self._last is not None and self._last.is_trial:
            self.making.come_back()
        else:
            self._front.show_library()

    @Slot(object)
    def _start_test(self, request: SessionRequest) -> None:
        self._start(SessionStart(request))

    @Slot(object)
    def _try_out(self, routine: Routine) -> None:
        """Play a routine that is being made, of which nothing is kept."""
        self._start(self._requests.trial(routine))

    @Slot(object, object)
    def _hear(self, page: QWidget, sentences: Sequence[str]) -> None:
        """Say at once what somebody wants to hear, whatever they have a session say."""
        self._speaker.say(page, sentences, HEARD_AFTER_MS)

    @Slot()
    def _on_opened(self) -> None:
        """The quiet after a session is over: what was done can be read."""
        is_quiet = self.faces.is_quiet
        self.faces.end()
        if self._last is not None and self._last.is_spoken and not is_quiet:
            self._speaker.say(self.pages.summary, self._ending.words)

    @Slot(str)
    def _play_next(self, routine: str) -> None:
        self.play(StartRequest(action=Action.PLAY, routine=routine))

    @Slot(object)
    def _choose_tags(self, tags: frozenset[SkipTag]) -> None:
        """The body is as it was told on its page."""
        self._preferences.choose(replace(self._preferences.now, skip_tags=tags))

    @Slot()
    def _again(self) -> None:
        """Play the last session once more, as it was asked for, from its start."""
        start = self._requests.again(self._last) if self._last else None
        if start is not None:
            self._start(start)

    @Slot()
    def _go_on(self) -> None:
        if self._is_check_due and not self.has_offer:
            self._front.library.show_notice(None)
            self.open(PageName.HIP_CHECK)
        point, routine = self._offer.point, self._offer.routine()
        if point is not None and routine is not None:
            self._start(self._requests.going_on(point, routine))

    @Slot(object)
    def _go_on_making(self, left: Left) -> None:
        self.making.go_on(left)

    @Slot(object)
    def open(self, page: PageName) -> None:
        """Show a page that another page leads to; its way back leads there again."""
        before = self._front.window.page
        self._show_page(page)
        self.pages.lead_back(page, before)

    def _show_page(self, page: PageName) -> None:
        """Show a page with what is true now."""
        match page:
            case PageName.BODY:
                self.pages.body.show_tags(self._preferences.now.skip_tags)
                self.pages.open(page)
            case PageName.SETTINGS:
                self.faces.show_screens()
                self._backups.suggest()
                self.pages.settings.show_preferences(self._preferences.now)
                self.pages.open(page)
                self._sound_check.ask_for_voices()
            case PageName.SOUND_CHECK:
                self.pages.open(page)
                self._sound_check.check()
            case PageName.EDITOR:
                self.making.make()
            case _:
                if not self.on_demand.show(page):
                    self.pages.open(page)

    @Slot()
    def _play_planned(self) -> None:
        """Start what the programme asks for now."""
        self._library.look_at_date()
        planned = self._library.planned
        if planned is not None:
            planned.keep()
            options = tuple(planned.asked.items())
            self.play(
                StartRequest(action=Action.PLAY, routine=planned.routine.id, options=options)
            )
        elif self._is_check_due:
            self.open(PageName.HIP_CHECK)

    @property
    def _is_check_due(self) -> bool:
        """Whether the programme asks for the hip check now."""
        course = self._journal.known.course
        return course is not None and course.asks_for_check

    @Slot()
    def offer_check(self) -> None:
        """Offer the hip check once on a day, unless a session is unfinished."""
        if self._is_check_due and not self.has_offer and self._check_offered != day_of():
            self._check_offered = day_of()
            self._front.library.show_notice(CHECK_IS_DUE, "Open it")

    @Slot(object, object)
    def _show_and_say(self, page: QWidget, sentences: tuple[str, ...]) -> None:
        """Show a page, and say what it asks where that is wanted."""
        self.pages.show(page)
        if sentences:
            self.say(page, *sentences)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files were dropped: routines and moves go into the library, a list to its page."""
        lists = [path for path in paths if is_list(path)]
        self._library.add_files([path for path in paths if path not in lists])
        if lists:
            self.open(PageName.FROM_LIST)
            self.on_demand.lists.open_file(lists[0])

    @Slot()
    def _read_anew(self) -> None:
        """What is the person's was restored: show it."""
        self._library.reload()
        self.pages.settings.show_preferences(self._preferences.now)
        self.offer_unfinished()
        self._unsaved.look_for_left()

    @Slot(object, object)
    def _on_chosen(self, before: Preferences, now: Preferences) -> None:
        self._follow(now)
        if now.rate != before.rate:
            self._sessions.speak_anew()

    def _follow(self, preferences: Preferences) -> None:
        """Have everything do as the person has chosen."""
        heard = self.faces.heard(preferences)
        self._voices.choose(heard, is_gradual=self._presenter.is_busy)
        self._sessions.choose(preferences)
        self._media.show_volume(preferences.voice_volume)
        self.pages.animator.steps = preferences.reduced_motion

    def close(self) -> None:
        """Let everything go, and keep what was done."""
        self.on_demand.close()
        self._unsaved.close()
        self._speaker.stop()
        self.faces.close()
        self._sessions.leave()
        self._sound_check.close()
        self._awake.close()
