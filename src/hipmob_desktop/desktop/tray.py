# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's icon in the tray, on desktops that have one, with a menu of four lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QAction

MESSAGE_MS = 20_000


@dataclass(frozen=True, slots=True)
class TrayWords:
    """What the menu's lines say, and the icon's name."""

    name: str
    start: str
    open: str
    pause: str
    quit: str


class Tray(QObject):
    """An icon with a menu: start what is suggested, open the window, no more today, quit.

    Where there is no tray nothing is shown, and nothing is wrong.

    Signals:
        start_asked, open_asked, quit_asked: what was chosen.
        pause_asked: whether nothing more is to be said today.
        message_clicked: the message that the tray shows was clicked.
    """

    start_asked = Signal()
    open_asked = Signal()
    pause_asked = Signal(bool)
    quit_asked = Signal()
    message_clicked = Signal()

    def __init__(self, words: TrayWords, icon: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menu = QMenu()
        self.start = self._line(words.start, self.start_asked)
        self.open = self._line(words.open, self.open_asked)
        self._menu.addSeparator()
        self.pause = self._menu.addAction(words.pause)
        self.pause.setCheckable(True)
        self.pause.triggered.connect(self.pause_asked)
        self._menu.addSeparator()
        self.quit = self._line(words.quit, self.quit_asked)
        self._name = words.name
        self._icon = QSystemTrayIcon(QIcon(str(icon)), self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.message_clicked)

    def _line(self, words: str, signal: SignalInstance) -> QAction:
        line = self._menu.addAction(words)
        line.triggered.connect(signal)
        return line

    @property
    def is_there(self) -> bool:
        """Whether this desktop has a tray, and the icon is in it."""
        return self._icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Show the icon; where a tray comes later, it appears there by itself."""
        self._icon.show()

    def tell(self, *, is_paused: bool, tip: str) -> None:
        """Tell whether nothing more is said today, and what comes next, below the name."""
        self.pause.setChecked(is_paused)
        self._icon.setToolTip(f"{self._name}\n{tip}" if tip else self._name)

    def say(self, title: str, text: str) -> bool:
        """Show a message beside the icon; False where there is no tray to show it."""
        if not (self.is_there and QSystemTrayIcon.supportsMessages()):
            return False
        self._icon.showMessage(title, text, self._icon.icon(), MESSAGE_MS)
        return True

    def close(self) -> None:
        """Take the icon away."""
        self._icon.hide()

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.open_asked.emit()
