# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the focus goes on the library's page: list, page of the routine, search, filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.ui.kit.layouts import TwoPanes
    from hipmob_desktop.ui.library.head import LibraryHead


class FocusMover:
    """The ways between the parts of the page; each part is shown where it was not."""

    def __init__(self, head: LibraryHead, cards: QWidget, panes: TwoPanes, pane: QWidget) -> None:
        self._head = head
        self._cards = cards
        self._panes = panes
        self._pane = pane

    def to_list(self) -> None:
        """To the list of routines."""
        self._panes.show_right(shows=False)
        self._cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_page(self) -> None:
        """To the page of the highlighted routine."""
        self._panes.show_right(shows=True)
        self._pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_search(self) -> None:
        """To the search field."""
        self._head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_filters_and_back(self) -> None:
        """To the first filter, and from the filters back to the list."""
        filters = self._head.filters
        if filters is None or has_focus_in(filters):
            self.to_list()
        else:
            self._head.enter_filters()


def has_focus_in(part: QWidget) -> bool:
    """Whether `part`, or something in it, has the focus."""
    focused = QApplication.focusWidget()
    return part is focused or (focused is not None and part.isAncestorOf(focused))
