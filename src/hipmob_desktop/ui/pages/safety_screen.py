# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of safety, always one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.layouts import Columns
from hipmob_desktop.ui.kit.pages import SidePage
from hipmob_desktop.ui.kit.style import StyleContext, frame, set_spacing

if TYPE_CHECKING:
    from hipmob_desktop.core.safety import Safety, SafetyRule
    from hipmob_desktop.ui.theme.icons import Icons
    from hipmob_desktop.ui.theme.manager import ThemeManager

_MEASURE_EM = 84.0
_CARD_EM = 27.0
_MOST_COLUMNS = 3


class SafetyScreen(SidePage):
    """Shows every rule with its reasons."""

    def __init__(
        self, icons: Icons, theme_manager: ThemeManager, parent: QWidget | None = None
    ) -> None:
        super().__init__(StyleContext(icons, theme_manager), "Safety", _MEASURE_EM, parent)
        self._safety: Safety | None = None

    def build_column(self) -> None:
        self._rules = Columns(_CARD_EM, _MOST_COLUMNS)
        self.column.addWidget(self._rules)
        if self._safety:
            self.show_safety(self._safety)

    def show_safety(self, safety: Safety) -> None:
        """Show these rules."""
        self._safety = safety
        if self.is_filled:
            self._rules.show_cards([_card(rule) for rule in safety.rules])
            self.area.to_top()
            self.measure()


def _card(rule: SafetyRule) -> QWidget:
    card = frame("card")
    card.setAccessibleName(rule.title)
    column = QVBoxLayout(card)
    set_spacing(column, 0.4, (1.0, 0.9, 1.0, 1.0))
    column.addWidget(label(rule.title, "heading"))
    column.addWidget(label(rule.text))
    return card
