# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the quiet pages share: a window for a page, and ways to look at it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QScrollArea,
    QSlider,
    QStackedWidget,
    QWidget,
)
from sheet_pages import PAGES

from hipmob_desktop.ui.main_window import SMALLEST

if TYPE_CHECKING:
    from collections.abc import Iterator

OFFSCREEN = pytest.mark.qt_log_ignore("does not support", extend=True)
"""For modules that show windows: without a screen Qt regrets much of every window."""

ROUNDS = 12
READ = (QLabel, QAbstractButton, QComboBox, QSlider)


class Windows:
    """Windows with one page each, all closed at the end."""

    def __init__(self, app, studio):
        self._app = app
        self._studio = studio
        self._windows = []

    def show(self, page, size=(1366, 768), theme="dark", scale=1.0):
        """The page of that name, or the one given, as it is in a window of its own."""
        self._wear(theme, scale)
        made = PAGES[page](self._studio) if isinstance(page, str) else page(self._studio)
        window = QStackedWidget()
        if isinstance(page, str):
            window.setMinimumSize(*SMALLEST)  # as the program's own window
        window.addWidget(made)
        window.resize(QSize(*size))
        window.show()
        window.activateWindow()
        made.setFocus(Qt.FocusReason.OtherFocusReason)
        self._windows.append(window)
        self.settle()
        return made

    def change(self, page, size, theme="dark", scale=1.0):
        """Give the window of a page another size, theme or type."""
        self._wear(theme, scale)
        page.window().resize(QSize(*size))
        self.settle()

    def _wear(self, theme, scale):
        if (
            self._studio.style.theme_manager._choice != theme
            or self._app.font().pixelSize() != 16 * scale
        ):
            self._studio.style.theme_manager.apply(theme, round(16 * scale))

    def settle(self):
        """Let everything find its place."""
        for _ in range(ROUNDS):
            self._app.processEvents()

    def close(self):
        """Take all windows away, and what they were dressed in."""
        for window in self._windows:
            window.close()
            window.deleteLater()
        self._windows = []
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._wear("dark", 1.0)


def colours_of(image: QImage) -> set[int]:
    """What colours there are in a picture, each as `QColor.rgb` gives it."""
    plain = image.convertToFormat(QImage.Format.Format_ARGB32)
    return set(memoryview(plain.constBits()).cast("I"))


def visible(page: QWidget, *kinds: type) -> list[QWidget]:
    """The widgets of these kinds that are shown."""
    return [
        each for each in page.findChildren(QWidget) if isinstance(each, kinds) and each.isVisible()
    ]


def labels(page: QWidget) -> list[str]:
    """All text on a page as it is read, in no order: without the places where it may break."""
    return [each.text().replace("\u200b", "") for each in visible(page, QLabel)]


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def clipped(page: QWidget) -> Iterator[str]:
    """Every text that has less room than it needs."""
    for each in visible(page, *READ):
        wanted = each.minimumSizeHint() if isinstance(each, QComboBox) else each.sizeHint()
        if isinstance(each, QLabel) and each.wordWrap():
            wanted = QSize(each.minimumSizeHint().width(), each.heightForWidth(each.width()))
        if wanted.width() > each.width() or wanted.height() > each.height():
            yield f"{_words(each)}: {each.size().toTuple()}, needs {wanted.toTuple()}"
        if not each.parentWidget().rect().contains(each.geometry()):
            yield f"{_words(each)}: sticks out of {type(each.parentWidget()).__name__}"


def overlapping(page: QWidget) -> Iterator[str]:
    """Every pair of things to read that lie upon one another."""
    placed = [(each, _seen(each, page)) for each in visible(page, *READ)]
    for (one, box), (other, other_box) in combinations(placed, 2):
        if one.isAncestorOf(other) or other.isAncestorOf(one):
            continue
        if box.intersects(other_box):
            yield f"{_words(one)} upon {_words(other)}"


def sideways(page: QWidget) -> Iterator[str]:
    """Every part that has to be scrolled sideways."""
    for area in visible(page, QScrollArea):
        if area.horizontalScrollBar().maximum() > 0:
            yield f"{area.accessibleName()}: {area.horizontalScrollBar().maximum()} px too wide"


def reachable(app) -> list[QWidget]:
    """What has the focus, key by key, when Tab is pressed until it comes round."""
    found = []
    assert app.focusWidget() is not None
    while app.focusWidget() not in found:
        found.append(app.focusWidget())
        QTest.keyClick(app.focusWidget(), Qt.Key.Key_Tab)
    return found


def usable(page: QWidget) -> list[QWidget]:
    """Everything that can be done something with."""
    kinds = (QAbstractButton, QComboBox, QSlider, QCheckBox)
    return [each for each in visible(page, *kinds) if each.isEnabled()]


def _words(widget: QWidget) -> str:
    text = getattr(widget, "text", lambda: "")() or widget.accessibleName()
    return f"{type(widget).__name__} {text[:40]!r}"


def on(widget: QWidget, other: QWidget) -> QRect:
    """Where a widget is on another one."""
    return QRect(widget.mapTo(other, QPoint(0, 0)), widget.size())


def _seen(widget: QWidget, page: QWidget) -> QRect:
    """Where a widget is on the page, as far as what it scrolls in lets it be seen."""
    box = on(widget, page)
    parent = widget.parentWidget()
    while parent is not None and parent is not page:
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            box &= on(parent, page)
        parent = parent.parentWidget()
    return box
