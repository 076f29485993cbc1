# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages that most starts do without: each is made, with its presenter, when it is wanted."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop.app.history import HistoryPresenter
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.app.faults import Notices
    from hipmob_desktop.app.from_list import ListImporter
    from hipmob_desktop.app.hip_check_pages import HipCheckPresenter
    from hipmob_desktop.app.journal import JournalService
    from hipmob_desktop.app.library_presenter import LibraryPresenter
    from hipmob_desktop.app.navigation import Navigator
    from hipmob_desktop.app.preferences import PreferencesService
    from hipmob_desktop.app.programme_pages import ProgrammePresenter
    from hipmob_desktop.app.reminding import RemindersPresenter


class OnDemandPages(QObject):
    """Makes pages and leads to them; what they ask for beyond that is told.

    Signals:
        page_requested: the PageName of another page.
        planned_requested: what the programme asks for now is to be played.
        test_requested: the SessionRequest of a test of the hip check.
        asks: a page that is to be shown, and the sentences that it asks.
        start_asked: a StartRequest, from a reminder.
        quit_asked: the program is to end, and remind no more.
    """

    page_requested = Signal(object)
    planned_requested = Signal()
    test_requested = Signal(object)
    asks = Signal(object, object)
    start_asked = Signal(object)
    quit_asked = Signal()

    def __init__(
        self,
        pages: Navigator,
        library: LibraryPresenter,
        preferences: PreferencesService,
        journal: JournalService,
        notices: Notices,
        is_busy: Callable[[], bool],
    ) -> None:
        """`is_busy` says whether a session is on: nobody is reminded then."""
        super().__init__(pages.front.window)
        self._pages = pages
        self._front = pages.front
        self._library = library
        self._preferences = preferences
        self._journal = journal
        self._notices = notices
        self._is_busy = is_busy

    def show(self, page: PageName) -> bool:
        """Show a page with what is true now; False where it is none of these."""
        match page:
            case PageName.FROM_LIST:
                self._pages.show(self.lists.screen)
            case PageName.REMINDERS:
                self.reminders.show_page(self._library.titles())
            case PageName.HISTORY:
                self._show_history()
            case PageName.PROGRAMMES:
                self._pages.show(self.programmes.opened(self._preferences.now.skip_tags))
            case PageName.HIP_CHECK:
                self._pages.show(self.hip_check.open())
            case _:
                return False
        return True

    def _show_history(self) -> None:
        """Show what was done, and look for runs meanwhile; coming back, go to where one was."""
        self.history.refresh(self._preferences.now.goal_days)
        if source := self._preferences.now.runs_from:
            self._journal.look_for_runs(Path(source), self._preferences.now.run_words)
        comes_back = self._front.window.page is self.history.session
        self._pages.show(self.history.screen)
        if comes_back:
            self.history.screen.focus_list()

    @cached_property
    def programmes(self) -> ProgrammePresenter:
        """The page of programmes."""
        from hipmob_desktop.app.programme_pages import ProgrammePresenter

        words = self._front.library.skip_words
        library = self._library
        made = ProgrammePresenter(
            self._journal, self._front.style, lambda: library.context, words, self
        )
        self._front.window.add_page(made.screen)
        made.screen.page_requested.connect(self.page_requested)
        made.session_requested.connect(self.planned_requested)
        made.failed.connect(self._notices.teller("programme"))
        return made

    @cached_property
    def hip_check(self) -> HipCheckPresenter:
        """The pages of the hip check."""
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
        made.screen.page_requested.connect(self.page_requested)
        made.session_requested.connect(self.test_requested)
        made.shown.connect(self.asks)
        return made

    @Slot()
    def leave_check(self) -> None:
        """A session was not started after all, which may have been a test."""
        if "hip_check" in self.__dict__:
            self.hip_check.cancelled()

    @cached_property
    def history(self) -> HistoryPresenter:
        """The pages of history."""
        made = HistoryPresenter(self._journal, self._front.style, self._move_name, self)
        for page in (made.screen, made.session):
            self._front.window.add_page(page)
            page.page_requested.connect(self.page_requested)
        made.session_shown.connect(partial(self._pages.show, made.session))
        made.screen.goal_changed.connect(self._set_goal)
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

    @cached_property
    def lists(self) -> ListImporter:
        """The page that makes routines of lists."""
        from hipmob_desktop.app.from_list import ListImporter

        made = ListImporter(
            lambda: self._library.context, self._library.length_of, self._front.style, self
        )
        self._front.window.add_page(made.screen)
        made.screen.page_requested.connect(self.page_requested)
        made.saved.connect(self._show_new)
        return made

    @Slot(str)
    def _show_new(self, routine: str) -> None:
        """Show a routine that was just made, in the list."""
        self._pages.open(PageName.LIBRARY)
        self._library.reload(routine)

    @cached_property
    def reminders(self) -> RemindersPresenter:
        """Reminders and their page, made where they are switched on, too."""
        from hipmob_desktop.app.coming_runs import ComingRuns
        from hipmob_desktop.app.reminders import World
        from hipmob_desktop.app.reminding import RemindersPresenter, last_session_ms

        paths, coming = self._library.context.paths, ComingRuns()
        world = World(
            last_session_ms=partial(last_session_ms, paths.journal_file),
            title_of=self._library.title_of,
            is_busy=self._is_busy,
            runs=lambda: coming.starts(
                self._preferences.now.runs_from, self._preferences.now.run_words
            ),
        )
        made = RemindersPresenter(self._front, self._preferences, self._notices, paths, world)
        made.explain_runs(lambda: coming.fault)
        made.page.page_requested.connect(self.page_requested)
        made.asked.connect(self.start_asked)
        made.quit_asked.connect(self.quit_asked)
        return made

    def close(self) -> None:
        """Remind no more."""
        if "reminders" in self.__dict__:
            self.reminders.close()
