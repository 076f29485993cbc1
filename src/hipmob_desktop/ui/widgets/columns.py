# SPDX-License-Identifier: GPL-3.0-or-later
"""Cards in as many columns as there is room for, read down each column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipmob_desktop.ui.widgets.dress import em, respace, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent


def column_count(width_px: int, least_px: int, most: int) -> int:
    """How many columns of at least `least_px` go into a width; one at least."""
    return max(1, min(most, width_px // max(1, least_px)))


def shares(weights: Sequence[float], columns: int) -> list[int]:
    """How many things each column gets, in order, so that the tallest is as low as can be."""
    low, high = max(weights, default=0.0), sum(weights)
    for _ in range(24):  # halving: enough for any height in pixels
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
        self._count = 0
        self._row = QHBoxLayout(self)
        spaced(self._row, gap_em)

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these in place of those that were there."""
        for old in self._cards:
            old.hide()
            old.deleteLater()
        self._cards = tuple(cards)
        for card in self._cards:
            card.setParent(self)
        self._arrange(self._wanted())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = self._wanted()
        if wanted != self._count:
            self._arrange(wanted)

    def _wanted(self) -> int:
        fits = column_count(self.width(), round(self._least_em * em(self)), self._most)
        return min(fits, max(1, len(self._cards)))

    def _arrange(self, count: int) -> None:
        self._count = count
        while item := self._row.takeAt(0):
            column = item.layout()
            while column and column.takeAt(0):
                pass
        cards = iter(self._cards)
        heights = [float(card.sizeHint().height()) for card in self._cards]
        for share in shares(heights, count):
            column = QVBoxLayout()
            spaced(column, self._gap_em)
            for _ in range(share):
                card = next(cards)
                column.addWidget(card)
                card.show()
            column.addStretch(1)
            self._row.addLayout(column, 1)
        respace(self, em(self))
