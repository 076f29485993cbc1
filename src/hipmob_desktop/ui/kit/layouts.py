# SPDX-License-Identifier: GPL-3.0-or-later
"""How widgets are laid out: flowing in lines, in balanced columns, in two panes."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QSizePolicy,
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


def column_count(width_px: int, least_px: int, most: int) -> int:
    """How many columns of at least `least_px` go into a width; one at least."""
    return max(1, min(most, width_px // max(1, least_px)))


def shares(weights: Sequence[float], columns: int) -> list[int]:
    """How many things each column gets, in order, so that the tallest is as low as can be."""
    low, high = max(weights, default=0.0), sum(weights)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if len(_filled(weights, middle)) <= columns:
            high = middle
        else:
            low = middle
    return _filled(weights, high)


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


_BOTH_EM = 54.0
_LIST_EM = (21.0, 32.0)
_LIST_SHARE = 0.36
_NO_LIMIT = 16_777_215  # Qt's own word for it is not in its Python


class TwoPanes(QWidget):
    """The list on the left; on the right the page, and below it a bar.

    Signals:
        arranged: other panes are seen now than before.
    """

    arranged = Signal()

    def __init__(self, left: QWidget, right: QWidget, bar: QWidget) -> None:
        super().__init__()
        self._left, self._right, self._bar = left, right, bar
        self._is_wide: bool | None = None
        self._shows_right = False
        self._grid = QGridLayout(self)
        self._grid.setRowStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        set_spacing(self._grid, 0.75)
        for part in (left, right):
            # Beside the bar, whose height depends on its width, Qt takes a hint for a minimum.
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    @property
    def is_wide(self) -> bool:
        """Whether there is room for both."""
        return bool(self._is_wide)

    @property
    def shows_right(self) -> bool:
        """Whether, where there is room for one only, it is the page."""
        return self._shows_right

    def show_right(self, *, shows: bool) -> None:
        """Where there is room for one only, show the page, or the list."""
        self._shows_right = shows
        self._is_wide = None
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    @Slot()
    def arrange(self) -> None:
        """Fit the panes to the width and the type."""
        unit = em(self)
        is_wide = self.width() >= _BOTH_EM * unit
        least, most = (round(limit * unit) for limit in _LIST_EM)
        wanted = min(most, max(least, round(self.width() * _LIST_SHARE)))
        self._left.setMinimumWidth(wanted if is_wide else 0)
        self._left.setMaximumWidth(wanted if is_wide else _NO_LIMIT)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._place(is_wide=is_wide)
            self.arranged.emit()

    def _place(self, *, is_wide: bool) -> None:
        for widget in (self._left, self._right, self._bar):
            self._grid.removeWidget(widget)
        if is_wide:
            self._grid.addWidget(self._left, 0, 0, 2, 1)
            self._grid.addWidget(self._right, 0, 1)
            self._grid.addWidget(self._bar, 1, 1)
        else:
            self._grid.addWidget(self._left, 0, 0, 1, 2)
            self._grid.addWidget(self._right, 0, 0, 1, 2)
            self._grid.addWidget(self._bar, 1, 0, 1, 2)
        self._left.setVisible(is_wide or not self._shows_right)
        self._right.setVisible(is_wide or self._shows_right)
