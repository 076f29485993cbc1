# SPDX-License-Identifier: GPL-3.0-or-later
"""The focus on the library's page: on the list, the page of the routine, search or filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.ui.kit.layouts import TwoPanes
    from hipmob_desktop.ui.library.head import LibraryHead


class FocusMover:
    """Moves the focus between the parts of the page, and shows the part that gets it."""

    def __init__(self, head: LibraryHead, cards: QWidget, panes: TwoPanes, pane: QWidget) -> None:
        self._head = head
        self._cards = cards
        self._panes = panes
        self._pane = pane

    def to_list(self) -> None:
        """Move it to the list of routines."""
        self._panes.show_right(shows=False)
        self._cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_page(self) -> None:
        """Move it to the page of the highlighted routine."""
        self._panes.show_right(shows=True)
        self._pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_search(self) -> None:
        """Move it to the search field."""
        self._head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_filters_and_back(self) -> None:
        """Move it to the first filter, or from the filters back to the list."""
        filters = self._head.filters
        if filters is None or has_focus_in(filters):
            self.to_list()
        else:
            self._head.focus_filters()


def has_focus_in(part: QWidget) -> bool:
    """Whether `part`, or something in it, has the focus."""
    focused = QApplication.focusWidget()
    return part is focused or (focused is not None and part.isAncestorOf(focused))
