# SPDX-License-Identifier: GPL-3.0-or-later
"""The place beside the list for all about the highlighted routine."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hipmob_desktop.ui.kit.scroll_area import ReadingArea
from hipmob_desktop.ui.kit.style import set_tab_order
from hipmob_desktop.ui.library.model import Listed
from hipmob_desktop.ui.today import RoutineDetails

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.library.model import LibraryEntry
    from hipmob_desktop.ui.library.routine_page import RoutinePage


class RoutinePane(ReadingArea):
    """Empty until it is opened; from then on it shows whatever entry it is given."""

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, QWidget(), "About the routine")
        self._skip_words: Mapping[SkipTag, str] = MappingProxyType({})
        self._thumbnails: ThumbnailCache | None = None
        self._read: Callable[[str], RoutineDetails] | None = None
        self.page: RoutinePage | None = None

    def open(self) -> RoutinePage:
        """Have the page, made now if there was none."""
        from hipmob_desktop.ui.library.routine_page import RoutinePage

        if self.page is None:
            self.page = RoutinePage(self._style.icons, self._style.theme_manager)
            self.page.show_skip_words(self._skip_words)
            if self._thumbnails:
                self.page.use_thumbnails(self._thumbnails)
            self.show_inside(self.page)
        return self.page

    def read_with(self, read: Callable[[str], RoutineDetails]) -> None:
        """Ask for routines by their ids."""
        self._read = read

    def show_skip_words(self, words: Mapping[SkipTag, str]) -> None:
        """Take the plain words for the states of the body in which to leave moves out."""
        self._skip_words = words
        if self.page:
            self.page.show_skip_words(words)

    def use_thumbnails(self, thumbnails: ThumbnailCache) -> None:
        """Show the figure beside the moves."""
        self._thumbnails = thumbnails
        if self.page:
            self.page.use_thumbnails(thumbnails)

    def today_of(self, entry: LibraryEntry) -> RoutineDetails:
        """What would be started; without anybody to ask, the entry's own routine."""
        routine = entry.routine
        if self._read:
            return self._read(routine.id)
        if isinstance(routine, Listed):
            return RoutineDetails(routine=None)
        return RoutineDetails(routine=routine, total_ms=entry.total_ms)

    def show_entry(self, entry: LibraryEntry | None) -> str:
        """Show all about an entry, or nothing; returns why it cannot be started, if so."""
        today = self.today_of(entry) if entry else RoutineDetails(routine=None)
        if self.page is None:
            return today.fault
        self.page.setVisible(today.routine is not None)
        if entry:
            self.page.show_today(today)
            set_tab_order(self, *self.page.stops)
            self.to_top()
            self.setAccessibleName(f"About {entry.routine.title}")
            self.setAccessibleDescription(entry.routine.summary)
        return today.fault
