# SPDX-License-Identifier: GPL-3.0-or-later
"""What assistive technology finds of widgets of our own: a role, and words that are true now.

Qt calls every plain widget a filler, and tells whenever a name is set. A text that counts on is
found here with what it shows at the moment of asking, and nobody is told of each second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


class SpokenWidget(QWidget):
    """A widget with a role of its own, which is passed over while it has no words."""

    role = QAccessible.Role.StaticText

    def words(self) -> str:
        """What it is called now."""
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
