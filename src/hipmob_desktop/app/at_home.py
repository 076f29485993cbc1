# SPDX-License-Identifier: GPL-3.0-or-later
"""What serves the list of routines while nobody plays one: files, what is taken along, clips."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop.app.voice import ClipsAhead, VoiceService
from hipmob_desktop.desktop.folder_watch import FolderWatch
from hipmob_desktop.ui.main_window import FileDrop

if TYPE_CHECKING:
    from pathlib import Path

    from hipmob_desktop.app.first_page import FirstPage
    from hipmob_desktop.app.library_presenter import LibraryPresenter
    from hipmob_desktop.app.preferences import PreferencesService
    from hipmob_desktop.app.take_along import TakeAlong
    from hipmob_desktop.ui.library.take_along import Way

OWN_FOLDERS = ("routines", "moves")


class AtHome(QObject):
    """Minds what can happen around the list before anything else of the program is wanted.

    Signals:
        dropped: files were dropped onto the window; carries their paths.
        files_changed: something else is in the folders of what is the person's own.
    """

    dropped = Signal(object)
    files_changed = Signal()

    def __init__(
        self, front: FirstPage, library: LibraryPresenter, preferences: PreferencesService
    ) -> None:
        super().__init__(front.window)
        self.front = front
        self.library = library
        context = library.context
        self._watch = FolderWatch([context.paths.data / name for name in OWN_FOLDERS], self)
        self._watch.changed.connect(library.reload)
        self._watch.changed.connect(self.files_changed)
        FileDrop(front.window).dropped.connect(self.dropped)
        front.library.take_asked.connect(self._take_along)
        front.library.list.file_of = self._dragged
        front.window.closing.connect(self._let_go)
        self.voices = VoiceService(context, preferences.now)
        self.ahead = ClipsAhead(context, self.voices, preferences, self)
        self.ahead.begin_soon()

    @cached_property
    def _take(self) -> TakeAlong:
        from hipmob_desktop.app.take_along import TakeAlong

        figure_of = self.front.figures.figure
        return TakeAlong(lambda: self.library.context, self.front.library, figure_of, self)

    @Slot(object)
    def _take_along(self, way: Way) -> None:
        self._take.take(way)

    def _dragged(self, row: int) -> Path | None:
        return self._take.dragged(row)

    @Slot()
    def _let_go(self) -> None:
        """The window closes: what is being written is not waited for."""
        if "_take" in self.__dict__:
            self._take.close()

    def close(self) -> None:
        """Let everything go."""
        self.ahead.close()
        self.voices.close()
