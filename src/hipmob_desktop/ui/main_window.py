# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: a stack of pages, its place on the screen, and the keys of a session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QCloseEvent, QScreen, QShortcut


SMALLEST = (480, 320)
_SPACE = Qt.Key.Key_Space
_LEADS_ELSEWHERE = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, _SPACE})
FIRST_SIZE_SHARE = 0.8


class MainWindow(QMainWindow):
    """Shows one page at a time.

    Attributes:
        may_close: whether it can be closed now; whoever says no asks why not.

    Signals:
        acted: a key of the session was pressed; carries its SessionAction from `keys`.
        seen_changed: whether anybody can see the window.
        closing: the window is about to close.
        fronted: somebody wants to see the window.
    """

    acted = Signal(object)
    seen_changed = Signal(bool)
    closing = Signal()
    fronted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("HipMob Desktop")
        self.setMinimumSize(*SMALLEST)
        self._pages = QStackedWidget(self)
        self.setCentralWidget(self._pages)
        self._session_page: QWidget | None = None
        self._nothing: QWidget | None = None
        self.may_close: Callable[[], bool] = lambda: True
        self._was_maximised = self._is_away = False
        self._place_before = b""
        self._shortcuts: tuple[QShortcut, ...] = ()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch_focus)

    def add_page(self, page: QWidget, *, is_session: bool = False) -> None:
        """Add a page; the session's keys work while the session's page is shown."""
        self._pages.addWidget(page)
        if is_session:
            self._session_page = page
            from hipmob_desktop.ui.keys import shortcuts

            self._shortcuts = tuple(shortcuts(self, self.acted))
            self._arm(is_session=False)

    def show_page(self, page: QWidget) -> None:
        """Show a page and give it the focus."""
        self._pages.setCurrentWidget(page)
        if self._nothing is not None:
            self._pages.removeWidget(self._nothing)
            self._nothing.deleteLater()
            self._nothing = None
        self._arm(is_session=page is self._session_page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_nothing(self) -> None:
        """Show no page until it is known which."""
        self._nothing = QWidget()
        self._pages.setCurrentIndex(self._pages.addWidget(self._nothing))

    @property
    def shows_nothing(self) -> bool:
        """Whether there is still no page to be seen."""
        return self._nothing is not None

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back to what was before."""
        if self.isFullScreen():
            self.leave_full_screen()
        else:
            self.fill_screen()

    def fill_screen(self, screen: QScreen | None = None) -> None:
        """Fill a screen, or the one where the window is, and remember what was before."""
        if self.isFullScreen():
            return
        self._was_maximised = self.isMaximized()
        self._place_before = self._place_now()
        self._is_away = screen is not None and screen is not self.screen()
        if screen is not None and self._is_away:
            self.showNormal()  # a maximised window stays on its screen
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
        self.showFullScreen()

    def leave_full_screen(self) -> None:
        """Go back to the window as it was, and where it was."""
        if not self.isFullScreen():
            return
        if self._is_away:
            self._is_away = False
            self.showNormal()
            self.restore(self._place_before)
        elif self._was_maximised:
            self.showMaximized()
        else:
            self.showNormal()

    @property
    def place(self) -> bytes:
        """Where the window stands and how large it is, for `restore` to take up again."""
        return self._place_before if self.isFullScreen() else self._place_now()

    def restore(self, place: bytes) -> None:
        """Go to a place that was kept; without one take most of the screen."""
        # Qt takes a cut one for a window without a size.
        is_whole = len(place) == len(self._place_now())
        if not (is_whole and self.restoreGeometry(QByteArray(place))):
            self.resize(self.screen().availableSize() * FIRST_SIZE_SHARE)

    def show_quietly(self) -> None:
        """Come back to be seen, but not before what the person works in, nor with the focus."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.show()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)  # noqa: FBT003 - Qt's

    def take_page(self, page: QWidget) -> None:
        """Let a page go to another window, until `add_page` has it back."""
        self._pages.removeWidget(page)

    def _place_now(self) -> bytes:
        return bytes(self.saveGeometry().data())

    def come_to_front(self) -> None:
        """Show the window in front of others."""
        self.fronted.emit()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key of the session that its layout gives another letter, by its place."""
        if self.page is not self._session_page or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        from hipmob_desktop.ui.keys import at_place

        action = at_place(event.nativeScanCode(), event.text())
        if action is None:
            super().keyPressEvent(event)
        else:
            self.acted.emit(action)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let no page be left or entered by a key that is only held."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not event.isAutoRepeat():
            return False
        if isinstance(watched, QPlainTextEdit):
            return event.key() == Qt.Key.Key_Escape
        is_typing = isinstance(watched, QLineEdit)
        return event.key() in _LEADS_ELSEWHERE and not (is_typing and event.key() == _SPACE)

    def _watch_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None and now.window() is self:
            now.installEventFilter(self)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.WindowStateChange:
            self.seen_changed.emit(not self.isMinimized())
        super().changeEvent(event)

    def _arm(self, *, is_session: bool) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(is_session)


class FileDrop(QObject):
    """Lets files be dropped onto a widget.

    Signals:
        dropped: the paths, as a tuple.
    """

    dropped = Signal(object)

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what holds files of this computer; leave the rest alone."""
        is_ours = isinstance(event, QDropEvent) and event.source() is not None
        if is_ours:  # a card that was dragged out and came back
            return super().eventFilter(watched, event)
        if isinstance(event, QDropEvent) and (paths := local_files(event.mimeData())):
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent) and event.type() is QEvent.Type.Drop:
                self.dropped.emit(paths)
            return True
        return super().eventFilter(watched, event)


def local_files(data: QMimeData) -> tuple[Path, ...]:
    """The files of this computer that `data` names."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
