# SPDX-License-Identifier: GPL-3.0-or-later
"""The first page: all routines to choose from, and all about the highlighted one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hipmob_desktop.ui.library_model import LibraryEntry, LibraryModel
from hipmob_desktop.ui.screens.routine_page import RoutinePage
from hipmob_desktop.ui.text import STOP_RULE, capital, counted
from hipmob_desktop.ui.widgets.action_bar import ActionBar
from hipmob_desktop.ui.widgets.buttons import IconButton, ToolIconButton
from hipmob_desktop.ui.widgets.card_list import MANY, CardList
from hipmob_desktop.ui.widgets.dress import Dress, em, label, respace, spaced
from hipmob_desktop.ui.widgets.icon_line import IconLine
from hipmob_desktop.ui.widgets.notice import Notice
from hipmob_desktop.ui.widgets.reading_area import ReadingArea
from hipmob_desktop.ui.widgets.routine_card import RoutineCardDelegate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent

    from hipmob_desktop.core.move import SkipTag
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.ui.icons import Icons
    from hipmob_desktop.ui.theme_keeper import ThemeKeeper
    from hipmob_desktop.ui.widgets.still import FigureStill

_TWO_PANES_EM = 56.0
_LIST_EM = (21.0, 32.0)
_LIST_SHARE = 0.36
_BUTTON_TEXTS_EM = 54.0
_SETTLES_MS = 150
_SHOWN_FAULTS = 3
_PAGE_MARGIN = 1.0


class LibraryScreen(QWidget):
    """Two panes: the list of routines and the page of the highlighted one.

    Where there is no room for both, the page takes the list's place when asked for.

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
        self._stills: Callable[[Routine], Mapping[str, FigureStill]] | None = None
        self._is_wide: bool | None = None
        self._shows_page = False
        self._build_list()
        self._build_page(icons, keeper)
        self._build_head()
        self._lay_out()
        self.setFocusProxy(self.list)
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
        self.favourite = ToolIconButton(self._dress, "heart", "Favourite", shows_text=False)
        self.favourite.clicked.connect(self._on_favourite_toggled)
        self.page_area = ReadingArea(self._dress, self.page, "About the routine")
        self.start = IconButton(self._dress, "play", "Start", "primary")
        self.start.clicked.connect(self._start_highlighted)
        self.details = IconButton(self._dress, "list", "Details")
        self.details.clicked.connect(self._toggle_page)
        self.bar = ActionBar(
            IconLine(self._dress, "hand", STOP_RULE, role="small", ink="warning"),
            self.favourite,
            self.details,
            self.start,
        )

    def _build_head(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName("Search the routines")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.search_changed)
        self.search.returnPressed.connect(self._go_to_list)
        self.search.hide()
        self.filters = QWidget()
        self.filters.hide()
        self.notice = Notice(self._dress, "rotate-ccw")
        self.notice.accepted.connect(self.notice_accepted)
        self.notice.dismissed.connect(self.notice_dismissed)
        self.faults = Notice(self._dress, "triangle-alert", "warning")
        self.sound_check = ToolIconButton(self._dress, "volume-2", "Sound check")
        self.sound_check.clicked.connect(self.sound_check_requested)
        self.safety = ToolIconButton(self._dress, "shield", "Safety")
        self.safety.clicked.connect(self.safety_requested)
        self.settings = ToolIconButton(self._dress, "settings", "Settings")
        self.settings.clicked.connect(self.settings_requested)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        spaced(head, 0.25)
        head.addWidget(label("Routines", "title", wraps=False), 1)
        for button in (self.sound_check, self.safety, self.settings):
            head.addWidget(button)
        self._panes = QGridLayout()
        self._panes.setRowStretch(0, 1)
        self._panes.setColumnStretch(1, 1)
        spaced(self._panes, 0.75)
        column = QVBoxLayout(self)
        spaced(column, 0.6, (_PAGE_MARGIN,) * 4)
        column.addLayout(head)
        for widget in (self.search, self.filters, self.notice, self.faults):
            column.addWidget(widget)
        column.addLayout(self._panes, 1)

    def show_library(self, entries: Sequence[LibraryEntry]) -> None:
        """Show these routines; the highlight stays where it was, or goes to the first."""
        before = self.highlighted
        self._model.show_entries(entries)
        self._measure()
        self._highlight_row(self._model.row_of(before.routine.id) if before else None)

    def show_skip_words(self, words: Mapping[SkipTag, str]) -> None:
        """Take the plain words for the states of the body in which to leave moves out."""
        self.page.show_skip_words(words)

    def use_stills(self, source: Callable[[Routine], Mapping[str, FigureStill]]) -> None:
        """Take the figures for a routine's page from `source`, by the id of their move."""
        self._stills = source

    def show_faults(self, lines: Sequence[str]) -> None:
        """Name the files that could not be read, one line each; with none the strip is gone."""
        if not lines:
            self.faults.hide()
            return
        said = f"{capital(counted(len(lines), 'thing'))} in your files could not be read."
        more = len(lines) - _SHOWN_FAULTS
        shown = [*lines[:_SHOWN_FAULTS], *([f"and {more} more"] if more > 0 else [])]
        self.faults.say(said, "\n".join(shown))

    def show_notice(self, text: str | None, action_text: str = "Go on") -> None:
        """Offer one thing to do, as going on where one left off; None takes the offer away."""
        if text:
            self.notice.say(text, action=action_text)
        else:
            self.notice.hide()

    def enable_search(self) -> None:
        """Show the search field; from now on letters that are typed go there."""
        self.search.show()
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
        self._on_current_changed(index)

    @Slot(QModelIndex)
    def _on_current_changed(self, _current: QModelIndex) -> None:
        entry = self.highlighted
        self.start.setEnabled(entry is not None)
        self.details.setEnabled(entry is not None)
        self.favourite.setEnabled(entry is not None)
        self.page.setVisible(entry is not None)
        if entry is None:
            self._settled.stop()
            return
        routine = entry.routine
        stills = self._stills(routine) if self._stills else {}
        self.page.show_routine(routine, entry.total_ms, stills)
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
    def _on_favourite_toggled(self) -> None:
        if entry := self.highlighted:
            self.favourite_toggled.emit(entry.routine.id)

    @Slot(str)
    def _search_for(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.insert(text)

    @Slot()
    def _go_to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go_to_page(self) -> None:
        self._show_page(shows=True)
        self.page_area.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _toggle_page(self) -> None:
        if self._shows_page:
            self._show_page(shows=False)
            self._go_to_list()
        else:
            self._go_to_page()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Left) and not self.list.hasFocus():
            self._show_page(shows=False)
            self._go_to_list()
        else:
            super().keyPressEvent(event)

    def _show_page(self, *, shows: bool) -> None:
        self._shows_page = shows
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _measure(self) -> None:
        tallest = self._model.tallest() if len(self._model.shown) > MANY else None
        self.list.setUniformItemSizes(tallest is not None)
        has_stills = any(entry.still for entry in self._model.shown[:MANY])
        self._delegate.measure(has_stills=has_stills, tallest=tallest)
        self.list.scheduleDelayedItemsLayout()
        respace(self, em(self))
        self._arrange()

    def _arrange(self) -> None:
        """Both panes side by side, or one of them above the bar."""
        unit = em(self)
        is_wide = self.width() >= _TWO_PANES_EM * unit
        for button in (self.sound_check, self.safety, self.settings):
            button.set_shows_text(self.width() >= _BUTTON_TEXTS_EM * unit)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._place_panes(is_wide=is_wide)
        self.list.setVisible(is_wide or not self._shows_page)
        self.page_area.setVisible(is_wide or self._shows_page)
        self.details.setVisible(not is_wide)
        self.details.show_icon(
            *(("arrow-left", "List") if self._shows_page else ("list", "Details"))
        )
        if is_wide:
            least, most = (round(limit * unit) for limit in _LIST_EM)
            self.list.setFixedWidth(min(most, max(least, round(self.width() * _LIST_SHARE))))
        else:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(self.maximumWidth())

    def _place_panes(self, *, is_wide: bool) -> None:
        for widget in (self.list, self.page_area, self.bar):
            self._panes.removeWidget(widget)
        if is_wide:
            self._panes.addWidget(self.list, 0, 0, 2, 1)
            self._panes.addWidget(self.page_area, 0, 1)
            self._panes.addWidget(self.bar, 1, 1)
        else:
            self._panes.addWidget(self.list, 0, 0, 1, 2)
            self._panes.addWidget(self.page_area, 0, 0, 1, 2)
            self._panes.addWidget(self.bar, 1, 0, 1, 2)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settled.stop()
