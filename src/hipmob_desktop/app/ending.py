# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of a session: quiet, then what was done this week, how it feels, what goes well next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, Signal, Slot

from hipmob_desktop.app.context import InputError
from hipmob_desktop.clocks import day_of
from hipmob_desktop.core.adapt import what_is_asked
from hipmob_desktop.core.guidance import goes_well_next
from hipmob_desktop.core.journal import spoken_summary, summary_of, week_of
from hipmob_desktop.core.player import Finished
from hipmob_desktop.ui.figure.portrait import breathing
from hipmob_desktop.ui.pages.summary import has_work

if TYPE_CHECKING:
    from hipmob_desktop.app.journal import JournalService
    from hipmob_desktop.app.library_presenter import LibraryPresenter
    from hipmob_desktop.app.navigation import Navigator
    from hipmob_desktop.core.guidance import Occasion
    from hipmob_desktop.core.journal import Summary, Week
    from hipmob_desktop.core.player import Player
    from hipmob_desktop.core.resume import SessionSource
    from hipmob_desktop.core.routine import Routine

LIES, STANDS = "supine_knee_hugs", "standing_march"
"""The moves whose figure rests at the end: on its back, or upright where no floor was needed."""


class Ending(QObject):
    """Fills the page after a session, and keeps what is answered there.

    Signals:
        opened: the quiet is over: the page is there to be read.
        next_asked: the id of the routine that is to be played next.
    """

    opened = Signal()
    next_asked = Signal(str)

    def __init__(
        self, pages: Navigator, library: LibraryPresenter, journal: JournalService
    ) -> None:
        super().__init__(pages.front.window)
        self._pages = pages
        self._library = library
        self._journal = journal
        self._source: SessionSource | None = None
        self._summary: Summary | None = None
        self._next: Occasion | None = None
        summary = pages.summary
        summary.felt.connect(self._keep_feel)
        summary.noted.connect(self._keep_note)
        summary.ran.connect(self._keep_run)
        summary.next_requested.connect(self._ask_next)
        summary.opened.connect(self.opened)
        # From the disk's thread.
        journal.learned.connect(self._learn, Qt.ConnectionType.QueuedConnection)

    def show(self, player: Player, source: SessionSource | None) -> None:
        """Show the end of a session; without a `source` nothing of it is kept."""
        routine = player.plan.routine
        summary = self._summary = summary_of(player)
        self._source = source if has_work(summary) else None
        self._next = self._goes_well(routine) if self._source else None
        week = self._week() if self._source else None
        page, going = self._pages.summary, self._next
        page.show_summary(
            summary,
            routine.title,
            week=week,
            times=self._times(week),
            goes_well=(going.words, self._library.title_of(going.routine)) if going else None,
            is_kept=source is not None,
        )
        self._pages.show(page)
        state = player.state
        if not (isinstance(state, Finished) and state.is_complete and self._rest(player)):
            self.opened.emit()

    def _rest(self, player: Player) -> bool:
        """Have the figure rest for a while; whether there is one."""
        plan, animator = player.plan, self._pages.animator
        is_on_floor = what_is_asked(item.move.position for item in plan.routine.items)
        figure = self._pages.front.figures.figure(LIES if is_on_floor else STANDS)
        if figure is None:
            return False
        page = self._pages.summary
        page.quiet.figure.steps = animator.steps
        before = animator.frame(plan, plan.at(plan.total_ms), 0.0)
        page.rest(breathing(figure), before)
        return True

    @property
    def words(self) -> tuple[str, ...]:
        """What is to be said of it: what was done, how often this week, and the question."""
        phrases = self._library.context.phrases
        done = spoken_summary(self._summary, phrases) if self._summary else ""
        if self._source is None:
            return (done,)
        return tuple(filter(None, (done, self._times(self._week()), phrases.how_hips_feel)))

    def _week(self) -> Week:
        """This week, with the session that has just ended in it."""
        started = set(self._journal.known.started)
        if self._source:
            started.add(self._source.started_at_ms)
        first = QLocale().firstDayOfWeek().value - 1
        return week_of(day_of(), first, (day_of(at_ms) for at_ms in sorted(started)))

    def _times(self, week: Week | None) -> str:
        return self._library.context.phrases.times_this_week(week.times) if week else ""

    @Slot()
    def _learn(self) -> None:
        """The journal has been read again: tell of the week what it says now."""
        if self._source is not None:
            week = self._week()
            self._pages.summary.show_week(week, self._times(week))

    def _goes_well(self, done: Routine) -> Occasion | None:
        """The first that goes well next of which enough suits the body today."""
        for occasion in goes_well_next(done):
            try:
                found = self._library.find(occasion.routine)
            except InputError:
                continue
            if found.routine is not None and not found.loses_most:
                return occasion
        return None

    @Slot(int)
    def _keep_feel(self, feel: int) -> None:
        if self._source is not None:
            self._journal.note_feel(self._source.routine, self._source.started_at_ms, feel)

    @Slot(str)
    def _keep_note(self, note: str) -> None:
        if self._source is not None:
            self._journal.write_note(self._source.routine, self._source.started_at_ms, note)

    @Slot(bool)
    def _keep_run(self, is_one: bool) -> None:  # noqa: FBT001 - the signal's shape
        if self._source is not None:
            routine, started_at_ms = self._source.routine, self._source.started_at_ms
            self._journal.run_after(routine, started_at_ms, is_ticked=is_one)

    @Slot()
    def _ask_next(self) -> None:
        if self._next is not None:
            self.next_asked.emit(self._next.routine)
