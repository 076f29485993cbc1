# SPDX-License-Identifier: GPL-3.0-or-later
"""Above the list of routines: links to other pages, the search, the filters, notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hipmob_desktop.core.text import capital
from hipmob_desktop.ui.kit.buttons import ToolIconButton
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.notice import Notice
from hipmob_desktop.ui.kit.scroll_area import CappedArea
from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing, set_tab_order
from hipmob_desktop.ui.library.links import PageLinks
from hipmob_desktop.ui.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from hipmob_desktop.ui.kit.style import StyleContext

    MakeFilters = Callable[[], tuple[QWidget, Sequence[QWidget]]]

_SHOWN_FAULTS = 3
_STRIPS_SHARE = 0.25
_FILTERS_SHARE = 0.33
_CROWDED_EM = 34.0
_SEARCH_EM = (8.0, 28.0)
_GAP_EM = 0.25
_AFTER_TITLE_EM = 0.75
_BELOW_SEARCH = 1
_COMES_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Strips(CappedArea):
    """What is told above the list; each strip is hidden until it has something to say.

    Attributes:
        empty: says that nothing was found, and offers to drop what stands in the way.
        removed: offers to bring back what was removed.
        unsaved: offers to go on with what was not saved.
        notice: offers one thing to do.
        faults: names what went wrong, files that cannot be read above all.
    """

    def __init__(self, style: StyleContext) -> None:
        inside = QWidget()
        super().__init__(style, inside, "Notices")
        self.empty = Notice(style, "search", can_be_dismissed=False)
        self.removed = Notice(style, "trash-2")
        self.unsaved = Notice(style, "pencil")
        self.notice = Notice(style, "rotate-ccw")
        self.faults = Notice(style, "triangle-alert", "warning")
        column = QVBoxLayout(inside)
        set_spacing(column, 0.6)
        for strip in (self.empty, self.removed, self.unsaved, self.notice, self.faults):
            column.addWidget(strip)


class LibraryHead(QWidget):
    """The head of the library's page.

    Attributes:
        links: what leads to other pages.
        title: what the page is called.
        search: the field for words to look for, which is there while it is used.
    """

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self.setMinimumWidth(1)  # it gives way by itself; no window grows for its sake
        self._style = style
        self.links = PageLinks(style)
        self._build_search()
        self._strips: Strips | None = None
        self._lay_out()

    def _build_search(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName("Search the routines")
        self.search.hide()
        self.search.textChanged.connect(self._on_words)
        self.search.installEventFilter(self)
        self.search_button = ToolIconButton(self._style, "search", "Search", shows_text=False)
        self.search_button.setToolTip("Search (Ctrl+F, or any letter)")
        self.search_button.clicked.connect(self.open_search)
        self.search_button.hide()
        self._can_search = False
        self.filters: CappedArea | None = None
        self._make_filters: MakeFilters | None = None
        self._first_filter: QWidget | None = None
        self._wants_filters = False
        self._count = 0
        self.filters_button = ToolIconButton(self._style, "list-filter", "Filters")
        self.filters_button.clicked.connect(self._toggle_filters)
        self.filters_button.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        set_spacing(row, _GAP_EM)
        self.title = label("Routines", "title", wraps=False)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.search, 100)
        for part in (self.search_button, self.filters_button, self.links):
            row.addWidget(part)
        self._column = QVBoxLayout(self)
        set_spacing(self._column, 0.6)
        self._column.addLayout(row)

    @property
    def strips(self) -> Strips:
        """What is told, made when there is first something to tell: that is seldom."""
        if self._strips is None:
            self._strips = Strips(self._style)
            self._column.addWidget(self._strips)
            scale_spacing(self._strips, em(self))
            # Before the window is shown, so that nothing moves when it is.
            self._strips.expect_width(self.window().width() - 2 * em(self))
            self._fit_filters()
        return self._strips

    def greet(self, words: str) -> None:
        """Say a greeting in place of the page's title."""
        self.title.setText(words)
        self._fit_row()

    def enable_search(self) -> None:
        """Offer the search from now on."""
        self._can_search = True
        self._fit_search()

    @Slot()
    def open_search(self) -> None:
        """Show the field and give it the focus."""
        self._show_search(shows=True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_words(self) -> None:
        if self.search.text():
            self._show_search(shows=True)
        elif not self.search.hasFocus():
            self._show_search(shows=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make a button of the search again when it is left without a word in it."""
        if watched is self.search and event.type() is QEvent.Type.FocusOut:
            has_window = isinstance(event, QFocusEvent) and event.reason() not in _COMES_BACK
            if has_window and not self.search.text():
                self._show_search(shows=False)
        return super().eventFilter(watched, event)

    def _show_search(self, *, shows: bool) -> None:
        self.search.setVisible(shows and self._can_search)
        self._fit_search()

    def _fit_search(self) -> None:
        is_open = not self.search.isHidden()
        self.search_button.setVisible(self._can_search and not is_open)
        self.search.setMaximumWidth(round(_SEARCH_EM[1] * em(self)))
        self._fit_filters()

    @property
    def _is_crowded(self) -> bool:
        """Whether the filters take the place of what is not needed for finding."""
        wants = self._wants_filters and self.filters is not None
        return wants and self.window().height() < _CROWDED_EM * em(self)

    def _fit_row(self) -> None:
        """Show the title whole or not at all, and as much of the links as there is room for."""
        unit = em(self)
        gap = round(_GAP_EM * unit)
        self.title.setContentsMargins(0, 0, round(_AFTER_TITLE_EM * unit), 0)
        title = self.title.sizeHint().width() + gap
        room = self.width()
        if not self.search.isHidden():
            least, most = _SEARCH_EM
            room -= max(round(least * unit), min(room // 2, round(most / 2 * unit))) + gap
        if not self.search_button.isHidden():
            room -= self.search_button.px(shows_text=False) + gap
        if not self.filters_button.isHidden():
            texts = room - self.filters_button.px(shows_text=True) - gap
            beside = self.links.least_px if self._count else self.links.px(shows_texts=False)
            shows_text = texts >= beside
            self.filters_button.set_shows_text(shows_text)
            room -= self.filters_button.px(shows_text=shows_text) + gap
        is_crowded = self._is_crowded
        has_title = not is_crowded and room - title >= self.links.px(shows_texts=False)
        self.title.setVisible(has_title)
        self.links.setVisible(not is_crowded)
        self.links.fit(room - title if has_title else room)
        self.filters_button.setToolTip("Show or hide the filters (F6)")

    def finish_building(self) -> None:
        """Make what the first paint need not wait for."""
        # Qt looks through all of the system's icons for this one.
        self.search.setClearButtonEnabled(True)
        self.ensure_filters()

    def offer_filters(self, make: MakeFilters) -> None:
        """Offer filters that are made when they are first wanted, or the first paint is over."""
        self._make_filters = make
        self.filters_button.show()
        self._fit_row()

    def ensure_filters(self) -> CappedArea | None:
        """The filters, made now if they were only offered; None where there are none."""
        if self._make_filters:
            make, self._make_filters = self._make_filters, None
            self.set_filters(*make())
        return self.filters

    def set_filters(self, filters: QWidget, tab_stops: Sequence[QWidget]) -> None:
        """Put the filters on a sheet; `tab_stops` are the widgets that Tab goes through."""
        self.filters = CappedArea(self._style, filters, "Filters")
        self._column.insertWidget(_BELOW_SEARCH, self.filters)
        self._first_filter = tab_stops[0]
        set_tab_order(self.search, self.search_button, self.filters_button, *tab_stops)
        scale_spacing(self.filters, em(self))
        self.show_filter_count(0)
        self.filters_button.show()
        self._fit_filters()

    def show_filters(self, *, shows: bool) -> None:
        """Open the sheet with the filters, or close it."""
        self._wants_filters = shows
        if shows:
            self.ensure_filters()
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
        self._count = count
        self.filters_button.show_icon("list-filter", f"Filters: {count}" if count else "Filters")
        self._fit_row()

    @Slot()
    def _toggle_filters(self) -> None:
        self.show_filters(shows=not self.shows_filters)

    def _fit_filters(self) -> None:
        window = self.window().height()
        shows = self._wants_filters and self.filters is not None
        is_crowded = self._is_crowded
        self._fit_row()
        is_spare = is_crowded and (self._strips is None or self._strips.empty.isHidden())
        if self._strips:
            self._strips.set_cap(0 if is_spare else round(window * _STRIPS_SHARE))
        if self.filters is not None:
            share = _FILTERS_SHARE / 3 if is_crowded and not is_spare else _FILTERS_SHARE
            self.filters.set_cap(round(window * share) if shows else 0)
            self.filters_button.setAccessibleDescription("shown" if shows else "hidden")

    def show_empty(self, text: str, action_text: str = "") -> None:
        """Say that nothing was found and what to do about it; without a text, nothing."""
        if text:
            self.strips.empty.say(text, action=action_text)
        elif self._strips:
            self._strips.empty.hide()
        self._fit_filters()
        self._fit_strips()

    def show_faults(self, lines: Sequence[str]) -> None:
        """Name what went wrong, a line for each; with none the strip is gone."""
        if lines:
            said = f"{capital(counted(len(lines), 'thing'))} went wrong."
            more = len(lines) - _SHOWN_FAULTS
            shown = [*lines[:_SHOWN_FAULTS], *([f"and {more} more"] if more > 0 else [])]
            self.strips.faults.say(said, "\n".join(shown))
        elif self._strips:
            self._strips.faults.hide()
        self._fit_strips()

    def show_notice(self, text: str | None, action_text: str, room_for: str = "") -> None:
        """Offer one thing to do; None takes the offer away. `room_for` is as in `Notice.say`."""
        if text:
            self.strips.notice.say(text, action=action_text, room_for=room_for)
        elif self._strips:
            self._strips.notice.hide()
        self._fit_strips()

    def show_removed(self, text: str, action_text: str) -> None:
        """Offer to bring back what was removed; without a text the offer is gone."""
        if text:
            self.strips.removed.say(text, action=action_text)
        elif self._strips:
            self._strips.removed.hide()
        self._fit_strips()

    def show_unsaved(self, text: str, action_text: str) -> None:
        """Offer to go on with what was not saved; without a text the offer is gone."""
        if text:
            self.strips.unsaved.say(text, action=action_text)
        elif self._strips:
            self._strips.unsaved.hide()
        self._fit_strips()

    def _fit_strips(self) -> None:
        if self._strips:
            self._strips.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Fit everything to the room and the type."""
        self._fit_search()
