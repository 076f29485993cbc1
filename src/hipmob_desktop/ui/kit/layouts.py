# SPDX-License-Identifier: GPL-3.0-or-later
"""How widgets are laid out: flowing in lines, in balanced columns, in two panes."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QVBoxLayout,
    QWidget,
)

from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent


class FlowLayout(QLayout):
    """Lays out its widgets as words are in a paragraph; none is wider than a line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_spacing(self)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._smallest: QSize | None = None

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take an item, at the end."""
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """The item at a place, if there is one."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Give up the item at a place, if there is one."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """No direction: it is as high as its lines."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._lines(QRect(0, 0, width, 0), places=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Measure again: something in it has changed."""
        self._heights.clear()
        self._smallest = None
        super().invalidate()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """The size of the largest item."""
        if self._smallest is None:
            size = QSize()
            for item in self._items:
                size = size.expandedTo(item.minimumSize())
            self._smallest = size.grownBy(self.contentsMargins())
        return self._smallest

    def setGeometry(self, box: QRect) -> None:  # noqa: N802 - Qt's name
        """Put every item in its place."""
        super().setGeometry(box)
        self._lines(box, places=True)

    def _lines(self, box: QRect, *, places: bool) -> int:
        inner = box.marginsRemoved(self.contentsMargins())
        gap = self.spacing()
        x, y, height = inner.x(), inner.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(inner.width(), item.sizeHint().height()))
            if x > inner.x() and x + size.width() > inner.x() + inner.width():
                x, y, height = inner.x(), y + height + gap, 0
            if places:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + gap
            height = max(height, size.height())
        return y + height - box.y() + self.contentsMargins().bottom()


_HALVINGS = 24  # enough for any height in pixels
_TALLER, _SHORT = 1.1, 0.75
"""How much higher columns may be for a first one that is not short, and below what share of the
tallest it would be."""


def column_count(width_px: int, least_px: int, most: int) -> int:
    """How many columns of at least `least_px` go into a width; one at least."""
    return max(1, min(most, width_px // max(1, least_px)))


def shares(weights: Sequence[float], columns: int) -> list[int]:
    """How many things each column gets, in order, so that the tallest is as low as can be.

    It may be a tenth higher where the first column would be short: a page that ends early on its
    right looks done, one that does so on its left as if something were missing.
    """
    low, high = max(weights, default=0.0), sum(weights)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if len(_filled(weights, middle)) <= columns:
            high = middle
        else:
            low = middle
    even, fuller = _filled(weights, high), _filled(weights, high * _TALLER)
    is_short = sum(weights[: even[0]]) < _SHORT * high
    return fuller if is_short and len(fuller) == len(even) else even


def _filled(weights: Sequence[float], most: float) -> list[int]:
    counts, height = [0], 0.0
    for weight in weights:
        if counts[-1] and height + weight > most:
            counts.append(0)
            height = 0.0
        counts[-1] += 1
        height += weight
    return counts


class Columns(QWidget):
    """Holds cards in one column or more, each at least `least_em` wide."""

    def __init__(self, least_em: float, most: int, gap_em: float = 0.75) -> None:
        super().__init__()
        self._least_em = least_em
        self._most = most
        self._gap_em = gap_em
        self._cards: tuple[QWidget, ...] = ()
        self._shares: list[int] = []
        self._row = QHBoxLayout(self)
        set_spacing(self._row, gap_em)

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these in place of those that were there."""
        for old in self._cards:
            old.hide()
            old.deleteLater()
        self._cards = tuple(cards)
        for card in self._cards:
            card.setParent(self)
        self._shares = []
        self.balance()

    def balance(self) -> None:
        """Share the cards out to the columns anew, if their heights or the width ask for it."""
        unit = em(self)
        count = column_count(self.width(), round(self._least_em * unit), self._most)
        width = max(1, self.width() // count - round(self._gap_em * unit))
        wanted = [len(self._cards)]
        if count > 1:
            wanted = shares([_height(card, width) for card in self._cards], count)
        if wanted != self._shares:
            self._shares = wanted
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.balance()

    def _arrange(self) -> None:
        while item := self._row.takeAt(0):
            column = item.layout()
            while column and column.takeAt(0):
                pass
        cards = iter(self._cards)
        for share in self._shares:
            column = QVBoxLayout()
            set_spacing(column, self._gap_em)
            for card in itertools.islice(cards, share):
                column.addWidget(card)
                card.setVisible(True)
            column.addStretch(1)
            self._row.addLayout(column, 1)
        scale_spacing(self, em(self))


def _height(card: QWidget, width: int) -> float:
    if card.hasHeightForWidth():
        return float(card.heightForWidth(width))
    return float(card.sizeHint().height())
