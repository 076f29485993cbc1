# SPDX-License-Identifier: GPL-3.0-or-later
"""A small window on top of others, for a session at a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipmob_desktop.ui.keys import at_place, shortcuts
from hipmob_desktop.ui.session.small_layout import SIZE, SMALLEST

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QScreen

USUAL_TEXT_PX = 15
MOST_OF_SCREEN = 0.5
GROWS = 1.7
"""How much larger it is while something stands there that has no room."""

EDGE = 24
"""How far from the corner of the screen it stands at first, in pixels."""


def first_size(text_px: int, available: QSize) -> QSize:
    """How large it is at first: larger with larger text, but at most half of the screen."""
    scale = max(1.0, text_px / USUAL_TEXT_PX)
    wanted = QSize(round(SIZE[0] * scale), round(SIZE[1] * scale))
    return wanted.boundedTo(available * MOST_OF_SCREEN).expandedTo(QSize(*SMALLEST))


def kept_on(available: QRect, frame: QRect) -> QRect:
    """`frame` moved, and made smaller where it must be, so that all of it is in `available`."""
    size = frame.size().boundedTo(available.size())
    left = min(max(frame.x(), available.x()), available.x() + available.width() - size.width())
    top = min(max(frame.y(), available.y()), available.y() + available.height() - size.height())
    return QRect(QPoint(left, top), size)


class SmallWindow(QWidget):
    """Holds the small face. It is on top of others where the desktop lets a program choose that.

    It never takes the focus by itself.

    Signals:
        acted: a key of the session was pressed; carries its SessionAction from `keys`.
        seen_changed: whether anybody can see the window.
        closed: the person has closed it.
    """

    acted = Signal(object)
    seen_changed = Signal(bool)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowTitle("HipMob Desktop")
        self.setMinimumSize(*SMALLEST)
        self._before: QRect | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shortcuts = tuple(shortcuts(self, self.acted))
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._on_screens)

    def hold(self, face: QWidget) -> None:
        """Show this page."""
        self._column.addWidget(face)
        face.show()

    @property
    def place(self) -> bytes:
        """Where it stands and how large it is, for `appear` to take up again."""
        self.shrink()
        return bytes(self.saveGeometry().data())

    def appear(self, place: bytes, screen: QScreen, text_px: int, *, takes_focus: bool) -> None:
        """Be seen at a place that was kept, without one in the lower corner of a screen."""
        # Qt takes a cut one for a window without a size.
        is_whole = len(place) == len(self.place)
        if not (is_whole and self.restoreGeometry(QByteArray(place))):
            free = screen.availableGeometry()
            size = first_size(text_px, free.size())
            corner = QPoint(size.width() + EDGE, size.height() + 2 * EDGE)
            self.setGeometry(QRect(free.bottomRight() - corner, size))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not takes_focus)
        self.show()
        self.keep_on_screen()
        if takes_focus:
            self.raise_()
            self.activateWindow()

    @Slot()
    def keep_on_screen(self) -> None:
        """Come back to where all of it can be seen."""
        screen = QGuiApplication.screenAt(self.frameGeometry().center()) or self.screen()
        frame, inside = self.frameGeometry(), self.geometry()
        kept = kept_on(screen.availableGeometry(), frame)
        if kept != frame:
            self.move(kept.topLeft())
            self.resize(inside.size() + kept.size() - frame.size())

    @Slot()
    def grow(self) -> None:
        """Be larger for a while, for what would be too small to be read."""
        if self._before is None and self.isVisible():
            self._before = self.geometry()
            self.resize(self.size() * GROWS)
            self.keep_on_screen()

    @Slot()
    def shrink(self) -> None:
        """Be as before, if it has grown."""
        before, self._before = self._before, None
        if before is not None:
            self.setGeometry(before)

    @Slot()
    def _on_screens(self) -> None:
        if self.isVisible():
            QTimer.singleShot(0, self, self.keep_on_screen)  # the other screens move first

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key of the session that its layout gives another letter, by its place."""
        action = None
        if not event.isAutoRepeat():
            action = at_place(event.nativeScanCode(), event.text())
        if action is None:
            super().keyPressEvent(event)
        else:
            self.acted.emit(action)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.WindowStateChange:
            self.seen_changed.emit(not self.isMinimized())
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is lost: whoever closes it is asked by nobody, and finds the stage again."""
        event.ignore()
        self.closed.emit()
