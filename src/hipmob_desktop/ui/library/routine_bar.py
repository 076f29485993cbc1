# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with the highlighted routine, and when to stop: always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from hipmob_desktop.ui.kit.action_bar import ActionBar
from hipmob_desktop.ui.kit.buttons import IconButton, ToolIconButton
from hipmob_desktop.ui.kit.labels import IconLine

if TYPE_CHECKING:
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.library.model import LibraryEntry

MARK = "Mark as a favourite"


class RoutineBar(ActionBar):
    """The stop rule on the left, and on the right: favourite, details, start.

    Signals:
        start_clicked, favourite_clicked, details_clicked: what was asked for.
    """

    start_clicked = Signal()
    favourite_clicked = Signal()
    details_clicked = Signal()

    def __init__(self, style: StyleContext) -> None:
        self.stop_rule = IconLine(style, "hand", role="small", ink="warning")
        self.favourite = ToolIconButton(style, "heart", MARK, shows_text=False)
        self.details = ToolIconButton(style, "list", "Details")
        self.start = IconButton(style, "play", "Start", "primary")
        self._rule = ""
        super().__init__(self.stop_rule, self.favourite, self.details, self.start)
        self.favourite.clicked.connect(self.favourite_clicked)
        self.details.clicked.connect(self.details_clicked)
        self.start.clicked.connect(self.start_clicked)

    def show_rule(self, rule: str) -> None:
        """Take the stop rule."""
        self._rule = rule
        self.stop_rule.show_text(rule)

    def show_entry(self, entry: LibraryEntry | None, fault: str = "") -> None:
        """Offer what can be done with an entry; without one, nothing.

        `fault` says why it cannot be started.
        """
        for button in (self.start, self.details, self.favourite):
            button.setEnabled(entry is not None)
        self.start.setEnabled(entry is not None and not fault)
        self.start.setToolTip(fault)
        self.start.setAccessibleDescription(fault)
        self.stop_rule.show_text(f"{fault} {self._rule}" if fault else self._rule)
        if entry is None:
            return
        self.start.setAccessibleName(f"Start {entry.routine.title}")
        if entry.is_favourite:
            self.favourite.show_icon("heart-filled", "Remove from the favourites")
        else:
            self.favourite.show_icon("heart", MARK)

    def show_panes(self, *, is_wide: bool, shows_page: bool) -> None:
        """Offer the way to the pane that is not seen, if there is one."""
        self.details.setVisible(not is_wide)
        if shows_page:
            self.details.show_icon("arrow-left", "List")
        else:
            self.details.show_icon("list", "Details")
