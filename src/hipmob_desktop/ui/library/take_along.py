# SPDX-License-Identifier: GPL-3.0-or-later
"""What takes a routine along: a button with the ways there are, and a bar while it lasts."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from hipmob_desktop.ui.kit.buttons import PlainButton, ToolIconButton
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from hipmob_desktop.ui.kit.style import StyleContext

TAKE = "Take it along"
STOP = "Stop"
CLOSE = "Close"


class Way(StrEnum):
    """How a routine is taken along."""

    PRINT = "print"
    SHEET = "sheet"
    SOUND = "sound"
    FILE = "file"


_WAYS = (
    (Way.PRINT, "&Print…\tCtrl+P"),
    (Way.SHEET, "As a p&age to print, PDF…"),
    (Way.SOUND, "As a &sound file…"),
    (Way.FILE, "As a file for s&omebody else…"),
)


class TakeButton(ToolIconButton):
    """Opens a menu of the ways.

    Signals:
        asked: the Way that was chosen.
    """

    asked = Signal(object)

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "package", TAKE, shows_text=False)
        self._menu: QMenu | None = None
        self.clicked.connect(self.open_menu)

    @Slot()
    def open_menu(self) -> None:
        """Open the menu below the button, the first way chosen."""
        from PySide6.QtWidgets import QMenu

        if self._menu is None:
            self._menu = QMenu(self)
            self._menu.setAccessibleName(TAKE)
            for way, text in _WAYS:
                self._menu.addAction(text, partial(self.asked.emit, way))
        self._menu.setActiveAction(self._menu.actions()[0])
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))


class TakeBar(QFrame):
    """Says how far it is, with a button to stop it; then what came of it, until it is closed.

    Signals:
        stopped: the person wants it no more.
    """

    stopped = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.words = label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.button = PlainButton(STOP)
        self.button.clicked.connect(self._press)
        column = QVBoxLayout()
        set_spacing(column, 0.4)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        row = QHBoxLayout(self)
        set_spacing(row, 0.9, (0.9, 0.5, 0.5, 0.5))
        row.addLayout(column, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        style.theme_manager.theme_changed.connect(self._measure)
        self._measure()

    def begin(self, words: str) -> None:
        """Show that something is under way, for as long as it takes."""
        self.bar.setRange(0, 0)
        self.bar.show()
        self.bar.setAccessibleName(words)
        self._say(words, STOP)

    def show_share(self, percent: int) -> None:
        """Show how much of it is done."""
        self.bar.setRange(0, 100)
        self.bar.setValue(percent)

    def end(self, words: str) -> None:
        """Say what came of it; nothing is said where there are no words."""
        self.bar.hide()
        if words:
            self._say(words, CLOSE)
        else:
            self.hide()

    def _say(self, words: str, button: str) -> None:
        self.words.setText(words)
        self.button.setText(button)
        self.button.setAccessibleName(f"{button}: {words}")
        self.show()
        announce(self, words)

    @Slot()
    def _press(self) -> None:
        if self.bar.isHidden():
            self.hide()
        else:
            self.stopped.emit()

    @Slot()
    def _measure(self) -> None:
        scale_spacing(self, em(self))
