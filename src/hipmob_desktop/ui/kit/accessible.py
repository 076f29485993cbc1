# SPDX-License-Identifier: GPL-3.0-or-later
"""Widgets of our own for assistive technology: a role, and the words that they show now.

To Qt every plain widget is a filler, and setting its name announces it. A screen reader that asks
for the words of these gets what they show at that moment, and none is told of each second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


class SpokenWidget(QWidget):
    """A widget with a role of its own; a screen reader passes it over while it has no words."""

    role = QAccessible.Role.StaticText

    def words(self) -> str:
        """Its accessible name at this moment."""
        return self.accessibleName()


class _Spoken(QAccessibleWidget):
    def __init__(self, shown: SpokenWidget) -> None:
        super().__init__(shown, shown.role)

    def text(self, kind: QAccessible.Text) -> str:
        return self._words() if kind is QAccessible.Text.Name else super().text(kind)

    def state(self) -> QAccessible.State:
        state = super().state()
        if not self._words():
            state.invisible = 1
        return state

    def _words(self) -> str:
        # Nothing of the widget is kept here, or it would never be let go.
        shown = self.widget()
        return shown.words() if isinstance(shown, SpokenWidget) else ""


def _spoken(_kind: str, shown: QObject) -> QAccessibleWidget | None:
    """The interface of a spoken widget; Qt asks for each widget, and owns what it gets."""
    return _Spoken(shown) if isinstance(shown, SpokenWidget) else None


QAccessible.installFactory(_spoken)
