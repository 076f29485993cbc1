# SPDX-License-Identifier: GPL-3.0-or-later
"""The place for the page of the highlighted routine: its title, Start beside it, and the way back.

What is below them is made when somebody first wants it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipmob_desktop.core.text import sentence
from hipmob_desktop.ui.kit.buttons import IconButton, ToolIconButton
from hipmob_desktop.ui.kit.labels import IconLine, label, plain_tooltip
from hipmob_desktop.ui.kit.scroll_area import ReadingArea
from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing, set_tab_order
from hipmob_desktop.ui.library.hero import MARK, favourite_face
from hipmob_desktop.ui.library.model import RoutineDetails

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.library.model import LibraryEntry
    from hipmob_desktop.ui.library.routine_page import RoutinePage
    from hipmob_desktop.ui.library.take_along import TakeBar, TakeButton

MAKE_MINE, CHANGE = "Make it mine", "Change"
MAKE_MINE_TIP = "Change a copy of it; this one stays as it is (E)"
CHANGE_TIP = "Change it (E)"

_GAPS_EM = 3.0
_LEAST_TITLE_EM = 6.0
_SCROLLS = Qt.ScrollBarPolicy.ScrollBarAsNeeded
_NEVER_SCROLLS = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class RoutinePane(QWidget):
    """Shows the page of the entry that it is given; below its head it is empty until then.

    Signals:
        take_asked: the Way in which the routine is to be taken along.
    """

    take_asked = Signal(object)

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._style = style
        self._skip_words: Mapping[SkipTag, str] = MappingProxyType({})
        self._thumbnails: ThumbnailCache | None = None
        self._figure_of: Callable[[str], Figure | None] | None = None
        self._less_motion = False
        self._read: Callable[[str], RoutineDetails] = _nothing_read
        self._rule = ""
        self._time_words = ""
        self.page: RoutinePage | None = None
        self.take: TakeButton | None = None
        self.bar: TakeBar | None = None
        self.back = ToolIconButton(style, "arrow-left", "Back", shows_text=False)
        self.back.setToolTip("Back (Esc)")
        self.title = label("", "title")
        self.start = IconButton(style, "play", "Start", "primary")
        self.favourite = ToolIconButton(style, "heart", MARK, shows_text=False)
        self.change = ToolIconButton(style, "pencil", MAKE_MINE)
        self.remove = ToolIconButton(style, "trash-2", "Remove", shows_text=False)
        self.remove.setToolTip("Remove it; it can be brought back (Del)")
        self.stop_rule = IconLine(style, "hand", role="small", ink="warning")
        self.area = ReadingArea(style, QWidget(), "About the routine")
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = head = QHBoxLayout()
        set_spacing(head, 0.6)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.start, 0, Qt.AlignmentFlag.AlignTop)
        for button in (self.favourite, self.change, self.remove):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        head.addStretch(1)
        self._column = column = QVBoxLayout(self)
        set_spacing(column, 0.6)
        column.addLayout(head)
        column.addWidget(self.area, 1)
        column.addWidget(self.stop_rule)
        scale_spacing(self, em(self))

    def _fit_title(self) -> None:
        """Keep Start beside the title: a text that wraps would take all of the row."""
        known = (self.back, self.start, self.favourite, self.change, self.remove, self.take)
        others = [each for each in known if each]
        gaps = round(_GAPS_EM * em(self))
        room = self.width() - sum(each.sizeHint().width() for each in others) - gaps
        wanted = self.title.fontMetrics().horizontalAdvance(self.title.text()) + em(self)
        self.title.setFixedWidth(max(round(_LEAST_TITLE_EM * em(self)), min(wanted, room)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def ensure_page(self) -> RoutinePage:
        """The page, made now if there was none."""
        from hipmob_desktop.ui.library.routine_page import RoutinePage

        if self.page is None:
            self._add_take()
            self.page = RoutinePage(self._style)
            self.page.show_skip_words(self._skip_words)
            self.page.set_less_motion(less=self._less_motion)
            if self._thumbnails:
                self.page.use_pictures(self._thumbnails, self._figure_of)
            self.area.show_inside(self.page)
        return self.page

    def _add_take(self) -> None:
        from hipmob_desktop.ui.library.take_along import TakeButton

        self.take = TakeButton(self._style)
        self.take.asked.connect(self.take_asked)
        beside = self._head.indexOf(self.remove) + 1
        self._head.insertWidget(beside, self.take, 0, Qt.AlignmentFlag.AlignTop)

    def ensure_bar(self) -> TakeBar:
        """The bar that says how far something is, hidden if it is made now."""
        from hipmob_desktop.ui.library.take_along import TakeBar

        if self.bar is None:
            self.bar = TakeBar(self._style)
            self.bar.hide()
            self._column.insertWidget(1, self.bar)
            self._order_tabs()
        return self.bar

    def _order_tabs(self) -> None:
        """Have Tab go through the head, a bar below it, and the page."""
        stop = self.bar.button if self.bar else None
        head = (self.back, self.start, self.favourite, self.change, self.remove, self.take, stop)
        page = self.page.tab_stops if self.page else ()
        set_tab_order(*filter(None, head), self.area, *page)

    def set_reader(self, read: Callable[[str], RoutineDetails]) -> None:
        """Set what reads a routine by its id."""
        self._read = read

    def show_skip_words(self, words: Mapping[SkipTag, str]) -> None:
        """Set the plain words for the states of the body in which to leave moves out."""
        self._skip_words = words
        if self.page:
            self.page.show_skip_words(words)

    def show_rule(self, rule: str) -> None:
        """Show the stop rule."""
        self._rule = rule
        self.stop_rule.show_text(rule)

    def use_pictures(
        self, thumbnails: ThumbnailCache, figure_of: Callable[[str], Figure | None] | None
    ) -> None:
        """Show the figure with the moves."""
        self._thumbnails, self._figure_of = thumbnails, figure_of
        if self.page:
            self.page.use_pictures(thumbnails, figure_of)

    def set_less_motion(self, *, less: bool) -> None:
        """Have figures go from pose to pose instead of moving, or not."""
        self._less_motion = less
        if self.page:
            self.page.set_less_motion(less=less)

    def read(self, entry: LibraryEntry | None) -> RoutineDetails:
        """What the page shows of an entry, and what would be started."""
        return self._read(entry.id) if entry else RoutineDetails(routine=None)

    def show_entry(self, entry: LibraryEntry | None) -> RoutineDetails:
        """Show the page of an entry, or nothing; returns what was read of it."""
        details = self.read(entry)
        pain = details.routine.pain if details.routine else ""
        self._offer(entry, details.fault, pain)
        if self.page is None:
            return details
        self.page.setVisible(details.routine is not None)
        self.area.setVerticalScrollBarPolicy(_SCROLLS if details.routine else _NEVER_SCROLLS)
        if entry:
            self.page.show_details(details)
            self._order_tabs()
            self.area.to_top()
            self.area.setAccessibleName(f"About {entry.title}")
            self.area.setAccessibleDescription(entry.summary)
        return details

    def show_time(self, words: str) -> None:
        """Say beside Start in how many minutes it is done; without words, as long as it takes."""
        self._time_words = f", {words.lower()}" if words else ""
        self.start.setText(f"Start{self._time_words}")
        self._fit_title()

    def show_favourite(self, *, is_favourite: bool) -> None:
        """Show whether the routine is a favourite."""
        self.favourite.show_icon(*favourite_face(is_favourite=is_favourite))

    def _offer(self, entry: LibraryEntry | None, fault: str, pain: str) -> None:
        """Offer what can be done with an entry; `fault` says why it cannot be started.

        `pain`, how much of it is all right, stands below the rule that always holds.
        """
        self.favourite.setEnabled(entry is not None)
        self.change.setEnabled(entry is not None)
        is_own = entry is not None and entry.is_own
        self.remove.setVisible(is_own)
        self.change.show_icon("pencil" if is_own else "copy", CHANGE if is_own else MAKE_MINE)
        self.change.setToolTip(CHANGE_TIP if is_own else MAKE_MINE_TIP)
        if self.take:
            self.take.setEnabled(entry is not None)
        self.start.setEnabled(entry is not None and not fault)
        self.start.setToolTip(plain_tooltip(fault) if fault else "")
        self.start.setAccessibleDescription(fault)
        self.stop_rule.show_text(" ".join(filter(None, (fault, self._rule, sentence(pain)))))
        self.title.setText(entry.title if entry else "")
        self._fit_title()
        if entry is not None:
            self.start.setAccessibleName(f"Start {entry.title}{self._time_words}")
            self.show_favourite(is_favourite=entry.is_favourite)


def _nothing_read(_routine_id: str) -> RoutineDetails:
    return RoutineDetails(routine=None)
