# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window needs once somebody does something: pages, sessions, voice, journal."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop.app.backups import BackupPresenter
from hipmob_desktop.app.context import InputError
from hipmob_desktop.app.ending import Ending
from hipmob_desktop.app.faces import Faces
from hipmob_desktop.app.history import HistoryPresenter
from hipmob_desktop.app.media_bridge import MediaBridge
from hipmob_desktop.app.navigation import Navigator
from hipmob_desktop.app.page_speaker import PageSpeaker
from hipmob_desktop.app.resume_offer import ResumeOffer
from hipmob_desktop.app.session_manager import SessionManager, SessionRequest
from hipmob_desktop.app.take_along import TakeAlong
from hipmob_desktop.app.unsaved import UnsavedRoutines
from hipmob_desktop.app.voice import ClipsAhead, SoundCheckPresenter, VoiceService
from hipmob_desktop.clocks import day_of, session_clock, unix_ms
from hipmob_desktop.content.names import is_list
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.core.adapt import AdaptedRoutine
from hipmob_desktop.core.enums import When
from hipmob_desktop.core.journal import new_moves
from hipmob_desktop.core.preferences import (
    LEAST_MINUTES,
    LOOSE,
    MOST_MINUTES,
    Preferences,
    options_with,
)
from hipmob_desktop.core.programme import CHECK_ROUTINE
from hipmob_desktop.core.text import NOTHING_LEFT
from hipmob_desktop.desktop.folder_watch import FolderWatch
from hipmob_desktop.desktop.keep_awake import KeepAwake
from hipmob_desktop.desktop.power import system_sleep_watch
from hipmob_desktop.desktop.start_request import Action, StartRequest
from hipmob_desktop.storage.resume import ResumeFile, ResumeKeeper
from hipmob_desktop.storage.unsaved import UnsavedKeeper
from hipmob_desktop.ui.keys import VoiceAction
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.main_window import FileDrop
from hipmob_desktop.ui.session.presenter import SessionPresenter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.app.faults import Notices
    from hipmob_desktop.app.first_page import FirstPage
    from hipmob_desktop.app.from_list import ListImporter
    from hipmob_desktop.app.hip_check_pages import HipCheckPresenter
    from hipmob_desktop.app.journal import JournalService
    from hipmob_desktop.app.library_presenter import LibraryPresenter
    from hipmob_desktop.app.making import Making
    from hipmob_desktop.app.preferences import PreferencesService
    from hipmob_desktop.app.programme_pages import ProgrammePresenter
    from hipmob_desktop.app.reminding import RemindersPresenter
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.player import Player
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
OWN_FOLDERS = ("routines", "moves")
HEARD_AFTER_MS = 50


def _felt(asked: object) -> int | None:
    """How the hips feel before a session, as a start says it; what is no such number is none."""
    return asked if isinstance(asked, int) and asked in range(LOOSE + 1) else None


