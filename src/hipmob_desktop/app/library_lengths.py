# SPDX-License-Identifier: GPL-3.0-or-later
"""How long routines last for this person: one by one, or a library beside the window.

What they have chosen, the body of today and the moves that they still learn all change it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hipmob_desktop.app.library_rows import Catalogue
from hipmob_desktop.core.preferences import PlanOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.content.library import Library
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.lengths import RoutineLengths
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.storage.background_worker import BackgroundWorker


class LibraryLengths(QObject):
    """Measures routines; what it has measured once it knows until something else is chosen.

    Signals:
        measured: a Catalogue, and the one with other lengths, from the worker's thread.
    """

    measured = Signal(object, object)

    def __init__(self, context: AppContext, worker: BackgroundWorker, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._worker = worker
        self._options = PlanOptions()
        self._tags: frozenset[SkipTag] = frozenset()
        self._known: frozenset[str] = frozenset()
        self._made: RoutineLengths | None = None

    def follow(
        self, options: PlanOptions, tags: frozenset[SkipTag], known: frozenset[str]
    ) -> bool:
        """Measure by these from now on; `known` are the moves that are no longer learned.

        Returns:
            Whether that may change a length.
        """
        before = (self._options, self._tags, self._known)
        self._options, self._tags, self._known = options, tags, known
        return before != (options, tags, known)

    def of(self, routine: Routine, library: Library) -> int:
        """How long a routine of `library` lasts as it stands, in milliseconds."""
        return self._lengths(library).of(routine)

    def length_of(self, library: Library) -> Callable[[Routine], int]:
        """How long a routine of `library` lasts without what does not suit the body today."""
        from hipmob_desktop.core.adapt import adapt

        lengths, tags, moves = self._lengths(library), self._tags, library.moves
        if not tags:
            return lengths.of
        return lambda routine: lengths.of(adapt(routine, tags, moves).routine or routine)

    def measure(self, catalogue: Catalogue) -> None:
        """Have the lengths of a catalogue told anew, beside the window."""

        def measure() -> None:
            library = catalogue.library.measured(self.length_of(catalogue.library))
            if library is not catalogue.library:
                self.measured.emit(catalogue, Catalogue(library))

        self._worker.do("lengths", measure)

    def _lengths(self, library: Library) -> RoutineLengths:
        from hipmob_desktop.core.coach import Coach
        from hipmob_desktop.core.lengths import RoutineLengths

        new = frozenset(library.moves) - self._known
        coach = Coach(self._context.phrases, self._options.coaching, new_moves=new)
        made = self._made
        if made is None or not made.are_for(self._options, coach):
            made = self._made = RoutineLengths(self._options, coach)
        return made
