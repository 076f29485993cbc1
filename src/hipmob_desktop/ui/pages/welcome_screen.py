# SPDX-License-Identifier: GPL-3.0-or-later
"""The first start: a few plain sentences, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.labels import IconLine, label
from hipmob_desktop.ui.kit.pages import BigPage
from hipmob_desktop.ui.kit.style import StyleContext

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.core.safety import Safety
    from hipmob_desktop.ui.theme.icons import Icons
    from hipmob_desktop.ui.theme.manager import ThemeManager


class WelcomeScreen(BigPage):
    """Says what this is, how to go about it, and when to stop.

    Signals:
        accepted: it was read.
    """

    accepted = Signal()

    def __init__(
        self, icons: Icons, theme_manager: ThemeManager, parent: QWidget | None = None
    ) -> None:
        super().__init__(StyleContext(icons, theme_manager), "Welcome", parent)
        self._safety: Safety | None = None

    def build_rows(self) -> None:
        self.title.setText("Welcome")
        self.begin = IconButton(self._style, "check", "I see, let us begin", "primary")
        self.begin.clicked.connect(self.accepted)
        self.set_buttons(self.begin)
        if self._safety:
            self.show_safety(self._safety)

    def show_safety(self, safety: Safety) -> None:
        """Show the sentences of a first start and the rule that always holds."""
        self._safety = safety
        self.setAccessibleName("Welcome")
        if self.is_filled:
            rows: list[QWidget] = [label(sentence) for sentence in safety.welcome]
            rows.append(IconLine(self._style, "hand", safety.stop_rule, ink="warning"))
            self.show_rows(rows)
