# SPDX-License-Identifier: GPL-3.0-or-later
"""A page beside the way: its head leads back, and so does Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.columns import Columns
from hipmob_desktop.ui.kit.page import Page
from hipmob_desktop.ui.kit.page_header import PageHeader
from hipmob_desktop.ui.kit.scroll_area import ReadingArea
from hipmob_desktop.ui.kit.style import StyleContext, em, limited_width, scale_spacing, set_spacing

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class SidePage(Page):
    """A head above a column that scrolls; both are `measure_em` wide at most.

    Signals:
        closed: the person wants to go back.
    """

    closed = Signal()

    def __init__(
        self, style: StyleContext, title: str, measure_em: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._title = title
        self._measure_em = measure_em
        self.setAccessibleName(title)

    def build(self) -> None:
        self.header = PageHeader(self._style, self._title)
        self.header.back_requested.connect(self.closed)
        self._body = QWidget()
        self.column = QVBoxLayout(self._body)
        set_spacing(self.column, 0.9, (0.4, 0.4, 0.6, 0.6))
        inside = QWidget()
        around = QVBoxLayout(inside)
        set_spacing(around)
        around.addLayout(limited_width(self._body, is_centred=True))
        around.addStretch(1)
        self.area = ReadingArea(self._style, inside, self._title)
        page = QVBoxLayout(self)
        set_spacing(page, 0.6, (1.0, 1.0, 1.0, 1.0))
        page.addLayout(limited_width(self.header, is_centred=True))
        page.addWidget(self.area, 1)
        self.first = self.area
        self.build_column()
        self.measure()
        self._style.theme_manager.theme_changed.connect(self.measure)

    def build_column(self) -> None:
        """Put the page's own things into `column`."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def measure(self) -> None:
        """Take all lengths from the type again; call it when something was added."""
        unit = em(self)
        self._body.setMaximumWidth(round(self._measure_em * unit))
        self.header.setMaximumWidth(round(self._measure_em * unit))
        scale_spacing(self, unit)
        for columns in self.findChildren(Columns):
            columns.balance()
