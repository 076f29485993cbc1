# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands above the list of routines: ways to other pages, the search, and notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hipmob_desktop.ui.text import capital, counted
from hipmob_desktop.ui.widgets.buttons import ToolIconButton
from hipmob_desktop.ui.widgets.dress import em, label, spaced
from hipmob_desktop.ui.widgets.notice import Notice
from hipmob_desktop.ui.widgets.reading_area import CappedArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from hipmob_desktop.ui.widgets.dress import Dress

_BUTTON_TEXTS_EM = 54.0
_SHOWN_FAULTS = 3
_STRIPS_SHARE = 0.25


class LibraryHead(QWidget):
    """The head of the library's page.

    Signals:
        settings_requested, safety_requested, sound_check_requested: a page to open.
        search_changed: the text in the search field.
        search_finished: Enter was pressed in the search field.
        notice_accepted, notice_dismissed: what was done with the notice.
    """

    settings_requested = Signal()
    safety_requested = Signal()
    sound_check_requested = Signal()
    search_changed = Signal(str)
    search_finished = Signal()
    notice_accepted = Signal()
    notice_dismissed = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.sound_check = ToolIconButton(dress, "volume-2", "Sound check", shows_text=False)
        self.sound_check.clicked.connect(self.sound_check_requested)
        self.safety = ToolIconButton(dress, "shield", "Safety", shows_text=False)
        self.safety.clicked.connect(self.safety_requested)
        self.settings = ToolIconButton(dress, "settings", "Settings", shows_text=False)
        self.settings.clicked.connect(self.settings_requested)
        self._ways = (self.sound_check, self.safety, self.settings)
        self._build_search()
        self.notice = Notice(dress, "rotate-ccw")
        self.notice.accepted.connect(self.notice_accepted)
        self.notice.dismissed.connect(self.notice_dismissed)
        self.faults = Notice(dress, "triangle-alert", "warning")
        self._lay_out()

    def _build_search(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName("Search the routines")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.search_changed)
        self.search.returnPressed.connect(self.search_finished)
        self.search.hide()
        self.filters = QWidget()
        self.filters.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        spaced(row, 0.25)
        row.addWidget(label("Routines", "title", wraps=False), 1)
        for button in self._ways:
            row.addWidget(button)
        inside = QWidget()
        strips = QVBoxLayout(inside)
        spaced(strips, 0.6)
        strips.addWidget(self.notice)
        strips.addWidget(self.faults)
        self.strips = CappedArea(self._dress, inside, "Notices")
        column = QVBoxLayout(self)
        spaced(column, 0.6)
        column.addLayout(row)
        for widget in (self.search, self.filters, self.strips):
            column.addWidget(widget)

    def show_faults(self, lines: Sequence[str]) -> None:
        """Name the files that could not be read, one line each; with none the strip is gone."""
        if lines:
            said = f"{capital(counted(len(lines), 'thing'))} in your files could not be read."
            more = len(lines) - _SHOWN_FAULTS
            shown = [*lines[:_SHOWN_FAULTS], *([f"and {more} more"] if more > 0 else [])]
            self.faults.say(said, "\n".join(shown))
        else:
            self.faults.hide()
        self.strips.fit()

    def show_notice(self, text: str | None, action_text: str) -> None:
        """Offer one thing to do; None takes the offer away."""
        if text:
            self.notice.say(text, action=action_text)
        else:
            self.notice.hide()
        self.strips.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in self._ways:
            button.set_shows_text(self.width() >= _BUTTON_TEXTS_EM * em(self))
        self.strips.set_cap(round(self.window().height() * _STRIPS_SHARE))
