# SPDX-License-Identifier: GPL-3.0-or-later
"""Areas for what may be higher than the window: scrolled by keys, with a visible focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from hipmob_desktop.ui.kit.style import em
from hipmob_desktop.ui.theme.stylesheet import ring_px

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent

    from hipmob_desktop.ui.kit.style import StyleContext

_RADIUS = 0.875
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""The focus is shown to those who move it by keys; others see where they are by the page."""


class FocusRing(QWidget):
    """A ring around what has the focus, laid over it."""

    def __init__(self, style: StyleContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        unit = em(self)
        width = ring_px(unit)
        radius = unit * _RADIUS
        half = width / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._style.theme.focus, width))
            inner = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(inner, radius, radius)


class ReadingArea(QScrollArea):
    """Shows one widget of any height; arrows, Page Up and Down, Home and End move it."""

    def __init__(self, style: StyleContext, inside: QWidget, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_inside(inside)
        self._style = style
        self._ring: FocusRing | None = None

    def show_inside(self, inside: QWidget) -> None:
        """Show another widget in place of the one that was there."""
        self._inside = inside
        self.setWidget(inside)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        once = Qt.ConnectionType.UniqueConnection
        self.window().windowHandle().focusObjectChanged.connect(self._keep_in_sight, once)

    @Slot(QObject)
    def _keep_in_sight(self, focused: QObject | None) -> None:
        # Qt itself does so only where the focus comes from inside.
        if isinstance(focused, QWidget) and self._inside.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._show_ring()
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                event.ignore()  # nothing is wider than the area; the page may use them
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _BY_KEY:
            self._show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._ring:
            self._ring.hide()

    def _show_ring(self) -> None:
        # Keys that nothing inside handles come here too, without the focus.
        if self.hasFocus():
            if self._ring is None:
                self._ring = FocusRing(self._style, self)
                self._ring.setGeometry(self.rect())
            self._ring.show()
            self._ring.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._ring:
            self._ring.setGeometry(self.rect())


class CappedArea(ReadingArea):
    """As high as what is in it, up to a limit; from there on it scrolls.

    Without anything in it, or without room, it is hidden.
    """

    def __init__(self, style: StyleContext, inside: QWidget, name: str) -> None:
        super().__init__(style, inside, name)
        self._cap_px = 0
        self._width = 0
        inside.installEventFilter(self)
        self.setFixedHeight(0)
        self.fit()

    def expect_width(self, px: int) -> None:
        """Go by this width until there is one."""
        self._width = self._width or px

    def set_cap(self, cap_px: int) -> None:
        """Set how high it may become; with 0 it is hidden."""
        self._cap_px = cap_px
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._width = event.size().width()
        super().resizeEvent(event)
        # Not now: Qt would go on to give the viewport the height that it had in mind before.
        QCoreApplication.postEvent(self._inside, QEvent(QEvent.Type.LayoutRequest))

    def fit(self) -> None:
        """Take as much height as what is shown in it needs."""
        is_empty = all(child.isHidden() for child in _children(self._inside))
        self.setVisible(not is_empty and self._cap_px > 0)
        if not self._width:
            return  # the height follows from the width
        wanted = 0 if is_empty else self._inside.heightForWidth(self._width)
        self.setFixedHeight(max(0, min(wanted, self._cap_px)))
        needs_keys = wanted > self._cap_px
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if needs_keys else Qt.FocusPolicy.NoFocus)


def _children(parent: QWidget) -> list[QWidget]:
    options = Qt.FindChildOption.FindDirectChildrenOnly
    return parent.findChildren(QWidget, options=options)
