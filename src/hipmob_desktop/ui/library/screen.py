# SPDX-License-Identifier: GPL-3.0-or-later
"""The first page: the list of routines beside the page of the highlighted one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.layouts import TwoPanes
from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.kit.pages import Page, PageName
from hipmob_desktop.ui.kit.style import StyleContext, em, limited_width, scale_spacing, set_spacing
from hipmob_desktop.ui.library.card import RoutineCardDelegate
from hipmob_desktop.ui.library.card_list import MANY, CardList
from hipmob_desktop.ui.library.focus import FocusMover, has_focus_in
from hipmob_desktop.ui.library.head import LibraryHead
from hipmob_desktop.ui.library.model import LibraryEntry, LibraryModel
from hipmob_desktop.ui.library.routine_pane import RoutineBar, RoutinePane
from hipmob_desktop.ui.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent

    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.phrases import Safety
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.library.model import RoutineDetails
    from hipmob_desktop.ui.library.routine_page import RoutinePage

_PAGE_AFTER_MS = 30  # longer than a held key takes to come again
_PAGE_AFTER_WORDS_MS = 200  # longer than the next letter takes to come
_DETAILS_TEXT_EM = 38.0
_LEAST_HEIGHT_EM = 3.5
_MOST_EM = 136.0


class LibraryScreen(Page):
    """The list of routines, and the page of the highlighted one.

    The page is made once the list has been painted: the list is what people wait for.

    Signals:
        start_requested: the Routine to start.
        favourite_toggled: the id of the routine whose mark was switched.
        clear_requested: ask for everything again, after the search was empty already.
    """

    start_requested = Signal(object)
    favourite_toggled = Signal(str)
    clear_requested = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._style = style
        self._skip_words: Mapping[SkipTag, str] = MappingProxyType({})
        self.ensure_built()

    def build(self) -> None:
        self._build_list()
        self.pane = RoutinePane(self._style)
        self.bar = RoutineBar(self._style)
        self.bar.start.clicked.connect(self._start_highlighted)
        self.bar.favourite.clicked.connect(self._toggle_favourite)
        self.bar.details.clicked.connect(self._toggle_page)
        self.head = LibraryHead(self._style)
        self.head.search.returnPressed.connect(self._finish_search)
        for target, button in self.head.links.items():
            self.link(button, target)
        self.panes = TwoPanes(self.list, self.pane, self.bar)
        self.panes.arranged.connect(self._on_arranged)
        self._focus = FocusMover(self.head, self.list, self.panes, self.pane)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        set_spacing(column, 0.6)
        column.addWidget(self.head)
        column.addWidget(self.panes, 1)
        page = QVBoxLayout(self)
        set_spacing(page, 0, (1.0, 1.0, 1.0, 1.0))
        page.addLayout(limited_width(self._body, is_centred=True))
        self.focus_target = self.list
        self._style.theme_manager.theme_changed.connect(self._measure)

    def _build_list(self) -> None:
        self._model = LibraryModel(self)
        self.list = CardList("Routines")
        self._delegate = RoutineCardDelegate(self._style, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setModel(self._model)
        self.list.chosen.connect(self._start)
        self.list.details_requested.connect(self._go_to_page)
        self.list.typed.connect(self._search_for)
        self.list.first_painted.connect(self.ensure_page, Qt.ConnectionType.QueuedConnection)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._page_due = QTimer(self)
        self._page_due.setSingleShot(True)
        self._page_due.timeout.connect(self._show_page)

    @Slot()
    def ensure_page(self) -> RoutinePage:
        """The page of the highlighted routine, made now if there was none."""
        if self.pane.page is None:
            self.pane.ensure_page()
            self.list.scrollTo(self.list.currentIndex())
            self.head.finish_building()
        self._show_page()
        return self.pane.ensure_page()

    def set_reader(self, read: Callable[[str], RoutineDetails]) -> None:
        """Set what reads a routine by its id, when it is highlighted or started."""
        self.pane.set_reader(read)

    def refresh_details(self) -> None:
        """Read the highlighted routine anew: something that its page shows has changed."""
        self._on_current_changed(self.list.currentIndex())

    def show_library(self, entries: Sequence[LibraryEntry]) -> None:
        """Show these routines; the highlight stays where it was, or goes to the first."""
        before = self.highlighted
        self._model.show_entries(entries)
        self._measure()
        self._highlight_row(self._model.row_of(before.id) if before else None)

    def show_safety(self, safety: Safety) -> None:
        """Show the stop rule, and keep the words for states of the body."""
        self._skip_words = safety.skip_words
        self.bar.show_rule(safety.stop_rule)
        self.pane.show_skip_words(safety.skip_words)
        self._show_page_soon()

    @property
    def skip_words(self) -> Mapping[SkipTag, str]:
        """The plain words for the states of the body, as far as they are known."""
        return self._skip_words

    def use_thumbnails(self, thumbnails: ThumbnailCache) -> None:
        """Show the figure on the cards and beside the moves, by the ids of moves."""
        self._delegate.use_thumbnails(thumbnails)
        self.pane.use_thumbnails(thumbnails)
        self._measure()
        self._show_page_soon()

    def show_faults(self, lines: Sequence[str]) -> None:
        """Name the files that could not be read, one line each; with none the strip is gone."""
        self.head.show_faults(lines)
        scale_spacing(self, em(self))

    def show_notice(self, text: str | None, action_text: str = "Continue") -> None:
        """Offer one thing to do, such as to go on; None takes the offer away."""
        self.head.show_notice(text, action_text)
        scale_spacing(self, em(self))

    def enable_search(self) -> None:
        """Show the search field; from now on letters that are typed go there."""
        self.head.search.show()
        self.list.forwards_typing = True

    def set_visible_ids(self, ids: Sequence[str] | None, *, to_first: bool = False) -> None:
        """Show only these routines, in this order; None shows all.

        The highlight stays where it was, or goes `to_first`.
        """
        before = None if to_first else self.highlighted
        self._model.set_visible_ids(ids)
        self._highlight_row(self._model.row_of(before.id) if before else None)
        if self._model.shown and has_focus_in(self.head):
            announce(self.list, counted(len(self._model.shown), "routine"))

    def set_favourite(self, routine_id: str, *, marked: bool) -> None:
        """Show that a routine is a favourite now, or no longer."""
        self._model.set_favourite(routine_id, marked=marked)
        self.bar.show_entry(self.highlighted)

    @property
    def highlighted(self) -> LibraryEntry | None:
        """The entry that is highlighted, if there is one."""
        return self._model.entry_at(self.list.currentIndex().row())

    def highlight(self, routine_id: str) -> bool:
        """Highlight a routine if it is in the list, and tell whether it is."""
        row = self._model.row_of(routine_id)
        if row is not None:
            self._highlight_row(row)
        return row is not None

    def _highlight_row(self, row: int | None) -> None:
        index = self._model.index(row or 0)
        self.list.setCurrentIndex(index)
        if self.list.is_painted:
            self.list.scrollTo(index)
        self._on_current_changed(index)

    @Slot(QModelIndex)
    def _on_current_changed(self, _current: QModelIndex) -> None:
        self.bar.show_entry(self.highlighted)
        self._show_page_soon()

    def _show_page_soon(self) -> None:
        if self.list.is_painted:  # what people wait for comes first, and the page after it
            is_typing = self.head.search.hasFocus()
            self._page_due.start(_PAGE_AFTER_WORDS_MS if is_typing else _PAGE_AFTER_MS)

    @Slot()
    def _show_page(self) -> None:
        self._page_due.stop()
        entry = self.highlighted
        self.bar.show_entry(entry, self.pane.show_entry(entry))

    @Slot(int)
    def _start(self, row: int) -> None:
        if entry := self._model.entry_at(row):
            details = self.pane.details_of(entry)
            self.bar.show_entry(entry, details.fault)
            if details.routine and not details.fault:
                self.start_requested.emit(details.routine)

    @Slot()
    def _start_highlighted(self) -> None:
        self._start(self.list.currentIndex().row())

    @Slot()
    def _toggle_favourite(self) -> None:
        if entry := self.highlighted:
            self.favourite_toggled.emit(entry.id)

    @Slot(str)
    def _search_for(self, text: str) -> None:
        self._focus.to_search()
        self.head.search.insert(text)

    @Slot()
    def _go_to_page(self) -> None:
        self._show_page()
        self._focus.to_page()

    @Slot()
    def _toggle_page(self) -> None:
        if self.panes.shows_right:
            self._focus.to_list()
        else:
            self._go_to_page()

    @Slot()
    def _on_arranged(self) -> None:
        self.bar.show_panes(is_wide=self.panes.is_wide, shows_page=self.panes.shows_right)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtGui import QKeySequence

        if event.matches(QKeySequence.StandardKey.Find) and self.list.forwards_typing:
            self._focus.to_search()
            self.head.search.selectAll()
            return
        match event.key():
            case Qt.Key.Key_Escape:
                self._step_back()
            case Qt.Key.Key_Left if not self.list.hasFocus():
                self._focus.to_list()
            case Qt.Key.Key_Down if self.head.search.hasFocus():
                self._focus.to_list()
            case Qt.Key.Key_H if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self.page_requested.emit(PageName.HISTORY)
            case Qt.Key.Key_F6:
                self._focus.to_filters_and_back()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not self.highlighted:
                self._finish_search()
            case _:
                super().keyPressEvent(event)

    def _step_back(self) -> None:
        """Go from the page to the list; in the list clear the search first, then the filters."""
        if not has_focus_in(self.pane):
            if self.head.search.text():
                self.head.search.clear()
            else:
                self.clear_requested.emit()
        self._focus.to_list()

    @Slot()
    def _finish_search(self) -> None:
        """Start what is highlighted; where nothing was found, drop what stands in the way."""
        self._focus.to_list()
        if self.highlighted:
            self._start_highlighted()
        elif self.head.empty.isVisible():
            self.head.empty.action.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bar.details.set_shows_text(self.width() >= _DETAILS_TEXT_EM * em(self))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._page_due.stop()

    @Slot()
    def _measure(self) -> None:
        unit = em(self)
        is_long = len(self._model.shown) > MANY
        self.list.setUniformItemSizes(is_long)
        self._delegate.measure(self._model.tallest() if is_long else None)
        self.list.scheduleDelayedItemsLayout()
        for part in (self.list, self.pane):
            part.setMinimumHeight(round(_LEAST_HEIGHT_EM * unit))
        self._body.setMaximumWidth(round(_MOST_EM * unit))
        scale_spacing(self, unit)
        self.panes.arrange()
