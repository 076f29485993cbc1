# SPDX-License-Identifier: GPL-3.0-or-later
"""The first start: three questions said aloud, and out of the answers the first session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from hipmob_desktop.core.guidance import FIRST_ROUTINES, first_routine, tags_of
from hipmob_desktop.desktop.start_request import Action, StartRequest
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.pages.welcome import Step, WelcomeScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.app.controller import AppController
    from hipmob_desktop.app.first_page import FirstPage
    from hipmob_desktop.app.library_presenter import LibraryPresenter
    from hipmob_desktop.app.preferences import PreferencesService
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.guidance import Reason, Spared
    from hipmob_desktop.core.routine import Routine

STANDS = "standing_march"
"""The move whose figure stands and waits."""


class FirstStart(QObject):
    """Leads through the first start, until there is a session or the list.

    `controller` gives everything else, which is not there yet when the first screen is.
    """

    def __init__(
        self,
        front: FirstPage,
        library: LibraryPresenter,
        preferences: PreferencesService,
        controller: Callable[[], AppController],
    ) -> None:
        super().__init__(front.window)
        self._front = front
        self._library = library
        self._preferences = preferences
        self._controller = controller
        self._has_settled = False
        page = self.page = WelcomeScreen(front.style)
        page.show_safety(front.safety)
        page.use_thumbnails(front.thumbnails)
        page.show_speaks(speaks=preferences.now.level.speaks)
        page.stepped.connect(self._say)
        page.unheard.connect(self._check_sound)
        page.answered.connect(self._begin)
        page.skipped.connect(self._skip)
        front.window.add_page(page)

    @property
    def lasts(self) -> bool:
        """Whether it is what is shown."""
        return self._front.window.page is self.page

    def show(self) -> None:
        """Show the first screen."""
        self._front.window.show_page(self.page)

    def settle(self) -> None:
        """All is there: the figure comes, and the coach says hello."""
        from hipmob_desktop.ui.figure.portrait import breathing

        self._has_settled = True
        portrait = self.page.figure
        figure = self._front.figures.figure(STANDS)
        if figure is not None:
            portrait.steps = self._preferences.now.reduced_motion
            portrait.show_figure(breathing(figure), "A person stands and waits for you.")
        if self.lasts:
            self._say(self.page.step)

    @Slot(object)
    def _say(self, step: Step) -> None:
        """Say what stands on a screen; before all is there, that is done later."""
        if not self._has_settled:
            return
        phrases, safety = self._library.context.phrases, self._front.safety
        asked = (phrases.hello, phrases.hello_reason, phrases.hello_spared)[step]
        told = safety.welcome[step : step + 1]
        words = (asked, *told) if step is Step.HEAR else (*told, asked)
        if step is Step.SPARED:
            words = (safety.stop_rule, *words)
        self._controller().say(self.page, *words)

    @Slot()
    def _check_sound(self) -> None:
        """The way back from the sound check leads here, to the next question."""
        controller = self._controller()
        controller.pages.lead_home_to(self.page)
        controller.open(PageName.SOUND_CHECK)

    @Slot()
    def _skip(self) -> None:
        self._library.read_all()
        self._preferences.welcome()
        self._leave()
        self._front.show_library()

    def _leave(self) -> None:
        self._controller().pages.lead_home_to(None)

    @Slot(object, object)
    def _begin(self, reason: Reason, spared: frozenset[Spared]) -> None:
        """Keep what is to be spared, and play the routine that goes with the answers.

        Where a session waits to be gone on with, the list offers that first.
        """
        now = self._preferences.now
        tags = now.skip_tags | tags_of(spared)
        self._preferences.choose(replace(now, skip_tags=tags, first_start_seen=True))
        self._leave()
        routine = self._chosen(reason, tags)
        self._front.show_library()
        if routine is None:
            return
        if self._controller().has_offer:
            self._front.library.highlight(routine.id)
        else:
            self._controller().play(StartRequest(action=Action.PLAY, routine=routine.id))

    def _chosen(self, reason: Reason, tags: frozenset[SkipTag]) -> Routine | None:
        """The routine to begin with; files of one's own by the same name are taken as well."""
        self._library.read_all()
        library = self._library.context.library
        known = {entry.id for entry in library.entries}
        ids = [id_ for id_ in FIRST_ROUTINES[reason] if id_ in known]
        return first_routine([library.routine(id_) for id_ in ids], tags, library.moves)
