# SPDX-License-Identifier: GPL-3.0-or-later
"""A list beside a page, or one of the two where there is no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from hipmob_desktop.ui.kit.style import em, set_spacing

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_BOTH_EM = 54.0
_LIST_EM = (21.0, 32.0)
_LIST_SHARE = 0.36
_NO_LIMIT = 16_777_215  # Qt's own word for it is not in its Python


class TwoPanes(QWidget):
    """The list on the left; on the right the page, and below it a bar.

    Signals:
        arranged: the panes stand side by side now, or no longer do, or have changed places.
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
            # Beside the bar, whose height goes by its width, a wish counts as a need.
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
