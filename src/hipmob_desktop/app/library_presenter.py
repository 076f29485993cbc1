# SPDX-License-Identifier: GPL-3.0-or-later
"""Minds the library's page: what is in it, what of that is seen, and what would be started."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from hipmob_desktop.app.context import find_routine
from hipmob_desktop.app.journal import JournalSnapshot
from hipmob_desktop.app.library_lengths import LibraryLengths
from hipmob_desktop.app.library_reader import LibraryReader
from hipmob_desktop.app.library_rows import Catalogue
from hipmob_desktop.app.suggesting import Suggesting
from hipmob_desktop.clocks import day_of
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.core.routine_text import use_text
from hipmob_desktop.core.text import NOTHING_LEFT, change_lines, source_lines
from hipmob_desktop.ui.library.model import RoutineDetails
from hipmob_desktop.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.app.library_filter import Finding
    from hipmob_desktop.app.programmes import Planned
    from hipmob_desktop.content.search import SearchIndex
    from hipmob_desktop.core.adapt import AdaptedRoutine
    from hipmob_desktop.core.enums import SkipTag, When
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.storage.background_worker import BackgroundWorker
    from hipmob_desktop.ui.library.filter_bar import FilterBar
    from hipmob_desktop.ui.library.screen import LibraryScreen

LOOKS_AT_DATE_MS = 600_000


class LibraryPresenter(QObject):
    """What the library's page shows, from the newest library there is.

    Signals:
        day_changed: it is another day than before.
    """

    day_changed = Signal()

    def __init__(
        self,
        context: AppContext,
        screen: LibraryScreen,
        bar: FilterBar,
        worker: BackgroundWorker,
        shipped: Path,
    ) -> None:
        super().__init__(screen)
        self._context = context
        self._screen = screen
        self._bar = bar
        self._shipped = shipped
        self._known = JournalSnapshot()
        self.planned: Planned | None = None
        self._preferences = Preferences()
        self._notes: tuple[str, ...] = ()
        self._refusals: tuple[str, ...] = ()
        self._suggesting = Suggesting(screen, bar)
        self._is_painted = False
        self._catalogue = Catalogue(context.library)
        self._index: SearchIndex | None = None
        self._has_searched = False
        self._lengths = LibraryLengths(context, worker, self)
        self._finder: Finding | None = None
        self._reader = LibraryReader(context, worker, shipped, self._lengths.length_of, self)
        self._day = day_of()
        self._midnight = QTimer(self)
        self._midnight.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._midnight.setInterval(LOOKS_AT_DATE_MS)
        self._midnight.timeout.connect(self.look_at_date)
        self._midnight.start()
        self._connect()

    def _connect(self) -> None:
        self._screen.head.offer_filters(self._built_filters)
        self._screen.enable_search()
        self._screen.set_reader(self.today)
        self._screen.head.search.textChanged.connect(self._on_words)
        self._screen.clear_requested.connect(self._bar.clear)
        self._bar.changed.connect(self._on_filters)
        self._screen.moment_asked.connect(self._on_moment)
        # What else is to be done waits until the list is seen.
        painted = self._screen.list.first_painted
        painted.connect(self._reader.read_on, Qt.ConnectionType.QueuedConnection)
        painted.connect(self._on_painted)
        self._reader.read.connect(self._take)
        self._reader.is_whole.connect(self._make_index)
        self._reader.is_whole.connect(self._suggest)
        self._reader.indexed.connect(self._take_index)
        self._lengths.measured.connect(self._take_measured)

    @property
    def context(self) -> AppContext:
        """What every face needs, with the newest library."""
        return replace(self._context, library=self._catalogue.library)

    def begin(self, preferences: Preferences, notes: Sequence[str] = ()) -> None:
        """Show the library; `notes` are said above its own faults."""
        self._notes = tuple(notes)
        self._follow(preferences)
        self._suggesting.greet()
        self._show()
        self._suggest()

    @Slot(object)
    def show_notices(self, notes: tuple[str, ...]) -> None:
        """Say what is wrong around the program, above the library's own faults."""
        self._notes = notes
        self._show_faults()

    def choose(self, before: Preferences, now: Preferences) -> None:
        """Mind what the person has chosen from now on."""
        marks = set(before.favourites) ^ set(now.favourites)
        has_other_body = before.skip_tags != now.skip_tags
        is_other_filter = before.equipment != now.equipment
        has_other_lengths = self._follow(now)
        for routine_id in marks:
            self._screen.set_favourite(routine_id, marked=routine_id in now.favourites)
        if has_other_body:
            self._show()
            self._suggest()
        elif self._finder and (is_other_filter or marks):
            self._tell_finder()
            if is_other_filter or self._bar.filters.favourites_only:
                self._finder.narrow()
        if is_other_filter:
            self._suggest()
        if has_other_lengths:
            self._lengths.measure(self._catalogue)

    def _follow(self, preferences: Preferences) -> bool:
        """Mind these choices; returns whether routines may last otherwise now."""
        self._preferences = preferences
        self._bar.set_owned(preferences.equipment)
        words = self._screen.skip_words if preferences.skip_tags else {}
        self._suggesting.show_body(preferences, words)
        self._screen.set_less_motion(less=preferences.reduced_motion)
        return self._follow_lengths()

    def _follow_lengths(self) -> bool:
        known = self._known.known_moves
        return self._lengths.follow(self._preferences.plan_options, self._tags, known)

    @property
    def _tags(self) -> frozenset[SkipTag]:
        return self._preferences.skip_tags

    @Slot()
    def _suggest(self) -> None:
        few = not self._is_painted
        self._suggesting.suggest(
            self._catalogue,
            self._known,
            self._preferences,
            shipped_only=few,
            planned=self.planned,
        )

    @Slot(object)
    def learn(self, known: JournalSnapshot) -> None:
        """Show what was done on other days, and suggest by it."""
        self._known = known
        if self._follow_lengths():
            self._lengths.measure(self._catalogue)
        self._plan()
        self._show()
        self._suggest()

    def _plan(self) -> bool:
        """Find out what is planned for now; whether it is something else than before."""
        before, course = self.planned, self._known.course
        self.planned = course.planned() if course else None
        return self.planned != before

    @Slot()
    def look_at_date(self) -> None:
        """Say "today" of today: midnight may pass, or the time zone change, in an open window."""
        self._suggesting.greet()
        is_other_plan = self._plan()
        self._suggest()
        today = day_of()
        is_other_day = today != self._day
        if is_other_day:
            self._day = today
            self.day_changed.emit()
        if is_other_day or is_other_plan:
            self._show()

    @Slot()
    def reload(self, highlight: str = "") -> None:
        """Read the folders again, beside the window; then highlight a routine."""
        self._reader.reload(highlight)

    def refuse(self, reasons: Sequence[str]) -> None:
        """Say above the list why something is not done, until something else is asked for."""
        self._refusals = tuple(reasons)
        self._show_faults()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Copy files into the person's own folder if they are good; say so if not."""
        from hipmob_desktop.content.import_file import Intake

        folder, library = self._context.paths.data, self._catalogue.library
        intake = Intake(folder, library, shipped=self._shipped)
        refusals: list[str] = []
        added = ""
        for path in paths:
            try:
                target = intake.add(path).target
            except ContentError as error:
                refusals.extend(str(error).splitlines())
            except OSError as error:
                refusals.append(f"{path.name} cannot be added: {error.strerror or error}")
            else:
                added = target.stem
        self.refuse(refusals)
        if added:
            self.reload(added)

    @Slot()
    def read_on(self) -> None:
        """Read what is unread, a little at a time: as when the list is seen."""
        self._reader.read_on()

    def read_all(self) -> None:
        """Read at once what is unread: somebody cannot wait for it."""
        if self._catalogue.library.unread:
            self._reader.read_all()

    def find(self, wanted: str, tags: frozenset[SkipTag] | None = None) -> AdaptedRoutine:
        """A routine by its id or file, for the body today, or for the one that had `tags`.

        Raises:
            InputError: there is none, or its file cannot be used.
        """
        return self.suited(find_routine(self.context, wanted), tags)

    def title_of(self, routine_id: str) -> str:
        """What a routine of the library is called; its id where there is none."""
        entries = self._catalogue.library.entries
        return next((entry.title for entry in entries if entry.id == routine_id), routine_id)

    def titles(self) -> list[tuple[str, str]]:
        """The id and the title of each routine."""
        return [(entry.id, entry.title) for entry in self._catalogue.library.entries]

    def suggested(self, asked: When | None) -> str:
        """The id of the routine that suits the moment best, or what is asked for; or empty."""
        found = self._suggesting.best(self._catalogue, self._known, self._preferences, asked)
        return found.id if found else ""

    def suited(self, routine: Routine, tags: frozenset[SkipTag] | None = None) -> AdaptedRoutine:
        """A routine for the body today, or for the one that had `tags`."""
        from hipmob_desktop.core.adapt import adapt

        return adapt(routine, self._tags if tags is None else tags, self._catalogue.library.moves)

    def today(self, routine_id: str) -> RoutineDetails:
        """What the page shows of a routine, and what would be started."""
        try:
            routine = self._catalogue.library.routine(routine_id)
        except (KeyError, ContentError) as error:
            lines = str(error).splitlines() if isinstance(error, ContentError) else []
            return RoutineDetails(routine=None, fault=lines[0] if lines else "Its file is gone.")
        if self.planned and self.planned.base == routine_id:
            routine = self.planned.routine
        adapted = self.suited(routine)
        shown = adapted.routine or routine
        return RoutineDetails(
            routine=shown,
            total_ms=self._lengths.of(shown, self._catalogue.library),
            sources=source_lines(shown.sources, self._context.references),
            changes=adapted.changes,
            advice=self._advice(adapted),
            hurt_moves=self._known.hurt_moves,
            fault="" if adapted.routine else NOTHING_LEFT,
            use=use_text(shown, day_of()),
        )

    def length_of(self, routine: Routine) -> int:
        """How long a routine lasts as this person would play it today, in milliseconds."""
        return self._lengths.of(routine, self._catalogue.library)

    @property
    def hurt_moves(self) -> frozenset[str]:
        """The ids of the moves that hurt when they were last done."""
        return self._known.hurt_moves

    @property
    def known_moves(self) -> frozenset[str]:
        """The ids of the moves that were done often enough to be known."""
        return self._known.known_moves

    def words_for(self, adapted: AdaptedRoutine) -> tuple[str, ...]:
        """A line for each change of a routine, and above them, where little stays, advice."""
        lines = change_lines(adapted.changes, self._screen.skip_words)
        return tuple(filter(None, (self._advice(adapted), *lines)))

    def _advice(self, adapted: AdaptedRoutine) -> str:
        from hipmob_desktop.app.better_routine import advice

        return advice(self._catalogue.library, adapted, self._tags)

    def _built_filters(self) -> tuple[QWidget, Sequence[QWidget]]:
        self._bar.ensure_built()
        return self._bar, self._bar.tab_stops

    @Slot(object, object)
    def _take_measured(self, before: Catalogue, now: Catalogue) -> None:
        if before is self._catalogue:
            self._take(now)

    @Slot(object, str)
    def _take(self, catalogue: Catalogue, highlight: str = "") -> None:
        """Show another library."""
        self._catalogue = catalogue
        self._index = None
        self._show()
        if highlight and not self._screen.highlight(highlight):
            self._finding.clear()
            self._screen.highlight(highlight)

    @Slot()
    def _on_painted(self) -> None:
        self._is_painted = True

    @Slot()
    def _make_index(self) -> None:
        self._reader.index(self._catalogue)

    @Slot(object, object)
    def _take_index(self, catalogue: Catalogue, index: SearchIndex) -> None:
        if catalogue is self._catalogue:
            # What lives as long as the library need not be looked through for garbage: with
            # ten thousand routines that alone would take longer than a keystroke may.
            gc.freeze()
            self._index = index
            self._lengths.measure(catalogue)
            finding = self._finding
            self._tell_finder()
            if self._screen.head.search.text():
                finding.narrow()

    def _show(self) -> None:
        """Show all lines anew, and of them those that are asked for."""
        catalogue = self._catalogue
        self._screen.show_library(
            catalogue.entries(self._known, self._preferences.favourites, self._tags)
        )
        self._show_faults()
        if self._finder:
            self._tell_finder()
            self._finder.narrow()
        self._screen.refresh_details()
        if self._is_painted and self._index is None and not self._reader.is_reading:
            self._make_index()

    def _show_faults(self) -> None:
        faults = (str(each) for each in self._catalogue.library.faults)
        self._screen.show_faults((*self._refusals, *self._notes, *faults))

    @property
    def _finding(self) -> Finding:
        """What searches and filters, made when something is first asked for."""
        if self._finder is None:
            from hipmob_desktop.app.library_filter import Finding

            self._finder = Finding(self._screen, self._bar)
            self._screen.head.strips.empty.accepted.connect(self._drop)
            self._tell_finder()
        return self._finder

    def _tell_finder(self) -> None:
        if self._finder:
            picks = partial(self._catalogue.picks, self._known, self._preferences.favourites)
            self._finder.look_in(self._catalogue.library.entries, picks, self._index)

    @Slot()
    def _on_words(self) -> None:
        if self._index and not self._has_searched:
            self._has_searched = True
            self._reader.make_ready(self._index)
        self._finding.narrow_to_best()

    @Slot()
    def _on_filters(self) -> None:
        is_other_moment = self._suggesting.follow_filters()
        self._finding.narrow()
        if is_other_moment:
            self._suggest()

    @Slot(object)
    def _on_moment(self, when: When | None) -> None:
        self._suggesting.ask(when)
        self._screen.play()

    @Slot()
    def _drop(self) -> None:
        self._finding.drop()
