# SPDX-License-Identifier: GPL-3.0-or-later
"""Above the list of routines: links to other pages, the search, the filters, notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hipmob_desktop.core.text import capital
from hipmob_desktop.ui.kit.buttons import ToolIconButton
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.notice import Notice
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.kit.scroll_area import CappedArea
from hipmob_desktop.ui.kit.style import em, set_spacing, set_tab_order
from hipmob_desktop.ui.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from hipmob_desktop.ui.kit.style import StyleContext

_BUTTON_TEXTS_EM = 54.0
_SHOWN_FAULTS = 3
_STRIPS_SHARE = 0.25
_FILTERS_SHARE = 0.33
_FILTERS_FROM_EM = 42.0
_CROWDED_EM = 34.0
_BELOW_SEARCH = 2


class LibraryHead(QWidget):
    """The head of the library's page.

    Attributes:
        links: the buttons that lead to other pages, each with its page.
        search: the field for words to look for.
        notice: offers one thing to do.
        empty: says that nothing was found, and offers to drop what stands in the way.
        faults: names the files that could not be read.
    """

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._style = style
        self.links = {
            PageName.HISTORY: ToolIconButton(style, "calendar", "History", shows_text=False),
            PageName.SOUND_CHECK: ToolIconButton(
                style, "volume-2", "Sound check", shows_text=False
            ),
            PageName.SAFETY: ToolIconButton(style, "shield", "Safety", shows_text=False),
            PageName.SETTINGS: ToolIconButton(style, "settings", "Settings", shows_text=False),
        }
        self._build_search()
        self.notice = Notice(style, "rotate-ccw")
        self.faults = Notice(style, "triangle-alert", "warning")
        self.empty = Notice(style, "search", can_be_dismissed=False)
        self._lay_out()

    def _build_search(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName("Search the routines")
        self.search.hide()
        self.filters: CappedArea | None = None
        self._first_filter: QWidget | None = None
        self._wants_filters: bool | None = None
        self.filters_button = ToolIconButton(self._style, "list-filter", "Filters")
        self.filters_button.clicked.connect(self._toggle_filters)
        self.filters_button.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        set_spacing(row, 0.25)
        self._title = label("Routines", "title", wraps=False)
        row.addWidget(self._title, 1)
        for button in self.links.values():
            row.addWidget(button)
        inside = QWidget()
        strips = QVBoxLayout(inside)
        set_spacing(strips, 0.6)
        strips.addWidget(self.empty)
        strips.addWidget(self.notice)
        strips.addWidget(self.faults)
        self.strips = CappedArea(self._style, inside, "Notices")
        finding = QHBoxLayout()
        set_spacing(finding, 0.5)
        finding.addWidget(self.search, 1)
        finding.addWidget(self.filters_button)
        self._column = QVBoxLayout(self)
        set_spacing(self._column, 0.6)
        self._column.addLayout(row)
        self._column.addLayout(finding)
        self._column.addWidget(self.strips)

    def finish_building(self) -> None:
        """Make what the first paint need not wait for."""
        # Qt looks through all of the system's icons for this one.
        self.search.setClearButtonEnabled(True)

    def set_filters(self, filters: QWidget, tab_stops: Sequence[QWidget]) -> None:
        """Put the filters below the search; `tab_stops` are the widgets that Tab goes through."""
        self.filters = CappedArea(self._style, filters, "Filters")
        self._column.insertWidget(_BELOW_SEARCH, self.filters)
        self._first_filter = tab_stops[0]
        set_tab_order(self.search, self.filters_button, *tab_stops)
        self.show_filter_count(0)
        self.filters_button.show()
        self._fit_filters()

    def show_filters(self, *, shows: bool) -> None:
        """Show the filters, or hide them, whatever the height of the window."""
        self._wants_filters = shows
        self._fit_filters()

    def focus_filters(self) -> None:
        """Show the filters and give the first of them the focus."""
        self.show_filters(shows=True)
        if self._first_filter:
            self._first_filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def shows_filters(self) -> bool:
        """Whether the filters are shown."""
        return self.filters is not None and not self.filters.isHidden()

    def show_filter_count(self, count: int) -> None:
        """Show how many filters are set, for when they are hidden."""
        self.filters_button.show_icon("list-filter", f"Filters: {count}" if count else "Filters")
        self.filters_button.setToolTip("Show or hide the filters (F6)")

    @Slot()
    def _toggle_filters(self) -> None:
        self.show_filters(shows=not self.shows_filters)

    def _fit_filters(self) -> None:
        if self.filters is None:
            return
        window = self.window().height()
        has_room = window >= _FILTERS_FROM_EM * em(self)
        shows = has_room if self._wants_filters is None else self._wants_filters
        self.filters.set_cap(round(window * _FILTERS_SHARE) if shows else 0)
        # In a low window the filters take the place of what is not needed for finding.
        is_crowded = shows and window < _CROWDED_EM * em(self)
        for widget in (self._title, *self.links.values()):
            widget.setVisible(not is_crowded)
        is_spare = is_crowded and self.empty.isHidden()
        self.strips.set_cap(0 if is_spare else round(window * _STRIPS_SHARE))
        if is_crowded and not is_spare:
            self.filters.set_cap(round(window * _FILTERS_SHARE / 3))
        self.filters_button.setAccessibleDescription("shown" if shows else "hidden")

    def show_empty(self, text: str, action_text: str = "") -> None:
        """Say that nothing was found and what to do about it; without a text, nothing."""
        if text:
            self.empty.say(text, action=action_text)
        else:
            self.empty.hide()
        self._fit_filters()
        self.strips.fit()

    def show_faults(self, lines: Sequence[str]) -> None:
        """Name the files that could not be read, one line each; with none the strip is gone."""
        if lines:
            said = f"{capital(counted(len(lines), 'thing'))} in your files could not be read."
            more = len(lines) - _SHOWN_FAULTS
            shown = [*lines[:_SHOWN_FAULTS], *([f"and {more} more"] if more > 0 else [])]
            self.faults.say(said, "\n".join(shown))
        else:
            self.faults.hide()
        self.strips.fit()

    def show_notice(self, text: str | None, action_text: str) -> None:
        """Offer one thing to do; None takes the offer away."""
        if text:
            self.notice.say(text, action=action_text)
        else:
            self.notice.hide()
        self.strips.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in self.links.values():
            button.set_shows_text(self.width() >= _BUTTON_TEXTS_EM * em(self))
        self.links[PageName.HISTORY].setToolTip("History (Ctrl+H)")
        self.strips.set_cap(round(self.window().height() * _STRIPS_SHARE))
        self._fit_filters()
