# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside the list: the place for the highlighted routine, and what can be done with it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from hipmob_desktop.ui.kit.buttons import IconButton, ToolIconButton
from hipmob_desktop.ui.kit.labels import IconLine, plain_tooltip
from hipmob_desktop.ui.kit.scroll_area import ReadingArea
from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing, set_tab_order
from hipmob_desktop.ui.library.model import RoutineDetails

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.library.model import LibraryEntry
    from hipmob_desktop.ui.library.routine_page import RoutinePage

MARK = "Mark as a favourite"
_NARROW_EM = 24.0
_SCROLLS = Qt.ScrollBarPolicy.ScrollBarAsNeeded
_NEVER_SCROLLS = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class RoutinePane(ReadingArea):
    """Shows the page of the entry that it is given; empty until the page is first made."""

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, QWidget(), "About the routine")
        self._skip_words: Mapping[SkipTag, str] = MappingProxyType({})
        self._thumbnails: ThumbnailCache | None = None
        self._read: Callable[[str], RoutineDetails] = _nothing_read
        self.page: RoutinePage | None = None

    def ensure_page(self) -> RoutinePage:
        """The page, made now if there was none."""
        from hipmob_desktop.ui.library.routine_page import RoutinePage

        if self.page is None:
            self.page = RoutinePage(self._style)
            self.page.show_skip_words(self._skip_words)
            if self._thumbnails:
                self.page.use_thumbnails(self._thumbnails)
            self.show_inside(self.page)
        return self.page

    def set_reader(self, read: Callable[[str], RoutineDetails]) -> None:
        """Set what reads a routine by its id."""
        self._read = read

    def show_skip_words(self, words: Mapping[SkipTag, str]) -> None:
        """Set the plain words for the states of the body in which to leave moves out."""
        self._skip_words = words
        if self.page:
            self.page.show_skip_words(words)

    def use_thumbnails(self, thumbnails: ThumbnailCache) -> None:
        """Show the figure beside the moves."""
        self._thumbnails = thumbnails
        if self.page:
            self.page.use_thumbnails(thumbnails)

    def details_of(self, entry: LibraryEntry) -> RoutineDetails:
        """What the page shows of an entry, and what would be started."""
        return self._read(entry.id)

    def show_entry(self, entry: LibraryEntry | None) -> str:
        """Show the page of an entry, or nothing.

        Returns:
            Why it cannot be started, or an empty text.
        """
        details = self.details_of(entry) if entry else RoutineDetails(routine=None)
        if self.page is None:
            return details.fault
        self.page.setVisible(details.routine is not None)
        self.setVerticalScrollBarPolicy(_SCROLLS if details.routine else _NEVER_SCROLLS)
        if entry:
            self.page.show_details(details)
            set_tab_order(self, *self.page.tab_stops)
            self.to_top()
            self.setAccessibleName(f"About {entry.title}")
            self.setAccessibleDescription(entry.summary)
        return details.fault


def _nothing_read(_routine_id: str) -> RoutineDetails:
    return RoutineDetails(routine=None)


class RoutineBar(QFrame):
    """The stop rule on the left, and on the right: favourite, details, start.

    Where it is narrow the buttons stand below the rule.
    """

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._rule = ""
        self.stop_rule = IconLine(style, "hand", role="small", ink="warning")
        self.favourite = ToolIconButton(style, "heart", MARK, shows_text=False)
        self.details = ToolIconButton(style, "list", "Details")
        self.start = IconButton(style, "play", "Start", "primary")
        self._lay_out()

    def _lay_out(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        set_spacing(self._row, 0.6, (1.0, 0.5, 0.6, 0.5))
        self._row.addWidget(self.stop_rule, 1, Qt.AlignmentFlag.AlignVCenter)
        buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        set_spacing(buttons, 0.5)
        buttons.addStretch(1)
        for button in (self.favourite, self.details, self.start):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(buttons)
        scale_spacing(self, em(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW_EM * em(self)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def show_rule(self, rule: str) -> None:
        """Show the stop rule."""
        self._rule = rule
        self.stop_rule.show_text(rule)

    def show_entry(self, entry: LibraryEntry | None, fault: str = "") -> None:
        """Offer what can be done with an entry; without one, nothing.

        `fault` says why it cannot be started.
        """
        for button in (self.start, self.details, self.favourite):
            button.setEnabled(entry is not None)
        self.start.setEnabled(entry is not None and not fault)
        self.start.setToolTip(plain_tooltip(fault) if fault else "")
        self.start.setAccessibleDescription(fault)
        self.stop_rule.show_text(f"{fault} {self._rule}" if fault else self._rule)
        if entry is None:
            return
        self.start.setAccessibleName(f"Start {entry.title}")
        if entry.is_favourite:
            self.favourite.show_icon("heart-filled", "Remove from the favourites")
        else:
            self.favourite.show_icon("heart", MARK)

    def show_panes(self, *, is_wide: bool, shows_page: bool) -> None:
        """Offer to go to the pane that is not seen, if there is one."""
        self.details.setVisible(not is_wide)
        if shows_page:
            self.details.show_icon("arrow-left", "List")
        else:
            self.details.show_icon("list", "Details")
