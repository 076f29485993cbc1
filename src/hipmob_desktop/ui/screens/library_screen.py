# SPDX-License-Identifier: GPL-3.0-or-later
"""The first page: all routines to choose from, and all about the highlighted one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipmob_desktop.ui.library_model import LibraryEntry, LibraryModel
from hipmob_desktop.ui.screens.library_head import LibraryHead
from hipmob_desktop.ui.screens.routine_page import RoutinePage
from hipmob_desktop.ui.text import STOP_RULE
from hipmob_desktop.ui.widgets.action_bar import ActionBar
from hipmob_desktop.ui.widgets.buttons import IconButton, ToolIconButton
from hipmob_desktop.ui.widgets.card_list import MANY, CardList
from hipmob_desktop.ui.widgets.dress import Dress, em, in_measure, respace, spaced
from hipmob_desktop.ui.widgets.icon_line import IconLine
from hipmob_desktop.ui.widgets.page import Page
from hipmob_desktop.ui.widgets.reading_area import ReadingArea
from hipmob_desktop.ui.widgets.routine_card import RoutineCardDelegate
from hipmob_desktop.ui.widgets.two_panes import TwoPanes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent

    from hipmob_desktop.core.safety import Safety
    from hipmob_desktop.ui.icons import Icons
    from hipmob_desktop.ui.theme_keeper import ThemeKeeper
    from hipmob_desktop.ui.widgets.still import StillShelf

_SETTLES_MS = 150
_DETAILS_TEXT_EM = 38.0
_LIST_HEIGHT_EM = 3.5
_MOST_EM = 136.0


class LibraryScreen(Page):
    """The list of routines, and the page of the highlighted one.

    Signals:
        start_requested: the Routine to start.
        routine_highlighted: the Routine that stays highlighted for a moment.
        favourite_toggled: the id of the routine whose mark was switched.
        search_changed: the text in the search field.
        settings_requested, safety_requested, sound_check_requested: a page to open.
        notice_accepted, notice_dismissed: what was done with the notice.
    """

    start_requested = Signal(object)
    routine_highlighted = Signal(object)
    favourite_toggled = Signal(str)
    search_changed = Signal(str)
    settings_requested = Signal()
    safety_requested = Signal()
    sound_check_requested = Signal()
    notice_accepted = Signal()
    notice_dismissed = Signal()

    def __init__(self, icons: Icons, keeper: ThemeKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dress = Dress(icons, keeper)
        self._build_list()
        self._build_page(icons, keeper)
        self.head = LibraryHead(self._dress)
        self._connect_head()
        self.panes = TwoPanes(self.list, self.page_area, self.bar)
        self.panes.arranged.connect(self._on_arranged)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        spaced(column, 0.6)
        column.addWidget(self.head)
        column.addWidget(self.panes, 1)
        page = QVBoxLayout(self)
        spaced(page, 0, (1.0, 1.0, 1.0, 1.0))
        page.addLayout(in_measure(self._body, is_centred=True))
        self.first = self.list
        keeper.theme_changed.connect(self._measure)

    def _build_list(self) -> None:
        self._model = LibraryModel(self)
        self.list = CardList("Routines")
        self._delegate = RoutineCardDelegate(self._dress, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setModel(self._model)
        self.list.chosen.connect(self._start)
        self.list.details_requested.connect(self._go_to_page)
        self.list.typed.connect(self._search_for)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLES_MS)
        self._settled.timeout.connect(self._tell_highlighted)

    def _build_page(self, icons: Icons, keeper: ThemeKeeper) -> None:
        self.page = RoutinePage(icons, keeper)
        self.page_area = ReadingArea(self._dress, self.page, "About the routine")
        self.favourite = ToolIconButton(self._dress, "heart", "Favourite", shows_text=False)
        self.favourite.clicked.connect(self._on_favourite_clicked)
        self.start = IconButton(self._dress, "play", "Start", "primary")
        self.start.clicked.connect(self._start_highlighted)
        self.details = ToolIconButton(self._dress, "list", "Details")
        self.details.clicked.connect(self._toggle_page)
        self._stop_rule = IconLine(self._dress, "hand", STOP_RULE, role="small", ink="warning")
        self.bar = ActionBar(self._stop_rule, self.favourite, self.details, self.start)

    def _connect_head(self) -> None:
        self.head.settings_requested.connect(self.settings_requested)
        self.head.safety_requested.connect(self.safety_requested)
        self.head.sound_check_requested.connect(self.sound_check_requested)
        self.head.search_changed.connect(self.search_changed)
        self.head.search_finished.connect(self._go_to_list)
        self.head.notice_accepted.connect(self.notice_accepted)
        self.head.notice_dismissed.connect(self.notice_dismissed)

    def show_library(self, entries: Sequence[LibraryEntry]) -> None:
        """Show these routines; the highlight stays where it was, or goes to the first."""
        before = self.highlighted
        self._model.show_entries(entries)
        self._measure()
        self._highlight_row(self._model.row_of(before.routine.id) if before else None)

    def show_safety(self, safety: Safety) -> None:
        """Take the stop rule, and the words for when to leave a move out."""
        self._stop_rule.show_text(safety.stop_rule)
        self.page.show_skip_words(safety.skip_words)
        self._show_highlighted()

    def use_stills(self, shelf: StillShelf) -> None:
        """Show the figure on the cards and beside the moves, by the ids of moves."""
        self._delegate.use_stills(shelf)
        self.page.use_stills(shelf)
        self._measure()
        self._show_highlighted()

    def show_faults(self, lines: Sequence[str]) -> None:
        """Name the files that could not be read, one line each; with none the strip is gone."""
        self.head.show_faults(lines)
        respace(self, em(self))

    def show_notice(self, text: str | None, action_text: str = "Go on") -> None:
        """Offer one thing to do, as going on where one left off; None takes the offer away."""
        self.head.show_notice(text, action_text)
        respace(self, em(self))

    def enable_search(self) -> None:
        """Show the search field; from now on letters that are typed go there."""
        self.head.search.show()
        self.list.forwards_typing = True

    def set_visible_ids(self, ids: Sequence[str] | None) -> None:
        """Show only these routines, in this order; None shows all."""
        before = self.highlighted
        self._model.set_visible_ids(ids)
        self._highlight_row(self._model.row_of(before.routine.id) if before else None)

    def set_favourite(self, routine_id: str, *, marked: bool) -> None:
        """Show that a routine is a favourite now, or no longer."""
        self._model.set_favourite(routine_id, marked=marked)
        if (entry := self.highlighted) and entry.routine.id == routine_id:
            self._show_favourite(is_marked=marked)

    @property
    def highlighted(self) -> LibraryEntry | None:
        """The entry that is highlighted, if there is one."""
        return self._model.entry_at(self.list.currentIndex().row())

    def highlight(self, routine_id: str) -> None:
        """Highlight a routine, if it is seen."""
        row = self._model.row_of(routine_id)
        if row is not None:
            self._highlight_row(row)

    def _highlight_row(self, row: int | None) -> None:
        index = self._model.index(row or 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        self._show_highlighted()

    @Slot(QModelIndex)
    def _on_current_changed(self, _current: QModelIndex) -> None:
        self._show_highlighted()

    def _show_highlighted(self) -> None:
        entry = self.highlighted
        for widget in (self.start, self.details, self.favourite):
            widget.setEnabled(entry is not None)
        self.page.setVisible(entry is not None)
        if entry is None:
            self._settled.stop()
            return
        routine = entry.routine
        self.page.show_routine(routine, entry.total_ms)
        self._show_favourite(is_marked=entry.is_favourite)
        self.page_area.to_top()
        self.page_area.setAccessibleName(f"About {routine.title}")
        self.start.setAccessibleName(f"Start {routine.title}")
        self._settled.start()

    def _show_favourite(self, *, is_marked: bool) -> None:
        text = "Remove from the favourites" if is_marked else "Mark as a favourite"
        self.favourite.show_icon("heart-filled" if is_marked else "heart", text)

    @Slot()
    def _tell_highlighted(self) -> None:
        if entry := self.highlighted:
            self.routine_highlighted.emit(entry.routine)

    @Slot(int)
    def _start(self, row: int) -> None:
        if entry := self._model.entry_at(row):
            self.start_requested.emit(entry.routine)

    @Slot()
    def _start_highlighted(self) -> None:
        self._start(self.list.currentIndex().row())

    @Slot()
    def _on_favourite_clicked(self) -> None:
        if entry := self.highlighted:
            self.favourite_toggled.emit(entry.routine.id)

    @Slot(str)
    def _search_for(self, text: str) -> None:
        self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.search.insert(text)

    @Slot()
    def _go_to_list(self) -> None:
        self.panes.show_right(shows=False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go_to_page(self) -> None:
        self.panes.show_right(shows=True)
        self.page_area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _toggle_page(self) -> None:
        if self.panes.shows_right:
            self._go_to_list()
        else:
            self._go_to_page()

    @Slot()
    def _on_arranged(self) -> None:
        self.details.setVisible(not self.panes.is_wide)
        if self.panes.shows_right:
            self.details.show_icon("arrow-left", "List")
        else:
            self.details.show_icon("list", "Details")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leads_back = event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Left)
        if leads_back and not self.list.hasFocus():
            self._go_to_list()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.details.set_shows_text(self.width() >= _DETAILS_TEXT_EM * em(self))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settled.stop()

    @Slot()
    def _measure(self) -> None:
        shown = self._model.shown
        tallest = self._model.tallest() if len(shown) > MANY else None
        self.list.setUniformItemSizes(tallest is not None)
        self._delegate.measure(tallest)
        self._body.setMaximumWidth(round(_MOST_EM * em(self)))
        self.list.setMinimumHeight(round(_LIST_HEIGHT_EM * em(self)))
        self.page_area.setMinimumHeight(round(_LIST_HEIGHT_EM * em(self)))
        self.list.scheduleDelayedItemsLayout()
        respace(self, em(self))
        self.panes.arrange()
