# SPDX-License-Identifier: GPL-3.0-or-later
"""The two parts of the first page: the highlighted routine in large, and the cards of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.style import em, set_spacing

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from hipmob_desktop.ui.library.hero import Hero

_BESIDE_EM = 54.0
_CARDS_EM = (20.0, 32.0)
_CARDS_SHARE = 0.36
_ABOVE_SHARE = 0.5
_LEAST_RATIO = 0.95
_NO_LIMIT = 16_777_215  # Qt's own word for it is not in its Python


class Home(QWidget):
    """A head above two panes, which stand side by side where there is room, else upon another."""

    def __init__(self, head: QWidget, hero: Hero, cards: QWidget) -> None:
        super().__init__()
        self._hero, self._cards = hero, cards
        hero.refitted.connect(self.arrange)
        self._panes = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._panes)
        set_spacing(self._row, 1.25)
        self._row.addWidget(hero, 1)
        self._row.addWidget(cards, 1)
        self._panes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        cards.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(self)
        set_spacing(column, 0.6)
        column.addWidget(head)
        column.addWidget(self._panes, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    @Slot()
    def arrange(self) -> None:
        """Fit the panes to the room and the type."""
        unit = em(self)
        is_beside = self.width() >= max(_BESIDE_EM * unit, self.height() * _LEAST_RATIO)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if is_beside else direction.TopToBottom)
        least, most = (round(limit * unit) for limit in _CARDS_EM)
        wanted = min(most, max(least, round(self.width() * _CARDS_SHARE)))
        self._cards.setMinimumWidth(wanted if is_beside else 0)
        self._cards.setMaximumWidth(wanted if is_beside else _NO_LIMIT)
        height = self._panes.height()
        self._hero.arrange(height if is_beside else round(height * _ABOVE_SHARE))
        is_row = not is_beside and not self._hero.is_full
        self._row.setStretch(0, 0 if is_row else 1)