def _minutes_in(asked: Mapping[str, object]) -> int | None:
    """The minutes that are asked for, in the limits there are; what is no number asks for none."""
    minutes = asked.get("minutes")
    if isinstance(minutes, bool) or not isinstance(minutes, int):
        return None
    return min(max(minutes, LEAST_MINUTES), MOST_MINUTES)


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
        front: FirstPage,
        library: LibraryPresenter,
        preferences: PreferencesService,
        journal: JournalService,
        notices: Notices,
        disk: BackgroundWorker,
    ) -> None:
        super().__init__(front.window)
        self._front = front
        self._library = library
        self._preferences = preferences
        self._notices = notices
        self._journal = journal
        context, paths = library.context, library.context.paths
        self.pages = Navigator(front)
        self._voices = VoiceService(context, preferences.now)
        self._speaker = PageSpeaker(self._voices, self)
        self._ending = Ending(self.pages, library, journal)
        self._sound_check = SoundCheckPresenter(context, self._voices, self.pages)
        self._presenter = SessionPresenter(self.pages.stage, system_sleep_watch().has_slept, self)
        self._watch = FolderWatch([paths.data / name for name in OWN_FOLDERS], self)
        self._drop = FileDrop(front.window)
        file, told = ResumeFile(paths.data), notices.teller("place")
        keeper = ResumeKeeper(file, disk, session_clock(), told)
        self._offer = ResumeOffer(library.find, keeper)
        awake = self._awake = KeepAwake(_log_state)
        needs = (context.phrases, self._presenter, self._voices, keeper, journal, awake)
        self._sessions = SessionManager(*needs)
        self.faces = Faces(self.pages, self._presenter, preferences, self._voices, paths.config)
        self._media = MediaBridge(self._presenter)
        self._ahead = ClipsAhead(context, self._voices, preferences, self)
        self._backups = BackupPresenter(paths, self.pages.settings.backup, disk)
        self._unsaved = self._unsaved_routines(disk)
        self._connect()
        self._follow(preferences.now)
        self._ahead.begin_soon()

    def _unsaved_routines(self, disk: BackgroundWorker) -> UnsavedRoutines:
        """What keeps the editor's drafts, and offers what was left of them."""
        paths, told = self._library.context.paths, self._notices.teller("unsaved")
        keeper = UnsavedKeeper(paths.unsaved_folder, disk, unix_ms, told)
        made = UnsavedRoutines(keeper, self._front.library, self._notices, paths.data, self)
        made.go_on_asked.connect(self._go_on_making)
        made.look_for_left()
        return made

    def _connect(self) -> None:
        window, page, pages = self._front.window, self._front.library, self.pages
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
        window.acted.connect(self._presenter.act)
        window.seen_changed.connect(self._presenter.set_seen)
        window.closing.connect(self._sessions.leave)
        window.closing.connect(self._take.close)
        self._watch.changed.connect(self._library.reload)
        self._drop.dropped.connect(self._take_files)
        self._presenter.voice_asked.connect(self._change_voice)
        self._presenter.replace_accepted.connect(self._replace)
        self._sessions.ended.connect(self._on_ended)
        self._sessions.paced.connect(self._preferences.remember_pace)
        self._sessions.cancelled.connect(self._ahead.begin_soon)
        self._sessions.cancelled.connect(self._lead_back)
        self._sessions.cancelled.connect(self.faces.end)
        self._media.raise_asked.connect(window.come_to_front)
        self._media.volume_asked.connect(self._preferences.choose_volume)
        self._preferences.changed.connect(self._on_chosen)
        self._notices.told.connect(self._presenter.notify)
        self._journal.learned.connect(self._offer_check)

    @cached_property
    def making(self) -> Making:
        """What leads to the editor and back, made when somebody first makes something."""
        from hipmob_desktop.app.making import Making

        made = Making(self.pages, self._library, self._unsaved, self)
        made.play_asked.connect(self._try_out)
        made.hear_asked.connect(self._hear)
        self._watch.changed.connect(made.look_at_files)
        return made

    @cached_property
    def _take(self) -> TakeAlong:
        figure_of = self._front.figures.figure
        return TakeAlong(lambda: self._library.context, self._front.library, figure_of, self)

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
            adapted = self._find(request)
        except InputError as error:
            self._front.library.show_faults((str(error),))
            self._front.window.come_to_front()
            return
        if self._presenter.session is not None and adapted.routine is not None:
            self._waiting = request
            if not self.faces.is_small:
                self._front.window.come_to_front()
            self._presenter.ask_to_replace(adapted.routine.title)
        else:
            self._play(adapted, request)

    def play_suggested(self, request: StartRequest) -> None:
        """Play what suits the moment best, or that which is asked for: the desk, a run."""
        asked = str(dict(request.options).get("when", ""))
        when = When(asked) if asked in set(When) else None
        routine = self._library.suggested(when)
        if when is None and self._library.planned is not None:
            self._play_planned()
        elif routine:
            self.play(StartRequest(action=Action.PLAY, routine=routine))

    def _find(self, request: StartRequest) -> AdaptedRoutine:
        """The routine of a start, for the body of today unless it is to be the same for all."""
        is_plain = dict(request.options).get("plain")
        return self._library.find(request.routine, frozenset() if is_plain else None)

    @Slot()
    def _replace(self) -> None:
        """The start that waits takes the place of the session that runs."""
        request, self._waiting = self._waiting, None
        if request is not None:
            self._play(self._find(request), request)

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
            told = self._library.words_for(adapted)
            self._front.library.show_faults((NOTHING_LEFT, *told))
            self._front.window.come_to_front()
            return
        is_plain, speed = bool(asked.get("plain")), asked.get("speed", 1.0)
        now = Preferences() if is_plain else self._preferences.now
        request = SessionRequest(
            routine=adapted.routine,
            source_name=source,
            options=options_with(now.plan_options, asked),
            speed=float(speed) if isinstance(speed, int | float) else 1.0,
            is_silent=bool(asked.get("no_voice")),
            skip_tags=now.skip_tags,
            is_kept=not is_plain,
            stand_ins=adapted.stand_ins or self._stand_ins_in(adapted.routine),
            felt_before=_felt(asked.get("felt")),
        )
        self._fit_and_start(
            request, _minutes_in(asked), adapted, is_small=bool(asked.get("small"))
        )
        if asked.get("full_screen"):
            self._front.window.fill_screen()

    def _fit_and_start(
        self,
        request: SessionRequest,
        minutes: int | None,
        adapted: AdaptedRoutine,
        *,
        is_small: bool = False,
    ) -> None:
        """Start a session, in so many minutes if they are limited."""
        request = self._with_journal(request)
        told = self._library.words_for(adapted)
        if minutes is not None:
            slower = max(1.0, Preferences().rate / self._preferences.now.rate)
            request = self._sessions.fitted(request, minutes, slower)
        if request.fitted:
            told = (request.fitted.words, *told)
        self._start(request, told, is_small=is_small)

    def _with_journal(self, request: SessionRequest) -> SessionRequest:
        """The same with what is known of its moves; what is nobody's is the same for all."""
        if not request.is_kept:
            return request
        new = new_moves(request.routine, self._library.known_moves)
        return replace(request, hurt_moves=self._library.hurt_moves, new_moves=new)

    def _stand_ins_in(self, routine: Routine) -> tuple[tuple[str, str], ...]:
        """Which moves of a routine from the list stand in for others of it, for the journal."""
        if not self._preferences.now.skip_tags:
            return ()
        try:
            adapted = self._library.find(routine.id)
        except InputError:
            return ()
        return adapted.stand_ins if adapted.routine == routine else ()

    def _start(
        self, request: SessionRequest, told: Sequence[str] = (), *, is_small: bool = False
    ) -> None:
        """Start a session, with what is `told` of its changes on the stage."""
        self._last = request
        self._front.library.show_notice(None)
        self.faces.begin(is_small=is_small)
        self._ahead.stop()
        self._sessions.begin(request)
        if told:
            self._presenter.notify(" ".join(told))

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
            self.hip_check.took(player)
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
    def _try_out(self, routine: Routine) -> None:
        """Play a routine that is being made, of which nothing is kept."""
        options = self._preferences.now.plan_options
        self._start(
            SessionRequest(
                routine=routine,
                source_name=routine.id,
                options=options,
                is_kept=False,
                is_trial=True,
            )
        )

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
        if self._last is None:
            return
        is_plain = not self._last.is_kept
        tags = self._last.skip_tags if is_plain else None
        try:
            adapted = self._library.find(self._last.source_name, tags)
        except InputError:  # its file has gone since; what was played is still known
            adapted = self._library.suited(self._last.routine, tags)
        if adapted.routine is not None:
            again = replace(
                self._last,
                routine=adapted.routine,
                resume=None,
                stand_ins=adapted.stand_ins,
                felt_before=None,
                fitted=None,
            )
            minutes = self._last.fit.minutes if self._last.fit else None
            self._fit_and_start(again, minutes, adapted)

    @Slot()
    def _go_on(self) -> None:
        if self._is_check_due and not self.has_offer:
            self._front.library.show_notice(None)
            self.open(PageName.HIP_CHECK)
        point, routine = self._offer.point, self._offer.routine()
        if point is None or routine is None:
            return
        source = point.source
        request = SessionRequest(
            routine=routine,
            source_name=source.routine,
            options=source.options,
            resume=point,
            skip_tags=source.skip_tags,
            stand_ins=source.stand_ins,
            felt_before=source.felt_before,
        )
        self._start(self._with_journal(request))

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
            case PageName.FROM_LIST:
                self.pages.show(self.lists.screen)
            case PageName.REMINDERS:
                self.reminders.show_page(self._library.titles())
            case PageName.HISTORY:
                self._show_history()
            case PageName.PROGRAMMES:
                self.pages.show(self.programmes.opened(self._preferences.now.skip_tags))
            case PageName.HIP_CHECK:
                self.pages.show(self.hip_check.open())
            case _:
                self.pages.open(page)

    def _show_history(self) -> None:
        """Show what was done, and look for runs meanwhile; coming back, go to where one was."""
        self.history.refresh(self._preferences.now.goal_days)
        if source := self._preferences.now.runs_from:
            self._journal.look_for_runs(Path(source), self._preferences.now.run_words)
        comes_back = self._front.window.page is self.history.session
        self.pages.show(self.history.screen)
        if comes_back:
            self.history.screen.focus_list()

    @cached_property
    def programmes(self) -> ProgrammePresenter:
        """The page of programmes, made when somebody first wants it."""
        from hipmob_desktop.app.programme_pages import ProgrammePresenter

        words = self._front.library.skip_words
        library = self._library
        made = ProgrammePresenter(
            self._journal, self._front.style, lambda: library.context, words, self
        )
        self._front.window.add_page(made.screen)
        made.screen.page_requested.connect(self.open)
        made.session_requested.connect(self._play_planned)
        made.failed.connect(self._notices.teller("programme"))
        return made

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
        due = course.due() if course else None
        return due is not None and due.session.is_check

    @Slot()
    def _offer_check(self) -> None:
        """Offer the hip check once on a day, unless a session is unfinished."""
        if self._is_check_due and not self.has_offer and self._check_offered != day_of():
            self._check_offered = day_of()
            self._front.library.show_notice(CHECK_IS_DUE, "Open it")

    @cached_property
    def hip_check(self) -> HipCheckPresenter:
        """The pages of the hip check, made when somebody first wants them."""
        from hipmob_desktop.app.hip_check_pages import HipCheckPresenter

        library, preferences = self._library, self._preferences
        made = HipCheckPresenter(
            self._journal,
            self._front.style,
            lambda: library.context,
            lambda: preferences.now,
            self,
        )
        for page in (made.screen, made.entry):
            self._front.window.add_page(page)
        made.screen.page_requested.connect(self.open)
        made.session_requested.connect(self._start)
        made.shown.connect(self._show_and_say)
        self._sessions.cancelled.connect(made.cancelled)
        return made

    @Slot(object, object)
    def _show_and_say(self, page: QWidget, sentences: tuple[str, ...]) -> None:
        """Show a page, and say what it asks where that is wanted."""
        self.pages.show(page)
        if sentences:
            self.say(page, *sentences)

    @cached_property
    def history(self) -> HistoryPresenter:
        """The pages of history, made when somebody first wants them."""
        made = HistoryPresenter(self._journal, self._front.style, self._move_name, self)
        for page in (made.screen, made.session):
            self._front.window.add_page(page)
            page.page_requested.connect(self.open)
        made.session_shown.connect(partial(self.pages.show, made.session))
        made.screen.goal_changed.connect(self._set_goal)
        return made

    @cached_property
    def lists(self) -> ListImporter:
        """The page that makes routines of lists, made when somebody first wants it."""
        from hipmob_desktop.app.from_list import ListImporter

        made = ListImporter(
            lambda: self._library.context, self._library.length_of, self._front.style, self
        )
        self._front.window.add_page(made.screen)
        made.screen.page_requested.connect(self.open)
        made.saved.connect(self._show_new)
        return made

    @Slot(str)
    def _show_new(self, routine: str) -> None:
        """Show a routine that was just made, in the list."""
        self.pages.open(PageName.LIBRARY)
        self._library.reload(routine)

    @Slot(object)
    def _take_files(self, paths: Sequence[Path]) -> None:
        """Files were dropped: routines and moves go into the library, a list to its page."""
        lists = [path for path in paths if is_list(path)]
        self._library.add_files([path for path in paths if path not in lists])
        if lists:
            self.open(PageName.FROM_LIST)
            self.lists.open_file(lists[0])

    @cached_property
    def reminders(self) -> RemindersPresenter:
        """Reminders and their page, made where they are switched on, or when somebody looks."""
        from hipmob_desktop.app.coming_runs import ComingRuns
        from hipmob_desktop.app.reminders import World
        from hipmob_desktop.app.reminding import RemindersPresenter, last_session_ms

        paths, coming = self._library.context.paths, ComingRuns()
        world = World(
            last_session_ms=partial(last_session_ms, paths.journal_file),
            title_of=self._library.title_of,
            is_busy=lambda: self._presenter.session is not None,
            runs=lambda: coming.starts(
                self._preferences.now.runs_from, self._preferences.now.run_words
            ),
        )
        made = RemindersPresenter(self._front, self._preferences, self._notices, paths, world)
        made.explain_runs(lambda: coming.fault)
        made.page.page_requested.connect(self.open)
        made.asked.connect(self.asked)
        made.quit_asked.connect(self.quit_asked)
        return made

    def _move_name(self, id_: str) -> str:
        """What a move is called, or its id where its file is gone."""
        try:
            return self._library.context.library.move(id_).name
        except (KeyError, ContentError):
            return id_

    @Slot(object)
    def _set_goal(self, days: int) -> None:
        self._preferences.choose(replace(self._preferences.now, goal_days=days))
        self.history.refresh(days)

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
        if "reminders" in self.__dict__:
            self.reminders.close()
        self._unsaved.close()
        self._ahead.close()
        self._speaker.stop()
        self.faces.close()
        self._sessions.leave()
        self._sound_check.close()
        self._awake.close()
        self._voices.close()
