# SPDX-License-Identifier: GPL-3.0-or-later
"""The focus on the library's page: on the list, the page of the routine, search or filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.ui.library.head import LibraryHead
    from hipmob_desktop.ui.library.home import Home
    from hipmob_desktop.ui.library.routine_pane import RoutinePane


class FocusMover:
    """Moves the focus between the parts of the page, and shows the part that gets it.

    `pane` is there once it was made.
    """

    def __init__(self, head: LibraryHead, cards: QWidget, home: Home) -> None:
        self._head = head
        self._cards = cards
        self._home = home
        self.pane: RoutinePane | None = None

    def to_list(self) -> None:
        """Move it to the list of routines."""
        self._show_page(shows=False)
        self._cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_page(self) -> None:
        """Move it to the page of the highlighted routine."""
        self._show_page(shows=True)
        if self.pane:
            self.pane.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_search(self) -> None:
        """Move it to the search field."""
        self._show_page(shows=False)
        self._head.open_search()

    def _show_page(self, *, shows: bool) -> None:
        # What is shown comes first: with nothing to hold it the focus would go astray.
        for part, is_shown in ((self._home, not shows), (self.pane, shows)):
            if part:
                part.setVisible(is_shown)

    def to_filters_and_back(self) -> None:
        """Move it to the first filter, or from the filters, which close, back to the list."""
        filters = self._head.ensure_filters()
        if filters is None or has_focus_in(filters):
            self.to_list()
            self._head.show_filters(shows=False)
        else:
            self._show_page(shows=False)
            self._head.focus_filters()


def has_focus_in(part: QWidget) -> bool:
    """Whether `part`, or something in it, has the focus."""
    focused = QApplication.focusWidget()
    return part is focused or (focused is not None and part.isAncestorOf(focused))
