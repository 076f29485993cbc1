# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the library's files, a few at a time or beside the window, and what searches them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hipmob_desktop.app.context import library_cache_file
from hipmob_desktop.app.journal import JournalSnapshot
from hipmob_desktop.app.library_rows import Catalogue
from hipmob_desktop.content.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.content.search import SearchIndex
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.storage.background_worker import BackgroundWorker

    Measure = Callable[[Library], Callable[[Routine], int]]

FILES_AT_ONCE = 40
"""So many files are read before the window may do something else: some 30 ms of work."""

SHOWN_EVERY = 2_000
"""While thousands of files are read, the list is made anew after so many."""

_UNHEARD_OF = "qqqqqqqq"


class LibraryReader(QObject):
    """Reads what is unread while the window goes on, reads anew, and makes what searches.

    Signals:
        read: a Catalogue with more in it, or read anew, and the id to highlight or none; what
            is read anew comes from the worker's thread.
        is_whole: nothing is left to read.
        indexed: a Catalogue and its SearchIndex, from the worker's thread.
    """

    read = Signal(object, str)
    is_whole = Signal()
    indexed = Signal(object, object)

    def __init__(
        self,
        context: AppContext,
        worker: BackgroundWorker,
        shipped: Path,
        measure: Measure,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._worker = worker
        self._shipped = shipped
        self._measure = measure
        self._steps: Iterator[Library] = context.library.steps(FILES_AT_ONCE)
        self._indexing: Catalogue | None = None
        self._highlight = ""
        self._reading = QTimer(self)
        self._reading.timeout.connect(self._read_some)

    @property
    def is_reading(self) -> bool:
        """Whether more is on its way."""
        return self._reading.isActive()

    @Slot()
    def read_on(self) -> None:
        """Read what is unread, a little at a time: as when the list is seen."""
        if not self.is_reading:
            self._reading.start()

    def read_all(self) -> None:
        """Read at once what is unread: somebody cannot wait for it."""
        self._reading.stop()
        for library in self._steps:
            if not library.unread:
                self.read.emit(Catalogue(library), "")
        self.is_whole.emit()

    def reload(self, highlight: str = "") -> None:
        """Read the folders again, beside the window; then tell what is to be highlighted."""
        self._reading.stop()
        # One that waits for its turn gives way to the next, which has its highlight too.
        self._highlight = highlight or self._highlight
        self._worker.do("library", partial(self._load, self._highlight))

    def index(self, catalogue: Catalogue) -> None:
        """Have the words of a catalogue ready for searches, unless that is under way."""
        if self._indexing is not catalogue:
            self._indexing = catalogue
            self._worker.do("index", partial(self._make_index, catalogue))

    def make_ready(self, index: SearchIndex) -> None:
        """Have at hand what finds words that are typed wrong, while somebody types the first."""

        def search() -> None:
            index.search(_UNHEARD_OF)

        self._worker.do("near words", search)

    @Slot()
    def _read_some(self) -> None:
        library = next(self._steps, None)
        if library is None:
            self._reading.stop()
            self.is_whole.emit()
        elif not library.unread or not library.unread // FILES_AT_ONCE % (
            SHOWN_EVERY // FILES_AT_ONCE
        ):
            self.read.emit(Catalogue(library), "")

    def _load(self, highlight: str) -> None:
        paths = self._context.paths
        library = Library.load(self._shipped, paths.data, cache=library_cache_file(paths))
        if self._highlight == highlight:
            self._highlight = ""
        self.read.emit(Catalogue(library.measured(self._measure(library))), highlight)

    def _make_index(self, catalogue: Catalogue) -> None:
        from hipmob_desktop.content.search import SearchIndex

        library = catalogue.library
        index = SearchIndex(library.entries, library.moves.values(), self._context.search_words)
        # So that the first filter finds all made that it needs.
        catalogue.picks(JournalSnapshot(), ())
        self.indexed.emit(catalogue, index)
