# SPDX-License-Identifier: GPL-3.0-or-later
"""A page with a few words in its middle, in type that grows with the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.page import Page
from hipmob_desktop.ui.kit.scroll_area import ReadingArea
from hipmob_desktop.ui.kit.style import (
    StyleContext,
    em,
    label,
    limited_width,
    scale_spacing,
    set_spacing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent

    from hipmob_desktop.ui.kit.buttons import IconButton

_TITLE = 1.75
_MEASURE_EM = 27.0
_BUTTON = 0.72
_LINES_HIGH = 27.0
_LINES_WIDE = 42.0


def big_px(width: int, height: int, least: int) -> int:
    """The type of a page that is also read from the mat, never smaller than `least`."""
    return max(least, round(min(height / _LINES_HIGH, width / _LINES_WIDE)))


class BigPage(Page):
    """A title, a quiet line and rows in the middle, and buttons below that stay in sight."""

    def __init__(self, style: StyleContext, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._name = name

    def build(self) -> None:
        self.title = label()
        self.line = label("", "quiet")
        self._rows = QVBoxLayout()
        self._buttons = QHBoxLayout()
        self._shown_buttons: tuple[IconButton, ...] = ()
        self._text = QWidget()
        inside = QWidget()
        self.area = ReadingArea(self._style, inside, self._name)
        self._lay_out(inside)
        self.build_rows()
        self._style.theme_manager.theme_changed.connect(self._measure)

    def build_rows(self) -> None:
        """Put the page's own things in."""
        raise NotImplementedError

    def _lay_out(self, inside: QWidget) -> None:
        set_spacing(self._rows, 0.5, (0, 0.9, 0, 0))
        text = QVBoxLayout(self._text)
        set_spacing(text, 0.25)
        text.addWidget(self.title)
        text.addWidget(self.line)
        text.addLayout(self._rows)
        middle = QVBoxLayout(inside)
        set_spacing(middle, 0, (0.6, 0.6, 0.6, 0.6))
        middle.addStretch(1)
        middle.addLayout(limited_width(self._text, is_centred=True))
        middle.addStretch(1)
        set_spacing(self._buttons, 0.75)
        column = QVBoxLayout(self)
        set_spacing(column, 0.75, (1.0, 1.0, 1.0, 1.25))
        column.addWidget(self.area, 1)
        column.addLayout(self._buttons)

    def set_buttons(self, *buttons: IconButton) -> None:
        """Put these below, the main one last."""
        self._shown_buttons = buttons
        self._buttons.addStretch(1)
        for button in buttons:
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.first = buttons[-1]
        self._measure()

    def show_rows(self, rows: list[QWidget]) -> None:
        """Show these below the title in place of those that were there."""
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._rows.addWidget(row)
        self.line.setVisible(bool(self.line.text()))
        if self.first:
            # A screen reader says what has the focus, not the page around it.
            self.first.setAccessibleDescription(" ".join(_words(self.title, self.line, *rows)))
        self.area.to_top()
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        px = big_px(self.width(), self.height(), QGuiApplication.font().pixelSize())
        font, title = QFont(self.font()), QFont(self.font())
        font.setPixelSize(px)
        title.setPixelSize(round(px * _TITLE))
        title.setWeight(QFont.Weight.DemiBold)
        for child in self._text.findChildren(QWidget):
            # Under a style sheet children do not take their parent's font.
            child.setFont(title if child is self.title else font)
        self._size_buttons(max(round(px * _BUTTON), QGuiApplication.font().pixelSize()))
        self._text.setMaximumWidth(round(_MEASURE_EM * px))
        scale_spacing(self, em(self))
        scale_spacing(self._text, px)

    def _size_buttons(self, px: int) -> None:
        for button in self._shown_buttons:
            font = QFont(button.font())
            font.setPixelSize(px)
            button.setFont(font)
            button.restyle()


def _words(*rows: QWidget) -> Iterator[str]:
    """What is written in these, in the order of reading."""
    for row in rows:
        labels = [row] if isinstance(row, QLabel) else row.findChildren(QLabel)
        yield from (each.text() for each in labels if each.text())
