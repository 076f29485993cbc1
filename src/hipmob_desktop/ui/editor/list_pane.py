# SPDX-License-Identifier: GPL-3.0-or-later
"""The moves of the routine in their order, with what can be done with the highlighted one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipmob_desktop.ui.editor.items import MoveList
from hipmob_desktop.ui.kit.buttons import IconButton, ToolIconButton
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.style import set_spacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.ui.editor.items import MoveRow
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.icons import IconName

EMPTY = "Nothing in it yet. Add a move (Ins)."
ABOUT = "What is true of the whole routine: rounds, rests, words (Ctrl+R)"


class ListPane(QWidget):
    """The list above its buttons.

    Signals:
        asked: what a button or a key wants done: "up", "down", "remove" or "copy" with the
            highlighted move; "change" it; "add" one; "about", what is true of the whole.
    """

    asked = Signal(str)

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._style = style
        self.list = MoveList(style, "Moves of the routine", can_be_sorted=True)
        self.list.asked.connect(self.asked)
        self.empty = label(EMPTY, "quiet")
        self.add = IconButton(style, "plus", "Add a move")
        self.add.setToolTip("Add a move (Ins)")
        self.add.clicked.connect(partial(self.asked.emit, "add"))
        self.up = self._tool("arrow-up", "Move it up (Alt+↑)", "up")
        self.down = self._tool("arrow-down", "Move it down (Alt+↓)", "down")
        self.copy = self._tool("copy", "Copy it (Ctrl+D)", "copy")
        self.remove = self._tool("trash-2", "Remove it (Del)", "remove")
        self.change = self._tool("pencil", "Change how it is done (Enter)", "change")
        self.about = self._tool("settings", "The whole routine", "about")
        self.about.setToolTip(ABOUT)
        below = QHBoxLayout()
        set_spacing(below, 0.2)
        for button in self.buttons:
            below.addWidget(button)
        below.insertStretch(1, 1)
        column = QVBoxLayout(self)
        set_spacing(column, 0.4)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addLayout(below)

    def _tool(self, icon: IconName, words: str, asks: str) -> ToolIconButton:
        made = ToolIconButton(self._style, icon, words.partition(" (")[0], shows_text=False)
        made.setToolTip(words)
        made.clicked.connect(partial(self.asked.emit, asks))
        return made

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """The buttons in the order of reading."""
        of_move = (self.up, self.down, self.copy, self.remove, self.change)
        return (self.add, *of_move, self.about)

    def show_rows(self, rows: Sequence[MoveRow], number: int) -> None:
        """Show these, with the highlight on the one at `number`; -1 is none."""
        self.list.show_rows(rows, number)
        self.empty.setVisible(not rows)
        for button in (self.copy, self.remove, self.change):
            button.setEnabled(number >= 0)
        self.up.setEnabled(number > 0)
        self.down.setEnabled(0 <= number < len(rows) - 1)
