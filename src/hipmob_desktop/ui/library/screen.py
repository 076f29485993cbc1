# SPDX-License-Identifier: GPL-3.0-or-later
"""The first page: the highlighted routine in large and the cards of all; or its own page."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.kit.pages import Page, PageName
from hipmob_desktop.ui.kit.style import StyleContext, em, limited_width, scale_spacing, set_spacing
from hipmob_desktop.ui.library.card import RoutineCardDelegate
from hipmob_desktop.ui.library.card_list import MANY, CardList
from hipmob_desktop.ui.library.focus import FocusMover, has_focus_in
from hipmob_desktop.ui.library.head import LibraryHead
from hipmob_desktop.ui.library.hero import PLAYS_MS, Hero
from hipmob_desktop.ui.library.home import Home
from hipmob_desktop.ui.library.model import LibraryEntry, LibraryModel, RoutineDetails
from hipmob_desktop.ui.text import counted
from hipmob_desktop.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent

    from hipmob_desktop.core.enums import SkipTag, When
    from hipmob_desktop.core.safety import Safety
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.library.routine_pane import RoutinePane

    Pictures = tuple[ThumbnailCache, Callable[[str], Figure | None] | None]

_PAGE_AFTER_MS = 30  # longer than a held key takes to come again
_PAGE_AFTER_WORDS_MS = 200  # longer than the next letter takes to come
_LEAST_HEIGHT_EM = 3.5
_MOST_EM = 136.0
_PAGES = {
    int(Qt.Key.Key_H): PageName.HISTORY,
    int(Qt.Key.Key_M): PageName.PROGRAMMES,
    int(Qt.Key.Key_K): PageName.HIP_CHECK,
    int(Qt.Key.Key_N): PageName.FROM_LIST,
    int(Qt.Key.Key_Comma): PageName.SETTINGS,
}
"""Where keys lead to, with Ctrl."""


class LibraryScreen(Page):
    """The highlighted routine in large beside the cards of all, and the page of that routine.

    That page is made when somebody first wants it; the figure moves once the cards are painted.

    Signals:
        start_requested: the Routine to start.
        favourite_toggled: the id of the routine whose mark was switched.
        clear_requested: ask for everything again, after the search was empty already.
        moment_asked: the When that is asked for, or None for none.
        change_requested: the id of the routine that is to be changed, or copied to be changed.
        remove_requested: the id of the routine that is to be removed.
        take_asked: the Way in which the highlighted routine is to be taken along.
    """

    start_requested = Signal(object)
    favourite_toggled = Signal(str)
    clear_requested = Signal()
    moment_asked = Signal(object)
    change_requested = Signal(str)
    remove_requested = Signal(str)
    take_asked = Signal(object)

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._style = style
        self._safety: Callable[[], Safety] | None = None
        self._read: Callable[[str], RoutineDetails] = _nothing_read
        self._pictures: Pictures | None = None
        self._less_motion = False
        self._pane: RoutinePane | None = None
        self.ensure_built()

    def build(self) -> None:
        self._build_list()
        self.hero = Hero(self._style)
        self.hero.moment_asked.connect(self.moment_asked)
        self.hero.details.clicked.connect(self.show_page)
        self._connect_buttons(self.hero)
        self.head = LibraryHead(self._style)
        self.head.search.returnPressed.connect(self._finish_search)
        self.head.links.page_asked.connect(self.page_requested)
        self.link(self.hero.body, PageName.BODY)
        self.home = Home(self.head, self.hero, self.list)
        self._focus = FocusMover(self.head, self.list, self.home)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        set_spacing(self._column)
        self._column.addWidget(self.home)
        page = QVBoxLayout(self)
        set_spacing(page, 0, (1.0, 1.0, 1.0, 1.0))
        page.addLayout(limited_width(self._body, is_centred=True))
        self.focus_target = self.list
        self._style.theme_manager.theme_changed.connect(self._measure)

    def _connect_buttons(self, part: Hero | RoutinePane) -> None:
        part.start.clicked.connect(self._start_highlighted)
        part.favourite.clicked.connect(self._toggle_favourite)

    @property
    def pane(self) -> RoutinePane:
        """The place for the page of the highlighted routine, made when it is first asked for."""
        if self._pane is None:
            self._pane = pane = self._make_pane()
            self._focus.pane = pane
            self._column.addWidget(pane)
            self._measure_area(pane.area)
        return self._pane

    def _make_pane(self) -> RoutinePane:
        from hipmob_desktop.ui.library.routine_pane import RoutinePane

        pane = RoutinePane(self._style)
        pane.hide()
        pane.back.clicked.connect(self._go_to_list)
        pane.change.clicked.connect(self._change_highlighted)
        pane.remove.clicked.connect(self._remove_highlighted)
        pane.take_asked.connect(self.take_asked)
        self._connect_buttons(pane)
        if self._safety:
            pane.show_rule(self._safety().stop_rule)
            pane.show_skip_words(self._safety().skip_words)
        pane.set_reader(self._read)
        pane.set_less_motion(less=self._less_motion)
        if self._pictures:
            pane.use_pictures(*self._pictures)
        return pane

    @property
    def _is_in_pane(self) -> bool:
        """Whether the page of the routine has the focus."""
        return self._pane is not None and has_focus_in(self._pane)

    def _details(self, entry: LibraryEntry | None) -> RoutineDetails:
        """What would be started of an entry, and what is told of it."""
        return self._read(entry.id) if entry else RoutineDetails(routine=None)

    def _build_list(self) -> None:
        self._model = LibraryModel(self)
        self.list = CardList("Routines")
        self._delegate = RoutineCardDelegate(self._style, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setModel(self._model)
        self.list.chosen.connect(self._start)
        self.list.details_requested.connect(self.show_page)
        self.list.typed.connect(self._search_for)
        self.list.first_painted.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._page_due = QTimer(self)
        self._page_due.setSingleShot(True)
        self._page_due.timeout.connect(self._show_page)

    @Slot()
    def _on_painted(self) -> None:
        """Do what was put off until the cards are seen."""
        self.list.scrollTo(self.list.currentIndex())
        self.head.finish_building()
        _ = self.pane
        self._offer_time()
        self._show_page()
        self.play()

    def _offer_time(self) -> None:
        from hipmob_desktop.ui.library.time_choice import TimeChoice

        time = TimeChoice(self._style)
        time.changed.connect(self._show_time)
        self.hero.add_time(time)

    @Slot()
    def _show_time(self) -> None:
        time = self.hero.time
        self.pane.show_time(time.words if time and time.minutes is not None else "")

    @property
    def minutes(self) -> int | None:
        """In how many minutes a routine is to be done; None for as long as it takes."""
        return self.hero.time.minutes if self.hero.time else None

    def play(self) -> None:
        """Have the figure go through the highlighted routine for a while."""
        if not self.hero.figure.less_motion:
            self.hero.figure.play(PLAYS_MS)

    def set_reader(self, read: Callable[[str], RoutineDetails]) -> None:
        """Set what reads a routine by its id, when it is highlighted or started."""
        self._read = read
        if self._pane:
            self._pane.set_reader(read)

    def refresh_details(self) -> None:
        """Read the highlighted routine anew: something that its page shows has changed."""
        self._on_current_changed(self.list.currentIndex())

    def show_library(self, entries: Sequence[LibraryEntry]) -> None:
        """Show these routines; the highlight stays where it was, or goes to the first."""
        before = self.highlighted
        self._model.show_entries(entries)
        self._measure()
        self._highlight_row(self._model.row_of(before.id) if before else None)

    def use_safety(self, read: Callable[[], Safety]) -> None:
        """Set what reads the stop rule and the words for states of the body, when needed."""
        self._safety = read

    @property
    def skip_words(self) -> Mapping[SkipTag, str]:
        """The plain words for the states of the body, as far as they are known."""
        return self._safety().skip_words if self._safety else MappingProxyType({})

    def use_pictures(
        self,
        thumbnails: ThumbnailCache,
        figure_of: Callable[[str], Figure | None] | None = None,
    ) -> None:
        """Show the figure with routines and moves, by the ids of moves.

        Without `figure_of` it never moves.
        """
        self._delegate.use_thumbnails(thumbnails)
        self.hero.figure.use(thumbnails, figure_of)
        self._pictures = thumbnails, figure_of
        if self._pane:
            self._pane.use_pictures(thumbnails, figure_of)
        self._measure()
        self._show_page_soon()

    def set_less_motion(self, *, less: bool) -> None:
        """Have figures go from pose to pose instead of moving, or not."""
        self.hero.figure.less_motion = self._less_motion = less
        if self._pane:
            self._pane.set_less_motion(less=less)

    def greet(self, words: str) -> None:
        """Say a greeting at the top of the page."""
        self.head.greet(words)

    def show_suggestion(self, routine_id: str, reason: str) -> None:
        """Say of this routine that it is suggested, and why."""
        self.hero.show_suggestion(routine_id, reason)

    def show_asked(self, when: When | None) -> None:
        """Show which moment of the day is asked for."""
        self.hero.show_asked(when)

    def show_faults(self, lines: Sequence[str]) -> None:
        """Name the files that could not be read, one line each; with none the strip is gone."""
        self.head.show_faults(lines)

    def show_notice(
        self, text: str | None, action_text: str = "Go on", room_for: str = ""
    ) -> None:
        """Offer one thing to do, such as to go on; None takes the offer away.

        `room_for` is what may be said in its place soon.
        """
        self.head.show_notice(text, action_text, room_for)

    def show_removed(self, text: str, action_text: str = "") -> None:
        """Offer to bring back what was removed; without a text the offer is gone."""
        self.head.show_removed(text, action_text)

    def show_unsaved(self, text: str, action_text: str = "") -> None:
        """Offer to go on with what was not saved; without a text the offer is gone."""
        self.head.show_unsaved(text, action_text)

    def enable_search(self) -> None:
        """Show the search field; from now on letters that are typed go there."""
        self.head.enable_search()
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
        if self.highlighted and self._pane:
            self._pane.show_favourite(is_favourite=self.highlighted.is_favourite)
        self.hero.show_entry(self.highlighted)

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
        self.hero.show_entry(self.highlighted)
        self._show_page_soon()

    def _show_page_soon(self) -> None:
        if self.list.is_painted:  # what people wait for comes first, and the page after it
            is_typing = self.head.search.hasFocus()
            self._page_due.start(_PAGE_AFTER_WORDS_MS if is_typing else _PAGE_AFTER_MS)

    @Slot()
    def _show_page(self) -> None:
        """Read the highlighted routine, and show its page if that is what is seen."""
        self._page_due.stop()
        entry = self.highlighted
        if self._pane and not self._pane.isHidden():
            details = self._pane.show_entry(entry)
        else:
            details = self._details(entry)
        self.hero.show_entry(_as_started(entry, details), details.fault)
        items = details.routine.items if details.routine else ()
        self.hero.figure.show_moves([each.move for each in items], [each.side for each in items])

    @Slot(int)
    def _start(self, row: int) -> None:
        if entry := self._model.entry_at(row):
            details = self._details(entry)
            self.hero.show_entry(_as_started(entry, details), details.fault)
            if details.routine and not details.fault:
                self.start_requested.emit(details.routine)

    @Slot()
    def _start_highlighted(self) -> None:
        self._start(self.list.currentIndex().row())

    @Slot()
    def _change_highlighted(self) -> None:
        if entry := self.highlighted:
            self.change_requested.emit(entry.id)

    @Slot()
    def _remove_highlighted(self) -> None:
        if (entry := self.highlighted) and entry.is_own:
            self._focus.to_list()
            self.remove_requested.emit(entry.id)

    @Slot()
    def _toggle_favourite(self) -> None:
        if entry := self.highlighted:
            self.favourite_toggled.emit(entry.id)

    @Slot(str)
    def _search_for(self, text: str) -> None:
        self._focus.to_search()
        self.head.search.insert(text)

    @Slot()
    def show_page(self) -> None:
        """Show the page of the highlighted routine, and give it the focus."""
        self.pane.ensure_page()
        self._focus.to_page()
        self._show_page()

    @Slot()
    def _go_to_list(self) -> None:
        self._focus.to_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = (self._is_search, self._is_time, self._is_making, self._is_print)
        if any(is_asked(event) for is_asked in ways):
            return
        match event.key():
            case Qt.Key.Key_Escape:
                self._step_back()
            case Qt.Key.Key_Left if not self.list.hasFocus():
                self._focus.to_list()
            case Qt.Key.Key_Down if self.head.search.hasFocus():
                self._focus.to_list()
            case key if event.modifiers() == Qt.KeyboardModifier.ControlModifier and (
                page := _PAGES.get(key)
            ):
                self.page_requested.emit(page)
            case Qt.Key.Key_F6:
                self._focus.to_filters_and_back()
            case Qt.Key.Key_F10:
                self.head.links.open_menu()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not self.highlighted:
                self._finish_search()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._is_in_pane:
                self._start_highlighted()
            case _:
                super().keyPressEvent(event)

    def _is_search(self, event: QKeyEvent) -> bool:
        """Go to the search if it is asked for, and tell whether it is."""
        from PySide6.QtGui import QKeySequence

        is_asked = event.matches(QKeySequence.StandardKey.Find) and self.list.forwards_typing
        if is_asked:
            self._focus.to_search()
            self.head.search.selectAll()
        return is_asked

    def _is_making(self, event: QKeyEvent) -> bool:
        """Make, change or remove a routine if that is asked for, and tell whether it is."""
        modifier = Qt.KeyboardModifier
        control, is_page = modifier.ControlModifier, self._is_in_pane
        match event.key(), event.modifiers():
            case Qt.Key.Key_N, mods if mods == control | modifier.ShiftModifier:
                self.page_requested.emit(PageName.EDITOR)
            case Qt.Key.Key_E, mods if mods == control or (is_page and not mods):
                self._change_highlighted()
            case Qt.Key.Key_Delete, _ if is_page:
                self._remove_highlighted()
            case _:
                return False
        return True

    def _is_print(self, event: QKeyEvent) -> bool:
        """Have the highlighted routine printed if that is asked for, and tell whether it is."""
        from PySide6.QtGui import QKeySequence

        is_asked = event.matches(QKeySequence.StandardKey.Print)
        if is_asked and self.highlighted:
            from hipmob_desktop.ui.library.take_along import Way

            self.take_asked.emit(Way.PRINT)
        return is_asked

    def _is_time(self, event: QKeyEvent) -> bool:
        """Take a minute more or less if that is asked for, and tell whether it is."""
        step = {"+": 1, "-": -1}.get(event.text(), 0)
        if step and self.hero.time:
            self.hero.time.step(step)
        return bool(step)

    def _step_back(self) -> None:
        """Go from the page to the list; in the list clear the search first, then the filters."""
        if not self._is_in_pane:
            if self.head.search.text():
                self.head.search.clear()
            elif self.head.shows_filters and has_focus_in(self.head):
                self.head.show_filters(shows=False)
            elif not self.head.search.hasFocus():
                self.clear_requested.emit()
        self._focus.to_list()

    @Slot()
    def _finish_search(self) -> None:
        """Start what is highlighted; where nothing was found, drop what stands in the way."""
        self._focus.to_list()
        if self.highlighted:
            self._start_highlighted()
        elif self.head.strips.empty.isVisible():
            self.head.strips.empty.action.click()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Extend: whoever comes back from elsewhere finds the cards."""
        self._focus.to_list()
        super().focusInEvent(event)

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
        self._measure_area(self.list)
        if self._pane:
            self._measure_area(self._pane.area)
        self._body.setMaximumWidth(round(_MOST_EM * unit))
        scale_spacing(self, unit)
        self.head.fit()
        self.home.arrange()

    def _measure_area(self, area: QWidget) -> None:
        area.setMinimumHeight(round(_LEAST_HEIGHT_EM * em(self)))


def _nothing_read(_routine_id: str) -> RoutineDetails:
    return RoutineDetails(routine=None)


def _as_started(entry: LibraryEntry | None, details: RoutineDetails) -> LibraryEntry | None:
    """An entry as long as what would be started of it today."""
    if entry is None or not details.total_ms:
        return entry
    return replace(entry, total_ms=details.total_ms)
